"""The shapes of texts: a line, words that are in several languages, and places to fill in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from jdgen.model.text import OPEN, Passage
from jdgen.names import composed
from jdgen.problems import Problems
from jdgen.reading.shapes import Choice, Context, Converted, Shape, kind_of
from jdgen.reading.yaml import Folded, Mapping, Sequence, Text

if TYPE_CHECKING:
    from jdgen.model.text import Setting
    from jdgen.reading.json_schema import Book, Schema
    from jdgen.reading.yaml import Node

T = TypeVar("T")
_ONE_LINE_END: Final = r"(?<!\n)\n(?=[^\n])"
_LANGUAGE_LIKE: Final = "[a-z]{2,3}(-[A-Z]{2})?"


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
            if isinstance(node, Sequence) and not node.is_in_brackets:
                hint = "write it as one text; where two dashes stand before it, delete one"
            elif isinstance(node, Sequence):
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


class Nothing(Shape[Passage]):
    """A text that is empty on purpose."""

    def read(self, node: Node, _name: str, context: Context) -> Passage:
        """Return the empty text and its source."""
        return Passage("", context.source(node))

    def describe(self, _book: Book) -> Schema:
        """Return an empty text."""
        return {"const": ""}


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


LINE: Final = Line()
NOTHING: Final = Nothing()
WORDS: Final = Words()


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


def text_of(shape: Shape[Passage]) -> Shape[str]:
    """Return the shape of a text whose words alone count, and not who said them."""
    return Converted(shape, lambda passage, _, __: passage.text)


def plain_or(plain: Shape[T], fields: Shape[T]) -> Shape[T]:
    """Return the shape of what is written as one text, maybe in several languages, or as fields."""

    def pick(node: Node, setting: Setting) -> Shape[T]:
        return plain if not isinstance(node, Mapping) or is_translated(node, setting) else fields

    return Choice(pick, (plain, fields))


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
