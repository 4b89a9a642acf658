"""What `build --all` made, kept beside the documents, and what is still true of it.

A record says of what a run depended and what it made and said, so that the next makes only what can
have changed. It is safe to delete, and one that isn't whole is taken for none. It imports nothing
that makes documents: where nothing has changed, that is all there is to do.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jdgen import __version__
from jdgen.build.contents import NOTHING, Digests, Name, NamesBelow, Stamp, digest, of_all
from jdgen.problems import Place, Problem, shown
from jdgen.reading import disk
from jdgen.tuples import NamedTuple
from jdgen.workspace.files import is_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jdgen.model.text import Setting

FORMATS: Final = ("docx", "md")
"""The formats of documents that are the same bytes on every computer."""
PDF: Final = "pdf"
FOLDER: Final = ".jdgen-record"
"""The folder, below the output folder, of the records of what is in it."""
TIMES: Final = "times.json"
"""The file beside them by which files needn't be read that are as they were."""
_MOST_LINES: Final = 50
"""How many lines the cache of times may have before it is written as one."""
_FORM: Final = 2
"""Of which form a record is; those of others are not read."""
_LIBRARIES: Final = ("jinja2", "markupsafe", "pyromark", "pyyaml", "lxml")
"""Whose versions may make a difference to documents."""
_PYTHON: Final = ".".join(map(str, sys.version_info))
_LIBRARY_FOLDERS: Final = ("families", "templates")
_VACANCY_FOLDERS: Final = ("vacancies", "examples/vacancies")
BROKEN: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading raises where a record is none of ours."""


class Asked(NamedTuple):
    """What a run was asked to make; of a language, what was typed.

    Runs of the same layouts, audience, language, formats and day have one record; so has each shard
    of them, the first of how many it may be.
    """

    layouts: tuple[str, ...]
    audience: str
    language: str
    formats: tuple[str, ...]
    day: str
    draft: bool
    shard: tuple[int, int] = (1, 1)

    def includes(self, name: str) -> bool:
        """Return whether what has a name is in the shard that is asked for, on any computer."""
        number, shards = self.shard
        return int(digest(name.encode(errors="surrogatepass")), 16) % shards == number - 1

    @property
    def file(self) -> str:
        """Return the name of the record of all that is asked in this way, drafts or not."""
        return f"{digest(json.dumps(self._replace(draft=False)).encode())}.json"


class RunRemarks(NamedTuple):
    """What a run says of what it made, or of so many files that it checked.

    That is remarks, what rules find, and what is wrong.
    """

    remarks: tuple[str, ...] = ()
    findings: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    number: int = 0


class Output(NamedTuple):
    """A document that was made: the digest of its file, and that of the Word file of a PDF."""

    digest: str
    word: str = NOTHING


class Names(NamedTuple):
    """The names of a workspace's files, as digests: all that others depend on, and vacancies."""

    library: str
    vacancies: str


class RunRecord(NamedTuple):
    """What a run made and of what; `circumstances` are all that isn't in files of a workspace.

    `look_alikes` are, by folder, the names that such documents have, and `others` the folders that
    hold those of other layouts: by these one tells what is left over. `details` are the lines of a
    `Ledger`, which are read only where something has changed.
    """

    circumstances: str
    names: Names
    inputs: Mapping[str, str]
    outputs: Mapping[str, Output]
    said: RunRemarks
    look_alikes: Sequence[tuple[str, tuple[str, ...]]] = ()
    others: Sequence[str] = ()
    details: bytes = b""

    def text(self) -> bytes:
        """Return the record as it is kept: a line and the details, each with the digest of it."""
        findings, problems = (
            [[*each.place, *each[1:]] for each in told]
            for told in (self.said.findings, self.said.problems)
        )
        parts = self._asdict() | {
            "form": _FORM,
            "said": [self.said.remarks, findings, problems, self.said.number],
            "outputs": {
                path: list(each) if each.word else each.digest
                for path, each in self.outputs.items()
            },
        }
        parts.pop("details")
        line = json.dumps(parts, separators=(",", ":")).encode()
        return b"\n".join(f"{digest(part)} ".encode() + part for part in (line, self.details))


def read_record(raw: bytes) -> RunRecord | None:
    """Return what a record says, or None where it isn't whole."""
    try:
        first, _, second = raw.partition(b"\n")
        said = json.loads(_checked(first))
        if said.pop("form") != _FORM:
            return None
        remarks, findings, problems, number = said.pop("said")
        told = (_problems(findings), _problems(problems), int(number))
        said["said"] = RunRemarks(tuple(map(str, remarks)), *told)
        said["names"] = Names(*said["names"])
        said["outputs"] = {
            path: Output(*each) if isinstance(each, list) else Output(each)
            for path, each in said["outputs"].items()
        }
        said["look_alikes"] = [(folder, tuple(names)) for folder, names in said["look_alikes"]]
        if not all(map(_is_inside, said["outputs"])):
            return None
        return RunRecord(**said, details=_checked(second))
    except BROKEN:
        return None


def _problems(told: Iterable[Sequence[Any]]) -> tuple[Problem, ...]:
    return tuple(
        Problem(Place(str(file), int(line), int(column)), *map(str, words))
        for file, line, column, *words in told
    )


def _checked(part: bytes) -> bytes:
    said, _, text = part.partition(b" ")
    if said != digest(text).encode():
        raise ValueError("it is not whole")
    return text


def _is_inside(path: str) -> bool:
    """Return whether a path can be one of a document below the output folder."""
    parts = path.split("/")
    return not {"", ".", "..", FOLDER}.intersection(parts) and not {"\\", ":"} & {*path}


def name_in(setting: Setting, kind: str) -> str:
    """Return what the files of a kind of document are called in the language that is read."""
    return kind if setting.wanted == setting.main else f"{kind}.{setting.wanted}"


class State:
    """What there is now: files of a workspace, and of an output folder.

    Where it is to be `clean`, no times are believed.
    """

    def __init__(self, root: Path, folder: Path, *, clean: bool = False) -> None:
        self.root = root
        self.folder = folder
        self._times = [] if clean else _read_times(folder)
        self.contents = Digests(dict(_times_of(self._times)))
        self._top = disk.absolute(root)
        self._real = os.path.realpath(root)
        self._to = disk.absolute(folder)
        self._records: dict[bytes, RunRecord | None] = {}

    @property
    def keeps_records(self) -> bool:
        """Return whether there is a folder of records."""
        place = self.folder / FOLDER
        return place.is_dir() and not place.is_symlink()

    def record_of(self, asked: Asked) -> RunRecord | None:
        """Return the record of what is asked, where there is one that is whole."""
        try:
            path = self.folder / FOLDER / asked.file
            raw = disk.read(path)
        except OSError:
            return None
        if raw not in self._records:
            self._records[raw] = read_record(raw)
        return self._records[raw]

    @cached_property
    def names(self) -> Names:
        """Return the names of the workspace's files."""
        library, vacancies = (
            ["\n".join(map(str, name)) for folder in folders for name in self._below[folder]]
            for folders in (_LIBRARY_FOLDERS, _VACANCY_FOLDERS)
        )
        examples = os.path.realpath(f"{self._top}/examples")
        return Names(of_all([examples.removeprefix(self._real), *library]), of_all(vacancies))

    @cached_property
    def _below(self) -> dict[str, list[Name]]:
        names = NamesBelow(self._top)
        return {
            folder: names.below(folder, through=folder in _LIBRARY_FOLDERS)
            for folder in (*_LIBRARY_FOLDERS, *_VACANCY_FOLDERS)
        }

    @cached_property
    def _out(self) -> tuple[str, ...]:
        """Return the links that lead out of the workspace: nothing that they lead to is read."""
        return tuple(name.path for found in self._below.values() for name in found if name.out)

    def look_at_inputs(self) -> None:
        """Look at all that may be read, before it is: a file that is changed meanwhile counts."""
        for found in self._below.values():
            for name in found:
                if name.is_file:
                    self.input(name.path)

    @property
    def templates(self) -> list[str]:
        """Return what a record calls the templates, of which a layout can take parts from any."""
        return [
            name.path
            for name in self._below["templates"]
            if name.is_file and not name.path.endswith((".docx", ".yaml"))
        ]

    def circumstances(self, asked: Asked) -> str:
        """Return a digest of what else documents and remarks depend on; "" where it isn't known.

        That is the code that makes them, so that a change of it counts before its version does,
        and how messages name the workspace's files.
        """
        parts = (*self._code, shown(self.root / "families"), str(asked.draft))
        return of_all(parts) if self._code else NOTHING

    @cached_property
    def _code(self) -> tuple[str, ...]:
        """Return what tells the code that makes documents from any other, if that is known."""
        versions = _versions()
        if versions is None:
            return ()
        package = Path(__file__).parent.parent
        code = [self.contents.of(path) for path in sorted(_code_below(os.fspath(package)))]
        return (__version__, _PYTHON, *versions, *code)

    def name_of(self, path: Path) -> str:
        """Return what a record calls a file: its path in the workspace, or the whole of it."""
        place = disk.absolute(path)
        inside = f"{self._top}{os.sep}"
        return place.removeprefix(inside).replace(os.sep, "/") if inside in place else place

    def input(self, name: str) -> str:
        """Return the digest of a file by what a record calls it."""
        if self._out and any(f"{name}/".startswith(f"{link}/") for link in self._out):
            return NOTHING
        return self.contents.of(os.path.join(self._top, name))  # noqa: PTH118 - thousands

    def output(self, path: str) -> str:
        """Return the digest of a document's file as it is now; that of nothing for a link."""
        return self.contents.of_written(f"{self._to}/{path}")

    def holds(self, path: str) -> str:
        """Return the digest of what is at a document's place, be it through a link."""
        return self.contents.of(f"{self._to}/{path}")

    def wrote(self, path: str, found: str, staged: Stamp) -> None:
        """Note what was just written."""
        self.contents.wrote(f"{self._to}/{path}", found, staged)

    def is_whole(self, record: RunRecord) -> bool:
        """Return whether all that a record says was made is there as it was made."""
        return all(
            self.output(path) == made.digest for path, made in record.outputs.items()
        ) and self.is_safe(record.outputs)

    def is_safe(self, paths: Iterable[str]) -> bool:
        """Return whether no folder of documents is a link, or has become a workspace."""
        folders = {path.rpartition("/")[0] for path in paths}
        around = {""}
        for folder in folders:
            while folder and folder not in around:
                around.add(folder)
                folder = folder.rpartition("/")[0]  # noqa: PLW2901 - one by one, outwards
        return not any(
            (folder and disk.is_link(f"{self._to}/{folder}"))
            or (
                os.path.lexists(f"{self._to}/{folder}/families")
                and is_workspace(self.folder / folder)
            )
            for folder in around
        )

    def is_true(self, record: RunRecord, asked: Asked) -> bool:
        """Return whether what a record says of what it was made of is what there is."""
        return (
            record.names == self.names
            and all(self.input(name) == said for name, said in record.inputs.items())
            and record.circumstances == self.circumstances(asked) != NOTHING
        )

    def shown_outputs(self, paths: Iterable[str]) -> list[str]:
        """Return documents' paths as messages show them."""
        here = str(Path.cwd())
        if f"{here}{os.sep}".startswith(f"{self._to.rstrip(os.sep)}{os.sep}"):
            return [shown(self.folder / path) for path in paths]
        folder = shown(self.folder)
        return [f"{folder}/{path}" for path in paths]

    def times(self) -> bytes:
        """Return the cache of times, as it is kept: lines, of which later ones say what is new."""
        news, before = self.contents.news, self._times
        if not before or len(before) > _MOST_LINES or len(news) * 8 > len(self.contents.times):
            news, before = self.contents.times, []
        text = json.dumps({path: [*stamp, said] for path, (stamp, said) in news.items()}).encode()
        return b"\n".join([*before, f"{digest(text)} ".encode() + text])


def _read_times(folder: Path) -> list[bytes]:
    try:
        return disk.read(folder / FOLDER / TIMES).split(b"\n")
    except OSError:
        return []


def _times_of(lines: Iterable[bytes]) -> Iterator[tuple[str, tuple[Stamp, str]]]:
    for line in lines:
        with suppress(*BROKEN):
            kept = json.loads(_checked(line))
            yield from [(path, (Stamp(*stamp), said)) for path, (*stamp, said) in kept.items()]


def _code_below(folder: str) -> Iterator[str]:
    """Yield the files of the package: code, and the data that it reads."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in {"__pycache__", "starter"}]
        yield from (f"{parent}/{name}" for name in names if not name.endswith(".pyc"))


def _versions() -> list[str] | None:
    """Return the versions of libraries; None where not all can be told.

    Their folders' names say them, so that `importlib.metadata`, which is slow to import, isn't
    needed.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - a text
        except OSError:
            continue
        for name in names:
            library, dash, version = name.partition("-")
            if dash and version.endswith((".dist-info", ".egg-info")):
                found.setdefault(library.casefold(), version)
    versions = [found.get(name, "") for name in _LIBRARIES]
    return versions if all(versions) else None
