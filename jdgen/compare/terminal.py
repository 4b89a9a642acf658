"""Comparisons on a terminal: side by side where it is wide, one below the other where it isn't.

Colour only repeats what signs, words and brackets say, in the terminal's own red and green, which
its user has chosen to be readable on its background.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from jdgen.compare.explaining import text_of
from jdgen.compare.ladder import repeated
from jdgen.compare.phrases import (
    SIGNS,
    UNSAID,
    change_text,
    heading,
    jobs_compared,
    kind_name,
    moved_text,
    said_once,
    section_summary,
    section_titles,
    summary,
)
from jdgen.compare.steps import (
    LEGEND,
    bar,
    hidden_note,
    is_shown,
    levels_text,
    near_text,
    sign,
    step_text,
    title,
)
from jdgen.problems import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.compare.comparison import Comparison, Kind, Row
    from jdgen.compare.explaining import Explained
    from jdgen.compare.ladder import Ladder, LadderSection, State
    from jdgen.compare.phrases import Review
    from jdgen.compare.words import Mark, Span
    from jdgen.texts import Source

SIDE_BY_SIDE: Final = 120
"""From so many columns, both sides stand beside each other."""

_NARROWEST, _WIDEST = 5, 60
"""Columns of a matrix are no narrower and no wider than this."""
_MOST: Final = 160
"""Lines longer than this are hard to read, however wide the terminal."""
_STYLES: Final[dict[Mark, str]] = {"kept": "", "removed": "red", "added": "green"}
_OPEN: Final[dict[Mark, str]] = {"kept": "", "removed": "[-", "added": "{+"}
_CLOSE: Final[dict[Mark, str]] = {"kept": "", "removed": "-]", "added": "+}"}
_SIGN_STYLES: Final[dict[Kind, str]] = {
    "same": "",
    "changed": "bold yellow",
    "only first": "bold red",
    "only second": "bold green",
    "moved": "bold cyan",
}

_STATE_STYLES: Final[dict[State, str]] = {
    "new": "bold green",
    "same": "",
    "nearly": "cyan",
    "changed": "yellow",
    "moved": "cyan",
    "dropped": "bold red",
}


def draw_review(review: Review, *, same: bool) -> None:
    """Draw a review on the terminal."""
    console = Console(highlight=False)
    width = min(console.width, _MOST)
    if review.title:
        console.print(Text(review.title, "bold"), width=width)
    for remark in review.remarked:
        console.print(Text(remark), width=width)
    for number, comparison in enumerate(review.comparisons):
        if number or review.title or review.remarked:
            console.print()
        also = review.also[number] if review.also else ()
        _Drawing(console, comparison, width).draw(also, same=same)


class _Drawing:
    """Draws one comparison."""

    def __init__(self, console: Console, comparison: Comparison, width: int) -> None:
        self._console = console
        self._comparison = comparison
        self._width = width
        self._is_wide = width >= SIDE_BY_SIDE

    def draw(self, also: tuple[str, ...], *, same: bool) -> None:
        comparison = self._comparison
        self._print(Text(f"{heading(comparison)}: {jobs_compared(comparison)}", "bold"))
        self._print(Text(summary(comparison)))
        if also:
            self._print(Text(f"The same differs in: {', '.join(also)}"))
        if comparison.facts:
            self._title("Facts", f"{len(comparison.facts)} different")
            self._facts()
        for section in comparison.sections:
            rows = [row for row in section.rows if same or row.kind != "same"]
            if rows:
                self._title(section.title, section_summary(section, comparison))
                self._rows(rows)
        if comparison.moved:
            self._title("Moved between sections", str(len(comparison.moved)))
            self._rows(comparison.moved)

    def _print(self, text: Text | Table | Rule) -> None:
        self._console.print(text, width=self._width)

    def _title(self, title: str, said: str) -> None:
        self._print(Rule(style="none"))
        self._print(Text.assemble((title, "bold"), ": ", said))

    def _facts(self) -> None:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(overflow="fold", max_width=self._width // 3)
        grid.add_column(overflow="fold")
        for change in self._comparison.facts:
            grid.add_row(Text(f"  {change.label}"), Text(change_text(change)))
        self._print(grid)

    def _rows(self, rows: Iterable[Row]) -> None:
        grid = Table.grid(padding=(0, 2), expand=True)
        grid.add_column(width=1)
        grid.add_column(ratio=1, overflow="fold")
        if self._is_wide:
            grid.add_column(ratio=1, overflow="fold")
            first, second = self._comparison.first.name, self._comparison.second.name
            grid.add_row("", Text(first, "underline"), Text(second, "underline"))
        for row in rows:
            sign_ = Text(SIGNS[row.kind], _SIGN_STYLES[row.kind])
            cells = self._both(row) if self._is_wide else [self._below(row)]
            grid.add_row(sign_, *cells)
        self._print(grid)

    def _both(self, row: Row) -> list[Text]:
        """Return what each side says of a row."""
        left = Text("" if row.first else "—")
        right = Text("" if row.second else "—")
        if row.kind == "moved":
            titles = section_titles(self._comparison)
            for text, line in ((left, row.first), (right, row.second)):
                text.append(f"{titles[line.section] if line else ''}: ", "italic")
        if row.first and row.second:
            left.append(_marked(span for span in row.spans if span.mark != "added"))
            right.append(_marked(span for span in row.spans if span.mark != "removed"))
        else:
            style = _STYLES[row.spans[0].mark] if row.spans else ""
            (left if row.first else right).append(said_once(row), style)
        for change in row.changes:
            left.append(f"\n{change.label}: {change.first or UNSAID}", "italic")
            right.append(f"\n{change.label}: {change.second or UNSAID}", "italic")
        if row.note:
            (left if row.first else right).append(f"\n({row.note})", "italic")
        return [left, right]

    def _below(self, row: Row) -> Text:
        """Return a row in one column: the first side's words before the second's."""
        text = Text()
        if row.kind in {"only first", "only second"}:
            text.append(f"{kind_name(row.kind, self._comparison)}: ", "bold")
        if row.kind == "moved":
            text.append(f"{moved_text(row, section_titles(self._comparison))}: ", "italic")
        if [span.mark for span in row.spans] == ["removed", "added"]:
            removed, added = row.spans
            text.append(_marked([removed])).append("\n").append(_marked([added]))
        elif row.kind in {"only first", "only second"}:
            text.append(said_once(row), _STYLES[row.spans[0].mark] if row.spans else "")
        else:
            text.append(_marked(row.spans))
        for line in self._said(row):
            text.append(f"\n{line}", "italic")
        return text

    def _said(self, row: Row) -> Iterator[str]:
        for change in row.changes:
            yield f"{change.label}: {change_text(change)}"
        if row.note:
            yield f"({row.note})"


def _marked(spans: Iterable[Span]) -> Text:
    text = Text()
    for span in spans:
        marks = f"{_OPEN[span.mark]}{span.text}{_CLOSE[span.mark]}"
        text.append(marks, _STYLES[span.mark])
    return text


def draw_ladder(ladder: Ladder, *, same: bool) -> None:
    """Draw a family's levels as a matrix for each section, with a bar for each step."""
    console = Console(highlight=False)
    width = min(console.width, _MOST)
    console.print(Text(title(ladder), "bold"))
    console.print(Text(LEGEND), width=width)
    console.print()
    console.print(Text("How much changes at each step", "bold"))
    steps = Table.grid(padding=(0, 2))
    for _ in range(3):
        steps.add_column(overflow="fold")
    for step in ladder.steps:
        steps.add_row(
            Text(f"{step.first} → {step.second}"), Text(bar(step.share), "cyan"), step_text(step)
        )
    console.print(steps, width=width)
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
    room = max(width - sum(each + 2 for each in widths), _NARROWEST * 4)
    first = min(room, _WIDEST)
    # One text for all of it: rich's own table takes three times as long for so many small cells.
    matrix = Text("\n")
    names = [(level.name, "bold") for level in ladder.levels]
    matrix.append(_matrix_line(section.title, "bold", names, first, widths))
    matrix.append(f"{'─' * (first + sum(each + 2 for each in widths))}\n")
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
) -> Text:
    cut = label if cell_len(label) <= first else f"{set_cell_size(label, first - 1).rstrip()}…"
    line = Text().append(set_cell_size(cut, first), style)
    for (said, own), width in zip(cells, widths, strict=True):
        gap = width - cell_len(said)
        line.append("  " + " " * (gap // 2)).append(said, own).append(" " * (gap - gap // 2))
    line.rstrip()
    return line.append("\n")


def _draw_findings(console: Console, ladder: Ladder, width: int) -> None:
    if said := list(repeated(ladder)):
        console.print()
        console.print(Text("In the same words at levels next to each other", "bold"))
        for section, line, names in said:
            where = f"= {levels_text(names)}, {section.title}: "
            console.print(Text.assemble((where, "bold"), line.text), width=width)
    if ladder.near:
        console.print()
        console.print(Text("Nearly the same at different levels", "bold"))
        for near in ladder.near:
            found = Text(f"≈ {near_text(near)}: ", "bold")
            console.print(Text.assemble(found, _marked(near.spans)), width=width)


def draw_explained(heading_: str, explained: Sequence[Explained]) -> None:
    """Draw who said each line; where the terminal can, a place is a link that opens the file."""
    console = Console(highlight=False)
    width = min(console.width, _MOST)
    console.print(Text(heading_, "bold"), width=width)
    section = ""
    for each in explained:
        if each.title != section:
            section = each.title
            console.print()
            console.print(Text(section, "bold underline"))
        style = "" if each.is_printed else "red"
        _indented(console, Text(text_of(each), style), 2, width)
        said_by = _place(each.source)
        if each.id:
            said_by.append(f", id {each.id}")
        _indented(console, said_by, 6, width)
        for name, said in each.details:
            _indented(console, Text(f"{name}: {said}"), 6, width)
        for event in each.events:
            text = Text(event.what, "italic yellow")
            if event.by:
                _indented(
                    console, text.append(" by ", "not italic").append(_place(event.by)), 6, width
                )
                text = Text("before:")
            if event.before_at:
                text.append(f" {event.before}, ", "not italic red").append(_place(event.before_at))
            if event.before_at or not event.by:
                _indented(console, text, 6, width)


def _indented(console: Console, text: Text, by: int, width: int) -> None:
    console.print(Padding(text, (0, 0, 0, by)), width=width)


def _place(source: Source) -> Text:
    path = Path(source.file).absolute()
    link = f" link {path.as_uri()}#{source.line}" if path.is_file() else ""
    return Text.assemble(f"{source.layer}: ", (str(Location(*source[1:])), f"cyan{link}"))
