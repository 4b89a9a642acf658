"""What a layout may say: what it takes from another, and what it may ask of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from example import facts, outline, section

if TYPE_CHECKING:
    from example import Example


# --- what a layout takes from the one that it extends ---------------------------------------------


def test_a_layout_that_names_no_documents_has_those_of_the_one_that_it_extends(
    example: Example,
) -> None:
    example.layout("labels: {this_post: The job}\n")
    ours, standard = example.documents(layout="ours"), example.documents()
    assert list(ours) == list(standard) == ["job-description", "person-specification"]
    assert "| Detail | The job |" in ours["job-description"].markdown
    assert list(example.documents("works", "ours")) == ["family-guide"]


def test_a_layout_that_names_documents_has_these_alone_as_it_says_them(example: Example) -> None:
    example.layout(
        "documents:\n  job-description:\n    title: Job sheet\n    sections:\n"
        "      - {id: purpose, title: Why}\n      - {id: person-specification, title: Who}\n"
    )
    [document] = example.documents(layout="ours").values()
    assert [line for line in outline(document) if line.startswith("## ")] == ["## Why", "## Who"]


def test_what_a_layout_leaves_out_its_heirs_leave_out_too(example: Example) -> None:
    example.layout(
        "leaves_out: [post.contact]\ndocuments:\n  sheet:\n    title: Sheet\n    sections:\n"
        "      - {id: purpose, title: Purpose}\n      - {id: person-specification, title: Who}\n"
    )
    example.write("templates/theirs/layout.yaml", "title: Theirs\nextends: ours\n")
    example.vacancy("contact: The yard\nteam: Streets\n")
    [problem] = example.problems(layout="theirs")
    assert problem.message == 'the layout "theirs" does not show the fact "post.team"'


def test_a_template_may_stand_in_a_folder_of_the_layout(example: Example) -> None:
    example.layout(
        "documents:\n  sheet:\n    title: Sheet\n    template: sub/sheet.md.j2\n    sections:\n"
        "      - {id: purpose, title: Purpose}\n      - {id: person-specification, title: Who}\n"
    )
    example.write(
        "templates/ours/sub/sheet.md.j2",
        '{% extends "standard/document.md.j2" %}{% block title %}# A sheet\n\n{% endblock %}',
    )
    assert outline(example.documents(layout="ours")["sheet"])[0] == "# A sheet"


# --- job evaluation -------------------------------------------------------------------------------


def test_a_sentence_of_a_panel_s_copy_may_name_what_job_evaluation_says(example: Example) -> None:
    example.level("evaluation: {total: 455}\n")
    example.layout(
        "documents:\n  panel:\n    title: Panel copy\n    audience: evaluation\n    sections:\n"
        "      - id: purpose\n        title: Purpose\n        facts:\n"
        '          - {fact: evaluation.total, sentence: "Scored {{ evaluation.total }}."}\n'
        "      - {id: person-specification, title: Who}\n"
    )
    panel = example.documents(layout="ours", audience="evaluation")["panel"]
    assert section(panel, "Purpose")[-1] == "Scored 455."


def test_a_header_of_a_panel_s_copy_holds_the_score(example: Example) -> None:
    example.level("evaluation: {total: 455}\n")
    panel = example.documents(audience="evaluation")["evaluation"]
    assert facts(panel)["Total score"] == "455"
