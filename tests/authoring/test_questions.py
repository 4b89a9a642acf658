"""What an answer to a question means, and which questions have to be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from running import run

from jdgen.authoring.questions import Offer, Question, WrongAnswer, answers_of

if TYPE_CHECKING:
    from example import Example

LIST = Question("--like", "Which?", (Offer("first"), Offer("Second"), Offer("third")), several=True)
NUMBERED = LIST._replace(choices=(Offer("7"), Offer("1"), Offer("third")))
ALTERNATIVES = (
    "sections:\n  purpose:\n    any_of:\n      - {id: a, text: A.}\n      - {id: b, text: B.}\n"
)


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("1", ("first",)),
        ("3", ("third",)),
        ("2, first", ("Second", "first")),
        ("SECOND,second , 2", ("Second",)),
        (" , ", ()),
    ],
)
def test_choices_are_said_by_place_or_name_each_once(answer: str, meant: tuple[str, ...]) -> None:
    assert answers_of(LIST, answer) == meant


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("0", "there is no 0; they go from 1 to 3"),
        ("4", "there is no 4; they go from 1 to 3"),
        ("frist", '"frist" is none of them; did you mean "first"?'),
        ("fir\u200bst", "an invisible character (U+200B, zero width space) is hidden in the text"),
    ],
)
def test_an_answer_that_is_no_choice_is_refused(answer: str, message: str) -> None:
    with pytest.raises(WrongAnswer) as wrong:
        answers_of(LIST, answer)
    assert str(wrong.value).startswith(message)


def test_where_choices_are_numbers_themselves_none_is_said_by_its_place() -> None:
    assert answers_of(NUMBERED, "1") == ("1",)
    with pytest.raises(WrongAnswer, match='"2" is none of them'):
        answers_of(NUMBERED, "2")


def test_a_comma_parts_answers_only_where_there_may_be_several() -> None:
    assert answers_of(Question("--title", "What?"), "Porter, nights") == ("Porter, nights",)
    assert answers_of(Question("--grade", "Which?", several=True), "4, 5") == ("4", "5")


def test_a_post_has_to_choose_among_alternatives_and_one_is_enough(example: Example) -> None:
    example.level(ALTERNATIVES)
    words = ("new", "role", "keeper", "--title", "Keeper", "--family", "works", "--level", "W1")
    left = run(*words, folder=example.root)
    assert left.returncode == 2
    assert "--choose" in left.stderr
    assert not (example.root / "families/works/roles/keeper.yaml").exists()
    assert run(*words, "--choose", "b", folder=example.root).returncode == 0
    written = (example.root / "families/works/roles/keeper.yaml").read_text("utf-8")
    assert "choose: [b]" in written
