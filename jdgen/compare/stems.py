"""What words of job descriptions have in common: their stems, and what they nearly mean.

The words of a text become keys, each of which tells more or less about what the text says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_SMALL_WORD, _COMMON_WORD, _DONE = 0.1, 0.45, 0.7
"""Weights of words, besides 1: what is done tells less than to what it is done."""
_WORD: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "between",
        "both",
        "but",
        "by",
        "can",
        "do",
        "does",
        "each",
        "for",
        "from",
        "has",
        "have",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "more",
        "most",
        "must",
        "no",
        "not",
        "of",
        "off",
        "on",
        "once",
        "one",
        "only",
        "or",
        "other",
        "others",
        "out",
        "over",
        "own",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "under",
        "until",
        "up",
        "upon",
        "used",
        "using",
        "was",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "across",
        "against",
        "among",
        "around",
        "during",
        "per",
        "via",
        "whether",
        "able",
    ]
)
_COMMON: Final = frozenset(
    [
        "work",
        "service",
        "council",
        "post",
        "holder",
        "job",
        "role",
        "area",
        "team",
        "project",
        "provide",
        "ensure",
        "include",
        "appropriate",
        "relevant",
        "require",
        "responsible",
        "responsibility",
        "need",
        "new",
        "good",
        "well",
        "way",
        "thing",
        "make",
        "take",
        "give",
        "use",
        "part",
        "level",
        "carry",
        "knowledge",
        "skill",
        "experience",
        "understand",
        "know",
    ]
)
_DOING: Final = (
    "lead manage run direct head oversee command charge",
    "supervise allocate delegate assign",
    "assist support help aid contribute",
    "advise advice guide guidance counsel recommend recommendation",
    "prepare produce draft write compile compose",
    "check review verify inspect examine audit test assure",
    "monitor track watch follow",
    "train coach mentor induct induction teach develop development learn",
    "plan schedule programme timetable",
    "arrange organise book coordinate",
    "keep maintain update current",
    "purchase order procure procurement buy commission",
    "agree negotiate settle",
    "resolve solve answer fix repair",
    "explain present describe brief communicate",
    "analyse analysis interpret evaluate assess assessment",
    "improve improvement change better",
    "set define decide determine establish",
    "consult consultation engage survey view opinion feedback",
    "recruit recruitment appoint appointment select selection hire",
    "appraise appraisal performance",
    "investigate enquire examine",
    "chair facilitate convene",
    "install configure fit",
    "collect gather obtain",
    "implement introduce deliver",
    "circulate distribute issue send",
    "represent attend",
    "authorise approve sanction sign",
)
_THINGS: Final = (
    "colleague employee staff people person worker member",
    "supplier contractor vendor provider",
    "customer resident client user citizen public tenant",
    "councillor cabinet elected",
    "family parent carer relative",
    "child pupil young",
    "director chief executive",
    "partner partnership stakeholder",
    "budget spend spending cost money financial finance expenditure fund",
    "cash takings till income banking",
    "forecast estimate projection profile",
    "variance difference discrepancy",
    "risk hazard threat",
    "meeting board committee",
    "minutes note",
    "problem issue query question fault error",
    "complaint grievance",
    "policy strategy",
    "procedure process method practice",
    "record register log file",
    "data information figure statistic",
    "report reporting return",
    "letter correspondence correspond email",
    "qualification degree certificate diploma qualified",
    "safe safety",
    "equality diversity inclusion inclusive fair",
    "law legislation legal statute statutory regulation",
    "site premises building property",
    "vehicle plant machinery equipment",
    "computer software system application",
    "medicine medication drug",
    "accident incident",
    "rota shift",
    "goal objective aim target",
    "benefit outcome result",
    "deadline timescale date",
    "expert specialist professional technical",
    "absence sickness attendance leave",
)
_ENDINGS: Final = (
    "isations", "isation", "ations", "ation", "ments", "ment", "nesses", "ness", "ities", "ity",
    "ising", "ises", "ised", "ise", "ings", "ing", "ers", "er", "ors", "or", "ies", "ied", "ions",
    "ion", "ive", "ably", "able", "ance", "ence", "ally", "ly", "ed", "es", "al", "s", "e", "y",
)  # fmt: skip


_BY_LETTER: Final[Mapping[str, tuple[str, ...]]] = {
    letter: tuple(ending for ending in _ENDINGS if ending[-1] == letter)
    for letter in {ending[-1] for ending in _ENDINGS}
}
"""The endings by their last letter, the longest first."""


def stem(word: str) -> str:
    """Return what a word has in common with its other forms: manag for managing and managers."""
    word = word.casefold()
    for ending in _BY_LETTER.get(word[-1], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 4 - (len(ending) == 1):
            word = word[: -len(ending)]
            break
    if len(word) > 4 and word[-1] == "e":  # noqa: PLR2004 - management, after its ending
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word.isalpha():  # noqa: PLR2004 - planning, planned
        word = word[:-1]
    return word


_GROUP: Final[Mapping[str, str]] = {
    stem(word): f"={group.partition(' ')[0]}"
    for group in (*_DOING, *_THINGS)
    for word in group.split()
}
_WEIGHTS: Final[Mapping[str, float]] = {
    **{f"={group.partition(' ')[0]}": _DONE for group in _DOING},
    **dict.fromkeys(map(stem, _COMMON), _COMMON_WORD),
    **dict.fromkeys((*_SMALL, *map(stem, _SMALL)), _SMALL_WORD),
}


def keys(text: str) -> dict[str, None]:
    """Return the stems of a text's words as they come, or the groups that they are in."""
    return dict.fromkeys(map(_key, _WORD.findall(text)))


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    own = stem(word)
    return _GROUP.get(own, own)


def weight(key: str) -> float:
    """Return how much a key tells, from 0 to 1."""
    return _WEIGHTS.get(key, 1.0)


def tells(key: str) -> bool:
    """Tell whether a key is no small word of the language."""
    return weight(key) >= _COMMON_WORD
