"""A repository to which a stranger commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from running import git

from jdgen.compare.since import diff_since
from jdgen.model.job import Edition
from jdgen.trace.impact import impact
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example


def save(example: Example) -> None:
    """Commit all that there is."""
    git(example.root, "add", "-A")
    git(example.root, "commit", "-qm", "Save")


def affected(example: Example, since: str = "HEAD", folder: Path | None = None) -> set[str]:
    """Return what changed since a revision, as both commands that compare say alike.

    It is each thing's name and, for each reason, the commits.
    """
    library = Library(folder or example.root)
    found = impact(library, since, ["standard"], "job-description", is_every=False)
    review = diff_since(library, since, "standard", Edition())
    assert bool(found.affected) == review.differs
    said = {each.name for each in found.affected}
    return said | {one for each in found.affected for why in each.reasons for one in why.commits}


def unchanged(example: Example, since: str = "HEAD", folder: Path | None = None) -> bool:
    """Tell whether nothing changed since a revision."""
    return not affected(example, since, folder)
