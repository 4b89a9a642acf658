"""What a layout says: its documents, with their sections, order, titles and header fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jdgen.model import Passage

Numbering = Literal["bullets", "numbers"]
Subject = Literal["post", "level"]


class SectionPlace(NamedTuple):
    """A section's place in a document; its title and lead-in may name facts."""

    id: Passage
    title: Passage
    numbering: Numbering = "bullets"
    required: bool = False
    lead_in: Passage | None = None


class HeaderField(NamedTuple):
    """A row of the header table: a fact under a label.

    A fact that nobody said has no row, unless it is required: then a vacancy must say it.
    """

    fact: Passage
    label: str
    required: bool = False


class DocumentKind(NamedTuple):
    """One kind of document of a layout; its id names the file."""

    id: str
    title: str
    template: Passage
    subject: Subject
    header: tuple[HeaderField, ...]
    sections: tuple[SectionPlace, ...]


class Layout(NamedTuple):
    """How one organisation's documents look."""

    name: str
    title: str
    file: str
    folder: Path
    house_style: Passage
    labels: Mapping[str, str]
    documents: tuple[DocumentKind, ...]
