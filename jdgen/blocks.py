"""What a document is made of: a closed set of blocks, and the spans of text inside them."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A run of text in one look; `link` is the address it leads to, if any."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Spans = tuple[Span, ...]


class Heading(NamedTuple):
    """A heading of level 1 to 6."""

    level: int
    spans: Spans


class Paragraph(NamedTuple):
    """A paragraph of running text."""

    spans: Spans


class Bullets(NamedTuple):
    """A bulleted list; each item is blocks, as a list may stand inside an item."""

    items: tuple[tuple[Block, ...], ...]


class Numbered(NamedTuple):
    """A numbered list that starts at `start`."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1


class Table(NamedTuple):
    """A table with one header row; every row has as many cells as the header."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


Block = Heading | Paragraph | Bullets | Numbered | Table


def plain(spans: Spans) -> str:
    """Return the text of the spans without their look."""
    return spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
