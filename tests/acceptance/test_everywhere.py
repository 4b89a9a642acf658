"""What can be said is known to every command, the schemas and the reference, not to build alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import jsonschema
import pytest
import yaml
from example import CRITERIA, REPOSITORY, Example
from repositories import git

if TYPE_CHECKING:
    from collections.abc import Mapping

ORGANISATION: Final = """\
fields: {rota: {label: Rota}, grant: {label: Grant, kind: money}}
clauses:
  as-prose: {markdown: 'A clause-as-prose *clause*.'}
  in-list: {text: A clause-in-list.}
frameworks: {ours: {title: Ours, behaviours: [{id: care, title: behaviour-named, text: Cares.}]}}
pay:
  - effective: 2026-04-01
    grades: {"4": {title: Grade 4, minimum: 24000}}
    allowances: {boots: {title: allowance-named, amount: 50, text: For boots.}}
"""
VACANCY: Final = """\
rota: own-field
grant: 12345
contract: Fixed
contract_reason: why-of-a-contract
interview_date: {text: words-for-a-date}
closing_date: [2027-03-09, 23 November 2027]
dimensions: {staff_direct: 12 to 345}
checks: {dbs: Enhanced, workforce: Adults, reason: why-of-a-check}
behaviours: [care]
allowances: [boots]
linked_grades: [{grade: "4", text: step-of-a-grade}, {grade: "4", text: Later.}]
codes: {SOC: outside-code}
relationships: [{who: whom-with, where: inside, why: why-with-them}]
sections:
  context: {markdown: "A **marked-prose** text."}
  scope: {clause: as-prose}
  duties:
    lead_in: before-a-list
    closing: after-a-list
    items:
      - {clause: in-list}
      - {markdown: "A *marked-entry* duty."}
      - {text: Nests., items: [list-in-an-entry, {text: More., items: [list-in-a-list]}]}
      - {label: label-of-a-list, items: [Labelled.]}
      - {text: Has cells., cells: {example: own-column}}
      - {text: Recurs., frequency: how-often, outcome: what-comes-of-it}
      - {heading: Alone, text: group-without-list}
      - {lead_in: group-without-heading, items: [Goes on.]}
      - {heading: Closed, items: [Ends.], closing: after-a-group}
person_specification:
  - category: own-category
    lead_in: before-criteria
    closing: after-criteria
    criteria:
      - {text: Has a list., importance: essential, items: [list-in-a-criterion]}
      - {text: Has another way., importance: essential, or_instead: accepted-instead}
"""
SAID: Final[Mapping[str, str]] = {
    "own-field": "fields", "12,345": "fields > <id> > kind", "why-of-a-contract": "contract_reason",
    "words-for-a-date": "text", "November": "closing_date", "345": "dimensions > staff_direct",
    "why-of-a-check": "checks > reason", "behaviour-named": "behaviours",
    "allowance-named": "allowances", "step-of-a-grade": "linked_grades > text",
    "outside-code": "codes", "whom-with": "who", "why-with-them": "why",
    "marked-prose": "markdown", "clause-as-prose": "clause", "before-a-list": "lead_in",
    "after-a-list": "closing", "clause-in-list": "clause", "marked-entry": "markdown",
    "list-in-an-entry": "items", "list-in-a-list": "items", "label-of-a-list": "label",
    "own-column": "cells", "how-often": "frequency", "what-comes-of-it": "outcome",
    "group-without-list": "heading", "group-without-heading": "lead_in",
    "after-a-group": "closing", "own-category": "category", "before-criteria": "lead_in",
    "after-criteria": "closing", "list-in-a-criterion": "items", "accepted-instead": "or_instead",
}  # fmt: skip
"""Each word that is said, and the field of the reference that says it."""
ROWS: Final = (
    "post.rota", "post.grant", "post.interview_date", "post.closing_date", "post.contract",
    "dimensions.staff_direct", "checks.dbs", "checks.workforce", "checks.reason",
    "post.contract_reason",
)  # fmt: skip
SECTIONS: Final = (
    "purpose", "context", "scope", "duties", "relationships", "behaviours", "allowances",
    "progression", "codes", "person-specification",
)  # fmt: skip
LAYOUT: Final = {
    "documents": {
        "sheet": {
            "title": "Sheet",
            "header": [{"fact": fact, "label": fact} for fact in ROWS],
            "sections": [{"id": key, "title": key} for key in SECTIONS],
        }
    },
    "labels": {"example": "Such as"},
}
SHOW: Final = ("show", "two", "--layout", "ours", "--format")
COMMANDS: Final = {
    "show": (*SHOW, "text"),
    "show as JSON": (*SHOW, "json"),
    "show as Markdown": (*SHOW, "markdown"),
    "explain": ("explain", "two"),
    "explain as JSON": ("explain", "two", "--format", "json"),
    "diff": ("diff", "one", "two"),
    "diff as JSON": ("diff", "one", "two", "--format", "json"),
    "diff as Markdown": ("diff", "one", "two", "--format", "markdown"),
    "diff as a page": ("diff", "one", "two", "--format", "html"),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Example:
    example = Example(tmp_path_factory.mktemp("everywhere"))
    example.organisation(ORGANISATION)
    example.role("", criteria=CRITERIA)
    example.layout(yaml.safe_dump(LAYOUT))
    example.write("vacancies/two.yaml", f"role: paviour\n{VACANCY}")
    return example


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_know_all_that_is_said(place: Example, command: str) -> None:
    done = place.run(*COMMANDS[command])
    assert done.exit_code == 0, done.stderr
    printed = done.stdout.replace("\u00a0", " ")
    assert [word for word in SAID if word not in printed] == []


def test_the_reference_knows_its_fields() -> None:
    reference = (REPOSITORY / "docs/reference.md").read_text("utf-8")
    fields = {field.replace(" > ", " \u203a ") for field in SAID.values()}
    assert [field for field in sorted(fields) if f"{field}` |" not in reference] == []


def test_editors_take_all_of_it_for_right(place: Example) -> None:
    assert place.run("schema").exit_code == 0
    schema = json.loads((place.root / ".jdgen/vacancy.schema.json").read_text("utf-8"))
    said = yaml.load(f"role: paviour\n{VACANCY}", yaml.BaseLoader)  # noqa: S506 - text alone
    assert [*jsonschema.Draft7Validator(schema).iter_errors(said)] == []


def test_a_change_of_each_field_reaches_its_vacancy(place: Example) -> None:
    """Each field by itself, in a vacancy of its own."""
    fields = yaml.safe_load(VACANCY)
    for name in fields:
        place.write(f"vacancies/with-{name.replace('_', '-')}.yaml", "role: paviour\n")
    git(place.root, "init", "-q", "-b", "main")
    git(place.root, "add", "-A")
    git(place.root, "commit", "-qm", "Start")
    for name, said in fields.items():
        file = f"vacancies/with-{name.replace('_', '-')}.yaml"
        place.write(file, "role: paviour\n" + yaml.safe_dump({name: said}))
    done = place.run("impact", "--since", "main", "--layout", "ours")
    named = [f"with-{name.replace('_', '-')}" for name in fields]
    assert [name for name in named if name not in done.stdout] == []
