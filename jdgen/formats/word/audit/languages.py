"""In which language a text is written, as far as its small words tell."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "en": "the and of to for with that is are will be this by from on at or you your we our have",
    "cy": "y yr yn mae gyda i'r o'r a'r ac gan wedi neu bydd eich ein gyfer sy'n sydd fydd hyn"
    " chi'r mewn â oedd hwn hon chi gyda'r yw bod fod eu ei",
    "fr": "le la les des et du pour dans une est avec vous qui sur aux cette sont",
    "de": "der das und mit für von ist den dem eine einer zu auf werden nicht",
    "es": "el los las una con del pero muy también desde hasta",
}
_SMALL: Final = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_LEAST: Final = 5
_LEAST_DIFFERENT: Final = 3
_LEAST_SHARE: Final = 0.2
_MOST_OF_OTHERS: Final = 0.25


def language_of(text: str) -> str:
    """Return the language of a text, such as cy; empty where its words leave a doubt."""
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.casefold().replace("\u2019", "'"))
    found = {
        language: [word for word in words if word in small] for language, small in _SMALL.items()
    }
    language, *others = sorted(found, key=lambda one: len(found[one]), reverse=True)
    most = len(found[language])
    is_clear = most >= max(_LEAST, len(words) * _LEAST_SHARE)
    is_clear &= len(set(found[language])) >= _LEAST_DIFFERENT
    return language if is_clear and len(found[others[0]]) <= most * _MOST_OF_OTHERS else ""
