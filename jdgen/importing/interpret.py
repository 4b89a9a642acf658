"""A document's lines and tables to what a role says: facts, sections, duties and criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.importing.contents import without_contents
from jdgen.importing.criteria import DESIRABLE, ESSENTIAL, Methods
from jdgen.importing.grouping import as_list, headed
from jdgen.importing.jobs import jobs_in
from jdgen.importing.labels import field_of
from jdgen.importing.outline import is_headed, outlined, unnumbered
from jdgen.importing.settling import is_of_file, place_unknown, settle_lists
from jdgen.importing.source import Block, Grid, SourceLine, words_in
from jdgen.importing.tables import Cell, as_criteria, text_of
from jdgen.importing.title_lines import TitleLines
from jdgen.importing.titles import LISTS, MOST_WORDS, OUTSIDE, PAIR, SHARE, SIGNED, SIGNING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jdgen.importing.found import ReadDocument
    from jdgen.importing.vocabulary import Glossary


def interpret(
    file: str,
    blocks: Sequence[Block],
    vocabulary: Glossary,
    methods: Methods,
    names: frozenset[str] = frozenset(),
    is_inherited: Callable[[str], bool] = lambda _: False,
) -> list[ReadDocument]:
    """Return what a document says of a job, or of each of several that stand one after another.

    `names` are those of the organisation, which say nothing; a text that `is_inherited` is no fact.
    """
    told, contents = without_contents(list(outlined(blocks)))
    jobs = jobs_in(told, vocabulary)
    founds: list[ReadDocument] = []
    for number, part in enumerate(jobs, 1):
        name = file if len(jobs) == 1 else f"{file}, job {number}"
        reader = _Interpreter(name, vocabulary, methods, names, is_inherited)
        reader.found.words = words_in(tuple(part if len(jobs) > 1 else blocks))
        reader.read(list(part))
        reader.found.set_aside += contents if number == 1 else []
        founds.append(reader.found)
    return founds


class _Interpreter(TitleLines):
    """Goes through a document once, block by block."""

    def __init__(
        self,
        file: str,
        vocabulary: Glossary,
        methods: Methods,
        names: frozenset[str],
        is_inherited: Callable[[str], bool],
    ) -> None:
        super().__init__(file, vocabulary, methods, names, is_inherited)
        self._takers = (
            self._take_lone_label,
            self._take_nothing,
            self._take_key,
            self._take_signature,
            self._take_inherited,
            self._take_sentence,
            self._take_facts,
            self._take_other_fact,
            self._take_title,
            self._take_value,
        )

    def read(self, blocks: list[Block]) -> None:
        """Read all blocks, and then put right what only the end can tell."""
        inside = [block for block in blocks if block.at not in OUTSIDE]
        for at, block in enumerate(inside):
            if isinstance(block, Grid):
                self._grid(block)
            else:
                self._line(block, inside[at + 1] if at + 1 < len(inside) else None)
        outside = {block.text: block for block in blocks if isinstance(block, SourceLine)}
        for line in outside.values():
            if line.at in OUTSIDE:
                self._take_outside(line)
        self._finish()

    def _line(self, line: SourceLine, following: Block | None) -> None:
        self._following = following
        if not any(take(line, following) for take in self._takers):
            self._pending = ("", "")
            self._content(line, following)

    def _grid(self, grid: Grid) -> None:
        methods = self._criteria.methods
        table = as_criteria(grid, self._vocabulary, methods, within=self._state == "criteria")
        rows = [
            [cell for cell in row if cell] for row in grid.rows[: table.head if table else None]
        ]
        for at, row in enumerate(rows):
            self._pending = ("", "")
            after = next((cell[0] for later in rows[at + 1 :] for cell in later), None)
            self._row(row, after)
        self._pending = ("", "")
        if table:
            for cell in grid.rows[table.head]:
                self._set_aside(text_of(cell))
            self._enter_criteria(SourceLine("", grid.at))
            self._criteria.take_table(grid, table)

    def _row(self, cells: list[Cell], after: SourceLine | None) -> None:
        """Read a row of a table that is none of criteria; `after` is what the next begins with."""
        texts = list(map(text_of, cells))
        is_signed = any(map(SIGNING.match, texts))
        if is_signed and all(SIGNING.match(text) or is_of_file(text) for text in texts):
            self._enter_unknown(" | ".join(texts), cells[0][0], SIGNED)
            return
        if len(cells) > 1 and all(map(self._vocabulary.is_column_head, texts)):
            for cell in cells:
                self._set_aside(text_of(cell))
            return
        if len(cells) > 1 and (self._is_row_of_facts(cells) or self._is_row_of_entry(cells)):
            return
        first = unnumbered(text_of(cells[0]))[0].rstrip(": ") if cells else ""
        meaning = self._vocabulary.title(first) if len(cells) > 1 else None
        if meaning and meaning.kind in {"section", "criteria", ESSENTIAL, DESIRABLE}:
            self._enter(meaning, first, cells[0][0])
            cells = cells[1:]
        for cell in cells:
            for at, line in enumerate(cell):
                is_last = at + 1 == len(cell)
                alone = after if len(cells) == 1 else None
                self._line(line, alone if is_last else cell[at + 1])

    def _is_row_of_facts(self, cells: list[Cell]) -> bool:
        """Take a row of labels and values; at the top also one whose label nobody knows."""
        if len(cells) % 2 or (self._state == "criteria" and self._criteria.has_items):
            return False
        labels = [text_of(cell).rstrip(": ") for cell in cells[::2]]
        fields = [
            field_of(label, self._vocabulary) if len(label.split()) <= MOST_WORDS else ""
            for label in labels
        ]
        if all(fields):
            for label, field, cell in zip(labels, fields, cells[1::2], strict=True):
                self._say(field, text_of(cell), cell[0].at, label)
            return True
        first = cells[0][0]
        is_label = first.is_bold or first.text.endswith(":")
        is_known = self._vocabulary.title(labels[0]) is not None
        if self._state != "top" or len(cells) != PAIR or not is_label or is_known:
            return False
        self._say_other(labels[0], text_of(cells[1]), first.at)
        return True

    def _is_row_of_entry(self, cells: list[Cell]) -> bool:
        """Take a row of a section's table as an entry: what is in the first cell, then the rest."""
        first, *others = map(text_of, cells)
        is_title = is_headed(cells[0][0]._replace(is_bold=False))
        if self._state != "section" or is_title or any(len(cell) > 1 for cell in cells):
            return False
        if self._vocabulary.title(first.rstrip(": ")):
            return False
        is_share = all(SHARE.match(other) for other in others)
        text = f"{first} ({'; '.join(others)})" if is_share else f"{first}: {'; '.join(others)}"
        self._content(SourceLine(text, cells[0][0].at, depth=1), None)
        return True

    def _finish(self) -> None:
        self._close_fact()
        for part in (part for parts in self.found.sections.values() for part in parts):
            part.groups = headed(part.groups)
        if self._intro.groups:
            name = "context" if "purpose" in self.found.sections else "purpose"
            self.found.sections.setdefault(name, []).insert(0, self._intro)
        if self._details.groups:
            self.found.sections.setdefault("details", []).insert(0, self._details)
        self._criteria.end()
        place_unknown(self.found, self._criteria.methods)
        settle_lists(self.found)
        for name in LISTS & self.found.sections.keys():
            for part in self.found.sections[name]:
                for group in part.groups:
                    as_list(group, part.at)
