"""Kinds of Word document that people write job descriptions in, each with what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W14: Final = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
PURPOSE: Final = "Keep the town's parks open, safe and green."
DUTIES: Final = ("Mow the lawns each week.", "Plan the summer planting.", "Lead two gardeners.")
HAS_LED: Final = "Has led a team outdoors"
DRIVES: Final = "Can drive a tractor"
PLANTS: Final = "Knows garden plants"
CRITERIA: Final = [
    ("Experience", "essential", HAS_LED),
    ("Experience", "desirable", DRIVES),
    ("Knowledge", "essential", PLANTS),
]
FACTS: Final = {"title": "Parks Officer", "grade": "Grade 6", "reports_to": "Parks Manager"}


class Shape(NamedTuple):
    """A document, and what the role made of it says: facts, purpose, duties and criteria."""

    make: Callable[[Document], None]
    facts: dict[str, str] = FACTS
    purpose: str = PURPOSE
    duties: tuple[str, ...] = DUTIES
    criteria: tuple[tuple[Any, ...], ...] = tuple(CRITERIA)
    unplaced: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


SHAPES: Final[dict[str, Shape]] = {}


def shape(**said: object) -> Callable[[Callable[[Document], None]], Callable[[Document], None]]:
    """Keep a kind of document, by the name of the function that makes it."""

    def kept(make: Callable[[Document], None]) -> Callable[[Document], None]:
        SHAPES[make.__name__] = Shape(make)._replace(**said)  # type: ignore[arg-type]
        return make

    return kept


# --- pieces ---------------------------------------------------------------------------------------


def bold(document: Document, text: str) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    return paragraph


def lines(document: Document) -> None:
    for label, value in zip(("Post title", "Grade", "Reports to"), FACTS.values(), strict=True):
        document.add_paragraph(f"{label}: {value}")


def purpose(document: Document, title: str = "Purpose of the job") -> None:
    document.add_heading(title, 1)
    document.add_paragraph(PURPOSE)


def duties(document: Document, title: str = "Main duties") -> None:
    document.add_heading(title, 1)
    for duty in DUTIES:
        document.add_paragraph(duty, "List Bullet")


def specification(document: Document) -> None:
    document.add_heading("Person specification", 1)
    for category in ("Experience", "Knowledge"):
        document.add_heading(category, 2)
        for importance in ("essential", "desirable"):
            texts = [text for of, how, text in CRITERIA if (of, how) == (category, importance)]
            if texts:
                bold(document, importance.capitalize())
            for text in texts:
                document.add_paragraph(text, "List Bullet")


def rows(document: Document, *said: tuple[str, ...], style: str = "Table Grid") -> Table:
    table = document.add_table(len(said), len(said[0]), style)
    for row, texts in zip(table.rows, said, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            fill(cell, text)
    return table


def fill(cell: _Cell, text: str) -> None:
    first, *others = text.split("\n")
    cell.text = first
    for other in others:
        cell.add_paragraph(other)


def symbol(paragraph: Paragraph, char: str = "F0FC") -> None:
    run = paragraph.add_run()
    run._r.append(parse_xml(f'<w:sym {W} w:font="Wingdings" w:char="{char}"/>'))


def box(paragraph: Paragraph, *, ticked: bool) -> None:
    sign, state = ("☒", "1") if ticked else ("☐", "0")
    paragraph._p.append(
        parse_xml(
            f'<w:sdt {W} {W14}><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/>'
            f"</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )


# --- facts ----------------------------------------------------------------------------------------


@shape()
def label_table_with_merged_cells(document: Document) -> None:
    table = rows(
        document,
        ("JOB DESCRIPTION", ""),
        ("Post Title", "Parks Officer"),
        ("Salary Grade", "Grade 6"),
        ("Responsible To", "Parks Manager"),
        ("Purpose of Job", PURPOSE),
    )
    table.cell(0, 0).merge(table.cell(0, 1))
    duties(document)
    specification(document)


@shape()
def header_table_in_four_columns(document: Document) -> None:
    rows(
        document,
        ("Job title:", "Parks Officer", "Grade:", "Grade 6"),
        ("Reports to:", "Parks Manager", "Location:", "The Depot"),
    )
    purpose(document)
    duties(document)
    specification(document)


@shape(unplaced=("Anytown Council",))
def facts_in_a_table_inside_a_table(document: Document) -> None:
    outer = document.add_table(1, 2, "Table Grid")
    outer.cell(0, 0).text = "Anytown Council"
    inner = outer.cell(0, 1).add_table(3, 2)
    for row, (label, value) in zip(
        inner.rows,
        zip(("Post title", "Grade", "Reports to"), FACTS.values(), strict=True),
        strict=True,
    ):
        row.cells[0].text, row.cells[1].text = label, value
    purpose(document)
    duties(document)
    specification(document)


@shape()
def facts_in_a_text_box(document: Document) -> None:
    inside = "".join(
        f"<w:p><w:r><w:t>{label}: {value}</w:t></w:r></w:p>"
        for label, value in zip(("Post title", "Grade", "Reports to"), FACTS.values(), strict=True)
    )
    run = document.add_paragraph().add_run()
    run._r.append(
        parse_xml(
            f"<mc:AlternateContent {W}"
            ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
            ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:Choice Requires="wps"><w:drawing>'
            "<wps:wsp>"
            f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
            f"</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent>"
            "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        )
    )
    purpose(document)
    duties(document)
    specification(document)


@shape()
def values_in_content_controls(document: Document) -> None:
    for label, value in zip(("Post title", "Grade", "Reports to"), FACTS.values(), strict=True):
        paragraph = document.add_paragraph(f"{label}: ")
        paragraph._p.append(
            parse_xml(
                f'<w:sdt {W}><w:sdtPr><w:alias w:val="{label}"/></w:sdtPr><w:sdtContent><w:r><w:t>'
                f"{value}</w:t></w:r></w:sdtContent></w:sdt>"
            )
        )
    purpose(document)
    document.add_heading("Main duties", 1)
    bullets = [document.add_paragraph(duty, "List Bullet")._p for duty in DUTIES]
    control = parse_xml(f"<w:sdt {W}><w:sdtPr/><w:sdtContent/></w:sdt>")
    bullets[0].addprevious(control)
    for bullet in bullets:
        control.find(qn("w:sdtContent")).append(bullet)
    specification(document)


@shape()
def tabs_in_place_of_columns(document: Document) -> None:
    document.add_paragraph("Post title:\tParks Officer\tGrade:\tGrade 6")
    document.add_paragraph("Reports to:\tParks Manager")
    purpose(document)
    duties(document)
    specification(document)


@shape()
def facts_in_one_paragraph_with_line_breaks(document: Document) -> None:
    paragraph = document.add_paragraph()
    for label, value in zip(("Post title", "Grade", "Reports to"), FACTS.values(), strict=True):
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(value).add_break()
    purpose(document)
    duties(document)
    specification(document)


@shape(facts={**FACTS, "post_number": "PK-12"})
def title_in_the_page_header_and_number_in_the_footer(document: Document) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Job description: Parks Officer"
    section.footer.paragraphs[0].text = "Post number: PK-12"
    document.add_paragraph("Grade: Grade 6")
    document.add_paragraph("Reports to: Parks Manager")
    purpose(document)
    duties(document)
    specification(document)


@shape(more=("parks since 1902", "eleven parks"))
def a_page_about_us_first(document: Document) -> None:
    document.add_heading("About us", 1)
    document.add_paragraph("Anytown Council has looked after parks since 1902.")
    document.add_paragraph("We have eleven parks and are proud of each of them.")
    document.add_heading("Job description", 1)
    lines(document)
    purpose(document)
    duties(document)
    specification(document)


@shape(facts={**FACTS, "location": "Y Depo"})
def welsh_labels_beside_english_ones(document: Document) -> None:
    rows(
        document,
        ("Post title / Teitl y swydd", "Parks Officer"),
        ("Grade / Gradd", "Grade 6"),
        ("Reports to / Yn atebol i", "Parks Manager"),
        ("Lleoliad / Location", "Y Depo"),
    )
    purpose(document)
    duties(document)
    specification(document)


# --- titles and duties ----------------------------------------------------------------------------


@shape()
def headings_in_bold_capitals(document: Document) -> None:
    lines(document)
    bold(document, "JOB PURPOSE")
    document.add_paragraph(PURPOSE)
    bold(document, "MAIN DUTIES AND RESPONSIBILITIES")
    for duty in DUTIES:
        document.add_paragraph(duty, "List Bullet")
    bold(document, "PERSON SPECIFICATION")
    rows(
        document,
        ("", "ESSENTIAL", "DESIRABLE"),
        ("EXPERIENCE", HAS_LED, DRIVES),
        ("KNOWLEDGE", PLANTS, ""),
    )


@shape()
def headings_typed_with_numbers(document: Document) -> None:
    bold(document, "1. Job details")
    lines(document)
    bold(document, "2. Job purpose")
    document.add_paragraph(PURPOSE)
    bold(document, "3. Main duties")
    for at, duty in enumerate(DUTIES, 1):
        document.add_paragraph(f"3.{at} {duty}")
    bold(document, "4. Person specification")
    rows(
        document,
        ("Criteria", "Essential", "Desirable"),
        ("Experience", HAS_LED, DRIVES),
        ("Knowledge", PLANTS, ""),
    )


@shape()
def duties_in_one_paragraph_with_line_breaks(document: Document) -> None:
    lines(document)
    purpose(document)
    document.add_heading("Main duties", 1)
    paragraph = document.add_paragraph()
    for duty in DUTIES:
        paragraph.add_run(duty).add_break()
    specification(document)


@shape()
def bullets_that_are_typed(document: Document) -> None:
    lines(document)
    purpose(document)
    document.add_heading("Main duties", 1)
    for sign, duty in zip(("- ", "\u00b7\t", "\uf0b7 "), DUTIES, strict=True):
        document.add_paragraph(f"{sign}{duty}")
    document.add_heading("Person specification", 1)
    document.add_heading("Experience", 2)
    document.add_paragraph("Essential:")
    document.add_paragraph(f"o {HAS_LED}")
    document.add_paragraph("Desirable:")
    document.add_paragraph(f"o\t{DRIVES}")
    document.add_heading("Knowledge", 2)
    document.add_paragraph("Essential:")
    document.add_paragraph(f"\u2013 {PLANTS}")


@shape()
def duties_numbered_by_hand(document: Document) -> None:
    lines(document)
    purpose(document)
    document.add_heading("1. Main duties", 1)
    for at, duty in enumerate(DUTIES, 1):
        document.add_paragraph(f"1.{at}\t{duty}")
    specification(document)


@shape(more=("60%", "30%", "10%"))
def duties_with_their_share_of_the_time(document: Document) -> None:
    lines(document)
    purpose(document)
    document.add_heading("Main duties", 1)
    rows(
        document,
        ("Duty", "% of time"),
        (DUTIES[0], "60%"),
        (DUTIES[1], "30%"),
        (DUTIES[2], "10%"),
    )
    specification(document)


@shape()
def a_box_for_each_section(document: Document) -> None:
    for label, value in zip(("Post title", "Grade", "Reports to"), FACTS.values(), strict=True):
        rows(document, (label, value))
    rows(document, (f"Purpose of the job\n{PURPOSE}",))
    document.add_paragraph()
    rows(document, ("\n".join(("Main duties:", *DUTIES)),))
    specification(document)


@shape()
def titles_in_tables_of_one_cell(document: Document) -> None:
    lines(document)
    rows(document, ("PURPOSE OF POST",))
    document.add_paragraph(PURPOSE)
    rows(document, ("KEY TASKS",))
    for duty in DUTIES:
        document.add_paragraph(duty, "List Bullet")
    rows(document, ("PERSON SPECIFICATION",))
    rows(
        document,
        ("Factor", "Essential", "Desirable"),
        ("Experience", HAS_LED, DRIVES),
        ("Knowledge", PLANTS, ""),
    )


@shape(more=("Exempt",))
def essential_functions_as_in_the_united_states(document: Document) -> None:
    document.add_paragraph("Job Title: Parks Officer")
    document.add_paragraph("Grade: Grade 6")
    document.add_paragraph("FLSA Status: Exempt")
    document.add_paragraph("Reports To: Parks Manager")
    bold(document, "SUMMARY")
    document.add_paragraph(PURPOSE)
    bold(document, "ESSENTIAL FUNCTIONS")
    for duty in DUTIES:
        document.add_paragraph(duty, "List Bullet")
    bold(document, "EXPERIENCE")
    bold(document, "Minimum Qualifications")
    document.add_paragraph(HAS_LED, "List Bullet")
    bold(document, "Preferred Qualifications")
    document.add_paragraph(DRIVES, "List Bullet")
    bold(document, "KNOWLEDGE")
    bold(document, "Required:")
    document.add_paragraph(PLANTS, "List Bullet")


@shape(
    criteria=(
        ("Criteria", "essential", HAS_LED),
        ("Criteria", "essential", PLANTS),
        ("Criteria", "desirable", DRIVES),
    )
)
def key_selection_criteria_as_in_australia(document: Document) -> None:
    rows(
        document,
        ("Position Title", "Parks Officer"),
        ("Classification", "Grade 6"),
        ("Reports To", "Parks Manager"),
    )
    document.add_heading("Position Objective", 1)
    document.add_paragraph(PURPOSE)
    document.add_heading("Key Responsibilities", 1)
    for duty in DUTIES:
        document.add_paragraph(duty, "List Number")
    document.add_heading("Key Selection Criteria", 1)
    document.add_heading("Essential", 2)
    document.add_paragraph(HAS_LED, "List Number")
    document.add_paragraph(PLANTS, "List Number")
    document.add_heading("Desirable", 2)
    document.add_paragraph(DRIVES, "List Number")
