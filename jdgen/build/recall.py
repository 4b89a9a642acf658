"""Making again only what can have changed since the record of an earlier run."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from jdgen.build.contents import NOTHING
from jdgen.build.packing import Packed
from jdgen.build.record import BROKEN, Output, Record
from jdgen.model.text import ClauseUse, Passage, Source
from jdgen.problems import Place, Problem, Problems

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jdgen.build.record import Asked, Said, State
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Target, Unit


class Part(NamedTuple):
    """What is made of one target: its documents by path, and what is to be said of them.

    `foreign` are the texts that nobody has translated, `unagreed` the statuses by which files that
    they are made of are not agreed, and `looked` is what whoever looked at its job found.
    """

    outputs: Mapping[str, Output]
    foreign: tuple[Passage, ...] = ()
    unagreed: tuple[Passage, ...] = ()
    looked: Any = None


_KINDS: Final = (Place, Problem, Source, Passage, ClauseUse)


class Entry(NamedTuple):
    """Of which files something was made: words, or paths of documents with what is said of them."""

    inputs: frozenset[str]
    words: tuple[str, ...]
    said: Any = None


class Recall:
    """What was made of each target, and of which files; `kinds` are the tuples that are looked for.

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
        self._pool = Packed(self._kinds)
        self._made: dict[str, Entry] = {}
        self._before: dict[str, Entry] = {}
        self._entries: dict[str, Entry] = {}  # with the number of what is said in the pool
        self._is_renamed = False
        self.record = state.record_of(asked)
        if self.record and not clean and not self._take_up(self.record):
            self.record = None
        if not only_check:
            state.look_at_inputs()
        self._templates = frozenset(state.templates)

    def _take_up(self, record: Record) -> bool:
        """Take what still holds of a record; return whether it is one of ours."""
        changed = {name for name, said in record.inputs.items() if self.state.input(name) != said}
        is_same = NOTHING != self._circumstances == record.circumstances
        is_same = is_same and record.names.library == self.state.names.library
        self._is_renamed = record.names.vacancies != self.state.names.vacancies
        try:
            details = json.loads(record.details)
            pool = Packed(self._kinds, details["pool"])
            names = [*record.inputs]
            outputs = [*record.outputs]
            for key, (inputs, made, said) in details["parts"].items():
                entry = Entry(
                    frozenset(names[number] for number in inputs),
                    tuple(outputs[number] for number in made),
                    pool.take(said),
                )
                if is_same and changed.isdisjoint(entry.inputs):
                    self._before[key] = entry
            for key, (inputs, made) in details["lists"].items():
                entry = Entry(frozenset(names[number] for number in inputs), tuple(map(str, made)))
                if is_same and changed.isdisjoint(entry.inputs):
                    self._before[key] = entry
        except BROKEN:
            self._before = {}
            return False
        return True

    def before(self, unit: Unit) -> list[tuple[Target, Part]] | None:
        """Return all that is made of a unit, where none of it can have changed; else None.

        Raises `InvalidInput` where its file can't have its name any more.
        """
        made = []
        for target in self._targets_before(unit):
            part = self._as_before(target) if target else None
            if target is None or part is None:
                return None
            made.append((target, part))
        return made

    def _targets_before(self, unit: Unit) -> Iterator[Target | None]:
        """Yield a unit's targets as they were; None where they are not known."""
        unknown = []

        def listed(key: str, _: object) -> Iterable[str]:
            if entry := self._before.get(key):
                self._made[key] = entry
                return entry.words
            unknown.append(key)
            return ()

        for target in unit.targets(self.library, listed):
            yield None if unknown else target
        if unknown:
            yield None

    def listed(self, key: str, make: Callable[[], Iterable[str]]) -> tuple[str, ...]:
        """Return words that files say, by what they are called here."""
        entry = self._before.get(key)
        if entry is None:
            with self.library.noting() as noted:
                words = tuple(make())
            entry = Entry(self._inputs(noted), words)
        self._made[key] = entry
        return entry.words

    def knows(self, key: str) -> bool:
        """Return whether what comes of files is what it was."""
        return key in self._before and not self._is_renamed

    def value(self, key: str, make: Callable[[], T]) -> T:
        """Return what comes of files, whatever it is: a tuple of what can be packed."""
        entry = self._before[key] if self.knows(key) else None
        if entry is None:
            with self.library.noting() as noted:
                made = make()
            entry = Entry(self._inputs(noted) | self._templates, (), made)
        self._made[key] = entry
        return entry.said  # type: ignore[no-any-return] # it was made by what makes this

    def part(self, target: Target, make: Callable[[], Part]) -> Part:
        """Return what is made of a target: as it was, where it can't have changed; else made now.

        Raises `InvalidInput`, as making does.
        """
        if part := self._as_before(target):
            return part
        with self.library.noting() as noted:
            part = make()
        said = part.foreign, part.unagreed, part.looked
        inputs = self._inputs(noted) | self._templates
        self._made[self._key(target)] = Entry(inputs, tuple(part.outputs), said)
        return part

    def _key(self, target: Target) -> str:
        return f"{target.kind}|{self.state.name_of(target.path)}|{target.grade}"

    def _as_before(self, target: Target) -> Part | None:
        key = self._key(target)
        before = self._before.get(key)
        if before is None or self.record is None:
            return None
        made = {path: self.record.outputs[path] for path in before.words}
        if not self._only_check and not all(map(self.is_there, made, made.values())):
            return None
        if self._is_renamed and target.kind == "vacancy":
            problems = Problems()
            self.library.check_names(target.path, problems, is_vacancy=True)
            problems.raise_any()
        self._made[key] = before
        return Part(made, *before.said)

    def take(self) -> dict[str, Entry]:
        """Return what was made since this was asked, for whoever keeps it; see `keep`."""
        made, self._made = self._made, {}
        return made

    def keep(self, made: Mapping[str, Entry]) -> None:
        """Keep what was made, here or in another process."""
        for key, entry in made.items():
            said = entry.said if entry.said is None else self._pool.put(entry.said)
            self._entries[key] = entry._replace(said=said)

    def is_there(self, path: str, made: Output) -> bool:
        """Return whether a document is there as it was made."""
        return self.state.output(path) == made.digest

    def pdf_of(self, path: str, word: str) -> Output | None:
        """Return the PDF that was made of a Word file by its digest, where it is still there."""
        made = self.record.outputs.get(path) if self.record else None
        return made if made and made.word == word and self.is_there(path, made) else None

    def left_over(self, outputs: Mapping[str, Output]) -> list[str]:
        """Return what an earlier run made, this one doesn't, and nobody has touched since."""
        before = self.record.outputs if self.record else {}
        return [
            path
            for path, made in before.items()
            if path not in outputs and self.is_there(path, made) and self.state.is_safe([path])
        ]

    def kept(
        self,
        said: Said,
        outputs: Mapping[str, Output] = MappingProxyType({}),
        look_alikes: Sequence[tuple[str, tuple[str, ...]]] = (),
        others: Sequence[str] = (),
    ) -> Record:
        """Return the record of this run, which said this, and made these documents."""
        used = dict.fromkeys(
            name for entry in self._entries.values() for name in sorted(entry.inputs)
        )
        numbers = {name: number for number, name in enumerate(used)}
        places = {path: number for number, path in enumerate(outputs)}
        parts, lists = {}, {}
        for key, entry in self._entries.items():
            inputs = sorted(numbers[name] for name in entry.inputs)
            if entry.said is None:
                lists[key] = inputs, entry.words
            else:
                parts[key] = inputs, [places[path] for path in entry.words], entry.said
        details = {"pool": self._pool.pool, "parts": parts, "lists": lists}
        return Record(
            self._circumstances,
            self.state.names,
            {name: self.state.input(name) for name in used},
            outputs,
            said,
            look_alikes,
            others,
            json.dumps(details, separators=(",", ":")),
        )

    def _inputs(self, noted: Iterable[Path]) -> frozenset[str]:
        for path in noted:
            if path not in self._names:
                self._names[path] = self.state.name_of(path)
        return frozenset(self._names[path] for path in noted)
