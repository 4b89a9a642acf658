"""Where what a file says ends: the line that git is asked about, and no line of what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.reading.yaml import Node

STYLES = {
    "plain": "a b c",
    "plain, of several lines": "a\n{0}b\n{0}c",
    "in quotes": '"a b"',
    "in quotes, of several lines": "'a\n{0}b'",
    "folded": ">\n{0}a\n\n{0}b",
    "folded, kept": ">+\n{0}a\n{0}b",
    "lines": "|\n{0}a\n{0}b",
    "lines, stripped": "|-\n{0}a\n\n{0}b",
    "a list in brackets": "[a,\n{0}b\n{0}]",
    "fields in braces": "{{a: b,\n{0}c: d}}",
    "an empty list": "[]",
}
AFTER = {"nothing": "", "a blank line": "\n", "a comment": "# said later\n", "both": "\n\n# x\n\n"}


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
@pytest.mark.parametrize("value", STYLES.values(), ids=STYLES)
def test_a_value_ends_on_its_last_line_whatever_follows(value: str, after: str) -> None:
    written = value.format("    ")
    mapping, problems = read(f"k:\n  first: {written}\n{after}  then: z\n".encode(), "f.yaml")
    assert mapping is not None, problems
    inner = mapping["k"]
    assert isinstance(inner, dict)
    first, then = inner.values()
    assert (first.place.line, first.end) == (2, 2 + written.count("\n"))
    assert inner.end == then.end == then.place.line


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for each in inner:
        yield from _nodes(each)


trees = st.recursive(
    st.sampled_from(sorted(STYLES.values())),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


def _written(tree: object, indent: str = "") -> str:
    """Return a tree as a block of YAML lines, each value's own lines indented below it."""
    if isinstance(tree, str):
        return tree.format(f"{indent}  ")
    marks = (
        [(f"{key}:", value) for key, value in tree.items()]
        if isinstance(tree, dict)
        else [("-", value) for value in tree]  # type: ignore[attr-defined]
    )
    return "\n".join(
        f"{indent}{mark} {_written(value, indent + '  ')}"
        if isinstance(value, str)
        else f"{indent}{mark}\n{_written(value, indent + '  ')}"
        for mark, value in marks
    )


@given(st.dictionaries(st.sampled_from("xyz"), trees, min_size=1, max_size=3))
def test_what_is_inside_ends_no_later_than_what_is_around_it(tree: dict[str, object]) -> None:
    text = _written(tree) + "\n"
    mapping, problems = read(text.encode(), "f.yaml")
    assert mapping is not None, (problems, text)
    lines = text.splitlines()
    assert mapping.end == len(lines)
    for node in _nodes(mapping):
        assert node.place.line <= node.end <= mapping.end
        assert lines[node.end - 1].strip()
        if isinstance(node, dict | list) and node:
            inside = [*_nodes(node)][1:]
            assert node.end >= max(each.end for each in inside)
