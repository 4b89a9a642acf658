"""The numbers of a document's entries, as the layout of each section has them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jdgen.model.layout import SectionStyle


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
        return number, pattern.format(number=number, group=self._group)
