"""Dates as people type them, with the month's name: 4th December 2026, Friday 4 December at 5pm.

What is unambiguous becomes year, month and day; figures such as 4/12/2026 never do, as the month
may stand first.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from jdgen.model.languages import Wording, wording_in
from jdgen.model.text import Setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEEKDAY: Final = r"(?:(?!the\b)(?P<weekday>[^\W\d_]{3,})\.?,?\s+)?"
_DAY: Final = r"(?P<day>\d{1,2})(?:[^\W\d_]{1,3}|[.ºª])?"
_MONTH: Final = r"(?P<month>[^\W\d_]{3,})\.?"
_YEAR: Final = r"(?P<year>\d{4})"
_THE_DAY: Final = rf"{_WEEKDAY}(?:the\s+)?{_DAY}"
_DATES: Final = (
    rf"{_THE_DAY}[\s/-]+(?:(?:of|o|de|di|van)\s+)?{_MONTH},?[\s/-]+(?:de\s+)?{_YEAR}",
    rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
)
_TIME: Final = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[ap]\.?m\.?|hrs)?|"
    r"(?:12\s+)?(?P<noon>noon|midday)"
)
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for one in _DATES
    for form in (one, rf"{one},?\s+(?:at\s+)?(?:{_TIME})", rf"(?:{_TIME})\s+(?:on\s+)?{one}")
)
_NOON: Final = 12
_LONGEST: Final = 60
_SHORTEST: Final = 3


class WrongWeekday(ValueError):
    """A date whose weekday is another one's; its text says which it is."""


def iso_of(text: str, setting: Setting) -> str:
    """Return year, month and day of a date as it is typed, and a time; or the text as it is.

    Raises `WrongWeekday` where the day is no such weekday.
    """
    text = text.strip()
    if text[:4].isdigit() or not any(map(str.isalpha, text)) or len(text) > _LONGEST:
        return text
    matches = [match.groupdict() for form in _FORMS if (match := form.fullmatch(text))]
    for wording in _wordings(setting):
        for said in matches:
            if day := _day(said, wording):
                return f"{day}{_time(said)}"
    return text


def typed_day(text: str) -> date:
    """Return the day that is typed in English on a command line; raise `ValueError`."""
    try:
        day = iso_of(text, Setting())
    except WrongWeekday as wrong:
        raise ValueError(f"{wrong}; correct the day or the weekday") from None
    if not ISO.fullmatch(day):
        raise ValueError(f'"{text}" is not a date; write it as 1 April 2027 or 2027-04-01')
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise ValueError(f'there is no day "{text}"; correct its month or its day') from None


def _wordings(setting: Setting) -> Iterable[Wording]:
    """Yield the words of the organisation's languages, and English last."""
    for tag in setting.languages:
        yield wording_in(tag, setting.changes.get(tag))
    yield wording_in("en-GB")


def _day(said: dict[str, str | None], wording: Wording) -> str:
    month = _which(said["month"] or "", wording.months)
    if month is None or _time(said) is None:
        return ""
    day = f"{said['year']}-{month + 1:02}-{int(said['day'] or 0):02}"
    if weekday := said["weekday"]:
        named = _which(weekday, wording.weekdays)
        if named is None:
            return ""
        try:
            is_on = date.fromisoformat(day).weekday()
        except ValueError:
            return day  # whoever reads it says that there is no such day
        if named != is_on:
            raise WrongWeekday(
                f"{said['day']} {said['month']} {said['year']} is a"
                f" {wording.weekdays[is_on]}, and no {wording.weekdays[named]}"
            )
    return day


def _time(said: dict[str, str | None]) -> str | None:
    """Return the time of a date, after a space; None where it can't be told."""
    if said.get("noon"):
        return " 12:00"
    if not said.get("hour"):
        return ""
    hour, minute = int(said["hour"] or 0), said["minute"] or "00"
    half = (said["half"] or "").lower().replace(".", "")
    if half in {"am", "pm"}:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + _NOON * (half == "pm")
    elif not said["minute"]:
        return None  # a figure alone is no time
    return f" {hour:02}:{minute}"


def _which(word: str, names: Sequence[str]) -> int | None:
    """Return which of a language's months or weekdays a word is, in full or shortened."""
    word = word.casefold()
    folded = [name.casefold() for name in names]
    if word in folded:
        return folded.index(word)
    found = [at for at, name in enumerate(folded) if name.startswith(word)]
    return found[0] if len(found) == 1 and len(word) >= _SHORTEST else None
