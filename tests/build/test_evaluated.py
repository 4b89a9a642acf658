"""What was evaluated: digests kept with an evaluation, and a score that is another text's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from example import Example

ROLE = """\
# Kept by the panel
sections:
  purpose: Keeps pavements safe.
  duties:
    - {id: kerbs, text: Lay kerbs.}
    - {id: flags, text: "Lay flags: all sizes."}
evaluation:   # agreed in May
  scheme: 'NJC'
  total: 300
  factors:
    - {factor: Knowledge, level: "3", score: 300}

# the end
reports_to: Head of Works
"""


def role(example: Example, text: str = ROLE) -> str:
    example.role(text, sections="")
    example.vacancy("")
    return example.file("role")


def panel(example: Example) -> str:
    ran = example.run("show", "vacancies/one.yaml", "--audience", "evaluation")
    assert ran.exit_code == 0, ran.output
    return ran.output


def score(text: str) -> str:
    """Return the total score that a document says, in a table or a list of facts."""
    line = next(line for line in text.splitlines() if "Total score" in line)
    return line.replace("*", "").partition("Total score")[2].strip(" |:")


def test_digests_go_beside_the_evaluation_and_nothing_else_is_touched(example: Example) -> None:
    file = example.root / role(example)
    before = file.read_text("utf-8")
    ran = example.run("evaluated", "paviour")
    assert ran.exit_code == 0, ran.output
    after = file.read_text("utf-8")
    first = after.index("  rests_on:\n")
    last = after.index("  scheme: 'NJC'")
    assert after[:first] + after[last:] == before
    assert [line.split(":")[0].strip() for line in after[first:last].splitlines()] == [
        "rests_on",
        "level",
        "role",
        "duties",
        "criteria",
        "line",
    ]
    again = example.run("evaluated", "paviour")
    assert "nothing has changed since" in again.output
    assert file.read_text("utf-8") == after


def test_windows_line_ends_and_a_file_without_a_last_one_are_kept(example: Example) -> None:
    file = example.root / role(example)
    text = file.read_text("utf-8").replace("\n", "\r\n").rstrip()
    file.write_bytes(text.encode())
    assert example.run("evaluated", "paviour").exit_code == 0
    after = file.read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n")
    assert not after.endswith(b"\n")


def test_a_role_without_its_own_evaluation_keeps_the_digests_of_its_levels(
    example: Example,
) -> None:
    example.level("evaluation: {scheme: NJC, total: 300}\n")
    file = example.root / role(example, ROLE.split("evaluation:", maxsplit=1)[0])
    before = file.read_text("utf-8")
    assert example.run("evaluated", "paviour").exit_code == 0
    assert file.read_text("utf-8").startswith(f"{before}evaluation:\n  rests_on:\n    level: ")


def test_while_nothing_changes_the_score_is_printed(example: Example) -> None:
    role(example)
    example.run("evaluated", "paviour")
    assert score(panel(example)) == "300"
    assert "since the job was evaluated" not in example.run("check").output


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ("Lay kerbs and drains.", "duties (1 new or reworded, 1 gone)"),
        ("Lay  kerbs.", ""),
    ],
)
def test_a_duty_that_changes_takes_the_score_away(
    example: Example, changed: str, what: str
) -> None:
    name = role(example)
    example.run("evaluated", "paviour")
    file = example.root / name
    file.write_text(file.read_text("utf-8").replace("Lay kerbs.", changed), "utf-8")
    text = panel(example)
    if not what:
        assert score(text) == "300"
        return
    assert score(text) == f"300, given before these changes: {what}"
    assert f"These factors were evaluated before these changes: {what}" in text
    assert "| Knowledge | 3 | 300" not in text
    ran = example.run("check")
    line = next(
        number
        for number, said in enumerate(file.read_text("utf-8").splitlines(), 1)
        if changed in said
    )
    assert f"{name}:{line}:" in ran.output
    assert f"since the job was evaluated these changed: {what}, the first: {changed}" in ran.output
    assert ran.exit_code == 0
    example.run("evaluated", "paviour")
    assert score(panel(example)) == "300"


@pytest.mark.parametrize(
    ("vacancy", "what"),
    [
        ("sections: {duties: [Grit roads.]}\n", "duties (1 new or reworded)"),
        ("omit: [flags]\n", "duties (1 gone)"),
        ("replace: {flags: Lay setts.}\n", "duties (1 new or reworded, 1 gone)"),
        ("reports_to: Depot Manager\n", "reporting line (1 new or reworded, 1 gone)"),
        ("dimensions: {budget_managed: 5000}\n", "dimensions (1 new or reworded)"),
        ("location: Depot\nsections: {how-to-apply: [Ring us.]}\n", ""),
    ],
)
def test_a_vacancy_that_adds_omits_or_replaces_has_not_the_roles_score(
    example: Example, vacancy: str, what: str
) -> None:
    role(example)
    example.run("evaluated", "paviour")
    example.vacancy(vacancy)
    told = f"300, given before these changes: {what}" if what else "300"
    assert score(panel(example)) == told
    assert ("since the job was evaluated" in example.run("check").output) == bool(what)


def test_of_a_standard_clause_that_is_worded_anew_the_score_says_nothing(example: Example) -> None:
    example.organisation("clauses: {safe: {text: Work safely.}}\n")
    role(example, ROLE.replace("    - {id: kerbs", "    - clause: safe\n    - {id: kerbs"))
    example.run("evaluated", "paviour")
    example.organisation("clauses: {safe: {text: Work with care.}}\n")
    assert score(panel(example)) == "300"


def test_a_vacancy_with_a_score_of_its_own_prints_it(example: Example) -> None:
    role(example)
    example.run("evaluated", "paviour")
    example.vacancy(
        "sections: {duties: [Grit roads.]}\nevaluation: {total: 310, factors: "
        "[{factor: Knowledge, score: 310}]}\n"
    )
    assert score(panel(example)) == "310"


@pytest.mark.parametrize(
    ("evaluation", "said"),
    [
        ("evaluation: {scheme: NJC, total: 300}\n", "is not written so that a line can be added"),
        ("", "nobody says how this role was evaluated"),
        ("evaluation:\n  total: 300\n  rests_on: {duties: a1}\n", "is not written so that a line"),
    ],
)
def test_what_can_not_be_edited_safely_is_refused_and_left(
    example: Example, evaluation: str, said: str
) -> None:
    file = example.root / role(example, ROLE.split("evaluation:", maxsplit=1)[0] + evaluation)
    before = file.read_bytes()
    ran = example.run("evaluated", "paviour")
    assert ran.exit_code == 1
    assert said in ran.output
    assert file.read_bytes() == before


def test_a_role_that_leaves_its_grade_open_is_refused(example: Example) -> None:
    role(example)
    example.level("", grades='["4", "5"]')
    ran = example.run("evaluated", "paviour:4")
    assert ran.exit_code == 1
    assert "leaves its grade open" in ran.output
