"""A family's levels as a matrix for each section, with a bar for each step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.table import Table

from jdgen.reports.ladder import (
    HOW_MUCH,
    LEGEND,
    REPEATED,
    RESEMBLING,
    hidden_note,
    is_shown,
    progressions,
    repetitions,
    resemblance_text,
    sign,
    title,
)
from jdgen.reports.terminal.screen import ScreenText, in_brackets, screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from jdgen.compare.ladder import Ladder, LadderSection, State


_NARROWEST, _WIDEST = 5, 60
"""Columns of a matrix are no narrower and no wider than this."""
_STATE_STYLES: Final[dict[State, str]] = {
    "new": "bold green",
    "same": "",
    "nearly": "cyan",
    "changed": "yellow",
    "moved": "cyan",
    "dropped": "bold red",
}


def draw(ladder: Ladder, *, same: bool) -> None:
    """Draw a family's levels as a matrix for each section, with a bar for each step."""
    console, width = screen()
    console.print(ScreenText(title(ladder), "bold"))
    console.print(ScreenText(LEGEND), width=width)
    console.print()
    console.print(ScreenText(HOW_MUCH, "bold"))
    grid = Table.grid(padding=(0, 2))
    for _ in range(3):
        grid.add_column(overflow="fold")
    for levels, bar, what in progressions(ladder):
        grid.add_row(ScreenText(levels), ScreenText(bar, "cyan"), ScreenText(what))
    console.print(grid, width=width)
    for section in ladder.sections:
        _draw_matrix(console, ladder, section, width, same=same)
    _draw_findings(console, ladder, width)


def _draw_matrix(
    console: Console, ladder: Ladder, section: LadderSection, width: int, *, same: bool
) -> None:
    shown = [strand for strand in section.strands if is_shown(strand, same=same)]
    if not shown:
        return
    widths = [max(cell_len(level.name), _NARROWEST) for level in ladder.levels]
    room = max(width - sum(column + 2 for column in widths), _NARROWEST * 4)
    first = min(room, _WIDEST)
    # One text for all of it: rich's own table takes three times as long for so many small cells.
    matrix = ScreenText("\n")
    names = [(level.name, "bold") for level in ladder.levels]
    matrix.append(_matrix_line(section.title, "bold", names, first, widths))
    matrix.append(f"{'─' * (first + sum(column + 2 for column in widths))}\n")
    words = [(str(number), "italic") for number in section.words]
    matrix.append(_matrix_line("words", "italic", words, first, widths))
    for strand in shown:
        cells = [(sign(cell), _STATE_STYLES[cell.state] if cell else "") for cell in strand.cells]
        matrix.append(_matrix_line(strand.name, "", cells, first, widths))
    if not same and (note := hidden_note(section)):
        matrix.append(f"({note})\n", "italic")
    console.print(matrix, end="", no_wrap=True, overflow="ignore", crop=False)


def _matrix_line(
    label: str,
    style: str,
    cells: Sequence[tuple[str, str]],
    first: int,
    widths: Sequence[int],
) -> ScreenText:
    cut = label if cell_len(label) <= first else f"{set_cell_size(label, first - 1).rstrip()}…"
    line = ScreenText().append(set_cell_size(cut, first), style)
    for (cell, own), width in zip(cells, widths, strict=True):
        gap = width - cell_len(cell)
        line.append("  " + " " * (gap // 2)).append(cell, own).append(" " * (gap - gap // 2))
    line.rstrip()
    return line.append("\n")


def _draw_findings(console: Console, ladder: Ladder, width: int) -> None:
    findings = (
        (REPEATED, [(f"= {where}: ", ScreenText(words)) for where, words in repetitions(ladder)]),
        (
            RESEMBLING,
            [
                (f"≈ {resemblance_text(resemblance)}: ", in_brackets(resemblance.marked))
                for resemblance in ladder.resemblances
            ],
        ),
    )
    for heading, lines in findings:
        if lines:
            console.print()
            console.print(ScreenText(heading, "bold"))
            for where, words in lines:
                console.print(ScreenText.assemble((where, "bold"), words), width=width)
