"""Runs git, and lets it read a repository's objects: of its settings and attributes none.

A repository may be a stranger's, and its settings and attributes name programs: filters, hooks,
pagers, helpers. So all but what a revision's name means is asked of an empty repository of our own,
which has the other's objects and nothing else of it. The network is never asked.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen.problems import NotFound, shown
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ESCAPED: Final = "surrogateescape"
"""File names need not be UTF-8."""
FETCH: Final = (
    "in a copy without its history, fetch that first: git fetch --unshallow, or fetch-depth: 0"
)
_MAXIMUM_ANSWER: Final = 32_000_000
"""Bytes of an answer: a few bytes of trees that hold each other make as many names as one likes."""
_MAXIMUM_COMMIT: Final = 1_000_000
_AT_ONCE: Final = 40
"""How many objects are asked for before the first is read: their names fit into any pipe."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

_ALONE: Final = {
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would fetch by a program that it names
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",  # an id means what it was made of
    "GIT_GRAFT_FILE": "",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_NO_PROGRAMS: Final = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    # A folder of a commit can look like a repository: its settings would be the stranger's.
    *("-c", "safe.bareRepository=explicit"),
)
_ALTERNATES: Final = "GIT_ALTERNATE_OBJECT_DIRECTORIES"
_USERS_OWN: Final = ("GIT_EXEC_PATH", _ALTERNATES)
_PLACES: Final = (
    "--show-prefix",
    "--show-object-format",
    *("--git-path", "objects"),
    *("--git-path", "shallow"),
    "--git-dir",
    "--git-common-dir",
)


class NoRevision(NotFound):
    """There is no such revision, no git to ask, or what it holds is refused; the message says."""


class Missing(Exception):
    """An object is not in this copy of the repository."""


class TooLarge(Exception):
    """An object has more bytes than the caller reads."""


class _Places(NamedTuple):
    """The workspace's folder in its repository, and where that keeps what is read of it."""

    prefix: str
    format: str
    objects: Path
    shallow: Path
    own: Path
    common: Path


@contextmanager
def opened(root: Path) -> Iterator[Repository]:
    """Yield the repository that a folder lies in; git is first run when something is asked."""
    with tempfile.TemporaryDirectory(prefix="jdgen-") as folder:
        repository = Repository(root, Path(folder))
        try:
            yield repository
        finally:
            repository.close()


class Repository:
    """What a repository's revisions mean, and its objects, as they are stored."""

    def __init__(self, root: Path, empty: Path) -> None:
        self._root = root
        self._empty = empty
        self._reader: subprocess.Popen[bytes] | None = None
        self._more_objects: list[Path] = []

    # --- what is asked of the repository itself ---------------------------------------------------

    @property
    def prefix(self) -> str:
        """Return the folder's path in its repository, with a slash at its end."""
        return self._places.prefix

    @cached_property
    def head(self) -> str:
        """Return the id of the commit that is checked out; raise `NoRevision`."""
        return self.resolve("HEAD")

    def resolve(self, revision: str) -> str:
        """Return the id of the commit that a revision names; raise `NoRevision`."""
        _ = self._places  # says where there is no repository at all
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", revision)
        try:
            full_id = _run(self._root, self._own, *_NO_PROGRAMS, *asked).decode().strip()
            commit, _ = self._read_one(f"{full_id}^{{commit}}", _MAXIMUM_COMMIT)
        except (subprocess.CalledProcessError, Missing):
            raise NoRevision(
                f'git knows no revision "{plain(revision)}"; git log and git branch --all list'
                f" them, and {FETCH}"
            ) from None
        except TooLarge:
            raise NoRevision(f"what {plain(revision)} names is too large for a commit") from None
        return commit

    @cached_property
    def _own(self) -> dict[str, str]:
        """Return the environment in which the repository itself is asked."""
        environment = {**os.environ, **_ALONE}
        if "GIT_WORK_TREE" not in environment:  # a hook's own settings, which know no other folder
            for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"):
                environment.pop(name, None)
        return environment

    @cached_property
    def _places(self) -> _Places:
        try:
            answer = _run(self._root, self._own, *_NO_PROGRAMS, "rev-parse", *_PLACES)
        except subprocess.CalledProcessError as error:
            words = plain(error.stderr.decode(errors="replace").strip().partition("\n")[0])
            if "not a git repository" in words:
                raise NoRevision(
                    f"{shown(self._root)} is in no git repository, so there are no revisions to"
                    " compare with"
                ) from None
            raise NoRevision(f"git can't read {shown(self._root)}: {words}") from None
        lines = answer.decode(errors=ESCAPED).removesuffix("\n").split("\n")
        if len(lines) != len(_Places._fields):
            raise NoRevision(
                f"git can't say where {shown(self._root)} lies; take line breaks from its name"
            )
        here = self._root.absolute()
        prefix, format_, *paths = lines
        return _Places(prefix, format_, *(here / path for path in paths))

    # --- what is read of its objects --------------------------------------------------------------

    def ask(self, *arguments: str) -> bytes:
        """Ask git what it should know; raise `NoRevision` with what it says where it can't."""
        try:
            return _run(self._empty_repository, self._environment, "--no-pager", *arguments)
        except subprocess.CalledProcessError as error:
            words = plain(error.stderr.decode(errors="replace").strip())
            raise NoRevision(f"git {arguments[0]} failed: {words}") from None

    def read(self, names: Sequence[str], limit: int) -> Iterator[bytes]:
        """Yield objects by their ids; raise `Missing`, and `TooLarge` beyond so many bytes.

        A commit's name with ^{tree} is its tree.
        """
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            self._request(some)
            for _ in some:
                yield self._answer(limit)[1]

    def blame(self, path: str, now: bytes) -> bytes:
        """Return git's porcelain of who wrote each line of what a file of the repository says now.

        Where the file is in no commit that is nothing.
        """
        (self._empty_repository / "HEAD").write_text(f"{self.head}\n", "ascii")
        file = self._empty / "now"
        file.write_bytes(now)
        # To follow a file through its names git would list all that a commit holds.
        options = ("--porcelain", "--no-textconv", "--no-follow", "--contents", str(file))
        try:
            return _run(self._empty_repository, self._environment, "blame", *options, "--", path)
        except subprocess.CalledProcessError:
            return b""

    def add_submodules(self, path: Sequence[str]) -> bool:
        """Read the objects of submodules too; return whether there are more of them than before.

        They are those in the repository's own folder and, of a submodule that keeps its repository
        in its folder of the workspace, of the one at the path.
        """
        own = self._root.joinpath(*path, ".git")
        if own.is_file():
            with own.open("rb") as opened_file:
                git_folder = os.fsdecode(opened_file.read(4096)).removeprefix("gitdir:").strip()
            own = own.parent / git_folder
        starts = dict.fromkeys(
            (self._places.own / "modules", self._places.common / "modules", own.resolve())
        )
        new = [
            objects
            for start in starts
            for objects in _folders_of_objects(start)
            if objects not in self._more_objects
        ]
        if new:
            self.close()
            self._more_objects += new
        return bool(new)

    def stored_by_lfs(self, digest: str) -> Path:
        """Return where Git LFS keeps a file once it is fetched, by its SHA-256."""
        return self._places.common / "lfs" / "objects" / digest[:2] / digest[2:4] / digest

    def close(self) -> None:
        """End the git that reads objects."""
        if self._reader:
            self._reader.kill()
            self._reader.communicate()
            self._reader = None

    @cached_property
    def _empty_repository(self) -> Path:
        """Make the empty repository, and return its folder."""
        places = self._places
        empty_repository = self._empty / "git"
        (empty_repository / "refs").mkdir(parents=True)
        (empty_repository / "HEAD").write_text("ref: refs/heads/none\n", "ascii")
        settings = "[core]\nrepositoryformatversion = 0\nbare = false\n"
        if places.format == "sha256":
            settings = (
                "[core]\nrepositoryformatversion = 1\nbare = false\n"
                "[extensions]\nobjectformat = sha256\n"
            )
        (empty_repository / "config").write_text(settings, "ascii")
        if places.shallow.is_file():
            (empty_repository / "shallow").write_bytes(places.shallow.read_bytes())
        return empty_repository

    @property
    def _environment(self) -> dict[str, str]:
        """Return the environment in which the empty repository is asked."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or name in _USERS_OWN
        }
        others = [kept.get(_ALTERNATES, ""), *map(_quoted, self._more_objects)]
        return {
            **kept,
            **_ALONE,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_DIR": str(self._empty_repository),
            "GIT_WORK_TREE": str(self._empty_repository),
            "GIT_OBJECT_DIRECTORY": str(self._places.objects),
            _ALTERNATES: os.pathsep.join(filter(None, others)),
        }

    def _read_one(self, name: str, limit: int) -> tuple[str, bytes]:
        self._request([name])
        return self._answer(limit)

    def _request(self, names: Sequence[str]) -> None:
        if self._reader is None:
            self._reader = _started(
                self._empty_repository,
                self._environment,
                ("cat-file", "--batch"),
                stdin=subprocess.PIPE,
            )
        sent = self._reader.stdin
        if sent is None:
            raise AssertionError("it was started with a pipe")
        try:
            sent.write("".join(f"{name}\n" for name in names).encode())
            sent.flush()
        except OSError:
            raise NoRevision("git cat-file ended before it was asked all") from None

    def _answer(self, limit: int) -> tuple[str, bytes]:
        """Return the id and the bytes of the next object that was asked for."""
        reader = self._reader
        if reader is None or reader.stdout is None:
            raise AssertionError("it was asked for something")
        answer = reader.stdout.readline(1000).decode(errors="replace")
        match answer.split():
            case [name, "blob" | "tree" | "commit" | "tag", size]:
                if int(size) > limit:
                    self.close()
                    raise TooLarge
                data = reader.stdout.read(int(size) + 1)[:-1]
                if len(data) == int(size):
                    return name, data
            case [_, "missing"]:
                self.close()
                raise Missing
        self.close()
        raise NoRevision("git can't read an object of the repository; git fsck says which")


def plain(text: str) -> str:
    """Return a text of a stranger's without what a terminal would obey, as it can be printed."""
    return _CONTROL.sub(" ", text).encode(errors="backslashreplace").decode()


def _folders_of_objects(start: Path) -> Iterator[Path]:
    for place, folders, _ in os.walk(start):
        if "objects" in folders and "refs" in folders:
            folders[:] = [name for name in folders if name == "modules"]
            yield Path(place, "objects")


def _quoted(folder: Path) -> str:
    """Return a folder as git's list of folders of objects has it."""
    path = str(folder)
    if os.pathsep in path or path.startswith('"'):
        path = path.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{path}"'
    return path


@cache
def _git() -> str:
    """Return where git is; raise `NoRevision`.

    The folder in which it will run may be a stranger's, and can hold a program of that name.
    """
    names = ("git.exe",) if os.name == "nt" else ("git",)
    for folder in os.get_exec_path():
        for name in names:
            path = Path(folder, name)
            if path.is_absolute() and path.is_file() and os.access(path, os.X_OK):
                return str(path)
    raise NoRevision("git isn't installed, and only it knows revisions")


def _started(
    folder: Path,
    environment: dict[str, str],
    arguments: Sequence[str],
    *,
    stdin: int = subprocess.DEVNULL,
    stderr: int = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    """Start git in a folder; raise `NoRevision` where there is none."""
    return subprocess.Popen(  # noqa: S603 - its own arguments, and a revision after its mark
        [_git(), *arguments],
        cwd=folder,
        env=environment,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=stderr,
    )


def _run(folder: Path, environment: dict[str, str], *arguments: str) -> bytes:
    """Return what git says; raise `CalledProcessError`, and `NoRevision` where there's no git."""
    with tempfile.TemporaryFile() as errors:
        with _started(folder, environment, arguments, stderr=errors.fileno()) as process:
            if process.stdout is None:
                raise AssertionError("it was started with a pipe")
            answer = process.stdout.read(_MAXIMUM_ANSWER + 1)
            if len(answer) > _MAXIMUM_ANSWER:
                process.kill()
                raise NoRevision("git has more to say than can be read")
        if process.returncode:
            errors.seek(0)
            raise subprocess.CalledProcessError(
                process.returncode, arguments, answer, errors.read(10_000)
            )
    return answer
