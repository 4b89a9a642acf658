"""What a layout says: which documents there are, their sections, order, titles and header fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jdgen.model import Passage

Numbering = Literal["bullets", "numbers"]
Subject = Literal["post", "level"]


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """A section's place in a document; its title and lead-in may name facts."""

    id: Passage
    title: Passage
    numbering: Numbering = "bullets"
    required: bool = False
    lead_in: Passage | None = None


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A row of the header table: a fact under a label; a fact that nobody said has no row."""

    fact: Passage
    label: str


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document of a layout; its id names the file."""

    id: str
    title: str
    template: Passage
    subject: Subject
    header: tuple[HeaderField, ...]
    sections: tuple[SectionPlace, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one organisation's documents look."""

    name: str
    title: str
    file: str
    folder: Path
    house_style: Passage
    labels: Mapping[str, str]
    documents: tuple[DocumentKind, ...]
