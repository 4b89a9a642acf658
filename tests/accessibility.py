"""What is wrong with a Word document of jdgen's: what `jdgen audit` finds, and more.

Every document is to break no rule; jdgen promises more of its own than can be asked of any file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.formats.word.audit.audit import audit
from jdgen.formats.word.audit.contents import WordContents
from jdgen.formats.word.audit.opening import opened
from jdgen.formats.word.contrast import contrast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jdgen.formats.word.audit.paragraphs import Run, WordParagraph

_LANGUAGE: Final = "{http://purl.org/dc/elements/1.1/}language"
_FACES: Final = {"Arial"}
_ONE_TAB: Final = {"fact", "toc 1", "signature line"}
"""Styles that have a place for one tab."""


class Fault(NamedTuple):
    """What is wrong, by which rule, and in which text."""

    rule: str
    where: str
    message: str


def faults(path: Path) -> list[Fault]:
    """Return every fault of a Word file that jdgen made."""
    with opened(path) as package:
        contents = WordContents(package, file=path.name)
        language = "" if contents.core is None else contents.core.findtext(_LANGUAGE, "")
        broken = list(_promises(contents, language))
    broken += (
        Fault(found.rule.id, str(found.place), found.message) for found in audit(path, language)
    )
    return broken


def _promises(contents: WordContents, language: str) -> Iterator[Fault]:
    """Yield what breaks a promise that goes beyond the rules."""
    if not language:
        yield Fault("language", "core.xml", "the document's properties say no language")
    if sum(one.level == 1 for one in contents.paragraphs) > 1:
        yield Fault("headings", "", "there are several headings of level 1")
    for paragraph in contents.paragraphs:
        if paragraph.in_body:
            yield from _of_paragraph(paragraph)
        for run in paragraph.runs:
            yield from _of_run(run)


def _of_paragraph(paragraph: WordParagraph) -> Iterator[Fault]:
    where = str(paragraph.place)
    is_plain = not (paragraph.level or paragraph.in_table)
    if is_plain and not (paragraph.text.strip() or paragraph.holds_more):
        yield Fault("spacing", where, "a paragraph is empty")
    if paragraph.text.count("\t") > (paragraph.style.casefold() in _ONE_TAB):
        yield Fault("spacing", where, "there is a tab")
    is_bold = paragraph.runs and all(run.look.get("bold") for run in paragraph.runs)
    if is_plain and is_bold and len(paragraph.text) < 80:
        yield Fault("headings", where, "bold text stands for a heading")


def _of_run(run: Run) -> Iterator[Fault]:
    if run.look.get("face") not in _FACES:
        yield Fault("face", run.text, f"the typeface is {run.look.get('face')}")
    colour, behind = run.look.get("colour", "auto"), run.background or "FFFFFF"
    if colour != "auto" and contrast(colour, behind) < 4.5:
        yield Fault("contrast", run.text, f"{colour} on {behind} is too pale")
