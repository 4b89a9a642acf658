"""What lists of duties and criteria show together, each with a case that only its rule finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from example import Example

ROLE = "families/works/roles/paviour.yaml"
CRITERION = "Lays slabs level"
ASIDE = {"PS07"}


def found(example: Example, duties: list[str], *criteria: str, more: str = "") -> list[str]:
    """Return what rules find in a role with these duties and criteria, advice too."""
    text = f"title: Paviour\nfamily: works\nlevel: W1\n{more}sections:\n"
    text += "  purpose: Keeps pavements safe.\n"
    text += "  duties:\n" * bool(duties) + "".join(f"    - {json.dumps(each)}\n" for each in duties)
    text += "person_specification:\n  - category: Skills\n    criteria:\n"
    for each in criteria or [CRITERION]:
        text += f"      - {{text: {json.dumps(each)}, importance: essential, assessed_by: [I]}}\n"
    example.write(ROLE, text)
    (example.root / "vacancies/one.yaml").unlink(missing_ok=True)
    done = example.run("check", "--advice", "--format", "json")
    assert done.exit_code == 0, done.stdout
    rules = [each["rule"] for each in json.loads(done.stdout)["findings"]]
    return [rule for rule in rules if rule not in ASIDE]


MENDS = ["Mend roads", "Lay kerbs", "Order stone", "Sweep the yard"]


@pytest.mark.parametrize(
    ("duty", "rules"),
    [
        ("Managing a gang", ["DU01"]),
        ("To manage a gang", ["DU01"]),
        ("Manage a gang", []),
        ("Bring stone from the yard", []),
        ("String lines", []),
        ("Any other duties as required", ["DU05"]),
        ("Undertake such other duties as may be reasonably required", ["DU05"]),
        ("Share other duties of the gang among its members", []),
        ("May be required to work at night", ["LA05"]),
        ("The post holder should help others", ["LA05"]),
        ("Say what residents may do about noise", []),
        ("Work at night " + "in the rain " * 20 + ". " + "Rest " * 3, ["DU02", "LA01"]),
    ],
)
def test_a_duty_is_looked_at_among_the_others(
    example: Example, duty: str, rules: list[str]
) -> None:
    assert sorted(found(example, [*MENDS, duty])) == rules


def test_a_list_of_one_form_is_let_be_and_one_half_and_half_too(example: Example) -> None:
    assert found(example, ["Mending roads", "Laying kerbs", "Ordering stone"]) == []
    assert found(example, ["Mending roads", "Lay kerbs", "Ordering stone", "Sweep yards"]) == []
    assert found(example, ["Mending roads", "Laying kerbs", "Keeping tools", "Order sand"]) == [
        "DU01"
    ]


def test_many_duties_are_told_by_the_number_of_the_organisation(example: Example) -> None:
    names = [
        "roads",
        "kerbs",
        "drains",
        "walls",
        "steps",
        "gates",
        "paths",
        "posts",
        "signs",
        "bins",
        "seats",
        "lamps",
    ]
    duties = [f"Mend the {name} of the town" for name in names]
    assert found(example, duties) == []
    assert found(example, [*duties, "Sweep the yard"]) == ["DU02"]
    example.organisation("rules: {DU02: {limit: 11}}\n")
    assert found(example, duties) == ["DU02"]


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        ("Can manage budgets of a service", "Can manage the budget for services", ["PS05"]),
        ("Can manage budgets of a service", "can manage budgets of a service.", ["PS05"]),
        ("Can manage budgets of a service", "Can manage people of a service", []),
        ("Can lift loads of 10 kilograms", "Can lift loads of 20 kilograms", []),
        ("Can read", "Reads", []),
    ],
)
def test_nearly_the_same_criterion_is_told_once(
    example: Example, first: str, second: str, rules: list[str]
) -> None:
    assert found(example, [], first, second) == rules


def test_a_criterion_that_is_a_duty_and_a_duty_that_is_an_accountability(
    example: Example,
) -> None:
    assert found(example, ["Lays slabs level in the street"]) == []
    assert found(example, ["Lay the slabs level"]) == ["DU06"]
    example.level("sections:\n  accountabilities: [Keep the stores of stone in order]\n")
    assert found(example, ["Keep stone stores in order"]) == ["DU06"]
    assert found(example, ["Keep the lists of stone in order"]) == []


CLAUSE = (
    "Work in a way that keeps you and others safe, report accidents and near misses on the day,"
    " and wear what you are given."
)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (CLAUSE.replace("near misses", "hazards"), ["FA04"]),
        ("Report accidents on the day on which they happen.", []),
        ("Wear what the store gives you, and bring back what is worn.", []),
    ],
)
def test_a_text_that_is_nearly_a_clause_is_told(
    example: Example, text: str, rules: list[str]
) -> None:
    example.organisation(f"clauses:\n  safety: {{text: {json.dumps(CLAUSE)}}}\n")
    assert found(example, [*MENDS, text]) == rules
    example.write("templates/standard/none", "")
    assert found(example, MENDS) == []
