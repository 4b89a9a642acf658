"""What a document is made of: a closed set of blocks, and the spans of text inside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOT_IN_SLUGS: Final = re.compile(r"[^\w\- ]")


PARAGRAPH_END: Final = "\n"
"""What stands in the spans of a table's cell between its paragraphs."""
NAMES_AND_VALUES: Final = 2
"""How many columns a table has in which names stand beside their values."""
ITEM: Final = "\t"
"""What a paragraph of a cell starts with that is an entry of a list: once for each list around."""


class Span(NamedTuple):
    """A run of text in one look; `link` is the address it leads to, if any.

    An address that starts with a number sign is that of a heading of the same document. `language`
    is a BCP 47 tag where it isn't that of the document.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    language: str = ""


Spans = tuple[Span, ...]


def parted(spans: Spans) -> list[Spans]:
    """Return the paragraphs of a cell, of which those of a list start with `ITEM`."""
    if len(spans) == 1 and PARAGRAPH_END not in spans[0].text:  # as of nearly all
        return [spans]
    cell: list[list[Span]] = [[]]
    for span in spans:
        first, *more = span.text.split(PARAGRAPH_END)
        cell[-1] += (span._replace(text=first),) if first else ()
        cell += ([span._replace(text=text)] if text else [] for text in more)
    return [tuple(paragraph) for paragraph in cell if plain(tuple(paragraph)).strip()] or [()]


class Heading(NamedTuple):
    """A heading of level 1 to 6, which may start a page."""

    level: int
    spans: Spans
    starts_page: bool = False


class Paragraph(NamedTuple):
    """A paragraph of running text; a subtitle stands right below the document's title."""

    spans: Spans
    is_subtitle: bool = False


class Bullets(NamedTuple):
    """A bulleted list; each item is blocks, as a list may stand inside an item."""

    items: tuple[tuple[Block, ...], ...]


class Numbered(NamedTuple):
    """A numbered list that starts at `start`."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1


class KeyFacts(NamedTuple):
    """What a document says at its top in a line each: a label in bold, and one value or several."""

    items: tuple[tuple[Block, ...], ...]


class Contents(NamedTuple):
    """A list of links to a document's headings, each of which can be told with its page."""

    items: tuple[tuple[Block, ...], ...]


class Signatures(NamedTuple):
    """A list of those who sign, each of whom needs a line to write on."""

    items: tuple[tuple[Block, ...], ...]


class Table(NamedTuple):
    """A table with one header row, which may be empty; each row has as many cells as the header."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


Block = Heading | Paragraph | Bullets | Numbered | KeyFacts | Contents | Signatures | Table


def plain(spans: Spans) -> str:
    """Return the text of the spans without their look."""
    return spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])


def item_depth(spans: Spans) -> tuple[int, Spans]:
    """Return in how many lists a paragraph of a cell stands, and the paragraph by itself."""
    if not (spans and spans[0].text.startswith(ITEM)):
        return 0, spans
    first, *rest = spans
    text = first.text.lstrip(ITEM)
    bare = (first._replace(text=text), *rest) if text else tuple(rest)
    return len(first.text) - len(text), bare


def slugs(headings: Iterable[Heading]) -> list[str]:
    """Return what links call each of a document's headings, as GitHub makes it of their texts."""
    last_number: dict[str, int] = {}  # each with the number of the last that was made from it
    for heading in headings:
        slug = _NOT_IN_SLUGS.sub("", plain(heading.spans).lower()).replace(" ", "-")
        unique, number = slug, last_number.get(slug, 0)
        while unique in last_number:
            number += 1
            unique = f"{slug}-{number}"
        last_number[slug] = number
        last_number[unique] = 0
    return list(last_number)


_OF_ITEMS: Final = (Bullets, Numbered, KeyFacts, Contents, Signatures)


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block and those that stand inside lists, in order."""
    for block in blocks:
        yield block
        if isinstance(block, _OF_ITEMS):
            for item in block.items:
                yield from every_block(item)


def spans_of(blocks: Iterable[Block]) -> Iterator[Span]:
    """Yield every span of the blocks and of what stands inside them."""
    for block in every_block(blocks):
        match block:
            case Heading(_, spans) | Paragraph(spans):
                yield from spans
            case Table(header, rows):
                for row in (header, *rows):
                    for cell in row:
                        yield from cell
