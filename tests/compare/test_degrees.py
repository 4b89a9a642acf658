"""Words of degree: when one text is told to say more than another, and when nothing is told."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import jdgen.compare.degrees
from jdgen.compare.degrees import degrees, read_degrees
from jdgen.problems import InvalidInput

DEGREES = Path(jdgen.compare.degrees.__file__).with_suffix(".yaml")
TEXT = st.lists(
    st.sampled_from(
        [
            "small",
            "large",
            "simple",
            "complex",
            "team",
            "teams",
            "project",
            "lead",
            "assist",
            "in",
            "the",
            "and",
            "or",
            "not",
            ",",
            ".",
            "under",
            "supervision",
            "independently",
            "work",
            "works",
            "up",
            "to",
            "four",
            "12",
            "hours",
            "no",
            "some",
            "expert",
            "knowledge",
        ]
    ),
    max_size=14,
).map(" ".join)


@pytest.mark.parametrize(
    ("first", "second", "name", "said"),
    [
        ("Manage a small team.", "Manage a medium-sized team of clerks.", "size",
         ("small team", "medium-sized team")),
        ("Resolve simple faults.", "Resolve the most complex faults.", "complexity",
         ("simple faults", "most complex faults")),
        ("Assist in the design of roads.", "May lead the design of roads.", "part in the work",
         ("Assist in the design", "lead the design")),
        ("Able to work under supervision.", "Able to work independently.", "freedom",
         ("under supervision", "independently")),
        ("Good understanding of tax.", "Detailed knowledge of tax law.", "knowledge",
         ("Good understanding", "Detailed knowledge")),
        ("Some experience of care.", "Substantial experience of care.", "experience",
         ("Some experience", "Substantial experience")),
        ("Shares news across the team.", "Shares news across the council.", "reach",
         ("across the team", "across the council")),
        ("Makes short-term plans.", "Makes medium to long-term plans.", "how far ahead",
         ("short-term plans", "medium to long-term plans")),
        ("Is qualified to level 3.", "Is qualified to level 4 or more.", "qualification",
         ("level 3", "level 4")),
        ("Runs one project.", "Runs several projects.", "number",
         ("one project", "several projects")),
        ("Stands for about two hours a day.", "Stands for up to three hours a day.", "amount",
         ("about two hours", "up to three hours")),
        ("Leads up to two people.", "Leads up to three people.", "amount",
         ("up to two people", "up to three people")),
    ],
)  # fmt: skip
def test_more_of_one_thing_rises_and_the_other_way_round_falls(
    first: str, second: str, name: str, said: tuple[str, str]
) -> None:
    [told] = degrees(first, second)
    assert told == (name, "rises", *said)
    assert degrees(second, first) == ((name, "falls", *said[::-1]),)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Manage a small team.", "Manage a large budget."),  # not the same thing
        ("Manage a small team.", "Manage a small or a large team."),  # both steps at once
        ("Run small projects for a large team.", "Run large projects for a small team."),
        ("The work is not complex work.", "The work is simple work."),  # denied
        ("Deal with non-routine letters.", "Deal with simple letters."),
        ("Support staff.", "Manage staff."),  # to support people is no part of their work
        ("Reply within up to five days.", "Reply within up to two days."),  # less time is more
        ("Reply in about five days.", "Reply in about two days."),
        ("Reply in two days.", "Reply in three days."),
        ("Hold one-to-one meetings.", "Hold several meetings."),
        ("Work is checked by one manager.", "Work is checked by several managers."),
        ("Needs a small amount of supervision.", "Needs a large amount of supervision."),
        ("Answer help desk calls.", "Manage desk calls."),
        ("Help desk calls.", "Manage desk calls."),
        (
            "Manages a small number of large contracts.",
            "Manages a large number of small contracts.",
        ),
        ("Lead officer for risk.", "Assist the lead officer."),
        ("Lift up to 20 kilograms.", "Walk up to 20 miles."),
        ("Works independently.", "Manages staff under supervision."),  # hangs on another word
        ("A small team, or a large one.", "A medium team."),  # of nobody knows what
        ("Large.", "Small."),
        ("Has some knowledge, and expert knowledge of tax.", "Has good knowledge of tax."),
        ("Is at level 3 of the car park.", "Is at level 4 of the car park."),
    ],
)
def test_without_good_evidence_nothing_is_told(first: str, second: str) -> None:
    assert degrees(first, second) == degrees(second, first) == ()


@given(TEXT, TEXT)
@settings(max_examples=500)
def test_exchanging_the_texts_exchanges_what_is_told(first: str, second: str) -> None:
    turned = {"rises": "falls", "falls": "rises"}
    told = degrees(first, second)
    assert {(each.name, turned[each.way], each.second, each.first) for each in told} == {
        tuple(each) for each in degrees(second, first)
    }
    assert degrees(first, first) == ()
    for each in told:
        assert each.first in first
        assert each.second in second


def test_each_step_of_each_list_rises_above_the_one_before() -> None:
    for name, kind in yaml.safe_load(DEGREES.read_text("utf-8")).items():
        thing = {"knowledge": "knowledge", "experience": "experience", "how far ahead": "plan"}
        frame = {"before": f"{{}} {thing.get(name, 'walls')}", "opening": "{} walls",
                 "after": "qualified {}"}[kind["stand"]]  # fmt: skip
        for lowers, highers in pairwise(kind["steps"]):
            for lower in lowers:
                for higher in highers:
                    told = degrees(frame.format(lower), frame.format(higher))
                    assert [each.way for each in told if each.name == name] == ["rises"], lower


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("size: {stand: before, steps: [[small]]}", "needs at least 2 entries"),
        ("size: {stand: behind, steps: [[small], [large]]}", "is none of before, after, opening"),
        ("size: {stand: before, steps: [[small], [Large]]}", '"Large" is not words'),
        ("size: {stand: before, steps: [[small], [small]]}", '"small" is at another step too'),
    ],
)
def test_a_mistake_in_the_lists_is_named_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "degrees.yaml").write_text(text, "utf-8")
    with pytest.raises(InvalidInput) as refused:
        read_degrees(tmp_path / "degrees.yaml")
    assert message in str(refused.value)
    assert "degrees.yaml:1:" in str(refused.value)
