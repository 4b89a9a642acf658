"""The start of the command: `jdgen`, and `python -m jdgen`."""

from __future__ import annotations

import gc
import re
import sys
from typing import TYPE_CHECKING, Final

from jdgen.process import ending, streams

if TYPE_CHECKING:
    from collections.abc import Callable

_compile: Final[Callable[..., re.Pattern[str]]] = re.compile


class _Late:
    """What a regular expression is to whoever uses it: compiled when that is done first.

    Most commands use few of those that their modules and what these import make at the start.
    """

    __class__ = property(lambda _: re.Pattern)  # for `isinstance`

    def __init__(self, *given: object, **named: object) -> None:
        self._given, self._named = given, named

    def __getattr__(self, name: str) -> object:
        found = getattr(_compile(*self._given, **self._named), name)
        setattr(self, name, found)
        return found


def main() -> None:
    """Run the command line."""
    ending.watch()
    streams.guard()
    re.compile = _Late  # type: ignore[assignment]
    # Python looks through all objects after every 700 new ones, and again three times as it ends.
    # Nearly all that a command makes stays until its end, so both would take a sixth of the time.
    gc.set_threshold(200_000, 20, 100)
    try:
        from jdgen.cli import run  # noqa: PLC0415 - imports are what is to be quick

        run()
    except SystemExit as ended:
        code = streams.deliver(ended.code, ending.outcome())
        ending.close()
        sys.exit(code)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
