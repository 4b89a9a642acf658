"""Why a layer changes what it inherits, as it says itself and explain shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from example import Example

LEVEL = """\
sections:
  accountabilities:
    - {id: log, text: Keep the log.}
    - {id: team, optional: true, text: Lead the team.}
  scope:
    any_of:
      - {id: wide, text: All sites.}
      - {id: small, text: One site.}
"""


@pytest.mark.parametrize("layer", ["role", "vacancy"])
@pytest.mark.parametrize(
    ("change", "event"),
    [
        ("omit: [{id: log, reason: Another post keeps it}]\n", "omitted by"),
        ("include: [{id: team, reason: Another post keeps it}]\n", "included by"),
        ("replace: {log: {text: Own the log., reason: Another post keeps it}}\n", "replaced by"),
    ],
)
def test_explain_shows_the_reason_of_a_change(
    example: Example, layer: str, change: str, event: str
) -> None:
    example.level(LEVEL)
    choice = "choose: [{id: wide, reason: It works everywhere}]\n"
    example.role(choice + (change if layer == "role" else ""))
    example.vacancy(change if layer == "vacancy" else "")
    said = example.run("explain", "one").output
    assert next(
        line.strip() for line in said.splitlines() if "because: Another post keeps it" in line
    ).startswith(f"{event} {layer}, ")
    assert "because: It works everywhere" in said
    texts = json.loads(example.run("explain", "one", "--format", "json").output)
    assert {e.get("reason") for text in texts for e in text["events"]} >= {
        "Another post keeps it",
        "It works everywhere",
    }


@pytest.mark.parametrize(
    "change",
    ["omit: [{id: log}]\n", "omit: [{reason: why}]\n", "omit: [{id: log, reason: ''}]\n"],
)
def test_a_reason_without_a_text_or_an_id_is_refused(example: Example, change: str) -> None:
    example.level(LEVEL)
    example.role(f"choose: [wide]\n{change}")
    ran = example.run("check")
    assert ran.exit_code == 1
    assert "families/works/roles/paviour.yaml:5:" in ran.output


def test_a_layout_can_say_why_it_differs(example: Example) -> None:
    example.layout(
        "leaves_out: [{fact: post.contact, reason: It is on our site}]\n"
        "omit: [{id: job-description.header.post.location, reason: We have one office}]\n"
        "replace:\n  job-description.duties: {title: Your work, reason: Plain words}\n"
    )
    assert example.run("check").exit_code == 0
