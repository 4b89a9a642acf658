"""Where the files of a workspace stand, and which there are; reads none of them."""

from __future__ import annotations

import contextlib
import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen import disk
from jdgen.problems import InvalidInput, Location, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALMOST_YAML: Final = re.compile(r"(?P<name>[^.].*)(?P<ending>\.ya?ml(\.\w+|~)?)", re.IGNORECASE)
_YAML_NAME: Final = re.compile(r"\.y.*ml$")
_DATED: Final = re.compile(r"(?P<key>.+)\.(?P<day>\d{4}-\d{2}-\d{2})")
_BADLY_DATED: Final = re.compile(
    r"(?P<key>.+)\.(?P<day>\d{4}[-_]\d{1,2}([-_]\d{1,2})?|\d{1,2}[-_]\d{1,2}[-_]\d{4}|\d{8})"
)
_VACANCY_FOLDERS: Final = ("vacancies", "examples/vacancies")
_FOLDERS: Final = ("families", "templates", "vacancies", "examples")


class NoWorkspace(Exception):  # noqa: N818 - the caller says what the error is
    """No folder from here upward holds families/organisation.yaml."""


def find_root(start: Path) -> Path:
    """Return the nearest folder, from `start` upward, that is a workspace; raise `NoWorkspace`."""
    for folder in (start, *start.parents):
        if disk.is_file(folder / "families" / "organisation.yaml"):
            return folder
    raise NoWorkspace(str(start))


def link_out(root: Path, path: Path) -> Path | None:
    """Return the link that leads out of a workspace on the way to a file in its folders, if any.

    A file elsewhere was named by whoever runs the command, and is theirs to choose.
    """
    top = os.path.abspath(root).rstrip(os.sep)  # noqa: PTH100 - links stay links
    place = os.path.abspath(path)  # noqa: PTH100
    parts = Path(place[len(top) + 1 :]).parts if place.startswith(top + os.sep) else ()
    if not parts or parts[0] not in _FOLDERS:
        return None
    for part in parts:
        top = f"{top}{os.sep}{part}"
        if os.path.islink(top):  # noqa: PTH114 - of each file that is read
            inside = os.path.realpath(root).rstrip(os.sep) + os.sep
            if not f"{os.path.realpath(top)}{os.sep}".startswith(inside):
                return Path(top)
    return None


def _held(folder: Path, root: Path) -> dict[str, bool]:
    """Return what a folder of a workspace holds; raise `InvalidInput` where it can't be read."""
    if link := link_out(root, folder):
        raise InvalidInput([leads_out(link)])
    try:
        return disk.inside(folder)
    except OSError as error:
        message = f"the folder can't be read: {error.strerror}"
        hint = "check who may read it, and that it is a folder"
        problem = Problem(Location(shown(folder)), message, hint, "unreadable-folder")
        raise InvalidInput([problem]) from None


def leads_out(link: Path) -> Problem:
    """Say that a link leads out of the workspace."""
    return Problem(
        Location(shown(link)),
        "this link leads out of the workspace, and only what is inside is read",
        "put what it leads to in its place",
        "link-outside",
    )


class Workspace:
    """The files of one workspace, by what they say.

    A folder that can't be read is raised as `InvalidInput`; where `passed_over` is a list, it is
    noted there instead, and what lies beside it is found all the same.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.passed_over: list[Problem] | None = None
        self._families = root / "families"
        self._levels: dict[str, dict[str, list[tuple[date, Path]]]] = {}
        self._held: dict[Path, dict[str, bool]] = {}

    @property
    def organisation_path(self) -> Path:
        """Return the file of the organisation's own layer."""
        return self._families / "organisation.yaml"

    def family_path(self, key: str) -> Path:
        """Return where a family's own file stands."""
        return self._families / key / "family.yaml"

    def level_path(self, family: str, key: str, on: date | None = None) -> Path:
        """Return the file of a level's version in force on a day, or of its latest.

        A version from a day on is in a file with the day in its name: PRO9.2027-04-01.yaml. On a
        day before all of them this is the earliest.
        """
        versions = self.level_files(family).get(key)
        if not versions:
            return self._families / family / "levels" / f"{key}.yaml"
        started = [path for day, path in versions if on is None or day <= on]
        return started[-1] if started else versions[0][1]

    def level_files(self, family: str) -> dict[str, list[tuple[date, Path]]]:
        """Return the files of a family's levels by id, the earliest version first."""
        if family not in self._levels:
            if Path(family).name != family:  # it would lead elsewhere
                return {}
            found: dict[str, list[tuple[date, Path]]] = {}
            for path in self._files(self._families / family / "levels"):
                if bad_day(path):
                    continue
                key, day = _key_and_day(path.stem)
                found.setdefault(key, []).append((day, path))
            for versions in found.values():
                versions.sort()
            self._levels[family] = found
        return self._levels[family]

    def first_day(self, family: str, key: str) -> date:
        """Return the day from which a level's first version is in force."""
        versions = self.level_files(family).get(key)
        return versions[0][0] if versions else date.min

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

    def families(self) -> list[str]:
        """Return the ids of all families."""
        return self._holding(self._families, "family.yaml")

    def levels(self, family: str) -> list[str]:
        """Return the ids of a family's levels, by name."""
        return sorted(self.level_files(family))

    def roles(self) -> list[Path]:
        """Return the files of all roles."""
        families = self._folders(self._families)
        return [path for family in families for path in self._files(family / "roles")]

    def vacancies(self) -> list[Path]:
        """Return the workspace's vacancies: those of `vacancies/` and `examples/vacancies/`."""
        return sorted(
            path
            for folder in _VACANCY_FOLDERS
            for path in self._below(self.root / folder)
            if path.suffix in {".yaml", ".yml"} and not _is_hidden(path, self.root)
        )

    def layouts(self) -> list[str]:
        """Return the ids of all layouts."""
        return self._holding(self.root / "templates", "layout.yaml")

    def _inside(self, folder: Path) -> dict[str, bool]:
        """Return what a folder holds by name, and whether each is a folder itself.

        It is looked at once, however often it is asked for.
        """
        if folder not in self._held:
            try:
                self._held[folder] = _held(folder, self.root)
            except InvalidInput as invalid:
                if self.passed_over is None:
                    raise
                self.passed_over += invalid.problems
                return {}
        return self._held[folder]

    def _folders(self, folder: Path) -> list[Path]:
        """Return the folders in a folder."""
        return [folder / name for name, is_folder in self._inside(folder).items() if is_folder]

    def _files(self, folder: Path) -> list[Path]:
        """Return the YAML files of a folder."""
        names = self._inside(folder)
        return [folder / name for name in names if name.endswith(".yaml") and name[0] != "."]

    def _holding(self, folder: Path, file: str) -> list[str]:
        """Return the names of the folders in a folder that hold a file of a name."""
        return [each.name for each in self._folders(folder) if file in self._inside(each)]

    def _below(self, folder: Path) -> Iterator[Path]:
        """Go through all that lies below a folder; links are not followed."""
        unread = [folder]
        while unread:
            here = unread.pop()
            for name, is_folder in self._inside(here).items():
                yield here / name
                if is_folder and not (here / name).is_symlink():
                    unread.append(here / name)

    def strays(self) -> Iterator[Problem]:
        """Go through the files and folders that aren't read, because of their names or places."""
        read = {self.organisation_path, *self.roles(), *self.vacancies()}
        read |= {self.layout_path(name) for name in self.layouts()}
        for family in self.families():
            read.add(self.family_path(family))
            read |= {path for versions in self.level_files(family).values() for _, path in versions}
        templates = self.root / "templates"
        folders = (self._families, templates, *(self.root / name for name in _VACANCY_FOLDERS))
        for path in sorted(path for folder in folders for path in self._below(folder)):
            if path.is_symlink() and (link := link_out(self.root, path)):
                yield leads_out(link)
                continue
            found = _ALMOST_YAML.fullmatch(path.name)
            if found is None or path in read or _is_hidden(path, self.root):
                continue
            message = f"this file is not read: its name ends in {found['ending']}"
            hint = f"rename it {found['name']}.yaml"
            if path.parent.name == "levels" and (day := bad_day(path)):
                message = f'this file is not read: "{day}" in its name is no date'
                key = path.stem.removesuffix(f".{day}")
                hint = f"rename it with year, month and day, such as {key}.2027-04-01.yaml"
            elif path.suffix == ".yaml":
                message = "this file is not read: no file of this folder is"
                hint = "levels go in families/<family>/levels/, roles in families/<family>/roles/"
                if path.is_relative_to(templates):
                    hint = "a layout is templates/<layout>/layout.yaml"
            yield Problem(Location(shown(path)), message, hint, "file-not-read")
        yield from self._without_layouts(templates)
        known = self.families()
        for folder in self._folders(self._families):
            holds_any = any(_YAML_NAME.search(path.name) for path in self._below(folder))
            if holds_any and folder.name not in known:
                yield Problem(
                    Location(shown(folder / "family.yaml")),
                    "there is no such file, so this folder is not read as a family",
                    "add it, with a title and a description",
                    "file-not-read",
                )

    def _without_layouts(self, templates: Path) -> Iterator[Problem]:
        """Go through the folders that hold what a layout has, and no layout."""
        for folder in self._folders(templates):
            names = () if folder.name.startswith(".") else self._inside(folder)
            has_layout = any(name.partition(".")[0] == "layout" for name in names)
            is_one = "document.md.j2" in names or any(name.endswith(".docx") for name in names)
            if is_one and not has_layout:
                message = "this folder is not read as a layout: it holds no layout.yaml"
                hint = "add one, with a title, and extends: or documents:"
                yield Problem(Location(shown(folder)), message, hint, "file-not-read")


def _key_and_day(stem: str) -> tuple[str, date]:
    """Return a level's id, and the day from which this version of it is in force."""
    if found := _DATED.fullmatch(stem):
        with contextlib.suppress(ValueError):
            day = date.fromisoformat(found["day"])
            if day > date.min:  # which is that of a level's first version, and of nothing else
                return found["key"], day
    return stem, date.min


def bad_day(path: Path) -> str | None:
    """Return what stands in the place of the date in a level's file name, and is none."""
    found = _BADLY_DATED.fullmatch(path.stem)
    is_dated = found is None or _key_and_day(path.stem)[0] == found["key"]
    return None if is_dated or found is None else found["day"]


def level_of(path: Path) -> str:
    """Return the id of the level that a file says."""
    return _key_and_day(path.stem)[0]


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)
