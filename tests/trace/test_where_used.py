"""Where an id is used: each place once, and all that is reached, however it is reached."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from example import REPOSITORY, repository
from running import run_well

from jdgen.reports.where_used import text
from jdgen.trace.definitions import KINDS
from jdgen.trace.where_used import where_used

if TYPE_CHECKING:
    from example import Example

PLACE = re.compile(r"[\w/.-]+\.yaml:\d+:\d+")
CLAUSE = "clauses: {{safe: {{text: Work safely.{}}}}}\n"
LISTED = "sections: {{{}: [{{clause: safe}}]}}\n"
KIND = "documents:\n  {id}:\n    title: Sheet\n    subject: {subject}\n    sections:\n"
SECTION = "      - {{id: purpose, title: Purpose, {}: {{clause: safe}}}}\n"


def used(example: Example, wanted: str = "safe") -> tuple[list[str], dict[str, Any]]:
    lines = run_well("where-used", wanted, folder=example.root).splitlines()
    [data] = json.loads(run_well("where-used", wanted, "--format", "json", folder=example.root))
    return lines, data


def places(example: Example, file: str) -> list[str]:
    """Return the places of a file that name the clause."""
    lines = (example.root / file).read_text("utf-8").splitlines()
    return [
        f"{file}:{number}:{match.end() + 1}"
        for number, line in enumerate(lines, start=1)
        for match in re.finditer("clause: (?=safe)", line)
    ]


def said(example: Example, layout: str, clause: str = "") -> None:
    """Say a clause, and write a layout that names it."""
    example.organisation(CLAUSE.format(clause))
    example.layout(layout)


def without_posts(example: Example) -> None:
    for kind in ("role", "vacancy"):
        (example.root / example.file(kind)).unlink()


@pytest.mark.parametrize(
    "wanted",
    [
        *("health-and-safety", "politically-restricted", "how-to-apply", "flexible-working"),
        *("PRO9", "TRA6-8", "10", "capability", "freedom", "expert", "A", "AC", "standard"),
        *("pmo-analyst", "ict", "planning", "leads-component", "northmere-way", "listening"),
        *("standby", "job-family"),
    ],
)
def test_a_place_and_a_way_are_said_once(wanted: str) -> None:
    for usage in where_used(repository(), wanted):
        lines = list(text([usage]))
        places = PLACE.findall("\n".join(lines))
        assert len(places) == len({*places})
        ways = [
            line for line in lines if not line.startswith("      ")
        ]  # whom each reaches is below
        assert len(ways) == len({*ways})
        reached = {use.target for uses in usage.uses.values() for use in uses}
        assert reached
        shown = " ".join(line for line in lines if line.startswith("    "))
        assert [name for name in reached if name not in shown] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "field"])  # we have none
def test_everything_with_an_id_says_where_it_is_said(kind: str) -> None:
    wanted = {
        "clause": "conduct", "family": "ict", "level": "PRO9", "grade": "9", "role": "pmo-analyst",
        "item": "planning", "scale": "reach", "step": "expert", "method": "A", "layout": "standard",
        "framework": "northmere-way", "behaviour": "listening", "allowance": "standby",
        "house style": "plain", "axis": "machines",
    }[kind]  # fmt: skip
    usages = {usage.kind: usage for usage in where_used(repository(), wanted)}
    for place in usages[kind].said_at:
        file, line, _ = place.split(":")
        text = (REPOSITORY / file).read_bytes()
        assert text.splitlines()[int(line) - 1]
    assert usages[kind].said_at


@pytest.mark.parametrize(
    ("subject", "setting", "reached"),
    [
        ("post", "lead_in", "1 role, 1 vacancy and 1 layout"),
        ("role", "lead_in", "1 role and 1 layout"),
        ("level", "empty", "1 level and 1 layout"),
        ("family", "empty", "1 family and 1 layout"),
        ("level", "lead_in", "1 layout"),
        ("post", "empty", "1 layout"),
    ],
)
def test_a_clause_that_a_layout_names_reaches_it_and_what_it_is_printed_for(
    subject: str, setting: str, reached: str, example: Example
) -> None:
    said(example, KIND.format(id="sheet", subject=subject) + SECTION.format(setting))
    lines, data = used(example)
    [place] = places(example, "templates/ours/layout.yaml")
    assert f"It reaches {reached}." in lines
    assert [line for line in lines if place in line] == [f"  printed in purpose, named at {place}"]
    assert "      1 layout: ours" in lines
    assert [use["target"] for use in data["layouts"]] == ["ours"]
    assert data["named_at"] == [place]


def test_a_clause_of_a_layout_whose_condition_does_not_hold_reaches_the_layout_alone(
    example: Example,
) -> None:
    layout = KIND.format(id="sheet", subject="post") + SECTION.format("lead_in")
    said(example, layout, ", when: {post.location: Pier}")
    assert "It reaches 1 layout." in used(example)[0]
    example.vacancy("location: Pier\n")
    assert "It reaches 1 vacancy and 1 layout." in used(example)[0]


def test_a_family_whose_guide_names_a_clause_is_reached(example: Example) -> None:
    example.organisation(CLAUSE.format(""))
    example.family("guide: {welcome: {clause: safe}}\n")
    lines, data = used(example)
    assert "It reaches 1 family." in lines
    assert "      1 family: works" in lines
    assert [use["target"] for use in data["families"]] == ["works"]


def test_a_level_without_roles_is_reached(example: Example) -> None:
    example.organisation(CLAUSE.format(""))
    example.level(LISTED.format("accountabilities"))
    without_posts(example)
    [place] = places(example, "families/works/levels/W1.yaml")
    assert used(example)[0][1:] == [
        "It reaches 1 level.",
        f"  printed in accountabilities, named at {place}",
        "      1 level: W1",
    ]


FRAMEWORK = """\
frameworks:
  ours:
    title: Our way
    clause: safe
    behaviours:
      - {id: care, title: Care, text: Takes care.}
"""


def test_a_place_that_names_a_clause_and_reaches_nothing_is_said(example: Example) -> None:
    example.organisation(CLAUSE.format("") + LISTED.format("corporate") + FRAMEWORK)
    without_posts(example)
    lines, data = used(example)
    named = places(example, "families/organisation.yaml")
    assert len(named) == 2
    assert data["named_at"] == named
    assert lines[1:] == [
        "It reaches nothing.",
        *(f"  named at {place}, which reaches nothing" for place in named),
    ]


def test_a_clause_that_a_framework_names_reaches_whoever_asks_for_its_behaviours(
    example: Example,
) -> None:
    example.organisation(CLAUSE.format("") + FRAMEWORK)
    example.role("behaviours: [care]\n")
    lines, _ = used(example)
    [place] = places(example, "families/organisation.yaml")
    assert lines[1:] == [
        "It reaches 1 role and 1 vacancy.",
        f"  printed in behaviours, named at {place}",
        "      1 role: paviour",
        "      1 vacancy: one",
    ]
    lines, _ = used(example, "ours")
    assert lines[1:] == [
        "It reaches 1 role and 1 vacancy.",
        "  1 behaviour",
        "      1 role: paviour",
        "      1 vacancy: one",
    ]


def test_each_section_that_prints_a_clause_is_said(example: Example) -> None:
    example.organisation(CLAUSE.format(""))
    example.level("sections: {scope: {clause: safe}, autonomy: {clause: safe}}\n")
    lines, _ = used(example)
    assert [line for line in lines if "printed" in line] == [
        f"  printed in {section}, named at {place}"
        for section, place in zip(
            ("scope", "autonomy"), places(example, "families/works/levels/W1.yaml"), strict=True
        )
    ]


def test_two_of_one_name_are_told_apart_by_their_files(example: Example) -> None:
    example.copy("families/works", "parks")
    (example.root / "families/parks/roles/paviour.yaml").unlink()
    lines, data = used(example, "W1")
    assert (
        "      2 levels: W1 (families/parks/levels/W1.yaml), W1 (families/works/levels/W1.yaml)"
        in (lines)
    )
    assert len(data["levels"]) == 2


def test_an_axis_reaches_whoever_is_at_a_level_that_says_it(example: Example) -> None:
    example.write(
        "families/works/family.yaml",
        "title: Works\ndescription: Builds.\naxes: {horizon: {title: Plans ahead, kind: time}}\n",
    )
    example.level("horizon: a month\nsections: {scope: 'Plan {{ level.horizon }} ahead.'}\n")
    lines, _ = used(example, "horizon")
    assert lines == [
        "axis horizon, said at families/works/family.yaml:3:25",
        "It reaches 1 level, 1 role and 1 vacancy.",
        "  said at families/works/levels/W1.yaml:4:10",
        "      1 level: W1",
        "      1 role: paviour",
        "      1 vacancy: one",
    ]


def test_a_field_reaches_whoever_says_it_and_the_layouts_that_show_it(example: Example) -> None:
    example.organisation("fields: {depot: {label: Depot}}\n")
    example.layout(
        "omit: [job-description.header.post.contract]\n"
        "include:\n  job-description.header: [{fact: post.depot}]\n"
    )
    example.vacancy("depot: North\n")
    lines, _ = used(example, "depot")
    assert lines == [
        "field depot, said at families/organisation.yaml:4:25",
        "It reaches 1 vacancy and 1 layout.",
        "  said at vacancies/one.yaml:2:8",
        "      1 vacancy: one",
        "  a row of job-description, named at templates/ours/layout.yaml:5:35",
        "      1 layout: ours",
    ]
