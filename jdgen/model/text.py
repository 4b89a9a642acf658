"""What a text is: its words, its language, and who said it where."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from jdgen.model.languages import Wording, wording_in

BRACES: Final = re.compile(r"\\\{\{|\{\{(?:([^{}]*)\}\})?")
"""What names a fact in a text, or stands for two braces themselves."""


class Source(NamedTuple):
    """Who said something: the layer, and the file, line and column (from 1) at which it stands."""

    layer: str
    file: str
    line: int
    column: int


class Foreign(str):
    """Text that isn't in the language that was asked for, since nobody has translated it yet.

    What is made of such a text by `like` stays marked, so that Word can say which language it is.
    """

    __slots__ = ("language", "source")
    language: str
    source: Source

    @classmethod
    def of(cls, text: str, language: str, source: Source) -> Foreign:
        """Return the text, marked as being in a language (BCP 47)."""
        made = cls(text)
        made.language = language
        made.source = source
        return made


class Mixed(str):
    """Text in the wanted language that holds words which nobody has translated."""

    __slots__ = ("foreign",)
    foreign: tuple[Foreign, ...]

    @classmethod
    def of(cls, text: str, foreign: tuple[Foreign, ...]) -> Mixed:
        """Return the text, with what in it isn't in its language."""
        made = cls(text)
        made.foreign = foreign
        return made


def foreign_in(text: str) -> tuple[Foreign, ...]:
    """Return what of a text nobody has translated: all of it, or words in it.

    What has no letters, such as a line of dots, is the same in every language.
    """
    if isinstance(text, Foreign):
        return (text,) if any(map(str.isalpha, text)) else ()
    return text.foreign if isinstance(text, Mixed) else ()


class Translated(str):
    """Text in another language than the main one, which knows what it says there."""

    __slots__ = ("main",)
    main: str

    @classmethod
    def of(cls, text: str, main: str) -> Translated:
        """Return the text, with what it says in the main language."""
        made = cls(text)
        made.main = main
        return made


def main_text(text: str) -> str:
    """Return what a text says in the organisation's main language, by which conditions go."""
    return text.main if isinstance(text, Translated) else text


def facts_in(text: str) -> set[str]:
    """Return the names of the facts that a text names."""
    return {match[1].strip() for match in BRACES.finditer(text) if match[1]}


def like(original: str, text: str) -> str:
    """Return the text, marked as the one that it was made from is."""
    if isinstance(original, Foreign):
        return Foreign.of(text, original.language, original.source)
    if isinstance(original, Mixed):
        return Mixed.of(text, original.foreign)
    return text


class Setting(NamedTuple):
    """What an organisation's texts are said in: its languages and its currency.

    `main` is the language in which everything is said, `wanted` the one to be read, both as BCP 47
    tags; the currency is an ISO 4217 code.
    """

    main: str = "en-GB"
    wanted: str = "en-GB"
    translations: tuple[str, ...] = ()
    currency: str = "GBP"

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the tags of all the organisation's languages, the main one first."""
        return (self.main, *self.translations)

    @property
    def wording(self) -> Wording:
        """Return the words of the wanted language."""
        return wording_in(self.wanted)

    def find(self, tag: str) -> str | None:
        """Return the language that a tag, or its first part alone, means here."""
        if not (2 <= len(tag) <= 12 and tag[:2].islower()):  # noqa: PLR2004 - quick, for most keys
            return None
        for known in self.languages:
            if tag == known or tag == known.partition("-")[0]:
                return known
        return None


class Number(NamedTuple):
    """A whole number and who said it."""

    value: int
    source: Source


class Passage(NamedTuple):
    """Text and who said it; `markdown` text may hold bold, italics and links."""

    text: str
    source: Source
    markdown: bool = False
