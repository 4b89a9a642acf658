"""What a section holds: paragraphs, entries of lists, and alternatives.

Every type is frozen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from jdgen.model.text import Number, Passage
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jdgen.model.text import Source

Importance = Literal["essential", "desirable", "unspecified"]
Stage = Literal["shortlisting", "interview", "appointment"]


class Condition(NamedTuple):
    """A fact that must be said in one of these ways for a text to be printed.

    True stands for a fact that is said at all, False for one that isn't.
    """

    fact: Passage
    values: tuple[Passage, ...] | bool


Detail: TypeAlias = "Passage | Number | str | bool"
"""Something that is said of an entry besides its text: in words, in figures, or that it is so."""


class Details(NamedTuple):
    """What else is said of an entry: of a duty, a factor of job evaluation, a point of a grade.

    `weight` is the share of the working time, in per cent; `cells` are what stands in columns of
    the organisation's own, by name. The fields stand in the order in which data lists them.
    """

    weight: Number | None = None
    frequency: Passage | None = None
    outcome: Passage | None = None
    level: Passage | None = None
    score: Passage | None = None
    pay: Passage | None = None
    contract: Passage | None = None
    points: Passage | None = None
    amount: Passage | None = None
    or_equivalent: bool = False
    or_working_towards: bool = False
    or_instead: Passage | None = None
    cells: tuple[tuple[Passage, Passage], ...] = ()


class Scoring(NamedTuple):
    """What makes an entry a criterion: how much it matters, and how it is assessed.

    `methods` are codes of the organisation's assessment methods, `standard` a step of a scale;
    `weight` is how much it counts in scoring.
    """

    importance: Importance = "unspecified"
    methods: tuple[Passage, ...] = ()
    standard: Passage | None = None
    weight: Number | None = None
    stage: Stage | None = None


class Waiver(NamedTuple):
    """A rule that is not to be asked about here, and why, until a day if it says one."""

    rule: Passage
    reason: Passage
    until: date | None = None


class Entry(NamedTuple):
    """A duty or other entry of a list, a criterion, or one of several alternatives.

    `items` is a list inside the entry, `scoring` what only a criterion has. `optional` entries are
    printed where a lower layer includes them; `replaced` is what this one was before `replaced_by`
    reworded it, and `used_by` is where a clause is named. `waive` are rules that don't ask of it.
    """

    passage: Passage
    id: str = ""
    label: Passage | None = None
    optional: bool = False
    items: tuple[Entry, ...] = ()
    details: Details | None = None
    scoring: Scoring | None = None
    when: tuple[Condition, ...] = ()
    replaced: Entry | None = None
    replaced_by: Source | None = None
    included_by: Source | None = None
    used_by: Source | None = None
    waive: tuple[Waiver, ...] = ()

    def said_besides(self) -> dict[str, Detail]:
        """Return what else is said of the entry in words or figures, by name."""
        scoring, details = self.scoring, self.details
        if not (details or (scoring and (scoring.weight or scoring.stage))):  # as with most
            return {}
        by_field: dict[str, Detail | None] = {}
        if scoring:
            by_field = {"scoring": scoring.weight, "stage": scoring.stage}
        if details:
            by_field |= details._asdict()
            by_field.pop("cells")
            by_field |= {name.text: passage for name, passage in details.cells}
        return {name: value for name, value in by_field.items() if value}

    def details_data(self) -> dict[str, str]:
        """Return what else is said of the entry as texts, by name."""
        return {name: _as_text(value) for name, value in self.said_besides().items()}


def _as_text(value: Detail) -> str:
    if isinstance(value, Number):
        return " to ".join(value.figures)
    if isinstance(value, Passage):
        return value.text
    return value if isinstance(value, str) else "true"


# --- sections -------------------------------------------------------------------------------------


class Group(NamedTuple):
    """Entries under a heading; entries that stand by themselves have an empty heading.

    A group without entries is its heading, and the lead-in below it. `weight` is the share of the
    working time that its entries take together, in per cent; `band` are the name of the band and
    of the category of which criteria are, where one of several bands says them.
    """

    heading: Passage
    entries: tuple[Entry, ...] = ()
    lead_in: Passage | None = None
    closing: Passage | None = None
    weight: Number | None = None
    band: tuple[Passage, Passage] | None = None


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


class Listing(NamedTuple):
    """A section written as a list, in groups; between its lead-in and its closing."""

    groups: tuple[Group, ...]
    lead_in: Passage | None = None
    closing: Passage | None = None


class Alternatives(NamedTuple):
    """A section written as "or" alternatives, of which a role chooses."""

    options: tuple[Entry, ...]


Content = Prose | Listing | Alternatives


class AuthoredSection(NamedTuple):
    """A section as one layer says it; the source is the place of its name."""

    id: str
    source: Source
    content: Content


class Section(NamedTuple):
    """A section as merged from every layer; the source is where it was first named.

    `bands` is what each band adds, where a level that spans several is shown as a whole: the band's
    heading and its content.
    """

    id: str
    source: Source
    content: Content | None
    bands: tuple[tuple[Passage, Content], ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups of a list; none of what is no list."""
        return self.content.groups if isinstance(self.content, Listing) else ()


def criteria_last(sections: Mapping[str, Section]) -> dict[str, Section]:
    """Return sections with the person specification after all others, as documents have it."""
    in_order = dict(sections)
    if PERSON_SPECIFICATION in in_order:
        in_order[PERSON_SPECIFICATION] = in_order.pop(PERSON_SPECIFICATION)
    return in_order


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
AXES: Final = "axes"
UNPLACED: Final = "unplaced"
"""What was read elsewhere and nobody has placed yet: drafts print it last."""

FIELD_OF: Final = {
    PERSON_SPECIFICATION: "person_specification",
    RELATIONSHIPS: "relationships",
    BEHAVIOURS: "behaviours",
    ALLOWANCES: "allowances",
    PROGRESSION: "linked_grades",
    CODES: "codes",
    EVALUATION: "evaluation",
    STRUCTURE: "reports_to",
    UNPLACED: "unplaced",
}
"""The field under which a section's content is written, where it is not one of `sections:`."""

MADE_OF: Final = {
    METHODS: "the assessed_by of criteria",
    SCALE: "the standard of criteria",
    LEVELS: "the family's levels",
    AXES: "the axes that the family declares and its levels say",
    SIGN_OFF: "the signatories of the layout",
}
"""What jdgen makes a section of that no file can write."""

DERIVED: Final = frozenset({STRUCTURE, METHODS, SCALE, LEVELS, SIGN_OFF, AXES})
"""Sections that repeat in another form what is said elsewhere, so that no layout need show them."""


class Replacement(NamedTuple):
    """What a lower layer says anew about an inherited entry; None keeps what is inherited.

    The `weight` is a duty's share of the time, or what a criterion counts in scoring.
    """

    passage: Passage | None = None
    label: Passage | None = None
    items: tuple[Entry, ...] | None = None
    weight: Number | None = None
    frequency: Passage | None = None
    outcome: Passage | None = None
    importance: Importance | None = None
    methods: tuple[Passage, ...] | None = None
    standard: Passage | None = None
    stage: Stage | None = None
    cells: tuple[tuple[Passage, Passage], ...] | None = None
    reason: Passage | None = None
