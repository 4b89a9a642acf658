"""What text looks like: its properties, resolved through styles, tables' styles and the theme."""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING, Any, Final

from jdgen.formats.word.audit.opening import W
from jdgen.formats.word.contrast import channels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from jdgen.formats.word.audit.opening import Package

    Look = Mapping[str, Any]
    """What is said of some text, by the names below; what nobody says is not there."""

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_TOGGLES: Final = {"b": "bold", "caps": "caps", "smallCaps": "small_caps", "vanish": "hidden"}
"""What a character style switches off where the paragraph's style has it, and on where it hasn't.

ECMA-376 part 1, 17.7.3.
"""
_HIGHLIGHTS: Final = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080",
    "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_THEME_NAMES: Final = {
    "text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2", "dark1": "dk1",
    "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}  # fmt: skip
_LONGEST_CHAIN: Final = 30
"""Styles based on each other: Word allows some ten; a circle of them is endless."""


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute of Word's; empty where it isn't there."""
    return "" if element is None else element.get(W + name, "")


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first descendant along a path of Word's names."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def is_on(element: Element | None) -> bool:
    """Return whether a property that is on or off is there and on."""
    return element is not None and value(element) not in _OFF


def whole(text: str) -> int | None:
    """Return the whole number that a text is; None where it is none."""
    found = re.fullmatch(r"\s*(-?\d{1,9})(?:\.\d+)?\s*", text)
    return int(found[1]) if found else None


class WordTheme:
    """The colours and typefaces that styles name by their use."""

    def __init__(self, root: Element | None) -> None:
        self._colours: dict[str, str] = {}
        self._faces: dict[str, str] = {}
        scheme = None if root is None else root.find(f".//{_A}clrScheme")
        for entry in () if scheme is None else scheme:
            for colour in entry:
                said = colour.get("lastClr") or colour.get("val") or ""
                if re.fullmatch("[0-9A-Fa-f]{6}", said):
                    self._colours[entry.tag.removeprefix(_A)] = said.upper()
        for use in ("major", "minor"):
            face = None if root is None else root.find(f".//{_A}{use}Font/{_A}latin")
            self._faces[use] = "" if face is None else face.get("typeface", "")

    def face(self, name: str) -> str:
        """Return the typeface that is named by its use, such as minorHAnsi."""
        return self._faces.get(name[:5], "")

    def colour(self, name: str, tint: str, shade: str) -> str:
        """Return a colour named by its use, made lighter or darker; empty where it is unknown."""
        colour = self._colours.get(_THEME_NAMES.get(name, name), "")
        if not colour or not (tint or shade):
            return colour
        hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in channels(colour)))
        if re.fullmatch("[0-9A-Fa-f]{2}", shade):
            light *= int(shade, 16) / 255
        if re.fullmatch("[0-9A-Fa-f]{2}", tint):
            part = int(tint, 16) / 255
            light = light * part + 1 - part
        mixed = colorsys.hls_to_rgb(hue, light, full)
        return "".join(f"{round(part * 255):02X}" for part in mixed)


class Looks:
    """The styles of a Word file, and what they and direct formatting make of text."""

    def __init__(self, package: Package) -> None:
        main = package.main
        self.styles = _root(package, main, "styles")
        self.theme = WordTheme(_root(package, main, "theme"))
        self._by_id: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        for style in self.all_styles():
            key = value(style, "styleId")
            self._by_id[key] = style
            if value(style, "default") in {"1", "true", "on"}:
                self._default[value(style, "type")] = key
        defaults = child(self.styles, "docDefaults")
        self.defaults = self.run(child(defaults, "rPrDefault", "rPr"))
        self.paragraph_defaults = self.paragraph(child(defaults, "pPrDefault", "pPr"))
        self._said: dict[tuple[str, str], Look] = {}

    def all_styles(self) -> Iterator[Element]:
        """Yield every style that the file defines."""
        if self.styles is not None:
            yield from self.styles.iterfind(f"{W}style")

    def name(self, key: str, kind: str = "paragraph") -> str:
        """Return the name of a style as Word shows it; of the default one for no style."""
        style = self._by_id.get(key or self._default.get(kind, ""))
        return value(child(style, "name"))

    def named(self, kind: str, name: str) -> str:
        """Return the id of a style by its name; empty where there is none."""
        for key, style in self._by_id.items():
            if value(style, "type") == kind and value(child(style, "name")).casefold() == name:
                return key
        return ""

    def chain(self, key: str, kind: str = "paragraph") -> list[Element]:
        """Return a style and those that it is based on, itself last."""
        style = self._by_id.get(key or self._default.get(kind, ""))
        found: list[Element] = []
        while style is not None and style not in found and len(found) < _LONGEST_CHAIN:
            found.insert(0, style)
            style = self._by_id.get(value(child(style, "basedOn")))
        return found

    def of_style(self, key: str, kind: str = "paragraph") -> Look:
        """Return what a paragraph's or character's style says of text."""
        if (found := self._said.get((kind, key))) is None:
            said: dict[str, Any] = {}
            for style in self.chain(key, kind):
                said |= self.run(child(style, "rPr"))
            found = self._said[kind, key] = said
        return found

    def of_paragraph_style(self, key: str) -> Look:
        """Return what a paragraph's style says of the paragraph."""
        if (found := self._said.get(("of paragraph", key))) is None:
            said: dict[str, Any] = {}
            for style in self.chain(key):
                said |= self.paragraph(child(style, "pPr"))
            found = self._said["of paragraph", key] = said
        return found

    def of_table(self, key: str, parts: tuple[str, ...]) -> Look:
        """Return what a table's style says of a cell in parts of it, the most special one last."""
        mark = f"{key}\0{' '.join(parts)}"
        if (found := self._said.get(("table", mark))) is None:
            said: dict[str, Any] = {}
            chain = self.chain(key, "table")
            for style in chain:
                said |= self._of_part(style)
            for part in parts:
                for style in chain:
                    for special in style.iterfind(f"{W}tblStylePr"):
                        if value(special, "type") == part:
                            said |= self._of_part(special)
            found = self._said["table", mark] = said
        return found

    def _of_part(self, part: Element) -> Look:
        said = {**self.paragraph(child(part, "pPr")), **self.run(child(part, "rPr"))}
        if (shading := child(part, "tcPr", "shd")) is not None:
            said["cell_fill"] = self.fill(shading)
        return said

    def run(self, properties: Element | None) -> dict[str, Any]:
        """Return what properties of text say, in our words; sizes in half points."""
        said: dict[str, Any] = {}
        for one in () if properties is None else properties:
            name = one.tag.removeprefix(W)
            if name in _TOGGLES:
                said[_TOGGLES[name]] = is_on(one)
            elif name == "sz" and (size := whole(value(one))) is not None:
                said["size"] = size
            elif name == "rFonts":
                said |= self._face(one)
            elif name == "color":
                said["colour"] = self._colour(one, "val")
            elif name == "shd":
                said["fill"] = self.fill(one)
            elif name == "highlight":
                said["highlight"] = _HIGHLIGHTS.get(value(one), "")
            elif name == "u":
                said["underlined"] = value(one) not in _OFF
            elif name == "lang" and value(one):
                said["language"] = value(one)
        return said

    def paragraph(self, properties: Element | None) -> dict[str, Any]:
        """Return what properties of a paragraph say, in our words."""
        said: dict[str, Any] = {}
        for one in () if properties is None else properties:
            name = one.tag.removeprefix(W)
            if name == "jc":
                said["alignment"] = value(one)
            elif name == "framePr":
                said["in_frame"] = True
            elif name == "outlineLvl":
                said["outline"] = whole(value(one))
            elif name == "shd":
                said["paragraph_fill"] = self.fill(one)
            elif name == "numPr":
                if (number := child(one, "numId")) is not None:
                    said["number"] = value(number)
                if (depth := child(one, "ilvl")) is not None:
                    said["depth"] = value(depth)
        return said

    def _face(self, fonts: Element) -> dict[str, Any]:
        face = self.theme.face(value(fonts, "asciiTheme") or value(fonts, "hAnsiTheme"))
        face = face or value(fonts, "ascii") or value(fonts, "hAnsi")
        return {"face": face} if face else {}

    def _colour(self, element: Element, name: str) -> str:
        """Return what an attribute or the theme says of a colour; "auto" where that is nothing."""
        use = "themeFill" if name == "fill" else "theme"
        named = value(element, "themeFill" if name == "fill" else "themeColor")
        tint, shade = value(element, f"{use}Tint"), value(element, f"{use}Shade")
        if named and (colour := self.theme.colour(named, tint, shade)):
            return colour
        said = value(element, name)
        return said.upper() if re.fullmatch("[0-9A-Fa-f]{6}", said) else "auto"

    def fill(self, shading: Element) -> str:
        """Return the colour of a shading; "auto" where it has none."""
        pattern = value(shading)
        fill = self._colour(shading, "fill")
        if pattern in {"", "clear", "nil"}:
            return fill
        ink = self._colour(shading, "color")
        found = re.fullmatch(r"pct(\d{1,2})", pattern)
        share = 1.0 if pattern == "solid" else int(found[1]) / 100 if found else 0.5
        inks = channels("000000" if ink == "auto" else ink)
        papers = channels("FFFFFF" if fill == "auto" else fill)
        mixed = zip(inks, papers, strict=True)
        return "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in mixed)

    def text(self, style: str, character: str, table: Look, own: Look) -> dict[str, Any]:
        """Return what text looks like that has these styles, stands in a table, and says this."""
        of_style = self.of_style(style)
        of_character = self.of_style(character, "character") if character else {}
        look = {**self.defaults, **table, **of_style, **of_character, **own}
        for name in _TOGGLES.values():
            if name not in own:
                said = [part.get(name, False) for part in (table, of_style, of_character)]
                look[name] = self.defaults.get(name, False) or sum(said) % 2 == 1
        return look


class ListMarks:
    """The lists of a Word file, and the marks of their levels."""

    def __init__(self, package: Package, looks: Looks) -> None:
        self._looks = looks
        numbering = _root(package, package.main, "numbering")
        kinds = () if numbering is None else numbering
        self._patterns = {
            value(one, "abstractNumId"): one for one in kinds if one.tag == f"{W}abstractNum"
        }
        self._lists = {value(one, "numId"): one for one in kinds if one.tag == f"{W}num"}
        self._read: dict[str, dict[str, Element]] = {}

    def mark(self, number: str, depth: str, style: str) -> str:
        """Return the kind of mark of a list's level: bullet, none, text; empty for no level."""
        if number not in self._read:
            self._read[number] = self._levels(number)
        levels = self._read[number]
        if not depth:
            keys = {value(one, "styleId") for one in self._looks.chain(style)}
            own = [at for at, level in levels.items() if value(child(level, "pStyle")) in keys]
            depth = own[-1] if own else "0"
        level = levels.get(depth)
        if level is None:
            return ""
        kind = value(child(level, "numFmt")) or "decimal"
        said = re.sub(r"%\d", "", value(child(level, "lvlText")), count=1)  # its own number
        return kind if kind != "none" or not said.strip() else "text"

    def _levels(self, number: str, *, is_linked: bool = False) -> dict[str, Element]:
        one = self._lists.get(number)
        pattern = self._patterns.get(value(child(one, "abstractNumId")))
        levels: dict[str, Element] = {}
        linked = value(child(pattern, "numStyleLink"))
        if linked and not is_linked:
            for style in self._looks.chain(linked, "numbering"):
                if other := value(child(style, "pPr", "numPr", "numId")):
                    levels = self._levels(other, is_linked=True)
        for level in () if pattern is None else pattern.iterfind(f"{W}lvl"):
            levels[value(level, "ilvl")] = level
        for override in () if one is None else one.iterfind(f"{W}lvlOverride"):
            if (own := child(override, "lvl")) is not None:
                levels[value(override, "ilvl")] = own
        return levels


def _root(package: Package, main: str, kind: str) -> Element | None:
    return next((package.root(name) for name in package.related(main, kind)), None)
