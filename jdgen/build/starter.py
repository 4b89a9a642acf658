"""The starter workspace that comes with jdgen, and where its files go in a new one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from jdgen.build.output import write_files

_PACKAGE: Final = Path(__file__).parents[1]
_FOLDERS: Final = {
    ".jdgen": ".jdgen",
    "families": "families",
    "templates": "templates",
    "examples/vacancies": "vacancies",
}
_IGNORED: Final = b"# What jdgen makes is made again from families/ and vacancies/.\nbuild/\n"


def starter_files() -> dict[str, bytes]:
    """Return the files of a new workspace by their paths in it."""
    # In a wheel the starter lies in the package, in a checkout beside it.
    root = _PACKAGE / "starter"
    if not root.is_dir():
        root = _PACKAGE.parent
    contents: dict[str, bytes] = {".gitignore": _IGNORED}
    for source, target in _FOLDERS.items():
        for path in sorted((root / source).rglob("*")):
            if path.is_file() and not path.name.startswith((".", "~$")):
                name = f"{target}/{path.relative_to(root / source).as_posix()}"
                contents[name] = _moved(path.read_bytes(), source, target)
    return contents


def _moved(data: bytes, source: str, target: str) -> bytes:
    """Return a file whose first line, for editors, finds the schemas from its new place."""
    up, from_there = (b"../" * (folder.count("/") + 1) for folder in (source, target))
    return data.replace(b"$schema=" + up + b".jdgen/", b"$schema=" + from_there + b".jdgen/", 1)


def start(folder: Path) -> list[Path]:
    """Write the starter workspace; raise `InvalidInput` where one of its files is there already."""
    files = starter_files()
    if os.path.lexists(folder / ".gitignore"):  # a new repository often has one
        del files[".gitignore"]
    return write_files(folder, files, replace=False)
