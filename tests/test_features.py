"""What real job descriptions hold, R1 to R47: a small example of each, and what comes of it.

The table in docs/features.md says where each is written. R17's picture and R48 are left out on
purpose.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from example import CRITERIA, Example, facts, outline, section

from jdgen.build.files import Order, build
from jdgen.model.job import Edition
from jdgen.problems import InvalidInput, NotFound
from jdgen.reports import job as job_report
from jdgen.reports import listing
from jdgen.workspace.listing import inventory
from jdgen.workspace.targets import everything, find, job_of

if TYPE_CHECKING:
    from jdgen.model.job import Job

PAY = """\
pay:
  - effective: 2026-04-01
    grades: {"4": {title: Grade 4, minimum: 24000, maximum: 26000}}
  - effective: 2027-04-01
    grades: {"4": {title: Grade 4, minimum: 25000, maximum: 27000}}
"""


def ours(sections: str, more: str = "") -> str:
    """Return a layout of one document with the sections given, and all that the example says."""
    return (
        f"documents:\n  sheet:\n    title: Sheet\n{more}"
        "    sections:\n      - {id: purpose, title: Purpose}\n"
        f"{sections}"
    )


PLAIN_CRITERIA = "      - {id: person-specification, title: Criteria}\n"


def test_r01_a_family_has_a_code_a_lead_characteristics_members_and_sub_families(
    example: Example,
) -> None:
    example.family(
        "code: WKS\nlead: Head of Works\nsub_families: {streets: Streets and pavements}\n"
        "guide:\n  characteristics: [Work outdoors., Work in teams.]\n"
        "  member-roles: [Paviours, Drivers]\n"
    )
    example.role("sub_family: streets\n")
    guide = example.documents("works")["family-guide"]
    assert facts(guide) == {"Code": "WKS", "Led by": "Head of Works"}
    assert section(guide, "The work") == ["Jobs that build and mend things."]
    assert section(guide, "What marks this family") == ["- Work outdoors.", "- Work in teams."]
    assert section(guide, "Jobs in this family") == ["- Paviours", "- Drivers"]
    described = facts(example.documents()["job-description"])
    assert described["Specialism"] == "Streets and pavements"
    example.role("sub_family: street\n")
    [problem] = example.problems()
    assert problem.message == 'unknown sub-family "street"'


def test_r02_levels_stand_in_the_order_of_their_rank_whatever_they_are_called(
    example: Example,
) -> None:
    for rank, (key, code) in enumerate(
        [("GS-15", "GS-15"), ("W9-10", "WKS 09/10"), ("A", "Zenith")], start=2
    ):
        example.write(
            f"families/works/levels/{key}.yaml",
            f'title: T\ncode: {code}\nrank: {rank}\ngrades: ["4"]\n',
        )
    rows = inventory(example.library(), "levels").rows
    assert [row[0] for row in rows] == ["W1", "GS-15", "W9-10", "A"]
    assert facts(example.documents("W9-10")["level-profile"])["Code"] == "WKS 09/10"


def test_r03_a_level_spans_grades_with_text_for_each_and_sub_levels_that_run_the_other_way(
    example: Example,
) -> None:
    example.level(
        'bands:\n  "5": {title: Level 1, sections: {scope: Leads a gang., accountabilities: [B]}}\n'
        '  "4": {title: Level 2, sections: {scope: Works in a gang.}}\n'
        "sections: {accountabilities: [A]}\n",
        grades='["4", "5"]',
    )
    example.role('grade: "5"\n')
    whole = example.documents("W1")["level-profile"]
    assert facts(whole)["Grades of the level"] == "4 and 5"
    assert section(whole, "Scope of the work") == [
        "### 5 (Level 1)",
        "Leads a gang.",
        "### 4 (Level 2)",
        "Works in a gang.",
    ]
    assert section(whole, "Accountabilities") == ["- A", "### 5 (Level 1)", "- B"]
    band = example.documents("W1:4")["level-profile"]
    assert facts(band)["Band"] == "Level 2"
    assert section(band, "Scope of the work") == ["Works in a gang."]
    post = example.documents()["job-description"]
    assert section(post, "Scope of the work") == ["Leads a gang."]
    assert section(post, "Accountabilities")[-2:] == ["- A", "- B"]


def test_r03_a_role_that_names_no_grade_is_seen_at_one_of_its_levels(example: Example) -> None:
    example.level('bands: {"5": {sections: {scope: Leads.}}}\n', grades='["4", "5"]')
    seen = example.documents("paviour:5")["job-description"]
    assert section(seen, "Scope of the work") == ["Leads."]
    assert "Leads." not in example.documents("works/paviour:4")["job-description"].markdown
    [problem] = example.problems("paviour")
    assert problem.hint == "name one: paviour:4 or paviour:5"
    with pytest.raises(NotFound, match='paviour has no grade "6"; paviour has: 4, 5'):
        find(example.library(), "paviour:6")
    example.role('grade: "5"\n')
    assert find(example.library(), "paviour:5").target.grade == "5"
    with pytest.raises(NotFound, match='paviour has no grade "4"; paviour has: 5'):
        find(example.library(), "paviour:4")


def test_r04_linked_grades_have_points_gates_pay_and_contracts(example: Example) -> None:
    example.organisation(
        "pay:\n  - effective: 2026-04-01\n    grades:\n"
        '      "4": {title: Grade 4, minimum: 24000, maximum: 25000}\n'
        '      "5": {title: Grade 5, minimum: 26000, maximum: 27500}\n'
    )
    example.role(
        "linked_grades:\n"
        '  - {grade: "4", text: Starts here., contract: Training contract}\n'
        '  - {grade: "5", text: Has passed the city and guilds test.}\n'
    )
    document = example.documents()["job-description"]
    assert facts(document)["Grade"] == "Grade 4 to Grade 5"
    assert facts(document)["Salary"] == "£24,000 to £27,500 a year"
    assert section(document, "Progression") == [
        "- Grade 4: Starts here. Pay: £24,000 to £25,000 a year. Contract: Training contract.",
        "- Grade 5: Has passed the city and guilds test. Pay: £26,000 to £27,500 a year.",
    ]


def test_r04_linked_grades_that_have_no_range_in_common_say_the_pay_of_each(
    example: Example,
) -> None:
    example.organisation(
        "pay:\n  - effective: 2026-04-01\n    grades:\n"
        '      "4": {title: Grade 4, minimum: 24000, maximum: 25000}\n'
        '      "5":\n        title: Grade 5\n        ranges:\n'
        "          - {title: London, minimum: 30000, maximum: 31000}\n"
        "          - {title: elsewhere, minimum: 26000, maximum: 27500}\n"
    )
    points = [f'  - {{grade: "{grade}", text: Starts here.}}\n' for grade in (4, 5)]
    example.role(f"linked_grades:\n{''.join(points)}")
    assert facts(example.documents()["job-description"])["Salary"] == (
        "Grade 4: £24,000 to £25,000 a year; Grade 5: £30,000 to £31,000 a year (London);"
        " £26,000 to £27,500 a year (elsewhere)"
    )


def test_r05_a_summary_has_paragraphs_and_alternatives_of_which_a_role_takes_some(
    example: Example,
) -> None:
    example.level(
        "sections:\n  purpose:\n    any_of:\n"
        '      - {id: lays, text: "Lays slabs.\\n\\nIn all weathers."}\n'
        "      - {id: mends, text: Mends slabs.}\n"
    )
    profile = example.documents("W1")["level-profile"]
    assert section(profile, "Purpose") == ["Lays slabs.", "In all weathers.", "or", "Mends slabs."]
    example.role("choose: [mends, lays]\n", sections="")
    both = section(example.documents()["job-description"], "Purpose of the job")
    assert both == ["Lays slabs.", "In all weathers.", "Mends slabs."]
    example.role("", sections="")
    assert example.problems()[0].rule == "choose-one"


def test_r06_sections_have_the_organisations_own_names_labels_and_order(example: Example) -> None:
    example.role("", sections="sections: {purpose: P., job-aim: Aim., climate-duty: Climate.}\n")
    example.layout(
        ours(
            "      - {id: climate-duty, title: Our climate duty}\n"
            "      - {id: job-aim, title: Job aim}\n" + PLAIN_CRITERIA
        )
    )
    titles = [line for line in outline(example.documents(layout="ours")["sheet"]) if "## " in line]
    assert titles[:3] == ["## Purpose", "## Our climate duty", "## Job aim"]
    unshown = [problem.message for problem in example.problems()]
    assert 'the layout "standard" does not show the section "climate-duty"' in unshown


def test_r07_a_role_adds_replaces_drops_reorders_and_rewords_what_it_inherits(
    example: Example,
) -> None:
    example.level(
        "sections:\n  accountabilities:\n    - {id: a, text: A.}\n    - {id: b, text: B.}\n"
        "    - {id: c, text: C.}\n    - {id: d, optional: true, text: D.}\n"
    )
    example.role(
        "omit: [a]\ninclude: [d]\nreplace: {b: B anew.}\norder: [e, d]\n",
        sections="sections:\n  purpose: P.\n  accountabilities: [{id: e, text: E.}]\n",
    )
    said = section(example.documents()["job-description"], "Accountabilities")
    assert said[1:] == ["- E.", "- D.", "- B anew.", "- C."]
    job = job_report.as_json(example.job())
    [group] = job["sections"]["accountabilities"]["groups"]
    reworded = next(item for item in group["items"] if item["id"] == "b")
    assert reworded["replaces"]["text"] == "B."
    assert reworded["source"]["file"] == "families/works/roles/paviour.yaml"
    assert [left["text"] for left in job["left_out"] if left["reason"] == "omitted"] == ["A."]
    example.role("order: [a, nothing]\n")
    assert example.problems()[0].message == 'order names an unknown id "nothing"'


def test_r08_items_stand_in_groups_that_differ_from_level_to_level(example: Example) -> None:
    example.level(
        "sections:\n  accountabilities:\n    - Alone.\n"
        "    - {heading: Team, items: [Teaches.]}\n    - {heading: Trade, items: [Lays.]}\n"
    )
    said = section(example.documents("W1")["level-profile"], "Accountabilities")
    assert said == ["- Alone.", "### Team", "- Teaches.", "### Trade", "- Lays."]


def test_r09_lists_have_labels_lead_ins_and_lists_inside(example: Example) -> None:
    example.role(
        "",
        sections="""\
sections:
  purpose:
    lead_in: |
      The crew mends streets.

      This role helps it to:
    items: [lay slabs, mend kerbs]
  duties:
    - label: Safety
      text: Keep the site safe.
      items:
        - Put out cones.
        - {label: Signs, text: Set up signs., items: [At both ends.]}
    - lead_in: "Will work with:"
      items: [Drivers., Wardens.]
""",
    )
    document = example.documents()["job-description"]
    assert section(document, "Purpose of the job") == [
        "The crew mends streets.",
        "This role helps it to:",
        "- lay slabs",
        "- mend kerbs",
    ]
    assert section(document, "Main duties") == [
        "1. Safety: Keep the site safe.",
        "  - Put out cones.",
        "  - Signs: Set up signs.",
        "    - At both ends.",
        "Will work with:",
        "2. Drivers.",
        "3. Wardens.",
    ]
    assert '<w:ilvl w:val="2"/>' in example.word()


@pytest.mark.parametrize(
    ("numbering", "marks"),
    [
        ("bullets", ["-", "-", "-", "-"]),
        ("numbers", ["1.", "2.", "3.", "1."]),
        ("restart", ["1.", "2.", "1.", "1."]),
    ],
)
def test_r10_lists_are_numbered_by_the_layouts_policy(
    example: Example, numbering: str, marks: list[str]
) -> None:
    example.role(
        "",
        sections="sections:\n  purpose: P.\n"
        "  duties: [{heading: G, items: [a, b]}, {heading: H, items: [c]}]\n  scope: [d]\n",
    )
    example.layout(
        ours(
            f"      - {{id: duties, title: Duties, numbering: {numbering}}}\n"
            f"      - {{id: scope, title: Scope, numbering: {numbering}}}\n" + PLAIN_CRITERIA
        )
    )
    lines = outline(example.documents(layout="ours")["sheet"])
    assert [line.split()[0] for line in lines if line[-2:] in {" a", " b", " c", " d"}] == marks


def test_r10_numbers_run_on_from_section_to_section_and_sections_are_numbered(
    example: Example,
) -> None:
    example.role("", sections="sections: {purpose: P., duties: [a, b], scope: [c]}\n")
    example.layout(
        ours(
            "      - {id: duties, title: Duties, numbering: numbers}\n"
            "      - {id: scope, title: Scope, numbering: run-on}\n" + PLAIN_CRITERIA,
            more="    number_sections: true\n",
        )
    )
    document = example.documents(layout="ours")["sheet"]
    assert "\n## 2. Duties\n\n1. a\n2. b\n\n## 3. Scope\n\n3. c\n" in document.markdown
    assert outline(document)[1] == "## 1. Purpose"
    assert '<w:startOverride w:val="3"/>' not in example.word("sheet", "ours")  # it is elsewhere


def test_r11_duties_have_weights_that_sum_to_100_frequencies_and_outcomes(
    example: Example,
) -> None:
    duties = (
        "sections:\n  purpose: P.\n  duties:\n"
        "    - {text: Lay slabs., weight: 70, frequency: daily, outcome: nobody trips}\n"
        "    - {text: Mend kerbs., weight: WEIGHT}\n"
    )
    example.role("", sections=duties.replace("WEIGHT", "30"))
    assert section(example.documents()["job-description"], "Main duties") == [
        "1. Lay slabs. Share of time: 70%. How often: daily. Result: nobody trips.",
        "2. Mend kerbs. Share of time: 30%.",
    ]
    example.role("", sections=duties.replace("WEIGHT", "20"))
    [problem] = example.problems()
    assert problem.message == 'the weights of "duties" add up to 90'
    example.vacancy("sections: {duties: [Sweep up.]}\n")
    assert example.problems()[0].rule == "missing-weight"


def test_r11_an_optional_weight_counts_where_a_post_includes_it(example: Example) -> None:
    example.level(
        "sections:\n  accountabilities:\n    - {id: lay, text: Lay., weight: 60}\n"
        "    - {text: Mend., weight: 40}\n"
        "    - {id: lead, text: Lead., weight: 10, optional: true}\n"
    )
    profile = example.documents("W1")["level-profile"]
    assert len(section(profile, "Accountabilities")) == 3
    example.role("include: [lead]\n")
    [problem] = example.problems()
    assert problem.message == 'the weights of "accountabilities" add up to 110'
    example.role("include: [lead]\nreplace: {lay: {weight: 50}}\n")
    assert (
        len(section(example.documents()["job-description"], "Accountabilities")) == 4
    )  # with its lead-in


def test_r12_standing_topics_have_a_value_at_every_level(example: Example) -> None:
    example.family("topics: [people-management, risk-management]\n")
    example.level("sections: {people-management: Teaches apprentices.}\n")
    [problem] = example.problems("W1")
    assert problem.message == 'W1 does not say "risk-management", a standing topic of the family'
    example.level(
        "sections: {people-management: Teaches apprentices., risk-management: Reports cracks.}\n"
    )
    profile = example.documents("W1")["level-profile"]
    assert section(profile, "People management") == ["Teaches apprentices."]


def test_r13_what_several_levels_share_is_said_once_and_named_where_it_stands(
    example: Example,
) -> None:
    example.family("clauses:\n  own-safety: {text: Stop work that is not safe.}\n")
    example.level("sections: {health-and-safety: {clause: own-safety}}\n")
    example.write(
        "families/works/levels/W2.yaml",
        'title: Foreman\nrank: 2\ngrades: ["5"]\nsections:\n  accountabilities:\n'
        "    - Leads the crew.\n    - clause: own-safety\n",
    )
    lower = example.documents("W1")["level-profile"]
    higher = example.documents("W2")["level-profile"]
    assert section(lower, "Health and safety") == ["Stop work that is not safe."]
    assert section(higher, "Accountabilities")[-1] == "- Stop work that is not safe."
    said = job_report.as_json(example.job("W1"))["sections"]["health-and-safety"]
    assert said["paragraphs"][0]["source"]["file"] == "families/works/family.yaml"
    assert said["used_by"]["file"] == "families/works/levels/W1.yaml"


def test_r14_the_header_has_the_layouts_labels_in_its_order_and_hides_or_fills_what_is_empty(
    example: Example,
) -> None:
    example.layout(
        ours(
            PLAIN_CRITERIA,
            more="    header:\n"
            "      - {fact: family.title, label: Family}\n"
            "      - {fact: post.title, label: Post}\n"
            "      - {fact: post.location, label: Where}\n"
            "      - {fact: checks.dbs, label: DBS check, empty: Not needed}\n",
        )
    )
    table = facts(example.documents(layout="ours")["sheet"])
    assert list(table.items()) == [
        ("Family", "Works"),
        ("Post", "Paviour"),
        ("DBS check", "Not needed"),
    ]


def test_r15_a_post_has_its_place_in_the_organisation(example: Example) -> None:
    example.role("directorate: Place\nservice: Streets\nteam: North gang\n")
    example.vacancy("location: Depot, and sites across the district\nworking_style: Mobile\n")
    table = facts(example.documents()["job-description"])
    assert {name: table[name] for name in ("Directorate", "Service", "Team")} == {
        "Directorate": "Place",
        "Service": "Streets",
        "Team": "North gang",
    }
    assert table["Location"] == "Depot, and sites across the district"
    assert table["Working style"] == "Mobile"


def test_r16_a_post_has_managers_and_people_directly_and_indirectly(example: Example) -> None:
    example.role(
        "reports_to: Foreman\naccountable_to: Head of Works\nprofessional_lead: Chief Engineer\n"
        "countersignatory: Works Manager\nresponsible_for: Apprentices\n"
        "dimensions: {staff_direct: up to 2, staff_indirect: 5}\n"
    )
    document = example.documents()["job-description"]
    assert {
        "Reports to": "Foreman",
        "Accountable to": "Head of Works",
        "Professional lead": "Chief Engineer",
        "Countersigning manager": "Works Manager",
        "Responsible for": "Apprentices",
    }.items() <= facts(document).items()
    assert section(document, "Dimensions") == [
        "- People managed directly: up to 2",
        "- People managed through others: 5",
    ]


def test_r17_the_structure_is_a_nested_list_made_of_reporting_lines(example: Example) -> None:
    example.write(
        "families/works/roles/foreman.yaml",
        "title: Foreman\nfamily: works\nlevel: W1\nreports_to: {role: manager}\n",
    )
    example.write(
        "families/works/roles/manager.yaml", "title: Works Manager\nfamily: works\nlevel: W1\n"
    )
    example.role("reports_to: {role: foreman}\nresponsible_for: Two apprentices\n")
    document = example.documents()["job-description"]
    assert facts(document)["Reports to"] == "Foreman"
    assert section(document, "Where the post stands") == [
        "- Works Manager",
        "  - Foreman",
        "    - Paviour (this post)",
        "      - Two apprentices",
    ]
    example.write(
        "families/works/roles/manager.yaml",
        "title: Works Manager\nfamily: works\nlevel: W1\nreports_to: {role: foreman}\n",
    )
    assert example.problems()[0].rule == "circular-line"
    example.vacancy("reports_to: Contract Manager\n")
    assert facts(example.documents()["job-description"])["Reports to"] == "Contract Manager"


def test_r18_dimensions_are_figures_of_money_people_assets_and_volumes(example: Example) -> None:
    example.organisation("currency: EUR\n")
    example.role(
        "dimensions: {budget_managed: 250000, budget_influenced: 1200000.50, staff_direct: 0.5,"
        " assets: Two vans, volumes: 300 repairs a year}\n"
    )
    assert section(example.documents()["job-description"], "Dimensions") == [
        "- Budget managed: €250,000",
        "- Budget influenced: €1,200,000.50",
        "- People managed directly: 0.5",
        "- Assets: Two vans",
        "- Volumes: 300 repairs a year",
    ]


def test_r19_relationships_say_who_inside_or_outside_and_why(example: Example) -> None:
    example.role(
        "relationships:\n"
        "  - {who: Residents, where: outside, why: Answers to their questions.}\n"
        "  - {who: Drivers, where: inside}\n"
    )
    assert section(example.documents()["job-description"], "Working relationships") == [
        "### Inside the organisation",
        "- Drivers",
        "### Outside the organisation",
        "- Residents: Answers to their questions.",
    ]
    example.layout(
        ours(
            "      - id: relationships\n        title: Contacts\n"
            "        columns: {label: Who, group: Where, text: Why}\n" + PLAIN_CRITERIA
        )
    )
    assert section(example.documents(layout="ours")["sheet"], "Contacts") == [
        "Who | Where | Why",
        "Drivers | Inside the organisation | Not stated",
        "Residents | Outside the organisation | Answers to their questions.",
    ]


def test_r20_decisions_autonomy_resources_and_challenges_are_sections(example: Example) -> None:
    names = {
        "decisions": "Decisions",
        "autonomy": "Freedom to act",
        "resources": "Resources",
        "challenges": "Challenges",
    }
    said = "".join(f"  {name}: About {name}.\n" for name in names)
    example.role("", sections=f"sections:\n  purpose: P.\n{said}")
    document = example.documents()["job-description"]
    for name, title in names.items():
        assert section(document, title) == [f"About {name}."]


def test_r21_word_limits_are_kept_whether_or_not_they_are_printed(example: Example) -> None:
    example.role("", sections="sections: {purpose: One two three., duties: [Four five]}\n")
    limits = ours(
        "      - {id: duties, title: Duties, words: {minimum: MIN, maximum: MAX, printed: true}}\n"
        + PLAIN_CRITERIA
    )
    example.layout(limits.replace("MIN", "1").replace("MAX", "2"))
    assert "## Duties (1 to 2 words)\n" in example.markdown("sheet", layout="ours")
    example.layout(limits.replace("MIN", "1").replace("MAX", "1").replace(", printed: true", ""))
    [problem] = example.problems(layout="ours")
    assert problem.message == '"duties" has 2 words, and the layout "ours" allows 1'
    assert problem.hint.startswith("cut 1 (a word is what spaces separate, as Word counts them")
    example.layout(limits.replace("MIN", "3").replace("MAX", "9"))
    [problem] = example.problems(layout="ours")
    assert problem.message == '"duties" has 2 words, and the layout "ours" wants 3 at least'


def test_words_are_counted_as_they_are_printed(example: Example) -> None:
    link = '[the council](https://hale.example/a "A long title")'
    text = f"**Loads** < 5 t and > 1 t, as {link} says\\*."
    example.organisation(f"clauses: {{loads: {{markdown: '{text}'}}}}\n")
    example.role("", sections="sections: {purpose: One., duties: [Two, {clause: loads}]}\n")
    limits = "      - {id: duties, title: Duties, words: {maximum: 12}}\n"
    example.layout(ours(limits + PLAIN_CRITERIA))
    [problem] = example.problems(layout="ours")
    # Two · Loads < 5 t and > 1 t, as the council says*.
    assert problem.message == '"duties" has 13 words, and the layout "ours" allows 12'


def test_words_that_a_level_s_profile_adds_are_counted_too(example: Example) -> None:
    example.level("sections: {duties: [{text: Digs., id: digs, optional: true}]}\n")
    example.layout(
        "documents:\n  sheet:\n    title: Sheet\n    subject: level\n    sections:\n"
        "      - {id: duties, title: Duties, words: {maximum: 3}}\n"
    )
    [problem] = example.problems("W1", layout="ours")
    assert problem.message == '"duties" has 4 words, and the layout "ours" allows 3'


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
        "### Training",
        "Criterion | Essential or desirable | How assessed",
        (
            "Holds a skills card, or equivalent, or working towards it. Tested at: shortlisting."
            " Weight in scoring: 3. Standard needed: Expert."
            " | Essential | Application form, Interview"
        ),
        "Fits in. | Essential or desirable not stated | Not assessed on its own",
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
    person = example.documents()["person-specification"]
    assert section(person, "What the standards mean") == ["- New: Learns.", "- Able: Works alone."]
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
        "- Holds a degree, shows the same by long experience",
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
        ("minimum: 24000, maximum: 26000", "£24,000 to £26,000 a year"),
        ("maximum: 26000", "up to £26,000 a year"),
        ("minimum: 24000", "from £24,000 a year"),
        ("minimum: 12.60, maximum: 12.60, per: hour", "£12.60 an hour"),
        ("minimum: 480, maximum: 500.50, per: week", "£480 to £500.50 a week"),
        ("points: [5, 7]", "£24,000 to £25,100 a year"),
        ("steps: [24000, 24600, 25000]", "£24,000 to £25,000 a year"),
        ("minimum: 24000, midpoint: 25000, maximum: 26000", "£24,000 to £26,000 a year"),
        (
            "ranges: [{title: North, minimum: 1, maximum: 2}, {title: South, maximum: 3}]",
            "£1 to £2 a year (North); up to £3 a year (South)",
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
    assert section(document, "Allowances") == ["- Standby: £31.50 a week"]
    salary(example, "steps: [24000, 25000]")
    assert facts(example.documents()["job-description"])["Increments"] == "£24,000 and £25,000"
    salary(example, "minimum: 1, midpoint: 2, maximum: 3")
    assert facts(example.documents()["job-description"])["Midpoint"] == "£2"
    example.role("")
    example.organisation(PAY)
    for day, pay in (("2026-12-31", "£24,000"), ("2027-04-01", "£25,000"), ("", "£25,000")):
        said = facts(example.documents(as_of=day)["job-description"])["Salary"]
        assert said.startswith(pay)


def test_r35_a_contract_has_hours_pattern_term_reason_and_job_share(example: Example) -> None:
    example.vacancy(
        "hours: 30 hours\nworking_pattern: Term time\ncontract: Fixed term of a year\n"
        "contract_reason: Cover for leave\njob_share: Can be shared\n"
    )
    table = facts(example.documents()["job-description"])
    assert [table[name] for name in ("Hours", "Working pattern", "Contract", "Job share")] == [
        "30 hours",
        "Term time",
        "Fixed term of a year",
        "Can be shared",
    ]
    assert table["Reason for the term"] == "Cover for leave"


EVALUATION = """\
evaluation:
  scheme: Local scheme
  reference: JE-9
  date: 2026-05-01
  panel: May panel
  total: "30"
  factors:
    - {factor: Knowledge, level: 2-3ab, score: "20", why: Knows stone.}
    - {factor: Effort, level: "1", score: "10"}
"""


def test_r36_job_evaluation_is_printed_only_for_those_who_ask(example: Example) -> None:
    example.role(EVALUATION)
    for audience in ("job-description", "advert"):
        made = example.documents(audience=audience)  # type: ignore[arg-type]
        assert not [name for name, document in made.items() if "JE-9" in document.markdown]
    copy = example.documents(audience="evaluation")["evaluation"]
    assert facts(copy)["Reference"] == "JE-9"
    assert facts(copy)["Evaluated on"] == "1 May 2026"
    assert section(copy, "Factors") == [
        "Factor | Level | Score | Reason",
        "Knowledge | 2-3ab | 20 | Knows stone.",
        "Effort | 1 | 10 | Not stated",
    ]
    example.role(EVALUATION.replace('"30"', '"31"'))
    [problem] = example.problems()
    assert problem.message == "the total is 31, and the factors' scores add up to 30"
    example.role(EVALUATION)
    example.vacancy("evaluation: {reference: JE-10}\n")
    copy = example.documents(audience="evaluation")["evaluation"]
    assert facts(copy)["Reference"] == "JE-10"
    assert facts(copy)["Evaluated on"] == "1 May 2026"
    assert len(section(copy, "Factors")) == 3
    example.vacancy("evaluation: {reference: JE-10, factors: [{factor: Skill, score: '30'}]}\n")
    copy = example.documents(audience="evaluation")["evaluation"]
    assert section(copy, "Factors")[1].startswith("Skill | ")
    example.vacancy("")
    example.role(EVALUATION, sections='sections: {purpose: "See {{ evaluation.total }}."}\n')
    assert example.problems()[0].rule == "evaluation-fact"


def test_r37_a_job_has_codes_in_outside_frameworks(example: Example) -> None:
    example.role("codes: {SOC 2020: 5319, ESCO: http://data.europa.eu/esco/x}\n")
    example.vacancy("codes: {SOC 2020: 5330}\n")
    copy = example.documents(audience="evaluation")["evaluation"]
    assert section(copy, "Codes in outside frameworks") == [
        "Framework | Code",
        "SOC 2020 | 5330",
        "ESCO | http://data.europa.eu/esco/x",
    ]
    assert "SOC 2020" not in example.markdown()
    data = json.dumps(job_report.as_json(example.job()))
    assert "http://data.europa.eu/esco/x" in data


def test_r38_a_post_has_titles_numbers_codes_and_a_master_record(example: Example) -> None:
    example.role(
        "working_title: Street mason\nalso_known_as: Flagger\nrole_code: R77\n"
        "master_record: HR file 12\n"
    )
    example.vacancy("post_number: 001, 002\nposts: 2\n")
    table = facts(example.documents()["job-description"])
    assert [table[name] for name in ("Job title", "Known as", "Also called")] == [
        "Paviour",
        "Street mason",
        "Flagger",
    ]
    assert (table["Post number"], table["Number of posts"]) == ("001, 002", "2")
    copy = facts(example.documents(audience="evaluation")["evaluation"])
    assert (copy["Role code"], copy["Agreed original"]) == ("R77", "HR file 12")


RECORD = (
    'record: {status: approved, version: "3", effective: 2026-04-01, approved: 2026-03-01,'
    " review_by: 2028-04-01, author: HR Policy, change_note: New wording}\n"
)


def test_r39_a_file_has_a_status_a_version_and_dates(example: Example) -> None:
    example.role(RECORD)
    example.level('record: {status: Evaluated, version: "7"}\n')
    described = facts(example.documents()["job-description"])
    assert (described["Version"], described["In force from"]) == ("3", "1 April 2026")
    copy = facts(example.documents(audience="evaluation")["evaluation"])
    assert copy["Status"] == "Approved"
    assert copy["Version of the level"] == "7"
    assert copy["To be reviewed by"] == "1 April 2028"
    assert (copy["Kept by"], copy["What changed"]) == ("HR Policy", "New wording")
    assert facts(example.documents("W1")["level-profile"])["Version"] == "7"
    example.vacancy("record: {status: Draft}\n")
    copy = facts(example.documents(audience="evaluation")["evaluation"])
    assert (copy["Status"], copy["Version"], copy["Kept by"]) == ("Draft", "3", "HR Policy")


def test_r40_a_block_to_sign_stands_where_the_layout_places_it(example: Example) -> None:
    example.layout(
        ours(
            PLAIN_CRITERIA
            + "      - {id: sign-off, title: Agreed, signatories: [Holder, Manager]}\n"
        )
    )
    blank, wide = "." * 9, "." * 24
    assert section(example.documents(layout="ours")["sheet"], "Agreed") == [
        "Signed by | Name | Signature | Date",
        f"Holder | {blank} | {wide} | {blank}",
        f"Manager | {blank} | {wide} | {blank}",
    ]


def test_r41_a_marking_comes_from_the_layout_or_from_the_post(example: Example) -> None:
    example.vacancy("marking: For internal use\n")
    assert facts(example.documents()["job-description"])["Marking"] == "For internal use"
    example.layout(
        "leaves_out: [post.marking]\n"
        + ours(PLAIN_CRITERIA, more='    marking: "{{ post.marking }}"\n')
    )
    assert outline(example.documents(layout="ours")["sheet"])[1] == "Distribution: For internal use"


WELSH_LAYOUT = """\
documents:
  sheet:
    title: {en: Job description, cy: Swydd-ddisgrifiad}
    sections:
      - {id: purpose, title: {en: Purpose, cy: Diben}}
      - {id: duties, title: {en: Duties, cy: Dyletswyddau}}
      - {id: person-specification, title: {en: Criteria, cy: Meini prawf}, criteria: {as: list}}
leaves_out: [post.closing_date]
labels:
  essential: {en: Essential, cy: Hanfodol}
  importance: {en: Importance, cy: Pwysigrwydd}
"""


def test_r42_english_and_welsh_stand_side_by_side_under_the_same_ids(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n")
    example.layout(WELSH_LAYOUT)
    example.write(
        "families/works/roles/paviour.yaml",
        """\
title: {en: Paviour, cy: Palmantwr}
family: works
level: W1
sections:
  purpose: {en: Keeps pavements safe., cy: Cadw palmentydd yn ddiogel.}
  duties:
    - {id: slabs, text: {en: Lay slabs., cy: Gosod slabiau.}}
    - {id: kerbs, text: Mend kerbs.}
    - {en: Sweep up., cy: Ysgubo.}
person_specification:
  - category: {en: Skills, cy: Sgiliau}
    criteria:
      - {text: {en: Lays level., cy: Gosod yn wastad.}, importance: essential}
""",
    )
    english = example.documents(layout="ours")["sheet"]
    welsh = example.documents(layout="ours", language="cy")["sheet"]
    assert outline(english)[:3] == [
        "# Paviour: job description",
        "## Purpose",
        "Keeps pavements safe.",
    ]
    assert outline(welsh) == [
        "# Palmantwr: swydd-ddisgrifiad",
        "## Diben",
        "Cadw palmentydd yn ddiogel.",
        "## Dyletswyddau",
        "- Gosod slabiau.",
        "- Mend kerbs.",
        "- Ysgubo.",
        "## Meini prawf",
        "### Sgiliau",
        "- Gosod yn wastad. (Hanfodol) (Not assessed on its own)",
    ]
    missing = {text.text: text.place.line for text in welsh.foreign}
    assert missing["Mend kerbs."] == 8
    assert set(missing) == {"Mend kerbs.", "Not assessed on its own", "How assessed"} & set(missing)
    xml = example.word("sheet", "ours", language="cy")
    assert '<w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t>Mend kerbs.</w:t>' in xml
    assert "<w:r><w:t>Gosod slabiau.</w:t></w:r>" in xml


def test_r42_dates_pay_and_fixed_words_are_welsh_too(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n" + PAY)
    example.role("languages: {welsh: essential}\n")
    example.vacancy("closing_date: 2027-02-14\n")
    table = facts(example.documents(language="cy")["job-description"])
    assert table["Salary"] == "£24,000 i £26,000 y flwyddyn"
    assert table["Closing date"] == "14 Chwefror 2027"
    assert table["Welsh"] == "Hanfodol"


def test_r42_conditions_hold_alike_in_every_language(example: Example) -> None:
    example.organisation(
        "translations: [cy-GB]\n"
        "clauses: {a: {text: {en: Learn Welsh., cy: Dysgu Cymraeg.},"
        " when: {languages.welsh: essential, post.contract: Permanent}}}\n"
        "sections: {scope: [{clause: a}]}\n"
    )
    example.vacancy("languages: {welsh: essential}\ncontract: {en: Permanent, cy: Parhaol}\n")
    for language, said in (("en", "- Learn Welsh."), ("cy", "- Dysgu Cymraeg.")):
        document = example.documents(language=language)["job-description"]
        assert section(document, "Scope of the work") == [said]


def test_r42_conditions_go_by_the_facts_that_a_fact_names(example: Example) -> None:
    example.organisation(
        "translations: [cy-GB]\n"
        'facts: {kind: {en: Upper, cy: Uchaf}, tier: "{{ organisation.kind }}"}\n'
        "clauses: {a: {text: Two tiers., when: {organisation.tier: Upper}}}\n"
        "sections: {scope: [{clause: a}]}\n"
    )
    for language in ("en", "cy"):
        document = example.documents(language=language)["job-description"]
        assert section(document, "Scope of the work") == ["- Two tiers."]


def test_r42_a_group_that_is_translated_in_one_layer_goes_on_in_another(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n")
    category = (
        "person_specification:\n"
        "  - category: {}\n    criteria: [{{text: {}, importance: essential}}]\n"
    )
    translated = "{en: Experience, cy: Profiad}"
    for first, second in (translated, "Experience"), ("Experience", translated):
        example.role("", criteria=category.format(first, "A"))
        example.vacancy(category.format(second, "B"))
        job = example.job(language="cy")
        [group] = job.sections["person-specification"].groups
        assert group.heading.text == "Profiad"
        assert [entry.passage.text for entry in group.entries] == ["A", "B"]


def test_r43_one_source_serves_advert_job_description_and_evaluation(example: Example) -> None:
    example.organisation("sections: {how-to-apply: Apply by post.}\n")
    example.role(
        EVALUATION,
        sections="""\
sections:
  purpose: Keeps pavements safe.
  advert: Come and mend our streets.
  duties:
    - Lay slabs.
    - {text: Compared with the mason's post., when: {document.audience: evaluation}}
""",
    )
    made = {
        audience: example.documents(audience=audience)
        for audience in ("advert", "job-description", "evaluation")
    }  # type: ignore[misc]
    assert {audience: list(kinds) for audience, kinds in made.items()} == {
        "advert": ["advert", "candidate-pack"],
        "job-description": ["job-description", "person-specification"],
        "evaluation": ["evaluation"],
    }
    advert = made["advert"]["advert"]
    assert section(advert, "About this job") == ["Come and mend our streets."]
    assert section(advert, "What we look for") == ["### Essential", "- Lays slabs level."]
    for_panel = section(made["evaluation"]["evaluation"], "Main duties")
    assert for_panel == ["1. Lay slabs.", "2. Compared with the mason's post."]
    assert section(made["job-description"]["job-description"], "Main duties") == ["1. Lay slabs."]


def test_r44_places_to_fill_in_fail_a_final_build_and_stand_in_a_draft(example: Example) -> None:
    example.role("location: '{{ ? which depot }}'\n")
    [problem] = example.problems()
    assert str(problem) == (
        'families/works/roles/paviour.yaml:4:11: there is still a place to fill in: "which depot";'
        " write the text, or replace it in the vacancy; --draft prints it as it is"
    )
    draft = example.documents(draft=True)["job-description"]
    assert facts(draft)["Location"] == "[which depot]"
    example.vacancy("location: North depot\n")
    assert facts(example.documents()["job-description"])["Location"] == "North depot"


def test_r45_a_candidate_pack_holds_its_parts_in_order_with_a_list_of_contents(
    example: Example,
) -> None:
    example.role("", sections="sections: {purpose: P., advert: Join us.}\n")
    pack = example.documents(audience="advert")["candidate-pack"]
    lines = outline(pack)
    assert lines[0] == "# Paviour: candidate pack"
    assert section(pack, "Contents") == [
        "- About this job",
        "- Job description",
        "- Person specification",
    ]
    assert "- [Job description](#job-description)\n" in pack.markdown
    headings = [line for line in lines if line.startswith("## ")]
    assert headings[1:] == ["## About this job", "## Job description", "## Person specification"]
    assert "### Purpose of the job" in lines
    assert "#### Skills" in lines


def test_r46_pages_have_an_emblem_with_text_and_a_foot_with_title_version_and_number(
    example: Example,
) -> None:
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    from jdgen.build.files import Order, files  # noqa: PLC0415
    from jdgen.workspace.targets import find  # noqa: PLC0415

    example.role(RECORD)
    library = example.library()
    made = files(library, find(library, "one").target, Order(["standard"], ["docx"])).files
    package = zipfile.ZipFile(io.BytesIO(made["one/job-description.docx"]))
    assert 'descr="Emblem: three waves in a circle"' in package.read("word/header1.xml").decode()
    foot = package.read("word/footer1.xml").decode()
    for said in ("Paviour: job description", "Version 3 · ", "PAGE", "NUMPAGES"):
        assert said in foot


def test_r47_text_may_have_bold_italics_and_links_and_no_html(example: Example) -> None:
    example.role(
        "",
        sections="sections:\n  purpose: P.\n  duties:\n"
        '    - {markdown: "**Lay** *slabs*, as [the guide](https://hale.example) says."}\n'
        "    - <u>Mend</u> kerbs.\n",
    )
    markdown = example.markdown()
    assert "1. **Lay** *slabs*, as [the guide](https://hale.example) says.\n" in markdown
    assert section(example.documents()["job-description"], "Main duties")[1] == (
        "2. <u>Mend</u> kerbs."
    )
    for wrong in ("<u>Mend</u> kerbs.", '<span lang="cy">Mend</span>', "[x](#top)"):
        example.role("", sections=f"sections: {{purpose: P., duties: [{{markdown: '{wrong}'}}]}}\n")
        assert example.problems()[0].rule == "bad-markdown"


def test_a_level_that_is_not_in_force_yet_is_left_out_of_the_family_of_that_day(
    example: Example,
) -> None:
    example.level("sections: {scope: To come.}\n", key="W2.2027-04-01")
    later = example.library(as_of="2027-04-01")
    earlier = example.library(as_of="2027-03-31")
    assert [target.key for target in everything(later)] == ["one", "W1", "W2", "works"]
    assert [target.key for target in everything(earlier)] == ["one", "W1", "works"]
    assert len(job_of(earlier, find(earlier, "works").target).levels) == 1
    [problem] = example.problems("W2", as_of="2027-03-31")
    assert problem.message == (
        "W2 is not in force on 2027-03-31: its first version is from 2027-04-01"
    )


def test_as_of_takes_the_pay_clauses_and_levels_of_a_day(example: Example) -> None:
    example.organisation(
        PAY
        + "clauses:\n  c: [{text: Old clause.}, {text: New clause., effective: 2027-04-01}]\n"
        + "sections: {corporate-responsibilities: [{clause: c}]}\n"
    )
    example.level("sections: {scope: Old level.}\n")
    example.level("sections: {scope: New level.}\n", key="W1.2027-04-01")

    def said(job: Job) -> tuple[str, str, str]:
        texts = {
            left.text
            for key in ("scope", "corporate-responsibilities")
            for left in _passages(job, key)
        }
        return (job.facts["post.salary"].text[:7], *sorted(texts))  # type: ignore[return-value]

    before = ("£24,000", "Old clause.", "Old level.")
    after = ("£25,000", "New clause.", "New level.")
    assert said(example.job(as_of="2027-03-31")) == before
    assert said(example.job(as_of="2027-04-01")) == after
    assert said(example.job()) == after  # nothing says a day: the latest
    example.vacancy("closing_date: 2027-03-31\n")
    assert said(example.job()) == before
    assert said(example.job(as_of="2028-01-01")) == after


def _passages(job: Job, key: str) -> list[object]:
    content = job.sections[key].content
    if hasattr(content, "passages"):
        return list(content.passages)
    return [entry.passage for group in content.groups for entry in group.entries]  # type: ignore[union-attr]


def test_choosing_another_layout_loses_no_fact_that_a_post_says(example: Example) -> None:
    example.vacancy("location: Depot\n")
    example.layout(ours(PLAIN_CRITERIA))
    [problem] = example.problems(layout="ours")
    assert problem.message == 'the layout "ours" does not show the fact "post.location"'
    assert str(problem.place) == "vacancies/one.yaml:2:11"
    example.layout("leaves_out: [post.location]\n" + ours(PLAIN_CRITERIA))
    assert "Depot" not in example.markdown("sheet", layout="ours")


def test_a_layout_extends_another_and_says_anew_what_it_wants(example: Example) -> None:
    example.layout(ours(PLAIN_CRITERIA) + "labels: {essential: Must have}\n")
    table = section(example.documents(layout="ours")["sheet"], "Criteria")
    assert table[-1] == "Lays slabs level. | Must have | Application form, Test"
    example.layout(ours(PLAIN_CRITERIA).replace("documents", "x: y\ndocuments"))
    assert example.problems(layout="ours")[0].rule == "unknown-field"
    example.write("templates/ours/layout.yaml", "title: A\nextends: ours\n" + ours(PLAIN_CRITERIA))
    [problem] = example.problems(layout="ours")
    assert problem.message == 'the layout "ours" extends itself'


def test_an_evaluation_by_another_scheme_takes_nothing_from_the_one_before(
    example: Example,
) -> None:
    example.role(EVALUATION)
    example.vacancy("evaluation: {scheme: Hay, reference: H-9}\n")
    copy = facts(example.documents(audience="evaluation")["evaluation"])
    assert (copy["Scheme"], copy["Reference"]) == ("Hay", "H-9")
    assert "Total score" not in copy


def test_a_draft_is_not_approved_because_its_role_was(example: Example) -> None:
    example.role('record: {status: Approved, approved: 2026-01-01, version: "3"}\n')
    example.vacancy("record: {status: Draft}\n")
    job = example.job()
    assert "record.approved" not in job.facts
    assert job.facts["record.version"].text == "3"


def test_linked_grades_go_by_pay_however_the_table_is_written(example: Example) -> None:
    example.organisation(
        "pay:\n  - effective: 2026-04-01\n    grades:\n"
        '      "5": {title: Grade 5, minimum: 27000, maximum: 29000}\n'
        '      "4": {title: Grade 4, minimum: 24000, maximum: 26000}\n'
    )
    example.role('linked_grades: [{grade: "4", text: Learns.}, {grade: "5", text: Works alone.}]\n')
    assert example.job().facts["grade.title"].text == "Grade 4 to Grade 5"


def test_a_text_hangs_on_words_and_on_no_date_or_amount(example: Example) -> None:
    example.vacancy("closing_date: 2027-01-01\ndimensions: {assets: x}\n")
    example.level("sections: {scope: [{text: Here, when: {dimensions.assets: [x]}}]}\n")
    assert "Here" in example.markdown()
    example.level("sections: {scope: [{text: Here, when: {post.closing_date: 2027-01-01}}]}\n")
    [problem] = example.problems()
    assert problem.message.startswith('"post.closing_date" is a date or an amount')
    example.level("sections: {scope: [{text: Here, when: {record.approved: 2026-01-01}}]}\n")
    [problem] = example.problems()
    assert problem.message.startswith('"record.approved" is a date or an amount')


def test_job_evaluation_is_in_no_data_but_the_panels(example: Example) -> None:
    example.role(EVALUATION)
    assert "evaluation.total" not in job_report.as_json(example.job())["facts"]
    panel = job_report.as_json(example.job(edition=Edition("evaluation")))
    assert panel["facts"]["evaluation.total"]
    assert "evaluation" in panel["sections"]


def test_a_title_keeps_its_capitals_that_are_no_mere_beginnings(example: Example) -> None:
    example.layout(
        "documents:\n  sheet:\n    title: HMCTS Role profile (SEO)\n    sections:\n"
        "      - {id: purpose, title: Purpose}\n" + PLAIN_CRITERIA
    )
    assert example.markdown("sheet", layout="ours").startswith(
        "# Paviour: HMCTS role profile (SEO)\n"
    )


def test_two_targets_that_would_be_written_to_one_folder_are_refused(example: Example) -> None:
    example.level("", grades='["4", "5"]')
    example.level("", key="W1-4")
    library = example.library()
    targets = [find(library, word).target for word in ("W1:4", "W1-4")]
    with pytest.raises(InvalidInput) as caught:
        build(library, targets, Order(["standard"]), example.root / "build")
    [problem] = caught.value.problems
    assert problem.rule == "written-twice"
    assert not (example.root / "build").exists()
