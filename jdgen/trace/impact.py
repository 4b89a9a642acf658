"""Which documents a change to files changes, and which of them where an evaluation rests."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal, get_args

from jdgen.compare.phrases import excerpt
from jdgen.compare.sequences import matching
from jdgen.compare.since import each_pair
from jdgen.compare.words import mark_words
from jdgen.compose.job import AUDIENCE
from jdgen.model.facts import EVALUATION_FACTS
from jdgen.model.job import Audience, Edition
from jdgen.problems import InvalidInput, Problems
from jdgen.trace.blame import History, Reason
from jdgen.trace.made import Drawing
from jdgen.trace.reasons import cut, of_files, of_hidden_pay, reasons, sensitive_parts
from jdgen.tuples import NamedTuple
from jdgen.workspace.files import name_of
from jdgen.workspace.revisions import workspaces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.compare.since import Pair
    from jdgen.model.job import Job
    from jdgen.model.layout import Layout
    from jdgen.trace.blame import Part
    from jdgen.trace.made import Difference, Drawn
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.revisions import Workspaces
    from jdgen.workspace.snapshot import Base, Commit

State = Literal["changed", "new", "gone", "not known"]
_FEW: Final = 5
"""How many changes of wording are named where a layout or template changed."""
_HIDDEN: Final = EVALUATION_FACTS | {AUDIENCE}


class Affected(NamedTuple):
    """One target whose documents change: which of them, and why.

    A role without documents of its own has those of its `vacancies`. A salary that is `typed` at a
    place hides from documents what is said of pay.
    """

    name: str
    title: str
    state: State
    documents: tuple[str, ...]
    reasons: tuple[Reason, ...]
    vacancies: tuple[str, ...] = ()
    typed: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the evaluated parts that change, each once."""
        return sensitive_parts(self.reasons)


class Impact(NamedTuple):
    """What changes since a revision: the commits, the targets affected, and how many there are.

    `documents` counts those there are now and those there were; `base` is the commit that stands
    for the revision. Documents are compared in one language, and not in `others`.
    """

    revision: str
    base: Base
    commits: tuple[Commit, ...]
    affected: tuple[Affected, ...]
    documents: int
    others: tuple[str, ...] = ()

    @property
    def sensitive(self) -> tuple[Affected, ...]:
        """Return those that change in a part on which the job's evaluation rests."""
        return tuple(affected for affected in self.affected if affected.parts)


def impact(
    library: Library,
    revision: str,
    layouts: Sequence[str],
    audience: Audience | None = None,
    *,
    is_every: bool,
) -> Impact:
    """Return which built documents change since a revision, and why; for all readers or for some.

    With `is_every`, the layouts that were there then count too. A role of which there are no
    documents is still what a panel evaluates: it is among those affected. Raises
    `NotFound`, and `InvalidInput` with what is wrong now with what the changes reach.
    """
    audiences: tuple[Audience, ...] = (audience,) if audience else get_args(Audience)
    with workspaces_of(library, Edition(audience or "job-description")) as workspaces:
        return _impact(workspaces, revision, layouts, audiences, is_every=is_every)


def _impact(
    workspaces: Workspaces,
    revision: str,
    layouts: Sequence[str],
    audiences: Sequence[Audience],
    *,
    is_every: bool,
) -> Impact:
    then, base = workspaces.since(revision)
    history = History(workspaces, revision)
    why_of = _Why(workspaces, audiences, workspaces.now.layout(layouts[0]), history)
    names = list(dict.fromkeys((*layouts, *(then.layouts() if is_every else ()))))
    affected: list[Affected] = []
    roles: list[tuple[Pair, Affected]] = []
    number = 0
    drawing = Drawing(workspaces, names, audiences, history.changed)
    problems = Problems()
    for pair in each_pair(workspaces, revision, problems, history.changed):
        history.note(pair)
        if not pair.is_reached:
            number += drawing.number(pair)
            continue
        now: dict[str, Drawn] = {}
        with problems.catching():
            now = drawing.documents(workspaces.now, pair.target if pair.after else None)
        problem = pair.problem
        old: dict[str, Drawn] = {}
        if not problem:
            try:
                old = drawing.documents(then, pair.then, pair.target)
            except InvalidInput as invalid:
                problem = str(invalid.problems[0])
        if pair.target.kind == "role" and not (now or old):
            roles += ((pair, role) for role in why_of.role(pair))
            continue
        if problem:
            number += len(now)
            affected.append(_affected(pair, "not known", now, [_unknown(revision, problem)]))
            continue
        both = dict.fromkeys((*now, *old))
        number += len(both)
        differ = {name: drawing.differ(old.get(name), now.get(name)) for name in both}
        changed = [name for name in both if differ[name] or pair.is_renamed]
        if changed:
            own = why_of.all(pair)
            why = [*own, *(() if own else _of_wording(changed, now, old))]
            why += of_files(workspaces, names, history, with_policy=not own)
            listed = [_name(name, differ[name], now, old) for name in changed]
            affected.append(_affected(pair, _state(changed, now, old), listed, why))
        elif hidden := of_hidden_pay(pair, history):
            pay, typed = hidden
            affected.append(_affected(pair, "changed", (), [pay])._replace(typed=typed))
    problems.raise_any()
    told = {reason[:2] for document in affected for reason in document.reasons}
    affected += (
        role._replace(vacancies=tuple(_vacancies(workspaces.now, pair)))
        for pair, role in roles
        if role.state != "changed" or not {reason[:2] for reason in role.reasons} <= told
    )
    setting = workspaces.now.setting
    others = tuple(tag for tag in setting.languages if tag != setting.wanted)
    return Impact(revision, base, tuple(history.commits), tuple(affected), number, others)


def _vacancies(library: Library, pair: Pair) -> Iterator[str]:
    """Yield the vacancies of a role as they are now."""
    for path in library.vacancies() if pair.after else ():
        with suppress(InvalidInput):
            role = library.lineage_of_vacancy(path).role
            if role and role.layer.source.file == library.naming.shown(pair.target.path):
                yield name_of(path)


def _unknown(revision: str, problem: str) -> Reason:
    return Reason(None, f"at {revision} it could not be made: {problem}", "", ())


class _Why:
    """Says why a thing changes, to all readers."""

    def __init__(
        self,
        workspaces: Workspaces,
        audiences: Sequence[Audience],
        layout: Layout,
        history: History,
    ) -> None:
        self._workspaces = workspaces
        self._audiences = audiences
        self._layout = layout
        self._history = history

    def all(self, pair: Pair) -> list[Reason]:
        """Return the reasons for each audience, each once."""
        why: dict[Reason, None] = {}
        seen: list[Pair] = []
        for audience in self._audiences:
            edition = self._workspaces.edition._replace(audience=audience)
            own = pair.again(self._workspaces, self._history.revision, edition)
            if any(_says_the_same(own, other) for other in seen):
                continue
            seen.append(own)
            why |= dict.fromkeys(reasons(own, self._workspaces, self._layout, self._history))
        return list(why)

    def role(self, pair: Pair) -> Iterator[Affected]:
        """Yield the role if it is affected: a panel evaluates it, advertised or not."""
        if pair.problem:
            why = [_unknown(self._history.revision, pair.problem)]
            yield _affected(pair, "not known", (), why)
        elif why := self.all(pair):
            state: State = "changed"
            if pair.before is None or pair.after is None:
                state = "new" if pair.after else "gone"
            yield _affected(pair, state, (), why)


def _says_the_same(pair: Pair, other: Pair) -> bool:
    """Return whether a pair says for its readers what it says for others, word for word."""
    return all(
        _said(one) == _said(another)
        for one, another in ((pair.before, other.before), (pair.after, other.after))
    )


def _said(job: Job | None) -> object:
    """Return all that is compared of a job; its evaluation only where its readers see that."""
    if job is None:
        return None
    hidden = {AUDIENCE} if job.edition.audience == "evaluation" else _HIDDEN
    facts = {name: fact for name, fact in job.facts.items() if name not in hidden}
    return job.sections, job.levels, facts


def _state(changed: Sequence[str], now: dict[str, Drawn], old: dict[str, Drawn]) -> State:
    """Return what became of documents: new or gone where all of them are."""
    if not any(document in old for document in changed):
        return "new"
    return "changed" if any(document in now for document in changed) else "gone"


def _of_wording(
    changed: Sequence[str], now: dict[str, Drawn], old: dict[str, Drawn]
) -> Iterator[Reason]:
    """Yield the lines of documents that differ where no fact or text of the job does."""
    seen: dict[str, None] = {}
    for document in changed:
        if document not in now or document not in old:
            continue
        first, second = (drawn[document].document.markdown.splitlines() for drawn in (old, now))
        at = there = 0
        for i, j, size in (*matching(first, second), (len(first), len(second), 0)):
            if i > at or j > there:
                was, becomes = (" ".join(part).strip() for part in (first[at:i], second[there:j]))
                seen[f"the wording changed: {cut(excerpt(mark_words(was, becomes)))}"] = None
            if len(seen) == _FEW:
                break
            at, there = i + size, j + size
    yield from (Reason(None, text, "", ()) for text in list(seen)[:_FEW])


def _affected(
    pair: Pair, state: State, documents: Iterable[str], why: Sequence[Reason]
) -> Affected:
    job = pair.after or pair.before
    title = job.title.text if job else pair.name
    return Affected(pair.name, title, state, tuple(documents), tuple(why))


def _name(document: str, differs: Difference, now: dict[str, Drawn], old: dict[str, Drawn]) -> str:
    """Return a document's name, and whether only its Word file differs."""
    if not (document in now and document in old) and now and old:
        return f"{document} ({'new' if document in now else 'gone'})"
    return f"{document} (in Word only)" if differs == "in Word" else document
