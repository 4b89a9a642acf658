"""Write jdgen's house-style Word file, `house-style.docx`.

The file carries everything a council may want to brand: page set-up, header, footer and
styles. jdgen fills its content controls, which it finds by tag:

    jdgen-body          the text of the document
    organisation.name   the name in the header, beside the emblem
    document.title      the title in the footer
    document.number     the post's number in the footer, where there is one
    document.version    the version in the footer, where one is said
    document.draft      the layout's word for a draft in the header, where it is one
    labels.page         the layout's words for "Page" …
    labels.of           … and "of"

A council normally edits the Word file itself. This script makes the file afresh, from the
few values below, and writes the same bytes each time it is run with the same Python.
"""

from __future__ import annotations

import argparse
import math
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

# Colours. Text colours keep at least 7:1 contrast on the background they are used on.
TEAL: Final = "1D4E5F"  # headings, organisation name, main rules
TINT: Final = "E4EFF1"  # behind a table's header row
PANEL: Final = "EEF4F6"  # behind the key facts
RULE: Final = "B5CBD0"  # between the rows of a table
GREY: Final = "404040"  # footer
LINK: Final = "0B5394"

FONT: Final = "Arial"
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

W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def part(xml: str) -> str:
    """Put an XML declaration before `xml` and take out the indentation."""
    xml = re.sub(r">\s*\n\s*<", "><", xml.strip())
    xml = re.sub(r"\s*\n\s*", " ", xml)  # attributes that go on to a second line
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'


# --- Styles ---------------------------------------------------------------------------------
# Word's schema fixes the order of elements, also inside pPr and rPr: keep it when editing.


def size(points: float) -> str:
    """Font size; Word counts it in half points."""
    half_points = round(points * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def spacing(before: float, after: float, line: int | None = None) -> str:
    """Space before and after in points; line spacing in 240ths of a line."""
    lines = "" if line is None else f' w:line="{line}" w:lineRule="auto"'
    return f'<w:spacing w:before="{pt(before)}" w:after="{pt(after)}"{lines}/>'


def style(
    style_id: str,
    name: str,
    *,
    kind: str = "paragraph",
    based_on: str = "",
    following: str = "",
    priority: int,
    default: bool = False,
    custom: bool = False,
    hidden: bool = False,
    gallery: bool = False,
    formatting: str = "",
) -> str:
    """One style. `formatting` is its pPr, rPr, tblPr, … in schema order."""
    return "".join(
        (
            f'<w:style w:type="{kind}"',
            ' w:default="1"' if default else "",
            ' w:customStyle="1"' if custom else "",
            f' w:styleId="{style_id}"><w:name w:val="{name}"/>',
            f'<w:basedOn w:val="{based_on}"/>' if based_on else "",
            f'<w:next w:val="{following}"/>' if following else "",
            f'<w:uiPriority w:val="{priority}"/>',
            "<w:semiHidden/><w:unhideWhenUsed/>" if hidden else "",
            "<w:qFormat/>" if gallery else "",
            formatting,
            "</w:style>",
        )
    )


def heading(level: int, points: float, before: float, after: float) -> str:
    """A built-in heading: it stays on one page with the paragraph that follows it."""
    return style(
        f"Heading{level}",
        f"heading {level}",
        based_on="Normal",
        following="Normal",
        priority=9,
        gallery=True,
        formatting=f"""
            <w:pPr>
                <w:keepNext/><w:keepLines/>
                {spacing(before, after, 252)}
                <w:outlineLvl w:val="{level - 1}"/>
            </w:pPr>
            <w:rPr><w:b/><w:bCs/><w:color w:val="{TEAL}"/>{size(points)}</w:rPr>
        """,
    )


def list_style(style_id: str, name: str, number: int) -> str:
    """A built-in list style. Its indents come from numbering.xml."""
    return style(
        style_id,
        name,
        based_on="Normal",
        priority=10,
        gallery=True,
        formatting=f"""
            <w:pPr>
                <w:numPr><w:numId w:val="{number}"/></w:numPr>
                {spacing(0, 4)}
            </w:pPr>
        """,
    )


def running_style(name: str, colour: str, bold: str, edge: str, rule: int) -> str:
    """The style of the header or footer, with a rule on the edge that faces the text.

    The rule's thickness is in eighths of a point.
    """
    return style(
        name,
        name.lower(),
        based_on="Normal",
        priority=99,
        formatting=f"""
            <w:pPr>
                <w:pBdr>
                    <w:{edge} w:val="single" w:sz="{rule}" w:space="6" w:color="{TEAL}"/>
                </w:pBdr>
                <w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>
                {spacing(0, 0, 240)}
            </w:pPr>
            <w:rPr>{bold}<w:color w:val="{colour}"/>{size(11)}</w:rPr>
        """,
    )


def subtitle() -> str:
    """What kind of document it is and whose, right below its title."""
    return style(
        "Subtitle",
        "Subtitle",
        based_on="Normal",
        following="Normal",
        priority=11,
        gallery=True,
        formatting=f"""
            <w:pPr><w:keepNext/><w:keepLines/>{spacing(0, 14)}</w:pPr>
            <w:rPr><w:color w:val="{GREY}"/>{size(13)}</w:rPr>
        """,
    )


FACT_INDENT: Final = cm(5)  # where the values of key facts start, from the panel's edge
FACT_EDGE: Final = cm(0.3)  # from the edge of the text to the labels, for the panel's border


def fact() -> str:
    """A key fact: its label, a tab, its value. Facts one below another make a panel."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{thick}" w:space="{space}" w:color="{colour}"/>'
        for side, thick, space, colour in (
            ("top", 4, 5, PANEL),
            ("left", 36, 6, TEAL),
            ("bottom", 4, 5, PANEL),
            ("right", 4, 4, PANEL),
        )
    )
    left = FACT_EDGE + FACT_INDENT
    return style(
        "Fact",
        "Fact",
        based_on="Normal",
        priority=12,
        custom=True,
        gallery=True,
        formatting=f"""
            <w:pPr>
                <w:keepLines/>
                <w:pBdr>{sides}</w:pBdr>
                <w:shd w:val="clear" w:color="auto" w:fill="{PANEL}"/>
                <w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>
                {spacing(0, 3, 264)}
                <w:ind w:left="{left}" w:right="{pt(4)}" w:hanging="{FACT_INDENT}"/>
            </w:pPr>
        """,
    )


def fact_label() -> str:
    """The label of a key fact."""
    return style(
        "FactLabel",
        "Fact Label",
        kind="character",
        based_on="DefaultParagraphFont",
        priority=12,
        custom=True,
        gallery=True,
        formatting=f'<w:rPr><w:b/><w:bCs/><w:color w:val="{TEAL}"/></w:rPr>',
    )


def contents() -> str:
    """A line of a list of contents: a heading, dots, the number of its page."""
    return style(
        "TOC1",
        "toc 1",
        based_on="Normal",
        following="Normal",
        priority=39,
        formatting=f"""
            <w:pPr>
                <w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>
                {spacing(0, 4)}
            </w:pPr>
        """,
    )


def signature_line() -> str:
    """Who signs, and a line to write on."""
    return style(
        "SignatureLine",
        "Signature Line",
        based_on="Normal",
        priority=21,
        custom=True,
        gallery=True,
        formatting=f"""
            <w:pPr>
                <w:keepLines/>
                <w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{TEXT_WIDTH}"/></w:tabs>
                {spacing(18, 6)}
            </w:pPr>
        """,
    )


def table_text() -> str:
    """Ordinary text in a table."""
    return style(
        "TableText",
        "Table Text",
        based_on="Normal",
        priority=20,
        custom=True,
        gallery=True,
        formatting=f"<w:pPr>{spacing(3, 3)}</w:pPr>",
    )


def table_heading() -> str:
    """Text in a table's header row, kept on one page with the row below."""
    return style(
        "TableHeading",
        "Table Heading",
        based_on="TableText",
        priority=20,
        custom=True,
        gallery=True,
        formatting="<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>",
    )


def hyperlink() -> str:
    """Links: told apart by their underline as well as their colour."""
    return style(
        "Hyperlink",
        "Hyperlink",
        kind="character",
        based_on="DefaultParagraphFont",
        priority=99,
        formatting=f'<w:rPr><w:color w:val="{LINK}"/><w:u w:val="single"/></w:rPr>',
    )


def hidden_default(style_id: str, name: str, kind: str, formatting: str = "") -> str:
    """One of the defaults that Word expects in every file and does not list."""
    return style(
        style_id, name, kind=kind, priority=99, default=True, hidden=True, formatting=formatting
    )


def plain_table() -> str:
    """The default table style, with Word's usual cell margins."""
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
    )
    return hidden_default(
        "TableNormal",
        "Normal Table",
        "table",
        f"""
            <w:tblPr>
                <w:tblInd w:w="0" w:type="dxa"/>
                <w:tblCellMar>{margins}</w:tblCellMar>
            </w:tblPr>
        """,
    )


def table_style() -> str:
    """Horizontal rules, a tinted header row and, where asked for, a bold first column.

    Bold type in the header row comes from the paragraph style Table Heading, and the table
    style switches it off there. Word treats bold as a toggle: asked for by both the table
    style and the paragraph style, it would cancel out.
    """
    return style(
        "DocumentTable",
        "Document Table",
        kind="table",
        based_on="TableNormal",
        priority=40,
        custom=True,
        gallery=True,
        formatting=f"""
            <w:pPr>{spacing(0, 0)}</w:pPr>
            <w:tblPr>
                <w:tblBorders>
                    <w:top w:val="single" w:sz="12" w:space="0" w:color="{TEAL}"/>
                    <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{TEAL}"/>
                    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
                </w:tblBorders>
                <w:tblCellMar>
                    <w:top w:w="{cm(0.05)}" w:type="dxa"/>
                    <w:left w:w="{cm(0.2)}" w:type="dxa"/>
                    <w:bottom w:w="{cm(0.05)}" w:type="dxa"/>
                    <w:right w:w="{cm(0.2)}" w:type="dxa"/>
                </w:tblCellMar>
            </w:tblPr>
            <w:trPr><w:cantSplit/></w:trPr>
            <w:tblStylePr w:type="firstRow">
                <w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{TEAL}"/></w:rPr>
                <w:trPr><w:tblHeader/></w:trPr>
                <w:tcPr>
                    <w:tcBorders>
                        <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{TEAL}"/>
                    </w:tcBorders>
                    <w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>
                    <w:vAlign w:val="bottom"/>
                </w:tcPr>
            </w:tblStylePr>
            <w:tblStylePr w:type="firstCol">
                <w:rPr><w:b/><w:bCs/><w:color w:val="{TEAL}"/></w:rPr>
            </w:tblStylePr>
        """,
    )


def styles() -> str:
    """styles.xml. Built-in styles that are not defined here stay out of Word's list."""
    return part(f"""
        <w:styles xmlns:w="{W_NS}">
            <w:docDefaults>
                <w:rPrDefault><w:rPr>
                    <w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>
                    {size(12)}
                    <w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>
                </w:rPr></w:rPrDefault>
                <w:pPrDefault><w:pPr>{spacing(0, 8, 276)}</w:pPr></w:pPrDefault>
            </w:docDefaults>
            <w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"
             w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>
            {style("Normal", "Normal", priority=0, default=True, gallery=True)}
            {heading(1, 24, before=6, after=4)}
            {heading(2, 16, before=18, after=6)}
            {heading(3, 13, before=14, after=4)}
            {heading(4, 12, before=10, after=4)}
            {subtitle()}
            {fact()}
            {contents()}
            {signature_line()}
            {list_style("ListBullet", "List Bullet", 1)}
            {list_style("ListNumber", "List Number", 2)}
            {running_style("Header", TEAL, "<w:b/><w:bCs/>", "bottom", rule=12)}
            {running_style("Footer", GREY, "", "top", rule=4)}
            {table_text()}
            {table_heading()}
            {hidden_default("DefaultParagraphFont", "Default Paragraph Font", "character")}
            {hyperlink()}
            {fact_label()}
            {plain_table()}
            {table_style()}
            {hidden_default("NoList", "No List", "numbering")}
        </w:styles>
    """)


# --- Lists ----------------------------------------------------------------------------------

INDENT: Final = cm(0.75)  # each level of a list

# (number format, text) of each level
BULLETS: Final = (("bullet", "•"), ("bullet", "–"), ("bullet", "▪"))
NUMBERS: Final = (("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3."))


def list_definition(number: int, style_id: str, levels: tuple[tuple[str, str], ...]) -> str:
    """A list of several levels, whose first level belongs to the style `style_id`."""
    xml = f"""
        <w:abstractNum w:abstractNumId="{number}">
            <w:nsid w:val="4A44000{number + 1}"/>
            <w:multiLevelType w:val="multilevel"/>
            <w:tmpl w:val="4A44001{number + 1}"/>
    """
    for depth, (number_format, text) in enumerate(levels):
        colour = f'<w:color w:val="{TEAL}"/>' if number_format == "bullet" else ""
        xml += f"""
            <w:lvl w:ilvl="{depth}">
                <w:start w:val="1"/>
                <w:numFmt w:val="{number_format}"/>
                {"" if depth else f'<w:pStyle w:val="{style_id}"/>'}
                <w:lvlText w:val="{text}"/>
                <w:lvlJc w:val="left"/>
                <w:pPr><w:ind w:left="{INDENT * (depth + 1)}" w:hanging="{INDENT}"/></w:pPr>
                <w:rPr>
                    <w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>
                    {colour}
                </w:rPr>
            </w:lvl>
        """
    return f"{xml}</w:abstractNum>"


def numbering() -> str:
    """numbering.xml: list 1 has bullets, list 2 has numbers."""
    return part(f"""
        <w:numbering xmlns:w="{W_NS}">
            {list_definition(0, "ListBullet", BULLETS)}
            {list_definition(1, "ListNumber", NUMBERS)}
            <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
        </w:numbering>
    """)


# --- Text, header and footer ----------------------------------------------------------------


def control(number: int, alias: str, tag: str, content: str, *, plain: bool = False) -> str:
    """A content control; a plain one holds text without formatting of its own."""
    return f"""
        <w:sdt>
            <w:sdtPr>
                <w:alias w:val="{alias}"/>
                <w:tag w:val="{tag}"/>
                <w:id w:val="{number}"/>
                {"<w:text/>" if plain else ""}
            </w:sdtPr>
            <w:sdtContent>{content}</w:sdtContent>
        </w:sdt>
    """


def run(text: str) -> str:
    """A run of text, whose spaces are kept."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str) -> str:
    """A field, such as the page number; Word works out its value when it lays out a page."""
    value = run("1")
    return f'<w:fldSimple w:instr=" {code} ">{value}</w:fldSimple>'


def document() -> str:
    """document.xml: a place for the text, and the page."""
    sample = run("The document's text goes here.")
    return part(f"""
        <w:document xmlns:w="{W_NS}" xmlns:r="{R_NS}">
            <w:body>
                {control(1001, "jdgen-body", "jdgen-body", f"<w:p>{sample}</w:p>")}
                <w:sectPr>
                    <w:headerReference w:type="default" r:id="rId4"/>
                    <w:footerReference w:type="default" r:id="rId5"/>
                    <w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>
                    <w:pgMar w:top="{cm(3.0)}" w:right="{SIDE_MARGIN}" w:bottom="{cm(2.4)}"
                     w:left="{SIDE_MARGIN}" w:header="{cm(1.2)}" w:footer="{cm(1.1)}" w:gutter="0"/>
                    <w:cols w:space="708"/>
                </w:sectPr>
            </w:body>
        </w:document>
    """)


# --- The emblem -----------------------------------------------------------------------------

EMBLEM_ALT: Final = "Emblem: three waves in a circle"
EMBLEM_SIZE: Final = 324_000  # English Metric Units: 0.9 cm
PIXELS: Final = 160
SAMPLES: Final = 4  # along each side of a pixel, so that edges are smooth


def is_inked(x: float, y: float) -> bool:
    """Tell whether a place of the unit square is in the circle, and in none of the three waves."""
    radius, half_a_wave, middles = 0.48, 0.035, (0.34, 0.52, 0.7)
    if math.hypot(x - 0.5, y - 0.5) > radius:
        return False
    crest = 0.05 * math.sin(x * 4 * math.pi)
    return all(abs(y - middle - crest) > half_a_wave for middle in middles)


def emblem() -> bytes:
    """emblem.png: the invented council's emblem, as a picture with a transparent ground."""
    colour = bytes.fromhex(TEAL)
    steps = [(place + 0.5) / SAMPLES for place in range(SAMPLES)]
    rows = []
    for row in range(PIXELS):
        pixels = bytearray([0])  # no filter
        for column in range(PIXELS):
            hits = sum(
                is_inked((column + right) / PIXELS, (row + down) / PIXELS)
                for right in steps
                for down in steps
            )
            pixels += colour + bytes([255 * hits // SAMPLES**2])
        rows.append(bytes(pixels))

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    size_and_kind = struct.pack(">2I5B", PIXELS, PIXELS, 8, 6, 0, 0, 0)  # RGB and alpha
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", size_and_kind),
            chunk(b"IDAT", zlib.compress(b"".join(rows), 9)),
            chunk(b"IEND", b""),
        )
    )


def picture(relation: str, alternative: str) -> str:
    """A picture in a line of text, with the text that stands for it."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    extent = f'cx="{EMBLEM_SIZE}" cy="{EMBLEM_SIZE}"'
    return f"""
        <w:r><w:drawing>
            <wp:inline xmlns:wp="{drawing}/wordprocessingDrawing" distT="0" distB="0" distL="0"
             distR="0">
                <wp:extent {extent}/>
                <wp:docPr id="1" name="Emblem" descr="{alternative}"/>
                <a:graphic xmlns:a="{drawing}/main">
                    <a:graphicData uri="{drawing}/picture">
                        <pic:pic xmlns:pic="{drawing}/picture">
                            <pic:nvPicPr>
                                <pic:cNvPr id="1" name="emblem.png" descr="{alternative}"/>
                                <pic:cNvPicPr/>
                            </pic:nvPicPr>
                            <pic:blipFill>
                                <a:blip r:embed="{relation}"/>
                                <a:stretch><a:fillRect/></a:stretch>
                            </pic:blipFill>
                            <pic:spPr>
                                <a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>
                                <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
                            </pic:spPr>
                        </pic:pic>
                    </a:graphicData>
                </a:graphic>
            </wp:inline>
        </w:drawing></w:r>
    """


def header() -> str:
    """header1.xml: the emblem and the organisation's name; on the right, that it is a draft."""
    name = run("Organisation name")
    return part(f"""
        <w:hdr xmlns:w="{W_NS}" xmlns:r="{R_NS}">
            <w:p>
                <w:pPr><w:pStyle w:val="Header"/></w:pPr>
                {picture("rId1", EMBLEM_ALT)}
                {run(" ")}
                {control(1002, "organisation.name", "organisation.name", name, plain=True)}
                <w:r><w:tab/></w:r>
                {control(1008, "document.draft", "document.draft", run("Draft"), plain=True)}
            </w:p>
        </w:hdr>
    """)


def footer() -> str:
    """footer1.xml: the document's title on the left; number, version and page on the right."""
    title, number, version = run("Document title"), run("Post number · "), run("Version 1 · ")
    page, of = run("Page"), run("of")
    return part(f"""
        <w:ftr xmlns:w="{W_NS}">
            <w:p>
                <w:pPr><w:pStyle w:val="Footer"/></w:pPr>
                {control(1003, "document.title", "document.title", title, plain=True)}
                <w:r><w:tab/></w:r>
                {control(1007, "document.number", "document.number", number, plain=True)}
                {control(1004, "document.version", "document.version", version, plain=True)}
                {control(1005, "labels.page", "labels.page", page, plain=True)}
                {run(" ")}{field("PAGE")}{run(" ")}
                {control(1006, "labels.of", "labels.of", of, plain=True)}
                {run(" ")}{field("NUMPAGES")}
            </w:p>
        </w:ftr>
    """)


# --- The package ----------------------------------------------------------------------------


def settings() -> str:
    """settings.xml: as Word 2013 and later lay a document out."""
    return part(f"""
        <w:settings xmlns:w="{W_NS}">
            <w:zoom w:percent="100"/>
            <w:defaultTabStop w:val="720"/>
            <w:characterSpacingControl w:val="doNotCompress"/>
            <w:compat>
                <w:compatSetting w:name="compatibilityMode"
                 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
            </w:compat>
            <w:themeFontLang w:val="{LANGUAGE}"/>
            <w:decimalSymbol w:val="."/>
            <w:listSeparator w:val=","/>
        </w:settings>
    """)


def content_types() -> str:
    """[Content_Types].xml: what each part of the package is."""
    overrides = {
        "word/document.xml": f"{WORD_TYPE}.document.main+xml",
        "word/styles.xml": f"{WORD_TYPE}.styles+xml",
        "word/numbering.xml": f"{WORD_TYPE}.numbering+xml",
        "word/settings.xml": f"{WORD_TYPE}.settings+xml",
        "word/header1.xml": f"{WORD_TYPE}.header+xml",
        "word/footer1.xml": f"{WORD_TYPE}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": (
            "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        ),
    }
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{content_type}"/>'
        for name, content_type in overrides.items()
    )
    return part(f"""
        <Types xmlns="{PACKAGE}/content-types">
            <Default Extension="rels"
             ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Default Extension="png" ContentType="image/png"/>
            {parts}
        </Types>
    """)


def relationships(*targets: tuple[str, str]) -> str:
    """A .rels part; each target is (type, path) and gets the ids rId1, rId2 and so on."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return part(f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>')


def core_properties() -> str:
    """core.xml: title and language, and no dates, which would change at each run."""
    return part(f"""
        <cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"
         xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:title>House style</dc:title>
            <dc:language>{LANGUAGE}</dc:language>
        </cp:coreProperties>
    """)


def app_properties() -> str:
    """app.xml: what made the file."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return part(f"""
        <Properties xmlns="{namespace}">
            <Application>jdgen</Application>
        </Properties>
    """)


def package() -> dict[str, str | bytes]:
    """Every part of the file by name, in the order in which they are written."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            (f"{R_NS}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{R_NS}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": core_properties(),
        "docProps/app.xml": app_properties(),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships(
            (f"{R_NS}/styles", "styles.xml"),
            (f"{R_NS}/numbering", "numbering.xml"),
            (f"{R_NS}/settings", "settings.xml"),
            (f"{R_NS}/header", "header1.xml"),
            (f"{R_NS}/footer", "footer1.xml"),
        ),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/header1.xml": header(),
        "word/_rels/header1.xml.rels": relationships((f"{R_NS}/image", "media/emblem.png")),
        "word/media/emblem.png": emblem(),
        "word/footer1.xml": footer(),
    }


def write(parts: dict[str, str | bytes], path: Path) -> None:
    """Write the parts as a Word file, with fixed time stamps so that the bytes repeat."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, xml in parts.items():
            data = xml if isinstance(xml, bytes) else xml.encode()
            if isinstance(xml, str):
                ET.fromstring(data)  # noqa: S314 - our own; stops if the part is not well-formed
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, data, compresslevel=9)


def main() -> None:
    """Write the file named on the command line."""
    parser = argparse.ArgumentParser(description="Write jdgen's house-style Word file.")
    parser.add_argument("path", nargs="?", type=Path, default=Path("house-style.docx"))
    write(package(), parser.parse_args().path)


if __name__ == "__main__":
    main()
