"""Sections, facts and criteria as Markdown."""

from __future__ import annotations

from example import MOTTO, TWO_SECTIONS, Example

from jdgen.formats.blocks import Heading, Numbered, Paragraph, Table, plain
from jdgen.formats.markdown import parse

LABELS = """\
labels: {detail: Detail, this_post: This post, criterion: Criterion, importance: Importance,
  essential: Must, desirable: May, methods: How, not_assessed: Not assessed, or: or else}
"""


def headings(markdown: str) -> list[str]:
    return [plain(block.spans) for block in parse(markdown) if isinstance(block, Heading)]


def test_sections_stand_in_the_layouts_order_under_its_titles(workspace: Example) -> None:
    workspace.sheet(
        "    sections:\n"
        "      - {id: duties, title: What you do}\n"
        "      - {id: scope, title: Not said}\n"
        "      - {id: purpose, title: 'Why {{ organisation.name }} needs you'}\n"
    )
    assert workspace.markdown(layout="ours") == (
        "# Paviour: job description\n\n"
        "## What you do\n\n- First\n- Second\n\n"
        "## Why Hale District Council needs you\n\nWhy the job is there.\n"
    )


def test_a_lead_in_stands_before_its_section_and_may_name_facts(workspace: Example) -> None:
    workspace.sheet(
        "    sections:\n      - {id: purpose, title: Purpose}\n"
        "      - {id: duties, title: Duties, lead_in: 'Of every {{ post.title }}.'}\n"
    )
    assert "## Duties\n\nOf every Paviour.\n\n- First\n" in workspace.markdown(layout="ours")


def test_numbers_run_on_through_the_groups_of_a_section(workspace: Example) -> None:
    workspace.vacancy(
        "sections:\n  duties:\n    - First\n    - {label: Money, text: Second}\n"
        "    - {heading: People, items: [Third]}\n"
    )
    workspace.sheet("    sections:\n      - {id: duties, title: Duties, numbering: numbers}\n")
    assert workspace.markdown(layout="ours").endswith(
        "## Duties\n\n1. First\n2. **Money:** Second\n\n### People\n\n3. Third\n"
    )
    blocks = workspace.documents(layout="ours")["job-description"].blocks
    lists = [block for block in blocks if isinstance(block, Numbered)]
    assert [(found.start, len(found.items)) for found in lists] == [(1, 2), (3, 1)]


def test_chosen_alternatives_are_paragraphs_and_a_levels_have_or_between(
    workspace: Example,
) -> None:
    any_of = "sections: {purpose: {any_of: [{id: x, text: One.}, {id: y, text: Two.}]}}\n"
    workspace.level(any_of)
    workspace.vacancy("choose: [x, y]\n")
    # Where a vacancy has a role, the role is where the choice belongs, but the vacancy may make it.
    workspace.sheet("    sections: [{id: purpose, title: Purpose}]\n")
    assert workspace.markdown(layout="ours").endswith("## Purpose\n\nOne.\n\nTwo.\n")
    profile = workspace.documents("W1")
    assert [*profile] == ["level-profile"]
    assert "## Purpose\n\nOne.\n\nor\n\nTwo.\n" in profile["level-profile"].markdown


def test_a_chosen_alternative_written_as_markdown_stays_markdown(workspace: Example) -> None:
    workspace.level(
        "sections: {purpose: {any_of: "
        "[{id: x, markdown: 'A **bold** aim.'}, {id: y, text: Two.}]}}\n"
    )
    workspace.vacancy("choose: [x]\n")
    workspace.sheet("    sections: [{id: purpose, title: Purpose}]\n")
    [_, _, paragraph] = parse(workspace.markdown(layout="ours"))
    assert isinstance(paragraph, Paragraph)
    assert [(span.text, span.bold) for span in paragraph.spans] == [
        ("A ", False),
        ("bold", True),
        (" aim.", False),
    ]


def test_a_section_that_the_layout_does_not_show_is_named(workspace: Example) -> None:
    workspace.sheet("    sections: [{id: purpose, title: Purpose}]\n")
    [problem] = workspace.problems(layout="ours")
    assert problem.rule == "undeclared-section"
    assert str(problem.place) == "vacancies/one.yaml:4:3"
    assert problem.message == 'the layout "ours" does not show the section "duties"'
    assert "templates/ours/layout.yaml" in problem.hint


def test_criteria_that_the_layout_does_not_show_are_named(workspace: Example) -> None:
    workspace.vacancy(
        "person_specification:\n  - category: Skills\n    criteria:\n"
        "      - {text: Writes, importance: essential, assessed_by: [A]}\n"
    )
    workspace.sheet("    sections: [{id: purpose, title: Purpose}]\n")
    [problem] = workspace.problems(layout="ours")
    assert problem.rule == "undeclared-section"


def test_a_required_section_that_nobody_says_is_a_problem_of_the_vacancy(
    workspace: Example,
) -> None:
    workspace.sheet(
        "    sections:\n      - {id: scope, title: Scope, required: true}\n"
        "      - {id: purpose, title: Purpose}\n      - {id: duties, title: Duties}\n"
    )
    [problem] = workspace.problems(layout="ours")
    assert problem.rule == "missing-section"
    assert problem.place.file == "vacancies/one.yaml"
    assert '"scope"' in problem.message


def test_a_role_without_a_vacancy_may_lack_a_required_section(workspace: Example) -> None:
    workspace.sheet("    sections: [{id: scope, title: Scope, required: true}]\n")
    [document] = workspace.documents("paviour", layout="ours", draft=True).values()
    assert document.markdown == "# Paviour: job description\n"


def test_one_section_may_stand_in_several_documents(workspace: Example) -> None:
    both = "    sections: [{id: purpose, title: Purpose}, {id: duties, title: Duties}]\n"
    workspace.sheet(both + "  summary:\n    title: Summary\n    template: document.md.j2\n" + both)
    first, second = workspace.documents(layout="ours").values()
    assert (first.kind, second.kind) == ("job-description", "summary")
    assert first.title == "Paviour: job description"
    assert second.title == "Paviour: summary"
    assert first.blocks[1:] == second.blocks[1:]


def test_a_layout_of_levels_only_has_nothing_for_a_post(workspace: Example) -> None:
    workspace.sheet("    subject: level\n    sections: [{id: purpose, title: Purpose}]\n")
    [problem] = workspace.problems(layout="ours")
    assert problem.rule == "no-document"


HEADER = """\
    header:
      - {fact: post.title, label: Job title}
      - {fact: post.location, label: Location}
      - {fact: organisation.motto, label: Motto}
      - {fact: post.hours, label: Hours}
    sections: [{id: purpose, title: Purpose}, {id: duties, title: Duties}]
"""


def test_a_fact_that_nobody_said_has_no_row(workspace: Example) -> None:
    workspace.vacancy("hours: 37 hours\n" + TWO_SECTIONS)
    workspace.sheet(HEADER + LABELS)
    [_, table, *_] = parse(workspace.markdown(layout="ours"))
    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.header] == ["Detail", "This post"]
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["Job title", "Paviour"],
        ["Motto", "*Bold* <b>R&D</b> [x](y) | z"],
        ["Hours", "37 hours"],
    ]


def test_without_any_fact_there_is_no_table(workspace: Example) -> None:
    sections = "    sections: [{id: purpose, title: Purpose}, {id: duties, title: Duties}]\n"
    workspace.sheet("    header: [{fact: post.location, label: Location}]\n" + sections)
    assert "|" not in workspace.markdown(layout="ours")


def test_a_header_of_an_unknown_fact_is_refused(workspace: Example) -> None:
    workspace.sheet(HEADER.replace("post.location", "post.locaton") + LABELS)
    [problem] = workspace.problems(layout="ours")
    assert str(problem) == (
        'templates/ours/layout.yaml:8:16: unknown fact "post.locaton";'
        ' did you mean "post.location"?'
    )


def test_two_braces_in_a_facts_value_stay_so_where_a_layout_names_it(workspace: Example) -> None:
    workspace.organisation(MOTTO.replace("*Bold*", "\\\\{{ post.title }} \\\\{{"))
    workspace.sheet(
        "    sections:\n      - {id: purpose, title: Purpose}\n"
        "      - {id: duties, title: Duties, lead_in: '{{ organisation.motto }}'}\n"
    )
    [_, _, _, _, lead_in, _] = parse(workspace.markdown(layout="ours"))
    assert isinstance(lead_in, Paragraph)
    assert plain(lead_in.spans) == "{{ post.title }} {{ <b>R&D</b> [x](y) | z"


def test_criteria_are_a_table_a_category_in_the_layouts_words(workspace: Example) -> None:
    workspace.vacancy(
        "sections: {purpose: P.}\nperson_specification:\n  - category: Skills\n    criteria:\n"
        "      - {label: Words, text: Writes | reads, importance: essential, assessed_by: [A, I]}\n"
        "      - {text: Sings, importance: desirable}\n"
        "  - category: Knowledge\n    criteria:\n"
        "      - {text: Knows, importance: desirable, assessed_by: [I]}\n"
    )
    workspace.sheet(
        "    sections: [{id: purpose, title: P}, {id: person-specification, title: Criteria}]\n"
        + LABELS
    )
    blocks = parse(workspace.markdown(layout="ours"))
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [[[plain(cell) for cell in row] for row in table.rows] for table in tables] == [
        [
            ["Words: Writes | reads", "Must", "Application form, Interview"],
            ["Sings", "May", "Not assessed"],
        ],
        [["Knows", "May", "Interview"]],
    ]
    assert [[plain(cell) for cell in table.header] for table in tables] == [
        ["Criterion", "Importance", "How"]
    ] * 2
    assert headings(workspace.markdown(layout="ours"))[-3:] == ["Criteria", "Skills", "Knowledge"]


def test_a_label_that_the_layout_lacks_is_named_with_template_and_line(
    workspace: Example,
) -> None:
    workspace.sheet(HEADER + "labels: {this_post: This post}\n")
    [problem] = workspace.problems(layout="ours")
    assert problem.rule == "template"
    assert problem.place.file == "templates/standard/document.md.j2"
    lines = (workspace.root / problem.place.file).read_text(encoding="utf-8").splitlines()
    assert "labels.detail" in lines[problem.place.line - 1]
    assert "detail" in problem.message
