"""What a workspace holds, as tables with the columns for which a terminal of 80 has room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from jdgen.reports.listing import heading
from jdgen.reports.terminal.screen import ScreenText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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


_KEYS: Final = {"axes": 3}
"""How many columns say what a row is of, where that is not the first alone."""
_GAP: Final = 3
"""How many characters lie between two columns."""


def draw(inventories: Inventories) -> None:
    """Draw inventories as tables; one in which words would be broken becomes several."""
    console = Console(highlight=False)
    for kind, inventory in inventories.items():
        for line in heading(inventories, kind):
            console.print(line)
        shown = _NARROW.get(kind, inventory.columns)
        texts = dict(zip(inventory.columns, zip(*inventory.rows, strict=True), strict=False))
        cells = {name: [*map(_beside_its_star, texts.get(name, ()))] for name in shown}
        for names in _fitting(cells, _KEYS.get(kind, 1), console.width):
            console.print(_table({name: cells[name] for name in names}, console.width))


def _table(cells: Mapping[str, Sequence[str]], width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    widths = _widths(cells, width - _GAP * len(cells))
    for at, name in enumerate(cells):
        table.add_column(_title(name), no_wrap=at == 0, overflow="fold", width=widths.get(name))
    for row in zip(*cells.values(), strict=True):
        table.add_row(*map(ScreenText, row))
    return table


def _fitting(cells: Mapping[str, Sequence[str]], keys: int, width: int) -> Iterator[list[str]]:
    """Yield the columns of each table, so that all words of it are whole; the keys are in each."""
    first, others = [*cells][:keys], [*cells][keys:]
    names = list(first)
    for name in others:
        needed = sum(_least(each, cells[each]) + _GAP for each in (*names, name))
        if needed > width and len(names) > keys:
            yield names
            names = list(first)
        names.append(name)
    yield names


def _widths(cells: Mapping[str, Sequence[str]], room: int) -> dict[str, int]:
    """Return how wide each column is: as its longest word, and of the rest what it lacks most.

    Of columns for whose longest words there is no room, none is said.
    """
    widths = {name: _least(name, texts) for name, texts in cells.items()}
    most = {name: max(map(cell_len, (_title(name), *texts))) for name, texts in cells.items()}
    spare = room - sum(widths.values())
    if spare < 0:
        return {}
    for _ in range(min(spare, sum(most.values()) - sum(widths.values()))):
        widths[max(widths, key=lambda name: most[name] - widths[name])] += 1
    return widths


def _least(name: str, texts: Iterable[str]) -> int:
    """Return how wide a column has to be for its longest word."""
    return max(cell_len(word) for text in (_title(name), *texts) for word in text.split() or [""])


def _beside_its_star(text: str) -> str:
    """Return a text with the star after its last word, so that no line begins with that."""
    return f"{text.removesuffix(' *')}*" if text.endswith(" *") else text


def _title(name: str) -> str:
    return name.replace("_", " ")
