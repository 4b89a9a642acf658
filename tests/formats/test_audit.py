"""The audit of Word files that other programs made: what it finds, and what it refuses to read."""

from __future__ import annotations

import io
import resource
import struct
import time
import zipfile
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import fromstring

import docx
import pytest
from word_files import STANDARD, rewritten

from jdgen.formats.word.audit.audit import audit, audit_files, audit_house_style
from jdgen.formats.word.audit.contents import Contents
from jdgen.formats.word.audit.languages import language_of
from jdgen.formats.word.audit.opening import Package, UnreadableWord, opened
from jdgen.formats.word.audit.rules.all_rules import RULES
from jdgen.problems import LFS_POINTER, Problems

if TYPE_CHECKING:
    from pathlib import Path

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMES: Final = (
    f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}" xmlns:a="{_DRAWING}/main"'
    f' xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
_STYLES: Final = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="24"/>
<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="b1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="b2"><w:name w:val="heading 2"/><w:basedOn w:val="b1"/>
</w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="pale"><w:name w:val="Pale"/><w:rPr>
<w:color w:val="000000" w:themeColor="accent1" w:themeTint="66"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="capitals"><w:name w:val="Capitals"/><w:rPr><w:caps/></w:rPr>
</w:style>
<w:style w:type="character" w:styleId="capitals2"><w:name w:val="More"/><w:rPr><w:caps/></w:rPr>
</w:style>
<w:style w:type="paragraph" w:styleId="circle"><w:name w:val="Circle"/><w:basedOn w:val="circle"/>
</w:style>
<w:style w:type="paragraph" w:styleId="item"><w:name w:val="Item"/><w:pPr><w:numPr>
<w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:styleId="marks"><w:name w:val="Marks"/><w:pPr><w:numPr>
<w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="link"><w:name w:val="Hyperlink"/><w:rPr>
<w:color w:themeColor="hyperlink"/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="grid"><w:name w:val="Grid"/>
<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1D4E5F"/></w:tcPr></w:tblStylePr></w:style>
"""
_THEME: Final = """
<a:themeElements><a:clrScheme name="c"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>
<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="1D4E5F"/>
</a:accent1><a:hlink><a:srgbClr val="0B5394"/></a:hlink></a:clrScheme><a:fontScheme name="f">
<a:majorFont><a:latin typeface="Cambria"/></a:majorFont>
<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements>
"""
_NUMBERING: Final = """
<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="marks"/></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""
_SETTINGS: Final = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US"/>'
)
_FONTS: Final = """
<w:font w:name="Foundry Serif"><w:family w:val="roman"/></w:font>
<w:font w:name="Foundry Sans"><w:family w:val="swiss"/></w:font>
"""


def paragraph(text: str, style: str = "", run: str = "", properties: str = "") -> str:
    """Return a paragraph of a run; a text that begins as an element is taken as it is."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = text if text.startswith("<") else f'<w:t xml:space="preserve">{text}</w:t>'
    if not text.startswith("<w:hyperlink") and not text.startswith("<w:r>"):
        inside = f"<w:r><w:rPr>{run}</w:rPr>{inside}</w:r>"
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


_HEADING: Final = paragraph("A title", "b1")


def table(*rows: str, look: str = 'w:val="0020"', style: str = "grid") -> str:
    """Return a table of rows, of which the first is the header."""
    width = rows[0].count("<w:tc>")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblLook {look}/>'
        '<w:tblCaption w:val="Facts"/><w:tblDescription w:val="Two columns"/></w:tblPr>'
        f"<w:tblGrid>{'<w:gridCol/>' * width}</w:tblGrid>{''.join(rows)}</w:tbl>{paragraph('x')}"
    )


def row(*cells: str, properties: str = "<w:cantSplit/>") -> str:
    """Return a row of cells."""
    inside = "".join(
        f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in cells
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


_HEAD: Final = row("Detail", "Value", properties="<w:cantSplit/><w:tblHeader/>")
_GRADE: Final = row("Grade", "8")


def document(
    path: Path, body: str, *, title: str = "A title", kind: str = "document", **parts: str
) -> Path:
    """Write a Word file whose parts are named as Word never names them, and which is without fault.

    `parts` are more of them: header, footer and footnotes, and settings in place of the usual.
    """
    roots = {
        "styles": ("styles", _STYLES), "theme": ("a:theme", _THEME),
        "numbering": ("numbering", _NUMBERING), "settings": ("settings", _SETTINGS),
        "fontTable": ("fonts", _FONTS),
        **{one: ({"header": "hdr", "footer": "ftr"}.get(one, one), "") for one in parts},
    }  # fmt: skip
    links, files = [], {}
    for number, (name, (root, usual)) in enumerate(roots.items()):
        tag = root if ":" in root else f"w:{root}"
        files[f"text/{name}1.xml"] = f"<{tag} {_NAMES}>{parts.get(name, usual)}</{tag}>"
        links.append(f'<Relationship Id="r{number}" Type="{_OFFICE}/{name}" Target="{name}1.xml"/>')
    links.append(
        f'<Relationship Id="out" Type="{_OFFICE}/hyperlink" Target="https://a.example/duties"'
        ' TargetMode="External"/>'
    )
    types = f'<Override PartName="/text/main.xml" ContentType="{_TYPE.format(kind)}"/>'
    body = f"<w:body>{body}<w:sectPr/></w:body>"
    core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>'
    files |= {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": _links(
            f'<Relationship Id="m" Type="{_OFFICE}/officeDocument" Target="/text/main.xml"/>'
            f'<Relationship Id="c" Type="{_PACKAGE}/relationships/metadata/core-properties"'
            ' Target="core.xml"/>'
        ),
        "core.xml": core,
        "text/main.xml": f"<w:document {_NAMES}>{body}</w:document>",
        "text/_rels/main.xml.rels": _links("".join(links)),
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    return path


def _links(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def field(code: str, shown: str, run: str = "") -> str:
    """Return a field in several runs, as Word writes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:rPr>{run}</w:rPr><w:t>{shown}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawing(inside: str = "", described: str = "", kind: str = "inline") -> str:
    """Return a picture."""
    return (
        f'<w:drawing><wp:{kind}><wp:docPr id="1" name="P" descr="{described}">{inside}</wp:docPr>'
        f"</wp:{kind}></w:drawing>"
    )


_LINKED: Final = '<w:rStyle w:val="link"/>'
_BOX: Final = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
_LINK: Final = (
    f'<w:hyperlink r:id="out"><w:r><w:rPr>{_LINKED}</w:rPr><w:t>our duties</w:t></w:r>'
    "</w:hyperlink>"
)
_PAGE: Final = (
    f"<w:pict><v:textbox><w:txbxContent>{paragraph('7')}</w:txbxContent></v:textbox></w:pict>"
)
_TWICE: Final = (
    "<mc:AlternateContent><mc:Choice><w:drawing><wp:inline><wp:docPr id='1' name='B'/><wps:txbx>"
    f"{_BOX}</wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    f"{_BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
)


def linked(target: str, shown: str) -> str:
    """Return a paragraph of a link, as a field."""
    return paragraph(field(f" HYPERLINK {target} ", shown, _LINKED))


GOOD: Final[dict[str, dict[str, Any]]] = {
    "plain": {"body": paragraph("Text.")},
    "a template": {"body": paragraph("Text."), "kind": "template"},
    "a list by its style": {"body": paragraph("One", "item") + paragraph("Two", "item")},
    "a style based on itself": {"body": paragraph("Text.", "circle")},
    "two spaces after a full stop": {"body": paragraph("One.  Two.")},
    "a numbered heading": {"body": paragraph("1. Duties", "b2")},
    "a heading by its outline": {
        "body": paragraph("Duties", properties='<w:outlineLvl w:val="1"/>')
    },
    "bold text that goes on": {"body": paragraph("and so on", run="<w:b/>") + paragraph("Text.")},
    "a name in bold before bold": {"body": paragraph("Ref: 7 of 9", run="<w:b/>")},
    "contents": {"body": paragraph("1. Duties\t\t3", "toc")},
    "a decorative picture": {"body": paragraph(drawing('<d:decorative val="1"/>'))},
    "a described picture": {"body": paragraph(drawing(described="Our emblem"))},
    "a line": {"body": paragraph('<w:pict><v:rect o:hr="t"><v:imagedata/></v:rect></w:pict>')},
    "a page's number in a box": {
        "body": paragraph("Text."),
        "footer": paragraph(_PAGE),
    },
    "hidden text": {"body": paragraph("[insert name]", run="<w:vanish/>") + paragraph("Text.")},
    "hidden by two styles": {
        "body": paragraph("Text.", "capitals", '<w:rStyle w:val="capitals2"/>')
    },
    "signs of a typeface of signs": {"body": paragraph("J", run='<w:rFonts w:ascii="Wingdings"/>')},
    "a typeface without serifs": {"body": paragraph("J", run='<w:rFonts w:ascii="Foundry Sans"/>')},
    "large pale text": {
        "body": paragraph("Text.", run='<w:color w:val="808080"/><w:sz w:val="36"/>')
    },
    "white on dark": {
        "body": paragraph("Text.", run='<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>')
    },
    "a table": {"body": table(_HEAD, _GRADE)},
    "a table with nobody's style": {
        "body": table(_HEAD, _GRADE, look='w:firstRow="1"', style="none")
    },
    "a link": {"body": paragraph(_LINK)},
    "a link by a field": {
        "body": paragraph(field(' HYPERLINK "https://a.example/b" ', "our aims", _LINKED))
    },
    "protection that is off": {
        "body": paragraph("Text."),
        "settings": f'{_SETTINGS}<w:documentProtection w:enforcement="0"/>',
    },
    "small text at an edge": {
        "body": paragraph("Text."),
        "header": paragraph("Council", run='<w:sz w:val="22"/>'),
    },
    "contents in a control": {
        "body": "<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>"
        f"{paragraph('Duties', 'toc')}</w:sdtContent></w:sdt>{paragraph('Text.')}",
    },
    "Roman numbers and initials": {"body": paragraph("Chapter XXX, by J. Smith [sic]")},
    "a French quotation": {"body": paragraph("The motto is «Liberté».")},
    "an address said in the text too": {
        "body": paragraph("Ask jobs@a.example."),
        "footer": paragraph("jobs@a.example"),
    },
    "a page's break": {"body": paragraph('<w:br w:type="page"/>') + paragraph("Text.")},
}


@pytest.mark.parametrize("case", GOOD)
def test_what_is_right_is_not_found(case: str, tmp_path: Path) -> None:
    parts = dict(GOOD[case])
    path = document(tmp_path / "good.docx", _HEADING + parts.pop("body"), **parts)
    assert audit(path) == []


_COLOUR: Final = '<w:color w:val="0B5394"/>'
_SIGN: Final = (
    '<w:r><w:sym w:font="Wingdings" w:char="F0B7"/></w:r>'
    '<w:r><w:t xml:space="preserve"> One</w:t></w:r>'
)
_WELSH: Final = "Y mae'r cyngor yn gofyn am waith da gan ei staff, ac yn rhoi cyflog o'r fath."
_NOTE: Final = paragraph("Note.", run='<w:sz w:val="16"/>')
BAD: Final[list[tuple[str, dict[str, Any], str]]] = [
    ("title", {"title": "Document1"}, 'the title says nothing: "Document1"'),
    ("title", {"title": "bad"}, 'the title is the name of the file, "bad"'),
    (
        "language",
        {"settings": _SETTINGS.replace("en-US", "fr-FR")},
        "the language is fr-FR here, not en-GB",
    ),
    (
        "language-of-parts",
        {"body": paragraph(_WELSH)},
        "this text is marked as en-GB, and reads like cy",
    ),
    ("headings", {"heading": ""}, "there is no heading"),
    ("headings", {"heading": paragraph("Duties", "b2")}, "the first heading is of level 2"),
    (
        "headings",
        {"body": paragraph("Duties", run="<w:b/>") + paragraph("Text.")},
        "bold text stands for a heading",
    ),
    ("lists", {"body": paragraph("\u2022 One")}, "the mark of a list is typed"),
    (
        "lists",
        {"body": paragraph(_SIGN)},
        "the mark of a list is typed",
    ),
    (
        "lists",
        {"body": paragraph("One", properties='<w:numPr><w:numId w:val="9"/></w:numPr>')},
        "an entry is of a list that is not defined",
    ),
    (
        "table-header",
        {"body": table(row("Detail", "Value"), _GRADE)},
        "the first row is not marked as the header",
    ),
    (
        "table-header",
        {"body": table(_HEAD, _GRADE, look='w:val="0000"')},
        "its header row is switched off",
    ),
    (
        "table-description",
        {"body": table(_HEAD, _GRADE).replace("tblCaption", "other")},
        "the table has no title",
    ),
    (
        "simple-tables",
        {"body": table(row("One"), row("Two"))},
        "a table of one column lays out text",
    ),
    ("simple-tables", {"body": table(_HEAD, row("Grade", " "))}, "cells are empty"),
    ("pictures", {"body": paragraph(drawing())}, 'the picture "P" has no description'),
    (
        "pictures",
        {"body": paragraph(drawing(described="image12.png"))},
        'the picture "P" is described by a file\'s name, "image12.png"',
    ),
    (
        "pictures",
        {"body": paragraph(drawing(described="word " * 40))},
        'the description of the picture "P" has 199 characters',
    ),
    (
        "pictures",
        {"body": paragraph('<w:pict><v:shape id="Logo"><v:imagedata/></v:shape></w:pict>')},
        'the picture "Logo" has no description',
    ),
    (
        "pictures",
        {"body": paragraph("Text."), "header": paragraph(drawing())},
        'the picture "P" has no description',
    ),
    (
        "links",
        {"body": linked('"https://a.example/b"', "click here")},
        'the link "click here" doesn\'t say where it leads',
    ),
    (
        "links",
        {"body": linked(r'\l "nowhere"', "our aims")},
        'the link "our aims" leads nowhere',
    ),
    (
        "links",
        {"body": linked('"file:///C:/old.doc"', "our aims")},
        'the link "our aims" leads to a file on one computer',
    ),
    (
        "size",
        {"body": paragraph("Text.", run='<w:sz w:val="22"/>')},
        "text is 11 point, and should be 12",
    ),
    (
        "size",
        {
            "body": paragraph("Text."),
            "footnotes": f'<w:footnote w:id="2">{_NOTE}</w:footnote>',
        },
        "text is 8 point, and should be 11 here",
    ),
    (
        "face",
        {"body": paragraph("Text.", run='<w:rFonts w:asciiTheme="majorHAnsi"/>')},
        "the typeface Cambria has serifs",
    ),
    (
        "face",
        {"body": paragraph("Text.", run='<w:rFonts w:ascii="Foundry Serif"/>')},
        "the typeface Foundry Serif has serifs",
    ),
    (
        "contrast",
        {"body": paragraph("Text.", "pale")},
        "#89C6DB on #FFFFFF has a contrast of 1.88:1, not 4.5:1",
    ),
    (
        "contrast",
        {"body": table(_HEAD, row(paragraph("Grade", run='<w:color w:val="FFFFFF"/>'), "8"))},
        "#FFFFFF on #FFFFFF has a contrast of 1.00:1, not 4.5:1",
    ),
    (
        "colour-alone",
        {
            "body": paragraph(
                "<w:r><w:t>See </w:t></w:r>"
                + field(' HYPERLINK "https://a.example/b" ', "our aims", _COLOUR)
            )
        },
        "a link is told from the text by its colour alone",
    ),
    (
        "alignment",
        {"body": paragraph("Text.", properties='<w:jc w:val="both"/>')},
        "the text is justified",
    ),
    ("emphasis", {"body": paragraph("Text.", "capitals")}, "text is shown in capitals"),
    (
        "emphasis",
        {"body": paragraph("Text.", run='<w:u w:val="wave"/>')},
        "text is underlined and no link",
    ),
    ("reading-order", {"body": paragraph(_TWICE)}, "text stands in a text box"),
    (
        "reading-order",
        {"body": paragraph("Text."), "footer": paragraph("Ask jobs@a.example")},
        '"jobs@a.example" stands only in the footer, which is not read',
    ),
    ("spacing", {"body": paragraph("") + paragraph("Text.")}, "a paragraph is empty"),
    ("spacing", {"body": paragraph("Name:      Date:")}, "spaces are repeated"),
    (
        "controls",
        {"body": f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Text.')}</w:sdtContent></w:sdt>"},
        "a content control has no title",
    ),
    (
        "protection",
        {"settings": f'{_SETTINGS}<w:documentProtection w:edit="forms" w:enforcement="true"/>'},
        "the document is protected",
    ),
    (
        "changes",
        {"body": '<w:p><w:ins w:id="1"><w:r><w:t>Text.</w:t></w:r></w:ins></w:p>'},
        "a tracked change is left",
    ),
    (
        "current-format",
        {"settings": "<w:compat/>"},
        "Word opens it in compatibility mode (no mode is said, not 15)",
    ),
    (
        "unfilled",
        {"body": paragraph("Post: [Insert title]")},
        '"[Insert title]" is left to be filled in',
    ),
    (
        "unfilled",
        {"body": paragraph(field(' MERGEFIELD "Post title" ', "\u00abPost_title\u00bb"))},
        'the merge field "Post title" is left',
    ),
]


def _body(parts: dict[str, Any]) -> str:
    """Take the body out of the parts of a case: after a heading, unless it says another."""
    heading, body = parts.pop("heading", _HEADING), parts.pop("body", paragraph("Text."))
    return f"{heading}{body}"


@pytest.mark.parametrize(("rule", "parts", "message"), BAD, ids=lambda case: str(case)[:40])
def test_what_is_wrong_is_found_by_one_rule(
    rule: str, parts: dict[str, Any], message: str, tmp_path: Path
) -> None:
    more = dict(parts)
    path = document(tmp_path / "bad.docx", _body(more), **more)
    found = audit(path)
    assert {(one.rule.id, one.message) for one in found} == {(rule, message)}
    assert all(one.remedy and one.rule.why and one.rule.authority for one in found)


@pytest.mark.parametrize(("rule", "parts", "message"), BAD, ids=lambda case: str(case)[:40])
def test_both_ways_of_reading_xml_find_the_same(
    rule: str, parts: dict[str, Any], message: str, tmp_path: Path
) -> None:
    more = dict(parts)
    path = document(tmp_path / "bad.docx", _body(more), **more)
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        contents = Contents(
            Package(lambda name: package.read(name) if name in names else None, fromstring),
            file="bad.docx",
        )
        assert message in {what for _, what, _ in RULES[rule].find(contents)}


def test_every_rule_finds_something_in_the_files_of_others() -> None:
    assert {rule for rule, *_ in BAD} == set(RULES)


def test_a_place_is_told_by_headings_paragraph_and_words(tmp_path: Path) -> None:
    body = (
        _HEADING
        + paragraph("Duties", "b2")
        + paragraph("Text.")
        + paragraph(
            "Keep the log of all the risks that anybody has ever thought of.",
            run='<w:sz w:val="20"/>',
        )
    )
    [found] = audit(document(tmp_path / "a.docx", body))
    assert found.place.headings == ("A title", "Duties")
    where, _, words = str(found.place).partition(' "')
    assert where == "A title > Duties, paragraph 4"
    assert words == 'Keep the log of all the risks that anybody has ever thought…"'


def test_a_document_of_python_docx_is_read(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("A title", 1)
    made.add_paragraph("Click here", style="List Bullet")
    made.core_properties.title = "A title"
    made.save(str(tmp_path / "a.docx"))
    rules = {one.rule.id for one in audit(tmp_path / "a.docx")}
    assert {"size", "face", "current-format"} <= rules  # 11 point Cambria, of Word 2010
    assert not {"title", "headings", "lists", "language", "table-header"} & rules


# --- house styles ---------------------------------------------------------------------------------


def _styles(old: str, new: str, path: Path) -> Path:
    def change(parts: dict[str, bytes]) -> None:
        was = parts["word/styles.xml"].decode()
        assert old in was
        parts["word/styles.xml"] = was.replace(old, new, 1).encode()

    return rewritten(path, change)


def _in_a_house_style(path: Path) -> list[tuple[str, str]]:
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        found = audit_house_style(
            lambda name: package.read(name) if name in names else None, "en-GB"
        )
    return [(one.rule.id, str(one.place)) for one in found]


def test_the_house_style_of_the_repository_breaks_no_rule() -> None:
    assert audit(STANDARD) == []
    assert _in_a_house_style(STANDARD) == []


_OF_TABLES: Final = 'w:val="Table Text"/>'
_AMERICAN: Final = '<w:rPr><w:lang w:val="en-US"/></w:rPr>'
_CAPITALS: Final = '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:caps/>'


@pytest.mark.parametrize(
    ("rule", "style", "old", "new"),
    [
        ("size", "heading 3", '<w:sz w:val="26"/>', '<w:sz w:val="20"/>'),
        ("contrast", "Table Heading", 'w:themeFillTint="1E"', 'w:themeFillTint="B0"'),
        (
            "face",
            "Normal",
            'w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"',
            'w:ascii="Garamond"',
        ),
        ("alignment", "Table Text", _OF_TABLES, _OF_TABLES + '<w:pPr><w:jc w:val="both"/></w:pPr>'),
        ("emphasis", "heading 1", '<w:outlineLvl w:val="0"/></w:pPr><w:rPr>', _CAPITALS),
        ("language", "Table Text", _OF_TABLES, _OF_TABLES + _AMERICAN),
        ("colour-alone", "", '<w:u w:val="single"/>', ""),
    ],
    ids=str,
)
def test_styles_are_looked_at_before_anything_is_written_in_them(
    rule: str, style: str, old: str, new: str, tmp_path: Path
) -> None:
    found = _in_a_house_style(_styles(old, new, tmp_path / "house-style.docx"))
    assert {name for name, _ in found} == {rule}
    assert not style or f'style "{style}"' in {place for _, place in found}


def test_what_jdgen_fills_is_not_asked_of_a_house_style(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        for name, data in parts.items():
            if name.endswith(".xml"):
                parts[name] = data.replace(b">Document title<", b">[Insert title]<").replace(
                    b"<dc:title>House style</dc:title>", b""
                )

    assert _in_a_house_style(rewritten(tmp_path / "house-style.docx", change)) == []


@pytest.mark.parametrize("tag", ["jdgen-body", "none"])
def test_what_the_text_takes_the_place_of_is_not_asked_of_a_house_style(
    tag: str, tmp_path: Path
) -> None:
    def change(parts: dict[str, bytes]) -> None:
        was = parts["word/document.xml"]
        assert b"Normal: running text." in was
        parts["word/document.xml"] = was.replace(
            b"Normal: running text.", b"- [Insert text]  here"
        ).replace(b"jdgen-body", tag.encode())

    assert _in_a_house_style(rewritten(tmp_path / "house-style.docx", change)) == []


def test_what_jdgen_leaves_is_asked_of_a_house_style(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/footer1.xml"] = parts["word/footer1.xml"].replace(
            b"<w:r><w:tab/></w:r>", b"<w:r><w:t>[Insert address]</w:t></w:r>"
        )
        parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"descr=", b"none=")

    found = _in_a_house_style(rewritten(tmp_path / "house-style.docx", change))
    assert [rule for rule, _ in found] == ["pictures", "unfilled"]


# --- what can't be read ---------------------------------------------------------------------------

_PROLOGUE: Final = f"<w:document {_NAMES}>"
_BOMB: Final = (
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    f"{_PROLOGUE}<w:body>&c;</w:body></w:document>"
)


_MAIN: Final = "text/main.xml"
_TYPES: Final = "[Content_Types].xml"


def _with(path: Path, part: str = "", data: bytes | str = b"") -> bytes:
    """Return a good file with a part changed."""
    document(path, _HEADING)
    held = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        assert not part or part in old.namelist()
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return held.getvalue()


def _encrypted(data: bytes) -> bytes:
    at = data.index(b"PK\1\2")
    flagged = bytearray(data)
    while at >= 0:
        flagged[at + 8] |= 1
        at = data.find(b"PK\1\2", at + 1)
    return bytes(flagged)


def _many_parts() -> bytes:
    return b"PK\5\6" + struct.pack("<4H2IH", 0, 0, 9, 9, 300 << 20, 0, 0)


HOSTILE: Final = {
    "empty": (lambda _: b"", "it is not a Word document"),
    "no zip file": (lambda _: b"Dear Sir or Madam", "it is not a Word document: it is no zip file"),
    "half a file": (lambda path: _with(path)[:900], "it is not a Word document"),
    "a pointer of Git LFS": (lambda _: LFS_POINTER + b"v1\n", "Git LFS has not fetched this file"),
    "an old document": (lambda _: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "before 2007"),
    "a password": (
        lambda _: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "without a password",
    ),
    "an encrypted part": (lambda path: _encrypted(_with(path)), "it is encrypted"),
    "macros": (
        lambda path: _with(
            path,
            _TYPES,
            '<Types><Override ContentType="application/vnd.ms-word.document.'
            'macroEnabled.main+xml"/></Types>',
        ),
        "it holds macros",
    ),
    "Strict Open XML": (
        lambda path: _with(path, _MAIN, '<document xmlns="http://purl.oclc.org/ooxml/w/main"/>'),
        "Strict Open XML",
    ),
    "a spreadsheet": (lambda path: _with(path, _MAIN, "<workbook/>"), "it is not a Word document"),
    "no document": (lambda path: _with(path, "_rels/.rels", "<a/>"), "not a Word document"),
    "broken XML": (
        lambda path: _with(path, "text/styles1.xml", "<w:styles"),
        'its part "text/styles1.xml" is not XML',
    ),
    "no XML": (lambda path: _with(path, _MAIN, b"\xff\xfe\x00"), "is not XML"),
    "entities": (lambda path: _with(path, _MAIN, _BOMB), "holds a document type"),
    "entities in UTF-16": (
        lambda path: _with(path, _MAIN, _BOMB.encode("utf-16")),
        "holds a document type",
    ),
    "a zip bomb": (lambda path: _with(path, _MAIN, b" " * (40 << 20)), "is larger than 32 MB"),
    "many tags": (
        lambda path: _with(path, _MAIN, f"{_PROLOGUE}{'<a/>' * 2_000_001}</w:document>"),
        "larger than any",
    ),
    "deep nesting": (
        lambda path: _with(
            path, _MAIN, f"{_PROLOGUE}{'<w:p>' * 5000}{'</w:p>' * 5000}</w:document>"
        ),
        "is not XML",
    ),
    "a long text": (
        lambda path: _with(path, _MAIN, f"{_PROLOGUE}{'a' * (11 << 20)}</w:document>"),
        "is not XML",
    ),
    "many parts": (lambda _: _many_parts(), "more parts than any"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_read_is_told_quickly_and_in_little_memory(
    case: str, tmp_path: Path
) -> None:
    make, message = HOSTILE[case]
    path = tmp_path / "bad.docx"
    path.write_bytes(make(path))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    with pytest.raises(UnreadableWord) as raised, opened(path) as package:
        Contents(package)
    assert message in str(raised.value)
    assert raised.value.hint
    assert time.process_time() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 << 10
    problems = Problems()
    assert list(audit_files([path], "", problems)) == []
    assert [problem.rule for problem in problems] == ["unreadable-word"]


def test_a_part_that_leads_out_of_the_file_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    out = f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="../../../../../etc/passwd"/>'
    path.write_bytes(_with(path, "text/_rels/main.xml.rels", _links(out)))
    assert "language" in {one.rule.id for one in audit(path)}


_MANY: Final = 20_000
_BEGUN: Final = '<w:r><w:fldChar w:fldCharType="begin"/><w:t>a</w:t></w:r>'
LARGE: Final = {
    "runs": f"<w:p>{'<w:r><w:t>a b </w:t></w:r>' * _MANY}</w:p>",
    "links": f"<w:p>{_LINK * _MANY}<w:r><w:t>a</w:t></w:r></w:p>",
    "open fields": f"<w:p>{_BEGUN * _MANY}</w:p>",
    "entries": paragraph("a", properties='<w:numPr><w:numId w:val="1"/></w:numPr>') * _MANY,
    "tables": table(_HEAD, _GRADE) * (_MANY // 10),
    "one row": f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * _MANY}</w:tr></w:tbl>{paragraph('a')}",
}


@pytest.mark.parametrize("case", LARGE)
def test_a_large_file_takes_no_more_than_its_share(case: str, tmp_path: Path) -> None:
    path = document(tmp_path / "large.docx", _HEADING + LARGE[case])
    started = time.process_time()
    audit(path)
    assert time.process_time() - started < 10


def test_deep_but_lawful_nesting_is_read(tmp_path: Path) -> None:
    inside = paragraph("Text.")
    opening = '<w:sdt><w:sdtPr><w:alias w:val="a"/></w:sdtPr><w:sdtContent>'
    for _ in range(60):
        inside = f"{opening}{inside}</w:sdtContent></w:sdt>"
    assert audit(document(tmp_path / "a.docx", _HEADING + inside)) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The holder of this post is to keep the log for the team and to report on it.", "en"),
        (
            "Mae'r swydd hon yn gofyn i chi gadw cofnod o'r gwaith, a'r cynllun, ac yn y blaen.",
            "cy",
        ),
        (
            "Le titulaire du poste est chargé de la tenue du registre pour une équipe des eaux.",
            "fr",
        ),
        ("Project Officer, Grade 8, Town Hall", ""),
        ("", ""),
    ],
)
def test_small_words_tell_a_language(text: str, language: str) -> None:
    assert language_of(text) == language
