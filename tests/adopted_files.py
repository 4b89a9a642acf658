"""Word files as people have them, which are made house styles, written as small as they can be."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from word_files import (
    BODY_CONTROL,
    DOCUMENT,
    HEADER,
    LINKS,
    RUN_CONTROL,
    TYPES,
    rewritten,
)

from jdgen.formats.word.adoption.adopt import adopt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jdgen.formats.word.adoption.report import Report

    Parts = dict[str, bytes]
    Change = Callable[[Parts], None]

TEXT: Final = (
    "# A title\n\n## Duties\n\n### More\n\n#### Most\n\n- one\n  - two\n    - three\n\n"
    "1. one\n   1. two\n      1. three\n\n| B | C |\n| - | - |\n| 1 | 2 |\n\n[d](https://e.example)\n"
)
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORDS: Final = "Rhosyn Letterhead Ffordd"
LINE: Final = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"


def bare(path: Path, body: str = LINE, styles: str = "", **parts: str) -> Path:
    """Write the least that Word opens: a body, and styles where they are given."""
    kinds = {"styles": styles, **parts}
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="application/vnd.openxmlformats-office'
        f'document.wordprocessingml.{kind}+xml"/>'
        for kind, xml in kinds.items()
        if xml
    )
    links = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind, xml in kinds.items()
        if xml
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        TYPES: f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="'
        'application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/'
        'document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        DOCUMENT: f'<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:body>{body}</w:body>'
        "</w:document>",
        LINKS: f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
        **{
            f"word/{kind}.xml": f'<w:{kind} xmlns:w="{MAIN}">{xml}</w:{kind}>'
            for kind, xml in kinds.items()
            if xml
        },
    }
    with zipfile.ZipFile(path, "w") as written_file:
        for name, xml in files.items():
            written_file.writestr(name, xml)
    return path


def adopted(path: Path, where: str = "") -> tuple[Path, Report]:
    """Return the house style that a file makes, written beside it, and what was done."""
    made = adopt(path, where, "en-GB")
    to = path.with_name(f"adopted-{path.name}")
    to.write_bytes(made.data)
    return to, made.report


def words_of(document: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        names = [
            one for one in package.namelist() if re.match(r"word/(document|header|footer)", one)
        ]
        xml = "".join(package.read(one).decode("utf-8-sig") for one in names)
    return re.sub(
        "<[^>]*>", " ", re.sub("</?w:(r|t|smartTag|ins|hyperlink)[ >][^>]*>?", "", xml)
    ).split()


def style(name: str, key: str, inside: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{inside}</w:style>'


GERMAN: Final = "".join(
    style(
        f"Überschrift {level}",
        f"berschrift{level}",
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        '<w:rPr><w:color w:val="7A1F3D"/></w:rPr>',
    )
    for level in range(1, 5)
)
ONE_LEVEL: Final = (
    '<w:abstractNum w:abstractNumId="3"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="bullet"/><w:pStyle w:val="LB"/><w:lvlText w:val="\u2192"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>'
)
LISTED: Final = style("List Bullet", "LB", '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>')
PAGE: Final = '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:left="1000" w:right="1000"/>'
TABLE: Final = (
    f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{LINE}</w:tc></w:tr></w:tbl>"
)
NORMAL: Final = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/>'
    '<w:rPr><w:sz w:val="21"/></w:rPr></w:style>'
)

KINDS: Final[dict[str, Callable[[Path], Path]]] = {
    "nothing but words": bare,
    "no words at all": lambda path: bare(path, ""),
    "a page": lambda path: bare(path, f"{LINE}<w:sectPr>{PAGE}</w:sectPr>"),
    "a page before its words": lambda path: bare(path, f"<w:sectPr>{PAGE}</w:sectPr>{LINE}"),
    "sections": lambda path: bare(
        path,
        f"{LINE}<w:p><w:pPr><w:sectPr>{PAGE}</w:sectPr></w:pPr></w:p>{LINE}<w:sectPr>{PAGE}</w:sectPr>",
    ),
    "words in a control": lambda path: bare(
        path, f"<w:sdt><w:sdtPr/><w:sdtContent>{LINE}</w:sdtContent></w:sdt>"
    ),
    "words in a table": lambda path: bare(path, TABLE),
    "normal text of its own": lambda path: bare(path, styles=NORMAL),
    "headings in German": lambda path: bare(path, styles=GERMAN),
    "headings in Welsh": lambda path: bare(path, styles=GERMAN.replace("Überschrift", "Pennawd")),
    "one heading": lambda path: bare(path, styles=style("heading 1", "H1")),
    "a list of one level": lambda path: bare(path, styles=LISTED, numbering=ONE_LEVEL),
    "a list that is not defined": lambda path: bare(path, styles=LISTED),
    "a list of no number": lambda path: bare(
        path, styles=LISTED.replace('numId w:val="4"', 'numId w:val="one"'), numbering=ONE_LEVEL
    ),
    "a style of the name and another kind": lambda path: bare(
        path, styles=style("Table Text", "TT", kind="character")
    ),
    "ids that are taken": lambda path: bare(
        path, styles=style("Ours", "Heading1") + style("Theirs", "DocumentTable", kind="table")
    ),
    "styles without names or ids": lambda path: bare(
        path, styles='<w:style w:type="paragraph"/><w:style w:styleId="x"/>'
    ),
    "braces": lambda path: bare(
        path, "<w:p><w:r><w:t>Rhosyn {</w:t></w:r>"
        "<w:r><w:t>{ Letterhead }} Ffordd</w:t></w:r></w:p>",
    ),
    "a template": lambda path: rewritten(
        path,
        lambda parts: parts.update(
            {TYPES: parts[TYPES].replace(b"document.main", b"template.main")}
        ),
    ),
    "the standard house style": lambda path: rewritten(path, lambda _: None),
    "words beside the control": lambda path: rewritten(
        path,
        lambda parts: parts.update(
            {
                DOCUMENT: parts[DOCUMENT].replace(
                    BODY_CONTROL.encode(),
                    f"<w:p><w:r><w:t>{WORDS}</w:t></w:r>{RUN_CONTROL}</w:p>".encode(),
                )
            }
        ),
    ),
    "a header that is not there": lambda path: rewritten(
        path, lambda parts: parts.pop(HEADER) and None
    ),
}  # fmt: skip


def in_body(xml: str) -> Change:
    def change(parts: Parts) -> None:
        body = parts[DOCUMENT].decode()
        assert BODY_CONTROL in body
        parts[DOCUMENT] = body.replace(BODY_CONTROL, xml + BODY_CONTROL).encode()

    return change


def setting(xml: str) -> Change:
    def change(parts: Parts) -> None:
        parts["word/settings.xml"] = parts["word/settings.xml"].replace(
            b"<w:defaultTabStop", f"{xml}<w:defaultTabStop".encode()
        )

    return change
