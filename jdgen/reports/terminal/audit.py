"""What was found in Word files, each line below what it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding

from jdgen.reports.audit import INDENTS, conclusion, lines
from jdgen.reports.terminal.screen import ScreenText, screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jdgen.formats.word.audit.audit import Audited
    from jdgen.reports.audit import Kind

_STYLES: Final[dict[Kind, str]] = {
    "file": "bold underline",
    "rule": "bold",
    "fault": "red",
    "remedy": "green",
}


def draw(audits: Sequence[Audited]) -> None:
    """Draw what was found in Word files."""
    console, width = screen()
    for kind, line in lines(audits):
        words = ScreenText(line, _STYLES.get(kind, ""))
        console.print(Padding(words, (0, 0, 0, INDENTS.get(kind, 0))), width=width)
    console.print(ScreenText(conclusion(audits), "bold"))
