"""Importance that is said once, or not printed; sentences before categories; side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example import section

from jdgen.problems import InvalidInput

if TYPE_CHECKING:
    from example import Example

CRITERIA = """\
person_specification:
  - category: Skills
    importance: essential
    lead_in: We test these.
    criteria: [Lays slabs., {label: Kerbs, text: Sets kerbs., assessed_by: [I]}]
  - category: Knowledge
    criteria: [{text: Knows stone., importance: desirable}]
"""


def shown(example: Example, style: str, labels: str = "") -> list[str]:
    example.role("", criteria=CRITERIA)
    example.layout(
        f"{labels}documents:\n  jd:\n    title: Job description\n    sections:\n"
        "      - {id: purpose, title: Purpose}\n"
        f"      - {{id: person-specification, title: Criteria, criteria: {style}}}\n"
    )
    return section(example.documents(layout="ours")["jd"], "Criteria")


def test_a_category_says_the_importance_of_all_and_leads_in(example: Example) -> None:
    assert shown(example, "{as: list, methods: none}") == [
        "### Skills",
        "We test these.",
        "- Lays slabs. (Essential)",
        "- Kerbs: Sets kerbs. (Essential)",
        "### Knowledge",
        "- Knows stone. (Desirable)",
    ]


def test_an_empty_label_prints_nothing(example: Example) -> None:
    labels = "labels: {essential: '', desirable: '', unspecified: ''}\n"
    assert "- Lays slabs." in shown(example, "{as: list, methods: none}", labels)
    header = shown(example, "{as: table}", labels)[2]
    assert header == "Criterion | How assessed"
    example.layout("labels: {weight: ''}\n")
    with pytest.raises(InvalidInput, match='"weight" is empty'):
        example.library().layout("ours")


def test_criteria_may_stand_side_by_side(example: Example) -> None:
    assert shown(example, "{as: side-by-side}") == [
        "We test these.",
        "Category | Essential | Desirable",
        "Skills | \n\tLays slabs.\n\tKerbs: Sets kerbs. (Interview) | Not stated",
        "Knowledge | Not stated | \n\tKnows stone.",
    ]


def test_a_lead_in_is_printed_where_categories_are_not(example: Example) -> None:
    assert shown(example, "{group_by: [], as: list, methods: none}")[0] == "We test these."
