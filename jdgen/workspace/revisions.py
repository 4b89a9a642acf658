"""A workspace as it is and as it was at git revisions, and the jobs that words name in either."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jdgen.problems import NotFound
from jdgen.process.ending import Tidying
from jdgen.reading import disk
from jdgen.workspace.files import existing
from jdgen.workspace.git import opened
from jdgen.workspace.inheritance import Library
from jdgen.workspace.snapshot import base_of, split_revision, workspace_at
from jdgen.workspace.targets import find, job_of, named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack

    from jdgen.model.job import Edition, Job
    from jdgen.workspace.git import Repository
    from jdgen.workspace.snapshot import Base


class Workspaces:
    """One workspace as it is, and as it was at revisions, each read once.

    All are read in one edition, in which places that are still to be filled in are no mistake. The
    folders of revisions are gone when the stack is closed.
    """

    def __init__(self, library: Library, edition: Edition, stack: ExitStack) -> None:
        self.now = library
        self.edition = edition._replace(draft=True)
        self._stack = stack
        self._at: dict[str, Library] = {}

    @cached_property
    def repository(self) -> Repository:
        """Return the repository that the workspace lies in."""
        return self._stack.enter_context(opened(self.now.root))

    def at(self, revision: str, commit: str = "") -> Library:
        """Return the workspace at a revision; raise `NoRevision`.

        With a commit it is that one's, which is then what the revision means here.
        """
        if revision not in self._at:
            written = workspace_at(self.repository, self.now.root, revision, commit)
            folder, called = self._stack.enter_context(written)
            self._at[revision] = Library(
                folder, self.now.setting.wanted, self.now.as_of, called, draft=True
            )
        return self._at[revision]

    def since(self, revision: str) -> tuple[Library, Base]:
        """Return the workspace from which this one has left a revision, and its commit."""
        base = base_of(self.repository, revision)
        return self.at(revision, base.commit), base

    def job(self, word: str) -> tuple[str, Job]:
        """Return the job that a word names: PRO9, TRA9-10:10, a role or vacancy, any at a revision.

        With it goes the name that it is called by. Raises `NotFound` and `InvalidInput`.
        """
        name, revision = split_revision(word)
        library = self.at(revision) if revision else self.now
        if revision and _is_path(name):
            name = _moved(name, revision, self.now.root, library.root)
        target = find(library, name).target
        job = job_of(library, target, self.edition)
        return f"{named(target)}@{revision}" if revision else named(target), job


@contextmanager
def workspaces_of(library: Library, edition: Edition) -> Iterator[Workspaces]:
    """Yield a workspace as it is and was; the folders of revisions are gone afterwards."""
    with Tidying() as stack:
        yield Workspaces(library, edition, stack)


def _is_path(name: str) -> bool:
    return disk.is_file(existing(Path(name))) or name.endswith((".yaml", ".yml"))


def _moved(name: str, revision: str, root: Path, other: Path) -> str:
    """Return a file of one workspace as the file of another; raise `NotFound`."""
    path = disk.absolute(name)
    inside = disk.absolute(root).rstrip(os.sep) + os.sep
    moved = existing(other / path.removeprefix(inside))
    if not (path.startswith(inside) and disk.is_file(moved)):
        raise NotFound(f"there is no {name} at {revision}")
    return str(moved)
