r"""Facts in texts: `{{ organisation.name }}` becomes what the fact says; `\{{` is two braces.

`{{ ? which site }}` is a place still to be filled in: a draft prints it, anything else refuses it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from copy import copy
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Final

from jdgen.formats.blocks import plain, spans_of
from jdgen.formats.escaping import END_OF_LANGUAGE, escape, in_language, in_sentence, paragraphs
from jdgen.formats.markdown import UnknownMarkup, parse
from jdgen.model.facts import (
    CODES,
    EVALUATION_FACTS,
    FIELD_OF_FACT,
    KNOWN_FACTS,
    OF_LEVELS,
    is_known,
)
from jdgen.model.text import BRACES, Passage
from jdgen.nearest import closest

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence

    from jdgen.compose.clauses import ClauseTexts
    from jdgen.model.text import Source
    from jdgen.problems import Problems

MOST_FILLED: Final = 10_000_000
"""How many characters all the facts may be that a job's texts name."""
MOST_NAMING: Final = 20
"""How deep facts may name facts."""
_MOST_LISTED: Final = 60
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


def fact_field(fact: str) -> str:
    """Return the field of a vacancy or role that says a fact of the post."""
    if fact.startswith(CODES):
        return fact.replace(".", ": ")
    return FIELD_OF_FACT.get(fact, fact.partition(".")[2])


def suggest_fact(wrong: str, names: Iterable[str]) -> str:
    """Say which fact was probably meant: one whose last word is like it, or else list them all."""
    topic, _, word = wrong.casefold().rpartition(".")
    facts = frozenset(names)
    by_word = _by_word(facts, topic)
    of_topic = [each for each, fact in by_word.items() if fact.startswith(f"{topic}.")]
    if meant := closest(word, of_topic) or closest(word, by_word):
        return f'did you mean "{by_word[meant]}"?'
    topics = sorted({name.partition(".")[0] for name in facts})
    if meant := closest(topic, topics):
        return f"the facts are: {_of_topic(facts, meant)}"
    return f"a fact's name starts with one of {', '.join(topics)}"


@lru_cache(maxsize=8)
def _by_word(facts: frozenset[str], topic: str) -> dict[str, str]:
    """Return facts by their last words, those of a topic before others."""
    by_word: dict[str, str] = {}
    for fact in sorted(facts, key=lambda fact: (not fact.startswith(f"{topic}."), fact)):
        by_word.setdefault(fact.rpartition(".")[2], fact)
    return by_word


@lru_cache(maxsize=8)
def _of_topic(facts: frozenset[str], topic: str) -> str:
    names = sorted(fact for fact in facts if fact.startswith(f"{topic}."))
    more = f" and {len(names) - _MOST_LISTED:,} more" if len(names) > _MOST_LISTED else ""
    return f"{', '.join(names[:_MOST_LISTED])}{more}"


_WORDS: Final = r"[^\W_](?:[^\W_]|[ ,'](?=[^\W_]))*"
"""What can't change the Markdown around it: letters and figures, and what parts them."""


@lru_cache(maxsize=256)
def _fault_of_facts(markdown: str, language: str, filled: str, values: tuple[str, ...]) -> str:
    """Say what is wrong with Markdown once its facts are filled in; empty where nothing is.

    It has to read as it does with a word in place of each fact.
    """
    if "](" not in markdown and all(re.fullmatch(_WORDS, value) for value in values):
        return ""
    sign = "zq"  # before and after a number it makes a word that stands nowhere else
    while sign in markdown:
        sign += "q"
    numbers = count()
    signed = BRACES.sub(
        lambda name: "{{" if name[0][0] == "\\" else f"{sign}{next(numbers)}{sign}", markdown
    )
    if language:
        filled = "\n\n".join(in_language(part, language) for part in paragraphs(filled))
    try:
        read = _printed(filled)
    except UnknownMarkup as unknown:
        return f"what the facts say here makes {unknown.what}"
    with suppress(UnknownMarkup):  # an address is none before it is whole
        wanted = "\n\n".join(_printed(signed))
        wanted = re.sub(f"{sign}([0-9]+){sign}", lambda found: values[int(found[1])], wanted)
        if read != paragraphs(wanted):
            return "what a fact says here would change the bold, italics or link beside it"
    return ""


def _printed(markdown: str) -> list[str]:
    """Return the paragraphs that are printed of Markdown; raise `UnknownMarkup`."""
    return [plain(tuple(spans_of([block]))) for block in parse(markdown)]


class Facts:
    """What a job's texts may name, with each fact's own text filled in.

    A fact that is known by name and that no layer says is a problem for a vacancy, and for a role's
    own documents, whose file is then given; for a level and a family where it is one that they say
    (`of_level`). Elsewhere its name is printed in square brackets. So is what is still to be filled
    in, in a draft. Of what job evaluation says a text may name `evaluation` alone. `own` are the
    facts of the organisation's own fields. With `clauses`, what names one in place of a text says
    that; they are told the `section` that is being filled in. `named` are the facts that texts
    name, by section, `judged` those by which conditions were judged.
    """

    def __init__(
        self,
        facts: Mapping[str, Passage],
        problems: Problems,
        *,
        said_for: str = "",
        of_level: bool = False,
        draft: bool = False,
        evaluation: Container[str] = (),
        filled: Mapping[str, Passage] | None = None,
        own: Iterable[str] = (),
    ) -> None:
        self.known = KNOWN_FACTS.union(own)
        self._filled = dict(filled or {})
        self._facts_said = {**self._filled, **facts}
        self._problems = problems
        self._said_for = said_for
        self._needed = OF_LEVELS if of_level else self.known
        self._draft = draft
        self._evaluation = evaluation
        self._filling: list[str] = []
        self._main: dict[str, str] = {}
        self._room = MOST_FILLED
        self.clauses: ClauseTexts | None = None
        self.section = ""
        self.named: dict[str, set[str]] = {}
        self.judged: set[str] = set()

    def all(self) -> dict[str, Passage]:
        """Return every fact that is said, filled in."""
        return {name: self._fact(name) for name in self._facts_said}

    def beside(self, more: Mapping[str, Passage]) -> Facts:
        """Return the same facts, and some that are filled in already in the place of others."""
        other = copy(self)
        filled, said = {**self._filled, **more}, {**self._facts_said, **more}
        vars(other).update(_filled=filled, _facts_said=said)
        return other

    @property
    def names(self) -> Collection[str]:
        """Return the names of the facts that are known, or said."""
        return self.known.union(self._facts_said)

    def main(self, name: str) -> str | None:
        """Return what a fact says in the main language, filled in; None where nobody says it."""
        self.judged.add(name)
        passage = self._facts_said.get(name)
        return self._main_of(name, passage.in_main) if passage else None

    def mains(self, name: str) -> list[str]:
        """Return each value that a fact says, as `main` does; none where nobody says it."""
        self.judged.add(name)
        passage = self._facts_said.get(name)
        if not (passage and passage.values):
            text = self.main(name)
            return [] if text is None else [text]
        return [
            self._main_of(f"{name} {at}", value.in_main) for at, value in enumerate(passage.values)
        ]

    def _main_of(self, name: str, text: str) -> str:
        """Return a text in the main language, filled in, and keep it by the name."""
        if "{{" not in text or name in self._filling:
            return text

        if name in self._main:
            return self._main[name]

        def said(match: re.Match[str]) -> str:
            if match[0].startswith("\\"):
                return "{{"
            value = self.main((match[1] or "").strip()) or ""
            return value if self._has_room(value) else ""

        if len(self._filling) == MOST_NAMING:  # whoever prints the fact is told
            return text
        self._filling.append(name)
        self._main[name] = BRACES.sub(said, text)
        self._filling.pop()
        return self._main[name]

    def fill(self, passage: Passage) -> Passage:
        """Return the passage with each fact that it names filled in; in Markdown they stay plain.

        A fact in a sentence is on one line, with commas between its own; one that is all of a text
        keeps its paragraphs.
        """
        text = passage.text
        if "{{" not in text:
            if text or not (passage.use and self.clauses):
                return passage
            said = self.clauses.text(passage, passage.use, self.section)
            return said if said is passage else self.fill(said)
        untranslated: list[Passage] = []
        values: tuple[Passage, ...] = ()
        parts: list[str] = [""]  # the author's own and the facts' by turns
        languages = [passage.language]
        end = 0
        for name in BRACES.finditer(text):
            parts[-1] += text[end : name.start()]
            end = name.end()
            if name[0][0] == "\\":
                parts[-1] += "{{"
                continue
            fact = self._named(name[1], passage.source)
            value = in_sentence(fact.text)
            if name[0] == text.strip():
                value, values = fact.text, fact.values
            if not self._has_room(fact.text):
                self._problems.refuse(
                    passage.source,
                    f"texts name facts that are more than {MOST_FILLED:,} characters in all",
                    "name them less often, or shorten them",
                    "too-long",
                )
                value = ""
            untranslated += fact.untranslated
            parts += (value, "")
            languages += (fact.language, passage.language)
        parts[-1] += text[end:]
        if values:
            passage = passage._replace(values=values)
        if passage.language or untranslated:  # as few are
            return self._in_languages(passage, parts, languages, untranslated)
        if passage.markdown:
            return self._filled_markdown(passage, parts, languages)
        return passage._replace(text="".join(parts))

    def _in_languages(
        self,
        passage: Passage,
        parts: Sequence[str],
        languages: Sequence[str],
        untranslated: Sequence[Passage],
    ) -> Passage:
        """Return a text that is filled in, each part of it in its own language."""
        runs = tuple(zip(parts, languages, strict=True))
        spoken = {language for part, language in runs if any(map(str.isalpha, part))}
        if passage.language and passage.language in spoken:
            untranslated = (passage, *untranslated)
        if passage.markdown:
            filled = self._filled_markdown(passage, parts, languages)
            return filled._replace(holds=tuple(untranslated))
        return passage._replace(
            text="".join(parts),
            language=next(iter(spoken), "") if len(spoken) <= 1 else "",
            holds=tuple(untranslated),
            runs=runs if len(spoken) > 1 else (),
        )

    def _filled_markdown(
        self, passage: Passage, parts: Sequence[str], languages: Sequence[str]
    ) -> Passage:
        """Return Markdown with what its facts say, as plain text each in its own language.

        All of a passage in another language than the document's is marked as that when it is
        written, so that a fact in the document's own language ends that mark for itself.
        """
        texts = list(parts)
        for at, language in list(enumerate(languages))[1::2]:
            pieces = [escape(part) for part in paragraphs(parts[at])]
            if language and language != passage.language:
                pieces = [in_language(piece, language) for piece in pieces]
            texts[at] = "\n\n".join(pieces)
            if passage.language and language != passage.language:
                texts[at] = f'{END_OF_LANGUAGE}{texts[at]}<span lang="{passage.language}">'
        filled = passage._replace(text="".join(texts))
        if fault := _fault_of_facts(
            passage.text, passage.language, filled.text, tuple(parts[1::2])
        ):
            hint = "write the fact's name with spaces around it, and away from marks and brackets"
            self._problems.refuse(passage.source, fault, hint, "bad-markdown")
        return filled

    def _has_room(self, value: str) -> bool:
        """Return whether a fact can be put into a text: facts of facts could grow without end."""
        self._room -= len(value)
        return self._room >= 0

    def _named(self, inside: str | None, source: Source) -> Passage:
        name = (inside or "").strip()
        if name.startswith("?"):
            return Passage(self._open_place(name[1:].strip(), source), source)
        if not _NAME.fullmatch(name):
            names = self.names
            meant = sorted(fact for fact in names if name and fact.endswith(f".{name}"))
            self._problems.refuse(
                source,
                f'"{{{{ {name} }}}}" is not the name of a fact'
                if name
                else "{{ opens the name of a fact, and none follows",
                f"did you mean {{{{ {meant[0]} }}}}?"
                if meant
                else "write {{ organisation.name }}, or \\{{ for the two braces themselves",
                "bad-fact",
            )
        elif name in EVALUATION_FACTS and name not in self._evaluation:
            self._problems.refuse(
                source,
                f'a text can\'t name "{name}": what job evaluation says is kept out of texts',
                "delete it; a layout can print it in a document for evaluation",
                "evaluation-fact",
            )
        elif name in self._facts_said:
            self.named.setdefault(self.section, set()).add(name)
            return self._fact(name)
        elif not is_known(name, self.known):
            hint = suggest_fact(name, self.names)
            self._problems.refuse(source, f'unknown fact "{name}"', hint, "unknown-fact")
        elif self._said_for and is_known(name, self._needed):
            topic, _, field = name.partition(".")
            where = "the level's band" if topic == "band" else f"the {topic}'s file"
            self._problems.refuse(
                source,
                f'this text names the fact "{name}", which nobody says for {self._said_for}',
                "it is worked out where the organisation says full_time:, and the post's hours or"
                " weeks are figures and less than that; otherwise delete it"
                if topic == "pay"
                else f"add {fact_field(name)}: … to the vacancy or its role"
                if name in FIELD_OF_FACT or name.startswith(("post.", CODES))
                else f"add {field}: … to {where}",
                "unsaid-fact",
            )
        return Passage(f"[{name}]", source)

    def _open_place(self, what: str, source: Source) -> str:
        if not what:
            self._problems.refuse(
                source,
                "{{ ? opens a place to fill in, and doesn't say with what",
                "write {{ ? which site }}, say",
                "bad-fact",
            )
        elif not self._draft:
            self._problems.refuse(
                source,
                f'there is still a place to fill in: "{what}"',
                "write the text, or replace it in the vacancy; --draft prints it as it is",
                "open-place",
            )
        return f"[{what}]"

    def _fact(self, name: str) -> Passage:
        if name in self._filled:
            return self._filled[name]
        passage = self._facts_said[name]
        if name in self._filling:
            self._problems.refuse(
                passage.source,
                f'the fact "{name}" names itself',
                "write out one of the facts that name each other",
                "circular-fact",
            )
            return passage
        if len(self._filling) == MOST_NAMING:
            self._problems.refuse(
                passage.source,
                f"facts name other facts more than {MOST_NAMING} deep",
                "write out one of the facts that name each other",
                "circular-fact",
            )
            return passage
        self._filling.append(name)
        filled = self.fill(passage)
        if passage.values:
            filled = filled._replace(values=tuple(map(self.fill, passage.values)))
        self._filled[name] = filled
        self._filling.pop()
        return self._filled[name]
