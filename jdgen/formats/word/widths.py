"""Column widths that suit what the columns hold."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from jdgen.formats.blocks import NAMES_AND_VALUES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class _Widths(dict[str, int]):
    """How wide characters are in 12 point bold Arial, in twentieths of a point: Helvetica's own.

    Other faces for reading are seldom wider, and what isn't bold is narrower.
    """

    def __missing__(self, character: str) -> int:
        return _OTHER_CAPITAL if character.isupper() else _CHARACTER


_THIN: Final = (("ijlI .,/'|", 67), ("ft:;!()[]-\u2019\u2018", 80), ("r*\u201c\u201d", 96))
_BROAD: Final = (
    ("ABCDEHKNPRSTUVXYZ&", 175), ("GOQ", 187), ("w", 187), ("m", 214), ("M", 200),
    ("W", 227), ("@%\u2014", 234),
)  # fmt: skip
_CHARACTER: Final = 142
_OTHER_CAPITAL: Final = 187
USUAL_SIZE: Final = 24  # half points: 12 point
_PADDING: Final = 260
_POWER: Final = 0.65  # between the square root, which gives the lowest table, and the plain length
_MOST_FOR_LABELS: Final = 0.45  # of the width of a table
_LONGEST_LABEL: Final = 45  # characters: what is longer is a sentence
_LONGEST_NAME: Final = 12  # characters: what is longer may break
_WIDTHS: Final = _Widths(
    {letter: width for letters, width in (*_THIN, *_BROAD) for letter in letters}
)


def column_widths(rows: Sequence[Sequence[str]], total: int, labels: int = 0) -> list[int]:
    """Share `total` (twentieths of a point) among the columns; the first row is the header.

    Where every text fits on one line, the column with most text takes what is left over. Elsewhere
    a column's share grows with the text it holds, more slowly than that, between the width of its
    longest word and that of its longest text. A header takes two lines at most, where all words
    have room then. Where `labels` is given, the first of two columns is as wide as that.
    """
    if labels:
        return [labels, total - labels]
    columns = list(zip(*rows, strict=True))
    shares = [max(1, sum(map(len, column))) ** _POWER for column in columns]
    words = [_longest_word(" ".join(texts)) for _, *texts in columns]
    names = columns[0][1:]
    if max(map(len, names), default=0) <= _LONGEST_NAME:  # such as TRA 9/10, which stays whole
        words[0] = _widest(names)
    least = [max(_two_lines(column[0]), word) for column, word in zip(columns, words, strict=True)]
    if sum(least) >= total:  # headers of more lines leave room for whole words
        least = [_longest_word(" ".join(column)) for column in columns]
    most = [max(low, _widest(column[1:])) for low, column in zip(least, columns, strict=True)]
    if sum(least) >= total:
        widths = [low * total / sum(least) for low in least]
    elif sum(most) <= total:
        widths = [float(width) for width in most]
        widths[shares.index(max(shares))] += total - sum(most)
    else:
        widths = _shared(shares, least, most, total)
    whole = [int(width) for width in widths]
    whole[whole.index(max(whole))] += total - sum(whole)
    return whole


def have_room(rows: Sequence[Sequence[str]], total: int) -> bool:
    """Return whether each column of a table has room for its longest word."""
    return sum(_longest_word(" ".join(column)) for column in zip(*rows, strict=True)) <= total


def scaled(widths: Sequence[int], total: int, size: int) -> list[int]:
    """Return widths worked out for 12 point in another size, in half points; they fill total."""
    own = [width * size // USUAL_SIZE for width in widths]
    own[own.index(max(own))] += total - sum(own)
    return own


def _label_width(rows: Sequence[Sequence[str]], total: int) -> int:
    """Return how wide the labels of a table of names and values are; 0 where they are sentences."""
    if len(rows[0]) != NAMES_AND_VALUES:
        return 0
    labels = [label for label, _ in rows]
    if max(map(len, labels)) > _LONGEST_LABEL:
        return 0
    width = min(_widest(labels), int(total * _MOST_FOR_LABELS))
    fits = _longest_word(" ".join(labels)) <= width <= total - _longest_value(rows)
    return width if fits else 0


def _longest_value(rows: Sequence[Sequence[str]]) -> int:
    return _longest_word(" ".join(value for _, value in rows))


def label_widths(
    tables: Mapping[tuple[str, ...], Sequence[Sequence[str]]], total: int
) -> dict[tuple[str, ...], int]:
    """Return how wide the labels of tables are, by their headers; 0 for tables without labels.

    Those whose columns of labels have one title are as wide as each other, where there is room.
    """
    own = {header: _label_width(rows, total) for header, rows in tables.items()}
    alike: dict[str, int] = {}
    for header, width in own.items():
        alike[header[0]] = max(alike.get(header[0], 0), width)
    return {
        header: alike[header[0]]
        if own[header] and alike[header[0]] + _longest_value(rows) <= total
        else own[header]
        for header, rows in tables.items()
    }


def _shared(
    shares: Sequence[float], least: Sequence[int], most: Sequence[int], total: int
) -> list[float]:
    """Share the total, each within its bounds, as CSS shares a line among flexible items.

    https://www.w3.org/TR/css-flexbox-1/#resolve-flexible-lengths: what goes beyond a bound is held
    there, and the rest is shared again among the others.
    """
    widths = [0.0] * len(shares)
    free = set(range(len(shares)))
    while free:
        room = total - sum(width for index, width in enumerate(widths) if index not in free)
        unit = room / sum(shares[index] for index in free)
        wanted = {index: shares[index] * unit for index in free}
        kept = {index: min(max(wanted[index], least[index]), most[index]) for index in free}
        excess = sum(kept.values()) - room
        for index in tuple(free):
            widths[index] = kept[index]
            if abs(excess) < 1 or (kept[index] - wanted[index]) * excess > 0:
                free.remove(index)
    return widths


def width_of(text: str) -> int:
    """Return how wide a cell is that holds the text on one line, in twentieths of a point."""
    return sum(map(_WIDTHS.__getitem__, text)) + _PADDING


def _widest(texts: Collection[str]) -> int:
    """Return how wide the widest of texts is; those much shorter than the longest can't be that."""
    least = max(map(len, texts), default=0) // 3
    return max((width_of(text) for text in texts if len(text) >= least), default=_PADDING)


def lines_of(text: str, width: int) -> int:
    """Return how many lines a text takes in a cell of a width, at most."""
    return max(1, ceil((width_of(text) - _PADDING) / max(width - _PADDING, 1)))


def _longest_word(text: str) -> int:
    # A space at which no line breaks is no wider than this letter.
    return _widest(set(text.replace("\u00a0", "r").replace("-", "- ").split()))


def _two_lines(text: str) -> int:
    """Return the width of the longer line of the text broken into two, as evenly as may be."""
    breaks = [at for at, character in enumerate(text) if character == " "]
    lines = (max(width_of(text[:at]), width_of(text[at + 1 :])) for at in breaks)
    return min(lines, default=width_of(text))
