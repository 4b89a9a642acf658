"""Reads a workspace as it was at a git revision, and touches neither work tree nor index.

The files are read from git's objects into a folder of their own, which is gone afterwards. Messages
name them as git does, by revision and path: main:families/organisation.yaml.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen.problems import LFS_POINTER
from jdgen.reading import disk
from jdgen.tuples import NamedTuple
from jdgen.workspace.files import link_out
from jdgen.workspace.git import ESCAPED, FETCH, NoRevision, plain
from jdgen.workspace.trees import MAXIMUM_BYTES, MAXIMUM_ENTRIES, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jdgen.workspace.git import Repository
    from jdgen.workspace.trees import Parts, TreeEntry

_FOLDERS: Final = {
    "families": True,
    "templates": True,
    "vacancies": False,
    "examples/vacancies": False,
}
"""What is read of a workspace, and whether folders that are links are part of it."""
_MAXIMUM_CHANGES: Final = 4 * MAXIMUM_ENTRIES
_BLAMED: Final = re.compile(r"([0-9a-f]{40,64}) \d+ \d+")
_POINTER: Final = re.compile(
    re.escape(LFS_POINTER) + rb"v1\noid sha256:([0-9a-f]{64})\nsize ([0-9]{1,12})\n"
)


class Commit(NamedTuple):
    """A commit that touches the workspace: its ids, its subject, and the files it changes."""

    id: str
    full_id: str
    subject: str
    files: tuple[str, ...]


def split_revision(word: str) -> tuple[str, str]:
    """Return a name and a revision: PRO9@main is PRO9 at main, and a file's path is all a name."""
    if "@" not in word or disk.is_file(word):
        return word, ""
    name, _, revision = word.partition("@")
    if not (name and revision):
        raise NoRevision(f'"{word}" names no revision; write PRO9@main, say')
    return name, revision


@contextmanager
def workspace_at(
    repository: Repository, root: Path, revision: str, commit: str = ""
) -> Iterator[tuple[Path, str]]:
    """Yield a folder that holds the workspace as it was at a revision, and what it is called.

    With a commit it is that one's, under the revision's name. Raises `NoRevision`.
    """
    tree = Tree(repository, root, commit or repository.resolve(revision), revision)
    policy = tree.find(("families", "organisation.yaml"))
    if not (policy and policy.is_file):
        raise NoRevision(
            f"{plain(revision)} holds no {repository.prefix}families/organisation.yaml: the"
            " workspace wasn't there then"
        )
    with tempfile.TemporaryDirectory(prefix="jdgen-") as temporary:
        folder = Path(temporary).resolve()
        _write(repository, tree, folder)
        yield folder, f"{plain(revision)}:{repository.prefix}"


class Base(NamedTuple):
    """The commit from which what is there now has left a revision, which may have gone on since."""

    commit: str
    has_gone_on: bool


def base_of(repository: Repository, revision: str) -> Base:
    """Return from where what is there now has left a revision; raise `NoRevision`.

    That is the revision itself, unless it has gone on since, as main does beside a branch.
    """
    commit = repository.resolve(revision)
    try:
        base = repository.ask("merge-base", commit, repository.head).decode().split()[0]
    except (NoRevision, IndexError):
        raise NoRevision(
            f"{plain(revision)} and what is here have no history in common; {FETCH}"
        ) from None
    return Base(base, base != commit)


def commits_since(repository: Repository, root: Path, commit: str) -> list[Commit]:
    """Return the commits after one that touch the workspace, the newest first.

    Files are named by their paths in the workspace; a submodule stands for all of its files. Raises
    `NoRevision`.
    """
    log = repository.ask(
        "log",
        "-z",
        "--format=%h%x09%H%x09%P%x09%s",
        "--encoding=UTF-8",
        "--no-show-signature",
        f"{commit}..{repository.head}",
        "--",
        *(f"{repository.prefix}{folder}" for folder in _FOLDERS),
    ).decode(errors=ESCAPED)
    trees: dict[str, Tree] = {}
    read_folders: dict[str, Mapping[str, TreeEntry]] = {}

    def tree(name: str) -> Tree:
        if name not in trees:
            trees[name] = Tree(repository, root, name, name[:12], read_folders)
        return trees[name]

    commits, number = [], 0
    for entry in filter(None, log.split("\0")):
        short, full, parents, subject = entry.split("\t", 3)
        files = _changed(tree(full), [tree(name) for name in parents.split()])
        number += len(files)
        if number > _MAXIMUM_CHANGES:
            raise NoRevision(f"more than {_MAXIMUM_CHANGES:,} files changed since {commit[:12]}")
        commits.append(Commit(short, full, plain(subject), files))
    return commits


def _changed(tree: Tree, parents: Sequence[Tree]) -> tuple[str, ...]:
    """Return the files that a commit changes: those that are like none of its parents'."""
    files: set[Parts] = set()
    for top in (tuple(folder.split("/")) for folder in _FOLDERS):
        before = [parent.stored(top) for parent in parents] or [None]
        files |= set.intersection(*({*tree.changes(top, then)} for then in before))
    return tuple(sorted(map("/".join, files)))


def head(repository: Repository, root: Path) -> Tree:
    """Return the workspace as it is at the commit that is checked out."""
    return Tree(repository, root, repository.head, "HEAD")


def is_committed(root: Path, file: str, tree: Tree) -> bool:
    """Return whether a file is as it was committed, but for its line ends."""
    stored = _stored(tree, file)
    now = content(root / file)
    return stored is not None and stored[1].replace(b"\r\n", b"\n") == now


def _stored(tree: Tree, file: str) -> tuple[Parts, bytes] | None:
    """Return where the file of a tree is stored, and what it holds; None where it is elsewhere."""
    tree_path = tree.find(tuple(file.split("/")))
    if tree_path is None or tree_path.submodule or not tree_path.is_file:
        return None
    [(path, stored)] = tree.read({tree_path.path: tree_path.entry.id})
    return path, stored


def line_commits(repository: Repository, root: Path, file: str, tree: Tree) -> list[str]:
    """Return the full id of the commit that wrote each line of a file; "" where none did yet.

    The tree is that of the commit that is checked out.
    """
    found = _stored(tree, file)
    if found is None:
        return []
    path, stored = found
    now = disk.read(root / file).replace(b"\r\n", b"\n")
    if b"\r\n" in stored:
        now = now.replace(b"\n", b"\r\n")
    blame = repository.blame(f"{repository.prefix}{'/'.join(path)}", now)
    ids = filter(None, map(_BLAMED.match, blame.decode(errors="replace").split("\n")))
    return [match[1] if match[1].strip("0") else "" for match in ids]


def changed_files(then: Path, now: Path) -> list[str]:
    """Return the files that differ between two folders of a workspace, by path.

    Line ends are no difference: which stand in a file is a matter of git's settings. A file that
    can't be read, or is new or gone, differs.
    """
    before, after = _files(then), _files(now)
    same = {
        name
        for name in before.keys() & after.keys()
        if (there := content(before[name])) is not None and there == content(after[name])
    }
    return sorted((before.keys() | after.keys()) - same)


def content(path: Path) -> bytes | None:
    """Return what a file holds, with line ends of one kind; None where it can't be read."""
    with suppress(OSError):
        data = disk.read(path)
        return data if b"\0" in data else data.replace(b"\r\n", b"\n")
    return None


def _files(root: Path) -> dict[str, Path]:
    """Return the files of a workspace by their paths in it, but for hidden and temporary ones."""
    files: dict[str, Path] = {}
    for top, through in _FOLDERS.items():
        linked: set[str] = set()
        if link_out(root, root / top):
            continue
        for place, folders, names in os.walk(root / top, followlinks=through):
            here = Path(place)
            folders[:] = [name for name in folders if _is_part(root, here / name, linked)]
            for name in names:
                if not name.startswith((".", "~$")) and not link_out(root, here / name):
                    files[(here / name).relative_to(root).as_posix()] = here / name
    return files


def _is_part(root: Path, folder: Path, linked: set[str]) -> bool:
    """Return whether a folder is one of the workspace's; one that is a link counts once."""
    if folder.name.startswith(".") or link_out(root, folder):
        return False
    if folder.is_symlink():
        place = os.path.realpath(folder)
        around = f"{os.path.realpath(folder.parent)}{os.sep}"
        if place in linked or around.startswith(f"{place}{os.sep}"):
            return False
        linked.add(place)
    return True


def _write(repository: Repository, tree: Tree, folder: Path) -> None:
    """Write the workspace's files into a folder, none of them outside it or over another."""
    files = {
        path: name
        for top, through in _FOLDERS.items()
        for path, name in tree.files(tuple(top.split("/")), through=through)
    }
    folders: set[Parts] = {()}
    for path, data in tree.read(files):
        try:
            for depth in range(1, len(path)):
                if path[:depth] not in folders:
                    folders.add(path[:depth])
                    folder.joinpath(*path[:depth]).mkdir()
            with folder.joinpath(*path).open("xb") as opened:
                opened.write(_fetched(repository, data))
        except FileExistsError:
            raise NoRevision(
                f"{tree.named(path)} and another name beside it are one to this computer; they"
                " differ in capitals or accents alone"
            ) from None
        except (OSError, ValueError) as error:  # it is too long a name, say
            why = error.strerror if isinstance(error, OSError) else error
            raise NoRevision(f"{tree.named(path)} can't be written here: {why}") from None


def _fetched(repository: Repository, data: bytes) -> bytes:
    """Return the file that a pointer of Git LFS is to, where it is here; else the data.

    Its own program isn't asked: the file is known by its checksum.
    """
    if pointer := _POINTER.fullmatch(data):
        import hashlib  # noqa: PLC0415 - 4 ms of a comparison, and few have a pointer

        path, size = repository.stored_by_lfs(pointer[1].decode()), int(pointer[2])
        with suppress(OSError):
            if path.stat().st_size == size <= MAXIMUM_BYTES:
                stored = path.read_bytes()
                if hashlib.sha256(stored).hexdigest().encode() == pointer[1]:
                    return stored
    return data
