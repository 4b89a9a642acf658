"""What an organisation says of rules: how each is told, its number, and words of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from example import Example

CRITERIA = """\
person_specification:
  - category: Experience
    criteria:
      - {text: Lays slabs, importance: essential, assessed_by: [A]}
      - {text: Talks with customers, importance: essential, assessed_by: [A]}
      - {text: Reads plans, importance: essential, assessed_by: [A]}
"""
APPLY = (
    "closing_date: 2027-01-31\nlocation: Wick\nhours: 37\ncontract: Permanent\n"
    "contact: jobs@hale.example\nsalary: £30,000\njob_share: Open to it\n"
)


@pytest.fixture
def job(example: Example) -> Example:
    example.role("", criteria=CRITERIA)
    example.vacancy(APPLY)
    return example


def told(example: Example, *arguments: str) -> list[str]:
    done = example.run("check", "--format", "json", *arguments)
    assert done.exit_code == 0, done.stdout
    findings = json.loads(done.stdout)["findings"]
    return [f"{each['rule']}: {each['message']}; {each['hint']}" for each in findings]


def test_a_rule_s_number_is_the_organisation_s(job: Example) -> None:
    assert told(job, "--advice") == []
    job.organisation("rules: {PS04: {limit: 2}}\n")
    [finding] = told(job, "--advice")
    assert "there are 3 essential criteria, more than 2" in finding
    assert told(job) == []
    job.organisation("rules: {PS04: {level: warning, limit: 2}}\n")
    assert told(job) == [finding]
    job.organisation("rules: {PS04: {level: off, limit: 2}, LA01: {limit: 2, level: warning}}\n")
    assert {each[:4] for each in told(job)} == {"LA01"}


def test_an_organisation_s_own_words_are_found_with_what_to_write(job: Example) -> None:
    job.organisation('rules: {LA02: {level: warning, words: {"Customer*": resident}}}\n')
    [finding] = told(job)
    assert '"customers": a word that plain English says otherwise' in finding
    assert finding.endswith('; write "resident"')
    job.role("", criteria=CRITERIA.replace("customers", "custom officers"))
    assert told(job) == []


@pytest.mark.parametrize(
    ("words", "text", "is_found"),
    [
        ("rock-star", "A Rock Star of paving", True),
        ("rock star", "A rock-star of paving", True),
        ("rock star", "Rock, star", False),
        ("ninja*", "Paving ninjas", True),
        ("ninja", "Paving ninjas", False),
        ("people\u2019s champion", "A people's champion", True),
    ],
)
def test_own_words_are_met_in_any_capitals_and_marks(
    job: Example, words: str, text: str, *, is_found: bool
) -> None:
    job.organisation(f'rules: {{EQ02: {{words: {{"{words}": a person}}}}}}\n')
    job.role("", criteria=CRITERIA.replace("Talks with customers", f'"{text}"'))
    assert bool(told(job)) == is_found


def test_own_words_of_a_rule_for_criteria_are_looked_for_there_alone(job: Example) -> None:
    job.organisation("rules: {PS06: {level: warning, words: {safe: what is safe}}}\n")
    assert told(job) == []  # the purpose says it
    job.role("", criteria=CRITERIA.replace("slabs", "safe slabs"))
    assert len(told(job)) == 1


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("{eq01: off, EQ01: warning}", "4:20: the rule EQ01 is set twice; keep one"),
        ("{EQ1: off}", '4:9: there is no rule "EQ1"; did you mean "EQ'),
        (
            "{PS06: {limit: 12}}",
            "4:9: the rule PS06 has no number that could be set; delete limit:",
        ),
        ("{PS04: {words: {a: b}}}", "4:9: the rule PS04 looks for no words; write them under"),
        ("{EQ01: {words: {'!': b}}}", '4:24: "!" holds no word'),
        ("{EQ01: {level: never}}", "warning, advice or off"),
        ("{LA01: {limit: many}}", "is not a whole number"),
        ("{LA01: {number: 3}}", 'unknown field "number"'),
        ("{LA01: [off]}", "4:15: "),
    ],
)
def test_what_a_rule_has_not_is_refused_and_nothing_written(
    job: Example, said: str, wrong: str
) -> None:
    job.organisation(f"rules: {said}\n")
    for command in (
        ["check"],
        ["build", "one", "--output", "out"],
        ["check", "vacancies/one.yaml"],
    ):
        done = job.run(*command)
        assert done.exit_code == 1, command
        assert wrong in done.stderr, command
    assert not (job.root / "out").exists()
    assert job.run("check", "families/organisation.yaml").exit_code == 1


def test_a_waiver_of_no_rule_is_refused_and_nothing_written(job: Example) -> None:
    job.role("waive: [{rule: eq1, reason: None}]\n", criteria=CRITERIA)
    for command in (["check"], ["build", "one", "--output", "out"]):
        done = job.run(*command)
        assert done.exit_code == 1
        assert 'paviour.yaml:4:16: there is no rule "eq1"; did you mean "EQ' in done.stderr
    assert not (job.root / "out").exists()


WAIVED = "waive: [{rule: PS06, reason: Said so, until: 2027-06-30}]\n"
VAGUE = CRITERIA.replace("Reads plans", "Is a team player")


def test_a_waiver_ends_by_the_latest_day_that_is_said(job: Example) -> None:
    job.organisation("rules: {PS06: warning}\n")
    job.role(WAIVED, criteria=VAGUE)
    assert told(job) == []
    job.write("vacancies/late.yaml", f"role: paviour\n{APPLY.replace('2027-01', '2027-07')}")
    assert {each[:4] for each in told(job)} == {"PS06", "WA01"}
    assert told(job, "vacancies/one.yaml") == []
    assert told(job, "--as-of", "2027-06-30") == []


def test_where_no_day_is_said_a_waiver_holds_and_advice_says_so(job: Example) -> None:
    job.role(WAIVED, criteria=VAGUE)
    job.vacancy("")
    [advice] = [each for each in told(job, "--advice") if each.startswith("WA02")]
    assert 'the waiver of "PS06" until 2027-06-30 holds on, as nothing says the day' in advice
    assert not [each for each in told(job, "--advice", "--as-of", "2027-06-01") if "WA02" in each]
    listed = job.run("check", "--waivers").stderr
    assert listed.count("PS06 is waived, until 2027-06-30: Said so") == 1


def test_a_mistyped_rule_of_a_waiver_is_told_once_with_the_nearest(job: Example) -> None:
    job.role("waive: [{rule: EQ3, reason: Try}]\n", criteria=CRITERIA)
    done = job.run("check")
    assert done.exit_code == 1
    assert 'there is no rule "EQ3"; did you mean "EQ03"?' in done.stderr
    assert "waives nothing" not in done.stderr
