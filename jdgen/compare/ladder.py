"""A family's levels side by side: what each says of each axis and theme, and what is new in it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from jdgen.compare.comparison import compare, words_by_section
from jdgen.compare.likeness import Corpus, overlap
from jdgen.compare.pairing import MUCH_THE_SAME
from jdgen.compare.positions import POSITIONS
from jdgen.compare.themes import cut, is_theme, theme_name, themes
from jdgen.compare.words import MarkedWords, count, is_rewritten, mark_words
from jdgen.formats.escaping import one_line
from jdgen.names import folded
from jdgen.nearest import suggest
from jdgen.problems import NotFound
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jdgen.compare.comparison import AxisChange, AxisWay, Comparison, Row, Side, Subject
    from jdgen.compare.likeness import Bag
    from jdgen.compare.statements import Statement
    from jdgen.compare.themes import Theme
    from jdgen.compare.titles import Titles

State = Literal["new", "same", "changed", "moved", "dropped"]
_PROSE: Final = frozenset({"sentence", "paragraph", "lead-in", "closing"})
_SHORT: Final = 60
"""A theme without label and id is called by so much of its text."""
_TELLING: Final = 12
"""A word that more lines than this say doesn't tell one from another."""
_LONG: Final = 5
"""Lines of fewer words are too short for their likeness to mean anything."""


class Cell(NamedTuple):
    """What one level says of a theme: what became of it, the statements, and their words.

    Of the words those are marked as added that the level before doesn't say of it; the first level
    that says it has none to be marked, and neither has one that says it wholly anew.
    """

    state: State
    statements: tuple[Statement, ...] = ()
    marked: tuple[MarkedWords, ...] = ()

    @property
    def text(self) -> str:
        """Return its words."""
        return "".join(part.text for part in self.marked)


class Strand(NamedTuple):
    """One theme through the levels; where a level doesn't say it, there is no cell.

    A theme is an entry of a list, or all the prose of a section.
    """

    id: str
    name: str
    cells: tuple[Cell | None, ...]


class AxisStrand(NamedTuple):
    """What each level says of an axis, and whether that is more or less than the one before."""

    id: str
    name: str
    texts: tuple[str, ...]
    ways: tuple[AxisWay | None, ...]


class LadderSection(NamedTuple):
    """One section through the levels, and its words at each."""

    id: str
    title: str
    strands: tuple[Strand, ...]
    words: tuple[int, ...]


class Step(NamedTuple):
    """One step from a level to the next: what becomes of the axes, and of the themes."""

    first: str
    second: str
    axes: tuple[AxisChange, ...]
    themes: tuple[Theme, ...]


class Repetition(NamedTuple):
    """What levels next to each other say in the same words."""

    section: str
    title: str
    statement: Statement
    levels: tuple[str, ...]


class Resemblance(NamedTuple):
    """Two lines of different levels that say nearly the same, and are not taken for one line."""

    first: str
    first_title: str
    second: str
    second_title: str
    marked: tuple[MarkedWords, ...]


class Ladder(NamedTuple):
    """A family's levels, the lowest first.

    A theme that moves to another section stays in the row where it was first said. `language` (BCP
    47) is that of the jobs.
    """

    family: str
    levels: tuple[Side, ...]
    axes: tuple[AxisStrand, ...]
    steps: tuple[Step, ...]
    sections: tuple[LadderSection, ...]
    repetitions: tuple[Repetition, ...]
    resemblances: tuple[Resemblance, ...]
    differs: bool
    language: str = ""

    def of_theme(self, wanted: str) -> Ladder:
        """Return only what is said of one theme, axis or section, by its id or what it is called.

        Raises `NotFound`.
        """
        named: list[AxisStrand | LadderSection | Strand]
        named = [*self.axes, *self.sections, *self._strands]
        names = {name for each in named for name in (each.id, _called(each)) if name}
        if folded(wanted) not in map(folded, names):
            hint = suggest(wanted, sorted(names), what="the themes are")
            raise NotFound(f'{self.family} has no theme "{wanted}"; {hint}')
        sections = [
            section._replace(
                strands=tuple(
                    strand
                    for strand in section.strands
                    if _is_called(section, wanted) or _is_called(strand, wanted)
                )
            )
            for section in self.sections
        ]
        return self._replace(
            axes=tuple(axis for axis in self.axes if _is_called(axis, wanted)),
            steps=(),
            sections=tuple(section for section in sections if section.strands),
            repetitions=(),
            resemblances=(),
        )

    @property
    def _strands(self) -> Iterator[Strand]:
        return (strand for section in self.sections for strand in section.strands)


def _called(named: AxisStrand | LadderSection | Strand) -> str:
    return named.title if isinstance(named, LadderSection) else named.name


def _is_called(named: AxisStrand | LadderSection | Strand, wanted: str) -> bool:
    return folded(wanted) in {folded(named.id), folded(_called(named))}


def ladder(family: str, levels: Sequence[Subject], titles: Titles) -> Ladder:
    """Return a family's levels side by side; the levels come in order of rank."""
    comparisons = [compare(first, second, titles) for first, second in pairwise(levels)]
    lines = _lines(levels, comparisons)
    order = {id(each): at for level in levels for at, each in enumerate(level.statements)}
    by_section: dict[str, list[_Line]] = {}
    for line in lines:
        by_section.setdefault(line.section, []).append(line)
    counts = [words_by_section(level.statements) for level in levels]
    sections = tuple(
        LadderSection(
            key,
            titles.section(key),
            tuple(_strands(key, titles.section(key), by_section[key], order)),
            tuple(count.get(key, 0) for count in counts),
        )
        for key in titles.in_order(by_section)
    )
    names = [level.side.name for level in levels]
    return Ladder(
        family,
        tuple(level.side for level in levels),
        tuple(_axes(levels, comparisons)),
        tuple(map(_step, comparisons)),
        sections,
        tuple(_repetitions(lines, names, titles)),
        tuple(_resemblances(levels, lines, titles)),
        any(comparison.differs for comparison in comparisons),
    )


def _step(comparison: Comparison) -> Step:
    first, second = comparison.first.name, comparison.second.name
    return Step(first, second, comparison.axes, tuple(themes(comparison)))


def _axes(levels: Sequence[Subject], comparisons: Sequence[Comparison]) -> Iterator[AxisStrand]:
    """Yield what the levels say of each axis."""
    ways: list[dict[str, AxisWay]]
    ways = [{axis.name: axis.way for axis in comparison.axes} for comparison in comparisons]
    titles = {name: axis.title.text for level in levels for name, axis in level.job.axes.items()}
    for name, title in titles.items():
        said = (level.job.value_of(name) for level in levels)
        texts = tuple(one_line(whole.text) if whole else "" for whole in said)
        yield AxisStrand(name, title, texts, (None, *(way.get(name) for way in ways)))


# --- lines through the levels ---------------------------------------------------------------------


class _Passed(NamedTuple):
    """What becomes of a line at one level."""

    state: State
    statement: Statement | None
    marked: tuple[MarkedWords, ...] = ()


class _Line(NamedTuple):
    """One statement through the levels, and the section in which it is first said."""

    section: str
    first: Statement
    cells: tuple[_Passed | None, ...]


def _lines(levels: Sequence[Subject], comparisons: Sequence[Comparison]) -> list[_Line]:
    """Return the statements through the levels."""
    lines = _Following(len(levels))
    for statement in levels[0].statements:
        lines.begin(statement, 0)
    for level, comparison in enumerate(comparisons, start=1):
        rows = list(comparison.rows)
        for row in rows:
            if row.first:
                lines.go_on(row.first, row, level)
        for row in rows:
            if row.first is None and row.second:
                lines.begin(row.second, level)
    firsts = [
        next(cell.statement for cell in row if cell and cell.statement) for row in lines.cells
    ]
    return [
        _Line(first.section, first, tuple(cells))
        for first, cells in zip(firsts, lines.cells, strict=True)
    ]


class _Following:
    """The lines so far: the cells of each, and which line every statement is of."""

    def __init__(self, levels: int) -> None:
        self.cells: list[list[_Passed | None]] = []
        self._levels = levels
        self._of: dict[int, int] = {}
        self._by_id: dict[str, int] = {}

    def begin(self, statement: Statement, level: int) -> None:
        """Begin a line; one that comes back after some levels goes on with its own."""
        at = self._by_id.get(statement.id) if statement.id else None
        if at is None or self.cells[at][level] is not None:
            at = len(self.cells)
            self.cells.append([None] * self._levels)
            if statement.id:
                self._by_id[statement.id] = at
        self.cells[at][level] = _Passed("new", statement, (MarkedWords("added", statement.text),))
        self._of[id(statement)] = at

    def go_on(self, before: Statement, row: Row, level: int) -> None:
        """Go on with the line of a statement of the level before."""
        at = self._of[id(before)]
        self.cells[at][level] = _passed(row)
        if row.second:
            self._of[id(row.second)] = at


def _passed(row: Row) -> _Passed:
    if row.second is None:
        return _Passed("dropped", None)
    if row.kind == "moved":
        return _Passed("moved", row.second, row.marked)
    is_kept = all(part.mark == "kept" for part in row.marked)
    if is_kept and {change.name for change in row.changes} <= POSITIONS:
        return _Passed("same", row.second, row.marked)
    return _Passed("changed", row.second, row.marked)


# --- themes through the levels --------------------------------------------------------------------


def _strands(
    section: str, title: str, lines: Sequence[_Line], order: Mapping[int, int]
) -> Iterator[Strand]:
    """Yield the themes of a section: its prose as one, then each entry of its lists.

    Headings are none, and what is said around lists belongs to the prose. `order` is the place of
    each statement at its own level.
    """
    prose = [line for line in lines if line.first.form in _PROSE]
    if prose:
        cells = (
            sorted(filter(None, passing), key=lambda cell: order.get(id(cell.statement), -1))
            for passing in zip(*(line.cells for line in prose), strict=True)
        )
        yield Strand(section, title, tuple(_told(cells)))
    for line in lines:
        if is_theme(line.first):
            name = theme_name(line.first) or cut(line.first.text, _SHORT)
            cells = ([cell] if cell else [] for cell in line.cells)
            yield Strand(line.first.id, name, tuple(_told(cells)))


def _told(levels: Iterable[Sequence[_Passed]]) -> Iterator[Cell | None]:
    """Yield what each level says of a theme, whose statements come in its own order."""
    is_said = False
    for passing in levels:
        said = [cell for cell in passing if cell.statement]
        if said:
            states = {cell.state for cell in passing}
            state: State = "changed" if len(states) > 1 or states == {"new"} else states.pop()
            yield Cell(
                state if is_said else "new",
                tuple(cell.statement for cell in said if cell.statement),
                tuple(_words(said, is_first=not is_said)),
            )
        else:
            yield Cell("dropped") if is_said else None
        is_said = bool(said)


def _words(said: Sequence[_Passed], *, is_first: bool) -> Iterator[MarkedWords]:
    """Yield the words of a cell; nothing is marked where all would be."""
    is_plain = is_first or not any(part.mark == "kept" for cell in said for part in cell.marked)
    for at, cell in enumerate(said):
        if at:
            yield MarkedWords("kept", " ")
        is_anew = is_plain or (len(said) == 1 and is_rewritten(cell.marked))
        for part in cell.marked:
            if part.mark != "removed":
                yield part._replace(mark="kept") if is_anew else part


# --- findings -------------------------------------------------------------------------------------


def _repetitions(
    lines: Sequence[_Line], names: Sequence[str], titles: Titles
) -> Iterator[Repetition]:
    """Yield what levels next to each other say in the same words, headings aside."""
    order = {key: at for at, key in enumerate(titles.in_order(line.section for line in lines))}
    for line in sorted(lines, key=lambda line: order[line.section]):
        if line.first.form == "heading":
            continue
        run: list[int] = []
        for at, cell in enumerate((*line.cells, None)):
            if cell and cell.state == "same" and run:
                run.append(at)
                continue
            if len(run) > 1 and (begun := line.cells[run[0]]) and begun.statement:
                levels = tuple(names[level] for level in run)
                title = titles.section(line.section)
                yield Repetition(line.section, title, begun.statement, levels)
            run = [at] if cell and cell.statement else []


def _resemblances(
    levels: Sequence[Subject], lines: Sequence[_Line], titles: Titles
) -> Iterator[Resemblance]:
    """Yield statements of different levels that are much alike, and are no line together."""
    telling: list[tuple[int, int, Statement]] = []
    for at, line in enumerate(lines):
        telling += (
            (level, at, cell.statement)
            for level, cell in enumerate(line.cells)
            if cell
            and cell.statement
            and cell.state != "same"
            and count(cell.statement.text) >= _LONG
        )
    corpus = Corpus([statement.text for _, _, statement in telling])
    bags = [corpus.bag(statement.text) for _, _, statement in telling]
    for first, second in _candidates(bags, corpus):
        (level, at, statement), (other_level, other_at, other) = telling[first], telling[second]
        if level == other_level or at == other_at or statement.form == "heading":
            continue
        if overlap(bags[first], bags[second]) >= MUCH_THE_SAME:
            if level > other_level:
                level, statement, other_level, other = other_level, other, level, statement
            yield Resemblance(
                levels[level].side.name,
                titles.section(statement.section),
                levels[other_level].side.name,
                titles.section(other.section),
                mark_words(statement.text, other.text),
            )


def _candidates(bags: Sequence[Bag], corpus: Corpus) -> Iterator[tuple[int, int]]:
    """Yield pairs that share enough telling words to be worth a closer look."""
    saying: dict[str, list[int]] = {}
    shared: dict[tuple[int, int], float] = {}
    for at, bag in enumerate(bags):
        for key, weight in bag.weights.items():
            if corpus.frequency(key) <= _TELLING:
                others = saying.setdefault(key, [])
                for other in others:
                    shared[other, at] = shared.get((other, at), 0) + weight
                others.append(at)
    for (first, second), weight in shared.items():
        if weight > min(bags[first].total, bags[second].total) / 3:
            yield first, second
