"""Comparisons that belong together, and the targets that have nothing to be compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from jdgen.compare.comparison import Comparison
    from jdgen.workspace.snapshot import Base


class Absence(NamedTuple):
    """A target that can't be compared: what became of it, and where it stands or what is wrong."""

    name: str
    state: Literal["new", "gone", "unreadable"]
    where: str


class Difference(NamedTuple):
    """A comparison, and the names of other targets in which exactly the same differs."""

    comparison: Comparison
    also: tuple[str, ...] = ()


class Review(NamedTuple):
    """What differs between two things or, since a revision, in all that a workspace says.

    `language` (BCP 47) is that of the jobs. Of all `number` targets, `same` say the same as at the
    revision; `base` is the commit that stands for it.
    """

    language: str
    differences: tuple[Difference, ...]
    absences: tuple[Absence, ...] = ()
    revision: str = ""
    base: Base | None = None
    same: int = 0
    number: int = 0

    @property
    def differs(self) -> bool:
        """Return whether anything differs, is new, is gone, or isn't known to be the same."""
        return bool(self.absences) or any(
            difference.comparison.differs for difference in self.differences
        )
