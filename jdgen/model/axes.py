"""Axes: what rises from level to level of a family, as data that can be compared.

A value is printed as it is typed; it is read as a magnitude only to be compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from jdgen.names import folded
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from jdgen.model.text import Passage

AxisKind = Literal["time", "money", "number", "scale"]

AXIS: Final = "level."
"""What the fact of an axis starts with."""


class Axis(NamedTuple):
    """One thing that rises: what it is called, and how its values are compared.

    `scale` is the id of the organisation's scale whose steps are its values; `steps` are what each
    of them may be called, the lowest first, once the scale is looked up.
    """

    title: Passage
    kind: AxisKind = "scale"
    scale: Passage | None = None
    steps: tuple[frozenset[str], ...] = ()

    def size(self, text: str) -> float | None:
        """Return how much a value is, to be compared with others of the axis; None if unknown."""
        if self.kind != "scale":
            return magnitude(self.kind, text)
        said = folded(text.strip())
        return next((at for at, names in enumerate(self.steps) if said in names), None)


class AxisValue(NamedTuple):
    """What a level or a band says of an axis, and why it may be less than the level below says."""

    passage: Passage
    because: Passage | None = None


_TEN: Final = 10
_SMALL: Final = (
    "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_TENS: Final = "thirty forty fifty sixty seventy eighty ninety"
_NUMBERS: Final[dict[str, float]] = {
    **{word: number for number, word in enumerate(_SMALL.split(" "))},
    **{word: 10 * number for number, word in enumerate(_TENS.split(" "), start=3)},
    "no": 0,
    "a": 1,
    "an": 1,
    "half": 0.5,
}
_MANY: Final = {"hundred": 100, "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9,
                "billion": 1e9}  # fmt: skip
_DAYS: Final = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30.4375,
                "quarter": 91.3125, "year": 365.25, "decade": 3652.5}  # fmt: skip
# Compiled where a level says an axis, which those of few organisations do.
_TERM: Final = r"(?i)(?P<figures>\d[\d,]*(?:\.\d+)?)\s*(?P<short>k|m|bn)?(?![a-z])|(?P<word>[a-z]+)"


def magnitude(kind: AxisKind, text: str) -> float | None:
    """Return how much a value is, to be compared with others of its kind; None where it says none.

    Times are in days. Of a range, such as two to four, it is the upper end.
    """
    found: list[float] = []
    number: float | None = None
    plain = text.casefold().replace("-", " ").replace("no one", "none")
    for term in re.finditer(_TERM, plain):
        word = term["word"]
        if term["figures"]:
            number = _added(number, found, kind)
            number = float(term["figures"].replace(",", "")) * _MANY.get(term["short"] or "", 1)
        elif word in _MANY:
            number = (1 if number is None else number) * _MANY[word]
        elif word in _NUMBERS:
            if number is not None and _is_tens(number) and 0 < _NUMBERS[word] < _TEN:
                number += _NUMBERS[word]  # twenty one
            else:
                number = _added(number, found, kind)
                number = _NUMBERS[word]
        elif kind == "time" and (days := _DAYS.get(word.removesuffix("s"))):
            found.append((1 if number is None else number) * days)
            number = None
    _added(number, found, kind)
    return max(found) if found else None


def _is_tens(number: float) -> bool:
    """Return whether a number is one that small ones are added to."""
    return number >= 2 * _TEN and number % _TEN == 0


def _added(number: float | None, found: list[float], kind: AxisKind) -> float | None:
    """Add a number that stands by itself, where the kind has no units."""
    if number is not None and kind in {"money", "number"}:
        found.append(number)
    return None
