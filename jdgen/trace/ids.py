"""Every id of a workspace, by what it is of, with the places that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.compare.statements import statements
from jdgen.compose.job import compose, compose_family

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Job
    from jdgen.model.text import Source
    from jdgen.workspace.inheritance import Library

Ids = dict[str, "list[Source]"]
"""Ids, each with the places that say what it is."""

_OF_ITEMS: Final = frozenset({"family", "level", "band", "role", "vacancy"})
KINDS: Final = (
    "clause",
    "family",
    "level",
    "grade",
    "role",
    "item",
    "scale",
    "step",
    "method",
    "behaviour",
    "allowance",
    "layout",
)
"""What an id can be of, the widest first."""


def known_ids(library: Library, posts: Iterable[tuple[str, str, Job]]) -> dict[str, Ids]:
    """Return every id by kind; `posts` are roles' and vacancies' kinds, ids and jobs."""
    known: dict[str, Ids] = {kind: {} for kind in KINDS}
    _of_policy(library, known)
    for family in library.families():
        organisation, read = library.organisation(), library.family(family)
        known["family"][family] = [read.layer.source]
        _of_job(compose_family(organisation, read, library.as_of), known["item"])
        for key in library.levels_in_force(family):
            level = library.level(family, key, library.as_of)
            known["level"].setdefault(key, []).append(level.layer.source)
            _of_job(compose(library.lineage_of_level(family, key)), known["item"])
    for kind, key, job in posts:
        if kind == "role":
            known["role"].setdefault(key, []).append(job.source)
        _of_job(job, known["item"])
    return known


def _of_policy(library: Library, known: dict[str, Ids]) -> None:
    organisation = library.organisation()
    families = (library.family(key).clauses for key in library.families())
    for clauses in (organisation.clauses, *families):
        for key, versions in clauses.items():
            known["clause"].setdefault(key, []).extend(each.passage.source for each in versions)
    known["method"] = {key: [] for key in organisation.methods}
    known["scale"] = {key: [] for key in organisation.scales}
    for steps in organisation.scales.values():
        known["step"] |= {step.id: [step.passage.source] for step in steps}
    for framework in organisation.frameworks.values():
        known["behaviour"] |= {each.id: [each.passage.source] for each in framework.behaviours}
    for table in organisation.pay:
        for key, grade in table.grades.items():
            known["grade"].setdefault(key, []).append(grade.source)
        for key, allowance in table.allowances.items():
            known["allowance"].setdefault(key, []).append(allowance.source)
    known["layout"] = {key: [] for key in library.layouts()}


def _of_job(job: Job, known: Ids) -> None:
    """Add a job's own items: clauses, behaviours and allowances are used, and said elsewhere."""
    used = {statement.passage.source for statement in statements(job) if is_used(statement)}
    said = [
        (statement.id, statement.passage.source)
        for statement in statements(job)
        if not is_used(statement)
    ]
    said += [
        (left.id, left.passage.source)
        for left in job.left_out
        if left.passage.source not in used and left.passage.source.layer in _OF_ITEMS
    ]
    for key, source in said:
        if key and source not in known.setdefault(key, []):
            known[key].append(source)


def is_used(statement: Statement) -> bool:
    """Tell whether a line is a clause, behaviour or allowance that a layer names."""
    return bool(statement.entry.used_by if statement.entry else statement.used_by)
