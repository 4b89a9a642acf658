"""How alike two items of job descriptions are in what they say, whatever the wording.

Words count by their stems and by a few groups that mean nearly the same in this field; rare words
count for more than those in every item, and the small words of the language hardly at all.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import fsum, log
from typing import TYPE_CHECKING, Final

from jdgen.compare.vocabulary import COMMON_WORD, DONE, keys, parted, weight
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CERTAIN: Final = 1000
"""The most that likeness can come to; 0 is that of items without a word in common."""
_HEAD: Final = 10
"""An item's first so many words say what it is about, and count for up to twice as much."""
_ASIDE: Final = 0.2
"""How much of that a word counts for where an item says what it is for, or gives examples."""
_SHARED, _PART, _HALF = 0.6, 0.25, 13.0
"""How much it counts, of all, that two items share telling words at all, however long they are
(half of it where those weigh `_HALF`), and that the shorter is a part of the other; the rest is how
much of both is shared."""


class Bag(NamedTuple):
    """What an item says, as stems with their weights, and how much that is in all.

    `telling` are the stems that not every item might have.
    """

    weights: Mapping[str, float]
    total: float
    telling: frozenset[str]


class Corpus:
    """How much each word tells in a body of texts: what few of them say tells the most."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._number = max(len(texts), 1)
        self._in = Counter(key for text in texts for key in _said(text).weights)

    def bag(self, text: str) -> Bag:
        """Return what a text says."""
        said, number, frequency = _said(text), self._number, self._in
        weights = {
            key: told * log(1 + number / (frequency[key] or 1))
            for key, told in said.weights.items()
        }
        return Bag(weights, sum(weights.values()), said.telling)

    def frequency(self, key: str) -> int:
        """Return how many of the texts say a word."""
        return self._in.get(key, 0)


@lru_cache(maxsize=5_000)
def _said(text: str) -> Bag:
    """Return what a text says, whatever others say."""
    weights: dict[str, float] = {}
    before = 0
    for said, share in zip(parted(text), (1.0, _ASIDE), strict=True):
        for key in keys(said):
            if key not in weights:
                base = weight(key)
                weights[key] = base * share * (1 + max(0.0, 1 - before / _HEAD))
                before += base >= COMMON_WORD
    telling = frozenset(key for key in weights if weight(key) >= DONE)
    return Bag(weights, sum(weights.values()), telling)


def likeness(first: Bag, second: Bag) -> int:
    """Return how likely two items are one that was reworded, from 0 to `CERTAIN`.

    The more telling words they share the likelier it is, so that short items never are certain.
    """
    mine, others = _shared(first, second)
    if not mine:
        return 0
    shared = (mine + others) / 2
    is_part = first.total <= second.total
    contained = mine / first.total if is_part else others / second.total
    both = (mine + others) / (first.total + second.total)
    rest = 1 - _SHARED - _PART
    return round(CERTAIN * (_SHARED * shared / (shared + _HALF) + _PART * contained + rest * both))


def evidence(first: Bag, second: Bag) -> float:
    """Return what the words weigh that two items share and that not all items might say."""
    shared = first.telling & second.telling
    return fsum(first.weights[key] + second.weights[key] for key in shared) / 2


def overlap(first: Bag, second: Bag) -> int:
    """Return how much of both items is in both, from 0 to `CERTAIN`."""
    mine, others = _shared(first, second)
    return round(CERTAIN * (mine + others) / (first.total + second.total)) if mine else 0


def part(of: Bag, whole: Bag) -> int:
    """Return how much of one item is in another, from 0 to `CERTAIN`."""
    mine, _ = _shared(of, whole)
    return round(CERTAIN * mine / of.total) if mine else 0


def _shared(first: Bag, second: Bag) -> tuple[float, float]:
    """Return what the words that both items have weigh in the one and in the other."""
    other = second.weights
    mine = others = 0.0
    for key, own in first.weights.items():
        if key in other:
            mine += own
            others += other[key]
    return mine, others
