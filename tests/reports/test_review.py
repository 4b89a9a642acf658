"""What is to be reviewed, by owner, in each format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from example import Example


def reviewed(example: Example, *options: str) -> str:
    example.family("record: {author: Ann Lee, review_by: 2028-01-01}\n")
    example.level("record: {author: Ann Lee, review_by: 2026-05-31}\n")
    example.role("record: {status: Draft, author: =Bo, review_by: 2027-03-31}\n")
    example.vacancy("record: {status: Approved}\n")
    ran = example.run("review", "--due", "2027-03-31", *options)
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_what_is_past_due_without_an_owner_or_a_draft_is_listed_by_owner(example: Example) -> None:
    lines = reviewed(example, "--as-of", "2026-06-01").splitlines()
    assert lines == [
        "=Bo:",
        "  2027-03-31\tdue, draft\trole\tpaviour\tPaviour\tfamilies/works/roles/paviour.yaml",
        "Ann Lee:",
        "  2026-05-31\tpast\tlevel\tworks/W1\tCrew\tfamilies/works/levels/W1.yaml",
        "Without an owner:",
        "  no date\tno owner\tvacancy\tone\t\tvacancies/one.yaml",
        "3 files to review.",
    ]


def test_without_a_day_nothing_is_past(example: Example) -> None:
    assert "2026-05-31\tdue\tlevel" in reviewed(example)


def test_markdown_csv_and_json_say_the_same(example: Example) -> None:
    markdown = reviewed(example, "--format", "markdown")
    assert "## Ann Lee\n\n| Review by | Why | Kind | Id | Title | File |" in markdown
    rows = json.loads(reviewed(example, "--format", "json"))
    assert [(row["owner"], row["why"]) for row in rows] == [
        ("=Bo", ["due", "draft"]),
        ("Ann Lee", ["due"]),
        ("", ["no owner"]),
    ]
    csv = reviewed(example, "--format", "csv").splitlines()
    assert csv[0] == "Owner,Review by,Why,Kind,Id,Title,File"
    assert csv[1].startswith('\'=Bo,2027-03-31,"due, draft",role,paviour,Paviour,')


def test_a_workspace_with_nothing_to_review_says_so(example: Example) -> None:
    for layer in (example.family, example.level, example.role):
        layer("record: {author: Ann Lee}\n")
    assert example.run("review", "--due", "2027-03-31").output == "Nothing to review.\n"


def test_a_day_that_is_none_is_a_wrong_command_line(example: Example) -> None:
    assert example.run("review", "--due", "soon").exit_code == 2
