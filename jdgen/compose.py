"""Organisation, family, level, role and vacancy to one job, with who said each sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jdgen.facts import Facts, location
from jdgen.merge import merge
from jdgen.model import (
    Alternatives,
    Content,
    Criterion,
    Group,
    Item,
    Job,
    Lineage,
    Listing,
    Organisation,
    Passage,
    Prose,
    Section,
    Source,
    Step,
)
from jdgen.problems import InvalidInput, Problem, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jdgen.model import Grade

ItemT = TypeVar("ItemT", Item, Criterion)


def compose(lineage: Lineage) -> Job:
    """Merge a lineage into one job; raise `InvalidInput` with every problem that this shows.

    Of a level alone, without role or vacancy, alternatives and optional entries are all kept.
    """
    problems: list[Problem] = []
    organisation = lineage.organisation
    clauses = {**organisation.clauses, **lineage.family.clauses}
    merged = merge(lineage.layers(), clauses, problems, chooser=_chooser(lineage))
    vacancy = lineage.vacancy.layer.source.file if lineage.vacancy else ""
    facts = Facts(_said(lineage), problems, vacancy=vacancy)
    filled = facts.all()
    sections = {
        key: Section(key, section.source, _filled(section.content, facts))
        for key, section in merged.sections.items()
    }
    criteria = tuple(_filled_group(group, facts) for group in merged.criteria)
    scale = _scale_used(criteria, organisation, problems)
    _check_methods(criteria, organisation.methods, problems)
    if problems:
        raise InvalidInput(problems)
    title = filled.get("post.title") or filled["level.title"]
    return Job(
        title.text,
        lineage.role is not None or lineage.vacancy is not None,
        vacancy,
        lineage.layers()[-1].source,
        organisation.language,
        filled,
        sections,
        criteria,
        organisation.methods,
        scale,
        merged.left_out,
    )


def _chooser(lineage: Lineage) -> Source | None:
    """Return the place that places the job at its level, which is where a choice belongs."""
    if lineage.role:
        return lineage.role.placing.level.source
    if lineage.vacancy and lineage.vacancy.placing:
        return lineage.vacancy.placing.level.source
    return None


def _said(lineage: Lineage) -> dict[str, Passage]:
    said: dict[str, Passage] = {}
    if lineage.grade:
        said["grade.title"] = Passage(lineage.grade.title, lineage.grade.source)
        if lineage.grade.maximum:
            said["post.salary"] = Passage(salary(lineage.grade), lineage.grade.source)
    for layer in lineage.layers():
        said |= layer.facts
    return said


def salary(grade: Grade) -> str:
    """Return a grade's pay as an advertisement says it; the figures are pounds a year."""
    if grade.minimum == grade.maximum:
        return f"£{grade.minimum:,} a year"
    return f"£{grade.minimum:,} to £{grade.maximum:,} a year"


def _filled(content: Content, facts: Facts) -> Content:
    if isinstance(content, Prose):
        return Prose(tuple(map(facts.fill, content.passages)))
    if isinstance(content, Alternatives):
        return Alternatives(tuple(_filled_item(option, facts) for option in content.options))
    return Listing(tuple(_filled_group(group, facts) for group in content.groups))


def _filled_group(group: Group[ItemT], facts: Facts) -> Group[ItemT]:
    return Group(
        facts.fill(group.heading), tuple(_filled_item(entry, facts) for entry in group.entries)
    )


def _filled_item(item: ItemT, facts: Facts) -> ItemT:
    passage = facts.fill(item.passage)
    label = facts.text(item.label, item.passage.source)
    if passage is item.passage and label == item.label:
        return item
    return item._replace(passage=passage, label=label)


def _scale_used(
    criteria: Iterable[Group[Criterion]], organisation: Organisation, problems: list[Problem]
) -> tuple[Step, ...]:
    """Return the steps of every scale of which a criterion names a step."""
    scale_of = {step.id: name for name, steps in organisation.scales.items() for step in steps}
    used: set[str] = set()
    for criterion in (entry for group in criteria for entry in group.entries):
        if (standard := criterion.standard) is None:
            continue
        if standard.text in scale_of:
            used.add(scale_of[standard.text])
        else:
            hint = suggest(standard.text, scale_of, what="the steps are")
            problems.append(
                Problem(
                    location(standard.source),
                    f'unknown step "{standard.text}" of a proficiency scale',
                    hint,
                    "unknown-step",
                )
            )
    return tuple(
        step for name, steps in organisation.scales.items() if name in used for step in steps
    )


def _check_methods(
    criteria: Iterable[Group[Criterion]], methods: Mapping[str, str], problems: list[Problem]
) -> None:
    for criterion in (entry for group in criteria for entry in group.entries):
        seen: set[str] = set()
        for method in criterion.methods:
            if method.text not in methods:
                hint = suggest(method.text, methods, what="the codes are")
                problems.append(
                    Problem(
                        location(method.source),
                        f'unknown assessment method "{method.text}"',
                        hint,
                        "unknown-method",
                    )
                )
            elif method.text in seen:
                problems.append(
                    Problem(
                        location(method.source),
                        f'the assessment method "{method.text}" is named twice',
                        "name it once",
                        "named-twice",
                    )
                )
            seen.add(method.text)
