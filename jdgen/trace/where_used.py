"""Where an id is used: every level, role and vacancy that it reaches, and how."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.compare.statements import statements
from jdgen.compose.job import compose
from jdgen.model.axes import AXIS
from jdgen.model.job import Edition
from jdgen.names import composed
from jdgen.problems import NotFound, Problems, closest
from jdgen.trace.definitions import KINDS, definitions, is_used
from jdgen.workspace.targets import everything, lineage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Audience, Job, Lineage
    from jdgen.model.text import Source
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Target

REACHED: Final = ("level", "role", "vacancy")
"""What an id can reach, from the most general to the most local."""

_AUDIENCES: Final[tuple[Audience, ...]] = ("job-description", "advert", "evaluation")


class Use(NamedTuple):
    """One level, role or vacancy that something reaches.

    `how` says by what: printed in which section, named where, or left out by which line.
    """

    target: str
    title: str
    file: str
    how: str
    is_left_out: bool = False


class Usage(NamedTuple):
    """What an id is of, the places that say it, and what it reaches."""

    kind: str
    id: str
    said_at: tuple[str, ...]
    uses: dict[str, tuple[Use, ...]]


def where_used(library: Library, wanted: str) -> list[Usage]:
    """Return what has an id, and every level, role and vacancy that each of these reaches.

    Raises `NotFound`, and `InvalidInput` with what is wrong in any of them, as without it the
    answer could leave one out.
    """
    posts = _posts(library)
    jobs = ((post.target.kind, post.target.key, job) for post in posts for job in post.jobs)
    wanted = composed(wanted)
    ids = definitions(library, jobs)
    kinds = [kind for kind in KINDS if wanted in ids[kind]]
    if not kinds:
        every = sorted({key for of_kind in ids.values() for key in of_kind})
        meant = closest(wanted, every)
        hint = f'did you mean "{meant}"?' if meant else "jdgen list and jdgen explain show ids"
        raise NotFound(f'nothing here has the id "{wanted}"; {hint}')
    return [
        Usage(
            kind,
            wanted,
            tuple(str(source.place) for source in sorted({*ids[kind][wanted]})),
            {
                key: tuple(
                    dict.fromkeys(
                        use
                        for post in posts
                        if post.target.kind == key and (use := _use(library, kind, wanted, post))
                    )
                )
                for key in REACHED
            },
        )
        for kind in kinds
    ]


class _Post(NamedTuple):
    """A level, role or vacancy, and its jobs: one an audience, as each may print other texts."""

    target: Target
    lineage: Lineage
    jobs: tuple[Job, ...]


def _posts(library: Library) -> list[_Post]:
    """Return all levels, roles, at each of the grades that they leave open, and vacancies."""
    gathering = Problems()
    targets = (target for target in everything(library) if target.kind in REACHED)
    posts = [gathering.catch(partial(_post, library, target)) for target in targets]
    gathering.raise_any()
    return [post for post in posts if post]


def _post(library: Library, target: Target) -> _Post:
    of_job = lineage(library, target)
    editions = (Edition(audience, draft=True) for audience in _AUDIENCES)
    return _Post(target, of_job, tuple(compose(of_job, edition) for edition in editions))


# --- what it reaches ------------------------------------------------------------------------------


def _use(library: Library, kind: str, wanted: str, post: _Post) -> Use | None:
    """Say how a thing reaches a post; printed for any audience counts for more than left out."""
    ways: list[tuple[str, bool]] = []
    for job in post.jobs:
        how, is_left_out = _reach_of(library, kind, wanted, post.lineage, job)
        if how and job.edition.audience != "job-description":
            how = f"{how}, for the audience {job.edition.audience}"
        if how:
            ways.append((how, is_left_out))
    if not ways:
        return None
    how, is_left_out = min(ways, key=lambda way: way[1])
    job = post.jobs[0]
    file = post.lineage.level.layer.source.file if post.target.kind == "level" else job.source.file
    return Use(post.target.key, job.title.text, file, how, is_left_out)


def _reach_of(
    library: Library, kind: str, wanted: str, of_job: Lineage, job: Job
) -> tuple[str, bool]:
    """Say how a thing reaches a job, and whether the job leaves it out; nothing where neither."""
    match kind:
        case "item" | "clause" | "behaviour" | "allowance":
            return _text_use(kind, wanted, of_job, job)
        case "scale" | "step" | "method":
            return _criteria_use(kind, wanted, of_job, job), False
        case "layout":
            return _layout_use(library, wanted, job), False
    grades = [grade.text for grade in of_job.level.grades]
    reached = {
        "grade": (
            (of_job.grade.id if of_job.grade else "", "its grade"),
            *((linked.grade.text, "one of its linked grades") for linked in of_job.linked_grades),
            *((grade, "one of its grades") for grade in ([] if of_job.is_post else grades)),
        ),
        "role": (
            (of_job.role.id if of_job.role else "", "its role" if of_job.vacancy else "itself"),
            *((manager.id, "its reporting line") for manager in of_job.managers),
        ),
        "level": ((of_job.level.id, "its level" if of_job.is_post else "itself"),),
        "family": ((of_job.family.id, "its family"),),
    }[kind]
    return next((how for key, how in reached if key == wanted), ""), False


def _text_use(kind: str, wanted: str, of_job: Lineage, job: Job) -> tuple[str, bool]:
    sources = _clause_sources(of_job, wanted)
    for statement in statements(job, by="paragraph"):
        if kind == "clause":
            said = {_first_said(statement), *(text.source for text in statement.passages)}
            if not said & sources:
                continue
        elif statement.id != wanted or is_used(statement) != (kind != "item"):
            continue
        return f"printed in {statement.section}{_named(statement, kind)}", False
    for left in job.left_out:
        is_clause = left.passage.source in sources
        if is_clause if kind == "clause" else left.id == wanted and not is_clause:
            at = f" at {left.by.place}" if left.by else ""
            return f"left out: {left.reason}{at}", True
    return "", False


def _first_said(statement: Statement) -> Source:
    """Return who said a line before anyone replaced it."""
    entry, source = statement.entry, statement.passage.source
    while entry and entry.replaced:
        entry = entry.replaced
        source = entry.passage.source
    return source


def _clause_sources(of_job: Lineage, wanted: str) -> set[Source]:
    return {
        version.passage.source
        for clauses in (of_job.organisation.clauses, of_job.family.clauses)
        for version in clauses.get(wanted, ())
    }


def _named(statement: Statement, kind: str) -> str:
    entry = statement.entry
    used_by = statement.named_at
    if kind == "clause" and not used_by:
        used_by = next((text.use.source for text in statement.passages if text.use), None)
    replaced_by = entry.replaced_by if entry else None
    for what, source in (
        ("replaced", replaced_by),
        ("named", used_by),
        ("chosen", statement.chosen_by),
    ):
        if source:
            return f", {what} at {source.place}"
    return ""


def _criteria_use(kind: str, wanted: str, of_job: Lineage, job: Job) -> str:
    scorings = [entry.scoring for entry in job.criteria if entry.scoring]
    if kind == "method":
        number = sum(wanted in {method.text for method in scoring.methods} for scoring in scorings)
    else:
        steps = of_job.organisation.scales.get(wanted, ())
        named = {step.id for step in steps} if kind == "scale" else {wanted}
        number = sum(
            scoring.standard is not None and scoring.standard.text in named for scoring in scorings
        )
    uses = [f"{number} {'criterion' if number == 1 else 'criteria'}"] if number else []
    if kind != "method":
        uses += _axes_use(kind, wanted, of_job, job)
    return ", ".join(uses)


def _axes_use(kind: str, wanted: str, of_job: Lineage, job: Job) -> Iterator[str]:
    """Yield the axes whose values are steps of a scale or, of a step, those that say it."""
    at = {
        (name, at)
        for name, steps in of_job.organisation.scales.items()
        for at, step in enumerate(steps)
        if step.id == wanted
    }
    for name, axis in job.axes.items():
        said = [facts.get(f"{AXIS}{name}") for facts in (job.facts, *job.bands.values())]
        sizes = {axis.size(value.in_main) for value in said if value}
        scale = axis.scale.text if axis.scale else ""
        is_step = any((scale, size) in at for size in sizes)
        if scale and sizes and (scale == wanted if kind == "scale" else is_step):
            yield f"its axis {name}"


def _layout_use(library: Library, wanted: str, job: Job) -> str:
    kinds = [
        kind.id
        for kind in library.layout(wanted).documents
        if not {*kind.subjects}.isdisjoint(job.shown_as)
    ]
    using = [name for name in library.layouts() if _extends(library, name, wanted)]
    more = [f"and in what extends it: {', '.join(using)}"] if using else []
    return "; ".join([", ".join(kinds), *more]) if kinds else ""


def _extends(library: Library, name: str, wanted: str) -> bool:
    folder = library.layout_path(wanted).parent
    return name != wanted and folder in library.layout(name).folders
