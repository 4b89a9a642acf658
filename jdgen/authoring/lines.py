"""Lines of a new YAML file: fields, places to fill in, and notes."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from jdgen.reading.yaml_text import bracketed, scalar
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WIDTH: Final = 110
_SPACE: Final = "\u2060"
"""A space at which no line is broken, until it is written."""


class NewFile(NamedTuple):
    """A file to write: where, what is in it, what it says, and the word that means it."""

    path: Path
    text: str
    word: str


def head(path: Path, root: Path, kind: str, about: str) -> list[str]:
    """Return the first lines of a file: what editors check it by, and what it is."""
    up = "../" * (len(path.relative_to(root).parts) - 1)
    return [f"# yaml-language-server: $schema={up}.jdgen/{kind}.schema.json", *note(about)]


def note(text: str, indent: str = "") -> list[str]:
    """Return a note for those who edit the file."""
    start = f"{indent}# "
    whole = re.sub(r"{{[^{}]*}}", lambda match: match[0].replace(" ", _SPACE), text)
    lines = textwrap.wrap(
        whole,
        WIDTH,
        initial_indent=start,
        subsequent_indent=start,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_SPACE, " ") for line in lines]


def open_place(what: str) -> str:
    """Return a place to fill in, as a text of YAML."""
    return scalar(f"{{{{ ? {_bare(what)} }}}}")


def field(name: str, answer: str, what: str, remark: str = "") -> str:
    """Return a field with its answer, or with a place to fill in where there is none."""
    line = f"{name}: {scalar(answer) if answer else open_place(what)}"
    return f"{line}   # {remark}" if remark else line


def ids(name: str, chosen: Iterable[str]) -> list[str]:
    """Return a field that names ids; no line where there are none."""
    names = list(chosen)
    return [f"{name}: {bracketed(names)}"] if names else []


def _bare(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")
