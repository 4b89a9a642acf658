"""What was found in one document: the facts, sections and criteria of a role to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from jdgen.importing.source import SourceLine

TOGETHER: Final = " | "
"""What stands between the names of two documents of one job; no name on Windows can hold it."""


class FactReading(NamedTuple):
    """A fact as a document says it: its value, where, and by which label."""

    value: str
    at: str
    label: str = ""


@dataclass
class ReadEntry:
    """A duty, a criterion or another entry of a list; the lists inside it are entries too."""

    text: str
    at: str
    label: str = ""
    items: list[ReadEntry] = field(default_factory=list)
    importance: str = ""
    methods: list[str] = field(default_factory=list)
    standard: str = ""


@dataclass
class ReadGroup:
    """What stands under one heading: paragraphs, a list and what closes it."""

    heading: str = ""
    at: str = ""
    lead_in: list[str] = field(default_factory=list)
    entries: list[ReadEntry] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)

    def is_empty(self) -> bool:
        """Return whether nothing stands under the heading."""
        return not (self.lead_in or self.entries or self.closing)


@dataclass
class ReadPart:
    """A section, or a category of criteria, by the title that the document gives it."""

    title: str
    at: str
    groups: list[ReadGroup] = field(default_factory=list)


@dataclass
class Unplaced:
    """Words that belong to no field or section that is known.

    `file` is the document that says them, where it was joined to another; `lines` are those under
    a title that nobody knows.
    """

    text: str
    at: str
    remark: str = ""
    file: str = ""
    lines: list[SourceLine] = field(default_factory=list)


@dataclass
class ReadDocument:
    """All that was found; `words` are those read, and `set_aside` those of titles and labels.

    Its `file` is what it is called, its `origin` where it is with the folder that was given, and
    `paths` are those of its documents.

    What is `inherited` is printed without the role, and is so taken out of its sections.

    `facts` are by field, each with all that the document says of it; `fields` are a role's that are
    sections of a document, such as the people whom the post works with.
    """

    file: str
    origin: str = ""
    paths: list[str] = field(default_factory=list)
    facts: dict[str, list[FactReading]] = field(default_factory=dict)
    sections: dict[str, list[ReadPart]] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    criteria: list[ReadPart] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    inherited: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    words: int = 0
    set_aside: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return the job's title, as far as the document says it."""
        said = self.facts.get("title") or self.facts.get("title in heading")
        return said[0].value if said else ""

    @property
    def is_specification(self) -> bool:
        """Return whether it was a person specification, without a word of duties."""
        return bool(self.criteria) and not {"duties", "accountabilities"} & self.sections.keys()

    def add(self, other: ReadDocument) -> None:
        """Add what was found in another document of the same job."""
        for one in other.unplaced:
            one.file = one.file or other.file
        for mine in self.unplaced:
            mine.file = mine.file or self.file
        self.file = f"{self.file}{TOGETHER}{other.file}"
        self.origin = f"{self.origin}{TOGETHER}{other.origin}"
        self.paths += other.paths
        for name, said in other.facts.items():
            self.facts.setdefault(name, []).extend(said)
        for name, parts in other.sections.items():
            self.sections.setdefault(name, []).extend(parts)
        self.fields |= other.fields
        self.criteria += other.criteria
        self.unplaced += other.unplaced
        self.inherited += other.inherited
        self.kinds |= other.kinds
        self.words += other.words
        self.set_aside += other.set_aside

    def say(self, name: str, said: FactReading) -> None:
        """Add what the document says of a fact."""
        self.facts.setdefault(name, []).append(said)
