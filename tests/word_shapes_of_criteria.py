"""More kinds of Word document: how they set out criteria, and what else they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.oxml import parse_xml
from word_shapes import (
    CRITERIA,
    DRIVES,
    DUTIES,
    FACTS,
    HAS_LED,
    PLANTS,
    W,
    bold,
    box,
    duties,
    lines,
    purpose,
    rows,
    shape,
    specification,
    symbol,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document
    from docx.table import _Cell

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def begun(document: Document) -> None:
    lines(document)
    purpose(document)
    duties(document)
    document.add_heading("Person specification", 1)


def ticked_table(document: Document, tick: Callable[..., None]) -> None:
    begun(document)
    table = rows(
        document,
        ("Criteria", "Essential", "Desirable"),
        ("Experience", "", ""),
        (HAS_LED, "", ""),
        (DRIVES, "", ""),
        ("Knowledge", "", ""),
        (PLANTS, "", ""),
    )
    for at in (1, 4):
        table.cell(at, 0).merge(table.cell(at, 2))
    for row, is_essential in ((2, True), (3, False), (5, True)):
        tick(table.cell(row, 1), ticked=is_essential)
        tick(table.cell(row, 2), ticked=not is_essential)


@shape()
def ticks_of_wingdings(document: Document) -> None:
    def tick(cell: _Cell, *, ticked: bool) -> None:
        if ticked:
            symbol(cell.paragraphs[0])

    ticked_table(document, tick)


@shape()
def boxes_to_tick(document: Document) -> None:
    def tick(cell: _Cell, *, ticked: bool) -> None:
        box(cell.paragraphs[0], ticked=ticked)

    ticked_table(document, tick)


@shape()
def crosses_and_words(document: Document) -> None:
    words, others = iter(("X", "Yes", "✓")), iter(("", "", "No"))

    def tick(cell: _Cell, *, ticked: bool) -> None:
        cell.text = next(words if ticked else others)

    ticked_table(document, tick)


@shape()
def a_category_over_several_rows(document: Document) -> None:
    begun(document)
    table = rows(
        document,
        ("Area", "Requirement", "E/D"),
        ("Experience", HAS_LED, "E"),
        ("", DRIVES, "D"),
        ("Knowledge", PLANTS, "E"),
    )
    table.cell(1, 0).merge(table.cell(2, 0))


@shape(
    criteria=(
        ("Experience", "essential", HAS_LED, ("A", "I")),
        ("Experience", "desirable", DRIVES, ("A",)),
        ("Knowledge", "essential", PLANTS, ("I",)),
    )
)
def a_column_for_each_method_with_a_key(document: Document) -> None:
    begun(document)
    rows(
        document,
        ("Category", "Criteria", "Essential/Desirable", "A", "I"),
        ("Experience", HAS_LED, "Essential", "✓", "✓"),
        ("Experience", DRIVES, "Desirable", "✓", ""),
        ("Knowledge", PLANTS, "Essential", "", "✓"),
    )
    document.add_paragraph("Key: A = Application form, I = Interview")


@shape(
    criteria=(
        ("Experience", "essential", HAS_LED, ("A", "I")),
        ("Experience", "desirable", DRIVES, ("A",)),
        ("Knowledge", "essential", PLANTS, ("I",)),
    )
)
def methods_in_a_column_of_codes(document: Document) -> None:
    begun(document)
    document.add_paragraph("A = Application form, I = Interview")
    rows(
        document,
        ("", "Criteria", "Essential or desirable", "How assessed"),
        ("Experience", HAS_LED, "E", "A, I"),
        ("", DRIVES, "D", "A"),
        ("Knowledge", PLANTS, "E", "I"),
    )


@shape()
def bullets_in_the_cells_of_two_columns(document: Document) -> None:
    begun(document)
    table = rows(
        document,
        ("Criteria", "Essential", "Desirable"),
        ("Experience", "", ""),
        ("Knowledge", "", ""),
    )
    for row, column, text in ((1, 1, HAS_LED), (1, 2, DRIVES), (2, 1, PLANTS)):
        paragraph = table.cell(row, column).paragraphs[0]
        paragraph.style, paragraph.text = "List Bullet", text


@shape()
def rows_that_say_essential_or_desirable(document: Document) -> None:
    begun(document)
    for category in ("Experience", "Knowledge"):
        table = document.add_table(0, 1, "Table Grid")
        table.add_row().cells[0].text = category
        for importance in ("essential", "desirable"):
            texts = [text for of, how, text in CRITERIA if (of, how) == (category, importance)]
            if texts:
                table.add_row().cells[0].text = importance.capitalize()
            for text in texts:
                table.add_row().cells[0].text = text
        document.add_paragraph()


@shape(
    criteria=(
        ("Experience", "essential", HAS_LED, ("A", "I")),
        ("Experience", "desirable", DRIVES, ("A",)),
        ("Knowledge", "essential", PLANTS, ("I",)),
    )
)
def codes_in_brackets(document: Document) -> None:
    begun(document)
    bold(document, "Experience")
    document.add_paragraph(f"1. {HAS_LED} (E) (A/I)")
    document.add_paragraph(f"2. {DRIVES} (D) (A)")
    bold(document, "Knowledge")
    document.add_paragraph(f"3. {PLANTS} (E) (I)")


# --- what else Word files hold --------------------------------------------------------------------


@shape(facts={**FACTS, "title": "{{ ? Parks Officer or Parks Ranger }}"})
def two_jobs_in_one_file(document: Document) -> None:
    lines(document)
    purpose(document)
    duties(document)
    specification(document)
    document.add_page_break()
    document.add_paragraph("Post title: Parks Ranger")
    document.add_paragraph("Grade: Grade 6")


@shape(never=("Signed", "Print name"))
def a_table_to_sign_at_the_end(document: Document) -> None:
    lines(document)
    purpose(document)
    duties(document)
    specification(document)
    document.add_paragraph("Signatures")
    rows(
        document,
        ("Signed (postholder)", "Print name", "Date"),
        ("", "", ""),
        ("Signed (manager)", "Print name", "Date"),
    )


@shape(never=("Water the roof",))
def tracked_changes(document: Document) -> None:
    lines(document)
    purpose(document)
    document.add_heading("Main duties", 1)
    for duty in DUTIES:
        paragraph = document.add_paragraph("", "List Bullet")
        first, _, rest = duty.partition(" ")
        paragraph.add_run(f"{first} ")
        paragraph._p.append(
            parse_xml(f'<w:ins {W} w:author="x"><w:r><w:t>{rest}</w:t></w:r></w:ins>')
        )
        paragraph._p.append(
            parse_xml(
                f'<w:del {W} w:author="x"><w:r><w:delText>Water the roof.</w:delText></w:r></w:del>'
            )
        )
    specification(document)


@shape(never=("Is this still so?",))
def comments_in_the_margin(document: Document) -> None:
    lines(document)
    purpose(document)
    duties(document)
    if hasattr(document, "add_comment"):
        run = document.paragraphs[-1].runs[0]
        document.add_comment(run, text="Is this still so?", author="x", initials="x")
    specification(document)


@shape(duties=(*DUTIES, "Read the parks plan each year."))
def a_link_in_a_duty(document: Document) -> None:
    lines(document)
    purpose(document)
    duties(document)
    paragraph = document.add_paragraph("Read the ", "List Bullet")
    kind = f"{RELATIONS}/hyperlink"
    relation = document.part.relate_to("https://example.org/plan", kind, is_external=True)
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {W} xmlns:r="{RELATIONS}" r:id="{relation}"><w:r><w:t>parks plan</w:t>'
            "</w:r></w:hyperlink>"
        )
    )
    paragraph.add_run(" each year.")
    specification(document)
