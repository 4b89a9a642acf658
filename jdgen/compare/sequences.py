"""What two sequences have in common, in their order, in a time that grows with their length.

`difflib` looks at each pair of equal items again and again, so that what it takes grows with the
square of the length, or worse. It is asked only about what is short. What is long is first cut at
items that each side says once, as B. Cohen's "patience" does and Git's of the same name.
"""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

_SHORT: Final = 600 * 600
"""Up to how many pairs of items two sequences are compared as a whole: some 300 words each."""
_GAP: Final = 100 * 100
"""The same for what stands between two cuts, of which there may be many."""
_RUNS: Final = (1, 8, 40)
"""What is cut at: single items, or else runs of so many that are said once."""
_DEEP: Final = 8
"""How many times what stands between two cuts is cut again."""


def matching(
    first: Sequence[Hashable], second: Sequence[Hashable]
) -> Iterator[tuple[int, int, int]]:
    """Yield the runs that both have, in order: where each starts in both, and its length.

    Of two long sequences that are made of a few items only, all but their ends may be left out.
    """
    at, other, length = 0, 0, 0
    for i, j, size in _matching(first, second, _SHORT, _DEEP):
        if (i, j) == (at + length, other + length):
            length += size
            continue
        if length:
            yield at, other, length
        at, other, length = i, j, size
    if length:
        yield at, other, length


def _matching(
    first: Sequence[Hashable], second: Sequence[Hashable], most: int, depth: int
) -> Iterator[tuple[int, int, int]]:
    if not (first and second):
        return
    if len(first) * len(second) <= most:
        for at, other, size in SequenceMatcher(
            None, first, second, autojunk=False
        ).get_matching_blocks():
            if size:
                yield at, other, size
        return
    start = _same(first, second)
    end = _same(first[start:][::-1], second[start:][::-1])
    if start:
        yield 0, 0, start
    if start or end:
        mine, others = (side[start : len(side) - end] for side in (first, second))
        yield from _moved(_matching(mine, others, most, depth), start, start)
    elif depth:
        yield from _cut(first, second, depth)
    if end:
        yield len(first) - end, len(second) - end, end


def _cut(
    first: Sequence[Hashable], second: Sequence[Hashable], depth: int
) -> Iterator[tuple[int, int, int]]:
    """Yield what is the same at the cuts, and between them."""
    size, cuts = next(
        ((size, cuts) for size in _RUNS if (cuts := _cuts(first, second, size))), (0, [])
    )
    at = other = 0
    for i, j in (*cuts, (len(first), len(second))):
        if i < at or j < other:  # the run overlaps with the one before
            continue
        between = _matching(first[at:i], second[other:j], _GAP, depth - 1) if cuts else ()
        yield from _moved(between, at, other)
        if i < len(first):
            yield i, j, size
        at, other = i + size, j + size


def _cuts(
    first: Sequence[Hashable], second: Sequence[Hashable], size: int
) -> list[tuple[int, int]]:
    """Return where both say a run that each says once, as many as stand in the same order."""
    mine, others = _said_once(first, size), _said_once(second, size)
    pairs = [(at, others[run]) for run, at in mine.items() if run in others]
    return [pairs[at] for at in longest_rising([j for _, j in pairs])]


def _said_once(items: Sequence[Hashable], size: int) -> dict[Hashable, int]:
    """Return the runs of so many items that are said once, in order, and where each starts."""
    starts: dict[Hashable, int] = {}
    again: set[Hashable] = set()
    for at, run in enumerate(zip(*(items[start:] for start in range(size)), strict=False)):
        if run in starts:
            again.add(run)
        else:
            starts[run] = at
    return {run: at for run, at in starts.items() if run not in again}


def _same(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
    """Return how many items both begin with."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


def _moved(
    blocks: Iterable[tuple[int, int, int]], at: int, other: int
) -> Iterator[tuple[int, int, int]]:
    return ((i + at, j + other, size) for i, j, size in blocks)


def longest_rising(values: Sequence[int]) -> list[int]:
    """Return the places of the most values that rise from each to the next, all being different."""
    ends: list[int] = []  # the lowest end of a rise of each length …
    owners: list[int] = []  # … and whose it is
    before: list[int] = []
    for at, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(owners[length - 1] if length else -1)
        if length == len(ends):
            ends.append(value)
            owners.append(at)
        else:
            ends[length], owners[length] = value, at
    rise: list[int] = []
    last = owners[-1] if owners else -1
    while last >= 0:
        rise.append(last)
        last = before[last]
    return rise[::-1]
