"""What a section, a list, a cell and an entry can hold: clauses, closings, lists, own columns."""

from __future__ import annotations

import json
import re

import pytest
from example import Example, ours, outline, section

from jdgen.formats.blocks import Table, item_depth, parted, plain

CLAUSES = """\
clauses:
  plain: {text: The clause of the council.}
  rich: {markdown: "The **rich** clause of the council."}
  later: {text: Not yet., effective: 2090-01-01}
  night: {text: At night., when: {post.working_pattern: Nights}}
"""
DUTIES = "      - {id: duties, title: Duties}\n"
PLACES = {
    "a section": "sections: {duties: {clause: %s}}\n",
    "a lead-in": "sections: {duties: {lead_in: {clause: %s}, items: [Sweep.]}}\n",
    "a closing": "sections: {duties: {items: [Sweep.], closing: {clause: %s}}}\n",
    "an entry": "sections: {duties: [{clause: %s, id: mine, label: Mine}]}\n",
    "an entry inside": "sections: {duties: [{text: Do, items: [{clause: %s}]}]}\n",
    "a group": "sections: {duties: [{heading: H, items: [{clause: %s}]}]}\n",
    "a group's lead-in": "sections: {duties: [{lead_in: {clause: %s}, items: [Sweep.]}]}\n",
    "a group's closing": "sections: {duties: [{heading: H, items: [A.], closing: {clause: %s}}]}\n",
    "a group's text": "sections: {duties: [{heading: H, clause: %s}]}\n",
    "an outcome": "sections: {duties: [{text: Sweep., outcome: {clause: %s}}]}\n",
    "a cell": "sections: {duties: [{text: Sweep., cells: {example: {clause: %s}}}]}\n",
    "a relationship": "relationships: [{who: All, where: inside, why: {clause: %s}}]\n",
    "a criterion": "person_specification: [{category: S, criteria: "
    "[{clause: %s, importance: essential}]}]\n",
    "a criterion's list": "person_specification: [{category: S, criteria: "
    "[{text: Know, importance: essential, items: [{clause: %s}]}]}]\n",
    "a category's lead-in": "person_specification: [{category: S, lead_in: {clause: %s}, "
    "criteria: [{text: Know, importance: essential}]}]\n",
    "a category's closing": "person_specification: [{category: S, closing: {clause: %s}, "
    "criteria: [{text: Know, importance: essential}]}]\n",
    "an alternative": "choose: [one]\nsections: {duties: {any_of: [{id: one, clause: %s}, "
    "{id: two, text: B.}]}}\n",
    "what is accepted instead": "sections: {duties: [{text: Sweep., or_instead: {clause: %s}}]}\n",
}


@pytest.fixture
def clauses(example: Example) -> Example:
    example.organisation(CLAUSES)
    example.role("")
    example.layout(
        ours(
            f"{DUTIES}      - {{id: relationships, title: People}}\n"
            "      - {id: person-specification, title: Criteria}\n"
        )
        + "labels: {example: Example, outcome: Outcome}\n"
    )
    return example


def with_role(example: Example, text: str) -> None:
    where = "level" if text.startswith("choose") else "role"
    if where == "level":
        chosen, _, text = text.partition("\n")
        example.level(text)
        example.role(f"{chosen}\n")
    elif text.startswith("sections: {"):
        example.role(text, sections="", criteria="")
    else:
        example.role(text, criteria="")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("clause", "words"), [("plain", "The clause"), ("rich", "**rich**")])
def test_a_clause_may_be_named_wherever_a_text_stands(
    clauses: Example, place: str, clause: str, words: str
) -> None:
    with_role(clauses, PLACES[place] % clause)
    document = clauses.documents("one", "ours")["sheet"]
    assert document.markdown.count("of the council") == 1
    assert words in document.markdown
    used = clauses.run("where-used", clause).stdout
    assert "1 vacancy: one" in used
    assert "named at families/works/" in used
    assert "named by" in clauses.run("explain", "one").stdout


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("clause", "reason"), [("later", "not in force"), ("night", "condition not met")]
)
def test_a_clause_that_is_not_printed_leaves_no_trace_but_in_what_is_left_out(
    clauses: Example, place: str, clause: str, reason: str
) -> None:
    with_role(clauses, PLACES[place] % clause)
    clauses.vacancy("closing_date: 2027-01-01\n")
    left_out = clauses.job("one").left_out
    text = {"later": "Not yet.", "night": "At night."}[clause]
    assert reason in {left.reason for left in left_out if left.passage.text == text}
    assert "left out" in clauses.run("where-used", clause, "--as-of", "2027-01-01").stdout
    done = clauses.run("show", "one", "--layout", "ours")
    assert "Not yet" not in done.stdout
    assert "At night" not in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("place", PLACES)
def test_an_unknown_clause_is_told_at_its_place(clauses: Example, place: str) -> None:
    with_role(clauses, PLACES[place] % "plane")
    problem = clauses.problems("one", "ours")[0]
    assert problem.rule == "unknown-clause"
    assert "plain" in problem.hint


def test_a_layout_may_name_a_clause_too(example: Example) -> None:
    example.organisation(CLAUSES)
    example.layout(ours("      - {id: x, title: X, empty: {clause: plain}}\n"))
    example.role("", criteria="")
    assert section(example.documents("one", "ours")["sheet"], "X") == ["The clause of the council."]


# --- closings, groups of text, sections without a title -------------------------------------------


def test_a_closing_stands_after_its_list(example: Example) -> None:
    example.layout(ours(DUTIES))
    example.role(
        "sections:\n  duties:\n    lead_in: First.\n    closing: Last.\n    items:\n"
        "      - Sweep.\n"
        "      - {heading: H, lead_in: Before., items: [A.], closing: After.}\n",
        sections="",
        criteria="",
    )
    assert section(example.documents("one", "ours")["sheet"], "Duties") == [
        "First.", "- Sweep.", "### H", "Before.", "- A.", "After.", "Last.",
    ]  # fmt: skip
    shown = json.loads(example.run("show", "one", "--format", "json").stdout)
    assert shown["sections"]["duties"]["closing"]["text"] == "Last."
    assert shown["sections"]["duties"]["groups"][1]["closing"]["text"] == "After."
    assert "After." in example.run("explain", "one").stdout


def test_a_lower_closing_wins(example: Example) -> None:
    example.level("sections: {duties: {items: [A.], closing: Upper.}}\n")
    example.role("sections: {duties: {items: [B.], closing: Lower.}}\n", sections="", criteria="")
    job = example.job("one")
    assert job.sections["duties"].content.closing.text == "Lower."  # type: ignore[union-attr]
    assert [left.passage.text for left in job.left_out] == ["Upper."]


@pytest.mark.parametrize("field", ["text: We are.", "lead_in: We are.", 'markdown: "We are."'])
def test_a_group_may_be_a_heading_and_a_text(example: Example, field: str) -> None:
    example.layout(ours(DUTIES))
    example.role(
        f"sections:\n  duties:\n    - {{heading: Who, {field}}}\n"
        "    - {heading: What, text: W.}\n",
        sections="",
        criteria="",
    )
    assert section(example.documents("one", "ours")["sheet"], "Duties") == [
        "### Who", "We are.", "### What", "W.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("group", "message"),
    [
        ("{heading: H, items: [A.], text: T.}", "beside the list"),
        ("{heading: H, text: T., closing: C.}", "no list that this could close"),
        ("{heading: H}", 'the field "items" is missing'),
        ("{heading: H, text: T., lead_in: L.}", ""),
    ],
)
def test_groups_that_say_too_much_or_nothing_are_refused(
    example: Example, group: str, message: str
) -> None:
    example.role(f"sections:\n  duties:\n    - {group}\n", sections="", criteria="")
    if message:
        assert message in example.problems()[0].message


@pytest.mark.parametrize("title", ["", "title: '', "])
def test_a_section_may_have_no_title(example: Example, title: str) -> None:
    example.layout(
        ours(
            f"      - {{{title}id: note}}\n      - {{id: duties, {title}numbering: bullets}}\n"
            "      - {id: scope, title: Scope}\n",
            "    number_sections: true\n    contents: true\n",
        )
    )
    example.role(
        "sections:\n  purpose: P.\n  note: [One.]\n"
        "  duties: [Two., {heading: H, items: [Three.]}]\n  scope: S.\n",
        sections="",
        criteria="",
    )
    document = example.documents("one", "ours")["sheet"]
    lines = outline(document)
    assert lines[lines.index("## 1. Purpose") + 1 :] == [
        "P.", "- One.", "- Two.", "## H", "- Three.", "## 2. Scope", "S.",
    ]  # fmt: skip
    assert example.run("diff", "one", "one", "--layout", "ours").exit_code == 0
    assert example.run("build", "one", "--layout", "ours").exit_code == 0


def test_the_limit_of_a_section_without_a_title_cannot_be_printed(example: Example) -> None:
    example.layout(ours("      - {id: note, words: {maximum: 5, printed: true}}\n"))
    assert "can't be printed" in example.problems("one", "ours")[0].message


# --- own columns, and lists in cells --------------------------------------------------------------

TABLE = "      - {id: duties, title: Duties, columns: {text: Duty, example: Such as, rate: Rate}}\n"
ENTRIES = """\
sections:
  duties:
    - {text: Sweep., cells: {example: The square., rate: "5.5%"}}
    - text: Mend
      cells: {example: {markdown: A **wall**.}}
      items: [Stone., {text: Wood, items: [Oak.]}]
"""


def test_entries_have_cells_in_columns_of_the_organisations_own(example: Example) -> None:
    example.layout(ours(TABLE))
    example.role(ENTRIES, sections="", criteria="")
    document = example.documents("one", "ours")["sheet"]
    assert "| Sweep. | The square. | 5.5% |" in document.markdown
    assert "A **wall**." in document.markdown
    shown = json.loads(example.run("show", "one", "--format", "json").stdout)
    [group] = shown["sections"]["duties"]["groups"]
    assert group["items"][0]["details"] == {"example": "The square.", "rate": "5.5%"}


def test_a_list_stands_in_a_cell_as_a_list(example: Example) -> None:
    example.layout(ours(TABLE))
    example.role(ENTRIES, sections="", criteria="")
    document = example.documents("one", "ours")["sheet"]
    assert "Mend<ul><li>Stone.</li><li>Wood<ul><li>Oak.</li></ul></li></ul>" in document.markdown
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    paragraphs = [item_depth(spans) for spans in parted(table.rows[1][0])]
    assert [(depth, plain(spans)) for depth, spans in paragraphs] == [
        (0, "Mend"), (1, "Stone."), (1, "Wood"), (2, "Oak."),
    ]  # fmt: skip
    xml = example.word("sheet", "ours")
    cell = xml[xml.index("Mend") - 400 : xml.index("Oak.")]
    assert cell.count('w:val="ListBullet"') == 3
    assert "<ul>" not in xml


def test_in_a_list_cells_stand_under_their_labels(example: Example) -> None:
    example.layout(ours(DUTIES))
    example.role(ENTRIES, sections="", criteria="")
    problems = example.problems("one", "ours")
    assert {"missing-label"} == {problem.rule for problem in problems}
    assert "add example: … to its labels" in problems[0].hint
    example.layout(ours(DUTIES) + "labels: {example: Such as, rate: Rate}\n")
    lines = section(example.documents("one", "ours")["sheet"], "Duties")
    assert lines[0] == "- Sweep. Such as: The square. Rate: 5.5%."


def test_cells_are_replaced_one_by_one(example: Example) -> None:
    example.layout(ours(TABLE))
    example.level("sections: {duties: [{id: a, text: Sweep., cells: {example: Old., rate: 1}}]}\n")
    example.role("replace: {a: {cells: {example: New.}}}\n", sections="", criteria="")
    assert "| Sweep. | New. | 1 |" in example.documents("one", "ours")["sheet"].markdown
    again = example.run("diff", "W1", "one", "--layout", "ours").stdout
    assert re.search(r"[Ss]uch as|[Ee]xample", again)


@pytest.mark.parametrize("name", ["text", "label", "weight", "methods"])
def test_a_cell_is_not_called_as_what_entries_say_anyway(example: Example, name: str) -> None:
    example.role(
        f"sections: {{duties: [{{text: A., cells: {{{name}: x}}}}]}}\n", sections="", criteria=""
    )
    assert example.problems()[0].rule == "bad-name"


def test_a_table_without_a_column_for_a_cell_says_so(example: Example) -> None:
    example.layout(ours("      - {id: duties, title: D, columns: {text: Duty}}\n"))
    example.role(ENTRIES, sections="", criteria="")
    assert "no column for example" in example.problems("one", "ours")[0].message


# --- criteria -------------------------------------------------------------------------------------

SUB = """\
person_specification:
  - category: Skills
    lead_in: At the start.
    closing: At the end.
    criteria:
      - {text: Knows one of, importance: essential, items: [Stone, {label: W, text: Wood}]}
"""


@pytest.mark.parametrize(
    "style",
    ["{}", "{as: list}", "{group_by: []}", "{group_by: [importance, category]}",
     "{group_by: [importance], as: list}", "{as: side-by-side}"],
)  # fmt: skip
def test_criteria_hold_lists_and_categories_a_closing_however_they_are_set_out(
    example: Example, style: str
) -> None:
    example.layout(ours(f"      - {{id: person-specification, title: C, criteria: {style}}}\n"))
    example.role(SUB, criteria="")
    document = example.documents("one", "ours")["sheet"]
    for words in ("At the start.", "Knows one of", "Stone", "Wood", "At the end."):
        assert document.markdown.count(words) == 1
    assert document.markdown.index("start") < document.markdown.index("Stone")
    assert document.markdown.index("Stone") < document.markdown.index("the end")
    assert "Stone" in example.word("sheet", "ours")


def test_tables_with_a_column_of_groups_lose_no_text_of_a_group(example: Example) -> None:
    example.layout(ours("      - {id: duties, title: D, columns: {group: G, text: Duty}}\n"))
    example.role(
        "sections:\n  duties:\n    - {heading: H, lead_in: Before., items: [A.], closing: After.}\n"
        "    - {heading: Only, text: Words.}\n",
        sections="",
        criteria="",
    )
    text = example.documents("one", "ours")["sheet"].markdown
    assert all(words in text for words in ("Before.", "| H | A. |", "After.", "Only", "Words."))


def test_a_typed_list_in_html_stays_text(example: Example) -> None:
    example.layout(ours("      - {id: duties, title: D, columns: {text: Duty}}\n"))
    example.role("sections: {duties: [A<ul><li>b</li></ul>]}\n", sections="", criteria="")
    document = example.documents("one", "ours")["sheet"]
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    assert plain(table.rows[0][0]) == "A<ul><li>b</li></ul>"
