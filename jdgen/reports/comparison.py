"""A review of comparisons as plain text, as Markdown for a pull request, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jdgen.compare.phrases import change_text, kind_name, marked_text
from jdgen.reports import sources
from jdgen.reports.markup import escape, headed, marked_markdown, table
from jdgen.reports.phrases import (
    SIGNS,
    details,
    fact_cells,
    heading,
    jobs_compared,
    moved_text,
    remarked,
    remarks,
    said_once,
    section_summary,
    summary,
    title,
)
from jdgen.reports.summary import axes_by_way, axes_lines, axis_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.compare.comparison import Comparison, Row, SectionChange
    from jdgen.compare.positions import Change
    from jdgen.compare.review import Difference, Review
    from jdgen.compare.statements import Statement

# --- plain text, for pipes and files: one line a thing, marks in brackets -------------------------


def text(review: Review, *, same: bool) -> Iterator[str]:
    """Yield the lines of a review; `same` shows too what is the same."""
    opening = [*filter(None, [title(review)]), *remarked(review)]
    yield from opening
    for number, difference in enumerate(review.differences):
        if number or opening:
            yield ""
        yield from _text(difference, same=same)


def _text(difference: Difference, *, same: bool) -> Iterator[str]:
    comparison, also = difference
    yield f"{heading(comparison)}: {jobs_compared(comparison)}"
    yield summary(comparison)
    if also:
        yield f"The same differs in: {', '.join(also)}"
    if lines := list(axes_lines(comparison)):
        yield from ("", *lines)
    if comparison.facts:
        yield ""
        yield "Facts"
        for change in comparison.facts:
            yield f"  {change.label}: {change_text(change)}"
    for section in comparison.sections:
        if same or section.differs:
            yield ""
            yield f"{section.title}: {section_summary(section, comparison)}"
            for row in section.shown(same=same):
                yield f"{SIGNS[row.kind]} {_row_text(row, comparison)}"
                yield from (f"    {detail}" for detail in details(row))
    if comparison.moved:
        yield ""
        yield f"Moved between sections: {len(comparison.moved)}"
        for row in comparison.moved:
            yield f"{SIGNS['moved']} {moved_text(row, comparison)}: {marked_text(row.marked)}"
            yield from (f"    {detail}" for detail in details(row))


def _row_text(row: Row, comparison: Comparison) -> str:
    if row.is_alone:
        return f"{kind_name(row.kind, comparison)}: {said_once(row)}"
    return marked_text(row.marked)


# --- Markdown -------------------------------------------------------------------------------------


def markdown(review: Review, *, same: bool) -> Iterator[str]:
    """Yield the lines of a review as Markdown; `same` shows too what is the same."""
    if review.revision:
        yield f"## {escape(title(review))}"
        yield ""
    opening = remarked(review)
    yield from (f"- {escape(remark)}" for remark in opening)
    for number, difference in enumerate(review.differences):
        if number or opening:
            yield ""
        yield from _markdown(difference, same=same)


def _markdown(difference: Difference, *, same: bool) -> Iterator[str]:
    comparison, also = difference
    yield f"### {escape(heading(comparison))}: {escape(jobs_compared(comparison))}"
    yield ""
    yield escape(summary(comparison))
    if also:
        yield ""
        yield f"The same differs in: {escape(', '.join(also))}"
    if comparison.axes:
        for lead, axes in axes_by_way(comparison):
            yield from headed(f"#### {lead}")
            yield from (f"- {escape(axis_text(axis))}" for axis in axes)
    if comparison.facts:
        yield ""
        header = ["Fact", comparison.first.name, comparison.second.name, "Difference"]
        yield from table(header, map(fact_cells, comparison.facts))
    for section in comparison.sections:
        if same or section.differs:
            yield from headed(f"#### {escape(section.title)}")
            yield escape(section_summary(section, comparison))
            yield ""
            for row in section.shown(same=same):
                name = kind_name(row.kind, comparison)
                both = escape(said_once(row)) if row.is_alone else marked_markdown(row.marked)
                yield f"- **{escape(name[:1].upper() + name[1:])}:** {both}"
                yield from _details_markdown(row)
    if comparison.moved:
        yield from headed("#### Moved between sections")
        for row in comparison.moved:
            yield f"- **{escape(moved_text(row, comparison))}:** {marked_markdown(row.marked)}"
            yield from _details_markdown(row)


def _details_markdown(row: Row) -> Iterator[str]:
    for change in row.changes:
        yield f"  - {escape(change.label)}: {escape(change_text(change))}"
    if row.note:
        yield f"  - *{escape(row.note)}*"


# --- data -----------------------------------------------------------------------------------------


def as_json(review: Review) -> dict[str, Any]:
    """Return a review as dicts and lists."""
    return {
        "title": title(review) or None,
        "remarks": list(remarks(review)),
        "others": [absence._asdict() for absence in review.absences],
        "comparisons": [
            {**_comparison_json(comparison), "same_differs_in": list(also)}
            for comparison, also in review.differences
        ],
    }


def _comparison_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "first": comparison.first._asdict(),
        "second": comparison.second._asdict(),
        "differs": comparison.differs,
        "summary": summary(comparison),
        "words": _both_json(comparison.words),
        "axes": [axis._asdict() for axis in comparison.axes],
        "facts": [_change_json(change) for change in comparison.facts],
        "sections": [_section_json(section) for section in comparison.sections],
        "moved": [_row_json(row) for row in comparison.moved],
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
