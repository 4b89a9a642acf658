"""Which level, role or vacancy a word on the command line means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jdgen.problems import shown, suggest

if TYPE_CHECKING:
    from jdgen.library import Library
    from jdgen.model import Lineage


class NotFound(Exception):  # noqa: N818 - the caller says what the error is
    """The word means nothing in this workspace, or several things."""


class Found(NamedTuple):
    """What was meant, and a remark where the word could have meant something else too."""

    lineage: Lineage
    remark: str = ""


def find(library: Library, word: str) -> Found:
    """Return what a level (`PRO9`, `ict/TRA9-10:10`), role, vacancy or vacancy's file inherits.

    Raises `NotFound`, and `InvalidInput` where what is found is wrong.
    """
    if Path(word).is_file():
        return Found(_of_file(library, Path(word)))
    name, _, grade = word.partition(":")
    levels = _levels(library)
    family, _, key = name.rpartition("/")
    at = [pair for pair in levels if pair[1] == key and family in {"", pair[0]}]
    roles = [path for path in library.roles() if path.stem == word]
    vacancies = [path for path in library.vacancies() if path.stem == word]
    if len(at) > 1 or len(roles) > 1 or len(vacancies) > 1:
        several = [f"{family}/{key}" for family, key in at] or map(shown, roles or vacancies)
        raise NotFound(f'"{word}" is the name of several: write {" or ".join(several)}')
    if at:
        lineage = _level(library, *at[0], grade)
        bands = ", ".join(f"{word}:{band}" for band in lineage.level.bands)
        return Found(
            lineage, f"Each band has text of its own: {bands}" if bands and not grade else ""
        )
    if roles:
        also = [
            f"This is the role; for the vacancy of this name: jdgen show {shown(path)}"
            for path in vacancies
        ]
        return Found(library.lineage_of_role(roles[0]), "".join(also))
    if vacancies:
        return Found(library.lineage_of_vacancy(vacancies[0]))
    known = [key for _, key in levels]
    known += (path.stem for path in (*library.roles(), *library.vacancies()))
    hint = suggest(word, dict.fromkeys(known), what="there are")
    raise NotFound(f'there is no level, role or vacancy "{word}"; {hint}')


def _of_file(library: Library, path: Path) -> Lineage:
    match library.parts(path):
        case ("families", family, "levels", file):
            return library.lineage_of_level(family, Path(file).stem)
        case ("families", _, "roles", _):
            return library.lineage_of_role(path)
        case ("families" | "templates", *_):
            raise NotFound(f"{shown(path)} is no level, role or vacancy")
    return library.lineage_of_vacancy(path)


def _levels(library: Library) -> list[tuple[str, str]]:
    return [(family, key) for family in library.families() for key in library.levels(family)]


def _level(library: Library, family: str, key: str, grade: str) -> Lineage:
    if grade:
        grades = [passage.text for passage in library.level(family, key).grades]
        if grade not in grades:
            hint = suggest(grade, grades, what=f"{key} has")
            raise NotFound(f'{key} has no grade "{grade}"; {hint}')
    return library.lineage_of_level(family, key, grade or None)
