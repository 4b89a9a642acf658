"""A ladder of levels as plain text, Markdown and data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jdgen.compare.ladder import MEANINGS, SIGNS, repeated
from jdgen.compare.phrases import marked_text
from jdgen.reports.comparison_markdown import escape, marked_markdown, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.compare.ladder import Cell, Ladder, LadderSection, Near, Step, Strand

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


def step_text(step: Step) -> str:
    """Return what happens at a step, in words."""
    counts = [f"{step.counts[state]} {_short(state)}" for state in SIGNS if state in step.counts]
    return f"{round(100 * step.share)}% of the words: {', '.join(counts)}"


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


def near_text(near: Near) -> str:
    """Return where two lines stand that say nearly the same."""
    return f"{near.first}, {near.first_title} and {near.second}, {near.second_title}"


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
    for step in ladder.steps:
        yield f"{step.first} → {step.second}\t{bar(step.share)}\t{step_text(step)}"
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
        for section, line, names in said:
            yield f"= {levels_text(names)}, {section.title}: {line.text}"
    if ladder.near:
        yield ""
        yield "Nearly the same at different levels"
        for near in ladder.near:
            yield f"≈ {near_text(near)}: {marked_text(near.spans)}"


def markdown_ladder(ladder: Ladder, *, same: bool) -> Iterator[str]:
    """Go through the lines of a ladder as Markdown."""
    names = [level.name for level in ladder.levels]
    yield f"## {escape(title(ladder))}"
    yield ""
    yield escape(LEGEND)
    yield ""
    rows = [(f"{s.first} → {s.second}", bar(s.share), step_text(s)) for s in ladder.steps]
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
        for section, line, levels in said:
            where = escape(f"{levels_text(levels)}, {section.title}:")
            yield f"- **{where}** {escape(line.text)}"
    if ladder.near:
        yield ""
        yield "### Nearly the same at different levels"
        yield ""
        for near in ladder.near:
            yield f"- **{escape(near_text(near))}:** {marked_markdown(near.spans)}"


def ladder_data(ladder: Ladder) -> dict[str, Any]:
    """Return a ladder as dicts and lists."""
    return {
        "family": ladder.family,
        "levels": [level._asdict() for level in ladder.levels],
        "steps": [
            {**step._asdict(), "share": round(step.share, 4), "counts": dict(step.counts)}
            for step in ladder.steps
        ],
        "sections": [_section(section) for section in ladder.sections],
        "repeated": [
            {"section": section.id, "levels": list(names), "text": line.text}
            for section, line, names in repeated(ladder)
        ],
        "nearly_the_same": [
            {**near._asdict(), "spans": [span._asdict() for span in near.spans]}
            for near in ladder.near
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
        "text": cell.line.text if cell.line else None,
        "changed": round(cell.changed, 4),
    }
