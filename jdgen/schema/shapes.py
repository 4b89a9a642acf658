"""What a value in a file may be: each shape reads one node and says, in HR's words, what is wrong.

Own code rather than pydantic: pydantic takes 200 ms of a 400 ms command to import and to build its
validators, and its messages would still have to be rewritten with the place and the remedy.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from jdgen.model import Passage, Source
from jdgen.problems import Location, Problem, suggest
from jdgen.yamltext import Mapping, Node, Sequence, Text

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


@dataclass(slots=True)
class Context:
    """The file being read, the layer it speaks for and the problems found so far."""

    file: str
    layer: str
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, node: Node | Source, message: str, hint: str, rule: str) -> None:
        """Add a problem at the place where the node or the source starts."""
        location = Location(self.file, node.line, node.column)
        self.problems.append(Problem(location, message, hint, rule))

    def source(self, node: Node) -> Source:
        """Return who said this node."""
        return Source(self.layer, self.file, node.line, node.column)

    def passage(self, text: Text, *, markdown: bool = False) -> Passage:
        """Return the text as a passage of this layer."""
        return Passage(str(text), self.source(text), markdown)


class Shape(ABC, Generic[T_co]):
    """What one value may be; `name` is what messages call it, such as `"title"` with its quotes."""

    @abstractmethod
    def read(self, node: Node, name: str, context: Context) -> T_co | None:
        """Return what the node says; where it is wrong, add problems to the context instead."""


def kind_of(node: Node) -> str:
    """Name what the author wrote."""
    if isinstance(node, Text):
        return "text" if node else "nothing"
    return "a list" if isinstance(node, Sequence) else "fields"


class Line(Shape[Passage]):
    """Text that is not empty."""

    def read(self, node: Node, name: str, context: Context) -> Passage | None:
        """Return the text and its source."""
        if not isinstance(node, Text):
            context.refuse(
                node,
                f"{name} should be text, not {kind_of(node)}",
                'write it as one text, in quotes where it holds ": "',
                "wrong-type",
            )
            return None
        if not node.strip():
            context.refuse(node, f"{name} is empty", "write its text, or delete it", "empty-text")
            return None
        return context.passage(node)


class Made(Shape[T]):
    """What `make` makes of what another shape reads; it may refuse by returning None."""

    def __init__(self, shape: Shape[Any], make: Callable[[Any, Node, Context], T | None]) -> None:
        self._shape = shape
        self._make = make

    def read(self, node: Node, name: str, context: Context) -> T | None:
        """Return what is made."""
        value = self._shape.read(node, name, context)
        return None if value is None else self._make(value, node, context)


LINE: Final = Line()


def checked(parse: Callable[[str], T | None], message: str, hint: str, rule: str) -> Made[T]:
    """Return the shape of text that `parse` understands; the message follows the text quoted."""

    def make(passage: Passage, node: Node, context: Context) -> T | None:
        value = parse(passage.text.strip())
        if value is None:
            context.refuse(node, f'"{passage.text}" {message}', hint, rule)
        return value

    return Made(LINE, make)


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if _DATE.fullmatch(value) else None
    except ValueError:
        return None


def _id(passage: Passage, node: Node, context: Context) -> Passage | None:
    if ID.fullmatch(passage.text):
        return passage
    context.refuse(
        node,
        f'"{passage.text}" can\'t be an id',
        "use lower-case letters, digits and single hyphens, such as risk-log",
        "bad-id",
    )
    return None


ID_LINE: Final = Made(LINE, _id)
WHOLE_NUMBER: Final = checked(
    lambda value: int(value) if re.fullmatch("[0-9]{1,9}", value) else None,
    "is not a whole number",
    "write digits only, without signs, commas or points",
    "not-a-number",
)
DATE: Final = checked(
    _date, "is not a date", "write year, month and day, such as 2027-03-31", "not-a-date"
)
TRUE_OR_FALSE: Final = checked(
    {"true": True, "false": False}.get,
    "is neither true nor false",
    "write true or false",
    "not-true-or-false",
)
LANGUAGE: Final = checked(
    lambda value: value if _LANGUAGE.fullmatch(value) else None,
    "is not a language tag",
    "write a code such as en-GB (BCP 47)",
    "bad-language",
)

NAME: Final = checked(
    lambda value: value if re.fullmatch("[a-z][a-z0-9_]*", value) else None,
    "can't be a name here",
    "use lower-case letters, digits and underscores",
    "bad-name",
)


def one_of(*words: str) -> Made[Any]:
    """Return the shape of text that is one of a few words."""
    return checked(
        lambda value: value.lower() if value.lower() in words else None,
        f"is neither {' nor '.join(words)}",
        f"write {' or '.join(words)}",
        "unknown-word",
    )


class ListOf(Shape[tuple[T, ...]]):
    """A list of values of one shape, at least `least` of them."""

    def __init__(self, shape: Shape[T], *, least: int = 0, hint: str = "") -> None:
        self._shape = shape
        self._least = least
        self._hint = hint or 'start each entry on a line of its own with "- "'

    def read(self, node: Node, name: str, context: Context) -> tuple[T, ...] | None:
        """Return what each entry says."""
        if not isinstance(node, Sequence):
            context.refuse(
                node, f"{name} should be a list, not {kind_of(node)}", self._hint, "wrong-type"
            )
            return None
        if len(node) < self._least:
            wanted = "at least one entry" if self._least == 1 else f"at least {self._least} entries"
            context.refuse(node, f"{name} needs {wanted}", self._hint, "too-few")
        read, of = self._shape.read, f"an entry of {name}"
        return tuple(value for entry in node if (value := read(entry, of, context)) is not None)


class MapOf(Shape[dict[str, T]]):
    """Values of one shape, each under a name of the author's."""

    def __init__(self, shape: Shape[T], *, keys: Shape[Any] = LINE, least: int = 0) -> None:
        self._shape = shape
        self._keys = keys
        self._least = least

    def read(self, node: Node, name: str, context: Context) -> dict[str, T] | None:
        """Return what is said under each name."""
        if not isinstance(node, Mapping):
            context.refuse(
                node,
                f"{name} should be names with values, not {kind_of(node)}",
                "write `name: value` lines below it, indented",
                "wrong-type",
            )
            return None
        if len(node) < self._least:
            context.refuse(
                node, f"{name} needs at least one entry", "write `name: value` lines", "too-few"
            )
        values = {}
        for key, child in node.items():
            named = self._keys.read(key, f"a name in {name}", context)
            value = self._shape.read(child, f'"{key}"', context)
            if named is not None and value is not None:
                values[str(key)] = value
        return values


class Keyed(Shape[tuple[tuple[Passage, T], ...]]):
    """Like `MapOf`, and each name keeps its place."""

    def __init__(self, shape: Shape[T]) -> None:
        self._map = MapOf(shape, keys=ID_LINE)

    def read(self, node: Node, name: str, context: Context) -> tuple[tuple[Passage, T], ...] | None:
        """Return the names, with their places, and what is said under them."""
        values = self._map.read(node, name, context)
        if values is None or not isinstance(node, Mapping):
            return None
        return tuple((context.passage(key), values[key]) for key in node if key in values)


class Field(NamedTuple):
    """One field of a record."""

    shape: Shape[Any]
    required: bool = False


class Values(dict[str, Any]):
    """What a record's fields say; a field that is not there is None."""

    def __missing__(self, key: str) -> None:
        return None


class Record(Shape[T]):
    """Fields by name, of which `build` makes something; unknown fields are refused."""

    def __init__(
        self, fields: dict[str, Field], build: Callable[[Values, Mapping, Context], T | None]
    ) -> None:
        self.fields = fields
        self._build = build

    def read(self, node: Node, name: str, context: Context) -> T | None:
        """Return what `build` makes of the fields."""
        if not isinstance(node, Mapping):
            context.refuse(
                node,
                f"{name} should be fields, not {kind_of(node)}",
                f"it may hold: {', '.join(self.fields)}",
                "wrong-type",
            )
            return None
        before = len(context.problems)
        for key in node:
            if key not in self.fields:
                self._refuse_unknown(key, node[key], context)
        values = Values()
        for known, described in self.fields.items():
            child = node.get(known)  # type: ignore[call-overload] # a Text is found by its str
            if described.required and child == "":
                context.refuse(child, f'"{known}" is empty', "write its text", "empty-text")
            elif child is not None:
                values[known] = described.shape.read(child, f'"{known}"', context)
            elif described.required:
                context.refuse(
                    node, f'the field "{known}" is missing', f"add {known}: …", "missing-field"
                )
        if len(context.problems) > before:
            return None
        return self._build(values, node, context)

    def _refuse_unknown(self, key: Text, child: Node, context: Context) -> None:
        if key.isdigit() and child == "":  # {minimum: 51,644}
            context.refuse(
                key,
                f'"{key}" reads as a field of its own',
                "write a number without a comma, such as 51644",
                "unquoted-text",
            )
        elif " " in key and child == "":  # {text: Keep the log, and report} without quotes
            context.refuse(
                key,
                f'"{key}" reads as a field of its own',
                "put quotes around text that holds a comma",
                "unquoted-text",
            )
        else:
            hint = suggest(key, self.fields, what="the fields here are")
            context.refuse(key, f'unknown field "{key}"', hint, "unknown-field")


class Refused(Shape[Any]):
    """What may not stand here, with what is wrong and what to do."""

    def __init__(self, message: str, hint: str, rule: str) -> None:
        self._refusal = (message, hint, rule)

    def read(self, node: Node, name: str, context: Context) -> None:  # noqa: ARG002 - as in `Shape`
        """Say what is wrong."""
        context.refuse(node, *self._refusal)


class InLayer(Shape[T]):
    """What another shape reads, said by a layer of its own."""

    def __init__(self, layer: str, shape: Shape[T]) -> None:
        self._layer = layer
        self._shape = shape

    def read(self, node: Node, name: str, context: Context) -> T | None:
        """Return what the shape reads."""
        return self._shape.read(node, name, Context(context.file, self._layer, context.problems))


class Choice(Shape[T]):
    """One of several shapes; `pick` sees from the node which one the author means."""

    def __init__(self, pick: Callable[[Node], Shape[T]]) -> None:
        self._pick = pick

    def read(self, node: Node, name: str, context: Context) -> T | None:
        """Return what the picked shape reads."""
        return self._pick(node).read(node, name, context)
