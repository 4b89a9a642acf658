"""What only the whole workspace shows: levels that say the same, or ask for less as they rise."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from jdgen.problems import Place
from jdgen.rules.figures import budgets
from jdgen.rules.structure import fault
from jdgen.tuples import NamedTuple
from jdgen.workspace.review import to_review

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from jdgen.compare.statements import Statement
    from jdgen.problems import Problem
    from jdgen.workspace.inheritance import Library

_OWN: Final = frozenset({"purpose", "scope", "accountabilities", "knowledge-skills-experience"})
_KNOWLEDGE: Final = "knowledge-skills-experience"
_TELLING: Final = 6
"""So many words and more are no phrase that two levels may well have in common."""
_WORD: Final = re.compile(r"£?[^\W_]+(?:[.,]\d+)*")
_AWARD: Final = r"(?:qualification|diploma|award|certificate|n?vq|apprenticeship)s?"
_NUMBERED: Final = re.compile(
    rf"\b(?:(?:qualified to|educated to|{_AWARD}(?: at| of)?) level ([2-8])"
    rf"|level ([2-8])(?: \w+){{0,2}} {_AWARD})\b",
    re.IGNORECASE,
)
_NAMED: Final = {
    7: r"postgraduate|master'?s degree|msc",
    6: r"(?:honours|bachelor'?s|first|relevant) degree|(?<!of )a degree(?! of)|bsc",
    5: r"hnd|foundation degree",
    4: r"hnc",
    3: r"a[- ]levels",
    2: r"gcses?",
}
"""https://www.gov.uk/what-different-qualification-levels-mean"""
_TELLS: Final = ("level", "degree", "gcse", "graduate", "msc", "bsc", "hnd", "hnc")
"""What a text holds that names a qualification, in small letters."""
_NAMES: Final = {
    level: re.compile(rf"\b(?:{names})\b", re.IGNORECASE) for level, names in _NAMED.items()
}


class Rung(NamedTuple):
    """What a level's own file says: its texts by their words, and the qualification it asks for.

    The qualification is one of the eight levels of England, Wales and Northern Ireland; 0 is none.
    """

    texts: Mapping[str, Place]
    qualification: int
    asked_at: Place | None


def rung(said: Iterable[Statement], file: str) -> Rung:
    """Return what a level's file says of a level."""
    texts: dict[str, Place] = {}
    highest, asked_at = 0, None
    for each in said:
        place = each.passage.place
        if each.section not in _OWN or place.file != file:
            continue
        words = _WORD.findall(each.text.casefold())
        if len(words) >= _TELLING:
            texts.setdefault(" ".join(words), place)
        if each.section == _KNOWLEDGE and (asked := qualification(each.text)) > highest:
            highest, asked_at = asked, place
    return Rung(texts, highest, asked_at)


@lru_cache(maxsize=5_000)
def qualification(text: str) -> int:
    """Return the level of the highest qualification that a text asks for; 0 for none.

    A level that is said counts for more than what it is explained by: level 4 (a year of a degree).
    """
    plain = text.casefold()
    if not any(word in plain for word in _TELLS):
        return 0
    numbers = [int(before or after) for before, after in _NUMBERED.findall(text)]
    named = (level for level, names in _NAMES.items() if names.search(text))
    return max(numbers) if numbers else next(named, 0)


def ladder_faults(rungs: Sequence[Rung]) -> Iterator[Problem]:
    """Yield what is likely wrong with the levels of a family, given by rank."""
    for lower, upper in pairwise(rungs):
        for text, place in upper.texts.items():
            if (other := lower.texts.get(text)) and other.file != place.file:
                yield fault("FA01", place, f"the level below says the same, at {other}")
        if upper.asked_at and upper.qualification < lower.qualification:
            message = f"a qualification of level {upper.qualification} is asked for, and the level"
            message += f" below asks for one of level {lower.qualification}, at {lower.asked_at}"
            yield fault("FA02", upper.asked_at, message)
        above, at = budgets(upper.texts)
        below, where = budgets(lower.texts)
        if at and where and above < below:
            message = f"a budget of £{above:,.0f} is named, and the level below has one of"
            yield fault("FA02", at, f"{message} £{below:,.0f}, at {where}")


def past_reviews(library: Library, day: date) -> Iterator[Problem]:
    """Yield the files whose review date is past on a day; raise as `to_review` does."""
    for row in to_review(library, day, day):
        if "past" in row.why:
            yield fault("ST03", Place(row.place), f"the review was due on {row.review_by}")
