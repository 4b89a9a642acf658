"""Column widths that suit what the columns hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHARACTER: Final = 142  # twentieths of a point: a generous average for 12 point bold Arial
_CAPITAL: Final = 175
_WIDEST: Final = 227  # M, W and the like
_PADDING: Final = 260
_POWER: Final = 0.65  # between the square root, which gives the lowest table, and the plain length
_MOST_FOR_LABELS: Final = 0.45  # of the width of a table
_LONGEST_LABEL: Final = 45  # characters: what is longer is a sentence


def column_widths(rows: Sequence[Sequence[str]], total: int, labels: int = 0) -> list[int]:
    """Share `total` (twentieths of a point) among the columns; the first row is the header.

    Where every text fits on one line, the column with most text takes what is left over. Elsewhere
    a column's share grows with the text it holds, more slowly than that, between the width of its
    longest word and that of its longest text. A header takes two lines at most. Where `labels` is
    given, the first of two columns is as wide as that.
    """
    if labels:
        return [labels, total - labels]
    columns = list(zip(*rows, strict=True))
    shares = [max(1, sum(map(len, column))) ** _POWER for column in columns]
    least = [max(_two_lines(header), _longest_word(" ".join(texts))) for header, *texts in columns]
    most = [
        max(low, max(map(width_of, column[1:]), default=0))
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


def label_width(rows: Sequence[Sequence[str]], total: int) -> int:
    """Return how wide the labels of a table of names and values are; 0 where they are sentences."""
    if len(rows[0]) != 2:  # noqa: PLR2004 - two columns are names and values
        return 0
    labels = [label for label, _ in rows]
    if max(map(len, labels)) > _LONGEST_LABEL:
        return 0
    width = min(max(map(width_of, labels)), int(total * _MOST_FOR_LABELS))
    values = _longest_word(" ".join(value for _, value in rows))
    return width if _longest_word(" ".join(labels)) <= width <= total - values else 0


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
    capitals = sum(map(str.isupper, text))
    widest = sum(map(text.count, "MW@%"))
    return (
        len(text) * _CHARACTER
        + capitals * (_CAPITAL - _CHARACTER)
        + widest * (_WIDEST - _CAPITAL)
        + _PADDING
    )


def _longest_word(text: str) -> int:
    return max(map(width_of, text.replace("-", "- ").split()), default=_PADDING)


def _two_lines(text: str) -> int:
    """Return the width of the longer line of the text broken into two, as evenly as may be."""
    breaks = [at for at, character in enumerate(text) if character == " "]
    lines = (max(width_of(text[:at]), width_of(text[at + 1 :])) for at in breaks)
    return min(lines, default=width_of(text))
