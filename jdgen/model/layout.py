"""What a layout says: its documents, with their sections, order, titles and header fields."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from jdgen.model.text import Passage, facts_in
from jdgen.problems import Naming
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jdgen.model.job import Audience, Subject
    from jdgen.model.section import Waiver
    from jdgen.model.text import Source
    from jdgen.problems import Place

Numbering = Literal["bullets", "numbers", "restart", "run-on"]
"""How a list is marked: `numbers` go on through all groups of a section and start anew in the next,
`restart` starts anew in each group, `run-on` goes on from the section before."""


class Limit(NamedTuple):
    """How many words a section may have.

    A word is what white space separates, as Word counts them, in all that stands below the
    section's title: its text, labels, sub-headings and tables.
    """

    minimum: int = 0
    maximum: int | None = None
    printed: bool = False


class FactRow(NamedTuple):
    """A fact and how it is said: in a row under a label, or in a sentence of its own.

    A row under a label may be a sentence of several facts. A row of facts that nobody said, or one
    of them, is left out, unless `empty` says what then stands there, or it is required: then a
    vacancy must say them. Where the fact `unless` is said, it says this one too. `none` is what
    stands there for a check and the like that isn't needed.
    """

    fact: Passage | None = None
    label: Passage | None = None
    sentence: Passage | None = None
    required: bool = False
    empty: Passage | None = None
    unless: Passage | None = None
    none: Passage | None = None

    @property
    def facts(self) -> tuple[Passage, ...]:
        """Return the facts that must be said for it to be printed, where it names them."""
        if self.fact or not self.sentence:
            return (self.fact,) if self.fact else ()
        source = self.sentence.source
        return tuple(Passage(name, source) for name in sorted(facts_in(self.sentence.text)))


DETAILS: Final = (
    "weight",
    "frequency",
    "outcome",
    "level",
    "score",
    "pay",
    "points",
    "contract",
    "amount",
    "stage",
    "scoring",
)
"""What else can be said of an entry, in the order in which it is printed."""

NUMBER: Final = "number"
COLUMNS: Final = (NUMBER, "label", "text", "group", *DETAILS)
"""What a column of a list that is shown as a table can hold."""


LABELS: Final = frozenset(
    {
        "amount", "appointment", "blank", "blank_signature", "category", "code", "contents",
        "contract", "criterion", "date", "desirable", "detail", "draft", "essential",
        "frequency", "grades", "importance", "in_some_roles", "interview", "level",
        "limit_maximum", "limit_minimum", "limit_range", "marking", "methods", "name",
        "not_assessed", "nothing_said", "number", "of", "or", "or_equivalent",
        "or_working_towards", "outcome", "page", "pay", "points", "score", "scoring",
        "shortlisting", "signature", "signed_by", "stage", "standard", "this_family",
        "this_level", "this_post", "to_sign", "unplaced", "unspecified", "version", "weight",
    }
)  # fmt: skip
"""The labels that the templates of jdgen print; others are of an organisation's own columns."""


class Column(NamedTuple):
    """A column of a list that is shown as a table: what it holds, under a title."""

    name: Passage
    title: Passage


def untitled(titles: Sequence[str]) -> int | None:
    """Return which column of a table lacks a title; None where none does.

    Who hears a table is told the title of each cell's column. The cells of the first name the rows
    themselves; and a table of names and values needs no titles at all.
    """
    if len(titles) == _NAMES_AND_VALUES and not any(titles):
        return None
    lacking = (at for at, title in enumerate(titles) if not title)
    return next((at for at in lacking if at or not any(titles)), None)


UNTITLED: Final = (
    "has no title: whoever hears the table read out isn't told what the column holds",
    "write it; the first column may have none, or both of a table of names and values",
)
"""What is wrong with a table in which `untitled` finds a column, and what to do."""
_NAMES_AND_VALUES: Final = 2


class CriteriaStyle(NamedTuple):
    """How the criteria are set out.

    `group_by` is what they are grouped by, the outer first: `category`, `importance`, both or
    neither, as one flat table. `methods` are said in words, by their codes, or not at all; in a
    column of their own or after the criterion.
    """

    group_by: tuple[Literal["category", "importance"], ...] = ("category",)
    shown_as: Literal["table", "list", "side-by-side"] = "table"
    methods: Literal["words", "codes", "none"] = "words"
    methods_in: Literal["column", "text"] = "column"

    @property
    def columns(self) -> tuple[str, ...]:
        """Return what a table has a column for, beside the criterion itself."""
        named = [name for name in ("category", "importance") if name not in self.group_by]
        has_methods = self.methods != "none" and self.methods_in == "column"
        return (*named, *(["methods"] if has_methods else []))

    @property
    def is_table(self) -> bool:
        """Return whether the criteria stand in tables; of one column alone a list is made."""
        return self.is_side_by_side or (self.shown_as == "table" and bool(self.columns))

    @property
    def is_side_by_side(self) -> bool:
        """Return whether each importance has a column, and each category a row."""
        return self.shown_as == "side-by-side"


class SectionStyle(NamedTuple):
    """How a document sets a section out; its title and lead-in may name facts.

    Without a title its sub-headings stand where its title would.
    Its facts stand after its text. `empty` is what it says where there is no text. Of a list of all
    methods or steps, `only_used` leaves those that some criterion of the job names. `signatories`
    are those who sign. With `details_first` the weight of an entry and the like stand before its
    text, and with `standing_last` what the organisation says of every post after all else.
    `number_as` is how numbers are written, by importance where that of criteria tells them apart;
    they are then no list's own. Under "1" and "2" it is how those of lists inside entries are.
    """

    id: Passage
    title: Passage | None = None
    numbering: Numbering = "bullets"
    number_as: Mapping[str, str] = {}
    required: bool = False
    lead_in: Passage | None = None
    limit: Limit | None = None
    facts: tuple[FactRow, ...] = ()
    facts_as: Literal["list", "table"] = "list"
    columns: tuple[Column, ...] = ()
    criteria: CriteriaStyle = CriteriaStyle()
    empty: Passage | None = None
    only_used: bool = False
    signatories: tuple[Passage, ...] = ()
    details_first: bool = False
    standing_last: bool = False

    @property
    def counts(self) -> Numbering:
        """Return how entries are numbered: through all groups where only the look of it is said."""
        has_numbers = self.number_as or any(column.name.text == NUMBER for column in self.columns)
        return "numbers" if has_numbers and self.numbering == "bullets" else self.numbering


class BandStyle(NamedTuple):
    """How a document shows what differs from one band of a level to another.

    In each section under the bands' names or, `by_band`, all that a band says after the sections;
    `heading` is what stands over it, in which the band's grade.title and band.title are known.
    """

    by_band: bool = False
    highest_first: bool = False
    heading: Passage | None = None


class DocumentPart(NamedTuple):
    """A document that another one holds, and how many of that one's sections stand before it."""

    document: Passage
    after: int | None = None
    new_page: bool = True


class DocumentKind(NamedTuple):
    """One kind of document of a layout; its id names the file.

    `subjects` are what there is such a document of. `parts` are other documents of the layout that
    it holds: of the same post, or of every level of a family. Its sections have numbers of their
    `own`, or `no` numbers; or these go on `through` those of its parts, or are as a pattern says.
    `heading` is the title at its top, where that isn't the job's title and the kind's;
    `in_heading` is the kind as it stands there. A `subtitle` stands below the job's title alone.
    The facts at its top are a table or a list. An optional one is left out where it would hold
    nothing but its title. A `house_style` is its own where it isn't to look as the layout does.
    """

    title: Passage
    template: Passage
    id: str = ""
    heading: Passage | None = None
    in_heading: Passage | None = None
    subjects: tuple[Subject, ...] = ("post",)
    subtitle: Passage | None = None
    audience: Audience = "job-description"
    header: tuple[FactRow, ...] = ()
    header_as: Literal["table", "list"] = "table"
    sections: tuple[SectionStyle, ...] = ()
    parts: tuple[DocumentPart, ...] = ()
    marking: Passage | None = None
    number_sections: str = "no"
    contents: bool = False
    optional: bool = False
    highest_first: bool = False
    bands: BandStyle = BandStyle()
    house_style: Passage | None = None

    @property
    def items(self) -> list[SectionStyle | DocumentPart]:
        """Return its sections, and its parts where they stand among them or after them."""
        items: list[SectionStyle | DocumentPart] = []
        for at, style in enumerate(self.sections):
            items += [*(part for part in self.parts if part.after == at), style]
        return items + [part for part in self.parts if part.after in {len(self.sections), None}]

    def holding(self, items: Sequence[SectionStyle | DocumentPart]) -> DocumentKind:
        """Return the document with other sections, and parts among them."""
        sections = tuple(item for item in items if isinstance(item, SectionStyle))
        parts = []
        for at, item in enumerate(items):
            if isinstance(item, DocumentPart):
                before = sum(isinstance(other, SectionStyle) for other in items[:at])
                is_last = item.after is None and before == len(sections)
                parts.append(item._replace(after=None if is_last else before))
        return self._replace(sections=sections, parts=tuple(parts))


HEADER: Final = "header"
"""What the table of facts at a document's top is called where it is named."""


class ChangeTarget(NamedTuple):
    """A document, one of its sections (or its `HEADER`), or a row of facts there, by name.

    The document "*" is any.
    """

    document: str
    section: str
    fact: str
    source: Source

    def __str__(self) -> str:
        """Return the target as it is written."""
        return ".".join(filter(None, (self.document, self.section, self.fact)))


class Beside(NamedTuple):
    """Where something new stands: after or before what is there; last where neither is said."""

    after: Passage | None = None
    before: Passage | None = None


class LayoutChange(NamedTuple):
    """One change to the documents of a layout.

    `value` is what `replace` says otherwise, by the model's fields, or what `include` adds: pairs
    of a section or a row and where it stands.
    """

    verb: Literal["omit", "replace", "include", "order"]
    target: ChangeTarget
    value: Any = None


class Layout(NamedTuple):
    """How one organisation's documents look.

    `folders` are the layout's own folder and those of the layouts that it extends, the nearest
    first, and `files` where its templates stand, which messages call as `naming` says; `looks` are
    the Word files of its house styles, by the documents that have their own, and "" of all others;
    `leaves_out` names the facts of a post that it deliberately does not print, `public` those of
    job evaluation that it prints for others than a panel, `waive` rules of accessible documents
    that its house styles break knowingly, and `changes` what it changes in the documents of the
    layout that it extends.
    """

    title: Passage
    place: Place
    name: str = ""
    folders: tuple[Path, ...] = ()
    house_style: Passage | None = None
    labels: Mapping[str, Passage] = {}
    documents: tuple[DocumentKind, ...] = ()
    extends: Passage | None = None
    language: str = ""
    leaves_out: tuple[Passage, ...] = ()
    public: tuple[str, ...] = ()
    changes: tuple[LayoutChange, ...] = ()
    waive: tuple[Waiver, ...] = ()
    files: Mapping[str, Path] = {}
    looks: Mapping[str, Path] = {}
    naming: Naming = Naming(Path())

    def look(self, document: str = "") -> Path:
        """Return the Word file with the look of one of its documents, by id, or of them all."""
        return self.looks.get(document) or self.looks[""]

    def in_look(self, path: Path) -> list[str]:
        """Return its documents that a house style gives their look, by id."""
        return [kind.id for kind in self.documents if self.look(kind.id) == path]
