"""Markdown becomes headings, paragraphs, lists and tables, or is refused by name and line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from example import REPOSITORY
from hypothesis import given, settings
from hypothesis import strategies as st

from jdgen.formats.blocks import (
    Block,
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    Span,
    Spans,
    Table,
    plain,
)
from jdgen.formats.markdown import DEEPEST, UnknownMarkup, _parsed, inline_fault, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CASES: Final = REPOSITORY / "tests" / "cases" / "markdown.txt"


class Case(NamedTuple):
    """One reading: a title, Markdown, and an outline of its blocks."""

    title: str
    markdown: str
    outline: str


def cases() -> Iterator[Case]:
    """Read the cases: a title, a dot, the Markdown, a dot, the outline, a dot."""
    parts = CASES.read_text(encoding="utf-8").split("\n.\n")
    assert parts.pop() == ""
    assert len(parts) % 3 == 0
    for at in range(0, len(parts), 3):
        title, markdown, outline = parts[at : at + 3]
        yield Case(title.strip(), f"{markdown}\n", outline)


def outline(blocks: Sequence[Block], indent: str = "") -> Iterator[str]:
    """Draw blocks as indented lines."""
    deeper = f"{indent}  "
    for block in blocks:
        match block:
            case Heading(level, spans):
                yield f"{indent}heading {level}: {drawn(spans)}"
            case Paragraph(spans):
                yield f"{indent}paragraph: {drawn(spans)}"
            case Bullets(items) | Numbered(items):
                yield (
                    f"{indent}numbered from {block.start}"
                    if isinstance(block, Numbered)
                    else f"{indent}bullets"
                )
                for item in items:
                    yield f"{deeper}item"
                    yield from outline(item, f"{deeper}  ")
            case Table(header, rows):
                yield f"{indent}table"
                yield f"{deeper}header: {' / '.join(map(drawn, header))}"
                yield from (f"{deeper}row: {' / '.join(map(drawn, row))}" for row in rows)


def drawn(spans: Spans) -> str:
    """Draw spans: `{b|bold}`, `{i|italic}`, `{https://a.example|link}`."""
    return "".join(map(_drawn, spans)) or "(empty)"


def _drawn(span: Span) -> str:
    look = f"{'b' * span.bold}{'i' * span.italic}"
    said = " ".join(part for part in (look, span.link) if part)
    return f"{{{said}|{span.text}}}" if said else span.text


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_markdown_becomes_blocks(case: Case) -> None:
    found = parse(case.markdown)
    assert "\n".join(outline(found)) == case.outline.strip("\n")


def test_spans_of_one_look_are_one_span() -> None:
    assert parse("a &amp; \\* b\nc") == (Paragraph((Span("a & * b c"),)),)


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("> quoted", "a quotation"),
        ("Run `ls`.", "code"),
        ("```sh\nls\n```", "a code block"),
        ("    ls -l", "a code block"),
        ("An ![image](a.png).", "an image"),
        ("<div>\nraw\n</div>", "HTML"),
        ("<!-- a comment -->", "HTML"),
        ("Some <b>bold</b> text", "HTML"),
        ("one  \ntwo", "a line break"),
        ("one\\\ntwo", "a line break"),
        ("---", "a rule"),
        ("***", "a rule"),
    ],
)
@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", 1),
        ("# Título £\n\nText \u2013 with two\nlines.\n\n", 6),
        ("- One\n- Two\n\nText.\n\n", 6),
    ],
    ids=["at the start", "after text", "after a list"],
)
def test_other_markup_is_refused_by_name_and_line(
    before: str, line: int, markup: str, what: str
) -> None:
    with pytest.raises(UnknownMarkup) as refused:
        parse(f"{before}{markup}\n\nMore text.\n")
    assert refused.value.what == what
    assert refused.value.line == line


@pytest.mark.parametrize(
    ("markdown", "what", "line"),
    [
        ("# A\n\n- one\n- two\n\n  > quoted\n", "a quotation", 6),
        ("| A | B |\n| - | - |\n| 1 | 2 |\n| 3 | `4` |\n", "code", 4),
        ("# A\n\n## B <i>c</i>\n", "HTML", 3),
        ("Text **bold ![x](y.png)**\n", "an image", 1),
        ("- one\n  - two\n\n    ---\n", "a rule", 4),
        ("First `a`.\n\nSecond `b`.\n", "code", 1),
    ],
)
def test_refused_markup_is_found_inside_other_blocks(markdown: str, what: str, line: int) -> None:
    with pytest.raises(UnknownMarkup) as refused:
        parse(markdown)
    assert (refused.value.what, refused.value.line) == (what, line)


@pytest.mark.parametrize(
    "markdown",
    [
        "plain",
        "R&D, C_d and <5 years",
        "**bold**, *italics* and ***both***",
        "[a link](https://a.example/b?c=d&e=f)",
        "[a **bold** link](http://a.example)",
        "[write](mailto:a@b.example) or [ring](tel:+441632960000)",
        "[a link](HTTPS://A.EXAMPLE)",
        "one\ntwo\n\n   three",
        "<https://a.example>",
    ],
)
def test_bold_italics_and_links_can_stand_in_a_clause(markdown: str) -> None:
    assert inline_fault(markdown) == ""


@pytest.mark.parametrize(
    ("markdown", "fault"),
    [
        ("", "no text"),
        ("  \n ", "no text"),
        ("[a]: https://a.example", "no text"),
        ("# A heading", "a heading, a list or a table"),
        ("- an item", "a heading, a list or a table"),
        ("1. an item", "a heading, a list or a table"),
        ("> quoted", "a quotation"),
        ("`code`", "code"),
        ("![an image](a.png)", "an image"),
        ("a <b>tag</b>", "HTML"),
        ("<p>block</p>", "HTML"),
        ("<script>alert(1)</script>", "HTML"),
        ("---", "a rule"),
        ("``` code", "a code block"),
    ],
)
def test_anything_else_in_a_clause_is_named(markdown: str, fault: str) -> None:
    assert inline_fault(markdown) == fault


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/hosts", "ftp://a.example", "a.html"],
)
def test_a_link_leads_to_the_web_an_e_mail_address_or_a_telephone_only(address: str) -> None:
    fault = inline_fault(f"See [this](https://a.example) and [that]({address}).")
    assert fault.startswith(f'a link to "{address}"')
    assert "web, e-mail or telephone address" in fault


@pytest.mark.parametrize(
    "markdown",
    ["See [this page]().", "See [](https://a.example) now.", "See [this page](#there)."],
)
def test_a_link_that_would_be_lost_is_named(markdown: str) -> None:
    assert inline_fault(markdown) != ""


@pytest.mark.parametrize(
    ("markdown", "fault"),
    [
        ("See [x] (https://a.example).", "write no space between the square and the round"),
        ("See [x]\n(www.a.example).", "write no space between the square and the round"),
        ("[x](https://a.example", "close it with )"),
        ("[x](https://a.example/a(b)", "write %28 and %29 for brackets in the address"),
        ("[x]( https://a b.example )", "write %20 for each space"),
        ("[x](mailto:a b@c.example)", "write %20 for each space"),
        ("[x](tel:0191 496)", "write %20 for each space"),
        ("[x](www.a.example)", ": write https://www.a.example"),
        ("[x](northmere.gov.uk/jobs)", ": write https://northmere.gov.uk/jobs"),
        ("[x](a@b.example)", ": write mailto:a@b.example"),
        ("[x][y]", "write it as [words](https://council.example/page)"),
        ("[x]https://a.example", "write it as [words](https://council.example/page)"),
        ("<https://a b.example>", "write it as [words](https://council.example/page)"),
        ("[x](page 3)", "write a web address"),
        ("[x](http://)", 'a link to "http://"'),
        ("[x](https://[bad)", 'a link to "https://[bad"'),
        ("[x](https://a..example)", 'a link to "https://a..example"'),
        ("[x](http:/a.example)", 'a link to "http:/a.example"'),
        ("[x](mailto:a@b@c.example)", 'a link to "mailto:a@b@c.example"'),
        ("[x](tel:abc)", 'a link to "tel:abc"'),
        ("[x](https://a.example/%zz)", "write %25 for each"),
    ],
)
def test_what_looks_like_a_link_and_is_none_is_refused_with_its_remedy(
    markdown: str, fault: str
) -> None:
    assert fault in inline_fault(markdown)


@pytest.mark.parametrize(
    "markdown",
    [
        r"\[x\] (https://a.example)",
        r"\[x\](page 3)",
        "See [1] (or [2]).",
        "[TBC] (by mail)",
        "[a](https://a.example/b(c)) and [more](tel:+44191-496)",
        "[a](https://{{ organisation.site }}/x)",
        "[a](mailto:{{ post.contact }})",
        "[optional] text",
    ],
)
def test_brackets_that_are_text_are_text(markdown: str) -> None:
    assert inline_fault(markdown) == ""


@pytest.mark.parametrize("markdown", ["<a@b.example>", "Write to <a@b.example>."])
def test_an_e_mail_address_in_angle_brackets_leads_to_that_address(markdown: str) -> None:
    assert inline_fault(markdown) == ""
    (block,) = parse(markdown)
    assert isinstance(block, Paragraph)
    assert [(plain((span,)), span.link) for span in block.spans if span.link] == [
        ("a@b.example", "mailto:a@b.example")
    ]


LINES: Final = (
    "# T",
    "## A",
    "### B",
    "- x",
    "  - y",
    "1. z",
    "",
    "text",
    "|a|",
    "|-|",
    "## ",
    "##",
)


@given(st.lists(st.sampled_from(LINES), max_size=14))
@settings(max_examples=400, deadline=None)
def test_a_text_read_in_sections_is_the_same_as_one_read_whole(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert parse(text) == _parsed(text)


def test_a_link_may_be_defined_in_another_section() -> None:
    text = "## A\n\n[x]\n\n## B\n\n[x]: https://a.example\n"
    _, paragraph, _ = parse(text)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.spans[0].link == "https://a.example"


@pytest.mark.parametrize("mark", ["- ", "1. "])
def test_lists_are_nested_as_deep_as_word_numbers_them_and_no_deeper(mark: str) -> None:
    assert parse(f"# Title\n\n{mark * DEEPEST}text\n")
    for deeper in (DEEPEST + 1, 100_000):
        with pytest.raises(UnknownMarkup) as refused:
            parse(f"- first\n\n# Title\n\n{mark * deeper}text\n")
        assert refused.value.line == 5
        assert refused.value.what == "lists inside lists, more than 9 deep"
