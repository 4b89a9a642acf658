"""The one place that writes: all files or none, each whole, and never outside their folder."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

from jdgen.problems import InvalidInput, Location, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write the files, by their paths below the folder, and return where they are.

    Every file is first written whole beside its place, then all are moved there, so that a full
    disk or an interruption leaves what was there before. Raises `InvalidInput` where a place leads
    out of the folder (a symbolic link), and `OSError`.
    """
    places = {name: _inside(folder, name) for name in files}
    staged: list[tuple[str, Path]] = []
    try:
        for name, data in files.items():
            place = places[name]
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".jdgen-", dir=place.parent)
            staged.append((temporary, place))
            with os.fdopen(handle, "wb") as opened:
                opened.write(data)
            os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 - mkstemp makes files private
        while staged:
            temporary, place = staged[0]
            os.replace(temporary, place)  # noqa: PTH105 - the temporary name is a string
            staged.pop(0)
    finally:
        for temporary, _ in staged:
            os.unlink(temporary)  # noqa: PTH108 - as above
    return list(places.values())


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
