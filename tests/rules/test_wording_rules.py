"""Words that rules find, and twins that share a word with them and mean nothing of the kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jdgen.problems import NotFound, Place
from jdgen.rules.catalogue import MADE, MADE_WORDS, catalogue, kinds, rule, wording
from jdgen.rules.source import read_rules
from jdgen.rules.wording import Said, wording_faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from jdgen.problems import Problem
    from jdgen.rules.catalogue import Rule

CASES: Any = yaml.safe_load(Path(__file__).with_name("planted.yaml").read_text("utf-8"))
SIBLINGS: Any = yaml.safe_load(Path(__file__).with_name("siblings.yaml").read_text("utf-8"))
WIDENED: Any = yaml.safe_load(Path(__file__).with_name("widened.yaml").read_text("utf-8"))
WITH_WORDS = [each for each in catalogue().values() if each.has_words]


def found(text: str, where: str = "criteria", *duties: str) -> list[Problem]:
    place = "criteria" if where == "criteria" else "duties" if where == "duties" else "texts"
    said = [Said(Place("a", 1), text, place)]  # type: ignore[arg-type]
    said += (Said(Place("a", 2 + at), duty, "duties") for at, duty in enumerate(duties))
    return list(wording_faults(said))


def ids(text: str, where: str = "criteria") -> set[str]:
    return {problem.rule for problem in found(text, where)}


@pytest.mark.parametrize("case", CASES["planted"] + CASES["missed"], ids=lambda case: case["text"])
def test_a_defect_is_found(case: dict[str, str]) -> None:
    assert case["rule"] in ids(case["text"], case["in"])


@pytest.mark.parametrize("case", CASES["twins"] + CASES["hit"], ids=lambda case: case["text"])
def test_its_harmless_twin_is_not(case: dict[str, str]) -> None:
    assert found(case["text"], case["in"]) == []


@pytest.mark.parametrize("name", SIBLINGS)
def test_siblings_are_found_and_their_twins_are_not(name: str) -> None:
    cases = SIBLINGS[name]
    assert [text for text in cases["hits"] if name not in ids(text)] == []
    assert [text for text in cases["twins"] if name in ids(text)] == []


@pytest.mark.parametrize("begins", WIDENED["hits"])
def test_many_wordings_of_a_defect_are_found(begins: str) -> None:
    for where, texts in WIDENED["hits"][begins].items():
        missed = [text for text in texts if begins not in prefixes(text, where)]
        assert missed == [], where


def prefixes(text: str, where: str) -> set[str]:
    """Return how the ids of the rules begin that find something in a text."""
    return {name[:2] for name in ids(text, where)}


@pytest.mark.parametrize("where", WIDENED["twins"])
def test_many_harmless_texts_are_let_be(where: str) -> None:
    assert [text for text in WIDENED["twins"][where] if ids(text, where)] == []


def test_what_is_read_is_what_rules_yaml_says() -> None:
    source = read_rules()
    assert MADE.read_text("utf-8") == source.packed_rules(), "run python .github/make_rules.py"
    assert MADE_WORDS.read_text("utf-8") == source.packed_words()
    assert source._replace(rules=catalogue(), kinds=kinds()).packed_rules() == source.packed_rules()
    assert kinds() == source.kinds
    assert [*wording()] == [(name, each) for name, said in source.phrases.items() for each in said]
    for name, each in catalogue().items():
        of_source = source.rules[name]
        assert [*map(type, each)] == [*map(type, of_source)]
        assert each._replace(unless=of_source.unless, duties=of_source.duties) == of_source


def test_there_are_as_many_as_were_asked_for() -> None:
    assert (len(CASES["planted"]), len(CASES["twins"])) == (22, 40)


@pytest.mark.parametrize("each", WITH_WORDS, ids=lambda each: each.id)
def test_each_rule_finds_what_it_says_that_it_finds(each: Rule) -> None:
    assert each.id in ids(each.fails, each.where)
    assert each.id not in ids(each.passes, each.where)
    assert each.authority[0].address


@pytest.mark.parametrize("change", [str.upper, str.title, lambda text: text.replace(" ", "\n")])
def test_capitals_line_ends_and_quotation_marks_make_no_difference(
    change: Callable[[str], str],
) -> None:
    for case in CASES["planted"]:
        text = change(case["text"]).replace("'", "\u2019")
        assert case["rule"] in ids(text, case["in"]), text


def test_a_licence_is_right_where_a_duty_is_to_drive() -> None:
    asked = "Holds a full driving licence"
    assert [problem.rule for problem in found(asked)] == ["EQ03"]
    assert found(asked, "criteria", "Drive the council's minibus") == []
    for duty in ("Drives vans between depots", "Drive to client sites", "Take residents by car"):
        assert found(asked, "criteria", duty) == [], duty
    assert found(asked, "criteria", "Minibus driver") == []
    for idiom in ("Keep driving up quality", "Drives up standards", "Drives improvement in teams"):
        assert [each.rule for each in found(asked, "criteria", idiom)] == ["EQ03"], idiom


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_is_looked_through(text: str) -> None:
    for problem in found(text):
        assert problem.rule in catalogue()


def test_a_rule_is_found_in_any_capitals_and_a_slip_gets_the_nearest() -> None:
    assert rule("eq03") is rule("EQ03")
    with pytest.raises(NotFound, match='did you mean "EQ03"'):
        rule("EQ3")


def test_a_list_of_all_rules_fits_a_terminal() -> None:
    listed = [f"{each.id:14}{each.kind:9}{each.title}" for each in catalogue().values()]
    assert [row for row in listed if len(row) > 80] == []
