"""Comparisons as plain data for scripts: what is printed as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jdgen.compare.phrases import summary

if TYPE_CHECKING:
    from jdgen.compare.comparison import Comparison, Row, SectionChange
    from jdgen.compare.phrases import Review
    from jdgen.compare.positions import Change
    from jdgen.compare.statements import Statement
    from jdgen.model.text import Source


def review_data(review: Review) -> dict[str, Any]:
    """Return a review as dicts and lists."""
    also = review.also or ((),) * len(review.comparisons)
    return {
        "title": review.title or None,
        "remarks": list(review.remarks),
        "others": [other._asdict() for other in review.others],
        "comparisons": [
            {**comparison_data(comparison), "same_differs_in": list(others)}
            for comparison, others in zip(review.comparisons, also, strict=True)
        ],
    }


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as dicts and lists."""
    return {
        "first": comparison.first._asdict(),
        "second": comparison.second._asdict(),
        "differs": comparison.differs,
        "summary": summary(comparison),
        "words": _both(comparison.words),
        "facts": [_change(change) for change in comparison.facts],
        "sections": [_section(section) for section in comparison.sections],
        "moved": [_row(row) for row in comparison.moved],
    }


def source_data(source: Source) -> dict[str, Any]:
    """Return the place of a source."""
    return source._asdict()


def _section(section: SectionChange) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "words": _both(section.words),
        "rows": [_row(row) for row in section.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "kind": row.kind.replace(" ", "-"),
        "first": _line(row.first) if row.first else None,
        "second": _line(row.second) if row.second else None,
        "spans": [part._asdict() for part in row.marked],
        "changes": [_change(change) for change in row.changes],
        "note": row.note or None,
    }


def _line(statement: Statement) -> dict[str, Any]:
    return {
        "section": statement.section,
        "form": statement.form,
        "id": statement.id or None,
        "label": statement.label or None,
        "heading": statement.group or None,
        "text": statement.text,
        "details": dict(statement.details),
        "source": source_data(statement.passage.source),
    }


def _change(change: Change) -> dict[str, Any]:
    return {**change._asdict(), "first": change.first or None, "second": change.second or None}


def _both(numbers: tuple[int, int]) -> dict[str, int]:
    return {"first": numbers[0], "second": numbers[1]}
