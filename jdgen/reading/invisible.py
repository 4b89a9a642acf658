"""Characters that nobody sees: which may stand in a text, and how messages call the others.

Joiners, marks of direction, variation selectors and tags have their use: emoji, the flags of the
nations, and scripts that are written from right to left or join their letters need them. Elsewhere
they only come of copying, or hide something, as the others do everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# What neither XML 1.0 (section 2.2) nor a reader of a Word document can do anything with. Tab and
# line ends are the only control characters that text may hold; libyaml takes the two Unicode
# separators for line ends, which editors don't, so that lines would be counted differently.
_UNHELD: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
)
_TURNING: Final = "\u202a-\u202e\u2066-\u2069"
_HIDDEN: Final = (
    "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
_MARKS: Final = "\u061c\u200e\u200f"
_JOINERS: Final = "\u200c\u200d"
_SELECTORS: Final = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAGS: Final = "\U000e0000-\U000e007f"

FORBIDDEN: Final = re.compile(
    f"[{_UNHELD}{_TURNING}{_HIDDEN}{_MARKS}{_JOINERS}{_SELECTORS}{_TAGS}]"
)
"""All of these; an address holds none of them, nor does a text but where one has its use."""

# Few texts hold any, so that these are compiled where one does.
_RIGHT_TO_LEFT: Final = (
    "[\u0590-\u060b\u060d-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LATIN: Final = "[\x00-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f]"
_NEAR: Final = 100
_FLAG: Final = "\U0001f3f4"
_LONGEST_FLAG: Final = 7  # gbwls and the tag that ends it; regions have six letters at most


def hidden(text: str) -> Iterator[re.Match[str]]:
    """Yield the invisible characters of a text that have no use where they stand."""
    # Nearly every text holds none, and to Python what can be seen is printable, but for selectors.
    if text.isascii() or not re.search(f"[{_SELECTORS}]", text):
        bare = text.replace("\n", "").replace("\r", "").replace("\t", "")
        if bare.isprintable():
            return
    for match in FORBIDDEN.finditer(text):
        if not _has_use(text, match.start()):
            yield match


def _has_use(text: str, at: int) -> bool:
    character, before, after = text[at], text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if character in _MARKS:
        near = text[max(0, at - _NEAR) : at + _NEAR]
        return re.search(_RIGHT_TO_LEFT, near) is not None
    if character in _JOINERS:
        return any(one not in _JOINERS and not _is(_LATIN, one) for one in (before, after))
    if _is(f"[{_SELECTORS}]", character):
        return not (_is(f"[{_SELECTORS}]", before) or before.isspace() or _is_letter(before))
    if _is(f"[{_TAGS}]", character):
        run = text[max(0, at - _LONGEST_FLAG) : at]
        return run[: len(run) - _tags_at_end(run)].endswith(_FLAG)
    return False


def _is(pattern: str, character: str) -> bool:
    return re.fullmatch(pattern, character) is not None


def _is_letter(before: str) -> bool:
    """Return whether a character is a Latin letter, or none at all."""
    return not before or (before.isalpha() and _is(_LATIN, before))


def _tags_at_end(text: str) -> int:
    return next(
        (at for at, one in enumerate(reversed(text)) if not _is(f"[{_TAGS}]", one)), len(text)
    )


def described(character: str, where: str = "the text") -> str:
    """Say what is wrong with an invisible character, in a text or an address."""
    code = f"U+{ord(character):04X}"
    if is_unheld(character):
        return f"an invisible character ({code}) can't be held in a Word document"
    words = f"an invisible character ({code}, {unicodedata.name(character, 'unnamed').lower()})"
    if _is(f"[{_TURNING}]", character):
        return f"{words} would make the text read in another order than it is typed"
    return f"{words} is hidden in {where}"


def is_unheld(character: str) -> bool:
    """Return whether no Word document could hold a character."""
    return _is(f"[{_UNHELD}]", character)
