"""What can be wrong with the input, and where: every fault names file, line, column and remedy."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")

LFS_POINTER: Final = b"version https://git-lfs.github.com/spec/"
"""How what stands in place of a file begins, where Git LFS keeps the file and hasn't fetched it."""
NOT_FETCHED: Final = "Git LFS has not fetched this file: only a pointer to it is here"
FETCH_IT: Final = "fetch it with git lfs pull"


class Place(NamedTuple):
    """A place in a file; line and column count from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def place(self) -> Place:
        """Return the place itself, which so can be named wherever something at a place can."""
        return self


class Placed(Protocol):
    """Something that stands at a place: a value of a file, a source, a text."""

    @property
    def place(self) -> Place:
        """Return where it stands."""


class Problem(NamedTuple):
    """One fault in the input: where it is, what is wrong, which rule says so, what to do."""

    place: Place
    message: str
    hint: str
    rule: str

    def __str__(self) -> str:
        line = f"{self.place}: {self.message}; {self.hint}"
        return " ".join(line.split()) if "\n" in line or "\r" in line else line


class InvalidInput(Exception):
    """The input is wrong; carries every problem found, once each, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class NotFound(Exception):
    """What was asked for isn't there, or is there several times; the message says what would be."""


class Problems(list[Problem]):
    """What is wrong, as far as it is found; handed down to all that may find any of it."""

    __slots__ = ()

    def refuse(self, what: Placed, message: str, hint: str, rule: str) -> None:
        """Add a problem of something, at its place."""
        self.append(Problem(what.place, message, hint, rule))

    def catch(self, attempt: Callable[[], T]) -> T | None:
        """Return what the attempt returns; None where its input is wrong, whose problems stay."""
        with self.catching():
            return attempt()
        return None

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Take the problems of what is wrong in a block, which ends there, and go on after it."""
        try:
            yield
        except InvalidInput as invalid:
            self += invalid.problems

    def raise_any(self) -> None:
        """Raise `InvalidInput` with what was found, if anything was."""
        if self:
            raise InvalidInput(self)


def refused(what: Placed, message: str, hint: str, rule: str) -> InvalidInput:
    """Return one problem of something, at its place, as what is raised."""
    return InvalidInput([Problem(what.place, message, hint, rule)])


@contextmanager
def enough_memory(file: Callable[[], str]) -> Iterator[None]:
    """Raise `InvalidInput` at a file where there is not enough memory for what is made of it."""
    try:
        yield
    except MemoryError:
        message = "there is not enough memory for what is made of this file"
        hint = "split it, or give jdgen more memory"
        raise refused(Place(file()), message, hint, "memory") from None


def either(names: Sequence[str]) -> str:
    """Return names as a sentence offers them: one, two or three."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


class Naming(NamedTuple):
    """What messages call the files below a folder: a name stands before their paths in it.

    Without a name they are called as `shown` shows them.
    """

    root: Path
    name: str = ""

    def shown(self, path: Path) -> str:
        """Return the path of a file as messages show it."""
        if self.name and path.is_relative_to(self.root):
            return f"{self.name}{path.relative_to(self.root).as_posix()}"
        return shown(path)

    def place(self, path: Path, line: int = 1) -> Place:
        """Return a line of a file as a place."""
        return Place(self.shown(path), line)


def shown(path: Path) -> str:
    """Return the path as messages show it: from the current folder where it lies below that."""
    absolute = os.path.normpath(path.absolute())
    here = os.path.normpath(Path.cwd())
    inside = absolute.startswith(here.rstrip(os.sep) + os.sep)
    return Path(os.path.relpath(absolute, here) if inside else absolute).as_posix()
