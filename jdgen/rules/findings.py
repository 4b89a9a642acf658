"""What the rules find in a workspace, each at its line once, however often it is printed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.compare.statements import statements
from jdgen.compose.evaluated import evaluation_faults
from jdgen.compose.job import compose
from jdgen.compose.policy import linked
from jdgen.compose.salary import salary_faults
from jdgen.model.job import Edition
from jdgen.model.section import Waiver
from jdgen.problems import InvalidInput, NotFound, Problems
from jdgen.rules.catalogue import catalogue
from jdgen.rules.structure import (
    long_sentences,
    own_number,
    shared_numbers,
    structure_faults,
)
from jdgen.rules.waivers import Waived, idle, unknown, waivers
from jdgen.rules.wording import texts, wording_faults
from jdgen.workspace.targets import lineage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.model.job import Job, Lineage
    from jdgen.model.text import Passage
    from jdgen.problems import Problem
    from jdgen.rules.catalogue import Kind
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Target


class Looked(NamedTuple):
    """What rules find in one job, what is waived there, and a vacancy's own number."""

    found: tuple[Problem, ...]
    waived: tuple[Waived, ...] = ()
    number: Passage | None = None


KINDS: Final = (Looked, Waived, Waiver)
"""Of what that is made, beside texts, places and problems."""


def look(library: Library, target: Target, job: Job) -> Looked | None:
    """Look at a job of a vacancy, role or level; return what is found."""
    if target.kind == "family" or job.edition.audience == "evaluation":
        return None  # what a panel has besides is no advertisement's
    said = statements(job, by="paragraph")
    found = [*wording_faults(texts(job, said)), *structure_faults(job, said)]
    found += long_sentences(said)
    waived: tuple[Waived, ...] = ()
    with suppress(InvalidInput, NotFound):
        of_job = lineage(library, target)
        found += _of_pay(of_job, job)
        waived = tuple(waivers(of_job, said))
    number = own_number(job) if target.kind == "vacancy" else None
    return Looked(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(waived)), number)


class Findings:
    """What rules of some kinds find in jobs as they are looked at."""

    def __init__(self, library: Library, kinds: Iterable[Kind] = ("warning",)) -> None:
        self._library = library
        self._kinds = frozenset(kinds)
        self._found: dict[Problem, None] = {}
        self._numbers: dict[str, Passage | None] = {}
        self.waived: dict[Waived, None] = {}

    def look_at(self, target: Target, job: Job) -> None:
        """Look at a job of a vacancy, role or level, and remember what is found."""
        self.add(target, look(self._library, target, job))

    def add(self, target: Target, looked: Looked | None) -> None:
        """Remember what was found in a job of a target."""
        if looked:
            if target.kind == "vacancy":
                self._numbers.setdefault(target.key, looked.number)
            self._found |= dict.fromkeys(looked.found)
            self.waived |= dict.fromkeys(looked.waived)

    def all(self, *, told_of_waivers: bool = False) -> list[Problem]:
        """Return what is found of the kinds wanted and not waived, sorted by file and line.

        With `told_of_waivers` those that waive nothing are found too.
        """
        policy = self._policy()
        kinds = {
            rule.id: policy.get(rule.id.casefold(), rule.kind) for rule in catalogue().values()
        }
        kept, used = [], []
        for problem in {**self._found, **dict.fromkeys(shared_numbers(self._numbers.values()))}:
            waived = [each.place for each in self.waived if each.waives(problem)]
            used += waived
            if not waived and kinds[problem.rule] in self._kinds:
                kept.append(problem)
        if told_of_waivers:
            kept += idle(self.waived, used)
            kept += unknown(key for key, _ in self._rules())
        return sorted(kept)

    def _rules(self) -> tuple[tuple[Passage, str], ...]:
        """Return what the organisation says of rules; nothing where its file is wrong."""
        with suppress(InvalidInput):
            return self._library.organisation().rules
        return ()

    def _policy(self) -> dict[str, str]:
        return {key.text.casefold(): kind for key, kind in self._rules()}


def _of_pay(of_job: Lineage, job: Job) -> Iterator[Problem]:
    """Yield what is likely wrong with the salary of a post, and what changed since evaluation."""
    if of_job.vacancy:
        grades = linked(of_job, Problems()) or ([of_job.grade] if of_job.grade else [])
        yield from salary_faults(of_job, grades, job.facts)
    if of_job.role and of_job.role.layer.evaluation:
        yield from evaluation_faults(compose(of_job, Edition("evaluation", draft=True)))
