"""The sides of a comparison: what a word names, at a revision or as it is, as one job."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jdgen.compare.comparison import compare, subject
from jdgen.compare.ladder import ladder
from jdgen.compare.titles import titles
from jdgen.problems import InvalidInput
from jdgen.reading import disk
from jdgen.workspace.files import existing
from jdgen.workspace.git import opened
from jdgen.workspace.inheritance import Library
from jdgen.workspace.snapshot import base_of, split_revision, workspace_at
from jdgen.workspace.targets import (
    NotFound,
    find,
    jobs,
    named,
)

if TYPE_CHECKING:
    from contextlib import ExitStack
    from datetime import date

    from jdgen.compare.comparison import Comparison, Subject
    from jdgen.compare.ladder import Ladder
    from jdgen.model.job import Edition
    from jdgen.model.layout import Layout
    from jdgen.workspace.git import Repository
    from jdgen.workspace.snapshot import Base


class Reading(NamedTuple):
    """How workspaces are read: in which language, as of which day, for which edition."""

    language: str
    as_of: date | None
    edition: Edition


def reading(library: Library, edition: Edition) -> Reading:
    """Return how a workspace is read: places that are still to be filled in are no mistake here."""
    return Reading(library.setting.wanted, library.as_of, edition._replace(draft=True))


class Workspaces:
    """One workspace as it is, and as it was at revisions, each read once.

    The folders of revisions are gone when the stack is closed.
    """

    def __init__(self, library: Library, reading: Reading, stack: ExitStack) -> None:
        self.now = library
        self.reading = reading
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
            made = workspace_at(self.repository, self.now.root, revision, commit)
            folder = self._stack.enter_context(made)
            self._at[revision] = Library(folder, self.reading.language, self.reading.as_of)
        return self._at[revision]

    def since(self, revision: str) -> tuple[Library, Base]:
        """Return the workspace from which this one has left a revision, and its commit."""
        base = base_of(self.repository, revision)
        return self.at(revision, base.commit), base

    def subject(self, word: str) -> Subject:
        """Return what a word names: PRO9, TRA9-10:10, a role or vacancy, any of them at a revision.

        Raises `NotFound`, `NoRevision` and `InvalidInput`.
        """
        name, revision = split_revision(word)
        library = self.at(revision) if revision else self.now
        if revision and _is_path(name):
            name = _moved(name, revision, self.now.root, library.root)
        target = find(library, name).target
        job, _ = jobs(library, target, self.reading.edition)
        called = named(target)
        return subject(f"{called}@{revision}" if revision else called, job)


def _is_path(name: str) -> bool:
    return disk.is_file(existing(Path(name))) or name.endswith((".yaml", ".yml"))


def _moved(name: str, revision: str, root: Path, other: Path) -> str:
    """Return a file of one workspace as the file of another; raise `NotFound`."""
    path = os.path.abspath(name)  # noqa: PTH100 - links stay links
    inside = os.path.abspath(root).rstrip(os.sep) + os.sep  # noqa: PTH100
    found = existing(other / path.removeprefix(inside))
    if not (path.startswith(inside) and disk.is_file(found)):
        raise NotFound(f"there is no {name} at {revision}")
    return str(found)


def compared(workspaces: Workspaces, first: str, second: str, layout: Layout) -> Comparison:
    """Return what differs between what two words name; raises as `Workspaces.subject` does."""
    one, other = workspaces.subject(first), workspaces.subject(second)
    if one.side.name == other.side.name and first != second:  # a role and a vacancy, say
        one, other = (
            each._replace(side=each.side._replace(name=word))
            for each, word in ((one, first), (other, second))
        )
    return compare(one, other, titles(layout, one.job, other.job))


def ladder_of(workspaces: Workspaces, family: str, layout: Layout) -> Ladder:
    """Return a family's levels side by side; raises as `Workspaces.subject` does."""
    library = workspaces.now
    key = find(library, family, ("family",)).target.key
    if wrong := list(library.same_ranks_or_codes(key)):
        raise InvalidInput(wrong)
    names = library.levels_in_force(key)
    levels = [workspaces.subject(f"{key}/{name}") for name in names]
    if not levels:
        raise NotFound(f"the family {key} has no levels to compare")
    said = titles(layout, *(level.job for level in levels))
    return ladder(library.family(key).title, levels, said)
