"""Write jdgen's house-style Word files, that of the layout `standard` and those of `house-styles`.

A file carries everything a council may want to brand: page set-up, header, footer, theme and
styles. jdgen fills its content controls, which it finds by tag:

    jdgen-body          the text of the document; a page of all styles stands there until then
    organisation.name   the name in the header, beside the emblem
    document.part       the part of the document that a page belongs to, where it has parts
    document.draft      the layout's word for a draft in the header, where it is one
    document.title      the title in the footer, and on a cover
    document.number     the post's number in the footer, where there is one
    document.version    the version in the footer, where one is said
    labels.page         the layout's words for "Page" …
    labels.of           … and "of"

A council normally edits the Word files themselves. This script makes them afresh, from what
`house_style_looks.py` says of each, and writes the same bytes each time it is run with the same
Python.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

ROOT: Final = Path(__file__).parents[1]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT)]

from house_style_emblem import EMBLEM_ALT, emblem, picture  # noqa: E402 - found by the line above
from house_style_looks import LOOKS  # noqa: E402
from house_style_styles import numbering, styles  # noqa: E402
from house_style_xml import (  # noqa: E402
    A_NS,
    LANGUAGE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    R_NS,
    SIDE_MARGIN,
    W_NS,
    cm,
    control,
    fact,
    field,
    part,
    run,
)

from jdgen.formats.word.house_style import read_house_style  # noqa: E402
from jdgen.formats.word.sample import sample_of  # noqa: E402

if TYPE_CHECKING:
    from house_style_looks import Look

PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE_TYPE: Final = "application/vnd.openxmlformats-officedocument"


# --- Text, header and footer ----------------------------------------------------------------


def page(top: float, *references: str) -> str:
    """The page of a section: A4, with the header and footer that it leads to."""
    return f"""
        <w:sectPr>
            {"".join(references)}
            <w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>
            <w:pgMar w:top="{cm(top)}" w:right="{SIDE_MARGIN}" w:bottom="{cm(2.4)}"
             w:left="{SIDE_MARGIN}" w:header="{cm(1.2)}" w:footer="{cm(1.1)}" w:gutter="0"/>
            <w:cols w:space="708"/>
        </w:sectPr>
    """


def cover() -> str:
    """Two lines on one band: whose document it is, and its title; then the page ends.

    LibreOffice 7 would lose the end of a section right after a content control: hence the space.
    """
    return f"""
        <w:p>
            <w:pPr><w:pStyle w:val="CoverLine"/></w:pPr>
            {fact(1011, "organisation.name", "Organisation name")}
            <w:r><w:tab/></w:r>
            {fact(1012, "document.draft", "Draft")}
        </w:p>
        <w:p>
            <w:pPr><w:pStyle w:val="Title"/>{page(8.0)}</w:pPr>
            {fact(1013, "document.title", "Document title")}
            {run(" ")}
        </w:p>
    """


def document(look: Look, sample: str) -> str:
    """document.xml: a cover, if it has one, a place for the text, and the page."""
    header = '<w:headerReference w:type="default" r:id="rId5"/>'
    footer_ = '<w:footerReference w:type="default" r:id="rId6"/>'
    return part(f"""
        <w:document xmlns:w="{W_NS}" xmlns:r="{R_NS}">
            <w:body>
                {cover() if look.cover else ""}
                {control(1001, "jdgen-body", sample)}
                {page(3.0, header, footer_)}
            </w:body>
        </w:document>
    """)


def header(look: Look) -> str:
    """header1.xml: the organisation's name; on the right the part, and that it is a draft."""
    logo = f"{picture('rId1', EMBLEM_ALT)}{run(' ')}" if look.emblem else ""
    return part(f"""
        <w:hdr xmlns:w="{W_NS}" xmlns:r="{R_NS}">
            <w:p>
                <w:pPr><w:pStyle w:val="Header"/></w:pPr>
                {logo}
                {fact(1002, "organisation.name", "Organisation name")}
                <w:r><w:tab/></w:r>
                {control(1009, "document.part", run("Part · "))}
                {fact(1008, "document.draft", "Draft")}
            </w:p>
        </w:hdr>
    """)


def footer() -> str:
    """footer1.xml: the document's title, which may be long; below it number, version and page."""
    return part(f"""
        <w:ftr xmlns:w="{W_NS}">
            <w:p>
                <w:pPr><w:pStyle w:val="Footer"/></w:pPr>
                {fact(1003, "document.title", "Document title")}
                <w:r><w:br/></w:r>
                {fact(1007, "document.number", "Post number · ")}
                {fact(1004, "document.version", "Version 1 · ")}
                {fact(1005, "labels.page", "Page")}
                {run(" ")}{field("PAGE")}{run(" ")}
                {fact(1006, "labels.of", "of")}
                {run(" ")}{field("NUMPAGES")}
            </w:p>
        </w:ftr>
    """)


# --- The package ----------------------------------------------------------------------------


def theme(look: Look) -> str:
    """theme1.xml: the colours and typefaces by their use; the rest is what Word asks for."""
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>' for slot, colour in look.theme.items()
    )
    faces = "".join(
        f'<a:{use}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f"</a:{use}Font>"
        for use, face in (("major", look.heading_font), ("minor", look.text_font))
    )
    ground = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{ground}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return part(f"""
        <a:theme xmlns:a="{A_NS}" name="{look.title}">
            <a:themeElements>
                <a:clrScheme name="{look.title}">{colours}</a:clrScheme>
                <a:fontScheme name="{look.title}">{faces}</a:fontScheme>
                <a:fmtScheme name="{look.title}">
                    <a:fillStyleLst>{ground * 3}</a:fillStyleLst>
                    <a:lnStyleLst>{line * 3}</a:lnStyleLst>
                    <a:effectStyleLst>{effect * 3}</a:effectStyleLst>
                    <a:bgFillStyleLst>{ground * 3}</a:bgFillStyleLst>
                </a:fmtScheme>
            </a:themeElements>
        </a:theme>
    """)


def settings() -> str:
    """settings.xml: as Word 2013 and later lay a document out."""
    accents = " ".join(f'w:accent{number}="accent{number}"' for number in range(1, 7))
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
            <w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" {accents}
             w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>
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
        "word/theme/theme1.xml": f"{OFFICE_TYPE}.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": f"{OFFICE_TYPE}.extended-properties+xml",
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


def package(look: Look, sample: str = "<w:p/>") -> dict[str, str | bytes]:
    """Every part of the file by name, in the order in which they are written."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            (f"{R_NS}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{R_NS}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": core_properties(),
        "docProps/app.xml": app_properties(),
        "word/document.xml": document(look, sample),
        "word/_rels/document.xml.rels": relationships(
            (f"{R_NS}/styles", "styles.xml"),
            (f"{R_NS}/numbering", "numbering.xml"),
            (f"{R_NS}/settings", "settings.xml"),
            (f"{R_NS}/theme", "theme/theme1.xml"),
            (f"{R_NS}/header", "header1.xml"),
            (f"{R_NS}/footer", "footer1.xml"),
        ),
        "word/styles.xml": styles(look),
        "word/numbering.xml": numbering(look),
        "word/settings.xml": settings(),
        "word/theme/theme1.xml": theme(look),
        "word/header1.xml": header(look),
    }
    if look.emblem:
        parts["word/_rels/header1.xml.rels"] = relationships((f"{R_NS}/image", "media/emblem.png"))
        parts["word/media/emblem.png"] = emblem(look.accent)
    return {**parts, "word/footer1.xml": footer()}


def complete(look: Look) -> dict[str, str | bytes]:
    """Every part of the file, with the page on which every style is seen where the text goes."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.docx"
        write(package(look), bare)
        return package(look, sample_of(read_house_style(bare, LANGUAGE)))


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
    """Write every house style into its place below the folder named, or the repository."""
    root = Path(sys.argv[1]) if sys.argv[1:] else ROOT
    for look in LOOKS:
        path = root / look.path
        path.parent.mkdir(parents=True, exist_ok=True)
        write(complete(look), path)


if __name__ == "__main__":
    main()
