"""Lines as they were meant: typed bullets are lists, bold or numbered lines are headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.importing.source import Grid, SourceLine
from jdgen.reading.invisible import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.importing.source import Block

_BULLET: Final = re.compile(
    r"(?:[•·▪▫◦‣\u2043∙●○■□➢➤►✓✔❖§*\-\u2013\u2014\uf0b7\uf0a7\uf0d8\u00b7]|o(?=\s{1,}[A-Z]))[\s\u00a0]+(?=\S)|[•▪●■➢►✓✔\uf0b7\uf0a7\uf0d8](?=\w)"
)
_NUMBER: Final = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\))[\s\u00a0]+(?=\S)"
)
_SPACES: Final = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
TICKS: Final = frozenset("\u2713\u2714\u221a\u2611\u2612\u25cf\u2022*\uf0fc")
"""The signs that tick a criterion, which stand alone in a cell."""
_LONGEST_HEADING: Final = 90
_MOST_WORDS: Final = 12
_LONGEST_CODE: Final = 3  # of capitals, such as PO3, that are no heading


def clean(text: str) -> str:
    """Return a text without what nobody sees, on one line but for its tabs."""
    text = text.replace("\u2028", " ").replace("\u2011", "-").replace("\u00ad", "")
    text = FORBIDDEN.sub("", text)
    return _SPACES.sub(" ", text.replace("\n", " ").replace("\r", " ")).strip()


def outlined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield lines and tables as they were meant; what is empty is left out."""
    for block in blocks:
        if isinstance(block, Grid):
            rows = tuple(
                tuple(tuple(filter(None, map(_in_cell, cell))) for cell in row)
                for row in block.rows
            )
            if any(cell for row in rows for cell in row):
                yield Grid(rows, block.at)
        elif line := _line(block):
            yield line


def _in_cell(line: SourceLine) -> SourceLine | None:
    """Return a line of a cell, in which a sign alone may be a tick."""
    text = line.text.strip()
    return line._replace(text=text) if text in TICKS else _line(line)


def _line(line: SourceLine) -> SourceLine | None:
    text, lead, depth = clean(line.text), clean(line.lead), line.depth
    if not re.search(r"\w", text):  # a rule of dashes, dots to write on
        return None
    if mark := _BULLET.match(text):
        text, depth = text[mark.end() :].strip(), max(depth, 1)
        lead = lead.removeprefix(mark[0].strip()).strip()
    return line._replace(text=text, lead=lead if text.startswith(lead) else "", depth=depth)


def unnumbered(text: str) -> tuple[str, str]:
    """Return a text without the number that it was typed with, and that number."""
    mark = _NUMBER.match(text)
    if not mark or (mark[0][0].isalpha() and len(mark[0].strip()) == 1):
        return text, ""
    return text[mark.end() :].strip(), mark[0].strip()


def is_headed(line: SourceLine) -> bool:
    """Return whether a line is set as a heading: by its style, in bold, or in capitals."""
    text = line.text
    if line.heading:
        return len(text.split()) <= 2 * _MOST_WORDS
    if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_WORDS:
        return False
    if line.is_bold and not line.depth:
        return not text.endswith((".", ";", ","))
    letters = [letter for letter in text if letter.isalpha()]
    is_capital = len(letters) > _LONGEST_CODE and all(map(str.isupper, letters))
    return is_capital and not line.depth and not text.endswith((".", ";", ","))
