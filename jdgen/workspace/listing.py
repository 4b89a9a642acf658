"""What a workspace holds, as rows for people and for scripts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.compose.job import compose
from jdgen.formats.escaping import one_line
from jdgen.problems import Problems
from jdgen.workspace.files import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from jdgen.model.job import Clause
    from jdgen.workspace.inheritance import Library

Row = tuple[str, ...]


class Inventory(NamedTuple):
    """All things of one kind: the names of the columns, and the rows."""

    columns: Row
    rows: tuple[Row, ...]


def inventories(library: Library, kinds: Sequence[str]) -> dict[str, Inventory]:
    """Return the inventory of each kind; raise `InvalidInput` where a file of it can't be read."""
    return {kind: inventory(library, kind) for kind in kinds}


def inventory(library: Library, kind: str) -> Inventory:
    """Return the inventory of one kind; raise as `inventories` does."""
    columns, row_makers = _KINDS[kind]
    problems = Problems()
    rows = [problems.catch(make) for make in row_makers(library)]
    problems.raise_any()
    return Inventory(columns, tuple(tuple(map(one_line, row)) for row in rows if row))


def _families(library: Library) -> Iterator[Callable[[], Row]]:
    def row(key: str) -> Row:
        levels = str(len(library.levels(key)))
        return (
            key,
            library.family(key).title.text,
            levels,
            library.naming.shown(library.family_path(key)),
        )

    for key in library.families():
        yield partial(row, key)


def _levels(library: Library) -> Iterator[Callable[[], Row]]:
    def row(family: str, key: str) -> Row:
        level = library.level(family, key, library.as_of)
        grades = ", ".join(grade.text for grade in level.grades)
        path = library.naming.shown(library.level_path(family, key, library.as_of))
        rank = "" if level.rank is None else str(level.rank)
        return key, family, rank, level.title.text, grades, path

    for family in library.families():
        for key in library.by_rank(family):
            yield partial(row, family, key)


def _roles(library: Library) -> Iterator[Callable[[], Row]]:
    def row(path: Path) -> Row:
        role = library.role(path)
        return (
            role.id,
            role.title.text,
            role.classification.family.text,
            role.classification.level.text,
            library.naming.shown(path),
        )

    for path in library.roles():
        yield partial(row, path)


def _vacancies(library: Library) -> Iterator[Callable[[], Row]]:
    def row(path: Path) -> Row:
        lineage = library.lineage_of_vacancy(path)
        job = compose(lineage)
        role = lineage.role.id if lineage.role else ""
        number = job.facts["post.number"].text if "post.number" in job.facts else ""
        closing = lineage.vacancy.closing if lineage.vacancy else None
        date = closing.isoformat() if closing else ""
        return (
            name_of(path),
            job.title.text,
            role,
            lineage.level.id,
            number,
            date,
            library.naming.shown(path),
        )

    for path in library.vacancies():
        yield partial(row, path)


def _clauses(library: Library) -> Iterator[Callable[[], Row]]:
    def row(clause: Clause) -> Row:
        effective = clause.effective.isoformat() if clause.effective else ""
        file = clause.passage.source.file
        return (
            clause.id,
            clause.title.text if clause.title else "",
            clause.version,
            effective,
            clause.owner,
            file,
        )

    families = (library.family(key).clauses for key in library.families())
    for clauses in (library.organisation().clauses, *families):
        for versions in clauses.values():
            yield from (partial(row, clause) for clause in versions)


def _layouts(library: Library) -> Iterator[Callable[[], Row]]:
    def row(name: str) -> Row:
        layout = library.layout(name)
        kinds = ", ".join(kind.id for kind in layout.documents)
        return name, layout.title.text, kinds, library.naming.shown(library.layout_path(name))

    for name in library.layouts():
        yield partial(row, name)


_KINDS: Final = {
    "families": (("family", "title", "levels", "file"), _families),
    "levels": (("level", "family", "rank", "title", "grades", "file"), _levels),
    "roles": (("role", "title", "family", "level", "file"), _roles),
    "vacancies": (
        ("vacancy", "title", "role", "level", "post_number", "closing_date", "file"),
        _vacancies,
    ),
    "clauses": (("clause", "title", "version", "effective", "owner", "file"), _clauses),
    "layouts": (("layout", "title", "documents", "file"), _layouts),
}
