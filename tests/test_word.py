"""Word documents hold what their blocks say, in real structure, inside any usable house style."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import docx
import docx.text.paragraph
import pytest
import yaml
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jdgen.build.files import Order, build
from jdgen.formats.escaping import one_line, paragraphs
from jdgen.formats.markdown import parse
from jdgen.formats.word.document import write_document
from jdgen.formats.word.faults import BadHouseStyle
from jdgen.formats.word.house_style import read_house_style
from jdgen.problems import InvalidInput
from jdgen.reading.invisible import FORBIDDEN
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document
    from docx.table import Table

STANDARD: Final = Path(__file__).parents[1] / "templates" / "standard" / "house-style.docx"
DOCUMENT: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
NUMBERING: Final = "word/numbering.xml"
HEADER: Final = "word/header1.xml"
LINKS: Final = "word/_rels/document.xml.rels"
CORE: Final = "docProps/core.xml"
TEXT_WIDTH: Final = 9412
ISSUE: Final = "A* & <B> | C_d {x} {% y %} [y](z) #1. -"

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


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write the standard house style with its parts changed."""
    with zipfile.ZipFile(STANDARD) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


@pytest.fixture
def house(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that edits the standard house style's parts."""

    def edited(*edits: Edit) -> Path:
        def change(parts: dict[str, bytes]) -> None:
            for name, old, new in edits:
                was = parts[name].decode()
                assert old in was, f"{name} has changed: {old} is not in it"
                parts[name] = was.replace(old, new).encode()

        return rewritten(tmp_path / "house-style.docx", change)

    return edited


# --- headings and paragraphs ----------------------------------------------------------------------


def test_headings_have_words_own_styles_by_level() -> None:
    document = opened(written("# One\n\n## Two\n\n### Three\n\n#### Four\n\nText.\n"))
    assert [(one.text, style_of(one).name) for one in document.paragraphs] == [
        ("One", "Heading 1"),
        ("Two", "Heading 2"),
        ("Three", "Heading 3"),
        ("Four", "Heading 4"),
        ("Text.", "Normal"),
    ]


def test_headings_show_in_the_navigation_pane_and_stay_with_what_follows() -> None:
    document = opened(written("# One\n\n## Two\n\n### Three\n\n#### Four\n"))
    properties = [style_of(one).element.pPr for one in document.paragraphs]
    assert [one.find(qn("w:outlineLvl")).get(qn("w:val")) for one in properties] == list("0123")
    assert all(one.find(qn("w:keepNext")) is not None for one in properties)


def test_bold_and_italics_are_runs_and_spaces_between_them_stay() -> None:
    (paragraph,) = opened(written("a **b** *c*  ***d***e\n")).paragraphs
    assert paragraph.text == "a b c  de"
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs] == [
        ("a ", None, None),
        ("b", True, None),
        (" ", None, None),
        ("c", None, True),
        ("  ", None, None),
        ("d", True, True),
        ("e", None, None),
    ]


def test_what_xml_treats_specially_is_text() -> None:
    text = "R&D <lead> \"quoted\" 'single' ]]> &amp;lt; \U0001f600 \u00a0end"
    (paragraph,) = opened(
        written(text.replace("&amp;", "&amp;amp;").replace("<", "\\<"))
    ).paragraphs
    assert paragraph.text == text


# --- lists ----------------------------------------------------------------------------------------


def _number_of(paragraph: Any) -> tuple[str, str] | None:  # noqa: ANN401 - python-docx's paragraph
    """Return the list and the level that a paragraph belongs to, its own or its style's."""
    for holder in (paragraph._p, style_of(paragraph).element):
        number = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is not None:
            depth = number.find(qn("w:ilvl"))
            return (
                number.find(qn("w:numId")).get(qn("w:val")),
                "0" if depth is None else depth.get(qn("w:val")),
            )
    return None


def _format_of(document: Document, number: str, depth: str) -> str:
    """Return how a level of a list is numbered, as numbering.xml says."""
    numbering = document.part.numbering_part.element
    (one,) = [num for num in numbering.findall(qn("w:num")) if num.get(qn("w:numId")) == number]
    wanted = one.find(qn("w:abstractNumId")).get(qn("w:val"))
    (pattern,) = [
        abstract
        for abstract in numbering.findall(qn("w:abstractNum"))
        if abstract.get(qn("w:abstractNumId")) == wanted
    ]
    (level,) = [one for one in pattern.findall(qn("w:lvl")) if one.get(qn("w:ilvl")) == depth]
    return str(level.find(qn("w:numFmt")).get(qn("w:val")))


def _drawn(markdown: str) -> list[tuple[str, str, str, str]]:
    """Return each paragraph of a list with its style, its level and how that is numbered."""
    document = opened(written(markdown))
    drawn = []
    for paragraph in document.paragraphs:
        number = _number_of(paragraph)
        assert number, f"{paragraph.text} is in no list"
        drawn.append(
            (paragraph.text, style_of(paragraph).name, number[1], _format_of(document, *number))
        )
    return drawn


def test_list_items_are_real_list_items() -> None:
    assert _drawn("- One\n- Two\n") == [
        ("One", "List Bullet", "0", "bullet"),
        ("Two", "List Bullet", "0", "bullet"),
    ]
    assert _drawn("1. One\n2. Two\n") == [
        ("One", "List Number", "0", "decimal"),
        ("Two", "List Number", "0", "decimal"),
    ]


def test_lists_nest() -> None:
    assert _drawn("- A\n  - B\n    - C\n  - D\n- E\n") == [
        ("A", "List Bullet", "0", "bullet"),
        ("B", "List Bullet", "1", "bullet"),
        ("C", "List Bullet", "2", "bullet"),
        ("D", "List Bullet", "1", "bullet"),
        ("E", "List Bullet", "0", "bullet"),
    ]
    assert _drawn("1. A\n   - B\n2. C\n   1. D\n") == [
        ("A", "List Number", "0", "decimal"),
        ("B", "List Bullet", "1", "bullet"),
        ("C", "List Number", "0", "decimal"),
        ("D", "List Number", "1", "lowerLetter"),
    ]


def test_every_numbered_list_starts_again() -> None:
    data = written("1. A\n2. B\n\nText.\n\n1. C\n   1. D\n\nText.\n\n7. E\n8. F\n")
    document = opened(data)
    numbers = {one.text: _number_of(one) for one in document.paragraphs if _number_of(one)}
    lists = [numbers[text][0] for text in "ACDE"]  # type: ignore[index]
    assert len(set(lists)) == 4
    assert numbers["A"] == numbers["B"]
    assert numbers["E"] == numbers["F"]
    numbering = document.part.numbering_part.element
    starts = {
        num.get(qn("w:numId")): [
            (
                override.get(qn("w:ilvl")),
                override.find(qn("w:startOverride")).get(qn("w:val")),
            )
            for override in num.findall(qn("w:lvlOverride"))
        ]
        for num in numbering.findall(qn("w:num"))
        if num.get(qn("w:numId")) in lists
    }
    assert starts == dict(
        zip(lists, [[("0", "1")], [("0", "1")], [("1", "1")], [("0", "7")]], strict=True)
    )


def test_the_lists_definitions_stand_after_the_patterns_as_word_demands() -> None:
    xml = part(written("1. A\n\nText.\n\n1. B\n"), NUMBERING)
    assert xml.rindex("</w:abstractNum>") < xml.index("<w:num ")
    numbers = re.findall(r'<w:num w:numId="(\d+)"', xml)
    assert len(numbers) == len(set(numbers))


def test_a_second_paragraph_of_an_item_has_no_number_and_stands_below_its_text() -> None:
    document = opened(written("- A\n\n  B\n\n- C\n"))
    assert texts(document) == ["A", "B", "C"]
    first, second, _ = document.paragraphs
    assert _number_of(second) == ("0", "0")
    number, depth = _number_of(first) or ("", "")
    assert _format_of(document, number, depth) == "bullet"
    assert second.paragraph_format.left_indent is not None
    assert second.paragraph_format.left_indent.twips == 425


# --- what stays together on a page ----------------------------------------------------------------


def _kept(markdown: str) -> dict[str, bool]:
    document = opened(written(markdown))
    return {one.text: bool(one.paragraph_format.keep_with_next) for one in document.paragraphs}


def test_a_paragraph_stays_with_the_list_or_table_that_it_leads_into() -> None:
    table = "| A | B |\n| - | - |\n| 1 | 2 |\n"
    assert _kept(f"a\n\nb\n\n- c\n\nd\n\n1. e\n\nf\n\n{table}\ng\n") == {
        "a": False,
        "b": True,
        "c": False,
        "d": True,
        "e": False,
        "f": True,
        "g": False,
    }


def test_a_heading_stays_with_its_sentence_and_that_with_the_list_below() -> None:
    assert _kept("# t\n\na\n\n- b\n- c\n- d\n") == {
        "t": False,  # its style says so
        "a": True,
        "b": False,
        "c": True,
        "d": False,
    }


def test_no_item_stands_alone_at_either_end_of_a_page() -> None:
    assert _kept("- a\n- b\n- c\n- d\n- e\n") == {
        "a": True,
        "b": False,
        "c": False,
        "d": True,
        "e": False,
    }
    assert _kept("- a\n- b\n") == {"a": True, "b": False}
    assert _kept("- a\n") == {"a": False}


# --- tables ---------------------------------------------------------------------------------------

TABLE: Final = (
    "# Title\n\n## Facts & figures\n\n| Detail | This \\<post> |\n| --- | --- |\n"
    "| Grade | Grade 8 |\n| Location | Town Hall |\n\nText.\n"
)


def _table(markdown: str = TABLE, house_style: Path = STANDARD) -> Table:
    (table,) = opened(written(markdown, house_style)).tables
    return table


def _widths(table: Table) -> list[list[int]]:
    """Return the widths of the grid's columns, and of each row's cells."""
    grid = [int(one.get(qn("w:w"))) for one in table._tbl.iter(qn("w:gridCol"))]
    rows = [
        [int(cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.cells]
        for row in table.rows
    ]
    return [grid, *rows]


def test_a_table_has_its_cells_in_the_house_styles_styles() -> None:
    table = _table()
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Detail", "This <post>"],
        ["Grade", "Grade 8"],
        ["Location", "Town Hall"],
    ]
    assert style_of(table).name == "Document Table"
    used = [[style_of(cell.paragraphs[0]).name for cell in row.cells] for row in table.rows]
    assert used == [["Table Heading"] * 2, ["Table Text"] * 2, ["Table Text"] * 2]


def test_the_header_row_is_one_and_no_row_is_split() -> None:
    rows = [row._tr for row in _table().rows]
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [
        True,
        False,
        False,
    ]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_a_tables_look_says_header_row_and_names_in_the_first_of_two_columns() -> None:
    look = _table()._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    wide = _table("| A | B | C |\n| - | - | - |\n| 1 | 2 | 3 |\n")._tbl.tblPr.find(qn("w:tblLook"))
    assert (wide.get(qn("w:firstRow")), wide.get(qn("w:firstColumn"))) == ("1", "0")


def test_a_table_is_described_by_its_heading_and_its_columns() -> None:
    properties = _table()._tbl.tblPr
    assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == "Facts & figures"
    described = properties.find(qn("w:tblDescription")).get(qn("w:val"))
    assert described == "Columns: Detail, This <post>"


@pytest.mark.parametrize("columns", [1, 2, 3, 5])
def test_columns_fill_the_text_width_in_grid_and_cells_alike(columns: int) -> None:
    row = "| " + " | ".join(["some words and more " * at for at in range(1, columns + 1)]) + " |\n"
    table = _table(f"{row}|{' - |' * columns}\n{row}{row}")
    grid, *rows = _widths(table)
    assert len(grid) == columns
    assert sum(grid) == TEXT_WIDTH
    assert all(widths == grid for widths in rows)
    assert table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w")) == str(TEXT_WIDTH)


def test_tables_of_one_header_stand_in_line() -> None:
    header = "| Criterion | How |\n| - | - |\n"
    first = f"{header}| short | x |\n"
    second = f"{header}| {'much longer ' * 20} | {'many words ' * 9} |\n"
    tables = opened(written(f"# A\n\n{first}\n## B\n\n{second}")).tables
    assert _widths(tables[0])[0] == _widths(tables[1])[0]


# --- links ----------------------------------------------------------------------------------------


def test_links_lead_to_their_addresses_and_one_address_is_kept_once() -> None:
    data = written(
        "[one](https://a.example/?x=1&y=2) [two](mailto:a@b.example)"
        " [three](https://a.example/?x=1&y=2)\n"
    )
    (paragraph,) = opened(data).paragraphs
    assert [(link.text, link.address) for link in paragraph.hyperlinks] == [
        ("one", "https://a.example/?x=1&y=2"),
        ("two", "mailto:a@b.example"),
        ("three", "https://a.example/?x=1&y=2"),
    ]
    assert [style_of(link.runs[0]).name for link in paragraph.hyperlinks] == ["Hyperlink"] * 3
    assert part(data, LINKS).count("https://a.example") == 1
    assert part(data, LINKS).count('TargetMode="External"') == 2


def test_a_link_in_a_cell_and_in_an_item_works() -> None:
    link = "[guide](https://a.example)"
    document = opened(written(f"- {link}\n\n| A | B |\n| - | - |\n| {link} | 2 |\n"))
    cell = document.tables[0].rows[1].cells[0].paragraphs[0]
    for paragraph in (document.paragraphs[0], cell):
        assert [one.address for one in paragraph.hyperlinks] == ["https://a.example"]


def test_a_link_partly_in_bold_is_still_one_link() -> None:
    (paragraph,) = opened(written("[read **this** guide](https://a.example)\n")).paragraphs
    assert [(one.text, one.address) for one in paragraph.hyperlinks] == [
        ("read this guide", "https://a.example")
    ]
    assert [run.bold for run in paragraph.hyperlinks[0].runs] == [None, True, None]


# --- the document's properties and language -------------------------------------------------------


def test_properties_say_title_author_and_language_and_no_date() -> None:
    data = written("# A\n", language="cy-GB")
    core = opened(data).core_properties
    assert core.title == "R&D <lead>"
    assert core.author == 'The "A & B" Council'
    assert core.language == "cy-GB"
    assert "dcterms" not in part(data, CORE)
    assert (core.created, core.modified, core.last_printed) == (None, None, None)
    assert core.last_modified_by == ""


@pytest.mark.parametrize("language", ["en-GB", "cy-GB", "gd-GB"])
def test_every_style_is_in_the_documents_language(language: str) -> None:
    styles = opened(written("# A\n", language=language)).styles.element
    (said,) = styles.findall(".//" + qn("w:lang"))
    assert said.get(qn("w:val")) == language


@pytest.mark.parametrize("language", ["en-GB", "cy-GB"])
def test_the_settings_say_the_documents_language(language: str) -> None:
    settings = opened(written("# A\n", language=language)).settings.element
    assert settings.find(qn("w:themeFontLang")).get(qn("w:val")) == language


def test_a_house_style_without_a_language_gets_one(house: Callable[..., Path]) -> None:
    path = house((STYLES, '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>', ""))
    (said,) = opened(written("# A\n", path)).styles.element.findall(".//" + qn("w:lang"))
    assert said.get(qn("w:val")) == "en-GB"


# --- the order of elements, on which Word insists -------------------------------------------------

ORDER: Final = {
    "pPr": "pStyle keepNext keepLines numPr spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b i color sz u",
    "tblPr": "tblStyle tblW tblLayout tblLook tblCaption tblDescription",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
}


def test_properties_stand_in_the_order_of_the_schema() -> None:
    everything = (
        "# A\n\nLead-in:\n\n1. **a**\n2. *b*\n   - [***c***](https://a.example)\n\n     d\n3. e\n\n"
        "Lead-in:\n\n| A | B |\n| - | - |\n| 1 | 2 |\n\nLead-in:\n\n- f\n- g\n"
    )
    root = opened(written(everything)).element
    for name, wanted in ORDER.items():
        order = wanted.split()
        found = list(root.iter(qn(f"w:{name}")))
        assert found
        for element in found:
            places = [order.index(str(child.tag).partition("}")[2]) for child in element]
            assert places == sorted(places)


# --- the package ----------------------------------------------------------------------------------


def test_the_package_is_sound_and_in_the_house_styles_order_without_dates() -> None:
    with (
        zipfile.ZipFile(io.BytesIO(written(TABLE))) as package,
        zipfile.ZipFile(STANDARD) as standard,
    ):
        assert package.testzip() is None
        assert package.namelist() == standard.namelist()
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(info.extra, info.comment) for info in package.infolist()} == {(b"", b"")}


def _raw(data: bytes) -> dict[str, bytes]:
    """Return the bytes of each part as the package holds them, compressed or not."""
    held = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in package.infolist():
            at = info.header_offset
            sizes = (
                int.from_bytes(data[at + 26 : at + 28], "little"),
                int.from_bytes(data[at + 28 : at + 30], "little"),
            )
            start = at + 30 + sum(sizes)
            held[info.filename] = data[start : start + info.compress_size]
    return held


def test_parts_that_nothing_changes_are_copied_as_they_are_compressed() -> None:
    was, now = _raw(STANDARD.read_bytes()), _raw(written(TABLE))
    changed = {name for name in was if was[name] != now[name]}
    assert changed <= {DOCUMENT, NUMBERING, LINKS, CORE, HEADER, "word/footer1.xml"}
    assert {"[Content_Types].xml", "_rels/.rels", STYLES, "word/settings.xml"} <= set(was) - changed


def test_only_the_language_of_the_styles_changes_for_another_language() -> None:
    was = part(STANDARD.read_bytes(), STYLES)
    now = part(written("# A\n", language="cy-GB"), STYLES)
    assert re.sub(r"<w:lang [^>]*>", "", now) == re.sub(r"<w:lang [^>]*>", "", was)


def test_the_same_blocks_give_the_same_bytes() -> None:
    assert written(TABLE) == written(TABLE)


# --- house styles as councils edit them -----------------------------------------------------------

BODY_CONTROL: Final = (
    '<w:sdt><w:sdtPr><w:alias w:val="jdgen-body"/><w:tag w:val="jdgen-body"/><w:id w:val="1001"/>'
    '</w:sdtPr><w:sdtContent><w:p><w:r><w:t xml:space="preserve">The document\'s text goes here.'
    "</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
RUN_CONTROL: Final = BODY_CONTROL.replace("<w:p>", "").replace("</w:p>", "")
BODY: Final = "# A title\n\nText.\n\n| A | B |\n| - | - |\n| 1 | 2 |\n"
HELD: Final = ["A title", "Text."]


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


def _table_of(*cells: str) -> str:
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="4706" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells
    )
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="9412" w:type="dxa"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="4706"/><w:gridCol w:w="4706"/></w:tblGrid><w:tr>{row}</w:tr>'
        "</w:tbl>"
    )


def test_without_a_body_control_the_whole_body_is_replaced(house: Callable[..., Path]) -> None:
    path = house((DOCUMENT, BODY_CONTROL, "<w:p><w:r><w:t>Sample text</w:t></w:r></w:p>"))
    document = opened(written(BODY, path))
    assert texts(document) == HELD
    assert document.sections[0].page_width is not None
    assert document.sections[0].page_width.twips == 11906


def test_a_cover_stays_around_the_body_control(house: Callable[..., Path]) -> None:
    cover = "<w:p><w:r><w:t>Cover</w:t></w:r></w:p>"
    back = "<w:p><w:r><w:t>Back</w:t></w:r></w:p>"
    path = house((DOCUMENT, BODY_CONTROL, f"{cover}{BODY_CONTROL}{back}"))
    assert texts(opened(written(BODY, path))) == ["Cover", *HELD, "Back"]


def _made_or_refused(markdown: str, path: Path) -> Document | None:
    """Return the document; None where the house style is refused in words that name the control."""
    refused = ""
    try:
        return opened(written(markdown, path))
    except BadHouseStyle as bad:
        refused = str(bad)
    assert "jdgen-body" in refused
    return None


@pytest.mark.parametrize("markdown", ["# A title\n\nText.\n", BODY, f"{BODY}\nMore.\n"])
def test_the_body_can_stand_in_a_cell_of_a_form_or_is_refused_there(
    house: Callable[..., Path], markdown: str
) -> None:
    path = house((DOCUMENT, BODY_CONTROL, _table_of("<w:p/>", BODY_CONTROL)))
    if document := _made_or_refused(markdown, path):
        cell = document.tables[0].rows[0].cells[1]
        assert [one.text for one in cell.paragraphs][:2] == HELD
        assert cell._tc[-1].tag == qn("w:p"), "Word calls a cell that ends in a table corrupt"
        assert all(sum(_widths(table)[0]) <= 4706 for table in cell.tables), "it is too wide"


@pytest.mark.parametrize("level", ["cell", "row"])
def test_a_body_control_around_a_cell_or_a_row_gives_no_broken_file(
    house: Callable[..., Path], level: str
) -> None:
    cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    held = cell if level == "cell" else f"<w:tr>{cell}</w:tr>"
    around = (
        '<w:sdt><w:sdtPr><w:alias w:val="Text"/><w:tag w:val="jdgen-body"/></w:sdtPr>'
        f"<w:sdtContent>{held}</w:sdtContent></w:sdt>"
    )
    row = f"<w:tr>{around}</w:tr>" if level == "cell" else around
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9412"/></w:tblGrid>{row}</w:tbl>'
    path = house((DOCUMENT, BODY_CONTROL, table))
    if document := _made_or_refused("# A title\n\nText.\n", path):
        parents = {one.getparent().tag for one in document.element.iter(qn("w:p"))}
        assert parents <= {qn("w:tc"), qn("w:body")}, "a paragraph stands where Word allows none"


@pytest.mark.parametrize(
    "around",
    ["<w:p>{}</w:p>", "<w:p><w:pPr/><w:r><w:t>x</w:t></w:r>{}</w:p>"],
    ids=["alone", "after a word"],
)
def test_the_body_control_can_stand_inside_a_paragraph(
    house: Callable[..., Path], around: str
) -> None:
    path = house((DOCUMENT, BODY_CONTROL, around.format(RUN_CONTROL)))
    document = opened(written(BODY, path))
    assert texts(document) == HELD
    assert [one.tag for one in document.element.body][-1] == qn("w:sectPr")


def test_the_body_control_can_be_known_by_its_title_alone(house: Callable[..., Path]) -> None:
    cover = "<w:p><w:r><w:t>Cover</w:t></w:r></w:p>"
    no_tag = BODY_CONTROL.replace('<w:tag w:val="jdgen-body"/>', "")
    path = house((DOCUMENT, BODY_CONTROL, cover + no_tag))
    assert texts(opened(written(BODY, path))) == ["Cover", *HELD]


def test_facts_fill_controls_in_header_footer_and_cover(house: Callable[..., Path]) -> None:
    cover = f"<w:p>{control('post.number', 'No.')}</w:p>"
    path = house((DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL))
    data = written(
        BODY,
        path,
        organisation__name="A & B <Council>",
        document__title="A title",
        post__number="SR-1",
    )
    assert "SR-1" in part(data, DOCUMENT)
    assert "No." not in part(data, DOCUMENT)
    assert ">A &amp; B &lt;Council&gt;</w:t>" in part(data, HEADER)
    assert ">A title</w:t>" in part(data, "word/footer1.xml")
    assert "Document title" not in part(data, "word/footer1.xml")


def _filled(path: Path, **facts: str) -> Any:  # noqa: ANN401 - lxml's element
    """Return the only content control of the document."""
    (found,) = opened(written(BODY, path, **facts)).element.iter(qn("w:sdt"))
    return found


def _text(element: Any) -> str:  # noqa: ANN401 - lxml's element
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def test_a_fact_replaces_all_runs_of_its_control_in_the_look_of_the_first(
    house: Callable[..., Path],
) -> None:
    cover = f"<w:p>{control('post.number', 'Po', 'st', ' number')}</w:p>"
    path = house((DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL))
    filled = _filled(path, post__number=" SR 1 ")
    assert _text(filled) == " SR 1 "
    assert filled.find(f".//{qn('w:r')}/{qn('w:rPr')}/{qn('w:b')}") is not None


def test_a_control_can_name_its_fact_by_its_title_alone(house: Callable[..., Path]) -> None:
    cover = f"<w:p>{control('', 'x', alias='post.number', tag=False)}</w:p>"
    path = house((DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL))
    assert _text(_filled(path, post__number="SR-1")) == "SR-1"


def test_a_control_of_another_name_is_left_alone(house: Callable[..., Path]) -> None:
    cover = f"<w:p>{control('logo', 'Keep me')}</w:p>"
    path = house((DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL))
    assert _text(_filled(path, logo="x")) == "Keep me"


def test_a_fact_that_nobody_said_is_left_blank(house: Callable[..., Path]) -> None:
    cover = f"<w:p>{control('post.number', 'No.')}</w:p>"
    path = house((DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL))
    assert _text(_filled(path)) == ""


def test_a_filled_control_is_no_placeholder_any_more_nor_looks_like_one(
    house: Callable[..., Path],
) -> None:
    cover = (
        f"<w:p>{control('post.number', 'Click to enter text.', more='<w:showingPlcHdr/>')}</w:p>"
    )
    grey = cover.replace("<w:b/>", '<w:rStyle w:val="PlaceholderText"/>')
    path = house((DOCUMENT, BODY_CONTROL, grey + BODY_CONTROL))
    filled = _filled(path, post__number="SR-1")
    assert _text(filled) == "SR-1"
    assert filled.find(f".//{qn('w:showingPlcHdr')}") is None
    assert filled.find(f".//{qn('w:rStyle')}") is None, "the fact is printed in a hint's grey"


def test_an_empty_control_for_a_fact_is_refused(house: Callable[..., Path]) -> None:
    path = house((DOCUMENT, BODY_CONTROL, f"<w:p>{control('post.number')}</w:p>{BODY_CONTROL}"))
    with pytest.raises(BadHouseStyle, match=r'the content control "post\.number" is empty') as bad:
        written(BODY, path)
    assert bad.value.hint == "type a word into it in Word"


def test_every_header_and_footer_is_filled(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/header2.xml"] = parts[HEADER]
        parts[LINKS] = parts[LINKS].replace(
            b"</Relationships>",
            b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/header" Target="header2.xml"/></Relationships>',
        )
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-'
            b'officedocument.wordprocessingml.header+xml"/></Types>',
        )
        parts[DOCUMENT] = parts[DOCUMENT].replace(
            b"<w:footerReference",
            b'<w:headerReference w:type="first" r:id="rId9"/><w:footerReference',
        )

    data = written(BODY, rewritten(tmp_path / "h.docx", change), organisation__name="A council")
    section = opened(data).sections[0]
    assert _text(section.header._element).strip() == "A council"  # after the emblem
    assert _text(section.first_page_header._element).strip() == "A council"


def test_a_landscape_page_has_wider_tables(house: Callable[..., Path]) -> None:
    path = house(
        (
            DOCUMENT,
            '<w:pgSz w:w="11906" w:h="16838"/>',
            '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
        )
    )
    assert sum(_widths(_table(BODY, path))[0]) == 16838 - 2 * 1247


def test_the_gutter_for_binding_is_no_room_for_text(house: Callable[..., Path]) -> None:
    path = house((DOCUMENT, 'w:gutter="0"', 'w:gutter="567"'))
    assert sum(_widths(_table(BODY, path))[0]) == TEXT_WIDTH - 567


@pytest.mark.parametrize(
    ("kind", "name", "edit"),
    [
        ("paragraph", "heading 2", (STYLES, "heading 2", "Our heading")),
        ("paragraph", "Table Text", (STYLES, '"Table Text"', '"Cell"')),
        ("paragraph", "Table Heading", (STYLES, "Table Heading", "Head")),
        ("table", "Document Table", (STYLES, "Document Table", "Our table")),
        ("character", "Hyperlink", (STYLES, 'w:val="Hyperlink"', 'w:val="Our link"')),
    ],
)
def test_a_missing_style_is_named(
    house: Callable[..., Path], kind: str, name: str, edit: Edit
) -> None:
    markdown = "# A\n\n## B\n\n[c](https://a.example)\n\n| D | E |\n| - | - |\n| 1 | 2 |\n"
    path = house(edit)
    with pytest.raises(BadHouseStyle, match=f'it has no {kind} style called "{name}"') as bad:
        written(markdown, path)
    assert (
        bad.value.hint == "add the style in Word, or copy it from the standard layout's house style"
    )


@pytest.mark.parametrize("name", ["List Bullet", "List Number"])
def test_a_list_style_that_is_missing_or_no_list_is_named(
    house: Callable[..., Path], name: str
) -> None:
    number = {"List Bullet": "1", "List Number": "2"}[name]
    for edit in (
        (STYLES, f'"{name}"', '"Our list"'),
        (STYLES, f'<w:numPr><w:numId w:val="{number}"/></w:numPr>', ""),
    ):
        with pytest.raises(BadHouseStyle, match=f'style "{name}" is missing, or is no list'):
            written("# A\n", house(edit))


def test_styles_are_known_by_name_whatever_their_ids(house: Callable[..., Path]) -> None:
    path = house(
        (STYLES, '"Heading1"', '"berschrift1"'),
        (STYLES, '"DocumentTable"', '"a1"'),
        (STYLES, '"TableText"', '"a2"'),
    )
    document = opened(written(BODY, path))
    assert style_of(document.paragraphs[0]).name == "Heading 1"
    assert style_of(document.paragraphs[0]).style_id == "berschrift1"


def _without(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        del parts[name]

    return change


@pytest.mark.parametrize("name", [NUMBERING, STYLES, DOCUMENT, LINKS, "[Content_Types].xml"])
def test_a_missing_part_is_named(tmp_path: Path, name: str) -> None:
    path = rewritten(tmp_path / "h.docx", _without(name))
    with pytest.raises(BadHouseStyle, match=re.escape(f'it has no part "{name}"')) as bad:
        written(BODY, path)
    assert bad.value.hint == "start from the standard layout's house style"


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_a_template_or_a_file_with_macros_is_refused(house: Callable[..., Path], kind: str) -> None:
    usual = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    path = house(("[Content_Types].xml", usual, kind))
    with pytest.raises(BadHouseStyle, match="it is a template or holds macros") as bad:
        written(BODY, path)
    assert bad.value.hint == "save it in Word as a Word Document (*.docx)"


def test_a_strict_document_is_refused(house: Callable[..., Path]) -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    path = house((DOCUMENT, usual, "http://purl.oclc.org/ooxml/wordprocessingml/main"))
    with pytest.raises(BadHouseStyle, match="not a Word document of the usual kind") as bad:
        written(BODY, path)
    assert "not as a Strict Open XML Document" in bad.value.hint


def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house-style.docx"
    for held in (b"", b"plain text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)):
        path.write_bytes(held)  # the last is how Word starts a file with a password
        with pytest.raises(BadHouseStyle, match="it is not a Word document") as bad:
            written(BODY, path)
        assert bad.value.hint == "save it in Word as a Word Document (*.docx)"


def test_another_zip_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house-style.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("notes.txt", "notes")
    with pytest.raises(BadHouseStyle, match=r'it has no part "\[Content_Types\]\.xml"'):
        written(BODY, path)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house-style.docx"
    whole = STANDARD.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadHouseStyle, match="it is not a Word document"):
        written(BODY, path)
    at = whole.index(b"word/styles.xml") + 200
    path.write_bytes(
        whole[:at] + bytes(byte ^ 255 for byte in whole[at : at + 20]) + whole[at + 20 :]
    )
    with pytest.raises(BadHouseStyle, match="it is not a Word document"):
        written(BODY, path)


def test_an_encrypted_zip_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house-style.docx"
    whole = bytearray(STANDARD.read_bytes())
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = whole.index(mark)
        whole[at + flags] |= 1
    path.write_bytes(bytes(whole))
    with pytest.raises(BadHouseStyle, match="it is encrypted, or compressed as Word never does"):
        written(BODY, path)


def test_a_file_compressed_otherwise_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house-style.docx"
    with (
        zipfile.ZipFile(STANDARD) as standard,
        zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as package,
    ):
        for name in standard.namelist():
            package.writestr(name, standard.read(name))
    with pytest.raises(BadHouseStyle, match="compressed as Word never does"):
        written(BODY, path)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ((DOCUMENT, "</w:body>", ""), "a part of it can't be read: it is not XML"),
        ((STYLES, "<w:styles ", "<!DOCTYPE a><w:styles "), "a part of it can't be read"),
        ((DOCUMENT, "w:sectPr", "w:other"), "it says no page size"),
        ((DOCUMENT, '<w:pgSz w:w="11906" w:h="16838"/>', ""), "it says no page size or margins"),
        ((STYLES, "w:rPrDefault", "w:other"), "its styles say no default font"),
        ((NUMBERING, '<w:num w:numId="2"', '<w:num w:numId="9"'), "its list 2 is not defined"),
    ],
)
def test_a_part_that_lacks_something_is_explained(
    house: Callable[..., Path], edit: Edit, message: str
) -> None:
    with pytest.raises(BadHouseStyle, match=message):
        written(BODY, house(edit))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<w:pgSz w:w="11906" ', "<w:pgSz "),
        ('w:w="11906"', 'w:w="wide"'),
        ('w:left="1247" ', ""),
        ('w:left="1247"', 'w:left="11000"'),
    ],
    ids=["no width", "no number", "no margin", "no room between the margins"],
)
def test_a_page_without_a_usable_width_is_explained(
    house: Callable[..., Path], old: str, new: str
) -> None:
    with pytest.raises(BadHouseStyle, match=r"page size|margins"):
        written(BODY, house((DOCUMENT, old, new)))


def test_a_heading_deeper_than_the_house_style_knows_is_named() -> None:
    with pytest.raises(BadHouseStyle, match='no paragraph style called "heading 5"'):
        written("# A\n\n##### B\n")


def test_a_house_style_saved_by_python_docx_works(tmp_path: Path) -> None:
    document = docx.Document(str(STANDARD))
    document.styles["Heading 1"].font.name = "Verdana"
    path = tmp_path / "house-style.docx"
    document.save(str(path))
    made = opened(written(BODY, path))
    assert texts(made) == HELD
    assert style_of(made.paragraphs[0]).font.name == "Verdana"


# --- any text, from YAML to Word ------------------------------------------------------------------

TEMPLATES: Final = STANDARD.parents[1]
SPECIALS: Final = "`*_\\|<>&;#[]()!+-.=~:\"'{}%@$019aZé \t\n\r\u00a0\U0001f600"
# These are refused, as no list comes of them.
LISTED: Final = re.compile(r"[\r\n\x85][ \t]*([-*]([ \t\r\n]|$)|•|\d{1,2}[.)][ \t])")
texts_of_any_kind = st.one_of(
    st.text(st.characters().filter(lambda one: not FORBIDDEN.match(one)), max_size=30),
    st.text(st.sampled_from(SPECIALS), max_size=12),
    st.sampled_from(
        [ISSUE, "R&D <lead>", "1. -", "\\{{", "{{{", "No", "06", "# x #", "~", "- a: b"]
    ),
).filter(lambda text: one_line(text) != "" and not LISTED.search(text))
FIELDS: Final = (
    "title", "location", "family", "purpose", "label", "duty", "item", "group", "grouped",
    "category", "criterion_label", "criterion",
)  # fmt: skip
jobs = st.fixed_dictionaries(dict.fromkeys(FIELDS, texts_of_any_kind))
PLAIN_JOB: Final = {name: f"The {name}" for name in FIELDS}


def _literal(text: str) -> str:
    """Return text as an author writes it who means no fact by two braces."""
    return text.replace("{{", "\\{{")


def _save(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def write_workspace(root: Path, job: dict[str, str], sections: dict[str, Any]) -> None:
    """Write a workspace of one vacancy whose every text is given."""
    said = {name: _literal(text) for name, text in job.items()}
    _save(
        root / "families" / "organisation.yaml",
        {
            "name": "Northmere Council",
            "language": "en-GB",
            "assessment_methods": {"A": "Application form"},
            "pay": [
                {
                    "effective": "2026-04-01",
                    "grades": {"8": {"title": "Grade 8", "minimum": 30000, "maximum": 35000}},
                }
            ],
        },
    )
    family = root / "families" / "projects"
    _save(family / "family.yaml", {"title": said["family"], "description": "Projects."})
    _save(
        family / "levels" / "P1.yaml",
        {"code": "P1", "title": "Level 1", "rank": "1", "grades": ["8"], "sections": {}}
        | {"sections": {"scope": "The scope."}},
    )
    _save(
        root / "vacancies" / "job.yaml",
        {
            "title": said["title"],
            "family": "projects",
            "level": "P1",
            "location": said["location"],
            "sections": {"purpose": said["purpose"]} | sections,
            "person_specification": [
                {
                    "category": said["category"],
                    "criteria": [
                        {
                            "label": said["criterion_label"],
                            "text": said["criterion"],
                            "importance": "essential",
                            "assessed_by": ["A"],
                        }
                    ],
                }
            ],
        },
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the repository's templates, and no families yet."""
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(TEMPLATES, root / "templates")
    return root


def _built(root: Path) -> dict[str, Path]:
    vacancy = Target("vacancy", root / "vacancies" / "job.yaml", key="job")
    paths, _ = build(Library(root), [vacancy], Order(["standard"]), root / "out")
    return {path.name: path for path in paths}


def _all_texts(path: Path) -> list[tuple[str, str]]:
    """Return each paragraph and each table's row of a document, in order, with its style."""
    found: list[tuple[str, str]] = []
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, docx.text.paragraph.Paragraph):
            found.append((style_of(block).name, block.text))
        else:
            found += (("row", "\n".join(cell.text for cell in row.cells)) for row in block.rows)
    return found


@given(job=jobs)
@example(job=dict.fromkeys(FIELDS, ISSUE))
@example(job=dict.fromkeys(FIELDS, "0\r\r"))
@settings(max_examples=100, deadline=None)
def test_any_text_reaches_word_as_it_was_typed(workspace: Path, job: dict[str, str]) -> None:
    said = {name: _literal(text) for name, text in job.items()}
    write_workspace(
        workspace,
        job,
        {
            "duties": [{"label": said["label"], "text": said["duty"]}],
            "accountabilities": [
                said["item"],
                {"heading": said["group"], "items": [said["grouped"]]},
            ],
        },
    )
    files = _built(workspace)
    line = {name: one_line(text) for name, text in job.items()}
    assert _all_texts(files["job-description.docx"]) == [
        ("Heading 1", f"{line['title']}: job description"),
        ("row", "Detail\nThis post"),
        ("row", f"Job title\n{line['title']}"),
        ("row", f"Job family\n{line['family']}"),
        ("row", "Level\nLevel 1"),
        ("row", "Level code\nP1"),
        ("row", "Grade\nGrade 8"),
        ("row", "Salary\n£30,000 to £35,000 a year"),
        ("row", f"Location\n{line['location']}"),
        ("Heading 2", "Purpose of the job"),
        *(("Normal", paragraph) for paragraph in paragraphs(job["purpose"])),
        ("Heading 2", "Scope of the work"),
        ("Normal", "The scope."),
        ("Heading 2", "Main duties"),
        ("List Number", f"{line['label']}: {line['duty']}"),
        ("Heading 2", "Accountabilities"),
        ("Normal", f"These come with every job at this level of the {line['family']} family."),
        ("List Bullet", line["item"]),
        ("Heading 3", line["group"]),
        ("List Bullet", line["grouped"]),
    ]
    assert _all_texts(files["person-specification.docx"]) == [
        ("Heading 1", f"{line['title']}: person specification"),
        ("row", "Detail\nThis post"),
        ("row", f"Job title\n{line['title']}"),
        ("row", "Grade\nGrade 8"),
        ("Heading 2", "Criteria"),
        ("Heading 3", line["category"]),
        ("row", "Criterion\nEssential or desirable\nHow assessed"),
        (
            "row",
            f"{line['criterion_label']}: {line['criterion']}\nEssential\nApplication form",
        ),
    ]
    title = f"{line['title']}: job description"
    assert docx.Document(str(files["job-description.docx"])).core_properties.title == title
    _, front_matter, _ = files["job-description.md"].read_text("utf-8").split("---\n", 2)
    assert yaml.safe_load(front_matter) == {"title": title, "lang": "en-GB"}


def test_a_fact_of_several_lines_stands_on_one_in_a_content_control(
    workspace: Path, tmp_path: Path
) -> None:
    root = tmp_path / "workspace"
    shutil.copytree(workspace / "templates", root / "templates")

    def change(parts: dict[str, bytes]) -> None:
        cover = f"<w:p>{control('post.location', 'x')}</w:p><w:sdt>"
        parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:sdt>", cover.encode(), 1)

    rewritten(root / "templates" / "standard" / "house-style.docx", change)
    write_workspace(root, PLAIN_JOB | {"location": "Town Hall\n\n  Northmere\n"}, {})
    document = docx.Document(str(_built(root)["job-description.docx"]))
    first = document.element.body.find(f"{qn('w:p')}/{qn('w:sdt')}")
    assert _text(first) == "Town Hall Northmere"


def test_an_unknown_fact_in_a_content_control_is_named(workspace: Path, tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    shutil.copytree(workspace / "templates", root / "templates")

    def change(parts: dict[str, bytes]) -> None:
        parts[HEADER] = parts[HEADER].replace(b"organisation.name", b"organisation.nam")

    path = rewritten(root / "templates" / "standard" / "house-style.docx", change)
    write_workspace(root, PLAIN_JOB, {})
    with pytest.raises(InvalidInput) as invalid:
        _built(root)
    (problem,) = invalid.value.problems
    assert problem.place.file.endswith("templates/standard/house-style.docx")
    assert problem.message.endswith('its content control "organisation.nam" names no fact')
    assert problem.hint == 'did you mean "organisation.name"?'
    assert path.is_file()
    assert not (root / "out").exists()


OPTIONAL_SECTIONS: Final[dict[str, Any]] = {
    "dimensions": "Some text.",
    "duties": ["A duty.", {"heading": "A group", "items": ["Another duty."]}],
    "accountabilities": [{"heading": "Supervisory", "items": ["An item."]}],
    "knowledge-skills-experience": ["An item.", {"label": "Label", "text": "An item."}],
    "working-conditions": "One.\n\nTwo.",
    "corporate-responsibilities": [{"heading": "All", "items": ["An item."]}],
    "how-to-apply": "Apply.",
    "how-we-assess": "We assess.",
    "guaranteed-interview": "An interview.",
}


@given(kept=st.sets(st.sampled_from(sorted(OPTIONAL_SECTIONS))))
@settings(max_examples=40, deadline=None)
def test_heading_levels_never_skip_whatever_the_sections(workspace: Path, kept: set[str]) -> None:
    write_workspace(workspace, PLAIN_JOB, {name: OPTIONAL_SECTIONS[name] for name in sorted(kept)})
    for name, path in _built(workspace).items():
        if name.endswith(".docx"):
            levels = [
                int(style.removeprefix("Heading "))
                for style, _ in _all_texts(path)
                if style.startswith("Heading ")
            ]
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))


# --- the same bytes, wherever and whenever --------------------------------------------------------

LATER: Final = """\
import datetime, time
time.time = lambda: 4_000_000_000.5
time.time_ns = lambda: 4_000_000_000_500_000_000
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(4_000_000_000, tz)
    @classmethod
    def today(cls): return cls.fromtimestamp(4_000_000_000)
class LaterDay(datetime.date):
    @classmethod
    def today(cls): return cls.fromtimestamp(4_000_000_000)
datetime.datetime, datetime.date = Later, LaterDay
"""


def _run_elsewhere(folder: Path, **environment: str) -> dict[str, bytes]:
    """Copy the repository's workspace, build every vacancy there, and return the files."""
    for name in ("families", "templates", "examples"):
        shutil.copytree(STANDARD.parents[2] / name, folder / name, copy_function=shutil.copyfile)
    run = subprocess.run(
        [sys.executable, "-m", "jdgen", "build", "--all"],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    built = folder / "build"
    return {
        path.relative_to(built).as_posix(): path.read_bytes()
        for path in sorted(built.rglob("*"))
        if path.is_file()
    }


def test_every_build_gives_the_same_bytes(tmp_path: Path) -> None:
    late = tmp_path / "late"
    late.mkdir()
    (late / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    here = _run_elsewhere(tmp_path / "here", PYTHONHASHSEED="1", TZ="UTC")
    there = _run_elsewhere(
        tmp_path / "another place",
        PYTHONHASHSEED="2",
        TZ="Pacific/Auckland",
        LC_ALL="C",
        PYTHONPATH=os.pathsep.join([str(late), os.environ.get("PYTHONPATH", "")]),
        USER="another",
    )
    assert len(here) >= 20
    assert here == there


def test_the_other_dates_process_does_live_at_another_date(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", "import datetime; print(datetime.date.today().year)"],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "2096\n"


# --- house styles of other makers -----------------------------------------------------------------


def test_the_default_style_is_in_the_documents_language_too(house: Callable[..., Path]) -> None:
    name = '<w:name w:val="Normal"/>'
    with zipfile.ZipFile(STANDARD) as package:
        styles = package.read(STYLES).decode()
    at = styles.index("</w:style>", styles.index(name))
    normal = styles[styles.index(name) : at]
    path = house((STYLES, normal, f'{normal}<w:rPr><w:lang w:val="en-US"/></w:rPr>'))
    said = opened(written("# A\n", path)).styles.element.findall(".//" + qn("w:lang"))
    assert [lang.get(qn("w:val")) for lang in said] == ["en-GB", "en-GB"]


def test_tables_are_as_wide_as_the_page_that_the_body_stands_on(
    house: Callable[..., Path],
) -> None:
    page = '<w:pgSz w:w="7000" w:h="9000"/><w:pgMar w:left="1000" w:right="1000"/>'
    ends = f"<w:p><w:pPr><w:sectPr>{page}</w:sectPr></w:pPr></w:p>"
    path = house((DOCUMENT, BODY_CONTROL, BODY_CONTROL + ends))
    assert {sum(row) for row in _widths(_table(house_style=path))} == {5000}


def test_links_get_ids_that_no_other_link_has(tmp_path: Path) -> None:
    first = tmp_path / "first.docx"
    first.write_bytes(written("# A\n\n[one](https://one.example)\n"))
    second = written("# A\n\n[two](https://two.example)\n", first)
    ids = re.findall(r' Id="([^"]+)"', part(second, "word/_rels/document.xml.rels"))
    assert len(ids) == len(set(ids))
    assert "https://two.example" in part(second, "word/_rels/document.xml.rels")


def test_a_filled_control_is_no_longer_bound_to_a_value_kept_elsewhere(
    house: Callable[..., Path],
) -> None:
    bound = '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>'
    cover = f"<w:p>{control('post.number', 'No.', more=bound)}</w:p>"
    path = house((DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL))
    filled = _filled(path, post__number="SR-1")
    assert filled.find(f".//{qn('w:dataBinding')}") is None
    assert _text(filled) == "SR-1"
