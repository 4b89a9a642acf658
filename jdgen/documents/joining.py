"""Parts of a section, put together: lists and tables apart from others, sentences before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.documents.views import (
    PartView,
    other_mark,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def apart(parts: Iterable[PartView], last_mark: str) -> tuple[list[PartView], str]:
    """Return the parts, of which a list right after another list has other marks.

    Markdown takes lists of the same marks for one; `last_mark` is that of the list right before,
    if any, and that of a list at the very end is returned.
    """
    apart: list[PartView] = []
    for part in parts:
        entries = part.entries
        is_led = part.heading or part.paragraphs
        if entries and not is_led and entries[0].mark[-1] == last_mark:
            entries = [other_mark(entry) for entry in entries]
            apart.append(part._replace(entries=entries))
        else:
            apart.append(part)
        last_mark = entries[0].mark[-1] if entries and not part.rows else ""
    return apart, last_mark


def is_table(part: PartView) -> bool:
    """Return whether a part is a table with nothing before it."""
    return bool(part.rows) and not (part.heading or part.paragraphs or part.entries)


def joined(parts: Iterable[PartView]) -> list[PartView]:
    """Return the parts, of which a table right after one of the same columns goes on with it."""
    joined: list[PartView] = []
    for part in parts:
        before = joined[-1] if joined else PartView()
        if before.rows and is_table(part) and before.columns == part.columns:
            joined[-1] = before._replace(rows=[*before.rows, *part.rows])
        else:
            joined.append(part)
    return joined


def led(parts: list[PartView], lead_in: list[str]) -> list[PartView]:
    """Return the parts with a sentence before them: in the first, where that has no heading."""
    first, *rest = parts
    if first.heading:
        return [PartView(paragraphs=lead_in), *parts]
    return [first._replace(paragraphs=[*lead_in, *first.paragraphs]), *rest]
