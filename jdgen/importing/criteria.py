"""Criteria: of which category, how important, how assessed, whichever way they are set out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.importing.found import ReadEntry, ReadGroup, ReadPart
from jdgen.importing.outline import unnumbered
from jdgen.importing.tables import METHOD, after_tick, is_said, marks, text_of
from jdgen.importing.vocabulary import plain
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jdgen.importing.source import Grid, SourceLine
    from jdgen.importing.tables import Cell, CriteriaTable, Row

ESSENTIAL: Final = "essential"
DESIRABLE: Final = "desirable"
_WORDS: Final = {
    **dict.fromkeys(("essential", "e", "ess", "required", "must have"), ESSENTIAL),
    **dict.fromkeys(("desirable", "d", "des", "preferred"), DESIRABLE),
}
_DASHED: Final = re.compile(r"[-\u2013\u2014] ?(essential|desirable) ?[.;]?$", re.IGNORECASE)
_PARTS: Final = re.compile(r"\s*(?:[,/;&+|]|\band\b|\s)\s*")
_IMPORTANCE: Final = re.compile(
    r"^(essential|desirable|required|preferred|minimum|desired)\s*[-\u2013:/]?\s+(.{3,50})$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"^(.{3,50}?) ?[-\u2013:(/]{1,3} ?(essential|desirable|required|preferred) ?\)?$", re.IGNORECASE
)
_STANDARDS: Final = (
    re.compile(r"\b(?:standard|level)(?: needed)?:? (\w{1,40}) ?\)?\.?$", re.IGNORECASE),
    re.compile(r"\b(\w{1,40}) level ?\)?\.?$", re.IGNORECASE),
)
_LONGEST_IN_BRACKETS: Final = 40
_LONGEST_CODE: Final = 3
_MOST_TITLE_WORDS: Final = 6
_KEY: Final = re.compile(r"^(?:key|code|legend|methods?)\b[^:=]*:", re.IGNORECASE)
_CODE: Final = re.compile(r"[A-Z]{1,3} ?[=:\u2013-] ?[A-Za-z][\w/ '&-]{2,40}")
_LONGEST_KEY: Final = 400
_OVER: Final = frozenset({"criterion", "category", "number", ""})
_EMPTY: Final = frozenset(
    {"", "none", "n a", "na", "not applicable", "not assessed on its own", "nil"}
)


class Methods(NamedTuple):
    """The organisation's assessment methods, and the steps of its scales, by their names."""

    codes: Mapping[str, str]
    steps: Mapping[str, str]

    def read(self, text: str) -> list[str] | None:
        """Return the codes that a text names, by code or by name; None where it names others."""
        by_name = {plain(name): code for code, name in self.codes.items()}
        said = plain(text)
        if said in by_name:
            return [by_name[said]]
        found: list[str] = []
        for name in sorted(by_name, key=len, reverse=True):
            if len(name) >= _LONGEST_CODE and re.search(rf"\b{re.escape(name)}\b", said):
                found.append(by_name[name])
                said = re.sub(rf"\b{re.escape(name)}\b", " ", said)
        rest = [word for word in said.split() if word not in {"and", "or", "then"}]
        codes = {code.casefold(): code for code in self.codes}
        for word in rest:
            if word in codes:
                found.append(codes[word])
            elif len(word) > 1 and all(letter in codes for letter in word) and text.isupper():
                found += [codes[letter] for letter in word]
            else:
                return None
        order = list(self.codes)
        return sorted(dict.fromkeys(found), key=order.index) if found else None


def importance_of(title: str) -> tuple[str, str]:
    """Return the importance that a title says, and the rest of it."""
    if found := _IMPORTANCE.match(title):
        return _WORDS.get(
            found[1].casefold(), ESSENTIAL if found[1].casefold() == "minimum" else DESIRABLE
        ), found[2]
    if found := _AFTER.match(title):
        return _WORDS[found[2].casefold()], found[1]
    return "", title


class _Bracket(NamedTuple):
    """What stands in brackets at the end of a text, the text before it, and the stop after it."""

    inside: str
    before: str
    stop: str


def _bracket(text: str) -> _Bracket | None:
    """Return what stands in brackets at the end of a text."""
    bare = text.rstrip()
    stop = bare[-1:] if bare[-1:] in {".", ";"} else ""
    bare = bare.removesuffix(stop).rstrip()
    at = max(bare.rfind("("), bare.rfind("["))
    inside = bare[at + 1 : -1].strip()
    if bare[-1:] not in {")", "]"} or at < 0 or not 0 < len(inside) <= _LONGEST_IN_BRACKETS:
        return None
    return None if {")", "]"} & {*inside} else _Bracket(inside, bare[:at].rstrip(), stop)


def criterion(text: str, at: str, methods: Methods, importance: str) -> ReadEntry:
    """Return a criterion, with what codes in brackets at its end say of it."""
    entry = ReadEntry(text, at, importance=importance)
    while found := _bracket(entry.text):
        if not _take_codes(entry, found, methods):
            break
        entry.text = found.before + found.stop
    _take_standard(entry, methods)
    if dashed := _DASHED.search(entry.text):
        entry.importance = _WORDS[dashed[1].casefold()]
        entry.text = entry.text[: dashed.start()].rstrip()
    return entry


def _take_codes(entry: ReadEntry, found: _Bracket, methods: Methods) -> bool:
    """Take what brackets say of a criterion; return whether they say only that."""
    said = found.inside.casefold()
    words = [word for word in _PARTS.split(found.inside) if word]
    is_code = said.upper() in methods.codes
    if said in _WORDS and (len(said) > 1 or not is_code or _is_importance(entry, found)):
        entry.importance = _WORDS[said]
    elif (codes := methods.read(found.inside)) and (
        len(found.inside) > _LONGEST_CODE or all(map(str.isupper, words))
    ):
        entry.methods = [*codes, *entry.methods]
    elif _is_mixed(words, methods):
        entry.importance = _WORDS[words[0].casefold()]
        entry.methods = methods.read(" ".join(words[1:])) or []
    else:
        return False
    return True


def _is_importance(entry: ReadEntry, found: _Bracket) -> bool:
    """Return whether a letter that is a method's code too says how important a criterion is."""
    other = _bracket(found.before)
    return not entry.importance and not (other and other.inside.casefold() in _WORDS)


def _take_standard(entry: ReadEntry, methods: Methods) -> None:
    """Take the step of a scale off the end of a criterion, where it is said to be one."""
    for pattern in _STANDARDS:
        found = pattern.search(entry.text)
        if found and (step := methods.steps.get(plain(found[1]))):
            entry.standard = step
            entry.text = entry.text[: found.start()].rstrip(" (,;\u2013-")
            return


def _is_mixed(words: list[str], methods: Methods) -> bool:
    """Return whether brackets say an importance and then methods, such as (E, A, I)."""
    return (
        len(words) > 1
        and words[0].casefold() in _WORDS
        and (len(words[0]) > 1 or words[0].upper() not in methods.codes)
        and methods.read(" ".join(words[1:])) is not None
    )


def of_table(
    grid: Grid, table: CriteriaTable, methods: Methods, category: str, importance: str
) -> list[ReadPart]:
    """Return the categories and criteria of a table under a category, or an importance, if any."""
    parts: list[ReadPart] = []
    reader = _Rows(table, methods, importance, ticked=marks(table, grid))
    current = category
    title: Cell = ()  # of a category, unless no criterion follows
    for row in grid.rows[table.head + 1 :]:
        filled = [at for at, cell in enumerate(row) if cell]
        if not filled:
            continue
        first = row[filled[0]]
        if len(filled) == 1 and table.columns.get(filled[0], "") in _OVER and _is_title(first):
            if title:
                _part(parts, current, grid.at).groups[0].entries += _criteria(title, methods, "")
            title = first
            continue
        if title:
            current, title = text_of(title).rstrip(":"), ()
        named = reader.named(row)
        if said := named.get("category"):
            current = text_of(said[0]).rstrip(":") or current
        _part(parts, current, grid.at).groups[0].entries += reader.criteria(row, named)
    if title:
        _part(parts, current, grid.at).groups[0].entries += _criteria(title, methods, "")
    return [part for part in parts if part.groups[0].entries]


class _Rows(NamedTuple):
    """Reads the rows of a table of criteria."""

    table: CriteriaTable
    methods: Methods
    importance: str
    ticked: bool

    def named(self, row: Row) -> dict[str, list[Cell]]:
        """Return the cells of a row by what their columns say."""
        return {
            kind: [row[at] for at in self.table.at(kind) if at < len(row) and row[at]]
            for kind in set(self.table.columns.values())
        }

    def criteria(self, row: Row, named: Mapping[str, Sequence[Cell]]) -> list[ReadEntry]:
        """Return the criteria of a row, with all that the row says of them."""
        entries: list[ReadEntry] = []
        if self.ticked or self.table.at("criterion"):
            importance = _ticked(row, self.table) or self.importance
            for cell in named.get("criterion", ()):
                entries += _criteria(cell, self.methods, importance)
            beside = [
                after_tick(text_of(cell))
                for kind in (ESSENTIAL, DESIRABLE)
                for cell in named.get(kind, ())
                if self.ticked and is_said(text_of(cell))
            ]
            for text in filter(None, beside) if entries else ():
                entries[-1].text = f"{entries[-1].text} ({text.strip('()')})"
        for kind in () if self.ticked else (ESSENTIAL, DESIRABLE):
            for cell in named.get(kind, ()):
                entries += _criteria(cell, self.methods, kind)
        for entry in entries:
            entry.methods += [
                code for code in self._ticked_methods(row) if code not in entry.methods
            ]
            _add_methods(entry, map(text_of, named.get("methods", ())), self.methods)
            for cell in named.get("standard", ()):
                _add_standard(entry, text_of(cell), self.methods)
        for cell in named.get("more", ()) if entries else ():
            entries[-1].items += [ReadEntry(line.text, line.at) for line in cell]
        return entries

    def _ticked_methods(self, row: Row) -> Iterator[str]:
        """Yield the methods that have a column in which a row has a tick."""
        for at, kind in self.table.columns.items():
            if kind.startswith(METHOD) and at < len(row) and is_said(text_of(row[at])):
                yield kind.removeprefix(METHOD)


def is_key(text: str) -> bool:
    """Return whether a line says what the codes of methods mean: A = Application form, T = Test."""
    if len(text) > _LONGEST_KEY:
        return False
    said = _KEY.sub("", text).strip()
    parts = [part for part in re.split(r"[,;\t]\s*|\s{2,}|\s+\|\s+", said) if part]
    return len(parts) > 1 and all(_CODE.fullmatch(part.strip(" .")) for part in parts)


def _is_title(cell: Iterable[SourceLine]) -> bool:
    lines = list(cell)
    return (
        len(lines) == 1
        and (lines[0].is_bold or len(lines[0].text.split()) <= _MOST_TITLE_WORDS)
        and not lines[0].text.endswith(".")
    )


def _part(parts: list[ReadPart], title: str, at: str) -> ReadPart:
    for part in parts:
        if part.title == title:
            return part
    parts.append(ReadPart(title, at, [ReadGroup()]))
    return parts[-1]


def _ticked(row: tuple[tuple[SourceLine, ...], ...], table: CriteriaTable) -> str:
    """Return how important the criterion of a row is."""
    for at in table.at("importance"):
        if at < len(row) and (said := _WORDS.get(text_of(row[at]).casefold().strip(" .*"))):
            return said
    for kind in (ESSENTIAL, DESIRABLE):
        for at in table.at(kind):
            if at < len(row) and row[at] and is_said(text_of(row[at])):
                return kind
    return ""


def _criteria(cell: Iterable[SourceLine], methods: Methods, importance: str) -> list[ReadEntry]:
    entries: list[ReadEntry] = []
    for line in cell:
        if plain(line.text) in _EMPTY:
            continue
        if line.depth > 1 and entries:
            entries[-1].items.append(ReadEntry(line.text, line.at))
            continue
        text, _ = unnumbered(line.text)
        entry = criterion(text, line.at, methods, importance)
        entry.label = line.lead
        entries.append(entry)
    return entries


def _add_methods(entry: ReadEntry, said: Iterable[str], methods: Methods) -> None:
    for text in said:
        if plain(text) in _EMPTY:
            continue
        codes = methods.read(text)
        if codes is None:
            entry.text = f"{entry.text} ({text})"  # nothing is lost that has no code
        else:
            entry.methods += [code for code in codes if code not in entry.methods]


def _add_standard(entry: ReadEntry, text: str, methods: Methods) -> None:
    if plain(text) in _EMPTY | {"not stated"}:
        return
    if step := methods.steps.get(plain(text)):
        entry.standard = step
    else:
        entry.text = f"{entry.text} ({text})"
