"""A document laid out as Markdown is meant to look."""

from __future__ import annotations

from rich.console import Console
from rich.markdown import Markdown

from jdgen.streams import visible

_MOST = 100
"""Wider lines of prose are hard to read."""


def draw(markdown: str) -> None:
    """Draw a document."""
    console = Console(highlight=False)
    console.print(Markdown(visible(markdown)), width=min(console.width, _MOST))
