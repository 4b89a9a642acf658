"""Abbreviations that nothing says in full, and words that an organisation allows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jdgen.problems import Place
from jdgen.rules.acronyms import acronym_faults
from jdgen.rules.wording import Said

if TYPE_CHECKING:
    from example import Example


def told(*texts: str, allowed: tuple[str, ...] = ()) -> list[str]:
    said = [Said(Place("a", line), text, "texts") for line, text in enumerate(texts, start=1)]
    return [f"{each.place.line} {each.message}" for each in acronym_faults(said, allowed)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Checks with the DBS", "DBS"),
        ("Writes EHCPs for pupils", "EHCP"),
        ("Uses (in part) SIMS.", "SIMS"),
        ("Knows LGPS/TPS rules", "LGPS"),
    ],
)
def test_what_nothing_says_in_full_is_told(text: str, name: str) -> None:
    assert told(text)[0] == f'1 nothing says what "{name}" is (LA03)'


@pytest.mark.parametrize(
    "text",
    [
        "Checks with the Disclosure and Barring Service (DBS)",
        "Writes education, health and care plans (EHCPs); each EHCP is kept",
        "DBS (Disclosure and Barring Service) checks",
        "Works for the NHS in the UK, with a BSc or GCSEs",
        "Sends PDF files to HMRC about VAT and PAYE",
        "Under part IV and chapter XX",
        "A post at SCP12, in room B2, near NE1 4AB",
        "ABOUT THE JOB",
        "IT",
        "I am a person",
        "Runs R&D at AT&T.",
        "The U.K. and e.g. the A.B.",
    ],
)
def test_what_is_said_or_known_is_let_be(text: str) -> None:
    assert told(text) == []


def test_it_is_told_once_and_may_be_said_in_full_anywhere() -> None:
    assert told("Uses SIMS", "Keeps SIMS") == ['1 nothing says what "SIMS" is (LA03)']
    assert told("Uses SIMS", "Keeps the management system (SIMS)") == []
    assert told("Uses SIMS", allowed=("sims",)) == []


CRITERIA = """\
person_specification:
  - category: Skills
    criteria:
      - {text: Has good IT skills and uses SIMS, importance: essential, assessed_by: [I]}
"""


def found(example: Example) -> list[str]:
    done = example.run("check", "--advice", "--format", "json")
    assert done.exit_code == 0, done.stdout
    findings = json.loads(done.stdout)["findings"]
    return [each["rule"] for each in findings if not each["rule"].startswith(("VA", "CK"))]


def test_an_organisation_allows_words_of_a_rule(example: Example) -> None:
    example.role("", criteria=CRITERIA)
    assert sorted(found(example)) == ["LA03", "PS06"]
    example.organisation("rules: {LA03: {allowed: [SIMS]}}\n")
    assert found(example) == ["PS06"]
    example.organisation(
        "rules: {LA03: {allowed: [SIMS, IT]}, PS06: {allowed: [Good IT skills]}}\n"
    )
    assert found(example) == []
    example.organisation("rules: {PS04: {allowed: [SIMS]}}\n")
    done = example.run("check")
    assert done.exit_code == 1
    assert "4:9: the rule PS04 looks for no words" in done.stderr


def test_categories_that_are_nearly_one_are_told(example: Example) -> None:
    more = CRITERIA.replace("Has good IT skills and uses SIMS", "Reads plans")
    also = "  - category: {}\n    criteria:\n      - {{text: Lays slabs, importance: essential}}\n"
    for name in ("Skill", "The skills"):
        example.role("", criteria=more + also.format(name))
        assert found(example) == ["PS09"], name
    for name in ("Knowledge", "Skills in numbers"):
        example.role("", criteria=more + also.format(name))
        assert found(example) == [], name
