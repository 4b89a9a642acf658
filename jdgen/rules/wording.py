"""Words that a good HR partner would ask about, in the texts of a job."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.problems import Problem
from jdgen.rules.catalogue import catalogue, wording, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Job
    from jdgen.problems import Place
    from jdgen.rules.catalogue import Phrases, Where

_ENGLISH: Final = "en"
"""The language that the rules' words are of."""
_DUTIES: Final = frozenset({"duties", "accountabilities"})
_CRITERIA: Final = frozenset({"person-specification", "knowledge-skills-experience"})


class Said(NamedTuple):
    """A text of a job: where it stands, what it says, and what kind of text it is."""

    place: Place
    text: str
    where: Where


def texts(job: Job, statements: Iterable[Statement]) -> Iterator[Said]:
    """Yield the texts of a job that are in English: its title, its own facts, its statements."""
    main = job.setting.wanted
    passages = [job.title, *(job.facts[name] for name in sorted(job.local))]
    for passage in passages:
        if (passage.language or main).startswith(_ENGLISH):
            yield Said(passage.place, passage.text, "texts")
    for statement in statements:
        if (statement.passage.language or main).startswith(_ENGLISH):
            where: Where = "texts"
            if statement.form == "criterion" or statement.section in _CRITERIA:
                where = "criteria"
            elif statement.section in _DUTIES:
                where = "duties"
            more = [each.text for each in statement.passages[1:]]
            text = " ; ".join([statement.text, *more]) if more else statement.text
            yield Said(statement.passage.place, text, where)


def wording_faults(said: Iterable[Said]) -> Iterator[Problem]:
    """Yield what the rules with words find in the texts of a job, each rule once a text."""
    said = list(said)
    rules = catalogue()
    for text in said:
        for name, found in _found(text.text, text.where):
            rule = rules[name]
            if rule.duties and _is_duty(rule.duties, said):
                continue
            title = f"{rule.title[0].lower()}{rule.title[1:]}"
            message = f'"{found.strip(" .")}": {title} ({name})'
            yield Problem(text.place, message, rule.remedy, rule.id)


def _is_duty(phrases: Phrases, said: Iterable[Said]) -> bool:
    """Return whether a text of the job that is no criterion says any of the phrases."""
    return any(
        one.where != "criteria" and phrases.found([".", *words_of(one.text)]) for one in said
    )


@lru_cache(maxsize=20_000)
def _found(text: str, where: Where) -> tuple[tuple[str, str], ...]:
    """Return which rules find what in a text; many texts stand in several jobs."""
    words = [".", *words_of(text), "."]  # at which some phrases start or end
    rules = catalogue()
    return tuple(
        (name, found)
        for name, found in wording().found(words).items()
        if rules[name].where in {"texts", where} and not rules[name].unless.found(words)
    )
