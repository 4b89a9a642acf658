"""What a role and its level are called, by the title and the grade that a document says."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Final

from jdgen.authoring.naming import legal_name
from jdgen.authoring.questions import WrongAnswer
from jdgen.names import composed, folded, original

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST: Final = 60
_LONGEST_LEVEL: Final = 40
NO_LEVEL: Final = "to-be-placed"


def role_name(title: str, taken: Iterable[str]) -> str:
    """Return what a role is called: by its title, and as no other is on any system."""
    name = _short(re.sub(r"\(s\)", "s", title), _LONGEST) or "role"
    others = set(map(folded, taken))
    if (of := original(name)) and folded(of) in others:
        name = f"{name}-role"  # else it would look like a copy of that one
    free = (name if at == 1 else f"{name}-{at}" for at in count(1))
    return next(one for one in free if folded(one) not in others)


def level_name(grade: str) -> str:
    """Return what the empty level of a grade is called."""
    name = _short(grade, _LONGEST_LEVEL)
    return name if name.startswith("grade") else f"grade-{name}" if name else NO_LEVEL


def title_of_file(name: str) -> str:
    """Return the title of a job that only the name of its document tells."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    return re.sub(r"[_-]+", " ", stem).strip().capitalize()


def legal_family(family: str) -> str:
    """Return a name like this one that a family can have."""
    return _short(family, None) or "customer-service"


def _short(said: str, longest: int | None) -> str:
    """Return a legal name of at most so many letters, cut between words; empty where none is."""
    try:
        name = legal_name(composed(said))
    except WrongAnswer:
        return ""
    if longest is None or len(name) <= longest:
        return name
    cut = name[:longest].rstrip("-")
    return cut if name[len(cut)] == "-" or "-" not in cut else cut.rpartition("-")[0]
