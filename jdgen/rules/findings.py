"""What the rules find in a workspace, each at its line once, however often it is printed."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final

from jdgen.compare.statements import statements
from jdgen.compose.evaluated import evaluation_faults
from jdgen.compose.policy import linked
from jdgen.compose.salary import salary_faults
from jdgen.model.job import Edition
from jdgen.model.section import Waiver
from jdgen.problems import InvalidInput, NotFound, Problems
from jdgen.rules.acronyms import ACRONYMS, acronym_faults
from jdgen.rules.catalogue import catalogue
from jdgen.rules.checks import checks_faults
from jdgen.rules.figures import figure_faults
from jdgen.rules.ladder import Rung, ladder_faults, past_reviews, rung
from jdgen.rules.links import link_faults
from jdgen.rules.lists import by_stems, clause_faults, list_faults
from jdgen.rules.policy import Policy
from jdgen.rules.structure import (
    long_sentences,
    own_number,
    shared_numbers,
    structure_faults,
)
from jdgen.rules.usage import unused
from jdgen.rules.waivers import Waived, at_their_latest, idle, unknown, waivers
from jdgen.rules.wording import texts, wording_faults
from jdgen.tuples import NamedTuple
from jdgen.workspace.targets import job_in, lineage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jdgen.model.job import Job, Lineage
    from jdgen.model.section import Section
    from jdgen.problems import Place, Problem
    from jdgen.rules.catalogue import Kind
    from jdgen.rules.lists import ByStems
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Target


class Looked(NamedTuple):
    """What rules find in one job, what is waived there, and a vacancy's own number.

    Of a level's own file it has what makes a `Rung`. `slips` are what is wrong with what its files
    or the organisation say of rules.
    """

    found: tuple[Problem, ...]
    waived: tuple[Waived, ...] = ()
    number: tuple[str, Place] | None = None
    rung: tuple[tuple[tuple[str, Place], ...], int, Place | None] | None = None
    slips: tuple[Problem, ...] = ()


KINDS: Final = (Looked, Waived, Waiver)
"""Of what that is made, beside texts, places and problems."""


class Findings:
    """What rules of some kinds find in jobs as they are looked at."""

    def __init__(self, library: Library, kinds: Iterable[Kind] | None = None) -> None:
        self.library = library
        self._kinds = frozenset(kinds or ("warning",))
        self._found: dict[Problem, None] = {}
        self._numbers: dict[str, tuple[str, Place] | None] = {}
        self._waived: dict[Waived, None] = {}
        self._rungs: dict[tuple[str, str], Rung] = {}
        self._last: Target | None = None
        self._recent: list[tuple[Mapping[str, Section], Looked]] = []

    def look(self, target: Target, job: Job) -> Looked | None:
        """Look at a job of a vacancy, role or level; return what is found."""
        if target.kind == "family" or job.edition.audience == "evaluation":
            return None  # what a panel has besides is no advertisement's
        if target != self._last:
            self._last, self._recent = target, []
        for sections, known in self._recent:
            if sections is job.sections:  # composed once, for others who read the same
                return known
        looked = self._looked(target, job)
        self._recent.append((job.sections, looked))
        return looked

    def _looked(self, target: Target, job: Job) -> Looked:
        policy = self._policy
        said = statements(job, by="paragraph")
        looked = [*texts(job, said)]
        waived: list[Waived] = []
        of_pay: list[Problem] = []
        with suppress(InvalidInput, NotFound):
            of_job = lineage(self.library, target)
            waived += waivers(of_job, said)
            of_pay += _of_pay(self.library, of_job, job)
        # Whether a waiver waives anything is told, whatever is told of what it waives.
        untold = self._untold.difference(each.waiver.rule.text.upper() for each in waived)
        found = [*wording_faults(looked, policy.own, policy.allowed, untold)]
        if ACRONYMS not in untold:
            found += acronym_faults(looked, policy.allowed.get(ACRONYMS, ()))
        found += structure_faults(job, said, policy.limit("PS04"))
        if "LA01" not in untold:
            found += long_sentences(said, policy.limit("LA01"))
        found += list_faults(said, policy.limit("DU02"), untold)
        if "FA04" not in untold:
            found += clause_faults(said, self._clauses)
        found += figure_faults(job, said)
        found += link_faults(job, said, untold)
        if target.kind != "level":
            found += checks_faults(job, said)
        said_number = own_number(job) if target.kind == "vacancy" else None
        number = (said_number.text, said_number.place) if said_number else None
        step = None
        if target.kind == "level" and not target.grade:
            of_level = rung(said, self.library.naming.shown(target.path))
            step = (tuple(of_level.texts.items()), of_level.qualification, of_level.asked_at)
        found += of_pay
        slips = (*policy.slips, *unknown(waived))
        each, every = tuple(dict.fromkeys(found)), tuple(dict.fromkeys(waived))
        return Looked(each, every, number, step, slips)

    def add(self, target: Target, looked: Looked | None) -> None:
        """Remember what was found in a job of a target."""
        if looked is None:
            return
        if target.kind == "vacancy":
            self._numbers.setdefault(target.key, looked.number)
        if looked.rung:
            said, qualification, asked_at = looked.rung
            self._rungs[target.family, target.key] = Rung(dict(said), qualification, asked_at)
        self._waived |= dict.fromkeys(looked.waived)
        self._found |= dict.fromkeys(looked.found)

    def look_at_whole(self) -> None:
        """Remember what all jobs of the workspace show together, once each was looked at."""
        library = self.library
        found: list[Problem] = []
        with suppress(InvalidInput):
            for family in library.families():
                keys = [(family, key) for key in library.levels_in_force(family)]
                found += ladder_faults([self._rungs[key] for key in keys if key in self._rungs])
            found += unused(library)
            if library.as_of:
                found += past_reviews(library, library.as_of)
        self._found |= dict.fromkeys(found)

    def all(self, *, told_of_waivers: bool = False) -> list[Problem]:
        """Return what is found of the kinds wanted and not waived, sorted by file and line.

        With `told_of_waivers` those that waive nothing are found too.
        """
        kept, used = [], []
        waivers_ = self.waivers
        for problem in {**self._found, **dict.fromkeys(shared_numbers(self._numbers.values()))}:
            waived = [each.place for each in waivers_ if each.waives(problem)]
            used += waived
            if not waived and self.tells(problem.rule):
                kept.append(problem)
        if told_of_waivers:
            kept += (each for each in idle(waivers_, used) if self.tells(each.rule))
        return sorted(kept)

    @property
    def waivers(self) -> list[Waived]:
        """Return each waiver of what was looked at once, by the latest day that is said for it."""
        return at_their_latest(self._waived)

    @property
    def slips(self) -> list[Problem]:
        """Return what the organisation says of rules that can't be."""
        return self._policy.slips

    def tells(self, rule: str) -> bool:
        """Return whether findings of a rule are of the kinds wanted, as the organisation says."""
        return self._policy.kind(rule) in self._kinds

    @cached_property
    def _untold(self) -> frozenset[str]:
        """Return the rules of whose findings nothing is told, so that none need be looked for."""
        return frozenset(name for name in catalogue() if not self.tells(name))

    @cached_property
    def _clauses(self) -> ByStems:
        with suppress(InvalidInput):
            return by_stems(self.library.organisation().clauses)
        return ()

    @cached_property
    def _policy(self) -> Policy:
        """What the organisation says of rules; nothing where its file is wrong."""
        with suppress(InvalidInput):
            return Policy(self.library.organisation().rules)
        return Policy()


def _of_pay(library: Library, of_job: Lineage, job: Job) -> Iterator[Problem]:
    """Yield what is likely wrong with the salary of a post, and what changed since evaluation."""
    if of_job.vacancy:
        grades = linked(of_job, Problems()) or ([of_job.grade] if of_job.grade else [])
        yield from salary_faults(of_job, grades, job.facts)
    if of_job.role and of_job.role.layer.evaluation:
        for_panel = Edition("evaluation", draft=True)
        yield from evaluation_faults(job_in(library, of_job, for_panel))
