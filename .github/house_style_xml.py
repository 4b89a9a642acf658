"""What every part of a house style is written with: measures, parts, styles."""

from __future__ import annotations

import re
from typing import Final

W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_NS: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
LANGUAGE: Final = "en-GB"


def cm(value: float) -> int:
    """Centimetres as twentieths of a point, the unit of most Word measurements."""
    return round(value / 2.54 * 1440)


def pt(value: float) -> int:
    """Points as twentieths of a point."""
    return round(value * 20)


# The page: A4, with a little more room above the text for the header.
PAGE_WIDTH: Final = 11906
PAGE_HEIGHT: Final = 16838
SIDE_MARGIN: Final = cm(2.2)
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * SIDE_MARGIN


def part(xml: str) -> str:
    """Put an XML declaration before `xml` and take out the indentation."""
    xml = re.sub(r">\s*\n\s*<", "><", xml.strip())
    xml = re.sub(r"\s*\n\s*", " ", xml)  # attributes that go on to a second line
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'


# Word's schema fixes the order of elements, also inside pPr and rPr: keep it when editing.


def size(points: float) -> str:
    """Font size; Word counts it in half points."""
    half_points = round(points * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def spacing(before: float, after: float, line: int | None = None) -> str:
    """Space before and after in points; line spacing in 240ths of a line."""
    lines = "" if line is None else f' w:line="{line}" w:lineRule="auto"'
    return f'<w:spacing w:before="{pt(before)}" w:after="{pt(after)}"{lines}/>'


def fonts(use: str) -> str:
    """The theme's typeface for text (minor) or for headings (major)."""
    return (
        f'<w:rFonts w:asciiTheme="{use}HAnsi" w:hAnsiTheme="{use}HAnsi"'
        f' w:eastAsiaTheme="{use}EastAsia" w:cstheme="{use}Bidi"/>'
    )


def control(number: int, tag: str, content: str, *, plain: bool = False) -> str:
    """A content control; a plain one holds text without formatting of its own."""
    return f"""
        <w:sdt>
            <w:sdtPr>
                <w:alias w:val="{tag}"/>
                <w:tag w:val="{tag}"/>
                <w:id w:val="{number}"/>
                {"<w:text/>" if plain else ""}
            </w:sdtPr>
            <w:sdtContent>{content}</w:sdtContent>
        </w:sdt>
    """


def fact(number: int, tag: str, sample: str) -> str:
    """A content control that a fact is put into."""
    return control(number, tag, run(sample), plain=True)


def run(text: str) -> str:
    """A run of text, whose spaces are kept."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str) -> str:
    """A field, such as the page number; Word works out its value when it lays out a page."""
    value = run("1")
    return f'<w:fldSimple w:instr=" {code} ">{value}</w:fldSimple>'
