"""Rules on structure: headings, lists, the order of reading, and what makes space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.audit.paragraphs import WordPlace
from jdgen.formats.word.audit.rules.rule import GOV_UK, MICROSOFT, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.audit.contents import WordContents
    from jdgen.formats.word.audit.paragraphs import WordParagraph
    from jdgen.formats.word.audit.rules.rule import Fault

_LONGEST_HEADING: Final = 80
_FEWEST_LETTERS: Final = 3  # in what can be a heading
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


@rule(
    "headings",
    "Headings are headings, in order",
    "WCAG 2.2, 1.3.1 Info and relationships",
    "WCAG 2.2, 2.4.6 Headings and labels",
    GOV_UK,
    why="People who can't see the page move from heading to heading; bold text is none to them.",
)
def headings(contents: WordContents) -> Iterator[Fault]:
    """Yield headings that are empty or skip a level, and bold text that stands for one."""
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


def _stands_for_heading(paragraph: WordParagraph) -> bool:
    text = paragraph.text.strip()
    is_plain = not (paragraph.level or paragraph.in_table or paragraph.in_box)
    is_other = paragraph.style.casefold() in {"title", "subtitle", "caption"}
    is_sentence = text[:1].islower() or re.search(r"[.;,]$|^\(|: |\t", text) is not None
    is_name = len(text) < _LONGEST_HEADING and len(re.findall(r"[^\W\d_]", text)) >= _FEWEST_LETTERS
    return is_plain and not is_other and not is_sentence and is_name and _is_bold(paragraph)


def _is_bold(paragraph: WordParagraph) -> bool:
    return bool(paragraph.runs) and all(run.look.get("bold") for run in paragraph.runs)


@rule(
    "lists",
    "Lists are lists",
    "WCAG 2.2, 1.3.1 Info and relationships",
    GOV_UK,
    why="A screen reader says how many entries a list has; typed marks are only signs to it.",
)
def lists(contents: WordContents) -> Iterator[Fault]:
    """Yield entries of lists whose mark is typed, or that have none."""
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


@rule(
    "reading-order",
    "Text is read in the order in which it is seen",
    "WCAG 2.2, 1.3.2 Meaningful sequence",
    MICROSOFT,
    why="Text in boxes, frames and columns is read at another place, or not at all.",
)
def reading_order(contents: WordContents) -> Iterator[Fault]:
    """Yield text that is not read where it is seen: in boxes, frames, columns and at edges."""
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


def _only_at_edges(contents: WordContents) -> Iterator[Fault]:
    """Yield how to get in touch, where that stands in headers and footers alone."""
    said = " ".join(one.text for one in contents.paragraphs if one.in_body)
    for paragraph in contents.paragraphs:
        if paragraph.part in {"header", "footer"}:
            for contact in _CONTACT.findall(paragraph.text):
                if contact not in said:
                    what = f'"{contact}" stands only in the {paragraph.part}, which is not read'
                    yield paragraph.place, what, "say it in the text too"


@rule(
    "spacing",
    "Space is made by styles",
    MICROSOFT,
    why='A screen reader says "blank" at each empty line, and reads columns of tabs in a muddle.',
)
def spacing(contents: WordContents) -> Iterator[Fault]:
    """Yield empty paragraphs, repeated spaces and tabs that lay out text."""
    for paragraph in contents.paragraphs:
        if not paragraph.in_body or paragraph.in_contents or paragraph.in_box:
            continue
        if _is_gap(paragraph):
            yield paragraph.place, "a paragraph is empty", "delete it; set Spacing in the style"
        if _SPACES.search(paragraph.text):
            yield paragraph.place, "spaces are repeated", "delete them; use an indent or a table"
        if _TABS.search(paragraph.text):
            yield paragraph.place, "tabs lay out text", "use an indent or a table"


def _is_gap(paragraph: WordParagraph) -> bool:
    """Return whether a paragraph holds nothing; an empty heading has its own rule."""
    is_empty = not (paragraph.text.strip() or paragraph.holds_more)
    return is_empty and not paragraph.is_needed and not paragraph.level
