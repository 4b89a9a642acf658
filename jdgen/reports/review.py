"""What is to be reviewed, by owner: as text, Markdown, CSV and data."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from jdgen.formats.escaping import escape
from jdgen.reports.numbers import counted
from jdgen.reports.spreadsheet import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.workspace.review import ToReview

_NOBODY: Final = "Without an owner"
_COLUMNS: Final = ("Review by", "Why", "Kind", "Id", "Title", "File")


def text(rows: Sequence[ToReview]) -> Iterator[str]:
    """Yield the lines by owner, with tabs between the columns."""
    for owner, those in groupby(rows, key=lambda row: row.owner):
        yield f"{owner or _NOBODY}:"
        yield from (f"  {'	'.join(_cells(row))}" for row in those)
    yield _conclusion(rows)


def _cells(row: ToReview) -> tuple[str, ...]:
    return (row.review_by or "no date", ", ".join(row.why), row.kind, row.id, row.title, row.place)


def _conclusion(rows: Sequence[ToReview]) -> str:
    return f"{counted(len(rows), 'file')} to review." if rows else "Nothing to review."


def markdown(rows: Sequence[ToReview]) -> Iterator[str]:
    """Yield a heading and a table for each owner."""
    yield "# To review"
    for owner, those in groupby(rows, key=lambda row: row.owner):
        yield ""
        yield f"## {escape(owner) or _NOBODY}"
        yield ""
        for cells in (_COLUMNS, ["---"] * len(_COLUMNS), *map(_cells, those)):
            shown = cells if cells[0] == "---" else map(escape, cells)
            yield f"| {' | '.join(shown)} |"
    yield ""
    yield _conclusion(rows)


def csv(rows: Sequence[ToReview]) -> str:
    """Return a line a file, for a spreadsheet."""
    told = ((row.owner, row.review_by, ", ".join(row.why), *row[1:4], row.place) for row in rows)
    return csv_text([("Owner", *_COLUMNS), *told])


def as_json(rows: Sequence[ToReview]) -> list[dict[str, Any]]:
    """Return a dict a file."""
    return [{**row._asdict(), "why": [*row.why]} for row in rows]
