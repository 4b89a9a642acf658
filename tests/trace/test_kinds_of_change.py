"""Whatever is changed, `impact` tells what that does to documents, and nothing that isn't so.

What it says of each kind of change stands in `kinds_of_change.txt`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from example import REPOSITORY, Example
from repositories import git
from running import run_well

if TYPE_CHECKING:
    from collections.abc import Iterator

Change = Callable[[Example], None]

ORGANISATION: Final = """\
name: Hale District Council
language: en-GB
translations: [cy]
assessment_methods: {A: Application form, I: Interview, T: Test}
wording: {en: {per: {year: "{pay} a year"}}}
pay:
  - effective: 2026-04-01
    grades:
      "4": {title: Grade 4, minimum: 20000, maximum: 22000}
      "5": {title: Grade 5, minimum: 23000, maximum: 25000}
      "6": {title: Grade 6, minimum: 26000, maximum: 28000}
clauses:
  safe: {text: Work safely.}
  fair: {text: Treat all fairly.}
  spare: {text: Nobody says this.}
frameworks:
  way:
    title: Our way
    behaviours:
      - {id: care, title: Care, text: Look after people.}
      - {id: pride, title: Pride, text: Take pride.}
"""
PAY_TO_COME: Final = """\
  - effective: 2027-04-01
    grades:
      "4": {title: Grade 4, minimum: 21000, maximum: 22500}
      "5": {title: Grade 5, minimum: 23000, maximum: 25000}
      "6": {title: Grade 6, minimum: 26000, maximum: 28000}
"""
FAMILY: Final = """\
title: Works
description: Jobs that build.
axes: {horizon: {title: Plans ahead, kind: time}}
"""
CREW: Final = """\
title: Crew
rank: 1
grades: ["4"]
horizon: a month
sections:
  accountabilities:
    - {id: log, text: Keep the risk log.}
    - Plan {{ level.horizon }} ahead.
    - clause: safe
"""
LEADER: Final = """\
title: Gang leader
rank: 2
grades: ["5"]
horizon: a year
sections:
  accountabilities:
    - {id: lead, text: "Lead the gang {{ level.horizon }}."}
"""
HEAD: Final = """\
title: Head
rank: 3
grades: ["6"]
horizon: two years
sections:
  accountabilities:
    - {id: head, text: "Head the works {{ level.horizon }}."}
"""
KEEPER: Final = """\
title: Keeper
rank: 1
grades: ["4"]
sections:
  accountabilities:
    - {id: log, text: Keep the risk log.}
"""
PAVIOUR: Final = """\
title: Paviour
family: works
level: W1
reports_to: {role: foreman}
sections:
  purpose: Keeps pavements safe.
  duties:
    - {id: slab, text: Lay slabs.}
person_specification:
  - category: Skills
    criteria:
      - {text: Lays slabs level., importance: essential, assessed_by: [A, T]}
behaviours: [care]
"""
FOREMAN: Final = """\
title: Foreman
family: works
level: W2
sections:
  purpose: Leads the gang.
person_specification:
  - category: Skills
    criteria:
      - {text: Leads., importance: essential, assessed_by: [A]}
"""
MASON: Final = """\
title: Mason
family: works
level: W1
sections:
  purpose: Mends walls.
person_specification:
  - category: Skills
    criteria:
      - {text: Mends., importance: essential, assessed_by: [A]}
"""
POLICY: Final = "families/organisation.yaml"
LEVELS: Final = "families/works/levels"
ROLES: Final = "families/works/roles"
W1: Final = f"{LEVELS}/W1.yaml"
ONE: Final = "vacancies/one.yaml"
TWO: Final = "vacancies/two.yaml"
LAYOUT: Final = "templates/standard/layout.yaml"
FILES: Final = {
    POLICY: ORGANISATION,
    "families/works/family.yaml": FAMILY,
    W1: CREW,
    f"{LEVELS}/W2.yaml": LEADER,
    f"{LEVELS}/W3.yaml": HEAD,
    f"{ROLES}/paviour.yaml": PAVIOUR,
    f"{ROLES}/foreman.yaml": FOREMAN,
    f"{ROLES}/mason.yaml": MASON,
    ONE: "role: paviour\nlocation: Depot\nclosing_date: 2026-06-01\n",
    TWO: "role: paviour\nsalary: £21,000 a year\nclosing_date: 2026-06-01\n",
}


def said(file: str, old: str, new: str) -> Change:
    """Say something else in a file."""

    def change(example: Example) -> None:
        text = (example.root / file).read_text("utf-8")
        assert old in text
        example.write(file, text.replace(old, new))

    return change


def written(file: str, text: str) -> Change:
    return lambda example: example.write(file, text)


def gone(file: str) -> Change:
    return lambda example: (example.root / file).unlink()


def moved(old: str, new: str) -> Change:
    def change(example: Example) -> None:
        (example.root / new).parent.mkdir(parents=True, exist_ok=True)
        (example.root / old).rename(example.root / new)

    return change


def another_look(example: Example) -> None:
    look = REPOSITORY / "templates/house-styles/banded.docx"
    shutil.copy(look, example.root / "templates/standard/house-style.docx")


def renamed_role(*more: Change) -> list[Change]:
    return [
        moved(f"{ROLES}/paviour.yaml", f"{ROLES}/paver.yaml"),
        said(ONE, "paviour", "paver"),
        said(TWO, "paviour", "paver"),
        *more,
    ]


def renamed_level(*more: Change) -> list[Change]:
    return [
        moved(W1, f"{LEVELS}/C1.yaml"),
        said(f"{ROLES}/paviour.yaml", "level: W1", "level: C1"),
        said(f"{ROLES}/mason.yaml", "level: W1", "level: C1"),
        *more,
    ]


OWN: Final = ("Keep the risk log.", "Own the risk log.")
NO_VACANCIES: Final = [gone(ONE), gone(TWO)]
CHANGES: Final[dict[str, list[Change]]] = {
    "the pay table": [said(POLICY, "minimum: 20000", "minimum: 20500")],
    "a pay table of a later day": [said(POLICY, "clauses:", f"{PAY_TO_COME}clauses:")],
    "a clause": [said(POLICY, "Work safely.", "Work very safely.")],
    "a clause that nothing names": [said(POLICY, "Nobody says this.", "Nobody says that.")],
    "a framework": [said(POLICY, "Look after people.", "Look after folk.")],
    "a method's name": [said(POLICY, "Application form", "Written application")],
    "the organisation's name": [said(POLICY, "Hale District Council", "Hale Council")],
    "the wording": [said(POLICY, "{pay} a year", "{pay} per annum")],
    "a layout's title": [said(LAYOUT, "title: Purpose of the job", "title: Why the job is")],
    "the house style": [another_look],
    "a field": [said(ONE, "Depot", "Yard")],
    "the contact": [said(ONE, "location: Depot", "location: Depot\ncontact: Ann, a@hale.example")],
    "the closing date": [said(ONE, "2026-06-01", "2026-07-01")],
    "a level's text": [said(W1, *OWN)],
    "an axis": [said(W1, "a month", "two months")],
    "a level's grade": [said(W1, '["4"]', '["5"]')],
    "a level without roles": [said(f"{LEVELS}/W3.yaml", "Head the works", "Head all works")],
    "a version of a level that is in force": [
        written(f"{LEVELS}/W1.2026-05-01.yaml", CREW.replace(*OWN))
    ],
    "a version of a level to come": [written(f"{LEVELS}/W1.2027-05-01.yaml", CREW.replace(*OWN))],
    "a level renamed": renamed_level(),
    "a level renamed and reworded": renamed_level(said(f"{LEVELS}/C1.yaml", *OWN)),
    "a level split": [
        written(f"{LEVELS}/W1a.yaml", CREW.replace("Keep", "Check").replace("rank: 1", "rank: 2")),
        said(f"{ROLES}/mason.yaml", "level: W1", "level: W1a"),
        said(f"{LEVELS}/W2.yaml", "rank: 2", "rank: 3"),
        said(f"{LEVELS}/W3.yaml", "rank: 3", "rank: 4"),
    ],
    "a role moved to another family": [
        written("families/parks/family.yaml", "title: Parks\ndescription: Jobs in parks.\n"),
        written("families/parks/levels/P1.yaml", KEEPER),
        moved(f"{ROLES}/paviour.yaml", "families/parks/roles/paviour.yaml"),
        said(
            "families/parks/roles/paviour.yaml",
            "family: works\nlevel: W1",
            "family: parks\nlevel: P1",
        ),
    ],
    "a family renamed": [
        moved("families/works", "families/roads"),
        *(
            said(f"families/roads/roles/{role}.yaml", "family: works", "family: roads")
            for role in ("paviour", "foreman", "mason")
        ),
    ],
    "a role's text": [said(f"{ROLES}/paviour.yaml", "Lay slabs.", "Lay flags.")],
    "a role renamed that vacancies follow": renamed_role(),
    "a role renamed and retitled": renamed_role(
        said(f"{ROLES}/paver.yaml", "title: Paviour", "title: Paver")
    ),
    "a role renamed without vacancies": [moved(f"{ROLES}/mason.yaml", f"{ROLES}/waller.yaml")],
    "a role without vacancies": [said(f"{ROLES}/mason.yaml", "Mends walls.", "Builds walls.")],
    "a manager's title": [said(f"{ROLES}/foreman.yaml", "title: Foreman", "title: Works Foreman")],
    "a manager renamed": [
        moved(f"{ROLES}/foreman.yaml", f"{ROLES}/ganger.yaml"),
        said(f"{ROLES}/paviour.yaml", "{role: foreman}", "{role: ganger}"),
    ],
    "a first vacancy": [written("vacancies/three.yaml", "role: mason\n")],
    "a first vacancy of a role that changes": [
        written("vacancies/three.yaml", "role: mason\n"),
        said(f"{ROLES}/mason.yaml", "Mends walls.", "Builds walls."),
    ],
    "a new role with a vacancy": [
        written(f"{ROLES}/joiner.yaml", MASON.replace("Mason", "Joiner")),
        written("vacancies/three.yaml", "role: joiner\n"),
    ],
    "a new role": [written(f"{ROLES}/joiner.yaml", MASON.replace("Mason", "Joiner"))],
    "last vacancies gone": NO_VACANCIES,
    "last vacancies gone of a role that changes": [
        *NO_VACANCIES,
        said(f"{ROLES}/paviour.yaml", "Lay slabs.", "Lay flags."),
    ],
    "a vacancy renamed": [moved(ONE, "vacancies/uno.yaml")],
    "a vacancy gone and another new": [
        moved(ONE, "vacancies/uno.yaml"),
        said("vacancies/uno.yaml", "Depot", "Yard"),
    ],
    "a vacancy in another folder": [moved(ONE, "examples/vacancies/one.yaml")],
    "a vacancy of another role": [said(ONE, "paviour", "mason")],
    "a role split": [
        written(f"{ROLES}/layer.yaml", PAVIOUR.replace("Paviour", "Slab layer")),
        said(TWO, "paviour", "layer"),
    ],
    "an evaluation": [
        said(
            f"{ROLES}/paviour.yaml",
            "sections:",
            'evaluation: {scheme: NJC, reference: J1, total: "300"}\nsections:',
        )
    ],
    "another language": [said(ONE, "Depot", "{en: Depot, cy: Depo}")],
    "a comment": [said(POLICY, "name: Hale", "# A note.\nname: Hale")],
    "an override": [said(f"{ROLES}/paviour.yaml", "sections:", "omit: [log]\nsections:")],
}


def expected() -> dict[str, str]:
    """Return what is said of each kind of change."""
    text = (Path(__file__).parent / "kinds_of_change.txt").read_text("utf-8")
    cases = (case.partition("\n") for case in text.split("== ")[1:])
    return {name: lines.strip() for name, _, lines in cases}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """Return a small library in a repository."""
    example = Example(tmp_path_factory.mktemp("kinds"))
    for path in example.root.rglob("*.yaml"):
        if "templates" not in path.parts:
            path.unlink()
    for file, text in FILES.items():
        example.write(file, text)
    git(example.root, "init", "-q", "-b", "main")
    git(example.root, "add", "-A")
    git(example.root, "commit", "-qm", "Start")
    return example


@pytest.fixture
def library(kept: Example) -> Iterator[Example]:
    yield kept
    git(kept.root, "reset", "-q", "--hard")
    git(kept.root, "clean", "-qfd")


def test_each_kind_of_change_is_expected() -> None:
    assert [*CHANGES] == [*expected()]


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_is_told_as_it_is(library: Example, kind: str) -> None:
    for change in CHANGES[kind]:
        change(library)
    told = run_well("impact", "--since", "HEAD", folder=library.root).splitlines()
    lines = [
        line.replace("; not committed yet)", ")").removeprefix("  ")
        for line in told
        if line.startswith("  ")
    ]
    assert "\n".join(lines or ["nothing"]) == expected()[kind]
