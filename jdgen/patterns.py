"""Regular expressions that are compiled when they are first used.

Most commands use few of those that their modules and what these import make at the start.
"""

from __future__ import annotations

import re
from typing import Any, Final

_compile: Final = re.compile


class _Late:
    """What a regular expression is to whoever uses it."""

    __class__ = property(lambda _: re.Pattern)  # for `isinstance`

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as `re.compile` takes it
        self._given, self._named = given, named

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever it is
        found = getattr(_compile(*self._given, **self._named), name)
        setattr(self, name, found)
        return found


def compile_when_used() -> None:
    """Let `re.compile` only note what is to be compiled."""
    re.compile = _Late  # type: ignore[assignment]
