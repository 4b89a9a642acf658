"""Column widths that suit what the columns hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.blocks import NAMES_AND_VALUES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_CHARACTER: Final = 142  # twentieths of a point: a generous average for 12 point bold Arial
_CAPITAL: Final = 175
_WIDEST: Final = 227  # M, W and the like
_UPPER: Final = re.compile("[A-Z@%]")
_WIDE: Final = re.compile("[MW@%]")
_PADDING: Final = 260
_POWER: Final = 0.65  # between the square root, which gives the lowest table, and the plain length
_MOST_FOR_LABELS: Final = 0.45  # of the width of a table
_LONGEST_LABEL: Final = 45  # characters: what is longer is a sentence


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
    least = [max(_two_lines(header), _longest_word(" ".join(texts))) for header, *texts in columns]
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
    width = len(text) * _CHARACTER + _PADDING
    if not text.islower():
        capitals = len(_UPPER.findall(text)) if text.isascii() else sum(map(str.isupper, text))
        width += capitals * (_CAPITAL - _CHARACTER)
        width += len(_WIDE.findall(text)) * (_WIDEST - _CAPITAL)
    return width


def _widest(texts: Collection[str]) -> int:
    """Return how wide the widest of texts is; those much shorter than the longest can't be that."""
    least = max(map(len, texts), default=0) * _CHARACTER // _WIDEST
    return max((width_of(text) for text in texts if len(text) >= least), default=_PADDING)


def _longest_word(text: str) -> int:
    # A space at which no line breaks is no wider than this letter.
    return _widest(set(text.replace("\u00a0", "r").replace("-", "- ").split()))


def _two_lines(text: str) -> int:
    """Return the width of the longer line of the text broken into two, as evenly as may be."""
    breaks = [at for at, character in enumerate(text) if character == " "]
    lines = (max(width_of(text[:at]), width_of(text[at + 1 :])) for at in breaks)
    return min(lines, default=width_of(text))
