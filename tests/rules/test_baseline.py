"""A baseline: what rules found before, so that only what is new is told."""

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
      - {text: At least ten years of paving, importance: essential, assessed_by: [A]}
      - {text: Has good IT skills, importance: desirable, assessed_by: [I]}
"""
APPLY = (
    "closing_date: 2027-01-31\nlocation: Wick\nhours: 37\ncontract: Permanent\n"
    "contact: jobs@hale.example\nsalary: £30,000\njob_share: Open to it\n"
)


@pytest.fixture
def known(example: Example) -> Example:
    example.role("", criteria=CRITERIA)
    example.vacancy(APPLY)
    done = example.run("check", "--write-baseline", "known.json")
    assert (done.exit_code, done.stdout) == (0, "2 findings written to known.json.\n")
    return example


def rules(example: Example, *arguments: str) -> list[str]:
    done = example.run("check", "--baseline", "known.json", "--format", "json", *arguments)
    return [finding["rule"] for finding in json.loads(done.stdout)["findings"]]


def test_only_what_is_new_is_told_wherever_the_old_has_moved(known: Example) -> None:
    assert rules(known, "--advice") == []
    assert known.run("check", "--baseline", "known.json", "--strict").exit_code == 0
    new = CRITERIA + "      - {text: Native English speaker, importance: desirable}\n"
    known.role("# a line above\n", criteria=new)
    assert rules(known) == ["EQ05"]
    assert known.run("check", "--baseline", "known.json", "--strict").exit_code == 1
    assert "EQ01" not in known.run("check", "--baseline", "known.json").stderr


def test_the_same_once_more_is_new(known: Example) -> None:
    more = "      - {text: At least ten years of paving, importance: desirable}\n"
    known.role("", criteria=CRITERIA + more.replace("paving", "planting trees"))
    assert rules(known) == ["EQ01"]
    known.role("", criteria=CRITERIA + more)
    assert rules(known) == ["EQ01", "PS05"]


def test_a_baseline_names_no_lines_and_what_is_mended_is_said(known: Example) -> None:
    data = json.loads((known.root / "known.json").read_text("utf-8"))
    assert [sorted(each) for each in data] == [["file", "message", "rule"]] * 2
    known.role("", criteria=CRITERIA.replace("At least ten years of paving", "Paves"))
    told = known.run("check", "--baseline", "known.json").stderr
    assert "1 finding of known.json is not met any more" in told
    told = known.run("check", "--baseline", "known.json", "vacancies/one.yaml").stderr
    assert "any more" not in told


@pytest.mark.parametrize(
    ("holds", "told"),
    [
        ("", "known.json:1:1: this is no JSON"),
        ('[{"rule": "EQ01",\n]', "known.json:2:1: this is no JSON"),
        ("{}", "known.json:1:1: this is no list of findings"),
        ('[{"rule": "EQ01", "file": 3, "message": ""}]', "this is no list of findings"),
        ("[" * 100_000, "known.json:1:1: this is no JSON"),
        ("\udcff", "known.json:1:1: this is no JSON"),
    ],
)
def test_a_baseline_that_is_none_is_refused(known: Example, holds: str, told: str) -> None:
    (known.root / "known.json").write_bytes(holds.encode("utf-8", "surrogateescape"))
    done = known.run("check", "--baseline", "known.json")
    assert done.exit_code == 1
    assert told in done.stderr
    assert "jdgen check --write-baseline" in done.stderr


def test_nothing_else_is_written_over_and_none_of_a_part(known: Example) -> None:
    for arguments in (
        ["vacancies/one.yaml"],
        ["families/known.json"],
        ["part.json", "one"],
        ["part.json", "--baseline", "known.json"],
    ):
        done = known.run("check", "--write-baseline", *arguments)
        assert done.exit_code == 2, arguments
    assert "role: paviour" in (known.root / "vacancies/one.yaml").read_text("utf-8")
    assert not (known.root / "families/known.json").exists()
    assert not (known.root / "part.json").exists()
    assert known.run("check", "--baseline", "nowhere.json").exit_code == 1


def test_where_something_is_wrong_no_baseline_is_written(known: Example) -> None:
    known.vacancy(f"{APPLY}team: '{{{{ post.tem }}}}'\n")
    done = known.run("check", "--write-baseline", "other.json")
    assert done.exit_code == 1
    assert not (known.root / "other.json").exists()
