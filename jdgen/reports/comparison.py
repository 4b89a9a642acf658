"""A review of comparisons as plain text, as Markdown for a pull request, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jdgen.compare.phrases import change_text, kind_name, marked_text
from jdgen.compare.themes import themes
from jdgen.compare.words import is_rewritten
from jdgen.reports import sources
from jdgen.reports.markup import escape, headed, marked_markdown, table
from jdgen.reports.phrases import (
    SIGNS,
    details,
    fact_cells,
    heading,
    jobs_compared,
    moved_text,
    on_the_whole,
    remarked,
    remarks,
    said_once,
    section_summary,
    title,
)
from jdgen.reports.summary import FACTS, lines, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.compare.comparison import Comparison, Row, SectionChange
    from jdgen.compare.positions import Change
    from jdgen.compare.review import Difference, Review
    from jdgen.compare.statements import Statement
    from jdgen.compare.themes import Theme

# --- plain text, for pipes and files: one line a thing, marks in brackets -------------------------


def text(review: Review, *, same: bool, brief: bool) -> Iterator[str]:
    """Yield the lines of a review.

    `same` shows too what is the same, `brief` shows the summaries alone.
    """
    opening = [*filter(None, [title(review)]), *remarked(review)]
    yield from opening
    for number, difference in enumerate(review.differences):
        if number or opening:
            yield ""
        yield from _text(difference, same=same, brief=brief)


def _text(difference: Difference, *, same: bool, brief: bool) -> Iterator[str]:
    comparison, also = difference
    yield f"{heading(comparison)}: {jobs_compared(comparison)}"
    if also:
        yield f"The same differs in: {', '.join(also)}"
    if comparison.differs:
        yield from (line for _, line in lines(comparison))
    if brief and comparison.differs:
        return
    yield from [""] * comparison.differs
    yield on_the_whole(comparison)
    for section in comparison.sections:
        if same or section.differs:
            yield ""
            yield f"{section.title}: {section_summary(section, comparison)}"
            for row in section.shown(same=same):
                yield from _row_lines(row, comparison)
                yield from (f"    {detail}" for detail in details(row))
    if comparison.moved:
        yield ""
        yield f"Moved between sections: {len(comparison.moved)}"
        for row in comparison.moved:
            yield from _row_lines(row, comparison)
            yield from (f"    {detail}" for detail in details(row))


def _row_lines(row: Row, comparison: Comparison) -> Iterator[str]:
    """Yield what both sides say of a row: in a line, or in two where they share little."""
    sign = SIGNS[row.kind]
    where = f"{moved_text(row, comparison)}: " if row.kind == "moved" else ""
    if row.is_alone:
        yield f"{sign} {kind_name(row.kind, comparison)}: {said_once(row)}"
    elif row.first and row.second and is_rewritten(row.marked):
        yield f"{sign} {where}was: {row.first.text}"
        yield f"  {' ' * len(where)}is:  {row.second.text}"
    else:
        yield f"{sign} {where}{marked_text(row.marked)}"


# --- Markdown -------------------------------------------------------------------------------------


def markdown(review: Review, *, same: bool, brief: bool) -> Iterator[str]:
    """Yield the lines of a review as Markdown; `same` and `brief` as for `text`."""
    if review.revision:
        yield f"## {escape(title(review))}"
        yield ""
    opening = remarked(review)
    yield from (f"- {escape(remark)}" for remark in opening)
    for number, difference in enumerate(review.differences):
        if number or opening:
            yield ""
        yield from _markdown(difference, same=same, brief=brief)


def _markdown(difference: Difference, *, same: bool, brief: bool) -> Iterator[str]:
    comparison, also = difference
    yield f"### {escape(heading(comparison))}: {escape(jobs_compared(comparison))}"
    if also:
        yield ""
        yield f"The same differs in: {escape(', '.join(also))}"
    for part, told, note in parts(comparison):
        yield from headed(f"#### {part}")
        yield from (escape(note), "") if note else ()
        if part == FACTS:
            header = ["Fact", comparison.first.name, comparison.second.name, "Difference"]
            yield from table(header, map(fact_cells, comparison.facts))
        else:
            yield from (f"- **{escape(line.label)}:** {escape(line.text)}" for line in told)
    if brief and comparison.differs:
        return
    yield ""
    yield escape(on_the_whole(comparison))
    for section in comparison.sections:
        if same or section.differs:
            yield from headed(f"#### {escape(section.title)}")
            yield escape(section_summary(section, comparison))
            yield ""
            for row in section.shown(same=same):
                name = kind_name(row.kind, comparison)
                yield from _both_markdown(name[:1].upper() + name[1:], row)
                yield from _details_markdown(row)
    if comparison.moved:
        yield from headed("#### Moved between sections")
        for row in comparison.moved:
            yield from _both_markdown(moved_text(row, comparison), row)
            yield from _details_markdown(row)


def _both_markdown(name: str, row: Row) -> Iterator[str]:
    """Yield what both sides say of a row, below each other where they share little."""
    lead = f"- **{escape(f'{name}:')}**"
    if row.is_alone:
        yield f"{lead} {escape(said_once(row))}"
    elif row.first and row.second and is_rewritten(row.marked):
        was, now = row.first.text, row.second.text
        yield from (lead, f"  - was: {escape(was)}", f"  - is: {escape(now)}")
    else:
        yield f"{lead} {marked_markdown(row.marked)}"


def _details_markdown(row: Row) -> Iterator[str]:
    for change in row.changes:
        yield f"  - {escape(change.label)}: {escape(change_text(change))}"
    if row.note:
        yield f"  - *{escape(row.note)}*"


# --- data -----------------------------------------------------------------------------------------


def as_json(review: Review, *, brief: bool, **_: bool) -> dict[str, Any]:
    """Return a review as dicts and lists; `brief` without the rows."""
    return {
        "title": title(review) or None,
        "remarks": list(remarks(review)),
        "others": [absence._asdict() for absence in review.absences],
        "comparisons": [
            {**_comparison_json(comparison, brief=brief), "same_differs_in": list(also)}
            for comparison, also in review.differences
        ],
    }


def _comparison_json(comparison: Comparison, *, brief: bool) -> dict[str, Any]:
    rows = {
        "sections": [_section_json(section) for section in comparison.sections],
        "moved": [_row_json(row) for row in comparison.moved],
    }
    return {
        "first": comparison.first._asdict(),
        "second": comparison.second._asdict(),
        "differs": comparison.differs,
        "summary": on_the_whole(comparison),
        "words": _both_json(comparison.words),
        "axes": [axis._asdict() for axis in comparison.axes],
        "facts": [_change_json(change) for change in comparison.facts],
        "themes": [_theme_json(theme) for theme in themes(comparison)],
        **({} if brief else rows),
    }


def _theme_json(theme: Theme) -> dict[str, Any]:
    return {
        "name": theme.name or None,
        "id": theme.row.statement.id or None,
        "way": theme.way,
        "axes": [axis.name for axis in theme.axes],
        "degrees": [degree._asdict() for degree in theme.degrees],
        "phrases": [{"first": was, "second": now} for was, now in theme.phrases],
        "first": theme.row.first and theme.row.first.text,
        "second": theme.row.second and theme.row.second.text,
    }


def _section_json(section: SectionChange) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "words": _both_json(section.words),
        "rows": [_row_json(row) for row in section.rows],
    }


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "kind": row.kind.replace(" ", "-"),
        "first": row.first and _statement_json(row.first),
        "second": row.second and _statement_json(row.second),
        "spans": [part._asdict() for part in row.marked],
        "changes": [_change_json(change) for change in row.changes],
        "note": row.note or None,
    }


def _statement_json(statement: Statement) -> dict[str, Any]:
    return {
        "section": statement.section,
        "form": statement.form,
        "id": statement.id or None,
        "label": statement.label or None,
        "heading": statement.group or None,
        "text": statement.text,
        "details": dict(statement.details),
        "source": sources.as_json(statement.passage.source),
    }


def _change_json(change: Change) -> dict[str, Any]:
    return {**change._asdict(), "first": change.first or None, "second": change.second or None}


def _both_json(numbers: tuple[int, int]) -> dict[str, int]:
    return {"first": numbers[0], "second": numbers[1]}
