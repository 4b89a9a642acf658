"""Documents that hold others, and lists of contents: whole Markdown texts put together.

A heading is a line that starts with a number sign: no text of an author's can start one, since they
are escaped, and no other line of a template's does.
"""

from __future__ import annotations

import re
from itertools import accumulate, count, pairwise
from typing import TYPE_CHECKING, Final

from jdgen.documents.views import LATER, PLACE, markup
from jdgen.formats.blocks import (
    Bullets,
    Contents,
    Heading,
    KeyFacts,
    Paragraph,
    Signatures,
    plain,
    slugs,
)
from jdgen.formats.escaping import escape, in_language
from jdgen.formats.markdown import parse
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from jdgen.formats.blocks import Block, Spans

_HEADING: Final = re.compile(r"^(?=#{1,5} )", re.MULTILINE)
_TITLE: Final = re.compile(r"\A# .*")
_LISTED: Final = 2
TITLE: Final = -1
"""The number of a document's title, where its other headings have theirs from 0."""
_SECTION: Final = re.compile("^## ", re.MULTILINE)
_PLACE: Final = re.compile(rf"^## .*{PLACE}([0-9]+){PLACE}.*$", re.MULTILINE)
_LATER: Final = re.compile(re.escape(LATER))


def nested(markdown: str, title: str = "") -> str:
    """Return a document as a part of another: each heading one level lower.

    The title takes the place of the document's own, where there is one.
    """
    if title:
        markdown = _TITLE.sub(lambda _: f"# {markup(title)}", markdown, count=1)
    return _HEADING.sub("#", markdown)


class PlacedPart(NamedTuple):
    """A part as it stands in a document: its Markdown, and whether it starts a page.

    It may start with a list of key facts. `place` is how many sections of the document stand before
    it; None where they all do.
    """

    markdown: str
    place: int | None = None
    new_page: bool = True
    has_key_facts: bool = False


def assembled(markdown: str, parts: Sequence[PlacedPart]) -> tuple[str, list[int], list[int]]:
    """Return a document with its parts, and which of its headings below the title start a page.

    The last are those below which key facts stand.

    Parts stand where a heading holds their place, or after all else.
    """
    pieces: list[PlacedPart] = []
    among = {part.place for part in parts} - {None}
    for at, piece in enumerate(_PLACE.split(markdown)):
        if at % 2 == 0:
            pieces.append(PlacedPart(piece, new_page=False))
        else:
            among.discard(int(piece))
            pieces += (part for part in parts if part.place == int(piece))
    pieces += (part for part in parts if part.place is None or part.place in among)
    starts = [0, *accumulate(len(_SECTION.findall(piece.markdown)) for piece in pieces)]
    pages = [at for at, piece in zip(starts, pieces, strict=False) if piece.new_page]
    tops = [at for at, piece in zip(starts, pieces, strict=False) if piece.has_key_facts]
    return "\n".join(piece.markdown for piece in pieces), pages, tops


def numbered(markdown: str) -> str:
    """Return a document whose numbers go on through its parts."""
    numbers = count(1)
    return _LATER.sub(lambda _: f"{next(numbers)}.", markdown)


def with_pages(blocks: tuple[Block, ...], pages: Collection[int]) -> tuple[Block, ...]:
    """Return a document's blocks, with those of its headings of the second level starting a page.

    They go by their numbers, from 0.
    """
    if not pages:
        return blocks
    numbers = count()
    return tuple(
        block._replace(starts_page=True)
        if isinstance(block, Heading) and _is_listed(block) and next(numbers) in pages
        else block
        for block in blocks
    )


def spans_of_line(text: str) -> Spans:
    """Return the spans of a line of Markdown."""
    heading, *_ = parse(f"# {markup(text)}")
    return heading.spans if isinstance(heading, Heading) else ()


def with_tops(
    blocks: tuple[Block, ...], subtitle: str, tops: Collection[int], *, has_contents: bool = False
) -> tuple[Block, ...]:
    """Return a document's blocks, with what stands at its top, or at that of a part, told apart.

    It is known by its place alone: a subtitle is the paragraph right after the title, key facts are
    the first list before any other heading. `tops` are the numbers of the headings below which key
    facts stand, from 0, or `TITLE`; contents stand below the first.
    """
    top = list(blocks)
    if subtitle and len(top) > 1 and isinstance(top[1], Paragraph):
        top[1] = top[1]._replace(is_subtitle=top[1].spans == spans_of_line(subtitle))
    number, is_top = TITLE, TITLE in tops
    for at, block in enumerate(top[1:], start=1):
        if _is_listed(block):
            number += 1
            is_top = number in tops
        elif isinstance(block, Bullets) and is_top:
            top[at] = KeyFacts(block.items)
            is_top = False
        elif isinstance(block, Bullets) and has_contents and number == 0:
            top[at] = Contents(block.items)
            has_contents = False
        elif not isinstance(block, Paragraph):
            is_top = False
    return tuple(top)


def with_signatures(blocks: tuple[Block, ...], titles: Collection[str]) -> tuple[Block, ...]:
    """Return a document's blocks, with the lists right below headings of these titles as lines."""
    wanted = tuple(f" {plain(spans_of_line(title))}" for title in titles)  # after a number, say
    signed = list(blocks) if wanted else []
    for at, (block, after) in enumerate(pairwise(signed), start=1):
        is_signed = isinstance(block, Heading) and f" {plain(block.spans)}".endswith(wanted)
        if is_signed and isinstance(after, Bullets) and all(map(_is_line, after.items)):
            signed[at] = Signatures(after.items)
    return tuple(signed) or blocks


def _is_line(item: Sequence[Block]) -> bool:
    return len(item) == 1 and isinstance(item[0], Paragraph)


def _is_listed(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == _LISTED


def with_contents(markdown: str, title: str) -> str:
    """Return a document with a list of links to its sections and parts before the first of them.

    Raises `UnknownMarkup` as `parse` does.
    """
    before, mark, after = markdown.partition("\n## ")
    if not mark:
        return markdown
    start, end = f"{before}\n## {markup(title)}\n\n", f"\n\n## {after}"
    headings = [block for block in parse(start + end) if isinstance(block, Heading)]
    pairs = zip(headings, slugs(headings), strict=True)
    links = [(heading.spans, slug) for heading, slug in pairs if heading.level == _LISTED]
    contents = "\n".join(f"- [{_linked(spans)}](#{slug})" for spans, slug in links[1:])
    return f"{start}{contents}{end}"


def _linked(spans: Spans) -> str:
    """Return a heading's text for a link to it, each part in its language."""
    if not any(span.language for span in spans):
        return escape(plain(spans))
    return "".join(
        in_language(escape(span.text), span.language) if span.language else span.text
        for span in spans
    )
