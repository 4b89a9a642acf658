"""Repositories: their history, what changed in it, and objects that git itself would refuse.

A stranger can make such objects, and commit them.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import zlib
from typing import TYPE_CHECKING

from running import run_well

import jdgen.trace.impact
from jdgen.compare.since import diff_since
from jdgen.model.job import Edition
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from example import Example

FILE, FOLDER, LINK, SUBMODULE = "100644", "40000", "120000", "160000"
Entry = tuple[str, str | bytes, str]
"""Mode, name and id of what a tree holds."""


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder as somebody, and return what it says."""
    somebody = (
        "user.name=A",
        "user.email=a@example.org",
        "commit.gpgsign=false",
        "core.fsync=none",
    )
    done = subprocess.run(
        ["git", *(word for each in somebody for word in ("-c", each)), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def state(folder: Path) -> dict[str, object]:
    """Return what no reading of a revision may change: the files, the index, the references."""
    files = {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return files | {"status": git(folder, "--no-optional-locks", "status", "--porcelain=v2")}


def commit(example: Example, message: str = "Save") -> str:
    """Commit all that there is, and return the commit's short id."""
    git(example.root, "add", "-A")
    return git(example.root, "commit", "-m", message).partition("]")[0].rpartition(" ")[2]


def impact(example: Example, since: str, *more: str) -> dict[str, dict[str, list[str]]]:
    """Return, for each thing affected, its documents, evaluated parts, reasons and their places."""
    arguments = ("impact", "--since", since, "--format", "json", *more)
    found = json.loads(run_well(*arguments, folder=example.root))
    return {
        each["name"]: {
            "documents": each["documents"],
            "parts": each["evaluation_parts"],
            "texts": [reason["text"] for reason in each["reasons"]],
            "places": [reason["place"] for reason in each["reasons"]],
            "commits": [one for reason in each["reasons"] for one in reason["commits"]],
        }
        for each in found["affected"]
    }


def affected(example: Example, since: str = "HEAD", folder: Path | None = None) -> set[str]:
    """Return what changed since a revision, as both commands that compare say alike.

    It is each thing's name and, for each reason, the commits.
    """
    library = Library(folder or example.root)
    found = jdgen.trace.impact.impact(
        library, since, ["standard"], "job-description", is_every=False
    )
    review = diff_since(library, since, "standard", Edition())
    assert bool(found.affected) == review.differs
    said = {each.name for each in found.affected}
    return said | {one for each in found.affected for why in each.reasons for one in why.commits}


def unchanged(example: Example, since: str = "HEAD", folder: Path | None = None) -> bool:
    """Tell whether nothing changed since a revision."""
    return not affected(example, since, folder)


# --- a stranger's ---------------------------------------------------------------------------------


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


def commit_tree(folder: Path, root: str, branch: str) -> str:
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
