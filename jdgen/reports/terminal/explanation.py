"""Who said each line; where the terminal can, a place is a link that opens the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.padding import Padding

from jdgen.reports.explanation import words
from jdgen.reports.terminal.screen import Text, screen

if TYPE_CHECKING:
    from rich.console import Console

    from jdgen.model.text import Source
    from jdgen.trace.explain import Explanation


def draw(explanation: Explanation) -> None:
    """Draw who said each line; where the terminal can, a place is a link that opens the file."""
    console, width = screen()
    console.print(Text(f"{explanation.title}: {explanation.file}", "bold"), width=width)
    section = ""
    for each in explanation.texts:
        if each.title != section:
            section = each.title
            console.print()
            console.print(Text(section, "bold underline"))
        style = "" if each.is_printed else "red"
        _indented(console, Text(words(each), style), 2, width)
        source = _place(each.source)
        if each.id:
            source.append(f", id {each.id}")
        _indented(console, source, 6, width)
        for name, detail in each.details:
            _indented(console, Text(f"{name}: {detail}"), 6, width)
        for event in each.events:
            text = Text(event.what, "italic yellow")
            if event.by:
                _indented(
                    console, text.append(" by ", "not italic").append(_place(event.by)), 6, width
                )
                text = Text("before:")
            if event.before_at:
                text.append(f" {event.before}, ", "not italic red").append(_place(event.before_at))
            if event.before_at or not event.by:
                _indented(console, text, 6, width)


def _indented(console: Console, text: Text, by: int, width: int) -> None:
    console.print(Padding(text, (0, 0, 0, by)), width=width)


def _place(source: Source) -> Text:
    path = Path(source.file).absolute()
    link = f" link {path.as_uri()}#{source.place.line}" if path.is_file() else ""
    return Text(f"{source.layer}: ").append(str(source.place), f"cyan{link}")
