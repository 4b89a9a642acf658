"""A family's levels: a theme a block, or a grid where the terminal has room for all levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.table import Table

from jdgen.reports.ladder import (
    AXES,
    LEGEND,
    REPEATED,
    RESEMBLING,
    SAME,
    SIGNS,
    STEPS,
    axis_text,
    hidden_note,
    repetitions,
    resemblance_text,
    shown,
    step_name,
    step_text,
    title,
)
from jdgen.reports.terminal.screen import ScreenText, in_brackets, screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console, RenderableType

    from jdgen.compare.ladder import Cell, Ladder, LadderSection, State, Strand

_NAME, _LEVEL = 18, 26
"""How wide the first column of a grid is, and how wide at least the others are."""
_STATE_STYLES: Final[dict[State, str]] = {
    "new": "bold green",
    "same": "",
    "changed": "yellow",
    "moved": "cyan",
    "dropped": "bold red",
}


def draw(ladder: Ladder, *, same: bool) -> None:
    """Draw a family's levels: axes and themes, and what each level says of them."""
    console, width = screen()
    names = [level.name for level in ladder.levels]
    is_grid = console.width >= _NAME + len(names) * (_LEVEL + 1)
    drawing = _Drawing(console, names, console.width if is_grid else width, is_grid=is_grid)
    drawing.draw(ladder, same=same)


class _Drawing:
    """Draws one ladder."""

    def __init__(self, console: Console, names: list[str], width: int, *, is_grid: bool) -> None:
        self._console = console
        self._names = names
        self._width = width
        self._is_grid = is_grid

    def draw(self, ladder: Ladder, *, same: bool) -> None:
        self._print(ScreenText(title(ladder), "bold"))
        self._print(ScreenText(LEGEND))
        if ladder.axes:
            self._title(AXES)
            if self._is_grid:
                grid = self._grid()
                for axis in ladder.axes:
                    grid.add_row(ScreenText(axis.name), *map(ScreenText, axis.texts))
                self._print(grid)
            else:
                named = [(axis.name, axis_text(axis, self._names)) for axis in ladder.axes]
                self._lines(named)
        if ladder.steps:
            self._title(STEPS)
            self._lines((step_name(step), step_text(step)) for step in ladder.steps)
        for section in ladder.sections:
            self._section(section, same=same)
        self._findings(ladder)

    def _print(self, text: RenderableType) -> None:
        self._console.print(text, width=self._width)

    def _title(self, title: str) -> None:
        self._print(ScreenText())
        self._print(ScreenText(title, "bold underline"))

    def _lines(self, named: Iterable[tuple[str, str]]) -> None:
        """Print what is said of each name, with what doesn't fit in a line below its beginning."""
        for name, text in named:
            line = ScreenText.assemble((f"{name}: ", "bold"), text)
            self._print(Padding(line, (0, 0, 0, 2)))

    def _section(self, section: LadderSection, *, same: bool) -> None:
        strands = shown(section, same=same)
        note = "" if same else hidden_note(section)
        if strands or note:
            self._title(section.title)
        if strands and self._is_grid:
            grid = self._grid()
            for strand in strands:
                grid.add_row(ScreenText(strand.name, "bold"), *map(_cell, strand.cells))
            self._print(grid)
        elif strands:
            for strand in strands:
                if strand.name != section.title:
                    self._print(ScreenText(strand.name, "bold"))
                self._block(strand)
        if note:
            self._print(ScreenText(f"({note})", "italic"))

    def _grid(self) -> Table:
        grid = Table(box=None, padding=(0, 1, 0, 0), expand=True, show_edge=False)
        grid.add_column("", width=_NAME, overflow="fold")
        for name in self._names:
            grid.add_column(ScreenText(name, "underline"), ratio=1, overflow="fold")
        return grid

    def _block(self, strand: Strand) -> None:
        block = Table.grid(padding=(0, 1))
        block.add_column(width=max(map(len, self._names)) + 2)
        block.add_column(overflow="fold")
        for name, cell in zip(self._names, strand.cells, strict=True):
            if cell:
                block.add_row(ScreenText(f"  {name}"), _cell(cell))
        self._print(block)

    def _findings(self, ladder: Ladder) -> None:
        repeated = [(where, ScreenText(words)) for where, words in repetitions(ladder)]
        resembling = [
            (resemblance_text(each), in_brackets(each.marked)) for each in ladder.resemblances
        ]
        for heading, sign, lines in ((REPEATED, "=", repeated), (RESEMBLING, "≈", resembling)):
            if lines:
                self._title(heading)
            for where, words in lines:
                self._print(ScreenText.assemble((f"{sign} {where}: ", "bold"), words))


def _cell(cell: Cell | None) -> ScreenText:
    """Return what a level says of a theme, with what is new in it in brackets."""
    text = ScreenText()
    if cell:
        text.append(f"{SIGNS[cell.state]} ", _STATE_STYLES[cell.state])
        text.append(SAME if cell.state == "same" else in_brackets(cell.marked))
    return text
