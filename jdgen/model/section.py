"""What a section holds: paragraphs, entries of lists, criteria and alternatives.

Every type is frozen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from jdgen.model.text import Passage, Source

Importance = Literal["essential", "desirable", "unspecified"]


class Condition(NamedTuple):
    """A fact that must be said in one of these ways for a text to be printed.

    True stands for a fact that is said at all, False for one that isn't.
    """

    fact: Passage
    values: tuple[Passage, ...] | bool


class Item(NamedTuple):
    """One entry of a list or one of several alternatives; `items` is a list inside the entry.

    `details` is what else is said of it, by name: how often, how much of the time, to what end.
    `optional` entries are printed where a lower layer includes them; `replaced` is what this one
    was before `replaced_by` reworded it, and `used_by` is where a clause is named.
    """

    passage: Passage
    id: str = ""
    label: str = ""
    optional: bool = False
    items: tuple[Item, ...] = ()
    details: tuple[tuple[str, Passage], ...] = ()
    when: tuple[Condition, ...] = ()
    replaced: Item | None = None
    replaced_by: Source | None = None
    included_by: Source | None = None
    used_by: Source | None = None


class Criterion(NamedTuple):
    """One testable requirement of the person specification.

    `methods` are codes of the organisation's assessment methods, `standard` a step of a scale.
    """

    passage: Passage
    importance: Importance
    id: str = ""
    label: str = ""
    optional: bool = False
    details: tuple[tuple[str, Passage], ...] = ()
    when: tuple[Condition, ...] = ()
    methods: tuple[Passage, ...] = ()
    standard: Passage | None = None
    replaced: Criterion | None = None
    replaced_by: Source | None = None
    included_by: Source | None = None
    used_by: Source | None = None


Entry = Item | Criterion


class ClauseUse(NamedTuple):
    """A place at which a standard clause's text is printed."""

    clause: Passage


# --- sections -------------------------------------------------------------------------------------

EntryT_co = TypeVar("EntryT_co", bound="Item | ClauseUse | Criterion", covariant=True)


class Group(NamedTuple, Generic[EntryT_co]):
    """Entries under a heading; entries that stand by themselves have an empty heading."""

    heading: Passage
    entries: tuple[EntryT_co, ...]
    lead_in: Passage | None = None


class Prose(NamedTuple):
    """A section written as paragraphs; several passages where several alternatives were chosen.

    Where a clause is the section's text, `used_by` is where it is named and `when` its condition.
    `ids` are those of the clause or the alternatives, and `chosen_by` is where these were chosen.
    """

    passages: tuple[Passage, ...]
    used_by: Source | None = None
    when: tuple[Condition, ...] = ()
    ids: tuple[str, ...] = ()
    chosen_by: tuple[Source, ...] = ()


class Listing(NamedTuple, Generic[EntryT_co]):
    """A section written as a list, in groups; the lead-in stands before the first of them."""

    groups: tuple[Group[EntryT_co], ...]
    lead_in: Passage | None = None


class Alternatives(NamedTuple):
    """A section written as "or" alternatives, of which a role chooses."""

    options: tuple[Item, ...]


Content = Prose | Listing[Item] | Alternatives
AuthoredContent = Prose | Listing[Item | ClauseUse] | Alternatives | ClauseUse


class AuthoredSection(NamedTuple):
    """A section as one layer says it; the source is the place of its name."""

    id: str
    source: Source
    content: AuthoredContent


class Section(NamedTuple):
    """A section as merged from every layer; the source is where it was first named.

    `bands` is what each band adds, where a level that spans several is shown as a whole: the band's
    heading and its content.
    """

    id: str
    source: Source
    content: Content | None
    bands: tuple[tuple[str, Content], ...] = ()


# The sections that jdgen makes from fields of their own, or from what is used elsewhere.
PERSON_SPECIFICATION: Final = "person-specification"
RELATIONSHIPS: Final = "relationships"
BEHAVIOURS: Final = "behaviours"
ALLOWANCES: Final = "allowances"
PROGRESSION: Final = "progression"
CODES: Final = "codes"
EVALUATION: Final = "evaluation"
STRUCTURE: Final = "structure"
METHODS: Final = "assessment-methods"
SCALE: Final = "scale"
LEVELS: Final = "levels"
SIGN_OFF: Final = "sign-off"

FIELD_OF: Final = {
    PERSON_SPECIFICATION: "person_specification",
    RELATIONSHIPS: "relationships",
    BEHAVIOURS: "behaviours",
    ALLOWANCES: "allowances",
    PROGRESSION: "linked_grades",
    CODES: "codes",
    EVALUATION: "evaluation",
    STRUCTURE: "reports_to",
}
"""The field under which a section's content is written, where it is not one of `sections:`."""

MADE_OF: Final = {
    METHODS: "the assessed_by of criteria",
    SCALE: "the standard of criteria",
    LEVELS: "the family's levels",
    SIGN_OFF: "the signatories of the layout",
}
"""What jdgen makes a section of that no file can write."""

DERIVED: Final = frozenset({STRUCTURE, METHODS, SCALE, LEVELS, SIGN_OFF})
"""Sections that repeat in another form what is said elsewhere, so that no layout need show them."""


class Replacement(NamedTuple):
    """What a lower layer says anew about an inherited item; None keeps what is inherited."""

    id: Passage
    passage: Passage | None = None
    label: str | None = None
    importance: Importance | None = None
    methods: tuple[Passage, ...] | None = None
    standard: Passage | None = None
    items: tuple[Item, ...] | None = None
    details: tuple[tuple[str, Passage], ...] = ()
