"""The colours of a Word file that text can be read in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.adoption.package import value
from jdgen.formats.word.contrast import channels, contrast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jdgen.formats.word.adoption.package import AdoptedFile, Xml

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DARK: Final = "404040"
_LEAST_CONTRAST: Final = 4.5  # with white: WCAG 2, level AA
_SLOTS: Final = {
    "text1": "dk1", "dark1": "dk1", "text2": "dk2", "dark2": "dk2", "background1": "lt1",
    "light1": "lt1", "background2": "lt2", "light2": "lt2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}  # fmt: skip


def theme_colours(taken: AdoptedFile) -> dict[str, str]:
    """Return the colours of the file's theme by the theme's own names; none without a theme."""
    name = taken.part("theme")
    colours = {}
    for scheme in taken.root(name).iter(f"{_DRAWING}clrScheme") if name else ():
        for slot in scheme:
            for said in slot:
                colour = said.get("lastClr") or said.get("val") or ""
                if isinstance(slot.tag, str) and re.fullmatch("[0-9A-Fa-f]{6}", colour):
                    colours[slot.tag.removeprefix(_DRAWING)] = colour.upper()
    return colours


def colour_of(
    said: Sequence[Xml], theme: Mapping[str, str], slot: str = "accent1", usual: str = _DARK
) -> str:
    """Return the first of colours, or else the theme's, made as dark as it has to be to be read."""
    named = [_meant(one, theme) for one in said]
    for colour in (*named, theme.get(slot, "")):
        if colour and colour != "000000":
            return _legible(colour)
    return usual


def is_pale(said: Xml, theme: Mapping[str, str]) -> bool:
    """Return whether text in a colour is hard to read on white."""
    colour = _meant(said, theme)
    return bool(colour) and contrast(colour, "FFFFFF") < _LEAST_CONTRAST


def lighter(colour: str, share: float) -> str:
    """Return a colour mixed with a share of white."""
    return _hex([part + (255 - part) * share for part in channels(colour)])


def _meant(said: Xml, theme: Mapping[str, str]) -> str:
    name = value(said, "themeColor")
    colour = theme.get(_SLOTS.get(name, name), "")
    if not colour:
        plain = value(said)
        return plain.upper() if re.fullmatch("[0-9A-Fa-f]{6}", plain) else ""
    shade, tint = value(said, "themeShade"), value(said, "themeTint")
    if re.fullmatch("[0-9A-Fa-f]{2}", shade):
        colour = _hex([part * int(shade, 16) / 255 for part in channels(colour)])
    if re.fullmatch("[0-9A-Fa-f]{2}", tint):
        colour = lighter(colour, 1 - int(tint, 16) / 255)
    return colour


def _legible(colour: str) -> str:
    while contrast(colour, "FFFFFF") < _LEAST_CONTRAST:
        colour = _hex([part * 0.92 for part in channels(colour)])
    return colour


def _hex(parts: Sequence[float]) -> str:
    return "".join(f"{round(part):02X}" for part in parts)
