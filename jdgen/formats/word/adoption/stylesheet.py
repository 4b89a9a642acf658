"""The styles of a Word file that is adopted: finding them, what they inherit, and adding others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.adoption.colours import colour_of, theme_colours
from jdgen.formats.word.adoption.package import element, value, w
from jdgen.formats.word.parts import escaped
from jdgen.formats.word.styles import MOST_BASED, also_called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.adoption.package import AdoptedFile, Xml
    from jdgen.formats.word.adoption.report import Report

_USUAL_SIZE: Final = 20  # half points: Word's own where a file says none
_AFTER_PARAGRAPH: Final = tuple(map(w, ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")))
_BUILT_IN: Final = frozenset({"Normal", "Hyperlink", "Subtitle", "Strong", "Emphasis", "toc 1"})


class Stylesheet:
    """The styles of a file, and what is to be reported of them."""

    def __init__(self, taken: AdoptedFile, report: Report) -> None:
        self.taken = taken
        self.report = report
        self.root = taken.root(taken.part("styles"))
        self.colours = theme_colours(taken)

    def all(self, kind: str) -> Iterator[Xml]:
        """Yield the styles of a kind."""
        return (one for one in self.root.iter(w("style")) if value(one, "type") == kind)

    def find(self, kind: str, name: str) -> Xml:
        """Return the style of a kind and name; None where there is none."""
        wanted = name.casefold()
        there = list(self.all(kind))
        called = (one for one in there if value(one.find(w("name"))).casefold() == wanted)
        also = (
            one
            for one in there
            if wanted in also_called(value(one.find(w("name"))), value(one.find(w("aliases"))))
        )
        return next(called, next(also, None))

    def default(self, kind: str) -> Xml:
        """Return the style of a kind that counts where none is named; None where there is none."""
        return next((one for one in self.all(kind) if value(one, "default") in {"1", "true"}), None)

    def _by_id(self, key: str) -> Xml:
        return next(
            (one for one in self.root.iter(w("style")) if value(one, "styleId") == key), None
        )

    def _chain(self, style: Xml) -> Iterator[Xml]:
        """Yield a style and those that it is based on."""
        for _ in range(MOST_BASED):
            if style is None:
                break
            yield style
            base = value(style.find(w("basedOn")))
            style = self._by_id(base) if base else None

    def inherited(self, style: Xml, *path: str) -> Xml:
        """Return what a style, or one that it is based on, says somewhere; None for nothing."""
        names = "/".join(map(w, path))
        for one in self._chain(style):
            if (found := one.find(names)) is not None:
                return found
        return self.root.find("/".join(map(w, ("docDefaults", f"{path[0]}Default", *path))))

    def size(self, style: Xml) -> int:
        """Return how large a style's text is, in half points."""
        said = value(self.inherited(style, "rPr", "sz"))
        return int(said) if re.fullmatch("[1-9][0-9]{0,3}", said) else _USUAL_SIZE

    def properties(self, style: Xml) -> Xml:
        """Return the properties of a style's paragraphs, which are added where there are none."""
        properties = style.find(w("pPr"))
        if properties is None:
            properties = element("<w:pPr/>")
            after = next((one for one in style if one.tag in _AFTER_PARAGRAPH), None)
            if after is None:
                style.append(properties)
            else:
                after.addprevious(properties)
        return properties

    def accent(self) -> str:
        """Return the colour of the template's headings, or of its theme, that can be read."""
        said = []
        for name in ("heading 1", "heading 2", "Title"):
            style = self.find("paragraph", name)
            if style is not None:
                said.append(self.inherited(style, "rPr", "color"))
        return colour_of([one for one in said if one is not None], self.colours)

    def add(self, kind: str, name: str, inside: str, base: Xml = None, key: str = "") -> Xml:
        """Add a style of a kind and name, based on another; return it."""
        used = {value(one, "styleId").casefold() for one in self.root.iter(w("style"))}
        wanted = key or name.title().replace(" ", "")
        while wanted.casefold() in used:
            wanted += "J"
        self._free_name(name)
        on = f'<w:basedOn w:val="{escaped(value(base, "styleId"))}"/>' if base is not None else ""
        custom = (
            "" if name in _BUILT_IN or "ing " in name or "List" in name else ' w:customStyle="1"'
        )
        style = element(
            f'<w:style w:type="{kind}"{custom} w:styleId="{wanted}"><w:name w:val="{name}"/>{on}'
            f"{inside}</w:style>"
        )
        self.root.append(style)
        return style

    def _free_name(self, name: str) -> None:
        """Give another name to a style of another kind that has the name already."""
        for one in self.root.iter(w("style")):
            said = one.find(w("name"))
            if value(said).casefold() == name.casefold():
                said.set(w("val"), f"{value(said)} ({value(one, 'type')})")
                self.report.changed.append(
                    f'the {value(one, "type")} style "{name}" is called "{value(said)}" now'
                )

    def give_ids(self) -> None:
        """Give styles the id, name or type that they lack."""
        for at, one in enumerate(list(self.root.iter(w("style")))):
            if one.find(w("name")) is None:
                one.insert(
                    0,
                    element(f'<w:name w:val="{escaped(value(one, "styleId") or f"Style {at}")}"/>'),
                )
            if not value(one, "type"):
                one.set(w("type"), "paragraph")
            if not value(one, "styleId"):
                one.set(w("styleId"), f"Style{at}")
