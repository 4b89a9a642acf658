"""Days, times and spans of days, and how a text says them."""

from __future__ import annotations

from datetime import time
from itertools import groupby
from typing import TYPE_CHECKING

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jdgen.model.languages import Wording


class Moment(NamedTuple):
    """A day, and a time of it where one is said."""

    day: date
    at: time | None = None

    def __str__(self) -> str:
        """Return the moment as it is written: 2027-03-09 14:00."""
        return f"{self.day} {self.at:%H:%M}" if self.at else str(self.day)

    @property
    def order(self) -> tuple[date, time]:
        """Return what moments are sorted by."""
        return self.day, self.at or time.min


class Period(NamedTuple):
    """From one moment to another, or the one where both are the same."""

    first: Moment
    last: Moment

    def text(self, wording: Wording) -> str:
        """Return the period as prose says it: 9 to 13 March 2027."""
        first, last = self
        times = [wording.clock(at) for at in (first.at, last.at) if at is not None]
        if not times:
            return wording.days(first.day, last.day)
        if first.day == last.day:
            return wording.at.format(
                date=wording.day(first.day), time=wording.between(times[0], times[-1])
            )
        return wording.between(*(Period(at, at).text(wording) for at in self))


def text_of(periods: Sequence[Period], wording: Wording) -> str:
    """Return periods as one text: 9 and 10 March 2027."""

    def month(period: Period) -> tuple[int, int] | Period:
        is_day = period.first == period.last and period.first.at is None
        return (period.first.day.year, period.first.day.month) if is_day else period

    texts: list[str] = []
    has_several = False
    for _, group in groupby(periods, key=month):
        those = list(group)
        has_several |= len(those) > 1
        if len(those) > 1:
            texts.append(wording.day(*(period.first.day for period in those)))
        else:
            texts.append(those[0].text(wording))
    return wording.apart(texts) if has_several else wording.joined(texts)
