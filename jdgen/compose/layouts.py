"""Makes one layout's documents of another's: what it omits, replaces, includes and orders.

The same words change what a role inherits; here they name documents, sections and rows of facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jdgen.model.layout import HEADER, DocumentPart, FactRow, SectionStyle
from jdgen.nearest import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jdgen.model.layout import Beside, ChangeTarget, DocumentKind, LayoutChange
    from jdgen.model.text import Source
    from jdgen.problems import Problems

T = TypeVar("T")
Item = SectionStyle | DocumentPart

ANY = "*"


def changed(
    documents: Iterable[DocumentKind],
    changes: Sequence[LayoutChange],
    problems: Problems,
    met: set[ChangeTarget] | None = None,
) -> tuple[DocumentKind, ...]:
    """Return documents with changes made to them, in order; refuse those that name nothing.

    With `met`, changes that name nothing here are passed over, as another layout may have it: what
    they name is added to it where it is there.
    """
    kinds = list(documents)
    first: dict[tuple[str, str], int] = {}  # how many are ordered already, by their list
    for change in changes:
        target = change.target
        found = False
        for at, kind in enumerate(kinds):
            if target.document in {ANY, kind.id}:
                anew = _Changing(kind, change, first, problems).made()
                found |= anew is not None
                kinds[at] = anew or kind
        if change.verb == "omit" and not target.section:
            kept = [kind for kind in kinds if kind.id != target.document]
            found, kinds = len(kept) < len(kinds), kept
        if found and met is not None:
            met.add(target)
        elif not found and met is None:
            _refuse(change, kinds, problems)
    return tuple(kinds)


class _Changing:
    """One change to one document."""

    def __init__(
        self,
        kind: DocumentKind,
        change: LayoutChange,
        first: dict[tuple[str, str], int],
        problems: Problems,
    ) -> None:
        self._kind = kind
        self._verb = change.verb
        self._target = change.target
        self._value = change.value
        self._first = first
        self._problems = problems

    def made(self) -> DocumentKind | None:
        """Return the document as it is then; None where there is nothing to be changed."""
        kind, target = self._kind, self._target
        if not target.section:
            return self._whole()
        if target.section == HEADER:
            rows = self._rows(kind.header)
            return None if rows is None else kind._replace(header=tuple(rows))
        if target.fact or self._verb in {"include", "replace"}:
            return self._in_section()
        items = self._named(kind.items, _name_of_item, target.section)
        return None if items is None else kind.holding(items)

    def _whole(self) -> DocumentKind | None:
        if self._verb == "replace":
            return self._kind._replace(**self._value)
        if self._verb != "include":
            return None
        items = self._added(self._kind.items, _name_of_item)
        return None if items is None else self._kind.holding(items)

    def _in_section(self) -> DocumentKind | None:
        items, is_there = [], False
        for item in self._kind.items:
            anew: SectionStyle | None = None
            if isinstance(item, SectionStyle) and item.id.text == self._target.section:
                anew = self._section(item)
            is_there |= anew is not None
            items.append(anew or item)
        return self._kind.holding(items) if is_there else None

    def _section(self, style: SectionStyle) -> SectionStyle | None:
        if not self._target.fact and self._verb == "replace":
            said = dict(self._value)
            if (title := said.get("title")) and not title.text:
                said["title"] = None
            return style._replace(**said)
        rows = self._rows(style.facts)
        return None if rows is None else style._replace(facts=tuple(rows))

    def _rows(self, rows: Sequence[FactRow]) -> list[FactRow] | None:
        if self._verb == "include":
            added = self._added(rows, _names_of_row)
            if added and self._target.section == HEADER:
                self._check_labels(added)
            return added
        if self._verb == "replace":
            wanted = self._target.fact
            if not any(wanted in _names_of_row(row) for row in rows):
                return None
            return [
                row._replace(**self._value) if wanted in _names_of_row(row) else row for row in rows
            ]
        return self._named(rows, _names_of_row, self._target.fact)

    def _check_labels(self, rows: Iterable[FactRow]) -> None:
        for row in rows:
            if not row.label:
                source = row.sentence.source if row.sentence else self._target.source
                message, hint = 'the field "label" is missing', "add label: …"
                self._problems.refuse(source, message, hint, "missing-field")

    def _named(
        self, items: Sequence[T], names_of: Callable[[T], Sequence[str]], name: str
    ) -> list[T] | None:
        """Return items without the one that is named, or with it first; None without any such."""
        those = [item for item in items if name in names_of(item)]
        if not those:
            return None
        others = [item for item in items if name not in names_of(item)]
        if self._verb == "omit":
            return others
        ordered = (self._kind.id, self._target.section if self._target.fact else "")
        at = self._first.setdefault(ordered, 0)
        self._first[ordered] += 1
        return [*others[:at], *those, *others[at:]]

    def _added(self, items: Sequence[T], names_of: Callable[[T], Sequence[str]]) -> list[T] | None:
        """Return items with those that are new; None where what they stand beside isn't there.

        A document that has what is new already keeps what it has, where any document may.
        """
        result = list(items)
        has_any = False
        for new, beside in self._value:
            known = [name for item in result for name in names_of(item)]
            at = self._place(beside, [names_of(item) for item in result])
            if at is None or any(name in known for name in names_of(new)):
                if self._target.document != ANY:
                    self._refuse_new(new, names_of(new), beside, known)
                    has_any = True
                continue
            result.insert(at, new)
            has_any = True
        return result if has_any else None

    def _place(self, beside: Beside, names: Sequence[Sequence[str]]) -> int | None:
        wanted = beside.after or beside.before
        if wanted is None:
            return None if self._target.document == ANY else len(names)
        at = next((at for at, those in enumerate(names) if wanted.text in those), None)
        return None if at is None else at + bool(beside.after)

    def _refuse_new(
        self, new: object, names: Sequence[str], beside: Beside, known: Sequence[str]
    ) -> None:
        wanted = beside.after or beside.before
        if wanted and wanted.text not in known:
            message = f'nothing called "{wanted.text}" stands in "{self._target}"'
            hint = suggest(wanted.text, known, what="there are")
            self._problems.refuse(wanted.source, message, hint, "unknown-section")
            return
        message = f'"{names[0]}" stands in "{self._target}" already'
        hint = f"change it under replace:, as {self._target}.{names[0]}: …"
        self._problems.refuse(self._source_of(new), message, hint, "duplicate-section")

    def _source_of(self, new: object) -> Source:
        if isinstance(new, SectionStyle):
            return new.id.source
        named = (new.fact or new.sentence) if isinstance(new, FactRow) else None
        return named.source if named else self._target.source


def _name_of_item(item: Item) -> tuple[str]:
    return (item.document.text if isinstance(item, DocumentPart) else item.id.text,)


def _names_of_row(row: FactRow) -> tuple[str, ...]:
    return tuple(fact.text for fact in row.facts)


def _refuse(change: LayoutChange, kinds: Sequence[DocumentKind], problems: Problems) -> None:
    """Refuse what a change names and no document has."""
    target = change.target
    names = list(_known(target, kinds))
    problems.refuse(
        target.source,
        f'{change.verb} names "{target}", which no document here has',
        suggest(str(target), names, what="there are"),
        "unknown-target",
    )


def _known(target: ChangeTarget, kinds: Sequence[DocumentKind]) -> Iterable[str]:
    for kind in kinds:
        yield kind.id
        if target.section == HEADER:
            yield from (
                f"{kind.id}.{HEADER}.{n}" for row in kind.header for n in _names_of_row(row)
            )
        elif target.section:
            yield from (f"{kind.id}.{name}" for item in kind.items for name in _name_of_item(item))
