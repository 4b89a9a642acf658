"""Column widths that suit what the columns hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHARACTER: Final = 142  # twentieths of a point: a generous average for 12 point bold Arial
_PADDING: Final = 260
_POWER: Final = 0.65  # between the square root, which gives the lowest table, and the plain length


def column_widths(rows: Sequence[Sequence[str]], total: int) -> list[int]:
    """Share `total` (twentieths of a point) among the columns; the first row is the header.

    Where every text fits on one line, the column with most text takes what is left over. Elsewhere
    a column's share grows with the text it holds, more slowly than that, between the width of its
    longest word and that of its longest text. A header takes two lines at most.
    """
    columns = list(zip(*rows, strict=True))
    shares = [max(1, sum(map(len, column))) ** _POWER for column in columns]
    least = [
        _width(max(_two_lines(header), _longest_word(" ".join(texts))))
        for header, *texts in columns
    ]
    most = [
        max(low, _width(max(map(len, column[1:]), default=0)))
        for low, column in zip(least, columns, strict=True)
    ]
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


def _width(characters: int) -> int:
    return characters * _CHARACTER + _PADDING


def _longest_word(text: str) -> int:
    return max(map(len, text.replace("-", "- ").split()), default=0)


def _two_lines(text: str) -> int:
    """Return the length of the longer line of the text broken into two, as evenly as may be."""
    breaks = [at for at, character in enumerate(text) if character == " "]
    return min((max(at, len(text) - at - 1) for at in breaks), default=len(text))
