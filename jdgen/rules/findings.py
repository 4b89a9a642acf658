"""What the rules find in a workspace, each at its line once, however often it is printed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from jdgen.compare.statements import statements
from jdgen.compose.evaluated import evaluation_faults
from jdgen.compose.job import compose, compose_each
from jdgen.compose.policy import linked
from jdgen.compose.salary import salary_faults
from jdgen.model.job import Edition
from jdgen.problems import InvalidInput, NotFound, Problems
from jdgen.rules.catalogue import catalogue
from jdgen.rules.structure import long_sentences, shared_numbers, structure_faults
from jdgen.rules.wording import texts, wording_faults
from jdgen.workspace.targets import lineage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jdgen.model.job import Audience, Job
    from jdgen.problems import Problem
    from jdgen.rules.catalogue import Kind
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Target

_AUDIENCES: Final[tuple[Audience, ...]] = ("job-description", "advert")


def findings(library: Library, targets: Iterable[Target], kinds: Iterable[Kind]) -> list[Problem]:
    """Return what is found in vacancies, roles and levels, sorted by file and line.

    What can't be read or composed is passed over: whoever checks it is told why.
    """
    found = Findings(library, kinds)
    for target in targets:
        if target.kind != "family":
            with suppress(InvalidInput, NotFound):
                editions = [Edition(audience, draft=True) for audience in _AUDIENCES]
                for job in compose_each(lineage(library, target), editions):
                    found.look_at(target, job)
    return found.all()


class Findings:
    """What rules of some kinds find in jobs as they are looked at."""

    def __init__(self, library: Library, kinds: Iterable[Kind] = ("warning",)) -> None:
        self._library = library
        self._kinds = frozenset(kinds)
        self._found: dict[Problem, None] = {}
        self._vacancies: dict[str, Job] = {}

    def look_at(self, target: Target, job: Job) -> None:
        """Look at a job of a vacancy, role or level, and remember what is found."""
        if target.kind == "family":
            return
        said = statements(job, by="paragraph")
        self._found |= dict.fromkeys(wording_faults(texts(job, said)))
        self._found |= dict.fromkeys(structure_faults(job, said))
        if "advice" in self._kinds:
            self._found |= dict.fromkeys(long_sentences(said))
        if target.kind == "vacancy" and target.key not in self._vacancies:
            self._vacancies[target.key] = job
        if target.kind in {"vacancy", "role"}:
            self._look_at_pay(target, job)

    def _look_at_pay(self, target: Target, job: Job) -> None:
        """Look at the salary of a post, and at what was evaluated."""
        with suppress(InvalidInput, NotFound):
            of_job = lineage(self._library, target)
            if of_job.vacancy:
                grades = linked(of_job, Problems()) or ([of_job.grade] if of_job.grade else [])
                self._found |= dict.fromkeys(salary_faults(of_job, grades, job.facts))
            if of_job.role and of_job.role.layer.evaluation:
                for_panel = compose(of_job, Edition("evaluation", draft=True))
                self._found |= dict.fromkeys(evaluation_faults(for_panel))

    def all(self) -> list[Problem]:
        """Return what is found of the kinds wanted, sorted by file and line."""
        rules = catalogue()
        found = {**self._found, **dict.fromkeys(shared_numbers(self._vacancies.values()))}
        return sorted(problem for problem in found if rules[problem.rule].kind in self._kinds)
