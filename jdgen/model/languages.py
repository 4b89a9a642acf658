"""The few words that jdgen itself puts into texts, by language: dates, pay, headings of data.

Everything else that a document says is in the organisation's files and in its layouts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Wording(NamedTuple):
    """How one language writes dates, amounts and ranges, and the fixed words of the model."""

    months: tuple[str, ...]
    span: str
    up_to: str
    at_least: str
    per: Mapping[str, str]
    several: str
    inside: str
    outside: str
    this_post: str
    words: Mapping[str, str]

    def date(self, day: date) -> str:
        """Return a date as prose writes it: 5 March 2027."""
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def between(self, low: str, high: str) -> str:
        """Return a range: the one text where both are the same."""
        return low if low == high else self.span.format(low=low, high=high)

    def joined(self, texts: list[str]) -> str:
        """Return texts as a list in a sentence: A, B and C."""
        *most, last = texts
        return f"{', '.join(most)} {self.several} {last}" if most else last

    def say(self, word: str) -> str:
        """Return a fixed word of the model as this language writes it."""
        return self.words.get(word, word[:1].upper() + word[1:])


_ENGLISH: Final = Wording(
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    span="{low} to {high}",
    up_to="up to {high}",
    at_least="from {low}",
    per={"year": "{pay} a year", "week": "{pay} a week", "hour": "{pay} an hour"},
    several="and",
    inside="Inside the organisation",
    outside="Outside the organisation",
    this_post="{title} (this post)",
    words={},
)
_WELSH: Final = Wording(
    months=(
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ),
    span="{low} i {high}",
    up_to="hyd at {high}",
    at_least="o {low}",
    per={"year": "{pay} y flwyddyn", "week": "{pay} yr wythnos", "hour": "{pay} yr awr"},
    several="a",
    inside="Y tu mewn i'r sefydliad",
    outside="Y tu allan i'r sefydliad",
    this_post="{title} (y swydd hon)",
    words={
        "essential": "Hanfodol",
        "to be learnt on appointment": "I'w dysgu ar ôl penodi",
        "desirable": "Dymunol",
        "not necessary": "Ddim yn angenrheidiol",
        "none": "Dim",
        # checks by law, as the Disclosure and Barring Service calls them in Welsh
        # (https://www.gov.uk/government/publications/dbs-guidance-leaflets)
        "None": "Dim",
        "Basic": "Sylfaenol",
        "Standard": "Safonol",
        "Enhanced": "Manylach",
        "Enhanced with Barred List(s)": "Manylach gyda gwiriad Rhestr(au) Gwahardd",
        "Children": "Plant",
        "Adults": "Oedolion",
        "Children and adults": "Plant ac oedolion",
        "Other": "Arall",
        "Specified": "Swydd benodedig",
        "Sensitive": "Swydd sensitif",
        # how far a text has come
        "Draft": "Drafft",
        "Agreed": "Cytunwyd",
        "Evaluated": "Gwerthuswyd",
        "Approved": "Cymeradwywyd",
        "Retired": "Tynnwyd yn ôl",
    },
)
_WORDINGS: Final = {"en": _ENGLISH, "cy": _WELSH}

_SYMBOLS: Final = {"GBP": "£", "EUR": "€", "USD": "$", "AUD": "$", "CAD": "$"}


def wording_in(language: str) -> Wording:
    """Return the words of a language (a BCP 47 tag); English where jdgen knows no others."""
    return _WORDINGS.get(language.partition("-")[0], _ENGLISH)


def money(hundredths: int, currency: str) -> str:
    """Return an amount in hundredths of a currency (ISO 4217): £33,024, £12.60."""
    whole, rest = divmod(hundredths, 100)
    figures = f"{whole:,}.{rest:02}" if rest else f"{whole:,}"
    symbol = _SYMBOLS.get(currency)
    return f"{symbol}{figures}" if symbol else f"{currency} {figures}"
