"""The numbers of a document's entries, as the layout of each section has them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jdgen.model.layout import SectionStyle


_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def _letter(number: int) -> str:
    """Return a to z, then aa to zz, as Word counts by letters."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def written_as(pattern: str, number: int, group: int = 0) -> str:
    """Return a number as a pattern has it: "({letter})" is (a)."""
    letter, roman = _letter(number), _roman(number)
    return pattern.format(
        number=number, letter=letter, LETTER=letter.upper(), roman=roman, ROMAN=roman.upper(),
        group=group,
    )  # fmt: skip


class Numbers:
    """Counts entries through groups and sections.

    Entries with `marks` have no number that a list could count, but one that is written: E1 or 2.3.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._group = 0
        self._restarts = False
        self._patterns: dict[str, str] = {}
        self.has_any = self.has_marks = False

    def begin(self, style: SectionStyle, *, has_list: bool = True) -> None:
        """Begin a section; its numbers start anew unless they run on, or it has no list."""
        if has_list and style.counts != "run-on":
            self._counts.clear()
        self._group = 0
        self._restarts = style.counts == "restart"
        self._patterns = {**style.number_as}
        self.has_any = style.counts != "bullets"
        self.has_marks = bool(self._patterns)

    def begin_group(self) -> None:
        """Begin a group of entries."""
        self._group += 1
        if self._restarts:
            self._counts.clear()

    def begin_list(self) -> None:
        """Begin one of several lists of a group, which has numbers of its own where it counts."""
        if self._restarts and not self.has_marks:
            self._counts.clear()

    def next(self, importance: str = "") -> tuple[int, str]:
        """Return the number of an entry, for a list to count, and as it is written otherwise."""
        if not self.has_any:
            return 0, ""
        kind = importance if importance in self._patterns else ""
        self._counts[kind] += 1
        number = self._counts[kind]
        pattern = self._patterns.get(kind, "{number}")
        return number, written_as(pattern, number, self._group)

    def inside(self, depth: int, number: int) -> str:
        """Return the number of an entry of a list inside another, as it is written there."""
        pattern = self._patterns.get(str(depth))
        return written_as(pattern, number, self._group) if pattern else ""
