"""The shape of a record: fields by name, of which something is made; unknown ones are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from jdgen.model.text import OPEN
from jdgen.nearest import closest, suggest
from jdgen.reading.shapes import Shape, kind_of
from jdgen.reading.texts import read_open
from jdgen.reading.yaml import Mapping, Text
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from jdgen.model.text import Source
    from jdgen.reading.json_schema import Book, Schema
    from jdgen.reading.shapes import Context
    from jdgen.reading.yaml import Node

T = TypeVar("T")


class Field(NamedTuple):
    """One field of a record, and what it says, for whoever writes one.

    `to` is what the model calls its value, where that isn't the field's own name. Fields that have
    it in common are ways to say one thing, of which one is to be chosen. What `is_printed` is said
    in a draft as a place to fill in, where it is still one.
    """

    shape: Shape[Any]
    about: str
    required: bool = False
    to: str = ""
    is_printed: bool = False


class Values(dict[str, Any]):
    """What a record says, by what the model calls it; what isn't said is None, and not in it."""

    __slots__ = ("source",)

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source

    def __missing__(self, key: str) -> None:
        return None

    def make(self, kind: Callable[..., T], **more: object) -> T:
        """Return a record of the values that are called as its fields are, and of those given."""
        names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
        given = {name: self[name] for name in names if name in self}
        if "source" in names:
            given["source"] = self.source
        return kind(**(given | more))

    def made_if_said(self, kind: Callable[..., T]) -> T | None:
        """Return a record as `make` does, if any of its fields is said."""
        names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
        return self.make(kind) if not self.keys().isdisjoint(names) else None


def _quoted(name: str) -> str:
    return f'"{name}"'


def _built_by_name(kind: Callable[..., T]) -> Callable[[Values, Mapping, Context], T]:
    # All values are given, so that one which the type has no field for can't get lost.
    return lambda values, _node, _context: values.make(kind, **values)


class Record(Shape[T]):
    """Fields by name, of which `build` makes something; unknown fields are refused.

    Where `build` is a type, each of its fields is what the field of that name says, or its default.
    A field of which `instead` holds the name is one that authors look for here: it says what to do.
    `also` is what JSON Schema can say of the record beside its fields, `hint` what to do where it
    isn't written as fields. One that `is_open` has the organisation's own fields too.
    """

    def __init__(
        self,
        fields: dict[str, Field],
        build: type[T] | Callable[[Values, Mapping, Context], T | None],
        *,
        instead: dict[str, str] | None = None,
        also: Schema | None = None,
        hint: str = "",
        is_open: bool = False,
    ) -> None:
        self.fields = fields
        self._is_open = is_open
        self._also = also or {}
        self.build = build if not isinstance(build, type) else _built_by_name(build)
        self._instead = instead or {}
        self._hint = hint or f"it may hold: {', '.join(fields)}"
        ways: dict[str, list[str]] = {}
        for name, field in fields.items():
            ways.setdefault(field.to or name, []).append(name)
        self._ways = [names for names in ways.values() if len(names) > 1]
        self._required = [
            names[0] for names in ways.values() if len(names) == 1 and fields[names[0]].required
        ]

    def read(self, node: Node, name: str, context: Context) -> T | None:
        """Return what `build` makes of the fields."""
        if not isinstance(node, Mapping):
            context.problems.refuse(
                node,
                f"{name} should be fields, not {kind_of(node)}",
                self._hint,
                "wrong-type",
            )
            return None
        before = len(context.problems)
        fields, values = self.fields, Values(context.source(node))
        if self._is_open and context.fields:
            fields = context.fields | fields
        for key, child in node.items():
            described = fields.get(key)
            if described is None:
                self._refuse_unknown(key, child, context)
            elif child == "" and key in self._required:
                context.problems.refuse(child, f'"{key}" is empty', "write its text", "empty-text")
            else:
                value = self._value(described, child, str(key), context)
                if value is not None:
                    values[described.to or str(key)] = value
        for wanted in self._required:
            if wanted not in node:
                context.problems.refuse(
                    node, f'the field "{wanted}" is missing', f"add {wanted}: …", "missing-field"
                )
        self._check_ways(node, context, before)
        if len(context.problems) > before:
            return None
        return self.build(values, node, context)

    def _value(self, field: Field, node: Node, key: str, context: Context) -> object:
        """Return what a field says; what a draft's record can't be without may not be open."""
        if not (isinstance(node, Text) and "{{" in node and OPEN.fullmatch(node)):
            return field.shape.read(node, f'"{key}"', context)
        is_said = field.is_printed
        value = read_open(field.shape, node, f'"{key}"', context, is_said=is_said)
        if value is None and key in self._required and context.setting.draft:
            message = f'"{key}" is still open, and nothing can be made without it'
            context.problems.refuse(node, message, "write its text", "open-place")
        return value

    def _check_ways(self, node: Mapping, context: Context, before: int) -> None:
        """Refuse what is said in two ways, or in none of them; not where more is wrong already."""
        if len(context.problems) > before:
            return
        for names in self._ways:
            first, given = names[0], [name for name in names if name in node]
            if len(given) > 1:
                apart, how_many = (", ", "all") if given[2:] else (" and ", "both")
                message = f"{apart.join(map(_quoted, given))} are {how_many} given"
                context.problems.refuse(node, message, "keep the one you mean", "two-wordings")
            elif not given and self.fields[first].required:
                message, hint = f'the field "{first}" is missing', f"add {first}: …"
                context.problems.refuse(node, message, hint, "missing-field")

    def describe(self, book: Book) -> Schema:
        """Return an object with these fields and no others."""
        schema: Schema = {
            "type": "object",
            "properties": {
                name: {"description": field.about, **field.shape.describe(book)}
                for name, field in (self.fields | (book.fields if self._is_open else {})).items()
            },
            "additionalProperties": False,
        }
        if self._required:
            schema["required"] = list(self._required)
        for names in self._ways:
            if self.fields[names[0]].required:
                schema["anyOf"] = [{"required": [name]} for name in names]
        return schema | self._also

    def _meant(self, key: str, *, spelling: bool = False) -> str:
        """Say which field or section an unknown field means; empty where that can't be told."""
        from jdgen.model.meanings import meant_by  # noqa: PLC0415 - only a wrong name needs it

        meaning = meant_by(key, spelling=spelling)
        if meaning and meaning.kind == "sections" and "sections" in self.fields:
            return f"it is a section: write {meaning.name}: under sections:, indented"
        if meaning and meaning.kind == "fields" and meaning.name in self.fields:
            return f"write {meaning.name}:, if that is what it says"
        return ""

    def _refuse_unknown(self, key: Text, child: Node, context: Context) -> None:
        if key.isdigit() and child == "":  # {minimum: 51,644}
            context.problems.refuse(
                key,
                f'"{key}" reads as a field of its own',
                "write a number without a comma, such as 51644",
                "unquoted-text",
            )
        elif " " in key and child == "":  # {text: Keep the log, and report} without quotes
            context.problems.refuse(
                key,
                f'"{key}" reads as a field of its own',
                "put quotes around text that holds a comma",
                "unquoted-text",
            )
        else:
            hint = self._instead.get(key) or self._meant(key)
            if not (hint or closest(key, self.fields)):
                hint = self._meant(key, spelling=True)
            names = [*self.fields, *context.fields] if self._is_open else [*self.fields]
            if not hint and self._is_open and not closest(key, names):
                hint = (
                    "it is none of the fields here; one of the organisation's own is described"
                    f" first, under fields: in families/organisation.yaml, as {key}: {{label: …}}"
                )
                if context.layer in {"level", "band"}:
                    hint = (
                        "it is none of the fields here; what rises from level to level is declared"
                        f" first, under axes: in the family's file, as {key}: {{title: …}}"
                    )
                elif context.layer in {"role", "vacancy"} and key in context.axes():
                    hint = "it is an axis, which levels and their bands alone say: delete it here"
            hint = hint or suggest(key, names, what="the fields here are")
            context.problems.refuse(key, f'unknown field "{key}"', hint, "unknown-field")
