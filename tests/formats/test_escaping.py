"""Whatever an author types is what a reader of the Markdown sees, in every place text can stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pyromark
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jdgen.formats.blocks import Block, Bullets, Heading, Numbered, Paragraph, Span, Table
from jdgen.formats.escaping import escape, escape_pipes, one_line, paragraphs
from jdgen.formats.markdown import parse
from jdgen.reading.invisible import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

ISSUE: Final = "A* & <B> | C_d {x} {% y %} [y](z) #1. -"
SPECIALS: Final = "`*_\\|<>&;#[]()!+-.=~:\"'{}%@/^$0123456789aZé \t\n\r\u00a0"

any_text = st.text(st.characters().filter(lambda character: not FORBIDDEN.match(character)))
special_text = st.text(st.sampled_from(SPECIALS), max_size=14)
fragments = st.lists(
    st.sampled_from(
        [
            "&amp;", "&#42;", "&copy", "<b>", "</b>", "<!--", "<a@b.c>", "<http://a.b>",
            "http://a.b", "[a](b)", "[a][b]", "[a]: b", "![a](b)", "**a**", "__a__", "_a_",
            "`a`", "~~a~~", "\\", "|", "---", "***", "- ", "+ ", "* ", "1. ", "12) ",
            "1234567890. ", "# ", "####### ", "> ", "```", "~~~", "===", "| - |", "\n",
            "\r\n\r\n", "  ", "    ", "a", "é", "\U0001f600", "{{ x }}", "$x$",
        ]
    ),
    max_size=6,
).map("".join)  # fmt: skip
texts = st.one_of(any_text, special_text, fragments).filter(lambda text: one_line(text) != "")


class Place(NamedTuple):
    """Where a text can stand: the Markdown around it, and the blocks that should come of it."""

    markdown: Callable[[str], str]
    blocks: Callable[[str], tuple[Block, ...]]


def _plain(text: str) -> tuple[Span, ...]:
    return (Span(text),)


def _item(text: str) -> tuple[Block, ...]:
    return (Paragraph(_plain(text)),)


def _labelled(text: str) -> tuple[Block, ...]:
    return (Paragraph((Span(f"{text}:", bold=True), Span(" duty"))),)


PLACES: Final = {
    "paragraph": Place(lambda text: f"{text}\n", _item),
    "paragraph between others": Place(
        lambda text: f"before\n\n{text}\n\nafter\n",
        lambda text: (*_item("before"), *_item(text), *_item("after")),
    ),
    "heading": Place(lambda text: f"# {text}\n", lambda text: (Heading(1, _plain(text)),)),
    "bulleted item": Place(
        lambda text: f"- {text}\n- {text}\n",
        lambda text: (Bullets((_item(text), _item(text))),),
    ),
    "numbered item": Place(
        lambda text: f"1. {text}\n2. {text}\n",
        lambda text: (Numbered((_item(text), _item(text))),),
    ),
    "bold label": Place(
        lambda text: f"- **{text}:** duty\n", lambda text: (Bullets((_labelled(text),)),)
    ),
    "text after a bold label": Place(
        lambda text: f"- **Plans:** {text}\n",
        lambda text: (Bullets(((Paragraph((Span("Plans:", bold=True), Span(f" {text}"))),),)),),
    ),
    "bold label before itself": Place(
        lambda text: f"- **{text}:** {text}\n",
        lambda text: (Bullets(((Paragraph((Span(f"{text}:", bold=True), Span(f" {text}"))),),)),),
    ),
    "cell": Place(
        lambda text: f"| A | B |\n| --- | --- |\n| {text} | {text} |\n",
        lambda text: (Table((_plain("A"), _plain("B")), ((_plain(text), _plain(text)),)),),
    ),
    "link's text": Place(
        lambda text: f"[{text}](https://a.example)\n",
        lambda text: (Paragraph((Span(text, link="https://a.example"),)),),
    ),
    "words of a link's text": Place(
        lambda text: f"See [how {text} works](https://a.example) now\n",
        lambda text: (
            Paragraph(
                (Span("See "), Span(f"how {text} works", link="https://a.example"), Span(" now"))
            ),
        ),
    ),
    "bold words": Place(
        lambda text: f"Say **{text}** now\n",
        lambda text: (Paragraph((Span("Say "), Span(text, bold=True), Span(" now"))),),
    ),
    "words in bold words": Place(
        lambda text: f"Say **to {text} that** now\n",
        lambda text: (Paragraph((Span("Say "), Span(f"to {text} that", bold=True), Span(" now"))),),
    ),
    "words in italics": Place(
        lambda text: f"Say *{text}* now\n",
        lambda text: (Paragraph((Span("Say "), Span(text, italic=True), Span(" now"))),),
    ),
    "bold words of a link": Place(
        lambda text: f"[**{text}**](https://a.example)\n",
        lambda text: (Paragraph((Span(text, bold=True, link="https://a.example"),)),),
    ),
    "heading cell": Place(
        lambda text: f"| {text} | B |\n| --- | --- |\n| 1 | 2 |\n",
        lambda text: (Table((_plain(text), _plain("B")), ((_plain("1"), _plain("2")),)),),
    ),
}
places = pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
_PEER: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_TABLES: Final = pyromark.Options.ENABLE_TABLES
_GITHUB: Final = (
    _TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_GFM
)
_LEAVES: Final = {"text": "", "softbreak": "\n"} | {
    f"{markup}_{end}": "" for markup in ("strong", "em", "link") for end in ("open", "close")
}
_TIES: Final = {"paragraph": "p", "heading": "h", "th": "c", "td": "c"}


def seen_by_a_peer(markdown: str) -> list[tuple[str, str]]:
    """Return each text with the kind of block around it, as another CommonMark parser reads it."""
    seen: list[tuple[str, str]] = []
    kind = ""
    for token in _PEER.parse(markdown):
        if token.type.removesuffix("_open") in _TIES:
            kind = _TIES[token.type.removesuffix("_open")]
        elif token.type == "inline":
            seen.append((kind, "".join(map(_leaf, _children(token)))))
    return seen


def _events(markdown: str, options: pyromark.Options) -> Iterator[object]:
    """Go through the events of a reading, those of neighbouring texts as one."""
    text = ""
    for event in pyromark.events(markdown, options=options):
        if isinstance(event, dict) and "Text" in event:
            text += str(event["Text"])
            continue
        if text:
            yield text
        text = ""
        yield event


def _children(token: Token) -> Sequence[Token]:
    return token.children or ()


def _leaf(token: Token) -> str:
    assert token.type in _LEAVES, f"the text became markup: {token.type}"
    return token.content or _LEAVES[token.type]


def expected_of_a_peer(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Return what the peer should see of the blocks."""
    expected: list[tuple[str, str]] = []
    for block in blocks:
        match block:
            case Paragraph(spans):
                expected.append(("p", "".join(span.text for span in spans)))
            case Heading(_, spans):
                expected.append(("h", "".join(span.text for span in spans)))
            case Bullets(items) | Numbered(items):
                expected += (pair for item in items for pair in expected_of_a_peer(item))
            case Table(header, rows):
                cells = [cell for row in (header, *rows) for cell in row]
                expected += (("c", "".join(span.text for span in cell)) for cell in cells)
    return expected


@places
@given(text=texts)
@example(text=ISSUE)
@example(text="a\\")
@example(text="\\|")
@example(text="# #")
@example(text="#######")
@example(text="1986. A good year")
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_back_as_it_was_typed(place: Place, text: str) -> None:
    markdown = place.markdown(escape(text))
    expected = place.blocks(one_line(text))
    assert parse(markdown) == expected
    assert seen_by_a_peer(markdown) == expected_of_a_peer(expected)


@places
@given(text=texts)
@example(text="~~struck~~")
@example(text="~a~ b ~c~")
@example(text="[x] done")
@example(text="[^1]: a note")
@settings(max_examples=100, deadline=None)
def test_no_text_becomes_markup_of_github(place: Place, text: str) -> None:
    markdown = place.markdown(escape(text))
    assert list(_events(markdown, _GITHUB)) == list(_events(markdown, _TABLES))


@given(text=texts)
@settings(max_examples=200, deadline=None)
def test_escaped_text_is_one_line_and_only_gains_backslashes(text: str) -> None:
    escaped = escape(text)
    assert not set("\t\r\n") & set(escaped)
    left = iter(escaped)
    line = one_line(text)
    assert all(character in left for character in line), "a character was lost"
    assert len(escaped) - len(line) == escaped.count("\\") - line.count("\\")


@pytest.mark.parametrize(
    "text",
    [
        "R&D",
        "C_d",
        "<5 years",
        "Health & Safety",
        "C#",
        "5 - 6",
        "Join us!",
        "http://a.b/c_d?x=1&y=2",
        "£35,587 to £38,295 a year",
        "37 hours (full time)",
        "#1 priority",
        "-5 degrees",
        "+44 1632 960000",
        "3.5 days",
        "a > b",
        "[optional] text",
        "{{ organisation.name }} and {% raw %}",
        "C:\\Users\\a",
        "~10 people",
        "name@northmere.example",
    ],
)
def test_ordinary_text_stays_as_typed(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        (ISSUE, r"A\* & \<B> \| C_d {x} {% y %} \[y\](z) #1. -"),
        ("", ""),
        ("  one\n  two\t three ", "one two three"),
        ("# Heading", r"\# Heading"),
        ("1. First", r"1\. First"),
        ("2026) a year", r"2026\) a year"),
        ("- item", r"\- item"),
        ("> quoted", r"\> quoted"),
        ("---", r"\---"),
        ("_x_", r"\_x\_"),
        ("&amp; &#42;", r"\&amp; \&#42;"),
        ("![alt](a.png)", r"\!\[alt\](a.png)"),
        (r"\*", r"\\\*"),
        ("ends in \\", r"ends in \\"),
    ],
)
def test_backslashes_stand_only_where_needed(text: str, markdown: str) -> None:
    assert escape(text) == markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n\t\n ", []),
        ("one", ["one"]),
        ("one\ntwo", ["one two"]),
        ("one\n\ntwo\n", ["one", "two"]),
        ("one\r\n\r\ntwo\r\rthree", ["one", "two", "three"]),
        ("one\n \t \n\n\n  two   words", ["one", "two words"]),
    ],
)
def test_blank_lines_part_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_paragraphs_lose_no_word(text: str) -> None:
    # White space at a paragraph's ends, of whatever kind, is no part of it: see `one_line`.
    assert " ".join(paragraphs(text)).split() == text.split()


@pytest.mark.parametrize(
    ("markdown", "in_a_cell"),
    [
        ("a|b", r"a\|b"),
        (r"a\|b", r"a\|b"),
        (r"a\\|b", r"a\\\|b"),
        (r"a\\\|b", r"a\\\|b"),
        ("||", r"\|\|"),
        ("**a|b** and [c|d](https://e.example)", r"**a\|b** and [c\|d](https://e.example)"),
        ("none", "none"),
    ],
)
def test_only_bare_vertical_bars_are_escaped_for_a_cell(markdown: str, in_a_cell: str) -> None:
    assert escape_pipes(markdown) == in_a_cell


@given(
    markdown=st.text(st.sampled_from("ab |\\*&"), max_size=12)
    .map(lambda text: f"a{text}b")
    .filter(lambda text: one_line(text) == text)
)
@settings(max_examples=200, deadline=None)
def test_markdown_means_the_same_in_a_cell_as_in_a_paragraph(markdown: str) -> None:
    (paragraph,) = parse(markdown)
    (table,) = parse(f"| {escape_pipes(markdown)} | b |\n| --- | --- |\n| 1 | 2 |\n")
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert table.header[0] == paragraph.spans
