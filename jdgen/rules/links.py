"""What parts of a job say of each other: a role and its level, knowledge and the duty it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.rules.ladder import qualification
from jdgen.rules.lists import bare, stems
from jdgen.rules.structure import fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Job
    from jdgen.problems import Problem

_KNOWLEDGE: Final = "knowledge-skills-experience"
_DUTIES: Final = frozenset({"duties", "accountabilities", "purpose", "scope"})
_OWN: Final = frozenset({"role", "vacancy"})
_FEWEST: Final = 3
"""Of fewer duties nothing can be told about what they call for."""
_UNLINKED: Final = "PS07"
_LIFTED: Final = 0.7
_LONG_ENOUGH: Final = 5


def link_faults(
    job: Job, said: Sequence[Statement], untold: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """Yield what two parts of a job say that does not go together, but for rules `untold`."""
    criteria = [each for each in said if each.form == "criterion"]
    if job.is_post:
        yield from _qualification_faults(said, criteria)
        if _UNLINKED not in untold:
            yield from _unlinked(said, criteria)
        yield from _lifted(job, said)
    yield from _of_left_out(job, said)


def _qualification_faults(
    said: Sequence[Statement], criteria: Sequence[Statement]
) -> Iterator[Problem]:
    """Yield where a role's essential criteria ask another qualification than its level."""
    of_level = [
        (qualification(each.text), each.passage.place)
        for each in said
        if each.section == _KNOWLEDGE and each.passage.source.layer in {"level", "family"}
    ]
    wanted, at = max(of_level, default=(0, None), key=lambda each: each[0])
    own = [
        (qualification(each.text), each)
        for each in criteria
        if each.passage.source.layer in _OWN and dict(each.details).get("importance") != "desirable"
    ]
    if not wanted or not own:
        return
    asked, criterion = max(own, key=lambda each: each[0])
    if asked and asked != wanted:
        message = f"a qualification of level {asked} is asked for, and the level asks for one of"
        yield fault("FA03", criterion.passage.place, f"{message} level {wanted}, at {at}")
    elif not asked and not any(_is_of_study(each.text) for _, each in own):
        message = f"no criterion asks for the qualification of level {wanted} that the level"
        yield fault("FA03", own[0][1].passage.place, f"{message} asks for, at {at}")


def _is_of_study(text: str) -> bool:
    plain = text.casefold()
    return any(word in plain for word in ("qualif", "degree", "diploma", "certif", "chartered"))


def _of_left_out(job: Job, said: Sequence[Statement]) -> Iterator[Problem]:
    """Yield knowledge and criteria whose ids name a duty that is not printed."""
    left = {each.id: each for each in job.left_out if each.id and each.section in _DUTIES}
    if not left:
        return
    for each in said:
        if not each.id or each.id in left or each.section in _DUTIES:
            continue
        for name, duty in left.items():
            if f"-{name}-" in f"-{each.id}-":
                message = f'"{each.id}" is for the duty "{name}", at {duty.passage.place}'
                yield fault(
                    "PS10", each.passage.place, f"{message}, which is left out: {duty.reason}"
                )


def _unlinked(said: Sequence[Statement], criteria: Sequence[Statement]) -> Iterator[Problem]:
    """Yield essential criteria that have no telling word in common with what else the job says."""
    done = [each for each in said if each.form not in {"criterion", "heading"}]
    if sum(each.form == "entry" and each.section in _DUTIES for each in done) < _FEWEST:
        return
    words = frozenset[str]().union(*(stems(bare(each)) for each in done))
    for each in criteria:
        asked = stems(bare(each)) - _GENERAL
        if (
            dict(each.details).get("importance") == "essential"
            and each.passage.source.layer in _OWN
            and len(asked) >= _FEWEST
            and asked.isdisjoint(words)
            and not _is_of_study(each.text)
        ):
            yield fault(_UNLINKED, each.passage.place, f'no duty calls for "{each.text}"')


_GENERAL: Final = stems(
    "can able ability good well work works working experience experienced knowledge knows know"
    " understanding skills skill people team use used using show shows shown has held who one"
)


def _lifted(job: Job, said: Sequence[Statement]) -> Iterator[Problem]:
    """Yield the duties of a role that are nearly the text of a step of a scale."""
    steps = [(stems(step.passage.text), step.title.text) for step in job.scale]
    if not steps:
        return
    for each in said:
        if each.section != "duties" or each.passage.source.layer not in _OWN:
            continue
        words = stems(bare(each))
        if len(words) < _LONG_ENOUGH:
            continue
        for step, title in steps:
            shared = len(words & step)
            if shared >= _LIFTED * min(len(words), len(step)) and len(step) >= _LONG_ENOUGH:
                message = f'this duty is nearly what the scale says of "{title}"'
                yield fault("DU04", each.passage.place, message)
