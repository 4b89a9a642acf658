"""Codes in outside frameworks as facts: in rows, sentences, texts and conditions."""

from __future__ import annotations

import pytest
from example import PLAIN_CRITERIA, Example, facts, ours, section

CODES = 'codes: {SOC 2020: "2424", O*NET-SOC: 13-1111.00}\n'
ROWS = (
    "      - id: facts\n        title: Facts\n        facts:\n"
    "          - {fact: codes.soc_2020, label: Occupation}\n"
    "          - {sentence: 'SOC is {{ codes.soc_2020 }}, O*NET {{ codes.o_net_soc }}.'}\n"
    "          - {fact: codes.esco, label: ESCO}\n"
)
HEADER = "    header: [{fact: codes.o_net_soc, label: Code}]\n"


@pytest.fixture(params=["role", "vacancy", "both"])
def said(example: Example, request: pytest.FixtureRequest) -> Example:
    if request.param != "vacancy":
        code = "2424" if request.param == "role" else "1111"
        example.role(CODES.replace("2424", code))
    if request.param != "role":
        example.vacancy(CODES)
    example.layout(ours(ROWS + PLAIN_CRITERIA, HEADER))
    return example


def test_rows_and_sentences_say_codes_and_drop_out_without_them(said: Example) -> None:
    document = said.documents(layout="ours")["sheet"]
    assert facts(document) == {"Code": "13-1111.00"}
    assert section(document, "Facts") == [
        "SOC is 2424, O*NET 13-1111.00.",
        "- Occupation: 2424",
    ]
    said.role("")
    said.vacancy("")
    assert "Code" not in said.documents(layout="ours")["sheet"].markdown


def test_texts_and_conditions_name_codes(said: Example) -> None:
    said.organisation(
        "clauses:\n"
        "  soc: {title: S, text: 'SOC {{ codes.soc_2020 }}.', when: {codes.soc_2020: '2424'}}\n"
        "  esco: {title: E, text: Has one., when: {codes.esco: true}}\n"
        "sections: {corporate-responsibilities: [{clause: soc}, {clause: esco}]}\n"
    )
    text = said.markdown()
    assert "SOC 2424." in text
    assert "Has one." not in text
    assert said.run("explain", "one").exit_code == 0


def test_a_code_that_nobody_says_is_told_where_it_goes(example: Example) -> None:
    example.role("", sections="sections: {purpose: 'Code {{ codes.soc }}.'}\n")
    [problem] = example.problems()
    assert problem.rule == "unsaid-fact"
    assert "codes: soc: …" in problem.hint


def test_check_refuses_a_row_of_a_framework_that_no_file_has(said: Example) -> None:
    done = said.run("check")
    assert done.exit_code == 1
    assert "templates/ours/layout.yaml" in done.stderr
    assert 'unknown fact "codes.esco"' in done.stderr
    said.layout(ours(ROWS.replace("codes.esco", "codes.soc_202") + PLAIN_CRITERIA, HEADER))
    assert 'did you mean "codes.soc_2020"?' in said.run("check").stderr
    right = ROWS.partition("          - {fact: codes.esco")[0]
    said.layout(ours(right + PLAIN_CRITERIA, HEADER))
    assert "unknown fact" not in said.run("check").stderr


def test_codes_differ_once_and_are_explained_once(example: Example) -> None:
    example.vacancy(CODES)
    example.write("vacancies/two.yaml", f"role: paviour\n{CODES.replace('2424', '2425')}")
    differing = example.run("diff", "one", "two").stdout
    assert "Facts" not in differing
    assert differing.partition("\n\n")[2].count("2425") == 2  # among the themes, and in its row
    assert example.run("explain", "one").stdout.count("2424") == 1
