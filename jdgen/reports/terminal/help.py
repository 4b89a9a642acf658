"""A command's help, with its headings and the names of what it takes standing out."""

from __future__ import annotations

from typing import Final

from jdgen.reports.terminal.screen import ScreenText, screen

_HEADING: Final = r"(?m)^\S.*:$"
_NAME: Final = r"(?m)^  \S+(?: \S+)*(?=  )"


def draw(text: str) -> None:
    """Draw help that is broken into lines already."""
    console, _ = screen()
    drawn = ScreenText(text.rstrip("\n"))
    drawn.highlight_regex(_HEADING, "bold")
    drawn.highlight_regex(_NAME, "cyan")
    console.print(drawn, soft_wrap=True)
