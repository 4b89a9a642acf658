"""Rules on a document as a whole: its title, its format, and what is left in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.audit.looks import child, value
from jdgen.formats.word.audit.paragraphs import WordPlace
from jdgen.formats.word.audit.rules.rule import GOV_UK, MICROSOFT, core_property, rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from jdgen.formats.word.audit.contents import WordContents
    from jdgen.formats.word.audit.rules.rule import Fault

_CURRENT: Final = "15"
"""The compatibility mode of Word 2013 and all since."""
_UNFILLED: Final = re.compile(
    r"(?i:\[\s*+(?:insert|enter|add|delete|type|state|complete|specify|tbc|tbd|to be (?:confirmed"
    r"|completed|added|agreed))\b[^\[\]]*+\]|\blorem ipsum\b)"
    r"|\bxxx++\b|\bXXXX++\b|\[[A-Z][A-Z /]{2,40}\]|\{\{[^{}]*+\}\}"
)
_UNTITLED: Final = re.compile(
    r"(?:untitled|document ?\d*|doc ?\d+|word document|microsoft word.*|template|title)?",
    re.IGNORECASE,
)
_PROPERTIES: Final = WordPlace("document properties")
_SETTINGS: Final = WordPlace("settings")


@rule(
    "title",
    "The document has a title",
    "WCAG 2.2, 2.4.2 Page titled",
    GOV_UK,
    why="A screen reader says the title first; without one it spells out the name of the file.",
)
def title(contents: WordContents) -> Iterator[Fault]:
    """Yield where the document has no title, or one that says nothing."""
    if contents.is_house_style:
        return
    title = core_property(contents, "title")
    remedy = "write what the document is called: File, Info, Properties, Title"
    if not title:
        yield _PROPERTIES, "the document has no title", remedy
    elif title in {contents.file, contents.file.rpartition(".")[0]}:
        yield _PROPERTIES, f'the title is the name of the file, "{title}"', remedy
    elif _UNTITLED.fullmatch(title):
        yield _PROPERTIES, f'the title says nothing: "{title}"', remedy


@rule(
    "controls",
    "What is to be filled in has a name",
    "WCAG 2.2, 4.1.2 Name, role, value",
    MICROSOFT,
    why="A screen reader says the title of a control: without one nobody knows what goes there.",
)
def controls(contents: WordContents) -> Iterator[Fault]:
    """Yield controls without a title."""
    for control in contents.controls:
        if not control.title:
            remedy = "Developer, Properties, Title"
            yield control.place, "a content control has no title", remedy


@rule(
    "protection",
    "The document can be opened and changed",
    "WCAG 2.2, 4.1.2 Name, role, value",
    why="Protection can keep a screen reader out, and people from making the text larger.",
)
def protection(contents: WordContents) -> Iterator[Fault]:
    """Yield where the document is protected."""
    protection = child(contents.settings, "documentProtection")
    if protection is not None and value(protection, "enforcement") in {"1", "true", "on"}:
        yield _SETTINGS, "the document is protected", "Review, Restrict Editing, Stop Protection"


@rule(
    "changes",
    "No tracked change and no comment is left",
    "WCAG 2.2, 4.1.2 Name, role, value",
    why="Changes and comments are read out with the text, and say who wrote what.",
)
def changes(contents: WordContents) -> Iterator[Fault]:
    """Yield tracked changes and comments that are left."""
    remedies = {
        "a comment": "Review, Delete, Delete All Comments in Document",
        "a tracked change": "Review, Accept, Accept All Changes and Stop Tracking",
    }
    for paragraph in contents.paragraphs:
        for change in sorted(paragraph.changes):
            yield paragraph.place, f"{change} is left", remedies[change]


@rule(
    "current-format",
    "The file is of Word's current format",
    MICROSOFT,
    why="Word's own accessibility checker does not look at a file of an older format.",
)
def current_format(contents: WordContents) -> Iterator[Fault]:
    """Yield where Word opens the file in compatibility mode."""
    mode = ""
    for setting in () if contents.settings is None else _compatibility(contents.settings):
        if value(setting, "name") == "compatibilityMode":
            mode = value(setting)
    if mode != _CURRENT:
        what = f"Word opens it in compatibility mode ({mode or 'no mode is said'}, not {_CURRENT})"
        yield _SETTINGS, what, "File, Info, Convert, and save it"


def _compatibility(settings: Element) -> list[Element]:
    found = child(settings, "compat")
    return [] if found is None else list(found)


@rule(
    "unfilled",
    "Nothing is left to be filled in",
    "Good practice: a reader can't tell what should stand there",
    why="What was to be replaced is published as it is.",
)
def unfilled(contents: WordContents) -> Iterator[Fault]:
    """Yield what is left to be filled in."""
    for paragraph in contents.paragraphs:
        text = paragraph.text
        if contents.is_house_style:
            text = "".join(run.text for run in paragraph.runs if not run.is_filled)
        for name in paragraph.merged:
            yield paragraph.place, f'the merge field "{name}" is left', "finish the mail merge"
        for found in _UNFILLED.finditer(text):
            yield paragraph.place, f'"{found[0]}" is left to be filled in', "write what is meant"
