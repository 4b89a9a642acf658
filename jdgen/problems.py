"""What can be wrong with the input, and where: every fault names file, line, column and remedy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Location(NamedTuple):
    """A place in a file; line and column count from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One fault in the input: where it is, what is wrong, which rule says so, what to do."""

    location: Location
    message: str
    hint: str
    rule: str

    def __str__(self) -> str:
        return f"{self.location}: {self.message}; {self.hint}"


class InvalidInput(Exception):  # noqa: N818 - it is not an error of jdgen's
    """The input is wrong; carries every problem found, once each, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def suggest(wrong: str, known: Collection[str], *, what: str) -> str:
    """Say which known name was probably meant, or list the known ones; `what` names them."""
    import difflib  # noqa: PLC0415 - only a wrong name needs it

    names = list(known)
    by_folded = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(wrong.casefold(), by_folded, n=1, cutoff=0.6)
    if close:
        return f'did you mean "{by_folded[close[0]]}"?'
    if not names:
        return f"there are no {what}"
    shown = ", ".join(names[:12])
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""  # noqa: PLR2004
    return f"{what}: {shown}{more}"


def shown(path: Path) -> str:
    """Return the path as messages show it: from the current folder where it lies below that."""
    absolute = os.path.normpath(path.absolute())
    here = os.path.normpath(Path.cwd())
    inside = absolute.startswith(here.rstrip(os.sep) + os.sep)
    return Path(os.path.relpath(absolute, here) if inside else absolute).as_posix()
