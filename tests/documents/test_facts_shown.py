"""How layouts show facts: sentences of several, what counts as shown, checks, weights, by name."""

from __future__ import annotations

import json

import pytest
from example import PAY, Example, facts, ours, outline, section
from texts import glued

ROW = '{label: Pay, sentence: "{{ grade.title }}, {{ grade.pay }}"}'


def with_header(rows: str, more: str = "") -> str:
    return ours("", f"    header: [{rows}]\n") + more


def test_a_row_may_be_a_sentence_of_several_facts(example: Example) -> None:
    example.organisation(PAY)
    example.role("", criteria="")
    example.layout(with_header(f"{ROW}, {{fact: family.title, label: Family}}"))
    document = example.documents("one", "ours")["sheet"]
    assert facts(document)["Pay"] == glued("Grade 4, £25,000 to £27,000 a year")
    example.layout(ours(f"      - {{id: pay, title: Pay, facts: [{ROW}]}}\n"))
    lines = section(example.documents("one", "ours")["sheet"], "Pay")
    assert lines == [glued("- Pay: Grade 4, £25,000 to £27,000 a year")]


@pytest.mark.parametrize("where", ["header", "section"])
def test_a_row_of_which_a_fact_is_not_said_is_left_out_or_says_what_instead(
    example: Example, where: str
) -> None:
    example.role("", criteria="")  # no pay table

    def lines(row: str) -> list[str]:
        example.layout(
            with_header(row)
            if where == "header"
            else ours(f"      - {{id: pay, title: Pay, facts: [{row}]}}\n")
        )
        return outline(example.documents("one", "ours")["sheet"])

    assert not any("Pay" in line for line in lines(ROW))
    assert any("To be agreed" in line for line in lines(ROW[:-1] + ", empty: To be agreed}"))
    example.layout(with_header(ROW[:-1] + ", required: true}"))
    assert {problem.rule for problem in example.problems("one", "ours")} == {"missing-fact"}
    assert "grade.pay" in example.problems("one", "ours")[0].message


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{label: A, sentence: No facts.}", "names no fact"),
        ("{label: A}", '"fact" is missing'),
        ('{label: A, sentence: "{{ post.nothing }}"}', "unknown fact"),
        ('{label: A, sentence: "{{ evaluation.total }}"}', "job evaluation"),
    ],
)
def test_a_row_names_facts_that_there_are(example: Example, row: str, message: str) -> None:
    example.layout(with_header(row))
    done = example.run("check", "--layout", "ours")
    assert message in done.stderr, done.stderr


# --- what counts as shown -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "sections: {purpose: 'Answers to the {{ post.reports_to }}.'}\n",
        "sections: {purpose: {clause: boss}}\n",
    ],
)
def test_a_fact_that_a_text_prints_is_shown(example: Example, text: str) -> None:
    example.organisation("clauses: {boss: {text: 'Your manager is {{ post.reports_to }}.'}}\n")
    example.role(f"reports_to: Foreman\n{text}", sections="", criteria="")
    example.layout(ours(""))
    assert "Foreman" in example.documents("one", "ours")["sheet"].markdown


def test_a_fact_is_not_shown_by_a_text_that_no_document_prints(example: Example) -> None:
    example.role(
        "reports_to: Foreman\nsections:\n  purpose: P.\n  duties:\n"
        "    - {id: a, text: 'With the {{ post.reports_to }}.', optional: true}\n    - B.\n",
        sections="",
        criteria="",
    )
    example.layout(ours("      - {id: duties, title: D}\n"))
    assert [problem.rule for problem in example.problems("one", "ours")] == ["undeclared-fact"]


@pytest.mark.parametrize(
    "layout",
    [
        ours("      - {id: x, title: 'For the {{ post.reports_to }}', empty: Text.}\n"),
        ours("      - {id: x, title: X, empty: 'For the {{ post.reports_to }}.'}\n"),
        ours("", "    heading: 'With the {{ post.reports_to }}'\n"),
    ],
)
def test_a_fact_that_a_text_of_the_layout_prints_is_shown(example: Example, layout: str) -> None:
    example.role("reports_to: Foreman\n", criteria="")
    example.layout(layout)
    assert "Foreman" in example.documents("one", "ours")["sheet"].markdown


def test_a_structure_shows_the_manager_and_whom_the_post_manages(example: Example) -> None:
    example.write("families/works/roles/head.yaml", "title: Head\nfamily: works\nlevel: W1\n")
    example.role("reports_to: {role: head}\nresponsible_for: Two hands\n", criteria="")
    example.layout(ours("      - {id: structure, title: Structure}\n"))
    lines = section(example.documents("one", "ours")["sheet"], "Structure")
    assert [line.strip(" -") for line in lines] == ["Head", "Paviour (this post)", "Two hands"]


# --- checks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "check", ["vetting", "national_security", "medical", "drug_test", "pvg", "accessni"]
)
def test_any_check_may_have_a_reason(example: Example, check: str) -> None:
    example.vacancy(f"checks: {{{check}: Level 2, reason: Money.}}\n")
    assert example.job("one").facts["checks.reason"].text == "Money."


@pytest.mark.parametrize("checks", ["{reason: Money.}", "{dbs: None, reason: Money.}"])
def test_no_check_has_no_reason(example: Example, checks: str) -> None:
    example.vacancy(f"checks: {checks}\n")
    assert [problem.rule for problem in example.problems()] == ["checks"]


@pytest.mark.parametrize(
    ("none", "lines"), [("", ["DBS | None"]), ("none: Not needed, ", ["DBS | Not needed"]),
                        ("none: '', ", [])],
)  # fmt: skip
def test_a_layout_says_what_a_check_that_is_not_needed_prints(
    example: Example, none: str, lines: list[str]
) -> None:
    example.role("", criteria="")
    example.vacancy("checks: {dbs: None}\n")
    example.layout(with_header(f"{{fact: checks.dbs, {none}label: DBS}}"))
    text = outline(example.documents("one", "ours")["sheet"])
    assert [line for line in text if line.startswith("DBS")] == lines
    example.vacancy("checks: {dbs: Basic}\n")
    assert "DBS | Basic" in outline(example.documents("one", "ours")["sheet"])


def test_none_is_for_facts_that_can_say_so(example: Example) -> None:
    example.layout(with_header("{fact: post.location, label: Place, none: X}"))
    assert [problem.rule for problem in example.problems("one", "ours")] == [
        "setting-without-effect"
    ]


# --- job evaluation by name -----------------------------------------------------------------------

EVALUATED = "evaluation: {scheme: Ours, reference: JE-7, total: 300}\n"


def test_a_layout_makes_facts_of_job_evaluation_public_by_name_and_only_those(
    example: Example,
) -> None:
    example.level(EVALUATED)
    example.role("", criteria="")
    row = "{fact: evaluation.reference, label: Reference}"
    example.layout(with_header(row))
    assert {problem.rule for problem in example.problems("one", "ours")} == {"evaluation-in-public"}
    example.layout(with_header(row, "public: [evaluation.reference]\n"))
    assert facts(example.documents("one", "ours")["sheet"])["Reference"] == "JE-7"
    sentence = "{label: R, sentence: 'Ref {{ evaluation.reference }}'}"
    example.layout(with_header(sentence, "public: [evaluation.reference]\n"))
    assert facts(example.documents("one", "ours")["sheet"])["R"] == "Ref JE-7"
    more = f"{row}, {{fact: evaluation.total, label: Total}}"
    example.layout(with_header(more, "public: [evaluation.reference]\n"))
    [problem] = example.problems("one", "ours")
    assert "evaluation.total" in problem.message
    example.layout(with_header(row, "public: [post.location]\n"))
    assert example.problems("one", "ours")[0].rule == "unknown-word"


def test_a_text_of_a_role_never_names_job_evaluation(example: Example) -> None:
    example.level(EVALUATED)
    example.role("sections: {purpose: '{{ evaluation.reference }}'}\n", sections="", criteria="")
    example.layout(ours("", "") + "public: [evaluation.reference]\n")
    assert example.problems("one", "ours")[0].rule == "evaluation-fact"


# --- weights --------------------------------------------------------------------------------------


def duties(*weights: str) -> str:
    return "sections:\n  duties:\n" + "".join(
        f"    - {{text: Duty {at}., weight: {weight}}}\n" for at, weight in enumerate(weights)
    )


@pytest.mark.parametrize(
    ("weights", "shown"),
    [
        (("33.3", "66.7"), "33.3%"),
        (("33.3", "33.3", "33.3"), "33.3%"),
        (("12.25", "87.75"), "12.25%"),
        (("10 to 20", "80"), "10% to 20%"),
        (("10-20", "80-90"), "10% to 20%"),
        (("50", "50"), "50%"),
    ],
)
def test_weights_may_be_fractions_and_ranges(
    example: Example, weights: tuple[str, ...], shown: str
) -> None:
    example.role(duties(*weights), sections="", criteria="")
    example.layout(ours("      - {id: duties, title: D}\n"))
    lines = section(example.documents("one", "ours")["sheet"], "D")
    assert f"Share of time: {shown}" in lines[0]


@pytest.mark.parametrize(
    "weights",
    [("33.3", "33.3"), ("10-20", "30-40"), ("60-70", "50"), ("0", "100"), ("20-10", "80")],
)
def test_weights_that_cannot_add_up_to_100_are_refused(
    example: Example, weights: tuple[str, ...]
) -> None:
    example.role(duties(*weights), sections="", criteria="")
    assert example.problems()[0].rule in {"weights", "not-a-percentage"}


GROUPS = """\
sections:
  duties:
    - {heading: Plan, weight: %s, items: [%s]}
    - {heading: Do, weight: %s, items: [B., C.]}
"""


@pytest.mark.parametrize("table", ["", ", columns: {text: T}", ", columns: {group: G, text: T}"])
def test_groups_have_weights(example: Example, table: str) -> None:
    example.role(GROUPS % ("60", "A.", "40"), sections="", criteria="")
    example.layout(ours(f"      - {{id: duties, title: D{table}}}\n"))
    text = example.documents("one", "ours")["sheet"].markdown
    assert "Plan (60%)" in text
    shown = json.loads(example.run("show", "one", "--format", "json").stdout)
    assert shown["sections"]["duties"]["groups"][0]["weight"] == "60"


@pytest.mark.parametrize(
    ("first", "entries", "second", "rules"),
    [
        ("60", "A.", "30", ["weights"]),
        ("60", "{text: A., weight: 20}, {text: D., weight: 40}", "40", []),
        ("60", "{text: A., weight: 20}, {text: D., weight: 50}", "40", ["weights"]),
        ("60", "{text: A., weight: 60}, D.", "40", ["missing-weight"]),
    ],
)
def test_the_weights_of_groups_and_in_them_add_up(
    example: Example, first: str, entries: str, second: str, rules: list[str]
) -> None:
    example.role(GROUPS % (first, entries, second), sections="", criteria="")
    done = example.run("list", "vacancies")
    assert done.exit_code == bool(rules)
    if rules:
        assert [problem.rule for problem in example.problems()] == rules


def test_a_group_without_a_weight_among_others_is_named(example: Example) -> None:
    text = (GROUPS % ("60", "A.", "40")).replace("weight: 40, ", "")
    example.role(text, sections="", criteria="")
    [problem] = example.problems()
    assert problem.rule == "missing-weight"
    assert "this group" in problem.message
