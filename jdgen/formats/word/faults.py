"""What can be wrong with a house style."""

from __future__ import annotations

from typing import Final

from jdgen.formats.escaping import one_line

ADOPT: Final = "run jdgen house-style adopt with this file: it makes a house style of it"
"""The remedy for what a Word file lacks, or holds and should not."""


class BadHouseStyle(Exception):
    """The house style can't be used: says why, and what to do about it in Word."""

    def __init__(self, message: str, hint: str) -> None:
        self.hint = one_line(hint)
        super().__init__(one_line(message))
