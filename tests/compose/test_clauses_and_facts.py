"""Clauses, bands and facts in a job, and what is refused."""

from __future__ import annotations

import pytest
from example import ANY_OF, OPTIONAL, Example, items, listed, prose
from hypothesis import given, settings
from hypothesis import strategies as st

from jdgen.compose.placeholders import Facts
from jdgen.formats.blocks import Paragraph, plain
from jdgen.formats.escaping import in_sentence, one_line
from jdgen.formats.markdown import parse
from jdgen.model.job import Edition
from jdgen.model.text import Passage, Source
from jdgen.problems import Place, Problems
from jdgen.reading.invisible import FORBIDDEN


def test_a_clause_is_printed_where_it_is_named(example: Example) -> None:
    job = example.says(
        organisation="clauses:\n  safety: {title: Safety, text: Work safely.}\n"
        "sections:\n  duties: [Before, clause: safety, After]\n",
        family="clauses: {method: {text: Use the method.}}\nsections: {duties: [clause: method]}\n",
    ).job()
    before, safety, after, method = items(job, "duties")
    assert [before.passage.text, after.passage.text] == ["Before", "After"]
    assert (safety.id, safety.passage.text) == ("safety", "Work safely.")
    assert safety.label
    assert safety.label.text == "Safety"
    assert safety.passage.source.place.line == example.line("organisation", "Work safely.")
    assert (method.id, method.label, method.passage.text) == ("method", None, "Use the method.")
    assert method.passage.source.layer == "family"


def test_a_clause_that_is_printed_can_be_omitted_and_replaced(example: Example) -> None:
    job = example.says(
        organisation="clauses: {safety: {text: Work safely.}, travel: {text: Walk.}}\n"
        "sections: {duties: [clause: safety, clause: travel]}\n",
        role="omit: [safety]\nreplace: {travel: Cycle.}\n",
    ).job()
    assert listed(job, "duties") == {"": ["Cycle."]}
    assert [left.passage.text for left in job.left_out] == ["Work safely."]


def test_a_clause_that_nobody_names_is_not_printed(example: Example) -> None:
    job = example.says(organisation="clauses: {safety: {text: Work safely.}}\n").job()
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


def test_a_band_stands_between_its_level_and_the_role(example: Example) -> None:
    said = {"level": BANDS, "role": 'grade: "4"\nsections: {duties: [Of the role]}\n'}
    job = example.says(**said).job()
    assert listed(job, "duties") == {"": ["Of the level", "Of band 4", "Of the role"]}
    of_band = items(job, "duties")[1].passage.source
    assert (of_band.file, of_band.place.line) == (
        example.file("level"),
        example.line("level", "Of band 4"),
    )
    assert job.facts["band.title"].text == "Lower band"


def test_a_vacancy_may_name_the_other_grade_of_its_roles_level(example: Example) -> None:
    job = example.says(level=BANDS, role='grade: "4"\n', vacancy='grade: "5"\n').job()
    assert listed(job, "duties") == {"": ["Of the level", "Of band 5"]}
    assert job.facts["grade.title"].text == "Grade 5"


def test_a_level_alone_of_several_grades_has_no_band(example: Example) -> None:
    job = example.says(level=BANDS).job("W1")
    assert listed(job, "duties") == {"": ["Of the level"]}
    assert "grade.title" not in job.facts


def test_a_level_shown_at_one_grade_has_its_band(example: Example) -> None:
    job = example.says(level=BANDS).job("W1:5")
    assert listed(job, "duties") == {"": ["Of the level", "Of band 5"]}


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
    example: Example, changes: str, rule: str
) -> None:
    level = OPTIONAL + ANY_OF.removeprefix("sections:\n")
    problems = example.says(level=level, role="choose: [one]\n", vacancy=changes).problems()
    assert [problem.rule for problem in problems] == [rule]
    assert problems[0].place.file == example.file("vacancy")


def test_a_misspelt_id_is_answered_with_the_one_that_was_meant(example: Example) -> None:
    [problem] = example.says(level=OPTIONAL, role="omit: [poeple]\n").problems()
    assert str(problem) == (
        f'{example.file("role")}:4:8: omit names an unknown id "poeple"; did you mean "people"?'
    )


def test_all_problems_of_all_layers_are_found_at_once(example: Example) -> None:
    problems = example.says(
        level=OPTIONAL, role="omit: [nothing]\n", vacancy="include: [naught]\nomit: [nil]\n"
    ).problems()
    assert [(problem.place.file, problem.rule) for problem in problems] == [
        (example.file("role"), "unknown-id"),
        (example.file("vacancy"), "unknown-id"),
        (example.file("vacancy"), "unknown-id"),
    ]


def test_a_fact_is_filled_in_wherever_text_stands(example: Example) -> None:
    job = example.says(
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
    ).job()
    assert prose(job, "purpose") == ["Work for Hale District Council on the coast."]
    assert listed(job, "duties") == {
        "": ["Plain W1", "Labelled Paviour", "We serve the coast."],
        "In the coast": ["Grade 4"],
    }
    label = items(job, "duties")[1].label
    assert label
    assert label.text == "Works"
    assert listed(job, "person-specification") == {"Knowledge of the coast": ["Knows the coast"]}


def test_a_fact_may_name_another_fact(example: Example) -> None:
    job = example.says(
        organisation="facts: {site: '{{ organisation.host }}/jobs', host: northmere.example}\n",
        vacancy="contact: jobs@{{ organisation.host }} or {{ organisation.site }}\n",
    ).job()
    assert job.facts["post.contact"].text == "jobs@northmere.example or northmere.example/jobs"


def test_facts_that_name_each_other_are_refused(example: Example) -> None:
    problems = example.says(
        organisation="facts: {a: 'x {{ organisation.b }}', b: 'y {{ organisation.a }}'}\n"
    ).problems()
    assert {problem.rule for problem in problems} == {"circular-fact"}
    assert {problem.place.file for problem in problems} == {example.file("organisation")}


def test_two_braces_are_written_with_a_backslash(example: Example) -> None:
    job = example.says(level="sections: {purpose: 'Write \\{{ post.title }} here'}\n").job()
    assert prose(job, "purpose") == ["Write {{ post.title }} here"]


def test_two_braces_in_a_fact_stay_two_braces(example: Example) -> None:
    job = example.says(
        organisation="facts: {hint: 'a \\{{ b'}\n",
        level="sections: {purpose: 'Say {{ organisation.hint }}'}\n",
    ).job()
    assert prose(job, "purpose") == ["Say a {{ b"]


def test_a_fact_that_nobody_said_is_refused_in_a_vacancy(example: Example) -> None:
    [problem] = example.says(level="sections: {purpose: 'In {{ post.location }}'}\n").problems()
    assert problem.rule == "unsaid-fact"
    assert problem.place.file == example.file("level")
    assert example.file("vacancy") in problem.message
    assert "location: …" in problem.hint


def test_a_fact_that_nobody_said_yet_is_shown_by_name_in_a_role(example: Example) -> None:
    said = example.says(level="sections: {purpose: 'In {{ post.location }}'}\n")
    assert prose(said.job("paviour", Edition(draft=True)), "purpose") == ["In [post.location]"]
    [problem] = said.problems("paviour")
    assert problem.rule == "unsaid-fact"


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
def test_what_names_no_fact_is_refused(example: Example, text: str, rule: str) -> None:
    [problem] = example.says(level=f"sections: {{purpose: '{text}'}}\n").problems()
    assert problem.rule == rule
    assert problem.place.line == example.line("level", "purpose")


def test_a_fact_in_markdown_stays_plain_text(example: Example) -> None:
    job = example.says(
        organisation="facts: {motto: 'R&D *now* [x](y) <b> _a_ `c` | d'}\n",
        level="sections: {duties: [{markdown: '**Motto:** {{ organisation.motto }} *end*'}]}\n",
    ).job()
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
    assert plain(paragraph.spans) == f"Bold a {in_sentence(value)} z"
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
