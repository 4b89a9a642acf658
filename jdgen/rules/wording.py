"""Words that a good HR partner would ask about, in the texts of a job."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from jdgen.problems import Problem
from jdgen.rules.catalogue import ANYWHERE, catalogue, wording
from jdgen.rules.phrases import words_of
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Job
    from jdgen.problems import Place
    from jdgen.rules.catalogue import Rule, Where
    from jdgen.rules.phrases import Phrases

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
    is_english = main.startswith(_ENGLISH)
    for statement in statements:
        language = statement.passage.language
        if language.startswith(_ENGLISH) if language else is_english:
            where: Where = "texts"
            if statement.form == "criterion" or (
                statement.section in _CRITERIA and statement.form != "heading"
            ):
                where = "criteria"
            elif statement.section in _DUTIES:
                where = "duties"
            text, entry = statement.text, statement.entry
            if entry and entry.details:
                text = " ; ".join([text, *(each.text for each in statement.passages[1:])])
            yield Said(statement.passage.place, text, where)


def wording_faults(
    said: Iterable[Said],
    own: Phrases | None = None,
    allowed: Mapping[str, Collection[str]] | None = None,
    untold: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """Yield what the rules with words find in the texts of a job, each rule once a text.

    `own` are an organisation's words, which a rule finds wherever it looks; `allowed` are words
    that a rule does not find here, by its id. Nothing is looked for by the rules `untold`.
    """
    said = list(said)
    rules = catalogue()
    for text in said:
        found_in = _found(text.text, text.where, untold)
        for key, found in (*found_in, *_own(own, text)) if own else found_in:
            name, _, instead = key.partition("\0")
            rule = rules[name]
            if allowed and found.strip(" .") in allowed.get(name, ()):
                continue
            if rule.duties and _is_duty(rule.duties, said):
                continue
            title = f"{rule.title[0].lower()}{rule.title[1:]}"
            message = f'"{found.strip(" .")}": {title} ({name})'
            remedy = f'write "{instead}"' if instead else rule.remedy
            yield Problem(text.place, message, remedy, rule.id)


def _is_duty(phrases: Phrases, said: Iterable[Said]) -> bool:
    """Return whether a text of the job that is no criterion says any of the phrases."""
    return any(
        one.where != "criteria" and phrases.found([".", *words_of(one.text)]) for one in said
    )


def _own(own: Phrases, text: Said) -> Iterator[tuple[str, str]]:
    """Yield which of an organisation's own words are in a text, by their names."""
    rules = catalogue()
    for key, found in own.found(words_of(text.text)).items():
        if rules[key.partition("\0")[0]].where in {"texts", text.where}:
            yield key, found


@lru_cache(maxsize=20_000)
def _found(text: str, where: Where, untold: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return which rules find what in a text; many texts stand in several jobs.

    A rule is let off by company in the same sentence or beside it; in a criterion, in all of it.
    """
    words = words_of(text)
    rules = catalogue()
    met: dict[str, str] = {}
    for sentence, company in _sentences(words, where):
        for key, found in wording().found(sentence, _passed_over(where, untold)).items():
            name, _, instead = key.partition("\0")
            at = name if instead == ANYWHERE else key
            if at not in met and not rules[name].unless.found(company):
                met[at] = found
    for rule in _of_few_words():
        if rule.id in untold or rule.id in met:
            continue
        if rule.where in {"texts", where} and _is_only(words, rule.only):
            met[rule.id] = text
    return tuple(met.items())


@cache
def _passed_over(where: Where, untold: frozenset[str]) -> frozenset[str]:
    """Return the names of the words that are not looked for in texts of a kind.

    `untold` are rules of whose findings nothing is told.
    """
    rules = catalogue()
    parts = {name: name.partition("\0") for name, _ in wording()}
    return frozenset(
        name
        for name, (of, _, instead) in parts.items()
        if of in untold or (instead != ANYWHERE and rules[of].where not in {"texts", where})
    )


def _sentences(words: list[str], where: Where) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each sentence between the marks at which phrases start or end, and its company."""
    ends = [at for at, word in enumerate(words[:-1]) if word == "."]
    if where == "criteria" or not ends:
        whole = [".", *words, "."]
        yield whole, whole
        return
    starts = [-1, *ends, len(words)]
    for at, start in enumerate(starts[:-1]):
        end, before = starts[at + 1], starts[max(at - 1, 0)]
        further = starts[min(at + 2, len(starts) - 1)]
        yield [".", *words[start + 1 : end], "."], [".", *words[before + 1 : further], "."]


_FEW: Final = 16


@cache
def _of_few_words() -> tuple[Rule, ...]:
    return tuple(rule for rule in catalogue().values() if rule.only)


def _is_only(words: list[str], only: frozenset[str]) -> bool:
    return 0 < len(words) <= _FEW and only.issuperset(words)
