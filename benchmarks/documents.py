"""The same vacancy's documents through jdgen and through docxtpl: warm, and as whole processes.

    python benchmarks/documents.py [--runs N] [--vacancy FILE]

Prints medians and the ratios of paired runs, A B A B …, so that they hold on a noisy machine. The
docxtpl template is made here from jdgen's own house style, so that both write equally lean files
with the same header table, headings, lists and criteria.
"""

from __future__ import annotations

import argparse
import gc
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
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl_peer import render as render_with_docxtpl

from jdgen.build.files import files_of
from jdgen.compose.job import compose
from jdgen.documents.document import documents
from jdgen.documents.render import views
from jdgen.documents.views import VIEWS
from jdgen.formats import markdown
from jdgen.workspace.files import find_root
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document
    from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
"""Where the peer's script lies."""


def make_template(house_style: Path, out: Path) -> None:
    """Write the same document as a docxtpl template: facts, sections, lists, criteria, scale.

    The header and footer name the organisation and the title, labels are bold, and table headers
    repeat, as in what jdgen writes. What docxtpl can't do is left out: numbers that restart, column
    widths that suit their content, keeping a heading with its list.
    """
    document = docx.Document(str(house_style))
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    section = document.sections[0]
    for part, tag in ((section.header, "{{ organisation }}"), (section.footer, "{{ title }}")):
        for text in list(part._element.iter(qn("w:t")))[:1]:
            text.text = tag
    add = document.add_paragraph
    add("{{ heading }}", style="Heading 1")
    _table(document, ["Detail", "This post"], "label, value in header", ["label", "value"])
    add("{%p for section in sections %}")
    add("{{ section.title }}", style="Heading 2")
    add("{%p for part in section.parts %}")
    add("{%p if part.heading %}")
    add("{{ part.heading }}", style="Heading 3")
    add("{%p endif %}")
    add("{%p for paragraph in part.paragraphs %}")
    add("{{ paragraph }}")
    add("{%p endfor %}")
    add("{%p for entry in part.entries %}")
    add("{%p if entry.mark != '-' %}")
    _labelled(add("", style="List Number"), "entry")
    add("{%p else %}")
    _labelled(add("", style="List Bullet"), "entry")
    add("{%p endif %}")
    add("{%p endfor %}")
    add("{%p if part.rows %}")
    _table(
        document,
        ["Criterion", "Essential or desirable", "How assessed"],
        "row in part.rows",
        ["", "row[1].text", "row[2].text"],
    )
    add("{%p endif %}")
    add("{%p endfor %}")
    add("{%p endfor %}")
    document.save(str(out))


def _labelled(paragraph: Paragraph, entry: str) -> None:
    _run(paragraph, f"{{%r if {entry}.label %}}")
    _run(paragraph, f"{{{{ {entry}.label }}}}: ", bold=True)
    _run(paragraph, "{%r endif %}")
    _run(paragraph, f"{{{{ {entry}.text }}}}")


def _run(paragraph: Paragraph, text: str, *, bold: bool = False) -> Paragraph:
    run = paragraph.add_run(text)
    run.bold = bold or None
    return paragraph


def _table(document: Document, header: list[str], loop: str, cells: list[str]) -> None:
    table = document.add_table(rows=4, cols=len(header), style="Document Table")
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for column, (title, cell) in enumerate(zip(header, cells, strict=True)):
        table.cell(0, column).text = title
        if cell:
            table.cell(2, column).text = f"{{{{ {cell} }}}}"
        else:
            _labelled(table.cell(2, column).paragraphs[0], "row[0]")
    table.cell(1, 0).text = f"{{%tr for {loop} %}}"
    table.cell(3, 0).text = "{%tr endfor %}"


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a template is given
    """Return what jdgen's templates see as dicts and lists, which is what docxtpl is given."""
    if isinstance(value, VIEWS):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return str(value) if isinstance(value, str) else value


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
        "--vacancy",
        type=Path,
        default=Path("examples/vacancies/project-manager-coastal-defence.yaml"),
    )
    options = parser.parse_args()
    root = find_root(options.vacancy.resolve().parent)
    library = Library(root)
    layout = library.layout("standard")
    lineages = [library.lineage_of_vacancy(path) for path in library.vacancies()]
    lineages.append(library.lineage_of_vacancy(options.vacancy))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        template = work / "template.docx"
        make_template(layout.files["house-style.docx"], template)
        given = [
            plain(view) | {"organisation": lineage.organisation.name}
            for lineage in lineages
            for view in views(compose(lineage), layout)
        ]
        data = work / "data.json"
        data.write_text(json.dumps(given[-2]), encoding="utf-8")

        def through_jdgen() -> None:
            markdown._section.cache_clear()  # what vacancies share is read once in each round
            for lineage in lineages:
                job = compose(lineage)
                for document in documents(job, layout):
                    files_of(document, job, layout, ("docx",))

        def through_docxtpl() -> None:
            for values in given:
                render_with_docxtpl(str(template), values, io.BytesIO())

        gc.set_threshold(50_000, 20, 100)  # as jdgen's own start does; here it serves both
        through_jdgen(), through_docxtpl()  # the first of each pays for what is then cached
        times = paired(through_jdgen, through_docxtpl, options.runs)
        per_document = tuple([seconds / len(given) for seconds in kept] for kept in times)
        report(
            f"Warm, from model to Word bytes, a document ({len(given)} in a row)",
            "jdgen: merge, Markdown, blocks, Word",
            "docxtpl: lean template, render, save",
            per_document,
        )

        script = [sys.executable, str(HERE / "docxtpl_peer.py"), str(template)]
        command = str(Path(sys.executable).with_name("jdgen"))
        build = [command, "build", str(options.vacancy), "--root", str(root)]
        quiet: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "env": os.environ}
        times = paired(
            lambda: subprocess.run([*build, "--output", str(work / "out")], **quiet),
            lambda: subprocess.run([*script, str(data), str(work / "out.docx")], **quiet),
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
