"""All that a workspace says, as it was at a revision and as it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from jdgen.compare.comparison import compare, subject
from jdgen.compare.phrases import Other, Review
from jdgen.compare.titles import titles
from jdgen.names import composed
from jdgen.problems import InvalidInput, shown
from jdgen.workspace.files import family_of, name_of
from jdgen.workspace.targets import Target, everything, jobs, named, open_grades

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jdgen.compare.comparison import Comparison
    from jdgen.compare.titles import Titles
    from jdgen.model.job import Edition, Job
    from jdgen.model.layout import Layout
    from jdgen.problems import Problem
    from jdgen.trace.sides import Workspaces
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.snapshot import Base


class Made(NamedTuple):
    """What is made of a target: its job and, of a family, those of its levels."""

    job: Job
    levels: tuple[Job, ...] = ()


class Pair(NamedTuple):
    """One target as it was and as it is; None where it isn't there, or can't be made.

    `problem` is what kept it from being made then.
    """

    name: str
    target: Target
    before: Made | None
    after: Made | None
    then: Target | None = None
    problem: str = ""

    def again(self, workspaces: Workspaces, revision: str, edition: Edition) -> Pair:
        """Return the pair in another edition, as far as it can be made in that one."""
        if edition == workspaces.reading.edition:
            return self
        try:
            before = self.then and _made(workspaces.at(revision), self.then, edition)
            after = self.after and _made(workspaces.now, self.target, edition)
        except InvalidInput:
            return self
        return self._replace(before=before, after=after)


def pairs_since(
    workspaces: Workspaces,
    revision: str,
    targets: Callable[[Library], Iterator[Target]],
) -> list[Pair]:
    """Return all targets then and now.

    Raises `NoRevision`, and `InvalidInput` with all that is wrong now; what was wrong then is said
    of its pair.
    """
    (then, _), now = workspaces.since(revision), workspaces.now
    edition = workspaces.reading.edition
    before = {_key(then, target): target for target in targets(then)}
    after = {_key(now, target): target for target in targets(now)}
    called = _names({**before, **after})
    problems: list[Problem] = []
    pairs = []
    for key, target in after.items():
        try:
            made = _made(now, target, edition)
        except InvalidInput as invalid:
            problems += invalid.problems
            continue
        old, problem = before.pop(key, None), ""
        was: Made | None = None
        if old:
            try:
                was = _made(then, old, edition)
            except InvalidInput as invalid:
                problem = str(invalid.problems[0])
        pairs.append(Pair(called[key], target, was, made, old, problem))
    if problems:
        raise InvalidInput(problems)
    gone = (Pair(called[key], target, None, None, target) for key, target in before.items())
    return [*pairs, *gone]


def _made(library: Library, target: Target, edition: Edition) -> Made:
    job, levels = jobs(library, target, edition)
    return Made(job, tuple(levels))


def _key(library: Library, target: Target) -> tuple[str, ...]:
    """Return by what a target then is the one now: by file, but for levels, which have versions."""
    place = () if target.kind == "level" else tuple(map(composed, library.parts(target.path)))
    return target.kind, target.family, target.key, target.grade, *place


def _names(targets: Mapping[tuple[str, ...], Target]) -> dict[tuple[str, ...], str]:
    """Return the names of targets, which say their kind or file where another has the same."""
    by_name = Counter(named(target) for target in targets.values())
    by_kind = Counter((named(target), target.kind) for target in targets.values())
    names = {}
    for key, target in targets.items():
        name = named(target)
        if by_kind[name, target.kind] > 1:
            name = f"{target.family}/{name}" if target.kind == "level" else "/".join(key[4:])
        elif by_name[name] > 1:
            name = f"{name} ({target.kind})"
        names[key] = name
    return names


def everything_and_roles(library: Library) -> Iterator[Target]:
    """Go through all that says something: levels, families, roles and vacancies, in that order."""
    order = {"level": 0, "family": 1, "role": 2, "vacancy": 3}
    roles = (
        Target("role", path, family_of(path), name_of(path), grade)
        for path in library.roles()
        for grade in open_grades(library, path)
    )
    yield from sorted((*everything(library), *roles), key=lambda target: order[target.kind])


def since(workspaces: Workspaces, revision: str, layout: Layout) -> Review:
    """Return what differs in every level, role, vacancy and family since a revision."""
    remarks: list[str] = []
    others: list[Other] = []
    by_change: dict[object, list[Comparison]] = {}
    same = 0
    pairs = pairs_since(workspaces, revision, everything_and_roles)
    for pair in pairs:
        if pair.problem:
            others.append(Other(pair.name, "unreadable", pair.problem))
        elif pair.after is None:
            others.append(Other(pair.name, "gone", shown(pair.target.path)))
        elif pair.before is None:
            others.append(Other(pair.name, "new", shown(pair.target.path)))
        else:
            found = compared_since(pair.name, revision, pair.before.job, pair.after.job, layout)
            if found.differs:
                by_change.setdefault(_change(found), []).append(found)
            else:
                same += 1
    if text := base_text(workspaces.since(revision)[1], revision):
        remarks.append(text)
    if same:
        remarks.append(f"{same} of {len(pairs)} say the same as at {revision}")
    return Review(
        f"What differs since {revision}",
        tuple(group[0] for group in by_change.values()),
        tuple(tuple(each.second.name for each in group[1:]) for group in by_change.values()),
        tuple(remarks),
        tuple(others),
        revision,
    )


def base_text(base: Base, revision: str) -> str:
    """Say what is compared with, where a revision has gone on since this work left it."""
    if not base.has_gone_on:
        return ""
    return f"{revision} has gone on: compared with {base.commit[:12]}, where this work left it"


def compared_since(name: str, revision: str, before: Job, after: Job, layout: Layout) -> Comparison:
    """Return what differs in one thing since a revision."""
    said: Titles = titles(layout, before, after)
    return compare(subject(f"{name}@{revision}", before), subject(name, after), said)


def _change(comparison: Comparison) -> object:
    """Return what differs, whatever the job that it differs in."""
    rows = tuple(
        (
            section.id,
            row.kind,
            row.first and row.first.text,
            row.second and row.second.text,
            row.changes,
        )
        for section in comparison.sections
        for row in section.rows
        if row.kind != "same"
    )
    moved = tuple((row.first, row.second) for row in comparison.moved)
    facts = tuple(comparison.facts)
    return facts, rows, tuple((a and a.text, b and b.text) for a, b in moved)
