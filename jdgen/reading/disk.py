"""What lies on the disk, asked so that odd names and pipes neither hang a command nor end it."""

from __future__ import annotations

import os
import stat
from operator import attrgetter
from pathlib import Path


def is_file(path: str | Path) -> bool:
    """Return whether there is a file; a pipe or a device is none. Raises `PermissionError`."""
    try:
        return Path(path).is_file()
    except PermissionError:
        raise
    except (OSError, ValueError):  # no file can have this name
        return False


def is_link(path: str) -> bool:
    """Return whether a path, which is asked as a text as thousands are, is a link."""
    return os.path.islink(path)  # noqa: PTH114 - of each file that is read


def absolute(path: str | Path) -> str:
    """Return the whole path, without "." and "..", in which links stay links."""
    return os.path.abspath(path)  # noqa: PTH100 - pathlib keeps "..", or follows links


def read(path: Path, limit: int = -1) -> bytes:
    """Return a file's bytes; raise `OSError`, for a pipe or a device without opening it."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(0, "It is no file, but a pipe, a socket or a device")
    with path.open("rb") as opened:
        return opened.read(limit)


def inside(folder: Path) -> dict[str, bool]:
    """Return what lies in a folder by name, and whether each is a folder, as a dead link may be.

    Where there is no such folder, that is nothing; raises `OSError` where it can't be told.
    """
    try:
        with os.scandir(folder) as entries:
            return {
                entry.name: _is_folder(entry) for entry in sorted(entries, key=attrgetter("name"))
            }
    except (FileNotFoundError, NotADirectoryError):
        if os.path.lexists(folder):  # it is a link that leads nowhere, or a file
            raise
        return {}


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir() or (entry.is_symlink() and not Path(entry).exists())
    except OSError:
        return True
