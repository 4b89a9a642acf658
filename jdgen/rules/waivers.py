"""Which findings files and entries ask to be let off, and which of these waivers waive nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jdgen.problems import NotFound, Problem
from jdgen.rules.catalogue import catalogue, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Lineage
    from jdgen.model.section import Waiver
    from jdgen.model.text import Passage
    from jdgen.problems import Place


class Waived(NamedTuple):
    """A waiver: the file that it holds for, or the place of one text, and whether it is over."""

    waiver: Waiver
    file: str
    at: Place | None
    is_over: bool

    @property
    def place(self) -> Place:
        """Return where it is written."""
        return self.waiver.rule.place

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
            yield Waived(waiver, layer.source.file, None, _is_over(waiver, day))
    for statement in said:
        for waiver in statement.entry.waive if statement.entry else ():
            place = statement.passage.place
            yield Waived(waiver, place.file, place, _is_over(waiver, day))


def _is_over(waiver: Waiver, day: date | None) -> bool:
    return bool(waiver.until and day and day > waiver.until)


def unknown(names: Iterable[Passage]) -> Iterator[Problem]:
    """Yield the ids of rules that there are none of, which an organisation sets."""
    for name in names:
        if fault := _fault(name.text):
            yield Problem(name.place, *fault, "WA01")


def _fault(name: str) -> tuple[str, str] | None:
    """Return what is wrong with a rule's id, and what to do; None where there is such a rule."""
    try:
        rule(name)
    except NotFound as error:
        message, _, hint = str(error).partition("; ")
        return message, hint
    return None


def idle(met: Iterable[Waived], used: Iterable[Place]) -> Iterator[Problem]:
    """Yield the waivers that waive nothing: of no rule, over, or of what is not found."""
    busy = {*used}
    for each in dict.fromkeys(met):
        if each.place in busy:
            continue
        name = each.waiver.rule.text
        message = f'the waiver of "{name}" waives nothing here'
        if each.is_over:
            message = f'the waiver of "{name}" ended on {each.waiver.until}'
        fault = _fault(name) or (message, catalogue()["WA01"].remedy)
        yield Problem(each.place, *fault, "WA01")
