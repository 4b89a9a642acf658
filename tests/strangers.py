"""Repositories as a stranger can make them: objects that git itself would refuse to write."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

from running import git

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILE, FOLDER, LINK, SUBMODULE = "100644", "40000", "120000", "160000"
Entry = tuple[str, str | bytes, str]
"""Mode, name and id of what a tree holds."""


def store(folder: Path, kind: str, data: bytes) -> str:
    """Write an object, whatever it says, and return its id."""
    whole = f"{kind} {len(data)}\0".encode() + data
    name = hashlib.sha1(whole).hexdigest()  # noqa: S324 - as git names objects
    path = folder / ".git/objects" / name[:2] / name[2:]
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zlib.compress(whole, 1))
    return name


def blob(folder: Path, data: str | bytes) -> str:
    return store(folder, "blob", data.encode() if isinstance(data, str) else data)


def tree(folder: Path, entries: Sequence[Entry]) -> str:
    """Write a tree of entries in their order, with any names."""
    parts = []
    for mode, name, entry in entries:
        raw = name if isinstance(name, bytes) else name.encode("utf-8", "surrogateescape")
        parts.append(f"{mode} ".encode() + raw + b"\0" + bytes.fromhex(entry))
    return store(folder, "tree", b"".join(parts))


def commit(folder: Path, root: str, branch: str) -> str:
    """Make a commit of a tree, after the one that was checked out, and check it out as a branch.

    Neither files nor index change, as git would refuse what some of these trees hold.
    """
    made = git(folder, "commit-tree", root, "-p", "HEAD", "-m", "Stranger's").strip()
    (folder / ".git/refs/heads" / branch).write_text(f"{made}\n", "ascii")
    (folder / ".git/HEAD").write_text(f"ref: refs/heads/{branch}\n", "ascii")
    return made


def entries_of(folder: Path, name: str) -> list[Entry]:
    """Return what a tree holds."""
    listed = git(folder, "ls-tree", "-z", name).rstrip("\0").split("\0")
    found = [entry.partition("\t") for entry in listed if entry]
    return [(head.split()[0].lstrip("0"), path, head.split()[2]) for head, _, path in found]


def with_entry(folder: Path, root: str, path: Sequence[str], added: Entry) -> str:
    """Return a tree like another, with an entry more in a folder of it."""
    entries = entries_of(folder, root)
    if not path:
        return tree(folder, [*(entry for entry in entries if entry[1] != added[1]), added])
    changed = [
        (mode, name, with_entry(folder, entry, path[1:], added)) if name == path[0] else each
        for each in entries
        for mode, name, entry in [each]
    ]
    return tree(folder, changed)
