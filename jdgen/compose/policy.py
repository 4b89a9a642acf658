"""What a layer uses of HR policy, by name, as sections: behaviours, allowances, linked grades."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jdgen.model.pay import Grade, grades_listed, pay_text, spanning
from jdgen.model.section import (
    ALLOWANCES,
    BEHAVIOURS,
    CODES,
    EVALUATION,
    PERSON_SPECIFICATION,
    PROGRESSION,
    STRUCTURE,
    AuthoredSection,
    Details,
    Entry,
    Group,
    Listing,
    Section,
)
from jdgen.model.text import Passage, made_of
from jdgen.names import composed, folded
from jdgen.nearest import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jdgen.model.job import Behaviour, Evaluation, Layer, Lineage, LinkedGrade, Organisation
    from jdgen.model.pay import PayTable
    from jdgen.model.text import Source
    from jdgen.problems import Problems


def expanded(lineage: Lineage, problems: Problems) -> list[Layer]:
    """Return the layers, with what each uses of HR policy among its sections.

    Behaviours and allowances grow like any list; linked grades are those of the most local layer
    that says any, as a whole.
    """
    organisation, table, points = lineage.organisation, lineage.table, lineage.linked_grades
    behaviours = []
    for layer in lineage.layers():
        sections = list(layer.sections)
        if layer.behaviours:
            sections.append(_behaviours(layer, organisation, problems))
        if layer.allowances:
            sections += _allowances(layer, organisation, table, problems)
        if points and table and layer.linked_grades is points:
            sections.append(_progression(layer, organisation, table))
        if len(sections) > len(layer.sections):
            sections.sort(key=lambda section: section.id == PERSON_SPECIFICATION)
            behaviours.append(layer._replace(sections=tuple(sections)))
        else:
            behaviours.append(layer)
    return behaviours


def _behaviours(layer: Layer, organisation: Organisation, problems: Problems) -> AuthoredSection:
    by_id: dict[str, Behaviour] = {
        behaviour.id: behaviour
        for framework in organisation.frameworks.values()
        for behaviour in framework.behaviours
    }
    items: dict[str, list[Entry]] = {}
    for use in layer.behaviours:
        used_by, level = use.behaviour.source, use.level
        behaviour = by_id.get(use.behaviour.text)
        if behaviour is None:
            hint = suggest(use.behaviour.text, by_id, what="the behaviours are")
            message = f'unknown behaviour "{use.behaviour.text}"'
            problems.refuse(use.behaviour, message, hint, "unknown-behaviour")
            continue
        if level and level.text not in behaviour.levels:
            hint = suggest(level.text, behaviour.levels, what="its levels are")
            message = f'the behaviour "{behaviour.id}" has no level "{level.text}"'
            problems.refuse(level.source, message, hint, "unknown-level")
            continue
        item = Entry(
            behaviour.levels[level.text] if level else behaviour.passage,
            id=behaviour.id,
            label=behaviour.title,
            details=Details(level=level) if level else None,
            used_by=used_by,
        )
        items.setdefault(behaviour.framework, []).append(item)
    frameworks = organisation.frameworks
    groups = tuple(
        Group(frameworks[key].title, tuple(entries), frameworks[key].lead_in)
        for key, entries in items.items()
    )
    return AuthoredSection(BEHAVIOURS, layer.behaviours[0].behaviour.source, Listing(groups))


def _allowances(
    layer: Layer, organisation: Organisation, table: PayTable | None, problems: Problems
) -> Iterable[AuthoredSection]:
    allowances = table.allowances if table else {}
    setting = organisation.setting
    items = []
    for name in layer.allowances:
        allowance = allowances.get(name.text)
        if allowance is None:
            hint = suggest(name.text, allowances, what="the pay table's allowances are")
            message = f'unknown allowance "{name.text}"'
            problems.refuse(name.source, message, hint, "unknown-allowance")
            continue
        figure = setting.wording.amount(allowance.amount, setting.currency)
        pay = Passage(setting.wording.per[allowance.per].format(pay=figure), allowance.source)
        items.append(
            Entry(
                allowance.passage or pay,
                id=allowance.id,
                label=allowance.title,
                details=Details(amount=pay) if allowance.passage else None,
                used_by=name.source,
            )
        )
    if items:
        group = Group(Passage("", layer.allowances[0].source), tuple(items))
        yield AuthoredSection(ALLOWANCES, layer.allowances[0].source, Listing((group,)))


def linked(lineage: Lineage, problems: Problems) -> list[Grade]:
    """Return the grades that a post can progress through, the lowest first.

    The grade that the post's files name has to be one of them.
    """
    points, table, own = lineage.linked_grades, lineage.table, lineage.own_grade
    priced = table.grades if table else {}
    named = [point.grade for point in points]
    for name in named:
        if name.text not in priced:
            hint = "add a pay table"
            if table:
                hint = f"{grades_listed(lineage.organisation.pay, table)} {', '.join(priced)}"
            message = f'unknown grade "{name.text}"'
            problems.refuse(name.source, message, hint, "unknown-grade")
    paid = [name for name in named if name.text in priced]
    those = {key: grade for key, grade in priced.items() if key in {name.text for name in paid}}
    _check_order(
        [point for point in points if point.grade.text in priced], _by_pay(those), problems
    )
    if named and own and own.text not in {name.text for name in named}:
        linked_names = ", ".join(name.text for name in named)
        message = f'the grade "{own.text}" is none of the linked grades'
        hint = f"write one of {linked_names}, or add it to linked_grades"
        problems.refuse(own.source, message, hint, "linked-grades")
    return [priced[name] for name in dict.fromkeys(name.text for name in paid)]


def _by_pay(grades: Mapping[str, Grade]) -> list[str]:
    """Return grades from the lowest paid up; as the table has them, where that doesn't tell."""
    if any(not grade.ranges for grade in grades.values()):
        return list(grades)
    if len({part.per for grade in grades.values() for part in grade.ranges}) > 1:
        return list(grades)

    def pay(name: str) -> tuple[int, int]:
        ranges = grades[name].ranges
        ends = [part.maximum or part.minimum or 0 for part in ranges]
        return min(part.minimum or part.maximum or 0 for part in ranges), max(ends)

    return sorted(grades, key=pay)


def _check_order(points: Sequence[LinkedGrade], in_order: list[str], problems: Problems) -> None:
    """Refuse the linked grades that don't stand above the one before, as the pay table does.

    One grade may have several steps, of which each says what its holder shows.
    """
    for before, after in pairwise(points):
        lower, higher = before.grade, after.grade
        places = [in_order.index(name.text) for name in (lower, higher)]
        if places[0] < places[1]:
            continue
        if places[0] == places[1] and before.entry.passage.text != after.entry.passage.text:
            continue
        message = f'the linked grade "{higher.text}" stands after "{lower.text}", which is above it'
        hint = f"put the lowest first: {', '.join(in_order)}"
        if places[0] == places[1]:
            message, hint = f'the grade "{lower.text}" is linked twice', "delete one of the two"
        problems.refuse(higher.source, message, hint, "linked-grades")


def _progression(layer: Layer, organisation: Organisation, table: PayTable) -> AuthoredSection:
    items = []
    setting = organisation.setting
    for point in layer.linked_grades:
        grade = table.grades.get(point.grade.text)
        if grade is None:  # `linked` says so
            continue
        pay = Passage(pay_text(grade.ranges, setting.currency, setting.wording), grade.source)
        details = (point.entry.details or Details())._replace(pay=pay)
        if grade.points:
            steps_between = setting.wording.between(grade.points[0], grade.points[-1])
            details = details._replace(points=Passage(steps_between, grade.source))
        items.append(point.entry._replace(label=grade.title, details=details))
    source = layer.linked_grades[0].grade.source
    return AuthoredSection(
        PROGRESSION, source, Listing((Group(Passage("", source), tuple(items)),))
    )


def grade_facts(
    grade: Grade | None, linked_grades: Sequence[Grade], organisation: Organisation
) -> dict[str, Passage]:
    """Return what the pay table says of a job: of its grade, or of all those that are linked."""
    if not (grade or linked_grades):
        return {}
    grades = list(linked_grades) or [grade] if grade else list(linked_grades)
    first, last = grades[0], grades[-1]
    setting = organisation.setting
    wording, source = setting.wording, first.source
    ranges = spanning(grades) if len(grades) > 1 else first.ranges
    title = wording.between(first.title.text, last.title.text)
    facts = {"grade.title": made_of(title, source, first.title, last.title)}
    if first.title.text == last.title.text:
        facts = {"grade.title": first.title.said_at(source)}
    if any(paid_grade.ranges for paid_grade in grades):
        pay = pay_text(ranges, setting.currency, wording)
        if not ranges:  # they can't be spanned: each is said by itself
            each_pays = [
                wording.labelled(
                    paid_grade.title.text, pay_text(paid_grade.ranges, setting.currency, wording)
                )
                for paid_grade in grades
            ]
            pay = wording.apart(each_pays)
        facts["grade.pay"] = facts["post.salary"] = Passage(pay, source)
    if len(ranges) == 1:
        middle, steps = ranges[0].midpoint, ranges[0].steps
        ends = {"grade.minimum": ranges[0].minimum, "grade.maximum": ranges[0].maximum}
        facts |= {
            name: Passage(wording.amount(end, setting.currency), source)
            for name, end in ends.items()
            if end is not None
        }
        if middle is not None:
            facts["grade.midpoint"] = Passage(wording.amount(middle, setting.currency), source)
        if steps:
            amounts = [wording.amount(step, setting.currency) for step in steps]
            facts["grade.steps"] = Passage(wording.joined(amounts), source)
    if first.points and last.points:
        points = wording.between(first.points[0], last.points[-1])
        facts["grade.points"] = Passage(points, source)
    return facts


def evaluation_of(layers: Iterable[Layer]) -> Evaluation | None:
    """Return what job evaluation says: each line as the lowest layer says it.

    The factors are one list, as a panel gives it: that of the lowest layer that has any. What
    another scheme says is another evaluation, which takes nothing from the one before.
    """
    merged: Evaluation | None = None
    for layer in layers:
        own = layer.evaluation
        if own is None:
            continue
        if merged is None or _is_another(merged, own):
            merged = own
            continue
        facts = {**merged.facts, **own.facts}
        rests_on = own.rests_on
        if not (own.factors or "evaluation.total" in own.facts):  # else its score is another
            rests_on = rests_on or merged.rests_on
        factors = own.factors or merged.factors
        merged = merged._replace(facts=facts, factors=factors, rests_on=rests_on)
    return merged


def _is_another(before: Evaluation, after: Evaluation) -> bool:
    """Return whether an evaluation is by another scheme."""
    schemes = [layer.facts.get("evaluation.scheme") for layer in (before, after)]
    scheme_names = {folded(scheme.text) for scheme in schemes if scheme}
    return len(scheme_names) > 1


# --- sections that are no list that grows ---------------------------------------------------------


def _section(key: str, source: Source, items: Iterable[Entry]) -> Section:
    return Section(key, source, Listing((Group(Passage("", source), tuple(items)),)))


def whole_sections(
    lineage: Lineage, facts: Mapping[str, Passage], changes: str = ""
) -> Iterable[Section]:
    """Yield the sections that are made as a whole: codes, job evaluation, structure.

    `changes` are what has changed since the evaluation: then its scores are not shown.
    """
    layers = lineage.layers()
    codes = {composed(name.text): (name, code) for layer in layers for name, code in layer.codes}
    if codes:
        first, _ = next(iter(codes.values()))
        items = (Entry(code, label=name) for name, code in codes.values())
        yield _section(CODES, first.source, items)
    evaluation = evaluation_of(layers)
    if evaluation and evaluation.factors:
        section = _section(EVALUATION, evaluation.source, evaluation.factors)
        yield _of_another_text(section, changes, lineage) if changes else section
    if lineage.managers:
        yield _structure(lineage, facts)


def _of_another_text(section: Section, changes: str, lineage: Lineage) -> Section:
    """Return the factors without their scores, under what has changed since they were given."""
    before = lineage.organisation.setting.wording.evaluated["factors"].format(changes=changes)
    groups = tuple(
        group._replace(
            entries=tuple(
                entry._replace(details=entry.details and entry.details._replace(score=None))
                for entry in group.entries
            )
        )
        for group in section.groups
    )
    return section._replace(content=Listing(groups, Passage(before, section.source)))


def _structure(lineage: Lineage, facts: Mapping[str, Passage]) -> Section:
    """Return the line from the highest manager known down to those whom the post manages."""
    wording = lineage.organisation.setting.wording
    title = facts["post.title"]
    managed = facts.get("post.responsible_for")
    post = Entry(
        made_of(wording.this_post.format(title=title.text), title.source, title),
        items=(Entry(managed),) if managed else (),
    )
    for manager in lineage.managers:
        post_title = manager.layer.facts["post.title"]
        post = Entry(post_title, items=(post,))
    return _section(STRUCTURE, lineage.managers[0].layer.source, (post,))
