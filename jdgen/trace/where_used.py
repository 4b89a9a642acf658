"""Where an id is used: every family, level, role, vacancy and layout that it reaches, and how."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from jdgen.compare.statements import statements
from jdgen.compose.conditions import Conditions
from jdgen.compose.job import compose_each, compose_family
from jdgen.compose.placeholders import Facts
from jdgen.documents.coverage import rows_of
from jdgen.model.axes import AXIS
from jdgen.model.job import Edition, Layer, Level, Lineage
from jdgen.model.section import DERIVED
from jdgen.model.text import ClauseUse, Source
from jdgen.names import composed
from jdgen.nearest import closest
from jdgen.problems import NotFound, Problems
from jdgen.trace.definitions import KINDS, definitions, is_used
from jdgen.tuples import NamedTuple
from jdgen.workspace.targets import everything, lineage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Audience, Job
    from jdgen.model.layout import DocumentKind, Layout, SectionStyle
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Target

REACHED: Final = ("family", "level", "role", "vacancy", "layout")
"""What an id can reach: posts from the most general to the most local, and layouts."""

OWN: Final = "post."
"""What stands before the name of a field in that of its fact."""
_AUDIENCES: Final[tuple[Audience, ...]] = ("job-description", "advert", "evaluation")


Way = tuple[str, bool]
"""How something reaches another thing, and whether that leaves it out."""


class Use(NamedTuple):
    """One way in which something reaches a family, level, role, vacancy or layout.

    `how` says by what: printed in which section, named where, or left out by which line.
    """

    target: str
    title: str
    file: str
    how: str
    is_left_out: bool = False


class Usage(NamedTuple):
    """What an id is of, the places that say it, those that name it, and what it reaches."""

    kind: str
    id: str
    said_at: tuple[str, ...]
    named_at: tuple[str, ...]
    uses: dict[str, tuple[Use, ...]]


def where_used(library: Library, wanted: str) -> list[Usage]:
    """Return what has an id, and all that each of these reaches.

    Raises `NotFound`, and `InvalidInput` with what is wrong in any of them, as without it the
    answer could leave one out.
    """
    posts = _posts(library)
    jobs = ((post.target.kind, post.target.key, *each) for post in posts for each in post.jobs)
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
            _places(ids[kind][wanted]),
            _places(_named_at(library, wanted) if kind == "clause" else ()),
            _uses(library, kind, wanted, posts),
        )
        for kind in kinds
    ]


def _places(sources: Iterable[Source]) -> tuple[str, ...]:
    return tuple(str(source.place) for source in sorted({*sources}))


def _uses(
    library: Library, kind: str, wanted: str, posts: Iterable[_Post]
) -> dict[str, tuple[Use, ...]]:
    """Return what a thing reaches, by what that is."""
    uses: dict[str, dict[Use, None]] = {key: {} for key in REACHED}
    for post in posts:
        uses[post.target.kind] |= dict.fromkeys(_uses_of(library, kind, wanted, post))
    for name in library.layouts():
        layout = library.layout(name)
        file = library.naming.shown(library.layout_path(name))
        for how in _ways_of_layout(library, kind, wanted, layout):
            uses["layout"][Use(name, layout.title.text, file, how)] = None
    return {key: tuple(of_kind) for key, of_kind in uses.items()}


def _named_at(library: Library, wanted: str) -> Iterator[Source]:
    """Yield every place that names a clause, whether or not a job or document says it."""
    read: list[object] = [library.organisation()]
    for family in library.families():
        read.append(library.family(family))
        keys = library.levels_in_force(family)
        read += (library.level(family, key, library.as_of) for key in keys)
    read += map(library.role, library.roles())
    read += map(library.vacancy, library.vacancies())
    read += (library.layout(name) for name in library.layouts())
    return (use.source for use in _clauses_named(read) if use.clause == wanted)


_PARTED: Final = (tuple, list)


def _clauses_named(said: Iterable[object]) -> Iterator[ClauseUse]:
    """Yield where a model's texts name clauses, at any depth."""
    left = [*said]
    while left:
        part = left.pop()
        if isinstance(part, ClauseUse):
            yield part
        elif isinstance(part, dict):
            left.extend(part.values())
        elif isinstance(part, _PARTED) and not isinstance(part, Source):
            left.extend(part)


class _Post(NamedTuple):
    """A family, level, role or vacancy, and its jobs: one an audience, as each may print others."""

    target: Target
    lineage: Lineage
    jobs: tuple[tuple[Job, list[Statement]], ...]


def _posts(library: Library) -> list[_Post]:
    """Return all families, levels, roles, at each of the grades that they leave open, vacancies."""
    gathering = Problems()
    posts = [gathering.catch(partial(_post, library, target)) for target in everything(library)]
    gathering.raise_any()
    return [post for post in posts if post]


def _post(library: Library, target: Target) -> _Post:
    editions = [Edition(audience, draft=True) for audience in _AUDIENCES]
    if target.kind == "family":
        organisation, family = library.organisation(), library.family(target.family)
        level = Level(Layer(family.layer.source, facts={}))
        of_family = Lineage(organisation, family, level, on=library.as_of)
        guides = (compose_family(organisation, family, library.as_of, each) for each in editions)
        return _Post(target, of_family, _with_statements(guides))
    of_job = lineage(library, target)
    return _Post(target, of_job, _with_statements(compose_each(of_job, editions)))


def _with_statements(jobs: Iterable[Job]) -> tuple[tuple[Job, list[Statement]], ...]:
    return tuple((job, statements(job, by="paragraph")) for job in jobs)


# --- what it reaches ------------------------------------------------------------------------------


def _uses_of(library: Library, kind: str, wanted: str, post: _Post) -> Iterator[Use]:
    """Yield how a thing reaches a post; printed for any audience counts for more than left out."""
    ways: dict[str, tuple[str, bool]] = {}
    for job, said in post.jobs:
        audience = job.edition.audience
        only = "" if audience == "job-description" else f", for the audience {audience}"
        for how, is_left_out in _ways(library, kind, wanted, post, job, said):
            ways.setdefault(how, (f"{how}{only}", is_left_out))
    printed = [way for way in ways.values() if not way[1]]
    job, _ = post.jobs[0]
    file = post.lineage.level.layer.source.file if post.target.kind == "level" else job.source.file
    for how, is_left_out in printed or ways.values():
        yield Use(post.target.key, job.title.text, file, how, is_left_out)


def _ways(
    library: Library, kind: str, wanted: str, post: _Post, job: Job, said: list[Statement]
) -> Iterator[Way]:
    """Yield how a thing reaches a job."""
    of_job = post.lineage
    match kind:
        case "clause":
            yield from _text_uses(kind, wanted, of_job, job, said)
            yield from ((how, False) for how in _uses_in_layouts(library, wanted, job))
        case "item" | "behaviour" | "allowance":
            yield from _text_uses(kind, wanted, of_job, job, said)
        case "scale" | "step" | "method" | "framework":
            if how := _counted_use(kind, wanted, of_job, job, said):
                yield how, False
        case "axis" | "field":
            yield from _said_in_facts(kind, wanted, job)
        case "layout" | "house style":
            yield from ((how, False) for how in _looks_of(library, kind, wanted, job))
        case _:
            those = _inherited(kind, post)
            yield from [(how, False) for key, how in those if key == wanted][:1]


def _looks_of(library: Library, kind: str, wanted: str, job: Job) -> Iterator[str]:
    """Yield which documents of a job a layout or house style draws."""
    if kind == "layout":
        yield from filter(None, [_layout_use(library.layout(wanted), job)])
        return
    path = library.house_styles()[wanted]
    for name in library.layouts():
        layout = library.layout(name)
        if how := _layout_use(layout, job, layout.in_look(path)):
            yield f"gives its look to {how} of {name}"


def _said_in_facts(kind: str, wanted: str, job: Job) -> Iterator[Way]:
    """Yield where what a job says of an axis or a field is said, by it or its bands."""
    name = f"{AXIS if kind == 'axis' else OWN}{wanted}"
    for facts in (job.facts, *job.bands.values()):
        if fact := facts.get(name):
            yield f"said at {fact.place}", False


def _inherited(kind: str, post: _Post) -> Iterator[tuple[str, str]]:
    """Yield the ids of what a post inherits from, and what each is to it."""
    of_job = post.lineage
    match kind:
        case "grade":
            if of_job.grade:
                yield of_job.grade.id, "its grade"
            for linked in of_job.linked_grades:
                yield linked.grade.text, "one of its linked grades"
            for grade in () if of_job.is_post else of_job.level.grades:
                yield grade.text, "one of its grades"
        case "role":
            if of_job.role:
                yield of_job.role.id, "its role" if of_job.vacancy else "itself"
            for manager in of_job.managers:
                yield manager.id, "its reporting line"
        case "level":
            yield of_job.level.id, "its level" if of_job.is_post else "itself"
        case "family":
            yield of_job.family.id, "itself" if post.target.kind == "family" else "its family"


def _text_uses(
    kind: str, wanted: str, of_job: Lineage, job: Job, said: list[Statement]
) -> Iterator[Way]:
    """Yield where a job prints a text, or why it leaves it out."""
    sources = _clause_sources(of_job, wanted)
    for statement in said:
        if kind == "clause":
            first = {_first_said(statement), *(text.source for text in statement.passages)}
            if not first & sources:
                continue
        elif statement.id != wanted or is_used(statement) != (kind != "item"):
            continue
        yield f"printed in {statement.section}{_named(statement, kind)}", False
    for left in job.left_out:
        is_clause = left.passage.source in sources
        if is_clause if kind == "clause" else left.id == wanted and not is_clause:
            at = f" at {left.by.place}" if left.by else ""
            yield f"left out: {left.reason}{at}", True


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


def _counted_use(kind: str, wanted: str, of_job: Lineage, job: Job, said: list[Statement]) -> str:
    """Say how many criteria, behaviours and axes of a job are of a thing."""
    scorings = [entry.scoring for entry in job.criteria if entry.scoring]
    if kind == "framework":
        behaviours = {each.id for each in of_job.organisation.frameworks[wanted].behaviours}
        asked = [each for each in said if each.id in behaviours and is_used(each)]
        return f"{len(asked)} behaviour{'s' * (len(asked) > 1)}" if asked else ""
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


# --- layouts --------------------------------------------------------------------------------------


def _layout_use(layout: Layout, job: Job, among: Collection[str] | None = None) -> str:
    """Return the documents that a layout has of a job, or those among some."""
    return ", ".join(
        kind.id
        for kind in layout.documents
        if not {*kind.subjects}.isdisjoint(job.shown_as) and (among is None or kind.id in among)
    )


def _ways_of_layout(library: Library, kind: str, wanted: str, layout: Layout) -> Iterator[str]:
    """Yield how a thing reaches a layout, which extends another or names a clause."""
    if kind == "layout" and library.layout_path(wanted).parent in layout.folders[1:]:
        yield "extends it"
    if kind == "clause":
        yield from (how for each in layout.documents for how in _naming(each, wanted))
    if kind in {"axis", "field"}:
        name = f"{AXIS if kind == 'axis' else OWN}{wanted}"
        yield from (
            f"a row of {each.id}, named at {fact.place}"
            for each in layout.documents
            for row in rows_of(each)
            for fact in row.facts
            if fact.text == name
        )
    if kind == "house style":
        documents = layout.in_look(library.house_styles()[wanted])
        every = len(documents) == len(layout.documents)
        if documents:
            yield f"gives its look to {'all its documents' if every else ', '.join(documents)}"


def _uses_in_layouts(library: Library, wanted: str, job: Job) -> Iterator[str]:
    """Yield where layouts' own texts print a clause in the documents of a job."""
    clause = job.clauses.current.get(wanted)
    if clause is None:
        return
    own = job.setting.own_facts
    conditions = Conditions(
        Facts({}, Problems(), draft=True, filled=job.facts, own=own), Problems()
    )
    if not conditions.hold("", clause.passage, clause.when, wanted):
        return
    for name in library.layouts():
        for kind in library.layout(name).documents:
            is_of_job = not {*kind.subjects}.isdisjoint(job.shown_as)
            if is_of_job and kind.audience == job.edition.audience:
                yield from _naming(kind, wanted, job)


def _naming(kind: DocumentKind, wanted: str, job: Job | None = None) -> Iterator[str]:
    """Yield where a document's own texts name a clause: all, or those that it has for a job."""
    for style in kind.sections:
        key = style.id.text
        is_said = job is None or _is_said(style, job)
        texts = [style.lead_in] if is_said or style.empty else []
        texts += [style.empty] if job is None or not is_said else []
        for text in texts:
            if text and text.use and text.use.clause == wanted:
                yield f"printed in {key}, named at {text.use.source.place}"


def _is_said(style: SectionStyle, job: Job) -> bool:
    """Return whether a job has something to say in a section."""
    facts = (fact.text for row in style.facts for fact in row.facts)
    key = style.id.text
    return key in job.sections or key in DERIVED or any(fact in job.facts for fact in facts)
