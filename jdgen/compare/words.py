"""What two texts have in common, word by word, and what only one of them says.

The words are exactly those of the texts, spaces and all: the kept and the removed ones together are
the first text, the kept and the added ones the second. Exchanging the texts exchanges the marks.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, Literal

from jdgen.compare.sequences import matching
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Mark = Literal["kept", "removed", "added"]
MARKS: Final[tuple[Mark, ...]] = ("kept", "removed", "added")

# An apostrophe, a point, a comma or a hyphen inside a word is a part of it.
_TOKEN: Final = re.compile(r"\w+(?:['\u2019.,\-\u2011]\w+)*|\s+|[^\w\s]")
_LITTLE: Final = 0.3
"""Texts that have a smaller share of their letters in common are shown as wholly different: marks
in every other place are harder to read than the two texts."""
_SPLINTER: Final = 4
"""A run of no more kept letters than this between two changes is easier to read as changed."""


class MarkedWords(NamedTuple):
    """Part of a text, and whether both texts say it or only the first or the second does."""

    mark: Mark
    text: str


def tokens(text: str) -> list[str]:
    """Return a text's words, spaces and signs, which together are the text."""
    return _TOKEN.findall(text)


def count(text: str) -> int:
    """Return how many words a text has: what white space separates, as Word counts them."""
    return len(text.split())


def mark_words(first: str, second: str) -> tuple[MarkedWords, ...]:
    """Return the spans of two texts in reading order, what is removed before what is added."""
    if first == second:
        return (MarkedWords("kept", first),) if first else ()
    if second < first:
        return mirrored(mark_words(second, first))
    mine, other = tokens(first), tokens(second)
    little = _LITTLE * max(_letters(first), _letters(second))
    if _shared_letters(mine, other) < little:  # no order of the words could have more in common
        return _spans([(first, second, False)])
    runs = list(_runs(mine, other))
    if sum(_letters(text) for text, _, is_same in runs if is_same) < little:
        return _spans([(first, second, False)])
    inner = range(1, len(runs) - 1)
    return _spans(
        (mine_, other_, is_same and not (at in inner and _letters(mine_) <= _SPLINTER))
        for at, (mine_, other_, is_same) in enumerate(runs)
    )


def is_rewritten(marked: Sequence[MarkedWords]) -> bool:
    """Return whether two texts share so little, beside a label, that each is shown as a whole."""
    letters = {
        mark: sum(_letters(part.text) for part in marked if part.mark == mark) for mark in MARKS
    }
    most = letters["kept"] + max(letters["removed"], letters["added"])
    return letters["kept"] < _LITTLE * most and bool(letters["removed"] and letters["added"])


def _runs(mine: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield what both lists of words say, and between that what only one of them says."""
    at = there = 0
    for i, j, size in (*matching(mine, other), (len(mine), len(other), 0)):
        if i > at or j > there:
            yield "".join(mine[at:i]), "".join(other[there:j]), False
        at, there = i + size, j + size
        if size:
            words = "".join(mine[i:at])
            yield words, words, True


def mirrored(marked: Iterable[MarkedWords]) -> tuple[MarkedWords, ...]:
    """Return the spans as they are with the two texts exchanged."""
    return _spans(
        (
            part.text if part.mark != "removed" else "",
            part.text if part.mark != "added" else "",
            False,
        )
        if part.mark != "kept"
        else (part.text, part.text, True)
        for part in marked
    )


def _spans(runs: Iterable[tuple[str, str, bool]]) -> tuple[MarkedWords, ...]:
    """Return runs of both texts as spans: changes that touch are one."""
    return tuple(_joined(runs))


def _joined(runs: Iterable[tuple[str, str, bool]]) -> Iterator[MarkedWords]:
    removed = added = ""
    for mine, other, is_same in (*runs, ("", "", True)):
        if not is_same:
            removed += mine
            added += other
            continue
        if removed:
            yield MarkedWords("removed", removed)
        if added:
            yield MarkedWords("added", added)
        removed = added = ""
        if mine:
            yield MarkedWords("kept", mine)


def _shared_letters(mine: Iterable[str], other: Iterable[str]) -> int:
    """Return how many letters the words have that both lists hold, in whatever order."""
    shared = Counter(mine) & Counter(other)
    return sum(number * _letters(token) for token, number in shared.items())


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
