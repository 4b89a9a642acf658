"""What a workspace holds, as rows for people and for scripts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from jdgen.compose.axes import axes_of
from jdgen.compose.job import compose
from jdgen.formats.escaping import one_line
from jdgen.model.job import Edition
from jdgen.model.pay import table_in_force
from jdgen.names import composed, spoken
from jdgen.nearest import suggest
from jdgen.problems import NotFound, Problems, either
from jdgen.tuples import NamedTuple
from jdgen.workspace.files import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jdgen.model.axes import Axis
    from jdgen.model.job import Clause, Level, Role
    from jdgen.workspace.inheritance import Library

Row = tuple[str, ...]


class Inventory(NamedTuple):
    """All things of one kind: the names of the columns, and the rows."""

    columns: Row
    rows: tuple[Row, ...]


def inventories(library: Library, kinds: Sequence[str]) -> dict[str, Inventory]:
    """Return the inventory of each kind; raise `InvalidInput` where a file of it can't be read."""
    return {kind: inventory(library, kind) for kind in kinds}


def only(
    library: Library,
    listed: Mapping[str, Inventory],
    what: Literal["family", "grade"],
    wanted: str,
) -> dict[str, Inventory]:
    """Return the rows that are of a family or a grade, without the kinds that are of none.

    Raises `NotFound` where there is no such family or grade, and where no kind is of any.
    """
    columns = {
        kind: at
        for kind, inventory in listed.items()
        for at, name in enumerate(inventory.columns)
        if name in {what, f"{what}s"}
    }
    if not columns:
        raise NotFound(f"{either([*listed])} are of no {what}; leave it out")
    known = dict.fromkeys(library.families())
    if what == "grade":
        known = dict.fromkeys(key for table in library.organisation().pay for key in table.grades)
        for kind, at in columns.items():
            known |= dict.fromkeys(key for row in listed[kind].rows for key in _names(row[at]))
    if composed(wanted) not in known:
        hint = suggest(wanted, known, what="there are")
        raise NotFound(f'there is no {what} "{spoken(wanted)}"; {hint}')
    return {
        kind: listed[kind]._replace(
            rows=tuple(row for row in listed[kind].rows if composed(wanted) in _names(row[at]))
        )
        for kind, at in columns.items()
    }


def _names(cell: str) -> list[str]:
    return cell.split(", ") if cell else []


def inventory(library: Library, kind: str) -> Inventory:
    """Return the inventory of one kind; raise as `inventories` does."""
    if kind == "axes":
        return _axes(library)
    columns, row_makers = _KINDS[kind]
    problems = Problems()
    rows = [problems.catch(make) for make in row_makers(library)]
    problems.raise_any()
    made = [tuple(map(one_line, row)) for row in rows if row]
    if kind == "vacancies":  # those that close first, first; those without a day last
        at = columns.index("closing_date")
        made.sort(key=lambda row: (not row[at], row[at]))
    return Inventory(columns, tuple(made))


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
            ", ".join(_grades_of(library, role)),
            library.naming.shown(path),
        )

    for path in library.roles():
        yield partial(row, path)


def _grades_of(library: Library, role: Role) -> Iterator[str]:
    """Yield the grade that a role names, or those of its level."""
    named, family = role.classification.grade, role.classification.family.text
    if named:
        yield named.text
    elif role.classification.level.text in library.level_files(family):
        level = library.level(family, role.classification.level.text, library.as_of)
        yield from (grade.text for grade in level.grades)


def _vacancies(library: Library) -> Iterator[Callable[[], Row]]:
    def row(path: Path) -> Row:
        lineage = library.lineage_of_vacancy(path)
        job = compose(lineage, Edition(draft=True))
        role = lineage.role.id if lineage.role else ""
        number = job.facts["post.number"].text if "post.number" in job.facts else ""
        closing = lineage.vacancy.closing if lineage.vacancy else None
        date = closing.isoformat() if closing else ""
        return (
            name_of(path),
            job.title.text,
            role,
            lineage.family.id,
            lineage.level.id,
            lineage.grade.id if lineage.grade else "",
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


def _house_styles(library: Library) -> Iterator[Callable[[], Row]]:
    def row(name: str, path: Path) -> Row:
        uses = []
        for layout in map(library.layout, library.layouts()):
            documents = layout.in_look(path)
            is_all = len(documents) == len(layout.documents)
            uses += [layout.name] if is_all else [f"{layout.name}.{one}" for one in documents]
        return name, ", ".join(uses), library.naming.shown(path)

    for name, path in library.house_styles().items():
        yield partial(row, name, path)


# --- axes -----------------------------------------------------------------------------------------


class _Placed(NamedTuple):
    """A level, or one of its bands, at a grade, and what it says of axes: a text and its size."""

    grade: str
    level: str
    family: str
    axes: Mapping[str, tuple[str, float | None]]


def _axes(library: Library) -> Inventory:
    """Return what each level says of each axis, in order of grade."""
    organisation = library.organisation()
    table = table_in_force(organisation.pay, library.as_of)
    order = {grade: at for at, grade in enumerate(table.grades if table else ())}
    titles: dict[str, str] = {}
    scaled: set[str] = set()
    placed: list[_Placed] = []
    for key in library.families():
        family = library.family(key)
        axes = axes_of(family, organisation)
        for name, axis in axes.items():
            titles.setdefault(name, axis.title.text)
            scaled |= {name} if axis.scale else set()
        for level in (library.level(key, name, library.as_of) for name in library.by_rank(key)):
            placed += _placed(level, key, axes)
    placed.sort(key=lambda row: (order.get(row.grade, len(order)), row.family))
    rows = [
        (
            row.grade,
            row.level,
            row.family,
            *(_marked(row, name, placed, is_scaled=name in scaled) for name in titles),
        )
        for row in placed
    ]
    return Inventory(
        ("grade", "level", "family", *titles), tuple(tuple(map(one_line, row)) for row in rows)
    )


def _placed(level: Level, family: str, axes: Mapping[str, Axis]) -> Iterator[_Placed]:
    """Yield a level at its first grade, and its bands that say an axis at theirs."""
    layers = [("", level.layer), *level.bands.items()]
    for grade, layer in layers:
        if layer.axes:
            said = {**level.layer.axes, **layer.axes}
            first = level.grades[0].text if level.grades else ""
            sizes = {
                name: (value.passage.text, axes[name].size(value.passage.in_main))
                for name, value in said.items()
                if name in axes
            }
            yield _Placed(grade or first, level.code, family, sizes)


def _marked(row: _Placed, axis: str, rows: Sequence[_Placed], *, is_scaled: bool) -> str:
    """Return what a row says of an axis, with a star where another family is far from it."""
    text, size = row.axes.get(axis, ("", None))
    others = [
        other.axes[axis][1]
        for other in rows
        if other.grade == row.grade and other.family != row.family and axis in other.axes
    ]
    sizes = [other for other in others if other is not None]
    is_far = size is not None and any(
        abs(size - other) > 1 if is_scaled else max(size, other) > 2 * min(size, other)
        for other in sizes
    )
    return f"{text} *" if is_far else text


_KINDS: Final = {
    "families": (("family", "title", "levels", "file"), _families),
    "levels": (("level", "family", "rank", "title", "grades", "file"), _levels),
    "roles": (("role", "title", "family", "level", "grades", "file"), _roles),
    "vacancies": (
        (
            "vacancy",
            "title",
            "role",
            "family",
            "level",
            "grade",
            "post_number",
            "closing_date",
            "file",
        ),
        _vacancies,
    ),
    "clauses": (("clause", "title", "version", "effective", "owner", "file"), _clauses),
    "layouts": (("layout", "title", "documents", "file"), _layouts),
    "house-styles": (("house_style", "used_by", "file"), _house_styles),
}
