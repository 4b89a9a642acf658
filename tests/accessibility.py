"""Checks a Word document for what makes it readable by everyone; each fault names its rule.

The rules follow GOV.UK's guidance on accessible documents, WCAG 2.2 level AA as far as a Word file
can meet it, and what Microsoft's own accessibility checker looks for.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

    Element: TypeAlias = etree._Element

RULES: Final = (
    "title",
    "language",
    "headings",
    "lists",
    "table-header",
    "simple-tables",
    "table-description",
    "pictures",
    "links",
    "size",
    "face",
    "contrast",
    "alignment",
    "emphasis",
    "reading-order",
    "spacing",
    "controls",
    "protection",
    "changes",
    "current-format",
)

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_SANS: Final = {"arial", "calibri", "helvetica", "verdana", "tahoma", "aptos", "segoe ui"}
_VAGUE: Final = {"here", "click here", "this", "link", "more", "read more", "this page"}
_ADDRESS: Final = re.compile(r"(?:https?://|www\.|mailto:)\S*", re.IGNORECASE)
_TYPED_MARK: Final = re.compile(r"\s*(?:[•·▪◦*\u2013]\s|-\s|\(?\d{1,2}[.)]\s|[a-z][.)]\s)")
_OFF: Final = {"0", "false", "off", "none"}


class Fault(NamedTuple):
    """What is wrong, by which rule, and in which text."""

    rule: str
    where: str
    message: str


def faults(document: bytes, name: str = "") -> list[Fault]:
    """Return every fault of a Word file; `name` is its file's, which is no title."""
    return list(_Checker(document, name).check())


def _value(element: Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(_W + name)


def _text(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter(_W + "t"))


def _is_on(element: Element | None) -> bool:
    return element is not None and (_value(element) or "1") not in _OFF


def _path(element: Element | None, *names: str) -> Element | None:
    for name in names:
        if element is None:
            return None
        element = element.find(_W + name)
    return element


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (RRGGBB), from 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


class _Checker:
    def __init__(self, document: bytes, name: str) -> None:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            self._parts = {
                part: etree.fromstring(package.read(part))
                for part in package.namelist()
                if part.endswith((".xml", ".rels"))
            }
        self._name = name
        self._document = self._parts["word/document.xml"]
        body = self._document.find(_W + "body")
        assert body is not None
        self._body = body
        self._styles = self._parts["word/styles.xml"]
        self._by_id = {_value(style, "styleId"): style for style in self._styles.iter(_W + "style")}
        self._margins = [
            root
            for part, root in self._parts.items()
            if re.fullmatch(r"word/(header|footer)\d*\.xml", part)
        ]

    def check(self) -> Iterator[Fault]:
        yield from self._title()
        yield from self._language()
        yield from self._headings()
        yield from self._lists()
        for table in self._body.iter(_W + "tbl"):
            yield from self._table(table)
        yield from self._pictures()
        yield from self._links()
        for root, least in ((self._body, 24), *((margin, 22) for margin in self._margins)):
            for paragraph in root.iter(_W + "p"):
                yield from self._paragraph(paragraph, least)
        yield from self._reading_order()
        yield from self._controls()
        yield from self._format()

    # --- the document as a whole ------------------------------------------------------------------

    def _title(self) -> Iterator[Fault]:
        title = (self._parts["docProps/core.xml"].findtext(_DC + "title") or "").strip()
        if not title or title in {self._name, self._name.rpartition(".")[0]}:
            yield Fault("title", "core.xml", f"the title is {title!r}")

    def _language(self) -> Iterator[Fault]:
        defaults = _path(self._styles, "docDefaults", "rPrDefault", "rPr", "lang")
        theme = self._parts["word/settings.xml"].find(_W + "themeFontLang")
        core = self._parts["docProps/core.xml"].findtext(_DC + "language")
        said = {
            "styles.xml": _value(defaults),
            "settings.xml": _value(theme),
            "core.xml": core,
        }
        for where, language in said.items():
            if not language or language != said["styles.xml"]:
                yield Fault("language", where, f"the language is {language!r}")

    def _headings(self) -> Iterator[Fault]:
        level = 0
        for paragraph in self._body.iter(_W + "p"):
            own = self._heading_level(paragraph)
            text = _text(paragraph).strip()
            if own is None:
                runs = [run for run in paragraph.iter(_W + "r") if _text(run).strip()]
                is_bold = runs and all(
                    _is_on(self._run_property(run, paragraph, "b")) for run in runs
                )
                in_table = next(paragraph.iterancestors(_W + "tbl"), None) is not None
                if is_bold and len(text) < 80 and not in_table:
                    yield Fault("headings", text, "bold text stands for a heading")
                continue
            if not text:
                yield Fault("headings", "", "a heading is empty")
            if own > level + 1 or (own == 1 and level):
                yield Fault("headings", text, f"level {own} follows level {level}")
            level = own
        if not level:
            yield Fault("headings", "document", "there is no heading")

    def _heading_level(self, paragraph: Element) -> int | None:
        for style in self._paragraph_styles(paragraph):
            found = re.fullmatch(
                r"heading (\d)", _value(style.find(_W + "name")) or "", re.IGNORECASE
            )
            if found:
                return int(found[1])
        return None

    def _lists(self) -> Iterator[Fault]:
        numbering = self._parts.get("word/numbering.xml")
        for paragraph in self._body.iter(_W + "p"):
            text = _text(paragraph)
            if _TYPED_MARK.match(text):
                yield Fault("lists", text, "a list's mark was typed")
            number = _value(_path(self._property(paragraph, "numPr"), "numId"))
            if number in {None, "0"}:
                continue
            depth = _value(_path(self._property(paragraph, "numPr"), "ilvl")) or "0"
            shape = None
            if numbering is not None:
                abstract = numbering.xpath(
                    "string(w:num[@w:numId=$n]/w:abstractNumId/@w:val)",
                    n=number,
                    namespaces={"w": _W[1:-1]},
                )
                shapes = numbering.xpath(
                    "w:abstractNum[@w:abstractNumId=$a]/w:lvl[@w:ilvl=$d]/w:numFmt/@w:val",
                    a=abstract,
                    d=depth,
                    namespaces={"w": _W[1:-1]},
                )
                shape = shapes[0] if shapes else None
            if shape in {None, "none"}:
                yield Fault("lists", text, f"list {number} has no level {depth}")

    # --- tables -----------------------------------------------------------------------------------

    def _table(self, table: Element) -> Iterator[Fault]:
        where = _text(table)[:40]
        properties = table.find(_W + "tblPr")
        rows = table.findall(_W + "tr")
        look = _value(_path(properties, "tblLook"), "firstRow")
        is_header = [_is_on(_path(row, "trPr", "tblHeader")) for row in rows]
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        names_rows = _value(_path(properties, "tblLook"), "firstColumn") == "1"
        if look == "0" and not any(is_header):  # a table of names and values needs none
            if columns != 2 or not names_rows:
                yield Fault("table-header", where, "there is no header")
        elif look != "1" or not is_header or not is_header[0] or any(is_header[1:]):
            yield Fault("table-header", where, "the first row, and it alone, is not the header")
        if not all(_is_on(_path(row, "trPr", "cantSplit")) for row in rows):
            yield Fault("table-header", where, "a row may be split between pages")
        for name in ("tblCaption", "tblDescription"):
            if not (_value(_path(properties, name)) or "").strip():
                yield Fault("table-description", where, f"there is no {name}")
        for row in rows:
            if len(row.findall(_W + "tc")) != columns:
                yield Fault("simple-tables", _text(row), "a row has other columns")
        yield from self._cells(table, where)

    def _cells(self, table: Element, where: str) -> Iterator[Fault]:
        for cell in table.iter(_W + "tc"):
            text = _text(cell)
            spans = int(_value(_path(cell, "tcPr", "gridSpan")) or "1")
            merged = [_path(cell, "tcPr", name) is not None for name in ("vMerge", "hMerge")]
            if spans > 1 or any(merged):
                yield Fault("simple-tables", text, "a cell is merged")
            if cell.find(f".//{_W}tbl") is not None:
                yield Fault("simple-tables", text, "a table stands in a cell")
            if not text.strip() and not self._is_corner(cell, table):
                yield Fault("simple-tables", where, "a cell is empty")

    def _is_corner(self, cell: Element, table: Element) -> bool:
        """Tell whether a cell stands over the names of the rows and beside those of the columns."""
        look = _path(table, "tblPr", "tblLook")
        is_named = {_value(look, name) for name in ("firstRow", "firstColumn")} == {"1"}
        return is_named and cell is table.find(f"{_W}tr/{_W}tc")

    # --- pictures and links -----------------------------------------------------------------------

    def _pictures(self) -> Iterator[Fault]:
        for picture in self._document.iter(_WP + "docPr"):
            described = picture.get("descr", "").strip()
            if not described or len(described) > 150 or re.search(r"\.\w{3,4}$", described):
                yield Fault("pictures", picture.get("name", ""), "a picture has no description")
        for _ in self._document.iter(_WP + "anchor"):
            yield Fault("pictures", "document", "a picture floats")

    def _links(self) -> Iterator[Fault]:
        relations = self._parts["word/_rels/document.xml.rels"]
        targets = {link.get("Id"): link.get("Target") for link in relations}
        bookmarks = {_value(mark, "name") for mark in self._body.iter(_W + "bookmarkStart")}
        first: dict[str, str | None] = {}
        for link in self._body.iter(_W + "hyperlink"):
            text = _text(link).strip()
            anchor = _value(link, "anchor")
            target = f"#{anchor}" if anchor in bookmarks else targets.get(link.get(_R + "id"))
            if not target:
                yield Fault("links", text, "a link leads nowhere")
            is_typed = target in {text, f"https://{text}", f"mailto:{text}"}  # as it is in facts
            is_address = _ADDRESS.fullmatch(text) and not is_typed
            if not text or text.lower().strip(".") in _VAGUE or is_address:
                yield Fault("links", text, "the link's text doesn't say where it leads")
            if first.setdefault(text, target) != target:
                yield Fault("links", text, "two links of one text lead to different places")

    # --- looks, resolved through styles -----------------------------------------------------------

    def _paragraph(self, paragraph: Element, least: int) -> Iterator[Fault]:
        text = _text(paragraph)
        if self._is_gap(paragraph):
            yield Fault("spacing", text, "a paragraph is empty")
        in_body = least == 24
        if "  " in text or (in_body and paragraph.find(f".//{_W}r/{_W}tab") is not None):
            yield Fault("spacing", text, "spaces or tabs stand for a layout")
        if _value(self._property(paragraph, "jc")) in {"both", "distribute"}:
            yield Fault("alignment", text, "the text is justified")
        if self._property(paragraph, "framePr") is not None:
            yield Fault("reading-order", text, "the text stands in a frame")
        for run in paragraph.iter(_W + "r"):
            if _text(run).strip():
                yield from self._run(run, paragraph, least)

    def _is_gap(self, paragraph: Element) -> bool:
        """Tell whether a paragraph holds nothing; an empty heading or cell has its own rule."""
        if _text(paragraph).strip() or paragraph.find(f".//{_WP}inline") is not None:
            return False
        cell = next(paragraph.iterancestors(_W + "tc"), None)
        in_empty_cell = cell is not None and not _text(cell).strip()
        return not in_empty_cell and self._heading_level(paragraph) is None

    def _run(self, run: Element, paragraph: Element, least: int) -> Iterator[Fault]:
        text = _text(run)
        size = int(_value(self._run_property(run, paragraph, "sz")) or "20")
        if size < least:
            yield Fault("size", text, f"the text is {size / 2} point")
        fonts = self._run_property(run, paragraph, "rFonts")
        face = _value(fonts, "ascii") or ""
        if face.lower() not in _SANS:
            yield Fault("face", text, f"the typeface is {face!r}")
        for name in ("caps", "smallCaps"):
            if _is_on(self._run_property(run, paragraph, name)):
                yield Fault("emphasis", text, "the text is in capitals")
        is_link = next(run.iterancestors(_W + "hyperlink"), None) is not None
        if _is_on(self._run_property(run, paragraph, "u")) and not is_link:
            yield Fault("emphasis", text, "the text is underlined and no link")
        behind = self._background(run, paragraph)
        colour = _value(self._run_property(run, paragraph, "color")) or "auto"
        if colour == "auto":
            colour = "000000" if _luminance(behind) > 0.18 else "FFFFFF"
        if (ratio := contrast(colour, behind)) < 4.5:
            yield Fault("contrast", text, f"{colour} on {behind} is {ratio:.2f}:1")

    def _background(self, run: Element, paragraph: Element) -> str:
        shades = [self._run_property(run, paragraph, "shd"), self._property(paragraph, "shd")]
        cell = next(paragraph.iterancestors(_W + "tc"), None)
        if cell is not None:
            shades.append(_path(cell, "tcPr", "shd"))
            shades += (_path(part, "tcPr", "shd") for part in self._table_parts(paragraph))
        fills = (_value(shade, "fill") for shade in shades)
        return next((fill for fill in fills if fill and fill != "auto"), "FFFFFF")

    def _chain(self, style: Element | None) -> Iterator[Element]:
        """Go through a style and those it is based on."""
        while style is not None:
            yield style
            style = self._by_id.get(_value(style.find(_W + "basedOn")))

    def _default(self, kind: str) -> Element | None:
        return next(
            (
                style
                for style in self._styles.iter(_W + "style")
                if _value(style, "type") == kind and _value(style, "default") == "1"
            ),
            None,
        )

    def _paragraph_styles(self, paragraph: Element) -> Iterator[Element]:
        named = _value(_path(paragraph, "pPr", "pStyle"))
        yield from self._chain(self._by_id.get(named) if named else self._default("paragraph"))

    def _table_parts(self, paragraph: Element) -> Iterator[Element]:
        """Go through the parts of a table's style that hold at a paragraph, most special first."""
        cell = next(paragraph.iterancestors(_W + "tc"), None)
        table = next(paragraph.iterancestors(_W + "tbl"), None)
        if cell is None or table is None:
            return
        look = _path(table, "tblPr", "tblLook")
        row = next(cell.iterancestors(_W + "tr"))
        at = []
        if _value(look, "firstRow") == "1" and row is table.find(_W + "tr"):
            at.append("firstRow")
        if _value(look, "firstColumn") == "1" and cell is row.find(_W + "tc"):
            at.append("firstCol")
        styles = list(self._chain(self._by_id.get(_value(_path(table, "tblPr", "tblStyle")))))
        for part in at:
            for style in styles:
                for special in style.findall(_W + "tblStylePr"):
                    if _value(special, "type") == part:
                        yield special
        yield from styles

    def _property(self, paragraph: Element, name: str) -> Element | None:
        """Return a paragraph's property, its own or its styles'."""
        places = [paragraph, *self._paragraph_styles(paragraph), *self._table_parts(paragraph)]
        defaults = _path(self._styles, "docDefaults", "pPrDefault", "pPr", name)
        found = (_path(place, "pPr", name) for place in places)
        return next((one for one in found if one is not None), defaults)

    def _run_property(self, run: Element, paragraph: Element, name: str) -> Element | None:
        """Return a run's property, its own or its styles'."""
        own = _path(run, "rPr", "rStyle")
        places = [
            run,
            *self._chain(self._by_id.get(_value(own)) if own is not None else None),
            *self._paragraph_styles(paragraph),
            *self._table_parts(paragraph),
        ]
        defaults = _path(self._styles, "docDefaults", "rPrDefault", "rPr", name)
        found = (_path(place, "rPr", name) for place in places)
        return next((one for one in found if one is not None), defaults)

    # --- what hinders reading or editing ----------------------------------------------------------

    def _reading_order(self) -> Iterator[Fault]:
        for part in (self._document, *self._margins):
            for box in part.iter(_W + "txbxContent"):
                yield Fault("reading-order", _text(box), "text stands in a text box")
        for columns in self._document.iter(_W + "cols"):
            if int(_value(columns, "num") or "1") > 1:
                yield Fault("reading-order", "page", "the page has columns")

    def _controls(self) -> Iterator[Fault]:
        for part in (self._document, *self._margins):
            for control in part.iter(_W + "sdt"):
                if not (_value(_path(control, "sdtPr", "alias")) or "").strip():
                    yield Fault("controls", _text(control), "a content control has no title")

    def _format(self) -> Iterator[Fault]:
        settings = self._parts["word/settings.xml"]
        if settings.find(_W + "documentProtection") is not None:
            yield Fault("protection", "settings.xml", "the document is protected")
        for name in ("ins", "del", "moveFrom", "moveTo", "commentReference"):
            for change in self._document.iter(_W + name):
                yield Fault("changes", _text(change), "a tracked change or a comment is left")
        modes = [
            _value(setting)
            for setting in settings.iter(_W + "compatSetting")
            if _value(setting, "name") == "compatibilityMode"
        ]
        if modes != ["15"]:
            yield Fault("current-format", "settings.xml", f"the compatibility mode is {modes}")
