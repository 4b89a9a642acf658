"""The same vacancy's documents through jdgen and through docxtpl: warm, and as whole processes.

    python benchmarks/documents.py [--runs N] [--vacancy FILE]

Prints medians and the ratios of paired runs, A B A B …, so that they hold on a noisy machine. The
docxtpl template is made here from jdgen's own house style, so that both write equally lean files
with the same header table, headings, lists and criteria.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docxtpl_peer import render as render_with_docxtpl

from jdgen.build import files
from jdgen.compose import compose
from jdgen.library import Library, find_root
from jdgen.render import CriterionView, GroupView, ItemView, SectionView, views

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

HERE = Path(__file__).parent
"""Where the peer's script lies."""


def make_template(house_style: Path, out: Path) -> None:
    """Write a docxtpl template for a document of any kind: table of facts, sections, criteria."""
    document = docx.Document(str(house_style))
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    add = document.add_paragraph
    add("{{ title }}: {{ kind }}", style="Heading 1")
    _table(document, ["Detail", "This post"], "label, value in header", ["label", "value"])
    add("{%p for section in sections %}")
    add("{{ section.title }}", style="Heading 2")
    add("{%p if section.lead_in %}")
    add("{{ section.lead_in }}")
    add("{%p endif %}")
    add("{%p for paragraph in section.paragraphs %}")
    add("{{ paragraph }}")
    add("{%p endfor %}")
    add("{%p for group in section.groups %}")
    add("{%p if group.heading %}")
    add("{{ group.heading }}", style="Heading 3")
    add("{%p endif %}")
    add("{%p for entry in group.entries %}")
    add("{{ entry.label }} {{ entry.text }}", style="List Bullet")
    add("{%p endfor %}")
    add("{%p endfor %}")
    add("{%p for category in section.categories %}")
    add("{{ category.heading }}", style="Heading 3")
    _table(
        document,
        ["Criterion", "Essential or desirable", "How we assess it"],
        "criterion in category.entries",
        [
            "criterion.label }} {{ criterion.text",
            "criterion.importance",
            "criterion.methods|join(', ')",
        ],
    )
    add("{%p endfor %}")
    add("{%p endfor %}")
    document.save(str(out))


def _table(document: Document, header: list[str], loop: str, cells: list[str]) -> None:
    table = document.add_table(rows=4, cols=len(header), style="Document Table")
    for column, (title, cell) in enumerate(zip(header, cells, strict=True)):
        table.cell(0, column).text = title
        table.cell(2, column).text = f"{{{{ {cell} }}}}"
    table.cell(1, 0).text = f"{{%tr for {loop} %}}"
    table.cell(3, 0).text = "{%tr endfor %}"


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a template is given
    """Return what jdgen's templates see as dicts and lists, which is what docxtpl is given."""
    if isinstance(value, SectionView | GroupView | ItemView | CriterionView):
        return {name: plain(getattr(value, name)) for name in value.__slots__}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value


def paired(a: Callable[[], object], b: Callable[[], object], runs: int) -> tuple[list[float], ...]:
    """Time two calls in turn; return seconds of each."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for call, kept in zip((a, b), times, strict=True):
            start = time.perf_counter()
            call()
            kept.append(time.perf_counter() - start)
    return times


def report(what: str, a: str, b: str, times: tuple[list[float], ...]) -> None:
    """Print the medians, and the median of the ratios pair by pair."""
    first, second = (statistics.median(kept) * 1000 for kept in times)
    ratios = sorted(slow / quick for quick, slow in zip(*times, strict=True))
    ratio = statistics.median(ratios)
    print(f"{what}\n  {a:<58}{first:9.2f} ms\n  {b:<58}{second:9.2f} ms")
    print(f"  ratio {ratio:.2f} (pairs from {ratios[0]:.2f} to {ratios[-1]:.2f})\n")


def main() -> None:
    """Make the template and the data, then time both ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument(
        "--vacancy", type=Path, default=Path("examples/vacancies/project-manager-coastal-defence.yaml")
    )
    options = parser.parse_args()
    root = find_root(options.vacancy.resolve().parent)
    library = Library(root)
    layout = library.layout("standard")
    lineage = library.lineage_of_vacancy(options.vacancy)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        template = work / "template.docx"
        make_template(layout.folder / layout.house_style.text, template)
        given = [plain(view) for view in views(compose(lineage), layout)]
        for number, data in enumerate(given):
            (work / f"{number}.json").write_text(json.dumps(data), encoding="utf-8")

        def through_jdgen() -> None:
            files(library, options.vacancy, layout, ("docx",))

        def through_docxtpl() -> None:
            for data in given:
                render_with_docxtpl(str(template), data, io.BytesIO())

        through_jdgen(), through_docxtpl()  # the first of each pays for what is then cached
        times = paired(through_jdgen, through_docxtpl, options.runs * 3)
        documents = len(given)
        per_document = tuple([seconds / documents for seconds in kept] for kept in times)
        report(
            "Warm, from model to Word bytes, a document",
            "jdgen: merge, Markdown, blocks, Word",
            "docxtpl: lean template, render, save",
            per_document,
        )

        script = [sys.executable, str(HERE / "docxtpl_peer.py"), str(template)]
        build = [sys.executable, "-m", "jdgen", "build", str(options.vacancy), "--root", str(root)]
        quiet: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "env": os.environ}
        times = paired(
            lambda: subprocess.run([*build, "--output", str(work / "out")], **quiet),
            lambda: subprocess.run([*script, str(work / "0.json"), str(work / "0.docx")], **quiet),
            options.runs,
        )
        report(
            "Whole process, one vacancy",
            "jdgen build: both documents, Word and Markdown",
            "a bare docxtpl script: one Word document",
            times,
        )


if __name__ == "__main__":
    main()
