"""A family's levels side by side: what each adds, drops, repeats and rewords, step by step."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from jdgen.compare.comparison import compare, words_by_section
from jdgen.compare.likeness import Corpus, overlap
from jdgen.compare.pairing import MUCH_THE_SAME
from jdgen.compare.positions import POSITIONS
from jdgen.compare.words import MarkedWords, count, mark_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jdgen.compare.comparison import Comparison, Row, Side, Subject
    from jdgen.compare.likeness import Bag
    from jdgen.compare.statements import Statement
    from jdgen.compare.titles import Titles

State = Literal["new", "same", "nearly", "changed", "moved", "dropped"]
NEARLY: Final = 0.25
"""Up to which share of its words a line may have changed to be called nearly the same."""
_TELLING: Final = 12
"""A word that more lines than this say doesn't tell one from another."""
_LONG: Final = 5
"""Lines of fewer words are too short for their likeness to mean anything."""


class Cell(NamedTuple):
    """One line at one level: what became of it, and the words that it has changed since."""

    state: State
    statement: Statement | None
    marked: tuple[MarkedWords, ...] = ()
    changed: float = 0.0


class Strand(NamedTuple):
    """One line through the levels; where a level doesn't say it, there is no cell."""

    name: str
    cells: tuple[Cell | None, ...]


class LadderSection(NamedTuple):
    """One section through the levels, and its words at each."""

    id: str
    title: str
    strands: tuple[Strand, ...]
    words: tuple[int, ...]


class Progression(NamedTuple):
    """One step from a level to the next: its share of words that only one of both has, and counts.

    A share of 0 is no difference, one of 1 not a word in common.
    """

    first: str
    second: str
    share: float
    counts: Mapping[State, int]


class Resemblance(NamedTuple):
    """Two lines of different levels that say nearly the same, and are not taken for one line."""

    first: str
    first_title: str
    second: str
    second_title: str
    marked: tuple[MarkedWords, ...]


class Ladder(NamedTuple):
    """A family's levels, the lowest first.

    A line that moves to another section stays in the row where it was first said. `language` (BCP
    47) is that of the jobs.
    """

    family: str
    levels: tuple[Side, ...]
    progressions: tuple[Progression, ...]
    sections: tuple[LadderSection, ...]
    resemblances: tuple[Resemblance, ...]
    language: str = ""

    @property
    def differs(self) -> bool:
        """Return whether any level says anything else than the one below it."""
        return any({*progression.counts} - {"same"} for progression in self.progressions)


def ladder(family: str, levels: Sequence[Subject], titles: Titles) -> Ladder:
    """Return a family's levels side by side; the levels come in order of rank."""
    comparisons = [compare(first, second, titles) for first, second in pairwise(levels)]
    strands = _strands(levels, comparisons)
    by_section: dict[str, list[Strand]] = {}
    for section, strand in strands:
        by_section.setdefault(section, []).append(strand)
    counts = [words_by_section(level.statements) for level in levels]
    sections = tuple(
        LadderSection(
            key,
            titles.section(key),
            tuple(by_section[key]),
            tuple(count.get(key, 0) for count in counts),
        )
        for key in titles.in_order(by_section)
    )
    return Ladder(
        family,
        tuple(level.side for level in levels),
        tuple(_progression(comparison) for comparison in comparisons),
        sections,
        tuple(_resemblances(levels, strands, titles)),
    )


def repeated(ladder_: Ladder) -> Iterator[tuple[LadderSection, Statement, tuple[str, ...]]]:
    """Yield the lines that levels next to each other say in the same words, and which."""
    for section in ladder_.sections:
        for strand in section.strands:
            run: list[int] = []
            for at, cell in enumerate((*strand.cells, None)):
                if cell and cell.state == "same" and run:
                    run.append(at)
                    continue
                statement = strand.cells[run[0]].statement if run and strand.cells[run[0]] else None  # type: ignore[union-attr]
                if statement and len(run) > 1 and statement.form != "heading":
                    yield section, statement, tuple(ladder_.levels[level].name for level in run)
                run = [at] if cell and cell.statement else []


def _strands(
    levels: Sequence[Subject], comparisons: Sequence[Comparison]
) -> list[tuple[str, Strand]]:
    """Return the strands, each with the section in which it is first said."""
    strands = _Strands(len(levels))
    for statement in levels[0].statements:
        strands.begin(statement, 0)
    for level, comparison in enumerate(comparisons, start=1):
        rows = list(comparison.rows)
        for row in rows:
            if row.first:
                strands.go_on(row.first, row, level)
        for row in rows:
            if row.first is None and row.second:
                strands.begin(row.second, level)
    firsts = [
        next(cell.statement for cell in row if cell and cell.statement) for row in strands.cells
    ]
    return [
        (first.section, Strand(first.text, tuple(cells)))
        for first, cells in zip(firsts, strands.cells, strict=True)
    ]


class _Strands:
    """The strands so far: the cells of each, and which strand every line is of."""

    def __init__(self, levels: int) -> None:
        self.cells: list[list[Cell | None]] = []
        self._levels = levels
        self._of: dict[int, int] = {}
        self._by_id: dict[str, int] = {}

    def begin(self, statement: Statement, level: int) -> None:
        """Begin a strand; a line that comes back after some levels goes on with its own."""
        at = self._by_id.get(statement.id) if statement.id else None
        if at is None or self.cells[at][level] is not None:
            at = len(self.cells)
            self.cells.append([None] * self._levels)
            if statement.id:
                self._by_id[statement.id] = at
        self.cells[at][level] = Cell("new", statement, (MarkedWords("added", statement.text),))
        self._of[id(statement)] = at

    def go_on(self, before: Statement, row: Row, level: int) -> None:
        """Go on with the strand of a line of the level before."""
        at = self._of[id(before)]
        self.cells[at][level] = _cell(row)
        if row.second:
            self._of[id(row.second)] = at


def _cell(row: Row) -> Cell:
    if row.second is None:
        return Cell("dropped", None)
    share = _share(row.marked)
    if row.kind == "moved":
        return Cell("moved", row.second, row.marked, share)
    if not share and {change.name for change in row.changes} <= POSITIONS:
        return Cell("same", row.second, row.marked)
    state: State = "nearly" if share <= NEARLY else "changed"
    return Cell(state, row.second, row.marked, share)


def _share(marked: Sequence[MarkedWords]) -> float:
    """Return the share of both texts' words that only one of them has."""
    own = sum(count(part.text) for part in marked if part.mark != "kept")
    both = 2 * sum(count(part.text) for part in marked if part.mark == "kept")
    return own / (own + both) if own else 0.0


def _progression(comparison: Comparison) -> Progression:
    rows = list(comparison.rows)
    counts = Counter("new" if row.first is None else _cell(row).state for row in rows)
    share = _share([part for row in rows for part in row.marked])
    return Progression(comparison.first.name, comparison.second.name, share, counts)


# --- nearly the same ------------------------------------------------------------------------------


def _resemblances(
    levels: Sequence[Subject], strands: Sequence[tuple[str, Strand]], titles: Titles
) -> Iterator[Resemblance]:
    """Yield lines of different levels that are much alike, and are no strand together."""
    telling: list[tuple[int, int, Statement]] = []
    for at, (_, strand) in enumerate(strands):
        telling += (
            (level, at, cell.statement)
            for level, cell in enumerate(strand.cells)
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
