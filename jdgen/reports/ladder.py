"""A ladder of levels as plain text, Markdown and data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jdgen.compare.ladder import MEANINGS, SIGNS, repeated
from jdgen.compare.phrases import marked_text
from jdgen.reports.comparison_markdown import escape, marked_markdown, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.compare.ladder import Cell, Ladder, LadderSection, Progression, Resemblance, Strand

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


def levels_of(progression: Progression) -> str:
    """Return from which level to which a progression is: PRO9 → PRO10."""
    return f"{progression.first} → {progression.second}"


def progression_text(progression: Progression) -> str:
    """Return what happens at a step, in words."""
    counts = [
        f"{progression.counts[state]} {_short(state)}"
        for state in SIGNS
        if state in progression.counts
    ]
    return f"{round(100 * progression.share)}% of the words: {', '.join(counts)}"


def _short(state: str) -> str:
    return {"same": "the same", "nearly": "nearly the same"}.get(state, state)


def is_shown(strand: Strand, *, same: bool) -> bool:
    """Tell whether a line is shown: always, but for one that is the same at every level."""
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


def resemblance_text(resemblance: Resemblance) -> str:
    """Return where two lines stand that say nearly the same."""
    first, first_title, second, second_title, _ = resemblance
    return f"{first}, {first_title} and {second}, {second_title}"


def levels_text(names: Sequence[str]) -> str:
    """Return levels next to each other: PRO8 to PRO14."""
    return f"{names[0]} and {names[-1]}" if len(names) == 2 else f"{names[0]} to {names[-1]}"  # noqa: PLR2004


def plain_ladder(ladder: Ladder, *, same: bool) -> Iterator[str]:
    """Go through the lines of a ladder as plain text, with tabs between the columns."""
    names = [level.name for level in ladder.levels]
    yield title(ladder)
    yield LEGEND
    yield ""
    yield "How much changes at each step"
    for progression in ladder.progressions:
        yield "\t".join(
            (levels_of(progression), bar(progression.share), progression_text(progression))
        )
    for section in ladder.sections:
        yield ""
        yield "\t".join((section.title, *names))
        yield "\t".join(("words", *map(str, section.words)))
        for strand in section.strands:
            if is_shown(strand, same=same):
                yield "\t".join((cut(strand.name), *map(sign, strand.cells)))
        if not same and (note := hidden_note(section)):
            yield f"({note})"
    yield from _plain_findings(ladder)


def _plain_findings(ladder: Ladder) -> Iterator[str]:
    if said := list(repeated(ladder)):
        yield ""
        yield "In the same words at levels next to each other"
        for section, statement, names in said:
            yield f"= {levels_text(names)}, {section.title}: {statement.text}"
    if ladder.resemblances:
        yield ""
        yield "Nearly the same at different levels"
        for resemblance in ladder.resemblances:
            yield f"≈ {resemblance_text(resemblance)}: {marked_text(resemblance.marked)}"


def markdown_ladder(ladder: Ladder, *, same: bool) -> Iterator[str]:
    """Go through the lines of a ladder as Markdown."""
    names = [level.name for level in ladder.levels]
    yield f"## {escape(title(ladder))}"
    yield ""
    yield escape(LEGEND)
    yield ""
    rows = [
        (f"{s.first} → {s.second}", bar(s.share), progression_text(s)) for s in ladder.progressions
    ]
    yield from table(["Step", "How much changes", "What"], rows)
    for section in ladder.sections:
        yield ""
        yield f"### {escape(section.title)}"
        yield ""
        shown = [strand for strand in section.strands if is_shown(strand, same=same)]
        cells = [(cut(strand.name), *map(sign, strand.cells)) for strand in shown]
        yield from table(["Line", *names], [("words", *map(str, section.words)), *cells])
    if said := list(repeated(ladder)):
        yield ""
        yield "### In the same words at levels next to each other"
        yield ""
        for section, statement, levels in said:
            where = escape(f"{levels_text(levels)}, {section.title}:")
            yield f"- **{where}** {escape(statement.text)}"
    if ladder.resemblances:
        yield ""
        yield "### Nearly the same at different levels"
        yield ""
        for resemblance in ladder.resemblances:
            where = escape(resemblance_text(resemblance))
            yield f"- **{where}:** {marked_markdown(resemblance.marked)}"


def ladder_data(ladder: Ladder) -> dict[str, Any]:
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
        "sections": [_section(section) for section in ladder.sections],
        "repeated": [
            {"section": section.id, "levels": list(names), "text": statement.text}
            for section, statement, names in repeated(ladder)
        ],
        "nearly_the_same": [
            {**resemblance._asdict(), "spans": [part._asdict() for part in resemblance.marked]}
            for resemblance in ladder.resemblances
        ],
    }


def _section(section: LadderSection) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "words": list(section.words),
        "lines": [
            {"name": strand.name, "cells": [_cell(cell) for cell in strand.cells]}
            for strand in section.strands
        ],
    }


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {
        "state": cell.state,
        "text": cell.statement.text if cell.statement else None,
        "changed": round(cell.changed, 4),
    }
