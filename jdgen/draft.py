"""A job while its layers are being merged: what stands where, and what is printed so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jdgen.facts import location
from jdgen.model import LeftOut
from jdgen.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jdgen.model import Clause, Entry, Passage, Reason, Source


@dataclass(slots=True)
class Placed:
    """An entry in its section, and where a layer put it there.

    `out` is why it is not printed so far, and `by` who said so.
    """

    entry: Entry
    section: str
    said: Source
    out: Reason | None = None
    by: Source | None = None
    is_alternative: bool = False


@dataclass(slots=True)
class Place:
    """A section so far: paragraphs, or entries by heading; alternatives stand under no heading."""

    id: str
    source: Source
    prose: Passage | None = None
    groups: dict[str, list[Placed]] = field(default_factory=dict)
    headings: dict[str, Passage] = field(default_factory=dict)
    is_alternatives: bool = False


@dataclass(slots=True)
class Draft:
    """All sections so far, the entries by id, what was left out, and the problems met."""

    clauses: Mapping[str, Clause]
    problems: list[Problem]
    places: dict[str, Place] = field(default_factory=dict)
    by_id: dict[str, Placed] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def place(self, section: str, source: Source) -> Place:
        """Return a section's place, which the first layer to name it makes."""
        return self.places.setdefault(section, Place(section, source))

    def refuse(self, source: Source, message: str, hint: str, rule: str) -> None:
        """Add a problem at a source."""
        self.problems.append(Problem(location(source), message, hint, rule))

    def leave_out(self, entries: Iterable[Placed]) -> None:
        """List those of the entries that are not printed."""
        self.left_out += (
            LeftOut(placed.section, placed.entry.passage, placed.out, placed.by)
            for placed in entries
            if placed.out
        )
