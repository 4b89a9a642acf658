"""Tables for which a column of text is too narrow, as lists: no word breaks in the midst."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.formats.blocks import Block, Bullets, Paragraph, Span, Table, item_depth, parted, plain
from jdgen.formats.word.widths import have_room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.blocks import Spans

_WIDE: Final = 6500  # twentieths of a point: a page of A5 is narrower, one of A4 is not


def fitting(block: Block, room: int) -> Block:
    """Return a block as it fits into a room: a table there is none for is a list of its rows.

    The room is a width in twentieths of a point, for text in 12 point.
    """
    if not isinstance(block, Table) or room >= _WIDE:
        return block
    rows = [[plain(cell) for cell in row] for row in (block.header, *block.rows)]
    return block if have_room(rows, room) else Bullets(tuple(map(tuple, _items(block))))


def _items(table: Table) -> Iterator[list[Block]]:
    """Yield each row as what it begins with, and a list of what its other columns say."""
    for first, *others in table.rows:
        item: list[Block] = [Paragraph(spans) for spans in _paragraphs(first)]
        inner = tuple(
            _said(header, cell)
            for header, cell in zip(table.header[1:], others, strict=True)
            if plain(cell).strip()
        )
        yield [*item, Bullets(inner)] if inner else item


def _said(header: Spans, cell: Spans) -> tuple[Block, ...]:
    first, *more = _paragraphs(cell)
    label = f"{plain(header)}: " if plain(header) else ""
    return (Paragraph((Span(label, bold=True), *first)), *map(Paragraph, more))


def _paragraphs(cell: Spans) -> list[Spans]:
    return [item_depth(spans)[1] for spans in parted(cell)]
