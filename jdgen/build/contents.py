"""What files hold, as short digests; the times of files save reading them again.

Contents decide, so that it is the same on every computer. A time is believed only where it can't
hide a change: the file was at rest for a while before it was looked at.
"""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

NOTHING: Final = ""
"""The digest of what is no file, or can't be read."""
_SECOND: Final = 1_000_000_000
_TICK: Final = _SECOND // 20
"""Systems count times in steps: two changes in one step look like one. None is longer than this
but for those of whole seconds, and of two."""


class Stamp(NamedTuple):
    """By what one tells, without reading it, that a file is the one that was read."""

    size: int
    modified: int
    changed: int
    number: int


def digest(data: bytes) -> str:
    """Return a short text that stands for some bytes and, in practice, for no others."""
    return blake2b(data, digest_size=16).hexdigest()


class Contents:
    """The digests of files; `times` are stamps and digests by path, of an earlier run."""

    def __init__(self, times: Mapping[str, tuple[Stamp, str]] | None = None) -> None:
        self._times = times or {}
        self._seen: dict[str, str] = {}
        self._at_rest: dict[str, tuple[Stamp, str]] = {}

    def of(self, path: str) -> str:
        """Return the digest of a file as it was when it was first asked for."""
        if path not in self._seen:
            self._seen[path] = self._look(path, os.stat)
        return self._seen[path]

    def of_written(self, path: str) -> str:
        """Return the digest of a file as it is now; of a link, that of nothing."""
        return self._look(path, os.lstat)

    def _look(self, path: str, look: Callable[[str], os.stat_result]) -> str:
        now = time.time_ns()
        try:
            status = look(path)
            if not stat.S_ISREG(status.st_mode):
                return NOTHING
            stamp = stamp_of(status)
            before = self._times.get(path)
            found = before[1] if before and before[0] == stamp else _digest_of(path)
        except (OSError, ValueError):
            return NOTHING
        self._note(path, stamp, found, now)
        return found

    def wrote(self, path: str, found: str, staged: Stamp) -> None:
        """Note the digest of a file that was just put in its place, where it is still that one."""
        now = time.time_ns()
        with suppress(OSError):
            stamp = stamp_of(os.lstat(path))
            if stamp._replace(changed=staged.changed) == staged:
                self._note(path, stamp, found, now)

    def _note(self, path: str, stamp: Stamp, found: str, now: int) -> None:
        last = max(stamp.modified, stamp.changed)
        is_rough = not (stamp.modified % _SECOND and stamp.changed % _SECOND)
        if last + (2 * _SECOND if is_rough else _TICK) < now:
            self._at_rest[path] = stamp, found
        else:
            self._at_rest.pop(path, None)

    def take_times(self) -> dict[str, tuple[Stamp, str]]:
        """Return the times of what was looked at since this was asked, for another process."""
        taken, self._at_rest = self._at_rest, {}
        return taken

    def take_over(self, times: Mapping[str, tuple[Stamp, str]]) -> None:
        """Take over what another process has looked at."""
        self._at_rest.update(times)

    @property
    def times(self) -> Mapping[str, tuple[Stamp, str]]:
        """Return the stamps and digests of the files that were at rest when they were looked at."""
        return self._at_rest


def stamp_of(status: os.stat_result) -> Stamp:
    """Return by what the file of a status is told."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _digest_of(path: str) -> str:
    with open(path, "rb") as opened:  # noqa: PTH123 - thousands of them
        return digest(opened.read())


def of_all(parts: Iterable[str]) -> str:
    """Return one digest of several texts, in their order."""
    return digest("\0".join(parts).encode(errors="surrogatepass"))


class Name(NamedTuple):
    """A name below a folder, and what it is beside a file: a folder, a link to somewhere."""

    path: str
    mark: str = ""


def names_below(folder: str, *, through: bool) -> list[Name]:
    """Return what lies below a folder, by paths in it that begin with a slash.

    Links to folders are followed where `through` says so; hidden files, of which no folder is made
    nor any document, are left out.
    """
    found: list[Name] = []
    _add_names(folder, "", found, frozenset(), through=through)
    return found


def _add_names(
    folder: str, inside: str, found: list[Name], around: frozenset[str], *, through: bool
) -> None:
    if os.path.islink(folder):  # noqa: PTH114 - of each folder
        real = os.path.realpath(folder)
        found.append(Name(inside, f"-> {real}"))
        if real in around:
            return
        around |= {real}
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=attrgetter("name"))
    except OSError as error:
        found.append(Name(inside, f"/ {error.errno}"))
        return
    for entry in entries:
        path = f"{inside}/{entry.name}"
        is_link = entry.is_symlink()
        if _is_folder(entry):
            found.append(Name(path, "/"))
            if through or not is_link:
                _add_names(entry.path, path, found, around, through=through)
        elif not entry.name.startswith(".") or entry.name.endswith(".docx"):
            found.append(Name(path, f"-> {os.path.realpath(entry.path)}" if is_link else ""))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return True
