"""The styles and lists that documents need, added to a Word file in its own look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.formats.word.adoption.colours import colour_of, lighter
from jdgen.formats.word.adoption.headings import Headings
from jdgen.formats.word.adoption.lists import ListStyles
from jdgen.formats.word.adoption.package import w
from jdgen.formats.word.adoption.stylesheet import Stylesheet
from jdgen.formats.word.controls import body_place
from jdgen.formats.word.parts import MAIN

if TYPE_CHECKING:
    from jdgen.formats.word.adoption.package import AdoptedFile
    from jdgen.formats.word.adoption.report import Report

_LEGIBLE: Final = 24  # half points
_FACT_INDENT: Final = 2835  # where the values of key facts start
_FACT_INSET: Final = 170  # for the borders around them
_EMPTY: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{0} xmlns:w="' + MAIN + '"/>'
)
_BORDER: Final = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="{}"/>'


def add_styles(taken: AdoptedFile, report: Report) -> None:
    """Add the styles and lists that documents need and the file lacks, and say what."""
    if not taken.part("styles"):
        taken.add("styles", _EMPTY.format("styles"))
    if not taken.part("numbering"):
        taken.add("numbering", _EMPTY.format("numbering"))
    sheet = Stylesheet(taken, report)
    sheet.give_ids()
    _add_normal(sheet)
    Headings(sheet).add_all()
    lists = ListStyles(sheet)
    lists.add("List Bullet", "bullet")
    lists.add("List Number", "number")
    _add_top(sheet)
    _add_lines(sheet)
    _add_words(sheet)
    _add_tables(sheet)
    _add_hyperlink(sheet)
    size = sheet.size(sheet.default("paragraph"))
    if size < _LEGIBLE:
        report.look.append(
            f"the text is {size / 2:g} point; 12 point is what most can read: style Normal, in Word"
        )


def _add_normal(sheet: Stylesheet) -> None:
    """Make sure that paragraphs without a style have one."""
    if sheet.default("paragraph") is None:
        style = sheet.find("paragraph", "Normal")
        if style is None:
            style = sheet.add("paragraph", "Normal", "<w:qFormat/>")
            sheet.report.added.append("style Normal")
        style.set(w("default"), "1")


def _add_top(sheet: Stylesheet) -> None:
    """Add what a document opens with: a subtitle, and a panel of key facts."""
    text = sheet.default("paragraph")
    if sheet.find("paragraph", "Subtitle") is None:
        size = round(sheet.size(text) * 1.1)
        inside = (
            '<w:uiPriority w:val="11"/><w:qFormat/><w:pPr><w:keepNext/>'
            '<w:spacing w:before="0" w:after="240"/><w:ind w:left="0" w:right="0"'
            ' w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
            f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        )
        sheet.add("paragraph", "Subtitle", inside, text)
        sheet.report.added.append("style Subtitle")
    if sheet.find("paragraph", "Fact") is None:
        sheet.add("paragraph", "Fact", _panel(sheet.accent()), text)
        sheet.report.added.append("style Fact")
    if sheet.find("character", "Fact Label") is None:
        inside = (
            '<w:uiPriority w:val="12"/><w:qFormat/><w:rPr><w:b/><w:bCs/>'
            f'<w:color w:val="{sheet.accent()}"/></w:rPr>'
        )
        sheet.add("character", "Fact Label", inside, sheet.default("character"))
        sheet.report.added.append("style Fact Label")


def _add_lines(sheet: Stylesheet) -> None:
    """Add lines of contents, and lines to sign on, which end at the edge of the text."""
    text = sheet.default("paragraph")
    _, width = body_place(sheet.taken.parsed(sheet.taken.main))
    for name, priority, leader, space, key in (
        ("toc 1", 39, "dot", '<w:spacing w:before="0" w:after="80"/>', "TOC1"),
        ("Signature Line", 21, "underscore", '<w:spacing w:before="360" w:after="120"/>', ""),
    ):
        if sheet.find("paragraph", name) is None:
            inside = (
                f'<w:uiPriority w:val="{priority}"/><w:qFormat/><w:pPr><w:keepLines/><w:tabs>'
                f'<w:tab w:val="right" w:leader="{leader}" w:pos="{width}"/></w:tabs>{space}'
                '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
            )
            sheet.add("paragraph", name, inside, text, key)
            sheet.report.added.append(f"style {name}")


def _add_words(sheet: Stylesheet) -> None:
    """Add styles of words that are strong or emphasised."""
    for name, look in (("Strong", "<w:b/><w:bCs/>"), ("Emphasis", "<w:i/><w:iCs/>")):
        if sheet.find("character", name) is None:
            inside = f'<w:uiPriority w:val="20"/><w:qFormat/><w:rPr>{look}</w:rPr>'
            sheet.add("character", name, inside, sheet.default("character"))
            sheet.report.added.append(f"style {name}")


def _add_tables(sheet: Stylesheet) -> None:
    text = sheet.find("paragraph", "Table Text")
    if text is None:
        inside = (
            '<w:uiPriority w:val="20"/><w:qFormat/>'
            '<w:pPr><w:spacing w:before="60" w:after="60"/>'
            '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
        )
        text = sheet.add("paragraph", "Table Text", inside, sheet.default("paragraph"))
        sheet.report.added.append("style Table Text")
    if sheet.find("paragraph", "Table Heading") is None:
        inside = (
            '<w:uiPriority w:val="20"/><w:qFormat/><w:pPr><w:keepNext/></w:pPr>'
            "<w:rPr><w:b/><w:bCs/></w:rPr>"
        )
        sheet.add("paragraph", "Table Heading", inside, text)
        sheet.report.added.append("style Table Heading")
    if sheet.find("table", "Document Table") is None:
        colour = sheet.accent()
        sheet.add("table", "Document Table", _table(colour), sheet.default("table"))
        sheet.report.added.append(f"style Document Table, in the colour {colour}")


def _add_hyperlink(sheet: Stylesheet) -> None:
    if sheet.find("character", "Hyperlink") is None:
        colour = colour_of([], sheet.colours, "hlink", usual="0B5394")
        inside = (
            f'<w:uiPriority w:val="99"/><w:rPr><w:color w:val="{colour}"/><w:u w:val="single"/>'
            "</w:rPr>"
        )
        sheet.add("character", "Hyperlink", inside, sheet.default("character"))
        sheet.report.added.append("style Hyperlink")


def _panel(colour: str) -> str:
    """Return the look of key facts, which stand one below another, in a colour."""
    shade = lighter(colour, 0.92)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{thick}" w:space="5" w:color="{edge}"/>'
        for side, thick, edge in (
            ("top", 4, shade),
            ("left", 36, colour),
            ("bottom", 4, shade),
            ("right", 4, shade),
        )
    )
    left, inset = _FACT_INDENT, _FACT_INSET
    return (
        f'<w:uiPriority w:val="12"/><w:qFormat/><w:pPr><w:keepLines/><w:pBdr>{edges}</w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>'
        f'<w:tabs><w:tab w:val="left" w:pos="{left + inset}"/></w:tabs>'
        '<w:spacing w:before="0" w:after="60"/>'
        f'<w:ind w:left="{left + inset}" w:right="{inset}" w:hanging="{left}"/>'
        '<w:jc w:val="left"/></w:pPr>'
    )


def _table(colour: str) -> str:
    """Return the look of a table in a colour."""
    faint, shade = lighter(colour, 0.65), lighter(colour, 0.9)
    return (
        '<w:uiPriority w:val="40"/><w:qFormat/><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>'
        f"<w:tblPr><w:tblBorders>{_BORDER.format('top', 12, colour)}"
        f"{_BORDER.format('bottom', 8, colour)}{_BORDER.format('insideH', 4, faint)}"
        '</w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="113"'
        ' w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="113" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr><w:trPr><w:cantSplit/></w:trPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="{colour}"/></w:rPr><w:trPr>'
        f"<w:tblHeader/></w:trPr><w:tcPr><w:tcBorders>{_BORDER.format('bottom', 8, colour)}"
        f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{shade}"/><w:vAlign'
        ' w:val="bottom"/></w:tcPr></w:tblStylePr><w:tblStylePr w:type="firstCol"><w:rPr><w:b/>'
        f'<w:bCs/><w:color w:val="{colour}"/></w:rPr></w:tblStylePr>'
    )
