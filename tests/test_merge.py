"""Merging layers into one job, by example and by invariant; and facts in texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdgen.compose.job import compose
from jdgen.compose.merge import Merged, merge
from jdgen.compose.placeholders import Facts
from jdgen.formats.blocks import Paragraph, plain
from jdgen.formats.escaping import one_line
from jdgen.formats.markdown import parse
from jdgen.model.facts import KNOWN_FACTS
from jdgen.model.job import Job, Layer, LeftOut
from jdgen.model.languages import wording_in
from jdgen.model.section import (
    Alternatives,
    AuthoredSection,
    Entry,
    Group,
    Listing,
    Prose,
    Replacement,
    Scoring,
)
from jdgen.model.text import Passage, Source
from jdgen.problems import InvalidInput, Place, Problem, Problems
from jdgen.reading.invisible import FORBIDDEN
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

REPOSITORY = Path(__file__).parent.parent
VACANCIES = sorted((REPOSITORY / "examples" / "vacancies").glob("*.yaml"))
ENGLISH = wording_in("en-GB")
DATES = {
    fact
    for fact in KNOWN_FACTS
    if fact.rpartition(".")[2]
    in {"closing_date", "interview_date", "date", "effective", "approved", "review_by"}
}

FILES = {
    "organisation": "families/organisation.yaml",
    "family": "families/works/family.yaml",
    "level": "families/works/levels/W1.yaml",
    "role": "families/works/roles/clerk.yaml",
    "vacancy": "vacancies/one.yaml",
}
STARTS = {
    "organisation": "name: Northmere Council\nlanguage: en-GB\n"
    "assessment_methods: {A: Application form, I: Interview}\n",
    "family": "title: Works\ndescription: Jobs that build things.\n",
    "level": 'title: Support\ncode: W1\nrank: 1\ngrades: ["4"]\n',
    "role": "title: Clerk\nfamily: works\nlevel: W1\n",
    "vacancy": "role: clerk\n",
}


class Workspace:
    """A small workspace, each file of which goes on as a test says."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, **said: str) -> Library:
        for name, file in FILES.items():
            path = self.root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            start = "" if said.get(name, "").startswith("title:") else STARTS[name]
            path.write_text(start + said.get(name, ""), encoding="utf-8")
        return Library(self.root)

    def vacancy(self, **said: str) -> Job:
        library = self.write(**said)
        return compose(library.lineage_of_vacancy(self.root / FILES["vacancy"]))

    def role(self, **said: str) -> Job:
        library = self.write(**said)
        return compose(library.lineage_of_role(self.root / FILES["role"]))

    def level(self, **said: str) -> Job:
        return compose(self.write(**said).lineage_of_level("works", "W1"))

    def problems(self, **said: str) -> list[Problem]:
        with pytest.raises(InvalidInput) as caught:
            self.vacancy(**said)
        return list(caught.value.problems)

    def line(self, name: str, text: str) -> int:
        """Return the line of a file on which a text stands."""
        lines = (self.root / FILES[name]).read_text(encoding="utf-8").splitlines()
        [found] = [number for number, line in enumerate(lines, start=1) if text in line]
        return found


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)


def listed(job: Job, section: str) -> dict[str, list[str]]:
    """Return a section's texts by the heading that they stand under."""
    content = job.sections[section].content
    assert isinstance(content, Listing)
    return {
        group.heading.text: [item.passage.text for item in group.entries]
        for group in content.groups
    }


def items(job: Job, section: str) -> list[Entry]:
    content = job.sections[section].content
    assert isinstance(content, Listing)
    return [item for group in content.groups for item in group.entries]


def prose(job: Job, section: str) -> list[str]:
    content = job.sections[section].content
    assert isinstance(content, Prose)
    return [passage.text for passage in content.passages]


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


# --- scalars and text -----------------------------------------------------------------------------


def test_a_fact_set_lower_down_wins(workspace: Workspace) -> None:
    job = workspace.vacancy(
        role="location: Town Hall\nhours: 37 hours\n", vacancy="location: Harbour Office\n"
    )
    assert job.facts["post.location"].text == "Harbour Office"
    line = workspace.line("vacancy", "Harbour")
    source = Source("vacancy", Place(FILES["vacancy"], line, 11), line)
    assert job.facts["post.location"].source == source
    assert job.facts["post.hours"].text == "37 hours"
    assert job.facts["post.hours"].source.layer == "role"


PAY = """\
pay:
  - effective: 2027-04-01
    grades: {"4": {title: Grade 4, minimum: 30000, maximum: 32500}}
  - effective: 2026-04-01
    grades: {"4": {title: Old grade 4, minimum: 1, maximum: 2}}
"""


def test_the_salary_is_the_grades_of_the_latest_pay_table(workspace: Workspace) -> None:
    facts = workspace.vacancy(organisation=PAY).facts
    assert facts["post.salary"].text == "£30,000 to £32,500 a year"
    assert facts["grade.title"].text == "Grade 4"
    assert facts["post.salary"].source.place.line == workspace.line("organisation", "30000")


def test_a_salary_said_by_the_vacancy_wins_over_the_grades(workspace: Workspace) -> None:
    facts = workspace.vacancy(organisation=PAY, vacancy="salary: £15,000 for half time\n").facts
    assert facts["post.salary"].text == "£15,000 for half time"


def test_a_grade_of_one_figure_has_no_range(workspace: Workspace) -> None:
    flat = PAY.replace("32500", "30000")
    assert workspace.vacancy(organisation=flat).facts["post.salary"].text == "£30,000 a year"


def test_without_pay_tables_there_is_a_grade_and_no_salary(workspace: Workspace) -> None:
    facts = workspace.vacancy().facts
    assert facts["grade.title"].text == "Grade 4"
    assert "post.salary" not in facts


def test_text_said_lower_down_wins_and_what_it_overrides_is_listed(workspace: Workspace) -> None:
    job = workspace.vacancy(
        level="sections: {purpose: Of the level.}\n",
        role="sections: {purpose: Of the role.}\n",
        vacancy="sections: {purpose: Of the vacancy.}\n",
    )
    assert prose(job, "purpose") == ["Of the vacancy."]
    role = f"{FILES['role']}:{workspace.line('role', 'purpose')}"
    vacancy = f"{FILES['vacancy']}:{workspace.line('vacancy', 'purpose')}"
    assert reasons(job) == [
        ("purpose", "Of the level.", "overridden", role),
        ("purpose", "Of the role.", "overridden", vacancy),
    ]


def test_paragraphs_of_one_text_stay_one_passage(workspace: Workspace) -> None:
    job = workspace.vacancy(level="sections:\n  purpose: |\n    One.\n\n    Two.\n")
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
    workspace: Workspace, above: str, below: str, message: str
) -> None:
    problems = workspace.problems(
        level=f"sections: {{scope: {above}}}\n", role=f"sections: {{scope: {below}}}\n"
    )
    refused = [problem for problem in problems if problem.rule == "list-or-text"]
    assert len(refused) == 1
    assert refused[0].message.startswith(message)
    assert refused[0].place.file == FILES["role"]
    assert f"{FILES['level']}:{workspace.line('level', 'scope')}:" in refused[0].message


# --- lists grow -----------------------------------------------------------------------------------


def test_a_list_grows_from_the_organisation_down_to_the_vacancy(workspace: Workspace) -> None:
    said = {name: f"sections: {{duties: [{name} 1, {name} 2]}}\n" for name in FILES}
    job = workspace.vacancy(**said)
    assert listed(job, "duties") == {"": [f"{name} {n}" for name in FILES for n in (1, 2)]}
    assert [item.passage.source.layer for item in items(job, "duties")] == [
        name for name in FILES for _ in range(2)
    ]
    assert job.left_out == ()


def test_a_group_met_again_goes_on_where_it_stood(workspace: Workspace) -> None:
    job = workspace.vacancy(
        level="sections:\n  duties:\n"
        "    - {heading: People, items: [Lead]}\n    - {heading: Money, items: [Count]}\n",
        role="sections:\n  duties:\n"
        "    - Alone\n    - {heading: Places, items: [Visit]}\n"
        "    - {heading: People, items: [Train]}\n",
        vacancy="sections:\n  duties:\n    - Also alone\n    - {heading: Money, items: [Pay]}\n",
    )
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


def test_a_category_met_again_goes_on_where_it_stood(workspace: Workspace) -> None:
    start = "person_specification:\n"
    job = workspace.vacancy(
        organisation=start + criteria("Of the organisation"),
        level=start + criteria("Of the level", category="Knowledge"),
        role=start + criteria("Of the role", "Again of the role"),
        vacancy=start + criteria("Of the vacancy", category="Knowledge"),
    )
    assert {
        group.heading.text: [entry.passage.text for entry in group.entries]
        for group in job.sections["person-specification"].groups
    } == {
        "Skills": ["Of the organisation", "Of the role", "Again of the role"],
        "Knowledge": ["Of the level", "Of the vacancy"],
    }
    assert [*listed(job, "person-specification")] == ["Skills", "Knowledge"]


def test_a_vacancy_without_a_role_takes_its_level_and_adds_its_own(workspace: Workspace) -> None:
    job = workspace.vacancy(
        level="sections: {duties: [Of the level]}\n",
        role="sections: {duties: [Of the role]}\n",
        vacancy="title: Surveyor\nfamily: works\nlevel: W1\nsections: {duties: [Of the vacancy]}\n",
    )
    assert job.title.text == "Surveyor"
    assert listed(job, "duties") == {"": ["Of the level", "Of the vacancy"]}


def test_a_vacancy_may_give_the_post_another_title(workspace: Workspace) -> None:
    assert workspace.vacancy().title.text == "Clerk"
    assert workspace.vacancy(vacancy="title: Harbour\nrole: clerk\n").title.text == "Harbour"


def test_a_level_alone_has_nothing_of_what_hr_policy_says_of_posts(workspace: Workspace) -> None:
    job = workspace.level(
        organisation="sections: {how-to-apply: [Write to us]}\nperson_specification:\n"
        + criteria("Of the organisation"),
        family="sections: {duties: [Of the family]}\n",
        level="sections: {duties: [Of the level]}\n",
    )
    assert listed(job, "duties") == {"": ["Of the family", "Of the level"]}
    assert list(job.sections) == ["duties"]
    assert job.criteria == ()
    assert (job.title.text, job.is_post, job.vacancy) == ("Support", False, "")


# --- optional, include, omit ----------------------------------------------------------------------

OPTIONAL = """\
sections:
  duties:
    - First
    - {id: money, optional: true, text: Pay invoices}
    - {id: people, text: Lead people}
    - Last
"""


def test_an_optional_entry_that_nobody_includes_is_left_out(workspace: Workspace) -> None:
    job = workspace.vacancy(level=OPTIONAL)
    assert listed(job, "duties") == {"": ["First", "Lead people", "Last"]}
    assert reasons(job) == [("duties", "Pay invoices", "not included", "")]


@pytest.mark.parametrize("includer", ["role", "vacancy"])
def test_an_included_entry_stands_in_its_place(workspace: Workspace, includer: str) -> None:
    job = workspace.vacancy(level=OPTIONAL, **{includer: "include: [money]\n"})
    assert listed(job, "duties") == {"": ["First", "Pay invoices", "Lead people", "Last"]}
    assert job.left_out == ()


def test_an_omitted_entry_is_left_out_with_who_said_so(workspace: Workspace) -> None:
    job = workspace.vacancy(level=OPTIONAL, role="omit: [people]\n")
    assert listed(job, "duties") == {"": ["First", "Last"]}
    omitted = f"{FILES['role']}:{workspace.line('role', 'omit')}"
    assert reasons(job) == [
        ("duties", "Pay invoices", "not included", ""),
        ("duties", "Lead people", "omitted", omitted),
    ]


def test_what_a_role_omits_a_vacancy_can_include_again(workspace: Workspace) -> None:
    job = workspace.vacancy(level=OPTIONAL, role="omit: [people]\n", vacancy="include: [people]\n")
    assert listed(job, "duties") == {"": ["First", "Lead people", "Last"]}


def test_what_a_role_includes_a_vacancy_can_omit_again(workspace: Workspace) -> None:
    job = workspace.vacancy(level=OPTIONAL, role="include: [money]\n", vacancy="omit: [money]\n")
    assert listed(job, "duties") == {"": ["First", "Lead people", "Last"]}
    omitted = f"{FILES['vacancy']}:{workspace.line('vacancy', 'omit')}"
    assert reasons(job) == [("duties", "Pay invoices", "omitted", omitted)]


def test_a_level_alone_keeps_its_optional_entries(workspace: Workspace) -> None:
    job = workspace.level(level=OPTIONAL)
    assert listed(job, "duties") == {"": ["First", "Pay invoices", "Lead people", "Last"]}
    assert [item.optional for item in items(job, "duties")] == [False, True, False, False]
    assert job.left_out == ()


def test_a_section_of_which_everything_is_left_out_is_not_there(workspace: Workspace) -> None:
    job = workspace.vacancy(
        level="sections: {dimensions: [{id: size, text: Large}]}\n", role="omit: [size]\n"
    )
    assert "dimensions" not in job.sections
    assert [left.passage.text for left in job.left_out] == ["Large"]


def test_a_group_of_which_everything_is_left_out_has_no_heading(workspace: Workspace) -> None:
    job = workspace.vacancy(
        level="sections:\n  duties:\n    - Alone\n"
        "    - {heading: People, items: [{id: lead, text: Lead}]}\n",
        role="omit: [lead]\n",
    )
    assert listed(job, "duties") == {"": ["Alone"]}


def test_criteria_can_be_omitted_and_included_too(workspace: Workspace) -> None:
    said = """\
person_specification:
  - category: Skills
    criteria:
      - {id: driving, text: Drives, importance: essential, optional: true, assessed_by: [A]}
      - {id: writing, text: Writes, importance: essential, assessed_by: [A]}
"""
    job = workspace.vacancy(role=said, vacancy="include: [driving]\nomit: [writing]\n")
    assert [entry.passage.text for entry in job.criteria] == ["Drives"]
    omitted = f"{FILES['vacancy']}:{workspace.line('vacancy', 'omit')}"
    assert reasons(job) == [("person-specification", "Writes", "omitted", omitted)]


# --- replace --------------------------------------------------------------------------------------


def test_a_replaced_entry_keeps_its_place_and_remembers_what_it_was(workspace: Workspace) -> None:
    job = workspace.vacancy(
        level="sections:\n  duties:\n"
        "    - First\n    - {id: plan, label: Plans, text: Plan}\n    - Last\n",
        vacancy="replace: {plan: Plan the sea wall}\n",
    )
    first, replaced, last = items(job, "duties")
    assert (first.passage.text, last.passage.text) == ("First", "Last")
    assert replaced.passage.text == "Plan the sea wall"
    assert replaced.label
    assert replaced.label.text == "Plans"
    assert replaced.passage.source.layer == "vacancy"
    assert replaced.passage.source.place.line == workspace.line("vacancy", "sea wall")
    assert replaced.replaced is not None
    assert replaced.replaced.passage.text == "Plan"
    assert replaced.replaced.passage.source.layer == "level"


def test_only_the_label_can_be_replaced(workspace: Workspace) -> None:
    job = workspace.vacancy(
        level="sections: {duties: [{id: plan, label: Plans, text: Plan}]}\n",
        vacancy="replace: {plan: {label: Programmes}}\n",
    )
    [item] = items(job, "duties")
    assert item.label
    assert (item.label.text, item.passage.text) == ("Programmes", "Plan")


def test_what_a_role_replaced_a_vacancy_can_replace_again(workspace: Workspace) -> None:
    job = workspace.vacancy(
        level="sections: {duties: [{id: plan, text: Of the level}]}\n",
        role="replace: {plan: Of the role}\n",
        vacancy="replace: {plan: Of the vacancy}\n",
    )
    [item] = items(job, "duties")
    chain = []
    at: Entry | None = item
    while at:
        chain.append(at.passage.text)
        at = at.replaced
    assert chain == ["Of the vacancy", "Of the role", "Of the level"]


def test_an_optional_entry_can_be_included_and_replaced_at_once(workspace: Workspace) -> None:
    job = workspace.vacancy(
        level=OPTIONAL, vacancy="include: [money]\nreplace: {money: Pay fishermen}\n"
    )
    assert listed(job, "duties") == {"": ["First", "Pay fishermen", "Lead people", "Last"]}


def test_a_criterion_can_be_replaced_in_part(workspace: Workspace) -> None:
    job = workspace.vacancy(
        role="""\
person_specification:
  - category: Skills
    criteria:
      - {id: writing, label: Writing, text: Writes, importance: essential, assessed_by: [A]}
""",
        vacancy="replace: {writing: {importance: desirable, assessed_by: [I]}}\n",
    )
    [criterion] = job.criteria
    assert criterion.passage.text == "Writes"
    assert criterion.label
    assert criterion.label.text == "Writing"
    assert criterion.scoring
    assert criterion.scoring.importance == "desirable"
    assert [method.text for method in criterion.scoring.methods] == ["I"]


def test_a_duty_has_no_importance_to_replace(workspace: Workspace) -> None:
    [problem] = workspace.problems(
        level=OPTIONAL, vacancy="replace: {people: {importance: desirable}}\n"
    )
    assert problem.rule == "not-a-criterion"


# --- alternatives ---------------------------------------------------------------------------------

ANY_OF = """\
sections:
  purpose:
    any_of:
      - {id: one, text: First purpose}
      - {id: two, text: Second purpose}
      - {id: three, text: Third purpose}
"""


def test_a_role_chooses_one_alternative(workspace: Workspace) -> None:
    job = workspace.vacancy(level=ANY_OF, role="choose: [two]\n")
    assert prose(job, "purpose") == ["Second purpose"]
    chosen = f"{FILES['role']}:{workspace.line('role', 'choose')}"
    assert reasons(job) == [
        ("purpose", "First purpose", "not chosen", chosen),
        ("purpose", "Third purpose", "not chosen", chosen),
    ]


def test_a_role_chooses_several_alternatives_in_the_levels_order(workspace: Workspace) -> None:
    job = workspace.vacancy(level=ANY_OF, role="choose: [three, one]\n")
    assert prose(job, "purpose") == ["First purpose", "Third purpose"]
    assert [left.passage.text for left in job.left_out] == ["Second purpose"]


def test_a_vacancy_can_choose_differently_from_its_role(workspace: Workspace) -> None:
    job = workspace.vacancy(level=ANY_OF, role="choose: [two]\n", vacancy="choose: [three]\n")
    assert prose(job, "purpose") == ["Third purpose"]
    assert [left.passage.text for left in job.left_out] == ["First purpose", "Second purpose"]


def test_a_role_that_chooses_nothing_is_told_where_to_choose(workspace: Workspace) -> None:
    [problem] = workspace.problems(level=ANY_OF)
    assert problem.rule == "choose-one"
    assert problem.place.file == FILES["role"]
    assert problem.place.line == workspace.line("role", "level: W1")
    assert problem.hint == "add choose: [one] or another of one, two, three"


def test_a_roles_own_text_wins_over_alternatives(workspace: Workspace) -> None:
    job = workspace.vacancy(level=ANY_OF, role="sections: {purpose: Of the role}\n")
    assert prose(job, "purpose") == ["Of the role"]
    assert [(left.passage.text, left.reason) for left in job.left_out] == [
        ("First purpose", "overridden"),
        ("Second purpose", "overridden"),
        ("Third purpose", "overridden"),
    ]


def test_alternatives_win_over_text_said_higher_up(workspace: Workspace) -> None:
    job = workspace.vacancy(
        family="sections: {purpose: Of the family}\n", level=ANY_OF, role="choose: [one]\n"
    )
    assert prose(job, "purpose") == ["First purpose"]
    assert ("Of the family", "overridden") in [
        (left.passage.text, left.reason) for left in job.left_out
    ]


def test_a_level_alone_keeps_all_alternatives(workspace: Workspace) -> None:
    job = workspace.level(level=ANY_OF)
    content = job.sections["purpose"].content
    assert isinstance(content, Alternatives)
    assert [option.id for option in content.options] == ["one", "two", "three"]
    assert job.left_out == ()


def test_an_alternative_can_be_reworded(workspace: Workspace) -> None:
    job = workspace.vacancy(
        level=ANY_OF, role="choose: [two]\n", vacancy="replace: {two: Reworded}\n"
    )
    assert prose(job, "purpose") == ["Reworded"]


# --- clauses and bands ----------------------------------------------------------------------------


def test_a_clause_is_printed_where_it_is_named(workspace: Workspace) -> None:
    job = workspace.vacancy(
        organisation="clauses:\n  safety: {title: Safety, text: Work safely.}\n"
        "sections:\n  duties: [Before, clause: safety, After]\n",
        family="clauses: {method: {text: Use the method.}}\nsections: {duties: [clause: method]}\n",
    )
    before, safety, after, method = items(job, "duties")
    assert [before.passage.text, after.passage.text] == ["Before", "After"]
    assert (safety.id, safety.passage.text) == ("safety", "Work safely.")
    assert safety.label
    assert safety.label.text == "Safety"
    assert safety.passage.source.place.line == workspace.line("organisation", "Work safely.")
    assert (method.id, method.label, method.passage.text) == ("method", None, "Use the method.")
    assert method.passage.source.layer == "family"


def test_a_clause_that_is_printed_can_be_omitted_and_replaced(workspace: Workspace) -> None:
    job = workspace.vacancy(
        organisation="clauses: {safety: {text: Work safely.}, travel: {text: Walk.}}\n"
        "sections: {duties: [clause: safety, clause: travel]}\n",
        role="omit: [safety]\nreplace: {travel: Cycle.}\n",
    )
    assert listed(job, "duties") == {"": ["Cycle."]}
    assert [left.passage.text for left in job.left_out] == ["Work safely."]


def test_a_clause_that_nobody_names_is_not_printed(workspace: Workspace) -> None:
    job = workspace.vacancy(organisation="clauses: {safety: {text: Work safely.}}\n")
    assert job.sections == {}
    assert job.left_out == ()


BANDS = """\
title: Support
code: W1
rank: 1
grades: ["4", "5"]
sections: {duties: [Of the level]}
bands:
  "4": {title: Lower band, sections: {duties: [Of band 4]}}
  "5": {sections: {duties: [Of band 5]}}
"""


def test_a_band_stands_between_its_level_and_the_role(workspace: Workspace) -> None:
    said = {"level": BANDS, "role": 'grade: "4"\nsections: {duties: [Of the role]}\n'}
    job = workspace.vacancy(**said)
    assert listed(job, "duties") == {"": ["Of the level", "Of band 4", "Of the role"]}
    of_band = items(job, "duties")[1].passage.source
    assert (of_band.file, of_band.place.line) == (
        FILES["level"],
        workspace.line("level", "Of band 4"),
    )
    assert job.facts["band.title"].text == "Lower band"


def test_a_vacancy_may_name_the_other_grade_of_its_roles_level(workspace: Workspace) -> None:
    job = workspace.vacancy(level=BANDS, role='grade: "4"\n', vacancy='grade: "5"\n')
    assert listed(job, "duties") == {"": ["Of the level", "Of band 5"]}
    assert job.facts["grade.title"].text == "Grade 5"


def test_a_level_alone_of_several_grades_has_no_band(workspace: Workspace) -> None:
    job = workspace.level(level=BANDS)
    assert listed(job, "duties") == {"": ["Of the level"]}
    assert "grade.title" not in job.facts


def test_a_level_shown_at_one_grade_has_its_band(workspace: Workspace) -> None:
    library = workspace.write(level=BANDS)
    job = compose(library.lineage_of_level("works", "W1", "5"))
    assert listed(job, "duties") == {"": ["Of the level", "Of band 5"]}


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ("omit: [poeple]\n", "unknown-id"),
        ("include: [poeple]\n", "unknown-id"),
        ("replace: {poeple: X}\n", "unknown-id"),
        ("choose: [poeple]\n", "unknown-id"),
        ("choose: [people]\n", "not-an-alternative"),
        ("include: [people]\n", "already-in"),
        ("omit: [money]\n", "already-out"),
        ("include: [one]\n", "choose-it"),
        ("omit: [one]\n", "choose-it"),
        ("omit: [people, people]\n", "named-twice"),
        ("omit: [people]\ninclude: [people]\n", "named-twice"),
        ("omit: [mine]\nsections: {duties: [{id: mine, text: Mine}]}\n", "own-id"),
        ("sections: {duties: [{id: people, text: Mine}]}\n", "duplicate-id"),
        ("sections: {duties: [clause: nothing]}\n", "unknown-clause"),
        ("sections: {person-specification: [X]}\n", "reserved-section"),
    ],
)
def test_a_change_that_means_nothing_is_refused_where_it_stands(
    workspace: Workspace, changes: str, rule: str
) -> None:
    level = OPTIONAL + ANY_OF.removeprefix("sections:\n")
    problems = workspace.problems(level=level, role="choose: [one]\n", vacancy=changes)
    assert [problem.rule for problem in problems] == [rule]
    assert problems[0].place.file == FILES["vacancy"]


def test_a_misspelt_id_is_answered_with_the_one_that_was_meant(workspace: Workspace) -> None:
    [problem] = workspace.problems(level=OPTIONAL, role="omit: [poeple]\n")
    assert str(problem) == (
        f'{FILES["role"]}:4:8: omit names an unknown id "poeple"; did you mean "people"?'
    )


def test_all_problems_of_all_layers_are_found_at_once(workspace: Workspace) -> None:
    problems = workspace.problems(
        level=OPTIONAL, role="omit: [nothing]\n", vacancy="include: [naught]\nomit: [nil]\n"
    )
    assert [(problem.place.file, problem.rule) for problem in problems] == [
        (FILES["role"], "unknown-id"),
        (FILES["vacancy"], "unknown-id"),
        (FILES["vacancy"], "unknown-id"),
    ]


# --- facts ----------------------------------------------------------------------------------------


def test_a_fact_is_filled_in_wherever_text_stands(workspace: Workspace) -> None:
    job = workspace.vacancy(
        organisation="facts: {area: the coast}\n"
        "clauses: {place: {text: 'We serve {{ organisation.area }}.'}}\n",
        level="""\
sections:
  purpose: Work for {{ organisation.name }} on {{organisation.area}}.
  duties:
    - Plain {{ level.code }}
    - {label: "{{ family.title }}", text: 'Labelled {{ post.title }}'}
    - clause: place
    - {heading: 'In {{ organisation.area }}', items: ['{{ grade.title }}']}
person_specification:
  - category: Knowledge of {{ organisation.area }}
    criteria:
      - {text: 'Knows {{ organisation.area }}', importance: essential, assessed_by: [A]}
""",
    )
    assert prose(job, "purpose") == ["Work for Northmere Council on the coast."]
    assert listed(job, "duties") == {
        "": ["Plain W1", "Labelled Clerk", "We serve the coast."],
        "In the coast": ["Grade 4"],
    }
    label = items(job, "duties")[1].label
    assert label
    assert label.text == "Works"
    assert listed(job, "person-specification") == {"Knowledge of the coast": ["Knows the coast"]}


def test_a_fact_may_name_another_fact(workspace: Workspace) -> None:
    job = workspace.vacancy(
        organisation="facts: {site: '{{ organisation.host }}/jobs', host: northmere.example}\n",
        vacancy="contact: jobs@{{ organisation.host }} or {{ organisation.site }}\n",
    )
    assert job.facts["post.contact"].text == "jobs@northmere.example or northmere.example/jobs"


def test_facts_that_name_each_other_are_refused(workspace: Workspace) -> None:
    problems = workspace.problems(
        organisation="facts: {a: 'x {{ organisation.b }}', b: 'y {{ organisation.a }}'}\n"
    )
    assert {problem.rule for problem in problems} == {"circular-fact"}
    assert {problem.place.file for problem in problems} == {FILES["organisation"]}


def test_two_braces_are_written_with_a_backslash(workspace: Workspace) -> None:
    job = workspace.vacancy(level="sections: {purpose: 'Write \\{{ post.title }} here'}\n")
    assert prose(job, "purpose") == ["Write {{ post.title }} here"]


def test_two_braces_in_a_fact_stay_two_braces(workspace: Workspace) -> None:
    job = workspace.vacancy(
        organisation="facts: {hint: 'a \\{{ b'}\n",
        level="sections: {purpose: 'Say {{ organisation.hint }}'}\n",
    )
    assert prose(job, "purpose") == ["Say a {{ b"]


def test_a_fact_that_nobody_said_is_refused_in_a_vacancy(workspace: Workspace) -> None:
    [problem] = workspace.problems(level="sections: {purpose: 'In {{ post.location }}'}\n")
    assert problem.rule == "unsaid-fact"
    assert problem.place.file == FILES["level"]
    assert FILES["vacancy"] in problem.message
    assert "location: …" in problem.hint


def test_a_fact_that_nobody_said_yet_is_shown_by_name_in_a_role(workspace: Workspace) -> None:
    job = workspace.role(level="sections: {purpose: 'In {{ post.location }}'}\n")
    assert prose(job, "purpose") == ["In [post.location]"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{{ post.tittle }}", "unknown-fact"),
        ("{{ title }}", "bad-fact"),
        ("{{ post.title", "bad-fact"),
        ("{{ }}", "bad-fact"),
        ("{{ post.title|upper }}", "bad-fact"),
        ("{{ post.title.__class__ }}", "bad-fact"),
    ],
)
def test_what_names_no_fact_is_refused(workspace: Workspace, text: str, rule: str) -> None:
    [problem] = workspace.problems(level=f"sections: {{purpose: '{text}'}}\n")
    assert problem.rule == rule
    assert problem.place.line == workspace.line("level", "purpose")


def test_a_fact_in_markdown_stays_plain_text(workspace: Workspace) -> None:
    job = workspace.vacancy(
        organisation="facts: {motto: 'R&D *now* [x](y) <b> _a_ `c` | d'}\n",
        level="sections: {duties: [{markdown: '**Motto:** {{ organisation.motto }} *end*'}]}\n",
    )
    [item] = items(job, "duties")
    [paragraph] = parse(item.passage.text)
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.spans) == "Motto: R&D *now* [x](y) <b> _a_ `c` | d end"
    assert [span.text for span in paragraph.spans if span.bold] == ["Motto:"]
    assert [span.text for span in paragraph.spans if span.italic] == ["end"]
    assert [span.link for span in paragraph.spans] == ["", "", ""]


values = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text("*_`[]()<>&!|\\#~ -+.1ab{}:/", min_size=1),
).filter(lambda text: one_line(text) != "" and not FORBIDDEN.search(text) and "{{" not in text)


@given(values)
@settings(max_examples=200, deadline=None)
def test_no_fact_can_become_markup_in_markdown(value: str) -> None:
    source = Source("organisation", Place("organisation.yaml"), 1)
    problems = Problems()
    facts = Facts({"organisation.x": Passage(value, source)}, problems)
    filled = facts.fill(Passage("**Bold** a {{ organisation.x }} z", source, markdown=True))
    assert problems == []
    [paragraph] = parse(filled.text)
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.spans) == f"Bold a {one_line(value)} z"
    assert [span.text for span in paragraph.spans if span.bold or span.link] == ["Bold"]


@given(values)
@settings(max_examples=200, deadline=None)
def test_a_facts_value_is_filled_in_verbatim_once_and_on_one_line(value: str) -> None:
    source = Source("organisation", Place("organisation.yaml"), 1)
    problems = Problems()
    said = {
        "organisation.x": Passage(value, source),
        "organisation.y": Passage("<{{ organisation.x }}>", source),
    }
    facts = Facts(said, problems)
    text = "a {{ organisation.y }} \\{{ {{organisation.x}}"
    line = one_line(value)
    assert facts.fill(Passage(text, source)).text == f"a {one_line(f'<{line}>')} {{{{ {line}"
    assert problems == []


def test_a_fact_that_is_all_of_a_text_keeps_its_paragraphs_and_in_a_sentence_is_on_one_line() -> (
    None
):
    source = Source("organisation", Place("organisation.yaml"), 1)
    facts = Facts({"organisation.x": Passage("One.\n\nTwo.", source)}, Problems())
    assert facts.fill(Passage("{{ organisation.x }}\n", source)).text == "One.\n\nTwo.\n"
    assert facts.fill(Passage("It is: {{ organisation.x }}", source)).text == "It is: One. Two."


# --- invariants -----------------------------------------------------------------------------------


@dataclass
class Plan:
    """Layers, and what a reader of the rules expects of them, worked out on its own."""

    layers: list[Layer] = field(default_factory=list)
    order: list[tuple[str, str, str]] = field(default_factory=list)  # section, heading, text
    out: dict[str, str] = field(default_factory=dict)  # id: reason
    text: dict[str, str] = field(default_factory=dict)  # id: text as it is now
    section: dict[str, str] = field(default_factory=dict)  # id: section


SECTIONS = ("duties", "accountabilities")
HEADINGS = ("", "People", "Money")


def source_at(layer: str, line: int) -> Source:
    return Source(layer, Place(f"{layer}.yaml", line), line)


@st.composite
def plans(draw: st.DrawFn, *, with_changes: bool = True) -> Plan:
    plan = Plan()
    number = count(1)
    for name in ("organisation", "family", "level", "role", "vacancy"):
        inherited = list(plan.text)
        kept = [key for key in inherited if key not in plan.out]
        gone = [key for key in inherited if key in plan.out]
        omit = draw(_some(kept)) if with_changes else []
        include = draw(_some(gone)) if with_changes else []
        for key in omit:
            plan.out[key] = "omitted"
        for key in include:
            del plan.out[key]
        printed = [key for key in inherited if key not in plan.out]
        replace = draw(_some(printed)) if with_changes else []
        for key in replace:
            plan.text[key] = f"{key} as {name} says"
        sections = []
        for section in draw(_some(SECTIONS)):
            headings = draw(_some(HEADINGS))
            groups = tuple(
                Group(
                    Passage(heading, source_at(name, 1)),
                    tuple(_entry(draw, plan, name, section, heading, number, with_changes)),
                )
                for heading in headings
            )
            if groups:
                sections.append(AuthoredSection(section, source_at(name, 1), Listing(groups)))
        categories = tuple(
            Group(
                Passage(heading, source_at(name, 1)),
                tuple(
                    entry._replace(scoring=Scoring("essential"))
                    for entry in _entry(
                        draw, plan, name, "person-specification", heading, number, with_changes
                    )
                ),
            )
            for heading in draw(_some(HEADINGS[1:]))
        )
        if categories:
            sections.append(
                AuthoredSection("person-specification", source_at(name, 1), Listing(categories))
            )
        plan.layers.append(
            Layer(
                source_at(name, 1),
                {},
                tuple(sections),
                include=tuple(Passage(key, source_at(name, 2)) for key in include),
                omit=tuple(Passage(key, source_at(name, 3)) for key in omit),
                replace=tuple(
                    (
                        Passage(key, source_at(name, 4)),
                        Replacement(Passage(plan.text[key], source_at(name, 4))),
                    )
                    for key in replace
                ),
            )
        )
    return plan


def _some(options: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(options), unique=True) if options else st.just([])


def _entry(
    draw: st.DrawFn,
    plan: Plan,
    layer: str,
    section: str,
    heading: str,
    number: Iterator[int],
    with_optional: bool,  # noqa: FBT001
) -> Iterator[Entry]:
    for _ in range(draw(st.integers(1, 3))):
        key = f"e{next(number)}"
        optional = with_optional and draw(st.booleans())
        if optional:
            plan.out[key] = "not included"
        plan.text[key] = f"{key} of {layer}"
        plan.section[key] = section
        plan.order.append((section, heading, key))
        yield Entry(Passage(plan.text[key], source_at(layer, 5)), id=key, optional=optional)


def merged_by(layers: Sequence[Layer]) -> Merged:
    problems = Problems()
    merged = merge(layers, {}, problems, chooser=source_at("role", 1))
    assert problems == []
    return merged


def printed(merged: Merged) -> dict[str, dict[str, list[Any]]]:
    """Return the entries by section and heading."""
    by_section: dict[str, dict[str, list[Any]]] = {}
    for key, section in merged.sections.items():
        assert isinstance(section.content, Listing)
        by_section[key] = {
            group.heading.text: list(group.entries) for group in section.content.groups
        }
    return by_section


def expected(plan: Plan) -> dict[str, dict[str, list[str]]]:
    """Return the ids in the order of the rules: by section, heading, layer."""
    by_section: dict[str, dict[str, list[str]]] = {}
    for section, heading, key in plan.order:
        by_section.setdefault(section, {}).setdefault(heading, [])
        if key not in plan.out:
            by_section[section][heading].append(key)
    kept = {
        section: {heading: ids for heading, ids in groups.items() if ids}
        for section, groups in by_section.items()
    }
    return {section: groups for section, groups in kept.items() if groups}


def ids_of(merged: Merged) -> dict[str, dict[str, list[str]]]:
    return {
        section: {heading: [entry.id for entry in entries] for heading, entries in groups.items()}
        for section, groups in printed(merged).items()
    }


@given(plans())
@settings(max_examples=120, deadline=None)
def test_merging_never_drops_duplicates_or_reorders(plan: Plan) -> None:
    merged = merged_by(plan.layers)
    assert ids_of(merged) == expected(plan)
    for groups in ids_of(merged).values():
        assert list(groups) == sorted(groups, key=lambda heading: heading != "")
    text_left = [(left.section, left.passage.text, left.reason) for left in merged.left_out]
    assert sorted(text_left) == sorted(
        (plan.section[key], plan.text[key], reason) for key, reason in plan.out.items()
    )


@given(plans())
@settings(max_examples=60, deadline=None)
def test_headings_stand_in_the_order_in_which_they_were_first_met(plan: Plan) -> None:
    for section, groups in ids_of(merged_by(plan.layers)).items():
        met = dict.fromkeys(heading for place, heading, _ in plan.order if place == section)
        titled = [heading for heading in met if heading in groups and heading]
        assert [heading for heading in groups if heading] == titled


@given(plans())
@settings(max_examples=60, deadline=None)
def test_every_entry_keeps_who_said_it_and_what_it_was(plan: Plan) -> None:
    authored = {
        key: (text, layer.source.layer) for layer in plan.layers for key, text in _authored(layer)
    }
    for groups in printed(merged_by(plan.layers)).values():
        for entry in (entry for entries in groups.values() for entry in entries):
            assert entry.passage.text == plan.text[entry.id]
            first = entry
            while first.replaced:
                first = first.replaced
            assert (first.passage.text, first.passage.source.layer) == authored[entry.id]


def _authored(layer: Layer) -> Iterator[tuple[str, str]]:
    listings = [part.content for part in layer.sections if isinstance(part.content, Listing)]
    groups: list[Any] = [group for listing in listings for group in listing.groups]
    for group in groups:
        for entry in group.entries:
            yield entry.id, entry.passage.text


@given(plans(with_changes=False))
@settings(max_examples=60, deadline=None)
def test_layers_without_changes_merge_to_their_concatenation(plan: Plan) -> None:
    merged = merged_by(plan.layers)
    assert ids_of(merged) == expected(plan)
    assert sorted(
        key for groups in ids_of(merged).values() for ids in groups.values() for key in ids
    ) == sorted(plan.text)
    assert merged.left_out == ()


@given(plans(), st.data())
@settings(max_examples=60, deadline=None)
def test_to_omit_and_then_to_include_restores(plan: Plan, data: st.DataObject) -> None:
    kept = [key for key in plan.text if key not in plan.out]
    omitted = [Passage(key, source_at("lower", 1)) for key in data.draw(_some(kept))]
    bare = Layer(source_at("lower", 1), {})
    merged = merged_by(plan.layers)
    without = merged_by([*plan.layers, bare._replace(omit=tuple(omitted))])
    assert len(without.left_out) == len(merged.left_out) + len(omitted)
    restored = merged_by(
        [
            *plan.layers,
            bare._replace(omit=tuple(omitted)),
            bare._replace(include=tuple(omitted)),
        ]
    )
    for key, entry in _entries(restored).items():
        says = source_at("lower", 1) if key in {name.text for name in omitted} else None
        assert entry == _entries(merged)[key]._replace(
            included_by=says or _entries(merged)[key].included_by
        )
    assert ids_of(restored) == ids_of(merged)
    assert restored.left_out == merged.left_out


def _entries(merged: Merged) -> dict[str, Any]:
    return {
        entry.id: entry
        for groups in printed(merged).values()
        for entries in groups.values()
        for entry in entries
    }


@given(plans(), st.data())
@settings(max_examples=60, deadline=None)
def test_to_replace_changes_no_entrys_place(plan: Plan, data: st.DataObject) -> None:
    place = source_at("lower", 1)
    replaced = data.draw(_some([key for key in plan.text if key not in plan.out]))
    lower = Layer(
        place,
        {},
        replace=tuple(
            (Passage(key, place), Replacement(Passage(f"new {key}", place))) for key in replaced
        ),
    )
    before = merged_by(plan.layers)
    after = merged_by([*plan.layers, lower])
    assert ids_of(after) == ids_of(before)
    texts = {
        entry.id: entry.passage.text
        for groups in printed(after).values()
        for entries in groups.values()
        for entry in entries
    }
    assert texts == {
        key: f"new {key}" if key in replaced else plan.text[key]
        for key in plan.text
        if key not in plan.out
    }


# --- who said it: every sentence of the examples --------------------------------------------------


def passages(job: Job) -> Iterator[Passage]:
    """Go through every passage that a job's documents print, but for its facts."""
    groups: list[Group[Entry]] = []
    for section in job.sections.values():
        match section.content:
            case Prose(said):
                yield from said
            case Listing(listed_groups):
                groups += listed_groups
            case Alternatives(options):
                yield from (option.passage for option in options)
    for group in groups:
        if group.heading.text:
            yield group.heading
        for entry in group.entries:
            yield entry.passage
            if entry.scoring:
                yield from entry.scoring.methods
                yield from [entry.scoring.standard] if entry.scoring.standard else []


def standing_at(source: Source, lines: Mapping[str, list[str]]) -> str:
    """Return what stands at a place, as far as a line goes; of a block scalar, its first line."""
    here = lines[source.file][source.place.line - 1][source.place.column - 1 :]
    if re.fullmatch(r"[|>][-+]?\s*", here):
        return lines[source.file][source.place.line].strip()
    return here.strip().strip("\"'")


@pytest.fixture(scope="module")
def lines() -> dict[str, list[str]]:
    return {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8").splitlines()
        for folder in ("families", "examples")
        for path in (REPOSITORY / folder).rglob("*.yaml")
    }


@pytest.mark.parametrize("vacancy", VACANCIES, ids=lambda path: path.stem)
def test_every_passage_stands_where_its_source_says(
    vacancy: Path, lines: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    library = Library(REPOSITORY)
    job = compose(library.lineage_of_vacancy(vacancy))
    printed_passages = [*passages(job), *(left.passage for left in job.left_out)]
    assert len(printed_passages) > 80
    for passage in printed_passages:
        there = standing_at(passage.source, lines)
        text = one_line(passage.text)
        if text in {ENGLISH.inside, ENGLISH.outside}:  # relationships are grouped by their "where"
            assert there.startswith("- {who: ")
            continue
        if there.startswith(text):  # all of it stands on this line
            assert there[len(text) : len(text) + 1] in {"", ",", "}", "]", '"', "'", " "}, passage
        else:  # it goes on, or names a fact
            beginning = there.split("{{")[0]
            assert beginning or there.startswith("{{"), passage
            assert text.startswith(one_line(beginning)), (passage, there)


@pytest.mark.parametrize("vacancy", VACANCIES, ids=lambda path: path.stem)
def test_every_fact_stands_where_its_source_says(
    vacancy: Path, lines: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    job = compose(Library(REPOSITORY).lineage_of_vacancy(vacancy))
    assert len(job.facts) > 15
    for name, fact in job.facts.items():
        there = standing_at(fact.source, lines).split("  #")[0]
        text = one_line(fact.text)
        if name in DATES:
            day = date.fromisoformat(re.split("[,}]", there)[0])
            assert text.split() == [str(day.day), f"{day:%B}", str(day.year)]
        elif name in {"dimensions.budget_managed", "dimensions.budget_influenced"}:
            assert text == f"£{int(there):,}"
        elif name == "level.grades":
            assert text.split()[1].rstrip(",") == there.split('"')[0]
        elif name == "grade.title":
            assert f"title: {text.split(' to ')[0]}," in there
        elif name in {"grade.pay", "post.salary"} and fact.source.layer == "organisation":
            figures = [f"{int(figure):,}" for figure in re.findall(r"\d{5}", there)]
            assert re.findall(r"[\d,]{6}", text)[0] == figures[0]
        elif name != "document.audience":  # which nobody writes
            # A flow mapping goes on after the fact, and a long text on the next line.
            assert there.startswith(text) or text.startswith(there), (name, there)


def test_what_is_left_out_of_the_examples_is_said_with_its_reason() -> None:
    library = Library(REPOSITORY)
    left: list[LeftOut] = []
    for vacancy in VACANCIES:
        left += compose(library.lineage_of_vacancy(vacancy)).left_out
    assert {entry.reason for entry in left} == {
        "omitted",
        "not included",
        "not chosen",
        "overridden",
        "condition not met",
    }
    assert all((entry.by is None) == (entry.reason == "not included") for entry in left)


# --- who changed it -------------------------------------------------------------------------------


def test_an_entry_names_who_included_reworded_or_used_it(workspace: Workspace) -> None:
    job = workspace.vacancy(
        organisation="clauses:\n  safety: {text: Be safe.}\n",
        level=OPTIONAL,
        role="include: [money]\nsections:\n  terms:\n    - clause: safety\n",
        vacancy="replace:\n  people: {label: Team}\n",
    )
    by_id = {item.id: item for section in ("duties", "terms") for item in _all(job, section)}
    included, reworded, used = by_id["money"], by_id["people"], by_id["safety"]
    assert included.included_by is not None
    assert included.included_by.place.line == workspace.line("role", "money]")
    assert reworded.replaced_by is not None
    assert reworded.replaced_by.place.line == workspace.line("vacancy", "people:")
    assert used.used_by is not None
    assert used.used_by.place.line == workspace.line("role", "clause: safety")


def _all(job: Job, section: str) -> list[Entry]:
    content = job.sections[section].content
    assert isinstance(content, Listing)
    return [entry for group in content.groups for entry in group.entries]


def test_pay_is_that_in_force_on_the_closing_date(workspace: Workspace) -> None:
    facts = workspace.vacancy(organisation=PAY, vacancy="closing_date: 2026-05-01\n").facts
    assert facts["post.salary"].text == "£1 to £2 a year"
    assert facts["grade.title"].text == "Old grade 4"
