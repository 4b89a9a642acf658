"""What must hold of a job as a whole, once its layers are merged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jdgen.model.facts import NONE
from jdgen.problems import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jdgen.model.job import Evaluation, Family, Level, Organisation, ScaleStep
    from jdgen.model.section import Entry, Section
    from jdgen.model.text import Passage
    from jdgen.problems import Problems

_WHOLE = 100
_FIGURE = re.compile("[0-9]{1,9}")


def scale_used(
    criteria: Iterable[Entry], organisation: Organisation, problems: Problems
) -> tuple[ScaleStep, ...]:
    """Return the steps of every scale of which a criterion names a step."""
    scale_of = {step.id: name for name, steps in organisation.scales.items() for step in steps}
    used: set[str] = set()
    for standard in (entry.scoring.standard for entry in criteria if entry.scoring):
        if standard is None:
            continue
        if standard.text in scale_of:
            used.add(scale_of[standard.text])
        else:
            hint = suggest(standard.text, scale_of, what="the steps are")
            message = f'unknown step "{standard.text}" of a proficiency scale'
            problems.refuse(standard.source, message, hint, "unknown-step")
    return tuple(
        step for name, steps in organisation.scales.items() if name in used for step in steps
    )


def check_methods(
    criteria: Iterable[Entry], methods: Mapping[str, Passage], problems: Problems
) -> None:
    """Refuse the methods that are unknown, or named twice for one criterion."""
    for scoring in (entry.scoring for entry in criteria if entry.scoring):
        seen: set[str] = set()
        for method in scoring.methods:
            if method.text not in methods:
                hint = suggest(method.text, methods, what="the codes are")
                message = f'unknown assessment method "{method.text}"'
                problems.refuse(method, message, hint, "unknown-method")
            elif method.text in seen:
                message = f'the assessment method "{method.text}" is named twice'
                problems.refuse(method, message, "name it once", "named-twice")
            seen.add(method.text)


def check_weights(section: Section, problems: Problems) -> None:
    """Refuse what is wrong with the weights of a section's entries.

    Where one entry says how much of the time it takes all must, and they add up to 100 per cent.
    What is optional counts where it is included, and not in a level's own profile.
    """
    printed = [entry for group in section.groups for entry in group.entries]
    entries = [entry for entry in printed if not entry.optional or entry.included_by]
    weighed = [entry.details.weight for entry in entries if entry.details and entry.details.weight]
    if not weighed:
        return
    missing = [entry for entry in entries if not (entry.details and entry.details.weight)]
    for entry in missing:
        problems.refuse(
            entry.used_by or entry.passage.source,
            f'this entry of "{section.id}" has no weight, and others have one',
            "add weight: …, in per cent, to all or to none of them",
            "missing-weight",
        )
    total = sum(weight.value for weight in weighed)
    if not missing and total != _WHOLE:
        problems.refuse(
            weighed[0].source,
            f'the weights of "{section.id}" add up to {total}',
            "change them so that they add up to 100",
            "weights",
        )


def check_total(evaluation: Evaluation, problems: Problems) -> None:
    """Refuse the total of an evaluation that isn't what its factors add up to."""
    factors, total = evaluation.factors, evaluation.facts.get("evaluation.total")
    scores = [factor.details and factor.details.score for factor in factors]
    figures = [score.text for score in scores if score and _FIGURE.fullmatch(score.text)]
    if not (total and _FIGURE.fullmatch(total.text) and factors and len(figures) == len(factors)):
        return
    added = sum(map(int, figures))
    if added != int(total.text):
        problems.refuse(
            total.source,
            f"the total is {total.text}, and the factors' scores add up to {added}",
            "correct the total or a score"
            if total.source.file == evaluation.source.file
            else f"add its factors here too, as the others are those of {evaluation.source.file}",
            "evaluation-total",
        )


def check_checks(facts: Mapping[str, Passage], problems: Problems) -> None:
    """Refuse the checks and restrictions that lack what the law asks to be said with them.

    A check of the barred lists needs regulated activity with a workforce, and a Standard or
    Enhanced check a reason (https://www.gov.uk/find-out-dbs-check). A politically restricted post
    needs its reason (Local Government and Housing Act 1989, sections 1 to 3).
    """
    needs = {
        "Enhanced with Barred List(s)": ("workforce", "regulated_activity", "reason"),
        "Enhanced": ("workforce", "reason"),
        "Standard": ("reason",),
    }
    level = facts.get("checks.dbs")
    for name in needs.get(level.in_main, ()) if level else ():
        if level and f"checks.{name}" not in facts:
            problems.refuse(
                level.source,
                f'a DBS check "{level.in_main}" is asked for without checks.{name}',
                f"add {name}: … to checks",
                "checks",
            )
    _refuse_said_of_no_check(facts, problems)
    restriction = facts.get("checks.political_restriction")
    is_restricted = restriction and restriction.in_main != NONE
    if restriction and is_restricted and "checks.political_restriction_reason" not in facts:
        problems.refuse(
            restriction.source,
            "the post is politically restricted, and no reason is said",
            "add political_restriction_reason: … to checks",
            "checks",
        )


def _refuse_said_of_no_check(facts: Mapping[str, Passage], problems: Problems) -> None:
    """Refuse what is said of a check where none is asked for: of the DBS or its like."""
    level = facts.get("checks.dbs")
    is_checked = level is not None and level.in_main != NONE
    if is_checked or "checks.pvg" in facts or "checks.accessni" in facts:
        return
    for name in ("workforce", "regulated_activity", "reason"):
        if check := facts.get(f"checks.{name}"):
            problems.refuse(
                check.source,
                f"checks.{name} is said of a DBS check, and "
                + (f'the check is "{NONE}"' if level else "checks.dbs is not said"),
                f"delete {name}, or write the level of the check: dbs: Enhanced, say",
                "checks",
            )


def check_topics(
    family: Family, level: Level, sections: Mapping[str, Section], problems: Problems
) -> None:
    """Refuse a level that doesn't say one of the family's standing topics."""
    for topic in family.topics:
        section = sections.get(topic.text)
        bands = {heading for heading, _ in section.bands} if section else set()
        if section and (section.content or len(bands) == len(level.bands)):
            continue
        problems.refuse(
            level.layer.source,
            f'{level.id} does not say "{topic.text}", a standing topic of the family',
            f"add {topic.text}: … to its sections, or to those of each of its bands",
            "missing-topic",
        )
