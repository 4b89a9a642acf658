"""The HR types, as read from their files and as merged into one job.

Invariant: an accountability belongs to the evaluated Level, a duty to the Role; duties never change
the Grade. Every type is frozen; nothing here reads a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from jdgen.model.axes import AXIS
from jdgen.model.facts import EVALUATION_FACTS
from jdgen.model.pay import table_in_force
from jdgen.model.section import EVALUATION, PERSON_SPECIFICATION
from jdgen.model.text import made_of
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from jdgen.model.axes import Axis, AxisValue
    from jdgen.model.layout import LayoutChange
    from jdgen.model.pay import Grade, PayTable
    from jdgen.model.section import (
        AuthoredSection,
        Condition,
        Entry,
        Replacement,
        Section,
        Waiver,
    )
    from jdgen.model.text import Passage, Setting, Source
    from jdgen.model.working_time import FullTime

# --- what HR policy says --------------------------------------------------------------------------


class Clause(NamedTuple):
    """A standard statement, said once and printed wherever it is named.

    `effective` is the day from which this version is in force; None is from the beginning.
    """

    passage: Passage
    id: str = ""
    title: Passage | None = None
    when: tuple[Condition, ...] = ()
    version: str = ""
    effective: date | None = None
    owner: str = ""


Clauses = dict[str, tuple[Clause, ...]]
"""Clauses by id, each in its versions, the earliest first."""


class ScaleStep(NamedTuple):
    """One step of a proficiency scale."""

    id: str
    title: Passage
    passage: Passage


class Behaviour(NamedTuple):
    """How work is to be done: one behaviour of a framework, and what it means at each level."""

    id: str
    title: Passage
    passage: Passage
    levels: Mapping[str, Passage] = {}
    framework: str = ""


class Framework(NamedTuple):
    """A competency or behaviour framework, with its behaviours in order."""

    title: Passage
    behaviours: tuple[Behaviour, ...]
    lead_in: Passage | None = None
    id: str = ""


class BehaviourUse(NamedTuple):
    """A behaviour that a job asks for, and at which of its levels."""

    behaviour: Passage
    level: Passage | None = None


class LinkedGrade(NamedTuple):
    """One point of a career grade: the grade, and what its holder shows to reach it."""

    grade: Passage
    entry: Entry


class Evaluation(NamedTuple):
    """What job evaluation says: never printed unless a layout asks for it.

    Each factor is an entry: its name is the label, its details the level and score awarded.
    `rests_on` are digests of the texts that were evaluated, by part.
    """

    facts: Mapping[str, Passage]
    source: Source
    factors: tuple[Entry, ...] = ()
    rests_on: Mapping[str, str] = {}


# --- layers ---------------------------------------------------------------------------------------


class Layer(NamedTuple):
    """What one layer adds to a job: facts, sections and changes to inherited entries.

    `record` is what is kept of the layer's own file: status, version, dates of review; `axes` are
    what a level or band says of its family's axes, by name; `waive` are rules that ask of nothing
    in its file.
    """

    source: Source
    facts: Mapping[str, Passage]
    sections: tuple[AuthoredSection, ...] = ()
    include: tuple[Passage, ...] = ()
    omit: tuple[Passage, ...] = ()
    choose: tuple[Passage, ...] = ()
    replace: tuple[tuple[Passage, Replacement], ...] = ()
    order: tuple[Passage, ...] = ()
    behaviours: tuple[BehaviourUse, ...] = ()
    allowances: tuple[Passage, ...] = ()
    linked_grades: tuple[LinkedGrade, ...] = ()
    codes: tuple[tuple[Passage, Passage], ...] = ()
    evaluation: Evaluation | None = None
    record: Mapping[str, Passage] | None = None
    axes: Mapping[str, AxisValue] = {}
    waive: tuple[Waiver, ...] = ()


class RuleSetting(NamedTuple):
    """What an organisation says of a rule: how it is told, its number, and words that it finds.

    `level` is "" where it is told as ever; `words` are the organisation's own, each with what to
    write instead, and `allowed` are words that it finds elsewhere and not here.
    """

    level: str = ""
    limit: int | None = None
    words: tuple[tuple[str, Passage], ...] = ()
    allowed: tuple[str, ...] = ()


class Organisation(NamedTuple):
    """The employer: its name, standard clauses, pay, assessment methods and proficiency scales.

    `in_layouts` are changes to the documents of every layout, `full_time` is what full time is, and
    `rules` say how findings of a rule are told, and what it finds here, by the rule's id.
    """

    layer: Layer
    setting: Setting
    clauses: Clauses
    methods: Mapping[str, Passage] = {}
    scales: Mapping[str, tuple[ScaleStep, ...]] = {}
    frameworks: Mapping[str, Framework] = {}
    pay: tuple[PayTable, ...] = ()
    in_layouts: tuple[LayoutChange, ...] = ()
    full_time: FullTime | None = None
    rules: tuple[tuple[Passage, RuleSetting], ...] = ()


class Family(NamedTuple):
    """Jobs of the same kind of work, split into levels.

    `guide` is what only the family's own guide says, `topics` the sections every level must
    say, and `axes` what rises from level to level, by name.
    """

    layer: Layer
    clauses: Clauses
    id: str = ""
    sub_families: Mapping[str, Passage] = {}
    topics: tuple[Passage, ...] = ()
    guide: tuple[AuthoredSection, ...] = ()
    axes: Mapping[str, Axis] = {}

    @property
    def title(self) -> Passage:
        """Return the family's name."""
        return self.layer.facts["family.title"]


class Level(NamedTuple):
    """A step of responsibility in a family, described generically and evaluated."""

    layer: Layer
    rank: int | None = None
    grades: tuple[Passage, ...] = ()
    bands: Mapping[str, Layer] = {}
    id: str = ""
    family: str = ""

    @property
    def title(self) -> Passage:
        """Return the level's title or, where it has none, its code."""
        facts = self.layer.facts
        return facts.get("level.title") or facts["level.code"]

    @property
    def code(self) -> str:
        """Return the level's code: its file's name, where it says no other."""
        code = self.layer.facts.get("level.code")
        return code.text if code else self.id


class Classification(NamedTuple):
    """Where a role or vacancy stands: family, level and, where that has several, grade."""

    family: Passage
    level: Passage
    grade: Passage | None = None


class Role(NamedTuple):
    """A kind of post at one level, with its own duties and criteria.

    `reports_to` is the role of its manager, where that is named as one.
    """

    layer: Layer
    classification: Classification
    id: str = ""
    reports_to: Passage | None = None
    sub_family: Passage | None = None

    @property
    def title(self) -> Passage:
        """Return the post's title."""
        return self.layer.facts["post.title"]


class Vacancy(NamedTuple):
    """An occasion of filling a post: of a role or, where there is no role file, of a level.

    One without either says all itself. `closing` is the last day for applications, and `unchecked`
    are dates that are said in words.
    """

    layer: Layer
    id: str = ""
    role: Passage | None = None
    classification: Classification | None = None
    grade: Passage | None = None
    closing: date | None = None
    unchecked: tuple[Passage, ...] = ()
    reports_to: Passage | None = None
    sub_family: Passage | None = None


class Lineage(NamedTuple):
    """All that one job inherits from, found and loaded; a level's own profile has no role.

    Of a vacancy that names neither role nor level, the family and the level have no ids and say
    nothing. `managers` are the roles that the post reports to, the nearest first; `on` is the day
    of whose pay, clauses and levels it is made (None: the latest).
    """

    organisation: Organisation
    family: Family
    level: Level
    grade: Grade | None = None
    role: Role | None = None
    vacancy: Vacancy | None = None
    managers: tuple[Role, ...] = ()
    on: date | None = None

    @property
    def posts(self) -> tuple[Role | Vacancy, ...]:
        """Return the role and the vacancy, as far as there are any."""
        return tuple(filter(None, (self.role, self.vacancy)))

    @property
    def is_post(self) -> bool:
        """Return whether this is more than a level by itself."""
        return bool(self.posts)

    @property
    def subject(self) -> Subject:
        """Return what its job is of."""
        if self.vacancy:
            return "post"
        return "role" if self.role else "level"

    @property
    def classification(self) -> Classification | None:
        """Return what places the post at its level: its role or, without one, its vacancy."""
        return self.posts[0].classification if self.posts else None

    @property
    def own_grade(self) -> Passage | None:
        """Return the grade that the vacancy, or else what places the post, names itself."""
        classification = self.classification
        return (self.vacancy and self.vacancy.grade) or (classification and classification.grade)

    @property
    def table(self) -> PayTable | None:
        """Return the pay table of the day."""
        return table_in_force(self.organisation.pay, self.on)

    @property
    def linked_grades(self) -> tuple[LinkedGrade, ...]:
        """Return the linked grades that count: those of the lowest layer that says any."""
        layers = (
            self.organisation.layer,
            self.family.layer,
            self.level.layer,
            *(post.layer for post in self.posts),
        )
        return next((layer.linked_grades for layer in layers[::-1] if layer.linked_grades), ())

    @property
    def named_bands(self) -> Mapping[str, Layer]:
        """Return the bands whose texts stand under their names, by grade.

        They are all of a level by itself, and those through which a post progresses, lowest first.
        """
        bands = self.level.bands
        if not bands:  # as of most levels
            return bands
        grades = dict.fromkeys(point.grade.text for point in self.linked_grades)
        if len(grades) > 1:
            return {grade: bands[grade] for grade in grades if grade in bands}
        return {} if self.grade or self.is_post else bands

    def layers(self) -> tuple[Layer, ...]:
        """Return the layers from the most general to the most local."""
        band = self.level.bands.get(self.grade.id) if self.grade else None
        if self.named_bands:
            band = None
        organisation = self.organisation.layer
        if not self.is_post:  # what HR policy says of every post is no part of a level
            organisation = organisation._replace(sections=())
        return (
            organisation,
            self.family.layer,
            self.level.layer,
            *([band] if band else []),
            *(post.layer for post in self.posts),
        )


# --- jobs -----------------------------------------------------------------------------------------

_FOR_PANELS: Final = EVALUATION_FACTS | {EVALUATION}

Audience = Literal["advert", "job-description", "evaluation"]
Subject = Literal["post", "role", "level", "family"]
"""What documents are about; a post is that of a vacancy, a role one that nobody advertises now."""

Reason = Literal[
    "omitted", "not included", "not chosen", "overridden", "condition not met", "not in force"
]


class Edition(NamedTuple):
    """For whom a job is composed, and whether it is a draft, in which places may be left open.

    A `marked` draft says at its top that it is one.
    """

    audience: Audience = "job-description"
    draft: bool = False
    marked: bool = False

    @property
    def hidden(self) -> frozenset[str]:
        """Return the facts and sections that are kept from this audience: what a panel decides."""
        return frozenset() if self.audience == "evaluation" else _FOR_PANELS


class ClausesInForce(NamedTuple):
    """Each clause as it is on a day, and those whose day has not come yet, by id."""

    current: Mapping[str, Clause] = {}
    dormant: Mapping[str, Clause] = {}


class LeftOut(NamedTuple):
    """Inherited text that is not printed, and who said so (None: nobody included or chose it).

    `id` is that of the entry or clause, if it has one; `entry` is the whole entry, with its label
    and all else that is said of it, where it is one.
    """

    section: str
    passage: Passage
    reason: Reason
    by: Source | None
    id: str = ""
    entry: Entry | None = None


class Unevaluated(NamedTuple):
    """A part that has changed since it was evaluated: its texts that are new, and how many went."""

    part: str
    new: tuple[Passage, ...]
    gone: int


class Job(NamedTuple):
    """One job merged from its layers: facts and sections, with who said each of them.

    `vacancy` is the vacancy's file, where there is one; `source` is the most local layer's; `local`
    names the facts that a role or vacancy says, which no layout may pass over. `levels` are the
    jobs of a family's levels, by rank; `unagreed` are the statuses, Draft or Retired, of files that
    it is made of, `clauses` those that a layout may name, `named` the facts that the texts of
    each section name, and `bands` the facts of each band that it shows, by the band's heading;
    `axes` are those of its family. `basis` is what its evaluation rests on, and `unevaluated` what
    has changed there since. One that `hangs_on_audience` says other things to others.
    """

    subject: Subject
    vacancy: str
    source: Source
    setting: Setting
    edition: Edition
    facts: Mapping[str, Passage]
    sections: Mapping[str, Section]
    methods: Mapping[str, Passage]
    scale: tuple[ScaleStep, ...]
    local: frozenset[str] = frozenset()
    left_out: tuple[LeftOut, ...] = ()
    levels: tuple[Job, ...] = ()
    unagreed: tuple[Passage, ...] = ()
    clauses: ClausesInForce = ClausesInForce()
    named: Mapping[str, Collection[str]] = {}
    bands: Mapping[str, Mapping[str, Passage]] = {}
    axes: Mapping[str, Axis] = {}
    hangs_on_audience: bool = False
    basis: Mapping[str, Mapping[str, Passage]] = {}
    unevaluated: tuple[Unevaluated, ...] = ()

    @property
    def title(self) -> Passage:
        """Return the title of the post, level or family."""
        name = "post.title" if self.is_post else f"{self.subject}.title"
        return self.facts.get(name) or self.facts["level.code"]

    @property
    def is_post(self) -> bool:
        """Return whether this is a post's job, and no level's or family's own profile."""
        return self.subject in {"post", "role"}

    @property
    def shown_as(self) -> tuple[Subject, ...]:
        """Return what documents that show it are about: a role's vacancies have documents too."""
        return ("role", "post") if self.subject == "role" else (self.subject,)

    @property
    def is_whole(self) -> bool:
        """Return whether all has to be said that documents need; a role's draft may lack some."""
        return bool(self.vacancy) or (self.subject == "role" and not self.edition.draft)

    def said_of(self, axis: str) -> tuple[Passage, ...]:
        """Return what it says of an axis: itself, or in each band shown, the least first."""
        name = f"{AXIS}{axis}"
        if name in self.facts:
            return (self.facts[name],)
        said = [band[name] for band in self.bands.values() if name in band]
        return tuple(sorted(said, key=lambda value: self.axes[axis].size(value.in_main) or 0))

    def value_of(self, axis: str) -> Passage | None:
        """Return what it says of an axis as one text: of several bands each value once."""
        said = self.said_of(axis)
        if len(said) <= 1:
            return said[0] if said else None
        texts = dict.fromkeys(value.text for value in said)
        return made_of(self.setting.wording.apart(texts), said[0].source, *said)

    @property
    def criteria(self) -> tuple[Entry, ...]:
        """Return the criteria of the person specification."""
        return criteria_in(self.sections)


def criteria_in(sections: Mapping[str, Section]) -> tuple[Entry, ...]:
    """Return the criteria of the person specification, whatever their categories."""
    section = sections.get(PERSON_SPECIFICATION)
    return tuple(entry for group in section.groups for entry in group.entries) if section else ()
