"""Pay: what a grade pays from one date on, and how a document says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from jdgen.model.languages import Wording
    from jdgen.model.text import Passage, Source


class Range(NamedTuple):
    """A range of pay, in hundredths of the currency's unit; one end may be open (None).

    `per` is what it is paid for, by the name that the languages' words have for it; `title` names
    one of several ranges of a grade, such as that of a place with higher costs;
    `steps` are its increments, where it has them.
    """

    minimum: int | None
    maximum: int | None
    per: str = "year"
    midpoint: int | None = None
    title: Passage | None = None
    steps: tuple[int, ...] = ()

    def text(self, currency: str, wording: Wording) -> str:
        """Return the range as an advertisement says it: £33,024 to £37,336 a year."""
        ends = [amount for amount in (self.minimum, self.maximum) if amount is not None]
        exact = any(amount % 100 for amount in ends)
        low, high = (
            None if amount is None else wording.amount(amount, currency, exact=exact)
            for amount in (self.minimum, self.maximum)
        )
        if low and high:
            pay = wording.between(low, high)
        elif high:
            pay = wording.up_to.format(high=high)
        else:
            pay = wording.at_least.format(low=low)
        phrase = wording.per[self.per].format(pay=pay)
        return f"{phrase} ({self.title.text})" if self.title else phrase


class Grade(NamedTuple):
    """A grade's title, its pay, and the points of the pay spine that it spans."""

    id: str
    title: Passage
    ranges: tuple[Range, ...]
    source: Source
    points: tuple[str, ...] = ()


class Allowance(NamedTuple):
    """A payment on top of the grade's: its amount in hundredths of the currency's unit."""

    title: Passage
    amount: int
    source: Source
    per: str = "year"
    passage: Passage | None = None
    id: str = ""


class PayTable(NamedTuple):
    """The grades' pay, and the allowances, from one date on."""

    effective: date
    grades: Mapping[str, Grade]
    allowances: Mapping[str, Allowance]
    source: Source


def table_in_force(tables: Sequence[PayTable], on: date | None) -> PayTable | None:
    """Return the pay table in force on a day: the earliest before all of them, else the latest."""
    started = [table for table in tables if on is None or table.effective <= on]
    return (started[-1] if started else tables[0]) if tables else None


def grades_listed(tables: Sequence[PayTable], table: PayTable) -> str:
    """Say which pay table has the grades that a message lists after this."""
    dated = f" from {table.effective}" if len(tables) > 1 else ""
    return f"the pay table{dated} has the grades"


def pay_text(ranges: Sequence[Range], currency: str, wording: Wording) -> str:
    """Return what a grade pays as an advertisement says it, each of its ranges."""
    return wording.apart(part.text(currency, wording) for part in ranges)


def spanning(grades: Sequence[Grade]) -> tuple[Range, ...]:
    """Return the pay from the lowest of several grades to the highest; nothing where they differ.

    Grades can be spanned where each has one range, for one unit of time.
    """
    ranges = [grade.ranges for grade in grades]
    if any(len(span) != 1 for span in ranges) or len({span[0].per for span in ranges}) != 1:
        return ()
    lows = [span[0].minimum for span in ranges]
    highs = [span[0].maximum for span in ranges]
    return (
        Range(
            None if None in lows else min(low for low in lows if low is not None),
            None if None in highs else max(high for high in highs if high is not None),
            ranges[0][0].per,
        ),
    )
