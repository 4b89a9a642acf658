"""Why documents change: what differs, the evaluated part that it belongs to, and who changed it.

A job's evaluation rests on what its level says, its accountabilities, the qualifications that are
essential, its reporting line, its dimensions, and the grade itself. Where any of these changes, a
panel should ask whether the job is to be evaluated anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen.compare.phrases import change_text, excerpt, kind_name
from jdgen.compare.positions import POSITIONS
from jdgen.compare.since import compare_since
from jdgen.model.axes import AXIS
from jdgen.model.section import PERSON_SPECIFICATION
from jdgen.model.text import Source
from jdgen.problems import InvalidInput, Place
from jdgen.trace.blame import Reason
from jdgen.tuples import NamedTuple
from jdgen.workspace.files import level_of
from jdgen.workspace.targets import lineage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from jdgen.compare.comparison import Comparison, Row
    from jdgen.compare.positions import Change
    from jdgen.compare.since import Pair
    from jdgen.compare.statements import Statement
    from jdgen.model.job import Job, Lineage
    from jdgen.model.layout import Layout
    from jdgen.model.text import Passage
    from jdgen.trace.blame import History, Part
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.revisions import Workspaces

ACCOUNTABILITIES: Final = "accountabilities"
_FACTS: Final[dict[str, Part]] = {
    "grade.title": "grade",
    "grade.points": "grade",
    "level.code": "level text",
    "level.title": "level text",
    "level.grades": "grade",
    "band.title": "grade",
    "post.reports_to": "reporting line",
    "post.accountable_to": "reporting line",
    "post.professional_lead": "reporting line",
    "post.countersignatory": "reporting line",
    "post.responsible_for": "reporting line",
}
_PLACED: Final = frozenset(
    {"grade.title", "level.code", "level.title", "level.grades", "band.title"}
)
"""Facts that say again where a post is placed."""
_AMOUNTS: Final = ("grade.minimum", "grade.maximum")
"""Facts that are the pay of a grade, in whatever words it is said."""
_EVALUATED: Final = frozenset({"level", "band"})
"""The layers that a job-evaluation panel evaluates."""
_QUALIFICATIONS: Final = (
    "qualif",
    "degree",
    "diploma",
    "certificat",
    "chartered",
    "accredited",
    "professional membership",
    "nvq",
    "gcse",
    "a level",
    "licence",
    "education",
    "cymhwyst",
    "cymwyst",
    "gradd",
)
"""Parts of words by which a criterion is known as one of qualifications."""
_OF_QUALIFICATION: Final = frozenset(
    {"importance", "standard", "or_equivalent", "or_working_towards", "or_instead"}
)
"""What else is said of a qualification that decides who has it."""
_ROOM: Final = 160


def reasons(pair: Pair, workspaces: Workspaces, layout: Layout, history: History) -> list[Reason]:
    """Return why documents change: where a post is placed, and each fact and line that differs."""
    before, after = pair.before, pair.after
    if before is None or after is None:
        library = workspaces.now if after else workspaces.since(history.revision)[0]
        path = library.naming.shown(pair.target.path)
        word = "this is new" if after else "this is no longer there"
        return [Reason(None, word, path, history.of(path))]
    placed = [*_of_name(pair, workspaces, history), *_of_placing(pair, workspaces, history)]
    differing = list(_of_jobs(pair.name, before, after, layout, history, placed))
    called = {was: level for level, was in history.levels_then(pair.target.family).items()}
    then = {called.get(key := _key(level), key): level for level in before.levels}
    now = {_key(level): level for level in after.levels}
    for code in dict.fromkeys((*now, *then)):
        if code in now and code in then:
            was = _key(then[code])
            named = []
            if was != code:
                text = f"the level {was} is now called {code}"
                named = [history.reason(None, text, now[code].source)]
                differing += named
            own = _of_jobs(code, then[code], now[code], layout, history, named)
            differing += (reason._replace(text=f"{code}: {reason.text}") for reason in own)
        else:
            level = now.get(code) or then[code]
            word = "new" if code in now else "no longer there"
            differing.append(
                history.reason("level text", f"the level {code} is {word}", level.source)
            )
    return [*placed, *differing]


def of_hidden_pay(pair: Pair, history: History) -> tuple[Reason, str] | None:
    """Return how the pay of a vacancy's grade changed, and where a salary is typed that hides it.

    None where pay is the same, or nothing hides it.
    """
    if not (pair.before and pair.after and pair.target.kind == "vacancy"):
        return None
    was, now = (job.facts.get("grade.pay") for job in (pair.before, pair.after))
    salary = pair.after.facts.get("post.salary")
    amounts = [
        [fact.text for name in _AMOUNTS if (fact := job.facts.get(name))]
        for job in (pair.before, pair.after)
    ]
    if not (was and now and salary) or amounts[0] == amounts[1]:
        return None
    if salary.source.layer not in {"role", "vacancy"}:
        return None
    text = f"the pay of its grade: {was.text} → {now.text}"
    return history.reason(None, text, history.first([now.source])), str(salary.place)


def of_files(
    workspaces: Workspaces, layouts: Sequence[str], history: History, *, with_policy: bool
) -> Iterator[Reason]:
    """Yield the files of layouts that changed and, where nothing tells why, of HR policy."""
    now = workspaces.now
    then, _ = workspaces.since(history.revision)
    folders = {
        library.layout_path(name).parent.relative_to(library.root)
        for library in (now, then)
        for layout in layouts
        if layout in library.layouts()
        for name in _chain(library, layout)
    }
    looks = {
        path.relative_to(library.root)
        for library in (now, then)
        for layout in layouts
        if layout in library.layouts()
        for path in _looks(library, layout)
    }
    for file in history.changed:
        path = now.root / file
        if path.relative_to(now.root) in looks or path.parent.relative_to(now.root) in folders:
            yield Reason(
                None,
                "the layout changed",
                now.naming.shown(path),
                history.of(now.naming.shown(path)),
            )
        elif with_policy and path == now.organisation_path:
            yield Reason(
                None,
                "HR policy changed",
                now.naming.shown(path),
                history.of(now.naming.shown(path)),
            )


def _chain(library: Library, layout: str) -> list[str]:
    """Return a layout and those that it extends; itself alone where it can't be read."""
    try:
        return [folder.name for folder in library.layout(layout).folders]
    except InvalidInput:
        return [layout]


def _looks(library: Library, layout: str) -> Collection[Path]:
    """Return the house styles of a layout; none where it can't be read."""
    try:
        return library.layout(layout).looks.values()
    except InvalidInput:
        return ()


def _key(level: Job) -> str:
    """Return the id of a level, whichever version of its file says it."""
    return level_of(Path(level.source.file))


# --- where a post is placed -----------------------------------------------------------------------


def _of_name(pair: Pair, workspaces: Workspaces, history: History) -> Iterator[Reason]:
    """Yield where something stood that was renamed or moved."""
    if pair.is_renamed and pair.then:
        then, _ = workspaces.since(history.revision)
        path = workspaces.now.naming.shown(pair.target.path)
        was = "/".join(then.parts(pair.then.path))
        yield Reason(None, f"this was {was}", path, history.of(path))


def _of_placing(pair: Pair, workspaces: Workspaces, history: History) -> Iterator[Reason]:
    """Yield what decides where a post stands: its role, level, grade and linked grades."""
    if pair.target.kind not in {"role", "vacancy"} or pair.then is None:
        return
    before = _placing(lineage(workspaces.at(history.revision), pair.then))
    for what, (part, now, sources) in _placing(lineage(workspaces.now, pair.target)).items():
        _, then, sources_then = before[what]
        if now != then:
            of_part: Part | None = part
            text = f"{what}: {then or '(none)'} → {now or '(none)'}"
            if history.is_renamed(what.removeprefix("its "), then, now):
                of_part, text = None, f"{what}: {then} is now called {now}"
            if said_by := [source for source in (*sources, *sources_then) if source]:
                yield history.reason(of_part, text, history.first(said_by))
            else:
                yield Reason(of_part, text, "", ())


class _Place(NamedTuple):
    """By what a post is placed, the evaluated part that this is, and who may have said it."""

    part: Part | None
    said: str
    sources: tuple[Source | None, ...]


def _placing(of_job: Lineage) -> dict[str, _Place]:
    classification, vacancy = of_job.classification, of_job.vacancy
    named = vacancy.role if vacancy else None
    linked = [linked_grade.grade for linked_grade in of_job.linked_grades]
    at = classification.level if classification else None
    decided = of_job.own_grade or at
    grade = of_job.grade.id if of_job.grade else ""
    of_level = (passage.source for passage in of_job.level.grades if passage.text == grade)
    return {
        "its role": _Place(None, _text(named), (named.source if named else None,)),
        "its level": _Place(
            "grade",
            f"{of_job.family.id}/{of_job.level.id}" if at else "",
            (at.source if at else None,),
        ),
        "its grade": _Place(
            "grade", grade, (decided.source if decided else None, next(of_level, None))
        ),
        "its linked grades": _Place(
            "grade",
            ", ".join(linked_grade.text for linked_grade in linked),
            (linked[0].source if linked else None,),
        ),
    }


def _text(passage: Passage | None) -> str:
    return passage.text if passage else ""


# --- what differs ---------------------------------------------------------------------------------


def _of_jobs(
    name: str, before: Job, after: Job, layout: Layout, history: History, placed: Sequence[Reason]
) -> Iterator[Reason]:
    """Yield the facts and lines that differ; what no changed file says, a placing brought."""
    comparison = compare_since(name, history.revision, before, after, layout)
    titles = {section.id: section.title for section in comparison.sections}
    for change in comparison.facts:
        if not (placed and change.name in _PLACED):
            reason = _of_fact(change, before, after, history)
            yield _placed(
                reason,
                placed,
                is_inherited=change.name.startswith(("level.", "grade.", "pay.", "post.salary")),
            )
    for row in comparison.rows:
        if row.kind == "same":
            continue
        reason = _of_row(row, comparison, titles[row.statement.section], (before, after), history)
        names = {change.name for change in row.changes}
        if names and names <= POSITIONS and not reason.commits and history.has(after.source):
            reason = reason._replace(commits=history.of(after.source.file), place=_file(after))
        layers = {
            name
            for statement in (row.first, row.second)
            if statement
            for name in _layers(statement)
        }
        yield _placed(reason, placed, is_inherited=bool(layers & {*_EVALUATED, "family"}))


def _placed(reason: Reason, placed: Sequence[Reason], *, is_inherited: bool) -> Reason:
    """Name the line that placed a post, where what it inherits from there differs for no other."""
    if placed and is_inherited and not reason.commits:
        return reason._replace(place=placed[0].place, commits=placed[0].commits)
    return reason


def _file(job: Job) -> str:
    return str(Place(job.source.file))


def _of_fact(change: Change, before: Job, after: Job, history: History) -> Reason:
    part = _FACTS.get(change.name) or (
        "dimensions" if change.name.startswith("dimensions.") else None
    )
    if change.name.removeprefix(AXIS) in {*before.axes, *after.axes}:
        part = "level text"
    names = [change.name]
    if change.name.startswith(("post.salary", "pay.", "grade.", "band.")):
        names += ("level.grades", "post.hours", "post.weeks", "post.paid_weeks")  # it hangs on them
    sources = [
        job.facts[name].source for name in names for job in (after, before) if name in job.facts
    ]
    return history.reason(part, f"{change.label}: {change_text(change)}", history.first(sources))


def _of_row(
    row: Row, comparison: Comparison, section: str, jobs: tuple[Job, Job], history: History
) -> Reason:
    before, after = jobs
    sources = [
        source
        for statement in (row.second, row.first)
        if statement
        for source in _sources(statement, after)
    ]
    sources += (  # who leaves it out now, or left it out then
        left.by
        for job, statement in ((after, row.first), (before, row.second))
        for left in job.left_out
        if left.by and statement and left.passage.text == statement.passage.text
    )
    if _methods(row.first) == _methods(row.second) and {"methods"} == {
        change.name for change in row.changes
    }:  # what the methods are called
        sources.insert(0, Source("organisation", history.organisation, 1))
    source = history.first(sources)
    kinds = {"only second": "new", "only first": "gone"}
    kind = kinds.get(row.kind) or kind_name(row.kind, comparison)
    changes = "; ".join(f"{change.label}: {change_text(change)}" for change in row.changes)
    words = row.statement.text if row.is_alone else excerpt(row.marked)
    text = f"{section}, {kind}: {cut(words)}{f' ({changes})' if changes else ''}"
    return history.reason(_part(row), text, source)


def _methods(statement: Statement | None) -> list[str]:
    scoring = statement.entry.scoring if statement and statement.entry else None
    return [method.text for method in scoring.methods] if scoring else []


def _sources(statement: Statement, job: Job) -> Iterator[Source]:
    """Yield who said a line, and who said what it hangs on."""
    entry = statement.entry
    yield statement.passage.source
    own = (entry.replaced_by, entry.included_by, entry.used_by) if entry else ()
    scoring = entry.scoring if entry else None
    criterion = (*scoring.methods, scoring.standard) if scoring else ()
    yield from (source for source in (*own, statement.named_at, statement.chosen_by) if source)
    yield from (passage.source for passage in criterion if passage)
    for condition in entry.when if entry else ():
        yield condition.fact.source
        if fact := job.facts.get(condition.fact.text):
            yield fact.source


def _part(row: Row) -> Part | None:
    """Return the evaluated part that a row belongs to; of order alone there is nothing to weigh."""
    sides = [statement for statement in (row.first, row.second) if statement]
    changed = {change.name for change in row.changes}
    is_same_text = len(sides) == len(("first", "second")) and sides[0].text == sides[1].text
    if is_same_text and changed <= POSITIONS and row.kind != "moved":
        return None
    if any(statement.section == ACCOUNTABILITIES for statement in sides):
        return "accountabilities"
    if any(
        statement.section == PERSON_SPECIFICATION and _is_qualification(statement)
        for statement in sides
    ):
        counts = not is_same_text or changed & _OF_QUALIFICATION
        return "essential qualifications" if counts else None
    if any(_layers(statement) & _EVALUATED for statement in sides):
        return "level text"
    return None


def _layers(statement: Statement) -> set[str]:
    """Return who said a line: a level says a clause too that it names."""
    used_by = statement.named_at
    return {statement.passage.source.layer, *((used_by.layer,) if used_by else ())}


def _is_qualification(statement: Statement) -> bool:
    if dict(statement.details).get("importance") != "essential":
        return False
    words = f"{statement.group} {statement.id} {statement.text}".casefold()
    return any(word in words for word in _QUALIFICATIONS)


def cut(text: str) -> str:
    """Return as much of a text as a reason has room for."""
    return text if len(text) <= _ROOM else f"{text[: _ROOM - 1].rsplit(' ', 1)[0]} …"


def sensitive_parts(reasons: Iterable[Reason]) -> tuple[Part, ...]:
    """Return the evaluated parts that reasons name, each once."""
    return tuple(dict.fromkeys(reason.part for reason in reasons if reason.part))
