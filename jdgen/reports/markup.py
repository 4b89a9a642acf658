"""Markdown as a comment on a pull request shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.escaping import escape as plain_escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.compare.words import MarkedWords

_LIVE: Final = re.compile(r"(?<!\w)([@#])(?=\w)")
"""What would name a person, or an issue by its number."""
_ELEMENTS: Final = {"removed": "del", "added": "ins"}


def escape(text: str) -> str:
    """Return Markdown that renders as the text, in which GitHub finds nobody to notify."""
    return _LIVE.sub(r"\1<!-- -->", plain_escape(text))


def headed(heading: str) -> tuple[str, str, str]:
    """Return the lines of a heading below what stands before it."""
    return "", heading, ""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table of plain texts."""
    yield from written_table(header, ([escape(cell) for cell in row] for row in rows))


def written_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table whose cells are Markdown already."""
    yield f"| {' | '.join(escape(title) or ' ' for title in header)} |"
    yield f"|{' --- |' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(cell or ' ' for cell in row)} |"


def marked_markdown(marked: Iterable[MarkedWords]) -> str:
    """Return marked words as Markdown: what is removed is struck out, what is added underlined.

    These are HTML's own elements, which GitHub shows too: asterisks mean nothing beside a comma.
    """
    return "".join(map(_marked, marked))


def _marked(part: MarkedWords) -> str:
    inner = part.text.strip()
    if not inner:
        return part.text
    before, after = part.text.split(inner, 1)
    element = _ELEMENTS.get(part.mark)
    markdown = f"<{element}>{escape(inner)}</{element}>" if element else escape(inner)
    return f"{before}{markdown}{after}"
