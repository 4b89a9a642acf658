"""A document laid out as Markdown is meant to look."""

from __future__ import annotations

from rich.console import Console
from rich.markdown import Markdown

from jdgen.formats.escaping import CELL_BREAK, CELL_LIST
from jdgen.process.streams import visible

_CELL_MARKS = {CELL_BREAK: "\n", **dict.fromkeys(CELL_LIST, ""), "<li>": "\n• "}
_MOST = 100
"""Wider lines of prose are hard to read."""


def draw(markdown: str) -> None:
    """Draw a document."""
    console = Console(highlight=False)
    document = Markdown(visible(markdown))
    for token in document.parsed:
        for part in token.children or ():
            if part.type == "html_inline" and part.content in _CELL_MARKS:  # else rich drops them
                part.type, part.content = "text", _CELL_MARKS[part.content]
    console.print(document, width=min(console.width, _MOST))
