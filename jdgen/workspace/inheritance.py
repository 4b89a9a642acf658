"""Follows what one file of a workspace names in another: what a job inherits."""

from __future__ import annotations

import math
import re
import sys
from collections import deque
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final

from jdgen.compose.axes import check_rising
from jdgen.model.job import Classification, Family, Layer, Level, Lineage
from jdgen.model.pay import Grade, grades_listed, table_in_force
from jdgen.model.text import OPEN, Passage
from jdgen.names import composed, folded, spoken
from jdgen.nearest import suggest
from jdgen.problems import InvalidInput, Problems, refused
from jdgen.reading.shapes import Context
from jdgen.reading.yaml import Text
from jdgen.workspace.files import family_of, name_of
from jdgen.workspace.loading import Files, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from jdgen.model.job import Job, Organisation, Role, Vacancy


_NUMBER: Final = re.compile(r"(\d+)")

_RECENT: Final = 8
"""How many jobs are remembered: a role's at a few grades, each with and without open places."""
MOST_MANAGERS: Final = 7
"""How many managers a reporting line may have: with the post and its own staff that is as deep as
Word numbers lists."""


class Library(Files):
    """One workspace, read in one language, as of one day.

    `as_of` is the day of whose pay, clauses and levels every job is made. Without it a vacancy's is
    its closing date, and anything else is the latest. `composed` are the last jobs that were made.
    """

    def __init__(
        self,
        root: Path,
        language: str = "",
        as_of: date | None = None,
        called: str = "",
        *,
        draft: bool = False,
    ) -> None:
        super().__init__(root, language, called, draft=draft)
        self.as_of = as_of
        self.composed: deque[tuple[Lineage, Job]] = deque(maxlen=_RECENT)

    def lineage_of_level(
        self, family: str, key: str, grade: str | None = None, on: date | None = None
    ) -> Lineage:
        """Return what a level's own profile inherits; with a grade, that of its band.

        `on` is the day of which it is, where that is another one than the library's.
        """
        problems = Problems()
        organisation = problems.catch(self.organisation)
        if on is None:
            on = self.as_of
            problems.catch(lambda: self._check_pay(on))
            problems.catch(lambda: self._check_level(family, key, on))
        read_family = problems.catch(lambda: self.family(family))
        level = problems.catch(lambda: self.level(family, key, on))
        problems.raise_any()
        if not (organisation and read_family and level):
            raise AssertionError("each is there, or its problems were raised")
        chosen = next((passage for passage in level.grades if passage.text == grade), None)
        if chosen is None and len(level.grades) == 1:
            chosen = level.grades[0]
        graded = _grade(organisation, chosen, on) if chosen else None
        return Lineage(organisation, read_family, level, graded, on=on)

    def lineage_of_role(self, path: Path, grade: Passage | None = None) -> Lineage:
        """Return what a role inherits, at one of its level's grades where it names none."""
        problems = Problems()
        problems.catch(self.organisation)
        role = problems.catch(lambda: self.role(path))
        if role is None:
            self._follow(path, "role", problems)
        problems.catch(lambda: self._check_pay(self.as_of))
        classification = role.classification if role else None
        if classification:
            family, level = classification.family.text, classification.level.text
            problems.catch(lambda: self._check_level(family, level, self.as_of))
        if classification and grade and not classification.grade:
            classification = classification._replace(grade=grade)
        lineage = (
            problems.catch(lambda: self._placed(classification, self.as_of, name_of(path)))
            if classification
            else None
        )
        managers = problems.catch(lambda: self._managers(role, None)) if role else ()
        problems.raise_any()
        if lineage is None:
            raise AssertionError("it is there, or its problems were raised")
        return lineage._replace(role=role, managers=managers or ())

    def lineage_of_vacancy(self, path: Path) -> Lineage:
        """Return what a vacancy inherits, through its role where it has one."""
        problems = Problems()
        problems.catch(self.organisation)
        vacancy = problems.catch(lambda: self.vacancy(path))
        if vacancy is None:
            self._follow(path, "vacancy", problems)
        role: Role | None = None
        classification = vacancy.classification if vacancy else None
        lineage = None
        if vacancy and (named := vacancy.role):
            role = problems.catch(lambda: self.role(self._role_path(named)))
            classification = role.classification if role else None
            if classification and vacancy.grade:
                classification = classification._replace(grade=vacancy.grade)
        on = self.as_of or (vacancy.closing if vacancy else None)
        closing = None if self.as_of else vacancy
        problems.catch(lambda: self._check_pay(on, closing))
        if classification:
            family, level = classification.family.text, classification.level.text
            problems.catch(lambda: self._check_level(family, level, on, closing))
        if classification:
            lineage = problems.catch(
                lambda: self._placed(classification, on, chooser=vacancy and vacancy.role)
            )
        elif vacancy and not vacancy.role:
            lineage = problems.catch(lambda: self._unplaced(vacancy, on))
        managers = problems.catch(lambda: self._managers(role, vacancy))
        problems.raise_any()
        if lineage is None:
            raise AssertionError("it is there, or its problems were raised")
        return lineage._replace(role=role, vacancy=vacancy, managers=managers or ())

    def _check_level(
        self, family: str, key: str, on: date | None, closing: Vacancy | None = None
    ) -> None:
        """Raise `InvalidInput` where a day, such as a closing date, is before a level's first."""
        first = self.first_day(family, key)
        if on and on < first:
            fact = closing.layer.facts["post.closing_date"] if closing else None
            raise refused(
                fact or self.naming.place(self.level_path(family, key, on)),
                f"{key} is not in force on {on}: its first version is from {first}",
                f"take a day from {first} on, or add {key}.yaml with what it said before",
                "not-in-force",
            )

    def _check_pay(self, on: date | None, closing: Vacancy | None = None) -> None:
        """Raise `InvalidInput` where a day, such as a closing date, is before all pay tables."""
        tables = self.organisation().pay
        if not (on and tables) or tables[0].effective <= on:
            return
        first = tables[0].effective
        fact = closing.layer.facts["post.closing_date"] if closing else None
        raise refused(
            (fact or tables[0]).source,
            f"no pay table is in force on {on}: the first is from {first}",
            f"write a closing date from {first} on, or add the pay table of that day"
            if fact
            else f"give --as-of a day from {first} on, or add the pay table of that day",
            "not-in-force",
        )

    def _managers(self, role: Role | None, vacancy: Vacancy | None) -> tuple[Role, ...]:
        """Return the roles above a post, the nearest first, where its manager is named by role."""
        local = next(
            (
                post
                for post in (vacancy, role)
                if post and (post.reports_to or "post.reports_to" in post.layer.facts)
            ),
            None,
        )
        named = local.reports_to if local else None
        managers: list[Role] = []
        seen = {role.id} if role else set()
        while named:
            manager = self.role(self._role_path(named))
            if manager.id in seen:
                raise refused(
                    named.source,
                    f'the reporting line comes back to "{manager.id}"',
                    "name another manager, or write the manager's title in words",
                    "circular-line",
                )
            if len(managers) == MOST_MANAGERS:
                raise refused(
                    named.source,
                    f"the reporting line goes on for more than {MOST_MANAGERS} managers",
                    "write this manager's title in words, and the line ends there",
                    "too-deep",
                )
            seen.add(manager.id)
            managers.append(manager)
            named = manager.reports_to
        return tuple(managers)

    def _follow(self, path: Path, layer: str, problems: Problems) -> None:
        """Find what is wrong with what a file names, where the file itself is wrong elsewhere."""
        node = read_file(path, self.naming, unread := Problems())
        context = Context(layer, unread)
        named = {
            str(key): Passage(composed(value), context.source(value))
            for key, value in (node or {}).items()
            if isinstance(value, Text) and value.strip()
        }
        if layer == "vacancy" and "role" in named:
            problems.catch(lambda: self.role(self._role_path(named["role"])))
        elif "family" in named and "level" in named:
            classification = Classification(named["family"], named["level"], named.get("grade"))
            find = self._placed if classification.grade else self._level_of
            problems.catch(lambda: find(classification, self.as_of))

    @cached_property
    def _roles(self) -> dict[str, list[tuple[Path, str]]]:
        """Return folders and names of roles' files by id, with the family before it and without."""
        by_id: dict[str, list[tuple[Path, str]]] = {}
        for place in self.role_names():
            folder, file = place
            name = composed(file.removesuffix(".yaml"))
            full_name = f"{composed(folder.parent.name)}/{name}"
            if full_name not in by_id:  # of two names that are one, the first
                by_id[full_name] = [place]
                by_id.setdefault(name, []).append(place)
        return by_id

    def _role_path(self, named: Passage) -> Path:
        by_id = self._roles
        paths = [folder / name for folder, name in by_id.get(named.text, ())]
        if len(paths) > 1:
            problems = Problems()
            for path in paths:
                self.check_names(path, problems)
            problems.raise_any()  # of a copied family, say
            places = " and ".join(map(self.naming.shown, paths))
            places_named = " or ".join(f"{family_of(path)}/{name_of(path)}" for path in paths)
            raise refused(
                named.source,
                f'two files say the role "{named.text}": {places}',
                f"write {places_named}",
                "duplicate-role",
            )
        if not paths:
            raise refused(
                named.source,
                f'unknown role "{spoken(named.text)}"',
                suggest(named.text, [key for key in by_id if "/" not in key], what="the roles are"),
                "unknown-role",
            )
        return paths[0]

    def _level_of(self, classification: Classification, on: date | None) -> Lineage:
        family, level = classification.family, classification.level
        _expect(family, self.families(), "family", "the families are")
        if level.text not in self.level_files(family.text):
            _expect(level, self.by_rank(family.text), "level", "this family has")
        return self.lineage_of_level(family.text, level.text, None, on)

    def _placed(
        self,
        classification: Classification,
        on: date | None,
        role: str = "",
        chooser: Passage | None = None,
    ) -> Lineage:
        """Return what a post inherits by its place; `role` is its name where it has no vacancy.

        `chooser` is what in the vacancy names the role that leaves the grade to it.
        """
        level, grade = classification.level, classification.grade
        lineage = self._level_of(classification, on)
        grades = {passage.text: passage for passage in lineage.level.grades}
        if not grades or (grade and OPEN.fullmatch(grade.text)):
            chosen = grade
        elif grade:
            _expect(grade, grades, "grade", f"{level.text} has")
            chosen = grades[grade.text]
        elif len(grades) > 1:
            hint = "add grade: " + " or ".join(f'"{name}"' for name in grades)
            if role:
                hint = "name one: " + " or ".join(f"{role}:{name}" for name in grades)
            raise refused(
                (chooser or level).source,
                f"{level.text} spans the grades {', '.join(grades)}, and none is named",
                hint,
                "missing-grade",
            )
        else:
            [chosen] = grades.values()
        graded = chosen and _grade(lineage.organisation, chosen, on)
        return lineage._replace(grade=graded)

    def _unplaced(self, vacancy: Vacancy, on: date | None) -> Lineage:
        """Return what a vacancy inherits that names neither role nor level."""
        organisation, nothing = self.organisation(), Layer(vacancy.layer.source, facts={})
        grade = vacancy.grade and _grade(organisation, vacancy.grade, on)
        return Lineage(organisation, Family(nothing, {}), Level(nothing), grade, on=on)

    def levels_in_force(self, family: str) -> Iterator[str]:
        """Yield a family's levels by rank, but for those whose day has not come yet."""
        for key in self.by_rank(family):
            if self.as_of is None or self.first_day(family, key) <= self.as_of:
                yield key

    def check_ranks_and_codes(self, family: str, problems: Problems) -> None:
        """Refuse the levels that a family's guide could not tell apart, or not put in order."""
        first: dict[tuple[str, int | str], str] = {}
        for key in self.levels_in_force(family):
            try:
                level = self.level(family, key, self.as_of)
            except InvalidInput:
                continue
            for what, value in (("rank", level.rank), ("code", level.code)):
                if value is None:
                    continue
                other = first.setdefault((what, value), key)
                if other != key:
                    code = level.layer.facts["level.code"]
                    problems.refuse(
                        level.layer.source if what == "rank" else code,
                        f"{key} has the same {what} as {other}: {value}",
                        f"give each level of a family a {what} of its own",
                        f"same-{what}",
                    )

    def check_rising(self, family: str, problems: Problems) -> None:
        """Refuse values of axes that fall from one level to the next, without a reason."""
        with suppress(InvalidInput):  # whoever reads what is wrong is told
            levels = [self.level(family, key, self.as_of) for key in self.levels_in_force(family)]
            check_rising(self.family(family), levels, self.organisation(), problems)

    def by_rank(self, family: str) -> list[str]:
        """Return the ids of a family's levels in order of rank, those without one after them.

        Those are in the order of their names, numbers as numbers; what can't be read comes last.
        """

        def rank(key: str) -> tuple[float, list[str | int]]:
            name = [int(part) if part.isdecimal() else part for part in _NUMBER.split(key)]
            try:
                ranked = self.level(family, key, self.as_of).rank
            except InvalidInput:
                return math.inf, name
            return sys.maxsize if ranked is None else ranked, name

        return sorted(self.levels(family), key=rank)


def _expect(named: Passage, candidates: Iterable[str], what: str, listed: str) -> None:
    names = list(candidates)
    if named.text in names:
        return
    hint = suggest(named.text, names, what=listed)
    is_cased = folded(named.text) in map(folded, names)
    if (
        names and what in {"grade", "level"} and not is_cased
    ):  # one digit is a step of pay: nothing to be guessed
        hint = f"{listed} {', '.join(names)}"
    raise refused(named.source, f'unknown {what} "{spoken(named.text)}"', hint, f"unknown-{what}")


def _grade(organisation: Organisation, named: Passage, on: date | None) -> Grade:
    """Return the grade as the pay table in force on a day has it; without tables it has no pay."""
    if OPEN.fullmatch(named.text):
        return Grade(named.text, named, (), named.source)
    table = table_in_force(organisation.pay, on)
    if table is None:
        title = f"Grade {named.text}" if named.text.isdigit() else named.text
        return Grade(named.text, Passage(title, named.source), (), named.source)
    _expect(named, table.grades, "grade", grades_listed(organisation.pay, table))
    return table.grades[named.text]
