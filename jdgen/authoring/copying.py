"""A new file out of one that is there: other fields, and every other line as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jdgen.problems import Problems, refused
from jdgen.reading.yaml import Mapping, read
from jdgen.workspace.loading import read_text

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as MappingType
    from pathlib import Path

    from jdgen.workspace.inheritance import Library


def copied(
    library: Library,
    path: Path,
    top: list[str],
    fields: MappingType[str, str],
    dropped: Collection[str],
) -> str:
    """Return a file's text with another top, other lines for some fields, and without others.

    Fields that it doesn't have come after those that it has. Raises `InvalidInput` where the file
    is not written one field to a line, so that its lines can't be told apart.
    """
    text = read_text(path, library.naming)
    node = read(text.encode(), library.naming.shown(path), Problems()) or Mapping()
    lines = text.splitlines()
    keys = list(node)
    starts = [key.place.line for key in keys]
    if not keys or any(key.place.column != 1 for key in keys) or len({*starts}) < len(starts):
        raise _unsafe(library, path)
    kept: list[str] = []
    added = [line for name, line in fields.items() if name not in node]
    last = max((at for at, key in enumerate(keys) if key in fields), default=0)
    for at, key in enumerate(keys):
        start = starts[at] - 1
        end = starts[at + 1] - 1 if at + 1 < len(keys) else len(lines)
        of_field = lines[start:end]
        after = _trailing(of_field)
        if key in dropped:
            while kept and kept[-1].startswith("#"):
                kept.pop()
            is_doubled = after and not after[0].strip() and kept and not kept[-1].strip()
            kept += after[1:] if is_doubled else after
        elif key in fields:
            kept += [fields[key], *after]
        else:
            kept += of_field
        if at == last:
            back = len(after) if key in fields or key in dropped else len(_trailing(of_field))
            kept[len(kept) - back : len(kept) - back] = added
    made = "\n".join([*top, "", *kept]).rstrip() + "\n"
    _check(library, path, made, node, {*fields, *dropped})
    return made


def _trailing(lines: list[str]) -> list[str]:
    """Return the blank lines and notes after a field, which belong to what follows."""
    at = len(lines)
    while at > 1 and re.fullmatch(r"\s*|#.*", lines[at - 1]):
        at -= 1
    return lines[at:]


def _check(
    library: Library, path: Path, made: str, before: Mapping, changed: Collection[str]
) -> None:
    """Raise where anything else than what was to be changed would be another."""
    after = read(made.encode(), path.name, problems := Problems())
    if problems or after is None:
        raise _unsafe(library, path)
    then, now = (
        {key: said for key, said in node.items() if key not in changed} for node in (before, after)
    )
    if then != now:
        raise _unsafe(library, path)


def _unsafe(library: Library, path: Path) -> Exception:
    return refused(
        library.naming.place(path),
        "the file can't be copied, as its fields can't be told apart by their lines",
        "write each of its fields on a line of its own, starting at the line's first character",
        "not-editable",
    )
