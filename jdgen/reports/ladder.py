"""A family's levels side by side as plain text, Markdown and data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jdgen.compare.phrases import UNSAID, marked_text
from jdgen.reports.markup import escape, headed, marked_markdown, table, written_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.compare.ladder import (
        AxisStrand,
        Cell,
        Ladder,
        LadderSection,
        Resemblance,
        State,
        Step,
        Strand,
    )
    from jdgen.compare.themes import ThemeWay

SIGNS: Final[dict[State, str]] = {
    "new": "●",
    "same": "=",
    "changed": "~",
    "moved": ">",
    "dropped": "\N{MULTIPLICATION SIGN}",
}
MEANINGS: Final[dict[State, str]] = {
    "new": "new",
    "same": "the same as one level down",
    "changed": "changed",
    "moved": "moved to another section",
    "dropped": "dropped",
}
SAME: Final = "the same"
AXES: Final = "What rises"
STEPS: Final = "Step by step"
REPEATED: Final = "In the same words at levels next to each other"
RESEMBLING: Final = "Nearly the same at different levels"
LEGEND: Final = ", ".join(f"{SIGNS[state]} {MEANINGS[state]}" for state in SIGNS)
_NAMED: Final[dict[ThemeWay, str]] = {"new": "new", "gone": "dropped", "moved": "moved"}
_COUNTED: Final[dict[ThemeWay, str]] = {
    "reworded": "reworded",
    "exchanged": "of several alternatives",
    "same": SAME,
}


def title(ladder: Ladder) -> str:
    """Return what is shown: the family, and from which level to which."""
    names = [level.name for level in ladder.levels]
    return f"{ladder.family}: {names[0]} to {names[-1]}" if len(names) > 1 else ladder.family


def step_name(step: Step) -> str:
    """Return which step it is: PRO8 → PRO9."""
    return f"{step.first} → {step.second}"


def step_text(step: Step) -> str:
    """Return what happens at a step, by axes and themes, in words."""
    by_way = {
        way: [axis.label for axis in step.axes if axis.way == way]
        for way in ("rises", "falls", "differs")
    }
    told = [f"{way}: {', '.join(names)}" for way, names in by_way.items() if names]
    moving = [theme for theme in step.themes if theme.way in {"rises", "falls"}]
    if with_axes := [theme.name for theme in moving if theme.axes and theme.name]:
        told.append(f"with them: {', '.join(with_axes)}")
    for way in ("rises", "falls"):
        if by_words := [each.name for each in moving if not each.axes and each.way == way]:
            called = ", ".join(dict.fromkeys(filter(None, by_words))) or len(by_words)
            told.append(f"{way} by words of degree: {called}")
    for way_, name in _NAMED.items():
        if those := [theme.name for theme in step.themes if theme.way == way_]:
            called = ", ".join(filter(None, those))
            told.append(f"{len(those)} {name}{f' ({called})' if called else ''}")
    for way_, name in _COUNTED.items():
        if number := sum(theme.way == way_ for theme in step.themes):
            told.append(f"{number} {name}")
    return "; ".join(told) or "nothing"


def axis_text(axis: AxisStrand, levels: Sequence[str]) -> str:
    """Return what an axis is at each level: PRO8 a week → PRO9 a month."""
    return " → ".join(
        f"{level} {text or UNSAID}" for level, text in zip(levels, axis.texts, strict=True)
    )


def shown(section: LadderSection, *, same: bool) -> list[Strand]:
    """Return the themes that are shown: all, but for those that are the same at every level."""
    return [
        strand
        for strand in section.strands
        if same or any(cell is None or cell.state not in {"new", "same"} for cell in strand.cells)
    ]


def hidden_note(section: LadderSection) -> str:
    """Say how many themes of a section are the same at every level, and so aren't shown."""
    number = len(section.strands) - len(shown(section, same=False))
    return f"{number} the same at every level" if number else ""


def repetitions(ladder: Ladder) -> list[tuple[str, str]]:
    """Return what levels next to each other say in the same words: where, and the words."""
    return [
        (f"{_levels(each.levels)}, {each.title}", each.statement.text)
        for each in ladder.repetitions
    ]


def _levels(names: Sequence[str]) -> str:
    """Return levels next to each other: PRO8 to PRO14."""
    first, *between, last = names
    return f"{first} to {last}" if between else f"{first} and {last}"


def resemblance_text(resemblance: Resemblance) -> str:
    """Return where two lines stand that say nearly the same."""
    first, first_title, second, second_title, _ = resemblance
    return f"{first}, {first_title} and {second}, {second_title}"


def text(ladder: Ladder, *, same: bool) -> Iterator[str]:
    """Yield the lines of a ladder as plain text: a theme a block, its levels below each other."""
    names = [level.name for level in ladder.levels]
    yield title(ladder)
    yield LEGEND
    if ladder.axes:
        yield from ("", AXES)
        yield from (f"  {axis.name}: {axis_text(axis, names)}" for axis in ladder.axes)
    if ladder.steps:
        yield from ("", STEPS)
        yield from (f"  {step_name(step)}: {step_text(step)}" for step in ladder.steps)
    for section in ladder.sections:
        if strands := shown(section, same=same):
            yield from ("", section.title)
        for strand in strands:
            yield from [f"  {strand.name}"] * (strand.name != section.title)
            yield from _block(strand, names)
        if not same and (note := hidden_note(section)):
            yield f"  ({note})" if strands else f"{section.title}: {note}"
    for heading, found in (
        (REPEATED, [f"= {where}: {words}" for where, words in repetitions(ladder)]),
        (
            RESEMBLING,
            [
                f"≈ {resemblance_text(each)}: {marked_text(each.marked)}"
                for each in ladder.resemblances
            ],
        ),
    ):
        if found:
            yield from ("", heading, *found)


def _block(strand: Strand, names: Sequence[str]) -> Iterator[str]:
    """Yield what each level says of a theme."""
    wide = max(map(len, names))
    for name, cell in zip(names, strand.cells, strict=True):
        if cell:
            said = SAME if cell.state == "same" else marked_text(cell.marked)
            yield f"    {name.ljust(wide)} {SIGNS[cell.state]} {said}".rstrip()


def markdown(ladder: Ladder, *, same: bool) -> Iterator[str]:
    """Yield the lines of a ladder as Markdown."""
    names = [level.name for level in ladder.levels]
    yield f"## {escape(title(ladder))}"
    yield ""
    yield escape(f"{LEGEND}. What is new is underlined.")
    if ladder.axes:
        yield from headed(f"### {AXES}")
        rows = [(axis.name, *axis.texts) for axis in ladder.axes]
        yield from table(["", *names], rows)
    if ladder.steps:
        yield from headed(f"### {STEPS}")
        for step in ladder.steps:
            yield f"- **{escape(f'{step_name(step)}:')}** {escape(step_text(step))}"
    for section in ladder.sections:
        strands = shown(section, same=same)
        note = "" if same else hidden_note(section)
        if strands or note:
            yield from headed(f"### {escape(section.title)}")
        if strands:
            header = ["Theme", *names]
            cells = ((escape(strand.name), *map(_cell, strand.cells)) for strand in strands)
            yield from written_table(header, cells)
        if note:
            yield from ([""] * bool(strands))
            yield f"({note})"
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


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return " "
    said = SAME if cell.state == "same" else marked_markdown(cell.marked)
    return f"{escape(SIGNS[cell.state])} {said}".rstrip()


def as_json(ladder: Ladder, **_: bool) -> dict[str, Any]:
    """Return a ladder as dicts and lists."""
    return {
        "family": ladder.family,
        "levels": [level._asdict() for level in ladder.levels],
        "axes": [axis._asdict() for axis in ladder.axes],
        "steps": [
            {
                "first": step.first,
                "second": step.second,
                "axes": [axis._asdict() for axis in step.axes],
                "themes": [
                    {"id": theme.row.statement.id or None, "name": theme.name, "way": theme.way}
                    for theme in step.themes
                ],
            }
            for step in ladder.steps
        ],
        "sections": [_section_json(section) for section in ladder.sections],
        "repeated": [
            {
                "section": each.section,
                "levels": list(each.levels),
                "text": each.statement.text,
            }
            for each in ladder.repetitions
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
        "themes": [
            {
                "id": strand.id or None,
                "name": strand.name,
                "cells": [_cell_json(cell) for cell in strand.cells],
            }
            for strand in section.strands
        ],
    }


def _cell_json(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    spans = [part._asdict() for part in cell.marked]
    return {"state": cell.state, "text": cell.text or None, "spans": spans}
