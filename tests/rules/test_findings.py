"""What the commands say of findings: where, how grave, and in which form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from jdgen.rules.catalogue import catalogue

if TYPE_CHECKING:
    from example import Example

YEARS = """\
person_specification:
  - category: Experience
    criteria:
      - {text: At least ten years of paving, importance: essential, assessed_by: [A]}
      - {text: Has good IT skills, importance: desirable, assessed_by: [I]}
"""
APPLY = (
    "closing_date: 2027-01-31\nlocation: Wick\nhours: 37\ncontract: Permanent\n"
    "contact: jobs@hale.example\nsalary: £30,000\njob_share: Open to it\n"
)
# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
GITLAB: Any = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {"lines": {"required": ["begin"]}},
            },
        },
    },
}


@pytest.fixture
def asks(example: Example) -> Example:
    example.role("", criteria=YEARS)
    example.vacancy(APPLY)
    return example


def rules(example: Example, *arguments: str) -> list[str]:
    done = example.run("check", "--format", "json", *arguments)
    assert done.exit_code == 0, done.stderr
    return [finding["rule"] for finding in json.loads(done.stdout)["findings"]]


def test_a_warning_is_told_once_at_its_line_and_stops_nothing(asks: Example) -> None:
    asks.write("vacancies/two.yaml", f"role: paviour\n{APPLY}")
    done = asks.run("check")
    assert done.exit_code == 0
    told = [line for line in done.stderr.splitlines() if "years" in line]
    assert len(told) == 1
    assert told[0].startswith("families/works/roles/paviour.yaml:")
    assert "jdgen rule EQ01 says why" in done.stderr
    built = asks.run("build", "one", "--output", "out")
    assert built.exit_code == 0
    assert "experience is counted in years" in built.stderr
    assert (asks.root / "out/one/job-description.docx").is_file()


def test_strict_fails_on_it_and_advice_is_asked_for(asks: Example) -> None:
    assert asks.run("check", "--strict").exit_code == 1
    assert rules(asks) == ["EQ01"]
    assert rules(asks, "--advice") == ["EQ01", "PS06"]
    assert rules(asks, "vacancies/one.yaml") == ["EQ01"]
    assert rules(asks, "families/organisation.yaml") == []


def test_ci_services_show_warnings_beside_the_lines(asks: Example) -> None:
    github = asks.run("check", "--format", "github").stdout
    assert github.startswith("::warning file=families/works/roles/paviour.yaml,line=")
    asks.vacancy(f"{APPLY}team: '{{{{ post.tem }}}}'\n")
    done = asks.run("check", "--format", "gitlab")
    assert done.exit_code == 1
    report = json.loads(done.stdout)
    jsonschema.validate(report, GITLAB)
    assert {each["severity"] for each in report} >= {"major"}
    assert len({each["fingerprint"] for each in report}) == len(report)


def test_an_almost_empty_vacancy_and_a_copied_number_are_told(example: Example) -> None:
    example.vacancy("post_number: P1\ncontact: Jo Bloggs\n")
    example.write("vacancies/two.yaml", f"role: paviour\npost_number: P1\n{APPLY}")
    said = example.run("check", "--advice").stderr
    assert "vacancies/one.yaml:1:1: the vacancy has no closing_date, no location, no hours" in said
    assert 'the contact "Jo Bloggs" has no address' in said
    assert 'the post number "P1" is at vacancies/one.yaml:2:14 too' in said
    assert "the vacancy has no" not in example.run("check").stderr


WAIVED = "waive: [{rule: EQ01, reason: The Act asks for it, until: 2027-06-30}]"


@pytest.mark.parametrize("where", ["entry", "role file", "other entry", "other rule"])
def test_a_waiver_holds_for_its_entry_or_file_and_is_listed(asks: Example, where: str) -> None:
    criteria = YEARS
    if where in {"entry", "other rule"}:
        criteria = YEARS.replace("assessed_by: [A]", f"assessed_by: [A], {WAIVED}")
    if where == "other entry":
        criteria = YEARS.replace("assessed_by: [I]", f"assessed_by: [I], {WAIVED}")
    criteria = criteria.replace("EQ01", "EQ02") if where == "other rule" else criteria
    asks.role(f"{WAIVED}\n" if where == "role file" else "", criteria=criteria)
    if where in {"entry", "role file"}:
        assert rules(asks) == []
        assert asks.run("build", "one", "--output", "out").stderr == ""
    else:
        assert sorted(rules(asks)) == ["EQ01", "WA01"]
    listed = asks.run("check", "--waivers").stderr
    assert "is waived, until 2027-06-30: The Act asks for it" in listed


@pytest.mark.parametrize(
    ("arguments", "found"),
    [(["--as-of", "2027-06-30"], []), (["--as-of", "2027-07-01"], ["EQ01", "WA01"])],
)
def test_a_waiver_ends_on_its_day(asks: Example, arguments: list[str], found: list[str]) -> None:
    asks.role(f"{WAIVED}\n", criteria=YEARS)
    assert sorted(rules(asks, *arguments)) == found


def test_a_waiver_of_no_rule_or_without_a_reason_is_told(asks: Example) -> None:
    asks.role("waive: [{rule: EQ1, reason: None}]\n", criteria=YEARS)
    assert 'there is no rule "EQ1"; did you mean' in asks.run("check").stderr
    asks.role("waive: [{rule: EQ01}]\n", criteria=YEARS)
    done = asks.run("check")
    assert done.exit_code == 1
    assert 'the field "reason" is missing' in done.stderr


def test_a_criterion_that_is_essential_and_desirable_is_told(example: Example) -> None:
    twice = "person_specification:\n  - category: Skills\n    criteria:\n"
    twice += "      - {text: Lays slabs., importance: essential}\n"
    twice += "      - {text: lays slabs, importance: desirable}\n"
    example.role("", criteria=twice)
    example.vacancy(APPLY)
    assert rules(example) == ["PS05"]


def test_what_is_in_another_language_is_left_alone(asks: Example) -> None:
    asks.organisation("translations: [cy]\n")
    asks.role(
        "", criteria=YEARS.replace("At least", "{cy: At least").replace("paving,", "paving},")
    )
    done = asks.run("check", "--language", "cy", "--format", "json")
    assert [each["rule"] for each in json.loads(done.stdout)["findings"]] == []


def test_rules_are_listed_and_explained(example: Example) -> None:
    listed = example.run("list", "rules").stdout
    for name, each in catalogue().items():
        assert f"{name}\t{each.kind}\t{each.title}" in listed
        told = example.run("rule", name).stdout
        for text in (
            each.title,
            each.why,
            each.authority[0].address,
            "no advice in law",
            f"rule: {name}, reason",
        ):
            assert text in told
    data = json.loads(example.run("rule", "ps08", "--format", "json").stdout)
    assert data["fails"] == "A degree in surveying"
    done = example.run("rule", "PS88")
    assert done.exit_code == 2
    assert 'did you mean "PS08"?' in done.stderr


@pytest.mark.parametrize(
    ("kind", "warned", "advised"),
    [
        ("off", ["PS06"], ["PS06"]),
        ("advice", ["PS06"], ["EQ01", "PS06"]),
        ("warning", ["EQ01", "PS06"], ["EQ01", "PS06"]),
    ],
)
def test_an_organisation_says_how_a_rule_is_told(
    asks: Example, kind: str, warned: list[str], advised: list[str]
) -> None:
    asks.organisation(f"rules: {{eq01: {kind}, PS06: warning}}\n")
    assert rules(asks) == warned
    assert rules(asks, "--advice") == advised
    told = asks.run("build", "one", "--output", "out").stderr
    assert ("counted in years" in told) == (kind == "warning")


def test_a_slip_in_an_organisation_s_rules_is_told(asks: Example) -> None:
    asks.organisation("rules: {EQ0: off}\n")
    done = asks.run("check")
    assert 'families/organisation.yaml:4:9: there is no rule "EQ0"; did you mean' in done.stderr
    asks.organisation("rules: {EQ01: never}\n")
    done = asks.run("check")
    assert done.exit_code == 1
    assert "warning, advice or off" in done.stderr
