"""What can be wrong with the input, and where: every fault names file, line, column and remedy."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from jdgen.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

T = TypeVar("T")

LFS_POINTER: Final = b"version https://git-lfs.github.com/spec/"
"""How what stands in place of a file begins, where Git LFS keeps the file and hasn't fetched it."""
NOT_FETCHED: Final = "Git LFS has not fetched this file: only a pointer to it is here"
FETCH_IT: Final = "fetch it with git lfs pull"


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
        line = f"{self.location}: {self.message}; {self.hint}"
        return " ".join(line.split()) if "\n" in line or "\r" in line else line


class InvalidInput(Exception):
    """The input is wrong; carries every problem found, once each, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class NotFound(Exception):
    """What was asked for isn't there, or is there several times; the message says what would be."""


class Gathering:
    """Gathers the problems of several things that are tried one after the other."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def catch(self, attempt: Callable[[], T]) -> T | None:
        """Return what the attempt returns, or None where its input is wrong."""
        try:
            return attempt()
        except InvalidInput as invalid:
            self.problems += invalid.problems
            return None

    def raise_any(self) -> None:
        """Raise `InvalidInput` with what was gathered, if anything was."""
        if self.problems:
            raise InvalidInput(self.problems)


@contextmanager
def enough_memory(file: Callable[[], str]) -> Iterator[None]:
    """Raise `InvalidInput` at a file where there is not enough memory for what is made of it."""
    try:
        yield
    except MemoryError:
        message = "there is not enough memory for what is made of this file"
        hint = "split it, or give jdgen more memory"
        raise InvalidInput([Problem(Location(file()), message, hint, "memory")]) from None


_LONGEST: Final = 100
"""Names longer than this are not guessed at."""
_MANY: Final = 200
"""Of more names than this only those are looked at that begin or end as the wrong one does."""


def closest(wrong: str, known: Iterable[str]) -> str | None:
    """Return the known name that was probably meant, whatever its capitals; None where none is."""
    import difflib  # noqa: PLC0415 - only a wrong name needs it

    if len(wrong) > _LONGEST:
        return None
    by_folded, alike = _folded(tuple(known))
    sought = folded(wrong)
    names: Iterable[str] = by_folded
    if len(by_folded) > _MANY:
        names = dict.fromkeys(name for key in _ends(sought) for name in alike.get(key, ()))
    close = difflib.get_close_matches(sought, names, n=1, cutoff=0.7)
    return by_folded[close[0]] if close else None


@lru_cache(maxsize=8)
def _folded(known: tuple[str, ...]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return names without their capitals, and some of those that begin or end in the same way."""
    by_folded = {folded(name): name for name in known if len(name) <= _LONGEST}
    alike: dict[str, list[str]] = {}
    for name in by_folded if len(by_folded) > _MANY else ():
        for key in _ends(name):
            if len(names := alike.setdefault(key, [])) < _MANY:
                names.append(name)
    return by_folded, alike


def _ends(name: str) -> tuple[str, ...]:
    """Return how a name begins and ends, each with more and with less of it."""
    return (f"{name[:-1]}…", f"…{name[1:]}", f"{name[:3]}…", f"…{name[-3:]}")


def suggest(wrong: str, known: Collection[str], *, what: str) -> str:
    """Say which known name was probably meant, or list the known ones; `what` names them."""
    if meant := closest(wrong, known):
        return f'did you mean "{meant}"?'
    if not known:
        return "there are none"
    names = list(known)
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""  # noqa: PLR2004
    return f"{what}: {', '.join(names[:12])}{more}"


_NAMED: dict[str, str] = {}
"""Folders whose files messages call by another name, which stands before their path."""


@contextmanager
def name_folder(folder: Path, name: str) -> Iterator[None]:
    """Let `shown` say a name before the paths of a folder's files, in place of the folder's own."""
    root = os.path.normpath(folder.absolute()).rstrip(os.sep) + os.sep
    _NAMED[root] = name
    try:
        yield
    finally:
        del _NAMED[root]


def shown(path: Path) -> str:
    """Return the path as messages show it: from the current folder where it lies below that."""
    absolute = os.path.normpath(path.absolute())
    for root, name in _NAMED.items():
        if absolute.startswith(root):
            return name + Path(absolute[len(root) :]).as_posix()
    here = os.path.normpath(Path.cwd())
    inside = absolute.startswith(here.rstrip(os.sep) + os.sep)
    return Path(os.path.relpath(absolute, here) if inside else absolute).as_posix()
