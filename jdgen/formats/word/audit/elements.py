"""The XML of a Word file as its reader meets it: which elements are shown, and their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.formats.word.audit.opening import W

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED: Final = frozenset(
    W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "tblPr", "tblGrid")
)
AROUND: Final = frozenset(
    W + name for name in ("smartTag", "customXml", "dir", "bdo", "sdtContent", "ins", "moveTo")
)
"""What may stand around text and be no part of it, such as a tracked insertion."""


def text_of(element: Element) -> str:
    """Return the text of the paragraphs in an element."""
    return " ".join(
        "".join(kept_text(one) for one in paragraph.iter(f"{W}t"))
        for paragraph in element.iter(f"{W}p")
    )


def kept_text(element: Element) -> str:
    """Return the text of an element, with the spaces around it only where they are kept."""
    text = element.text or ""
    space = element.get("{http://www.w3.org/XML/1998/namespace}space")
    return text if space == "preserve" else text.strip(" \t\r\n")  # and no other space


def holds(element: Element, name: str) -> bool:
    """Return whether an element of a name is in another."""
    return next(element.iter(W + name), None) is not None


def shown_blocks(parent: Element) -> Iterator[Element]:
    """Yield the blocks that Word shows, of alternatives the one that it does."""
    for element in parent:
        if element.tag == f"{MC}AlternateContent":
            yield from shown_blocks(chosen(element))
        elif element.tag.startswith(W) and element.tag not in _SKIPPED:
            name = element.tag.removeprefix(W)
            if name in {"p", "tbl", "sdt", "sectPr"} or element.tag in AROUND:
                yield element


def chosen(element: Element) -> Element:
    """Return the alternative that Word shows."""
    choice = element.find(f"{MC}Choice")
    other = element.find(f"{MC}Fallback")
    found = choice if choice is not None else other
    return element if found is None else found


def outermost(element: Element, tag: str) -> Iterator[Element]:
    """Yield the shown elements of a tag that are in no other one of it."""
    for one in element:
        if one.tag == tag:
            yield one
        elif one.tag == f"{MC}AlternateContent":
            if chosen(one) is not one:
                yield from outermost(chosen(one), tag)
        else:
            yield from outermost(one, tag)


def within(parent: Element, name: str) -> Iterator[Element]:
    """Yield a table's rows, or a row's cells, which controls and changes may stand around."""
    for element in parent:
        if element.tag == W + name:
            yield element
        elif element.tag == f"{W}sdt" or element.tag in AROUND:
            yield from within(element, name)
