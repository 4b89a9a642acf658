"""What was made of each unit and of which files: a line of text a unit, read only where it is used.

So a run after one change reads, makes and writes anew the lines of what that change reaches, and
copies all others as they are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from jdgen.build.packing import Packed
from jdgen.build.record import BROKEN
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

Key = tuple[str, ...]
"""By what something is known that was made for a unit."""

_FEW: Final = 16
"""For how many changed files the lines that name them are looked for, before they are read."""
_RUNS: Final = 100
"""After how many runs nothing is copied, so that what nothing names any more is left out."""


class LedgerEntry(NamedTuple):
    """Of which files something was made: words, or paths of documents with what is said of them."""

    inputs: frozenset[str]
    words: tuple[str, ...]
    said: Any = None


class Ledger:
    """The lines of units, and what several share: the names of files, and a pool of what was said.

    `kinds` are the tuples of which that is, `inputs` the names of files by which lines number them.
    Reading `details` that are none of ours raises one of `record.BROKEN`.
    """

    def __init__(
        self, kinds: Iterable[type[Any]], inputs: Iterable[str] = (), details: bytes = b""
    ) -> None:
        self.names = [*inputs]
        self._numbers = {name: number for number, name in enumerate(self.names)}
        self._lines: dict[str, bytes] = {}
        self.runs = 1
        self._said: dict[str, list[tuple[Key, int]]] = {}
        pool: list[Any] = []
        if details:
            first, *lines = details.split(b"\n")
            before, pool, units, said = json.loads(first)
            self.runs = before + 1
            self._lines = dict(zip(map(str, units), lines, strict=True))
            for unit, told in said.items():
                self._said[unit] = [(tuple(map(str, key)), int(number)) for key, number in told]
        self._pool = Packed(kinds, pool)

    @property
    def is_long(self) -> bool:
        """Return whether it holds what nothing names any more, and is better begun anew."""
        return self.runs > _RUNS

    def __iter__(self) -> Iterator[str]:
        """Yield the names of units, in their order."""
        return iter(self._lines)

    def reached(self, changed: Collection[str], outputs: Collection[str]) -> Iterator[str]:
        """Yield the units that changed files may reach, or whose documents are some of those."""
        marks = [f",{self._numbers[name]},".encode() for name in changed if name in self._numbers]
        marks += [json.dumps(path).encode() for path in outputs]
        for unit, line in self._lines.items():
            if len(marks) > _FEW or any(mark in line for mark in marks):
                yield unit

    def entries(self, unit: str) -> dict[Key, LedgerEntry]:
        """Return what was made of a unit; nothing where it isn't known."""
        try:
            return {
                tuple(map(str, key)): LedgerEntry(
                    frozenset(self.names[int(number)] for number in inputs.split(",")[1:-1]),
                    tuple(map(str, words)),
                    None if said is None else self._pool.take(said),
                )
                for key, inputs, words, said in json.loads(self._lines.get(unit, b"[]"))
            }
        except BROKEN:
            return {}

    def put(self, unit: str, entries: Mapping[Key, LedgerEntry]) -> None:
        """Write what was made of a unit."""
        line, told = [], []
        for key, (inputs, words, said) in entries.items():
            number = None if said is None else self._pool.put(said)
            line.append((key, self._numbered(inputs), words, number))
            if number is not None and _says(said):
                told.append((key, number))
        self._lines[unit] = json.dumps(line, separators=(",", ":")).encode()
        self._said.pop(unit, None)
        if told:
            self._said[unit] = told

    def _numbered(self, inputs: Iterable[str]) -> str:
        numbers = []
        for name in sorted(inputs):
            if name not in self._numbers:
                self._numbers[name] = len(self.names)
                self.names.append(name)
            numbers.append(self._numbers[name])
        return f",{','.join(map(str, numbers))},"

    def said(self) -> Iterator[tuple[Key, Any]]:
        """Yield what was said of what was made, in the order of units, where it says anything."""
        for unit in self._lines:
            for key, number in self._said.get(unit, ()):
                yield key, self._pool.take(number)

    def check(self) -> None:
        """Raise one of `record.BROKEN` where what was said can't be told."""
        for told in self._said.values():
            for _, number in told:
                self._pool.take(number)

    def order(self, units: Iterable[str]) -> None:
        """Keep these units, in this order."""
        self._lines = {unit: self._lines[unit] for unit in units}
        self._said = {unit: told for unit, told in self._said.items() if unit in self._lines}

    def text(self) -> bytes:
        """Return the lines as they are kept."""
        shared = [self.runs, self._pool.pool, [*self._lines], self._said]
        first = json.dumps(shared, separators=(",", ":"))
        return b"\n".join([first.encode(), *self._lines.values()])


def _says(said: object) -> bool:
    """Return whether something is said: a tuple of nothing says nothing."""
    return any(map(_says, said)) if isinstance(said, tuple) else said is not None
