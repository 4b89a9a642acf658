"""The HR types, as read from their files and as merged into one job.

Invariant: an accountability belongs to the evaluated Level, a duty to the Role; duties never change
the Grade. Every type is frozen; nothing here reads a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Importance = Literal["essential", "desirable"]

PERSON_SPECIFICATION: Final = "person-specification"
"""The section id under which a layout places the criteria."""


class Source(NamedTuple):
    """Who said something: the layer, and the file, line and column (from 1) at which it stands."""

    layer: str
    file: str
    line: int
    column: int


class Passage(NamedTuple):
    """Text and who said it; `markdown` text may hold bold, italics and links."""

    text: str
    source: Source
    markdown: bool = False


class Item(NamedTuple):
    """One entry of a list or one of several alternatives.

    `optional` entries are printed where a lower layer includes them; `replaced` is what this one
    was before `replaced_by` reworded it, and `used_by` is where a clause is named.
    """

    passage: Passage
    id: str = ""
    label: str = ""
    optional: bool = False
    replaced: Item | None = None
    replaced_by: Source | None = None
    included_by: Source | None = None
    used_by: Source | None = None


class Criterion(NamedTuple):
    """One testable requirement of the person specification."""

    passage: Passage
    importance: Importance
    id: str = ""
    label: str = ""
    optional: bool = False
    methods: tuple[Passage, ...] = ()
    standard: Passage | None = None
    replaced: Criterion | None = None
    replaced_by: Source | None = None
    included_by: Source | None = None
    used_by: Source | None = None


Entry = Item | Criterion


class ClauseUse(NamedTuple):
    """A place at which a standard clause's text is printed as an item."""

    clause: Passage


EntryT_co = TypeVar("EntryT_co", bound="Item | ClauseUse | Criterion", covariant=True)


class Group(NamedTuple, Generic[EntryT_co]):
    """Entries under a heading; entries that stand by themselves have an empty heading."""

    heading: Passage
    entries: tuple[EntryT_co, ...]


class Prose(NamedTuple):
    """A section written as paragraphs; several passages where several alternatives were chosen."""

    passages: tuple[Passage, ...]


class Listing(NamedTuple, Generic[EntryT_co]):
    """A section written as a list, in groups."""

    groups: tuple[Group[EntryT_co], ...]


class Alternatives(NamedTuple):
    """A section written as "or" alternatives, of which a role chooses."""

    options: tuple[Item, ...]


Content = Prose | Listing[Item] | Alternatives
AuthoredContent = Prose | Listing[Item | ClauseUse] | Alternatives


class AuthoredSection(NamedTuple):
    """A section as one layer says it; the source is the place of its name."""

    id: str
    source: Source
    content: AuthoredContent


class Section(NamedTuple):
    """A section as merged from every layer; the source is where it was first named."""

    id: str
    source: Source
    content: Content


class Replacement(NamedTuple):
    """What a lower layer says anew about an inherited item; None keeps what is inherited."""

    id: Passage
    passage: Passage | None = None
    label: str | None = None
    importance: Importance | None = None
    methods: tuple[Passage, ...] | None = None
    standard: Passage | None = None


class Layer(NamedTuple):
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


class Clause(NamedTuple):
    """A standard statement, said once and printed wherever it is named."""

    id: str
    passage: Passage
    title: str = ""


class Step(NamedTuple):
    """One step of a proficiency scale."""

    id: str
    title: str
    passage: Passage


class Grade(NamedTuple):
    """A grade's title and its pay in whole pounds a year."""

    id: str
    title: str
    minimum: int
    maximum: int
    source: Source


class PayTable(NamedTuple):
    """The grades' pay from one date on."""

    effective: date
    grades: Mapping[str, Grade]


class Organisation(NamedTuple):
    """The employer: its name, standard clauses, pay, assessment methods and proficiency scales."""

    layer: Layer
    name: str
    language: str
    methods: Mapping[str, str]
    scales: Mapping[str, tuple[Step, ...]]
    pay: tuple[PayTable, ...]
    clauses: Mapping[str, Clause]


class Family(NamedTuple):
    """Jobs of the same kind of work, split into levels."""

    id: str
    layer: Layer
    title: str
    description: Passage
    clauses: Mapping[str, Clause]


class Level(NamedTuple):
    """A step of responsibility in a family, described generically and evaluated."""

    id: str
    family: str
    layer: Layer
    code: str
    title: str
    rank: int
    grades: tuple[Passage, ...]
    bands: Mapping[str, Layer]


class Placing(NamedTuple):
    """Where a role or vacancy stands: family, level and, where that has several, grade."""

    family: Passage
    level: Passage
    grade: Passage | None


class Role(NamedTuple):
    """A kind of post at one level, with its own duties and criteria."""

    id: str
    layer: Layer
    title: str
    placing: Placing


class Vacancy(NamedTuple):
    """An occasion of filling a post: of a role or, where there is no role file, of a level."""

    id: str
    layer: Layer
    role: Passage | None
    placing: Placing | None
    grade: Passage | None
    closing: date | None


class Lineage(NamedTuple):
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
            organisation = organisation._replace(sections=(), criteria=())
        return (
            organisation,
            self.family.layer,
            self.level.layer,
            *([band] if band else []),
            *(part.layer for part in lowest if part),
        )


Reason = Literal["omitted", "not included", "not chosen", "overridden"]


class LeftOut(NamedTuple):
    """Inherited text that is not printed, and who said so (None: nobody included or chose it)."""

    section: str
    passage: Passage
    reason: Reason
    by: Source | None


class Job(NamedTuple):
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
