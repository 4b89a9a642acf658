"""The rules by which everyone can read a Word document: what each finds, why, and what to do.

They are those of WCAG 2.2 as far as a Word file can meet them, of GOV.UK's guidance on accessible
documents, and of what Microsoft's own checker looks for.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.formats.blocks import NAMES_AND_VALUES
from jdgen.formats.word.audit.languages import language_of
from jdgen.formats.word.audit.looks import child, value
from jdgen.formats.word.audit.paragraphs import WordPlace
from jdgen.formats.word.contrast import contrast, luminance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias
    from xml.etree.ElementTree import Element

    from jdgen.formats.word.audit.contents import Contents
    from jdgen.formats.word.audit.paragraphs import Link, Paragraph, Run
    from jdgen.formats.word.audit.tables import Table

    Found: TypeAlias = tuple[WordPlace, str, str]
    """Where something is wrong, what, and what to do about it."""

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_GOV_UK: Final = "GOV.UK, Publishing accessible documents"
_MICROSOFT: Final = "Microsoft, Make your Word documents accessible"
_LEAST_SIZE: Final = 24  # half points
_LEAST_AT_EDGES: Final = 22  # in headers, footers and notes
_LARGE: Final = 36
_LARGE_BOLD: Final = 28
_CURRENT: Final = "15"
"""The compatibility mode of Word 2013 and all since."""
_LONGEST_HEADING: Final = 80
_FEWEST_LETTERS: Final = 3  # in what can be a heading
_DARK: Final = 0.18  # luminance of a background on which Word writes in white
_LONGEST_DESCRIPTION: Final = 150
_LONGEST_ADDRESS: Final = 40
"""An address no longer than this, such as www.council.gov.uk/jobs, says where it leads."""
_SERIF: Final = frozenset(
    {
        "baskerville", "baskerville old face", "bodoni mt", "book antiqua", "bookman old style",
        "cambria", "century", "century schoolbook", "constantia", "courier", "courier new",
        "didot", "garamond", "georgia", "goudy old style", "high tower text", "hoefler text",
        "liberation serif", "lucida bright", "palatino", "palatino linotype", "perpetua",
        "rockwell", "sylfaen", "times", "times new roman",
    }
)  # fmt: skip
_NOT_SANS: Final = {"roman": "has serifs", "script": "is a script", "decorative": "is decorative"}
_VAGUE: Final = frozenset(
    {
        "click", "click here", "click this link", "find out more", "further information", "here",
        "learn more", "link", "more", "more info", "more information", "page", "read more",
        "see more", "this", "this link", "this page", "website",
    }
)  # fmt: skip
_SYMBOLS: Final = ("wingdings", "webdings", "symbol", "marlett", "zapf")
_LATIN: Final = re.compile(r"[0-9A-Za-z\u00c0-\u052f]")
"""Letters and figures that are in the typeface and size which Word says first, as no others are."""
_URL: Final = re.compile(r"(?:https?://|www\.|mailto:)\S*", re.IGNORECASE)
_LOCAL: Final = re.compile(r"file:|[a-z]:[\\/]|\\\\", re.IGNORECASE)
_PICTURE_FILE: Final = re.compile(
    r"\S+\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)|(?:image|img|picture)[ _-]?\d+",
    re.IGNORECASE,
)
_TYPED_MARK: Final = re.compile(
    r"\s*(?:[•·▪▫◦●○■□➢➤✓✔*\u2013\uf0b7\uf0a7]\s|-\s|\(?\d{1,2}[.)]\s|[a-z][.)]\s)\s*\S"
)
_CONTACT: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*\w|\b0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b"
)
_SPACES: Final = re.compile(
    r"(?<![ \u00a0])(?:(?<![.!?:;])[ \u00a0]{2,}+|[ \u00a0]{3,}+)(?=\S)"  # two may end a sentence
)
_TABS: Final = re.compile(
    r"(?<![^\n])\t++\S|(?<![\t \u00a0])[ \u00a0]*+\t[ \u00a0]*+\t[\t \u00a0]*+\S"
)
_UNFILLED: Final = re.compile(
    r"(?i:\[\s*+(?:insert|enter|add|delete|type|state|complete|specify|tbc|tbd|to be (?:confirmed"
    r"|completed|added|agreed))\b[^\[\]]*+\]|\blorem ipsum\b)"
    r"|\bxxx++\b|\bXXXX++\b|\[[A-Z][A-Z /]{2,40}\]|\{\{[^{}]*+\}\}"
)
_UNTITLED: Final = re.compile(
    r"(?:untitled|document ?\d*|doc ?\d+|word document|microsoft word.*|template|title)?",
    re.IGNORECASE,
)


class Rule(NamedTuple):
    """A rule: its id, what holds where it is kept, why, who says so, and what finds it broken."""

    id: str
    name: str
    why: str
    authority: str
    find: Callable[[Contents], Iterator[Found]]


RULES: Final[dict[str, Rule]] = {}
"""All rules by their ids, in the order in which they are told."""


def _rule(
    id_: str, name: str, *authority: str, why: str
) -> Callable[[Callable[[Contents], Iterator[Found]]], Callable[[Contents], Iterator[Found]]]:
    """Make a rule of the function that finds it broken."""

    def make(find: Callable[[Contents], Iterator[Found]]) -> Callable[[Contents], Iterator[Found]]:
        RULES[id_] = Rule(id_, name, why, "; ".join(authority), find)
        return find

    return make


# --- the document as a whole ----------------------------------------------------------------------

_PROPERTIES: Final = WordPlace("document properties")
_SETTINGS: Final = WordPlace("settings")


@_rule(
    "title",
    "The document has a title",
    "WCAG 2.2, 2.4.2 Page titled",
    _GOV_UK,
    why="A screen reader says the title first; without one it spells out the name of the file.",
)
def _title(contents: Contents) -> Iterator[Found]:
    if contents.is_house_style:
        return
    title = _core(contents, "title")
    remedy = "write what the document is called: File, Info, Properties, Title"
    if not title:
        yield _PROPERTIES, "the document has no title", remedy
    elif title in {contents.file, contents.file.rpartition(".")[0]}:
        yield _PROPERTIES, f'the title is the name of the file, "{title}"', remedy
    elif _UNTITLED.fullmatch(title):
        yield _PROPERTIES, f'the title says nothing: "{title}"', remedy


def _core(contents: Contents, name: str) -> str:
    root = contents.core
    return "" if root is None else (root.findtext(_DC + name) or "").strip()


@_rule(
    "language",
    "The document says its language",
    "WCAG 2.2, 3.1.1 Language of page",
    why="A screen reader takes its voice from the language; a wrong one can't be understood.",
)
def _language(contents: Contents) -> Iterator[Found]:
    default = contents.looks.defaults.get("language", "")
    if contents.is_house_style:
        yield from _languages_of_styles(contents, contents.language or default)
        return
    remedy = "select all, then Review, Language, Set Proofing Language, Set As Default"
    if not default:
        yield WordPlace("styles"), "the document says no language", remedy
        return
    wanted = contents.language or default
    said = {
        "styles": default,
        "settings": value(child(contents.settings, "themeFontLang")),
        "document properties": _core(contents, "language"),
    }
    for where, language in said.items():
        if language and not _is_alike(language, wanted, is_exact=bool(contents.language)):
            yield WordPlace(where), f"the language is {language} here, not {wanted}", remedy


def _languages_of_styles(contents: Contents, wanted: str) -> Iterator[Found]:
    """Yield the styles that say another language, which jdgen gives the default ones only."""
    for style in contents.looks.all_styles():
        own = value(child(style, "rPr", "lang"))
        is_default = value(style, "default") in {"1", "true", "on"}
        if own and wanted and not is_default and not _is_alike(own, wanted, is_exact=True):
            place = WordPlace(f'style "{value(child(style, "name"))}"')
            what = f"text in this style is marked as {own}, and documents are in {wanted}"
            yield place, what, "change the style in Word: Modify, Format, Language"


def _is_alike(one: str, other: str, *, is_exact: bool) -> bool:
    """Return whether two languages are the same, wherever they are spoken unless it is exact."""
    if is_exact:
        return _folded(one) == _folded(other)
    return _main_language(one) == _main_language(other)


def _main_language(tag: str) -> str:
    return _folded(tag).partition("-")[0]


def _folded(tag: str) -> str:
    return tag.casefold().replace("_", "-")


@_rule(
    "language-of-parts",
    "Text in another language is marked as such",
    "WCAG 2.2, 3.1.2 Language of parts",
    why="A screen reader reads unmarked Welsh with an English voice, which nobody can follow.",
)
def _language_of_parts(contents: Contents) -> Iterator[Found]:
    for paragraph in contents.paragraphs:
        said = Counter[str]()
        for run in paragraph.runs:
            said[run.look.get("language", "")] += len(run.text)
        written = language_of(paragraph.text)
        marked = said.most_common(1)[0][0] if said else ""
        if written and marked and written != _main_language(marked):
            yield (
                paragraph.place,
                f"this text is marked as {marked}, and reads like {written}",
                "select it, then Review, Language, Set Proofing Language",
            )


@_rule(
    "headings",
    "Headings are headings, in order",
    "WCAG 2.2, 1.3.1 Info and relationships",
    "WCAG 2.2, 2.4.6 Headings and labels",
    _GOV_UK,
    why="People who can't see the page move from heading to heading; bold text is none to them.",
)
def _headings(contents: Contents) -> Iterator[Found]:
    level = 0
    body = [one for one in contents.paragraphs if one.in_body and not one.in_contents]
    for paragraph in (one for one in body if one.level):
        if not paragraph.text.strip():
            if not paragraph.holds_more:
                yield paragraph.place, "a heading is empty", "delete it, or make it plain text"
            continue
        if paragraph.level > level + 1:
            what = f"a heading of level {paragraph.level} follows one of level {level}"
            if not level:
                what = f"the first heading is of level {paragraph.level}"
            yield paragraph.place, what, f"give it the style Heading {level + 1}"
        level = paragraph.level
    texts = [one for one in body if one.text.strip()]
    if not level and texts and not contents.is_house_style:
        remedy = "give the title the style Heading 1, and each section's Heading 2"
        yield WordPlace(), "there is no heading", remedy
    for at, paragraph in enumerate(texts, 1):
        if _stands_for_heading(paragraph) and not any(map(_is_bold, texts[at : at + 1])):
            remedy = "give it a style of a heading, such as Heading 2"
            yield paragraph.place, "bold text stands for a heading", remedy


def _stands_for_heading(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    is_plain = not (paragraph.level or paragraph.in_table or paragraph.in_box)
    is_other = paragraph.style.casefold() in {"title", "subtitle", "caption"}
    is_sentence = text[:1].islower() or re.search(r"[.;,]$|^\(|: |\t", text) is not None
    is_name = len(text) < _LONGEST_HEADING and len(re.findall(r"[^\W\d_]", text)) >= _FEWEST_LETTERS
    return is_plain and not is_other and not is_sentence and is_name and _is_bold(paragraph)


def _is_bold(paragraph: Paragraph) -> bool:
    return bool(paragraph.runs) and all(run.look.get("bold") for run in paragraph.runs)


@_rule(
    "lists",
    "Lists are lists",
    "WCAG 2.2, 1.3.1 Info and relationships",
    _GOV_UK,
    why="A screen reader says how many entries a list has; typed marks are only signs to it.",
)
def _lists(contents: Contents) -> Iterator[Found]:
    for paragraph in contents.paragraphs:
        if paragraph.level or paragraph.in_contents:
            continue
        if _TYPED_MARK.match(paragraph.text) and paragraph.in_body:
            remedy = "delete the mark, and use Home, Bullets or Numbering"
            yield paragraph.place, "the mark of a list is typed", remedy
        if paragraph.mark in {"", "none"}:
            what = "has no mark" if paragraph.mark else "is of a list that is not defined"
            remedy = "use the style List Bullet or List Number"
            yield paragraph.place, f"an entry {what}", remedy


# --- tables ---------------------------------------------------------------------------------------


def _data_tables(contents: Contents) -> Iterator[Table]:
    for table in contents.tables:
        if not _is_for_layout(table):
            yield table


def _is_for_layout(table: Table) -> bool:
    is_row = len(table.rows) <= 1 and not _is_of_names(table)
    return is_row or all(len(row.cells) <= 1 for row in table.rows)


def _is_of_names(table: Table) -> bool:
    """Return whether each row of a table is a name and its value, with no row for a header."""
    has_header = table.has_first_row or any(row.is_header for row in table.rows)
    return table.columns == NAMES_AND_VALUES and table.has_first_column and not has_header


@_rule(
    "table-header",
    "The first row of a table, and it alone, is its header; one of names and values needs none",
    "WCAG 2.2, 1.3.1 Info and relationships",
    _MICROSOFT,
    why="A screen reader says a column's header before each cell, and each page repeats it.",
)
def _table_header(contents: Contents) -> Iterator[Found]:
    for table in _data_tables(contents):
        first, *others = table.rows
        remedy = "Layout, Repeat Header Rows, with the first row selected"
        if not (first.is_header or _is_of_names(table)):
            yield table.place, "the first row is not marked as the header", remedy
        elif first.is_header and not table.has_first_row:
            yield table.place, "its header row is switched off", "Table Design, Header Row"
        if any(row.is_header for row in others):
            yield table.place, "other rows than the first are marked as headers", remedy
        if not all(row.is_whole for row in table.rows):
            remedy = "Table Properties, Row: untick Allow row to break across pages"
            yield table.place, "a row may break between pages", remedy


@_rule(
    "table-description",
    "A table has a title and a description",
    "WCAG 2.2, 1.3.1 Info and relationships",
    _MICROSOFT,
    why="A screen reader says them first, so that its user can pass over the table.",
)
def _table_description(contents: Contents) -> Iterator[Found]:
    for table in _data_tables(contents):
        said = {"title": table.caption, "description": table.description}
        missing = [name for name, text in said.items() if not text]
        if missing:
            remedy = "Table Properties, Alt Text"
            yield table.place, f"the table has no {' and no '.join(missing)}", remedy


@_rule(
    "simple-tables",
    "Tables hold data, one thing in each cell",
    "WCAG 2.2, 1.3.1 Info and relationships",
    "WCAG 2.2, 1.3.2 Meaningful sequence",
    _GOV_UK,
    why="Cells are read one by one, row by row: merged, empty or nested ones lose their column.",
)
def _simple_tables(contents: Contents) -> Iterator[Found]:
    for table in contents.tables:
        if _is_for_layout(table):
            shape = "row" if len(table.rows) <= 1 else "column"
            remedy = "write its text as paragraphs: Layout, Convert to Text"
            yield table.place, f"a table of one {shape} lays out text", remedy
            continue
        cells = [cell for row in table.rows for cell in row.cells]
        if any(cell.is_merged for cell in cells):
            yield table.place, "cells are merged", "split them: Layout, Split Cells"
        elif any(len(row.cells) != table.columns for row in table.rows):
            remedy = "make all rows alike, or two tables of it"
            yield table.place, "a row has other columns than the table", remedy
        if any(cell.holds_table for cell in cells):
            yield table.place, "a table stands in a cell", "move it out of the table"
        is_titled = table.has_first_row and table.has_first_column  # whose corner needs no title
        if any(cell.is_empty for cell in cells[is_titled:]):
            yield table.place, "cells are empty", 'write "None" or what is meant'


# --- pictures and links ---------------------------------------------------------------------------


@_rule(
    "pictures",
    "Pictures are described, and stand in the line",
    "WCAG 2.2, 1.1.1 Non-text content",
    _GOV_UK,
    _MICROSOFT,
    why="Who can't see a picture hears its description; a floating one is read nobody knows when.",
)
def _pictures(contents: Contents) -> Iterator[Found]:
    for picture in contents.pictures:
        place = picture.paragraph.place
        text = picture.description
        named = f' "{picture.name}"' if re.match("[^_]", picture.name) else ""
        remedy = "right-click it, View Alt Text: say what it shows, or tick Decorative"
        if not text and not picture.is_decorative:
            yield place, f"the picture{named} has no description", remedy
        elif _PICTURE_FILE.fullmatch(text):
            yield place, f'the picture{named} is described by a file\'s name, "{text}"', remedy
        elif len(text) > _LONGEST_DESCRIPTION:
            what = f"the description of the picture{named} has {len(text)} characters"
            remedy = f"say it in {_LONGEST_DESCRIPTION}, and the rest in the text"
            yield place, what, remedy
        if picture.is_floating:
            remedy = "right-click it, Wrap Text, In Line with Text"
            yield place, f"the picture{named} floats beside the text", remedy


@_rule(
    "links",
    "Links say where they lead",
    "WCAG 2.2, 2.4.4 Link purpose (in context)",
    _GOV_UK,
    why='A screen reader can list all links: "click here" says nothing there, an address is spelt.',
)
def _links(contents: Contents) -> Iterator[Found]:
    first: dict[str, str] = {}
    for link in contents.links:
        text = " ".join(link.text.split())
        place = link.paragraph.place
        if link.paragraph.in_contents or link.target.startswith("#_Toc"):
            continue
        if not link.target:
            yield place, f'the link "{text}" leads nowhere', "give it an address, or remove it"
        elif _LOCAL.match(link.target):
            what = f'the link "{text}" leads to a file on one computer'
            yield place, what, "link to where everyone can reach it"
        if fault := _unclear(link, text):
            yield place, fault, "let it say what is there, such as the page's title"
        target = link.target.rstrip("/").casefold()
        if text and first.setdefault(text.casefold(), target) != target:
            what = f'links called "{text}" lead to different places'
            yield place, what, "call them by what each leads to"


def _unclear(link: Link, text: str) -> str:
    """Return what is wrong with the words of a link; empty where nothing is."""
    target = link.target
    is_short = len(text) <= _LONGEST_ADDRESS and target in {f"https://{text}", f"http://{text}"}
    if not text:
        return "" if link.paragraph.holds_more else "a link has no words"
    if text.casefold().strip(" .,:>»") in _VAGUE:
        return f'the link "{text}" doesn\'t say where it leads'
    if _URL.fullmatch(text) and not is_short:
        return f'the address "{text}" stands for the words of a link'
    return ""


# --- looks ----------------------------------------------------------------------------------------


def _looking(contents: Contents) -> Iterator[tuple[Paragraph, Run]]:
    for paragraph in (*contents.paragraphs, *contents.samples):
        for run in paragraph.runs:
            yield paragraph, run


@_rule(
    "size",
    "Text is at least 12 point",
    _GOV_UK,
    "WCAG 2.2, 1.4.4 Resize text",
    why="Smaller text can't be read by many people, and printed text can't be made larger.",
)
def _size(contents: Contents) -> Iterator[Found]:
    for paragraph, run in _looking(contents):
        least = _LEAST_SIZE if paragraph.in_body or paragraph.in_sample else _LEAST_AT_EDGES
        size = run.look.get("size", 20)  # Word's own where nobody says it
        if size < least:
            where = "" if least == _LEAST_SIZE else " here"
            what = f"text is {size / 2:g} point, and should be {least / 2:g}{where}"
            yield paragraph.place, what, f"change {_styled(paragraph)} to {least / 2:g} point"


def _styled(paragraph: Paragraph) -> str:
    return f'the style "{paragraph.style}"' if paragraph.style else "it"


@_rule(
    "face",
    "The typeface is without serifs",
    _GOV_UK,
    why="Plain letters are easier to read for people with dyslexia or low vision.",
)
def _face(contents: Contents) -> Iterator[Found]:
    families = _families(contents)
    for paragraph, run in _looking(contents):
        face = run.look.get("face") or "Times New Roman"  # which is Word's own
        is_sign = face.casefold().startswith(_SYMBOLS)
        if is_sign or not _LATIN.search(run.text):
            continue
        if kind := _kind_of_face(face, families):
            remedy = f"change {_styled(paragraph)} to one such as Arial"
            yield paragraph.place, f"the typeface {face} {kind}", remedy


def _families(contents: Contents) -> dict[str, str]:
    """Return what the file says of the typefaces it uses."""
    root = contents.root("fontTable")
    fonts = () if root is None else root
    return {value(font, "name").casefold(): value(child(font, "family")) for font in fonts}


def _kind_of_face(face: str, families: dict[str, str]) -> str:
    if face.casefold() in _SERIF:
        return _NOT_SANS["roman"]
    return _NOT_SANS.get(families.get(face.casefold(), ""), "")


@_rule(
    "contrast",
    "Text stands out from its background",
    "WCAG 2.2, 1.4.3 Contrast (minimum)",
    why="Pale text can't be read by people with low vision, nor by anyone in sunlight.",
)
def _contrast(contents: Contents) -> Iterator[Found]:
    for paragraph, run in _looking(contents):
        behind = run.background
        if behind is None:
            continue
        colour = run.look.get("colour", "auto")
        if colour == "auto":  # Word takes black or white
            colour = "000000" if luminance(behind) > _DARK else "FFFFFF"
        size = run.look.get("size", 20)
        is_large = size >= (_LARGE_BOLD if run.look.get("bold") else _LARGE)
        least = 3 if is_large else 4.5
        ratio = contrast(colour, behind)
        if ratio < least:
            what = f"#{colour} on #{behind} has a contrast of {ratio:.2f}:1, not {least}:1"
            yield (
                paragraph.place,
                what,
                f"change the colour of {_styled(paragraph)}, or its background",
            )


@_rule(
    "colour-alone",
    "Links are told by more than their colour",
    "WCAG 2.2, 1.4.1 Use of colour",
    why="Who can't tell the colours apart can't tell the link from the text around it.",
)
def _colour_alone(contents: Contents) -> Iterator[Found]:
    for paragraph in (*contents.paragraphs, *contents.samples):
        said = [run for run in paragraph.runs if re.search(r"\w", run.text)]
        around = {run.look.get("colour", "auto") for run in said if not run.is_link}
        if around and not paragraph.in_contents and any(_is_pale(run, around) for run in said):
            what = "a link is told from the text by its colour alone"
            yield paragraph.place, what, 'underline it, as the style "Hyperlink" does'


def _is_pale(run: Run, around: set[str]) -> bool:
    """Return whether a run is a link that only its colour tells from the text around it."""
    is_told = run.look.get("underlined") or run.look.get("bold")
    return run.is_link and not is_told and run.look.get("colour", "auto") not in around


@_rule(
    "alignment",
    "Text begins at the left, and its right edge is ragged",
    _GOV_UK,
    why="The uneven gaps of justified text run together for people with dyslexia.",
)
def _alignment(contents: Contents) -> Iterator[Found]:
    for paragraph in (*contents.paragraphs, *contents.samples):
        if paragraph.runs and paragraph.look.get("alignment") in {"both", "distribute"}:
            remedy = f"Home, Align Left, in {_styled(paragraph)}"
            yield paragraph.place, "the text is justified", remedy


@_rule(
    "emphasis",
    "Nothing is in capitals, and only links are underlined",
    _GOV_UK,
    why="Capitals hide the shapes of words; what is underlined is taken for a link.",
)
def _emphasis(contents: Contents) -> Iterator[Found]:
    for paragraph, run in _looking(contents):
        if not re.search(r"\w", run.text):
            continue
        if run.look.get("caps") or run.look.get("small_caps"):
            remedy = f"Font, untick All caps and Small caps, in {_styled(paragraph)}"
            yield paragraph.place, "text is shown in capitals", remedy
        if run.look.get("underlined") and not run.is_link:
            yield paragraph.place, "text is underlined and no link", "use bold in its place"


# --- what hinders reading or editing --------------------------------------------------------------


@_rule(
    "reading-order",
    "Text is read in the order in which it is seen",
    "WCAG 2.2, 1.3.2 Meaningful sequence",
    _MICROSOFT,
    why="Text in boxes, frames and columns is read at another place, or not at all.",
)
def _reading_order(contents: Contents) -> Iterator[Found]:
    framed = [one.place for one in contents.paragraphs if one.look.get("in_frame")]
    for what, remedy, places in (
        ("a text box", "move it into the text", contents.boxes),
        ("a frame", "Format Frame, Remove Frame", framed),
    ):
        for place in places:
            if re.search(r"[^\W\d]", place.text):  # a page's number may stand anywhere
                yield place, f"text stands in {what}", remedy
    for place in contents.columns:
        yield place, "the page has columns", "Layout, Columns, One"
    if not contents.is_house_style:
        yield from _only_at_edges(contents)


def _only_at_edges(contents: Contents) -> Iterator[Found]:
    """Yield how to get in touch, where that stands in headers and footers alone."""
    said = " ".join(one.text for one in contents.paragraphs if one.in_body)
    for paragraph in contents.paragraphs:
        if paragraph.part in {"header", "footer"}:
            for contact in _CONTACT.findall(paragraph.text):
                if contact not in said:
                    what = f'"{contact}" stands only in the {paragraph.part}, which is not read'
                    yield paragraph.place, what, "say it in the text too"


@_rule(
    "spacing",
    "Space is made by styles",
    _MICROSOFT,
    why='A screen reader says "blank" at each empty line, and reads columns of tabs in a muddle.',
)
def _spacing(contents: Contents) -> Iterator[Found]:
    for paragraph in contents.paragraphs:
        if not paragraph.in_body or paragraph.in_contents or paragraph.in_box:
            continue
        if _is_gap(paragraph):
            yield paragraph.place, "a paragraph is empty", "delete it; set Spacing in the style"
        if _SPACES.search(paragraph.text):
            yield paragraph.place, "spaces are repeated", "delete them; use an indent or a table"
        if _TABS.search(paragraph.text):
            yield paragraph.place, "tabs lay out text", "use an indent or a table"


def _is_gap(paragraph: Paragraph) -> bool:
    """Return whether a paragraph holds nothing; an empty heading has its own rule."""
    is_empty = not (paragraph.text.strip() or paragraph.holds_more)
    return is_empty and not paragraph.is_needed and not paragraph.level


@_rule(
    "controls",
    "What is to be filled in has a name",
    "WCAG 2.2, 4.1.2 Name, role, value",
    _MICROSOFT,
    why="A screen reader says the title of a control: without one nobody knows what goes there.",
)
def _controls(contents: Contents) -> Iterator[Found]:
    for control in contents.controls:
        if not control.title:
            remedy = "Developer, Properties, Title"
            yield control.place, "a content control has no title", remedy


@_rule(
    "protection",
    "The document can be opened and changed",
    "WCAG 2.2, 4.1.2 Name, role, value",
    why="Protection can keep a screen reader out, and people from making the text larger.",
)
def _protection(contents: Contents) -> Iterator[Found]:
    protection = child(contents.settings, "documentProtection")
    if protection is not None and value(protection, "enforcement") in {"1", "true", "on"}:
        yield _SETTINGS, "the document is protected", "Review, Restrict Editing, Stop Protection"


@_rule(
    "changes",
    "No tracked change and no comment is left",
    "WCAG 2.2, 4.1.2 Name, role, value",
    why="Changes and comments are read out with the text, and say who wrote what.",
)
def _changes(contents: Contents) -> Iterator[Found]:
    remedies = {
        "a comment": "Review, Delete, Delete All Comments in Document",
        "a tracked change": "Review, Accept, Accept All Changes and Stop Tracking",
    }
    for paragraph in contents.paragraphs:
        for change in sorted(paragraph.changes):
            yield paragraph.place, f"{change} is left", remedies[change]


@_rule(
    "current-format",
    "The file is of Word's current format",
    _MICROSOFT,
    why="Word's own accessibility checker does not look at a file of an older format.",
)
def _current_format(contents: Contents) -> Iterator[Found]:
    mode = ""
    for setting in () if contents.settings is None else _compatibility(contents.settings):
        if value(setting, "name") == "compatibilityMode":
            mode = value(setting)
    if mode != _CURRENT:
        what = f"Word opens it in compatibility mode ({mode or 'no mode is said'}, not {_CURRENT})"
        yield _SETTINGS, what, "File, Info, Convert, and save it"


def _compatibility(settings: Element) -> list[Element]:
    found = child(settings, "compat")
    return [] if found is None else list(found)


@_rule(
    "unfilled",
    "Nothing is left to be filled in",
    "Good practice: a reader can't tell what should stand there",
    why="What was to be replaced is published as it is.",
)
def _unfilled(contents: Contents) -> Iterator[Found]:
    for paragraph in contents.paragraphs:
        text = paragraph.text
        if contents.is_house_style:
            text = "".join(run.text for run in paragraph.runs if not run.is_filled)
        for name in paragraph.merged:
            yield paragraph.place, f'the merge field "{name}" is left', "finish the mail merge"
        for found in _UNFILLED.finditer(text):
            yield paragraph.place, f'"{found[0]}" is left to be filled in', "write what is meant"
