"""Working time: what full time is, what part of it a post has, and what of pay that is.

Numbers are whole thousandths, so that nothing is lost before pay is rounded, once, at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from jdgen.model.languages import Wording
    from jdgen.model.pay import Range
    from jdgen.model.text import Source

_THOUSAND: Final = 1000
_DAYS: Final = 5
_OF_WEEKS: Final = frozenset({"year", "month"})
"""What pay may be for in which weeks without work show."""
_OF_HOURS: Final = _OF_WEEKS | {"two weeks", "week"}
"""What pay may be for in which hours show; an hour's or a day's pay is the same at any hours."""


def thousandths(number: str) -> int | None:
    """Return a number, written with a point, in thousandths; None where it is none."""
    found = re.fullmatch(r"([0-9]{1,6})(?:\.([0-9]{1,3}))?", number)
    return int(found[1]) * _THOUSAND + int((found[2] or "").ljust(3, "0")) if found else None


def decimal(number: int) -> str:
    """Return thousandths as a number, with a point where it needs one."""
    whole, rest = divmod(number, _THOUSAND)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)


class FullTime(NamedTuple):
    """What full time is: its hours a week, the weeks that are paid, and the days of leave in them.

    All are thousandths; days of leave are those of a week of five, public holidays included.
    """

    hours: int
    source: Source
    weeks: int = 52_143
    leave_days: int = 0

    @property
    def leave_weeks(self) -> int:
        """Return the weeks of leave."""
        return self.leave_days // _DAYS

    def is_all_year(self, weeks: int) -> bool:
        """Return whether so many weeks are the whole year: 52 are, too, of 52.143."""
        return weeks + _THOUSAND > self.weeks

    def paid(self, weeks: int) -> int:
        """Return the weeks that are paid for so many of work, leave included.

        Those who work in term time earn leave at the rate of those who work all year: Green Book
        of the National Joint Council for Local Government Services, Part 4.12.
        """
        worked = self.weeks * _DAYS - self.leave_days
        return _halved_up(weeks * self.weeks * _DAYS, worked)


class Hours(NamedTuple):
    """Weekly hours of a post, or the fewest and the most of them, in thousandths."""

    least: int
    most: int

    def text(self, wording: Wording) -> str:
        """Return the hours as texts have them: 30 hours a week."""
        ends = [wording.figure(decimal(end)) for end in self]
        return wording.weekly_hours[0].format(hours=wording.between(*ends))


def hours_in(text: str, wording: Wording) -> Hours | None:
    """Return the weekly hours that a text says, and nothing beside them; None of any other text."""
    said = " ".join(text.replace("\xa0", " ").split()).rstrip(".").casefold()
    if not any(map(str.isdigit, said)):
        return None
    between = wording.span.partition("{low}")[2].partition("{high}")[0].strip().casefold()
    number = rf"[0-9]{{1,3}}(?:[.{re.escape(wording.decimal)}][0-9]{{1,3}})?"
    span = rf"({number})(?:\s*(?:[-\u2013]|{re.escape(between)})\s*({number}))?"
    for form in ("{hours}", *wording.weekly_hours):
        before, _, after = form.casefold().replace("\xa0", " ").partition("{hours}")
        found = re.fullmatch(f"{re.escape(before)}{span}{re.escape(after)}", said)
        if found:
            least, most = (_read(end or found[1], wording) for end in found.groups())
            return Hours(least, most) if 0 < least <= most else None
    return None


def _read(number: str, wording: Wording) -> int:
    return thousandths(number.replace(wording.decimal, ".")) or 0


class Share(NamedTuple):
    """The part of full time that a post has: its hours, and its paid weeks where they are fewer."""

    full: FullTime
    hours: Hours
    weeks: int | None = None

    @property
    def is_whole(self) -> bool:
        """Return whether this is full time, all year."""
        return self.weeks is None and self.hours == (self.full.hours, self.full.hours)

    def text(self, wording: Wording) -> str:
        """Return the share as a number: 0.81."""
        return wording.between(*(wording.figure(f"{self._part(end):.2f}") for end in self.hours))

    def _part(self, hours: int) -> float:
        weeks = self.full.weeks if self.weeks is None else self.weeks
        return hours * weeks / (self.full.hours * self.full.weeks)

    def of(self, full_pay: Range) -> Range | None:
        """Return what of a range of full-time pay the post gets; None of what hours don't change.

        Pay for a year is rounded to the nearest unit of the currency, other pay to hundredths;
        halves are rounded up.
        """
        if full_pay.per not in _OF_HOURS:
            return None

        def part(amount: int | None, hours: int) -> int | None:
            return None if amount is None else self._amount(amount, hours, full_pay.per)

        least, most = self.hours
        return full_pay._replace(
            minimum=part(full_pay.minimum, least),
            maximum=part(full_pay.maximum, most),
            midpoint=part(full_pay.midpoint, least),
            steps=tuple(self._amount(step, least, full_pay.per) for step in full_pay.steps),
        )

    def _amount(self, amount: int, hours: int, per: str) -> int:
        over, under = amount * hours, self.full.hours
        if self.weeks is not None and per in _OF_WEEKS:
            over, under = over * self.weeks, under * self.full.weeks
        unit = 100 if per == "year" else 1
        return _halved_up(over, under * unit) * unit


def an_hour(full_pay: Range, full: FullTime) -> Range | None:
    """Return what a yearly pay is for an hour, as casual work is paid; None of other pay."""
    if full_pay.per != "year":
        return None
    under = full.hours * full.weeks
    low, high = (
        None if end is None else _halved_up(end * _THOUSAND * _THOUSAND, under)
        for end in (full_pay.minimum, full_pay.maximum)
    )
    return full_pay._replace(minimum=low, maximum=high, per="hour", midpoint=None, steps=())


def _halved_up(over: int, under: int) -> int:
    """Return a quotient to the nearest whole number."""
    return (2 * over + under) // (2 * under)
