"""Documents through jdgen and through others: warm, on one core, and as whole processes.

    python benchmarks/documents.py [--runs N] [--vacancy FILE]

Prints medians of processor time, the middle half of the runs, and the ratios of runs beside each
other, A B C A B C …, so that they hold on a noisy machine. The others are

- docxtpl, with a template made here from jdgen's own house style, so that both write equally lean
  files with the same header table, headings, lists and criteria;
- python-docx's objects, that are given the blocks that jdgen has read, in the same house style;
- zipping the parts of jdgen's own files, which are rendered already;
- pandoc, where it is installed: a process a document, given jdgen's Markdown and house style.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl_peer import render as render_with_docxtpl
from measured import middle, ratios, spent

from jdgen.build.files import files_of
from jdgen.compose.job import compose
from jdgen.documents.document import documents
from jdgen.documents.render import views
from jdgen.documents.views import VIEWS
from jdgen.formats import markdown
from jdgen.formats.blocks import Heading, Numbered, Paragraph, Table, plain
from jdgen.workspace.files import find_root
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph as DocxParagraph

    from jdgen.formats.blocks import Block

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


def _labelled(paragraph: DocxParagraph, entry: str) -> None:
    _run(paragraph, f"{{%r if {entry}.label %}}")
    _run(paragraph, f"{{{{ {entry}.label }}}}: ", bold=True)
    _run(paragraph, "{%r endif %}")
    _run(paragraph, f"{{{{ {entry}.text }}}}")


def _run(paragraph: DocxParagraph, text: str, *, bold: bool = False) -> DocxParagraph:
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


def as_data(value: Any) -> Any:  # noqa: ANN401 - whatever a template is given
    """Return what jdgen's templates see as dicts and lists, which is what docxtpl is given."""
    if isinstance(value, VIEWS):
        return {name: as_data(item) for name, item in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [as_data(item) for item in value]
    if isinstance(value, dict):
        return {name: as_data(item) for name, item in value.items()}
    return str(value) if isinstance(value, str) else value


def through_objects(house_style: Path, blocks: Sequence[Block], out: io.BytesIO) -> None:
    """Write a document's blocks with python-docx's objects, as its manual shows."""
    document = docx.Document(str(house_style))
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    for block in blocks:
        if isinstance(block, Heading):
            document.add_heading(plain(block.spans), level=block.level)
        elif isinstance(block, Paragraph):
            _spans(document.add_paragraph(), block.spans)
        elif isinstance(block, Table):
            _rows(document, block)
        else:
            style = "List Number" if isinstance(block, Numbered) else "List Bullet"
            for part in (part for item in block.items for part in item):
                if isinstance(part, Paragraph):
                    _spans(document.add_paragraph(style=style), part.spans)
    document.save(out)


def _rows(document: Document, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.header), style="Document Table")
    for row in (block.header, *block.rows):
        for cell, spans in zip(table.add_row().cells, row, strict=False):
            _spans(cell.paragraphs[0], spans)


def _spans(paragraph: DocxParagraph, spans: Sequence[Any]) -> None:
    for span in spans:
        run = paragraph.add_run(span.text)
        run.bold, run.italic = span.bold or None, span.italic or None


def zipped(parts: dict[str, bytes]) -> None:
    """Zip the parts of a Word file, as Python does where nothing else is asked."""
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def in_turn(ways: dict[str, Callable[[], float]], runs: int) -> dict[str, list[float]]:
    """Call each way in turn, so many times; return the seconds that each says it took."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            took[name].append(way())
    return took


def warm(way: Callable[[], object]) -> Callable[[], float]:
    """Return what calls a way and says how many seconds of processor it took."""

    def timed() -> float:
        start = time.process_time()
        way()
        return time.process_time() - start

    way()  # the first pays for what is then cached
    return timed


def report(what: str, took: dict[str, list[float]], number: int) -> None:
    """Print what each way took a document, and its ratio to the first of them."""
    print(what)
    first = next(iter(took.values()))
    for name, seconds in took.items():
        low, median, high = (each * 1000 / number for each in middle(seconds))
        least, ratio, most = middle(ratios(seconds, first))
        print(
            f"  {name:44}{median:9.2f} ms ({low:.2f} to {high:.2f});"
            f" ratio {ratio:6.2f} ({least:.2f} to {most:.2f})"
        )
    print()


class Stock:
    """Vacancies of a workspace, and what is made of them."""

    def __init__(self, vacancy: Path) -> None:
        self.root = find_root(vacancy.resolve().parent)
        library = Library(self.root)
        self.layout = library.layout("standard")
        self.lineages = [library.lineage_of_vacancy(path) for path in library.vacancies()]
        self.lineages.append(library.lineage_of_vacancy(vacancy))
        self.jobs = [compose(lineage) for lineage in self.lineages]
        self.drawn = [(each, job) for job in self.jobs for each in documents(job, self.layout)]
        self.house_style = self.layout.look(self.drawn[0][0].kind)

    @property
    def given(self) -> list[dict[str, Any]]:
        """Return what a template of docxtpl is given of each document."""
        return [
            as_data(view) | {"organisation": job.facts["organisation.name"].text}
            for job in self.jobs
            for view in views(job, self.layout)
        ]

    def through_jdgen(self) -> None:
        """Make all documents in Word as jdgen does."""
        markdown._section.cache_clear()  # what vacancies share is read once in each round
        for lineage in self.lineages:
            job = compose(lineage)
            for document in documents(job, self.layout):
                files_of(document, job, self.layout, ("docx",))

    def through_python_docx(self) -> None:
        """Make all documents in Word by python-docx's objects."""
        for document, _ in self.drawn:
            through_objects(self.house_style, document.blocks, io.BytesIO())

    def parts(self) -> list[dict[str, bytes]]:
        """Return the parts of jdgen's own Word files."""
        parts = []
        for document, job in self.drawn:
            [data] = files_of(document, job, self.layout, ("docx",)).values()
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts.append({name: archive.read(name) for name in archive.namelist()})
        return parts

    def ways(self, work: Path, template: Path) -> dict[str, Callable[[], float]]:
        """Return the ways to make all documents, each of which says the seconds that it took."""
        given, parts = self.given, self.parts()

        def through_docxtpl() -> None:
            for values in given:
                render_with_docxtpl(str(template), values, io.BytesIO())

        def by_zipping() -> None:
            for each in parts:
                zipped(each)

        ways = {
            "jdgen: merge, Markdown, blocks, Word": warm(self.through_jdgen),
            "docxtpl: a lean template, render, save": warm(through_docxtpl),
            "python-docx: objects of the same blocks": warm(self.through_python_docx),
            "zipping the same parts, rendered already": warm(by_zipping),
        }
        if shutil.which("pandoc"):
            (work / "one.md").write_text(self.drawn[-1][0].markdown, "utf-8")
            command = ["pandoc", "one.md", f"--reference-doc={self.house_style}", "-o", "one.docx"]
            number = len(self.drawn)
            ways["pandoc: a process a document"] = lambda: number * spent(command, work, {}).cpu
        else:
            print("pandoc is not installed, and left out.\n")
        return ways


def main() -> None:
    """Make the template and the data, then time all ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=25)
    usual = HERE.parent / "examples/vacancies/project-manager-coastal-defence.yaml"
    parser.add_argument("--vacancy", type=Path, default=usual)
    options = parser.parse_args()
    stock = Stock(options.vacancy)
    number = len(stock.drawn)
    gc.set_threshold(50_000, 20, 100)  # as jdgen's own start does; here it serves all
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        template = work / "template.docx"
        make_template(stock.house_style, template)
        took = in_turn(stock.ways(work, template), options.runs)
        report(f"Warm, on one core, a document ({number} in a row)", took, number)
        (work / "data.json").write_text(json.dumps(stock.given[-2]), encoding="utf-8")
        peer = [sys.executable, str(HERE / "docxtpl_peer.py"), "template.docx", "data.json", "out"]
        build = [sys.executable, "-m", "jdgen", "build", str(options.vacancy.resolve())]
        build += ["--root", str(stock.root), "--output", "made"]
        here = {"PYTHONPATH": str(HERE.parent)}
        processes = {
            "a bare docxtpl script: one Word document": lambda: spent(peer, work, here).cpu,
            "jdgen build: both documents, Word, Markdown": lambda: spent(build, work, here).cpu,
        }
        report("Whole process, one vacancy", in_turn(processes, options.runs), 1)


if __name__ == "__main__":
    main()
