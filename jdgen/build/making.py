"""Makes the documents of many targets, then writes them: all of them, or none."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jdgen.build.contents import NOTHING, digest
from jdgen.build.files import FAMILIES, files
from jdgen.build.output import Writing
from jdgen.build.recall import TargetOutputs
from jdgen.build.record import FOLDER, PDF, TIMES, Output
from jdgen.build.stale import look_alikes
from jdgen.build.workers import each_done, usual_jobs
from jdgen.names import folded
from jdgen.problems import InvalidInput, Place, Problems, shown
from jdgen.process import ending
from jdgen.tuples import NamedTuple
from jdgen.workspace.files import is_workspace
from jdgen.workspace.targets import anew, named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from jdgen.build.contents import Stamp
    from jdgen.build.files import Order
    from jdgen.build.ledger import Key, LedgerEntry
    from jdgen.build.recall import Recall
    from jdgen.build.record import Asked, RunRemarks
    from jdgen.model.job import Job
    from jdgen.model.text import Passage, Source
    from jdgen.problems import Problem
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Target, Unit

    Look = Callable[[Target, Job], Any]
    _Staged = Mapping[str, tuple[int, str, Stamp]]


class MadeDocuments(NamedTuple):
    """The documents that were made by their paths, and what is to be said of them.

    `foreign` and `unagreed` are those of all targets, each once; `looked` is what was found in the
    job of each. So many were `written`, as the others were there; what is `left_over` of an earlier
    run is deleted. It `is_safe` to write where no folder of documents is a link or a workspace.
    """

    outputs: dict[str, Output]
    foreign: tuple[Passage, ...] = ()
    unagreed: tuple[Passage, ...] = ()
    looked: tuple[tuple[Target, Any], ...] = ()
    left_over: tuple[str, ...] = ()
    written: int = 0
    is_safe: bool = False


def nothing_looked_at(_: Target, __: Job) -> None:
    """Find nothing in a job."""


def refuse_slips(looked: object) -> None:
    """Raise `InvalidInput` where what was found in a job says that its files are wrong."""
    if slips := getattr(looked, "slips", ()):
        raise InvalidInput(slips)


class Making(NamedTuple):
    """How documents are made: of what, in what way, and who looks at the jobs.

    `jobs` is in how many processes; what they make is the same whatever it is.
    """

    library: Library
    order: Order
    output: Path
    look: Look = nothing_looked_at
    jobs: int | None = None


def build(
    how: Making,
    units: Sequence[Unit],
    progress: Callable[[object], None] = lambda _: None,
) -> MadeDocuments:
    """Write the documents below the output folder; return what was made.

    Nothing is written unless everything is right: raises as `make` does, and `OSError` where the
    files can't be written.
    """
    run = _Run(how.output)
    with ending.undoing(run.writing.leave):
        run.begin()
        made = make(how, units, progress, run=run)
        run.add_pdfs(made.outputs)
        run.writing.finish(len(made.outputs), made=made.outputs)
    return made._replace(written=len(made.outputs))


def build_all(
    how: Making,
    recall_in: Callable[[], tuple[Recall, Sequence[Unit]]],
    asked: Asked,
    progress: Callable[[int], AbstractContextManager[Callable[[object], None]]],
    tell: Callable[[MadeDocuments], RunRemarks],
) -> tuple[MadeDocuments, RunRemarks]:
    """Write the documents of a whole workspace that are not there as they should be; see `build`.

    What an earlier run with the same record made, and this one doesn't, is deleted where it is as
    it was made.
    """
    run = _Run(how.output)
    with ending.undoing(run.writing.leave):
        run.begin()
        recall, units = recall_in()
        run.recall = recall
        with progress(len(units)) as advance:
            made = make(how, units, advance, is_all=True, run=run, recall=recall)
        run.add_pdfs(made.outputs)
        left_over = tuple(recall.left_over(made.outputs))
        made = made._replace(left_over=left_over, written=run.written)
        said = tell(made)
        if made.outputs:
            alike = look_alikes(how.library, how.order, made.outputs)
            run.put(f"{FOLDER}/{asked.file}", recall.kept(said, made.outputs, *alike).text())
            run.put(f"{FOLDER}/.gitignore", b"*\n")
        at_risk = () if made.is_safe else made.outputs
        run.writing.finish(len(made.outputs), made.left_over, at_risk)
    run.note_times()
    return made, said


class _Run:
    """One run's documents on their way, and what is known of them."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.writing = Writing(output)
        self.recall: Recall | None = None
        self._fault: OSError | None = None
        self._words: dict[str, bytes] = {}
        self._staged: dict[str, tuple[str, Stamp]] = {}

    def begin(self) -> None:
        """Begin to write; what keeps files from being written is told after what is wrong."""
        try:
            self.writing.begin()
        except OSError as error:
            self._fault = error

    def keep(self, path: str, data: bytes) -> Output:
        """Stage a document that isn't there as it should be; return what is known of it."""
        found = digest(data)
        if path.endswith(f".{PDF}"):
            if self.recall and (made := self.recall.pdf_of(path, found)):
                return made
            self._words[path] = data
            return Output(NOTHING, found)
        self.put(path, data, found)
        return Output(found)

    def put(self, path: str, data: bytes, found: str = "") -> None:
        """Stage a file that isn't there as it should be."""
        found = found or digest(data)
        if self._fault or (self.recall and self.recall.state.output(path) == found):
            return
        self._staged[path] = found, self.writing.stage(path, data)

    def add_pdfs(self, outputs: dict[str, Output]) -> None:
        """Make the PDFs that are not there yet; raise what keeps files from being written."""
        if self._fault:
            raise self._fault
        if self._words:
            from jdgen.build.pdf import pdfs  # noqa: PLC0415 - it starts another program

            for path, data in pdfs(self._words, Place(shown(self.output))).items():
                found = digest(data)
                outputs[path] = Output(found, outputs[path].word)
                self.put(path, data, found)

    def take(self) -> _Staged:
        """Return what was staged since this was asked, for whoever takes it over."""
        numbers, (files, self._staged) = self.writing.take_staged(), (self._staged, {})
        return {path: (numbers[path], *of_file) for path, of_file in files.items()}

    def take_over(self, staged: _Staged) -> None:
        """Take over what was staged, here or in another process."""
        self.writing.take_over({path: number for path, (number, _, _) in staged.items()})
        self._staged |= {path: (found, stamp) for path, (_, found, stamp) in staged.items()}

    @property
    def written(self) -> int:
        """Return how many files are staged."""
        return len(self._staged)

    def note_times(self) -> None:
        """Note the times of what was read and written, if anything was: they only save reading."""
        if self.recall and self._staged:
            state = self.recall.state
            for path, (found, stamp) in self._staged.items():
                state.wrote(path, found, stamp)
            writing = Writing(self.output)
            with suppress(InvalidInput, OSError), ending.undoing(writing.leave):
                writing.begin()
                writing.stage(f"{FOLDER}/{TIMES}", state.times())
                writing.finish()


def keep_check(recall: Recall, asked: Asked, said: RunRemarks) -> None:
    """Keep the record of a check where there is a folder for it, so that the next is quick."""
    run = _Run(recall.state.folder)
    run.recall = recall
    name, text = f"{FOLDER}/{asked.file}", recall.kept(said).text()
    if recall.state.output(name) != digest(text):
        with suppress(InvalidInput, OSError), ending.undoing(run.writing.leave):
            run.writing.begin()
            run.put(name, text)
            run.writing.finish()
        run.note_times()


class _Done(NamedTuple):
    """What came of a unit, wherever it was made."""

    parts: tuple[tuple[Target, TargetOutputs], ...]
    problems: tuple[Problem, ...] = ()
    entries: Mapping[Key, LedgerEntry] = MappingProxyType({})
    staged: _Staged = MappingProxyType({})
    times: Mapping[str, tuple[Stamp, str]] = MappingProxyType({})


def make(
    how: Making,
    units: Sequence[Unit],
    progress: Callable[[object], None] = lambda _: None,
    *,
    is_all: bool = False,
    run: _Run | None = None,
    recall: Recall | None = None,
) -> MadeDocuments:
    """Make the documents that belong below the output folder; return what is to be said of them.

    Each job is looked at as it is made; each file is staged where there is a `run` to write it.
    Where they are all of the workspace, a file that isn't read, because of its name, is a problem.
    Raises `InvalidInput` with every problem of every target.
    """
    problems = Problems()
    how.library.names_are_right = bool(recall and recall.same_names)  # all was right, or no record
    if not how.library.names_are_right:
        check_folders([unit.path for unit in units if unit.kind == "vacancy"], problems)
        if is_all:
            how.library.refuse_strays(problems)
    maker = _Maker(how, units, progress, run, recall)
    maker.make()
    parts: list[tuple[Target, TargetOutputs]] = []
    for number, unit in enumerate(units):
        if done := maker.done.pop(number, None):
            problems += done.problems
            parts += done.parts
            if recall:
                recall.keep(unit.full_name, done.entries)
    outputs = {path: made for _, part in parts for path, made in part.outputs.items()}
    said: Iterable[tuple[Target, tuple[Any, ...]]]
    if recall is None:
        paths = ((target, tuple(part.outputs)) for target, part in parts)
        built = _each_once(paths, outputs, problems)
        said = ((target, part.said) for target, part in parts)
    else:
        if not recall.same_names:
            recall.order(unit.full_name for unit in units)
        before = recall.record.outputs if recall.record else {}
        built = {**before, **outputs}
        if not recall.same_paths:
            built = _each_once(recall.parts(), built, problems)
        said = recall.said()
    is_safe = bool(recall and recall.state.is_safe(built))
    _refuse_workspaces(how.output, outputs if is_safe else built, problems)
    problems.raise_any()
    return _told(built, said)._replace(is_safe=is_safe)


def _told(
    built: dict[str, Output], said: Iterable[tuple[Target, tuple[Any, ...]]]
) -> MadeDocuments:
    """Return what was made, with what is said of all targets, each once."""
    foreign: dict[Source, Passage] = {}
    unagreed: dict[Source, Passage] = {}
    looked = []
    for target, (foreign_texts, statuses, found) in said:
        foreign |= {text.source: text for text in foreign_texts}
        unagreed |= {status.source: status for status in statuses}
        looked.append((target, found))
    return MadeDocuments(built, tuple(foreign.values()), tuple(unagreed.values()), tuple(looked))


def _each_once(
    parts: Iterable[tuple[Target, Sequence[str]]],
    outputs: Mapping[str, Output],
    problems: Problems,
) -> dict[str, Output]:
    """Return the documents of targets, in their order; refuse those of two that are one."""
    built: dict[str, Output] = {}
    taken: set[str] = set()
    for target, paths in parts:
        _refuse_twice(target, paths, taken, problems)
        built |= {path: outputs[path] for path in paths}
        taken.update(map(folded, paths))
    return built


class _Maker:
    """Makes units, in several processes where that is quicker, and keeps what came of each."""

    def __init__(
        self,
        how: Making,
        units: Sequence[Unit],
        progress: Callable[[object], None],
        run: _Run | None,
        recall: Recall | None,
    ) -> None:
        self.done: dict[int, _Done] = {}
        self._how = how
        self._units = units
        self._progress = progress
        self._run = run
        self._recall = recall
        self._to_make: list[int] = []
        self._places: dict[str, int] = {}

    def make(self) -> None:
        """Make what can have changed."""
        for number, unit in enumerate(self._units):
            if self._recall and self._recall.holds(unit.full_name):
                if unit.kind == "vacancy":  # whose name may now be like another's
                    self._check_name(number, unit)
                self._progress(unit)
            else:
                self._to_make.append(number)
        jobs = self._how.jobs or usual_jobs(len(self._to_make))
        if PDF in self._how.order.formats:
            jobs = 1  # one LibreOffice makes them all, of what this process holds
        if jobs > 1 and self._to_make:
            self._prepare()
        numbered = enumerate(self._to_make)
        self._places = {self._units[number].name: place for place, number in numbered}
        number_of = self._to_make
        for place, one in each_done(len(number_of), jobs, self._work, self._begin, self._related):
            self._keep(number_of[place], one)

    def _check_name(self, number: int, unit: Unit) -> None:
        problems = Problems()
        self._how.library.check_names(unit.path, problems, is_vacancy=True)
        if problems:
            self.done[number] = _Done((), tuple(problems))

    def _prepare(self) -> None:
        """Read and import what all need before this process is copied."""
        number = self._to_make.pop(0)
        self._keep(number, _made(self._how, self._units[number], self._run, self._recall))
        for family in self._how.library.families():
            self._how.library.by_rank(family)

    def _keep(self, number: int, one: _Done) -> None:
        self.done[number] = _Done(one.parts, one.problems, one.entries)
        if self._recall:
            self._recall.state.contents.take_over(one.times)
        if self._run:
            self._run.take_over(one.staged)
        self._progress(self._units[number])

    def _begin(self, worker: int, workers: int) -> None:
        if self._run:
            if worker:
                self._run.take()
            self._run.writing.share(worker, workers)

    def _related(self, one: _Done) -> list[int]:
        """Return the places of the roles that a vacancy has read."""
        inputs = {name for entry in one.entries.values() for name in entry.inputs}
        return sorted(self._places[name] for name in inputs & self._places.keys())

    def _work(self, place: int) -> _Done:
        unit = self._units[self._to_make[place]]
        return _made(self._how, unit, self._run, self._recall)


def _made(how: Making, unit: Unit, run: _Run | None, recall: Recall | None) -> _Done:
    """Make the documents of a unit."""
    problems = Problems()
    parts = []
    if recall:
        recall.begin(unit.full_name)
    listed = recall.listed if recall else anew
    with problems.catching():
        for target in unit.targets(how.library, listed):
            make_it = partial(_part, how, target, run)
            if part := problems.catch(partial(recall.part, target, make_it) if recall else make_it):
                parts.append((target, part))
    if unit.kind in {"vacancy", "role"}:
        how.library.forget(unit.path)
    entries = recall.take() if recall else {}
    times = recall.state.contents.take_times() if recall else {}
    return _Done(tuple(parts), tuple(problems), entries, run.take() if run else {}, times)


def _part(how: Making, target: Target, run: _Run | None) -> TargetOutputs:
    made = files(how.library, target, how.order)
    outputs = {
        path: run.keep(path, data) if run else Output(digest(data))
        for path, data in made.files.items()
    }
    looked = how.look(target, made.job) if made.job else None
    refuse_slips(looked)
    return TargetOutputs(outputs, made.foreign, made.unagreed, looked)


def _refuse_workspaces(output: Path, paths: Collection[str], problems: Problems) -> None:
    """Refuse documents that would lie in a workspace below the output folder."""
    folders = {folder for path in paths for folder in PurePosixPath(path).parents}
    for folder in sorted(folders):
        if is_workspace(output / folder):
            problems.refuse(
                Place(shown(output / folder)),
                "documents would be written into this workspace, among what it is made of",
                "give another folder with --output, such as build",
                "outside-output",
            )


def _refuse_twice(
    target: Target, paths: Collection[str], taken: Collection[str], problems: Problems
) -> None:
    """Refuse documents that would take the place of others: those of W1:4 and of a level W1-4."""
    again = [path for path in paths if folded(path) in taken]
    if again and target.kind != "vacancy":  # of which `check_folders` tells
        problems.refuse(
            Place(shown(target.path)),
            f"{named(target)} and another of those to build would both be written to {again[0]}",
            "build one of them by itself, with another --output, or rename it",
            "written-twice",
        )


def check_folders(paths: Sequence[Path], problems: Problems) -> None:
    """Refuse the vacancies that would be written to one folder, as file systems see names."""
    first: dict[str, Path] = {}
    for path in paths:
        if folded(path.stem) == FAMILIES:
            problems.refuse(
                Place(shown(path)),
                f'"{path.stem}" is the folder of what is made of families',
                "rename the vacancy",
                "duplicate-vacancy",
            )
        other = first.setdefault(folded(path.stem), path)
        if other != path:
            problems.refuse(
                Place(shown(path)),
                f'the vacancy "{path.stem}" is also at {shown(other)}',
                "rename one of them: both would be written to the same folder",
                "duplicate-vacancy",
            )
