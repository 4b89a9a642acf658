"""What a workspace holds, as tables with the columns for which a terminal of 80 has room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich import box
from rich.console import Console
from rich.table import Table

from jdgen.reports.listing import heading
from jdgen.reports.terminal.screen import ScreenText

if TYPE_CHECKING:
    from jdgen.reports.listing import Inventories

_NARROW: Final = {
    "families": ("family", "title", "levels"),
    "levels": ("level", "family", "title", "grades"),
    "roles": ("role", "title", "level"),
    "vacancies": ("vacancy", "post_number", "level", "grade", "closing_date"),
    "clauses": ("clause", "title", "version", "effective"),
    "layouts": ("layout", "title", "documents"),
}
"""The columns that are shown of some kinds; of each the first is never broken."""


def draw(inventories: Inventories) -> None:
    """Draw inventories as tables."""
    console = Console(highlight=False)
    for kind, (columns, rows) in inventories.items():
        for line in heading(inventories, kind):
            console.print(line)
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        shown = _NARROW.get(kind, columns)
        for name in shown:
            is_first = name == columns[0]
            table.add_column(name.replace("_", " "), no_wrap=is_first, overflow="fold")
        for row in rows:
            cells = dict(zip(columns, row, strict=True))
            table.add_row(*(ScreenText(cells[name]) for name in shown))
        console.print(table)
