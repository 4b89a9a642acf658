"""Plain lines, broken between words as a terminal is wide, below where each begins."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def wrapped(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines of which none is wider than the terminal."""
    width = shutil.get_terminal_size().columns
    for line in lines:
        text = line.lstrip()
        indent = line[: len(line) - len(text)]
        parts = textwrap.wrap(
            text,
            width,
            initial_indent=indent,
            subsequent_indent=f"{indent}  ",
            break_on_hyphens=False,
        )
        yield from parts or [""]
