"""An own file of words for fields and sections: read, or refused with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jdgen.importing.own_words import own_words
from jdgen.problems import InvalidInput

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {
    "facts: {salary: [wage, pay packet]}": {"facts": {"salary": ["wage", "pay packet"]}},
    "sections: {duties: [In a nutshell]}": {"sections": {"duties": ["In a nutshell"]}},
    "essential: [needed]\nheads: [what]": {"essential": ["needed"], "heads": ["what"]},
    "patterns: [{words: '^pay', section: details}]": {
        "patterns": [{"words": "^pay", "section": "details"}]
    },
}
BAD = {
    "facts: [a]": '1:8: "facts" should be names with values, not a list; ',
    "facts: {salary: wage}": '1:17: "salary" should be a list, not text; write the words in',
    "facts: {salary: [{a: b}]}": '1:18: an entry of "salary" should be text, not fields; ',
    "fact: {salary: [wage]}": '1:1: unknown field "fact"; did you mean "facts"?',
    "sections:\n  duties: 3": '2:11: "duties" should be a list, not text; ',
    'patterns: [{words: "("}]': '1:20: "(" is no regular expression; correct it',
    "patterns: [{words: a, kind: odd}]": '1:29: "odd" can\'t stand here; write fact, section, ',
    "patterns: [x]": '1:12: an entry of "patterns" should be fields, not text; ',
    "- x": "1:1: the file holds a list, not fields; ",
    "essential: &a [b]": "1:12: an anchor (&a) can't be used; ",
    "": "1:1: the file is empty; ",
}


def plain(words: object) -> object:
    """Return words without regard to which kind of list they are in."""
    if isinstance(words, dict):
        return {name: plain(value) for name, value in words.items()}
    return [plain(word) for word in words] if isinstance(words, list | tuple) else words


@pytest.mark.parametrize("text", GOOD)
def test_words_are_read_as_the_usual_ones_are_kept(text: str, tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(text, "utf-8")
    assert plain(own_words(tmp_path / "words.yaml")) == GOOD[text]


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_such_file_is_refused_at_its_place(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "words.yaml").write_text(text, "utf-8")
    with pytest.raises(InvalidInput) as invalid:
        own_words(tmp_path / "words.yaml")
    assert str(invalid.value.problems[0]).startswith(f"words.yaml:{BAD[text]}")


def test_a_file_that_is_not_there_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidInput, match=r"words\.yaml:1:1: the words can't be read: No such"):
        own_words(tmp_path / "words.yaml")
