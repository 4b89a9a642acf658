"""jdgen import: titles and labels that real documents of many makers have, each in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from running import run

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example

HEAD = "# Job description\n\nJob title: Records Clerk\n\n"
DUTIES = "## Main duties\n\n- File papers.\n- Answer calls.\n\n"
CRITERIA = "## Qualifications\n\n- Has filed papers.\n- Can read plans.\n\n"
LONG = "We run the town's libraries, parks and markets, and look after its streets. " * 4


def role_of(example: Example, tmp_path: Path, text: str, name: str = "jd.md") -> dict[str, Any]:
    """Return the role that is made of a document, and check that it builds."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / name).write_text(text, "utf-8")
    done = run("import", str(tmp_path / "old"), "--family", "records", folder=example.root)
    assert done.returncode == 0, done.stderr
    [path] = (example.root / "families/records/roles").iterdir()
    checked = run("check", "--draft", folder=example.root)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    said = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 - plain texts
    return dict(said)


def section_titles() -> list[tuple[str, str]]:
    by_section = {
        "what-we-offer": ["Salary and location", "Salary information", "Perks", "Compensation"],
        "how-to-apply": ["Evaluation", "How it will work", "Contact information", "Website"],
        "context": ["Company information", "About Anytown", "Department information", "Join us"],
        "details": ["Employment conditions", "Schedule and availability", "Miscellaneous", "Notes"],
        "working-conditions": ["Physical requirements and working conditions", "Work environment"],
        "accountabilities": [
            "Key measures",
            "KPIs",
            "What you'll achieve",
            "Performance standards",
        ],
    }
    return [(title, name) for name, titles in by_section.items() for title in titles]


@pytest.mark.parametrize(("title", "section"), section_titles())
@pytest.mark.parametrize("before", [DUTIES, CRITERIA], ids=["after duties", "after criteria"])
def test_a_title_of_ones_own_making_is_known_by_its_words(
    example: Example, tmp_path: Path, title: str, section: str, before: str
) -> None:
    role = role_of(example, tmp_path, f"{HEAD}{before}## {title}\n\n{LONG}\n")
    assert "We run the town's libraries" in str(role["sections"][section])
    assert "unplaced" not in role


@pytest.mark.parametrize(
    "title",
    [
        "What can I expect to do in this role?",
        "As part of the team, you will:",
        "Your tasks",
        "What you'll be working on",
        "Additional duties",
    ],
)
def test_a_title_that_is_a_sentence_stands_over_duties(
    example: Example, tmp_path: Path, title: str
) -> None:
    role = role_of(example, tmp_path, f"{HEAD}## {title}\n\n- File papers.\n- Answer calls.\n")
    assert "File papers." in str(role["sections"]["duties"])


@pytest.mark.parametrize(
    ("title", "importance"),
    [
        ("How do I qualify?", "unspecified"),
        ("Your profile", "unspecified"),
        ("You should possess the following:", "unspecified"),
        ("What you bring", "unspecified"),
        ("Bonus points", "desirable"),
        ("Good to have skills", "desirable"),
        ("Must have skills", "essential"),
    ],
)
def test_a_title_that_is_a_sentence_stands_over_criteria(
    example: Example, tmp_path: Path, title: str, importance: str
) -> None:
    role = role_of(example, tmp_path, f"{HEAD}{DUTIES}## {title}\n\n- Has filed.\n- Can read.\n")
    [category] = role["person_specification"]
    assert category["importance"] == importance
    assert category["criteria"] == ["Has filed.", "Can read."]


def test_categories_stand_below_a_question(example: Example, tmp_path: Path) -> None:
    text = (
        f"{HEAD}{DUTIES}### What you bring\n\n- Has filed.\n\n## How do I qualify?\n\n"
        "### Partnerships\n\n- Can meet people.\n\n### Data\n\n- Can count.\n"
    )
    role = role_of(example, tmp_path, text)
    assert [one["category"] for one in role["person_specification"]][-2:] == [
        "Partnerships",
        "Data",
    ]


@pytest.mark.parametrize(
    ("title", "value", "field"),
    [
        ("Location", "Town Hall\n\nNorthmere", "location"),
        ("Compensation", "£24,000 a year", "salary"),
        ("Hours", "37 a week", "hours"),
    ],
)
@pytest.mark.parametrize("before", [DUTIES, CRITERIA], ids=["after duties", "after criteria"])
def test_a_heading_over_a_short_text_is_a_fact(
    example: Example, tmp_path: Path, title: str, value: str, field: str, before: str
) -> None:
    text = f"{HEAD}{before}## {title}\n\n{value}\n\n## How to apply\n\nWrite to us.\n"
    role = role_of(example, tmp_path, text)
    assert role[field] == value.replace("\n\n", ", ")
    assert role["sections"]["how-to-apply"] == "Write to us."


def test_duties_stand_under_headings_of_their_own_level(example: Example, tmp_path: Path) -> None:
    text = (
        f"{HEAD}## Key responsibilities\n\n## Scope\n\n- Work alone.\n\n## Practice\n\n- Plan work."
        "\n\n## Community\n\n- Meet others.\n\n## Skills\n\n- Can read.\n"
    )
    role = role_of(example, tmp_path, text)
    assert [group["heading"] for group in role["sections"]["duties"]] == [
        "Scope",
        "Practice",
        "Community",
    ]
    assert "unplaced" not in role


def test_headings_that_say_how_much_time_a_duty_takes_stand_over_duties(
    example: Example, tmp_path: Path
) -> None:
    text = (
        f"{HEAD}## Summary\n\nKeep records.\n\n## Filing (60%)\n\n- File.\n\n"
        "## Calls (40% of time)\n\n- Answer.\n"
    )
    role = role_of(example, tmp_path, text)
    assert [group["heading"] for group in role["sections"]["duties"]] == [
        "Filing (60%)",
        "Calls (40% of time)",
    ]


def test_a_heading_that_repeats_the_title_stands_over_the_purpose(
    example: Example, tmp_path: Path
) -> None:
    text = (
        "# Records Clerk\n\n## Our team\n\nWe file.\n\n## Records Clerk\n\nKeep records in order.\n"
    )
    role = role_of(example, tmp_path, text)
    assert role["sections"]["purpose"] == "Keep records in order."
    assert role["sections"]["context"] == "We file."


def test_a_list_in_what_introduces_a_job_is_its_duties_or_criteria(
    example: Example, tmp_path: Path
) -> None:
    text = (
        "# Records Clerk\n\nWe keep the town's records. The clerk's work includes:\n\n"
        "- File papers.\n- Answer calls.\n- Meet people.\n\n"
        "We are looking for somebody who can:\n\n- Read plans.\n- Count boxes.\n- Carry boxes.\n"
    )
    role = role_of(example, tmp_path, text)
    assert role["sections"]["duties"]["items"] == ["File papers.", "Answer calls.", "Meet people."]
    assert role["person_specification"][0]["criteria"] == [
        "Read plans.",
        "Count boxes.",
        "Carry boxes.",
    ]


def test_facts_without_a_field_stand_among_the_details(example: Example, tmp_path: Path) -> None:
    text = (
        "# Job description\n\n| | |\n|---|---|\n| **Post title** | Records Clerk |\n"
        "| **FLSA status** | Exempt |\n| **Status** | Permanent, full time |\n"
        "| **Date** | 1 May 2026 |\n\nUnion position: Yes\n\n## Main duties\n\n- File papers.\n"
    )
    role = role_of(example, tmp_path, text)
    assert role["contract"] == "Permanent, full time"
    assert [one["label"] for one in role["sections"]["details"]] == [
        "FLSA status",
        "Union position",
    ]
    assert [one["text"] for one in role["unplaced"]] == ["Date: 1 May 2026"]


def test_two_labels_of_parts_of_an_organisation_contradict_nothing(
    example: Example, tmp_path: Path
) -> None:
    text = f"{HEAD}Department: Housing\nDirectorate: Communities\nSection: Lettings\n\n{DUTIES}"
    role = role_of(example, tmp_path, text)
    assert role["directorate"] == "Communities"
    assert {role["service"], role["team"]} == {"Housing", "Lettings"}


def test_one_part_of_an_organisation_too_many_stands_among_the_details(
    example: Example, tmp_path: Path
) -> None:
    text = (
        f"{HEAD}Department: Digital\nPostholder section: Product\nService/Section: Web / Product\n"
        f"Directorate: Communities\n\n{DUTIES}"
    )
    role = role_of(example, tmp_path, text)
    assert role["directorate"] == "Communities"
    assert [role["service"], role["team"]] == ["Product", "Web / Product"]
    assert role["sections"]["details"] == [{"label": "Department", "text": "Digital"}]


def test_the_front_matter_of_other_programs_is_read(example: Example, tmp_path: Path) -> None:
    text = (
        '+++\ntitle = "Records Clerk"\nlocation = "Town Hall"\nthumbnail = "x.png"\n+++\n'
        f"Keep records.\n\n{DUTIES}"
    )
    role = role_of(example, tmp_path, text)
    assert role["title"] == "Records Clerk"
    assert role["location"] == "Town Hall"
    assert "x.png" not in str(role)


@pytest.mark.parametrize(
    "label", ["Viability", "Leadership", "Board: needs and abilities", "Requirements gathering"]
)
def test_a_sentence_that_leads_to_duties_ends_none(
    example: Example, tmp_path: Path, label: str
) -> None:
    text = (
        f"{HEAD}## Responsibilities\n\n**{label}**: Raises enough money to keep the service going,"
        " and is responsible for:\n\n- Raise money.\n- Keep accounts.\n"
    )
    role = role_of(example, tmp_path, text)
    assert "Raise money." in str(role["sections"]["duties"])
    assert "person_specification" not in role or "Raise" not in str(role["person_specification"])


def test_a_statement_after_criteria_is_no_criterion(example: Example, tmp_path: Path) -> None:
    text = f"{HEAD}{DUTIES}{CRITERIA}### Diversity and inclusion\n\n{LONG}\n"
    role = role_of(example, tmp_path, text)
    assert "We run" not in str(role["person_specification"])
    assert "unplaced" not in role


def test_a_paragraph_under_the_role_is_no_title(example: Example, tmp_path: Path) -> None:
    text = f"Location: Town Hall\n\nTHE ROLE:\n\n{LONG}\n\n{DUTIES}"
    role = role_of(example, tmp_path, text, "records clerk.md")
    assert role["title"] == "Records clerk"
    assert "We run" in str(role["sections"]["purpose"])


def test_a_title_over_several_categories_stands_with_each(example: Example, tmp_path: Path) -> None:
    text = (
        f"{HEAD}{DUTIES}## Person specification\n\n### Technical matters\n\n#### Clouds\n\n- Can "
        "see.\n\n#### Rain\n\n- Can wait.\n\n### Experience\n\n- Has filed.\n\n#### Boxes\n\n- Has"
        " lifted.\n"
    )
    role = role_of(example, tmp_path, text)
    assert [one["category"] for one in role["person_specification"]] == [
        "Technical matters: Clouds",
        "Technical matters: Rain",
        "Experience",
        "Boxes",
    ]


def test_a_title_in_bold_over_a_category_goes_with_none(example: Example, tmp_path: Path) -> None:
    text = (
        f"{HEAD}{DUTIES}## Person specification\n\n**Technical matters**\n\n**Clouds**\n\n- Can"
        " see.\n\n**Rain**\n\n- Can wait.\n"
    )
    role = role_of(example, tmp_path, text)
    assert [one["category"] for one in role["person_specification"]] == ["Clouds", "Rain"]
    assert [one["text"] for one in role["unplaced"]] == ["Technical matters"]


UNKNOWN = "Odds and ends"


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("- File papers.\n- Plans the week.\n- Meeting residents.", "duties"),
        ("- 25 days of leave and the pension.\n- Paid holidays.\n- Lunch.", "what-we-offer"),
        ("Send an email with your CV before the closing date.", "how-to-apply"),
        ("All are equal, whatever their religion, race or gender.", "corporate-responsibilities"),
        ("Our company was founded in 1902, and our mission is paper.", "context"),
    ],
)  # fmt: skip
def test_what_stands_under_an_unknown_title_goes_where_its_words_belong(
    example: Example, tmp_path: Path, text: str, section: str
) -> None:
    role = role_of(example, tmp_path, f"{HEAD}## {UNKNOWN}\n\n{text}\n")
    assert "unplaced" not in role
    for word in text.replace("- ", "").splitlines():
        assert word in str(role["sections"][section])


def test_a_list_of_what_somebody_has_under_an_unknown_title_is_criteria(
    example: Example, tmp_path: Path
) -> None:
    text = "- Experience of filing.\n- You are careful.\n- A degree in paper.\n- Likes boxes."
    role = role_of(example, tmp_path, f"{HEAD}{DUTIES}## {UNKNOWN}\n\n{text}\n")
    [category] = role["person_specification"]
    assert category["category"] == UNKNOWN
    assert len(category["criteria"]) == 4


def test_a_short_line_right_over_a_list_is_a_title(example: Example, tmp_path: Path) -> None:
    text = (
        f"{HEAD}Main duties\n\n- File papers.\n\nRequired qualifications\n\n- Has filed.\n\n"
        "Desired qualifications\n\n- Has sung.\n\nSalary: £24,000 a year\n"
    )
    role = role_of(example, tmp_path, text)
    assert role["sections"]["duties"] == ["File papers."]
    assert role["salary"] == "£24,000 a year"
    found = {
        str(one["criteria"][0] if isinstance(one["criteria"][0], str) else one["criteria"])
        for one in role["person_specification"]
    }
    assert "Has filed." in str(found) or "Has filed." in str(role["person_specification"])
    assert "desirable" in str(role["person_specification"])
    assert "essential" in str(role["person_specification"])


def test_an_importance_over_headings_holds_for_all_below_it(
    example: Example, tmp_path: Path
) -> None:
    text = (
        f"{HEAD}{DUTIES}## Preferred skills\n\nThe preferred person has:\n\n### Knowledge\n\n"
        "- Knows paper.\n\n### Experience\n\n- Has filed.\n"
    )
    role = role_of(example, tmp_path, text)
    last = role["person_specification"][-2:]
    assert [one["importance"] for one in last] == ["desirable", "desirable"]


def test_a_sentence_with_a_word_of_a_title_in_it_is_none(example: Example, tmp_path: Path) -> None:
    text = (
        f"{HEAD}## Purpose of the job\n\nTo be responsible to the Policy Manager to:\n\n"
        "- Write guidance.\n- Answer questions.\n"
    )
    role = role_of(example, tmp_path, text)
    assert "Write guidance." in str(role["sections"]["purpose"])


def test_the_title_of_whom_to_ask_is_not_the_jobs(example: Example, tmp_path: Path) -> None:
    text = f"# Records Clerk\n\n{DUTIES}## Whom to ask\n\nTitle: Head of Paper\n\nNow.\n"
    role = role_of(example, tmp_path, text)
    assert role["title"] == "Records Clerk"
