"""The styles and lists of a house style, in its look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from house_style_looks import ACCENT, GREY, LINK, PAPER, SECOND, TEXT
from house_style_xml import LANGUAGE, TEXT_WIDTH, W_NS, cm, fonts, part, pt, size, spacing

if TYPE_CHECKING:
    from house_style_looks import Look

BOLD: Final = "<w:b/><w:bCs/>"


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


def heading(look: Look, level: int, before: float, after: float) -> str:
    """A built-in heading: it stays on one page with the paragraph that follows it."""
    is_ruled = look.ruled and level == 2  # noqa: PLR2004 - sections
    rule = f"<w:pBdr>{look.edge('bottom', ACCENT, 6, 3)}</w:pBdr>" if is_ruled else ""
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
                {rule}
                {spacing(before, after, 252)}
                <w:outlineLvl w:val="{level - 1}"/>
            </w:pPr>
            <w:rPr>{fonts("major")}{BOLD}{look.ink(ACCENT)}{size(look.sizes[level - 1])}</w:rPr>
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


def header_style(look: Look) -> str:
    """The header: a band of white text on colour, or a rule below the text."""
    kind, thick = look.rule
    edges, ground, ink = look.edge("bottom", ACCENT, thick, 6, kind), "", ACCENT
    if look.band:
        edges = "".join(
            look.edge(side, ACCENT, 48 if side in {"left", "right"} else 24, 6)
            for side in ("top", "left", "bottom", "right")
        )
        ground, ink = look.fill(ACCENT), PAPER
    return _running("Header", edges + "</w:pBdr>" + ground, f"{BOLD}{look.ink(ink)}")


def footer_style(look: Look) -> str:
    """The footer, with a rule above the text."""
    return _running("Footer", look.edge("top", look.thin, 4, 6) + "</w:pBdr>", look.ink(GREY))


def _running(name: str, edges: str, ink: str) -> str:
    return style(
        name,
        name.lower(),
        based_on="Normal",
        priority=99,
        formatting=f"""
            <w:pPr>
                <w:pBdr>{edges}
                <w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>
                {spacing(0, 0, 240)}
            </w:pPr>
            <w:rPr>{ink}{size(11)}</w:rPr>
        """,
    )


def subtitle(look: Look) -> str:
    """What kind of document it is and whose, right below its title."""
    rule = f"<w:pBdr>{look.edge('bottom', ACCENT, 4, 8, 'double')}</w:pBdr>" if look.ruled else ""
    return style(
        "Subtitle",
        "Subtitle",
        based_on="Normal",
        following="Normal",
        priority=11,
        gallery=True,
        formatting=f"""
            <w:pPr><w:keepNext/><w:keepLines/>{rule}{spacing(0, 14)}</w:pPr>
            <w:rPr>{look.ink(GREY)}{size(13)}</w:rPr>
        """,
    )


FACT_INDENT: Final = cm(5)  # where the values of key facts start, from the panel's edge
FACT_EDGE: Final = cm(0.3)  # from the edge of the text to the labels, for the panel's border


def fact(look: Look) -> str:
    """A key fact: its label, a tab, its value. Facts one below another make a panel."""
    sides = {
        "panel": (("top", look.panel, 4, 5), ("left", ACCENT, 36, 6), ("bottom", look.panel, 4, 5),
                  ("right", look.panel, 4, 4)),
        "box": tuple((side, ACCENT, 6, 6) for side in ("top", "left", "bottom", "right")),
        "lines": (("top", ACCENT, 8, 5), ("bottom", ACCENT, 8, 5)),
    }[look.facts]  # fmt: skip
    edge = 0 if look.facts == "lines" else FACT_EDGE
    left = edge + FACT_INDENT
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
                <w:pBdr>{"".join(look.edge(*side) for side in sides)}</w:pBdr>
                {look.fill(look.panel) if look.facts == "panel" else ""}
                <w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>
                {spacing(0, 3, 264)}
                <w:ind w:left="{left}" w:right="{pt(4) if edge else 0}" w:hanging="{FACT_INDENT}"/>
            </w:pPr>
        """,
    )


def character(style_id: str, name: str, priority: int, formatting: str) -> str:
    """A style of words in a paragraph; those that Word has itself are no customs."""
    return style(
        style_id,
        name,
        kind="character",
        based_on="DefaultParagraphFont",
        priority=priority,
        custom=name == "Fact Label",
        gallery=name != "Hyperlink",
        formatting=f"<w:rPr>{formatting}</w:rPr>",
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


def cover_styles(look: Look) -> str:
    """The title on a cover, and a line above it: white on one band, with a stripe below."""
    edges = "".join(
        look.edge(side, SECOND if side == "bottom" else ACCENT, 48, 31)
        for side in ("top", "left", "bottom", "right")
    )
    title = style(
        "Title",
        "Title",
        based_on="Normal",
        following="Normal",
        priority=10,
        gallery=True,
        formatting=f"""
            <w:pPr>
                <w:keepLines/>
                <w:pBdr>{edges}</w:pBdr>
                {look.fill(ACCENT)}
                <w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>
                {spacing(0, 0, 252)}
            </w:pPr>
            <w:rPr>{fonts("major")}{BOLD}{look.ink(PAPER)}{size(36)}</w:rPr>
        """,
    )
    return title + style(
        "CoverLine",
        "Cover Line",
        based_on="Title",
        following="Title",
        priority=10,
        custom=True,
        gallery=True,
        formatting=f"<w:pPr>{spacing(0, 72, 252)}</w:pPr><w:rPr>{size(16)}</w:rPr>",
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
        formatting=f"<w:pPr><w:keepNext/></w:pPr><w:rPr>{BOLD}</w:rPr>",
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


def table_style(look: Look) -> str:
    """Rules, a header row that is set off and, where asked for, a bold first column.

    Bold type in the header row comes from the paragraph style Table Heading, and the table
    style switches it off there. Word treats bold as a toggle: asked for by both the table
    style and the paragraph style, it would cancel out.
    """
    edges = (
        look.edge("top", ACCENT, 12),
        look.edge("left", look.thin, 4) if look.grid else "",
        look.edge("bottom", ACCENT, 8),
        look.edge("right", look.thin, 4) if look.grid else "",
        look.edge("insideH", look.thin, 4),
        look.edge("insideV", look.thin, 4) if look.grid else "",
    )
    ground, ink = (look.fill(look.tint), ACCENT) if look.table == "tint" else ("", TEXT)
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
                <w:tblBorders>{"".join(edges)}</w:tblBorders>
                <w:tblCellMar>
                    <w:top w:w="{cm(0.05)}" w:type="dxa"/>
                    <w:left w:w="{cm(0.2)}" w:type="dxa"/>
                    <w:bottom w:w="{cm(0.05)}" w:type="dxa"/>
                    <w:right w:w="{cm(0.2)}" w:type="dxa"/>
                </w:tblCellMar>
            </w:tblPr>
            <w:trPr><w:cantSplit/></w:trPr>
            <w:tblStylePr w:type="firstRow">
                <w:rPr><w:b w:val="0"/><w:bCs w:val="0"/>{look.ink(ink)}</w:rPr>
                <w:trPr><w:tblHeader/></w:trPr>
                <w:tcPr>
                    <w:tcBorders>{look.edge("bottom", ACCENT, 8)}</w:tcBorders>
                    {ground}
                    <w:vAlign w:val="bottom"/>
                </w:tcPr>
            </w:tblStylePr>
            <w:tblStylePr w:type="firstCol">
                <w:rPr>{BOLD}{look.ink(ACCENT)}</w:rPr>
            </w:tblStylePr>
        """,
    )


def styles(look: Look) -> str:
    """styles.xml. Built-in styles that are not defined here stay out of Word's list."""
    return part(f"""
        <w:styles xmlns:w="{W_NS}">
            <w:docDefaults>
                <w:rPrDefault><w:rPr>
                    {fonts("minor")}
                    {size(12)}
                    <w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>
                </w:rPr></w:rPrDefault>
                <w:pPrDefault><w:pPr><w:widowControl/>{spacing(0, 8, 276)}</w:pPr></w:pPrDefault>
            </w:docDefaults>
            <w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"
             w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>
            {style("Normal", "Normal", priority=0, default=True, gallery=True)}
            {heading(look, 1, before=6, after=4)}
            {heading(look, 2, before=18, after=6)}
            {heading(look, 3, before=14, after=4)}
            {heading(look, 4, before=10, after=4)}
            {cover_styles(look) if look.cover else ""}
            {subtitle(look)}
            {fact(look)}
            {contents()}
            {signature_line()}
            {list_style("ListBullet", "List Bullet", 1)}
            {list_style("ListNumber", "List Number", 2)}
            {header_style(look)}
            {footer_style(look)}
            {table_text()}
            {table_heading()}
            {hidden_default("DefaultParagraphFont", "Default Paragraph Font", "character")}
            {character("Strong", "Strong", 22, BOLD)}
            {character("Emphasis", "Emphasis", 20, "<w:i/><w:iCs/>")}
            {character("Hyperlink", "Hyperlink", 99, f'{look.ink(LINK)}<w:u w:val="single"/>')}
            {character("FactLabel", "Fact Label", 12, f"{BOLD}{look.ink(ACCENT)}")}
            {plain_table()}
            {table_style(look)}
            {hidden_default("NoList", "No List", "numbering")}
        </w:styles>
    """)


INDENT: Final = cm(0.75)  # each level of a list

# (number format, text) of each level
BULLETS: Final = (("bullet", "•"), ("bullet", "–"), ("bullet", "▪"))
NUMBERS: Final = (("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3."))


def list_definition(
    look: Look, number: int, style_id: str, levels: tuple[tuple[str, str], ...]
) -> str:
    """A list of several levels, whose first level belongs to the style `style_id`."""
    xml = f"""
        <w:abstractNum w:abstractNumId="{number}">
            <w:nsid w:val="4A44000{number + 1}"/>
            <w:multiLevelType w:val="multilevel"/>
            <w:tmpl w:val="4A44001{number + 1}"/>
    """
    for depth, (number_format, text) in enumerate(levels):
        colour = look.ink(ACCENT) if number_format == "bullet" else ""
        xml += f"""
            <w:lvl w:ilvl="{depth}">
                <w:start w:val="1"/>
                <w:numFmt w:val="{number_format}"/>
                {"" if depth else f'<w:pStyle w:val="{style_id}"/>'}
                <w:lvlText w:val="{text}"/>
                <w:lvlJc w:val="left"/>
                <w:pPr><w:ind w:left="{INDENT * (depth + 1)}" w:hanging="{INDENT}"/></w:pPr>
                <w:rPr>{fonts("minor")}{colour}</w:rPr>
            </w:lvl>
        """
    return f"{xml}</w:abstractNum>"


def numbering(look: Look) -> str:
    """numbering.xml: list 1 has bullets, list 2 has numbers."""
    return part(f"""
        <w:numbering xmlns:w="{W_NS}">
            {list_definition(look, 0, "ListBullet", BULLETS)}
            {list_definition(look, 1, "ListNumber", NUMBERS)}
            <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
        </w:numbering>
    """)
