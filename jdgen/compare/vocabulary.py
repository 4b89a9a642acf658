"""The words by which items are told to be alike, which `vocabulary.yaml` beside this file says."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from jdgen.problems import InvalidInput, Problems, shown
from jdgen.reading.lists import ListOf
from jdgen.reading.records import Field, Record
from jdgen.reading.shapes import Context, Converted
from jdgen.reading.texts import LINE
from jdgen.reading.yaml import read
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jdgen.model.text import Passage
    from jdgen.reading.records import Values
    from jdgen.reading.shapes import Shape
    from jdgen.reading.yaml import Mapping as Fields
    from jdgen.reading.yaml import Node

T = TypeVar("T")

SMALL_WORD, COMMON_WORD, DONE = 0.1, 0.45, 0.7
"""Weights of words, besides 1: what is done tells less than to what it is done."""
_LEAST: Final = 4
"""How many letters of a word a longer ending leaves."""
_WORDS: Final = re.compile("[a-z]+( [a-z]+)*")
_WORD: Final = re.compile(r"[^\W_]+")


class Vocabulary(NamedTuple):
    """Endings by their last letter, the longest first; stems with their groups; and all weights.

    A group goes by its first word, behind an equals sign. `forms` are the words that no ending
    tells, with the first word of their line, and `asides` finds where an item goes on to what it
    is for.
    """

    asides: re.Pattern[str]
    forms: Mapping[str, str]
    endings: Mapping[str, Sequence[str]]
    groups: dict[str, str]
    weights: dict[str, float]

    def stem(self, word: str) -> str:
        """Return what a word has in common with its other forms: manag for managing, managers."""
        word = word.casefold()
        if word in self.forms:
            return self.forms[word]
        for ending in self.endings.get(word[-1], ()):
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST - (len(ending) == 1):
                word = word[: -len(ending)]
                break
        if len(word) > _LEAST and word[-1] == "e":  # management, after its ending
            word = word[:-1]
        if len(word) > _LEAST and word[-1] == word[-2] and word.isalpha():  # planning, planned
            word = word[:-1]
        return word


def keys(text: str) -> dict[str, None]:
    """Return the stems of a text's words as they come, or the groups that they are in."""
    return dict.fromkeys(map(key_of, _WORD.findall(text)))


def parted(text: str) -> tuple[str, str]:
    """Return a text up to where it goes on to what it is for, or to examples, and the rest.

    What begins with that has no such rest.
    """
    aside = vocabulary().asides.search(text, 1)
    return (text[: aside.start()], text[aside.start() :]) if aside else (text, "")


@lru_cache(maxsize=20_000)
def key_of(word: str) -> str:
    """Return the stem of a word, or the group that it is in."""
    stem = vocabulary().stem(word)
    return vocabulary().groups.get(stem, stem)


def weight(key: str) -> float:
    """Return how much a key tells, from 0 to 1."""
    return vocabulary().weights.get(key, 1.0)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of comparisons; it is read when the first two texts are compared."""
    return read_vocabulary(Path(__file__).with_suffix(".yaml"))


def read_vocabulary(path: Path) -> Vocabulary:
    """Return the vocabulary that a file says; raise `InvalidInput`."""
    return read_data(path, _VOCABULARY)


def read_data(path: Path, shape: Shape[T]) -> T:
    """Return what one of the files of words beside this one says; raise `InvalidInput`."""
    problems = Problems()
    node = read(path.read_bytes(), shown(path), problems)
    said = None if node is None else shape.read(node, path.name, Context("organisation", problems))
    if said is None or problems:
        raise InvalidInput(problems)
    return said


def _split(line: Passage, node: Node, context: Context) -> tuple[Passage, ...]:
    """Return the words of a line, each with the line's place."""
    if not _WORDS.fullmatch(line.text):
        message = f'"{line.text}" is not words of small letters with single spaces between them'
        context.problems.refuse(node, message, "write it like: lead manage run", "bad-words")
    return tuple(line._replace(text=word) for word in line.text.split())


def _vocabulary(lists: Values, _node: Fields, context: Context) -> Vocabulary:
    by_letter: dict[str, list[str]] = {}
    for ending in sorted((word.text for line in lists["endings"] for word in line), key=len)[::-1]:
        by_letter.setdefault(ending[-1], []).append(ending)
    asides = "|".join(r"\s+".join(word.text for word in line) for line in lists["asides"])
    pattern = re.compile(rf"\b(?:{asides})\b", re.IGNORECASE)
    words = Vocabulary(pattern, _forms(lists["forms"], context), by_letter, {}, {})
    taken: dict[str, str] = {}
    for name, weight in _WEIGHTS.items():
        for line in lists[name]:
            is_group = name in {"doing", "things"}
            key = f"={line[0].text}" if is_group else name
            for word in line:
                stem = words.stem(word.text)
                if taken.setdefault(stem, key) != key:
                    _refuse_twice(word, context)
                elif is_group:
                    words.groups[stem] = key
                words.weights[key if is_group else stem] = weight
    return words


def _forms(lines: Sequence[Sequence[Passage]], context: Context) -> dict[str, str]:
    """Return the words of lines with the first word of their line."""
    forms: dict[str, str] = {}
    for line in lines:
        for word in line:
            if word.text in forms:
                _refuse_twice(word, context)
            forms[word.text] = line[0].text
    return forms


def _refuse_twice(word: Passage, context: Context) -> None:
    message = f'"{word.text}" is a form of a word that stands elsewhere too'
    hint = "leave it in the one list and line that suits it best"
    context.problems.refuse(word.source, message, hint, "word-twice")


_WEIGHTS: Final = {
    "small_words": SMALL_WORD,
    "common_words": COMMON_WORD,
    "doing": DONE,
    "things": 1.0,
}
_LINES: Final = ListOf(Converted(LINE, _split), least=1)
_VOCABULARY: Final = Record(
    {
        "forms": Field(_LINES, "Words in all their forms.", required=True),
        "small_words": Field(_LINES, "Small words of the language.", required=True),
        "common_words": Field(_LINES, "Words of most job descriptions.", required=True),
        "doing": Field(_LINES, "What is done: words of one meaning.", required=True),
        "things": Field(_LINES, "People and things: words of one meaning.", required=True),
        "asides": Field(_LINES, "Where an item goes on to what it is for.", required=True),
        "endings": Field(_LINES, "What words end in.", required=True),
    },
    _vocabulary,
)
