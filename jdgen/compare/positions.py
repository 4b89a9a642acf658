"""Where statements stand in their sections, as data: order, depth in a list, paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.compare.sequences import longest_rising
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jdgen.compare.statements import Statement


class Change(NamedTuple):
    """Something that is said as data and differs: its name and label, and what each side says."""

    name: str
    label: str
    first: str
    second: str


ORDER: Final = "place"
POSITIONS: Final = frozenset({ORDER, "depth", "paragraph", "group"})
"""The names of what says where a line stands, and not what it says."""


def position_changes(
    first: Sequence[Statement], second: Sequence[Statement], pairs: Mapping[int, int]
) -> dict[int, tuple[Change, ...]]:
    """Return how the positions differ of what both sides say, by the first side's index."""
    changes: dict[int, list[Change]] = {}
    for at, position, other in _out_of_order(first, second, pairs):
        one, statement = first[at], second[pairs[at]]
        # of a sentence that was reworded, nobody can say that it moved
        is_loose = one.form == "sentence" and one.text != statement.text
        if one.group == statement.group and not is_loose:
            change = Change(ORDER, "Place in the section", str(position), str(other))
            changes.setdefault(at, []).append(change)
    for at, other in pairs.items():
        one, statement = first[at], second[other]
        if one.depth != statement.depth:
            depths = str(one.depth + 1), str(statement.depth + 1)
            changes.setdefault(at, []).append(Change("depth", "Depth in the list", *depths))
        follows = at > 0 and pairs.get(at - 1) == other - 1
        if follows and one.opens != statement.opens and first[at - 1].section == one.section:
            answers = ("yes" if one.opens else "no", "yes" if statement.opens else "no")
            changes.setdefault(at, []).append(Change("paragraph", "Starts a paragraph", *answers))
    return {at: tuple(passages) for at, passages in changes.items()}


def _out_of_order(
    first: Sequence[Statement], second: Sequence[Statement], pairs: Mapping[int, int]
) -> list[tuple[int, int, int]]:
    """Return the statements outside the longest run in the same order, with their positions."""
    positions = [_positions(side) for side in (first, second)]
    by_section: dict[str, list[int]] = {}
    for at in sorted(pairs):
        if first[at].section == second[pairs[at]].section:
            by_section.setdefault(first[at].section, []).append(at)
    return [
        (at, positions[0][at], positions[1][pairs[at]])
        for ats in by_section.values()
        for at in sorted(set(ats) - _longest_rising(ats, pairs))
    ]


def _positions(side: Sequence[Statement]) -> list[int]:
    """Return each statement's position in its section, from 1."""
    counts: dict[str, int] = {}
    positions = []
    for statement in side:
        counts[statement.section] = counts.get(statement.section, 0) + 1
        positions.append(counts[statement.section])
    return positions


def _longest_rising(ats: Sequence[int], pairs: Mapping[int, int]) -> set[int]:
    """Return the longest run of statements that stand in the same order on both sides."""
    return {ats[place] for place in longest_rising([pairs[at] for at in ats])}
