"""Small Word files written out in XML, without fault but for what a test adds."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
NAMES: Final = (
    f'xmlns:w="{_WORD}" xmlns:r="{OFFICE}" xmlns:a="{_DRAWING}/main"'
    f' xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
_STYLES: Final = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="24"/>
<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="b1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="b2"><w:name w:val="heading 2"/><w:basedOn w:val="b1"/>
</w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="pale"><w:name w:val="Pale"/><w:rPr>
<w:color w:val="000000" w:themeColor="accent1" w:themeTint="66"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="capitals"><w:name w:val="Capitals"/><w:rPr><w:caps/></w:rPr>
</w:style>
<w:style w:type="character" w:styleId="capitals2"><w:name w:val="More"/><w:rPr><w:caps/></w:rPr>
</w:style>
<w:style w:type="paragraph" w:styleId="circle"><w:name w:val="Circle"/><w:basedOn w:val="circle"/>
</w:style>
<w:style w:type="paragraph" w:styleId="item"><w:name w:val="Item"/><w:pPr><w:numPr>
<w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:styleId="marks"><w:name w:val="Marks"/><w:pPr><w:numPr>
<w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="link"><w:name w:val="Hyperlink"/><w:rPr>
<w:color w:themeColor="hyperlink"/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="grid"><w:name w:val="Grid"/>
<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>
<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1D4E5F"/></w:tcPr></w:tblStylePr></w:style>
"""
_THEME: Final = """
<a:themeElements><a:clrScheme name="c"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>
<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="1D4E5F"/>
</a:accent1><a:hlink><a:srgbClr val="0B5394"/></a:hlink></a:clrScheme><a:fontScheme name="f">
<a:majorFont><a:latin typeface="Cambria"/></a:majorFont>
<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements>
"""
_NUMBERING: Final = """
<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="marks"/></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""
SETTINGS: Final = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US"/>'
)
_FONTS: Final = """
<w:font w:name="Foundry Serif"><w:family w:val="roman"/></w:font>
<w:font w:name="Foundry Sans"><w:family w:val="swiss"/></w:font>
"""


def paragraph(text: str, style: str = "", run: str = "", properties: str = "") -> str:
    """Return a paragraph of a run; a text that begins as an element is taken as it is."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = text if text.startswith("<") else f'<w:t xml:space="preserve">{text}</w:t>'
    if not text.startswith("<w:hyperlink") and not text.startswith("<w:r>"):
        inside = f"<w:r><w:rPr>{run}</w:rPr>{inside}</w:r>"
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


HEADING: Final = paragraph("A title", "b1")


def table(*rows: str, look: str = 'w:val="0020"', style: str = "grid") -> str:
    """Return a table of rows, of which the first is the header."""
    width = rows[0].count("<w:tc>")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblLook {look}/>'
        '<w:tblCaption w:val="Facts"/><w:tblDescription w:val="Two columns"/></w:tblPr>'
        f"<w:tblGrid>{'<w:gridCol/>' * width}</w:tblGrid>{''.join(rows)}</w:tbl>{paragraph('x')}"
    )


def row(*cells: str, properties: str = "<w:cantSplit/>") -> str:
    """Return a row of cells."""
    inside = "".join(
        f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in cells
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


HEAD: Final = row("Detail", "Value", properties="<w:cantSplit/><w:tblHeader/>")
GRADE: Final = row("Grade", "8")


def document(
    path: Path, body: str, *, title: str = "A title", kind: str = "document", **parts: str
) -> Path:
    """Write a Word file whose parts are named as Word never names them, and which is without fault.

    `parts` are more of them: header, footer and footnotes, and settings in place of the usual.
    """
    roots = {
        "styles": ("styles", _STYLES), "theme": ("a:theme", _THEME),
        "numbering": ("numbering", _NUMBERING), "settings": ("settings", SETTINGS),
        "fontTable": ("fonts", _FONTS),
        **{one: ({"header": "hdr", "footer": "ftr"}.get(one, one), "") for one in parts},
    }  # fmt: skip
    links, files = [], {}
    for number, (name, (root, usual)) in enumerate(roots.items()):
        tag = root if ":" in root else f"w:{root}"
        files[f"text/{name}1.xml"] = f"<{tag} {NAMES}>{parts.get(name, usual)}</{tag}>"
        links.append(f'<Relationship Id="r{number}" Type="{OFFICE}/{name}" Target="{name}1.xml"/>')
    links.append(
        f'<Relationship Id="out" Type="{OFFICE}/hyperlink" Target="https://a.example/duties"'
        ' TargetMode="External"/>'
    )
    types = f'<Override PartName="/text/main.xml" ContentType="{_TYPE.format(kind)}"/>'
    body = f"<w:body>{body}<w:sectPr/></w:body>"
    core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>'
    files |= {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": relationships(
            f'<Relationship Id="m" Type="{OFFICE}/officeDocument" Target="/text/main.xml"/>'
            f'<Relationship Id="c" Type="{_PACKAGE}/relationships/metadata/core-properties"'
            ' Target="core.xml"/>'
        ),
        "core.xml": core,
        "text/main.xml": f"<w:document {NAMES}>{body}</w:document>",
        "text/_rels/main.xml.rels": relationships("".join(links)),
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    return path


def relationships(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def field(code: str, shown: str, run: str = "") -> str:
    """Return a field in several runs, as Word writes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:rPr>{run}</w:rPr><w:t>{shown}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawing(inside: str = "", described: str = "", kind: str = "inline") -> str:
    """Return a picture."""
    return (
        f'<w:drawing><wp:{kind}><wp:docPr id="1" name="P" descr="{described}">{inside}</wp:docPr>'
        f"</wp:{kind}></w:drawing>"
    )


LINKED: Final = '<w:rStyle w:val="link"/>'
_BOX: Final = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
LINK: Final = (
    f'<w:hyperlink r:id="out"><w:r><w:rPr>{LINKED}</w:rPr><w:t>our duties</w:t></w:r></w:hyperlink>'
)
PAGE: Final = (
    f"<w:pict><v:textbox><w:txbxContent>{paragraph('7')}</w:txbxContent></v:textbox></w:pict>"
)
TWICE: Final = (
    "<mc:AlternateContent><mc:Choice><w:drawing><wp:inline><wp:docPr id='1' name='B'/><wps:txbx>"
    f"{_BOX}</wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    f"{_BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
)


def linked(target: str, shown: str) -> str:
    """Return a paragraph of a link, as a field."""
    return paragraph(field(f" HYPERLINK {target} ", shown, LINKED))
