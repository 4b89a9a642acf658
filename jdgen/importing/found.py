"""What was found in one document: the facts, sections and criteria of a role to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Said(NamedTuple):
    """A fact as a document says it: its value, where, and by which label."""

    value: str
    at: str
    label: str = ""


@dataclass
class Entry:
    """A duty, a criterion or another entry of a list; the lists inside it are entries too."""

    text: str
    at: str
    label: str = ""
    items: list[Entry] = field(default_factory=list)
    importance: str = ""
    methods: list[str] = field(default_factory=list)
    standard: str = ""


@dataclass
class Group:
    """What stands under one heading: paragraphs, a list and what closes it."""

    heading: str = ""
    at: str = ""
    lead_in: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)

    def is_empty(self) -> bool:
        """Return whether nothing stands under the heading."""
        return not (self.lead_in or self.entries or self.closing)


@dataclass
class Part:
    """A section, or a category of criteria, by the title that the document gives it."""

    title: str
    at: str
    groups: list[Group] = field(default_factory=list)


@dataclass
class Unplaced:
    """Words that belong to no field or section that is known."""

    text: str
    at: str
    remark: str = ""


@dataclass
class Found:
    """All that was found; `words` are those read, and `set_aside` those of titles and labels.

    `facts` are by field, each with all that the document says of it.
    """

    file: str
    facts: dict[str, list[Said]] = field(default_factory=dict)
    sections: dict[str, list[Part]] = field(default_factory=dict)
    criteria: list[Part] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    words: int = 0
    set_aside: list[str] = field(default_factory=list)

    def say(self, name: str, said: Said) -> None:
        """Add what the document says of a fact."""
        self.facts.setdefault(name, []).append(said)
