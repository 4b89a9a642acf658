"""The shapes of lists, and of values under names that the author chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from jdgen.model.text import OPEN, Passage
from jdgen.names import composed
from jdgen.reading.shapes import Shape, kind_of
from jdgen.reading.texts import LINE, read_open
from jdgen.reading.yaml import Mapping, Sequence, Text

if TYPE_CHECKING:
    from jdgen.reading.json_schema import Book, Schema
    from jdgen.reading.shapes import Context
    from jdgen.reading.yaml import Node

T = TypeVar("T")


class ListOf(Shape[tuple[T, ...]]):
    """A list of values of one shape, at least `least` of them."""

    def __init__(self, shape: Shape[T], *, least: int = 0, hint: str = "") -> None:
        self._shape = shape
        self._least = least
        self._hint = hint or 'start each entry on a line of its own with "- "'

    def read(self, node: Node, name: str, context: Context) -> tuple[T, ...] | None:
        """Return what each entry says."""
        if not isinstance(node, Sequence):
            context.problems.refuse(
                node, f"{name} should be a list, not {kind_of(node)}", self._hint, "wrong-type"
            )
            return None
        if len(node) < self._least:
            wanted = "at least one entry" if self._least == 1 else f"at least {self._least} entries"
            context.problems.refuse(node, f"{name} needs {wanted}", self._hint, "too-few")
        shape, of = self._shape, f"an entry of {name}"
        values: list[T] = []
        for entry in node:
            value: Any = (
                read_open(shape, entry, of, context)
                if isinstance(entry, Text) and OPEN.match(entry)
                else shape.read(entry, of, context)
            )
            if value is not None:
                values.append(value)
        return tuple(values)

    def describe(self, book: Book) -> Schema:
        """Return an array."""
        items = self._shape.describe(book)
        least = {"minItems": self._least} if self._least else {}
        return {"type": "array", "items": items, **least}


class MapOf(Shape[dict[str, T]]):
    """Values of one shape, each under a name of the author's."""

    def __init__(self, shape: Shape[T], *, keys: Shape[Any] = LINE, least: int = 0) -> None:
        self._shape = shape
        self._keys = keys
        self._least = least

    def read(self, node: Node, name: str, context: Context) -> dict[str, T] | None:
        """Return what is said under each name."""
        if not isinstance(node, Mapping):
            context.problems.refuse(
                node,
                f"{name} should be names with values, not {kind_of(node)}",
                "write `name: value` lines below it, indented",
                "wrong-type",
            )
            return None
        if len(node) < self._least:
            context.problems.refuse(
                node, f"{name} needs at least one entry", "write `name: value` lines", "too-few"
            )
        values = {}
        for key, child in node.items():
            named = self._keys.read(key, f"a name in {name}", context)
            value = self._shape.read(child, f'"{key}"', context)
            if composed(key) in values:  # the reader sees to those that are written alike
                context.problems.refuse(
                    key, f'"{key}" is said twice', "keep one of the two", "duplicate-key"
                )
            elif named is not None and value is not None:
                values[composed(key)] = value
        return values

    def describe(self, book: Book) -> Schema:
        """Return an object of the author's own names."""
        names = self._keys.describe(book)
        schema: Schema = {"type": "object", "additionalProperties": self._shape.describe(book)}
        if "pattern" in names:
            schema["propertyNames"] = {"pattern": names["pattern"]}
        if self._least:
            schema["minProperties"] = self._least
        return schema


class Keyed(Shape[tuple[tuple[Passage, T], ...]]):
    """Like `MapOf`, and each name keeps its place."""

    def __init__(self, shape: Shape[T], *, keys: Shape[Any] = LINE) -> None:
        self._map = MapOf(shape, keys=keys)

    def read(self, node: Node, name: str, context: Context) -> tuple[tuple[Passage, T], ...] | None:
        """Return the names, with their places, and what is said under them."""
        values = self._map.read(node, name, context)
        if values is None or not isinstance(node, Mapping):
            return None
        return tuple(
            (context.passage(key), values[composed(key)]) for key in node if composed(key) in values
        )

    def describe(self, book: Book) -> Schema:
        """Return an object of the author's own names."""
        return self._map.describe(book)
