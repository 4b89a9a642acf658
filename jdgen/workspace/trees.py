"""The files of a workspace at a commit, found as on a disk: through links and submodules.

Nothing here is trusted: a commit can hold any name, link or size that its author likes.
"""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from jdgen.tuples import NamedTuple
from jdgen.workspace.git import ESCAPED, Missing, NoRevision, TooLarge, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jdgen.workspace.git import Repository

Parts = tuple[str, ...]

MAXIMUM_BYTES: Final = 50_000_000
"""Of one file: a house style with fonts and pictures in it has a few millions."""
MAXIMUM_TOTAL: Final = 200_000_000
MAXIMUM_ENTRIES: Final = 50_000
"""Files and folders; a few trees that hold each other make any number of them."""
MAXIMUM_DEPTH: Final = 40
_MAXIMUM_TREE: Final = 10_000_000
_MAXIMUM_LINK: Final = 4096
_MAXIMUM_LINKS: Final = 40
"""Links on one way, as many as Linux follows."""

_FILES: Final = ("100644", "100755", "100664")
_FOLDER: Final = "40000"
_LINK: Final = "120000"
_SUBMODULE: Final = "160000"
_CIRCLE: Final = "is a link that leads in a circle"

# What file systems of Macs leave out of a name, by which .git could be written otherwise.
_IGNORED: Final = dict.fromkeys((0x200C, 0x200D, *range(0x200E, 0x2010), *range(0x202A, 0x202F)))
_IGNORED.update(dict.fromkeys((*range(0x206A, 0x2070), 0xFEFF)))
_DEVICES: Final = re.compile(r"(aux|con|nul|prn|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)


class TreeEntry(NamedTuple):
    """What a folder holds under a name: its mode and id, as git has them."""

    mode: str
    id: str


class TreePath(NamedTuple):
    """A file or folder: its path without links, and the submodule that it is in or is, if any."""

    path: Parts
    entry: TreeEntry
    submodule: Parts | None = None

    @property
    def is_file(self) -> bool:
        """Return whether it is a file."""
        return self.entry.mode in _FILES

    def inside(self, name: str, entry: TreeEntry) -> TreePath:
        """Return what a folder holds under a name."""
        path = (*self.path, name)
        return TreePath(path, entry, path if entry.mode == _SUBMODULE else self.submodule)


class Tree:
    """The folders of a workspace at a commit; messages call it by a revision's name.

    Trees of several commits may share the folders that are `known`: most of them are the same.
    Raises `NoRevision` where a name, a link or a size is refused, with its path.
    """

    def __init__(
        self,
        repository: Repository,
        root: Path,
        commit: str,
        revision: str,
        read_folders: dict[str, Mapping[str, TreeEntry]] | None = None,
    ) -> None:
        self._repository = repository
        self._root = root.resolve().as_posix()
        self._revision = revision
        self._folders = {} if read_folders is None else read_folders
        self._links: dict[str, str] = {}
        self._number = 0
        self._width = len(commit) // 2
        top = TreePath((), TreeEntry(_FOLDER, f"{commit}^{{tree}}"))
        for part in filter(None, repository.prefix.split("/")):
            top = TreePath((), self._entries(top).get(part, TreeEntry("", "")))
        self._top = top

    def files(self, path: Parts, *, through: bool) -> Iterator[tuple[Parts, str]]:
        """Yield the files of a folder: their paths as one gets there, and their ids.

        Links to files are followed, and `through` links to folders too.
        """
        tree_path = self.find(path)
        if tree_path:
            yield from self._files(path, tree_path, ((),), through=through)

    def _files(
        self, path: Parts, at: TreePath, around: tuple[Parts, ...], *, through: bool
    ) -> Iterator[tuple[Parts, str]]:
        if at.is_file:
            yield path, at.entry.id
            return
        for name, entry in self._entries(at, path).items():
            inner = (*path, name)
            if wrong := why_no_name(name):
                raise self._refusal(inner, wrong)
            self._count(inner, "holds")
            tree_path: TreePath | None = at.inside(name, entry)
            if entry.mode == _LINK:
                tree_path = self._followed((*at.path, name), inner)
                if tree_path and tree_path.path in (*around, at.path):
                    raise self._refusal(inner, _CIRCLE)
                if tree_path and not (tree_path.is_file or through):
                    continue
            if tree_path:
                yield from self._files(inner, tree_path, (*around, at.path), through=through)

    def changes(self, path: Parts, then: TreeEntry | None) -> Iterator[Parts]:
        """Yield what is stored in a folder otherwise than in one of another tree.

        A link or submodule is one thing. Without another that is all that is stored there.
        """
        yield from self._changes(path, self.stored(path), then)

    def _changes(
        self, path: Parts, now: TreeEntry | None, then: TreeEntry | None
    ) -> Iterator[Parts]:
        if now == then:
            return
        self._count(path, "changes")
        if any(entry and entry.mode != _FOLDER for entry in (now, then)):
            yield path
        own, others = (
            self._entries(TreePath(path, entry)) if entry and entry.mode == _FOLDER else {}
            for entry in (now, then)
        )
        for name in {**own, **others}:
            yield from self._changes((*path, name), own.get(name), others.get(name))

    def stored(self, path: Parts) -> TreeEntry | None:
        """Return what is stored at a path, which leads through no link."""
        entry: TreeEntry | None = self._top.entry
        for number, name in enumerate(path):
            if entry is None or entry.mode != _FOLDER:
                return None
            entry = self._entries(TreePath(path[:number], entry)).get(name)
        return entry

    def _count(self, path: Parts, does: str) -> None:
        self._number += 1
        if self._number > MAXIMUM_ENTRIES:
            raise NoRevision(
                f"{plain(self._revision)} {does} more than {MAXIMUM_ENTRIES:,} files and folders"
                " in its workspace"
            )
        if len(path) > MAXIMUM_DEPTH:
            raise self._refusal(path, f"lies more than {MAXIMUM_DEPTH} folders deep")

    def find(self, path: Parts) -> TreePath | None:
        """Return what stands at a path, as a file system would find it; None where nothing does."""
        return self._followed(path, path)

    def _followed(self, path: Parts, called: Parts) -> TreePath | None:
        """Return what stands at a path, under the name that messages call it by."""
        at, todo, links = [self._top], [*reversed(path)], 0
        while todo:
            name = todo.pop()
            if name == "..":
                at = at[:-1]
            elif name not in {"", "."}:
                entry = self._entries(at[-1]).get(name)
                if entry is None:
                    return None
                tree_path = at[-1].inside(name, entry)
                if entry.mode != _LINK:
                    at = [*at, tree_path]
                    continue
                links += 1
                if links > _MAXIMUM_LINKS:
                    raise self._refusal(called, _CIRCLE)
                target = self._link(entry, tree_path.path)
                if f"{target}/".startswith(f"{self._root}/"):
                    at, target = at[:1], target[len(self._root) :]
                elif target.startswith("/"):
                    at = []
                todo += reversed(target.split("/"))
            if not at:
                raise self._refusal(called, "is a link that leads out of the workspace")
        return at[-1]

    def _link(self, entry: TreeEntry, place: Parts) -> str:
        if entry.id not in self._links:
            target = self._read(entry.id, place, _MAXIMUM_LINK).decode(errors=ESCAPED)
            self._links[entry.id] = target
        return self._links[entry.id]

    def read(self, files: Mapping[Parts, str]) -> Iterator[tuple[Parts, bytes]]:
        """Yield the files' paths and what they hold, as git stores it."""
        total = 0
        places = iter(files)
        place: Parts = ()
        try:
            for data in self._repository.read([*files.values()], MAXIMUM_BYTES):
                place = next(places)
                total += len(data)
                if total > MAXIMUM_TOTAL:
                    raise NoRevision(
                        f"{plain(self._revision)} holds more than {MAXIMUM_TOTAL:,} bytes in its"
                        " workspace"
                    )
                yield place, data
        except Missing:
            raise self._missing(next(places)) from None
        except TooLarge:
            raise self._refusal(next(places), f"is larger than {MAXIMUM_BYTES:,} bytes") from None

    def _read(self, name: str, place: Parts, limit: int) -> bytes:
        try:
            return next(self._repository.read([name], limit))
        except Missing:
            raise self._missing(place) from None
        except TooLarge:
            raise self._refusal(place, f"is larger than {limit:,} bytes") from None

    def _entries(self, at: TreePath, shown_at: Parts | None = None) -> Mapping[str, TreeEntry]:
        """Return what a folder holds, by names that are nothing but names."""
        name = at.entry.id
        if at.entry.mode == _SUBMODULE:
            name = f"{name}^{{tree}}"
        elif at.entry.mode != _FOLDER:
            return {}
        if name not in self._folders:
            place = at.path if shown_at is None else shown_at
            raw = self._raw(at, name, place)
            self._folders[name] = dict(self._parsed(raw, place))
        return self._folders[name]

    def _raw(self, at: TreePath, name: str, place: Parts) -> bytes:
        if at.entry.mode != _SUBMODULE:
            return self._read(name, place, _MAXIMUM_TREE)
        try:
            return next(self._repository.read([name], _MAXIMUM_TREE))
        except Missing:
            if self._repository.add_submodules(at.path):
                return self._raw(at, name, place)
        except TooLarge:
            pass
        raise self._refusal(
            place,
            f"is a git submodule, of which the commit {at.entry.id[:12]} isn't here; fetch it: git"
            " submodule update --init --recursive",
        )

    def _parsed(self, raw: bytes, place: Parts) -> Iterator[tuple[str, TreeEntry]]:
        """Yield a tree's entries; see git's gitformat-pack, or cat-file tree."""
        at, seen = 0, set[str]()
        while at < len(raw):
            end = raw.find(b"\0", at)
            mode, space, name = raw[at:end].partition(b" ")
            at = end + 1 + self._width
            if end < 0 or not space or at > len(raw):
                raise self._refusal(place, "is a broken tree; git fsck says more")
            decoded = name.decode(errors=ESCAPED)
            if decoded in seen:
                raise self._refusal((*place, decoded), "is there twice")
            seen.add(decoded)
            kind = mode.decode("ascii", "replace").lstrip("0")
            yield decoded, TreeEntry(kind, raw[end + 1 : at].hex())

    def _missing(self, place: Parts) -> NoRevision:
        return self._refusal(
            place,
            "isn't in this copy of the repository; of a partial one (--filter), fetch the rest: git"
            " fetch --refetch --no-filter",
        )

    def _refusal(self, place: Parts, why: str) -> NoRevision:
        return NoRevision(f"{self.named(place)} {why}")

    def named(self, place: Parts) -> str:
        """Return a file's name as messages have it: by revision, and path in the repository."""
        return plain(f"{self._revision}:{self._repository.prefix}{'/'.join(place)}")


def why_no_name(name: str, *, windows: bool = os.name == "nt") -> str:
    """Say why a name of a tree's entry can't be that of a file; "" where it can."""
    if not name or "/" in name or name in {".", ".."}:
        return "has a name that no file can have"
    if "\\" in name:
        return "has a backslash in its name"
    folded = unicodedata.normalize("NFC", name.translate(_IGNORED)).casefold()
    if re.fullmatch(r"(\.git|git~[0-9]+)[. ]*(:.*)?", folded):
        return "is named as git's own folder"
    if windows and (":" in name or name[-1] in ". " or _DEVICES.fullmatch(name)):
        return "has a name that Windows takes for something else"
    return ""
