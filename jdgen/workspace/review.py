"""What is to be reviewed: past or near its day, without an owner, or a draft."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from jdgen.model.text import Passage
from jdgen.problems import Problems
from jdgen.reading.dates import DATES
from jdgen.reading.shapes import Context
from jdgen.reading.yaml import Mapping, Text
from jdgen.tuples import NamedTuple
from jdgen.workspace.files import level_of, name_of
from jdgen.workspace.loading import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from jdgen.reading.yaml import Node
    from jdgen.workspace.inheritance import Library

_OF_LATEST: Final = -1
_DRAFT: Final = "Draft"


class ToReview(NamedTuple):
    """A file that is to be looked at: whose it is, what and when, and why."""

    owner: str
    kind: str
    id: str
    title: str
    review_by: str
    why: tuple[str, ...]
    place: str


def to_review(library: Library, due: date, as_of: date | None = None) -> list[ToReview]:
    """Return what is to be reviewed by a day, what has no owner, and drafts: by owner and day.

    Without `as_of` nothing is past: a day is due or not. Of a level it is the latest version that
    counts, of vacancies those that keep a record. Raises `InvalidInput` where a file can't be read.
    """
    problems = Problems()
    rows = []
    for kind, key, path in _files(library):
        node = problems.catch(partial(_read, path, library))
        if node is not None and (row := _row(kind, key, path, node, (library, due, as_of))):
            rows.append(row)
    problems.raise_any()
    return sorted(rows, key=lambda row: (row.owner == "", row.owner.casefold(), row[4] or "9", row))


def _read(path: Path, library: Library) -> Mapping:
    problems = Problems()
    node = read_file(path, library.naming, problems)
    problems.raise_any()
    return node or Mapping()


def _files(library: Library) -> Iterator[tuple[str, str, Path]]:
    for family in library.families():
        yield "family", family, library.family_path(family)
        for versions in library.level_files(family).values():
            _, path = versions[_OF_LATEST]
            yield "level", f"{family}/{level_of(path)}", path
    yield from (("role", name_of(path), path) for path in library.roles())
    yield from (("vacancy", name_of(path), path) for path in library.vacancies())


def _row(
    kind: str,
    key: str,
    path: Path,
    node: Mapping,
    asked: tuple[Library, date, date | None],
) -> ToReview | None:
    library, due, as_of = asked
    record = _child(node, "record")
    if not isinstance(record, Mapping):
        if kind == "vacancy":  # of which few keep one
            return None
        record = Mapping()
    status, owner = (_line(record, name) for name in ("status", "author"))
    if status.casefold() == "retired":
        return None
    day = _day(_child(record, "review_by"), library)
    why = []
    if day and as_of and day < as_of:
        why.append("past")
    elif day and day <= due:
        why.append("due")
    if not owner:
        why.append("no owner")
    if status.casefold() == _DRAFT.casefold():
        why.append("draft")
    if not why:
        return None
    title = _child(node, "title")
    main = _child(title, library.setting.main, library.setting.main.partition("-")[0])
    said = main if isinstance(title, Mapping) else title
    shown = day.isoformat() if day else ""
    name = str(said) if isinstance(said, Text) else ""
    return ToReview(owner, kind, key, name, shown, tuple(why), library.naming.shown(path))


def _child(node: Node | None, *names: str) -> Node | None:
    if not isinstance(node, Mapping):
        return None
    return next((child for key, child in node.items() if key in names), None)


def _line(record: Mapping, name: str) -> str:
    said = _child(record, name)
    return " ".join(said.split()) if isinstance(said, Text) else ""


def _day(node: Node | None, library: Library) -> date | None:
    if node is None:
        return None
    context = Context("record", problems := Problems(), library.setting)
    said = DATES.read(node, '"review_by"', context)
    problems.raise_any()
    return None if said is None or isinstance(said, Passage) or not said else said[-1].last.day
