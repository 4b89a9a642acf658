"""Comparisons as plain text, for pipes and files: one line a thing, marks in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.compare.phrases import (
    SIGNS,
    change_text,
    heading,
    jobs_compared,
    kind_name,
    marked_text,
    moved_text,
    said_once,
    section_summary,
    section_titles,
    summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.compare.comparison import Comparison, Row
    from jdgen.compare.phrases import Review


def plain_review(review: Review, *, same: bool) -> Iterator[str]:
    """Go through the lines of a review; `same` shows too what is the same."""
    if review.title:
        yield review.title
    yield from review.remarked
    for number, comparison in enumerate(review.comparisons):
        if number or review.title or review.remarked:
            yield ""
        yield from _comparison(comparison, review.also[number] if review.also else (), same=same)


def _comparison(comparison: Comparison, also: tuple[str, ...], *, same: bool) -> Iterator[str]:
    yield f"{heading(comparison)}: {jobs_compared(comparison)}"
    yield summary(comparison)
    if also:
        yield f"The same differs in: {', '.join(also)}"
    if comparison.facts:
        yield ""
        yield "Facts"
        for change in comparison.facts:
            yield f"  {change.label}: {change_text(change)}"
    for section in comparison.sections:
        if not (same or section.differs):
            continue
        yield ""
        yield f"{section.title}: {section_summary(section, comparison)}"
        for row in section.rows:
            if same or row.kind != "same":
                yield from _row(row, comparison)
    if comparison.moved:
        yield ""
        yield f"Moved between sections: {len(comparison.moved)}"
        titles = section_titles(comparison)
        for row in comparison.moved:
            yield f"{SIGNS['moved']} {moved_text(row, titles)}: {marked_text(row.marked)}"
            yield from _details(row)


def _row(row: Row, comparison: Comparison) -> Iterator[str]:
    sign = SIGNS[row.kind]
    if row.kind in {"only first", "only second"}:
        yield f"{sign} {kind_name(row.kind, comparison)}: {said_once(row)}"
    else:
        yield f"{sign} {marked_text(row.marked)}"
    yield from _details(row)


def _details(row: Row) -> Iterator[str]:
    for change in row.changes:
        yield f"    {change.label}: {change_text(change)}"
    if row.note:
        yield f"    ({row.note})"
