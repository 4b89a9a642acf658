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
from typing import TYPE_CHECKING, Final

from jdgen.reading import disk
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

NOTHING: Final = ""
"""The digest of what is no file, or can't be read."""
_SIZE: Final = 16
"""How many bytes a digest has."""
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
    return blake2b(data, digest_size=_SIZE).hexdigest()


class Digests:
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
    def news(self) -> Mapping[str, tuple[Stamp, str]]:
        """Return the times that an earlier run has not told."""
        kept = self._at_rest.items()
        return {path: time for path, time in kept if self._times.get(path) != time}

    @property
    def times(self) -> Mapping[str, tuple[Stamp, str]]:
        """Return the stamps and digests of the files that were at rest when they were looked at."""
        return self._at_rest


def stamp_of(status: os.stat_result) -> Stamp:
    """Return by what the file of a status is told."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _digest_of(path: str) -> str:
    found = blake2b(digest_size=_SIZE)
    with open(path, "rb", buffering=0) as opened:  # noqa: PTH123 - thousands of them
        while part := opened.read(1 << 16):
            found.update(part)
    return found.hexdigest()


def of_all(parts: Iterable[str]) -> str:
    """Return one digest of several texts, in their order."""
    return digest("\0".join(parts).encode(errors="surrogatepass"))


class Name(NamedTuple):
    """A name in a workspace: its path, and what it is beside a file.

    That is a slash for a folder, and for a link where it leads to; one that leads `out` of the
    workspace is not followed.
    """

    path: str
    mark: str = ""
    out: bool = False

    @property
    def is_file(self) -> bool:
        """Return whether it is a file, or a link to one, that may be read."""
        return not (self.out or self.mark.startswith("/"))


class NamesBelow:
    """The names of all that lies below folders of a workspace."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._inside = f"{os.path.realpath(root).rstrip(os.sep)}{os.sep}"
        self._visited: set[str] = set()

    def below(self, folder: str, *, through: bool) -> list[Name]:
        """Return what lies below a folder, by paths in the workspace.

        Links to folders are followed, each once, where `through` says so; hidden files, of which no
        folder is made nor any document, are left out.
        """
        found: list[Name] = []
        self._add(folder, found, through=through)
        return found

    def _add(self, folder: str, found: list[Name], *, through: bool) -> None:
        place = f"{self._root}/{folder}"
        if disk.is_link(place) and not self._is_followed(place, folder, found):
            return
        try:
            with os.scandir(place) as scanned:
                entries = sorted(scanned, key=attrgetter("name"))
        except OSError as error:
            found.append(Name(folder, f"/{error.errno}"))
            return
        found.append(Name(folder, "/"))
        for entry in entries:
            path = f"{folder}/{entry.name}"
            is_link = entry.is_symlink()
            if _is_folder(entry):
                if through or not is_link:
                    self._add(path, found, through=through)
                else:
                    found.append(self._link(entry.path, path))
            elif is_link:
                found.append(self._link(entry.path, path))
            elif not entry.name.startswith(".") or entry.name.endswith(".docx"):
                found.append(Name(path))

    def _is_followed(self, place: str, path: str, found: list[Name]) -> bool:
        """Note a link to a folder; return whether it is new, and leads to one in the workspace."""
        link = self._link(place, path)
        found.append(link._replace(mark=f"/ {link.mark}"))
        is_new = link.mark not in self._visited
        self._visited.add(link.mark)
        return is_new and not link.out

    def _link(self, place: str, path: str) -> Name:
        real = f"{os.path.realpath(place)}{os.sep}"
        is_out = not real.startswith(self._inside)
        return Name(path, f"-> {real.removeprefix(self._inside)}", out=is_out)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return True
