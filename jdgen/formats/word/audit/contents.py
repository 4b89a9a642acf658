"""What a Word file holds, as its reader meets it: paragraphs, tables, pictures, links, controls."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.audit.drawings import pictures_in
from jdgen.formats.word.audit.elements import (
    AROUND,
    MC,
    chosen,
    holds,
    kept_text,
    outermost,
    shown_blocks,
    text_of,
    within,
)
from jdgen.formats.word.audit.fields import Fields
from jdgen.formats.word.audit.looks import ListMarks, Looks, child, is_on, value, whole
from jdgen.formats.word.audit.opening import W
from jdgen.formats.word.audit.paragraphs import (
    Control,
    Picture,
    Run,
    WordParagraph,
    WordPlace,
    behind,
    snippet,
)
from jdgen.formats.word.audit.tables import WordCell, WordRow, WordTable, parts_of, table_look
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from jdgen.formats.word.audit.looks import Look
    from jdgen.formats.word.audit.opening import Package

BODY_TAG: Final = "jdgen-body"
"""The content control of a house style in whose place the text goes."""
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PLAIN_TEXT: Final = 9  # the outline level of what is no heading
_NO_LOOK: Final[Look] = MappingProxyType({})
_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_BUILT: Final = frozenset(
    W + name
    for name in ("docPartObj", "docPartList", "bibliography", "citation", "group", "equation")
)
"""Content controls that Word puts around what it makes itself, such as contents."""
_CHARACTERS: Final = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "•",
}  # fmt: skip
"""What stands for a character; a sign of a typeface of signs is taken for a bullet."""
_SHOWN: Final = ("drawing", "pict", "object", "sym", "checkBox", "fldSimple", "instrText")
"""What can be seen in a cell without a word."""


class _Around(NamedTuple):
    """What is around some text: where, in which table's look and colour, in which control."""

    part: str = ""
    source: str = ""
    table: Look = _NO_LOOK
    background: str | None = "FFFFFF"
    in_table: bool = False
    in_box: bool = False
    is_filled: bool = False


class WordContents:
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
        self.lists = ListMarks(package, self.looks)
        self.settings = self.root("settings")
        self.core = next(
            (package.root(name) for name in package.related("", "core-properties")), None
        )
        self.page_colour = self._page_colour()
        self.paragraphs: list[WordParagraph] = []
        self.samples: list[WordParagraph] = []
        self.tables: list[WordTable] = []
        self.pictures: list[Picture] = []
        self.controls: list[Control] = []
        self.boxes: list[WordPlace] = []
        self.columns: list[WordPlace] = []
        self._headings: list[tuple[int, str]] = []
        self._count = 0
        self._fields = Fields(package.document)
        self.links = self._fields.links
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
            self._blocks(root, _Around(part, source))

    def _blocks(self, parent: Element, around: _Around) -> None:
        blocks = list(shown_blocks(parent))
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
                    if block.tag in AROUND:
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
        paragraph = WordParagraph(around.part, headings, number, look)
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
        return self._fields.is_in_contents or style.casefold().startswith(names)

    def _set_level(self, paragraph: WordParagraph) -> None:
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
        self, element: Element, around: _Around, run: tuple[WordParagraph, str] | None
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
        look = table_look(child(properties, "tblLook"))
        at = len(self.tables)  # before those in its cells
        place = self._next_place(around)._replace(text=snippet(text_of(element)))
        rows = [(row, list(within(row, "tc"))) for row in within(element, "tr")]
        read: list[WordRow] = []
        for number, (row, cells) in enumerate(rows):
            own = []
            for column, cell in enumerate(cells):
                parts = parts_of(look, (number, len(rows)), (column, len(cells)))
                own.append(self._cell(cell, around, style, parts))
            of_row = child(row, "trPr")
            read.append(
                WordRow(own, is_on(child(of_row, "tblHeader")), is_on(child(of_row, "cantSplit")))
            )
        self.tables.insert(
            at,
            WordTable(
                place,
                read,
                len(element.findall(f"{W}tblGrid/{W}gridCol")),
                "firstRow" in look,
                "firstColumn" in look,
                value(child(properties, "tblCaption")).strip(),
                value(child(properties, "tblDescription")).strip(),
            ),
        )

    def _cell(
        self, element: Element, around: _Around, style: str, parts: tuple[str, ...]
    ) -> WordCell:
        properties = child(element, "tcPr")
        look = self.looks.of_table(style, parts)
        own = child(properties, "shd")
        fills = ["auto" if own is None else self.looks.fill(own), look.get("cell_fill", "auto")]
        fill = next((fill for fill in fills if fill != "auto"), around.background)
        inside = around._replace(table=look, background=fill, in_table=True)
        self._blocks(element, inside)
        span = whole(value(child(properties, "gridSpan"))) or 1
        merged = [child(properties, name) is not None for name in ("vMerge", "hMerge")]
        has_table = any(
            one.tag != f"{W}p" and next(one.iter(f"{W}tbl"), None) is not None for one in element
        )
        text = text_of(element)
        is_empty = not text.strip() and not any(holds(element, name) for name in _SHOWN)
        return WordCell(snippet(text), span > 1 or any(merged), has_table, is_empty)

    # --- in a line --------------------------------------------------------------------------------

    def _inline(
        self, parent: Element, paragraph: WordParagraph, style: str, around: _Around
    ) -> None:
        for element in parent:
            name = element.tag.removeprefix(W)
            match name:
                case "r":
                    self._run(element, paragraph, style, around)
                case "hyperlink":
                    target = self._target(element, around.source)
                    link = self._fields.open_link(paragraph, target)
                    self._inline(element, paragraph, style, around)
                    self._fields.close_link(link)
                case "fldSimple":
                    self._fields.open_simple(value(element, "instr"), paragraph)
                    self._inline(element, paragraph, style, around)
                    self._fields.close()
                case "sdt":
                    self._control(element, around, (paragraph, style))
                case "ins" | "moveTo" | "del" | "moveFrom":
                    paragraph.changes.add("a tracked change")
            if element.tag in AROUND:
                self._inline(element, paragraph, style, around)
            elif element.tag == f"{MC}AlternateContent":
                self._inline(chosen(element), paragraph, style, around)
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
        return self._fields.target_inside(anchor)

    def _run(self, run: Element, paragraph: WordParagraph, style: str, around: _Around) -> None:
        properties = child(run, "rPr")
        own = self.looks.run(properties)
        character = value(child(properties, "rStyle"))
        look = self.looks.text(style, character, around.table, own)
        text = "".join(self._shown_text(run, paragraph, around))
        if look.get("hidden") or not text:
            paragraph.holds_more |= bool(text)
            return
        paragraph.pieces.append(text)
        self._fields.add_words(text)
        if text.strip():
            colour = behind(around.background, paragraph.look, look)
            is_link = self._fields.is_in_link
            paragraph.runs.append(Run(text, look, colour, is_link, around.is_filled))

    def _shown_text(self, run: Element, paragraph: WordParagraph, around: _Around) -> Iterator[str]:
        """Yield the text of a run, and read what else it holds."""
        for element in run:
            name = element.tag.removeprefix(W)
            if name in {"fldChar", "instrText"}:
                self._fields.read(element, name, paragraph)
            elif name == "commentReference":
                paragraph.changes.add("a comment")
            elif name in {"drawing", "pict", "object"}:
                paragraph.holds_more = True
                self._drawn(element, paragraph, around)
            elif element.tag == f"{MC}AlternateContent":
                yield from self._shown_text(chosen(element), paragraph, around)
            elif self._fields.is_shown:
                yield self._character(element, name, paragraph)

    def _character(self, element: Element, name: str, paragraph: WordParagraph) -> str:
        if name == "t":
            return kept_text(element)
        is_break = name == "br" and value(element, "type") in {"page", "column"}
        if is_break or name in {"footnoteReference", "endnoteReference"}:
            paragraph.holds_more = True
            return ""
        return _CHARACTERS.get(name, "")

    # --- pictures and text boxes ------------------------------------------------------------------

    def _drawn(self, element: Element, paragraph: WordParagraph, around: _Around) -> None:
        boxes = list(outermost(element, f"{W}txbxContent"))
        for box in boxes:
            if text := snippet(text_of(box)):
                self.boxes.append(paragraph.unread_place._replace(text=text))
            inside = around._replace(table=_NO_LOOK, background=None, in_table=False, in_box=True)
            self._blocks(box, inside)
        self.pictures += pictures_in(element, paragraph, has_boxes=bool(boxes))


def _tags(document: Element) -> set[str]:
    return {value(one) for name in ("tag", "alias") for one in document.iter(W + name)}


def _has_columns(page: Element) -> bool:
    return (whole(value(child(page, "cols"), "num")) or 1) > 1
