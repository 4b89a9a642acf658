"""What a Word file holds, as its reader meets it: paragraphs, tables, pictures, links, controls."""

from __future__ import annotations

import re
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jdgen.formats.word.audit.looks import Lists, Looks, child, is_on, value, whole
from jdgen.formats.word.audit.opening import W

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from jdgen.formats.word.audit.looks import Look
    from jdgen.formats.word.audit.opening import Package

BODY_TAG: Final = "jdgen-body"
"""The content control of a house style in whose place the text goes."""
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SNIPPET: Final = 60
_PLAIN_TEXT: Final = 9  # the outline level of what is no heading
_NO_LOOK: Final[Look] = MappingProxyType({})
_DEEPEST_FIELD: Final = 50  # Word nests some twenty
_LONGEST_CODE: Final = 10_000
_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_ADDRESS: Final = re.compile(r'HYPERLINK\s+(\\[a-z]\s+)?"([^"]*)"(?:\s+\\l\s+"([^"]*)")?')
_BUILT: Final = frozenset(
    W + name
    for name in ("docPartObj", "docPartList", "bibliography", "citation", "group", "equation")
)
"""Content controls that Word puts around what it makes itself, such as contents."""
_CHARACTERS: Final = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "•",
}  # fmt: skip
"""What stands for a character; a sign of a typeface of signs is taken for a bullet."""
_SKIPPED: Final = frozenset(
    W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "tblPr", "tblGrid")
)
_SHOWN: Final = ("drawing", "pict", "object", "sym", "checkBox", "fldSimple", "instrText")
"""What can be seen in a cell without a word."""
_AROUND: Final = frozenset(
    W + name for name in ("smartTag", "customXml", "dir", "bdo", "sdtContent", "ins", "moveTo")
)


class WordPlace(NamedTuple):
    """Where something is in a Word file, by what its reader can find: words, and headings above.

    `part` is where it is outside the text, as "header"; `paragraph` counts from 1 in the text.
    """

    part: str = ""
    headings: tuple[str, ...] = ()
    paragraph: int = 0
    text: str = ""

    def __str__(self) -> str:
        """Return the place in a line."""
        where = [self.part] if self.part else []
        where += [" > ".join(self.headings)] if self.headings else []
        where += [f"paragraph {self.paragraph}"] if self.paragraph else []
        said = ", ".join(where)
        return " ".join(filter(None, [said, f'"{self.text}"' if self.text else ""]))


class Run(NamedTuple):
    """Some text that looks the same; `background` is None where nobody can tell.

    `is_filled` says that it stands in a control for a fact, whose text jdgen replaces.
    """

    text: str
    look: dict[str, Any]
    background: str | None
    is_link: bool = False
    is_filled: bool = False


class Paragraph:
    """A paragraph: its text, what it looks like, and what else it holds."""

    def __init__(self, part: str, headings: tuple[str, ...], number: int, look: Look) -> None:
        self.part = part
        self.headings = headings
        self.number = number
        self.look = look
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.style = ""
        self.level = 0
        self.mark: str | None = None
        self.changes: set[str] = set()
        self.merged: list[str] = []
        self.in_table = False
        self.in_box = False
        self.in_contents = False
        self.in_sample = False
        self.is_needed = False
        self.holds_more = False

    @cached_property
    def text(self) -> str:
        """Return its text, once it is read."""
        return "".join(self.pieces)

    @cached_property
    def place(self) -> WordPlace:
        """Return where it is, once it is read."""
        text = "" if self.in_sample else snippet(self.text)
        return WordPlace(self.part, self.headings, self.number, text)

    @property
    def unread_place(self) -> WordPlace:
        """Return where it is, without its text."""
        return WordPlace(self.part, self.headings, self.number)

    @property
    def in_body(self) -> bool:
        """Return whether it is part of the text, and not of a page's edge or a note."""
        return not self.part


class Cell(NamedTuple):
    """A cell of a table."""

    text: str
    is_merged: bool
    holds_table: bool
    is_empty: bool


class Row(NamedTuple):
    """A row of a table."""

    cells: list[Cell]
    is_header: bool
    is_whole: bool


class Table(NamedTuple):
    """A table, with what is said of it for those who can't see it."""

    place: WordPlace
    rows: list[Row]
    columns: int
    has_first_row: bool
    has_first_column: bool
    caption: str
    description: str


class Picture(NamedTuple):
    """A picture, drawing or object."""

    paragraph: Paragraph
    name: str
    description: str
    is_decorative: bool
    is_floating: bool


class Link:
    """A link: its words, and where it leads."""

    def __init__(self, paragraph: Paragraph, target: str) -> None:
        self.paragraph = paragraph
        self.target = target
        self.pieces: list[str] = []

    @cached_property
    def text(self) -> str:
        """Return its words, once they are read."""
        return "".join(self.pieces)


class Control(NamedTuple):
    """A content control in which something can be typed or chosen."""

    place: WordPlace
    title: str


class _Field:
    """A field that is open: what Word works out, and later what it showed last."""

    def __init__(self) -> None:
        self.code = ""
        self.is_shown = False
        self.link: Link | None = None


class _Around(NamedTuple):
    """What is around some text: where, in which table's look and colour, in which control."""

    part: str = ""
    source: str = ""
    table: Look = _NO_LOOK
    background: str | None = "FFFFFF"
    in_table: bool = False
    in_box: bool = False
    is_filled: bool = False


class Contents:
    """All that a Word file holds.

    Of a house style, what jdgen puts its own text in place of is left out.
    """

    def __init__(
        self, package: Package, *, file: str = "", language: str = "", is_house_style: bool = False
    ) -> None:
        self.package = package
        self.file = file
        self.language = language
        self.looks = Looks(package)
        self.lists = Lists(package, self.looks)
        self.settings = self.root("settings")
        self.core = next(
            (package.root(name) for name in package.related("", "core-properties")), None
        )
        self.page_colour = self._page_colour()
        self.paragraphs: list[Paragraph] = []
        self.samples: list[Paragraph] = []
        self.tables: list[Table] = []
        self.pictures: list[Picture] = []
        self.links: list[Link] = []
        self.controls: list[Control] = []
        self.boxes: list[WordPlace] = []
        self.columns: list[WordPlace] = []
        self._bookmarks = {value(one, "name") for one in package.document.iter(f"{W}bookmarkStart")}
        self._headings: list[tuple[int, str]] = []
        self._count = 0
        self._fields: list[_Field] = []
        self._open_links: list[Link] = []
        self._targets: dict[str, dict[str, str]] = {}
        has_place = BODY_TAG in _tags(package.document)
        self.is_house_style = is_house_style or has_place
        self._read_body(is_replaced=is_house_style and not has_place)
        self._read_others()

    def root(self, kind: str) -> Element | None:
        """Return the root of the part of a kind that the document leads to, such as its styles."""
        names = self.package.related(self.package.main, kind)
        return next((self.package.root(name) for name in names), None)

    # --- blocks -----------------------------------------------------------------------------------

    def _read_body(self, *, is_replaced: bool) -> None:
        body = child(self.package.document, "body")
        if body is not None and not is_replaced:
            self._blocks(body, _Around(source=self.package.main, background=self.page_colour))
        last = child(body, "sectPr")
        if last is not None and _has_columns(last):
            self.columns.append(WordPlace("", (), self._count))

    def _read_others(self) -> None:
        for kind in ("header", "footer"):
            for name in dict.fromkeys(self.package.related(self.package.main, kind)):
                self._other(name, self.package.root(name), kind)
        for kind in ("footnote", "endnote"):
            for name in self.package.related(self.package.main, f"{kind}s"):
                root = self.package.root(name)
                for note in () if root is None else root.iterfind(W + kind):
                    if not value(note, "type"):
                        self._other(name, note, kind)

    def _page_colour(self) -> str:
        colour = value(child(self.package.document, "background"), "color")
        is_shown = is_on(child(self.settings, "displayBackgroundShape"))
        return colour.upper() if is_shown and re.fullmatch("[0-9A-Fa-f]{6}", colour) else "FFFFFF"

    def _other(self, source: str, root: Element | None, part: str) -> None:
        """Read what stands outside the text."""
        if root is not None:
            self._fields.clear()
            self._open_links.clear()
            self._blocks(root, _Around(part, source))

    def _blocks(self, parent: Element, around: _Around) -> None:
        blocks = list(_shown(parent))
        kinds = ["", *(block.tag.removeprefix(W) for block in blocks), ""]
        for at, block in enumerate(blocks, 1):
            match kinds[at]:
                case "p":
                    before, after = kinds[at - 1], kinds[at + 1]
                    is_needed = (before == "tbl" and after in {"", "tbl", "sectPr"}) or (
                        before == "" and after == ""
                    )
                    self._paragraph(block, around, is_needed=is_needed)
                case "tbl":
                    self._table(block, around)
                case "sdt":
                    self._control(block, around, None)
                case _:
                    if block.tag in _AROUND:
                        self._blocks(block, around)

    def _paragraph(self, element: Element, around: _Around, *, is_needed: bool) -> None:
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle"))
        own = self.looks.paragraph(properties)
        look = {
            **self.looks.paragraph_defaults,
            **around.table,
            **self.looks.of_paragraph_style(style),
            **own,
        }
        if not around.part and not around.in_box:
            self._count += 1
        number = 0 if around.part else self._count
        headings = () if around.part else tuple(text for _, text in self._headings)
        paragraph = Paragraph(around.part, headings, number, look)
        paragraph.style = self.looks.name(style)
        paragraph.in_table, paragraph.in_box = around.in_table, around.in_box
        paragraph.is_needed = is_needed
        paragraph.in_contents = self._in_contents(paragraph.style)
        listed = look.get("number", "")
        if listed not in {"", "0"}:
            paragraph.mark = self.lists.mark(listed, look.get("depth", ""), style)
        for name in ("ins", "del", "moveFrom", "moveTo"):
            if child(properties, "rPr", name) is not None:
                paragraph.changes.add("a tracked change")
        self.paragraphs.append(paragraph)
        self._inline(element, paragraph, style, around)
        paragraph.in_contents |= self._in_contents(paragraph.style)
        self._set_level(paragraph)
        page = child(properties, "sectPr")
        if page is not None:
            paragraph.is_needed = True
            if _has_columns(page):
                self.columns.append(paragraph.place)

    def _in_contents(self, style: str) -> bool:
        names = ("toc ", "table of figures", "toc heading")
        is_field = any(field.code.lstrip().startswith("TOC") for field in self._fields)
        return is_field or style.casefold().startswith(names)

    def _set_level(self, paragraph: Paragraph) -> None:
        found = _HEADING.fullmatch(paragraph.style)
        outline = paragraph.look.get("outline")
        if found:
            paragraph.level = int(found[1])
        elif outline is not None and 0 <= outline < _PLAIN_TEXT:
            paragraph.level = outline + 1
        if paragraph.level and paragraph.in_body and not paragraph.in_contents:
            while self._headings and self._headings[-1][0] >= paragraph.level:
                self._headings.pop()
            paragraph.headings = tuple(text for _, text in self._headings)
            if text := snippet(paragraph.text):
                self._headings.append((paragraph.level, text))

    def _control(
        self, element: Element, around: _Around, run: tuple[Paragraph, str] | None
    ) -> None:
        """Read a content control, in a line where that is said, and else of paragraphs."""
        properties = child(element, "sdtPr")
        kinds = {one.tag for one in properties} if properties is not None else set()
        title, tag = (value(child(properties, name)) for name in ("alias", "tag"))
        if BODY_TAG in {title, tag}:
            return
        paragraph = run[0] if run else None
        if kinds.isdisjoint(_BUILT):
            text = snippet("".join(one.text or "" for one in element.iter(f"{W}t")))
            place = paragraph.unread_place if paragraph else self._next_place(around)
            self.controls.append(Control(place._replace(text=text), title.strip()))
        is_filled = around.is_filled or "." in tag or "." in title
        inside = around._replace(is_filled=is_filled)
        content = child(element, "sdtContent")
        if content is None:
            return
        if run:
            self._inline(content, run[0], run[1], inside)
        else:
            self._blocks(content, inside)

    def _next_place(self, around: _Around) -> WordPlace:
        if around.part:
            return WordPlace(around.part)
        return WordPlace("", tuple(text for _, text in self._headings), self._count + 1)

    # --- tables -----------------------------------------------------------------------------------

    def _table(self, element: Element, around: _Around) -> None:
        properties = child(element, "tblPr")
        style = value(child(properties, "tblStyle"))
        look = _table_look(child(properties, "tblLook"))
        at = len(self.tables)  # before those in its cells
        place = self._next_place(around)._replace(text=snippet(_text(element)))
        rows = [(row, list(_within(row, "tc"))) for row in _within(element, "tr")]
        read: list[Row] = []
        for number, (row, cells) in enumerate(rows):
            own = []
            for column, cell in enumerate(cells):
                parts = _parts(look, (number, len(rows)), (column, len(cells)))
                own.append(self._cell(cell, around, style, parts))
            of_row = child(row, "trPr")
            read.append(
                Row(own, is_on(child(of_row, "tblHeader")), is_on(child(of_row, "cantSplit")))
            )
        self.tables.insert(
            at,
            Table(
                place,
                read,
                len(element.findall(f"{W}tblGrid/{W}gridCol")),
                "firstRow" in look,
                "firstColumn" in look,
                value(child(properties, "tblCaption")).strip(),
                value(child(properties, "tblDescription")).strip(),
            ),
        )

    def _cell(self, element: Element, around: _Around, style: str, parts: tuple[str, ...]) -> Cell:
        properties = child(element, "tcPr")
        look = self.looks.of_table(style, parts)
        own = child(properties, "shd")
        fills = ["auto" if own is None else self.looks.fill(own), look.get("cell_fill", "auto")]
        fill = next((fill for fill in fills if fill != "auto"), around.background)
        inside = around._replace(table=look, background=fill, in_table=True)
        self._blocks(element, inside)
        span = whole(value(child(properties, "gridSpan"))) or 1
        merged = [child(properties, name) is not None for name in ("vMerge", "hMerge")]
        holds = any(
            one.tag != f"{W}p" and next(one.iter(f"{W}tbl"), None) is not None for one in element
        )
        shown = ("drawing", "pict", "object", "sym", "checkBox", "fldSimple", "instrText")
        text = _text(element)
        is_empty = not text.strip() and not any(
            next(element.iter(W + name), None) is not None for name in shown
        )
        return Cell(snippet(text), span > 1 or any(merged), holds, is_empty)

    # --- in a line --------------------------------------------------------------------------------

    def _inline(self, parent: Element, paragraph: Paragraph, style: str, around: _Around) -> None:
        for element in parent:
            name = element.tag.removeprefix(W)
            match name:
                case "r":
                    self._run(element, paragraph, style, around)
                case "hyperlink":
                    link = Link(paragraph, self._target(element, around.source))
                    self.links.append(link)
                    self._open_links.append(link)
                    self._inline(element, paragraph, style, around)
                    self._open_links.remove(link)
                case "fldSimple":
                    self._simple_field(element, paragraph, style, around)
                case "sdt":
                    self._control(element, around, (paragraph, style))
                case "ins" | "moveTo" | "del" | "moveFrom":
                    paragraph.changes.add("a tracked change")
            if element.tag in _AROUND:
                self._inline(element, paragraph, style, around)
            elif element.tag == f"{_MC}AlternateContent":
                self._inline(_chosen(element), paragraph, style, around)
            elif element.tag.startswith(_MATHS):
                paragraph.holds_more = True

    def _target(self, element: Element, source: str) -> str:
        """Return where a link leads; empty where that is nowhere."""
        if source not in self._targets:
            self._targets[source] = {
                key: target for _, key, target, _ in self.package.relations(source)
            }
        anchor = value(element, "anchor")
        outside = self._targets[source].get(element.get(f"{_R}id", ""), "")
        if outside or not anchor:
            return f"{outside}#{anchor}" if anchor else outside
        return self._inside(anchor)

    def _inside(self, anchor: str) -> str:
        return f"#{anchor}" if anchor in {*self._bookmarks, "_top"} else ""

    def _simple_field(
        self, element: Element, paragraph: Paragraph, style: str, around: _Around
    ) -> None:
        field = self._begin()
        field.code = value(element, "instr")
        self._show(field, paragraph)
        self._inline(element, paragraph, style, around)
        self._close()

    def _show(self, field: _Field, paragraph: Paragraph) -> None:
        """Go from what a field works out to what it showed last."""
        field.is_shown = True
        paragraph.holds_more = True
        if found := _ADDRESS.search(field.code):
            is_inside, address, anchor = found.groups()
            target = self._inside(address) if is_inside else address or self._inside(anchor or "")
            field.link = Link(paragraph, target)
            self.links.append(field.link)
            self._open_links.append(field.link)
        elif found := re.match(r"\s*MERGEFIELD\s+(\"[^\"]*\"|\S+)", field.code):
            paragraph.merged.append(found[1].strip('"'))

    def _begin(self) -> _Field:
        """Open a field; of more than Word can nest, the first is forgotten."""
        if len(self._fields) > _DEEPEST_FIELD:
            self._close(0)
        self._fields.append(_Field())
        return self._fields[-1]

    def _close(self, at: int = -1) -> None:
        field = self._fields.pop(at)
        if field.link is not None and field.link in self._open_links:
            self._open_links.remove(field.link)

    def _run(self, run: Element, paragraph: Paragraph, style: str, around: _Around) -> None:
        properties = child(run, "rPr")
        own = self.looks.run(properties)
        character = value(child(properties, "rStyle"))
        look = self.looks.text(style, character, around.table, own)
        text = "".join(self._shown_text(run, paragraph, around))
        if look.get("hidden") or not text:
            paragraph.holds_more |= bool(text)
            return
        paragraph.pieces.append(text)
        for link in self._open_links:
            link.pieces.append(text)
        if text.strip():
            colour = behind(around.background, paragraph.look, look)
            is_link = bool(self._open_links)
            paragraph.runs.append(Run(text, look, colour, is_link, around.is_filled))

    def _shown_text(self, run: Element, paragraph: Paragraph, around: _Around) -> Iterator[str]:
        """Yield the text of a run, and read what else it holds."""
        for element in run:
            name = element.tag.removeprefix(W)
            if name in {"fldChar", "instrText"}:
                self._field(element, name, paragraph)
            elif name == "commentReference":
                paragraph.changes.add("a comment")
            elif name in {"drawing", "pict", "object"}:
                paragraph.holds_more = True
                self._drawn(element, paragraph, around)
            elif element.tag == f"{_MC}AlternateContent":
                yield from self._shown_text(_chosen(element), paragraph, around)
            elif all(field.is_shown for field in self._fields):
                yield self._character(element, name, paragraph)

    def _field(self, element: Element, name: str, paragraph: Paragraph) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._begin()
            paragraph.holds_more = True
        elif self._fields and name == "instrText":
            field = self._fields[-1]
            field.code = (field.code + (element.text or ""))[:_LONGEST_CODE]
        elif self._fields and kind == "separate":
            self._show(self._fields[-1], paragraph)
        elif self._fields and kind == "end":
            if not self._fields[-1].is_shown:
                self._show(self._fields[-1], paragraph)
            self._close()

    def _character(self, element: Element, name: str, paragraph: Paragraph) -> str:
        if name == "t":
            return _kept(element)
        is_break = name == "br" and value(element, "type") in {"page", "column"}
        if is_break or name in {"footnoteReference", "endnoteReference"}:
            paragraph.holds_more = True
            return ""
        return _CHARACTERS.get(name, "")

    # --- pictures and text boxes ------------------------------------------------------------------

    def _drawn(self, element: Element, paragraph: Paragraph, around: _Around) -> None:
        boxes = list(_outermost(element, f"{W}txbxContent"))
        for box in boxes:
            if text := snippet(_text(box)):
                self.boxes.append(paragraph.unread_place._replace(text=text))
            inside = around._replace(table=_NO_LOOK, background=None, in_table=False, in_box=True)
            self._blocks(box, inside)
        for kind in ("inline", "anchor"):
            for holder in element.iterfind(_WP + kind):
                is_picture = not boxes or next(holder.iter(f"{_PIC}pic"), None) is not None
                properties = holder.find(f"{_WP}docPr")
                if is_picture and properties is not None:
                    self.pictures.append(
                        _picture(paragraph, properties, is_floating=kind == "anchor")
                    )
        for shape in _shapes(element):
            is_line = shape.get(f"{_O}hr", "") in {"t", "true"}
            if shape.find(f"{_V}imagedata") is not None and not is_line:
                look = shape.get("style", "").replace(" ", "")
                self.pictures.append(
                    Picture(
                        paragraph,
                        shape.get("id", ""),
                        shape.get("alt", "").strip(),
                        is_decorative=False,
                        is_floating="position:absolute" in look,
                    )
                )


def _picture(paragraph: Paragraph, properties: Element, *, is_floating: bool) -> Picture:
    marks = (one.get("val", "") for one in properties.iter(_DECORATIVE))
    return Picture(
        paragraph,
        properties.get("name", ""),
        properties.get("descr", "").strip(),
        is_decorative=any(mark in {"1", "true"} for mark in marks),
        is_floating=is_floating,
    )


def _shapes(element: Element) -> Iterator[Element]:
    for name in ("shape", "rect"):
        yield from element.iter(_V + name)


def behind(background: str | None, paragraph: Look, run: Look) -> str | None:
    """Return the colour behind text, which its paragraph or it itself may have of its own."""
    for fill in (paragraph.get("paragraph_fill"), run.get("fill"), run.get("highlight")):
        if fill and fill != "auto":
            background = fill
    return background


def snippet(text: str) -> str:
    """Return the beginning of a text, in a line."""
    words = " ".join(text.split())
    return words if len(words) <= _SNIPPET else f"{words[: _SNIPPET - 1].rstrip()}…"


def _text(element: Element) -> str:
    return " ".join(
        "".join(_kept(one) for one in paragraph.iter(f"{W}t"))
        for paragraph in element.iter(f"{W}p")
    )


def _kept(element: Element) -> str:
    """Return the text of an element, with the spaces around it only where they are kept."""
    text = element.text or ""
    space = element.get("{http://www.w3.org/XML/1998/namespace}space")
    return text if space == "preserve" else text.strip()


def _tags(document: Element) -> set[str]:
    return {value(one) for name in ("tag", "alias") for one in document.iter(W + name)}


def _holds(element: Element, name: str) -> bool:
    return next(element.iter(W + name), None) is not None


def _has_columns(page: Element) -> bool:
    return (whole(value(child(page, "cols"), "num")) or 1) > 1


def _shown(parent: Element) -> Iterator[Element]:
    """Yield the blocks that Word shows, of alternatives the one that it does."""
    for element in parent:
        if element.tag == f"{_MC}AlternateContent":
            yield from _shown(_chosen(element))
        elif element.tag.startswith(W) and element.tag not in _SKIPPED:
            name = element.tag.removeprefix(W)
            if name in {"p", "tbl", "sdt", "sectPr"} or element.tag in _AROUND:
                yield element


def _chosen(element: Element) -> Element:
    """Return the alternative that Word shows."""
    choice = element.find(f"{_MC}Choice")
    other = element.find(f"{_MC}Fallback")
    found = choice if choice is not None else other
    return element if found is None else found


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    for one in element:
        if one.tag == tag:
            yield one
        elif one.tag == f"{_MC}AlternateContent":
            if _chosen(one) is not one:
                yield from _outermost(_chosen(one), tag)
        else:
            yield from _outermost(one, tag)


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Yield a table's rows, or a row's cells, which controls and changes may stand around."""
    for element in parent:
        if element.tag == W + name:
            yield element
        elif element.tag == f"{W}sdt" or element.tag in _AROUND:
            yield from _within(element, name)


_LOOKS: Final = {
    0x20: "firstRow", 0x40: "lastRow", 0x80: "firstColumn", 0x100: "lastColumn",
    0x200: "noHBand", 0x400: "noVBand",
}  # fmt: skip


def _table_look(look: Element | None) -> set[str]:
    """Return which parts of a table its style tells from others; Word 2007 writes them as bits."""
    if look is None:
        return set()
    said = {name for name in _LOOKS.values() if value(look, name) in {"1", "true", "on"}}
    if not said and re.fullmatch("[0-9A-Fa-f]{1,4}", value(look)):
        bits = int(value(look), 16)
        said = {name for bit, name in _LOOKS.items() if bits & bit}
    return said


def _parts(look: set[str], row: tuple[int, int], column: tuple[int, int]) -> tuple[str, ...]:
    """Return the parts of a table that a cell is in, the most special one last.

    `row` and `column` say which it is, from 0, and of how many.
    """
    is_top, is_bottom = (
        ("firstRow" in look and row[0] == 0),
        ("lastRow" in look and row[0] == row[1] - 1),
    )
    is_left, is_right = (
        ("firstColumn" in look and column[0] == 0),
        ("lastColumn" in look and column[0] == column[1] - 1),
    )
    parts = []
    if "noVBand" not in look and not (is_left or is_right):
        parts.append(f"band{(column[0] - ('firstColumn' in look)) % 2 + 1}Vert")
    if "noHBand" not in look and not (is_top or is_bottom):
        parts.append(f"band{(row[0] - ('firstRow' in look)) % 2 + 1}Horz")
    said = {"lastCol": is_right, "firstCol": is_left, "lastRow": is_bottom, "firstRow": is_top}
    parts += (name for name, is_so in said.items() if is_so)
    return tuple(parts)
