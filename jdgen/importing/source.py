"""What a document of somebody else's holds, whatever it was written in: lines and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


EDGES: Final = {"header": "page header", "footer": "page footer"}
NOTES: Final = {"footnote": "footnote", "endnote": "endnote"}
"""Where a line stands that is outside the text, by the part of a Word file that holds it."""


class SourceLine(NamedTuple):
    """A paragraph, heading or list entry; `at` says where it stands, in words.

    `heading` is its level where it is set as one, `depth` how deep it stands in lists, from 1.
    Of a line that `is_bold` all letters are bold; `lead` is the bold text at the start of another.
    """

    text: str
    at: str
    heading: int = 0
    depth: int = 0
    is_bold: bool = False
    lead: str = ""


class Grid(NamedTuple):
    """A table: the lines of each cell, by row; a cell that spans several is told once."""

    rows: tuple[tuple[tuple[SourceLine, ...], ...], ...]
    at: str

    def lines(self) -> Iterator[SourceLine]:
        """Yield the lines of all cells, row by row."""
        for row in self.rows:
            for cell in row:
                yield from cell


Block = SourceLine | Grid


class Unreadable(Exception):
    """A file can't be read: says why, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        self.hint = hint
        super().__init__(message)


def words_in(blocks: tuple[Block, ...]) -> int:
    """Return how many words lines and tables hold."""
    return sum(
        len(line.text.split())
        for block in blocks
        for line in (block.lines() if isinstance(block, Grid) else (block,))
    )
