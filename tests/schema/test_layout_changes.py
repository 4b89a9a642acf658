"""Layouts that extend others: one title, row or section changes without writing all out again."""

from __future__ import annotations

import json

import pytest
from example import Example, facts, outline, section

BASE = """\
title: Base
extends: standard
documents:
  jd:
    title: Description
    header:
      - {fact: post.title, label: Title}
      - {fact: post.location, label: Place}
      - {fact: post.hours, label: Hours}
    sections:
      - {id: purpose, title: Purpose}
      - {id: duties, title: Duties, facts: [{fact: post.team, label: Team}]}
      - {id: person-specification, title: Criteria}
  note:
    title: Note
    sections: [{id: purpose, title: In short}, {id: duties, title: Work}]
"""
ROLE = """\
location: Wick
hours: 37
team: Stone
sections:
  purpose: Works.
  duties: [Sweep.]
"""


@pytest.fixture
def base(example: Example) -> Example:
    example.write("templates/base/layout.yaml", BASE)
    example.role(ROLE, sections="")
    return example


def ours(example: Example, text: str) -> None:
    example.write("templates/ours/layout.yaml", f"title: Ours\nextends: base\n{text}")


def jd(example: Example) -> list[str]:
    return outline(example.documents("one", "ours")["jd"])


def titles(example: Example, kind: str = "jd") -> list[str]:
    lines = outline(example.documents("one", "ours")[kind])
    return [line[3:] for line in lines if line.startswith("## ")]


def test_one_title_changes(base: Example) -> None:
    ours(base, "replace: {jd.purpose: {title: Why}}\n")
    assert titles(base) == ["Why", "Duties", "Criteria"]
    assert titles(base, "note") == ["In short", "Work"]


def test_a_document_changes(base: Example) -> None:
    ours(base, "replace: {jd: {title: Role, number_sections: true}}\n")
    assert jd(base)[0] == "# Paviour: role"
    assert titles(base) == ["1. Purpose", "2. Duties", "3. Criteria"]


def test_one_row_changes(base: Example) -> None:
    ours(
        base,
        "replace:\n  jd.header.post.location: {label: Where}\n"
        "  jd.duties.post.team: {label: Gang}\n",
    )
    assert facts(base.documents("one", "ours")["jd"]) == {
        "Title": "Paviour", "Where": "Wick", "Hours": "37",
    }  # fmt: skip
    assert "- Gang: Stone" in section(base.documents("one", "ours")["jd"], "Duties")


def test_a_label_changes(base: Example) -> None:
    ours(base, "labels: {essential: Must}\n")
    assert any("Must" in line for line in jd(base))


def test_sections_rows_and_documents_are_left_out(base: Example) -> None:
    ours(
        base,
        "omit: [jd.person-specification, jd.header.post.hours, jd.duties.post.team, note]\n"
        "leaves_out: [post.hours, post.team]\n",
    )
    base.role(ROLE, sections="", criteria="")
    assert titles(base) == ["Purpose", "Duties"]
    assert list(facts(base.documents("one", "ours")["jd"])) == ["Title", "Place"]
    assert list(base.documents("one", "ours")) == ["jd"]


def test_order_puts_what_it_names_first(base: Example) -> None:
    ours(base, "order: [jd.person-specification, jd.duties, jd.header.post.hours]\n")
    assert titles(base) == ["Criteria", "Duties", "Purpose"]
    assert list(facts(base.documents("one", "ours")["jd"])) == ["Hours", "Title", "Place"]


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("", ["Purpose", "Duties", "Criteria", "Benefits"]),
        (", after: purpose", ["Purpose", "Benefits", "Duties", "Criteria"]),
        (", before: purpose", ["Benefits", "Purpose", "Duties", "Criteria"]),
    ],
)
def test_sections_are_added(base: Example, place: str, order: list[str]) -> None:
    base.role(ROLE + "  benefits: Many.\n", sections="")
    ours(base, f"include: {{jd: [{{id: benefits, title: Benefits{place}}}]}}\n")
    assert titles(base) == order


def test_rows_are_added(base: Example) -> None:
    base.role(ROLE.replace("sections", "service: Roads\nsections"), sections="")
    ours(
        base,
        "include:\n  jd.header: [{fact: post.service, label: Service, after: post.title}]\n"
        "  jd.duties: [{fact: post.service, label: Also, before: post.team}]\n",
    )
    document = base.documents("one", "ours")["jd"]
    assert list(facts(document)) == ["Title", "Service", "Place", "Hours"]
    assert section(document, "Duties")[-2:] == ["- Also: Roads", "- Team: Stone"]


def test_changes_go_on_from_layout_to_layout(base: Example) -> None:
    base.write(
        "templates/middle/layout.yaml",
        "title: M\nextends: base\nreplace: {jd.purpose: {title: Why}}\nomit: [note]\n",
    )
    base.write(
        "templates/ours/layout.yaml",
        "title: O\nextends: middle\nreplace: {jd.duties: {title: What}}\n",
    )
    assert titles(base) == ["Why", "What", "Criteria"]
    assert list(base.documents("one", "ours")) == ["jd"]


def test_a_part_stays_where_it_stands_among_sections(base: Example) -> None:
    base.write(
        "templates/base/layout.yaml",
        BASE + "  pack:\n    title: Pack\n    sections: [{id: purpose, title: A}, {part: note},"
        " {id: duties, title: B}]\n",
    )
    ours(base, "omit: [pack.purpose]\ninclude: {pack: [{id: scope, title: S, before: note}]}\n")
    base.role(ROLE + "  scope: Wide.\n", sections="")
    ours_and = "replace: {jd.purpose: {title: P}}\ninclude: {jd: [{id: scope, title: S}],"
    ours(base, ours_and + " pack: [{id: scope, title: S, before: note}]}\nomit: [pack.purpose]\n")
    assert titles(base, "pack") == ["S", "Note", "B"]


@pytest.mark.parametrize(
    ("text", "rule", "hint"),
    [
        ("omit: [jd.porpoise]\n", "unknown-target", "jd.purpose"),
        ("omit: [dj]\n", "unknown-target", "jd"),
        ("omit: [jd.header.post.place]\n", "unknown-target", "jd"),
        ("order: [jd.scope]\n", "unknown-target", "jd"),
        ("replace: {jd.purpos: {title: X}}\n", "unknown-target", "jd.purpose"),
        ("replace: {jd.purpose: {titel: X}}\n", "unknown-field", "title"),
        ("replace: {jd.purpose: {id: x}}\n", "unknown-field", ""),
        ("replace: {jd.header: {title: X}}\n", "bad-target", "job-description"),
        ("include: {jd: [{id: purpose, title: X}]}\n", "duplicate-section", "replace:"),
        ("include: {jd: [{id: x, title: X, after: y}]}\n", "unknown-section", "purpose"),
        ("include: {jd: [{id: x, after: purpose, before: duties}]}\n", "two-wordings", ""),
        ("include: {jd.header: [{sentence: '{{ post.team }}'}]}\n", "missing-field", "label"),
        ("include: {jd.duties.post.team: [{fact: post.team}]}\n", "bad-target", ""),
        ("omit: ['']\n", "empty-text", ""),
        ("omit: [jd..x]\n", "bad-target", ""),
        ("replace: {jd.purpose: {criteria: {as: list}}}\n", "setting-without-effect", "criteria"),
        (
            "replace: {jd.duties: {numbering: bullets, number_as: '{number}'}}\n",
            "setting-without-effect",
            "",
        ),
    ],
)
def test_what_a_change_names_has_to_be_there(
    base: Example, text: str, rule: str, hint: str
) -> None:
    ours(base, text)
    done = base.run("check", "--layout", "ours")
    problem = base.problems("one", "ours")[0]
    assert problem.rule == rule
    assert problem.place.file.startswith("templates/")
    assert hint in problem.hint
    assert "Traceback" not in done.stderr
    assert done.exit_code == 1


# --- in every layout ------------------------------------------------------------------------------

IN_ALL = """\
layouts:
  include:
    "*": [{id: benefits, title: Benefits, after: purpose}]
sections: {benefits: A pension.}
"""


def test_a_section_is_put_into_every_layout_in_one_place(base: Example) -> None:
    ours(base, "")
    base.organisation(IN_ALL)
    assert titles(base) == ["Purpose", "Benefits", "Duties", "Criteria"]
    assert titles(base, "note") == ["In short", "Benefits", "Work"]
    standard = outline(base.documents("one", "standard")["job-description"])
    assert "## Benefits" in standard
    done = base.run("check", "--layout", "ours")
    assert done.exit_code == 0, done.stderr


@pytest.mark.parametrize("layout", ["capability", "numbered", "role-profile", "standard"])
def test_the_layouts_of_the_starter_take_it_too(example: Example, layout: str) -> None:
    example.take(layout)
    example.organisation(IN_ALL.replace("after: purpose", "before: person-specification"))
    library = example.library()
    documents = library.layout(layout).documents
    holding = [kind.id for kind in documents if "benefits" in {s.id.text for s in kind.sections}]
    assert holding


def test_a_document_that_has_the_section_keeps_its_own(base: Example) -> None:
    ours(base, "include: {jd: [{id: benefits, title: Ours}]}\n")
    base.organisation(IN_ALL)
    assert titles(base) == ["Purpose", "Duties", "Criteria", "Ours"]


def test_every_layout_can_lose_or_change_something(base: Example) -> None:
    ours(base, "")
    base.organisation(
        "layouts: {omit: [note], replace: {'*.purpose': {title: Why}}, order: [jd.duties]}\n"
    )
    assert titles(base) == ["Duties", "Why", "Criteria"]
    assert list(base.documents("one", "ours")) == ["jd"]


@pytest.mark.parametrize(
    "change",
    [
        "omit: [nothing.purpose]",
        "order: ['*.porpoise']",
        "include: {'*': [{id: x, title: X, after: porpoise}]}",
        "include: {'*': [{id: x, title: X}]}",
    ],
)
def test_a_change_that_no_layout_has_anything_for_is_told(base: Example, change: str) -> None:
    base.organisation(f"layouts: {{{change}}}\n")
    done = base.run("check", "--layout", "standard")
    assert "which no layout has" in done.stderr
    assert done.exit_code == 1


def test_changes_are_in_the_schema_of_editors(base: Example) -> None:
    base.run("schema")
    for name in ("layout", "organisation"):
        schema = json.loads((base.root / f".jdgen/{name}.schema.json").read_text("utf-8"))
        fields = schema["properties"]
        where = fields if name == "layout" else fields["layouts"]["properties"]
        assert {"omit", "replace", "order", "include"} <= set(where)
