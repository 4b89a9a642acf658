"""What a text is: its words, its language, and who said it where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

from jdgen.model.languages import Wording, wording_in
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jdgen.problems import Place

BRACES: Final = re.compile(r"\\\{\{|\{\{(?:([^{}]*)\}\})?")
"""What names a fact in a text, or stands for two braces themselves."""
OPEN: Final = re.compile(r"\s*\{\{\s*\?\s*([^{}]*?)\s*\}\}\s*")
"""A text that is nothing but a place still to be filled in, and what it is to be filled in with."""


class Source(NamedTuple):
    """Who said something: the layer, the place at which it stands, and the last line of it.

    `reason` is why, where a change of what is inherited says so.
    """

    layer: str
    place: Place
    end: int
    reason: str = ""

    @property
    def file(self) -> str:
        """Return the file in which it stands."""
        return self.place.file


def facts_in(text: str) -> set[str]:
    """Return the names of the facts that a text names."""
    if "{{" not in text:  # as in most
        return set()
    return {match[1].strip() for match in BRACES.finditer(text) if match[1]}


class OwnField(NamedTuple):
    """A field of the organisation's own: what is printed beside it, and what it can say.

    `choices` are all that it can say, in the wanted language, where it is one of a closed list.
    """

    label: Passage | None = None
    kind: Literal["text", "date", "money", "number"] = "text"
    choices: tuple[Passage, ...] = ()


_SHORTEST_TAG: Final = 2
_LONGEST_TAG: Final = 12


class Setting(NamedTuple):
    """What an organisation's files are written in: its languages, its currency, fields of its own.

    `main` is the language in which everything is said, `wanted` the one to be read, both as BCP 47
    tags; the currency is an ISO 4217 code. `fields` are those that its roles and vacancies have
    beside the usual ones, by name; `changes` are what it says otherwise than `jdgen/languages`, by
    language. For a `draft`, whatever field may be a place still to be filled in.
    """

    main: str = "en-GB"
    wanted: str = "en-GB"
    translations: tuple[str, ...] = ()
    currency: str = "GBP"
    fields: Mapping[str, OwnField] = {}
    changes: Mapping[str, Mapping[str, Any]] = {}
    draft: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the tags of all the organisation's languages, the main one first."""
        return (self.main, *self.translations)

    @property
    def own_facts(self) -> dict[str, OwnField]:
        """Return the organisation's own fields by the facts that they become."""
        return {f"post.{name}": field for name, field in self.fields.items()}

    @property
    def wording(self) -> Wording:
        """Return the words of the wanted language."""
        return wording_in(self.wanted, self.changes.get(self.wanted))

    def written_in(self, tag: str) -> Setting:
        """Return the setting for a file that is written in another language than the rest.

        British and American English, say, are one language to readers.
        """
        if tag.partition("-")[0] == self.main.partition("-")[0]:
            return self
        others = tuple(language for language in self.languages if language != tag)
        return self._replace(main=tag, translations=others)

    def find(self, tag: str) -> str | None:
        """Return the language that a tag, or its first part alone, means here."""
        if not (_SHORTEST_TAG <= len(tag) <= _LONGEST_TAG and tag[:2].islower()):  # as most are
            return None
        for language in self.languages:
            if tag == language or tag == language.partition("-")[0]:
                return language
        return None


class Number(NamedTuple):
    """A number, or a range up to `most`, and who said it."""

    value: float
    source: Source
    most: float | None = None

    @property
    def figures(self) -> tuple[str, ...]:
        """Return the number, or the two ends of a range, as they are written."""
        ends = (self.value,) if self.most is None else (self.value, self.most)
        return tuple(f"{end:.2f}".rstrip("0").rstrip(".") for end in ends)


class ClauseUse(NamedTuple):
    """A place at which a standard clause is named, and the clause's id."""

    clause: str
    source: Source


class Passage(NamedTuple):
    """Text and who said it; `markdown` text may hold bold, italics and links.

    `language` is that of a text which nobody has translated into the wanted one (a BCP 47 tag, or
    empty), `holds` are such texts that stand in this one; `main` is what a translated text says in
    the main language. Plain text that is partly in one language and partly in another has `runs`:
    its parts in order, each with its language. `use` is where a clause is named in place of a text:
    until it is looked up there is no text. A fact may say several `values`, which its text lists,
    and a date the first `day` that it says.
    """

    text: str
    source: Source
    markdown: bool = False
    language: str = ""
    holds: tuple[Passage, ...] = ()
    main: str = ""
    runs: tuple[tuple[str, str], ...] = ()
    use: ClauseUse | None = None
    values: tuple[Passage, ...] = ()
    day: date | None = None

    @property
    def place(self) -> Place:
        """Return where the text stands."""
        return self.source.place

    @property
    def in_main(self) -> str:
        """Return what the text says in the main language, by which conditions and headings go."""
        return self.main or self.text

    @property
    def untranslated(self) -> tuple[Passage, ...]:
        """Return what of the text nobody has translated: texts in it, or all of it.

        What has no letters, such as a line of dots, is the same in every language.
        """
        if self.language and not self.holds:
            return (self,) if any(map(str.isalpha, self.text)) else ()
        return self.holds

    def said_at(self, source: Source) -> Passage:
        """Return the text as said at another place too, which uses it."""
        return self._replace(source=source, holds=self.untranslated)


def made_of(text: str, source: Source, *parts: Passage) -> Passage:
    """Return a text that jdgen makes of others."""
    return Passage(
        text, source, holds=tuple(passage for part in parts for passage in part.untranslated)
    )
