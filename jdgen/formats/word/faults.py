"""What can be wrong with a house style."""

from __future__ import annotations


class BadHouseStyle(Exception):
    """The house style can't be used: says why, and what to do about it in Word."""

    def __init__(self, message: str, hint: str) -> None:
        self.hint = hint
        super().__init__(message)
