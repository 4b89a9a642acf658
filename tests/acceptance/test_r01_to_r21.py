"""Families, levels, roles and what is said of a post: a small example of each."""

from __future__ import annotations

import pytest
from example import PLAIN_CRITERIA, Example, facts, ours, outline, section

from jdgen.problems import NotFound
from jdgen.reports import job as job_report
from jdgen.workspace.listing import inventory
from jdgen.workspace.targets import find


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
    assert outline(example.documents("W9-10")["level-profile"])[0] == "# WKS 09/10: T"


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
    assert facts(document)["Salary"] == "£24,000 to £27,500 a\u00a0year"
    assert section(document, "Progression") == [
        "- Grade 4: Starts here. Pay: £24,000 to £25,000 a\u00a0year. Contract: Training contract.",
        "- Grade 5: Has passed the city and guilds test. Pay: £26,000 to £27,500 a\u00a0year.",
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
        "Grade 4: £24,000 to £25,000 a\u00a0year; Grade 5: £30,000 to £31,000 a\u00a0year (London);"
        " £26,000 to £27,500 a\u00a0year (elsewhere)"
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
