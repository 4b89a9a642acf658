"""What the facts of a post call for, each with a case that only its rule finds, and a twin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from example import Example

APPLY = (
    "closing_date: 2027-01-31\nlocation: Wick\nhours: 37\ncontract: Permanent\n"
    "contact: jobs@hale.example\nsalary: £30,000\njob_share: Open to it\n"
)
ADULTS = "reason: Care of adults in their homes, workforce: Adults"
SAFE = "We safeguard adults. The Rehabilitation of Offenders Act does not apply to the post."


ROLE = "families/works/roles/paviour.yaml"


def found(
    example: Example, facts: str, purpose: str = SAFE, criterion: str = "Mends things"
) -> set[str]:
    """Return the rules that find something in a role and its vacancy, advice too."""
    example.write(
        ROLE,
        f"title: Paviour\nfamily: works\nlevel: W1\n{facts}sections:\n  purpose: {purpose}\n"
        "person_specification:\n  - category: Skills\n    criteria:\n"
        f"      - {{text: {criterion}, importance: essential, assessed_by: [I]}}\n",
    )
    done = example.run("check", "--advice", "--format", "json")
    assert done.exit_code == 0, done.stdout
    return {each["rule"] for each in json.loads(done.stdout)["findings"]}


@pytest.fixture(autouse=True)
def vacancy(example: Example) -> None:
    example.vacancy(APPLY)


@pytest.mark.parametrize(
    ("checks", "rules"),
    [
        (f"dbs: Enhanced, {ADULTS}", set()),
        (f"dbs: Enhanced with Barred List(s), {ADULTS}, regulated_activity: Care", set()),
        (f"dbs: Enhanced, {ADULTS}, regulated_activity: Care", {"CK01"}),
    ],
)
def test_regulated_activity_is_checked_against_the_barred_lists(
    example: Example, checks: str, rules: set[str]
) -> None:
    assert found(example, f"checks: {{{checks}}}\n") == rules


def test_children_and_adults_are_safeguarded_and_convictions_spoken_of(example: Example) -> None:
    full = f"checks: {{dbs: Enhanced, {ADULTS}}}\n"
    assert found(example, full, "The Rehabilitation of Offenders Act 1974 is no bar.") == {"CK03"}
    assert found(example, full, "We are committed to Safeguarding.") == {"CK04"}
    exempt = full.replace("dbs:", "rehabilitation: Exempt, dbs:")
    assert found(example, exempt, "We are committed to Safeguarding.") == set()
    assert found(example, "checks: {dbs: Standard, reason: Law}\n", "Mends.") == {"CK04"}
    assert found(example, "checks: {dbs: Basic}\n", "Mends.") == set()


@pytest.mark.parametrize(
    ("reason", "is_found"),
    [
        ("Salary above spinal column point 44", True),
        ("The post's salary is above point 44", True),
        ("Pay", True),
        ("Advises the Cabinet on pay", False),
        ("Speaks for the council to the press", False),
        ("Salary, and regular advice to the Cabinet", False),
    ],
)
def test_a_political_restriction_has_a_reason_that_is_no_salary(
    example: Example, reason: str, *, is_found: bool
) -> None:
    said = f'political_restriction_reason: "{reason}"'
    rules = found(example, f"checks: {{political_restriction: Sensitive, {said}}}\n")
    assert rules == ({"CK05"} if is_found else set())


@pytest.mark.parametrize(
    ("languages", "criterion", "rules"),
    [
        ("fluency: Speaks with residents", "Mends things", {"CK06"}),
        ("fluency: Speaks with residents", "Can explain a bill in spoken English", set()),
        ("welsh: essential, welsh_level: 3", "Mends things", {"CK07"}),
        ("welsh: desirable", "Speaks English to residents", {"CK07"}),
        ("welsh: desirable", "Can hold a meeting in Welsh", set()),
        ("welsh: not necessary", "Mends things", set()),
        ("welsh: to be learnt on appointment", "Mends things", set()),
    ],
)
def test_a_language_that_is_needed_is_a_criterion(
    example: Example, languages: str, criterion: str, rules: set[str]
) -> None:
    assert found(example, f"languages: {{{languages}}}\n", criterion=criterion) == rules


def test_a_vacancy_says_its_pay_and_whether_it_is_flexible(example: Example) -> None:
    example.vacancy(APPLY.replace("salary: £30,000\n", ""))
    assert found(example, "") == {"CK10"}
    example.vacancy(APPLY.replace("job_share: Open to it\n", ""))
    assert found(example, "") == {"CK09"}
    assert found(example, "", f"{SAFE} Ask us about flexible working.") == set()
