"""Which items of two sides are the same item: by id, by wording, and by what they say.

All pairs that no id makes are found together, so that they are the likeliest as a whole, and not
whichever comes first; items of different sections must be the more alike to be one that moved. That
two items are left over is no reason to pair them: what is like another item still more is none's
counterpart, and where two could be one's, neither is chosen.
"""

from __future__ import annotations

from bisect import bisect_left
from heapq import nlargest
from typing import TYPE_CHECKING, Final

from jdgen.compare.assignment import assign
from jdgen.compare.likeness import CERTAIN, Bag, Corpus, evidence, likeness, overlap, part
from jdgen.compare.sequences import longest_rising
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

HEADING: Final = "heading"
"""The kind of item that is no part of another, and the same only in the same words."""
SENTENCE: Final = "sentence"
"""The kind of item that says less by itself than an entry of a list."""
LIKE_ENOUGH: Final = 280
"""From which belief two items of a section are taken for one that was reworded."""
LIKE_ENOUGH_OF: Final = {SENTENCE: 360}
"""The same for kinds of items of which more is asked."""
LIKE_ENOUGH_TO_MOVE: Final = 520
"""From which likeness items of different sections are taken for one that moved."""
_EVIDENCE: Final = 1.5
"""What the telling words of two items must weigh that both say, unless they have the same label or
are much the same."""
_LABEL, _GROUP = 3, 5
"""Items that have the same label, or stand under the same heading, are so much more alike: what
they lack to be certain is less by one part in so many."""
_RIVALS: Final = 0.08
"""How much of the likeness that either item has to another one tells against a pair."""
_ORDER, _CROSSED = 160, 0.75
"""What it tells for a pair that it keeps the order of those that are sure, where all of those stand
in the same order on both sides; and how much less it tells for each of them that it crosses. To be
one place off is no evidence that two items are two."""
_SURE, _LEAD = 470, 60
"""Which likeness makes a pair sure, and by how much it must lead that of both items to others."""
_CLOSE: Final = 20
"""Beliefs that differ by no more than this do not choose between two items."""
MUCH_THE_SAME: Final = 650
"""How much of two items must be in both for their different ids not to count."""
_FEW: Final = 100
"""Up to how many items each is looked at; of more, only those that share telling words."""
_CANDIDATES: Final = 24
_NEAR, _FINE = 12.5, 8_000
"""What standing at the same place adds to a belief, and how finely beliefs are told apart. So fine
a measure leaves few items of long lists equally good, between which only a long search could
choose."""
_MOST: Final = 600
"""How much of an item must be in another for the one to be called a part of it."""


class Piece(NamedTuple):
    """An item to be paired with one of its own kind: where it stands, id if any, and what it says.

    `group` is the heading that it stands under in its section.
    """

    section: str
    kind: str
    id: str
    label: str
    text: str
    group: str = ""


class Pairing(NamedTuple):
    """Which item of the second side each of the first side's is, as far as it is any.

    `merged` says for an item that only the first side has in which of the second side's much of it
    is; `split` for one that only the second has from which of the first side's it seems to come.
    `either` and `either_of` say for an item of the first side, and of the second, which of the
    other's it could be as well as another, so that it was paired with none.
    """

    pairs: Mapping[int, int]
    merged: Mapping[int, int]
    split: Mapping[int, int]
    either: Mapping[int, Sequence[int]]
    either_of: Mapping[int, Sequence[int]]


def pair(first: Sequence[Piece], second: Sequence[Piece]) -> Pairing:
    """Return which items of two sides belong together."""
    pairs: dict[int, int] = {}
    _match(pairs, first, second, lambda piece: (piece.kind, piece.id) if piece.id else None)
    _match(pairs, first, second, lambda piece: piece._replace(id="", group=""))
    _match(pairs, first, second, lambda piece: piece._replace(id="", group="", section=""))
    if len(pairs) == max(len(first), len(second)):
        return Pairing(pairs, {}, {}, {}, {})
    bags = _Bags(first, second)
    believed = _believed(pairs, bags)
    found = _likeliest(believed)
    turned = _turned(believed)
    exchanged = bags.exchanged()
    either = _undecided(found, believed, bags)
    either_of = _undecided({other: mine for mine, other in found.items()}, turned, exchanged)
    pairs |= {
        mine: other
        for mine, other in found.items()
        if mine not in either and other not in either_of
    }
    back = {other: mine for mine, other in pairs.items()}
    return Pairing(pairs, _parts(pairs, bags), _parts(back, exchanged), either, either_of)


class _Bags:
    """What the items of both sides say, and which of the second side's may be like one of them."""

    def __init__(
        self, first: Sequence[Piece], second: Sequence[Piece], exchanged: _Bags | None = None
    ) -> None:
        self.first, self.second = first, second
        self.corpus: Corpus
        self.mine: list[Bag]
        self.others: list[Bag]
        if exchanged:
            self.corpus = exchanged.corpus
            self.mine, self.others = exchanged.others, exchanged.mine
        else:
            self.corpus = Corpus([_words(piece) for piece in (*first, *second)])
            self.mine = [self.corpus.bag(_words(piece)) for piece in first]
            self.others = [self.corpus.bag(_words(piece)) for piece in second]
        self._columns: Collection[int] = ()
        self._saying: dict[str, list[int]] = {}

    def is_evident(self, row: int, column: int) -> bool:
        """Return whether anything tells that two items say something of the same thing."""
        mine, other = self.mine[row], self.others[column]
        label = self.first[row].label
        return (
            evidence(mine, other) >= _EVIDENCE
            or bool(label and label == self.second[column].label)
            or overlap(mine, other) >= MUCH_THE_SAME
        )

    def exchanged(self) -> _Bags:
        """Return the same of the second side's items."""
        return _Bags(self.second, self.first, self)

    def near(self, row: int, columns: Collection[int]) -> Iterable[int]:
        """Return the columns that are worth a look: all, or those that share telling words."""
        if len(columns) <= _FEW:
            return columns
        saying = self._said_in(columns)
        weights, shared = self.mine[row].weights, dict[int, float]()
        frequency = self.corpus.frequency
        place = row * len(self.second) // len(self.first)  # of those as good, the nearest
        for key in sorted(weights, key=lambda key: (frequency(key), key)):
            sayers: Iterable[int] = saying.get(key, ())
            if len(saying.get(key, ())) > _FEW:
                if len(shared) >= _CANDIDATES:
                    break
                at = bisect_left(saying[key], place)
                nearest = saying[key][max(0, at - _CANDIDATES) : at + _CANDIDATES]
                columns_with_key = [
                    column for column in shared if key in self.others[column].weights
                ]
                sayers = dict.fromkeys([*columns_with_key, *nearest])
            for column in sayers:
                shared[column] = shared.get(column, 0) + weights[key]
        best = sorted(shared, key=lambda column: (-shared[column], abs(column - place), column))
        return best[:_CANDIDATES]

    def _said_in(self, columns: Collection[int]) -> dict[str, list[int]]:
        """Return which of the columns say each word, in order."""
        if self._columns is not columns:
            self._columns, self._saying = columns, {}
            for column in sorted(columns):
                for key in self.others[column].weights:
                    self._saying.setdefault(key, []).append(column)
        return self._saying


def _match(
    pairs: dict[int, int],
    first: Sequence[Piece],
    second: Sequence[Piece],
    key: Callable[[Piece], Hashable],
) -> None:
    """Pair the items that have the same key, those that have it several times in order."""
    taken = set(pairs.values())
    waiting: dict[Hashable, list[int]] = {}
    for at in reversed(range(len(second))):
        if at not in taken and (named := key(second[at])) is not None:
            waiting.setdefault(named, []).append(at)
    for at, piece in enumerate(first):
        if at not in pairs and (partners := waiting.get(key(piece))):
            pairs[at] = partners.pop()


def _believed(pairs: Mapping[int, int], bags: _Bags) -> dict[int, dict[int, float]]:
    """Return how far each of what is left may be believed to be another, where that is enough."""
    likes = _likes(pairs, bags)
    here = {
        row: {
            column: like
            for column, like in likely.items()
            if bags.first[row].section == bags.second[column].section
        }
        for row, likely in likes.items()
    }
    settled = {
        row: column
        for (row, column), others in _rivals(here, {}).items()
        if here[row][column] >= max(_SURE, max(others) + _LEAD)
    }
    order = _Order([*pairs.items(), *settled.items()], bags)
    rivals = _rivals(here, settled)
    believed: dict[int, dict[int, float]] = {}
    for row, likely in likes.items():
        believed[row] = {}
        for column, like in likely.items():
            if (row, column) not in rivals:
                enough, belief = LIKE_ENOUGH_TO_MOVE, float(like)
            else:
                against = sum(rival for rival in rivals[row, column] if rival != like)
                enough = LIKE_ENOUGH_OF.get(bags.first[row].kind, LIKE_ENOUGH)
                order_tells = _ORDER * order.kept_by(row, column)
                belief = like - _RIVALS * against + order_tells  # of one pattern, all are rivals
            if belief >= enough:
                believed[row][column] = belief - enough + _near(row, column, bags)
    return believed


def _rivals(
    here: Mapping[int, Mapping[int, float]], settled: Mapping[int, int]
) -> dict[tuple[int, int], tuple[float, float]]:
    """Return how alike the items of each pair are at most to another that surely is no other's."""
    taken = set(settled.values())
    free = {
        row: {
            column: like
            for column, like in likely.items()
            if settled.get(row) == column or not (row in settled or column in taken)
        }
        for row, likely in here.items()
    }
    by_row, by_column = _two_best(free), _two_best(_turned(free))
    none = (0.0, 0.0)
    return {
        (row, column): (
            _other(by_row.get(row, none), free[row].get(column)),
            _other(by_column.get(column, none), free[row].get(column)),
        )
        for row, likely in here.items()
        for column in likely
    }


def _likes(pairs: Mapping[int, int], bags: _Bags) -> dict[int, dict[int, int]]:
    """Return how alike each item that is left is to those of the other side that it may be."""
    columns = dict.fromkeys(range(len(bags.second)))
    for taken in pairs.values():
        del columns[taken]
    likes: dict[int, dict[int, int]] = {}
    for row, one in enumerate(bags.first):
        if row in pairs or one.kind == HEADING:
            continue
        likes[row] = {}
        for column in bags.near(row, columns):
            other = bags.second[column]
            mine, others = bags.mine[row], bags.others[column]
            if one.kind != other.kind or not bags.is_evident(row, column):
                continue
            if one.id and other.id and not _is_renamed(mine, others):
                continue  # whoever gave the ids says that they are two
            like = likeness(mine, others)
            if one.label and one.label == other.label:
                like += (CERTAIN - like) // _LABEL
            if one.group and one.group == other.group:
                like += (CERTAIN - like) // _GROUP
            likes[row][column] = like
    return likes


def _is_renamed(one: Bag, other: Bag) -> bool:
    """Return whether two items of different ids are so alike that one must be the other renamed."""
    return overlap(one, other) >= MUCH_THE_SAME


def _turned(table: Mapping[int, Mapping[int, float]]) -> dict[int, dict[int, float]]:
    """Return a table of rows as one of columns."""
    turned: dict[int, dict[int, float]] = {}
    for row, cells in table.items():
        for column, value in cells.items():
            turned.setdefault(column, {})[row] = value
    return turned


def _two_best(likes: Mapping[int, Mapping[int, float]]) -> dict[int, list[float]]:
    """Return the two highest likenesses of each row."""
    return {row: nlargest(2, [*likely.values(), 0, 0]) for row, likely in likes.items()}


def _other(best: Sequence[float], like: float | None) -> float:
    """Return the higher likeness of the two best that isn't this one."""
    return best[1] if best[0] == like else best[0]


class _Order:
    """The order of the items that surely are pairs, section by section."""

    def __init__(self, sure: Iterable[tuple[int, int]], bags: _Bags) -> None:
        by_section: dict[str, list[tuple[int, int]]] = {}
        for row, column in sorted(sure):
            section = bags.first[row].section
            if section == bags.second[column].section:
                by_section.setdefault(section, []).append((row, column))
        self._first = bags.first
        self._chains: dict[str, tuple[list[int], list[int], float]] = {}
        for section, pairs in by_section.items():
            rise = [pairs[at] for at in longest_rising([column for _, column in pairs])]
            trust = max(0, 2 * len(rise) - len(pairs)) / (len(pairs) + 2)
            self._chains[section] = [row for row, _ in rise], [other for _, other in rise], trust

    def kept_by(self, row: int, column: int) -> float:
        """Return how surely a pair of a section keeps the order, from 1 to -1 if it breaks it."""
        rows, columns, trust = self._chains.get(self._first[row].section, ([], [], 0.0))
        crossed = abs(bisect_left(rows, row) - bisect_left(columns, column))
        return trust * max(1 - crossed * _CROSSED, -1)


def _near(row: int, column: int, bags: _Bags) -> float:
    """Return how alike the places of two items in their lists are: it tips a balance, no more."""
    return _NEAR * (1 - abs(row / len(bags.first) - column / len(bags.second)))


def _likeliest(believed: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """Return the pairs that together are the likeliest."""
    rows = list(believed)
    weights = [
        {column: 1 + round(belief * _FINE) for column, belief in believed[row].items()}
        for row in rows
    ]
    return {rows[at]: column for at, column in assign(weights).items()}


def _undecided(
    found: Mapping[int, int], believed: Mapping[int, Mapping[int, float]], bags: _Bags
) -> dict[int, list[int]]:
    """Return the items that could as well be another that nothing else is, with all of those.

    What says the same is no other, nor is a part of the item.
    """
    taken = set(found.values())
    undecided: dict[int, list[int]] = {}
    for row, column in found.items():
        others = [
            other
            for other, belief in believed[row].items()
            if other not in taken
            and belief >= believed[row][column] - _CLOSE
            and bags.second[other].text != bags.second[column].text
            and part(bags.others[other], bags.mine[row]) <= _MOST
        ]
        if others:
            undecided[row] = sorted([column, *others])
    return undecided


def _parts(pairs: Mapping[int, int], bags: _Bags) -> dict[int, int]:
    """Return, for items without a counterpart, which other's counterpart much of them is in."""
    paired = dict.fromkeys(sorted(pairs.values()))
    parts: dict[int, int] = {}
    for row, piece in enumerate(bags.first):
        if row in pairs or piece.kind == HEADING:
            continue
        best = _MOST
        for column in bags.near(row, paired):
            other = bags.second[column]
            if (other.section, other.kind) == (piece.section, piece.kind):
                share = part(bags.mine[row], bags.others[column])
                if share > best:
                    best, parts[row] = share, column
    return parts


def _words(piece: Piece) -> str:
    return f"{piece.label} {piece.text}" if piece.label else piece.text
