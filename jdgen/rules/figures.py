"""Figures of one thing that differ: people who are led, a budget, weekly hours, a fixed term."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jdgen.rules.structure import fault
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Job
    from jdgen.problems import Place, Problem

_WORDS: Final = re.findall(
    r"\w+",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty",
)
_NUMBER: Final = rf"(\d[\d,]*(?:\.\d+)?|{'|'.join(_WORDS)})"
_LED: Final = (
    r"\b(?:manag\w*|supervis\w*|lead\w*|responsible for|direct reports?|team of|in charge of)\b"
)
_PEOPLE: Final = (
    rf"\b(up to |at least |about |more than )?{_NUMBER} ((?:[a-z-]+ ){{0,2}}?)"
    r"(people|person|staff|employee|colleague|officer|assistant|manager|supervisor|operative"
    r"|analyst|apprentice|technician|engineer|administrator|worker|adviser|direct report"
    r"|team leader)s?\b"
)
_ANYBODY: Final = frozenset(
    {"people", "person", "staff", "employee", "colleague", "worker", "direct report"}
)
_MONEY: Final = r"£\s?(\d[\d,]*(?:\.\d+)?)\s?(k|m|million|thousand|bn|billion)?\b"
_TIMES: Final = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_HOURS: Final = rf"\b{_NUMBER} hours (?:a|per|each|every) week\b"
_TERM: Final = rf"\b{_NUMBER}[ -](month|year)s?\b"
_LOOSE: Final = r"\b(?:overtime|on call|extra|minimum|maximum|between|part.time|training)\b"
_FACT: Final = "fact"
_GENERIC: Final = frozenset({"organisation", "family", "level"})
_FACTS: Final = ("responsible_for", "budget", "dimension", "hours", "contract")
_FIGURE: Final = re.compile(rf"\b(?:\d|{'|'.join(_WORDS)})")


class Figure(NamedTuple):
    """A figure of something: of what, how much, how it is said, and whether that is the most."""

    of: str
    amount: float
    said: str
    is_most: bool = False

    def allows(self, other: Figure) -> bool:
        """Return whether it says how many there are at most, and another is no more."""
        return self.is_most and other.amount <= self.amount


def figure_faults(job: Job, said: Sequence[Statement]) -> Iterator[Problem]:
    """Yield the figures that are not those said of the same thing before."""
    first: dict[str, tuple[Figure, Place, str]] = {}
    staff = _staff(job)
    for text, place, layer in _texts(job, said):
        for figure in figures(text):
            if figure.of == "people" and staff:
                least = min(staff)
                if not (figure.amount in staff or (figure.is_most and least <= figure.amount)):
                    numbers = " and ".join(map(str, sorted(staff)))
                    message = f'this says "{figure.said}", and the dimensions give {numbers}'
                    yield fault("FI01", place, message)
                continue
            other, at, of = first.setdefault(figure.of, (figure, place, layer))
            if at == place or (other.amount, other.is_most) == (figure.amount, figure.is_most):
                continue
            if layer == of == _FACT:
                continue  # which have names of their own, such as budgets held and influenced
            if {layer, of} & _GENERIC and (figure.allows(other) or other.allows(figure)):
                continue
            message = f'this says "{figure.said}", and "{other.said}" is said at {at}'
            yield fault("FI01", place, message)


def _staff(job: Job) -> frozenset[int]:
    """Return how many people the dimensions of a job say that it leads: by itself, and in all."""
    numbers = [
        int(text)
        for name, passage in job.facts.items()
        if "staff" in name and (text := passage.text.strip()).isdecimal()
    ]
    return frozenset({*numbers, sum(numbers)} if numbers else ())


def _texts(job: Job, said: Sequence[Statement]) -> Iterator[tuple[str, Place, str]]:
    """Yield texts that say figures, with their place and layer; a fact's after its name."""
    for name in sorted(job.local):
        passage = job.facts[name]
        if any(
            part in name for part in ("responsible_for", "budget", "dimension", "hours", "contract")
        ):
            label = name.rpartition(".")[2].replace("_", " ")
            yield f"{label}: {passage.text}", passage.place, _FACT
    for each in said:
        if each.form not in {"criterion", "heading"} and each.section != "person-specification":
            yield each.text, each.passage.place, each.passage.source.layer


@lru_cache(maxsize=20_000)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures that a text says of what is looked at, where it says one of each."""
    plain = text.casefold()
    if not _FIGURE.search(plain):  # as with most
        return ()
    found: list[Figure] = []
    if "week" in plain and not re.search(_LOOSE, plain):
        found += (
            Figure("hours", _amount(match[1]), match[0]) for match in re.finditer(_HOURS, plain)
        )
    if "budget" in plain and "£" in plain:
        money = re.finditer(_MONEY, plain)
        found += (Figure("budget", _money(match), match[0]) for match in money)
    if "fixed" in plain and ("term" in plain or "contract" in plain):
        found += (
            Figure("term", _amount(match[1]) * (12 if match[2] == "year" else 1), match[0])
            for match in re.finditer(_TERM, plain)
        )
    if re.search(_LED, plain):
        for match in re.finditer(_PEOPLE, plain):
            of_whom = "people" if match[4] in _ANYBODY else f"{match[3]}{match[4]}"
            found.append(Figure(of_whom, _amount(match[2]), match[0], match[1] == "up to "))
    of: dict[str, list[Figure]] = {}
    for figure in found:
        of.setdefault(figure.of, []).append(figure)
    return tuple(same[0] for same in of.values() if len({each.amount for each in same}) == 1)


def _amount(said: str) -> float:
    return float(_WORDS.index(said) + 1 if said in _WORDS else said.replace(",", ""))


def _money(match: re.Match[str]) -> float:
    return _amount(match[1]) * _TIMES.get(match[2] or "", 1)


def budgets(texts: Mapping[str, Place]) -> tuple[float, Place | None]:
    """Return the largest budget that texts say, and where; 0 for none."""
    largest, at = 0.0, None
    for text, place in texts.items():
        for figure in figures(text):
            if figure.of == "budget" and figure.amount > largest:
                largest, at = figure.amount, place
    return largest, at
