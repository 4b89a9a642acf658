"""Which findings files and entries ask to be let off, and which of these waivers waive nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jdgen.problems import Problem
from jdgen.rules.catalogue import catalogue, rule_fault
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Lineage
    from jdgen.model.section import Waiver
    from jdgen.problems import Place


class Waived(NamedTuple):
    """A waiver: the file that it holds for, or the place of one text, and the day of its job.

    The day is the vacancy's closing date or `--as-of`; None where neither says one.
    """

    waiver: Waiver
    file: str
    at: Place | None
    day: date | None

    @property
    def place(self) -> Place:
        """Return where it is written."""
        return self.waiver.rule.place

    @property
    def is_over(self) -> bool:
        """Return whether it ended before the day; where no day is said it holds."""
        return bool(self.waiver.until and self.day and self.day > self.waiver.until)

    def waives(self, problem: Problem) -> bool:
        """Return whether a finding is waived."""
        return (
            not self.is_over
            and problem.rule.casefold() == self.waiver.rule.text.casefold()
            and (problem.place == self.at if self.at else problem.place.file == self.file)
        )


def waivers(of_job: Lineage, said: Iterable[Statement]) -> Iterator[Waived]:
    """Yield the waivers of a job's files and of its entries; they end by the job's own day."""
    day = of_job.on
    for layer in of_job.layers():
        for waiver in layer.waive:
            yield Waived(waiver, layer.source.file, None, day)
    for statement in said:
        for waiver in statement.entry.waive if statement.entry else ():
            place = statement.passage.place
            yield Waived(waiver, place.file, place, day)


def at_their_latest(met: Iterable[Waived]) -> list[Waived]:
    """Return each waiver once, by the latest day that any job says that prints what it is about.

    A text is told of once, so that what one vacancy may print and a later one may not is told.
    """
    latest: dict[tuple[Place, Place | None], Waived] = {}
    for each in met:
        other = latest.get((each.place, each.at))
        if not other or (each.day or date.min) > (other.day or date.min):
            latest[each.place, each.at] = each
    return sorted(latest.values(), key=lambda each: each.place)


def unknown(met: Iterable[Waived]) -> Iterator[Problem]:
    """Yield the waivers of rules that there are none of."""
    for each in met:
        if fault := rule_fault(each.waiver.rule.text):
            yield Problem(each.place, *fault, "unknown-rule")


def idle(met: Iterable[Waived], used: Iterable[Place]) -> Iterator[Problem]:
    """Yield the waivers that waive nothing, and those that nothing says the day for."""
    busy = {*used}
    for each in met:
        name, until = each.waiver.rule.text, each.waiver.until
        if rule_fault(name):
            continue  # which is told as a mistake
        if each.place not in busy:
            message = f'the waiver of "{name}" waives nothing here'
            if each.is_over:
                message = f'the waiver of "{name}" ended on {until}'
            yield Problem(each.place, message, catalogue()["WA01"].remedy, "WA01")
        elif until and not each.day:
            message = f'the waiver of "{name}" until {until} holds on, as nothing says the day'
            yield Problem(each.place, message, catalogue()["WA02"].remedy, "WA02")
