"""What a workspace holds: with tabs between the columns, as Markdown tables, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.formats.escaping import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jdgen.workspace.listing import Inventory

    Inventories = Mapping[str, Inventory]
    _Row = dict[str, str | int]

_NUMBERS: Final = ("levels", "rank")


def text(inventories: Inventories) -> Iterator[str]:
    """Yield the lines of inventories with tabs between the columns."""
    for kind, inventory in inventories.items():
        yield from heading(inventories, kind)
        yield from map("\t".join, (inventory.columns, *inventory.rows))


def heading(inventories: Inventories, kind: str) -> Iterator[str]:
    """Yield the lines above an inventory: none where it is the only one."""
    if len(inventories) > 1:
        if kind != next(iter(inventories)):
            yield ""
        yield kind.capitalize()


def markdown(inventories: Inventories) -> Iterator[str]:
    """Yield the lines of inventories as Markdown tables."""
    for kind, (columns, rows) in inventories.items():
        yield from heading(inventories, kind)
        for row in (columns, ["---"] * len(columns), *(map(escape, row) for row in rows)):
            yield f"| {' | '.join(row)} |"


def as_json(inventories: Inventories) -> dict[str, list[_Row]] | list[_Row]:
    """Return a dict a row, with numbers as numbers; by kind, where there is more than one."""
    lists: dict[str, list[_Row]] = {
        kind: [
            {
                name: int(cell) if name in _NUMBERS else cell
                for name, cell in zip(columns, row, strict=True)
            }
            for row in rows
        ]
        for kind, (columns, rows) in inventories.items()
    }
    return lists if len(lists) > 1 else next(iter(lists.values()))
