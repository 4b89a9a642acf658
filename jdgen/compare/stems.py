"""A text's words as keys, each of which tells more or less about what the text says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jdgen.compare.vocabulary import COMMON_WORD, vocabulary

_WORD: Final = re.compile(r"[^\W_]+")


def keys(text: str) -> dict[str, None]:
    """Return the stems of a text's words as they come, or the groups that they are in."""
    return dict.fromkeys(map(_key, _WORD.findall(text)))


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    words = vocabulary()
    stem = words.stem(word)
    return words.groups.get(stem, stem)


def weight(key: str) -> float:
    """Return how much a key tells, from 0 to 1."""
    return vocabulary().weights.get(key, 1.0)


def tells(key: str) -> bool:
    """Return whether a key is no small word of the language."""
    return weight(key) >= COMMON_WORD
