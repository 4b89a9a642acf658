"""Rules on tables: what they are for, their headers and descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.formats.blocks import NAMES_AND_VALUES
from jdgen.formats.word.audit.rules.rule import GOV_UK, MICROSOFT, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.audit.contents import WordContents
    from jdgen.formats.word.audit.rules.rule import Fault
    from jdgen.formats.word.audit.tables import WordTable


def _data_tables(contents: WordContents) -> Iterator[WordTable]:
    for table in contents.tables:
        if not _is_for_layout(table):
            yield table


def _is_for_layout(table: WordTable) -> bool:
    is_row = len(table.rows) <= 1 and not _is_of_names(table)
    return is_row or all(len(row.cells) <= 1 for row in table.rows)


def _is_of_names(table: WordTable) -> bool:
    """Return whether each row of a table is a name and its value, with no row for a header."""
    has_header = table.has_first_row or any(row.is_header for row in table.rows)
    return table.columns == NAMES_AND_VALUES and table.has_first_column and not has_header


@rule(
    "table-header",
    "The first row of a table, and it alone, is its header; one of names and values needs none",
    "WCAG 2.2, 1.3.1 Info and relationships",
    MICROSOFT,
    why="A screen reader says a column's header before each cell, and each page repeats it.",
)
def table_header(contents: WordContents) -> Iterator[Fault]:
    """Yield tables without a header row, with several, or with rows that may break."""
    for table in _data_tables(contents):
        first, *others = table.rows
        remedy = "Layout, Repeat Header Rows, with the first row selected"
        if not (first.is_header or _is_of_names(table)):
            yield table.place, "the first row is not marked as the header", remedy
        elif first.is_header and not table.has_first_row:
            yield table.place, "its header row is switched off", "Table Design, Header Row"
        if any(row.is_header for row in others):
            yield table.place, "other rows than the first are marked as headers", remedy
        if not all(row.is_whole for row in table.rows):
            remedy = "Table Properties, Row: untick Allow row to break across pages"
            yield table.place, "a row may break between pages", remedy


@rule(
    "table-description",
    "A table has a title and a description",
    "WCAG 2.2, 1.3.1 Info and relationships",
    MICROSOFT,
    why="A screen reader says them first, so that its user can pass over the table.",
)
def table_description(contents: WordContents) -> Iterator[Fault]:
    """Yield tables without a title or a description."""
    for table in _data_tables(contents):
        said = {"title": table.caption, "description": table.description}
        missing = [name for name, text in said.items() if not text]
        if missing:
            remedy = "Table Properties, Alt Text"
            yield table.place, f"the table has no {' and no '.join(missing)}", remedy


@rule(
    "simple-tables",
    "Tables hold data, one thing in each cell",
    "WCAG 2.2, 1.3.1 Info and relationships",
    "WCAG 2.2, 1.3.2 Meaningful sequence",
    GOV_UK,
    why="Cells are read one by one, row by row: merged, empty or nested ones lose their column.",
)
def simple_tables(contents: WordContents) -> Iterator[Fault]:
    """Yield tables that lay out text, and cells that are merged, nested or empty."""
    for table in contents.tables:
        if _is_for_layout(table):
            shape = "row" if len(table.rows) <= 1 else "column"
            remedy = "write its text as paragraphs: Layout, Convert to Text"
            yield table.place, f"a table of one {shape} lays out text", remedy
            continue
        cells = [cell for row in table.rows for cell in row.cells]
        if any(cell.is_merged for cell in cells):
            yield table.place, "cells are merged", "split them: Layout, Split Cells"
        elif any(len(row.cells) != table.columns for row in table.rows):
            remedy = "make all rows alike, or two tables of it"
            yield table.place, "a row has other columns than the table", remedy
        if any(cell.holds_table for cell in cells):
            yield table.place, "a table stands in a cell", "move it out of the table"
        is_titled = table.has_first_row and table.has_first_column  # whose corner needs no title
        if any(cell.is_empty for cell in cells[is_titled:]):
            yield table.place, "cells are empty", 'write "None" or what is meant'
