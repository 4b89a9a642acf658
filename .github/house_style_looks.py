"""The looks of jdgen's own house styles: their colours, typefaces and manners."""

from __future__ import annotations

import colorsys
from typing import Final, Literal, NamedTuple


class Tone(NamedTuple):
    """A colour by its use in the theme, lightened; `share` of it is left, in 255ths."""

    use: str
    share: int = 255


TEXT: Final = Tone("text1")
GREY: Final = Tone("text1", 0xBF)  # 404040
PAPER: Final = Tone("background1")
ACCENT: Final = Tone("accent1")
SECOND: Final = Tone("accent2")
LINK: Final = Tone("hyperlink")


class Look(NamedTuple):
    """One house style: where it stands, and what sets it apart.

    Colours of text keep at least 7:1 contrast on the background that they are used on. `accent` and
    `second` are the theme's first two accents: who changes these changes every colour of the file.
    `band` is a header of white text on the accent, `rule` what stands below it otherwise; `facts`
    and `table` say how the panel of key facts and the head of tables are set off; grounds and thin
    rules are a paler shade of `pale`.
    """

    path: str
    title: str
    accent: str
    second: str
    text_font: str = "Arial"
    heading_font: str = "Arial"
    link: str = "0B5394"
    sizes: tuple[float, float, float, float] = (24, 16, 13, 12)
    emblem: bool = False
    cover: bool = False
    band: bool = False
    rule: tuple[str, int] = ("single", 12)
    facts: Literal["panel", "box", "lines"] = "panel"
    table: Literal["tint", "plain"] = "tint"
    pale: Literal["accent1", "text1"] = "accent1"
    grid: bool = False
    ruled: bool = False

    @property
    def theme(self) -> dict[str, str]:
        """Return the colours of the theme, in its own order and by its own names."""
        return {
            "dk1": "000000",
            "lt1": "FFFFFF",
            "dk2": "404040",
            "lt2": "F2F2F2",
            "accent1": self.accent,
            "accent2": self.second,
            "accent3": "595959",
            "accent4": "7F7F7F",
            "accent5": "A6A6A6",
            "accent6": "D9D9D9",
            "hlink": self.link,
            "folHlink": "5B2A6E",
        }

    @property
    def thin(self) -> Tone:
        """Return the colour of rules between the rows of a table."""
        return Tone(self.pale, 0x66)

    @property
    def tint(self) -> Tone:
        """Return what stands behind a table's header row."""
        return Tone(self.pale, 0x1E)

    @property
    def panel(self) -> Tone:
        """Return what stands behind the key facts."""
        return Tone(self.pale, 0x14)

    def hex(self, tone: Tone) -> str:
        """Return a colour as it is shown, for programs that know no theme."""
        slot = {"text1": "dk1", "background1": "lt1", "hyperlink": "hlink"}.get(tone.use, tone.use)
        colour = self.theme[slot]
        if tone.share == Tone("").share:
            return colour
        parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
        hue, light, full = colorsys.rgb_to_hls(*parts)
        share = tone.share / 255
        mixed = colorsys.hls_to_rgb(hue, light * share + 1 - share, full)
        return "".join(f"{round(part * 255):02X}" for part in mixed)

    def _said(self, tone: Tone, name: str, use: str, tint: str) -> str:
        lighter = "" if tone.share == Tone("").share else f' w:{tint}="{tone.share:02X}"'
        return f'w:{name}="{self.hex(tone)}" w:{use}="{tone.use}"{lighter}'

    def ink(self, tone: Tone) -> str:
        """Return the colour of text, as an element."""
        return f"<w:color {self._said(tone, 'val', 'themeColor', 'themeTint')}/>"

    def fill(self, tone: Tone) -> str:
        """Return what shades the ground behind text, as an element."""
        said = self._said(tone, "fill", "themeFill", "themeFillTint")
        return f'<w:shd w:val="clear" w:color="auto" {said}/>'

    def edge(self, side: str, tone: Tone, thick: int, space: int = 0, kind: str = "single") -> str:
        """Return a border on one side, `thick` eighths of a point, as an element."""
        said = self._said(tone, "color", "themeColor", "themeTint")
        return f'<w:{side} w:val="{kind}" w:sz="{thick}" w:space="{space}" {said}/>'


STANDARD: Final = Look(
    "templates/standard/house-style.docx", "Northmere", "1D4E5F", "B5CBD0", emblem=True
)
"""That of the invented council whose documents the examples are."""

PLAIN: Final = Look(
    "templates/house-styles/plain.docx",
    "Plain",
    "262626",
    "595959",
    sizes=(22, 15, 13, 12),
    rule=("single", 4),
    facts="lines",
    table="plain",
)
"""Black on white, with hairlines: for any printer, and for whoever brings colours of their own."""

BANDED: Final = Look(
    "templates/house-styles/banded.docx",
    "Banded",
    "12436D",
    "F2A900",
    text_font="Calibri",
    heading_font="Calibri",
    sizes=(28, 18, 14, 12),
    cover=True,
    band=True,
)
"""A cover, and a band of colour at the head of every page: for packs and what is published."""

FORMAL: Final = Look(
    "templates/house-styles/formal.docx",
    "Formal",
    "5A1A2B",
    "8C7A4F",
    sizes=(24, 15, 13, 12),
    rule=("double", 4),
    facts="box",
    pale="text1",
    grid=True,
    ruled=True,
)
"""Ruled headings and tables with a grid: for committees, agreements and job evaluation."""

LOOKS: Final = (STANDARD, PLAIN, BANDED, FORMAL)
