"""The one place that writes: all files or none, each whole, and never outside their folder.

What is on its way lies in one folder below the output folder, with a lock, which the system frees
when a process dies, and a journal of what is being moved. So whoever writes there next can tell
what one that was killed has left behind, and puts back what it had replaced.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen.build.contents import Stamp, stamp_of
from jdgen.problems import InvalidInput, Place, refused, shown
from jdgen.process import ending
from jdgen.process.streams import visible
from jdgen.tuples import NamedTuple

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

STAGING: Final = ".jdgen-writing"
"""The folder, below the output folder, of what is on its way; gone when all is there."""
PATIENCE: Final = 10.0
"""How many seconds another that writes into the same folder, and stages nothing, is waited for."""
_NO_LOCKS: Final = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}
"""What is wrong where a file system has no locks, as some shared folders."""

_NO_JOURNAL: Final = (
    ArithmeticError,
    InvalidInput,
    KeyError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading raises where nothing was being moved, or the journal is none of ours."""


def write_files(folder: Path, files: Mapping[str, bytes], *, replace: bool = True) -> list[Path]:
    """Write the files, by their paths below the folder, and return where they are.

    Every file is first written whole; then all are moved to their places, and moved back where one
    can't be, so that a full disk, an open document or an interruption leaves what was there before.
    Another that writes there is waited for. Raises `InvalidInput` where it doesn't end, where a
    place leads out of the folder (a symbolic link), and where a file is there that is not to be
    replaced; and `OSError`. What was written by then is told by `ending`.
    """
    if not files:
        return []
    writing = Writing(folder)
    with ending.undoing(writing.leave):
        writing.begin()
        if not replace:
            _refuse_to_replace(folder, files)
        _inside(folder, files)
        for name, data in files.items():
            writing.stage(name, data)
        writing.finish(len(files))
    return [folder / name for name in files]


class _Move(NamedTuple):
    """A file on its way to its place, and what tells it from any other that may be there."""

    number: int
    name: str
    modified: int
    size: int

    def is_at(self, place: Path) -> bool:
        """Return whether this file is at its place."""
        try:
            status = place.lstat()
        except (OSError, ValueError):
            return False
        return (status.st_mtime_ns, status.st_size) == (self.modified, self.size)


class Writing:
    """Files on their way to their places, and what it takes to undo that.

    It is begun, files are staged, and it is finished; `ending.undoing` leaves it where it isn't.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staging = folder / STAGING
        self._journal = self._staging / "journal"
        self._lock = -1
        self._staged: dict[str, int] = {}  # the numbers of files by their paths
        self._next, self._step = 0, 1  # numbers that no other process stages by
        self._made_folders: list[Path] = []  # folders, the outermost first

    def begin(self) -> None:
        """Wait until nobody else writes here, and put back what one that was killed replaced."""
        until, before = time.monotonic() + PATIENCE, 0
        while not self._take(is_last=(is_last := time.monotonic() > until)):
            if (now := self._last_staged()) != before:  # it gets on
                until, before, is_last = time.monotonic() + PATIENCE, now, False
            if is_last:
                message = "another jdgen is writing into this folder"
                hint = "try again when it is done, or give another folder"
                raise refused(Place(shown(self._folder)), message, hint, "output-in-use")
            time.sleep(0.02)
        with ending.held():
            self._recover()

    def _last_staged(self) -> int:
        """Return when something in the staging folder was last made or deleted."""
        try:
            return self._staging.stat().st_mtime_ns
        except OSError:
            return 0

    def _take(self, *, is_last: bool) -> bool:
        """Take the lock; return whether nobody else has it."""
        path = self._staging / "lock"
        with ending.held():
            try:
                self._make(self._staging)
                if self._staging.is_symlink():
                    raise NotADirectoryError(errno.ENOTDIR, "Is a link", str(self._staging))
                flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
                lock = os.open(path, flags, 0o666)
            except FileNotFoundError:  # another is done, and has deleted the folders since
                if is_last:
                    raise
                return False
            if _lock_alone(lock) and _is_still(lock, path):
                self._lock = lock
                return True
            os.close(lock)
            return False

    def _make(self, folder: Path) -> None:
        """Make a folder, and those around it that are missing."""
        missing = []
        while not folder.is_dir():
            missing.append(folder)
            folder = folder.parent
        for parent in reversed(missing):
            try:
                parent.mkdir()
            except FileExistsError:
                if parent.is_dir():  # another has made it since
                    continue
                if not os.path.lexists(parent):  # and has deleted it since
                    raise FileNotFoundError(errno.ENOENT, "Gone", str(parent)) from None
                raise
            except OSError as error:
                if parent == self._staging:  # of which nobody else needs to know
                    error.filename = str(self._folder)
                raise
            else:
                self._made_folders.append(parent)

    def stage(self, name: str, data: bytes) -> Stamp:
        """Write a file, by its path below the folder, into the staging folder."""
        number, self._next = self._next, self._next + self._step
        try:
            with ending.held(), self._new(number).open("xb") as opened:
                opened.write(data)
        except OSError as error:
            error.filename = str(self._folder / name)
            raise
        self._staged[name] = number
        return stamp_of(self._new(number).stat())

    def share(self, worker: int, workers: int) -> None:
        """Stage from now on as one of several processes; the first of them finishes."""
        self._next += (worker - self._next) % workers
        self._step = workers

    def take_staged(self) -> dict[str, int]:
        """Return what was staged since this was asked, which another process takes over."""
        staged, self._staged = self._staged, {}
        return staged

    def take_over(self, staged: Mapping[str, int]) -> None:
        """Take over what another process has staged."""
        self._staged.update(staged)

    def finish(
        self, told: int = 0, left_over: Iterable[str] = (), made: Iterable[str] = ()
    ) -> None:
        """Move what is staged to its places, delete what is left over, and leave.

        As many files are told to be written, if any. Raises `InvalidInput` where the place of any
        file that was `made`, staged or not, leads out of the folder; and `OSError`.
        """
        _inside(self._folder, made)
        places = _inside(self._folder, self._staged)
        over = _inside(self._folder, left_over)
        with ending.held():
            self._move(places)
            for place in over:
                self._delete(place)
            number = "1 file was" if told == 1 else f"all {told} files were"
            if told:
                ending.set_outcome(f", after {number} written")
            self.leave()

    def _delete(self, place: Path) -> None:
        """Delete a file, and the folders that hold nothing else."""
        with suppress(OSError):
            place.unlink()
            for folder in place.parents:
                if folder == self._folder:
                    break
                folder.rmdir()

    def _move(self, places: Sequence[Path]) -> None:
        """Move every file to its place, keeping what it replaces until all are there."""
        moves = []
        missing = []
        for (name, number), place in zip(self._staged.items(), places, strict=True):
            if os.path.lexists(place):
                _keep(place, self._old(number))
            new = self._new(number).stat()
            moves.append(_Move(number, name, new.st_mtime_ns, new.st_size))
            around = [place.parent, *place.parent.parents]
            missing += [folder for folder in reversed(around) if not folder.is_dir()]
        folders = [folder.relative_to(self._folder).as_posix() for folder in missing]
        journal = {"moves": moves, "folders": list(dict.fromkeys(folders))}
        moved = 0
        try:
            self._journal.write_text(json.dumps(journal), encoding="ascii")
            for move, place in zip(moves, places, strict=True):
                self._make(place.parent)
                os.replace(self._new(move.number), place)  # noqa: PTH105 - as the tests' own
                moved += 1
        except BaseException:
            self._put_back(moves[:moved], places[:moved])
            raise
        self._journal.unlink()  # from here on, all is there

    def _put_back(self, moves: Sequence[_Move], places: Sequence[Path]) -> OSError | None:
        """Put back what moved files have replaced; return why, where that can't all be done."""
        fault = None
        replaced: list[str] = []
        for move, place in reversed(list(zip(moves, places, strict=True))):
            old = self._old(move.number)
            try:
                if os.path.lexists(old):
                    old.replace(place)
                else:
                    place.unlink()
            except OSError as error:
                fault = error
                replaced.insert(0, visible(shown(place)))
        if fault:
            until = "until the next build, were replaced"
            ending.set_outcome(
                f", after files that can't be put back {until}: {', '.join(replaced)}"
            )
        else:
            self._journal.unlink(missing_ok=True)
        return fault

    def _recover(self) -> None:
        """Put back what one that was killed had replaced, and delete what else is left of it."""
        try:
            # It may come with somebody's branch: what it says is checked as all else that is read.
            is_file = stat.S_ISREG(self._journal.lstat().st_mode)
            journal = json.loads(self._journal.read_bytes()) if is_file else {}
            moves = [_Move(int(a), name, int(b), int(c)) for a, name, b, c in journal["moves"]]
            places = _inside(self._folder, [move.name for move in moves])
            inside = _inside(self._folder, [f"{name}/file" for name in journal["folders"]])
        except _NO_JOURNAL:
            pass
        else:
            there = [pair for pair in zip(moves, places, strict=True) if pair[0].is_at(pair[1])]
            if fault := self._put_back([move for move, _ in there], [place for _, place in there]):
                raise fault
            self._made_folders += (place.parent for place in inside)
        self._clear()

    def leave(self) -> None:
        """Delete what is left of what was on its way, and folders that were made for nothing."""
        if self._lock >= 0:
            lock, self._lock = self._lock, -1
            if self._journal.exists():  # whoever writes here next tries to put it back
                os.close(lock)
            else:
                self._clear()
                _close_and_delete(lock, self._staging / "lock")
                with suppress(OSError):
                    self._staging.rmdir()
        while self._made_folders:
            with suppress(OSError):  # what holds something stays
                self._made_folders.pop().rmdir()

    def _clear(self) -> None:
        """Delete all that is staged or kept."""
        with suppress(OSError):
            for path in list(self._staging.iterdir()):
                if path.name != "lock":
                    with suppress(OSError):
                        path.unlink()

    def _new(self, number: int) -> Path:
        return self._staging / f"{number}.new"

    def _old(self, number: int) -> Path:
        return self._staging / f"{number}.old"


def _keep(place: Path, copy: Path) -> None:
    """Keep what is at a place, a link as the link that it is."""
    try:
        os.link(place, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):  # not every file system has links
        import shutil  # noqa: PLC0415 - few need it

        shutil.copy2(place, copy, follow_symlinks=False)


def _lock_alone(lock: int) -> bool:
    """Lock a file for this process alone; return whether nobody else has."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _NO_LOCKS
    return True


def _is_still(lock: int, path: Path) -> bool:
    """Return whether a file that was opened is still the one of its name."""
    try:
        return os.path.samestat(os.fstat(lock), path.lstat())
    except OSError:
        return False


def _close_and_delete(lock: int, path: Path) -> None:
    """Delete the lock while it is held, so that nobody waits for one that is gone."""
    if sys.platform == "win32":  # where nobody can delete an open file
        os.close(lock)
    with suppress(OSError):
        path.unlink()
    if sys.platform != "win32":
        os.close(lock)


def _refuse_to_replace(folder: Path, names: Iterable[str]) -> None:
    there = [place for name in names if os.path.lexists(place := folder / name)]
    if there:
        message = f"{len(there)} of the files to be written are there already"
        hint = "give a folder that is new or empty"
        raise refused(Place(shown(there[0])), message, hint, "would-overwrite")


def _inside(folder: Path, names: Iterable[str]) -> list[Path]:
    """Return the places of files below a folder; raise `InvalidInput` where one leads out of it."""
    root = Path(os.path.realpath(folder))
    inside: dict[Path, bool] = {}
    places = [folder / name for name in names]
    for place in places:
        parent = place.parent
        if parent not in inside:
            inside[parent] = Path(os.path.realpath(parent)).is_relative_to(root)
        if not inside[parent] or place.is_dir():
            raise refused(
                Place(shown(place)),
                "this place leads out of the output folder, or is a folder itself",
                "delete it, or give another folder with --output",
                "outside-output",
            )
    return places
