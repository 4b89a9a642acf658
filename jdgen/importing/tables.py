"""What a table is for: labels with values, criteria, sections with titles, or mere layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.importing.outline import TICKS
from jdgen.importing.vocabulary import plain
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from jdgen.importing.criteria import Methods
    from jdgen.importing.source import Grid, SourceLine
    from jdgen.importing.vocabulary import Glossary

Cell = tuple["SourceLine", ...]
Row = tuple[Cell, ...]
_HEAD_ROWS: Final = 3
_TICK: Final = re.compile(
    rf"(?:[{re.escape(''.join(sorted(TICKS)))}xX]|yes|y|e|d|essential|desirable)(?!-?\w)",
    re.IGNORECASE,
)
_NOTHING: Final = frozenset({"", "no", "n", "none", "n a", "na", "nil", "not applicable"})
_HALF: Final = 0.5
METHOD: Final = "method "
"""The kind of a column that one method has to itself, before its code."""


def text_of(cell: Cell) -> str:
    """Return the words of a cell on one line."""
    return " ".join(line.text for line in cell).replace("\t", " ").strip()


class CriteriaTable(NamedTuple):
    """Which column of a table of criteria says what; `head` is the row with the columns' heads."""

    head: int
    columns: dict[int, str]

    def at(self, kind: str) -> list[int]:
        """Return the columns of a kind."""
        return [at for at, name in self.columns.items() if name == kind]


def as_criteria(
    grid: Grid, vocabulary: Glossary, methods: Methods, *, within: bool
) -> CriteriaTable | None:
    """Return how a table sets criteria out; None where it is none of criteria.

    `within` a person specification a table of which the columns are known needs no more.
    """
    for number, row in enumerate(grid.rows[:_HEAD_ROWS]):
        columns: dict[int, str] = {}
        for at, cell in enumerate(row):
            meaning = vocabulary.column(text_of(cell)) if cell else None
            if meaning:
                columns[at] = meaning.kind
        columns |= _methods_in(row, columns, methods)
        kinds = set(columns.values())
        is_split = {"essential", "desirable"} <= kinds
        is_ticked = any(kind.startswith(METHOD) for kind in kinds)
        is_told = bool(
            kinds & {"importance", "methods", "essential", "desirable"} or is_ticked
        ) and bool(kinds & {"criterion", "category", "importance", "essential"})
        filled = [at for at, cell in enumerate(row) if cell]
        is_named = within and {"category", "criterion"} <= kinds
        is_criteria = is_split or is_named or (is_told and (within or len(columns) > 1))
        if len(filled) > 1 and is_criteria:
            return CriteriaTable(number, _named(row, columns, grid, number))
    return None


def _methods_in(row: Row, columns: dict[int, str], methods: Methods) -> dict[int, str]:
    """Return the columns that a method of assessment has to itself."""
    found: dict[int, str] = {}
    for at, cell in enumerate(row):
        said = text_of(cell)
        code = methods.read(said) if said and columns.get(at) in {None, "essential"} else None
        if code and len(code) == 1 and (at not in columns or "desirable" not in columns.values()):
            found[at] = METHOD + code[0]
    return found


def _named(row: Row, columns: dict[int, str], grid: Grid, head: int) -> dict[int, str]:
    """Return the columns with those that have no known head: the criterion or its category."""
    named = dict(columns)
    others = [at for at in range(len(row)) if at not in named and _is_filled(grid, head, at)]
    kinds = set(named.values())
    if "criterion" in kinds and "category" not in kinds and _is_split(named, grid, head):
        [first, *_] = [at for at, kind in named.items() if kind == "criterion"]
        named[first] = "category"
    for at in others:
        if not {"criterion"} & set(named.values()) and not _is_split(named, grid, head):
            named[at] = "criterion"
        elif "category" not in named.values():
            named[at] = "category"
        else:
            named[at] = "more"
    return named


def _is_filled(grid: Grid, head: int, at: int) -> bool:
    return any(len(row) > at and row[at] for row in grid.rows[head + 1 :])


def _is_split(columns: dict[int, str], grid: Grid, head: int) -> bool:
    """Return whether the columns of a table hold the criteria themselves, by their importance."""
    own = [at for at, kind in columns.items() if kind in {"essential", "desirable"}]
    texts = [text_of(row[at]) for row in grid.rows[head + 1 :] for at in own if len(row) > at]
    said = [text for text in texts if plain(text) not in _NOTHING]
    written = [text for text in said if after_tick(text)]
    return len(written) > _HALF * len(said)


def after_tick(text: str) -> str:
    """Return what a cell says beside a tick, or in place of one."""
    tick = _TICK.match(text)
    return (text[tick.end() :] if tick else text).strip(" .,:;-\u2013")


def is_said(text: str) -> bool:
    """Return whether a cell says more than that there is nothing."""
    return plain(text) not in _NOTHING or bool(_TICK.match(text))


def marks(table: CriteriaTable, grid: Grid) -> bool:
    """Return whether essential and desirable are ticked, and not written out."""
    return not _is_split(table.columns, grid, table.head)


def is_pair(text: str, vocabulary: Glossary) -> bool:
    """Return whether a line says a label and its value."""
    label, mark, value = (
        re.split(r"([:\t])", text, maxsplit=1) if re.search("[:\t]", text) else ("", "", "")
    )
    return bool(mark and value.strip() and vocabulary.label(label))
