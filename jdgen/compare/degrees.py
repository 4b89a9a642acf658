"""Words of degree, which `degrees.yaml` beside this file says: what of two texts says more.

An answer needs the same thing on both sides: a small team and a large team, or to assist in a
design and to lead it, or an amount: about four hours and about two hours. Where a text says two
steps of one thing, denies one, or says more of one thing and less of another, nothing is told.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from jdgen.compare.vocabulary import SMALL_WORD, key_of, read_data, vocabulary, weight
from jdgen.model.axes import magnitude
from jdgen.reading.lists import ListOf, MapOf
from jdgen.reading.records import Field, Record
from jdgen.reading.shapes import Context, Converted
from jdgen.reading.texts import LINE
from jdgen.reading.values import one_of
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jdgen.model.text import Passage
    from jdgen.reading.records import Values
    from jdgen.reading.yaml import Mapping as Fields
    from jdgen.reading.yaml import Node

_TOKEN: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_ENDS: Final = re.compile(r"[.;:()\u2013\u2014]")
_PHRASE: Final = re.compile("[a-z0-9]+( [a-z0-9]+)*")
_JOIN: Final = frozenset({"and", "or", "but", "to"})
_NOT: Final = frozenset({"not", "no", "non", "without", "never", "nor", "less", "than"})
_BEGIN: Final = frozenset(
    {
        *("a", "an", "if", "in", "is", "be", "of", "the", "this", "to"),
        *("able", "ability", "appropriate", "can", "demonstrate", "demonstrates", "experience"),
        *("has", "have", "may", "proven", "relevant", "required", "role", "where", "will"),
    }
)
"""With what an item can begin before it says what is done."""
_AMOUNT: Final = re.compile(
    r"(?<!in )(?<!within )(?<!every )(?<!after )(?:(?:for\s+)?(?:up to|about)|for)\s+"
    r"(?P<number>\d[\d,.]*|[a-z]+)\s+"
    r"(?P<unit>[a-z]{3,})",
    re.IGNORECASE,
)
"""How much of what is said; not within which time, of which less is more."""
AMOUNT: Final = "amount"
_LONGEST: Final = 6
"""More words than any step has."""
_BESIDE: Final = 2
"""How many words back a word of degree is denied."""


class Degree(NamedTuple):
    """What two texts say of one thing in words of degree: of what kind, and which says more."""

    name: str
    way: Literal["rises", "falls"]
    first: str
    second: str


class Degrees(NamedTuple):
    """Words of one kind of degree with their steps, and where they stand.

    `begin` are the words with which a step can begin.
    """

    stand: str
    steps: Mapping[tuple[str, ...], int]
    begin: frozenset[str]
    of: frozenset[str]
    but_not_of: frozenset[str]
    beside: frozenset[str]


class _Match(NamedTuple):
    """Words of a text, from one to before another, that are a step of a kind of degree."""

    start: int
    end: int
    name: str
    step: int


class _Text:
    """A text as its words, with what they say of degrees."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        self._text = text
        self._spans = [word.span() for word in found]
        self._words = [word[0].casefold() for word in found]
        matches = [
            match for name, kind in degree_lists().items() for match in self._matches(name, kind)
        ]
        longest: dict[int, int] = {}  # of those that begin at a word, where the longest ends
        for match in matches:
            longest[match.start] = max(match.end, longest.get(match.start, 0))
        self._found = [
            match
            for match in matches
            if longest[match.start] == match.end
            and not any(
                longest.get(start, 0) >= match.end
                for start in range(max(0, match.start - _LONGEST), match.start)
            )
        ]
        self._ends = {at: match.end for match in self._found for at in range(*match[:2])}

    def said(self) -> dict[tuple[str, str], list[tuple[int, int, int]]]:
        """Return the steps that are said of each thing, by kind and thing, with their words.

        These are given by the first and the last. Of a kind of which a step is denied, or is said
        of nobody knows what or of what it tells nothing, nothing is said; to a kind that names its
        things, all of them are one.
        """
        said: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
        unclear = set()
        keys = set(map(key_of, self._words))
        for match in self._found:
            kind = degree_lists()[match.name]
            is_after = kind.stand == "after"
            at = self._before(match) if is_after else self._thing(match, kind)
            thing = "" if at is None else key_of(self._words[at])
            if self._is_denied(match) or thing in kind.but_not_of or not (at or is_after):
                unclear.add(match.name)
            elif at is None or (kind.of and thing not in kind.of):
                continue
            elif not kind.beside or kind.beside & keys:
                last = match.end - 1 if is_after else at
                key = (match.name, "" if kind.of else thing)
                said.setdefault(key, []).append((match.step, match.start, last))
        return {key: steps for key, steps in said.items() if key[0] not in unclear}

    def words(self, start: int, last: int, more: int) -> str:
        """Return the words from one to another, and so many more."""
        return self._text[self._spans[start][0] : self._spans[last + more][1]]

    def goes_on(self, other: _Text, last: int, there: int) -> int:
        """Return how many words are the same in both texts after a word of each."""
        more = 0
        pairs = zip(self._words[last + 1 :], other._words[there + 1 :], strict=False)
        for word, same in pairs:
            between = self._text[self._spans[last + more][1] : self._spans[last + more + 1][0]]
            if word != same or between.strip() or weight(key_of(word)) <= SMALL_WORD:
                break
            more += 1
        return more

    def _matches(self, name: str, kind: Degrees) -> Iterator[_Match]:
        """Yield the longest steps of a kind, those of an opening at the start alone."""
        is_opening = kind.stand == "opening"
        words = self._words
        if is_opening:
            begun = next((at for at, word in enumerate(words) if word not in _BEGIN), len(words))
            words = list(map(vocabulary().stem, words[: begun + _LONGEST]))
        at = 0
        while at < len(words):
            end = self._end(words, at, kind) if words[at] in kind.begin else at
            if end > at:
                yield _Match(at, end, name, kind.steps[tuple(words[at:end])])
            if is_opening and (end > at or at >= begun):
                return
            at = max(end, at + 1)

    @staticmethod
    def _end(words: Sequence[str], at: int, kind: Degrees) -> int:
        """Return where the longest step ends that begins at a word; there if none does."""
        ends = range(min(at + _LONGEST, len(words)), at, -1)
        return next((end for end in ends if tuple(words[at:end]) in kind.steps), at)

    def _is_denied(self, match: _Match) -> bool:
        """Return whether a step is denied, or only looks like one: one-to-one meetings."""
        before = self._words[max(0, match.start - _BESIDE) : match.start]
        after = self._words[match.end : match.end + _BESIDE]
        step = self._words[match.start : match.end]
        return bool(_NOT & set(before)) or ["to", *step] in (before[::-1], after)

    def _before(self, match: _Match) -> int | None:
        """Return which word says to what a step belongs: the last before it that says anything."""
        for at in range(match.start - 1, -1, -1):
            if _ENDS.search(self._text[self._spans[at][1] : self._spans[at + 1][0]]):
                return None
            if weight(key_of(self._words[at])) > SMALL_WORD:
                return at
        return None

    def _thing(self, match: _Match, kind: Degrees) -> int | None:
        """Return which word says of what a step is said: the first after it that says anything."""
        at = match.end
        while at < len(self._words):
            between = self._text[self._spans[at - 1][1] : self._spans[at][0]]
            if _ENDS.search(between):
                return None
            if at in self._ends:
                at = self._ends[at]
            elif weight(key_of(self._words[at])) > SMALL_WORD:
                return at
            elif kind.stand == "opening" or self._words[at] in _JOIN:
                at += 1
            else:
                return None
        return None


def degrees(first: str, second: str) -> tuple[Degree, ...]:
    """Return in what the second of two texts says more than the first, or in what it says less.

    Where it says more of one thing and less of another, that is nothing.
    """
    one, other = _Text(first), _Text(second)
    mine, others = one.said(), other.said()
    told = list(_amounts(first, second))
    for kind in mine:
        if kind in others:
            before, after = mine[kind], others[kind]
            if min(after)[0] > max(before)[0]:
                told.append(_degree(kind[0], "rises", (one, max(before)), (other, min(after))))
            elif max(after)[0] < min(before)[0]:
                told.append(_degree(kind[0], "falls", (one, min(before)), (other, max(after))))
    whole = [degree for degree in told if not any(_is_in(degree, other) for other in told)]
    return tuple(whole) if len({degree.way for degree in told}) == 1 else ()


def _is_in(degree: Degree, other: Degree) -> bool:
    """Return whether another degree tells the same with more words."""
    return degree != other and degree.first in other.first and degree.second in other.second


def _amounts(first: str, second: str) -> Iterator[Degree]:
    """Yield the amounts of one unit that each text says once, where they differ."""
    mine, others = (_amounts_said(text) for text in (first, second))
    for unit in mine:
        if unit in others and len(mine[unit]) == len(others[unit]) == 1:
            (number, was), (other, now) = mine[unit][0], others[unit][0]
            if number != other:
                yield Degree(AMOUNT, "rises" if other > number else "falls", was, now)


def _amounts_said(text: str) -> dict[str, list[tuple[float, str]]]:
    said: dict[str, list[tuple[float, str]]] = {}
    for amount in _AMOUNT.finditer(text):
        number = magnitude("number", amount["number"])
        if number is not None:
            words = amount[0].removeprefix("for ")
            said.setdefault(key_of(amount["unit"]), []).append((number, words))
    return said


def _degree(
    name: str,
    way: Literal["rises", "falls"],
    first: tuple[_Text, tuple[int, int, int]],
    second: tuple[_Text, tuple[int, int, int]],
) -> Degree:
    """Return what two texts say of a thing, with the words after it that are the same in both."""
    (one, (_, start, last)), (other, (_, begin, end)) = first, second
    more = one.goes_on(other, last, end)
    return Degree(name, way, one.words(start, last, more), other.words(begin, end, more))


# --- the lists ------------------------------------------------------------------------------------


@cache
def degree_lists() -> Mapping[str, Degrees]:
    """Return the words of degree by kind; they are read when the first two themes are compared."""
    return read_degrees(Path(__file__).with_suffix(".yaml"))


def read_degrees(path: Path) -> Mapping[str, Degrees]:
    """Return the words of degree that a file says; raise `InvalidInput`."""
    return read_data(path, _LISTS)


def _phrase(phrase: Passage, node: Node, context: Context) -> Passage:
    if not _PHRASE.fullmatch(phrase.text):
        message = f'"{phrase.text}" is not words of small letters with single spaces between them'
        context.problems.refuse(node, message, "write it like: medium sized", "bad-words")
    return phrase


def _degrees(values: Values, _node: Fields, context: Context) -> Degrees:
    steps: dict[tuple[str, ...], int] = {}
    is_opening = values["stand"] == "opening"
    for at, step in enumerate(values["steps"]):
        for phrase in step:
            words = phrase.text.split(" ")
            key = tuple(map(vocabulary().stem, words) if is_opening else words)
            if steps.setdefault(key, at) != at:
                context.problems.refuse(
                    phrase.source,
                    f'"{phrase.text}" is at another step too',
                    "leave it at the one that it means",
                    "word-twice",
                )
    of, but_not_of, beside = (
        frozenset(key_of(phrase.text) for phrase in values[name] or ())
        for name in ("of", "but_not_of", "beside")
    )
    begin = frozenset(words[0] for words in steps)
    return Degrees(values["stand"], steps, begin, of, but_not_of, beside)


_PHRASES: Final = ListOf(Converted(LINE, _phrase), least=1)
_LISTS: Final[MapOf[Degrees]] = MapOf(
    Record(
        {
            "stand": Field(
                one_of("before", "after", "opening"), "Where its words stand.", required=True
            ),
            "of": Field(_PHRASES, "The only things of which its words tell."),
            "but_not_of": Field(_PHRASES, "Things of which its words tell nothing."),
            "beside": Field(_PHRASES, "Words of which one must be in the item."),
            "steps": Field(
                ListOf(_PHRASES, least=2), "Its words by steps, the least first.", required=True
            ),
        },
        _degrees,
    )
)
