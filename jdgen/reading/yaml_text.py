"""Texts as YAML has them: plain where that is safe, else in double quotes."""

from __future__ import annotations

import json
import re
from typing import Final

from jdgen.reading.invisible import FORBIDDEN

_PLAIN: Final = re.compile(r"[^\W_](?:[\w ,.()/&@'\u2013\u2019-]*[\w.)])?")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_OTHER_TYPES: Final = re.compile(
    r"true|false|null|yes|no|on|off|y|n|nan|inf|0[box][\da-f_]+|[\d.,_e-]+",
    re.IGNORECASE,
)
"""What editors that know YAML 1.1 take for something else than text."""


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """Return a text as YAML has it on one line, which is read as just that text.

    Inside square or curly brackets a comma needs quotes too.
    """
    is_plain = _PLAIN.fullmatch(text) and not _OTHER_TYPES.fullmatch(text)
    if (is_plain and not (in_brackets and "," in text)) or _DATE.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return FORBIDDEN.sub(lambda match: _escaped(match[0]), quoted)


def bracketed(texts: list[str]) -> str:
    """Return texts as a YAML list on one line."""
    return f"[{', '.join(scalar(text, in_brackets=True) for text in texts)}]"


def _escaped(character: str) -> str:
    return f"\\U{ord(character):08X}"
