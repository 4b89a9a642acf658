"""What all that is drawn shares: the console, how wide lines are, and how words are marked.

Colour only repeats what signs, words and brackets say, in the terminal's own red and green, which
its user has chosen to be readable on its background.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

import rich.text
from rich.console import Console

from jdgen.process.streams import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style

    from jdgen.compare.words import Mark, MarkedWords

_MOST: Final = 160
"""Lines longer than this are hard to read, however wide the terminal."""
STYLES: Final[dict[Mark, str]] = {"kept": "", "removed": "red", "added": "green"}
_OPEN: Final[dict[Mark, str]] = {"kept": "", "removed": "[-", "added": "{+"}
_CLOSE: Final[dict[Mark, str]] = {"kept": "", "removed": "-]", "added": "+}"}


class ScreenText(rich.text.Text):
    """Text as rich draws it, in which nothing is hidden: rich itself lets escape sequences through.

    All that is drawn is made of it, for what is drawn goes to the terminal as it is.
    """

    def __init__(self, text: str = "", style: str | Style = "", **how: Any) -> None:  # noqa: ANN401
        super().__init__(visible(text), style, **how)

    def append(self, text: rich.text.Text | str, style: str | Style | None = None) -> Self:
        """Add text at the end."""
        super().append(visible(text) if isinstance(text, str) else text, style)
        return self


def screen() -> tuple[Console, int]:
    """Return the terminal, and how wide lines on it are."""
    console = Console(highlight=False)
    return console, min(console.width, _MOST)


def in_brackets(marked: Iterable[MarkedWords]) -> ScreenText:
    """Return spans as text, what is removed and added in brackets."""
    text = ScreenText()
    for part in marked:
        marks = f"{_OPEN[part.mark]}{part.text}{_CLOSE[part.mark]}"
        text.append(marks, STYLES[part.mark])
    return text
