"""Checks a whole workspace, or single files of it, as building would, and writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jdgen.build import FORMATS, documents, files, house_style, same_names
from jdgen.compose import compose
from jdgen.facts import location
from jdgen.problems import InvalidInput, Problem
from jdgen.render import check_templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.library import Library
    from jdgen.model import Passage


def check(
    library: Library, layout_name: str, only: Sequence[Path] = ()
) -> tuple[int, list[Problem]]:
    """Return how many files were checked, and every problem once, sorted by file and line.

    A file that is not one of `families/` or `templates/` is taken for a vacancy.
    """
    paths = list(only or everything(library))
    problems: set[Problem] = set()
    for path in paths:
        try:
            check_file(library, layout_name, path)
        except InvalidInput as invalid:
            problems.update(invalid.problems)
    if not only:
        problems.update(same_names(library.vacancies()))
        problems.update(_same_ranks_or_codes(library))
        problems.update(library.strays())
    return len(paths), sorted(problems)


def everything(library: Library) -> Iterator[Path]:
    """Go through every YAML file that the workspace holds."""
    yield library.organisation_path
    yield from (library.layout_path(name) for name in library.layouts())
    for family in library.families():
        yield library.family_path(family)
        yield from (library.level_path(family, key) for key in library.levels(family))
    yield from library.roles()
    yield from library.vacancies()


def check_file(library: Library, layout_name: str, path: Path) -> None:
    """Make all that is made of one file alone; raise `InvalidInput`.

    Of a level these are its profiles, one a grade; of a role, its documents without a vacancy.
    """
    match library.parts(path):
        case ("families", "organisation.yaml"):
            library.organisation()
        case ("families", family, "family.yaml"):
            library.family(family)
        case ("families", family, "levels", file):
            key = Path(file).stem
            for grade in library.level(family, key).grades:
                job = compose(library.lineage_of_level(family, key, grade.text))
                documents(job, library.layout(layout_name))
        case ("families", _, "roles", _):
            for one in _grades_of_role(library, path):
                job = compose(library.lineage_of_role(path, one))
                documents(job, library.layout(layout_name))
        case ("templates", name, "layout.yaml"):
            organisation, layout = library.organisation(), library.layout(name)
            check_templates(layout)
            house_style(layout, organisation.language, frozenset(organisation.layer.facts))
        case _:
            files(library, path, layout_name, FORMATS)


def _grades_of_role(library: Library, path: Path) -> tuple[Passage | None, ...]:
    """Return the grades to check a role at: all of its level's, where it leaves the choice."""
    try:
        placing = library.role(path).placing
    except InvalidInput:
        return (None,)
    is_known = placing.level.text in library.levels(placing.family.text)
    if placing.grade or not is_known:
        return (None,)
    return library.level(placing.family.text, placing.level.text).grades


def _same_ranks_or_codes(library: Library) -> Iterator[Problem]:
    for family in library.families():
        first: dict[tuple[str, str], str] = {}
        for key in library.by_rank(family):
            try:
                level = library.level(family, key)
            except InvalidInput:
                continue
            for what, value in (("rank", str(level.rank)), ("code", level.code)):
                other = first.setdefault((what, value), key)
                if other != key:
                    source = level.layer.facts["level.code"].source
                    place = level.layer.source if what == "rank" else source
                    yield Problem(
                        location(place),
                        f"{key} has the same {what} as {other}: {value}",
                        f"give each level of a family a {what} of its own",
                        f"same-{what}",
                    )
