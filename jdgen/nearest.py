"""The nearest known name to one that is none: "did you mean …?"."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jdgen.names import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_MOST_LISTED: Final = 12
_LONGEST: Final = 100
"""Names longer than this are not guessed at."""
_MANY: Final = 200
"""Of more names than this only those are looked at that begin or end as the wrong one does."""


def closest(wrong: str, candidates: Iterable[str], likeness: float = 0.7) -> str | None:
    """Return the known name that was probably meant, whatever its capitals; None where none is.

    `likeness` is the least share of their letters that the two have in common.
    """
    if len(wrong) > _LONGEST:
        return None
    by_folded, alike = _folded(tuple(candidates))
    sought = folded(wrong)
    names: Iterable[str] = by_folded
    if len(by_folded) > _MANY:
        names = dict.fromkeys(name for key in _ends(sought) for name in alike.get(key, ()))
    close = difflib.get_close_matches(sought, names, n=1, cutoff=likeness)
    return by_folded[close[0]] if close else None


@lru_cache(maxsize=8)
def _folded(candidates: tuple[str, ...]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return names without their capitals, and some of those that begin or end in the same way."""
    by_folded = {folded(name): name for name in candidates if len(name) <= _LONGEST}
    alike: dict[str, list[str]] = {}
    for name in by_folded if len(by_folded) > _MANY else ():
        for key in _ends(name):
            if len(names := alike.setdefault(key, [])) < _MANY:
                names.append(name)
    return by_folded, alike


def _ends(name: str) -> tuple[str, ...]:
    """Return how a name begins and ends, each with more and with less of it."""
    return (f"{name[:-1]}…", f"…{name[1:]}", f"{name[:3]}…", f"…{name[-3:]}")


def suggest(wrong: str, candidates: Collection[str], *, what: str) -> str:
    """Say which known name was probably meant, or list the known ones; `what` names them."""
    if meant := closest(wrong, candidates):
        return f'did you mean "{meant}"?'
    if not candidates:
        return "there are none"
    names = list(candidates)
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return f"{what}: {', '.join(names[:_MOST_LISTED])}{more}"
