"""YAML text to plain data in which every key, text, list and mapping knows its place.

Scalars are what their author typed: YAML 1.1's implicit types (`No`, `06`, `1e3`) never reach the
user. The events come from libyaml, whose C parser is faster than PyYAML's own loaders even with the
positions kept.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, Final, cast

import yaml

from jdgen.problems import Place, Problems, refused
from jdgen.reading import yaml_errors
from jdgen.reading.invisible import hidden, is_unheld

if TYPE_CHECKING:
    from collections.abc import Iterable

MAXIMUM_BYTES: Final = 1_000_000
MAXIMUM_DEPTH: Final = 50

_MOST_NAMED: Final = 20
"""How many invisible characters of a file are named: a slip of the keyboard leaves one or two."""

# Both give the same events; PyYAML's wheels hold libyaml, a build without it is slower.
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Text(str):
    """Text as its author typed it, with the place at which it starts and the line of its end."""

    __slots__ = ("end", "place")
    place: Place
    end: int


class Folded(Text):
    """Text whose lines YAML has joined already: each line end in it is that of a paragraph."""

    __slots__ = ()


class Mapping(dict["Text", "Node"]):
    """A mapping, with the place at which it starts and the line of its end."""

    __slots__ = ("end", "place")
    place: Place
    end: int


class Sequence(list["Node"]):
    """A list, with the place at which it starts and the line of its end."""

    __slots__ = ("end", "is_in_brackets", "place")
    is_in_brackets: bool
    place: Place
    end: int


Node = Text | Mapping | Sequence
Event = Any  # libyaml's events and marks, of which PyYAML's stubs know only a part


def text_at(value: str, place: Place) -> Text:
    """Return the value as text of one line that stands at a place."""
    text = Text(value)
    text.place, text.end = place, place.line
    return text


def read(raw: bytes, file: str, problems: Problems) -> Mapping | None:
    """Return the mapping that a YAML file's bytes hold, or None where it can't be trusted."""
    text = problems.catch(lambda: decode(raw, file))
    if text is None:
        return None
    node = problems.catch(lambda: _document(text, file, problems))
    if node is None or isinstance(node, Mapping):
        return node
    message, hint = f"the file holds {_kind(node)}, not fields", "write `name: value` lines"
    place = node.place
    if isinstance(node, Text) and text[:1] not in "\"'|>":
        column, message, hint = yaml_errors.no_fields(text)
        place = Place(file, place.line, column) if place.line == 1 else place
    problems.refuse(place, message, hint, "wrong-type")
    return None


def _document(text: str, file: str, problems: Problems) -> Node | None:
    try:
        return _NodeReader(text, file, problems).document()
    except yaml.MarkedYAMLError as error:
        if "nesting depth" in str(error.problem) and error.problem_mark:
            # libyaml from 0.2.6 on looks ahead and gives up before the reader sees how deep
            # it is: without the last bracket the reader's own limit is met, and named.
            _NodeReader(text[: error.problem_mark.index - 1], file, problems).document()
        yaml_errors.refuse_syntax(problems, error, text, file)
        return None


def decode(raw: bytes, file: str) -> str:
    """Return the text of a file's bytes; raise `InvalidInput` where it isn't UTF-8, or no text."""
    if len(raw) > MAXIMUM_BYTES:
        message = f"the file is larger than {MAXIMUM_BYTES:,} bytes"
        raise refused(Place(file), message, "split it into several files", "file-size")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if raw.startswith(b"PK\x03\x04"):  # as every .docx does
            message = "this is a Word file or another packed one, and no text"
            hint = "save its words as plain text (UTF-8), or read it with jdgen import"
            raise refused(Place(file, 1, 1), message, hint, "not-text") from None
        before = raw[: error.start].decode("utf-8-sig", "replace")
        message = f"this character is not saved as UTF-8 (byte 0x{raw[error.start]:02X})"
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            message = "the file is saved as UTF-16"
        hint = 'save the file with the encoding "UTF-8"'
        place = yaml_errors.place_of(file, before, len(before))
        raise refused(place, message, hint, "not-utf-8") from None
    problems = Problems()
    if matches := list(hidden(text)):
        _refuse_invisible(problems, text, file, matches)
    problems.raise_any()
    return text


def _refuse_invisible(
    problems: Problems, text: str, file: str, matches: list[re.Match[str]]
) -> None:
    """Refuse the invisible characters of a file, of many only the first."""
    if sum(is_unheld(match[0]) for match in matches) > _MOST_NAMED:
        hint = 'write it in a text editor, and save it with the encoding "UTF-8"'
        problems.refuse(Place(file), "this is not a text file", hint, "not-text")
        return
    places = [
        yaml_errors.place_of(file, text, match.start()) for match in matches[: _MOST_NAMED + 1]
    ]
    for place, match in zip(places[:_MOST_NAMED], matches, strict=False):
        yaml_errors.refuse_invisible(problems, place, match[0])
    if len(matches) > _MOST_NAMED:
        problems.refuse(
            places[_MOST_NAMED],
            f"{len(matches) - _MOST_NAMED:,} more invisible characters stand from here on",
            "paste the text anew as plain text, without what Word or a web page adds to it",
            "control-character",
        )


def _kind(node: Node) -> str:
    if isinstance(node, Text):
        return "text"
    return "a list" if isinstance(node, Sequence) else "fields"


# A comment has a space after its sign; in "Team #2" the sign belongs to what the author says.
_HASH: Final = re.compile(r"(?<![ \t])[ \t]+#[^\s#]")


def _hash_lines(text: str) -> set[int]:
    """Return the lines, from 0, on which text might be lost to an unmeant comment."""
    if not (" #" in text or "\t#" in text):  # as in most files, which is far quicker to see
        return set()
    return {number for number, line in enumerate(text.splitlines()) if _HASH.search(line)}


class _NodeReader:
    """Builds the nodes of one file from libyaml's events."""

    def __init__(self, text: str, file: str, problems: Problems) -> None:
        self._parser = _Loader(text)
        self._next = self._parser.get_event
        self._source = text
        self._hash_lines = _hash_lines(text)
        self._has_no_break = yaml_errors.holds_no_break(text)
        self._file = file
        self._problems = problems
        self._trusted = True

    def document(self) -> Node | None:
        """Return the file's only document; None where it is empty or can't be trusted."""
        try:
            self._next()  # the stream's start
            event = self._next()
            if event.__class__ is not yaml.DocumentStartEvent:
                self._refuse_empty()
                return None
            root = self._node(self._next(), 1)
            if root == "":  # nothing but ---
                self._refuse_empty()
                return None
            self._next()  # the document's end
            event = self._next()
            if event.__class__ is yaml.DocumentStartEvent:
                self._refuse(
                    event.start_mark,
                    "a second document starts here",
                    "keep one document in a file: move this one to a file of its own",
                    "second-document",
                )
                return None
        finally:
            self._parser.dispose()
        return root if self._trusted else None

    def _refuse_empty(self) -> None:
        hint = "write its fields, or delete the file"
        self._problems.refuse(Place(self._file), "the file is empty", hint, "empty-file")

    def _node(self, event: Event, depth: int) -> Node:
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            return self._text(event)
        if kind is yaml.AliasEvent:
            self._trusted = False
            self._refuse(
                event.start_mark,
                f"an alias (*{event.anchor}) can't be used",
                "write the text out, or name a clause; put quotes around text that starts with *",
                "yaml-alias",
            )
            return self._empty(event)
        if depth > MAXIMUM_DEPTH:
            message = f"lists and fields are nested more than {MAXIMUM_DEPTH} deep"
            raise refused(self._place(event.start_mark), message, "write it flatter", "too-deep")
        if kind is yaml.MappingStartEvent:
            return self._mapping(event, depth)
        return self._sequence(event, depth)

    def _mapping(self, event: Event, depth: int) -> Mapping:
        mapping = Mapping()
        mapping.place = self._place(event.start_mark)
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        next_event, scalar, end = self._next, yaml.ScalarEvent, yaml.MappingEndEvent
        while (event := next_event()).__class__ is not end:
            if event.__class__ is scalar:
                key = self._text(event)
            else:
                self._refuse_key(event.start_mark)
                self._node(event, depth + 1)
                key = self._empty(event)
            event = next_event()
            if event.__class__ is scalar:
                value: Node = self._text(event, key)
            else:
                value = self._node(event, depth + 1)
            if self._has_no_break and yaml_errors.holds_no_break(key):
                self._trusted = False
                yaml_errors.refuse_no_break_key(self._problems, key)
            elif key in mapping:
                self._refuse_duplicate(mapping, key)
            else:
                mapping[key] = value
        mapping.end = self._end(event, mapping.values(), mapping.place)
        return mapping

    def _sequence(self, event: Event, depth: int) -> Sequence:
        sequence = Sequence()
        sequence.is_in_brackets = bool(event.flow_style)
        sequence.place = self._place(event.start_mark)
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        next_event, scalar, end = self._next, yaml.ScalarEvent, yaml.SequenceEndEvent
        while (event := next_event()).__class__ is not end:
            sequence.append(
                self._text(event) if event.__class__ is scalar else self._node(event, depth + 1)
            )
        sequence.end = self._end(event, sequence, sequence.place)
        return sequence

    def _end(self, event: Event, values: Iterable[Node], place: Place) -> int:
        """Return the last line of a list or of fields, which the event ends."""
        if event.start_mark.index < event.end_mark.index:  # it is a bracket
            return cast("int", event.end_mark.line) + 1
        return max((value.end for value in values), default=place.line)

    def _text(self, event: Event, key: str = "") -> Text:
        value, style = event.value, event.style
        if not value and event.anchor is not None:  # as of &30, which isn't empty to its author
            value = f"&{event.anchor}"
        text = Folded(value) if "\n" in value and style != "|" else Text(value)
        mark, end = event.start_mark, event.end_mark
        text.place = Place(self._file, mark.line + 1, mark.column + 1)
        text.end = end.line + 1
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if self._hash_lines and not style and end.line in self._hash_lines:
            self._refuse_hash(end)
        if end.line > mark.line:
            self._read_lines(event, text, key)
        if self._has_no_break and not style and yaml_errors.holds_no_break(text):
            self._refuse_no_break(event)
        if style == '"':  # it was written \x07
            for match in islice(hidden(text), 1):
                yaml_errors.refuse_invisible(self._problems, text.place, match[0])
        return text

    def _read_lines(self, event: Event, text: Text, key: str) -> None:
        """Keep where a text of several lines ends; refuse those that would be a list."""
        source = self._source[event.start_mark.index : event.end_mark.index]
        lines = source.rstrip().splitlines()
        text.end = text.place.line + len(lines) - 1
        if key == "markdown" and event.style == "|":
            return
        if event.style == '"':  # a backslash at a line's end makes one of it and the next
            lines[1:] = ["" if before.endswith("\\") else line for before, line in pairwise(lines)]
        first = "" if key == "text" else lines[0].lstrip("'\"")
        yaml_errors.refuse_bullets(self._problems, lines[1:], text.place, first)

    def _empty(self, event: Event) -> Text:
        return text_at("", self._place(event.start_mark))

    def _place(self, mark: Event) -> Place:
        return Place(self._file, mark.line + 1, mark.column + 1)

    def _refuse(self, mark: Event, message: str, hint: str, rule: str) -> None:
        self._problems.refuse(self._place(mark), message, hint, rule)

    def _refuse_key(self, mark: Event) -> None:
        self._trusted = False
        if self._source[mark.index - 1 : mark.index + 1] == "{{":
            message = "text that starts with {{ needs quotes"
            hint = 'put it in double quotes: "{{ … }}"'
        else:
            message = "a list or a group of fields can't be the name of a field"
            hint = "write `name: value`"
        self._refuse(mark, message, hint, "yaml-key")

    def _refuse_hash(self, mark: Event) -> None:
        if _HASH.match(self._source, mark.index):
            self._refuse(
                mark,
                'everything from " #" on would be left out, as a comment',
                "put quotes around the whole text, or a space after # if it is a comment",
                "lost-text",
            )

    def _refuse_no_break(self, event: Event) -> None:
        """Refuse lines of a text that start with a no-break space, but for one within a line."""
        mark = event.start_mark
        first, *lines = self._source[mark.index : event.end_mark.index].splitlines()
        is_start = not self._source[mark.index - mark.column : mark.index].strip(" \t")
        shown = [first if is_start else "", *lines]
        if yaml_errors.refuse_no_break_starts(self._problems, shown, self._place(mark)):
            self._trusted = False

    def _refuse_duplicate(self, mapping: Mapping, key: Text) -> None:
        first = next(other for other in mapping if other == key)
        self._problems.refuse(
            key,
            f'"{key}" is said twice; the first time is on line {first.place.line}',
            "keep one of the two",
            "duplicate-key",
        )

    def _refuse_properties(self, event: Event) -> None:
        if event.anchor is not None:
            self._refuse(
                event.start_mark,
                f"an anchor (&{event.anchor}) can't be used",
                "delete it, or name a clause; put quotes around text that starts with &",
                "yaml-anchor",
            )
        if event.tag is not None:
            self._refuse(
                event.start_mark,
                f"a tag ({event.tag.replace('tag:yaml.org,2002:', '!!')}) can't be used",
                "delete it, or put quotes around text that starts with an exclamation mark",
                "yaml-tag",
            )
