"""What a document says of a fact, as its field takes it: dates, figures, words of a closed list."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from jdgen.importing.vocabulary import plain
from jdgen.model.facts import CHOICES, KIND_OF_FACT
from jdgen.reading.values import finder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jdgen.importing.found import FactReading

_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAY: Final = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    r"([A-Za-z]{3,9})\.?,?\s+(\d{4})",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONEY: Final = re.compile(
    r"[£$€]?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?\s?(k|m|million|thousand)?"
    r"(?: (?:a year|per annum|pa|p\.a\.))?",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(
    r"(up to |over |at least )?(\d+(?:\.\d{1,2})?)(?: ?(?:to|-|\u2013) ?(\d+))?"
    r"(?: (?:staff|people|fte|employees|posts?))?",
    re.IGNORECASE,
)
_WORDS: Final = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        range(1, 11),
        strict=True,
    )
)
_NONE: Final = frozenset(
    {"no", "none", "not required", "n a", "na", "not applicable", "not needed", "no check", "nil"}
)
_TIMES: Final = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}


def value_of(fact: str, said: str) -> str | dict[str, str]:
    """Return a value as the field of a fact takes it; a place to fill in where it can't be told."""
    kind = KIND_OF_FACT.get(fact, "words")
    text = " ".join(said.split())
    if kind == "date":
        return day_of(text) or {"text": escaped(text)}
    if kind == "money":
        return _money(text) or open_place(text)
    if kind in {"count", "figure"}:
        return _count(text) or open_place(text)
    return _word(text, CHOICES[fact]) if kind == "word" else escaped(text)


def _word(text: str, choices: Sequence[str]) -> str:
    """Return which of a closed list a text means; a place to fill in where that can't be told."""
    find = finder(choices)
    if found := find(text) or find(text.removesuffix(" DBS").removesuffix(" check")):
        return found
    none = next((word for word in ("None", "not necessary") if word in choices), "")
    return none if none and plain(text) in _NONE else open_place(text)


def day_of(text: str) -> str:
    """Return a day as 2027-03-31; empty where a text says none, or more than a day."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        year, month, day = map(int, text.split("-"))
    elif found := _DAY.fullmatch(text):
        name = found[2].casefold()
        months = [at for at, month in enumerate(_MONTHS, 1) if month.startswith(name)]
        if len(months) != 1:
            return ""
        day, month, year = int(found[1]), months[0], int(found[3])
    elif found := _FIGURES.fullmatch(text):  # day, month, year, as in Britain
        day, month, year = map(int, found.groups())
    else:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _money(text: str) -> str:
    found = _MONEY.fullmatch(text)
    if not found:
        return ""
    amount = float(found[1].replace(",", "") + (found[2] or "")) * _TIMES.get(
        (found[3] or "").casefold(), 1
    )
    return f"{amount:.2f}".removesuffix(".00")


def _count(text: str) -> str:
    text = " ".join(str(_WORDS.get(word.casefold(), word)) for word in text.split())
    if plain(text) in {"none", "no", "nil", "0"}:
        return "0"
    found = _COUNT.fullmatch(text)
    if not found:
        return ""
    return f"{found[2]} to {found[3]}" if found[3] else f"{(found[1] or '').casefold()}{found[2]}"


def readings(said: Sequence[FactReading]) -> list[FactReading]:
    """Return what a document says of a fact, each reading once, however it is spelt."""
    by_form: dict[str, FactReading] = {}
    for one in said:
        by_form.setdefault(plain(one.value), one)
    return list(by_form.values())


def escaped(text: str) -> str:
    """Return a text in which two braces are no fact's name."""
    return text.replace("{{", "\\{{")


def open_place(*texts: str) -> str:
    """Return a place to fill in, with what was read."""
    return "{{ ? " + " or ".join(re.sub(r"[{}]", "", text) for text in texts) + " }}"
