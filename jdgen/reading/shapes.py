"""What a value in a file may be: each shape reads one node and says, in HR's words, what is wrong.

Each shape also says what it is as JSON Schema, which editors complete and check by, so that the two
can't drift apart. Here stand what a shape is, and those that are made of others.

Own code rather than pydantic: pydantic takes 200 ms of a 400 ms command to import and to build its
validators, and its messages would still have to be rewritten with the place and the remedy.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from jdgen.model.text import Passage, Setting, Source
from jdgen.reading.yaml import Mapping, Sequence, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from jdgen.problems import Problems
    from jdgen.reading.json_schema import Book, Schema
    from jdgen.reading.records import Field
    from jdgen.reading.yaml import Node

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Context:
    """The layer that a file speaks for, and the problems found in it so far.

    `setting` says in which languages its texts may be, and which of them is wanted; `fields` are
    the organisation's own, which open records may have too, and `axes` returns the names of what
    levels alone say.
    """

    __slots__ = ("axes", "fields", "layer", "problems", "setting")

    def __init__(
        self,
        layer: str,
        problems: Problems,
        setting: Setting | None = None,
        fields: dict[str, Field] | None = None,
        axes: Callable[[], Collection[str]] = frozenset,
    ) -> None:
        self.layer = layer
        self.problems = problems
        self.setting = setting or Setting()
        self.fields = fields or {}
        self.axes = axes

    def source(self, node: Node) -> Source:
        """Return who said this node."""
        return Source(self.layer, node.place, node.end)

    def passage(self, text: Text, *, markdown: bool = False) -> Passage:
        """Return the text as a passage of this layer."""
        return Passage(str(text), self.source(text), markdown)


class Shape(ABC, Generic[T_co]):
    """What one value may be; `name` is what messages call it, such as `"title"` with its quotes."""

    @abstractmethod
    def read(self, node: Node, name: str, context: Context, /) -> T_co | None:
        """Return what the node says; where it is wrong, add problems to the context instead."""

    @abstractmethod
    def describe(self, book: Book, /) -> Schema:
        """Return the JSON Schema of what the value may be."""


def kind_of(node: Node) -> str:
    """Name what the author wrote."""
    if isinstance(node, Text):
        return "text" if node else "nothing"
    return "a list" if isinstance(node, Sequence) else "fields"


class Converted(Shape[T]):
    """What `convert` makes of what another shape reads; it may refuse by returning None."""

    def __init__(
        self, shape: Shape[Any], convert: Callable[[Any, Node, Context], T | None]
    ) -> None:
        self._shape = shape
        self._convert = convert

    def read(self, node: Node, name: str, context: Context) -> T | None:
        """Return what is made."""
        value = self._shape.read(node, name, context)
        return None if value is None else self._convert(value, node, context)

    def describe(self, book: Book) -> Schema:
        """Return what the other shape is."""
        return self._shape.describe(book)


class Described(Shape[T]):
    """Another shape, which JSON Schema can say more exactly than by what it is made of."""

    def __init__(self, shape: Shape[T], schema: Schema) -> None:
        self._shape = shape
        self._schema = schema

    def read(self, node: Node, name: str, context: Context) -> T | None:
        """Return what the other shape reads."""
        return self._shape.read(node, name, context)

    def describe(self, _book: Book) -> Schema:
        """Return the schema."""
        return dict(self._schema)


class Named(Shape[T]):
    """A shape that the schema says once, by name; it may be given later, to hold itself."""

    def __init__(self, name: str, shape: Callable[[], Shape[T]]) -> None:
        self._name = name
        self._shape = shape

    def read(self, node: Node, name: str, context: Context) -> T | None:
        """Return what the shape reads."""
        return self._shape().read(node, name, context)

    def describe(self, book: Book) -> Schema:
        """Return a reference to the shape."""
        return book.named(self._name, lambda: self._shape().describe(book))


class Refused(Shape[Any]):
    """What may not stand here; what is wrong and what to do may name its first field, {key}."""

    def __init__(self, message: str, hint: str, rule: str) -> None:
        self._message = message
        self._hint = hint
        self._rule = rule

    def read(self, node: Node, _name: str, context: Context) -> None:
        """Say what is wrong."""
        key = next(iter(node), "") if isinstance(node, Mapping) else ""
        message, hint = self._message.format(key=key), self._hint.format(key=key)
        context.problems.refuse(node, message, hint, self._rule)

    def describe(self, _book: Book) -> Schema:
        """Return a schema that nothing meets."""
        return {"not": {}}


class InLayer(Shape[T]):
    """What another shape reads, said by a layer of its own."""

    def __init__(self, layer: str, shape: Shape[T]) -> None:
        self._layer = layer
        self._shape = shape

    def read(self, node: Node, name: str, context: Context) -> T | None:
        """Return what the shape reads."""
        inside = Context(self._layer, context.problems, context.setting, context.fields)
        return self._shape.read(node, name, inside)

    def describe(self, book: Book) -> Schema:
        """Return what the shape is."""
        return self._shape.describe(book)


class Choice(Shape[T]):
    """One of several shapes; `pick` sees from the node which one the author means."""

    def __init__(
        self, pick: Callable[[Node, Setting], Shape[T]], shapes: Iterable[Shape[Any]]
    ) -> None:
        self._pick = pick
        self._shapes = tuple(shapes)

    def read(self, node: Node, name: str, context: Context) -> T | None:
        """Return what the picked shape reads."""
        return self._pick(node, context.setting).read(node, name, context)

    def describe(self, book: Book) -> Schema:
        """Return any of the shapes."""
        return {"anyOf": [shape.describe(book) for shape in self._shapes]}
