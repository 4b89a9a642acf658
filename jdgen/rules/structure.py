"""What the data of a job shows: things asked twice, too many criteria, and what applicants lack."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jdgen.compare.statements import sentences
from jdgen.problems import Problem
from jdgen.rules.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Job
    from jdgen.model.text import Passage
    from jdgen.problems import Place

_OF_ESSENTIAL: Final = {"essential": 3, "desirable": 2}
"""How many thirds of the most essential criteria there may be of each."""
_NEEDED: Final = {
    "post.closing_date": "closing_date",
    "post.location": "location",
    "post.hours": "hours",
    "post.contract": "contract",
    "post.contact": "contact",
}
"""What a vacancy says so that people can apply."""
_ADDRESS: Final = re.compile(
    r"[^\s@]@[^\s@]+\.\w|https?:\S|www\.\w|\w\.(?:uk|com|org|net|cymru|wales|scot|example|eu|ie)\b"
    r"|(?:\d[ ()./-]*){9,}\d|\b(?:ext(?:ension)?\.?|x) ?\d{3,}"
)
_WORD: Final = re.compile(r"[^\W_]+")


def fault(rule: str, place: Place, message: str) -> Problem:
    """Return a finding of a rule, with the rule's remedy."""
    return Problem(place, f"{message} ({rule})", catalogue()[rule].remedy, rule)


def structure_faults(job: Job, said: Iterable[Statement], most: int) -> Iterator[Problem]:
    """Yield what the statements of a job show; `most` is how many criteria may be essential."""
    criteria = [each for each in said if each.form == "criterion"]
    number = Counter(dict(each.details).get("importance", "") for each in criteria)
    for importance, thirds in _OF_ESSENTIAL.items():
        limit = most * thirds // 3
        if number[importance] > limit:
            message = f"there are {number[importance]} {importance} criteria, more than {limit}"
            yield fault("PS04", criteria[0].passage.place, message)
    seen: dict[str, Statement] = {}
    for criterion in criteria:
        key = " ".join(_WORD.findall(criterion.text.casefold()))
        if first := seen.get(key):
            if first.passage.place != criterion.passage.place:
                message = f'the criterion "{criterion.text}" is asked at {first.passage.place} too'
                yield fault("PS05", criterion.passage.place, message)
        else:
            seen[key] = criterion
    if job.vacancy:
        yield from _vacancy_faults(job)


def long_sentences(said: Iterable[Statement], most: int) -> Iterator[Problem]:
    """Yield the statements that hold a sentence of more words."""
    for statement in said:
        if statement.text.count(" ") < most:  # as of most: it is on one line
            continue
        for words in _lengths(statement.text):
            if words > most:
                yield fault(
                    "LA01", statement.passage.place, f"a sentence has {words} words, over {most}"
                )


@lru_cache(maxsize=5_000)
def _lengths(text: str) -> tuple[int, ...]:
    """Return how many words each sentence has; many texts stand in several jobs."""
    return tuple(len(sentence.split()) for sentence in sentences(text))


def _vacancy_faults(job: Job) -> Iterator[Problem]:
    missing = [field for fact, field in _NEEDED.items() if fact not in job.facts]
    if missing:
        message = f"the vacancy has no {', no '.join(missing)}"
        yield fault("VA01", job.source.place, message)
    contact = job.facts.get("post.contact")
    if contact and not (_is_open(contact) or _ADDRESS.search(contact.text)):
        yield fault("VA03", contact.place, f'the contact "{contact.text}" has no address')


def own_number(job: Job) -> Passage | None:
    """Return the post number that a vacancy itself says, and that is no place to fill in."""
    number = job.facts.get("post.number") if "post.number" in job.local else None
    return None if number and _is_open(number) else number


def _is_open(said: Passage) -> bool:
    """Return whether a fact is a place still to be filled in, as a draft prints it."""
    return said.text.startswith("[") and said.text.endswith("]")


def shared_numbers(numbers: Iterable[tuple[str, Place] | None]) -> Iterator[Problem]:
    """Yield the vacancies whose post number another has."""
    first: dict[str, Place] = {}
    for number, place in filter(None, numbers):
        other = first.setdefault("".join(_WORD.findall(number.casefold())), place)
        if other != place:
            yield fault("VA02", place, f'the post number "{number}" is at {other} too')
