"""What was done to a Word file."""

from __future__ import annotations

from jdgen.tuples import NamedTuple


class Report(NamedTuple):
    """What was done to a Word file, and what a person should look at."""

    added: list[str]
    changed: list[str]
    removed: list[str]
    look: list[str]
