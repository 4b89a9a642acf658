"""Where the files of a workspace stand, what they are called, and which there are; reads none."""

from __future__ import annotations

import contextlib
import os
import re
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen.names import (
    composed,
    fault,
    folded,
    is_plain,
    is_unicode,
    original,
    split_ending,
    spoken,
    suggestion,
)
from jdgen.problems import Naming, Problem, Problems
from jdgen.reading import disk

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALMOST_YAML: Final = re.compile(r"(?P<name>[^.].*)(?P<ending>\.ya?ml(\.\w+|~)?)", re.IGNORECASE)
_DATED: Final = re.compile(r"(?P<key>.+)\.(?P<day>\d{4}-\d{2}-\d{2})")
_BADLY_DATED: Final = re.compile(
    r"(?P<key>.+)\.(?P<day>\d{4}[-_]\d{1,2}([-_]\d{1,2})?|\d{1,2}[-_]\d{1,2}[-_]\d{4}|\d{8})"
)
_VACANCY_FOLDERS: Final = ("vacancies", "examples/vacancies")
_FOLDERS: Final = ("families", "templates", "vacancies", "examples")
HOUSE_STYLES: Final = "house-styles"
"""The folder of `templates/` whose Word files any layout can name for its look."""
_SOURCES: Final = ("families", "templates", *_VACANCY_FOLDERS)
"""The folders of a workspace that are read."""


class NoWorkspace(Exception):
    """No folder from here upward holds families/organisation.yaml."""


def find_root(start: Path) -> Path:
    """Return the nearest folder, from `start` upward, that is a workspace; raise `NoWorkspace`."""
    for folder in (start, *start.parents):
        if is_workspace(folder):
            return folder
    raise NoWorkspace(str(start))


def link_out(root: Path, path: Path) -> Path | None:
    """Return the link that leads out of a workspace on the way to a file in its folders, if any.

    A file elsewhere was named by whoever runs the command, and is theirs to choose.
    """
    top = disk.absolute(root).rstrip(os.sep)
    place = disk.absolute(path)
    parts = Path(place[len(top) + 1 :]).parts if place.startswith(top + os.sep) else ()
    if not parts or parts[0] not in _FOLDERS:
        return None
    for part in parts:
        top = f"{top}{os.sep}{part}"
        if disk.is_link(top):
            inside = os.path.realpath(root).rstrip(os.sep) + os.sep
            if not f"{os.path.realpath(top)}{os.sep}".startswith(inside):
                return Path(top)
    return None


def refuse_link(link: Path, naming: Naming, problems: Problems) -> None:
    """Refuse a link that leads out of the workspace."""
    problems.refuse(
        naming.place(link),
        "this link leads out of the workspace, and only what is inside is read",
        "put what it leads to in its place",
        "link-outside",
    )


def is_workspace(folder: Path) -> bool:
    """Return whether a folder is a workspace."""
    return disk.is_file(folder / "families" / "organisation.yaml")


def read_folder(path: Path, root: Path | None = None) -> Path | None:
    """Return the folder, read by a workspace, that a path is or lies in; None where it is in none.

    Links and `..` are followed, capitals make no difference, and any workspace counts, not only
    that of `root`, whose folders may themselves be links. git's own folder is one of them.
    """
    real = Path(os.path.realpath(path))
    for place in dict.fromkeys((Path(disk.absolute(path)), real)):
        for folder in (place, *place.parents):
            if folder.name.casefold() == ".git":
                return folder
            for name in _SOURCES:
                parts = Path(name).parts
                around = folder.parents[len(parts) - 1 : len(parts)]
                ending = "/".join(folder.parts[-len(parts) :])
                if ending.casefold() == name and around and is_workspace(around[0]):
                    return folder
    for name in _SOURCES if root else ():
        folder = Path(os.path.realpath(root / name))  # type: ignore[operator]
        if real.is_relative_to(folder):
            return folder
    return None


class Workspace:
    """The files of one workspace, by what they say.

    Messages name them by their paths from the current folder or, where the workspace is `called`
    something, as one at a revision is, by that and their paths in it. A folder that can't be read
    is raised as `InvalidInput`; where `passed_over` is a list, it is noted there instead, and what
    lies beside it is found all the same. `names_are_right` where they are known to be.
    """

    def __init__(self, root: Path, called: str = "") -> None:
        self.root = root
        self.passed_over: Problems | None = None
        self.names_are_right = False
        self.naming = Naming(root, called)
        self._families = root / "families"
        self._levels: dict[str, dict[str, list[tuple[date, Path]]]] = {}
        self._held: dict[Path, dict[str, bool]] = {}
        self._alike: dict[Path, dict[str, list[Problem]]] = {}

    @property
    def organisation_path(self) -> Path:
        """Return the file of the organisation's own layer."""
        return self._families / "organisation.yaml"

    def family_path(self, key: str) -> Path:
        """Return where a family's own file stands."""
        return self._family_files.get(key) or self._families / key / "family.yaml"

    def level_path(self, family: str, key: str, on: date | None = None) -> Path:
        """Return the file of a level's version in force on a day, or of its latest.

        A version from a day on is in a file with the day in its name: PRO9.2027-04-01.yaml. On a
        day before all of them this is the earliest.
        """
        versions = self.level_files(family).get(key)
        if not versions:
            return self.family_path(family).parent / "levels" / f"{key}.yaml"
        started = [path for day, path in versions if on is None or day <= on]
        return started[-1] if started else versions[0][1]

    def level_files(self, family: str) -> dict[str, list[tuple[date, Path]]]:
        """Return the files of a family's levels by id, the earliest version first."""
        if family not in self._levels:
            if Path(family).name != family:  # it would lead elsewhere
                return {}
            by_level: dict[str, list[tuple[date, Path]]] = {}
            for path in self._files(self.family_path(family).parent / "levels"):
                if bad_day(path):
                    continue
                key, day = _key_and_day(composed(path.stem))
                versions = by_level.setdefault(key, [])
                if day not in dict(versions):  # nor of two names that are one
                    versions.append((day, path))
            for versions in by_level.values():
                versions.sort()
            self._levels[family] = by_level
        return self._levels[family]

    def first_day(self, family: str, key: str) -> date:
        """Return the day from which a level's first version is in force."""
        versions = self.level_files(family).get(key)
        return versions[0][0] if versions else date.min

    def layout_path(self, name: str) -> Path:
        """Return where a layout's file stands."""
        return self._layout_files.get(name) or self.root / "templates" / name / "layout.yaml"

    def parts(self, path: Path) -> tuple[str, ...]:
        """Return the folders and the name of a file of the workspace; empty for any other file."""
        for absolute in (disk.absolute, os.path.realpath):  # links stay links, if they can
            place, root = absolute(path), absolute(self.root).rstrip(os.sep) + os.sep
            if place.startswith(root):
                return Path(place[len(root) :]).parts
        return ()

    def families(self) -> list[str]:
        """Return the ids of all families."""
        return sorted(self._family_files)

    @cached_property
    def _family_files(self) -> dict[str, Path]:
        return self._holding(self._families, "family.yaml")

    def levels(self, family: str) -> list[str]:
        """Return the ids of a family's levels, by name."""
        return sorted(self.level_files(family))

    def roles(self) -> list[Path]:
        """Return the files of all roles."""
        return [folder / name for folder, name in self.role_names()]

    def role_names(self) -> Iterator[tuple[Path, str]]:
        """Yield the folder and the name of the file of each role."""
        for family in self._folders(self._families):
            folder = family / "roles"
            yield from ((folder, name) for name in self._names_in(folder))

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
        return sorted(self._layout_files)

    @cached_property
    def _layout_files(self) -> dict[str, Path]:
        return self._holding(self.root / "templates", "layout.yaml")

    def house_styles(self) -> dict[str, Path]:
        """Return the Word files that layouts and documents can name for their look, by name."""
        folder = self.root / "templates" / HOUSE_STYLES
        return {
            composed(path.stem): path
            for path in (folder / name for name in self._inside(folder))
            if path.suffix.lower() == ".docx" and not path.name.startswith((".", "~$"))
        }

    def _holding(self, folder: Path, file: str) -> dict[str, Path]:
        """Return the files of a name in a folder's folders, by these; the first of two alike."""
        files: dict[str, Path] = {}
        for subfolder in self._folders(folder):
            if file in self._inside(subfolder):
                files.setdefault(composed(subfolder.name), subfolder / file)
        return files

    # --- what there is ----------------------------------------------------------------------------

    def _inside(self, folder: Path) -> dict[str, bool]:
        """Return what a folder holds by name, and whether each is a folder itself.

        It is looked at once, however often it is asked for.
        """
        if folder not in self._held:
            problems = Problems()
            held = self._look_into(folder, problems)
            if self.passed_over is None:
                problems.raise_any()
            else:
                self.passed_over += problems
            self._held[folder] = held
        return self._held[folder]

    def _look_into(self, folder: Path, problems: Problems) -> dict[str, bool]:
        if link := link_out(self.root, folder):
            refuse_link(link, self.naming, problems)
            return {}
        try:
            return disk.inside(folder)
        except OSError as error:
            message = f"the folder can't be read: {error.strerror}"
            hint = "check who may read it, and that it is a folder"
            problems.refuse(self.naming.place(folder), message, hint, "unreadable-folder")
            return {}

    def _folders(self, folder: Path) -> list[Path]:
        """Return the folders in a folder."""
        return [folder / name for name, is_folder in self._inside(folder).items() if is_folder]

    def _files(self, folder: Path) -> list[Path]:
        """Return the YAML files of a folder."""
        return [folder / name for name in self._names_in(folder)]

    def _names_in(self, folder: Path) -> list[str]:
        """Return the names of the YAML files of a folder."""
        names = self._inside(folder)
        return [name for name in names if name.endswith(".yaml") and name[0] != "."]

    def _below(self, folder: Path) -> Iterator[Path]:
        """Yield all that lies below a folder; links are not followed."""
        unread = [folder]
        while unread:
            here = unread.pop()
            for name, is_folder in self._inside(here).items():
                yield here / name
                if is_folder and not (here / name).is_symlink():
                    unread.append(here / name)

    # --- names ------------------------------------------------------------------------------------

    def check_names(self, path: Path, problems: Problems, *, is_vacancy: bool = False) -> None:
        """Refuse what is wrong with the names of a file and of the workspace's folders around it.

        That is a name that some system can't have, one that some take for that of a file beside it,
        and one that marks a copy of a file beside it: nobody knows which of the two counts.
        """
        folder = self.root
        inside = () if self.names_are_right else self.parts(path)
        for part in inside[:-1]:
            problems += self._beside(folder).get(part, ())
            folder /= part
            self._check_name(folder, problems, is_folder=True)
        if inside:
            problems += self._beside(folder).get(inside[-1], ())
            path = folder / inside[-1]
        if is_vacancy and is_unicode(path.stem) and not is_plain(path.stem):
            message = f"the file's name \"{spoken(path.stem)}\" can't name a folder of documents"
            hint = "rename it with letters, digits and single hyphens or underscores"
            problems.refuse(self.naming.place(path), message, hint, "bad-file-name")
        else:
            self._check_name(path, problems)

    def check_names_in(self, folder: Path, problems: Problems) -> None:
        """Refuse what is wrong with the names of a layout's templates and house styles."""
        for path in sorted(self._below(folder)):
            if path.suffix in {".j2", ".docx"} and not path.name.startswith((".", "~$")):
                problems += self._beside(path.parent).get(path.name, ())
                self._check_name(path, problems)

    def _beside(self, folder: Path) -> dict[str, list[Problem]]:
        """Return what is wrong with the names of a folder's files beside each other, by name."""
        if folder not in self._alike:
            self._alike[folder] = self._alike_in(folder)
        return self._alike[folder]

    def _check_name(self, path: Path, problems: Problems, *, is_folder: bool = False) -> None:
        """Refuse what keeps a file or folder from having its name on every system."""
        stem, ending = (path.name, "") if is_folder else split_ending(path.name)
        if wrong := fault(stem):
            what = "folder" if is_folder else "file"
            name = f"{suggestion(stem)}{ending}"
            message = f'the {what}\'s name "{spoken(stem)}" {wrong}'
            hint = f"rename the {what} {name}, and write that wherever it is named"
            problems.refuse(self.naming.place(path), message, hint, "bad-file-name")

    def _alike_in(self, folder: Path) -> dict[str, list[Problem]]:
        """Return what is wrong with names in a folder that stand for one file, by each of them."""
        problems: dict[str, list[Problem]] = {}
        first: dict[tuple[bool, str], tuple[str, str]] = {}
        try:
            names = sorted(path.name for path in folder.iterdir())
        except OSError:  # whoever reads a file of it is told
            names = []

        def refuse(name: str, other: str, message: str, hint: str, rule: str) -> None:
            problem = Problem(self.naming.place(folder / name), message, hint, rule)
            for path in (name, other):
                problems.setdefault(path, []).append(problem)

        for name in names:
            stem, ending = split_ending(name)
            level = level_of(Path(name)) if folder.name == "levels" and ending else name
            for is_level, wanted in ((False, name), (True, composed(level))):
                other, there = first.setdefault((is_level, folded(wanted)), (name, wanted))
                if wanted == there or name in problems:
                    continue
                how = "in how its accents are stored" if composed(wanted) == composed(there) else ""
                refuse(
                    name,
                    other,
                    f'"{spoken(wanted)}" differs from "{spoken(there)}" beside it only'
                    f" {how or 'by capitals'}, and some systems take the two for one",
                    f"delete one of them, or rename it, such as {suggestion(stem)}-2{ending}",
                    "same-name",
                )
        for name in names:
            of = None if name.startswith((".", "~$")) else original(name)
            other, _ = first.get((False, folded(of)), ("", "")) if of else ("", "")
            if other and other != name:
                refuse(
                    name,
                    other,
                    f'"{spoken(name)}" looks like a copy of "{spoken(other)}" beside it',
                    f"keep one of the two: write into {spoken(other)} what is right, and delete"
                    " this; or rename it, if it is something else",
                    "conflict-copy",
                )
        return problems

    # --- what is passed over ----------------------------------------------------------------------

    def almost_read(self, name: str) -> Path | None:
        """Return a file that is meant to be called by a name, and is not read: porter.yaml.txt."""
        for folder in (*_VACANCY_FOLDERS, "families"):
            for path in self._below(self.root / folder):
                match = _ALMOST_YAML.fullmatch(path.name)
                if match and composed(match["name"]) == name and match["ending"] != ".yaml":
                    return path
        return None

    def refuse_strays(self, problems: Problems) -> None:
        """Refuse the files and folders that aren't read, because of their names or places."""
        read = {self.organisation_path, *self.roles(), *self.vacancies()}
        read |= {self.layout_path(name) for name in self.layouts()}
        for family in self.families():
            read.add(self.family_path(family))
            read |= {path for versions in self.level_files(family).values() for _, path in versions}
        templates = self.root / "templates"
        folders = (self._families, templates, *(self.root / name for name in _VACANCY_FOLDERS))
        for path in sorted(path for folder in folders for path in self._below(folder)):
            if path.is_symlink() and (link := link_out(self.root, path)):
                refuse_link(link, self.naming, problems)
                continue
            match = _ALMOST_YAML.fullmatch(path.name)
            if match is None or path in read or _is_hidden(path, self.root):
                continue
            if path.name in self._beside(path.parent):  # it is a copy, say
                problems += self._beside(path.parent)[path.name]
                continue
            message, hint = _why_not_read(path, match, is_template=path.is_relative_to(templates))
            problems.refuse(self.naming.place(path), message, hint, "file-not-read")
        self._refuse_without_layouts(templates, problems)
        families = self.families()
        for folder in self._folders(self._families):
            holds_any = any(_ALMOST_YAML.fullmatch(path.name) for path in self._below(folder))
            if holds_any and composed(folder.name) not in families:
                problems.refuse(
                    self.naming.place(folder / "family.yaml"),
                    "there is no such file, so this folder is not read as a family",
                    "add it, with a title and a description",
                    "file-not-read",
                )

    def _refuse_without_layouts(self, templates: Path, problems: Problems) -> None:
        """Refuse the folders that hold what a layout has, and no layout."""
        for folder in self._folders(templates):
            names = () if folder.name.startswith(".") else self._inside(folder)
            has_layout = any(name.partition(".")[0] == "layout" for name in names)
            has_layout |= folder.name == HOUSE_STYLES
            is_one = "document.md.j2" in names or any(name.endswith(".docx") for name in names)
            if is_one and not has_layout:
                message = "this folder is not read as a layout: it holds no layout.yaml"
                hint = "add one, with a title, and extends: or documents:"
                problems.refuse(self.naming.place(folder), message, hint, "file-not-read")


def _why_not_read(path: Path, match: re.Match[str], *, is_template: bool) -> tuple[str, str]:
    """Return why a file, whose name is almost or just that of a YAML file, isn't read; a remedy."""
    if path.parent.name == "levels" and (day := bad_day(path)):
        key = path.stem.removesuffix(f".{day}")
        return (
            f'this file is not read: "{day}" in its name is no date',
            f"rename it with year, month and day, such as {key}.2027-04-01.yaml",
        )
    if path.suffix != ".yaml":
        message = f"this file is not read: its name ends in {match['ending']}"
        return message, f"rename it {match['name']}.yaml"
    hint = "levels go in families/<family>/levels/, roles in families/<family>/roles/"
    if is_template:
        hint = "a layout is templates/<layout>/layout.yaml"
    return "this file is not read: no file of this folder is", hint


def existing(path: Path) -> Path:
    """Return the file or folder that a path names, whichever way its accents are stored."""
    try:
        if str(path).isascii() or path.exists():
            return path
    except (OSError, ValueError):  # no file can have this name
        return path
    path_so_far = Path(path.anchor)
    for part in path.parts[bool(path.anchor) :]:
        beside = (
            ()
            if (path_so_far / part).exists() or not path_so_far.is_dir()
            else path_so_far.iterdir()
        )
        wanted = composed(part)
        path_so_far = next(
            (neighbour for neighbour in beside if composed(neighbour.name) == wanted),
            path_so_far / part,
        )
    return path_so_far


def name_of(path: Path) -> str:
    """Return the id of the role or vacancy that a file describes: its name."""
    return composed(path.stem)


def family_of(path: Path) -> str:
    """Return the id of the family in whose folder a level's or a role's file stands."""
    return composed(path.parent.parent.name)


def _key_and_day(stem: str) -> tuple[str, date]:
    """Return a level's id, and the day from which this version of it is in force."""
    if match := _DATED.fullmatch(stem):
        with contextlib.suppress(ValueError):
            day = date.fromisoformat(match["day"])
            if day > date.min:  # which is that of a level's first version, and of nothing else
                return match["key"], day
    return stem, date.min


def bad_day(path: Path) -> str | None:
    """Return what stands in the place of the date in a level's file name, and is none."""
    match = _BADLY_DATED.fullmatch(path.stem)
    is_dated = match is None or _key_and_day(path.stem)[0] == match["key"]
    return None if is_dated or match is None else match["day"]


def level_of(path: Path) -> str:
    """Return the id of the level that a file says."""
    return composed(_key_and_day(path.stem)[0])


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)
