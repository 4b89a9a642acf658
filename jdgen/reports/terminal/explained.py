"""Who said each line; where the terminal can, a place is a link that opens the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.padding import Padding

from jdgen.problems import Location
from jdgen.reports.terminal.screen import Text, screen
from jdgen.trace.explain import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from jdgen.model.text import Source
    from jdgen.trace.explain import Explained


def draw_explained(heading_: str, explained: Sequence[Explained]) -> None:
    """Draw who said each line; where the terminal can, a place is a link that opens the file."""
    console, width = screen()
    console.print(Text(heading_, "bold"), width=width)
    section = ""
    for each in explained:
        if each.title != section:
            section = each.title
            console.print()
            console.print(Text(section, "bold underline"))
        style = "" if each.is_printed else "red"
        _indented(console, Text(text_of(each), style), 2, width)
        said_by = _place(each.source)
        if each.id:
            said_by.append(f", id {each.id}")
        _indented(console, said_by, 6, width)
        for name, said in each.details:
            _indented(console, Text(f"{name}: {said}"), 6, width)
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
    link = f" link {path.as_uri()}#{source.line}" if path.is_file() else ""
    return Text(f"{source.layer}: ").append(str(Location(*source[1:])), f"cyan{link}")
