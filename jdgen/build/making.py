"""Makes the documents of many targets, then writes them: all of them, or none."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from jdgen import ending
from jdgen.build.contents import NOTHING, digest
from jdgen.build.files import FAMILIES, files
from jdgen.build.output import Writing
from jdgen.build.recall import Part
from jdgen.build.record import FOLDER, PDF, TIMES, Output
from jdgen.build.stale import look_alikes
from jdgen.names import folded
from jdgen.problems import InvalidInput, Place, Problems, shown
from jdgen.workspace.files import is_workspace
from jdgen.workspace.targets import Target, named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from jdgen.build.contents import Stamp
    from jdgen.build.files import Order
    from jdgen.build.recall import Recall
    from jdgen.build.record import Asked, Said
    from jdgen.model.job import Job
    from jdgen.model.text import Passage, Source
    from jdgen.workspace.inheritance import Library

    Look = Callable[[Library, Target, Job], Any]
    Keep = Callable[[str, bytes], Output]


class Made(NamedTuple):
    """The documents that were made by their paths, and what is to be said of them.

    `foreign` and `unagreed` are those of all targets, each once; `looked` is what was found in the
    job of each. So many were `written`, as the others were there; what is `left_over` of an earlier
    run is deleted.
    """

    outputs: dict[str, Output]
    foreign: tuple[Passage, ...] = ()
    unagreed: tuple[Passage, ...] = ()
    looked: tuple[tuple[Target, Any], ...] = ()
    left_over: tuple[str, ...] = ()
    written: int = 0


def nothing_looked_at(_: Library, __: Target, ___: Job) -> None:
    """Find nothing in a job."""


def kept_nowhere(_: str, data: bytes) -> Output:
    """Return what is known of a document that isn't written."""
    return Output(digest(data))


def build(
    library: Library,
    targets: Sequence[Target],
    order: Order,
    output: Path,
    progress: Callable[[Target], None] = lambda _: None,
    *,
    look: Look = nothing_looked_at,
) -> Made:
    """Write the documents below the output folder; return what was made.

    Nothing is written unless everything is right: raises as `make` does, and `OSError` where the
    files can't be written.
    """
    run = _Run(output)
    with ending.undoing(run.writing.leave):
        run.begin()
        made = make(library, targets, order, output, progress, look=look, keep=run.keep)
        run.add_pdfs(made.outputs)
        run.writing.finish(len(made.outputs), made=made.outputs)
    return made._replace(written=len(made.outputs))


def build_all(
    library: Library,
    order: Order,
    recall_in: Callable[[], tuple[Recall, Sequence[Target]]],
    asked: Asked,
    output: Path,
    progress: Callable[[int], AbstractContextManager[Callable[[Target], None]]],
    *,
    look: Look,
    tell: Callable[[Made], Said],
) -> tuple[Made, Said]:
    """Write the documents of a whole workspace that are not there as they should be; see `build`.

    What an earlier run with the same record made, and this one doesn't, is deleted where it is as
    it was made.
    """
    run = _Run(output)
    with ending.undoing(run.writing.leave):
        run.begin()
        recall, targets = recall_in()
        run.recall = recall
        with progress(len(targets)) as advance:
            made = make(
                library,
                targets,
                order,
                output,
                advance,
                is_all=True,
                look=look,
                keep=run.keep,
                recall=recall,
            )
        run.add_pdfs(made.outputs)
        left_over = tuple(recall.left_over(made.outputs))
        made = made._replace(left_over=left_over, written=run.written)
        said = tell(made)
        if made.outputs or made.left_over:
            kept = recall.kept(made.outputs, said, *look_alikes(library, order, made.outputs))
            run.put(f"{FOLDER}/{asked.file}", kept.text())
            run.put(f"{FOLDER}/.gitignore", b"*\n")
        run.writing.finish(len(made.outputs), made.left_over, made.outputs)
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


def make(
    library: Library,
    targets: Sequence[Target],
    order: Order,
    output: Path,
    progress: Callable[[Target], None] = lambda _: None,
    *,
    is_all: bool = False,
    look: Look = nothing_looked_at,
    keep: Keep = kept_nowhere,
    recall: Recall | None = None,
) -> Made:
    """Make the documents that belong below the output folder; return what is to be said of them.

    Each job is looked at as it is made, and each file is handed to `keep`. Where they are all of
    the workspace, a file that isn't read, because of its name, is a problem. Raises `InvalidInput`
    with every problem of every target.
    """
    problems = Problems()
    check_folders([target.path for target in targets if target.kind == "vacancy"], problems)
    if is_all:
        library.refuse_strays(problems)
    built: dict[str, Output] = {}
    taken: set[str] = set()
    foreign: dict[Source, Passage] = {}
    unagreed: dict[Source, Passage] = {}
    looked = []
    for target in targets:
        made = partial(_made, library, target, order, look, keep, taken)
        if part := problems.catch(partial(recall.part, target, made) if recall else made):
            _refuse_twice(target, part.outputs, taken, problems)
            built |= part.outputs
            taken.update(map(folded, part.outputs))
            foreign |= {text.source: text for text in part.foreign}
            unagreed |= {status.source: status for status in part.unagreed}
            looked.append((target, part.looked))
        progress(target)
    _refuse_workspaces(output, built, problems)
    problems.raise_any()
    return Made(built, tuple(foreign.values()), tuple(unagreed.values()), tuple(looked))


def _made(
    library: Library,
    target: Target,
    order: Order,
    look: Look,
    keep: Keep,
    taken: Collection[str],
) -> Part:
    """Make one target's documents; what is `taken` by another is refused, and not kept."""
    made = files(library, target, order)
    outputs = {
        path: (kept_nowhere if folded(path) in taken else keep)(path, data)
        for path, data in made.files.items()
    }
    looked = look(library, target, made.job) if made.job else None
    return Part(outputs, made.foreign, made.unagreed, looked)


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
