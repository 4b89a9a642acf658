"""JSON Schema of every kind of file, by which editors complete and check what is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from jdgen.build.output import write_files
from jdgen.formats.escaping import one_line
from jdgen.problems import InvalidInput
from jdgen.reading.json_schema import DRAFT, Book
from jdgen.schema.axes import axis_field
from jdgen.schema.facts import own_field
from jdgen.schema.family import FAMILY, LEVEL
from jdgen.schema.layout import LAYOUT
from jdgen.schema.organisation import ORGANISATION
from jdgen.schema.post import ROLE, VACANCY
from jdgen.workspace.files import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jdgen.model.job import Clauses, Organisation
    from jdgen.reading.records import Field, Record
    from jdgen.workspace.inheritance import Library

P = ParamSpec("P")
T = TypeVar("T")

FOLDER: Final = ".jdgen"
"""The folder of a workspace in which its schemas stand."""

KINDS: Final[dict[str, tuple[Record[Any], str]]] = {
    "organisation": (ORGANISATION, "families/organisation.yaml: what is true of every post."),
    "family": (FAMILY, "families/<family>/family.yaml: jobs of the same kind of work."),
    "level": (LEVEL, "families/<family>/levels/<level>.yaml: an evaluated level."),
    "role": (ROLE, "families/<family>/roles/<role>.yaml: one kind of post at a level."),
    "vacancy": (VACANCY, "vacancies/<vacancy>.yaml: one occasion of filling a post."),
    "layout": (LAYOUT, "templates/<layout>/layout.yaml: how documents look."),
}

_LENGTH: Final = 160


def write_schemas(library: Library, folder: Path) -> list[Path]:
    """Write the schema of every kind of file into a folder; return their paths."""
    return write_files(folder, schema_files(library))


def schema_files(library: Library | None = None) -> dict[str, bytes]:
    """Return the schema of every kind of file, by the file's name.

    With a library they offer its ids, each with what it stands for, wherever one is to be named.
    """
    ids = dict(_ids_by_kind(library)) if library else {}
    own = library.setting.fields if library else {}
    fields = {name: own_field(name, field) for name, field in own.items()}
    axes = dict(_axes(library)) if library else {}
    return {
        f"{kind}.schema.json": _schema(kind, Book(ids, axes if kind == "level" else fields))
        for kind in KINDS
    }


def _axes(library: Library) -> Iterator[tuple[str, Field]]:
    """Yield the fields that the levels of some family have."""
    for key in library.families():
        if family := _try(library.family, key):
            yield from ((name, axis_field(name, axis)) for name, axis in family.axes.items())


def _schema(kind: str, book: Book) -> bytes:
    record, about = KINDS[kind]
    described = record.describe(book)
    schema = {
        "$schema": DRAFT,
        "title": kind.capitalize(),
        "description": about,
        **described,
        "definitions": book.definitions,
    }
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode(
        errors="backslashreplace"  # of file names that are no Unicode
    )


def _ids_by_kind(library: Library) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the kinds of ids that files name, with the ids and what each stands for.

    What can't be read has no description: `jdgen check` says what is wrong with it.
    """
    families = {key: _try(library.family, key) for key in library.families()}
    yield "family", {key: family.title.text if family else key for key, family in families.items()}
    levels: dict[str, str] = {}
    for key in families:
        for level in library.by_rank(key):
            read = _try(library.level, key, level)
            levels[level] = f"{key}: {read.title.text if read else level}"
    yield "level", levels
    layouts = {key: _try(library.layout, key) for key in library.layouts()}
    yield "layout", {key: layout.title.text if layout else key for key, layout in layouts.items()}
    yield (
        "house_style",
        {
            key: path.relative_to(library.root).as_posix()
            for key, path in library.house_styles().items()
        },
    )
    roles = {name_of(path): _try(library.role, path) for path in library.roles()}
    yield "role", {key: role.title.text if role else key for key, role in roles.items()}
    read_families = [family for family in families.values() if family]
    yield (
        "sub_family",
        {key: name.text for family in read_families for key, name in family.sub_families.items()},
    )
    organisation = _try(library.organisation)
    layers = [*([organisation] if organisation else ()), *read_families]
    yield (
        "clause",
        {key: about for layer in layers for key, about in _clauses(layer.clauses).items()},
    )
    if organisation:
        yield from _policy(organisation)


def _policy(organisation: Organisation) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what HR policy gives ids to."""
    steps = [step for scale in organisation.scales.values() for step in scale]
    behaviours = [
        behaviour
        for framework in organisation.frameworks.values()
        for behaviour in framework.behaviours
    ]
    yield "method", {key: meaning.text for key, meaning in organisation.methods.items()}
    yield "step", {step.id: _short(f"{step.title.text}: {step.passage.text}") for step in steps}
    yield (
        "behaviour",
        {
            behaviour.id: _short(f"{behaviour.title.text}: {behaviour.passage.text}")
            for behaviour in behaviours
        },
    )
    tables = organisation.pay
    yield (
        "grade",
        {key: grade.title.text for table in tables for key, grade in table.grades.items()},
    )
    yield (
        "allowance",
        {
            key: allowance.title.text
            for table in tables
            for key, allowance in table.allowances.items()
        },
    )


def _clauses(clauses: Clauses) -> dict[str, str]:
    return {
        key: _short(f"{title.text}: {text}" if (title := versions[-1].title) else text)
        for key, versions in clauses.items()
        if (text := versions[-1].passage.text)
    }


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1]}…"


def _try(read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    try:
        return read(*args, **kwargs)
    except InvalidInput:
        return None
