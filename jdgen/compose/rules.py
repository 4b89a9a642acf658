"""What must hold of a job as a whole, once its layers are merged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jdgen.model.facts import NONE
from jdgen.model.section import UNPLACED
from jdgen.model.text import Number
from jdgen.nearest import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jdgen.model.job import Evaluation, Family, Level, Organisation, ScaleStep
    from jdgen.model.section import Entry, Section
    from jdgen.model.text import Passage, Source
    from jdgen.problems import Problems

_WHOLE = 100
_HALF_A_DIGIT = 0.051
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


def check_placed(sections: Mapping[str, Section], problems: Problems) -> None:
    """Refuse what was read in another document and is still to be placed: no draft is made."""
    for group in sections[UNPLACED].groups if UNPLACED in sections else ():
        for entry in group.entries:
            problems.refuse(
                entry.passage,
                "this text was read in another document and is still to be placed",
                "move it to the field or section that it belongs to, or delete it; --draft prints"
                " it last",
                "open-place",
            )


def check_weights(section: Section, problems: Problems) -> None:
    """Refuse what is wrong with the weights of a section's groups and entries.

    Where one entry says how much of the time it takes all must, and they add up to 100 per cent;
    so must groups, and then the entries of a group add up to what the group takes. What is optional
    counts where it is included, and not in a level's own profile.
    """
    groups = [group for group in section.groups if group.entries]
    if [group for group in groups if group.weight]:
        pairs = [(group.weight, group.heading.source) for group in groups]
        _check_sum(pairs, "group", section.id, Number(_WHOLE, section.source), problems)
        for group in groups:
            if group.weight and (weights := _weights(group.entries)):
                _check_sum(weights, "entry", group.heading.text, group.weight, problems)
    elif weights := _weights([entry for group in groups for entry in group.entries]):
        _check_sum(weights, "entry", section.id, Number(_WHOLE, section.source), problems)


def _weights(entries: Iterable[Entry]) -> list[tuple[Number | None, Source]]:
    """Return the weights of the entries that count, and where each stands; none where none has."""
    counting = [entry for entry in entries if not entry.optional or entry.included_by]
    if not [entry for entry in counting if entry.details and entry.details.weight]:
        return []  # as of most
    return [
        (entry.details.weight if entry.details else None, entry.used_by or entry.passage.source)
        for entry in counting
    ]


def _check_sum(
    pairs: Sequence[tuple[Number | None, Source]],
    what: str,
    of: str,
    whole: Number,
    problems: Problems,
) -> None:
    """Refuse weights some of which are missing, or that can't add up to the whole.

    Fractions are rounded, so that each may be out by half of its last digit.
    """
    missing = [source for weight, source in pairs if weight is None]
    for source in missing:
        problems.refuse(
            source,
            f'this {what} of "{of}" has no weight, and others have one',
            "add weight: …, in per cent, to all or to none of them",
            "missing-weight",
        )
    weights = [weight for weight, _ in pairs if weight]
    low = sum(weight.value for weight in weights)
    high = sum(weight.value if weight.most is None else weight.most for weight in weights)
    out = sum(0.0 if weight.value == int(weight.value) else _HALF_A_DIGIT for weight in weights)
    wanted = (whole.value, whole.value if whole.most is None else whole.most)
    if not missing and not (low - out <= wanted[1] and wanted[0] <= high + out):
        total = " to ".join(Number(low, whole.source, high if high > low else None).figures)
        problems.refuse(
            weights[0].source,
            f'the weights of "{of}" add up to {total}',
            f"change them so that they add up to {' to '.join(whole.figures)}",
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
    """Refuse what is said of a check where none is asked for.

    A reason may be that of any check; a workforce and a regulated activity are those of the
    Disclosure and Barring Service or its like.
    """
    level = facts.get("checks.dbs")
    asked = {
        name
        for name, fact in facts.items()
        if name.startswith("checks.") and name not in _OF_CHECKS and fact.in_main != NONE
    }
    for name in ("workforce", "regulated_activity", "reason"):
        is_checked = asked if name == "reason" else asked & _BARRING
        if (said := facts.get(f"checks.{name}")) and not is_checked:
            check = "check" if name == "reason" else "DBS check"
            problems.refuse(
                said.source,
                f"checks.{name} is said of a {check}, and "
                + (f'the check is "{NONE}"' if level else f"no {check} is said"),
                f"delete {name}, or write the check: dbs: Enhanced, say",
                "checks",
            )


_BARRING = {"checks.dbs", "checks.pvg", "checks.accessni"}
_OF_CHECKS = {
    "checks.workforce",
    "checks.regulated_activity",
    "checks.reason",
    "checks.political_restriction",
    "checks.political_restriction_reason",
}
"""What is said of a check, or of a restriction by law, and is no check by itself."""


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
