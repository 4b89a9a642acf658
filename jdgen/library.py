"""Finds and loads the files of a workspace, and follows what one file names in another."""

from __future__ import annotations

import os
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from jdgen.facts import location
from jdgen.model import Grade, Lineage, Passage, Placing
from jdgen.problems import Gathering, InvalidInput, Location, Problem, shown, suggest
from jdgen.schema.layouts import LAYOUT
from jdgen.schema.levels import FAMILY, LEVEL
from jdgen.schema.organisation import ORGANISATION
from jdgen.schema.posts import ROLE, VACANCY
from jdgen.schema.shapes import Context, Record
from jdgen.yamltext import MAXIMUM_BYTES, Text, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jdgen.layout import Layout
    from jdgen.model import Family, Level, Organisation, Role, Vacancy

T = TypeVar("T")

_ALMOST_YAML: Final = re.compile(r"(?P<name>[^.].*)(?P<ending>\.ya?ml(\.\w+|~)?)", re.IGNORECASE)
_FILE_NAME: Final = re.compile(r"[A-Za-z0-9]+([-_][A-Za-z0-9]+)*")
_VACANCY_FOLDERS: Final = ("vacancies", "examples/vacancies")


class NoWorkspace(Exception):  # noqa: N818 - the caller says what the error is
    """No folder from here upward holds families/organisation.yaml."""


def find_root(start: Path) -> Path:
    """Return the nearest folder, from `start` upward, that is a workspace; raise `NoWorkspace`."""
    for folder in (start, *start.parents):
        if (folder / "families" / "organisation.yaml").is_file():
            return folder
    raise NoWorkspace(str(start))


class Library:
    """The files of one workspace, each read once, when it is first asked for.

    What is wrong with a file is raised as `InvalidInput` each time that it is asked for, so that
    every job that needs the file fails while the others go on.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._families = root / "families"
        self._read: dict[Path, object] = {}

    # --- one file ---------------------------------------------------------------------------------

    def _load(self, path: Path, layer: str, shape: Record[T]) -> T:
        known = self._read.get(path)
        if known is None:
            try:
                known = _load(path, layer, shape)
            except InvalidInput as invalid:
                known = invalid
            self._read[path] = known
        if isinstance(known, InvalidInput):
            raise known
        return known  # type: ignore[return-value] # it was made by this shape

    @cached_property
    def organisation_path(self) -> Path:
        """Return the file of the organisation's own layer."""
        return self._families / "organisation.yaml"

    def organisation(self) -> Organisation:
        """Return the organisation."""
        return self._load(self.organisation_path, "organisation", ORGANISATION)

    def family(self, key: str) -> Family:
        """Return a family by its folder's name."""
        return self._load(self.family_path(key), "family", FAMILY)._replace(id=key)

    def level(self, family: str, key: str) -> Level:
        """Return a level by its family and its file's name."""
        level = self._load(self.level_path(family, key), "level", LEVEL)
        if not level.code:  # a level without a code of its own is called by its file's name
            code = Passage(key, level.layer.source)
            layer = level.layer._replace(facts={**level.layer.facts, "level.code": code})
            level = level._replace(code=key, layer=layer)
        return level._replace(id=key, family=family)

    def role(self, path: Path) -> Role:
        """Return the role that a file describes; its id is the file's name."""
        return self._load(path, "role", ROLE)._replace(id=path.stem)

    def vacancy(self, path: Path) -> Vacancy:
        """Return the vacancy that a file describes; its id is the file's name."""
        if self.parts(path)[:1] in {("families",), ("templates",)}:
            raise _invalid(
                Location(shown(path)),
                "this file is no vacancy",
                "make a vacancy that names it, in vacancies/; jdgen show prints it as it is",
                "no-vacancy",
            )
        vacancy = self._load(path, "vacancy", VACANCY)._replace(id=path.stem)
        if not _FILE_NAME.fullmatch(vacancy.id):
            raise _invalid(
                Location(shown(path)),
                f"the file's name \"{vacancy.id}\" can't name a folder of documents",
                "rename it with letters, digits and single hyphens or underscores",
                "bad-file-name",
            )
        return vacancy

    def layout(self, name: str) -> Layout:
        """Return a layout by its folder's name."""
        path = self.layout_path(name)
        return self._load(path, "layout", LAYOUT)._replace(name=name, folder=path.parent)

    # --- what there is ----------------------------------------------------------------------------

    def layout_path(self, name: str) -> Path:
        """Return where a layout's file stands."""
        return self.root / "templates" / name / "layout.yaml"

    def parts(self, path: Path) -> tuple[str, ...]:
        """Return the folders and the name of a file of the workspace; empty for any other file."""
        for place, root in (
            (os.path.abspath(path), os.path.abspath(self.root)),  # noqa: PTH100 - links stay links
            (os.path.realpath(path), os.path.realpath(self.root)),
        ):
            if place.startswith(root.rstrip(os.sep) + os.sep):
                return Path(os.path.relpath(place, root)).parts
        return ()

    def family_path(self, key: str) -> Path:
        """Return where a family's own file stands."""
        return self._families / key / "family.yaml"

    def level_path(self, family: str, key: str) -> Path:
        """Return where a level's file stands."""
        return self._families / family / "levels" / f"{key}.yaml"

    def families(self) -> list[str]:
        """Return the ids of all families."""
        return sorted(path.parent.name for path in self._families.glob("*/family.yaml"))

    def levels(self, family: str) -> list[str]:
        """Return the ids of a family's levels, by name."""
        return sorted(path.stem for path in (self._families / family / "levels").glob("[!.]*.yaml"))

    def roles(self) -> list[Path]:
        """Return the files of all roles."""
        return sorted(self._families.glob("*/roles/[!.]*.yaml"))

    def vacancies(self) -> list[Path]:
        """Return the workspace's vacancies: those of `vacancies/` and `examples/vacancies/`."""
        return sorted(
            path
            for folder in _VACANCY_FOLDERS
            for path in (self.root / folder).rglob("*.y*ml")
            if path.suffix in {".yaml", ".yml"} and not _is_hidden(path, self.root)
        )

    def layouts(self) -> list[str]:
        """Return the ids of all layouts."""
        return sorted(path.parent.name for path in self.root.glob("templates/*/layout.yaml"))

    def strays(self) -> Iterator[Problem]:
        """Go through the files and folders that aren't read, because of their names or places."""
        read = {self.organisation_path, *self.roles(), *self.vacancies()}
        for family in self.families():
            read.add(self.family_path(family))
            read |= {self.level_path(family, key) for key in self.levels(family)}
        folders = (self._families, *(self.root / folder for folder in _VACANCY_FOLDERS))
        for path in sorted(path for folder in folders for path in folder.rglob("*")):
            found = _ALMOST_YAML.fullmatch(path.name)
            if found is None or path in read or _is_hidden(path, self.root):
                continue
            message = f"this file is not read: its name ends in {found['ending']}"
            hint = f"rename it {found['name']}.yaml"
            if path.suffix == ".yaml":
                message = "this file is not read: no file of this folder is"
                hint = "levels go in families/<family>/levels/, roles in families/<family>/roles/"
            yield Problem(Location(shown(path)), message, hint, "file-not-read")
        for folder in sorted(path for path in self._families.glob("*/") if path.is_dir()):
            if not (folder / "family.yaml").is_file() and any(folder.rglob("*.y*ml")):
                yield Problem(
                    Location(shown(folder / "family.yaml")),
                    "there is no such file, so this folder is not read as a family",
                    "add it, with a title and a description",
                    "file-not-read",
                )

    # --- what a file names in another -------------------------------------------------------------

    def lineage_of_level(self, family: str, key: str, grade: str | None = None) -> Lineage:
        """Return what a level's own profile inherits; with a grade, that of its band."""
        problems = Gathering()
        organisation = problems.catch(self.organisation)
        found = problems.catch(lambda: self.family(family))
        level = problems.catch(lambda: self.level(family, key))
        problems.raise_any()
        if not (organisation and found and level):
            raise AssertionError("each is there, or its problems were raised")
        chosen = next((passage for passage in level.grades if passage.text == grade), None)
        if chosen is None and len(level.grades) == 1:
            chosen = level.grades[0]
        return Lineage(organisation, found, level, _grade(organisation, chosen) if chosen else None)

    def lineage_of_role(self, path: Path, grade: Passage | None = None) -> Lineage:
        """Return what a role inherits, at one of its level's grades where it names none."""
        problems = Gathering()
        problems.catch(self.organisation)
        role = problems.catch(lambda: self.role(path))
        if role is None:
            self._follow(path, "role", problems)
        placing = role.placing if role else None
        if placing and grade and not placing.grade:
            placing = placing._replace(grade=grade)
        lineage = problems.catch(lambda: self._placed(placing)) if placing else None
        problems.raise_any()
        if lineage is None:
            raise AssertionError("it is there, or its problems were raised")
        return lineage._replace(role=role)

    def lineage_of_vacancy(self, path: Path) -> Lineage:
        """Return what a vacancy inherits, through its role where it has one."""
        problems = Gathering()
        problems.catch(self.organisation)
        vacancy = problems.catch(lambda: self.vacancy(path))
        if vacancy is None:
            self._follow(path, "vacancy", problems)
        role: Role | None = None
        placing = vacancy.placing if vacancy else None
        if vacancy and (named := vacancy.role):
            role = problems.catch(lambda: self.role(self._role_path(named)))
            placing = role.placing if role else None
            if placing and vacancy.grade:
                placing = placing._replace(grade=vacancy.grade)
        lineage = problems.catch(lambda: self._placed(placing)) if placing else None
        problems.raise_any()
        if lineage is None:
            raise AssertionError("it is there, or its problems were raised")
        grade = lineage.grade
        if grade and vacancy:
            again = Passage(grade.id, lineage.level.layer.source)
            grade = _grade(lineage.organisation, again, vacancy.closing)
        return lineage._replace(role=role, vacancy=vacancy, grade=grade)

    def _follow(self, path: Path, layer: str, problems: Gathering) -> None:
        """Find what is wrong with what a file names, where the file itself is wrong elsewhere."""
        try:
            node, _ = read(path.read_bytes(), shown(path))
        except OSError:
            return
        context = Context(shown(path), layer)
        named = {
            str(key): context.passage(value)
            for key, value in (node or {}).items()
            if isinstance(value, Text) and value.strip()
        }
        if layer == "vacancy" and "role" in named:
            problems.catch(lambda: self.role(self._role_path(named["role"])))
        elif "family" in named and "level" in named:
            placing = Placing(named["family"], named["level"], named.get("grade"))
            find = self._placed if placing.grade else self._level_of
            problems.catch(lambda: find(placing))

    def _role_path(self, named: Passage) -> Path:
        by_id: dict[str, list[Path]] = {}
        for path in self.roles():
            by_id.setdefault(path.stem, []).append(path)
            by_id[f"{path.parent.parent.name}/{path.stem}"] = [path]
        paths = by_id.get(named.text, [])
        if len(paths) > 1:
            places = " and ".join(shown(path) for path in paths)
            places_named = " or ".join(f"{path.parent.parent.name}/{path.stem}" for path in paths)
            raise _invalid(
                location(named.source),
                f'two files say the role "{named.text}": {places}',
                f"write {places_named}",
                "duplicate-role",
            )
        if not paths:
            raise _invalid(
                location(named.source),
                f'unknown role "{named.text}"',
                suggest(named.text, [key for key in by_id if "/" not in key], what="the roles are"),
                "unknown-role",
            )
        return paths[0]

    def _level_of(self, placing: Placing) -> Lineage:
        family, level = placing.family, placing.level
        _expect(family, self.families(), "family", "the families are")
        if level.text not in self.levels(family.text):
            _expect(level, self.by_rank(family.text), "level", "this family has")
        return self.lineage_of_level(family.text, level.text)

    def _placed(self, placing: Placing) -> Lineage:
        level, grade = placing.level, placing.grade
        lineage = self._level_of(placing)
        grades = {passage.text: passage for passage in lineage.level.grades}
        if grade:
            _expect(grade, grades, "grade", f"{level.text} has")
            chosen = grades[grade.text]
        elif len(grades) > 1:
            names = " or ".join(f'"{name}"' for name in grades)
            raise _invalid(
                location(level.source),
                f"{level.text} spans the grades {', '.join(grades)}, and none is named",
                f"add grade: {names}",
                "missing-grade",
            )
        else:
            [chosen] = grades.values()
        return lineage._replace(grade=_grade(lineage.organisation, chosen))

    def by_rank(self, family: str) -> list[str]:
        """Return the ids of a family's levels in order of rank, those that can't be read last."""

        def rank(key: str) -> tuple[bool, int, str]:
            try:
                return False, self.level(family, key).rank, key
            except InvalidInput:
                return True, 0, key

        return sorted(self.levels(family), key=rank)


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _load(path: Path, layer: str, shape: Record[T]) -> T:
    file = shown(path)
    try:
        with path.open("rb") as opened:
            raw = opened.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise _invalid(
            Location(file),
            f"the file can't be read: {error.strerror}",
            "check its name and who may read it",
            "unreadable-file",
        ) from None
    node, problems = read(raw, file)
    context = Context(file, layer, problems)
    value = shape.read(node, path.name, context) if node is not None else None
    if context.problems or value is None:
        raise InvalidInput(context.problems)
    return value


def _expect(named: Passage, known: Iterable[str], what: str, listed: str) -> None:
    names = list(known)
    if named.text in names:
        return
    hint = suggest(named.text, names, what=listed)
    if names and what in {"grade", "level"}:  # one digit is a step of pay: nothing to be guessed
        hint = f"{listed} {', '.join(names)}"
    raise _invalid(
        location(named.source), f'unknown {what} "{named.text}"', hint, f"unknown-{what}"
    )


def _grade(organisation: Organisation, named: Passage, on: date | None = None) -> Grade:
    """Return the grade as the latest pay table has it, or the latest in force on a date.

    Without pay tables its pay is nothing.
    """
    if not organisation.pay:
        return Grade(named.text, f"Grade {named.text}", 0, 0, named.source)
    in_force = [table for table in organisation.pay if on is None or table.effective <= on]
    grades = (in_force or organisation.pay)[-1 if in_force else 0].grades
    _expect(named, grades, "grade", "the pay table has the grades")
    return grades[named.text]


def _invalid(place: Location, message: str, hint: str, rule: str) -> InvalidInput:
    return InvalidInput([Problem(place, message, hint, rule)])
