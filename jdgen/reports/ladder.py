"""A ladder of levels as plain text, Markdown and data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jdgen.compare.ladder import repeated
from jdgen.compare.phrases import marked_text
from jdgen.reports.markup import escape, headed, marked_markdown, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.compare.ladder import (
        Cell,
        Ladder,
        LadderSection,
        Progression,
        Resemblance,
        State,
        Strand,
    )

SIGNS: Final[dict[State, str]] = {
    "new": "●",
    "same": "=",
    "nearly": "≈",
    "changed": "~",
    "moved": ">",
    "dropped": "\N{MULTIPLICATION SIGN}",
}
MEANINGS: Final[dict[State, str]] = {
    "new": "new",
    "same": "the same as one level down",
    "nearly": "nearly the same",
    "changed": "changed",
    "moved": "moved to another section",
    "dropped": "dropped",
}
_SHORT: Final = {"same": "the same", "nearly": "nearly the same"}
REPEATED: Final = "In the same words at levels next to each other"
RESEMBLING: Final = "Nearly the same at different levels"
HOW_MUCH: Final = "How much changes at each step"
LEGEND: Final = ", ".join(f"{SIGNS[state]} {MEANINGS[state]}" for state in SIGNS)
_ROOM: Final = 60
_BAR: Final = 20
"""How long a bar is of a step at which everything differs."""


def title(ladder: Ladder) -> str:
    """Return what is shown: the family, and from which level to which."""
    names = [level.name for level in ladder.levels]
    return f"{ladder.family}: {names[0]} to {names[-1]}" if len(names) > 1 else ladder.family


def bar(share: float) -> str:
    """Return a share as a bar of blocks."""
    return "█" * round(share * _BAR) or "▏"


def progressions(ladder: Ladder) -> list[tuple[str, str, str]]:
    """Return each step from a level to the next: which two, a bar, and what happens, in words."""
    return [
        (
            f"{progression.first} → {progression.second}",
            bar(progression.share),
            progression_text(progression),
        )
        for progression in ladder.progressions
    ]


def progression_text(progression: Progression) -> str:
    """Return what happens from one level to the next, in words."""
    counts = progression.counts
    happening = [
        f"{counts[state]} {_SHORT.get(state, state)}" for state in SIGNS if state in counts
    ]
    return f"{round(100 * progression.share)}% of the words: {', '.join(happening)}"


def is_shown(strand: Strand, *, same: bool) -> bool:
    """Return whether a line is shown: always, but for one that is the same at every level."""
    return same or any(cell is None or cell.state not in {"new", "same"} for cell in strand.cells)


def hidden_note(section: LadderSection) -> str:
    """Say how many lines of a section are the same at every level, and so aren't shown."""
    number = sum(not is_shown(strand, same=False) for strand in section.strands)
    return f"{number} the same at every level" if number else ""


def cut(text: str) -> str:
    """Return as much of a text as the first column of a table has room for."""
    return text if len(text) <= _ROOM else f"{text[: _ROOM - 1].rstrip()}…"


def sign(cell: Cell | None) -> str:
    """Return what became of a line at a level, as one sign."""
    return SIGNS[cell.state] if cell else ""


def repetitions(ladder: Ladder) -> list[tuple[str, str]]:
    """Return what levels next to each other say in the same words: where, and the words."""
    return [
        (f"{_levels(names)}, {section.title}", statement.text)
        for section, statement, names in repeated(ladder)
    ]


def resemblance_text(resemblance: Resemblance) -> str:
    """Return where two lines stand that say nearly the same."""
    first, first_title, second, second_title, _ = resemblance
    return f"{first}, {first_title} and {second}, {second_title}"


def _levels(names: Sequence[str]) -> str:
    """Return levels next to each other: PRO8 to PRO14."""
    first, *between, last = names
    return f"{first} to {last}" if between else f"{first} and {last}"


def text(ladder: Ladder, *, same: bool) -> Iterator[str]:
    """Yield the lines of a ladder as plain text, with tabs between the columns."""
    yield title(ladder)
    yield LEGEND
    yield ""
    yield HOW_MUCH
    yield from map("\t".join, progressions(ladder))
    for section in ladder.sections:
        yield ""
        yield "\t".join((section.title, *(level.name for level in ladder.levels)))
        yield from map("\t".join, _rows(section, same=same))
        if not same and (note := hidden_note(section)):
            yield f"({note})"
    if repeats := repetitions(ladder):
        yield ""
        yield REPEATED
        yield from (f"= {where}: {words}" for where, words in repeats)
    if ladder.resemblances:
        yield ""
        yield RESEMBLING
        for resemblance in ladder.resemblances:
            yield f"≈ {resemblance_text(resemblance)}: {marked_text(resemblance.marked)}"


def _rows(section: LadderSection, *, same: bool) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a section's table below its header."""
    yield ("words", *map(str, section.words))
    for strand in section.strands:
        if is_shown(strand, same=same):
            yield (cut(strand.name), *map(sign, strand.cells))


def markdown(ladder: Ladder, *, same: bool) -> Iterator[str]:
    """Yield the lines of a ladder as Markdown."""
    yield f"## {escape(title(ladder))}"
    yield ""
    yield escape(LEGEND)
    yield ""
    yield from table(["Step", "How much changes", "What"], progressions(ladder))
    for section in ladder.sections:
        yield from headed(f"### {escape(section.title)}")
        header = ["Line", *(level.name for level in ladder.levels)]
        yield from table(header, _rows(section, same=same))
    findings = (
        (REPEATED, [(where, escape(words)) for where, words in repetitions(ladder)]),
        (
            RESEMBLING,
            [
                (resemblance_text(resemblance), marked_markdown(resemblance.marked))
                for resemblance in ladder.resemblances
            ],
        ),
    )
    for heading, lines in findings:
        if lines:
            yield from headed(f"### {heading}")
            yield from (f"- **{escape(f'{where}:')}** {words}" for where, words in lines)


def as_json(ladder: Ladder) -> dict[str, Any]:
    """Return a ladder as dicts and lists."""
    return {
        "family": ladder.family,
        "levels": [level._asdict() for level in ladder.levels],
        "steps": [
            {
                **progression._asdict(),
                "share": round(progression.share, 4),
                "counts": dict(progression.counts),
            }
            for progression in ladder.progressions
        ],
        "sections": [_section_json(section) for section in ladder.sections],
        "repeated": [
            {"section": section.id, "levels": list(names), "text": statement.text}
            for section, statement, names in repeated(ladder)
        ],
        "nearly_the_same": [
            {
                "first": resemblance.first,
                "first_title": resemblance.first_title,
                "second": resemblance.second,
                "second_title": resemblance.second_title,
                "spans": [part._asdict() for part in resemblance.marked],
            }
            for resemblance in ladder.resemblances
        ],
    }


def _section_json(section: LadderSection) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "words": list(section.words),
        "lines": [
            {"name": strand.name, "cells": [_cell_json(cell) for cell in strand.cells]}
            for strand in section.strands
        ],
    }


def _cell_json(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {
        "state": cell.state,
        "text": cell.statement.text if cell.statement else None,
        "changed": round(cell.changed, 4),
    }
