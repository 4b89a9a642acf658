"""The one merge rule: what a layer adds, overrides and leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example import ANY_OF, LAYERS, OLD_PAY_LAST, OPTIONAL, Example, items, listed, prose
from texts import glued

from jdgen.model.section import (
    Alternatives,
    Entry,
)
from jdgen.model.text import Source
from jdgen.problems import Place

if TYPE_CHECKING:
    from jdgen.model.job import Job


def reasons(job: Job) -> list[tuple[str, str, str, str]]:
    """Return what is left out: section, text, reason, and file and line of who said so."""
    return [
        (
            left.section,
            left.passage.text,
            left.reason,
            f"{left.by.file}:{left.by.place.line}" if left.by else "",
        )
        for left in job.left_out
    ]


def test_a_fact_set_lower_down_wins(example: Example) -> None:
    job = example.says(
        role="location: Town Hall\nhours: 37 hours\n", vacancy="location: Harbour Office\n"
    ).job()
    assert job.facts["post.location"].text == "Harbour Office"
    line = example.line("vacancy", "Harbour")
    source = Source("vacancy", Place(example.file("vacancy"), line, 11), line)
    assert job.facts["post.location"].source == source
    assert job.facts["post.hours"].text == "37 hours"
    assert job.facts["post.hours"].source.layer == "role"


def test_the_salary_is_the_grades_of_the_latest_pay_table(example: Example) -> None:
    facts = example.says(organisation=OLD_PAY_LAST).job().facts
    assert facts["post.salary"].text == glued("£30,000 to £32,500 a year")
    assert facts["grade.title"].text == "Grade 4"
    assert facts["post.salary"].source.place.line == example.line("organisation", "30000")


def test_a_salary_said_by_the_vacancy_wins_over_the_grades(example: Example) -> None:
    example.says(organisation=OLD_PAY_LAST, vacancy="salary: £15,000 for half time\n")
    assert example.job().facts["post.salary"].text == "£15,000 for half time"


def test_a_grade_of_one_figure_has_no_range(example: Example) -> None:
    flat = OLD_PAY_LAST.replace("32500", "30000")
    assert example.says(organisation=flat).job().facts["post.salary"].text == glued(
        "£30,000 a year"
    )


def test_without_pay_tables_there_is_a_grade_and_no_salary(example: Example) -> None:
    facts = example.says().job().facts
    assert facts["grade.title"].text == "Grade 4"
    assert "post.salary" not in facts


def test_text_said_lower_down_wins_and_what_it_overrides_is_listed(example: Example) -> None:
    job = example.says(
        level="sections: {purpose: Of the level.}\n",
        role="sections: {purpose: Of the role.}\n",
        vacancy="sections: {purpose: Of the vacancy.}\n",
    ).job()
    assert prose(job, "purpose") == ["Of the vacancy."]
    role = f"{example.file('role')}:{example.line('role', 'purpose')}"
    vacancy = f"{example.file('vacancy')}:{example.line('vacancy', 'purpose')}"
    assert reasons(job) == [
        ("purpose", "Of the level.", "overridden", role),
        ("purpose", "Of the role.", "overridden", vacancy),
    ]


def test_paragraphs_of_one_text_stay_one_passage(example: Example) -> None:
    job = example.says(level="sections:\n  purpose: |\n    One.\n\n    Two.\n").job()
    assert prose(job, "purpose") == ["One.\n\nTwo.\n"]


@pytest.mark.parametrize(
    ("above", "below", "message"),
    [
        ("text", "[entry]", '"scope" is a list here and text at '),
        ("[entry]", "text", '"scope" is text here and a list at '),
        ("[entry]", "{any_of: [{id: x, text: X}, {id: y, text: Y}]}", '"scope" is text here and '),
        ("{any_of: [{id: x, text: X}, {id: y, text: Y}]}", "[entry]", '"scope" is a list here and'),
    ],
)
def test_a_section_is_a_list_everywhere_or_text_everywhere(
    example: Example, above: str, below: str, message: str
) -> None:
    problems = example.says(
        level=f"sections: {{scope: {above}}}\n", role=f"sections: {{scope: {below}}}\n"
    ).problems()
    refused = [problem for problem in problems if problem.rule == "list-or-text"]
    assert len(refused) == 1
    assert refused[0].message.startswith(message)
    assert refused[0].place.file == example.file("role")
    assert f"{example.file('level')}:{example.line('level', 'scope')}:" in refused[0].message


def test_a_list_grows_from_the_organisation_down_to_the_vacancy(example: Example) -> None:
    said = {name: f"sections: {{duties: [{name} 1, {name} 2]}}\n" for name in LAYERS}
    job = example.says(**said).job()
    assert listed(job, "duties") == {"": [f"{name} {n}" for name in LAYERS for n in (1, 2)]}
    assert [item.passage.source.layer for item in items(job, "duties")] == [
        name for name in LAYERS for _ in range(2)
    ]
    assert job.left_out == ()


def test_a_group_met_again_goes_on_where_it_stood(example: Example) -> None:
    job = example.says(
        level="sections:\n  duties:\n"
        "    - {heading: People, items: [Lead]}\n    - {heading: Money, items: [Count]}\n",
        role="sections:\n  duties:\n"
        "    - Alone\n    - {heading: Places, items: [Visit]}\n"
        "    - {heading: People, items: [Train]}\n",
        vacancy="sections:\n  duties:\n    - Also alone\n    - {heading: Money, items: [Pay]}\n",
    ).job()
    grouped = listed(job, "duties")
    assert grouped == {
        "": ["Alone", "Also alone"],
        "People": ["Lead", "Train"],
        "Money": ["Count", "Pay"],
        "Places": ["Visit"],
    }
    # Entries without a heading stand first: after a group they would read as part of it.
    assert list(grouped) == ["", "People", "Money", "Places"]


def criteria(*texts: str, category: str = "Skills") -> str:
    rows = "".join(
        f"      - {{text: {text}, importance: essential, assessed_by: [A]}}\n" for text in texts
    )
    return f"  - category: {category}\n    criteria:\n{rows}"


def test_a_category_met_again_goes_on_where_it_stood(example: Example) -> None:
    start = "person_specification:\n"
    job = example.says(
        organisation=start + criteria("Of the organisation"),
        level=start + criteria("Of the level", category="Knowledge"),
        role=start + criteria("Of the role", "Again of the role"),
        vacancy=start + criteria("Of the vacancy", category="Knowledge"),
    ).job()
    assert {
        group.heading.text: [entry.passage.text for entry in group.entries]
        for group in job.sections["person-specification"].groups
    } == {
        "Skills": ["Of the organisation", "Of the role", "Again of the role"],
        "Knowledge": ["Of the level", "Of the vacancy"],
    }
    assert [*listed(job, "person-specification")] == ["Skills", "Knowledge"]


def test_a_vacancy_without_a_role_takes_its_level_and_adds_its_own(example: Example) -> None:
    job = example.says(
        level="sections: {duties: [Of the level]}\n",
        role="sections: {duties: [Of the role]}\n",
        vacancy="title: Surveyor\nfamily: works\nlevel: W1\nsections: {duties: [Of the vacancy]}\n",
    ).job()
    assert job.title.text == "Surveyor"
    assert listed(job, "duties") == {"": ["Of the level", "Of the vacancy"]}


def test_a_vacancy_may_give_the_post_another_title(example: Example) -> None:
    assert example.says().job().title.text == "Paviour"
    assert example.says(vacancy="title: Harbour\nrole: paviour\n").job().title.text == "Harbour"


def test_a_level_alone_has_nothing_of_what_hr_policy_says_of_posts(example: Example) -> None:
    job = example.says(
        organisation="sections: {how-to-apply: [Write to us]}\nperson_specification:\n"
        + criteria("Of the organisation"),
        family="sections: {duties: [Of the family]}\n",
        level="sections: {duties: [Of the level]}\n",
    ).job("W1")
    assert listed(job, "duties") == {"": ["Of the family", "Of the level"]}
    assert list(job.sections) == ["duties"]
    assert job.criteria == ()
    assert (job.title.text, job.is_post, job.vacancy) == ("Crew", False, "")


def test_an_optional_entry_that_nobody_includes_is_left_out(example: Example) -> None:
    job = example.says(level=OPTIONAL).job()
    assert listed(job, "duties") == {"": ["First", "Lead people", "Last"]}
    assert reasons(job) == [("duties", "Pay invoices", "not included", "")]


@pytest.mark.parametrize("includer", ["role", "vacancy"])
def test_an_included_entry_stands_in_its_place(example: Example, includer: str) -> None:
    job = example.says(level=OPTIONAL, **{includer: "include: [money]\n"}).job()
    assert listed(job, "duties") == {"": ["First", "Pay invoices", "Lead people", "Last"]}
    assert job.left_out == ()


def test_an_omitted_entry_is_left_out_with_who_said_so(example: Example) -> None:
    job = example.says(level=OPTIONAL, role="omit: [people]\n").job()
    assert listed(job, "duties") == {"": ["First", "Last"]}
    omitted = f"{example.file('role')}:{example.line('role', 'omit')}"
    assert reasons(job) == [
        ("duties", "Pay invoices", "not included", ""),
        ("duties", "Lead people", "omitted", omitted),
    ]


def test_what_a_role_omits_a_vacancy_can_include_again(example: Example) -> None:
    job = example.says(level=OPTIONAL, role="omit: [people]\n", vacancy="include: [people]\n").job()
    assert listed(job, "duties") == {"": ["First", "Lead people", "Last"]}


def test_what_a_role_includes_a_vacancy_can_omit_again(example: Example) -> None:
    job = example.says(level=OPTIONAL, role="include: [money]\n", vacancy="omit: [money]\n").job()
    assert listed(job, "duties") == {"": ["First", "Lead people", "Last"]}
    omitted = f"{example.file('vacancy')}:{example.line('vacancy', 'omit')}"
    assert reasons(job) == [("duties", "Pay invoices", "omitted", omitted)]


def test_a_level_alone_keeps_its_optional_entries(example: Example) -> None:
    job = example.says(level=OPTIONAL).job("W1")
    assert listed(job, "duties") == {"": ["First", "Pay invoices", "Lead people", "Last"]}
    assert [item.optional for item in items(job, "duties")] == [False, True, False, False]
    assert job.left_out == ()


def test_a_section_of_which_everything_is_left_out_is_not_there(example: Example) -> None:
    job = example.says(
        level="sections: {dimensions: [{id: size, text: Large}]}\n", role="omit: [size]\n"
    ).job()
    assert "dimensions" not in job.sections
    assert [left.passage.text for left in job.left_out] == ["Large"]


def test_a_group_of_which_everything_is_left_out_has_no_heading(example: Example) -> None:
    job = example.says(
        level="sections:\n  duties:\n    - Alone\n"
        "    - {heading: People, items: [{id: lead, text: Lead}]}\n",
        role="omit: [lead]\n",
    ).job()
    assert listed(job, "duties") == {"": ["Alone"]}


def test_criteria_can_be_omitted_and_included_too(example: Example) -> None:
    said = """\
person_specification:
  - category: Skills
    criteria:
      - {id: driving, text: Drives, importance: essential, optional: true, assessed_by: [A]}
      - {id: writing, text: Writes, importance: essential, assessed_by: [A]}
"""
    job = example.says(role=said, vacancy="include: [driving]\nomit: [writing]\n").job()
    assert [entry.passage.text for entry in job.criteria] == ["Drives"]
    omitted = f"{example.file('vacancy')}:{example.line('vacancy', 'omit')}"
    assert reasons(job) == [("person-specification", "Writes", "omitted", omitted)]


def test_a_replaced_entry_keeps_its_place_and_remembers_what_it_was(example: Example) -> None:
    job = example.says(
        level="sections:\n  duties:\n"
        "    - First\n    - {id: plan, label: Plans, text: Plan}\n    - Last\n",
        vacancy="replace: {plan: Plan the sea wall}\n",
    ).job()
    first, replaced, last = items(job, "duties")
    assert (first.passage.text, last.passage.text) == ("First", "Last")
    assert replaced.passage.text == "Plan the sea wall"
    assert replaced.label
    assert replaced.label.text == "Plans"
    assert replaced.passage.source.layer == "vacancy"
    assert replaced.passage.source.place.line == example.line("vacancy", "sea wall")
    assert replaced.replaced is not None
    assert replaced.replaced.passage.text == "Plan"
    assert replaced.replaced.passage.source.layer == "level"


def test_only_the_label_can_be_replaced(example: Example) -> None:
    job = example.says(
        level="sections: {duties: [{id: plan, label: Plans, text: Plan}]}\n",
        vacancy="replace: {plan: {label: Programmes}}\n",
    ).job()
    [item] = items(job, "duties")
    assert item.label
    assert (item.label.text, item.passage.text) == ("Programmes", "Plan")


def test_what_a_role_replaced_a_vacancy_can_replace_again(example: Example) -> None:
    job = example.says(
        level="sections: {duties: [{id: plan, text: Of the level}]}\n",
        role="replace: {plan: Of the role}\n",
        vacancy="replace: {plan: Of the vacancy}\n",
    ).job()
    [item] = items(job, "duties")
    chain = []
    at: Entry | None = item
    while at:
        chain.append(at.passage.text)
        at = at.replaced
    assert chain == ["Of the vacancy", "Of the role", "Of the level"]


def test_an_optional_entry_can_be_included_and_replaced_at_once(example: Example) -> None:
    job = example.says(
        level=OPTIONAL, vacancy="include: [money]\nreplace: {money: Pay fishermen}\n"
    ).job()
    assert listed(job, "duties") == {"": ["First", "Pay fishermen", "Lead people", "Last"]}


def test_a_criterion_can_be_replaced_in_part(example: Example) -> None:
    job = example.says(
        role="""\
person_specification:
  - category: Skills
    criteria:
      - {id: writing, label: Writing, text: Writes, importance: essential, assessed_by: [A]}
""",
        vacancy="replace: {writing: {importance: desirable, assessed_by: [I]}}\n",
    ).job()
    [criterion] = job.criteria
    assert criterion.passage.text == "Writes"
    assert criterion.label
    assert criterion.label.text == "Writing"
    assert criterion.scoring
    assert criterion.scoring.importance == "desirable"
    assert [method.text for method in criterion.scoring.methods] == ["I"]


def test_a_duty_has_no_importance_to_replace(example: Example) -> None:
    [problem] = example.says(
        level=OPTIONAL, vacancy="replace: {people: {importance: desirable}}\n"
    ).problems()
    assert problem.rule == "not-a-criterion"


def test_a_role_chooses_one_alternative(example: Example) -> None:
    job = example.says(level=ANY_OF, role="choose: [two]\n").job()
    assert prose(job, "purpose") == ["Second purpose"]
    chosen = f"{example.file('role')}:{example.line('role', 'choose')}"
    assert reasons(job) == [
        ("purpose", "First purpose", "not chosen", chosen),
        ("purpose", "Third purpose", "not chosen", chosen),
    ]


def test_a_role_chooses_several_alternatives_in_the_levels_order(example: Example) -> None:
    job = example.says(level=ANY_OF, role="choose: [three, one]\n").job()
    assert prose(job, "purpose") == ["First purpose", "Third purpose"]
    assert [left.passage.text for left in job.left_out] == ["Second purpose"]


def test_a_vacancy_can_choose_differently_from_its_role(example: Example) -> None:
    job = example.says(level=ANY_OF, role="choose: [two]\n", vacancy="choose: [three]\n").job()
    assert prose(job, "purpose") == ["Third purpose"]
    assert [left.passage.text for left in job.left_out] == ["First purpose", "Second purpose"]


def test_a_role_that_chooses_nothing_is_told_where_to_choose(example: Example) -> None:
    [problem] = example.says(level=ANY_OF).problems()
    assert problem.rule == "choose-one"
    assert problem.place.file == example.file("role")
    assert problem.place.line == example.line("role", "level: W1")
    assert problem.hint == "add choose: [one] or another of one, two, three"


def test_a_roles_own_text_wins_over_alternatives(example: Example) -> None:
    job = example.says(level=ANY_OF, role="sections: {purpose: Of the role}\n").job()
    assert prose(job, "purpose") == ["Of the role"]
    assert [(left.passage.text, left.reason) for left in job.left_out] == [
        ("First purpose", "overridden"),
        ("Second purpose", "overridden"),
        ("Third purpose", "overridden"),
    ]


def test_alternatives_win_over_text_said_higher_up(example: Example) -> None:
    job = example.says(
        family="sections: {purpose: Of the family}\n", level=ANY_OF, role="choose: [one]\n"
    ).job()
    assert prose(job, "purpose") == ["First purpose"]
    assert ("Of the family", "overridden") in [
        (left.passage.text, left.reason) for left in job.left_out
    ]


def test_a_level_alone_keeps_all_alternatives(example: Example) -> None:
    job = example.says(level=ANY_OF).job("W1")
    content = job.sections["purpose"].content
    assert isinstance(content, Alternatives)
    assert [option.id for option in content.options] == ["one", "two", "three"]
    assert job.left_out == ()


def test_an_alternative_can_be_reworded(example: Example) -> None:
    job = example.says(
        level=ANY_OF, role="choose: [two]\n", vacancy="replace: {two: Reworded}\n"
    ).job()
    assert prose(job, "purpose") == ["Reworded"]
