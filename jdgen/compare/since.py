"""All that a workspace says, as it was at a revision and as it is."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from jdgen.compare.comparison import compare, subject
from jdgen.compare.review import Absence, Difference, Review
from jdgen.compare.titles import titles
from jdgen.names import composed
from jdgen.problems import InvalidInput, Problems
from jdgen.tuples import NamedTuple
from jdgen.workspace.renames import renamed
from jdgen.workspace.revisions import workspaces_of
from jdgen.workspace.targets import everything, job_of, lineage, named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from jdgen.compare.comparison import Comparison
    from jdgen.model.job import Edition, Job
    from jdgen.model.layout import Layout
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.revisions import Workspaces
    from jdgen.workspace.targets import Target


Key = tuple[str, ...]
"""By what a target then is known to be the one now."""


class Pair(NamedTuple):
    """One target as it was and as it is; None where it isn't there, or can't be composed.

    `target` is where it stands now or, where it is gone, stood; `then` where it stood. `problem` is
    what kept it from being composed then. What no change reaches isn't composed.
    """

    name: str
    target: Target
    before: Job | None
    after: Job | None
    then: Target | None = None
    problem: str = ""
    is_reached: bool = True

    @property
    def is_renamed(self) -> bool:
        """Return whether it has another name, or stands in another family or folder, than then."""
        then, now = self.then, self.target
        if then is None or then is now:
            return False
        return then[2:] != now[2:] or then.path.parent.name != now.path.parent.name

    def again(self, workspaces: Workspaces, revision: str, edition: Edition) -> Pair:
        """Return the pair in another edition, as far as it can be composed in that one."""
        if edition == workspaces.edition:
            return self
        try:
            before = self.then and job_of(workspaces.at(revision), self.then, edition)
            after = self.after and job_of(workspaces.now, self.target, edition)
        except InvalidInput:
            return self
        return self._replace(before=before, after=after)


def diff_since(library: Library, revision: str, layout: str, edition: Edition) -> Review:
    """Return what differs in every level, role, vacancy and family since a revision.

    Raises `NotFound` and `InvalidInput`.
    """
    look = library.layout(layout)
    absences: list[Absence] = []
    by_change: dict[object, list[Comparison]] = {}
    same = 0
    with workspaces_of(library, edition) as workspaces:
        pairs = pairs_since(workspaces, revision)
        then, base = workspaces.since(revision)
        for pair in pairs:
            if pair.problem:
                absences.append(Absence(pair.name, "unreadable", pair.problem))
            elif pair.after is None:
                absences.append(Absence(pair.name, "gone", then.naming.shown(pair.target.path)))
            elif pair.before is None:
                absences.append(Absence(pair.name, "new", library.naming.shown(pair.target.path)))
            else:
                comparison = compare_since(pair.name, revision, pair.before, pair.after, look)
                if comparison.differs:
                    by_change.setdefault(_change(comparison), []).append(comparison)
                else:
                    same += 1
    differences = tuple(
        Difference(first, tuple(other.second.name for other in others))
        for first, *others in by_change.values()
    )
    return Review(
        library.setting.wanted,
        differences,
        absences=tuple(absences),
        revision=revision,
        base=base,
        same=same,
        number=len(pairs),
    )


def pairs_since(workspaces: Workspaces, revision: str) -> list[Pair]:
    """Return all levels, families, roles and vacancies then and now.

    Raises `NoRevision`, and `InvalidInput` with all that is wrong now; what was wrong then is said
    of its pair.
    """
    problems = Problems()
    pairs = list(each_pair(workspaces, revision, problems))
    problems.raise_any()
    return pairs


def each_pair(
    workspaces: Workspaces,
    revision: str,
    problems: Problems,
    changed: Collection[str] | None = None,
) -> Iterator[Pair]:
    """Yield all levels, families, roles and vacancies then and now, each composed when it is due.

    What is wrong now is added to the problems. With the files that `changed`, what was renamed or
    moved is still the same thing, and nothing is composed that they don't reach. Raises
    `NoRevision`.
    """
    (then, _), now = workspaces.since(revision), workspaces.now
    edition = workspaces.edition
    before = {_key(then, target): target for target in _targets(then)}
    after = {_key(now, target): target for target in _targets(now)}
    names = _names({**before, **after})
    former = {} if changed is None else _former(then, now, before, after)
    for key, target in after.items():
        old, job, problem = before.pop(former.get(key, key), None), None, ""
        pair = Pair(names[key], target, None, None, old)
        if not (changed is None or pair.is_renamed or _is_reached(now, then, pair, changed)):
            yield pair._replace(is_reached=False)
            continue
        current = problems.catch(partial(job_of, now, target, edition))
        if current is None:
            continue
        try:
            job = old and job_of(then, old, edition)
        except InvalidInput as invalid:
            problem = str(invalid.problems[0])
        yield pair._replace(before=job, after=current, problem=problem)
    for key, target in before.items():
        yield Pair(names[key], target, None, None, target)


def _is_reached(now: Library, then: Library, pair: Pair, changed: Collection[str]) -> bool:
    """Return whether anything changed of what a target is made of, now or then."""
    if pair.then is None or pair.target.kind == "family":
        return bool(changed)
    if any(file.startswith("templates/") for file in changed):
        return True
    for library, target in ((now, pair.target), (then, pair.then)):
        with library.noting() as noted:
            try:
                lineage(library, target)
            except InvalidInput:  # whoever composes it is told
                return True
        if any("/".join(library.parts(path)) in changed for path in noted):
            return True
    return False


def _former(
    then: Library, now: Library, before: Mapping[Key, Target], after: Mapping[Key, Target]
) -> dict[Key, Key]:
    """Return by what those that were renamed or moved were known, by what they are known now."""
    gone = {target.path: target for key, target in before.items() if key not in after}
    new = {target.path: target for key, target in after.items() if key not in before}
    moved = renamed(then, now, list(gone.values()), list(new.values()))
    keys = {(target.path, target.grade): key for key, target in before.items() if key not in after}
    former = {
        key: keys.get((moved[target.path], target.grade))
        for key, target in after.items()
        if key not in before and target.path in moved
    }
    return {key: old for key, old in former.items() if old}


def _key(library: Library, target: Target) -> Key:
    """Return by what a target then is the one now: by file, but for levels, which have versions."""
    file = () if target.kind == "level" else tuple(map(composed, library.parts(target.path)))
    return target.kind, target.family, target.key, target.grade, *file


def _names(targets: Mapping[Key, Target]) -> dict[Key, str]:
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


def _targets(library: Library) -> Iterator[Target]:
    """Yield all that says something: levels, families, roles and vacancies, in that order."""
    order = {"level": 0, "family": 1, "role": 2, "vacancy": 3}
    yield from sorted(everything(library), key=lambda target: order[target.kind])


def compare_since(name: str, revision: str, before: Job, after: Job, layout: Layout) -> Comparison:
    """Return what differs in one thing since a revision."""
    shown_titles = titles(layout, before, after)
    return compare(subject(f"{name}@{revision}", before), subject(name, after), shown_titles)


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
        for row in section.shown(same=False)
    )
    moved = tuple(
        tuple(side.text for side in (row.first, row.second) if side) for row in comparison.moved
    )
    return comparison.facts, rows, moved
