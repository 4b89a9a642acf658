"""The files that changed since a revision, which commits wrote their lines, and reasons by them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Literal

from jdgen.compare.sequences import matching
from jdgen.tuples import NamedTuple
from jdgen.workspace.snapshot import (
    changed_files,
    commits_since,
    content,
    head,
    is_committed,
    line_commits,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jdgen.compare.since import Pair
    from jdgen.model.text import Source
    from jdgen.workspace.revisions import Workspaces
    from jdgen.workspace.targets import Target

Part = Literal[
    "grade",
    "level text",
    "accountabilities",
    "essential qualifications",
    "reporting line",
    "dimensions",
]

_UNCOMMITTED: Final = "not committed yet"


class Reason(NamedTuple):
    """Something that differs, the evaluated part that it belongs to if any, and what said it."""

    part: Part | None
    text: str
    place: str
    commits: tuple[str, ...]


class History:
    """The files that changed since a revision, and the commits that changed each of their lines."""

    def __init__(self, workspaces: Workspaces, revision: str) -> None:
        self.revision = revision
        then, base = workspaces.since(revision)
        self._root = workspaces.now.root
        self._repository = workspaces.repository
        self.organisation = workspaces.now.naming.place(workspaces.now.organisation_path)
        self.commits = commits_since(self._repository, self._root, base.commit)
        self.changed = changed_files(then.root, self._root)
        self._then = then.root
        self._head = head(self._repository, self._root)
        self._titles = {commit.full_id: f"{commit.id} {commit.subject}" for commit in self.commits}
        self._files = {
            library.naming.shown(library.root / file): file
            for file in self.changed
            for library in (workspaces.now, then)
        }
        self._now = {workspaces.now.naming.shown(self._root / file) for file in self.changed}
        self._lines: dict[str, list[str]] = {}
        self._touched: dict[str, frozenset[int]] = {}
        self._former: dict[tuple[str, str], str] = {}

    def note(self, pair: Pair) -> None:
        """Note what something was called that was renamed or moved."""
        if pair.is_renamed and pair.then:
            kind = pair.target.kind
            self._former[kind, _called(pair.target)] = _called(pair.then)

    def is_renamed(self, kind: str, then: str, now: str) -> bool:
        """Return whether two names of a level (works/W1) or role are of one thing."""
        return self._former.get((kind, now)) == then != now

    def levels_then(self, family: str) -> dict[str, str]:
        """Return what levels of a family were called, by what those are called now."""
        return {
            name.partition("/")[2]: then.partition("/")[2]
            for (kind, name), then in self._former.items()
            if kind == "level" and name.partition("/")[0] == family
        }

    def has(self, source: Source) -> bool:
        """Return whether the file of a source changed."""
        return source.file in self._files

    def of(self, file: str) -> tuple[str, ...]:
        """Return the commits that changed a file, the newest first."""
        name = self._files.get(file)
        if name is None:
            return ()
        part_of = {name, *map(str, PurePosixPath(name).parents)}  # a submodule counts for all in it
        titles = [
            self._titles[commit.full_id] for commit in self.commits if part_of & {*commit.files}
        ]
        return tuple(titles) or (_UNCOMMITTED,)

    def of_lines(self, source: Source) -> tuple[str, ...]:
        """Return the commits that wrote the lines of what a source says.

        Where none of them is new, something has gone from there, and it is the whole file's.
        """
        of_file = self.of(source.file)
        if source.file not in self._now or not self.touches(source):
            return of_file
        name = self._files[source.file]
        if self._is_of_one(name, of_file):
            return of_file
        if name not in self._lines:
            self._lines[name] = line_commits(self._repository, self._root, name, self._head)
        lines = self._lines[name][source.place.line - 1 : source.end]
        ids = dict.fromkeys(lines)
        uncommitted = (_UNCOMMITTED,) if "" in ids else ()
        titles = (self._titles[commit_id] for commit_id in ids if commit_id in self._titles)
        return (*uncommitted, *titles) or of_file

    def _is_of_one(self, name: str, titles: tuple[str, ...]) -> bool:
        """Return whether all that changed in a file is known to be of one commit, or of none."""
        if titles == (_UNCOMMITTED,):
            return True
        return len(titles) == 1 and is_committed(self._root, name, self._head)

    def touches(self, source: Source) -> bool:
        """Return whether the lines of what a source says changed, or went where it is gone."""
        name = self._files.get(source.file)
        if name is None:
            return False
        if source.file not in self._touched:
            sides = [self._then / name, self._root / name]
            before, after = sides if source.file in self._now else sides[::-1]
            self._touched[source.file] = _changed_lines(before, after)
        lines = range(source.place.line, source.end + 1)
        return not self._touched[source.file].isdisjoint(lines)

    def first(self, sources: Sequence[Source]) -> Source:
        """Return the first whose lines changed or, failing that, whose file did, or of any."""
        files = filter(self.has, sources)
        return next(filter(self.touches, sources), next(files, sources[0]))

    def reason(self, part: Part | None, text: str, source: Source) -> Reason:
        """Return a reason that the lines of a source give, or its file where they didn't change."""
        is_of_lines = self.touches(source) or source.file not in self._now
        place = str(source.place) if is_of_lines else source.file
        return Reason(part, text, place, self.of_lines(source))


def _called(target: Target) -> str:
    return f"{target.family}/{target.key}" if target.kind == "level" else target.key


def _changed_lines(then: Path, now: Path) -> frozenset[int]:
    """Return the numbers of the lines of a file that are none of those that it had."""
    before, after = ((content(path) or b"").split(b"\n") for path in (then, now))
    same = {at for _, other, size in matching(before, after) for at in range(other, other + size)}
    return frozenset(at + 1 for at in range(len(after)) if at not in same)
