"""Levels and roles compared, in every format."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from example import REPOSITORY
from repositories import commit
from running import page, run, run_on_terminal, run_well, shown, words

from jdgen.formats.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    import lxml.html
    from example import Example


COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|38;|48;)[0-9;]*m")


def test_a_difference_in_a_pipe_is_plain_and_says_what_is_of_which_kind() -> None:
    text = run_well("diff", "PRO9", "PRO10", folder=REPOSITORY)
    lines = text.splitlines()
    assert "\x1b" not in text
    assert lines[0] == (
        "PRO9 → PRO10: Specialist project support → Small projects and specialist advice"
    )
    [whole] = [line for line in lines if " facts differ; " in line]
    assert re.fullmatch(
        r"\d+ facts differ; \d+ changed, \d+ only in PRO9, \d+ only in PRO10, \d+ the same;"
        r" \d+ → \d+ words \([-+]\d+\)",
        whole,
    )
    opening = [line for line in lines[: lines.index(whole)] if line and line[0] != " "]
    pay = "£38,996 to £41,911 a year → £42,724 to £45,959 a year"
    titles = [line.split(":")[0] for line in opening]
    assert titles == ["PRO9 → PRO10", f"Grade 9 → Grade 10 · {pay}", "What rises", "Themes"]
    assert any(line.startswith("- only in PRO9: A typical one is") for line in lines)
    assert any(
        line.startswith("~ Planning: Plan [-a month-]{+three months+} ahead") for line in lines
    )
    same = [line for line in lines if "Project method" in line]
    assert [line.split(":")[0] for line in same] == ["Themes"]  # where it is but named
    assert any("Project method" in line for line in shown("diff", "PRO9", "PRO10", "--same"))


def test_a_summary_of_two_levels_names_what_rises_on_one_screen() -> None:
    lines = shown("diff", "PRO9", "PRO10", "--summary")
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    at = lines.index("What rises")
    assert len([line for line in lines[at + 1 : at + 7] if " → " in line]) == 6


@pytest.mark.parametrize("first", range(8, 14))
def test_no_theme_of_a_level_comes_or_goes_at_the_next(first: int) -> None:
    data = json.loads(
        run_well("diff", f"PRO{first}", f"PRO{first + 1}", "--format", "json", folder=REPOSITORY)
    )
    [comparison] = data["comparisons"]
    kinds = {
        section["id"]: {row["kind"] for row in section["rows"]}
        for section in comparison["sections"]
    }
    assert kinds["accountabilities"] <= {"changed", "same"}
    assert kinds["knowledge-skills-experience"] <= {"changed", "same"}
    assert {axis["way"] for axis in comparison["axes"]} == {"rises"}


def test_nothing_differs_between_a_level_and_itself() -> None:
    [heading, summary] = shown("diff", "PRO9", "PRO9")
    assert heading == "PRO9 → PRO9: Specialist project support"
    assert re.fullmatch(r"No difference: \d+ lines the same, \d+ words", summary)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("TRA9-10:9", "TRA9-10:10"),
        ("PRO9", "pmo-analyst"),
        ("project-manager", "programme-manager"),
        ("pmo-analyst", "pmo-analyst-part-time"),
        ("examples/vacancies/project-support-officer.yaml", "digital-project-officer"),
        ("ict", "project-delivery"),
    ],
)
def test_levels_bands_roles_vacancies_and_families_can_be_compared(first: str, second: str) -> None:
    data = json.loads(run_well("diff", first, second, "--format", "json", folder=REPOSITORY))
    [comparison] = data["comparisons"]
    assert comparison["first"]["name"] == Path(first).stem
    assert comparison["second"]["name"] == second
    assert comparison["differs"]


def test_data_name_the_source_of_each_line() -> None:
    [comparison] = json.loads(
        run_well("diff", "PRO9", "PRO10", "--format", "json", folder=REPOSITORY)
    )["comparisons"]
    [section] = [each for each in comparison["sections"] if each["id"] == "accountabilities"]
    [row] = [row for row in section["rows"] if row["second"] and row["second"]["id"] == "risk"]
    assert row["kind"] == "changed"
    assert row["first"]["source"]["file"] == "families/project-delivery/levels/PRO9.yaml"
    assert {span["mark"] for span in row["spans"]} <= {"kept", "removed", "added"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["PRO9", "PRO10"], 0),
        (["PRO9", "PRO10", "--exit-code"], 1),
        (["PRO9", "PRO9", "--exit-code"], 0),
    ],
)
def test_the_exit_code_tells_of_a_difference_only_where_it_is_asked_to(
    arguments: list[str], code: int
) -> None:
    assert run("diff", *arguments, folder=REPOSITORY).returncode == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["PRO9"], "give two things to compare, such as PRO9 PRO10 or PRO9@main PRO9;"),
        ([], "give two things to compare, or --since, or --ladder."),
        (["PRO9", "PRO10", "--ladder", "ict"], "give two things to compare"),
        (["PRO9", "PRO99"], 'there is no level, role, vacancy or family "PRO99"; did you mean'),
        (["TRA9-10:7", "PRO9"], 'TRA9-10 has no grade "7"'),
        (["--ladder", "project-deliver"], 'did you mean "project-delivery"?'),
        (["PRO9", "PRO10", "--layout", "all"], "titles can be those of one layout only."),
    ],
)
def test_a_wrong_command_line_says_what_would_be_right(arguments: list[str], message: str) -> None:
    done = run("diff", *arguments, folder=REPOSITORY)
    assert done.returncode == 2
    assert message in words(done.stderr)
    assert not done.stdout


def test_a_mistake_in_a_file_is_named_as_everywhere(example: Example) -> None:
    example.level("sections: {purpose: [}\n")
    done = run("diff", "W1", "paviour", folder=example.root)
    assert done.returncode == 1
    assert "families/works/levels/W1.yaml:4:" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("plain", [False, True])
def test_a_terminal_shows_both_sides_and_needs_no_colour(columns: int, *, plain: bool) -> None:
    environment = {"NO_COLOR": "1"} if plain else {}
    code, text = run_on_terminal(
        "diff", "PRO9", "PRO10", folder=REPOSITORY, environment=environment, columns=columns
    )
    assert code == 0
    assert bool(COLOUR.search(text)) is not plain
    bare = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).replace("\r", "")
    lines = bare.splitlines()
    assert max(map(len, lines)) <= columns
    assert all(mark in words(text) for mark in ("Plan [-a month-]", "{+three months+}"))
    heads = [line for line in lines if line.split() == ["PRO9", "PRO10"]]
    assert bool(heads) is (columns >= 120)
    assert ("- only in PRO9:" in words(text)) is (columns < 120)


def test_markdown_suits_a_comment_on_a_pull_request() -> None:
    text = run_well("diff", "PRO9", "PRO10", "--format", "markdown", folder=REPOSITORY)
    assert text.startswith("### PRO9 → PRO10: Specialist project support")
    assert "| Grade | Grade 9 | Grade 10 |" in text
    assert (
        "- **Changed:** Planning: Plan <del>a month</del><ins>three months</ins> ahead for"
        " <del>one part of a</del><ins>a small</ins> project. When a date is at risk"
    ) in text
    parse(re.sub("</?(?:ins|del)>", "", text))  # headings, paragraphs, lists and tables, no more


def test_marks_in_markdown_stand_beside_any_sign(example: Example) -> None:
    example.level("sections: {purpose: Keeps what is agreed by members for all of the staff.}\n")
    example.role(
        "",
        sections="sections: {purpose: 'Keeps what is agreed, and paid (twice), by members\u2019 for"
        " all of the staff.'}\n",
    )
    text = run_well("diff", "W1", "paviour", "--format", "markdown", folder=example.root)
    assert "agreed<ins>, and paid (twice),</ins> by members<ins>\u2019</ins> for all" in text


def levels(elements: Iterable[lxml.html.HtmlElement]) -> list[int]:
    return [int(each.tag[1]) for each in elements]


@pytest.mark.parametrize(
    "arguments",
    [["PRO9", "PRO10"], ["PRO9", "pmo-analyst", "--same"], ["--ladder", "ict"], ["PRO9", "PRO9"]],
)
def test_a_page_is_accessible_and_asks_nothing_of_the_network(arguments: list[str]) -> None:
    text = run_well("diff", *arguments, "--format", "html", folder=REPOSITORY)
    made = page(text)
    assert made.get("lang") == "en-GB"
    assert made.findtext(".//title")
    assert [each.tag for each in made.iter("main")] == ["main"]
    headings = levels(made.iter("h1", "h2", "h3", "h4"))
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    for table in made.iter("table"):
        assert table.find("caption") is not None
        scopes = {head.get("scope") for head in table.iter("th")}
        assert scopes <= {"col", "row", "rowgroup"}
    assert not list(made.iter("script", "link", "img", "iframe"))
    addresses = [value for _, name, value, _ in made.iterlinks() if name in {"href", "src"}]
    assert all(address.startswith("#") for address in addresses)
    ids = [each.get("id") for each in made.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in addresses} <= set(ids)
    # What is marked by colour and lines is also said in words.
    for mark in made.iter("ins", "del"):
        assert mark.find("span").text.strip() in {"[only in the first:", "[only in the second:"}


def test_text_in_a_page_is_never_markup(example: Example) -> None:
    example.level('sections: {purpose: "<script>alert(1)</script> & more"}\n')
    text = run_well("diff", "W1", "paviour", "--format", "html", folder=example.root)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in text


def test_a_ladder_shows_each_axis_and_theme_level_by_level() -> None:
    lines = shown("diff", "--ladder", "project-delivery")
    assert lines[0] == "Project delivery: PRO8 to PRO14"
    axes = lines[lines.index("What rises") + 1 : lines.index("Step by step") - 1]
    assert len(axes) >= 6
    levels_ = [f"PRO{number}" for number in range(8, 15)]
    assert all(re.search(" → ".join(f"{level} .+" for level in levels_), axis) for axis in axes)
    steps = lines[lines.index("Step by step") + 1 : lines.index("Step by step") + 7]
    assert [step.split(":")[0].strip() for step in steps] == list(
        map(" → ".join, pairwise(levels_))
    )
    assert all("rises: " in step and "%" not in step for step in steps)
    at = lines.index("  Planning")
    assert [line.split()[0] for line in lines[at + 1 : at + 8]] == levels_


def test_a_ladder_can_be_of_one_theme_axis_or_section() -> None:
    whole = shown("diff", "--ladder", "project-delivery")
    for wanted, others in (("planning", "Purpose"), ("Planning", "Purpose"), ("purpose", "Risk")):
        lines = shown("diff", "--ladder", "project-delivery", "--theme", wanted)
        assert set(lines) < set(whole)
        assert any(line.strip().casefold() == wanted.casefold() for line in lines)
        assert not any(line.strip() == others for line in lines)
    lines = shown("diff", "--ladder", "project-delivery", "--theme", "Plans ahead")
    assert lines[4:] == [line for line in whole if line.startswith("  Plans ahead: ")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--ladder", "ict", "--theme", "planing"], 'ICT has no theme "planing"; did you mean'),
        (["PRO9", "PRO10", "--theme", "planning"], "add --ladder FAMILY."),
    ],
)
def test_a_theme_that_there_is_not_is_told(arguments: list[str], message: str) -> None:
    done = run("diff", *arguments, folder=REPOSITORY)
    assert done.returncode == 2
    assert message in words(done.stderr)
    assert not done.stdout


@pytest.mark.parametrize("columns", [80, 120, 220])
def test_a_ladder_fits_the_terminal(columns: int) -> None:
    code, text = run_on_terminal(
        "diff", "--ladder", "project-delivery", folder=REPOSITORY, columns=columns
    )
    assert code == 0
    bare = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).replace("\r", "")
    assert max(map(len, bare.splitlines())) <= columns
    names = [f"PRO{number}" for number in range(8, 15)]
    is_grid = any(line.split()[-7:] == names for line in bare.splitlines() if line.strip())
    assert is_grid is (columns == 220)


@pytest.mark.parametrize("family", ["ict", "project-delivery"])
def test_a_ladder_as_data_markdown_and_page_says_the_same(family: str) -> None:
    data = json.loads(run_well("diff", "--ladder", family, "--format", "json", folder=REPOSITORY))
    assert len(data["steps"]) == len(data["levels"]) - 1
    text = run_well("diff", "--ladder", family, "--format", "markdown", folder=REPOSITORY)
    made = page(run_well("diff", "--ladder", family, "--format", "html", folder=REPOSITORY))
    for section in data["sections"]:
        for theme in section["themes"]:
            assert len(theme["cells"]) == len(data["levels"])
    assert parse(re.sub("</?(?:ins|del)>", "", text))
    rows = {row.findtext("th"): row for row in made.iter("tr")}
    for section in data["sections"]:
        for theme in section["themes"]:
            if theme["name"] in rows:
                assert len(rows[theme["name"]].findall("td")) == len(data["levels"])
            else:
                states = [cell["state"] for cell in theme["cells"]]
                assert states == ["new", *["same"] * (len(states) - 1)]


def test_since_a_revision_what_is_the_same_is_counted(history: Example) -> None:
    text = run_well("diff", "--since", "main", folder=history.root)
    assert "\n2 of 4 say the same as at main\n" in text  # the family and its level: a role changed
    commit(history, "Say whom it reports to")
    text = run_well("diff", "--since", "main", folder=history.root)
    assert text.splitlines() == ["What differs since main", "4 of 4 say the same as at main"]
