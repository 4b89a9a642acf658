"""Reads a workspace as it was at a git revision, and touches neither work tree nor index.

The files are read from git's objects into a folder of their own, which is gone afterwards. Messages
name them as git does, by revision and path: main:families/organisation.yaml.
"""

from __future__ import annotations

import io
import os
import posixpath
import re
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen.problems import name_folder, shown
from jdgen.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDERS: Final = ("families", "templates", "vacancies", "examples/vacancies")
_INSIDE: Final = tuple(f"{folder}/" for folder in _FOLDERS)
_FILE_MODES: Final = ("100644", "100755")
_FETCH: Final = (
    "in a copy without its history, fetch that first: git fetch --unshallow, or fetch-depth: 0"
)
_LINK_MODE: Final = "120000"
_SEPARATOR: Final = "\0"
_ESCAPED: Final = "surrogateescape"
"""File names need not be UTF-8."""
_BLAMED: Final = re.compile(r"([0-9a-f]{40,64}) \d+ \d+")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class NoRevision(Exception):  # noqa: N818 - the caller says what the error is
    """There is no such revision, or no git to ask; the message says which."""


class Commit(NamedTuple):
    """A commit that touches the workspace: its ids, its subject, and the files it changes."""

    id: str
    full_id: str
    subject: str
    files: tuple[str, ...]


def split_revision(word: str) -> tuple[str, str]:
    """Return a name and a revision: PRO9@main is PRO9 at main, and a file's path is all a name."""
    if "@" not in word or Path(word).is_file():
        return word, ""
    name, _, revision = word.partition("@")
    if not (name and revision):
        raise NoRevision(f'"{word}" names no revision; write PRO9@main, say')
    return name, revision


@contextmanager
def workspace_at(root: Path, revision: str, commit: str = "") -> Iterator[Path]:
    """Yield a folder that holds the workspace as it was at a revision; raise `NoRevision`.

    With a commit it is that one's, under the revision's name.
    """
    commit = commit or _commit(root, revision)
    prefix = _ask(root, "rev-parse", "--show-prefix").decode(errors=_ESCAPED).rstrip("\n")
    with tempfile.TemporaryDirectory(prefix="jdgen-") as made:
        folder = Path(made).resolve()
        _write(root, commit, folder)
        if not (folder / "families" / "organisation.yaml").is_file():
            raise NoRevision(
                f"{revision} holds no {prefix}families/organisation.yaml: the workspace wasn't"
                " there then"
            )
        with name_folder(folder, f"{revision}:{prefix}"):
            yield folder


class Base(NamedTuple):
    """The commit from which what is there now has left a revision, which may have gone on since."""

    commit: str
    has_gone_on: bool


def base_of(root: Path, revision: str) -> Base:
    """Return from where what is there now has left a revision; raise `NoRevision`.

    That is the revision itself, unless it has gone on since, as main does beside a branch.
    """
    commit = _commit(root, revision)
    try:
        base = _git(root, "merge-base", commit, "HEAD").decode().split()[0]
    except (subprocess.CalledProcessError, IndexError):
        raise NoRevision(
            f"{revision} and what is here have no history in common; {_FETCH}"
        ) from None
    return Base(base, base != commit)


def commits_since(root: Path, commit: str) -> list[Commit]:
    """Return the commits after one that touch the workspace, the newest first.

    Files are named by their paths in the workspace. Raises `NoRevision`.
    """
    said = _ask(
        root,
        "log",
        "-c",
        "-z",
        "--format=%x01%h%x09%H%x09%s",
        "--name-only",
        "--no-renames",
        "--relative",
        f"{commit}..HEAD",
        "--",
        *_FOLDERS,
    ).decode(errors="surrogateescape")
    commits = []
    for entry in said.split("\x01")[1:]:
        head, *files = entry.replace("\n", _SEPARATOR).split(_SEPARATOR)
        short, full, subject = head.split("\t", 2)
        named = tuple(file for file in files if file)
        commits.append(Commit(short, full, _CONTROL.sub(" ", subject), named))
    return commits


def line_commits(root: Path, file: str) -> list[str]:
    """Return the full id of the commit that wrote each line of a file; "" where none did yet."""
    try:
        said = _git(root, "-c", "blame.ignoreRevsFile=", "blame", "--porcelain", "--", file).decode(
            errors="replace"
        )
    except subprocess.CalledProcessError:  # it is in no commit
        return []
    found = filter(None, map(_BLAMED.match, said.split("\n")))
    return [match[1] if match[1].strip("0") else "" for match in found]


def changed_files(root: Path, commit: str) -> list[str]:
    """Return the workspace's files that differ now from a commit, committed or not, by path."""
    options = ("--name-only", "-z", "--relative", "--no-ext-diff", "--no-renames")
    said = _ask(root, "diff", *options, commit, "--", *_FOLDERS)
    new = _ask(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *_FOLDERS)
    names = (said + new).decode(errors="surrogateescape").split(_SEPARATOR)
    return sorted({*names} - {""})


def _commit(root: Path, revision: str) -> str:
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    try:
        found = _git(root, *asked, revision).decode().strip()
        return _git(root, *asked, f"{found}^{{commit}}").decode().strip()
    except subprocess.CalledProcessError:
        _check_repository(root)
        raise NoRevision(
            f'git knows no revision "{revision}"; git log and git branch --all list them, and'
            f" {_FETCH}"
        ) from None


def _check_repository(root: Path) -> None:
    """Refuse a folder of which git keeps no history, or which it won't read."""
    try:
        _git(root, "rev-parse", "--git-dir")
    except subprocess.CalledProcessError as error:
        said = _CONTROL.sub(" ", error.stderr.decode(errors="replace").strip().partition("\n")[0])
        if "not a git repository" in said:
            raise NoRevision(
                f"{shown(root)} is in no git repository, so there are no revisions to compare with"
            ) from None
        raise NoRevision(f"git can't read {shown(root)}: {said}") from None


def _write(root: Path, commit: str, folder: Path) -> None:
    """Write the workspace's files at a commit into a folder, as git would check them out.

    An archive has line ends and filters as a work tree has them; what its attributes keep out of
    archives is taken as git stores it.
    """
    blobs, links = _listed(root, commit, _FOLDERS)
    tops = [top for top in _FOLDERS if any(name.startswith(f"{top}/") for name in blobs)]
    if tops:
        data = _ask(root, "archive", "--format=tar", commit, "--", *tops)
        with tarfile.open(fileobj=io.BytesIO(data), errors=_ESCAPED) as archive:
            for member in archive:
                if member.name in blobs and (opened := archive.extractfile(member)):
                    _save(folder / member.name, opened.read())
                    del blobs[member.name]
    if links:
        everything, all_links = _listed(root, commit, ())
        wanted = _followed(root, all_links, everything)
        blobs |= {name: data for name, data in wanted.items() if name.startswith(_INSIDE)}
    for name, blob in blobs.items():
        _save(folder / name, _ask(root, "cat-file", "blob", blob))


def _save(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _listed(
    root: Path, commit: str, folders: tuple[str, ...]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return files and links at a commit: their paths in the workspace, and what holds them."""
    listed = _ask(root, "ls-tree", "-r", "-z", commit, "--", *folders).decode(errors=_ESCAPED)
    files: dict[str, str] = {}
    links: dict[str, str] = {}
    for entry in listed.split(_SEPARATOR):
        head, _, name = entry.partition("\t")
        mode, _, rest = head.partition(" ")
        if mode in _FILE_MODES:
            files[name] = rest.split()[1]
        elif mode == _LINK_MODE:
            links[name] = rest.split()[1]
    return files, links


def _followed(root: Path, links: dict[str, str], files: dict[str, str]) -> dict[str, str]:
    """Return what links lead to inside the workspace, maybe over others, by the links' names."""
    targets = {}
    for name, blob in links.items():
        said = _ask(root, "cat-file", "blob", blob).decode(errors=_ESCAPED)
        targets[name] = posixpath.normpath(posixpath.join(posixpath.dirname(name), said))
    found: dict[str, str] = {}
    for name, first in targets.items():
        target, seen = first, {name}
        while target in targets and target not in seen:
            seen.add(target)
            target = targets[target]
        for file, data in files.items():
            if file == target:
                found[name] = data
            elif file.startswith(f"{target}/"):
                found[name + file[len(target) :]] = data
    return found


def _ask(root: Path, *arguments: str, said: bytes | None = None) -> bytes:
    """Ask git what it should know; raise `NoRevision` with what it says where it can't."""
    try:
        return _git(root, *arguments, said=said)
    except subprocess.CalledProcessError as error:
        words = error.stderr.decode(errors="replace").strip()
        raise NoRevision(f"git {arguments[0]} failed: {_CONTROL.sub(' ', words)}") from None


def _git(root: Path, *arguments: str, said: bytes | None = None) -> bytes:
    """Run git in the workspace's folder, reading only; raise `NoRevision` where there is no git."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    if "GIT_WORK_TREE" not in environment:  # a hook's own settings, which know no other folder
        for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"):
            environment.pop(name, None)
    try:
        done = subprocess.run(  # noqa: S603 - its own arguments, and a revision after its mark
            ["git", *arguments],  # noqa: S607 - whichever git the user has
            cwd=root,
            env=environment,
            input=said,
            capture_output=True,
            check=True,
        )
    except FileNotFoundError:
        raise NoRevision("git isn't installed, and only it knows revisions") from None
    return done.stdout
