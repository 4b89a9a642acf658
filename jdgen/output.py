"""The one place that writes: all files or none, each whole, and never outside their folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from typing import TYPE_CHECKING

from jdgen.problems import InvalidInput, Location, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write the files, by their paths below the folder, and return where they are.

    Every file is first written whole beside its place; then all are moved there, and moved back
    where one can't be, so that a full disk, an open document or an interruption leaves what was
    there before. Raises `InvalidInput` where a place leads out of the folder (a symbolic link), and
    `OSError`.
    """
    places = {name: _inside(folder, name) for name in files}
    writing = _Writing()
    try:
        for name, data in files.items():
            writing.stage(places[name], data)
        writing.move()
    except BaseException:
        writing.undo()
        raise
    writing.finish()
    return list(places.values())


class _Writing:
    """Files on their way to their places, and what it takes to undo that."""

    def __init__(self) -> None:
        self._made: list[Path] = []  # folders, the outermost first
        self._staged: list[tuple[str, Path]] = []
        self._moved: list[tuple[str | None, Path]] = []  # with the copy of what was there before
        self._copies: list[str] = []

    def stage(self, place: Path, data: bytes) -> None:
        """Write a file beside its place."""
        missing = [
            folder for folder in (place.parent, *place.parent.parents) if not folder.exists()
        ]
        for folder in reversed(missing):
            folder.mkdir()
            self._made.append(folder)
        handle, temporary = tempfile.mkstemp(prefix=".jdgen-", dir=place.parent)
        self._staged.append((temporary, place))
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
        os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 - mkstemp makes files private

    def move(self) -> None:
        """Move every file to its place, keeping a copy of what it replaces until all are there."""
        while self._staged:
            temporary, place = self._staged[0]
            copy = self._copy(place, f"{temporary}-before") if place.exists() else None
            os.replace(temporary, place)  # noqa: PTH105 - the name is a string
            self._moved.append((copy, place))
            self._staged.pop(0)

    def _copy(self, place: Path, copy: str) -> str:
        self._copies.append(copy)
        try:
            os.link(place, copy)
        except OSError:  # not every file system has links
            shutil.copy2(place, copy)
        return copy

    def undo(self) -> None:
        """Put everything back as it was."""
        for copy, place in reversed(self._moved):
            with contextlib.suppress(OSError):
                if copy:
                    os.replace(copy, place)  # noqa: PTH105 - as above
                else:
                    place.unlink()
        self.finish()
        for temporary, _ in self._staged:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - as above
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):
                folder.rmdir()

    def finish(self) -> None:
        """Delete the copies."""
        for copy in self._copies:
            with contextlib.suppress(OSError):
                os.unlink(copy)  # noqa: PTH108 - as above


def _inside(folder: Path, name: str) -> Path:
    place = folder / name
    if not place.parent.resolve().is_relative_to(folder.resolve()) or place.is_dir():
        raise InvalidInput(
            [
                Problem(
                    Location(shown(place)),
                    "this place leads out of the output folder, or is a folder itself",
                    "delete it, or give another folder with --output",
                    "outside-output",
                )
            ]
        )
    return place


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
