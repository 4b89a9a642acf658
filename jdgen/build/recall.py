"""Making again only what can have changed since the record of an earlier run."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from jdgen.build.contents import NOTHING
from jdgen.build.ledger import Ledger, LedgerEntry
from jdgen.build.record import BROKEN, Output, RunRecord
from jdgen.model.text import ClauseUse, Passage, Source
from jdgen.problems import Place, Problem
from jdgen.tuples import NamedTuple
from jdgen.workspace.targets import Target

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jdgen.build.ledger import Key
    from jdgen.build.record import Asked, RunRemarks, State
    from jdgen.workspace.inheritance import Library


class TargetOutputs(NamedTuple):
    """What is made of one target: its documents by path, and what is to be said of them.

    `foreign` are the texts that nobody has translated, `unagreed` the statuses by which files that
    they are made of are not agreed, and `looked` is what whoever looked at its job found.
    """

    outputs: Mapping[str, Output]
    foreign: tuple[Passage, ...] = ()
    unagreed: tuple[Passage, ...] = ()
    looked: Any = None

    @property
    def said(self) -> tuple[Any, ...]:
        """Return what is to be said of it."""
        return self.foreign, self.unagreed, self.looked


_KINDS: Final = (Place, Problem, Source, Passage, ClauseUse)


class Recall:
    """What was made of each unit, and of which files; `kinds` are the tuples that are looked for.

    Where `only_check` says that nothing will be written, documents that are not as they were made
    are no reason to make them again; where it is to be `clean`, all are made.
    """

    def __init__(
        self,
        library: Library,
        state: State,
        asked: Asked,
        kinds: Iterable[type[Any]] = (),
        *,
        only_check: bool = False,
        clean: bool = False,
    ) -> None:
        self.state = state
        self.library = library
        self._only_check = only_check
        self._kinds = (*_KINDS, *kinds)
        self._circumstances = state.circumstances(asked)
        self._names: dict[Path, str] = {}
        self._changed: frozenset[str] = frozenset()
        self._reached: frozenset[str] = frozenset()
        self._before: dict[Key, LedgerEntry] = {}  # what holds of a unit
        self._made: dict[Key, LedgerEntry] = {}
        self._ledger = self._old = Ledger(self._kinds)
        self.same_names = self.same_paths = False
        self.record = state.record_of(asked)
        if self.record and not clean and not self._take_up(self.record):
            self.record = None
        if not only_check:
            state.look_at_inputs()
        self._templates = frozenset(state.templates)

    def _take_up(self, record: RunRecord) -> bool:
        """Take what still holds of a record; return whether it is one of ours."""
        try:
            ledger = Ledger(self._kinds, record.inputs, record.details)
            ledger.check()
            is_same = NOTHING != self._circumstances == record.circumstances
            if not is_same or record.names.library != self.state.names.library:
                return True
            inputs = record.inputs.items()
            changed = {name for name, said in inputs if self.state.input(name) != said}
            gone: list[str] = []
            if not self._only_check:
                gone = [path for path in record.outputs if not self._is_there(path)]
            self._reached = frozenset(ledger.reached(changed, gone))
        except BROKEN:
            return False
        self._changed = frozenset(changed)
        same_names = record.names == self.state.names and not ledger.is_long
        self.same_names = self.same_paths = same_names
        self._old = ledger
        if not ledger.is_long:
            self._ledger = ledger
        return True

    # --- what holds -------------------------------------------------------------------------------

    def reached(self) -> list[str]:
        """Return the units that changes may reach, where files are called as they were."""
        return [unit for unit in self._old if unit in self._reached]

    def holds(self, unit: str) -> bool:
        """Return whether all that was made of a unit is known to be as it was; keep it, then."""
        if unit in self._reached or not (entries := self._old.entries(unit)):
            return False
        if self._ledger is not self._old:
            self._ledger.put(unit, entries)
        return True

    def begin(self, unit: str) -> None:
        """Begin to make what is made of a unit, as far as it isn't as it was."""
        entries = self._old.entries(unit).items()
        self._made = {}
        self._before = {
            key: entry for key, entry in entries if self._changed.isdisjoint(entry.inputs)
        }

    def listed(self, key: str, make: Callable[[], Iterable[str]]) -> tuple[str, ...]:
        """Return words that files say, by what they are called here."""
        entry = self._before.get((key,))
        if entry is None:
            with self.library.noting() as noted:
                words = tuple(make())
            entry = LedgerEntry(self._inputs(noted), words)
        self._made[key,] = entry
        return entry.words

    def part(self, target: Target, make: Callable[[], TargetOutputs]) -> TargetOutputs:
        """Return what is made of a target: as it was, where it can't have changed; else made now.

        Raises `InvalidInput`, as making does.
        """
        key = (target.kind, self._name(target.path), target.family, target.key, target.grade)
        if part := self._as_before(key):
            return part
        with self.library.noting() as noted:
            part = make()
        inputs = self._inputs(noted) | self._templates
        self._made[key] = LedgerEntry(inputs, tuple(part.outputs), part.said)
        return part

    def _as_before(self, key: Key) -> TargetOutputs | None:
        before = self._before.get(key)
        if before is None or self.record is None:
            return None
        if not (self._only_check or all(map(self._is_there, before.words))):
            return None
        self._made[key] = before
        return TargetOutputs(
            {path: self.record.outputs[path] for path in before.words}, *before.said
        )

    def knows(self, name: str) -> bool:
        """Return whether a value is known to be what it was; keep it, then."""
        return self.same_names and self.holds(name)

    def value(self, name: str, make: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
        """Return what comes of files, whatever it is: a tuple of what can be packed."""
        with self.library.noting() as noted:
            made = make()
        self._made[name,] = LedgerEntry(self._inputs(noted) | self._templates, (), made)
        return made

    def known(self, name: str) -> tuple[Any, ...]:
        """Return a value that is known."""
        return self._ledger.entries(name)[name,].said  # type: ignore[no-any-return] # as `value`

    # --- what is kept -----------------------------------------------------------------------------

    def take(self) -> dict[Key, LedgerEntry]:
        """Return what was made of a unit, for whoever keeps it; see `keep`."""
        made, self._made = self._made, {}
        return made

    def keep(self, unit: str, made: Mapping[Key, LedgerEntry]) -> None:
        """Keep what was made of a unit, here or in another process."""
        before = self._old.entries(unit).values() if self.same_paths else ()
        was, now = ([each.words for each in entries] for entries in (before, made.values()))
        self.same_paths = self.same_paths and was == now
        self._ledger.put(unit, made)

    def order(self, units: Iterable[str]) -> None:
        """Keep what is made of these units, in this order."""
        self._ledger.order(units)

    def parts(self) -> Iterator[tuple[Target, tuple[str, ...]]]:
        """Yield all targets, with the paths of their documents."""
        for unit in self._ledger:
            for key, entry in self._ledger.entries(unit).items():
                if entry.said is not None:
                    yield self._target(key), entry.words

    def said(self) -> Iterator[tuple[Target, tuple[Any, ...]]]:
        """Yield what is to be said of targets of which there is anything to be said."""
        for key, said in self._ledger.said():
            yield self._target(key), said

    def _target(self, key: Key) -> Target:
        kind, name, family, word, grade = key
        return Target(kind, Path(self.library.root, name), family, word, grade)  # type: ignore[arg-type] # as it was put

    def _is_there(self, path: str) -> bool:
        """Return whether a document is there as it was made."""
        made = self.record.outputs.get(path) if self.record else None
        return made is not None and self.state.output(path) == made.digest

    def pdf_of(self, path: str, word: str) -> Output | None:
        """Return the PDF that was made of a Word file by its digest, where it is still there."""
        made = self.record.outputs.get(path) if self.record else None
        return made if made and made.word == word and self._is_there(path) else None

    def left_over(self, outputs: Mapping[str, Output]) -> list[str]:
        """Return what an earlier run made, this one doesn't, and nobody has touched since."""
        before = self.record.outputs if self.record else {}
        return [
            path
            for path in before
            if path not in outputs and self._is_there(path) and self.state.is_safe([path])
        ]

    def kept(
        self,
        said: RunRemarks,
        outputs: Mapping[str, Output] = MappingProxyType({}),
        look_alikes: Sequence[tuple[str, tuple[str, ...]]] = (),
        others: Sequence[str] = (),
    ) -> RunRecord:
        """Return the record of this run, which said this, and made these documents."""
        return RunRecord(
            self._circumstances,
            self.state.names,
            {name: self.state.input(name) for name in self._ledger.names},
            outputs,
            said,
            look_alikes,
            others,
            self._ledger.text(),
        )

    def _name(self, path: Path) -> str:
        if path not in self._names:
            self._names[path] = self.state.name_of(path)
        return self._names[path]

    def _inputs(self, noted: Iterable[Path]) -> frozenset[str]:
        return frozenset(map(self._name, noted))
