"""Comparisons as Markdown, as a comment on a pull request shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.compare.phrases import (
    UNSAID,
    change_text,
    difference_of,
    heading,
    jobs_compared,
    kind_name,
    moved_text,
    said_once,
    section_summary,
    section_titles,
    summary,
)
from jdgen.formats.escaping import escape as plain_escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.compare.comparison import Comparison, Row
    from jdgen.compare.phrases import Review
    from jdgen.compare.positions import Change
    from jdgen.compare.words import MarkedWords

_LIVE: Final = re.compile(r"(?<!\w)([@#])(?=\w)")
"""What would name a person, or an issue by its number."""


def markdown_review(review: Review, *, same: bool) -> Iterator[str]:
    """Go through the lines of a review; `same` shows too what is the same."""
    if review.title:
        yield f"## {escape(review.title)}"
        yield ""
    for remark in review.remarked:
        yield f"- {escape(remark)}"
    for number, comparison in enumerate(review.comparisons):
        if number or review.remarked:
            yield ""
        yield from _comparison(comparison, review.also[number] if review.also else (), same=same)


def escape(text: str) -> str:
    """Return Markdown that renders as the text, in which GitHub finds nobody to notify."""
    return _LIVE.sub(r"\1<!-- -->", plain_escape(text))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Go through the lines of a table of plain texts."""
    yield f"| {' | '.join(map(escape, header))} |"
    yield f"|{' --- |' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(escape(cell) if cell else ' ' for cell in row)} |"


def marked_markdown(marked: Iterable[MarkedWords]) -> str:
    """Return spans as Markdown: what is removed is struck out, what is added is underlined.

    These are HTML's own elements, which GitHub shows too: asterisks mean nothing beside a comma.
    """
    return "".join(map(_span, marked))


def _span(part: MarkedWords) -> str:
    inner = part.text.strip()
    if not inner:
        return part.text
    at = part.text.index(inner)
    element = {"kept": "", "removed": "del", "added": "ins"}[part.mark]
    said = f"<{element}>{escape(inner)}</{element}>" if element else escape(inner)
    return f"{part.text[:at]}{said}{part.text[at + len(inner) :]}"


def _comparison(comparison: Comparison, also: tuple[str, ...], *, same: bool) -> Iterator[str]:
    yield f"### {escape(heading(comparison))}: {escape(jobs_compared(comparison))}"
    yield ""
    yield escape(summary(comparison))
    if also:
        yield ""
        yield f"The same differs in: {escape(', '.join(also))}"
    if comparison.facts:
        yield ""
        first, second = comparison.first.name, comparison.second.name
        yield from table(["Fact", first, second, "Difference"], map(_fact, comparison.facts))
    for section in comparison.sections:
        if not (same or section.differs):
            continue
        yield ""
        yield f"#### {escape(section.title)}"
        yield ""
        yield escape(section_summary(section, comparison))
        yield ""
        for row in section.rows:
            if same or row.kind != "same":
                yield from _row(row, comparison)
    if comparison.moved:
        yield ""
        yield "#### Moved between sections"
        yield ""
        titles = section_titles(comparison)
        for row in comparison.moved:
            yield f"- **{escape(moved_text(row, titles))}:** {marked_markdown(row.marked)}"
            yield from _details(row)


def _fact(change: Change) -> tuple[str, ...]:
    difference = difference_of(change)
    return change.label, change.first or UNSAID, change.second or UNSAID, difference


def _row(row: Row, comparison: Comparison) -> Iterator[str]:
    name = kind_name(row.kind, comparison)
    name = name[:1].upper() + name[1:]
    text = marked_markdown(row.marked)
    if row.kind in {"only first", "only second"}:
        text = escape(said_once(row))
    yield f"- **{escape(name)}:** {text}"
    yield from _details(row)


def _details(row: Row) -> Iterator[str]:
    for change in row.changes:
        yield f"  - {escape(change.label)}: {escape(change_text(change))}"
    if row.note:
        yield f"  - *{escape(row.note)}*"
