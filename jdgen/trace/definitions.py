"""Where each id of a workspace is defined, by what it is the id of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.model.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Job
    from jdgen.workspace.inheritance import Library

Ids = dict[str, "list[Source]"]
"""Ids, each with who says what it is."""

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
    "framework",
    "behaviour",
    "allowance",
    "axis",
    "field",
    "layout",
    "house style",
)
"""What an id can be of, the widest first."""


def definitions(
    library: Library, posts: Iterable[tuple[str, str, Job, Iterable[Statement]]]
) -> dict[str, Ids]:
    """Return every id by kind.

    `posts` are the kinds, ids, jobs and what these say of all that jobs are made of.
    """
    ids: dict[str, Ids] = {kind: {} for kind in KINDS}
    _of_policy(library, ids)
    _of_looks(library, ids)
    for family in library.families():
        ids["family"][family] = [library.family(family).layer.source]
        for key, axis in library.family(family).axes.items():
            ids["axis"].setdefault(key, []).append(axis.title.source)
        for key in library.levels_in_force(family):
            level = library.level(family, key, library.as_of)
            ids["level"].setdefault(key, []).append(level.layer.source)
    for kind, key, job, said in posts:
        if kind == "role":
            ids["role"].setdefault(key, []).append(job.source)
        _of_job(job, said, ids["item"])
    return ids


def _of_policy(library: Library, ids: dict[str, Ids]) -> None:
    organisation = library.organisation()
    families = (library.family(key).clauses for key in library.families())
    for clauses in (organisation.clauses, *families):
        for key, versions in clauses.items():
            ids["clause"].setdefault(key, []).extend(clause.passage.source for clause in versions)
    policy = Source("organisation", library.naming.place(library.organisation_path), 1)
    fields = library.setting.fields.items()
    ids["field"] = {key: [each.label.source if each.label else policy] for key, each in fields}
    ids["method"] = {key: [title.source] for key, title in organisation.methods.items()}
    for key, steps in organisation.scales.items():
        ids["scale"][key] = [step.title.source for step in steps[:1]]
        for step in steps:
            ids["step"].setdefault(step.id, []).append(step.passage.source)
    for key, framework in organisation.frameworks.items():
        ids["framework"][key] = [framework.title.source]
        for each in framework.behaviours:
            ids["behaviour"].setdefault(each.id, []).append(each.passage.source)
    for table in organisation.pay:
        for key, grade in table.grades.items():
            ids["grade"].setdefault(key, []).append(grade.source)
        for key, allowance in table.allowances.items():
            ids["allowance"].setdefault(key, []).append(allowance.source)


def _of_looks(library: Library, ids: dict[str, Ids]) -> None:
    ids["layout"] = {key: [library.layout(key).title.source] for key in library.layouts()}
    for key, path in library.house_styles().items():
        ids["house style"][key] = [Source("layout", library.naming.place(path), 1)]


def _of_job(job: Job, said: Iterable[Statement], ids: Ids) -> None:
    """Add a job's own items: clauses, behaviours and allowances are used, and said elsewhere."""
    own, used = [], set()
    for statement in said:
        if is_used(statement):
            used.add(statement.passage.source)
        else:
            own.append((statement.id, statement.passage.source))
    own += [
        (left.id, left.passage.source)
        for left in job.left_out
        if left.passage.source not in used and left.passage.source.layer in _OF_ITEMS
    ]
    for key, source in own:
        if key and source not in ids.setdefault(key, []):
            ids[key].append(source)


def is_used(statement: Statement) -> bool:
    """Return whether a statement is a clause, behaviour or allowance that a layer names."""
    return bool(statement.named_at)
