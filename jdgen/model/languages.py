"""The few words that jdgen itself puts into texts, by language: dates, figures, pay, headings.

They are data, in `jdgen/languages`, which an organisation can change and add to. Everything else
that a document says is in the organisation's files and in its layouts.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

FOLDER: Final = Path(__file__).parent.parent / "languages"
_MAIN: Final = "en-GB"
OF_WORKING_TIME: Final = frozenset({"weekly_hours", "part_time_pay", "pay_for_hours", "pro_rata"})
"""Words that are needed only where full time is said."""
_NOON: Final = 12


class Wording(NamedTuple):
    """How one language writes dates, figures, pay and ranges, and the fixed words of the model.

    Names in braces stand for what is put in; `jdgen/languages/en-GB.yaml` says what each is for.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    ordinals: tuple[str, ...]
    date: str
    first_day: str
    at: str
    time: str
    full_hour: str
    halves: tuple[str, ...]
    midday: str
    midnight: str
    thousands: str
    decimal: str
    percentage: str
    money: str
    money_by_code: str
    signs: Mapping[str, str]
    span: str
    up_to: str
    at_least: str
    over: str
    several: str
    colon: str
    semicolon: str
    per: Mapping[str, str]
    weekly_hours: tuple[str, ...]
    part_time_pay: str
    pay_for_hours: str
    pro_rata: tuple[str, ...]
    evaluated: Mapping[str, str]
    inside: str
    outside: str
    this_post: str
    common: tuple[str, ...]
    words: Mapping[str, str]

    def day(self, *days: dt.date) -> str:
        """Return one day, or several of one month, as prose has them: 5 and 6 March 2027."""
        if len(days) > 1 and self._is_whole:
            return self.joined([*map(self.day, days)])
        return self._in_month(days[0], lambda number: self.joined([*map(number, days)]))

    def days(self, first: dt.date, last: dt.date) -> str:
        """Return all days from one to another: 5 to 9 March 2027."""
        if (first.year, first.month) != (last.year, last.month) or self._is_whole:
            return self.between(self.day(first), self.day(last))
        return self._in_month(first, lambda number: self.between(number(first), number(last)))

    @property
    def _is_whole(self) -> bool:
        """Return whether no two days share a month: each has its weekday, or all is figures."""
        return "{weekday}" in self.date or "{month2}" in self.date

    def _in_month(self, day: dt.date, numbers: Callable[[Callable[[dt.date], str]], str]) -> str:
        return self.date.format(
            day=numbers(self._number),
            day2=numbers(lambda each: f"{each.day:02}"),
            ordinal=numbers(lambda each: self.ordinals[each.day - 1]),
            weekday=self.weekdays[day.weekday()],
            month=self.months[day.month - 1],
            month2=f"{day.month:02}",
            year=day.year,
        )

    def _number(self, day: dt.date) -> str:
        return self.first_day if day.day == 1 else str(day.day)

    def clock(self, at: dt.time) -> str:
        """Return a time of day: 5pm."""
        if not at.minute and at.hour in {0, _NOON}:
            named = self.midday if at.hour else self.midnight
            if named:
                return named
        return (self.time if at.minute else self.full_hour).format(
            hour=at.hour,
            hour12=at.hour % _NOON or _NOON,
            minute=f"{at.minute:02}",
            half=self.halves[at.hour // _NOON],
        )

    def figure(self, number: str) -> str:
        """Return a number, written with a point, as prose has it: 12,500.5."""
        whole, _, rest = number.partition(".")
        figures = f"{int(whole):,}".replace(",", self.thousands)
        return f"{figures}{self.decimal}{rest}" if rest else figures

    def amount(self, hundredths: int, currency: str, *, exact: bool = False) -> str:
        """Return an amount in hundredths of a currency (ISO 4217): £33,024, £12.60.

        An `exact` one has its hundredths even where they are none.
        """
        whole, rest = divmod(hundredths, 100)
        number = self.figure(f"{whole}.{rest:02}" if rest or exact else str(whole))
        if sign := self.signs.get(currency):
            return self.money.format(sign=sign, number=number)
        return self.money_by_code.format(code=currency, number=number)

    def between(self, low: str, high: str) -> str:
        """Return a range: the one text where both are the same."""
        return low if low == high else self.span.format(low=low, high=high)

    def joined(self, texts: Sequence[str]) -> str:
        """Return texts as a list in a sentence: A, B and C."""
        *most, last = texts
        return f"{', '.join(most)} {self.several} {last}" if most else last

    def labelled(self, label: str, text: str) -> str:
        """Return a text after what it is about: Grade 4: £24,000."""
        return f"{label}{self.colon} {text}"

    def apart(self, texts: Iterable[str]) -> str:
        """Return texts with semicolons between them."""
        return f"{self.semicolon} ".join(texts)


@cache
def _known(language: str) -> Mapping[str, Any]:
    """Return the words that jdgen has of a language (a BCP 47 tag); none where it has no others.

    A language that is written in several ways has the first of them, where none is the tag's.
    """
    spoken = language.partition("-")[0]
    own = [tag for tag in languages() if tag.partition("-")[0] == spoken]
    if not own:
        return {}
    tag = language if language in own else own[0]
    import yaml  # noqa: PLC0415 - only a text with a date or a figure needs it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    said = yaml.load((FOLDER / f"{tag}.yaml").read_text("utf-8"), loader)  # noqa: S506 - safe
    return _changed(_known(said.pop("like")), said) if "like" in said else said


def languages() -> list[str]:
    """Return the languages that jdgen has words of, by their tags."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def has_words(language: str) -> bool:
    """Return whether jdgen has words of a language (a BCP 47 tag)."""
    return bool(_known(language))


def _said(language: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words of a language, or of the one that it is to start from, with changes."""
    like = changes.get("like")
    own = {name: words for name, words in changes.items() if name != "like"}
    return _changed(_known(like.text if like else language), own)


def borrowed(changes: Mapping[str, Any]) -> list[str]:
    """Return what a language says in the words of the one that it starts from, by name.

    Marks and figures, which have no letters, are no language's.
    """
    if not (like := changes.get("like")):
        return []
    names: list[str] = []
    for name, words in _known(like.text).items():
        own = changes.get(name, {})
        if isinstance(words, dict):
            those = [word for word, text in words.items() if word not in own and _has_words(text)]
            names += (f"{name}: {word}" for word in those)
        elif name not in {*changes, *_NEVER_PRINTED} and _has_words(words):
            names.append(name)
    return names


def borrowed_words(
    changes: Mapping[str, Mapping[str, Any]], languages: Iterable[str]
) -> Iterator[str]:
    """Yield what languages say in another's words, each as a remark."""
    for language in languages:
        said = changes.get(language, {})
        if names := borrowed(said):
            like = said["like"]
            yield (
                f'{like.place}: "{language}" has no words of its own for {", ".join(names)}: they'
                f' are printed in "{like.text}"'
            )


_NEVER_PRINTED: Final = frozenset({"common", "pro_rata"})


def _has_words(said: str | list[str]) -> bool:
    """Return whether any letter stands outside the braces of what a language says."""
    return any(map(str.isalpha, re.sub(r"\{\w*\}", "", "".join(said))))


def _changed(known: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**known, **changes}
    for name, words in changes.items():
        if isinstance(words, dict):
            merged[name] = {**known.get(name, {}), **words}
    return merged


def lacking(language: str, changes: Mapping[str, Any]) -> list[str]:
    """Return what a language has no words for, with an organisation's own changes to them.

    Names are those of `Wording`, and "words: essential" of a word that is one of several.
    """
    known, whole = _said(language, changes), _known(_MAIN)
    missing = [name for name in whole if name not in known]
    for name in ("per", "words"):
        missing += [f"{name}: {word}" for word in whole[name] if word not in known.get(name, whole)]
    return missing


def wording_in(language: str, changes: Mapping[str, Any] | None = None) -> Wording:
    """Return the words of a language (a BCP 47 tag), with an organisation's changes to them.

    What it lacks is English; `lacking` says so before anything is printed.
    """
    return _wording(language) if not changes else _made(_said(language, changes))


@cache
def _wording(language: str) -> Wording:
    return _made(_known(language))


def _made(words: Mapping[str, Any]) -> Wording:
    whole = _changed(_known(_MAIN), words)
    fields: dict[str, Any] = {
        name: tuple(map(str, value)) if isinstance(value, list) else value
        for name, value in whole.items()
    }
    return Wording(**fields)
