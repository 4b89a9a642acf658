"""The rules that `rules.yaml` beside this file says: what each looks for, why, and who says so."""

from __future__ import annotations

import json
import re
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from jdgen.problems import InvalidInput, NotFound, Problems, closest, shown
from jdgen.reading.lists import Keyed, ListOf
from jdgen.reading.records import Field, Record
from jdgen.reading.shapes import Context
from jdgen.reading.texts import LINE
from jdgen.reading.values import WHOLE_NUMBER, one_of
from jdgen.reading.yaml import read
from jdgen.workspace.listing import Inventory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jdgen.model.text import Passage
    from jdgen.reading.records import Values
    from jdgen.reading.yaml import Mapping as Fields

Kind = Literal["warning", "advice"]
Where = Literal["criteria", "duties", "texts"]
_NUMBER: Final = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|a|several|many)(?: or more| plus| \+)?"
)
NUMBER: Final = "#"
_SOME: Final = "…"
_TOKEN: Final = re.compile(
    r"[a-z]\.[a-z](?:\.[a-z])*\.?|[^\W_]+(?:'[^\W_]+)*'?|(?<=\w )_{3}|\?{3}|\]\(|[.,;:\[\]<+]"
)


class Authority(NamedTuple):
    """Who says so: a name, an address, and the day on which that was read; "" for none."""

    name: str
    address: str
    read: str


class Phrases:
    """Phrases to look for by name; each is made a pattern once a text has its longest word.

    A text is its words and marks in small letters, with single spaces between them: `words_of`.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._phrases = tuple((name, phrase) for name, phrase in phrases)

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[str, str]]]:
        by_word: dict[str, list[tuple[str, str]]] = {}
        for name, phrase in self._phrases:
            needed = _needed(phrase) or (("",),)
            for word in max(needed, key=lambda each: len(min(each, key=len))):
                by_word.setdefault(word, []).append((name, phrase))
        return by_word

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._by_word)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield each, with its name."""
        return iter(self._phrases)

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self._phrases)

    def found(self, words: Sequence[str]) -> dict[str, str]:
        """Return the first phrase of each name in a text, as it stands there."""
        found: dict[str, str] = {}
        if met := self._words.intersection((*words, "")):  # "" is of phrases without a whole word
            text, said = " ".join(words), frozenset(words)
            for word in sorted(met):
                for name, phrase in self._by_word[word]:
                    if name in found or any(map(said.isdisjoint, _needed(phrase))):
                        continue  # as with most: few patterns are ever made
                    if match := _pattern(phrase).search(text):
                        found[name] = match[0]
        return found


def words_of(text: str) -> list[str]:
    """Return a text's words and marks in small letters."""
    plain = text.lower().replace("\u2019", "'")
    if "_" in plain:  # a gap to be filled in, maybe, which may hang on the word before it
        return _TOKEN.findall(plain)
    words: list[str] = []
    for part in plain.split():
        if part.isalnum():  # as nearly all are
            words.append(part)
        else:
            words += _TOKEN.findall(part)
    return words


@cache
def _needed(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Return, for each part of a phrase that is whole words, those of which a text has one."""
    parts = (tuple(part.split("/")) for part in phrase.split())
    return tuple(words for words in parts if not any(map(_is_open, words)))


def _is_open(word: str) -> bool:
    return word in {NUMBER, _SOME} or word.endswith("*")


class Rule(NamedTuple):
    """A rule: where it looks and for what, in what company that is harmless, and why it matters.

    `fails` and `passes` are sentences that it finds and does not; "" for rules of whole jobs.
    `instead` are words, each with what to write in its place; `limit` is what may not be passed.
    """

    id: str
    kind: Kind
    title: str
    where: Where
    words: tuple[str, ...]
    unless: Phrases
    duties: Phrases
    why: str
    remedy: str
    authority: tuple[Authority, ...]
    fails: str
    passes: str
    instead: tuple[tuple[str, str], ...] = ()
    limit: int | None = None

    @property
    def has_words(self) -> bool:
        """Return whether it looks for words."""
        return bool(self.words or self.instead)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """Return the pattern of a phrase, as `rules.yaml` explains what one may hold."""
    pattern = ""
    for word in phrase.split():
        if word == _SOME:
            pattern += r"(?: (?![.;:])\S+){0,3}?"
            continue
        alternatives = (
            _NUMBER if one == NUMBER else re.escape(one.rstrip("*")) + r"\S*" * one.endswith("*")
            for one in word.split("/")
        )
        pattern += f"{' ' * bool(pattern)}(?:{'|'.join(alternatives)})"
    return re.compile(rf"(?<!\S){pattern}(?!\S)")


def rule(wanted: str) -> Rule:
    """Return a rule by its id, in any capitals; raise `NotFound` with the nearest."""
    rules = catalogue()
    by_name = {name.casefold(): each for name, each in rules.items()}
    if found := by_name.get(wanted.casefold()):
        return found
    meant = closest(wanted, rules)
    hint = f'did you mean "{meant}"?' if meant else "jdgen list rules shows them all"
    raise NotFound(f'there is no rule "{wanted}"; {hint}')


def rule_fault(name: str) -> tuple[str, str] | None:
    """Return what is wrong with a rule's id, and what to do; None where there is such a rule."""
    try:
        rule(name)
    except NotFound as error:
        message, _, hint = str(error).partition("; ")
        return message, hint
    return None


def inventory() -> Inventory:
    """Return every rule as the row of a list."""
    rows = ((each.id, each.kind, each.title) for each in catalogue().values())
    return Inventory(("id", "kind", "title"), tuple(rows))


@cache
def wording() -> Phrases:
    """Return all words that rules look for, by the rule's id."""
    rules = catalogue().values()
    named = ((each.id, phrase) for each in rules for phrase in each.words)
    swaps = ((worded(each.id, say), phrase) for each in rules for phrase, say in each.instead)
    return Phrases((*named, *swaps))


def worded(name: str, instead: str) -> str:
    """Return the name of a rule's words for which others are to be written."""
    return f"{name}\0{instead}"


MADE: Final = Path(__file__).with_name("rules.json")
"""What `rules.yaml` says, as it can be read in no time; `.github/make_rules.py` makes it."""


@cache
def catalogue() -> Mapping[str, Rule]:
    """Return every rule by its id; the file is read when the first is asked for."""
    return {name: _unpacked(fields) for name, fields in json.loads(MADE.read_bytes()).items()}


def packed(rules: Mapping[str, Rule]) -> str:
    """Return rules as they are kept for `catalogue`, which returns the same."""
    by_id = {name: each._asdict() for name, each in rules.items()}
    return json.dumps(by_id, default=list, ensure_ascii=False, indent=1) + "\n"


def _unpacked(fields: dict[str, Any]) -> Rule:
    unpacked: dict[str, Any] = {name: _as_tuples(value) for name, value in fields.items()}
    return Rule(**unpacked)._replace(
        unless=Phrases(fields["unless"]),
        duties=Phrases(fields["duties"]),
        authority=tuple(Authority(*said) for said in fields["authority"]),
    )


def _as_tuples(value: object) -> object:
    return tuple(map(_as_tuples, value)) if isinstance(value, list) else value


def read_rules() -> dict[str, Rule]:
    """Return what `rules.yaml` says; raise `InvalidInput` with all that is wrong there."""
    path = Path(__file__).with_name("rules.yaml")
    problems = Problems()
    node = read(path.read_bytes(), shown(path), problems)
    context = Context("organisation", problems)
    rules = None if node is None else _RULES.read(node, path.name, context)
    if rules is None or problems:
        raise InvalidInput(problems)
    return {key.text: each._replace(id=key.text) for key, each in rules}


def _texts(passages: Sequence[Passage] | None) -> list[str]:
    return [passage.text for passage in passages or ()]


def _text(passage: Passage | None) -> str:
    return passage.text if passage else ""


def _authority(values: Values, _node: Fields, _context: Context) -> Authority:
    return Authority(*(_text(values[name]) for name in ("name", "address", "read")))


def _rule(values: Values, _node: Fields, _context: Context) -> Rule:
    return Rule(
        "",
        values["kind"],
        values["title"].text,
        values["in"],
        tuple(_texts(values["words"])),
        Phrases(("", phrase) for phrase in _texts(values["unless"])),
        Phrases(("", phrase) for phrase in _texts(values["duties"])),
        values["why"].text,
        values["remedy"].text,
        tuple(values["authority"]),
        _text(values["fails"]),
        _text(values["passes"]),
        tuple((phrase.text, say.text) for phrase, say in values["instead"] or ()),
        values["limit"],
    )


_PHRASES: Final = ListOf(LINE, least=1)
_AUTHORITY: Final = Record(
    {
        "name": Field(LINE, "Who says so, and what.", required=True),
        "address": Field(LINE, "Where.", required=True),
        "read": Field(LINE, "When that was read."),
    },
    _authority,
)
_RULES: Final = Keyed(
    Record(
        {
            "kind": Field(one_of("warning", "advice"), "How it is told.", required=True),
            "title": Field(LINE, "What it finds.", required=True),
            "in": Field(one_of("criteria", "duties", "texts"), "Where.", required=True),
            "words": Field(_PHRASES, "What it looks for."),
            "instead": Field(Keyed(LINE, keys=LINE), "Words, each with what to write instead."),
            "limit": Field(WHOLE_NUMBER, "The number above which it finds something."),
            "unless": Field(_PHRASES, "What makes that harmless in the same text."),
            "duties": Field(_PHRASES, "What makes it harmless in a duty of the job."),
            "why": Field(LINE, "Why it matters.", required=True),
            "remedy": Field(LINE, "What to do.", required=True),
            "authority": Field(ListOf(_AUTHORITY, least=1), "Who says so.", required=True),
            "fails": Field(LINE, "What it finds."),
            "passes": Field(LINE, "What it does not find."),
        },
        _rule,
    ),
    keys=LINE,
)
