"""YAML as text with positions: what is typed is what is read, and each part knows its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import read

from jdgen.problems import Place
from jdgen.reading.invisible import FORBIDDEN
from jdgen.reading.yaml import (
    MAXIMUM_BYTES,
    MAXIMUM_DEPTH,
    Mapping,
    Node,
    Sequence,
    Text,
    text_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "a/file.yaml"


def fields(text: str | bytes) -> Mapping:
    mapping, problems = read(text.encode() if isinstance(text, str) else text, FILE)
    assert problems == []
    assert mapping is not None
    return mapping


def refused(text: str | bytes) -> list[tuple[int, int, str]]:
    """Return line, column and rule of each problem, in the order in which they were found."""
    _, problems = read(text.encode() if isinstance(text, str) else text, FILE)
    assert problems
    assert all(problem.place.file == FILE for problem in problems)
    return [(place.line, place.column, rule) for place, _, _, rule in problems]


def nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield key
            yield from nodes(value)
    elif isinstance(node, Sequence):
        for entry in node:
            yield from nodes(entry)


def place(node: Node) -> tuple[int, int]:
    return node.place.line, node.place.column


def key_named(mapping: Mapping, name: str) -> Text:
    [key] = [key for key in mapping if key == name]
    return key


# --- positions ------------------------------------------------------------------------------------

PLACED = """\
# A comment, which counts as a line.
title: Adviser
sections:
  purpose: |
    Answers questions.

    Keeps the desk open.
  duties:
    - Open the desk.
    - {id: till, text: "Count: the till"}
    -
      label: Post
      text: >-
        Open the
        post.
include: [cash, 'keys']
"""


def test_every_key_text_list_and_group_of_fields_knows_its_line_and_column() -> None:
    placed = [(place(node), node) for node in nodes(fields(PLACED))]

    assert [(at, type(node).__name__) for at, node in placed if not isinstance(node, Text)] == [
        ((2, 1), "Mapping"),
        ((4, 3), "Mapping"),
        ((9, 5), "Sequence"),
        ((10, 7), "Mapping"),
        ((12, 7), "Mapping"),
        ((16, 10), "Sequence"),
    ]
    assert [(at, str(node)) for at, node in placed if isinstance(node, Text)] == [
        ((2, 1), "title"),
        ((2, 8), "Adviser"),
        ((3, 1), "sections"),
        ((4, 3), "purpose"),
        ((4, 12), "Answers questions.\n\nKeeps the desk open.\n"),
        ((8, 3), "duties"),
        ((9, 7), "Open the desk."),
        ((10, 8), "id"),
        ((10, 12), "till"),
        ((10, 18), "text"),
        ((10, 24), "Count: the till"),
        ((12, 7), "label"),
        ((12, 14), "Post"),
        ((13, 7), "text"),
        ((13, 13), "Open the post."),
        ((16, 1), "include"),
        ((16, 11), "cash"),
        ((16, 17), "keys"),
    ]


def test_columns_count_characters_not_bytes() -> None:
    mapping = fields("café: {crème: brûlée, 🍰: £3}\n")

    [inner] = mapping.values()
    assert isinstance(inner, Mapping)
    assert [(str(key), place(key), place(value)) for key, value in inner.items()] == [
        ("crème", (1, 8), (1, 15)),
        ("🍰", (1, 23), (1, 26)),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_kind_of_line_end_counts_one_line(line_end: str) -> None:
    mapping = fields(PLACED.replace("\n", line_end))

    assert place(key_named(mapping, "include")) == (16, 1)
    sections = mapping[key_named(mapping, "sections")]
    assert isinstance(sections, Mapping)
    assert (
        sections[key_named(sections, "purpose")] == "Answers questions.\n\nKeeps the desk open.\n"
    )


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    mapping = fields(b"\xef\xbb\xbftitle: Adviser\n")

    assert list(mapping) == ["title"]
    assert place(key_named(mapping, "title")) == (1, 1)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_a_line_separator_does_not_move_the_lines_after_it(separator: str) -> None:
    mapping, problems = read(f'title: "Adviser{separator}West"\nlevel: ENQ1\n'.encode(), FILE)

    # No editor shows a line's end there: it is refused where it stands, or it moves nothing.
    if mapping is None:
        assert [problem.place.line for problem in problems] == [1]
    else:
        assert key_named(mapping, "level").place.line == 2


def test_text_keeps_its_place_and_is_equal_to_what_it_says() -> None:
    text = text_at("Adviser", Place(FILE, 3, 14))

    assert text == "Adviser"
    assert hash(text) == hash("Adviser")
    assert place(text) == (3, 14)


# --- scalars --------------------------------------------------------------------------------------

AS_TYPED = [
    "No", "Yes", "on", "OFF", "y", "9/10", "06", "1e3", "0x1F", "0o17", "12:30", "2026-04-01",
    "2026-04-01T12:30:00Z", "~", "null", "Null", "true", "False", "1_000", "1,000", ".inf", "-.inf",
    ".nan", "+1", "-0", "1.50", "=", "<<", "=1+1", "R&D", "C#", "50%", "a*b", "http://a.b/c#d",
    "<b>", "don't", 'say "no"', "a - b", "a\\nb", "a:b", "£3", "…", "🍰",
]  # fmt: skip


@pytest.mark.parametrize("typed", AS_TYPED)
def test_a_plain_text_stays_as_typed(typed: str) -> None:
    mapping = fields(f"value: {typed}\nlist:\n  - {typed}\n")

    assert [str(node) for node in nodes(mapping) if isinstance(node, Text)] == [
        "value",
        typed,
        "list",
        typed,
    ]


@pytest.mark.parametrize("typed", ["No", "06", "2026-04-01", "1e3", "null", "true", "12:30"])
def test_a_name_stays_as_typed(typed: str) -> None:
    assert list(fields(f"{typed}: value\n")) == [typed]
    assert list(fields(f'"{typed}": value\n')) == [typed]


@pytest.mark.parametrize("nothing", ["", '""', "''", "|", ">-"])
def test_nothing_is_empty_text(nothing: str) -> None:
    assert fields(f"value: {nothing}\nother: text\n") == {"value": "", "other": "text"}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("plain text\n  that goes on", "plain text that goes on"),
        ("plain\n\n  with a paragraph", "plain\nwith a paragraph"),
        ('"double: \\"quoted\\" \\u00a3 \\\\ \\n end"', 'double: "quoted" £ \\ \n end'),
        ("'single: it''s # no comment'", "single: it's # no comment"),
        ("|\n  line one\n  line two\n", "line one\nline two\n"),
        ("|-\n  line one\n  line two\n", "line one\nline two"),
        ("|+\n  line one\n", "line one\n\n"),
        (">\n  line one\n  goes on\n\n  new paragraph\n", "line one goes on\nnew paragraph\n"),
        ("text # and a comment", "text"),
    ],
)
def test_each_style_of_text_reads_as_yaml_says(written: str, text: str) -> None:
    assert fields(f"value: {written}\n") == {"value": text}


@pytest.mark.parametrize(
    "written",
    [
        "a: [b, {c: d}]\n",
        "a:\n- b\n- c: d\n",
        "a:\n    - b\n    -   c: d\n",
        "{a: [b, {c: d}]}",
        '{"a": ["b", {"c": "d"}]}',
        "---\na: [b,\n  {c:\n    d}]\n...\n",
        "? a\n: - b\n  - ? c\n    : d\n",
        "%YAML 1.1\n---\na: [b, c: d]\n",
    ],
)
def test_block_and_flow_style_say_the_same(written: str) -> None:
    assert fields(written) == {"a": ["b", {"c": "d"}]}


# --- refusals that no case of a whole workspace shows ---------------------------------------------


def test_each_file_holds_one_group_of_fields() -> None:
    assert refused("- a\n") == [(1, 1, "wrong-type")]
    assert refused("\n\n   text\n") == [(3, 4, "wrong-type")]
    assert refused("") == [(1, 1, "empty-file")]
    assert refused("\n# nothing\n") == [(1, 1, "empty-file")]
    assert refused(b"\xef\xbb\xbf") == [(1, 1, "empty-file")]
    assert fields("{}") == {}


def test_a_document_of_nothing_is_an_empty_file() -> None:
    assert [rule for _, _, rule in refused("---\n")] == ["empty-file"]


def test_every_duplicate_is_found_and_the_first_one_kept() -> None:
    mapping, problems = read(b"a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n", FILE)

    assert mapping == {"a": "1", "b": {"c": "1"}}
    assert [str(problem).split("; ")[0] for problem in problems] == [
        f'{FILE}:2:11: "c" is said twice',
        f'{FILE}:3:1: "a" is said twice',
        f'{FILE}:4:1: "a" is said twice',
    ]


def test_names_that_only_look_alike_are_no_duplicates() -> None:
    assert list(fields('1: a\n01: b\n"1 ": c\nA: d\na: e\n')) == ["1", "01", "1 ", "A", "a"]


def test_all_anchors_and_tags_of_a_file_are_found_at_once() -> None:
    assert refused("a: &x b\nc: !t d\ne: &y [f]\ng: !u {h: i}\nj: &z !v k\n") == [
        (1, 4, "yaml-anchor"),
        (2, 4, "yaml-tag"),
        (3, 4, "yaml-anchor"),
        (4, 4, "yaml-tag"),
        (5, 4, "yaml-anchor"),
        (5, 4, "yaml-tag"),
    ]


def test_an_alias_makes_a_file_untrustworthy() -> None:
    mapping, problems = read(b"a: &x b\nc: *x\nd: *x\n", FILE)

    assert mapping is None
    assert [problem.rule for problem in problems] == ["yaml-anchor", "yaml-alias", "yaml-alias"]


def test_a_billion_laughs_are_refused_without_being_laughed() -> None:
    lines = ["a0: &a0 [ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    mapping, problems = read("\n".join(lines).encode(), FILE)

    assert mapping is None
    assert {problem.rule for problem in problems} == {"yaml-anchor", "yaml-alias"}


def test_a_file_may_be_as_large_as_the_limit_and_no_larger() -> None:
    start = b"a: b\n#"
    largest = start + b"x" * (MAXIMUM_BYTES - len(start))

    assert fields(largest) == {"a": "b"}
    assert refused(largest + b"x") == [(1, 1, "file-size")]


def test_lists_may_be_nested_as_deep_as_the_limit_and_no_deeper() -> None:
    deepest = MAXIMUM_DEPTH - 1  # the file's own fields are the first

    def nested(depth: int) -> str:
        return f"a: {'[' * depth}b{']' * depth}\n"

    assert str(fields(nested(deepest))["a"]).count("[") == deepest  # type: ignore[index]
    assert refused(nested(deepest + 1)) == [(1, 4 + deepest, "too-deep")]
    assert refused("a: " + "[" * 100_000) == [(1, 4 + deepest, "too-deep")]
    assert refused("a: " + "{b: " * 10_000) == [(1, 4 + 4 * deepest, "too-deep")]


def test_a_wrong_byte_is_named_at_its_line_and_column() -> None:
    assert refused(b"a: b\r\nc: caf\xe9\n") == [(2, 7, "not-utf-8")]
    assert refused("title: £5\n".encode("cp1252")) == [(1, 8, "not-utf-8")]
    assert refused("é: é".encode() + b"\x80") == [(1, 5, "not-utf-8")]
    assert refused("a: b".encode("utf-16-be")) == [
        (1, 1, "control-character"),
        (1, 3, "control-character"),
        (1, 5, "control-character"),
        (1, 7, "control-character"),
    ]


def test_every_control_character_is_named_at_its_line_and_column() -> None:
    assert refused("a: b\x07\nc: \x1b[31m\x00\n") == [
        (1, 5, "control-character"),
        (2, 4, "control-character"),
        (2, 9, "control-character"),
    ]
    assert refused('a: "b\\e"\nc:\n  - "\\x00"\n"\\x07": d\n') == [
        (1, 4, "control-character"),
        (3, 5, "control-character"),
        (4, 1, "control-character"),
    ]


@pytest.mark.parametrize(
    "code", [0x00, 0x08, 0x0B, 0x0C, 0x0E, 0x1F, 0x7F, 0x85, 0x9F, 0xFFFE, 0xFFFF]
)
def test_no_character_that_a_word_document_cannot_hold_is_read(code: int) -> None:
    character = chr(code)

    assert refused(f"a: x{character}y\n")[0] == (1, 5, "control-character")
    assert refused(f'a: "x\\u{code:04X}y"\n') == [(1, 4, "control-character")]


def test_tabs_and_line_ends_may_stand_in_text() -> None:
    assert fields('a: "b\\tc\\r\\nd"\ne: f\tg\n') == {"a": "b\tc\r\nd", "e": "f\tg"}


# --- invariants -----------------------------------------------------------------------------------

readable = st.text(
    st.characters(codec="utf-8").filter(lambda character: not FORBIDDEN.match(character)),
    max_size=60,
).filter(
    lambda text: not re.search(r"(^|\s)([-*]|\d{1,2}[.)])(\s|$)|•", text)
)  # where a line starts so, a list


# A line separator is a line's end to YAML 1.1; no editor types one.
typable = readable.filter(lambda text: not re.search("[\u2028\u2029]", text))


@settings(max_examples=300)
@given(
    values=st.lists(typable, min_size=1, max_size=5),
    style=st.sampled_from([None, '"', "'", "|", ">"]),
)
def test_any_text_that_yaml_writes_reads_back_with_the_right_line(
    values: list[str], style: str | None
) -> None:
    data = {f"field{number}": value for number, value in enumerate(values)}
    written = yaml.safe_dump(data, allow_unicode=True, default_style=style, sort_keys=False)

    mapping = fields(written)

    assert mapping == data
    lines = written.split("\n")
    for key in mapping:
        assert lines[key.place.line - 1][key.place.column - 1 :].lstrip("\"'").startswith(key)


def test_a_line_that_goes_on_with_the_one_before_starts_no_list() -> None:
    """A tool that writes YAML breaks long lines so, wherever they may be broken."""
    assert fields('name: "one\\\n  * two"\n') == {"name": "one* two"}


trees = st.recursive(
    readable,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(readable, inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=100)
@given(
    data=st.dictionaries(readable, trees, max_size=4),
    flow=st.booleans(),
    width=st.sampled_from([20, 80, 10_000]),
)
def test_any_tree_that_yaml_writes_reads_back(
    *, data: dict[str, object], flow: bool, width: int
) -> None:
    written = yaml.safe_dump(data, allow_unicode=False, default_flow_style=flow, width=width)

    assert fields(written) == data


@settings(max_examples=100)
@given(data=st.dictionaries(readable, trees, max_size=4))
def test_every_text_starts_where_it_says(data: dict[str, object]) -> None:
    written = yaml.safe_dump(data, allow_unicode=False, default_style='"', width=10_000)
    lines = written.splitlines()

    for node in nodes(fields(written)):
        if isinstance(node, Text):
            assert lines[node.place.line - 1][node.place.column - 1] == '"'


yaml_like = st.lists(
    st.sampled_from(
        [
            "a", "b: ", ": ", "- ", "? ", "\n", "\n  ", "\n    ", "\t", " ", '"', "'", "|\n",
            ">-\n", "{", "}", "[", "]", ",", "#", "&a ", "*a", "!t ", "!!str ", "<<: ", "---\n",
            "...\n", "%YAML 1.1\n", "\\", "\\x07", "\ufeff", "\x85", "\u2028", "\r", "\x00", "é",
            "🍰", "~", "@",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(raw=st.binary(max_size=80) | st.text(max_size=40).map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    mapping, problems = read(raw, FILE)

    assert mapping is not None or problems


@settings(max_examples=300)
@given(text=yaml_like | st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_is_read_or_refused_at_a_place_in_the_file(text: str) -> None:
    mapping, problems = read(text.encode(), FILE)

    assert mapping is not None or problems
    if mapping is not None:
        assert all(node.place.line >= 1 and node.place.column >= 1 for node in nodes(mapping))
    for problem in problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.message
        assert problem.hint
        assert problem.rule


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f"])
@pytest.mark.parametrize(
    "text", ["a: {{b: c, {}d: e}}\n", "a: {{{}d: e}}\n", "{}d: e\n", "b:\n  {}d: e\n"]
)
def test_a_name_that_starts_with_a_no_break_space_is_refused_once(text: str, space: str) -> None:
    written = text.format(space)
    node, problems = read(written.encode(), "a.yaml")
    assert node is None
    line = written[: written.index(space)].count("\n") + 1
    column = written.splitlines()[line - 1].index(space) + 1
    assert [problem.place[1:] for problem in problems] == [(line, column)]
