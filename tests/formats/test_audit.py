"""The audit of Word files that other programs made: what it finds."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import fromstring

import docx
import pytest
from word_files import STANDARD, rewritten
from written_word import (
    GRADE,
    HEAD,
    HEADING,
    LINK,
    LINKED,
    PAGE,
    SETTINGS,
    TWICE,
    document,
    drawing,
    field,
    linked,
    paragraph,
    row,
    table,
)

from jdgen.formats.word.audit.audit import audit, audit_house_style
from jdgen.formats.word.audit.contents import WordContents
from jdgen.formats.word.audit.languages import language_of
from jdgen.formats.word.audit.opening import Package
from jdgen.formats.word.audit.rules.all_rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

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
        "footer": paragraph(PAGE),
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
    "a table": {"body": table(HEAD, GRADE)},
    "a table with nobody's style": {
        "body": table(HEAD, GRADE, look='w:firstRow="1"', style="none")
    },
    "a link": {"body": paragraph(LINK)},
    "a link by a field": {
        "body": paragraph(field(' HYPERLINK "https://a.example/b" ', "our aims", LINKED))
    },
    "protection that is off": {
        "body": paragraph("Text."),
        "settings": f'{SETTINGS}<w:documentProtection w:enforcement="0"/>',
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
    path = document(tmp_path / "good.docx", HEADING + parts.pop("body"), **parts)
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
        {"settings": SETTINGS.replace("en-US", "fr-FR")},
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
        {"body": table(row("Detail", "Value"), GRADE)},
        "the first row is not marked as the header",
    ),
    (
        "table-header",
        {"body": table(HEAD, GRADE, look='w:val="0000"')},
        "its header row is switched off",
    ),
    (
        "table-description",
        {"body": table(HEAD, GRADE).replace("tblCaption", "other")},
        "the table has no title",
    ),
    (
        "simple-tables",
        {"body": table(row("One"), row("Two"))},
        "a table of one column lays out text",
    ),
    ("simple-tables", {"body": table(HEAD, row("Grade", " "))}, "cells are empty"),
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
        {"body": table(HEAD, row(paragraph("Grade", run='<w:color w:val="FFFFFF"/>'), "8"))},
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
    ("reading-order", {"body": paragraph(TWICE)}, "text stands in a text box"),
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
        {"settings": f'{SETTINGS}<w:documentProtection w:edit="forms" w:enforcement="true"/>'},
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
    heading, body = parts.pop("heading", HEADING), parts.pop("body", paragraph("Text."))
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
        contents = WordContents(
            Package(lambda name: package.read(name) if name in names else None, fromstring),
            file="bad.docx",
        )
        assert message in {what for _, what, _ in RULES[rule].find(contents)}


def test_every_rule_finds_something_in_the_files_of_others() -> None:
    assert {rule for rule, *_ in BAD} == set(RULES)


def test_a_place_is_told_by_headings_paragraph_and_words(tmp_path: Path) -> None:
    body = (
        HEADING
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
            b"<w:r><w:br/></w:r>", b"<w:r><w:t>[Insert address]</w:t></w:r>"
        )
        parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"descr=", b"none=")

    found = _in_a_house_style(rewritten(tmp_path / "house-style.docx", change))
    assert [rule for rule, _ in found] == ["pictures", "unfilled"]


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
