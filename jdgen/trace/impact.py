"""Which documents a change to files changes, and which of them where an evaluation rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from jdgen.build.files import Order, files
from jdgen.compare.phrases import excerpt
from jdgen.compare.sequences import matching
from jdgen.compare.since import pairs_since
from jdgen.compare.words import mark_words
from jdgen.model.job import Audience, Edition
from jdgen.problems import InvalidInput
from jdgen.trace.blame import History, Reason
from jdgen.trace.reasons import cut, of_files, reasons, sensitive_parts
from jdgen.workspace.revisions import workspaces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.compare.since import Pair
    from jdgen.model.layout import Layout
    from jdgen.trace.blame import Part
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.revisions import Workspaces
    from jdgen.workspace.snapshot import Base, Commit
    from jdgen.workspace.targets import Target

State = Literal["changed", "new", "gone", "not known"]
_FEW: Final = 5
"""How many changes of wording are named where a layout or template changed."""
_Files = dict[str, dict[str, bytes]]
"""Documents, each with its files by their endings."""


class Affected(NamedTuple):
    """One target whose documents change: which of them, and why."""

    name: str
    title: str
    state: State
    documents: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the evaluated parts that change, each once."""
        return sensitive_parts(self.reasons)


class Impact(NamedTuple):
    """What changes since a revision: the commits, the targets affected, and how many there are.

    `documents` counts those there are now and those there were; `base` is the commit that stands
    for the revision.
    """

    revision: str
    base: Base
    commits: tuple[Commit, ...]
    affected: tuple[Affected, ...]
    documents: int

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
    `NotFound`, and `InvalidInput` with what is wrong with the workspace as it is now.
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
    roles: list[Affected] = []
    number = 0
    order = _Order(workspaces, names, audiences)
    for pair in pairs_since(workspaces, revision):
        now = order.documents(workspaces.now, pair.target if pair.after else None)
        problem, old = pair.problem, _Files()
        if not problem:
            try:
                old = order.documents(then, pair.then)
            except InvalidInput as invalid:
                problem = str(invalid.problems[0])
        if pair.target.kind == "role" and not (now or old):
            roles += why_of.role(pair)
            continue
        if problem:
            number += len(now)
            affected.append(_affected(pair, "not known", now, [_unknown(revision, problem)]))
            continue
        both = dict.fromkeys((*now, *old))
        number += len(both)
        changed = [document for document in both if now.get(document) != old.get(document)]
        if changed:
            why = why_of.all(pair) or list(_of_wording(changed, now, old))
            why += of_files(workspaces, names, history, with_policy=not why)
            listed = [_name(document, now, old) for document in changed]
            affected.append(_affected(pair, _state(changed, now, old), listed, why))
    told = {reason[:2] for document in affected for reason in document.reasons}
    affected += (
        role
        for role in roles
        if role.state != "changed" or not {reason[:2] for reason in role.reasons} <= told
    )
    return Impact(revision, base, tuple(history.commits), tuple(affected), number)


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
        for audience in self._audiences:
            edition = self._workspaces.edition._replace(audience=audience)
            own = pair.again(self._workspaces, self._history.revision, edition)
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


def _state(changed: Sequence[str], now: _Files, old: _Files) -> State:
    """Return what became of documents: new or gone where all of them are."""
    if not any(document in old for document in changed):
        return "new"
    return "changed" if any(document in now for document in changed) else "gone"


def _of_wording(changed: Sequence[str], now: _Files, old: _Files) -> Iterator[Reason]:
    """Yield the lines of documents that differ where no fact or text of the job does."""
    seen: dict[str, None] = {}
    for document in changed:
        if document not in now or document not in old:
            continue
        one, other = (built[document].get("md", b"").decode() for built in (old, now))
        first, second = one.splitlines(), other.splitlines()
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


def _name(document: str, now: _Files, old: _Files) -> str:
    """Return a document's name, and whether only its Word file differs."""
    files_now, files_then = now.get(document), old.get(document)
    if not (files_now and files_then) and now and old:
        return f"{document} ({'new' if files_now else 'gone'})"
    if files_now and files_then and files_now.get("md") == files_then.get("md"):
        return f"{document} (in Word only)"
    return document


class _Order:
    """Makes a target's documents: in all layouts, for all audiences, in Word and Markdown."""

    def __init__(
        self, workspaces: Workspaces, layouts: Sequence[str], audiences: Sequence[Audience]
    ) -> None:
        edition = workspaces.edition
        self._orders = [
            Order([layout], edition=edition._replace(audience=audience), where_fit=True)
            for layout in layouts
            for audience in audiences
        ]
        self._is_named = len(layouts) > 1

    def documents(self, library: Library, target: Target | None) -> _Files:
        """Return the documents of a target, by their names."""
        documents: _Files = {}
        layouts = library.layouts()
        for order in self._orders if target else ():
            [layout] = order.layouts
            if target is None or layout not in layouts:
                continue
            for path, data in files(library, target, order).files.items():
                document, _, ending = path.rpartition(".")
                named = f"{layout}/{document}" if self._is_named else document
                documents.setdefault(named, {})[ending] = data
        return documents
