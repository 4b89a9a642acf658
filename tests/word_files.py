"""Word files made of Markdown, and opened again."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

import docx
import docx.text.paragraph
from docx.oxml.ns import qn
from example import REPOSITORY

from jdgen.formats.markdown import parse
from jdgen.formats.word.document import write_document
from jdgen.formats.word.house_style import read_house_style

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document
    from docx.table import Table


STANDARD: Final = REPOSITORY / "templates" / "standard" / "house-style.docx"


DOCUMENT: Final = "word/document.xml"


STYLES: Final = "word/styles.xml"


NUMBERING: Final = "word/numbering.xml"


HEADER: Final = "word/header1.xml"


LINKS: Final = "word/_rels/document.xml.rels"


TYPES: Final = "[Content_Types].xml"


def _body_control() -> str:
    with zipfile.ZipFile(STANDARD) as package:
        document = package.read(DOCUMENT).decode()
    [control] = re.findall("<w:sdt><w:sdtPr>.*</w:sdt>", document)
    return control


BODY_CONTROL: Final = _body_control()


RUN_CONTROL: Final = (
    BODY_CONTROL.partition("<w:sdtContent>")[0]
    + "<w:sdtContent><w:r><w:t>Text</w:t></w:r></w:sdtContent></w:sdt>"
)

"""A control for the body that stands in a paragraph."""


TEXT_WIDTH: Final = 9412


Edit = tuple[str, str, str]

"""In which part, which text, becomes which."""


def written(
    markdown: str, house_style: Path = STANDARD, language: str = "en-GB", **facts: str
) -> bytes:
    """Return the Word document of a Markdown text."""
    return write_document(
        parse(markdown),
        read_house_style(house_style, language),
        title="R&D <lead>",
        author='The "A & B" Council',
        language=language,
        facts={name.replace("__", "."): text for name, text in facts.items()},
    )


def opened(document: bytes) -> Document:
    """Open a document as python-docx reads it."""
    return docx.Document(io.BytesIO(document))


def part(document: bytes, name: str) -> str:
    """Return the text of a part."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.read(name).decode()


def texts(document: Document) -> list[str]:
    """Return the text of each paragraph outside tables."""
    return [paragraph.text for paragraph in document.paragraphs]


def style_of(styled: Any) -> Any:  # noqa: ANN401 - python-docx has many kinds of both
    """Return the style of a paragraph, a run or a table."""
    assert styled.style is not None
    return styled.style


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None], of: Path = STANDARD) -> Path:
    """Write the standard house style, or another file, with its parts changed."""
    with zipfile.ZipFile(of) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def led_to(kind: str, xml: str, *, package: bool = False) -> Callable[[dict[str, bytes]], None]:
    """Return a change that adds a part of a kind, to which the document, or the file, leads."""
    links, place = ("_rels/.rels", "") if package else (LINKS, "word/")
    short = kind.rpartition("/")[2]
    namespaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def change(parts: dict[str, bytes]) -> None:
        name = f"{place}{short}{9 if short == 'image' else ''}.xml"
        parts[name] = re.sub("(<[^ />]+)", rf"\1 {namespaces}", xml, count=1).encode()
        link = (
            '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/{kind}" Target="/{name}"/></Relationships>'
        )
        parts[links] = parts[links].replace(b"</Relationships>", link.encode())

    return change


TABLE: Final = (
    "# Title\n\n## Facts & figures\n\n| Detail | This \\<post> |\n| --- | --- |\n"
    "| Grade | Grade 8 |\n| Location | Town Hall |\n\nText.\n"
)


def written_table(markdown: str = TABLE, house_style: Path = STANDARD) -> Table:
    (table,) = opened(written(markdown, house_style)).tables
    return table


def written_widths(table: Table) -> list[list[int]]:
    """Return the widths of the grid's columns, and of each row's cells."""
    grid = [int(one.get(qn("w:w"))) for one in table._tbl.iter(qn("w:gridCol"))]
    rows = [
        [int(cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.cells]
        for row in table.rows
    ]
    return [grid, *rows]


def control(
    fact: str,
    *inside: str,
    alias: str = "A title",
    tag: bool = True,
    more: str = "",
) -> str:
    """Return a content control at run level for a fact, with runs of these texts inside."""
    named = f'<w:tag w:val="{fact}"/>' if tag else ""
    runs = "".join(f"<w:r>{'<w:rPr><w:b/></w:rPr>'}<w:t>{text}</w:t></w:r>" for text in inside)
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/>{named}{more}</w:sdtPr>'
        f"<w:sdtContent>{runs}</w:sdtContent></w:sdt>"
    )


def written_text(element: Any) -> str:  # noqa: ANN401 - lxml's element
    return "".join(one.text or "" for one in element.iter(qn("w:t")))
