"""The shape of dates that a role or vacancy says: a day, a time, several of them, or words."""

from __future__ import annotations

import re
from datetime import date, time
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from jdgen.model.dates import Moment, Period, text_of
from jdgen.model.text import Passage
from jdgen.reading.lists import ListOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Choice, Context, Converted, Described, Named, Shape
from jdgen.reading.texts import LINE, WORDS
from jdgen.reading.typed_dates import WrongWeekday, iso_of
from jdgen.reading.yaml import Mapping, Node, Sequence

if TYPE_CHECKING:
    from jdgen.model.text import Setting

_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2}))?")
_HINT: Final = (
    "write it as 31 March 2027 or 2027-03-31, with a time as 2027-03-31 17:00; words go in"
    " {text: …}"
)
_TWO_DAYS: Final = r"\d.*(\band\b|\bto\b|&|,|\u2013|-).*\d{1,2}\b.*[^\W\d]{3}"
_SEVERAL: Final = (
    "write several days as [9 March 2027, 10 March 2027], and a time from one to another as"
    " {from: 9 March 2027, to: 12 March 2027}; words go in {text: …}"
)


def _moment(passage: Passage, node: Node, context: Context) -> Moment | None:
    try:
        written = _MOMENT.fullmatch(iso_of(passage.text, context.setting))
    except WrongWeekday as wrong:
        hint = "correct the day or the weekday"
        context.problems.refuse(node, str(wrong), hint, "not-a-date")
        return None
    if written is None:
        message = f'"{passage.text}" is not a date'
        hint = _SEVERAL if re.search(_TWO_DAYS, passage.text) else _HINT
        context.problems.refuse(node, message, hint, "not-a-date")
        return None
    day, hour, minute = written.groups()
    try:
        return Moment(date.fromisoformat(day), time(int(hour), int(minute)) if hour else None)
    except ValueError:
        message, hint = f'there is no day "{passage.text}"', "correct its month or its day"
        if hour:
            message, hint = f'there is no time "{passage.text}"', "correct its day or its time"
        context.problems.refuse(node, message, hint, "not-a-date")
        return None


def _span(values: Values, node: Mapping, context: Context) -> Period | None:
    first, last = values["from"], values["to"]
    if first.order > last.order or (first.at is None) != (last.at is None):
        message, hint = '"to" is before "from"', "put the earlier first"
        if first.order <= last.order:
            message, hint = (
                'a time stands at one of "from" and "to" alone',
                "write both with a time",
            )
        context.problems.refuse(node, message, hint, "dates-order")
        return None
    return Period(first, last)


_WRITTEN: Final = Described(
    Converted(LINE, _moment),
    {
        "type": "string",
        "pattern": f"^({_MOMENT.pattern}|.*[A-Za-z]{{3}}.*)$",
        "patternErrorMessage": f"{_HINT}.",
    },
)
_ONE: Final = Converted(_WRITTEN, lambda moment, _, __: Period(moment, moment))
_SPAN: Final = Record(
    {
        "from": Field(_WRITTEN, "The first day, with a time or without.", required=True),
        "to": Field(_WRITTEN, "The last day, with a time or without.", required=True),
    },
    _span,
)
_WORDS: Final = Record(
    {"text": Field(WORDS, "Words in place of a date, which nothing checks.", required=True)},
    lambda values, _, __: values["text"],
)
_PERIOD: Final = Choice[Period](
    lambda node, _: _SPAN if isinstance(node, Mapping) else _ONE, (_ONE, _SPAN)
)


def _in_order(
    periods: tuple[Period, ...], node: Node, context: Context
) -> tuple[Period, ...] | None:
    for earlier, later in pairwise(periods):
        if later.first.order <= earlier.last.order:
            context.problems.refuse(
                node, "the dates are not in order", "put the earlier first", "dates-order"
            )
            return None
    return periods or None  # of none at all the list says so


_PERIODS: Final = Converted(
    ListOf(_PERIOD, least=1, hint="write the days in square brackets, with commas"), _in_order
)
_ALONE: Final = Converted(_PERIOD, lambda period, _, __: (period,))


def _pick(node: Node, _: Setting) -> Shape[Any]:
    if isinstance(node, Sequence):
        return _PERIODS
    return _WORDS if isinstance(node, Mapping) and "text" in node else _ALONE


DATES: Final = Choice[tuple[Period, ...] | Passage](_pick, (_ONE, _PERIODS, _SPAN, _WORDS))
"""Periods in order, or words in their place."""


def _text(said: tuple[Period, ...] | Passage, node: Node, context: Context) -> Passage:
    if isinstance(said, Passage):
        return said
    text = text_of(said, context.setting.wording)
    return Passage(text, context.source(node), day=said[0].first.day)


_DATE_TEXT: Final = Converted(DATES, _text)
DATE_FACT: Final[Shape[Passage]] = Named("date", lambda: _DATE_TEXT)
"""A date as it is printed, in the language that is wanted."""
