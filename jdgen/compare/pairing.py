"""Which items of two sides are the same item: by id, by wording, and by what they say.

All pairs that no id makes are found together, so that they are the likeliest as a whole, and not
whichever comes first; items of different sections must be the more alike to be one that moved.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.compare.assignment import assign
from jdgen.compare.likeness import CERTAIN, Bag, Corpus, likeness, overlap, part

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

HEADING: Final = "heading"
"""The kind of item that is no part of another, and the same only in the same words."""
SENTENCE: Final = "sentence"
"""The kind of item that says less by itself than an entry of a list."""
LIKE_ENOUGH: Final = 270
"""From which likeness two items of a section are taken for one that was reworded."""
LIKE_ENOUGH_OF: Final = {SENTENCE: 380}
"""The same for kinds of items of which more is asked."""
LIKE_ENOUGH_TO_MOVE: Final = 520
"""As above, for items of different sections."""
MUCH_THE_SAME: Final = 650
"""How much of two items must be in both for their different ids not to count."""
_FEW: Final = 100
"""Up to how many items each is looked at; of more, only those that share telling words."""
_CANDIDATES: Final = 24
_LIKE, _NEAR = 8_000, 100_000
"""What one step of likeness weighs, and what standing at the same place does. So fine a measure
leaves few items of long lists equally good, between which only a long search could choose."""
_MOST: Final = 600
"""How much of an item must be in another for the one to be called a part of it."""


class Piece(NamedTuple):
    """An item to be paired with one of its own kind: its section, id if any, label and text."""

    section: str
    kind: str
    id: str
    label: str
    text: str


class Pairing(NamedTuple):
    """Which item of the second side each of the first side's is, as far as it is any.

    `merged` says for an item that only the first side has in which of the second side's much of it
    is; `split` for one that only the second has from which of the first side's it seems to come.
    """

    pairs: Mapping[int, int]
    merged: Mapping[int, int]
    split: Mapping[int, int]


def pair(first: Sequence[Piece], second: Sequence[Piece]) -> Pairing:
    """Return which items of two sides belong together."""
    pairs: dict[int, int] = {}
    _match(pairs, first, second, lambda piece: (piece.kind, piece.id) if piece.id else None)
    _match(pairs, first, second, lambda piece: piece._replace(id=""))
    _match(pairs, first, second, lambda piece: piece._replace(id="", section=""))
    if len(pairs) == max(len(first), len(second)):
        return Pairing(pairs, {}, {})
    bags = _Bags(first, second)
    _liken(pairs, bags)
    back = {other: mine for mine, other in pairs.items()}
    return Pairing(pairs, _parts(pairs, bags), _parts(back, bags.exchanged()))


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


def _liken(pairs: dict[int, int], bags: _Bags) -> None:
    """Pair what is left by what it says, so that all pairs together are the likeliest."""
    rows = [at for at in range(len(bags.first)) if at not in pairs]
    columns = dict.fromkeys(range(len(bags.second)))
    for taken in pairs.values():
        del columns[taken]
    candidates = []
    for row in rows:
        one, likely = bags.first[row], dict[int, int]()
        for column in bags.near(row, columns):
            other = bags.second[column]
            if one.kind != other.kind or one.kind == HEADING:
                continue
            like = likeness(bags.mine[row], bags.others[column])
            if one.label and one.label == other.label:
                like += (CERTAIN - like) // 3
            enough = LIKE_ENOUGH_OF.get(one.kind, LIKE_ENOUGH)
            if one.section != other.section:
                enough = LIKE_ENOUGH_TO_MOVE
            if one.id and other.id and not _is_renamed(bags.mine[row], bags.others[column]):
                continue  # whoever gave the ids says that they are two
            if like >= enough:
                near = _nearness(row / len(bags.first), column / len(bags.second))
                likely[column] = 1 + (like - enough) * _LIKE + near
        candidates.append(likely)
    pairs |= {rows[at]: column for at, column in assign(candidates).items()}


def _is_renamed(one: Bag, other: Bag) -> bool:
    """Return whether two items of different ids are so alike that one must be the other renamed."""
    return overlap(one, other) >= MUCH_THE_SAME


def _nearness(place: float, other: float) -> int:
    """Return how alike the places of two items in their lists are: it tips a balance, no more."""
    return round(_NEAR * (1 - abs(place - other)))


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
