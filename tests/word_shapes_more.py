"""More kinds of Word document that people write job descriptions in: boxes, columns and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from word_shapes import (
    CRITERIA,
    DRIVES,
    DUTIES,
    FACTS,
    HAS_LED,
    PLANTS,
    PURPOSE,
    SHAPES,
    bold,
    duties,
    lines,
    purpose,
    rows,
    shape,
    specification,
)
from word_shapes_of_criteria import begun

if TYPE_CHECKING:
    from docx.document import Document


@shape(
    criteria=(
        ("Experience", "essential", HAS_LED, ("A", "I")),
        ("Experience", "desirable", DRIVES, ("A", "I")),
        ("Knowledge", "essential", PLANTS, ("I",)),
    )
)
def a_health_services_form(document: Document) -> None:
    rows(
        document,
        ("Job Title", "Parks Officer"),
        ("Band", "Grade 6"),
        ("Reports to", "Parks Manager"),
    )
    bold(document, "1. JOB SUMMARY")
    document.add_paragraph(PURPOSE)
    bold(document, "2. KEY RESULT AREAS")
    for duty in DUTIES:
        document.add_paragraph(duty, "List Bullet")
    bold(document, "PERSON SPECIFICATION")
    rows(
        document,
        ("Factor", "Essential", "Desirable", "How tested"),
        ("Experience", HAS_LED, DRIVES, "Application form / Interview"),
        ("Knowledge", PLANTS, "", "Interview"),
    )


@shape()
def a_table_for_each_importance(document: Document) -> None:
    begun(document)
    bold(document, "Essential")
    rows(document, ("Area", "Criteria"), ("Experience", HAS_LED), ("Knowledge", PLANTS))
    bold(document, "Desirable")
    rows(document, ("Area", "Criteria"), ("Experience", DRIVES))


@shape()
def facts_in_a_table_of_one_column(document: Document) -> None:
    for label, value in zip(("Post title", "Grade", "Reports to"), FACTS.values(), strict=True):
        rows(document, (f"{label}: {value}",))
    purpose(document)
    duties(document)
    specification(document)


@shape()
def labels_in_capitals_with_tabs(document: Document) -> None:
    for label, value in zip(("POST TITLE:", "GRADE:", "REPORTS TO:"), FACTS.values(), strict=True):
        document.add_paragraph(f"{label}\t\t{value}")
    purpose(document)
    duties(document)
    specification(document)


@shape()
def labels_before_dashes(document: Document) -> None:
    for label, value in zip(("Post title", "Grade", "Reports to"), FACTS.values(), strict=True):
        paragraph = document.add_paragraph()
        paragraph.add_run(label).bold = True
        paragraph.add_run(f" \u2013 {value}")
    purpose(document)
    duties(document)
    specification(document)


@shape()
def a_title_and_its_text_in_one_paragraph(document: Document) -> None:
    lines(document)
    paragraph = document.add_paragraph()
    paragraph.add_run("Job Purpose: ").bold = True
    paragraph.add_run(PURPOSE)
    bold(document, "Main Duties:")
    for at, duty in zip("abc", DUTIES, strict=True):
        document.add_paragraph(f"({at}) {duty}")
    specification(document)


@shape()
def titles_beside_what_they_are_of(document: Document) -> None:
    lines(document)
    table = rows(document, ("Purpose of the job", PURPOSE), ("Main duties", "\n".join(DUTIES)))
    for row in table.rows:
        row.cells[0].paragraphs[0].runs[0].bold = True
    specification(document)


@shape()
def duties_with_roman_numbers(document: Document) -> None:
    lines(document)
    purpose(document)
    document.add_heading("Main duties", 1)
    for at, duty in zip(("i", "ii", "iii"), DUTIES, strict=True):
        document.add_paragraph(f"{at}) {duty}")
    specification(document)


@shape()
def importances_side_by_side_under_each_category(document: Document) -> None:
    begun(document)
    for category in ("Experience", "Knowledge"):
        document.add_heading(category, 2)
        told = {how: text for of, how, text in CRITERIA if of == category}
        rows(
            document,
            ("Essential", "Desirable"),
            (told["essential"], told.get("desirable", "")),
        )


@shape()
def categories_in_rows_across_the_table(document: Document) -> None:
    begun(document)
    table = rows(
        document,
        ("Criterion", "Essential or desirable"),
        ("Experience", ""),
        (HAS_LED, "Essential"),
        (DRIVES, "Desirable"),
        ("Knowledge", ""),
        (PLANTS, "Essential"),
    )
    for at in (1, 4):
        table.cell(at, 0).merge(table.cell(at, 1))


@shape(unplaced=("Anytown Council",))
def a_cover_page(document: Document) -> None:
    document.add_paragraph("Anytown Council", "Title")
    document.add_paragraph("Candidate pack", "Subtitle")
    document.add_page_break()
    document.add_heading("Job description", 1)
    lines(document)
    purpose(document)
    duties(document)
    specification(document)


@shape(
    criteria=(
        ("Criteria", "essential", HAS_LED),
        ("Criteria", "essential", PLANTS),
        ("Criteria", "desirable", DRIVES),
    )
)
def criteria_with_numbers_of_their_own(document: Document) -> None:
    begun(document)
    rows(
        document,
        ("Ref", "Criteria", "E/D"),
        ("1", HAS_LED, "E"),
        ("2", PLANTS, "E"),
        ("3", DRIVES, "D"),
    )


@shape()
def headings_of_styles_of_ones_own(document: Document) -> None:
    style = document.styles.add_style("Section Title", 1)
    style.font.bold = True
    lines(document)
    document.add_paragraph("Purpose of the post", "Section Title")
    document.add_paragraph(PURPOSE)
    document.add_paragraph("Key tasks", "Section Title")
    for duty in DUTIES:
        document.add_paragraph(duty, "List Bullet")
    document.add_paragraph("Person specification", "Section Title")
    rows(
        document,
        ("", "Essential", "Desirable"),
        ("Experience", HAS_LED, DRIVES),
        ("Knowledge", PLANTS, "None"),
    )


@shape()
def empty_cells_and_nothing_to_say(document: Document) -> None:
    rows(
        document,
        ("Post title", "Parks Officer"),
        ("Post number", ""),
        ("Grade", "Grade 6"),
        ("Responsible for", "N/A"),
        ("Reports to", "Parks Manager"),
    )
    purpose(document)
    duties(document)
    specification(document)


ALL_SHAPES: Final = SHAPES
"""Those of all three modules, now that this one has added its own."""
