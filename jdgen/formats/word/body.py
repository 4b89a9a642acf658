"""Blocks to WordprocessingML text: headings, paragraphs, lists that restart, tables, links.

Element order follows ECMA-376 part 1 (transitional), which Word insists on.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from jdgen.formats.addresses import linked, may_hold_address
from jdgen.formats.blocks import (
    NAMES_AND_VALUES,
    Block,
    Bullets,
    Contents,
    Heading,
    KeyFacts,
    Numbered,
    Paragraph,
    Signatures,
    Span,
    Spans,
    Table,
    every_block,
    item_depth,
    parted,
    plain,
    slugs,
)
from jdgen.formats.word.faults import ADOPT, BadHouseStyle
from jdgen.formats.word.narrow import fitting
from jdgen.formats.word.parts import escaped
from jdgen.formats.word.styles import LEAST_LEVELS, ListStyle
from jdgen.formats.word.widths import USUAL_SIZE, column_widths, label_widths, lines_of, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jdgen.formats.word.house_style import HouseStyle

_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_GAP_AFTER_TABLE: Final = '<w:spacing w:before="200"/>'
_GAP_AFTER_LIST: Final = '<w:spacing w:before="200"/><w:contextualSpacing w:val="0"/>'
_LED: Final = (Bullets, Numbered, Table)
"""What a paragraph right before it leads into."""
_LARGE: Final = 2000  # characters: a table of more is higher than half a page
_HALF_A_PAGE: Final = 22  # lines
_LEAST_HEADINGS: Final = 3  # levels of heading that every house style has to have
_INDENT: Final = 425  # twentieths of a point for each level of a list: 0.75 cm


class Body:
    """A document's body as XML, with the lists that restart and the addresses of its links.

    Each list is its own number, what it starts at and how deep it stands (from 0); each address
    has a number too.
    """

    __slots__ = ("links", "lists", "xml")

    def __init__(self) -> None:
        self.xml = ""
        self.lists: list[tuple[int, int, int]] = []
        self.links: dict[str, int] = {}


_TEXT: Final = (Span("text", bold=True, italic=True, link="https://council.example"),)
_ITEM: Final = (Paragraph(_TEXT),)
EVERY_BLOCK: Final[tuple[Block, ...]] = (
    *(Heading(level, _TEXT) for level in range(1, 7)),
    Paragraph(_TEXT),
    Bullets(((*_ITEM, Numbered(((*_ITEM, Bullets((_ITEM,))),))),)),
    Numbered(((*_ITEM, Bullets(((*_ITEM, Numbered((_ITEM,))),))),)),
    Table((_TEXT, _TEXT), ((_TEXT, _TEXT),)),
)
"""Every kind of block: what they need of a house style is all that any document needs."""


# Styles that a house style need not have: without them, a paragraph and a list like any other.
_SUBTITLE: Final = ("paragraph", "Subtitle")
_FACT: Final = ("paragraph", "Fact")
_LABEL: Final = ("character", "Fact Label")
_STRONG: Final = ("character", "Strong")
_EMPHASIS: Final = ("character", "Emphasis")
_OPEN_PLACE: Final = re.compile(r"(\[[^\[\]]+\])")
_SHADE: Final = '<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>'
_CONTENTS: Final = ("paragraph", "toc 1")
_SIGNATURE: Final = ("paragraph", "Signature Line")
_OF_LINES: Final = {KeyFacts: _FACT, Contents: _CONTENTS, Signatures: _SIGNATURE}
# A number of a page is worked out by whatever opens the file: none is stored, as it could be wrong.
_PAGE: Final = (
    '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGEREF {} \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _as_known(block: Block, style: HouseStyle) -> Block:
    """Return a block as the house style knows it: a paragraph or a list, where it lacks a style."""
    if isinstance(block, Paragraph):
        return block if style.has(*_SUBTITLE) else Paragraph(block.spans)
    if isinstance(block, KeyFacts | Contents | Signatures) and not style.has(
        *_OF_LINES[type(block)]
    ):
        return Bullets(block.items)
    return block


def _label_of(spans: Spans) -> tuple[Spans, Spans]:
    """Return a fact's label, without the colon at its end, and its value."""
    at = next((at for at, span in enumerate(spans) if not span.bold), len(spans))
    *before, last = spans[:at] or (Span(""),)
    ended = last._replace(text=last.text.rstrip(": \u00a0\u202f"))
    first, *others = spans[at:] or (Span(""),)
    return (*before, ended), (first._replace(text=first.text.lstrip()), *others)


def _fits_half_a_page(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> bool:
    """Return whether a table is so low that it stays on one page."""
    if sum(len(text) for row in rows for text in row) > _LARGE:
        return False
    return sum(max(map(lines_of, row, widths)) for row in rows) <= _HALF_A_PAGE


def write_body(
    blocks: Sequence[Block], style: HouseStyle, *, shades_open_places: bool = False
) -> Body:
    """Write the blocks in the house style; raise `BadHouseStyle` where it lacks a style.

    What stands in square brackets may be shaded, as it is still to be filled in.
    """
    return _Writer(blocks, style, shades_open_places=shades_open_places).write()


class _Writer:
    def __init__(
        self, blocks: Sequence[Block], style: HouseStyle, *, shades_open_places: bool
    ) -> None:
        self._shades = shades_open_places
        self._style = style
        self._room = style.text_width * USUAL_SIZE // style.table_size
        self._blocks = [fitting(_as_known(block, style), self._room) for block in blocks]
        self._out: list[str] = []
        self._body = Body()
        self._properties: dict[str, str] = {}
        self._heading = ""
        self._follows_heading = False
        self._widths = self._table_widths()
        self._headings: list[int] = []
        self._anchors: dict[str, int] = {}
        self._is_bold = False
        self._counting = (0, 0)  # the last list that isn't in another, and the number after it

    def write(self) -> Body:
        """Write every block."""
        following: list[Block | None] = [*self._blocks[1:], None]
        before: Block | None = None
        for block, after in zip(self._blocks, following, strict=True):
            self._block(block, before, after)
            before = block
        if self._anchors:
            self._bookmark()
        self._body.xml = "".join(self._out)
        return self._body

    def _block(self, block: Block, before: Block | None, after: Block | None) -> None:
        match block:
            case Paragraph(spans, True):
                self._paragraph(self._named(_SUBTITLE[1]), spans)
            case Paragraph(spans):
                leads = isinstance(after, _LED)
                keep = "<w:keepNext/>" if leads else ""
                self._follows_heading = isinstance(before, Heading)
                gap = _GAP_AFTER_TABLE if isinstance(before, Table | KeyFacts) else ""
                self._paragraph(f"{keep}{gap}", spans)
            case Heading(level, spans, starts_page):
                self._write_heading(level, spans, starts_page=starts_page)
            case Table():
                self._table(block)
            case KeyFacts(items):
                self._key_facts(items)
            case Contents(items):
                self._contents(items)
            case Signatures(items):
                self._signatures(items)
            case Bullets() | Numbered():
                is_led = isinstance(before, Paragraph) and self._follows_heading
                follows = isinstance(before, Bullets | Numbered)
                self._list(block, 0, is_kept=is_led or isinstance(before, Heading), follows=follows)

    def _named(self, name: str) -> str:
        properties = self._properties.get(name)
        if properties is None:
            properties = f'<w:pStyle w:val="{self._style.style("paragraph", name)}"/>'
            self._properties[name] = properties
        return properties

    # --- links inside the document ----------------------------------------------------------------

    def _write_heading(self, level: int, spans: Spans, *, starts_page: bool) -> None:
        """Write a heading, with room before and after its text for a bookmark."""
        self._heading = plain(spans)
        style = self._heading_style(level)
        self._headings.append(len(self._out) + 1)
        if starts_page:
            style = style.replace("/>", "/><w:pageBreakBefore/>", 1)
        self._is_bold = True
        self._out += (f"<w:p><w:pPr>{style}</w:pPr>", "", self._runs(spans), "", "</w:p>")
        self._is_bold = False

    def _heading_style(self, level: int) -> str:
        """Return the style of a heading; one that is deeper than the house style's has the last."""
        deepest = level
        while deepest > _LEAST_HEADINGS and not self._style.has("paragraph", f"heading {deepest}"):
            deepest -= 1
        outline = f'<w:outlineLvl w:val="{level - 1}"/>' if deepest != level else ""
        return self._named(f"heading {deepest}") + outline

    def _bookmark(self) -> None:
        """Put a bookmark round each heading that a link of this document leads to."""
        if not self._anchors:
            return
        headings = [block for block in every_block(self._blocks) if isinstance(block, Heading)]
        for at, slug in zip(self._headings, slugs(headings), strict=True):
            if number := self._anchors.get(f"#{slug}"):
                key = self._style.first_bookmark + number
                start = f'<w:bookmarkStart w:id="{key}" w:name="_jdgen{number}"/>'
                self._out[at], self._out[at + 2] = start, f'<w:bookmarkEnd w:id="{key}"/>'

    # --- paragraphs and lists ---------------------------------------------------------------------

    def _paragraph(self, properties: str, spans: Spans) -> None:
        if properties:
            properties = f"<w:pPr>{properties}</w:pPr>"
        self._out.append(f"<w:p>{properties}{self._runs(spans)}</w:p>")

    def _runs(self, spans: Spans) -> str:
        for span in spans:
            if span.link or may_hold_address(span.text):
                parts = [part for span in spans for part in linked(span) if part.text]
                return self._runs_with_links(parts)
        return "".join(map(self._run, spans))

    def _runs_with_links(self, spans: Sequence[Span]) -> str:
        return "".join(
            self._hyperlink(link, "".join(map(self._run, together)))
            if link
            else "".join(map(self._run, together))
            for link, together in groupby(spans, key=lambda span: span.link)
        )

    def _anchor(self, link: str) -> str:
        """Return the name of the bookmark round the heading that a link leads to."""
        return f"_jdgen{self._anchors.setdefault(link, len(self._anchors) + 1)}"

    def _hyperlink(self, link: str, runs: str) -> str:
        if link.startswith("#"):
            anchor = self._anchor(link)
            return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{runs}</w:hyperlink>'
        number = self._body.links.setdefault(link, len(self._body.links) + 1)
        key = f"{self._style.link_prefix}{number}"
        named = f'xmlns:r="{_RELATIONSHIPS}" r:id="{key}"'
        return f'<w:hyperlink {named} w:history="1">{runs}</w:hyperlink>'

    def _run(self, span: Span, character: tuple[str, str] | None = None) -> str:
        """Write a run; one in a character style of the house style's has no other look.

        What is strong or emphasised has a style for that, if there is one. Where headings or tables
        are bold, a style that is bold too would make it light, as Word takes the two together.
        """
        if self._shades and _OPEN_PLACE.search(span.text):
            parts = filter(None, _OPEN_PLACE.split(span.text))
            return "".join(self._one_run(span._replace(text=part), character) for part in parts)
        return self._one_run(span, character)

    def _one_run(self, span: Span, character: tuple[str, str] | None) -> str:
        text, bold, italic, link, language = span
        named = ""
        if character is None and (bold or italic) and not link:
            character = _EMPHASIS if italic and not bold else None if self._is_bold else _STRONG
        if character and self._style.has(*character):
            named = f'<w:rStyle w:val="{self._style.style(*character)}"/>'
            bold, italic = False, italic and character != _EMPHASIS
        space = ' xml:space="preserve"' if text[:1] == " " or text[-1:] == " " else ""
        written = f"<w:t{space}>{escaped(text)}</w:t></w:r>"
        shade = _SHADE if self._shades and _OPEN_PLACE.fullmatch(text) else ""
        if not (bold or italic or link or language or named or shade):
            return f"<w:r>{written}"
        look = f"{named}{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}{shade}"
        if language:
            look = f'{look}<w:lang w:val="{escaped(language)}"/>'
        if link:
            look = f'<w:rStyle w:val="{self._style.style("character", "Hyperlink")}"/>{look}'
        return f"<w:r><w:rPr>{look}</w:rPr>{written}"

    def _in_list(self, level: int) -> str:
        """Return the properties of an entry of a list in a cell."""
        number = self._style.bullets.number
        level = self._within("List Bullet", self._style.bullets, level)
        mark = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return self._named("List Bullet") + (mark if level else "")

    def _within(self, name: str, known: ListStyle, level: int) -> int:
        """Return the level of a list's entries: the deepest that the house style knows, at most."""
        if level >= known.levels and known.levels < LEAST_LEVELS:
            raise BadHouseStyle(
                f'the list of its style "{name}" is defined for {known.levels} of {LEAST_LEVELS}'
                " levels",
                ADOPT,
            )
        return min(level, known.levels - 1)

    def _list(
        self,
        block: Bullets | Numbered,
        level: int,
        *,
        is_kept: bool = False,
        follows: bool = False,
    ) -> None:
        """Write a list; one that follows another stands apart from it."""
        if isinstance(block, Bullets):
            style, number = self._named("List Bullet"), self._style.bullets.number
            level = self._within("List Bullet", self._style.bullets, level)
            own = level > 0
        else:
            level = self._within("List Number", self._style.numbers, level)
            style, number = self._named("List Number"), self._number_of(block, level)
            own = True
        mark = (
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            if own
            else ""
        )
        # Two items at least stay together at either end of a page. What a heading, or the sentence
        # below it, keeps to itself is not kept to the next too: where such a chain doesn't fit on a
        # page, LibreOffice 7 leaves the heading alone at its foot.
        together = {len(block.items) - 2} if is_kept else {0, len(block.items) - 2}
        for at, item in enumerate(block.items):
            keep = "<w:keepNext/>" if at in together and at + 1 < len(block.items) else ""
            first, rest = (item[0], item[1:]) if item else (Paragraph(()), ())
            if not isinstance(first, Paragraph):
                first, rest = Paragraph(()), item
            gap = _GAP_AFTER_LIST if follows and not at else ""
            self._paragraph(style + keep + mark + gap, first.spans)
            for part in rest:
                if isinstance(part, Bullets | Numbered):
                    self._list(part, level + 1)
                elif isinstance(part, Paragraph):
                    none = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
                    indent = f'<w:ind w:left="{_INDENT * (level + 1)}" w:firstLine="0"/>'
                    self._paragraph(f"{style}{none}{indent}", part.spans)
                else:
                    self._block(part, None, None)

    def _number_of(self, block: Numbered, level: int) -> str:
        """Return the number of a list: that of the one before, where its numbers go on.

        Who adds an entry to the one in Word then moves on those of the other.
        """
        last, following = self._counting
        number = last
        if level or block.start == 1 or block.start != following:
            number = self._style.first_number + len(self._body.lists)
            self._body.lists.append((number, block.start, level))
        if not level:
            self._counting = number, block.start + len(block.items)
        return str(number)

    def _signatures(self, items: Sequence[Sequence[Block]]) -> None:
        """Write who signs, each with a tab at whose end the style draws a line."""
        style = self._named(_SIGNATURE[1])
        for at, item in enumerate(items, start=1):
            keep = "<w:keepNext/>" * (at < len(items))
            for block in item:
                if isinstance(block, Paragraph):
                    runs = f"{self._runs(block.spans)}<w:r><w:tab/></w:r>"
                    self._out.append(f"<w:p><w:pPr>{style}{keep}</w:pPr>{runs}</w:p>")

    def _key_facts(self, items: Sequence[Sequence[Block]]) -> None:
        """Write each fact as a paragraph: its label, a tab, and its values in a line each."""
        style = self._named(_FACT[1])
        for at, item in enumerate(items, start=1):
            lines = [block.spans for block in every_block(item) if isinstance(block, Paragraph)]
            label, first = _label_of(lines[0]) if lines else ((), ())
            values = [spans for spans in (first, *lines[1:]) if plain(spans)]
            keep = "<w:keepNext/>" * (at < len(items))
            named = "".join(self._run(span, _LABEL) for span in label)
            told = "<w:r><w:br/></w:r>".join(map(self._runs, values))
            self._out.append(
                f"<w:p><w:pPr>{style}{keep}</w:pPr>{named}<w:r><w:tab/></w:r>{told}</w:p>"
            )

    def _contents(self, items: Sequence[Sequence[Block]]) -> None:
        """Write each link as a paragraph, with the number of the page that it leads to."""
        style = self._named(_CONTENTS[1])
        for item in items:
            for block in item:
                if isinstance(block, Paragraph):
                    links = {span.link for span in block.spans if span.link.startswith("#")}
                    pages = "".join(_PAGE.format(self._anchor(link)) for link in links)
                    self._out.append(
                        f"<w:p><w:pPr>{style}</w:pPr>{self._runs(block.spans)}{pages}</w:p>"
                    )

    # --- tables -----------------------------------------------------------------------------------

    def _table_widths(self) -> dict[tuple[str, ...], list[int]]:
        """Return the column widths of all tables with one header, so that they stand in line."""
        texts: dict[tuple[str, ...], list[list[str]]] = {}
        for block in every_block(self._blocks):
            if isinstance(block, Table):
                header = [plain(cell) for cell in block.header]
                rows = texts.setdefault(tuple(header), [header])
                rows += ([plain(cell) for cell in row] for row in block.rows)
        total, size = self._style.text_width, self._style.table_size
        labels = label_widths(texts, self._room)
        return {
            header: scaled(column_widths(rows, self._room, labels[header]), total, size)
            for header, rows in texts.items()
        }

    def _table(self, table: Table) -> None:
        header = tuple(plain(cell) for cell in table.header)
        widths = self._widths[header]
        has_head = any(header)
        # Two columns are names and values; one without a title names the rows.
        named = len(widths) == NAMES_AND_VALUES or not header[0]
        look = f"{0x400 + 0x80 * named + 0x20 * has_head:04X}"
        described = ", ".join(filter(None, header)) or self._heading
        style = self._style.style("table", "Document Table")
        out = self._out
        out.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{look}" w:firstRow="{int(has_head)}" w:lastRow="0"'
            f' w:firstColumn="{int(named)}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{escaped(self._heading)}"/>'
            f'<w:tblDescription w:val="{escaped(described)}"/>'
            "</w:tblPr><w:tblGrid>"
        )
        out += (f'<w:gridCol w:w="{width}"/>' for width in widths)
        out.append("</w:tblGrid>")
        cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
        if has_head:
            head = self._named("Table Heading")
            self._row("<w:cantSplit/><w:tblHeader/>", head, cells, table.header)
        text = self._named("Table Text")
        is_small = _fits_half_a_page([tuple(map(plain, row)) for row in table.rows], widths)
        for at, row in enumerate(table.rows, start=1):
            is_kept = at < len(table.rows) if is_small else at == len(table.rows) - 1
            self._row("<w:cantSplit/>", text + "<w:keepNext/>" * is_kept, cells, row)
        out.append("</w:tbl>")

    def _row(self, look: str, style: str, cells: list[str], texts: Sequence[Spans]) -> None:
        """Write a row, each cell of which starts as its column's do."""
        out = self._out
        self._is_bold = True
        out.append(f"<w:tr><w:trPr>{look}</w:trPr>")
        for cell, spans in zip(cells, texts, strict=True):
            out.append(cell)
            for paragraph in parted(spans):
                depth, bare = item_depth(paragraph)
                self._paragraph(self._in_list(depth - 1) if depth else style, bare)
            out.append("</w:tc>")
        out.append("</w:tr>")
        self._is_bold = False
