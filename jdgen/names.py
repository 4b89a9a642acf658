"""What a file or folder can be called on every system, and which names are taken for one.

One rule for everything whose name is a file's or a folder's: families, levels, roles, vacancies,
layouts, documents, templates and house styles. A name is its letters as people see them: ŷ is one
letter, whether a keyboard wrote it as one (Unicode's NFC) or macOS as two (NFD).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 120
"""How many bytes a name may have: two of them, as in PRO9-9, and an ending fit into 255."""

_ORDINARY: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _-]*[A-Za-z0-9])?")
_PLAIN: Final = re.compile(r"[^\W_]+([-_][^\W_]+)*")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9]|con(in|out)\$) *(\..*)?", re.DOTALL)
_OTHERS: Final = '<>:"/\\|?*'
# Letters and marks by their category, which nobody sees.
_UNSEEN: Final = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
_SELECTORS: Final = (("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"))
_ENDING: Final = re.compile(
    r"(.+?)((?:\.\d{4}-\d{2}-\d{2})?\.(?:ya?ml|docx|md\.j2|j2|md))", re.IGNORECASE | re.DOTALL
)
_FIRST: Final = " -.~#$@`'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"
_LAST: Final = " .~"
_CALLED: Final = {" ": "a space", ".": "a full stop", "-": "a hyphen"}

# --- which names are one --------------------------------------------------------------------------


def composed(name: str) -> str:
    """Return a name by which it is found, whichever way its accents are stored."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def folded(name: str) -> str:
    """Return what a name has in common with all that some system takes for the same.

    A space at which no line breaks is a space.
    """
    if name.isascii():
        return name.lower()
    name = name.replace("\u00a0", " ").replace("\u202f", " ")
    return composed(unicodedata.normalize("NFD", name).casefold())


# --- what a name may be ---------------------------------------------------------------------------


def split_ending(name: str) -> tuple[str, str]:
    """Return a file's own name, and the date and the ending behind it: PRO9, .2027-04-01.yaml."""
    match = _ENDING.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def is_unicode(name: str) -> bool:
    """Return whether all bytes of a name are letters, and none is what Python holds others as."""
    return name.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in name)


def is_plain(name: str) -> bool:
    """Return whether a name is letters and digits, with single hyphens or underscores between."""
    if name.isascii():
        return bool(_PLAIN.fullmatch(name))
    return bool(
        _PLAIN.fullmatch(
            "".join(character for character in composed(name) if not _is_mark(character))
        )
    )


def fault(name: str) -> str | None:
    """Say what keeps some system from having a name, such as `ends with a space`; None if nothing.

    So that it can also be given on a command line, it starts as words do.
    """
    if _ORDINARY.fullmatch(name) and len(name) <= LONGEST and not _is_device(name):
        return None
    if not is_unicode(name):
        return "is not in Unicode, but in an older encoding"
    return next(_faults(composed(name)), None)


def _faults(name: str) -> Iterator[str]:
    if not name:
        yield "is empty"
        return
    if _is_device(name):
        yield "is the name of a device on Windows"
    for letter in name:
        if letter in _OTHERS:
            yield f"holds {letter}, which no name on Windows can"
        elif _is_unseen(letter):
            yield f"holds a character that nobody sees (U+{ord(letter):04X})"
    if name[0] in _FIRST or _is_mark(name[0]):
        yield f"starts with {_CALLED.get(name[0], name[0])}"
    if name[-1] in _LAST:
        yield f"ends with {_CALLED.get(name[-1], name[-1])}"
    if ending := split_ending(name)[1]:
        yield f"ends in {ending}, as a file's does"
    if len(name.encode(errors="replace")) > LONGEST:
        yield f"is longer than {LONGEST} bytes"


def suggestion(name: str, otherwise: str = "new-name") -> str:
    """Return a name like this one that every system can have; `otherwise` where nothing is left."""
    if fault(name) is None:
        return composed(name)
    letters = "".join(
        "\0" if letter in _OTHERS or _is_unseen(letter) else letter for letter in composed(name)
    )
    letters = "-".join(part for part in map(str.strip, letters.split("\0")) if part)
    letters = letters.encode()[: LONGEST - 2].decode(errors="ignore")
    before = ""
    while letters != before:
        before = letters
        letters = split_ending(letters)[0].lstrip(_FIRST).rstrip(f"{_LAST}-")
        if letters and _is_mark(letters[0]):
            letters = letters[1:]
    if _is_device(letters):
        head, dot, rest = letters.partition(".")
        letters = f"{head.rstrip()}-1{dot}{rest}"
    return letters or otherwise


def spoken(name: str) -> str:
    """Return a name as messages can say it, with the numbers of what nobody sees."""
    return "".join(
        letter.encode("unicode_escape").decode() if _is_unseen(letter) else letter
        for letter in name
    )


def _is_device(name: str) -> bool:
    if not name.isascii():  # COM¹ is one too
        name = unicodedata.normalize("NFKC", name)
    return bool(_DEVICE.fullmatch(name.lower()))


def _is_unseen(letter: str) -> bool:
    """Return whether a letter can't be seen: it controls, is in no alphabet, or is an odd space."""
    if letter.isascii():
        return not letter.isprintable()
    is_selector = any(first <= letter <= last for first, last in _SELECTORS)
    return unicodedata.category(letter)[0] in "CZ" or letter in _UNSEEN or is_selector


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


# --- copies ---------------------------------------------------------------------------------------

_WORD: Final = "(?i:cop(?:y|i|ie|ia)|c[óo]pia|k[óo]pi[aeo])"
_MARKS: Final = rf"""(?:
      [ ._\u2013-]+{_WORD}(?:[ ._-]*\(?\d+\)?)?              # PRO9 - Copy (2), PRO9 copy 2
    | [ ]?\(\d+\)                                      # PRO9 (1)
    | [ ]?\([^()]*(?:{_WORD}|(?i:conflict(?:ed)?))[^()a-zA-Z]*\)  # PRO9 (Ann's conflicted copy 1)
    | [ ._-]+(?i:(?:sync-)?conflict(?:ed[ -]copy)?)[ _-]\d[^.]*   # PRO9.sync-conflict-20270101
    | -(?:DESKTOP|LAPTOP)-(?=[A-Z]*\d)[A-Z0-9]+        # OneDrive says which computer's it is
    | _(?:BACKUP|BASE|LOCAL|REMOTE)_\d+                # git, while it merges
    | \.(?:orig|bak|mine|theirs)                       # what merging and mending leave behind
    | ~\w[^.]*                                         # PRO9~HEAD
)"""
_COPY: Final = rf"(?P<start>.+?){_MARKS}+(?P<end>(?:\.[^. ]+)*)"
_COPY_OF: Final = rf"{_WORD} (?:\(\d+\) )?(?:\w+ )?(?P<start>.+)(?P<end>)"
# Names of copies hold one of these, and most names none: that is quicker to see.
_HINTS: Final = (
    *(" ", "(", "~", "cop", "c\u00f3p", "kop", "k\u00f3p", "conflict", "desktop", "laptop"),
    *("_backup_", "_base_", "_local_", "_remote_", ".orig", ".bak", ".mine", ".theirs"),
)


def original(name: str) -> str | None:
    """Return of which file one would be a copy, going by its name alone; None where of none.

    Copies are called so by file managers, by tools that share folders, and by git: PRO9 - Copy,
    Copy of PRO9, PRO9 (1), PRO9~HEAD.
    """
    lowered = name.lower()
    if not any(hint in lowered for hint in _HINTS):
        return None
    # Compiled where a name needs it, since that takes as long as reading a file.
    match = re.fullmatch(_COPY, name, re.VERBOSE) or re.fullmatch(_COPY_OF, name)
    return match["start"] + match["end"] if match else None
