"""Columns of tables without a title: where they may be, and what the others are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from accessibility import faults
from example import PLAIN_CRITERIA, Example, ours

from jdgen.formats.blocks import Table, plain

if TYPE_CHECKING:
    from jdgen.documents.document import Document

SCORED = """\
person_specification:
  - category: Skills
    criteria: [{text: Lays slabs., importance: essential, assessed_by: [A]}]
  - category: Training
    criteria: [{text: Holds a licence., importance: desirable, assessed_by: [I]}]
"""
FACTS = (
    "      - {id: where, title: Where, facts_as: table,"
    " facts: [{fact: post.location, label: Place}]}\n"
)
ROLE = "location: Wick\n"


def look(style: str, labels: str = "", header: str = "") -> str:
    """Return a layout with one section more, and labels and a header of its own."""
    made = ours(style if "person-spec" in style else style + PLAIN_CRITERIA, header)
    return f"labels: {{{labels}}}\n{made}"


def criteria(style: str) -> str:
    return f"      - {{id: person-specification, title: Criteria, criteria: {style}}}\n"


def duties(columns: str) -> str:
    return f"      - {{id: duties, title: Duties, columns: {{{columns}}}}}\n"


HEADER = "    header: [{fact: post.location, label: Place}]\n"
FLAT = "{group_by: []}"
RIGHT = {
    "the names of an author's rows": (
        look(duties('label: "", text: Duty, weight: Share')),
        ["", "Duty", "Share"],
    ),
    "an author's names and values": (look(duties('label: "", text: ""')), ["", ""]),
    "the name of names and values": (look(duties('label: "", text: Duty')), ["", "Duty"]),
    "the header": (
        look(FACTS.replace("table", "list"), "detail: '', this_post: ''", HEADER),
        ["", ""],
    ),
    "the header's first": (
        look(FACTS.replace("table", "list"), "detail: ''", HEADER),
        ["", "This post"],
    ),
    "facts in a section": (look(FACTS, "detail: '', this_post: ''"), ["", ""]),
    "criteria": (
        look(criteria("{}"), "criterion: ''"),
        ["", "Essential or desirable", "How assessed"],
    ),
    "side by side": (
        look(criteria("{as: side-by-side}"), "category: ''"),
        ["", "Essential", "Desirable"],
    ),
    "criteria in a column": (
        look(criteria(FLAT), "criterion: ''"),
        ["", "Category", "Essential or desirable", "How assessed"],
    ),
}  # fmt: skip
WRONG = {
    "a column in the middle": (
        look(duties('label: Name, text: "", weight: Share')),
        "text",
        'text: ""',
    ),
    "the last of two": (look(duties('label: Name, text: ""')), "text", 'text: ""'),
    "all of three": (look(duties('label: "", text: "", weight: ""')), "label", 'label: ""'),
    "a table of one": (look(duties('text: ""')), "text", 'text: ""'),
    "the header's last": (look(FACTS, "this_post: ''", HEADER), "this_post", "this_post"),
    "a column of categories": (look(criteria(FLAT), "category: ''"), "category", "category: ''"),
}  # fmt: skip


@pytest.fixture
def said(example: Example) -> Example:
    sections = (
        "sections:\n  purpose: P.\n  duties:\n"
        "    - {label: Slabs, text: Lays slabs., weight: 60}\n"
        "    - {label: Kerbs, text: Sets kerbs., weight: 40}\n"
    )
    example.role(ROLE, sections=sections, criteria=SCORED)
    return example


def for_look(said: Example, made: str) -> None:
    """Write the layout, and of the role what it shows."""
    if "post.location" not in made:
        made = made.replace("documents:", "leaves_out: [post.location]\ndocuments:")
    if "id: duties" not in made:
        made = made.rstrip("\n") + "\n      - {id: duties, title: Duties}\n"
    if "weight" not in made and "columns" in made:
        said.role(
            ROLE,
            sections="sections: {purpose: P., duties: [{label: Slabs, text: Lays slabs.}]}\n",
            criteria=SCORED,
        )
    said.layout(made)


def titles(document: Document) -> list[list[str]]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[plain(cell) for cell in table.header] for table in tables]


@pytest.mark.parametrize(("made", "expected"), RIGHT.values(), ids=RIGHT)
def test_what_names_the_rows_needs_no_title(said: Example, made: str, expected: list[str]) -> None:
    for_look(said, made)
    document = said.documents(layout="ours")["sheet"]
    assert expected in titles(document)
    said.run("build", "one", "--layout", "ours")
    [word] = said.root.glob("build/**/*.docx")
    assert faults(word) == []
    xml = said.word("sheet", "ours")
    looks = re.findall(r'<w:tblLook w:val="(\w+)" w:firstRow="(.)" .*?w:firstColumn="(.)"', xml)
    head = "1" if any(expected) else "0"
    assert (f"{0x480 + 0x20 * int(head):04X}", head, "1") in looks


@pytest.mark.parametrize(("made", "name", "at"), WRONG.values(), ids=WRONG)
def test_other_columns_need_one(said: Example, made: str, name: str, at: str) -> None:
    for_look(said, made)
    [problem, *_] = said.problems(layout="ours")
    assert problem.rule == "untitled-column"
    assert f'"{name}" has no title' in problem.message
    text = (said.root / "templates/ours/layout.yaml").read_text("utf-8").splitlines()
    assert at in text[problem.place.line - 1][: problem.place.column + 9]
    assert said.run("check", "--layout", "ours").exit_code == 1


def test_changes_of_a_layout_are_held_to_it_too(said: Example) -> None:
    said.layout('replace: {job-description.duties: {columns: {label: L, text: "", weight: W}}}\n')
    assert [problem.rule for problem in said.problems(layout="ours")] == ["untitled-column"]
