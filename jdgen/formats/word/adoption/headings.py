"""Headings for an adopted Word file, in its own look, each of which stays with what follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.formats.word.adoption.colours import is_pale
from jdgen.formats.word.adoption.package import element, value, w
from jdgen.formats.word.parts import escaped

if TYPE_CHECKING:
    from jdgen.formats.word.adoption.package import Xml
    from jdgen.formats.word.adoption.stylesheet import Stylesheet

_HEADINGS: Final = 4
_SIZES: Final = (1.8, 1.35, 1.1, 1.0)  # of headings, of the size of the text


class Headings:
    """The headings of a file."""

    def __init__(self, sheet: Stylesheet) -> None:
        self._sheet = sheet

    def add_all(self) -> None:
        """Add the headings that are lacking, and say what is to be looked at."""
        added = []
        for level in range(1, _HEADINGS + 1):
            if self._sheet.find("paragraph", f"heading {level}") is None:
                self._heading(level)
                added.append(str(level))
        if added:
            self._sheet.report.added.append(f"style Heading {', '.join(added)}")
        for level in range(1, _HEADINGS + 1):
            style = self._sheet.find("paragraph", f"heading {level}")
            if is_pale(self._sheet.inherited(style, "rPr", "color"), self._sheet.colours):
                self._sheet.report.look.append(
                    f"Heading {level} is too pale for many to read on white: make its colour darker"
                )
        self._keep_headings()
        first = self._sheet.find("paragraph", "heading 1")
        number = value(self._sheet.inherited(first, "pPr", "numPr", "numId"))
        if number not in {"", "0"}:
            self._sheet.report.look.append(
                "the template numbers its headings: leave out number_sections in layout.yaml, or"
                " take the numbers off the heading styles in Word"
            )

    def _keep_headings(self) -> None:
        """Let no heading stand alone at the foot of a page."""
        kept = []
        for level in range(1, _HEADINGS + 1):
            style = self._sheet.find("paragraph", f"heading {level}")
            said = self._sheet.inherited(style, "pPr", "keepNext")
            if said is None or value(said) in {"0", "false", "off"}:
                properties = self._sheet.properties(style)
                for old in properties.findall(w("keepNext")):
                    properties.remove(old)
                properties.insert(0, element("<w:keepNext/>"))
                kept.append(str(level))
        if kept:
            self._sheet.report.changed.append(
                f"Heading {', '.join(kept)} stays on one page with what follows now"
            )

    def _heading(self, level: int) -> None:
        """Add a heading that looks like the template's own, or like the one above it."""
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        keep = "<w:keepNext/><w:keepLines/>"
        lead = '<w:next w:val="{}"/><w:uiPriority w:val="9"/><w:qFormat/>'.format(
            escaped(value(self._sheet.default("paragraph"), "styleId"))
        )
        own = self._own_heading(level)
        above = self._sheet.find("paragraph", f"heading {level - 1}")
        if own is not None:
            inside = f"<w:pPr>{keep}{outline}</w:pPr>"
            self._sheet.add("paragraph", f"heading {level}", f"{lead}{inside}", own)
            return
        text = self._sheet.size(self._sheet.default("paragraph"))
        if above is not None:
            size = max(text, self._sheet.size(above) - 4)
            inside = (
                f"<w:pPr>{keep}{self._next_number(above, level)}{outline}</w:pPr>"
                f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
            )
            self._sheet.add("paragraph", f"heading {level}", f"{lead}{inside}", above)
            return
        size = round(text * _SIZES[level - 1])
        inside = (
            f'<w:pPr>{keep}<w:spacing w:before="240" w:after="120"/><w:ind w:left="0" w:right="0"'
            f' w:firstLine="0"/><w:jc w:val="left"/>{outline}</w:pPr><w:rPr>{self._heading_font()}'
            f'<w:b/><w:bCs/><w:color w:val="{self._sheet.accent()}"/>'
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        )
        self._sheet.add(
            "paragraph", f"heading {level}", f"{lead}{inside}", self._sheet.default("paragraph")
        )

    def _own_heading(self, level: int) -> Xml:
        """Return a style of another name, or in another language, for headings of a level."""
        return next(
            (
                one
                for one in self._sheet.all("paragraph")
                if value(one.find(f"{w('pPr')}/{w('outlineLvl')}")) == str(level - 1)
                and not value(one.find(w("name")))
                .casefold()
                .startswith(("heading", "toc", "title"))
            ),
            None,
        )

    def _next_number(self, above: Xml, level: int) -> str:
        """Return what numbers a heading as its template numbers those above it."""
        number = value(self._sheet.inherited(above, "pPr", "numPr", "numId"))
        if number in {"", "0"}:
            return ""
        return (
            f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{escaped(number)}"/></w:numPr>'
        )

    def _heading_font(self) -> str:
        if not self._sheet.colours:  # there is no theme
            return ""
        return '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>'
