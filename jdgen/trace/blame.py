"""The files that changed since a revision, which commits wrote their lines, and reasons by them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from jdgen.workspace.snapshot import changed_files, commits_since, line_commits

if TYPE_CHECKING:
    from jdgen.model.text import Source
    from jdgen.workspace.revisions import Workspaces

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
        self._titles = {commit.full_id: f"{commit.id} {commit.subject}" for commit in self.commits}
        self._files = {
            library.naming.shown(library.root / file): file
            for file in self.changed
            for library in (workspaces.now, then)
        }
        self._now = {workspaces.now.naming.shown(self._root / file) for file in self.changed}
        self._lines: dict[str, list[str]] = {}

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
        if source.file not in self._now:
            return self.of(source.file)
        name = self._files[source.file]
        if name not in self._lines:
            self._lines[name] = line_commits(self._repository, self._root, name)
        lines = self._lines[name][source.place.line - 1 : source.end]
        ids = dict.fromkeys(lines)
        uncommitted = (_UNCOMMITTED,) if "" in ids else ()
        titles = (self._titles[commit_id] for commit_id in ids if commit_id in self._titles)
        return (*uncommitted, *titles) or self.of(source.file)

    def reason(self, part: Part | None, text: str, source: Source) -> Reason:
        """Return a reason that the lines of a source give."""
        return Reason(part, text, str(source.place), self.of_lines(source))
