"""Who said a sentence, and where a thing is used."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from example import REPOSITORY, repository
from running import run, run_on_terminal, run_well, shown, words

from jdgen.reports.where_used import as_json, text
from jdgen.trace.where_used import where_used

if TYPE_CHECKING:
    from example import Example


def test_each_line_is_explained_by_layer_file_and_line(example: Example) -> None:
    example.organisation("clauses:\n  safe: {text: Work safely.}\n")
    example.level(
        "sections:\n  purpose: Helps.\n  accountabilities:\n    - {id: log, text: Keep the log.}\n"
        "    - {id: yard, text: Sweep the yard.}\n    - {id: van, optional: true, text: Drive.}\n"
        "    - clause: safe\n"
    )
    example.role("omit: [yard]\ninclude: [van]\nreplace:\n  log: Keep every log.\n", sections="")
    lines = run_well("explain", "one", folder=example.root).splitlines()
    start = lines.index("Accountabilities")
    assert lines[start : start + 16] == [
        "Accountabilities",
        "  Keep every log.",
        "    role, families/works/roles/paviour.yaml:7:8, id log",
        (
            "    replaced by role, families/works/roles/paviour.yaml:7:3; before: “Keep the log.”"
            " (level, families/works/levels/W1.yaml:7:23)"
        ),
        "  Drive.",
        "    level, families/works/levels/W1.yaml:9:39, id van",
        "    In some roles: yes",
        "    included by role, families/works/roles/paviour.yaml:5:11",
        "  Work safely.",
        "    organisation, families/organisation.yaml:5:16, id safe",
        "    named by level, families/works/levels/W1.yaml:10:15",
        "  (not printed) Sweep the yard.",
        "    level, families/works/levels/W1.yaml:8:24, id yard",
        "    omitted by role, families/works/roles/paviour.yaml:4:8",
        "",
        "Criteria",
    ]


def test_alternatives_say_who_chose_them(example: Example) -> None:
    example.level(
        "sections:\n  scope:\n    any_of:\n      - {id: town, text: Works in town.}\n"
        "      - {id: coast, text: Works by the sea.}\n"
    )
    example.role("choose: [coast]\n")
    data = json.loads(
        run_well("explain", "one", "--item", "works", "--format", "json", folder=example.root)
    )
    said = {
        each["text"]: (each["printed"], [event["what"] for event in each["events"]])
        for each in data
        if each["section"] == "scope"
    }
    assert said == {
        "Works by the sea.": (True, ["chosen"]),
        "Works in town.": (False, ["not chosen"]),
    }


@pytest.mark.parametrize(
    "item", ["project-method", "Use the council's project method", "USE THE COUNCIL'S PROJECT"]
)
def test_one_item_is_explained_by_id_or_by_its_words(item: str) -> None:
    lines = shown("explain", "pmo-analyst", "--item", item)
    assert lines[0] == "Accountabilities"
    assert lines[1].startswith("  (not printed) Use the council's project method in proportion")
    assert lines[3].startswith("    omitted by role, families/project-delivery/roles/")


def test_an_item_that_is_not_there_is_guessed() -> None:
    done = run("explain", "pmo-analyst", "--item", "project-metod", folder=REPOSITORY)
    assert done.returncode == 2
    assert 'says no "project-metod"; did you mean "project-method"?' in words(done.stderr)


def test_a_terminal_gets_links_that_open_the_file() -> None:
    code, text = run_on_terminal("explain", "PRO9", "--item", "risk", folder=REPOSITORY)
    assert code == 0
    path = (REPOSITORY / "families/project-delivery/levels/PRO9.yaml").as_uri()
    assert re.search(r"\x1b\]8;[^;]*;" + re.escape(path) + r"#\d+\x1b\\", text)


def test_every_target_of_ours_is_explained_line_by_line() -> None:
    names = ["PRO9", "TRA6-8", "ict", "pmo-analyst"]
    names += [path.stem for path in (REPOSITORY / "examples/vacancies").glob("*.yaml")]
    for name in names:
        data = json.loads(run_well("explain", name, "--format", "json", folder=REPOSITORY))
        for each in data:
            source = each["source"]
            line = (REPOSITORY / source["file"]).read_text("utf-8").splitlines()
            assert 1 <= source["line"] <= len(line), each


@pytest.mark.parametrize(
    ("wanted", "kind", "reach"),
    [
        ("leads-programme", "item leads-programme", "1 level, 1 role and 1 vacancy"),
        (
            "leads-component",
            "item leads-component",
            "1 level; 1 role and 1 vacancy leave it out",
        ),
        (
            "politically-restricted",
            "clause politically-restricted",
            "1 role and 1 vacancy; 8 roles and 9 vacancies leave it out",
        ),
        ("health-and-safety", "clause health-and-safety", "9 roles and 10 vacancies"),
        ("PRO9", "level PRO9", "1 level, 1 role and 1 vacancy"),
        ("TRA6-8", "level TRA6-8", "1 level, 1 role and 2 vacancies"),
        (
            "planning",
            "item planning",
            "17 levels, 9 roles and 10 vacancies",
        ),
        ("10", "grade 10", "2 levels, 1 role and 2 vacancies"),
        ("AC", "method AC", "1 role and 1 vacancy"),
        ("expert", "step expert", "2 roles and 1 vacancy"),
        ("job-family", "layout job-family", "3 families and 17 levels"),
        (
            "standard",
            "layout standard",
            "3 families, 17 levels, 9 roles, 10 vacancies and 4 layouts",
        ),
        ("pmo-analyst", "role pmo-analyst", "1 role and 1 vacancy"),
        ("ict", "family ict", "1 family, 6 levels, 3 roles and 3 vacancies"),
        ("northmere-way", "framework northmere-way", "5 roles and 6 vacancies"),
    ],
)
def test_an_id_reaches_levels_roles_and_vacancies(wanted: str, kind: str, reach: str) -> None:
    usages = where_used(repository(), wanted)
    lines = list(text(usages))
    assert lines[0].startswith(kind)
    assert f"It reaches {reach}." in lines
    data = as_json(usages)
    listed = [
        name
        for line in lines
        if re.match(r"      \d+ ", line)
        for name in line.partition(": ")[2].split(", ")
    ]
    kinds = ("families", "levels", "roles", "vacancies", "layouts")
    uses = [use for each in data for kind in kinds for use in each[kind]]
    assert listed
    assert sorted(listed) == sorted(use["target"] for use in uses)
    assert {use["how"] for use in uses} <= {line.strip() for line in lines}


def test_an_item_says_where_it_is_printed_replaced_or_left_out(example: Example) -> None:
    example.level("sections:\n  accountabilities:\n    - {id: log, text: Keep the log.}\n")
    example.role("replace:\n  log: Keep every log.\n")
    example.vacancy("omit: [log]\n")
    lines = run_well("where-used", "log", folder=example.root).splitlines()
    assert lines == [
        "item log, said at families/works/levels/W1.yaml:6:23",
        "  and at families/works/roles/paviour.yaml:5:8",
        "It reaches 1 level and 1 role; 1 vacancy leaves it out.",
        "  printed in accountabilities",
        "      1 level: W1",
        "  printed in accountabilities, replaced at families/works/roles/paviour.yaml:5:3",
        "      1 role: paviour",
        "  left out: omitted at vacancies/one.yaml:2:8",
        "      1 vacancy: one",
    ]


def test_an_unknown_id_is_guessed_and_a_broken_file_is_named(example: Example) -> None:
    done = run("where-used", "paviuor", folder=example.root)
    assert done.returncode == 2
    assert 'nothing here has the id "paviuor"; did you mean "paviour"?' in words(done.stderr)
    example.vacancy("include: [nothing]\n")
    done = run("where-used", "paviour", folder=example.root)
    assert done.returncode == 1
    assert "vacancies/one.yaml:2:11: include names an unknown id" in done.stderr
