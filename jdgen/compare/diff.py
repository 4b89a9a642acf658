"""Two things that words name, or all levels of a family, as what differs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.compare.comparison import compare, subject
from jdgen.compare.ladder import ladder
from jdgen.compare.review import Difference, Review
from jdgen.compare.titles import titles
from jdgen.problems import NotFound, Problems
from jdgen.workspace.revisions import workspaces_of
from jdgen.workspace.targets import find

if TYPE_CHECKING:
    from jdgen.compare.ladder import Ladder
    from jdgen.model.job import Edition
    from jdgen.workspace.inheritance import Library


def diff(library: Library, first: str, second: str, layout: str, edition: Edition) -> Review:
    """Return what differs between what two words name, under the titles of a layout.

    Raises `NotFound` and `InvalidInput`.
    """
    look = library.layout(layout)
    with workspaces_of(library, edition) as workspaces:
        (one, before), (other, after) = workspaces.job(first), workspaces.job(second)
    if one == other and first != second:  # a role and a vacancy, say
        one, other = first, second
    comparison = compare(subject(one, before), subject(other, after), titles(look, before, after))
    return Review(library.setting.wanted, (Difference(comparison),))


def family_ladder(library: Library, family: str, layout: str, edition: Edition) -> Ladder:
    """Return a family's levels side by side; raise as `diff` does."""
    look = library.layout(layout)
    key = find(library, family, ("family",)).target.key
    problems = Problems()
    library.check_ranks_and_codes(key, problems)
    problems.raise_any()
    with workspaces_of(library, edition) as workspaces:
        jobs = [workspaces.job(f"{key}/{level}") for level in library.levels_in_force(key)]
    if not jobs:
        raise NotFound(f"the family {key} has no levels to compare")
    levels = [subject(name, job) for name, job in jobs]
    shown = titles(look, *(job for _, job in jobs))
    return ladder(library.family(key).title.text, levels, shown)._replace(
        language=library.setting.wanted
    )
