"""Roles that were made of documents before: which document each is of, and how it differs now."""

from __future__ import annotations

import difflib
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from jdgen.importing.found import TOGETHER
from jdgen.importing.naming import role_name, title_of_file
from jdgen.problems import InvalidInput
from jdgen.reading import disk
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jdgen.importing.found import ReadDocument
    from jdgen.workspace.inheritance import Library

_READ_FROM: Final = re.compile(r"^# Read from (.+)\.$", re.MULTILINE)
_START: Final = 2_000


class _Role(NamedTuple):
    """A role that is there, where its documents were, and what its title would be called."""

    path: Path
    origins: tuple[str, ...]
    name: str


def made_before(library: Library, founds: Sequence[ReadDocument]) -> dict[str, Path]:
    """Return the roles that were made of documents before, by what the documents are called.

    A document is known by where it was. One that was moved is known by its name and its title,
    where no other document is known for the role.
    """
    roles = list(_roles(library))
    known: dict[str, Path] = {}
    for is_moved in (False, True):
        for found in founds:
            if found.file in known:
                continue
            free = (role for role in roles if role.path not in known.values())
            of = (role.path for role in free if _is_of(role, found, is_moved=is_moved))
            if path := next(of, None):
                known[found.file] = path
    return known


def _is_of(role: _Role, found: ReadDocument, *, is_moved: bool) -> bool:
    """Return whether a role was made of a document."""
    if not is_moved:
        return any(
            f"/{whole}".endswith(f"/{origin}") for whole in found.paths for origin in role.origins
        )
    names = {origin.rpartition("/")[2] for origin in role.origins}
    is_named = any(whole.rpartition("/")[2] in names for whole in found.paths)
    return is_named and role_name(found.title or title_of_file(found.file), ()) == role.name


def _roles(library: Library) -> list[_Role]:
    roles: list[_Role] = []
    for path in library.roles():
        start = disk.read(path, _START).decode(errors="replace")
        if found := _READ_FROM.search(start):
            title = path.stem
            with suppress(InvalidInput):  # whoever asks for it is told
                title = library.role(path).title.in_main
            roles.append(_Role(path, tuple(found[1].split(TOGETHER)), role_name(title, ())))
    return roles


def differences(known: Path, role: str) -> tuple[str, ...]:
    """Return the lines in which a role that is there differs from what its document says now."""
    old = _bare(disk.read(known).decode(errors="replace"))
    changes = difflib.unified_diff(old, _bare(role), lineterm="", n=0)
    return tuple(line for line in changes if not line.startswith(("---", "+++", "@@")))


def _bare(text: str) -> list[str]:
    return [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
