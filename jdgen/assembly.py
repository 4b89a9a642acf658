"""Documents that hold others, and lists of contents: whole Markdown texts put together.

A heading is a line that starts with a number sign: no text of an author's can start one, since they
are escaped, and no other line of a template's does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.blocks import Heading, plain, slugs
from jdgen.escaping import escape
from jdgen.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADING: Final = re.compile(r"^(?=#{1,5} )", re.MULTILINE)
_TITLE: Final = re.compile(r"\A# .*")
_LISTED: Final = 2


def nested(markdown: str, title: str = "") -> str:
    """Return a document as a part of another: each heading one level lower.

    The title takes the place of the document's own, where there is one.
    """
    if title:
        markdown = _TITLE.sub(lambda _: f"# {escape(title)}", markdown, count=1)
    return _HEADING.sub("#", markdown)


def assembled(markdown: str, parts: Iterable[str]) -> str:
    """Return a document with its parts after it."""
    return "\n".join([markdown, *parts])


def with_contents(markdown: str, title: str) -> str:
    """Return a document with a list of links to its sections and parts before the first of them.

    Raises `UnknownMarkup` as `parse` does.
    """
    before, mark, after = markdown.partition("\n## ")
    if not mark:
        return markdown
    start, end = f"{before}\n## {escape(title)}\n\n", f"\n\n## {after}"
    headings = [block for block in parse(start + end) if isinstance(block, Heading)]
    pairs = zip(headings, slugs(headings), strict=True)
    links = [(plain(heading.spans), slug) for heading, slug in pairs if heading.level == _LISTED]
    contents = "\n".join(f"- [{escape(text)}](#{slug})" for text, slug in links[1:])
    return f"{start}{contents}{end}"
