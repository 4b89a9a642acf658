"""Documents that hold others, and lists of contents: whole Markdown texts put together.

A heading is a line that starts with a number sign: no text of an author's can start one, since they
are escaped, and no other line of a template's does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.documents.views import markup
from jdgen.formats.blocks import Heading, plain, slugs
from jdgen.formats.escaping import escape, in_language
from jdgen.formats.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jdgen.formats.blocks import Block, Spans

_HEADING: Final = re.compile(r"^(?=#{1,5} )", re.MULTILINE)
_TITLE: Final = re.compile(r"\A# .*")
_LISTED: Final = 2


def nested(markdown: str, title: str = "") -> str:
    """Return a document as a part of another: each heading one level lower.

    The title takes the place of the document's own, where there is one.
    """
    if title:
        markdown = _TITLE.sub(lambda _: f"# {markup(title)}", markdown, count=1)
    return _HEADING.sub("#", markdown)


def assembled(markdown: str, parts: Iterable[str]) -> str:
    """Return a document with its parts after it."""
    return "\n".join([markdown, *parts])


def with_pages(blocks: tuple[Block, ...], parts: int) -> tuple[Block, ...]:
    """Return a document's blocks, each of its parts, which stand last in it, on a page of its own.

    A part is what stands under a heading of the second level.
    """
    if not parts:
        return blocks
    headings = [at for at, block in enumerate(blocks) if _is_listed(block)]
    starts = set(headings[-parts:])
    return tuple(
        block._replace(starts_page=True) if at in starts and isinstance(block, Heading) else block
        for at, block in enumerate(blocks)
    )


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
