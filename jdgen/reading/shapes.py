"""What a value in a file may be: each shape reads one node and says, in HR's words, what is wrong.

Each shape also says what it is as JSON Schema, which editors complete and check by, so that the two
can't drift apart.

Own code rather than pydantic: pydantic takes 200 ms of a 400 ms command to import and to build its
validators, and its messages would still have to be rewritten with the place and the remedy.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from jdgen.model.text import OPEN, Passage, Setting, Source
from jdgen.names import composed
from jdgen.problems import Problems, closest, suggest
from jdgen.reading.yaml import Folded, Mapping, Node, Sequence, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jdgen.reading.json_schema import Book, Schema

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Context:
    """The layer that a file speaks for, and the problems found in it so far.

    `setting` says in which languages its texts may be, and which of them is wanted; `fields` are
    the organisation's own, which open records may have too.
    """

    __slots__ = ("fields", "layer", "problems", "setting")

    def __init__(
        self,
        layer: str,
        problems: Problems,
        setting: Setting | None = None,
        fields: dict[str, Field] | None = None,
    ) -> None:
        self.layer = layer
        self.problems = problems
        self.setting = setting or Setting()
        self.fields = fields or {}

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


class Line(Shape[Passage]):
    """Text that is not empty, and the same in every language: a name, a number, an id.

    `refers` is the kind of thing whose id it is, for editors to complete; it is read as ids are
    known, however its accents are stored, and a place still to be filled in names none.
    """

    def __init__(self, refers: str = "") -> None:
        self._refers = refers

    def read(self, node: Node, name: str, context: Context) -> Passage | None:
        """Return the text and its source."""
        if not isinstance(node, Text):
            hint = 'write it as one text, in quotes where it holds ": "'
            if isinstance(node, Sequence) and node.is_in_brackets:
                hint = (
                    "write it as one text, in quotes where it is in square brackets; for what is"
                    ' still open, write "{{ ? what it is }}"'
                )
            message = f"{name} should be text, not {kind_of(node)}"
            context.problems.refuse(node, message, hint, "wrong-type")
            return None
        if not node.strip():
            context.problems.refuse(
                node, f"{name} is empty", "write its text, or delete it", "empty-text"
            )
            return None
        passage = context.passage(node)
        if not self._refers:
            return passage
        if OPEN.fullmatch(node):
            context.problems.refuse(node, f"{name} is still open", "write the name", "open-place")
            return None
        return passage._replace(text=composed(passage.text))

    def describe(self, book: Book) -> Schema:
        """Return a text, which YAML may have taken for a number; with the ids that are known."""
        return book.reference(self._refers) if self._refers else book.text()


def read_open(
    shape: Shape[T], node: Text, name: str, context: Context, *, is_said: bool = False
) -> T | Passage | None:
    """Return what a shape reads of a place still to be filled in, where it takes any text.

    Another shape can't take it: a draft goes on as if nothing were said, or where `is_said` with
    the place itself, which is printed; for anything else it is a problem.
    """
    inside = Context(context.layer, Problems(), context.setting, context.fields)
    value = shape.read(node, name, inside)
    what = OPEN.fullmatch(node)
    if not inside.problems or what is None or not what[1]:
        context.problems += inside.problems
        return value
    if context.setting.draft:
        return context.passage(node) if is_said else None
    hint = f"{inside.problems[0].hint}; --draft prints it as it is"
    message = f'there is still a place to fill in: "{what[1]}"'
    context.problems.refuse(node, message, hint, "open-place")
    return None


class Nothing(Shape[Passage]):
    """A text that is empty on purpose."""

    def read(self, node: Node, _name: str, context: Context) -> Passage:
        """Return the empty text and its source."""
        return Passage("", context.source(node))

    def describe(self, _book: Book) -> Schema:
        """Return an empty text."""
        return {"const": ""}


LINE: Final = Line()
NOTHING: Final = Nothing()
_ONE_LINE_END: Final = r"(?<!\n)\n(?=[^\n])"
_LANGUAGE_LIKE: Final = "[a-z]{2,3}(-[A-Z]{2})?"


class Words(Shape[Passage]):
    """Text that a reader sees: one text, or one a language under the languages' tags."""

    def read(self, node: Node, name: str, context: Context) -> Passage | None:
        """Return the text in the wanted language, or else, marked, in the main one."""
        setting = context.setting
        if not (isinstance(node, Mapping) and _is_by_language(node, setting)):
            passage = _read_words(node, name, context)
            if passage is None or setting.wanted == setting.main:  # as it nearly always is
                return passage
            return _foreign(passage, context)
        passages: dict[str, Passage] = {}
        for key, child in node.items():
            language = setting.find(key)
            if language is None:
                context.problems.refuse(
                    key,
                    f'{name} is said in "{key}", which is no language of the organisation\'s',
                    f"write {' or '.join(map(short, setting.languages))}, or add it to"
                    " translations: in families/organisation.yaml"
                    if len(setting.languages) > 1
                    else "write one text; for several languages, add translations: [cy-GB], say,"
                    " to families/organisation.yaml",
                    "unknown-language",
                )
            elif passage := _read_words(child, f'{name} in "{key}"', context):
                passages[language] = passage
        if setting.main not in passages and len(passages) == len(node):
            context.problems.refuse(
                node,
                f"{name} is not said in the organisation's main language",
                f"add {short(setting.main)}: …",
                "missing-language",
            )
        if setting.main not in passages:
            return None
        main, wanted = passages[setting.main], passages.get(setting.wanted)
        if wanted is None:
            return _foreign(main, context)
        if wanted is main:
            return main
        return wanted._replace(main=main.text)

    def describe(self, book: Book) -> Schema:
        """Return a text, or one a language."""
        return book.words()


def _read_words(node: Node, name: str, context: Context) -> Passage | None:
    """Return a text in which blank lines part paragraphs, however it was written."""
    passage = LINE.read(node, name, context)
    if passage and isinstance(node, Folded):
        return passage._replace(text=re.sub(_ONE_LINE_END, "\n\n", passage.text))
    return passage


def _is_by_language(node: Mapping, setting: Setting) -> bool:
    """Return whether an author means one text a language, maybe in one that nobody reads here."""
    if is_translated(node, setting):
        return True
    if "id" in node or not node:
        return False
    return all(re.fullmatch(_LANGUAGE_LIKE, key) for key in node)


def _foreign(passage: Passage, context: Context) -> Passage:
    """Mark a text that is in the main language where another one is wanted."""
    setting = context.setting
    if setting.wanted == setting.main or not any(map(str.isalpha, passage.text)):
        return passage
    return passage._replace(language=setting.main)


def short(tag: str) -> str:
    """Return the language of a tag without its region: cy for cy-GB."""
    return tag.partition("-")[0]


def is_translated(node: Node, setting: Setting) -> bool:
    """Return whether a mapping holds one text in several languages."""
    return isinstance(node, Mapping) and any(setting.find(key) for key in node)


WORDS: Final = Words()


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


def text_of(shape: Shape[Passage]) -> Shape[str]:
    """Return the shape of a text whose words alone count, and not who said them."""
    return Converted(shape, lambda passage, _, __: passage.text)


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
            hint = hint or suggest(key, names, what="the fields here are")
            context.problems.refuse(key, f'unknown field "{key}"', hint, "unknown-field")


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


def plain_or(plain: Shape[T], fields: Shape[T]) -> Shape[T]:
    """Return the shape of what is written as one text, maybe in several languages, or as fields."""

    def pick(node: Node, setting: Setting) -> Shape[T]:
        return plain if not isinstance(node, Mapping) or is_translated(node, setting) else fields

    return Choice(pick, (plain, fields))
