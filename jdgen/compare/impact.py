"""Which documents a change to files changes, and which of them where an evaluation rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from jdgen.build import Order, files
from jdgen.compare.reasons import History, Reason, of_files, reasons, sensitive_parts
from jdgen.compare.sides import base_text, pairs_since
from jdgen.problems import InvalidInput
from jdgen.records import NamedTuple
from jdgen.targets import everything

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jdgen.compare.reasons import Part
    from jdgen.compare.sides import Pair, Workspaces
    from jdgen.library import Library
    from jdgen.revision import Commit
    from jdgen.targets import Target

State = Literal["changed", "new", "gone", "not known"]
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

    `documents` counts those there are now and those there were; `remark` says what is compared
    with, where that isn't the revision itself.
    """

    revision: str
    commits: tuple[Commit, ...]
    affected: tuple[Affected, ...]
    documents: int
    remark: str = ""

    @property
    def sensitive(self) -> tuple[Affected, ...]:
        """Return those that change in a part on which the job's evaluation rests."""
        return tuple(each for each in self.affected if each.parts)


def impact(
    workspaces: Workspaces, revision: str, layouts: Sequence[str], *, is_every: bool
) -> Impact:
    """Return which built documents change since a revision, and why.

    With `is_every`, the layouts that were there then count too. Raises `NoRevision`, and
    `InvalidInput` with what is wrong with the workspace as it is now.
    """
    then, base = workspaces.since(revision)
    history = History(workspaces, revision)
    names = list(dict.fromkeys((*layouts, *(then.layouts() if is_every else ()))))
    titles_of = workspaces.now.layout(layouts[0])
    affected: list[Affected] = []
    number = 0
    for pair in pairs_since(workspaces, revision, everything):
        now = _documents(workspaces, workspaces.now, pair.target if pair.after else None, names)
        if pair.problem:
            number += len(now)
            why = [Reason(None, f"at {revision} it could not be made: {pair.problem}", "", ())]
            affected.append(_affected(pair, "not known", now, why))
            continue
        old = _then(workspaces, then, pair.then, names)
        both = dict.fromkeys((*now, *old))
        number += len(both)
        if changed := [_name(each, now, old) for each in both if now.get(each) != old.get(each)]:
            state: State = "changed"
            if pair.before is None or pair.after is None:
                state = "new" if pair.after else "gone"
            why = reasons(pair, workspaces, titles_of, history)
            why = why or list(of_files(workspaces, names, history))
            affected.append(_affected(pair, state, changed, why))
    return Impact(
        revision, tuple(history.commits), tuple(affected), number, base_text(base, revision)
    )


def _affected(
    pair: Pair, state: State, documents: Iterable[str], why: Sequence[Reason]
) -> Affected:
    made = pair.after or pair.before
    title = made.job.title if made else pair.name
    return Affected(pair.name, title, state, tuple(documents), tuple(why))


def _name(document: str, now: _Files, old: _Files) -> str:
    """Return a document's name, and whether only its Word file differs."""
    files_now, files_then = now.get(document), old.get(document)
    if files_now and files_then and files_now.get("md") == files_then.get("md"):
        return f"{document} (in Word only)"
    return document


def _then(
    workspaces: Workspaces, then: Library, target: Target | None, layouts: Sequence[str]
) -> _Files:
    try:
        return _documents(workspaces, then, target, layouts)
    except InvalidInput:  # its layout could not be used then
        return {}


def _documents(
    workspaces: Workspaces, library: Library, target: Target | None, layouts: Sequence[str]
) -> _Files:
    """Return a target's documents in all its layouts, in Word and Markdown."""
    made: _Files = {}
    known = library.layouts()
    for layout in layouts if target else ():
        if target is None or layout not in known:
            continue
        order = Order([layout], edition=workspaces.reading.edition, where_fit=True)
        for path, data in files(library, target, order).files.items():
            document, _, ending = path.rpartition(".")
            named = f"{layout}/{document}" if len(layouts) > 1 else document
            made.setdefault(named, {})[ending] = data
    return made
