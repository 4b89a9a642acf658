"""The shape of what one layout changes in the documents of another: omit, replace, order, include.

The words are those that roles use; what they name is a document, one of its sections, or a row of
facts: `job-description`, `job-description.duties`, `job-description.header.post.location`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from jdgen.model.layout import HEADER, Beside, ChangeTarget, LayoutChange
from jdgen.model.text import Passage
from jdgen.reading.lists import ListOf, MapOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Context, Converted, Named, Shape
from jdgen.reading.texts import LINE, Line
from jdgen.reading.values import with_reason
from jdgen.schema.layout_rules import check_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jdgen.reading.json_schema import Book, Schema
    from jdgen.reading.yaml import Mapping as Fields
    from jdgen.reading.yaml import Node

T = TypeVar("T")

_TARGET_HINT: Final = (
    "write a document, one of its sections or a fact of its rows, such as job-description.duties or"
    " job-description.header.post.location"
)


def _target(passage: Passage, node: Node, context: Context) -> ChangeTarget | None:
    document, _, inside = passage.text.strip().partition(".")
    section, _, fact = inside.partition(".")
    if document and (inside == "" or section):
        return ChangeTarget(document, section, fact, passage.source)
    message = f'"{passage.text}" names nothing in a layout'
    context.problems.refuse(node, message, _TARGET_HINT, "bad-target")
    return None


TARGET: Final = Converted(LINE, _target)
_TARGETS: Final = ListOf(with_reason(TARGET), hint="write it in square brackets, with commas")


class _ByTarget(Shape[tuple[tuple[ChangeTarget, Any], ...]]):
    """What is said of each thing in a layout, whose shape hangs on what it is."""

    def __init__(
        self, shape_of: Callable[[ChangeTarget], Shape[Any] | None], *shapes: Shape[Any]
    ) -> None:
        self._shape_of = shape_of
        self._shapes = shapes

    def read(
        self, node: Node, name: str, context: Context
    ) -> tuple[tuple[ChangeTarget, Any], ...] | None:
        """Return what is named, and what is said of it."""
        children = MapOf(_ANY).read(node, name, context)
        if children is None or not isinstance(node, dict):
            return None
        read: list[tuple[ChangeTarget, Any]] = []
        for key, child in node.items():
            target = TARGET.read(key, f"a name in {name}", context)
            shape = target and self._shape_of(target)
            if target and shape is None:
                message = f'{name} can\'t take "{key}"'
                context.problems.refuse(key, message, _TARGET_HINT, "bad-target")
            elif target and shape:
                value = shape.read(child, f'"{key}"', context)
                if value is not None:
                    read.append((target, value))
        return tuple(read)

    def describe(self, book: Book) -> Schema:
        """Return an object of the author's own names."""
        shapes = [shape.describe(book) for shape in self._shapes]
        return {"type": "object", "additionalProperties": {"anyOf": shapes}}


class _Any(Shape["Node"]):
    """What is read later."""

    def read(self, node: Node, _name: str, _context: Context) -> Node:
        """Return the node."""
        return node

    def describe(self, _book: Book) -> Schema:
        """Return a schema that all meets."""
        return {}


_ANY: Final = _Any()


def _said(values: Values, _node: Fields, _context: Context) -> dict[str, Any]:
    values.pop("reason", None)  # which is for whoever reads the file
    return dict(values)


def _checked(
    target: ChangeTarget, said: dict[str, Any], node: Fields, context: Context
) -> dict[str, Any] | None:
    """Refuse settings that have no effect on the section that they are for."""
    values = Values(target.source)
    values.update(said, id=Passage(target.section, target.source))
    return said if check_settings(values, node, context) else None


_REASON: Final = {"reason": Field(LINE, "Why this layout differs here.")}


def _partly(fields: Mapping[str, Field], *without: str) -> Record[dict[str, Any]]:
    """Return the shape of some of a record's fields, none of which is needed."""
    kept = {name: field for name, field in fields.items() if name not in without}
    said = {name: field._replace(required=False) for name, field in kept.items()}
    return Record({**said, **_REASON}, _said)


_PLACES: Final = {
    "after": Field(Line(), "The section, part or fact after which it stands."),
    "before": Field(Line(), "The one before which it stands; last where neither is said."),
}


def _placed(record: Record[T]) -> Shape[tuple[tuple[T, Beside], ...]]:
    """Return the shape of a list of records, each with a place among those that are there."""

    def build(values: Values, node: Fields, context: Context) -> tuple[T, Beside] | None:
        after, before = values.pop("after", None), values.pop("before", None)
        values.pop("reason", None)  # which is for whoever reads the file
        if after and before:
            message, hint = '"after" and "before" are both given', "keep the one you mean"
            context.problems.refuse(node, message, hint, "two-wordings")
            return None
        made = record.build(values, node, context)
        return None if made is None else (made, Beside(after, before))

    return ListOf(Record({**record.fields, **_PLACES, **_REASON}, build), least=1)


def changes_fields(
    document: Record[Any], section: Record[Any], row: Record[Any]
) -> dict[str, Field]:
    """Return the four fields by which a layout changes documents, given what each is made of."""
    documents = _partly(document.fields, "sections", "parts", "header")
    sections, rows = _partly(section.fields, "id"), _partly(row.fields, "fact")
    new_sections, new_rows = _placed(section), _placed(row)

    def replaced(target: ChangeTarget) -> Shape[Any] | None:
        if target.fact:
            return rows
        if target.section == HEADER:
            return None
        return Converted(sections, partial(_checked, target)) if target.section else documents

    def included(target: ChangeTarget) -> Shape[Any] | None:
        if target.fact:
            return None
        return new_rows if target.section else new_sections

    replacing = _ByTarget(replaced, documents, sections, rows)
    adding = _ByTarget(included, new_sections, new_rows)
    return {
        "omit": Field(_TARGETS, "Documents, sections and rows of facts to leave out, by name."),
        "replace": Field(
            Named("replaced", lambda: replacing),
            "What documents, sections and rows are to say otherwise, by name, as"
            " job-description.duties: {title: Your work}.",
        ),
        "order": Field(
            _TARGETS, "Sections and rows to put first in their document or table, in this order."
        ),
        "include": Field(
            Named("added", lambda: adding),
            "Sections to add to a document, and rows to add to its header or to a section, by name;"
            ' "*" is every document that has what they stand after or before.',
        ),
    }


def changes_of(values: Values) -> tuple[LayoutChange, ...]:
    """Return the changes that a record says, in the order in which they are made."""
    return (
        *(LayoutChange("omit", target) for target in values["omit"] or ()),
        *(LayoutChange("replace", target, said) for target, said in values["replace"] or ()),
        *(LayoutChange("include", target, new) for target, new in values["include"] or ()),
        *(LayoutChange("order", target) for target in values["order"] or ()),
    )
