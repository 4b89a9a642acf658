"""Jobs of which all is known, written out in the bad habits of real documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import docx
from docx.enum.style import WD_STYLE_TYPE
from example import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document
    from docx.table import Table, _Cell


@dataclass(frozen=True)
class Criterion:
    text: str
    category: str
    importance: str
    methods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """What a document is to say, and its reader to find."""

    facts: dict[str, str]
    purpose: str
    duties: list[str]
    criteria: list[Criterion] = field(default_factory=list)


LABELS: Final = {
    "title": "Job title",
    "grade": "Grade",
    "reports_to": "Reports to",
    "directorate": "Directorate",
    "location": "Place of work",
    "hours": "Hours of work",
    "contract": "Type of contract",
    "post_number": "Post number",
}
MISSPELT: Final = {
    "title": "Job Tittle",
    "grade": "GRADE:",
    "reports_to": "Reports  To :",
    "directorate": "Directorat",
    "location": "Location(s)",
    "hours": "Working hrs",
    "contract": "Contract Typ",
    "post_number": "Post Nunber",
}
WELL_SPELT: Final = MISSPELT | {"hours": "Working Hours", "contract": "Contract type"}


def _tick(wanted: str, importance: str) -> str:
    return "X" if wanted == importance else ""


def _document() -> Document:
    document = docx.Document()
    for name in ("List Bullet", "List Number", "List Bullet 2"):
        assert document.styles[name].type == WD_STYLE_TYPE.PARAGRAPH
    return document


def _bold(document: Document, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def _row(table: Table, *texts: str) -> tuple[_Cell, ...]:
    cells = table.add_row().cells
    for cell, text in zip(cells, texts, strict=False):
        cell.text = text
    return cells


def _list_criteria(
    document: Document, job: Job, heading: Callable[[str], None], mark: str = ""
) -> None:
    """Categories, and essential and desirable below each."""
    for category in dict.fromkeys(one.category for one in job.criteria):
        heading(category)
        for importance in ("essential", "desirable"):
            of_kind = [
                one
                for one in job.criteria
                if (one.category, one.importance) == (category, importance)
            ]
            if of_kind:
                heading(importance.capitalize())
            for one in of_kind:
                style = None if mark else "List Bullet"
                document.add_paragraph(f"{mark}{one.text}", style)


def bold_headings(job: Job) -> Document:
    """Bold paragraphs for headings, typed bullets, `label: value` lines."""
    document = _document()
    _bold(document, "JOB DESCRIPTION")
    for name, value in job.facts.items():
        document.add_paragraph(f"{LABELS[name]}: {value}")
    _bold(document, "Purpose of the post")
    document.add_paragraph(job.purpose)
    _bold(document, "Main duties and responsibilities")
    for duty in job.duties:
        document.add_paragraph(f"\u2022  {duty}")
    _bold(document, "PERSON SPECIFICATION")
    _list_criteria(document, job, lambda text: _bold(document, text), "\u2022\u00a0")
    return document


def header_table(job: Job) -> Document:
    """A table of labels and values below a merged title row; criteria ticked in two columns."""
    document = _document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "Job description"
    for name, value in job.facts.items():
        _row(table, LABELS[name], value)
    document.add_heading("Job purpose", 2)
    document.add_paragraph(job.purpose)
    document.add_heading("Key responsibilities", 2)
    for duty in job.duties:
        document.add_paragraph(duty, "List Number")
    document.add_heading("Person specification", 1)
    criteria = document.add_table(rows=1, cols=4)
    for cell, text in zip(
        criteria.rows[0].cells, ("Criteria", "Essential", "Desirable", "Method"), strict=True
    ):
        cell.text = text
    for category in dict.fromkeys(one.category for one in job.criteria):
        cells = criteria.add_row().cells
        cells[0].merge(cells[3]).text = category
        for one in job.criteria:
            if one.category == category:
                ticks = [_tick(each, one.importance) for each in ("essential", "desirable")]
                _row(criteria, one.text, *ticks, "/".join(one.methods))
    return document


def four_columns(job: Job) -> Document:
    """Two labels and values a row; essential and desirable side by side, a row a category."""
    document = _document()
    document.add_heading("Job Description and Person Specification", 1)
    table = document.add_table(rows=0, cols=4)
    facts = list(job.facts.items())
    for at in range(0, len(facts), 2):
        pairs = [text for name, value in facts[at : at + 2] for text in (f"{LABELS[name]}:", value)]
        _row(table, *pairs)
    document.add_heading("Job summary", 1)
    document.add_paragraph(job.purpose)
    document.add_heading("Duties and responsibilities", 1)
    for duty in job.duties:
        document.add_paragraph(duty, "List Bullet")
    criteria = document.add_table(rows=1, cols=3)
    for cell, text in zip(criteria.rows[0].cells, ("", "ESSENTIAL", "DESIRABLE"), strict=True):
        cell.text = text
    for category in dict.fromkeys(one.category for one in job.criteria):
        cells = _row(criteria, category)
        for cell, importance in zip(cells[1:], ("essential", "desirable"), strict=True):
            texts = [
                one.text
                for one in job.criteria
                if (one.category, one.importance) == (category, importance)
            ]
            cell.text = texts[0] if texts else "None"
            for text in texts[1:]:
                cell.add_paragraph(text)
    return document


def codes(job: Job) -> Document:
    """Codes in brackets at the end of each criterion; facts in bold labels without a colon."""
    document = _document()
    document.add_heading(f"Job description: {job.facts['title']}", 1)
    for name, value in job.facts.items():
        paragraph = document.add_paragraph()
        paragraph.add_run(LABELS[name]).bold = True
        paragraph.add_run(f" {value}")
    document.add_heading("Purpose", 2)
    document.add_paragraph(job.purpose)
    document.add_heading("Key tasks", 2)
    for duty in job.duties:
        document.add_paragraph(duty, "List Bullet")
    document.add_heading("Person specification", 2)
    for category in dict.fromkeys(one.category for one in job.criteria):
        document.add_heading(category, 3)
        for one in job.criteria:
            if one.category == category:
                said = [f"({one.importance.capitalize()})"]
                said += [f"({', '.join(one.methods)})"] if one.methods else []
                document.add_paragraph(f"{one.text} {' '.join(said)}", "List Bullet")
    return document


def misspelt(job: Job) -> Document:
    """Labels and titles with mistakes of spelling, tabs between label and value."""
    document = _document()
    for name, value in job.facts.items():
        document.add_paragraph(f"{WELL_SPELT[name]}\t{value}")
    _bold(document, "Purpse of the job")
    document.add_paragraph(job.purpose)
    _bold(document, "Main dutys and responsibilties")
    for duty in job.duties:
        document.add_paragraph(f"- {duty}")
    _bold(document, "Person Specfication")
    _list_criteria(document, job, lambda text: _bold(document, text), "- ")
    return document


def numbered(job: Job) -> Document:
    """Numbered sections and typed numbers."""
    document = _document()
    document.add_heading(job.facts["title"], 1)
    for name, value in job.facts.items():
        document.add_paragraph(f"{LABELS[name]}: {value}")
    _bold(document, "1. Purpose of the job")
    document.add_paragraph(job.purpose)
    _bold(document, "2. Main duties")
    for number, duty in enumerate(job.duties, 1):
        document.add_paragraph(f"2.{number} {duty}")
    _bold(document, "3. Person specification")
    _list_criteria(document, job, lambda text: _bold(document, text), "\u2013 ")
    return document


def capitals(job: Job) -> Document:
    """Headings in capitals; essential over the categories, and then desirable."""
    document = _document()
    document.add_paragraph("ROLE PROFILE")
    for name, value in job.facts.items():
        document.add_paragraph(f"{LABELS[name].upper()}: {value}")
    document.add_paragraph("ROLE PURPOSE")
    document.add_paragraph(job.purpose)
    document.add_paragraph("RESPONSIBILITIES")
    for duty in job.duties:
        document.add_paragraph(duty, "List Bullet")
    document.add_paragraph("PERSON SPECIFICATION")
    for importance in ("essential", "desirable"):
        document.add_paragraph(f"{importance.upper()} CRITERIA")
        for category in dict.fromkeys(one.category for one in job.criteria):
            of_kind = [
                one
                for one in job.criteria
                if (one.category, one.importance) == (category, importance)
            ]
            if of_kind:
                _bold(document, category)
            for one in of_kind:
                document.add_paragraph(one.text, "List Bullet")
    return document


def layout_table(job: Job) -> Document:
    """Everything in one table of merged cells: titles on the left, texts on the right."""
    document = _document()
    table = document.add_table(rows=1, cols=3)
    first = table.rows[0].cells
    first[0].merge(first[2]).text = "JOB DESCRIPTION"
    for name, value in job.facts.items():
        cells = table.add_row().cells
        cells[0].text = LABELS[name]
        cells[1].merge(cells[2]).text = value
    for title, texts in (("Purpose of post", [job.purpose]), ("Main responsibilities", job.duties)):
        cells = table.add_row().cells
        cells[0].text = title
        cell = cells[1].merge(cells[2])
        cell.text = texts[0]
        if len(texts) > 1:
            cell.paragraphs[0].style = document.styles["List Bullet"]
        for text in texts[1:]:
            cell.add_paragraph(text, "List Bullet")
    document.add_heading("Person specification", 1)
    criteria = document.add_table(rows=1, cols=3)
    for cell, text in zip(
        criteria.rows[0].cells,
        ("Requirement", "Essential or desirable", "How assessed"),
        strict=True,
    ):
        cell.text = text
    for category in dict.fromkeys(one.category for one in job.criteria):
        cells = criteria.add_row().cells
        cells[0].merge(cells[2]).text = category
        for one in job.criteria:
            if one.category == category:
                _row(criteria, one.text, one.importance[0].upper(), ", ".join(one.methods))
    return document


def category_column(job: Job) -> Document:
    """Criteria with the category in a column that is merged over several rows."""
    document = _document()
    document.add_heading("Job description", 1)
    for name, value in job.facts.items():
        document.add_paragraph(f"{LABELS[name]}: {value}")
    document.add_heading("Overall purpose", 2)
    document.add_paragraph(job.purpose)
    document.add_heading("Principal duties", 2)
    for duty in job.duties:
        document.add_paragraph(duty, "List Bullet")
    document.add_heading("Selection criteria", 1)
    criteria = document.add_table(rows=1, cols=4)
    heads = ("Category", "Criterion", "Importance", "Assessed by")
    for cell, text in zip(criteria.rows[0].cells, heads, strict=True):
        cell.text = text
    for category in dict.fromkeys(one.category for one in job.criteria):
        rows = [
            _row(criteria, "", one.text, one.importance, " and ".join(one.methods))
            for one in job.criteria
            if one.category == category
        ]
        rows[0][0].merge(rows[-1][0]).text = category
    return document


def headings_with_both(job: Job) -> Document:
    """Titles that say importance and category at once; facts under headings of their own."""
    document = _document()
    document.add_heading(f"{job.facts['title']} - Job Description", 1)
    for name, value in job.facts.items():
        if name != "title":
            document.add_heading(LABELS[name], 3)
            document.add_paragraph(value)
    document.add_heading("Purpose of Role", 2)
    document.add_paragraph(job.purpose)
    document.add_heading("Responsibilities of the Role", 2)
    for duty in job.duties:
        document.add_paragraph(duty, "List Bullet")
    document.add_heading("Person Specification", 2)
    for category in dict.fromkeys(one.category for one in job.criteria):
        for importance in ("essential", "desirable"):
            of_kind = [
                one
                for one in job.criteria
                if (one.category, one.importance) == (category, importance)
            ]
            if of_kind:
                document.add_heading(f"{importance.capitalize()} {category.lower()}", 3)
            for one in of_kind:
                document.add_paragraph(one.text, "List Bullet")
    return document


def boxes_of_breaks(job: Job) -> Document:
    """Lines broken by hand inside one paragraph, and empty paragraphs for spacing."""
    document = _document()
    document.add_heading("Job description", 1)
    document.add_paragraph(
        "\n".join(f"{LABELS[name]}: {value}" for name, value in job.facts.items())
    )
    document.add_paragraph()
    _bold(document, "Job Purpose:")
    document.add_paragraph()
    document.add_paragraph(job.purpose)
    _bold(document, "Main Duties:")
    document.add_paragraph("\n".join(f"\u2022 {duty}" for duty in job.duties))
    document.add_paragraph()
    _bold(document, "Person Specification:")
    _list_criteria(document, job, lambda text: _bold(document, f"{text}:"), "\uf0b7\t")
    return document


WORD: Final[dict[str, Callable[[Job], Document]]] = {
    function.__name__: function
    for function in (
        bold_headings,
        header_table,
        four_columns,
        codes,
        misspelt,
        numbered,
        capitals,
        layout_table,
        category_column,
        headings_with_both,
        boxes_of_breaks,
    )
}


def markdown_labels(job: Job) -> str:
    """Bold labels, a quotation at the top, lists of dashes."""
    facts = "\n".join(f"> **{LABELS[name]}:** {value}  " for name, value in job.facts.items())
    duties = "\n".join(f"- {duty}" for duty in job.duties)
    return (
        f"# Job description\n\n{facts}\n\n## Job purpose\n\n{job.purpose}\n\n"
        f"## Main duties\n\n{duties}\n\n## Person specification\n\n{_markdown_criteria(job)}"
    )


def markdown_tables(job: Job) -> str:
    """Tables with vertical bars; bold paragraphs for headings."""
    facts = "\n".join(f"| {LABELS[name]} | {value} |" for name, value in job.facts.items())
    duties = "\n".join(f"{number}. {duty}" for number, duty in enumerate(job.duties, 1))
    criteria = "\n".join(
        f"| {one.category} | {one.text} | {one.importance[0].upper()} | {', '.join(one.methods)} |"
        for one in job.criteria
    )
    return (
        f"| Detail | This post |\n|---|---|\n{facts}\n\n**Purpose of the job**\n\n{job.purpose}\n\n"
        f"**Key duties**\n\n{duties}\n\n**Person specification**\n\n"
        f"| Area | Criterion | E/D | Assessed by |\n|---|---|---|---|\n{criteria}\n"
    )


def _markdown_criteria(job: Job) -> str:
    lines: list[str] = []
    for category in dict.fromkeys(one.category for one in job.criteria):
        lines.append(f"### {category}\n")
        for importance in ("essential", "desirable"):
            of_kind = [
                one
                for one in job.criteria
                if (one.category, one.importance) == (category, importance)
            ]
            if of_kind:
                lines.append(f"**{importance.capitalize()}**\n")
                lines += [f"* {one.text}" for one in of_kind]
                lines.append("")
    return "\n".join(lines)


MARKDOWN: Final = {function.__name__: function for function in (markdown_labels, markdown_tables)}
HABITS: Final = (*WORD, *MARKDOWN)
WITH_METHODS: Final = frozenset(
    {"header_table", "codes", "layout_table", "category_column", "markdown_tables"}
)
"""Habits in which it is said how criteria are assessed."""


def write(habit: str, job: Job, folder: Path) -> Path:
    """Write a job in one habit; return the file."""
    name = f"{job.facts['title'].lower().replace(' ', '-')}-{habit}"
    if habit in MARKDOWN:
        path = folder / f"{name}.md"
        path.write_text(MARKDOWN[habit](job), "utf-8")
        return path
    path = folder / f"{name}.docx"
    WORD[habit](job).save(str(path))
    return path


def bare_workspace(root: Path) -> Path:
    """Make a workspace that says nothing of jobs, but grades and assessment methods."""
    for file in ("standard/layout.yaml", "standard/document.md.j2"):
        path = root / "templates" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((REPOSITORY / "templates" / file).read_bytes())
    (root / "families").mkdir()
    grades = "".join(
        f'      "{n}": {{title: Grade {n}, minimum: {n}0000, maximum: {n}1000}}\n'
        for n in range(3, 14)
    )
    (root / "families/organisation.yaml").write_text(
        "name: Somewhere Council\nlanguage: en-GB\n"
        "assessment_methods:\n"
        "  {A: Application form, I: Interview, E: Exercise, T: Test, P: Presentation}\n"
        f"pay:\n  - effective: 2026-04-01\n    grades:\n{grades}",
        "utf-8",
    )
    return root
