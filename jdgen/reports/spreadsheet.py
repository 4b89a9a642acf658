"""Rows for a spreadsheet: a line a row, with a comma between the columns."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMULA: Final = frozenset("=+-@\t")


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as a spreadsheet reads them; nothing in them starts a formula."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    for row in rows:
        texts = ("" if cell is None else str(cell) for cell in row)
        write([f"'{text}" if text[:1] in _FORMULA and text else text for text in texts])
    return out.getvalue().rstrip("\n")
