"""Texts that jdgen writes into YAML files are read as what they were."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from texts import read

from jdgen.reading.invisible import FORBIDDEN
from jdgen.reading.yaml_text import bracketed, scalar

# A text of one line that a file may hold at all.
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(
    lambda text: not FORBIDDEN.search(text) and text.strip() == text
)
TRICKY = [
    *(
        "yes",
        "No",
        "null",
        "~",
        "1e3",
        "0x1F",
        "1_000",
        "12:30",
        "- a",
        "a: b",
        "a #b",
        "#b",
        "'a'",
    ),
    *(
        '"a"',
        "[a]",
        "{a}",
        "a, b",
        "@a",
        "a@b.example",
        "%",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "? a",
        "`",
    ),
    *("{{ ? What }}", "\\{{", "2027-02-14", "007", "37 hours a week", "Children's", "R&D", "a\\b"),
]


@pytest.mark.parametrize("text", TRICKY)
def test_a_text_is_read_as_it_was_by_jdgen_and_by_editors(text: str) -> None:
    check(text)
    if text != "2027-02-14":  # which is easier to read without quotes, and a text in YAML 1.2
        assert yaml.safe_load(f"a: {scalar(text)}\nb: {bracketed([text])}\n") == {
            "a": text,
            "b": [text],
        }


@given(LINES.filter(bool))
def test_any_text_is_read_as_it_was(text: str) -> None:
    check(text)


def check(text: str) -> None:
    written = f"a: {scalar(text)}   # note\nb: {bracketed([text, text])}\nc: [{scalar(text)}]\n"
    node, problems = read(written.encode(), "a.yaml")
    assert problems == []
    assert node is not None
    found = {str(key): value for key, value in node.items()}
    assert found["a"] == text
    assert found["b"] == [text, text]
