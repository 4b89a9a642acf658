"""The tables of a Word file, and which parts of a table its style tells from others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.audit.looks import value
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from jdgen.formats.word.audit.paragraphs import WordPlace

_LOOKS: Final = {
    0x20: "firstRow", 0x40: "lastRow", 0x80: "firstColumn", 0x100: "lastColumn",
    0x200: "noHBand", 0x400: "noVBand",
}  # fmt: skip


class WordCell(NamedTuple):
    """A cell of a table."""

    text: str
    is_merged: bool
    holds_table: bool
    is_empty: bool


class WordRow(NamedTuple):
    """A row of a table."""

    cells: list[WordCell]
    is_header: bool
    is_whole: bool


class WordTable(NamedTuple):
    """A table, with what is said of it for those who can't see it."""

    place: WordPlace
    rows: list[WordRow]
    columns: int
    has_first_row: bool
    has_first_column: bool
    caption: str
    description: str


def table_look(look: Element | None) -> set[str]:
    """Return which parts of a table its style tells from others; Word 2007 writes them as bits."""
    if look is None:
        return set()
    said = {name for name in _LOOKS.values() if value(look, name) in {"1", "true", "on"}}
    if not said and re.fullmatch("[0-9A-Fa-f]{1,4}", value(look)):
        bits = int(value(look), 16)
        said = {name for bit, name in _LOOKS.items() if bits & bit}
    return said


def parts_of(look: set[str], row: tuple[int, int], column: tuple[int, int]) -> tuple[str, ...]:
    """Return the parts of a table that a cell is in, the most special one last.

    `row` and `column` say which it is, from 0, and of how many.
    """
    is_top, is_bottom = (
        ("firstRow" in look and row[0] == 0),
        ("lastRow" in look and row[0] == row[1] - 1),
    )
    is_left, is_right = (
        ("firstColumn" in look and column[0] == 0),
        ("lastColumn" in look and column[0] == column[1] - 1),
    )
    parts = []
    if "noVBand" not in look and not (is_left or is_right):
        parts.append(f"band{(column[0] - ('firstColumn' in look)) % 2 + 1}Vert")
    if "noHBand" not in look and not (is_top or is_bottom):
        parts.append(f"band{(row[0] - ('firstRow' in look)) % 2 + 1}Horz")
    said = {"lastCol": is_right, "firstCol": is_left, "lastRow": is_bottom, "firstRow": is_top}
    parts += (name for name, is_so in said.items() if is_so)
    return tuple(parts)
