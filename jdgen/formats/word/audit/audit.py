"""Audits Word files: every rule, on any file or on a house style, with all that each finds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

from jdgen.formats.word.audit.contents import WordContents
from jdgen.formats.word.audit.opening import Package, UnreadableWord, opened
from jdgen.formats.word.audit.rules.all_rules import RULES
from jdgen.formats.word.audit.samples import samples
from jdgen.problems import Place, shown
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from jdgen.formats.word.audit.paragraphs import WordPlace
    from jdgen.formats.word.audit.rules.rule import WordRule
    from jdgen.problems import Problems


class Finding(NamedTuple):
    """What breaks a rule: where, what, and what to do about it."""

    rule: WordRule
    place: WordPlace
    message: str
    remedy: str


class Audited(NamedTuple):
    """A Word file, as messages show it, and what was found in it."""

    file: str
    findings: list[Finding]


def audit_files(paths: Iterable[Path], language: str, problems: Problems) -> Iterator[Audited]:
    """Yield what `audit` finds in each Word file; add a problem of each that can't be read."""
    for path in paths:
        place = Place(shown(path))
        try:
            yield Audited(place.file, audit(path, language))
        except UnreadableWord as error:
            message = f"this file can't be audited: {error}"
            problems.refuse(place, message, error.hint, "unreadable-word")
        except OSError as error:
            message = f"this file can't be read: {error.strerror or error}"
            problems.refuse(place, message, "see that it is there for you to read", "unreadable")


def word_files(folder: Path) -> list[Path]:
    """Return the Word files in a folder and those below it, without what Word has open."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in {".docx", ".dotx"})
    return sorted(path for path in found if not path.name.startswith("~$"))


def audit(path: Path, language: str = "") -> list[Finding]:
    """Return all that breaks a rule in a Word file, rule by rule; raise as `opened` does.

    `language` is the one that it should be in, where that matters. A file with a content control
    for jdgen's text is a house style: what jdgen gives each document is not asked of it.
    """
    with opened(path) as package:
        return _findings(WordContents(package, file=path.name, language=language))


def audit_house_style(read: Callable[[str], bytes | None], language: str) -> list[Finding]:
    """Return all that breaks a rule in a house style whose parts can be read, as `audit` does.

    `read` returns the bytes of a part; `language` is that of documents. It loads no more than
    Python itself has, since it runs at each check; raises `UnreadableWord`.
    """
    package = Package(read, fromstring)
    return _findings(WordContents(package, language=language, is_house_style=True))


def _findings(contents: WordContents) -> list[Finding]:
    if contents.is_house_style:
        contents.samples += samples(contents)
    found: dict[Finding, None] = {}
    for rule in RULES.values():
        found |= {Finding(rule, *one): None for one in rule.find(contents)}
    return list(found)
