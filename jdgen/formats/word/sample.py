"""A page on which every style of a house style is seen, for whoever edits it in Word.

It stands where the text goes, so that no document has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.formats.blocks import (
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
)
from jdgen.formats.word.body import write_body

if TYPE_CHECKING:
    from jdgen.formats.word.house_style import HouseStyle


def _text(*words: str) -> Spans:
    return tuple(map(Span, words))


def _item(text: str, *inside: Block) -> tuple[Block, ...]:
    return (Paragraph(_text(text)), *inside)


def _fact(label: str, value: str) -> tuple[Block, ...]:
    return (Paragraph((Span(f"{label}:", bold=True), Span(f" {value}"))),)


_SECTION: Final = "Heading 2: a section"
_LINK: Final = "#heading-2-a-section"
SAMPLE: Final[tuple[Block, ...]] = (
    Heading(1, _text("Heading 1: the title of a document")),
    Paragraph(_text("Subtitle: what kind of document it is, and whose"), is_subtitle=True),
    KeyFacts(
        (
            _fact("Fact Label", "Fact: what matters most of a job, in a line each"),
            _fact("Salary", "£33,024 to £37,336 a year"),
            _fact("Location", "A longer value goes on below itself, and not below its label,"
                  " however many lines it takes"),
        )
    ),
    Paragraph(
        (
            Span("Normal: running text. No document has this page: its own text takes the place of"
                 " all that stands here. Change the styles, and all documents follow. "),
            Span("Strong", bold=True),
            Span(", "),
            Span("Emphasis", italic=True),
            Span(" and "),
            Span("Hyperlink", link=_LINK),
            Span(" are styles of words. Colours and typefaces come from the theme: Design, Colours"
                 " and Fonts."),
        )
    ),
    Heading(2, _text(_SECTION)),
    Contents(((Paragraph((Span("toc 1: a line of the contents", link=_LINK),)),),)),
    Heading(3, _text("Heading 3: a group in a section, or a section of a part")),
    Bullets(
        (
            _item("List Bullet, for duties and the like", Bullets(
                (_item("its second level", Bullets((_item("and its third"),))),))),
            _item("another entry"),
        )
    ),
    Heading(4, _text("Heading 4: a group in a part")),
    Numbered(
        (
            _item("List Number, where entries are numbered", Numbered(
                (_item("its second level", Numbered((_item("and its third"),))),))),
            _item("another entry"),
        )
    ),
    Heading(2, _text("Tables")),
    Table(
        (_text("Table Heading"), _text("Essential or desirable"), _text("How assessed")),
        (
            (_text("Table Text, in the style Document Table"), _text("Essential"),
             _text("Application form")),
            (_text("Plans work over several months"), _text("Desirable"), _text("Interview")),
        ),
    ),
    Paragraph(_text("A table of names and values has its first column in bold:")),
    Table(
        (_text("Detail"), _text("This post")),
        ((_text("Hours"), _text("37 a week")), (_text("Contract"), _text("Permanent"))),
    ),
    Heading(2, _text("Agreement")),
    Signatures((_item("Signature Line"), _item("Line manager"))),
)  # fmt: skip


def sample_of(style: HouseStyle) -> str:
    """Return the page as XML, in a house style; raise `BadHouseStyle` where it lacks a style."""
    body = write_body(SAMPLE, style)
    xml = body.xml
    for number, _, _ in body.lists:  # it has no lists of its own
        xml = xml.replace(
            f'<w:numId w:val="{number}"/>', f'<w:numId w:val="{style.numbers.number}"/>'
        )
    return xml
