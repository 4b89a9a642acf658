r"""Facts in texts: `{{ organisation.name }}` becomes what the fact says; `\{{` is two braces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.escaping import escape
from jdgen.problems import Location, Problem, closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jdgen.model import Passage, Source

_SPECIAL: Final = re.compile(r"\\\{\{|\{\{(?:([^{}]*)\}\})?")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")

POST_FACTS: Final = (
    "post.title",
    "post.number",
    "post.reports_to",
    "post.responsible_for",
    "post.directorate",
    "post.service",
    "post.location",
    "post.working_style",
    "post.hours",
    "post.contract",
    "post.salary",
    "post.contact",
    "post.closing_date",
    "post.interview_date",
)
JOB_FACTS: Final = (
    "family.title",
    "family.description",
    "level.code",
    "level.title",
    "grade.title",
    "band.title",
)
KNOWN_FACTS: Final = frozenset(POST_FACTS + JOB_FACTS)
"""The facts that every job may have; an organisation adds its own."""


def location(source: Source) -> Location:
    """Return the place of a source."""
    return Location(source.file, source.line, source.column)


def fact_field(fact: str) -> str:
    """Return the field of a vacancy or role that says a fact of the post."""
    return "post_number" if fact == "post.number" else fact.partition(".")[2]


def suggest_fact(wrong: str, known: Iterable[str]) -> str:
    """Say which fact was probably meant: one whose last word is like it, or else list them all."""
    topic, _, word = wrong.rpartition(".")
    by_word: dict[str, str] = {}
    for fact in sorted(known, key=lambda fact: (not fact.startswith(f"{topic}."), fact)):
        by_word.setdefault(fact.rpartition(".")[2], fact)
    if meant := closest(word, by_word):
        return f'did you mean "{by_word[meant]}"?'
    return f"the facts are: {', '.join(sorted(known))}"


class Facts:
    """What a job's texts may name, with each fact's own text filled in.

    A fact that is known by name and that no layer says is a problem for a vacancy, whose file is
    then given; elsewhere, as in a level's profile, its name is printed in square brackets.
    """

    def __init__(
        self,
        said: Mapping[str, Passage],
        problems: list[Problem],
        *,
        vacancy: str = "",
        filled: Mapping[str, Passage] | None = None,
    ) -> None:
        self._filled = dict(filled or {})
        self._said = {**self._filled, **said}
        self._problems = problems
        self._vacancy = vacancy
        self._filling: list[str] = []

    def all(self) -> dict[str, Passage]:
        """Return every fact that is said, filled in."""
        return {name: self._fact(name) for name in self._said}

    def fill(self, passage: Passage) -> Passage:
        """Return the passage with each fact that it names filled in."""
        if "{{" not in passage.text:
            return passage
        return passage._replace(
            text=self.text(passage.text, passage.source, markdown=passage.markdown)
        )

    def text(self, text: str, source: Source, *, markdown: bool = False) -> str:
        """Return the text with each fact filled in; in Markdown the facts stay plain text."""
        if "{{" not in text:
            return text

        def said(match: re.Match[str]) -> str:
            if match[0].startswith("\\"):
                return "{{"
            value = self._named(match[1], source)
            return escape(value) if markdown else value

        return _SPECIAL.sub(said, text)

    def _named(self, inside: str | None, source: Source) -> str:
        name = (inside or "").strip()
        if not _NAME.fullmatch(name):
            known = KNOWN_FACTS.union(self._said)
            meant = [fact for fact in sorted(known) if name and fact.endswith(f".{name}")]
            self._refuse(
                source,
                f'"{{{{ {name} }}}}" is not the name of a fact'
                if name
                else "{{ opens the name of a fact, and none follows",
                f"did you mean {{{{ {meant[0]} }}}}?"
                if meant
                else "write {{ organisation.name }}, or \\{{ for the two braces themselves",
                "bad-fact",
            )
        elif name in self._said:
            return self._fact(name).text
        elif name not in KNOWN_FACTS:
            hint = suggest_fact(name, KNOWN_FACTS.union(self._said))
            self._refuse(source, f'unknown fact "{name}"', hint, "unknown-fact")
        elif self._vacancy:
            self._refuse(
                source,
                f'this text names the fact "{name}", which nobody says for {self._vacancy}',
                f"add {fact_field(name)}: … to the vacancy or its role"
                if name.startswith("post.")
                else "add it to the level's file",
                "unsaid-fact",
            )
        return f"[{name}]"

    def _fact(self, name: str) -> Passage:
        if name in self._filled:
            return self._filled[name]
        passage = self._said[name]
        if name in self._filling:
            self._refuse(
                passage.source,
                f'the fact "{name}" names itself',
                "write out one of the facts that name each other",
                "circular-fact",
            )
            return passage
        self._filling.append(name)
        self._filled[name] = self.fill(passage)
        self._filling.pop()
        return self._filled[name]

    def _refuse(self, source: Source, message: str, hint: str, rule: str) -> None:
        self._problems.append(Problem(location(source), message, hint, rule))
