"""Who said each line; where the terminal can, a place is a link that opens the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.padding import Padding

from jdgen.reports.explanation import because, words
from jdgen.reports.terminal.screen import ScreenText, screen

if TYPE_CHECKING:
    from rich.console import Console

    from jdgen.model.text import Source
    from jdgen.trace.explain import Explanation


def draw(explanation: Explanation) -> None:
    """Draw who said each line; where the terminal can, a place is a link that opens the file."""
    console, width = screen()
    console.print(ScreenText(f"{explanation.title}: {explanation.file}", "bold"), width=width)
    section = ""
    for explained in explanation.texts:
        if explained.title != section:
            section = explained.title
            console.print()
            console.print(ScreenText(section, "bold underline"))
        style = "" if explained.is_printed else "red"
        _indented(console, ScreenText(words(explained), style), 2, width)
        source = _place(explained.source)
        if explained.id:
            source.append(f", id {explained.id}")
        _indented(console, source, 6, width)
        for name, detail in explained.details:
            _indented(console, ScreenText(f"{name}: {detail}"), 6, width)
        for event in explained.events:
            text = ScreenText(event.what, "italic yellow")
            if event.by:
                text.append(" by ", "not italic").append(_place(event.by))
                _indented(console, text.append(because(event.by), "not italic"), 6, width)
                text = ScreenText("before:")
            if event.before_at:
                text.append(f" {event.before}, ", "not italic red").append(_place(event.before_at))
            if event.before_at or not event.by:
                _indented(console, text, 6, width)


def _indented(console: Console, text: ScreenText, by: int, width: int) -> None:
    console.print(Padding(text, (0, 0, 0, by)), width=width)


def _place(source: Source) -> ScreenText:
    path = Path(source.file).absolute()
    link = f" link {path.as_uri()}#{source.place.line}" if path.is_file() else ""
    return ScreenText(f"{source.layer}: ").append(str(source.place), f"cyan{link}")
