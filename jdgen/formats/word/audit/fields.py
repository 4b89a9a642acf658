"""The fields of a Word file while it is read: what Word works out, and what it showed last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.audit.looks import value
from jdgen.formats.word.audit.opening import W
from jdgen.formats.word.audit.paragraphs import Link

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from jdgen.formats.word.audit.paragraphs import WordParagraph

_DEEPEST: Final = 50  # Word nests some twenty
_LONGEST_CODE: Final = 10_000
_ADDRESS: Final = re.compile(r'HYPERLINK\s+(\\[a-z]\s+)?"([^"]*)"(?:\s+\\l\s+"([^"]*)")?')


class _Field:
    """A field that is open."""

    def __init__(self) -> None:
        self.code = ""
        self.is_shown = False
        self.link: Link | None = None


class Fields:
    """The fields and links that are open where a file is read, and all links met so far."""

    def __init__(self, document: Element) -> None:
        self.links: list[Link] = []
        self._bookmarks = {value(one, "name") for one in document.iter(f"{W}bookmarkStart")}
        self._open: list[_Field] = []
        self._open_links: list[Link] = []

    @property
    def is_in_contents(self) -> bool:
        """Return whether a table of contents is open."""
        return any(field.code.lstrip().startswith("TOC") for field in self._open)

    @property
    def is_shown(self) -> bool:
        """Return whether text here is what fields showed last, and not what they work out."""
        return all(field.is_shown for field in self._open)

    @property
    def is_in_link(self) -> bool:
        """Return whether text here is the words of a link."""
        return bool(self._open_links)

    def clear(self) -> None:
        """Forget what is open, where another part of the file begins."""
        self._open.clear()
        self._open_links.clear()

    def open_link(self, paragraph: WordParagraph, target: str) -> Link:
        """Open a link; what is met until it is closed are its words."""
        link = Link(paragraph, target)
        self.links.append(link)
        self._open_links.append(link)
        return link

    def close_link(self, link: Link) -> None:
        """Close a link."""
        self._open_links.remove(link)

    def add_words(self, text: str) -> None:
        """Add text to the words of the links that are open."""
        for link in self._open_links:
            link.pieces.append(text)

    def target_inside(self, anchor: str) -> str:
        """Return where a link to a bookmark leads; empty where there is none of that name."""
        return f"#{anchor}" if anchor in {*self._bookmarks, "_top"} else ""

    def open_simple(self, code: str, paragraph: WordParagraph) -> None:
        """Open a field that is written in one element, with what it showed last inside."""
        field = self._begin()
        field.code = code
        self._show(field, paragraph)

    def read(self, element: Element, name: str, paragraph: WordParagraph) -> None:
        """Read a mark of a field, or some of what it works out."""
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._begin()
            paragraph.holds_more = True
        elif self._open and name == "instrText":
            field = self._open[-1]
            field.code = (field.code + (element.text or ""))[:_LONGEST_CODE]
        elif self._open and kind == "separate":
            self._show(self._open[-1], paragraph)
        elif self._open and kind == "end":
            if not self._open[-1].is_shown:
                self._show(self._open[-1], paragraph)
            self.close()

    def close(self, at: int = -1) -> None:
        """Close a field: the innermost, if not said otherwise."""
        field = self._open.pop(at)
        if field.link is not None and field.link in self._open_links:
            self._open_links.remove(field.link)

    def _show(self, field: _Field, paragraph: WordParagraph) -> None:
        """Go from what a field works out to what it showed last."""
        field.is_shown = True
        paragraph.holds_more = True
        if found := _ADDRESS.search(field.code):
            is_inside, address, anchor = found.groups()
            target = (
                self.target_inside(address)
                if is_inside
                else address or self.target_inside(anchor or "")
            )
            field.link = self.open_link(paragraph, target)
        elif found := re.match(r"\s*MERGEFIELD\s+(\"[^\"]*\"|\S+)", field.code):
            paragraph.merged.append(found[1].strip('"'))

    def _begin(self) -> _Field:
        """Open a field; of more than Word can nest, the first is forgotten."""
        if len(self._open) > _DEEPEST:
            self.close(0)
        self._open.append(_Field())
        return self._open[-1]
