"""A Word file to lines and tables, as its reader meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.formats.word.audit.contents import WordContents
from jdgen.formats.word.audit.looks import child, value, whole
from jdgen.formats.word.audit.opening import UnreadableWord, W, opened
from jdgen.importing.source import EDGES, NOTES, Grid, SourceLine, Unreadable

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from jdgen.formats.word.audit.paragraphs import WordParagraph
    from jdgen.formats.word.audit.tables import WordCell
    from jdgen.importing.source import Block


def read_word(path: Path) -> tuple[Block, ...]:
    """Return what a Word file holds; raise `Unreadable` and `OSError`."""
    try:
        with opened(path) as package:
            return _Outline(package).found()
    except UnreadableWord as error:
        raise Unreadable(str(error), error.hint) from None


class _Outline(WordContents):
    """What a Word file holds, with each cell's paragraphs in their cell."""

    def _read_body(self, *, is_replaced: bool) -> None:
        self._holders: list[list[WordParagraph | _Table]] = [[]]
        super()._read_body(is_replaced=is_replaced)
        self._body = self._holders[0]
        self._holders = [[]]  # pages' edges and notes come after the text

    def found(self) -> tuple[Block, ...]:
        """Return the lines and tables of the text, then those of pages' edges, and notes."""
        outside = (paragraph for paragraph in self.paragraphs if paragraph.part)
        return (*_blocks(self._body), *(line for one in outside for line in _of_paragraph(one)))

    def _paragraph(self, element: Element, around: object, *, is_needed: bool) -> None:
        at = len(self.paragraphs)
        holder = self._holders[-1]
        place = len(holder)
        super()._paragraph(element, around, is_needed=is_needed)  # type: ignore[arg-type]
        holder.insert(place, self.paragraphs[at])  # before what stands in a box of its own

    def _table(self, element: Element, around: object) -> None:
        table = _Table(len(self.tables) + 1)
        self._holders[-1].append(table)
        self._open = [*getattr(self, "_open", []), table]
        super()._table(element, around)  # type: ignore[arg-type]
        self._open.pop()

    def _cell(
        self, element: Element, around: object, style: str, parts: tuple[str, ...]
    ) -> WordCell:
        inside: list[WordParagraph | _Table] = []
        self._holders.append(inside)
        cell = super()._cell(element, around, style, parts)  # type: ignore[arg-type]
        self._holders.pop()
        self._open[-1].add(element, inside)
        return cell


class _Table:
    """A table whose cells are being read."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.rows: list[list[list[WordParagraph | _Table]]] = []
        self._row: Element | None = None

    def add(self, element: Element, inside: list[WordParagraph | _Table]) -> None:
        """Add a cell; one that goes on below another is empty, and where it spans columns too."""
        row = element.getparent()  # type: ignore[attr-defined] # lxml's
        while row is not None and row.tag != f"{W}tr":
            row = row.getparent()
        if row is not self._row or not self.rows:
            self._row = row
            self.rows.append([])
        self.rows[-1].append(inside)
        span = whole(value(child(element, "tcPr", "gridSpan"))) or 1
        self.rows[-1] += [[] for _ in range(1, min(span, _MOST_SPANNED))]


_MOST_SPANNED = 20


def _blocks(holder: list[WordParagraph | _Table]) -> list[Block]:
    blocks: list[Block] = []
    for one in holder:
        if isinstance(one, _Table):
            rows = tuple(tuple(tuple(_lines(cell)) for cell in row) for row in one.rows)
            blocks.append(Grid(rows, f"table {one.number}"))
        elif not one.in_contents:
            blocks += _of_paragraph(one)
    return blocks


def _lines(cell: list[WordParagraph | _Table]) -> list[SourceLine]:
    """Return the lines of a cell, those of tables inside it included."""
    lines: list[SourceLine] = []
    for block in _blocks(cell):
        lines += block.lines() if isinstance(block, Grid) else (block,)
    return lines


def _of_paragraph(paragraph: WordParagraph) -> list[SourceLine]:
    """Return the lines of a paragraph: one, or several where it breaks them by hand."""
    at = (EDGES | NOTES).get(paragraph.part, f"paragraph {paragraph.number}")
    depth = 0
    if paragraph.mark and paragraph.mark != "none":
        depth = (whole(str(paragraph.look.get("depth", ""))) or 0) + 1
    texts = [" ".join(text.split(" ")).strip() for text in paragraph.text.split("\n")]
    is_bold = bool(paragraph.runs) and all(run.look.get("bold") for run in paragraph.runs)
    lead = ""
    for run in paragraph.runs:
        if not run.look.get("bold"):
            break
        lead += run.text
    lines = [
        SourceLine(text, at, paragraph.level, depth, is_bold, "" if is_bold else lead.strip())
        for text in texts
        if text.strip()
    ]
    return [lines[0], *(line._replace(lead="") for line in lines[1:])] if lines else []
