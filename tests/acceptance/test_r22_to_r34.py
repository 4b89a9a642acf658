"""Criteria, behaviours, clauses, checks and pay: a small example of each."""

from __future__ import annotations

import pytest
from example import CRITERIA, PAY, PLAIN_CRITERIA, Example, facts, ours, outline, section

from jdgen.reports import listing
from jdgen.workspace.listing import inventory


def test_r22_a_criterion_has_all_that_a_panel_scores_by(example: Example) -> None:
    example.organisation("scales: {skill: [{id: expert, title: Expert, text: Shows others.}]}\n")
    example.role(
        "",
        criteria="""\
person_specification:
  - category: Training
    criteria:
      - id: card
        text: Holds a skills card.
        importance: essential
        assessed_by: [A, I]
        standard: expert
        stage: shortlisting
        weight: 3
        or_equivalent: true
        or_working_towards: true
      - {text: Fits in., importance: unspecified}
""",
    )
    assert section(example.documents()["person-specification"], "Criteria") == [
        "Criterion | Category | Essential or desirable | How assessed",
        (
            "Holds a skills card, or equivalent, or working towards it. Tested at: shortlisting."
            " Weight in scoring: 3. Standard needed: Expert."
            " | Training | Essential | Application form, Interview"
        ),
        "Fits in. | Training | Essential or desirable not stated | Not assessed on its own",
    ]


SEVERAL_CRITERIA = """\
person_specification:
  - category: Skills
    criteria:
      - {text: Lays., importance: essential, assessed_by: [A, T]}
      - {text: Drives., importance: desirable}
  - category: Manner
    criteria:
      - {text: Kind., importance: unspecified, assessed_by: [I]}
"""


@pytest.mark.parametrize(
    ("style", "lines"),
    [
        (
            "{group_by: []}",
            [
                "Criterion | Category | Essential or desirable | How assessed",
                "Lays. | Skills | Essential | Application form, Test",
                "Drives. | Skills | Desirable | Not assessed on its own",
                "Kind. | Manner | Essential or desirable not stated | Interview",
            ],
        ),
        (
            "{group_by: [category], methods: codes}",
            [
                "### Skills",
                "Criterion | Essential or desirable | How assessed",
                "Lays. | Essential | A, T",
                "Drives. | Desirable | Not assessed on its own",
                "### Manner",
                "Criterion | Essential or desirable | How assessed",
                "Kind. | Essential or desirable not stated | I",
            ],
        ),
        (
            "{group_by: [importance], methods: none}",
            [
                "### Essential",
                "Criterion | Category",
                "Lays. | Skills",
                "### Desirable",
                "Criterion | Category",
                "Drives. | Skills",
                "### Essential or desirable not stated",
                "Criterion | Category",
                "Kind. | Manner",
            ],
        ),
        (
            "{group_by: [category, importance], as: list, methods: codes, methods_in: text}",
            [
                "### Skills",
                "#### Essential",
                "- Lays. (A, T)",
                "#### Desirable",
                "- Drives.",
                "### Manner",
                "- Kind. (I)",
            ],
        ),
        (
            "{group_by: [importance, category], as: table, methods_in: text}",
            [
                "### Essential",
                "#### Skills",
                "- Lays. (Application form, Test)",
                "### Desirable",
                "#### Skills",
                "- Drives.",
                "### Essential or desirable not stated",
                "#### Manner",
                "- Kind. (Interview)",
            ],
        ),
    ],
)
def test_r23_criteria_are_set_out_in_the_layouts_way(
    example: Example, style: str, lines: list[str]
) -> None:
    example.role("", criteria=SEVERAL_CRITERIA)
    example.layout(
        ours(
            "      - id: person-specification\n        title: Criteria\n"
            f"        criteria: {style}\n"
        )
    )
    assert section(example.documents(layout="ours")["sheet"], "Criteria") == lines


def test_r24_methods_have_codes_with_a_key_and_unknown_ones_are_refused(example: Example) -> None:
    key = "      - {id: assessment-methods, title: Key, show: SHOW}\n"
    example.layout(ours(PLAIN_CRITERIA + key.replace("SHOW", "used")))
    used = section(example.documents(layout="ours")["sheet"], "Key")
    assert used == ["- A: Application form", "- T: Test"]
    example.layout(ours(PLAIN_CRITERIA + key.replace("SHOW", "all")))
    every = section(example.documents(layout="ours")["sheet"], "Key")
    assert every == ["- A: Application form", "- I: Interview", "- T: Test"]
    example.role("", criteria=CRITERIA.replace("[A, T]", "[A, X]"))
    assert example.problems()[0].message == 'unknown assessment method "X"'


def test_r25_a_scale_is_printed_whole_or_only_where_it_is_used(example: Example) -> None:
    example.organisation(
        "scales:\n  skill:\n    - {id: new, title: New, text: Learns.}\n"
        "    - {id: able, title: Able, text: Works alone.}\n"
    )
    example.role("", criteria=CRITERIA.replace("essential,", "essential, standard: able,"))
    example.layout(ours(PLAIN_CRITERIA + "      - {id: scale, title: Scale}\n"))
    whole = section(example.documents(layout="ours")["sheet"], "Scale")
    assert whole == ["- New: Learns.", "- Able: Works alone."]
    example.layout(ours(PLAIN_CRITERIA + "      - {id: scale, title: Scale, show: used}\n"))
    used = section(example.documents(layout="ours")["sheet"], "Scale")
    assert used == ["- Able: Works alone."]


FRAMEWORK = """\
frameworks:
  way:
    title: The Hale way
    markdown: "Read [how we work](https://hale.example/way)."
    behaviours:
      - {id: care, title: Care, text: Looks out for others., levels: {"2": Shows others how.}}
      - {id: pride, title: Pride, text: Does it well.}
"""


def test_r26_behaviours_come_from_a_framework_with_levels_and_a_link(example: Example) -> None:
    example.organisation(FRAMEWORK)
    example.role('behaviour_level: "2"\nbehaviours: [{behaviour: care, level: "2"}, pride]\n')
    document = example.documents()["job-description"]
    assert facts(document)["Level of behaviours"] == "2"
    assert section(document, "How we work") == [
        "### The Hale way",
        "Read how we work.",
        "- Care: Shows others how. Level: 2.",
        "- Pride: Does it well.",
    ]
    example.role('behaviours: [{behaviour: care, level: "9"}, hope]\n')
    assert [problem.message for problem in example.problems()] == [
        'the behaviour "care" has no level "9"',
        'unknown behaviour "hope"',
    ]


def test_r27_qualifications_have_equivalents_and_substitutes(example: Example) -> None:
    example.level(
        "sections:\n  knowledge-skills-experience:\n"
        "    - {text: Holds a diploma in paving., or_equivalent: true, or_working_towards: true}\n"
        "    - {text: Holds a degree, or_instead: shows the same by long experience.}\n"
    )
    assert section(
        example.documents("W1")["level-profile"], "Knowledge, skills and experience"
    ) == [
        "- Holds a diploma in paving, or equivalent, or working towards it.",
        "- Holds a degree, or shows the same by long experience",
    ]


def test_r28_clauses_have_conditions_versions_dates_and_owners(example: Example) -> None:
    example.organisation(
        """\
clauses:
  driving:
    - {text: Hold the old permit., owner: Fleet, version: "1"}
    - {text: Hold the new permit., owner: Fleet, version: "2", effective: 2027-04-01}
  gang: {text: Lead the gang., when: {level.code: [W2, W3]}}
  night: {text: Work at night., when: {demands.unsocial_hours: true}}
  later: {text: Not yet., effective: 2028-01-01}
sections:
  corporate-responsibilities:
    - clause: driving
    - clause: gang
    - clause: night
    - clause: later
"""
    )

    def said() -> list[str]:
        return section(example.documents()["job-description"], "What we ask of everyone")

    example.vacancy("closing_date: 2027-03-31\n")
    assert said() == ["- Hold the old permit."]
    example.vacancy("closing_date: 2027-04-01\ndemands: {unsocial_hours: Nights}\n")
    assert said() == ["- Hold the new permit.", "- Work at night."]
    reasons = {left.passage.text: left.reason for left in example.job().left_out}
    assert reasons == {"Lead the gang.": "condition not met", "Not yet.": "not in force"}
    rows = listing.as_json({"clauses": inventory(example.library(), "clauses")})
    assert [(row["version"], row["effective"], row["owner"]) for row in rows[:2]] == [
        ("1", "", "Fleet"),
        ("2", "2027-04-01", "Fleet"),
    ]
    example.organisation(
        "clauses: {x: {text: X., when: {levl.code: A}}}\nsections: {scope: [{clause: x}]}\n"
    )
    assert example.problems()[0].message == 'unknown fact "levl.code"'


def test_r28_a_familys_clause_wins_from_the_day_on_which_it_is_in_force(example: Example) -> None:
    example.organisation(
        "clauses: {driving: {text: Hold a permit.}}\n"
        "sections: {corporate-responsibilities: [{clause: driving}]}\n"
    )
    example.family("clauses: {driving: {text: Hold a lorry permit., effective: 2027-04-01}}\n")

    def said(closing: str) -> list[str]:
        example.vacancy(f"closing_date: {closing}\n")
        return section(example.documents()["job-description"], "What we ask of everyone")

    assert said("2027-03-31") == ["- Hold a permit."]
    assert said("2027-04-01") == ["- Hold a lorry permit."]


def test_r28_a_band_may_name_a_clause_that_is_not_in_force_yet(example: Example) -> None:
    example.organisation("clauses: {later: {text: Not yet., effective: 2028-01-01}}\n")
    example.level(
        'bands: {"5": {sections: {scope: [Leads., {clause: later}]}}}\n', grades='["4", "5"]'
    )
    job = example.job("W1", as_of="2027-01-01")
    assert [(left.passage.text, left.reason) for left in job.left_out] == [
        ("Not yet.", "not in force")
    ]
    profile = example.documents("W1", as_of="2027-01-01")["level-profile"]
    assert section(profile, "Scope of the work") == ["### 5", "- Leads."]


def test_r29_a_flexibility_clause_stands_in_every_job_description(example: Example) -> None:
    example.organisation(
        "clauses: {flexibility: {title: Other work, text: The list is not complete.}}\n"
        "sections: {corporate-responsibilities: [{clause: flexibility}]}\n"
    )
    said = section(example.documents()["job-description"], "What we ask of everyone")
    assert said == ["- Other work: The list is not complete."]


def test_r30_checks_have_levels_workforces_and_the_reasons_that_the_law_asks_for(
    example: Example,
) -> None:
    example.role(
        "checks:\n  dbs: enhanced with barred list(s)\n  workforce: children\n"
        "  regulated_activity: Teaches pupils on site\n  reason: Regulated activity\n"
        "  vetting: Level 2\n  rehabilitation: Exempt\n  medical: Vibration\n  drug_test: Yes\n"
        "  national_security: None\n  pvg: No\n  accessni: No\n"
    )
    document = example.documents()["job-description"]
    assert facts(document)["DBS check"] == "Enhanced with Barred List(s)"
    assert section(document, "Checks and restrictions")[:3] == [
        "- Workforce of the DBS check: Children",
        "- Regulated activity: Teaches pupils on site",
        "- Reason for the check: Regulated activity",
    ]
    example.role("checks: {dbs: Enhanced}\n")
    assert [problem.message for problem in example.problems()] == [
        'a DBS check "Enhanced" is asked for without checks.reason',
        'a DBS check "Enhanced" is asked for without checks.workforce',
    ]
    example.role("checks: {dbs: CRB}\n")
    assert example.problems()[0].message == '"CRB" is no level of DBS check'


def test_r30_no_check_is_as_good_as_a_check_of_which_nothing_is_said(example: Example) -> None:
    example.organisation(
        "clauses:\n"
        "  checked: {text: You will be checked., when: {checks.dbs: true}}\n"
        "  unchecked: {text: Nobody checks you., when: {checks.dbs: None}}\n"
        "sections: {corporate-responsibilities: [{clause: checked}, {clause: unchecked}]}\n"
    )
    example.vacancy("checks: {dbs: none}\n")
    said = section(example.documents()["job-description"], "What we ask of everyone")
    assert said == ["- Nobody checks you."]
    example.vacancy("checks: {pvg: Adults, workforce: Adults, reason: Care}\n")
    assert example.job().facts["checks.workforce"].text == "Adults"


def test_r31_a_political_restriction_needs_a_reason(example: Example) -> None:
    example.role(
        "checks: {political_restriction: Sensitive,"
        " political_restriction_reason: Advises the Cabinet}\n"
    )
    document = example.documents()["job-description"]
    assert facts(document)["Political restriction"] == "Sensitive"
    assert "- Reason for the political restriction: Advises the Cabinet" in outline(document)
    example.role("checks: {political_restriction: specified}\n")
    [problem] = example.problems()
    assert problem.message == "the post is politically restricted, and no reason is said"
    example.role("checks: {political_restriction: None}\n")
    assert facts(example.documents()["job-description"])["Political restriction"] == "None"


@pytest.mark.parametrize(
    "category", ["essential", "to be learnt on appointment", "desirable", "not necessary"]
)
def test_r32_languages_have_a_fluency_duty_and_the_four_categories_of_welsh(
    example: Example, category: str
) -> None:
    example.role(
        f"languages: {{fluency: Fluent English, welsh: {category}, welsh_level: Speaks at 3}}\n"
    )
    document = example.documents()["job-description"]
    assert facts(document)["Welsh"] == category.capitalize()
    assert section(document, "Checks and restrictions") == [
        "- Spoken language: Fluent English",
        "- Level of Welsh: Speaks at 3",
    ]
    example.role("languages: {welsh: very desirable}\n")
    assert example.problems()[0].message == '"very desirable" is no category of Welsh'


def test_r33_demands_and_conditions_are_said_by_kind(example: Example) -> None:
    kinds = [
        "physical",
        "mental",
        "emotional",
        "environment",
        "travel",
        "on_call",
        "lone_working",
        "unsocial_hours",
    ]
    said = ", ".join(f"{kind}: About {kind}" for kind in kinds)
    example.role(f"demands: {{{said}}}\n")
    lines = section(example.documents()["job-description"], "Working conditions")
    assert [line.split(": ")[1] for line in lines] == [f"About {kind}" for kind in kinds]


def salary(example: Example, grade: str, **read: str) -> str:
    example.organisation(
        "pay:\n  - effective: 2026-04-01\n    spine: {5: 24000, 6: 24500, 7: 25100}\n"
        f'    grades: {{"4": {{title: Grade 4, {grade}}}}}\n'
        "    allowances: {standby: {title: Standby, amount: 31.50, per: week}}\n"
    )
    return facts(example.documents(**read)["job-description"])["Salary"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("grade", "said"),
    [
        ("minimum: 24000, maximum: 26000", "£24,000 to £26,000 a\u00a0year"),
        ("maximum: 26000", "up to £26,000 a\u00a0year"),
        ("minimum: 24000", "from £24,000 a\u00a0year"),
        ("minimum: 12.60, maximum: 12.60, per: hour", "£12.60 an\u00a0hour"),
        ("minimum: 480, maximum: 500.50, per: week", "£480.00 to £500.50 a\u00a0week"),
        ("points: [5, 7]", "£24,000 to £25,100 a\u00a0year"),
        ("steps: [24000, 24600, 25000]", "£24,000 to £25,000 a\u00a0year"),
        ("minimum: 24000, midpoint: 25000, maximum: 26000", "£24,000 to £26,000 a\u00a0year"),
        (
            "ranges: [{title: North, minimum: 1, maximum: 2}, {title: South, maximum: 3}]",
            "£1 to £2 a\u00a0year (North); up to £3 a\u00a0year (South)",
        ),
    ],
)
def test_r34_pay_is_said_in_every_way_that_pay_tables_are_written(
    example: Example, grade: str, said: str
) -> None:
    assert salary(example, grade) == said


def test_r34_pay_has_points_increments_midpoints_allowances_and_dates(example: Example) -> None:
    example.role("allowances: [standby]\n")
    salary(example, "points: [5, 7]")
    document = example.documents()["job-description"]
    assert facts(document)["Pay points"] == "5 to 7"
    assert section(document, "Allowances") == ["- Standby: £31.50 a\u00a0week"]
    salary(example, "steps: [24000, 25000]")
    assert facts(example.documents()["job-description"])["Increments"] == "£24,000 and £25,000"
    salary(example, "minimum: 1, midpoint: 2, maximum: 3")
    assert facts(example.documents()["job-description"])["Midpoint"] == "£2"
    example.role("")
    example.organisation(PAY)
    for day, pay in (("2026-12-31", "£24,000"), ("2027-04-01", "£25,000"), ("", "£25,000")):
        said = facts(example.documents(as_of=day)["job-description"])["Salary"]
        assert said.startswith(pay)
