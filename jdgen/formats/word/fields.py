"""The fields of a Word file that bring in what is none of its own, or show whose it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.parts import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.formats.word.parts import Element

FROM_OUTSIDE: Final = frozenset(
    {
        "DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK",
        "RD",
    }
)  # fmt: skip
"""Fields that bring in another file, or run a program, when Word works them out."""
OF_THE_OLD: Final = frozenset(
    {
        "AUTHOR", "FILENAME", "LASTSAVEDBY", "TEMPLATE", "USERADDRESS", "USERINITIALS", "USERNAME",
    }
)  # fmt: skip
"""Fields that show who kept a file, or where."""
_NAME: Final = re.compile(r"\s*([A-Za-z]+)")
SAID_OF_FIELDS: Final = (
    (FROM_OUTSIDE, "fields that bring in another file ({})"),
    (OF_THE_OLD, "fields that show who kept the file, or where ({})"),
)
"""What to say of fields that no document is to have, by their names."""


def said_of(names: Iterable[str]) -> Iterator[str]:
    """Yield what to say of those fields that no document is to have."""
    there = list(dict.fromkeys(names))
    for kinds, said in SAID_OF_FIELDS:
        if found := [name for name in there if name in kinds]:
            yield said.format(", ".join(found))


def name_of(code: str) -> str:
    """Return what kind of field a code is of, in capitals; empty for none."""
    found = _NAME.match(code)
    return found[1].upper() if found else ""


def field_names(root: Element, xml: bytes) -> Iterator[str]:
    """Yield of what kinds the fields of a part are, whose code may stand in several runs."""
    begun: list[str | None] = []  # the code so far, of each that is begun; None after it
    for one in root.walk():
        if one.name == W + "fldSimple":
            yield name_of(one.value("instr"))
        elif one.name == W + "instrText" and begun and begun[-1] is not None:
            begun[-1] += xml[one.inner_start : one.inner_end].decode()
        elif one.name == W + "fldChar":
            kind = one.value("fldCharType")
            if kind == "begin":
                begun.append("")
            elif begun and begun[-1] is not None:
                yield name_of(begun[-1])
                begun[-1] = None
            if kind == "end" and begun:
                begun.pop()
