"""Headings, lists, tables and links as Word has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from docx.oxml.ns import qn
from word_files import (
    LINKS,
    NUMBERING,
    TEXT_WIDTH,
    opened,
    part,
    style_of,
    texts,
    written,
    written_table,
    written_widths,
)

if TYPE_CHECKING:
    from docx.document import Document


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
    plain = "Default Paragraph Font"
    assert [(run.text, style_of(run).name, run.italic) for run in paragraph.runs] == [
        ("a ", plain, None),
        ("b", "Strong", None),
        (" ", plain, None),
        ("c", "Emphasis", None),
        ("  ", plain, None),
        ("d", "Strong", True),
        ("e", plain, None),
    ]


def test_what_xml_treats_specially_is_text() -> None:
    text = "R&D <lead> \"quoted\" 'single' ]]> &amp;lt; \U0001f600 \u00a0end"
    (paragraph,) = opened(
        written(text.replace("&amp;", "&amp;amp;").replace("<", "\\<"))
    ).paragraphs
    assert paragraph.text == text


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


def test_a_table_has_its_cells_in_the_house_styles_styles() -> None:
    table = written_table()
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Detail", "This <post>"],
        ["Grade", "Grade 8"],
        ["Location", "Town Hall"],
    ]
    assert style_of(table).name == "Document Table"
    used = [[style_of(cell.paragraphs[0]).name for cell in row.cells] for row in table.rows]
    assert used == [["Table Heading"] * 2, ["Table Text"] * 2, ["Table Text"] * 2]


def test_the_header_row_is_one_and_no_row_is_split() -> None:
    rows = [row._tr for row in written_table().rows]
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [
        True,
        False,
        False,
    ]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_a_tables_look_says_header_row_and_names_in_the_first_of_two_columns() -> None:
    look = written_table()._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    wide = written_table("| A | B | C |\n| - | - | - |\n| 1 | 2 | 3 |\n")._tbl.tblPr.find(
        qn("w:tblLook")
    )
    assert (wide.get(qn("w:firstRow")), wide.get(qn("w:firstColumn"))) == ("1", "0")


def test_a_table_is_described_by_its_heading_and_its_columns() -> None:
    properties = written_table()._tbl.tblPr
    assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == "Facts & figures"
    described = properties.find(qn("w:tblDescription")).get(qn("w:val"))
    assert described == "Detail, This <post>"


@pytest.mark.parametrize("columns", [1, 2, 3, 5])
def test_columns_fill_the_text_width_in_grid_and_cells_alike(columns: int) -> None:
    row = "| " + " | ".join(["some words and more " * at for at in range(1, columns + 1)]) + " |\n"
    table = written_table(f"{row}|{' - |' * columns}\n{row}{row}")
    grid, *rows = written_widths(table)
    assert len(grid) == columns
    assert sum(grid) == TEXT_WIDTH
    assert all(widths == grid for widths in rows)
    assert table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w")) == str(TEXT_WIDTH)


def test_tables_of_one_header_stand_in_line() -> None:
    header = "| Criterion | How |\n| - | - |\n"
    first = f"{header}| short | x |\n"
    second = f"{header}| {'much longer ' * 20} | {'many words ' * 9} |\n"
    tables = opened(written(f"# A\n\n{first}\n## B\n\n{second}")).tables
    assert written_widths(tables[0])[0] == written_widths(tables[1])[0]


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
