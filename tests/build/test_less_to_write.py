"""What need not be written where nothing prints or uses it."""

from __future__ import annotations

import json

import pytest
from example import CRITERIA, PAY, SECTIONS, Example, outline

SHEET = """\
documents:
  job-description:
    title: Job description
    subject: [post, level, role]
    header:
      - {fact: post.title, label: Title}
      - {fact: level.title, label: Level}
      - {fact: family.title, label: Family}
      - {fact: grade.title, label: Grade}
      - {fact: level.grades, label: Grades}
    sections:
      - {id: purpose, title: Purpose}
      - {id: duties, title: Duties}
      - {id: person-specification, title: Criteria}
"""
WORDS = "sections: {purpose: Sweeps streets.}\n"


@pytest.fixture
def bare(example: Example) -> Example:
    """Return a workspace whose level says its words alone."""
    example.layout(SHEET)
    example.write("families/works/family.yaml", "title: Works\n")
    example.write("families/works/levels/W1.yaml", WORDS)
    return example


def test_a_level_needs_neither_title_nor_rank_nor_grades(bare: Example) -> None:
    made = bare.documents("W1", "ours")["job-description"]
    text = outline(made)
    assert text[0] == "# W1: job description"
    assert not any(line.startswith(("Level", "Grade")) for line in text)
    for words in (
        ["list", "levels"],
        ["show", "W1", "--layout", "ours"],
        ["explain", "W1"],
        ["where-used", "W1"],
        ["build", "--all", "--layout", "ours"],
        ["check", "--layout", "ours"],
        ["schema"],
    ):
        done = bare.run(*words)
        assert done.exit_code == 0, (words, done.stdout, done.stderr)


def test_a_text_that_prints_what_a_level_does_not_say_names_it(bare: Example) -> None:
    layout = SHEET.replace("    header:", '    heading: "{{ level.title }}: profile"\n    header:')
    bare.layout(layout)
    [problem] = bare.problems("W1", "ours")
    assert problem.rule == "unsaid-fact"
    assert problem.place.file == "templates/ours/layout.yaml"
    assert "add title: … to the level's file" in problem.hint


def test_a_family_that_is_not_described_is_named_by_a_text_that_prints_it(bare: Example) -> None:
    bare.write(
        "families/works/levels/W1.yaml", "sections: {purpose: 'So: {{ family.description }}'}\n"
    )
    [problem] = bare.problems("W1", "ours")
    assert "add description: … to the family's file" in problem.hint


@pytest.mark.parametrize("grade", ["", 'grade: "4"\n'])
def test_a_post_of_a_level_without_grades_may_name_any(bare: Example, grade: str) -> None:
    bare.organisation(PAY)
    bare.write("families/works/roles/paviour.yaml", f"title: P\nfamily: works\nlevel: W1\n{grade}")
    for target in ("one", "paviour"):
        job = bare.job(target)
        assert ("grade.title" in job.facts) == bool(grade)
    bare.vacancy('grade: "5"\n')
    assert [problem.rule for problem in bare.problems("one", "ours")] == ["unknown-grade"]


def test_a_band_without_grades_says_what_to_add(bare: Example) -> None:
    bare.write("families/works/levels/W1.yaml", f'{WORDS}bands: {{"4": {{title: Four}}}}\n')
    [problem] = bare.problems("W1", "ours")
    assert problem.hint == 'add it to the level: grades: ["4"]'


def test_levels_without_a_rank_follow_by_name_with_numbers_as_numbers(bare: Example) -> None:
    for key, more in (("W10", ""), ("W2", ""), ("Z", "rank: 1\n")):
        bare.write(f"families/works/levels/{key}.yaml", more + WORDS)
    assert bare.library().by_rank("works") == ["Z", "W1", "W2", "W10"]
    assert bare.run("check", "--layout", "ours").exit_code == 0
    ladder = json.loads(bare.run("diff", "--ladder", "works", "--format", "json").stdout)
    assert [level["name"] for level in ladder["levels"]] == ["Z", "W1", "W2", "W10"]


# --- a vacancy by itself --------------------------------------------------------------------------


def test_a_vacancy_may_say_all_itself(bare: Example) -> None:
    bare.organisation(PAY)
    bare.write("vacancies/one.yaml", f'title: Porter\ngrade: "4"\n{SECTIONS}{CRITERIA}')
    text = outline(bare.documents("one", "ours")["job-description"])
    assert text[0] == "# Porter: job description"
    assert "Title | Porter" in text
    assert "Grade | Grade 4" in text
    assert not any(line.startswith(("Level", "Family")) for line in text)
    for words in (
        ["build", "one", "--layout", "ours"],
        ["check", "--layout", "ours"],
        ["list", "vacancies"],
        ["show", "one", "--layout", "ours"],
        ["show", "one", "--format", "json"],
        ["explain", "one"],
        ["where-used", "4"],
        ["diff", "one", "W1"],
    ):
        done = bare.run(*words)
        assert done.exit_code in {0, 1 if words[0] == "diff" else 0}, (words, done.stderr)
        assert "Traceback" not in done.stderr


def test_a_vacancy_without_a_level_names_a_grade_of_the_pay_table(bare: Example) -> None:
    bare.organisation(PAY)
    bare.write("vacancies/one.yaml", f'title: Porter\ngrade: "9"\n{SECTIONS}')
    [problem] = bare.problems("one", "ours")
    assert (problem.rule, problem.place.line) == ("unknown-grade", 2)


@pytest.mark.parametrize(("said", "missing"), [("family: works", "level"), ("level: W1", "family")])
def test_a_level_is_named_with_its_family(bare: Example, said: str, missing: str) -> None:
    bare.write("vacancies/one.yaml", f"title: Porter\n{said}\n")
    [problem] = bare.problems("one", "ours")
    assert problem.rule == "missing-field"
    assert problem.place.line == 2
    assert missing in problem.hint
