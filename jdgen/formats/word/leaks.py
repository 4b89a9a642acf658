"""What a Word file holds that is none of its documents' readers' business."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.fields import field_names, said_of
from jdgen.formats.word.package import content
from jdgen.formats.word.parts import W
from jdgen.formats.word.relationships import links_of, part_called, root_of, used_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jdgen.formats.word.package import Part
    from jdgen.formats.word.parts import Element, Splice
    from jdgen.formats.word.relationships import Relationship

COMMENT_MARKS: Final = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
COMMENT_KINDS: Final = frozenset(
    {"comments", "commentsExtended", "commentsExtensible", "commentsIds", "people"}
)
MADE_CHANGES: Final = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})
OLD_LOOKS: Final = frozenset(
    {
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange",
        "trPrChange", "tblGridChange", "numberingChange", "cellMerge",
    }
)  # fmt: skip
CHANGE_MARKS: Final = frozenset(
    f"{what}{end}"
    for what in (
        "moveFromRange",
        "moveToRange",
        "customXmlInsRange",
        "customXmlDelRange",
        "customXmlMoveFromRange",
        "customXmlMoveToRange",
    )
    for end in ("Start", "End")
)
SETTINGS: Final[Mapping[str, str]] = {
    "mailMerge": "settings of a mail merge",
    "attachedTemplate": "the path of the template that it was made from",
    "documentProtection": "protection against editing",
    "writeProtection": "protection against editing",
    "trackRevisions": "the setting that records every change",
    "docVars": "variables, which nothing shows",
    "saveThroughXslt": "the path of a file that it is saved through",
}
"""What the settings say that is to be no document's, and what it is called."""
KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(COMMENT_KINDS, "comments"),
    "thumbnail": "a thumbnail of its first page",
    "origin": "a signature, which no document made from it could bear",
    "vbaProject": "macros",
    "control": "controls that run a program (ActiveX)",
}
"""The kinds of parts that are to be in no document, and what they are called."""


_CORE_DATA: Final = re.compile(
    "6C3C8BC8-F283-45AE-878A-BAB7291924A1|6668398D-A668-4E3E-A5EB-62B293D839F1", re.IGNORECASE
)
"""What the properties of every file are known by, title and author among them."""
LINKS_OF_SETTINGS: Final = {
    "attachedTemplate": "attachedTemplate",
    "mailMergeHeaderSource": "mailMerge",
    "mailMergeSource": "mailMerge",
    "recipientData": "mailMerge",
    "transform": "saveThroughXslt",
}
"""What the settings lead to, and which of them does."""
_PROGRAM: Final = ("javascript:", "vbscript:", "data:")


def is_kept_data(item: str) -> bool:
    """Return whether a content control shows data of a file that are not its properties."""
    return not _CORE_DATA.search(item)


def is_fetched(link: Relationship) -> bool:
    """Return whether a link leads out of a file to what is no page to read."""
    return link.is_external and (
        link.kind != "hyperlink" or link.target.strip().casefold().startswith(_PROGRAM)
    )


def leaks(
    parts: Mapping[str, Part],
    main: str,
    stories: Mapping[str, tuple[Element, bytes]],
    left: bytes,
) -> Iterator[str]:
    """Yield what is in a file that is to be in no document.

    `stories` are the parts that hold text or look, each with its XML; `left` is what stays of the
    body.
    """
    names: list[str] = []
    for root, xml in stories.values():
        yield from _marks(root)
        if b"<!--" in xml or b"<?" in xml[root.start :]:
            yield "remarks in its XML"
        names += field_names(root, xml)
    yield from said_of(names)
    yield from _settings_of(parts, main, shows_variables="DOCVARIABLE" in names)
    used = used_parts(parts, {main: left})
    for name in ("", *(name for name in parts if name in used and not name.endswith(".rels"))):
        for link in links_of(parts, name):
            yield from _of_link(parts, link)
            if name == main and link.kind == "customXml" and not _shows_data(stories):
                yield "data kept for other programs"
    yield from (f'a part that nothing uses, "{name}"' for name in parts if name not in used)


def _of_link(parts: Mapping[str, Part], link: Relationship) -> Iterator[str]:
    """Yield what is led to that is to be in no document."""
    if link.kind in KINDS:
        yield _comments_of(parts, link.target) or KINDS[link.kind]
    elif is_fetched(link):
        setting = SETTINGS.get(LINKS_OF_SETTINGS.get(link.kind, ""))
        yield setting or f"what Word would fetch or run, {link.target}"
    elif link.kind == "custom-properties" and not _shows_properties(parts):
        yield "properties of its own, which nothing shows"


def _shows_properties(parts: Mapping[str, Part]) -> bool:
    """Return whether any field of the file prints a property of its own."""
    texts = (content(part) for name, part in parts.items() if name.endswith(".xml"))
    return any(b"DOCPROPERTY" in text for text in texts)


def _shows_data(stories: Mapping[str, tuple[Element, bytes]]) -> bool:
    """Return whether any content control shows data that the file keeps."""
    return any(
        is_kept_data(one.value("storeItemID"))
        for root, _ in stories.values()
        for one in root.all("dataBinding")
    )


def lone_notes(kind: str, notes: Element, document: Element, body: Splice) -> Iterator[str]:
    """Yield that there are notes to text that no document has: that of the body is replaced."""
    marks = document.all(f"{kind}Reference")
    used = {mark.value("id") for mark in marks if not body.start <= mark.start < body.end}
    for note in notes.each(kind):
        if note.value("type") in {"", "normal"} and note.value("id") not in used:
            yield f"{kind}s to text that is replaced"


def _marks(root: Element) -> Iterator[str]:
    names = {element.name for element in root.walk()}
    if not names.isdisjoint(W + name for name in COMMENT_MARKS):
        yield "comments"
    if W + "permStart" in names:
        yield SETTINGS["documentProtection"]
    if not names.isdisjoint(W + name for name in MADE_CHANGES | OLD_LOOKS | CHANGE_MARKS):
        yield "tracked changes"


def _settings_of(parts: Mapping[str, Part], main: str, *, shows_variables: bool) -> Iterator[str]:
    for link in links_of(parts, main):
        if link.kind == "settings" and (name := part_called(parts, link.target)):
            for element in root_of(parts, name).children:
                short = element.name.removeprefix(W)
                if short == "docVars" and shows_variables:
                    continue
                if short in SETTINGS and element.value() not in {"0", "false", "off"}:
                    yield SETTINGS[short]


def _comments_of(parts: Mapping[str, Part], target: str) -> str:
    """Return what to say of comments, with who wrote them."""
    name = part_called(parts, target)
    if not name.endswith("comments.xml"):
        return ""
    comments = root_of(parts, name).all("comment")
    authors = sorted({comment.value("author") for comment in comments} - {""})
    return f"comments by {', '.join(authors)}" if authors else "comments"


def in_words(what: Iterable[str]) -> str:
    """Return what a file holds, each once, as a list in a sentence."""
    each = list(dict.fromkeys(what))
    if "comments" in each and any(one.startswith("comments by ") for one in each):
        each.remove("comments")
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}"
