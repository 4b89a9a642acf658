"""What a word or a file on the command line means, and the job of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jdgen.compose.job import PLAIN, compose, compose_family, for_audience
from jdgen.model.text import Passage
from jdgen.names import composed, folded, spoken
from jdgen.nearest import suggest
from jdgen.problems import InvalidInput, NotFound, Problems, either, shown
from jdgen.reading import disk
from jdgen.tuples import NamedTuple
from jdgen.workspace.files import bad_day, existing, family_of, level_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.model.job import Edition, Job, Lineage
    from jdgen.workspace.inheritance import Library

Kind = Literal["vacancy", "role", "level", "family"]


class Target(NamedTuple):
    """One thing of which documents are made; of a level, all its grades or one.

    A role whose level has several grades, and which names none, is at the grade.
    """

    kind: Kind
    path: Path
    family: str = ""
    key: str = ""
    grade: str = ""


class NamedTarget(NamedTuple):
    """What was meant, and a remark where the word could have meant something else too."""

    target: Target
    remark: str = ""


def find(
    library: Library, word: str, kinds: Sequence[Kind] = ("level", "role", "vacancy", "family")
) -> NamedTarget:
    """Return what a level (`PRO9`, `ict/TRA9-10:10`), role, vacancy, family or file means.

    A role that names no grade of its own is named with one as a level is.

    Where a word names several kinds of thing, the first of the kinds is meant. Raises `NotFound`,
    and `InvalidInput` where what is found is wrong.
    """
    path = existing(Path(word))
    if disk.is_file(path):
        target = of_file(library, path)
        if target.kind not in kinds:
            library.vacancy(target.path)  # says that it is none
        return NamedTarget(target)
    word = composed(word)
    by_kind = {kind: list(_named(library, kind, word)) for kind in kinds}
    meant = next((kind for kind in kinds if by_kind[kind]), None)
    if meant is None:
        known_names = dict.fromkeys(
            _paths(library, kinds) if "/" in word else _names(library, kinds)
        )
        hint = suggest(word, known_names, what="there are")
        if almost := library.almost_read(word):
            hint = f"{shown(almost)} is not read because of its name: rename it {word}.yaml"
        raise NotFound(f'there is no {either(kinds)} "{spoken(word)}"; {hint}')
    if len(by_kind[meant]) > 1:
        problems = Problems()
        for found_target in by_kind[meant]:
            library.check_names(found_target.path, problems)
        problems.raise_any()  # they may look the same
        several = " or ".join(_full_name(target) for target in by_kind[meant])
        raise NotFound(f'"{word}" is the name of several: write {several}')
    target = by_kind[meant][0]
    _check_grade(library, target)
    return NamedTarget(target, _remark(library, target, by_kind.get("vacancy", [])))


def of_file(library: Library, path: Path) -> Target:
    """Return what a file says; one that is none of the workspace's other files is a vacancy."""
    match library.parts(path):
        case ("families", family, "levels", _) if not bad_day(path):
            return Target("level", path, composed(family), level_of(path))
        case ("families", family, "roles", _):
            return Target("role", path, composed(family), name_of(path))
        case ("families", family, "family.yaml"):
            return Target("family", path, composed(family), composed(family))
        case ("families" | "templates", *_):
            raise NotFound(f"{shown(path)} is no level, role, vacancy or family")
    return Target("vacancy", path, key=name_of(path))


def find_each(library: Library, words: Sequence[str]) -> list[Target]:
    """Return what words or files mean, each target once; raise as `find` does.

    A name of a vacancy and of a role means the vacancy, of which documents are published.
    """
    targets: dict[tuple[str, str], Target] = {}
    kinds: tuple[Kind, ...] = ("vacancy", "level", "role", "family")
    for word in words:
        target = find(library, word, kinds).target
        targets.setdefault((os.path.realpath(target.path), target.grade), target)
    return list(targets.values())


Listed = Callable[[str, Callable[[], Iterable[str]]], Iterable[str]]
"""What returns words that files say, by what they are called: it may know them from before."""


def anew(_: str, make: Callable[[], Iterable[str]]) -> Iterable[str]:
    """Return words that files say now."""
    return make()


class Unit(NamedTuple):
    """What is made in one go: a vacancy, a role at its grades, or a family with its levels.

    `name` is the same on every computer. Where something was named, `given` is that one target.
    """

    name: str
    kind: Kind
    path: Path
    given: Target | None = None

    @property
    def full_name(self) -> str:
        """Return a name that no other unit has, of whatever kind."""
        return f"{self.kind} {self.name}"

    @property
    def shared_by(self) -> str:
        """Return by what several computers share units: those that may have one folder are one's.

        So whichever makes the one makes the other, and tells that it can't.
        """
        return f"{self.kind} {folded(name_of(self.path) if self.kind != 'family' else self.name)}"

    def targets(self, library: Library, listed: Listed = anew) -> Iterator[Target]:
        """Yield what documents are made of; what has to be read to tell that is `listed`."""
        if self.given:
            yield self.given
        elif self.kind == "vacancy":
            yield Target("vacancy", self.path, key=name_of(self.path))
        elif self.kind == "role":
            path = self.path
            for grade in listed(f"grades {self.name}", partial(open_grades, library, path)):
                yield Target("role", path, family_of(path), name_of(path), grade)
        else:
            family = self.name
            for key in listed(f"levels {family}", partial(library.levels_in_force, family)):
                yield Target("level", library.level_path(family, key), family, key)
            yield Target("family", self.path, family, family)


def units(library: Library) -> Iterator[Unit]:
    """Yield all of which documents can be made: vacancies, roles, and families with their levels.

    Nothing is read for it.
    """
    kinds: tuple[tuple[Kind, Sequence[Path]], ...] = (
        ("vacancy", library.vacancies()),
        ("role", library.roles()),
    )
    for kind, paths in kinds:
        yield from (Unit("/".join(library.parts(path)), kind, path) for path in paths)
    for family in library.families():
        yield Unit(family, "family", library.family_path(family))


def units_called(library: Library, names: Iterable[str]) -> Iterator[Unit]:
    """Yield units by their full names; no folder is looked into for it, but for families'."""
    for full_name in names:
        kind, _, name = full_name.partition(" ")
        if kind == "family":
            yield Unit(name, "family", library.family_path(name))
        else:
            yield Unit(name, "role" if kind == "role" else "vacancy", library.root / name)


def unit_of(target: Target) -> Unit:
    """Return one target as a unit."""
    return Unit(f"{target.kind} {named(target)}", target.kind, target.path, target)


def everything(library: Library) -> Iterator[Target]:
    """Yield all of which documents can be made: vacancies, roles, levels and families."""
    for unit in units(library):
        yield from unit.targets(library)


def lineage(library: Library, target: Target) -> Lineage:
    """Return what a vacancy, role or level inherits; raise `InvalidInput`."""
    if target.kind == "vacancy":
        return library.lineage_of_vacancy(target.path)
    if target.kind == "role":
        classification = library.role(target.path).classification if target.grade else None
        grade = classification and Passage(target.grade, classification.level.source)
        return library.lineage_of_role(target.path, grade)
    return library.lineage_of_level(target.family, target.key, target.grade or None)


def job_in(library: Library, of_job: Lineage, edition: Edition) -> Job:
    """Return the job of what it inherits; raise `InvalidInput`.

    It is composed but once for all audiences that follow each other, where it hangs on none.
    """
    for known, job in library.composed:
        if known == of_job and (found := for_audience(job, edition)):
            return found
    job = compose(of_job, edition)
    library.composed.append((of_job, job))
    return job


def job_of(library: Library, target: Target, edition: Edition = PLAIN) -> Job:
    """Return a target's job, a family's with those of its levels; raise `InvalidInput`."""
    if target.kind != "family":
        return job_in(library, lineage(library, target), edition)
    problems = Problems()
    library.check_ranks_and_codes(target.key, problems)
    guide = problems.catch(
        lambda: compose_family(
            library.organisation(), library.family(target.key), library.as_of, edition
        )
    )
    levels = [
        problems.catch(
            lambda key=key: job_in(library, library.lineage_of_level(target.key, key), edition)  # type: ignore[misc]
        )
        for key in library.levels_in_force(target.key)
    ]
    problems.raise_any()
    if guide is None:
        raise AssertionError("it is there, or its problems were raised")
    return guide._replace(levels=tuple(filter(None, levels)))


def open_grades(library: Library, path: Path) -> tuple[str, ...]:
    """Return the grades at which a role is read: all of its level's, where it names none of them.

    They are "" where there is nothing to be named, or nothing can be read.
    """
    try:
        classification = library.role(path).classification
        if classification.level.text not in library.level_files(classification.family.text):
            return ("",)
        level = library.level(classification.family.text, classification.level.text, library.as_of)
    except InvalidInput:
        return ("",)
    if classification.grade or len(level.grades) <= 1:
        return ("",)
    return tuple(grade.text for grade in level.grades)


def named(target: Target) -> str:
    """Return the word that means a target: PRO9, TRA9-10:10, a role's, vacancy's or family's id."""
    return f"{target.key}:{target.grade}" if target.grade else target.key


# --- names ----------------------------------------------------------------------------------------


def _named(library: Library, kind: Kind, word: str) -> Iterator[Target]:
    if kind == "family":
        if word in library.families():
            yield Target("family", library.family_path(word), word, word)
    elif kind == "level":
        name, _, grade = word.partition(":")
        family, _, key = name.rpartition("/")
        for key_of_family in library.families():
            if family in {"", key_of_family} and key in library.levels(key_of_family):
                yield Target(
                    "level", library.level_path(key_of_family, key), key_of_family, key, grade
                )
    elif kind == "role":
        name, _, grade = word.partition(":")
        for path in library.roles():
            family, key = family_of(path), name_of(path)
            if name in {key, f"{family}/{key}"}:
                yield Target("role", path, family, key, grade)
    else:
        yield from (
            Target("vacancy", path, key=word)
            for path in library.vacancies()
            if name_of(path) == word
        )


def _names(library: Library, kinds: Sequence[Kind]) -> Iterator[str]:
    for kind in kinds:
        if kind == "level":
            yield from (key for family in library.families() for key in library.levels(family))
        elif kind == "role":
            yield from map(name_of, library.roles())
        elif kind == "vacancy":
            yield from map(name_of, library.vacancies())
        else:
            yield from library.families()


def _paths(library: Library, kinds: Sequence[Kind]) -> Iterator[str]:
    if "vacancy" in kinds:
        yield from map(shown, library.vacancies())
    if "role" in kinds:
        yield from map(shown, library.roles())
    for family in library.families():
        yield from (f"{family}/{key}" for key in library.levels(family))


def _full_name(target: Target) -> str:
    return f"{target.family}/{target.key}" if target.kind == "level" else shown(target.path)


def _check_grade(library: Library, target: Target) -> None:
    """Raise `NotFound` where the level, or the role, is at no such grade."""
    if target.grade:
        grades = [passage.text for passage in _grades(library, target)]
        if target.grade not in grades:
            hint = suggest(target.grade, grades, what=f"{target.key} has")
            raise NotFound(f'{target.key} has no grade "{target.grade}"; {hint}')


def _grades(library: Library, target: Target) -> Sequence[Passage]:
    family, key = target.family, target.key
    if target.kind == "role":
        classification = library.role(target.path).classification
        if classification.grade:
            return [classification.grade]
        family, key = classification.family.text, classification.level.text
        if key not in library.levels(family):
            return library.lineage_of_role(target.path).level.grades  # says what is unknown
    return library.level(family, key, library.as_of).grades


def _remark(library: Library, target: Target, vacancies: Sequence[Target]) -> str:
    if target.kind == "role" and vacancies:
        path = shown(vacancies[0].path)
        return f"This is the role; for the vacancy of this name: jdgen show {path}"
    if target.kind == "level" and not target.grade:
        bands = library.level(target.family, target.key, library.as_of).bands
        if bands:
            named = ", ".join(f"{target.key}:{band}" for band in bands)
            return f"These are all its bands; for one of them: {named}"
    return ""
