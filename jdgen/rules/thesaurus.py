"""What `rules.yaml` writes once for many words: kinds of words, their forms, and one word or two.

Only `.github/make_rules.py` needs it: what every run reads has each form spelled out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen.problems import InvalidInput, Problems, shown
from jdgen.reading.lists import Keyed
from jdgen.reading.shapes import Context
from jdgen.reading.texts import LINE
from jdgen.reading.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_KIND: Final = "@"
_NOUN: Final = "~"
_VERB: Final = "^"
_FORMS: Final = {
    "child": "children",
    "person": "people",
    "foot": "feet",
    "wife": "wives",
    "housewife": "housewives",
    "drive": "drove driven",
    "write": "wrote written writing",
    "speak": "spoke spoken",
    "have": "has had having",
    "hold": "held",
    "keep": "kept",
    "lead": "led",
    "run": "ran",
    "see": "saw seen",
    "teach": "taught",
    "take": "took taken",
    "make": "made",
    "give": "gave given",
    "grow": "grew grown",
    "spend": "spent",
    "build": "built",
    "seek": "sought",
    "do": "does did done",
    "be": "is are was were been being",
    "find": "found",
    "bring": "brought",
    "come": "came",
    "get": "got",
    "go": "went gone goes",
    "know": "knew known",
    "meet": "met",
    "think": "thought",
    "sit": "sat",
    "stand": "stood",
    "bear": "bore born borne",
    "ride": "rode ridden",
    "travel": "travelled travelling",
}
"""Forms that endings do not make."""
_SPELLINGS: Final = (
    (re.compile(r"([a-z]{3})is(e[ds]?|ing|ation|er)"), r"\1iz\2"),
    (re.compile(r"(licen|practi)c(e[ds]?|ing)"), r"\1s\2"),
    (re.compile(r"(colo|favo|behavio|labo|neighbo|hono)ur(\w*)"), r"\1r\2"),
    (re.compile(r"(program)me(s?)"), r"\1\2"),
    (re.compile(r"(judg)e(ments?)"), r"\1\2"),
)
"""How other people spell the same word."""


def kinds_of_words() -> dict[str, tuple[str, ...]]:
    """Return the words of each kind in `thesaurus.yaml`; raise `InvalidInput` if it is wrong."""
    path = Path(__file__).with_name("thesaurus.yaml")
    problems = Problems()
    node = read(path.read_bytes(), shown(path), problems)
    said = (
        None
        if node is None
        else Keyed(LINE).read(node, path.name, Context("organisation", problems))
    )
    if said is None or problems:
        raise InvalidInput(problems)
    return {name.text: tuple(words.text.split()) for name, words in said}


class Thesaurus:
    """Kinds of words with all forms of each, and phrases that name them, spelled out."""

    def __init__(self, said: Mapping[str, tuple[str, ...]]) -> None:
        self._said = said
        self._split = {name: _ways("/".join(words), said) for name, words in said.items()}

    @property
    def kinds(self) -> dict[str, frozenset[str]]:
        """Return the words of each kind that are one word."""
        return {
            name: frozenset(ways[0].split("/")) if ways and " " not in ways[0] else frozenset()
            for name, ways in self._split.items()
        }

    def spelled_out(self, phrases: Iterable[str]) -> tuple[str, ...]:
        """Return phrases with each form of their words; raise `KeyError` for a kind not said."""
        return tuple(dict.fromkeys(each for phrase in phrases for each in self._phrases(phrase)))

    def _phrases(self, phrase: str) -> Iterator[str]:
        found: list[tuple[str, ...]] = [()]
        for part in phrase.split():
            ways = self._ways_of(part)
            found = [(*said, way) for said in found for way in ways]
        yield from map(" ".join, found)

    def _ways_of(self, part: str) -> list[str]:
        """Return a part in the ways that it is written; kinds are named, as they are kept apart."""
        named = [word for word in part.split("/") if word.startswith(_KIND)]
        others = "/".join(word for word in part.split("/") if not word.startswith(_KIND))
        ways = _ways(others, self._said) if others else []
        together = ways.pop(0) if ways and " " not in ways[0] else ""
        for kind in named:
            ways += (way for way in self._split[kind.removeprefix(_KIND)] if " " in way)
        joined = "/".join(filter(None, [together, *named]))
        return [joined, *ways] if joined else ways


def _ways(part: str, kinds: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return a part of a phrase in the ways that it is written: as one word, and as more."""
    single: dict[str, None] = {}
    double: dict[str, dict[str, None]] = {}
    phrases = []
    for word in _words(part, kinds):
        first, hyphen, second = word.partition("-")
        if "-" in second:  # such as odd-job-man, which nobody writes as one
            before, _, last = word.rpartition("-")
            phrases.append(f"{before.replace('-', ' ')} {'/'.join(_forms(last))}")
        elif hyphen:
            of_second = _forms(second)
            single |= dict.fromkeys(first + each for each in of_second)
            double.setdefault("/".join(of_second), {})[first] = None
        else:
            single |= dict.fromkeys(_forms(word))
    together = ["/".join(single)] if single else []
    apart = [f"{'/'.join(firsts)} {second}" for second, firsts in double.items()]
    return [*together, *apart, *phrases]


def _words(part: str, kinds: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for word in part.split("/"):
        if word.startswith(_KIND):
            for each in kinds[word.removeprefix(_KIND)]:
                yield from _words(each, kinds)
        else:
            yield word


def _forms(word: str) -> list[str]:
    """Return the forms that a mark at a word's end asks for, in every spelling."""
    stem = word.rstrip(_NOUN + _VERB)
    forms = [stem]
    if word.endswith(_NOUN):
        plural = _plural(stem)
        forms += [plural, f"{stem}'s", plural + ("'" if plural.endswith("s") else "'s")]
    elif word.endswith(_VERB):
        forms += _FORMS.get(stem, "").split()
        base = _base(stem)
        past = f"{stem[:-1]}ied" if _ends_in_y(stem) else f"{base}ed"
        forms += [_third(stem), f"{base}ing"] + [past] * (stem not in _FORMS)
    spelled = (pattern.sub(to, form) for form in forms for pattern, to in _SPELLINGS)
    return list(dict.fromkeys((*forms, *spelled)))


def _plural(noun: str) -> str:
    if noun in _FORMS:
        return _FORMS[noun]
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    return _third(noun)


def _third(stem: str) -> str:
    if _ends_in_y(stem):
        return f"{stem[:-1]}ies"
    return f"{stem}es" if stem.endswith(("s", "x", "z", "ch", "sh")) else f"{stem}s"


def _ends_in_y(stem: str) -> bool:
    return stem.endswith("y") and stem[-2] not in "aeiou"


def _base(verb: str) -> str:
    """Return what endings are put to: without a last e, with a doubled consonant."""
    if verb.endswith("e") and not verb.endswith(("ee", "be")):
        return verb[:-1]
    one_beat = re.fullmatch(r"(?:qu|[^aeiou])*[aeiou][bdgklmnprt]", verb)
    return verb + verb[-1] if one_beat or verb.endswith("el") else verb
