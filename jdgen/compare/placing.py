"""Where lines stand in their sections, as data: their order, how deep in a list, paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.compare.sequences import longest_rising

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jdgen.compare.lines import Line


class Change(NamedTuple):
    """Something that is said as data and differs: its name and label, and what each side says."""

    name: str
    label: str
    first: str
    second: str


PLACE: Final = "place"
POSITIONS: Final = frozenset({PLACE, "depth", "paragraph", "group"})
"""The names of what says where a line stands, and not what it says."""


def placings(
    first: Sequence[Line], second: Sequence[Line], pairs: Mapping[int, int]
) -> dict[int, tuple[Change, ...]]:
    """Return what differs in where lines stand that both sides have, by the first side's index."""
    changes: dict[int, list[Change]] = {}
    for at, place, other in _out_of_order(first, second, pairs):
        one, line = first[at], second[pairs[at]]
        is_loose = one.form == "sentence" and one.text != line.text  # who can say that it moved
        if one.group == line.group and not is_loose:
            change = Change(PLACE, "Place in the section", str(place), str(other))
            changes.setdefault(at, []).append(change)
    for at, other in pairs.items():
        one, line = first[at], second[other]
        if one.depth != line.depth:
            depths = str(one.depth + 1), str(line.depth + 1)
            changes.setdefault(at, []).append(Change("depth", "Depth in the list", *depths))
        follows = at > 0 and pairs.get(at - 1) == other - 1
        if follows and one.opens != line.opens and first[at - 1].section == one.section:
            said = ("yes" if one.opens else "no", "yes" if line.opens else "no")
            changes.setdefault(at, []).append(Change("paragraph", "Starts a paragraph", *said))
    return {at: tuple(each) for at, each in changes.items()}


def _out_of_order(
    first: Sequence[Line], second: Sequence[Line], pairs: Mapping[int, int]
) -> list[tuple[int, int, int]]:
    """Return the lines outside the longest run in the same order, with their places."""
    places = [_places(side) for side in (first, second)]
    by_section: dict[str, list[int]] = {}
    for at in sorted(pairs):
        if first[at].section == second[pairs[at]].section:
            by_section.setdefault(first[at].section, []).append(at)
    return [
        (at, places[0][at], places[1][pairs[at]])
        for ats in by_section.values()
        for at in sorted(set(ats) - _longest_rising(ats, pairs))
    ]


def _places(side: Sequence[Line]) -> list[int]:
    """Return each line's place in its section, from 1."""
    counts: dict[str, int] = {}
    places = []
    for line in side:
        counts[line.section] = counts.get(line.section, 0) + 1
        places.append(counts[line.section])
    return places


def _longest_rising(ats: Sequence[int], pairs: Mapping[int, int]) -> set[int]:
    """Return the longest run of lines that stand in the same order on both sides."""
    return {ats[place] for place in longest_rising([pairs[at] for at in ats])}
