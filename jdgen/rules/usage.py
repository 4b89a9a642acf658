"""Clauses and methods that nothing in a workspace names."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from jdgen.problems import InvalidInput
from jdgen.rules.structure import fault
from jdgen.workspace.loading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jdgen.problems import Place, Problem
    from jdgen.workspace.inheritance import Library

_ASSESSED: Final = re.compile(r"\bassessed_by\s*:\s*(\[[^\]]*\]|(?:\s*\n\s*-[^\n]*)+|[^\n]*)")
_MARKS: Final = ",[]{}\"'"
_FEWEST: Final = 10
"""Of fewer criteria nothing can be told about the methods that a workspace needs."""
_CODE: Final = re.compile(r"[^\s,\[\]\"'#-]+")


def unused(library: Library) -> Iterator[Problem]:
    """Yield the clauses and methods of assessment that no file of the workspace names."""
    whole = "\n".join(_texts(library))
    apart = whole
    for mark in _MARKS:
        apart = apart.replace(mark, " ")
    named = frozenset(apart.split())  # where a clause is said, a colon follows
    for name, place in _clauses(library):
        if name not in named:
            yield fault("US01", place, f'nothing names the clause "{name}"')
    assessed = _ASSESSED.findall(whole)
    if len(assessed) < _FEWEST:
        return
    used = {code for said in assessed for code in _CODE.findall(said)}
    with suppress(InvalidInput):
        for code, passage in library.organisation().methods.items():
            if code not in used:
                yield fault("US01", passage.place, f'no criterion is assessed by "{code}"')


def _clauses(library: Library) -> Iterator[tuple[str, Place]]:
    clauses = [library.organisation().clauses]
    clauses += (library.family(key).clauses for key in library.families())
    for of in clauses:
        for name, versions in of.items():
            yield name, versions[0].passage.place


def _texts(library: Library) -> Iterator[str]:
    paths: list[Path] = [library.organisation_path, *library.roles(), *library.vacancies()]
    paths += map(library.layout_path, library.layouts())
    for key in library.families():
        paths.append(library.family_path(key))
        paths += (path for versions in library.level_files(key).values() for _, path in versions)
    for path in paths:
        with suppress(InvalidInput):  # whoever needs it is told
            text = read_text(path, library.naming)
            yield "\n".join([line for line in text.split("\n") if line.lstrip()[:1] != "#"])
