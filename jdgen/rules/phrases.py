"""Phrases of whole words, and where a text has them.

A text is its words and marks in small letters; `rules.yaml` explains what a phrase may hold.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Kinds = Mapping[str, frozenset[str]]

NUMBER: Final = "#"
KIND: Final = "@"
_GAPS: Final = {"…": 3, "……": 8}
"""How many words each gap may stand for."""
_NOT: Final = "!"
_STARTS_AND_ENDS: Final = "."
_COMMON: Final = frozenset(
    re.findall(
        r"[^ ]+",
        "a able ability all agreed between degree enough first health holder level manager "
        "managers management month months over problems project public qualified record "
        "right support tasks an and any are as at be by can for from has have in is it its "
        "must no not of on or other our should that the their they to up who will with work "
        "working you your experience good service services skills team people need needs "
        "use what when which one two , ; : job post role support help knowledge new area "
        "time year well",
    )
)
"""Words that many texts have, at which nothing is looked for if there are others."""
_EVERYWHERE: Final = frozenset(
    re.findall(r"[^ ]+", "a and as at by for from in is it of on or that the to with , :")
)
"""Of these, words that most texts have."""
_OFTEN: Final = 20
_ANY: Final[frozenset[str]] = frozenset({""})
_ENDS: Final = frozenset(".;:")
_TOKEN: Final = re.compile(
    r"[a-z]\.[a-z](?:\.[a-z])*\.?|[^\W_]+(?:'[^\W_]+)*'?|(?<=\w )_{3}|\?{3}|\]\(|[.,;:\[\]<+]"
)
_FIGURES: Final = frozenset(
    re.findall(
        r"\w+",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen eighteen twenty thirty forty fifty several many some few couple "
        "dozen dozens",
    )
)
_AFTER_NUMBER: Final = (
    ("or", "more"),
    ("and", "a", "half"),
    ("or", "so"),
    ("plus",),
    ("+",),
    ("full",),
)
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")


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


class _Part(NamedTuple):
    """A part of a phrase: some words and beginnings of words, a number, a gap, or a wrong year."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    gap: int = 0
    is_number: bool = False
    but: frozenset[str] | None = None
    needed: frozenset[str] | None = None
    """Words of which a text has one that has the phrase; None for no such words."""

    def ends(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Yield where in a text the part may end that begins at one of its words."""
        for skipped in range(self.gap + 1 if self.gap else 0):
            yield at + skipped
            if at + skipped >= len(words) or words[at + skipped][0] in _ENDS:
                return
        if self.gap or at >= len(words):
            return
        word = words[at]
        if self.is_number:
            yield from _number_ends(words, at)
        if (
            word in self.words
            or (self.beginnings and word.startswith(self.beginnings))
            or (self.but is not None and word not in self.but and _YEAR.fullmatch(word))
        ):
            yield at + 1


def _number_ends(words: Sequence[str], at: int) -> Iterator[int]:
    """Yield where a number ends that begins here, the longest first: 2, 2 to 3, two or more."""
    end = _one_number(words, at)
    if not end:
        return
    ends = [end]
    for joined in (end, end + 1):
        is_joined = joined == end or words[end : end + 1] in (["to"], ["or"], ["and"])
        if is_joined and (further := _one_number(words, joined)):
            ends.append(further)
            break
    for tail in _AFTER_NUMBER:
        if tuple(words[ends[-1] : ends[-1] + len(tail)]) == tail:
            ends.append(ends[-1] + len(tail))
            break
    yield from reversed(ends)


def _one_number(words: Sequence[str], at: int) -> int:
    """Return where one number ends that begins here; 0 where none does."""
    if at >= len(words):
        return 0
    word = words[at]
    if word in {"a", "half"} and at + 1 < len(words):
        start = at + (words[at + 1] == "a")
        of_some = words[start + 1 : start + 2]
        if of_some in (["few"], ["couple"], ["dozen"]):
            return start + (3 if words[start + 2 : start + 3] == ["of"] else 2)
        return 0
    if word.isdecimal():
        is_broken = words[at + 1 : at + 2] == ["."] and "".join(words[at + 2 : at + 3]).isdecimal()
        return at + (3 if is_broken else 1)
    return at + 1 if word in _FIGURES else 0


class Phrases:
    """Phrases to look for by name, each once a text has one of its most telling words.

    `kinds` are the words of each kind that phrases name by @; `index` says at which words which of
    the phrases are looked for, where that was worked out before.
    """

    def __init__(
        self,
        phrases: Iterable[tuple[str, str]],
        kinds: Kinds | None = None,
        index: Mapping[str, str] | None = None,
    ) -> None:
        self._phrases = tuple((name, phrase) for name, phrase in phrases)
        self._kinds = kinds or {}
        self._given = index
        self._made: dict[int, tuple[tuple[_Part, ...], tuple[frozenset[str], ...]]] = {}

    @cached_property
    def index(self) -> Mapping[str, str]:
        """Return at which words which phrases are looked for, by their numbers, with spaces.

        "" is of those without a word.
        """
        if self._given is not None:
            return self._given
        index: dict[str, list[str]] = {}
        for number in range(len(self._phrases)):
            _, needed = self._ready(number)
            for word in sorted(min(needed, key=_commonness) if needed else _ANY):
                index.setdefault(word, []).append(str(number))
        return {word: " ".join(numbers) for word, numbers in index.items()}

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self.index)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield each, with its name."""
        return iter(self._phrases)

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self._phrases)

    def found(self, words: Sequence[str], but: frozenset[str] = frozenset()) -> dict[str, str]:
        """Return the first phrase of each name in a text, as it stands there, `but` of some."""
        found: dict[str, str] = {}
        if met := self._words.intersection((*words, "")):
            said = frozenset(words)
            for number in sorted({int(one) for word in met for one in self.index[word].split()}):
                name = self._phrases[number][0]
                if name in found or name in but:
                    continue
                parts, needed = self._ready(number)
                for one in needed:
                    if said.isdisjoint(one):
                        break
                else:
                    if text := _match(parts, words):
                        found[name] = text
        return found

    def _ready(self, number: int) -> tuple[tuple[_Part, ...], tuple[frozenset[str], ...]]:
        """Return the parts of a phrase, and for each that is words those of which one is needed."""
        if ready := self._made.get(number):
            return ready
        parts = tuple(_part(said, self._kinds) for said in self._phrases[number][1].split())
        needed = tuple(
            words for part in parts if (words := part.needed) and _STARTS_AND_ENDS not in words
        )
        self._made[number] = parts, needed
        return parts, needed


def _commonness(words: Iterable[str]) -> tuple[int, int]:
    """Return what to choose the part of a phrase by that the fewest texts have."""
    said = _COMMON.intersection(words)
    return len(said) + _OFTEN * len(said & _EVERYWHERE), -min(map(len, words))


def _match(parts: Sequence[_Part], words: Sequence[str]) -> str:
    begins = parts[0].needed
    for start, word in enumerate(words):
        if begins and word not in begins:
            continue
        if end := _end(parts, 0, words, start):
            return " ".join(words[start:end])
    return ""


def _part(said: str, kinds: Kinds) -> _Part:
    if gap := _GAPS.get(said):
        return _Part(gap=gap)
    if said.startswith(_NOT):
        return _Part(but=frozenset(said[1:].split("/")))
    words: set[str] = set()
    beginnings = []
    for one in said.split("/"):
        if one.startswith(KIND):
            words |= kinds[one.removeprefix(KIND)]
        elif one.endswith("*"):
            beginnings.append(one.rstrip("*"))
        else:
            words.add(one)
    is_number = NUMBER in words
    known = frozenset(words - {NUMBER})
    needed = None if beginnings or is_number else known
    return _Part(known, tuple(beginnings), is_number=is_number, needed=needed)


def _end(parts: Sequence[_Part], of: int, words: Sequence[str], at: int) -> int:
    """Return where a phrase ends that begins in a text here; 0 where it does not."""
    while of < len(parts) and (needed := parts[of].needed) is not None:
        if at >= len(words) or words[at] not in needed:
            return 0
        of, at = of + 1, at + 1
    if of == len(parts):
        return at
    for ends in parts[of].ends(words, at):
        if end := _end(parts, of + 1, words, ends):
            return end
    return 0
