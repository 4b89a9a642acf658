"""The HR types, as read from their files and as merged into one job.

Invariant: an accountability belongs to the evaluated Level, a duty to the Role; duties never change
the Grade. Every type is frozen; nothing here reads a file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Importance = Literal["essential", "desirable"]

PERSON_SPECIFICATION: Final = "person-specification"
"""The section id under which a layout places the criteria."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who said something: the layer, and the file, line and column (from 1) at which it stands."""

    layer: str
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Text and who said it; `markdown` text may hold bold, italics and links."""

    text: str
    source: Source
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list or one of several alternatives.

    `optional` entries are printed where a lower layer includes them; `replaced` is what this one
    was before a lower layer reworded it.
    """

    passage: Passage
    id: str = ""
    label: str = ""
    optional: bool = False
    replaced: Item | None = None


@dataclass(frozen=True, slots=True)
class Criterion(Item):
    """One testable requirement of the person specification."""

    importance: Importance = "essential"
    methods: tuple[Passage, ...] = ()
    standard: Passage | None = None


@dataclass(frozen=True, slots=True)
class ClauseUse:
    """A place at which a standard clause's text is printed as an item."""

    clause: Passage


EntryT = TypeVar("EntryT", bound=Item | ClauseUse, covariant=True)


@dataclass(frozen=True, slots=True)
class Group(Generic[EntryT]):
    """Entries under a heading; entries that stand by themselves have an empty heading."""

    heading: Passage
    entries: tuple[EntryT, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A section written as paragraphs; several passages where several alternatives were chosen."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[EntryT]):
    """A section written as a list, in groups."""

    groups: tuple[Group[EntryT], ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """A section written as "or" alternatives, of which a role chooses."""

    options: tuple[Item, ...]


Content = Prose | Listing[Item] | Alternatives
AuthoredContent = Prose | Listing[Item | ClauseUse] | Alternatives


@dataclass(frozen=True, slots=True)
class AuthoredSection:
    """A section as one layer says it; the source is the place of its name."""

    id: str
    source: Source
    content: AuthoredContent


@dataclass(frozen=True, slots=True)
class Section:
    """A section as merged from every layer; the source is where it was first named."""

    id: str
    source: Source
    content: Content


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a lower layer says anew about an inherited item; None keeps what is inherited."""

    id: Passage
    passage: Passage | None = None
    label: str | None = None
    importance: Importance | None = None
    methods: tuple[Passage, ...] | None = None
    standard: Passage | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """What one layer adds to a job: facts, sections, criteria and changes to inherited items."""

    name: str
    source: Source
    facts: Mapping[str, Passage]
    sections: tuple[AuthoredSection, ...] = ()
    criteria: tuple[Group[Criterion], ...] = ()
    include: tuple[Passage, ...] = ()
    omit: tuple[Passage, ...] = ()
    choose: tuple[Passage, ...] = ()
    replace: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A standard statement, said once and printed wherever it is named."""

    id: str
    passage: Passage
    title: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proficiency scale."""

    id: str
    title: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade's title and its pay in whole pounds a year."""

    id: str
    title: str
    minimum: int
    maximum: int
    source: Source


@dataclass(frozen=True, slots=True)
class PayTable:
    """The grades' pay from one date on."""

    effective: date
    grades: Mapping[str, Grade]


@dataclass(frozen=True, slots=True)
class Organisation:
    """The employer: its name, standard clauses, pay, assessment methods and proficiency scales."""

    layer: Layer
    name: str
    language: str
    methods: Mapping[str, str]
    scales: Mapping[str, tuple[Step, ...]]
    pay: tuple[PayTable, ...]
    clauses: Mapping[str, Clause]


@dataclass(frozen=True, slots=True)
class Family:
    """Jobs of the same kind of work, split into levels."""

    id: str
    layer: Layer
    title: str
    description: Passage
    clauses: Mapping[str, Clause]


@dataclass(frozen=True, slots=True)
class Level:
    """A step of responsibility in a family, described generically and evaluated."""

    id: str
    family: str
    layer: Layer
    code: str
    title: str
    rank: int
    grades: tuple[Passage, ...]
    bands: Mapping[str, Layer]


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a role or vacancy stands: its family, its level and, where that has several, its grade."""

    family: Passage
    level: Passage
    grade: Passage | None


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of post at one level, with its own duties and criteria."""

    id: str
    layer: Layer
    title: str
    placing: Placing


@dataclass(frozen=True, slots=True)
class Vacancy:
    """An occasion of filling a post: of a role or, where there is no role file, of a level."""

    id: str
    layer: Layer
    role: Passage | None
    placing: Placing | None
    grade: Passage | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """All that one job inherits from, found and loaded; a level's own profile has no role."""

    organisation: Organisation
    family: Family
    level: Level
    grade: Grade | None = None
    role: Role | None = None
    vacancy: Vacancy | None = None

    def layers(self) -> tuple[Layer, ...]:
        """Return the layers from the most general to the most local."""
        band = self.level.bands.get(self.grade.id) if self.grade else None
        lowest = (self.role, self.vacancy)
        organisation = self.organisation.layer
        if not any(lowest):  # what HR policy says of every post is no part of a level
            organisation = replace(organisation, sections=(), criteria=())
        return (
            organisation,
            self.family.layer,
            self.level.layer,
            *([band] if band else []),
            *(part.layer for part in lowest if part),
        )


Reason = Literal["omitted", "not included", "not chosen", "overridden"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Inherited text that is not printed, and who said so (None: nobody included or chose it)."""

    section: str
    passage: Passage
    reason: Reason
    by: Source | None


@dataclass(frozen=True, slots=True)
class Job:
    """One job merged from its layers: facts, sections and criteria, with who said each of them.

    `is_post` is false of a level by itself; `vacancy` is the vacancy's file, where there is one;
    `source` is the most local layer's.
    """

    title: str
    is_post: bool
    vacancy: str
    source: Source
    language: str
    facts: Mapping[str, Passage]
    sections: Mapping[str, Section]
    criteria: tuple[Group[Criterion], ...]
    methods: Mapping[str, str]
    scale: tuple[Step, ...]
    left_out: tuple[LeftOut, ...] = ()
