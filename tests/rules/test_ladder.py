"""What only the whole workspace shows, each with a case that only its rule finds, and a twin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jdgen.rules.ladder import qualification

if TYPE_CHECKING:
    from example import Example

ASIDE = {"VA01", "PS08", "FA03"}
LOW = "families/works/levels/W1.yaml"
HIGH = "families/works/levels/W2.yaml"
PURPOSE = "Does the tasks that the day's list gives, one after the other."


def level(rank: int, purpose: str, knows: str, more: str = "") -> str:
    return (
        f'title: Level {rank}\nrank: {rank}\ngrades: ["{rank + 3}"]\n{more}sections:\n'
        f"  purpose: {json.dumps(purpose)}\n  knowledge-skills-experience: [{json.dumps(knows)}]\n"
    )


def found(example: Example, *arguments: str) -> list[str]:
    done = example.run("check", "--advice", "--format", "json", *arguments)
    assert done.exit_code == 0, done.stdout
    findings = json.loads(done.stdout)["findings"]
    return [f"{each['rule']} {each['file']}" for each in findings if each["rule"] not in ASIDE]


@pytest.fixture
def works(example: Example) -> Example:
    example.write(LOW, level(1, PURPOSE, "Reads a list of tasks"))
    example.write(HIGH, level(2, f"{PURPOSE} Shows others how.", "Writes a list of tasks"))
    example.vacancy("salary: £30,000\njob_share: Yes\n")
    return example


def test_levels_next_to_each_other_that_say_the_same_are_told(works: Example) -> None:
    assert found(works) == []
    works.write(HIGH, level(2, PURPOSE.upper(), "Writes a list of tasks"))
    assert found(works) == [f"FA01 {HIGH}"]
    works.write("families/works/levels/W3.yaml", level(3, PURPOSE, "Writes all the lists"))
    works.write(HIGH, level(2, "Sees to it that tasks are done in time.", "Writes lists"))
    assert found(works) == []  # they are not next to each other
    assert found(works, HIGH) == []


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ("Has a degree, or knows as much", "Has a level 3 diploma", True),
        ("Has a level 3 diploma", "Has a degree, or knows as much", False),
        ("Has GCSEs in English and maths", "Has GCSEs in English and maths, grade 4", False),
        ("Has a degree", "Knows the whole of the trade", False),
        ("Works with a degree of care", "Has a level 2 award", False),
        ("Knows level 6 of the tower", "Has a level 2 award", False),
    ],
)
def test_a_qualification_that_falls_is_told(
    works: Example, low: str, high: str, *, told: bool
) -> None:
    works.write(LOW, level(1, PURPOSE, low))
    works.write(HIGH, level(2, "Sees to it that tasks are done in time.", high))
    assert found(works) == ([f"FA02 {HIGH}"] if told else [])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A master's degree", 7),
        ("A degree in surveying", 6),
        ("NVQ level 4", 4),
        ("Is qualified to level 4 (a first year of a degree)", 4),
        ("Is qualified to level 6 (a degree), or as able", 6),
        ("An HNC", 4),
        ("A qualification at level 5", 5),
        ("Two A levels", 3),
        ("A level 2 food hygiene certificate", 2),
        ("A high degree of skill", 0),
        ("To a level that holds", 0),
    ],
)
def test_qualifications_are_read_by_their_level(text: str, number: int) -> None:
    assert qualification(text) == number


def test_a_review_date_that_is_past_is_told_by_as_of(works: Example) -> None:
    record = "record: {status: Agreed, author: HR, review_by: 2027-03-31}\n"
    works.write(LOW, level(1, PURPOSE, "Reads a list of tasks", record))
    assert found(works) == []
    assert found(works, "--as-of", "2027-03-31") == []
    assert found(works, "--as-of", "2027-04-01") == [f"ST03 {LOW}"]
