"""Comparisons: side by side where the terminal is wide, one below the other where it isn't."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.rule import Rule
from rich.table import Table

from jdgen.compare.phrases import UNSAID, kind_name
from jdgen.compare.words import is_rewritten
from jdgen.reports.phrases import (
    SIGNS,
    details,
    heading,
    jobs_compared,
    moved_text,
    on_the_whole,
    remarked,
    said_once,
    section_summary,
    section_titles,
    title,
)
from jdgen.reports.summary import lines
from jdgen.reports.terminal.screen import STYLES, ScreenText, in_brackets, screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console, RenderableType

    from jdgen.compare.comparison import Comparison, Row, RowKind
    from jdgen.compare.review import Review


SIDE_BY_SIDE: Final = 100
"""From so many columns, both sides stand beside each other."""

_SIGN_STYLES: Final[dict[RowKind, str]] = {
    "same": "",
    "changed": "bold yellow",
    "only first": "bold red",
    "only second": "bold green",
    "moved": "bold cyan",
}


def draw(review: Review, *, same: bool, brief: bool) -> None:
    """Draw a review on the terminal; `brief` the summaries alone."""
    console, width = screen()
    opening = remarked(review)
    if review.revision:
        console.print(ScreenText(title(review), "bold"), width=width)
    for remark in opening:
        console.print(ScreenText(remark), width=width)
    for number, (comparison, also) in enumerate(review.differences):
        if number or review.revision or opening:
            console.print()
        _Drawing(console, comparison, width).draw(also, same=same, brief=brief)


class _Drawing:
    """Draws one comparison."""

    def __init__(self, console: Console, comparison: Comparison, width: int) -> None:
        self._console = console
        self._comparison = comparison
        self._width = width
        self._is_wide = width >= SIDE_BY_SIDE

    def draw(self, also: tuple[str, ...], *, same: bool, brief: bool) -> None:
        comparison = self._comparison
        self._print(ScreenText(f"{heading(comparison)}: {jobs_compared(comparison)}", "bold"))
        if also:
            self._print(ScreenText(f"The same differs in: {', '.join(also)}"))
        if comparison.differs:
            for kind, line in lines(comparison, self._width):
                self._print(ScreenText(line, "bold" if kind == "title" else ""))
            if brief:
                return
            self._print(ScreenText())
        self._print(ScreenText(on_the_whole(comparison)))
        for section in comparison.sections:
            if rows := section.shown(same=same):
                self._title(section.title, section_summary(section, comparison))
                self._rows(rows)
        if comparison.moved:
            self._title("Moved between sections", str(len(comparison.moved)))
            self._rows(comparison.moved)

    def _print(self, text: RenderableType) -> None:
        self._console.print(text, width=self._width)

    def _title(self, heading: str, summary: str) -> None:
        self._print(Rule(style="none"))
        self._print(ScreenText.assemble((heading, "bold"), ": ", summary))

    def _rows(self, rows: Iterable[Row]) -> None:
        grid = Table.grid(padding=(0, 2), expand=True)
        grid.add_column(width=1)
        grid.add_column(ratio=1, overflow="fold")
        if self._is_wide:
            grid.add_column(ratio=1, overflow="fold")
            first, second = self._comparison.first.name, self._comparison.second.name
            grid.add_row("", ScreenText(first, "underline"), ScreenText(second, "underline"))
        for row in rows:
            sign_ = ScreenText(SIGNS[row.kind], _SIGN_STYLES[row.kind])
            cells = self._both(row) if self._is_wide else [self._below(row)]
            grid.add_row(sign_, *cells)
        self._print(grid)

    def _both(self, row: Row) -> list[ScreenText]:
        """Return what each side says of a row."""
        left = ScreenText("" if row.first else "—")
        right = ScreenText("" if row.second else "—")
        if row.kind == "moved":
            titles = section_titles(self._comparison)
            for text, statement in ((left, row.first), (right, row.second)):
                text.append(f"{titles[statement.section] if statement else ''}: ", "italic")
        if row.first and row.second and is_rewritten(row.marked):
            left.append(row.first.text)
            right.append(row.second.text)
        elif row.first and row.second:
            left.append(in_brackets(part for part in row.marked if part.mark != "added"))
            right.append(in_brackets(part for part in row.marked if part.mark != "removed"))
        else:
            style = STYLES[row.marked[0].mark] if row.marked else ""
            (left if row.first else right).append(said_once(row), style)
        for change in row.changes:
            left.append(f"\n{change.label}: {change.first or UNSAID}", "italic")
            right.append(f"\n{change.label}: {change.second or UNSAID}", "italic")
        if row.note:
            (left if row.first else right).append(f"\n({row.note})", "italic")
        return [left, right]

    def _below(self, row: Row) -> ScreenText:
        """Return a row in one column: the first side's words before the second's."""
        text = ScreenText()
        if row.is_alone:
            text.append(f"{kind_name(row.kind, self._comparison)}: ", "bold")
        if row.kind == "moved":
            text.append(f"{moved_text(row, self._comparison)}: ", "italic")
        if row.first and row.second and is_rewritten(row.marked):
            text.append("was: ", "bold").append(row.first.text)
            text.append("\nis:  ", "bold").append(row.second.text)
        elif row.is_alone:
            text.append(said_once(row), STYLES[row.marked[0].mark] if row.marked else "")
        else:
            text.append(in_brackets(row.marked))
        for detail in details(row):
            text.append(f"\n{detail}", "italic")
        return text
