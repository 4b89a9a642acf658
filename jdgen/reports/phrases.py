"""What reports of comparisons say in words, the same in a terminal, Markdown and HTML."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from jdgen.compare.comparison import KINDS
from jdgen.compare.phrases import UNSAID, change_text, difference_of, kind_name
from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.compare.comparison import Comparison, Row, SectionChange
    from jdgen.compare.positions import Change
    from jdgen.compare.review import Absence, Review
    from jdgen.workspace.snapshot import Base

SIGNS: Final = {"same": "=", "changed": "~", "only first": "-", "only second": "+", "moved": ">"}
"""What stands before a row, so that no colour is needed to tell what it is."""


def title(review: Review) -> str:
    """Return what a review of all that a workspace says is about; "" where two things are named."""
    return f"What differs since {review.revision}" if review.revision else ""


def remarks(review: Review) -> Iterator[str]:
    """Yield what is to be said of a review as a whole."""
    if text := base_text(review.base, review.revision):
        yield text
    if review.same:
        yield f"{review.same} of {review.number} say the same as at {review.revision}"


def remarked(review: Review) -> list[str]:
    """Return all that is said before the comparisons."""
    return [
        *(absence_text(absence, review.revision) for absence in review.absences),
        *remarks(review),
    ]


def absence_text(absence: Absence, revision: str) -> str:
    """Return what became of a target that can't be compared, in a line."""
    match absence.state:
        case "new":
            return f"{absence.name} is new since {revision}: {absence.where}"
        case "gone":
            return f"{absence.name} is gone since {revision}"
    return f"{absence.name} could not be read at {revision}: {absence.where}"


def base_text(base: Base | None, revision: str) -> str:
    """Say what is compared with, where a revision has gone on since this work left it."""
    if base is None or not base.has_gone_on:
        return ""
    return f"{revision} has gone on: compared with {base.commit[:12]}, where this work left it"


def heading(comparison: Comparison) -> str:
    """Return what is compared: PRO9 → PRO10."""
    return f"{comparison.first.name} → {comparison.second.name}"


def jobs_compared(comparison: Comparison) -> str:
    """Return the titles of both jobs, once where they are the same."""
    first, second = comparison.first.title, comparison.second.title
    return first if first == second else f"{first} → {second}"


def tally(rows: Iterable[Row], comparison: Comparison) -> str:
    """Return how many rows there are of each kind: 3 changed, 1 only in PRO9, 5 the same."""
    counts = Counter(row.kind for row in rows)
    named = [f"{counts[kind]} {kind_name(kind, comparison)}" for kind in KINDS if kind in counts]
    return ", ".join(named) or "nothing said"


def words(before: int, after: int) -> str:
    """Return two numbers of words: 222 → 203 words (-19)."""
    if before == after:
        return f"{after} words"
    return f"{before} → {after} words ({after - before:+})"


def section_summary(section: SectionChange, comparison: Comparison) -> str:
    """Return what differs in a section, in a line."""
    moved = [
        row
        for row in comparison.moved
        if section.id in {statement.section for statement in (row.first, row.second) if statement}
    ]
    return f"{tally([*section.rows, *moved], comparison)}; {words(*section.words)}"


def on_the_whole(comparison: Comparison) -> str:
    """Return what differs on the whole, in a line."""
    if not comparison.differs:
        number = sum(1 for _ in comparison.rows)
        return f"No difference: {number} lines the same, {words(*comparison.words)}"
    facts = len(comparison.facts)
    differing = [f"{counted(facts, 'fact')} differ{'s' * (facts == 1)}"] if facts else []
    return "; ".join([*differing, tally(comparison.rows, comparison), words(*comparison.words)])


def said_once(row: Row) -> str:
    """Return what only one side says; of a heading, that it is one."""
    statement = row.statement
    return f"(heading) {statement.text}" if statement.form == "heading" else statement.text


def moved_text(row: Row, comparison: Comparison) -> str:
    """Return between which sections a row moved."""
    titles = section_titles(comparison)
    return " → ".join(titles[side.section] for side in (row.first, row.second) if side)


def section_titles(comparison: Comparison) -> dict[str, str]:
    """Return the titles of the sections by id."""
    return {section.id: section.title for section in comparison.sections}


def details(row: Row) -> list[str]:
    """Return what else differs in a row, and where what has no counterpart went."""
    changes = [f"{change.label}: {change_text(change)}" for change in row.changes]
    return [*changes, f"({row.note})"] if row.note else changes


def fact_cells(change: Change) -> tuple[str, ...]:
    """Return a fact that differs as the cells of a table: its label, both sides, how much."""
    return change.label, change.first or UNSAID, change.second or UNSAID, difference_of(change)
