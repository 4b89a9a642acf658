"""A place still to be filled in may stand in any field, whatever it takes otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from running import run

from jdgen.model.facts import FACT_OF_FIELD, GROUPS, POST_PARTICULARS, RECORD, VACANCY_PARTICULARS

if TYPE_CHECKING:
    from example import Example

OPEN = '"{{ ? this or that }}"'
FIELDS = {
    **{
        f"{one.field}: {OPEN}": FACT_OF_FIELD[one.field]
        for one in POST_PARTICULARS
        if one.field != "title"  # which a vacancy has that says all itself
    },
    **{f"{one.field}: {OPEN}": FACT_OF_FIELD[one.field] for one in VACANCY_PARTICULARS},
    **{
        f"{group}: {{{one.field}: {OPEN}}}": f"{group}.{one.field}"
        for group, (_, particulars) in GROUPS.items()
        for one in particulars
    },
    **{f"record: {{{one.field}: {OPEN}}}": f"record.{one.field}" for one in RECORD},
    f"grade: {OPEN}": "grade.title",
}
"""What a vacancy says, and the fact that becomes of it."""
ENTRIES = (
    "{text: Lays slabs., importance: %s}",
    "{text: Lays slabs., importance: essential, assessed_by: [A, %s]}",
    "{text: Lays slabs., importance: essential, standard: %s}",
    "{text: Lays slabs., importance: essential, stage: %s}",
    "{text: Lays slabs., importance: essential, weight: %s}",
    "{text: %s, importance: essential}",
    "{label: %s, text: Lays slabs., importance: essential}",
)


def vacancy(example: Example, text: str) -> None:
    example.says(vacancy=f"{text}\n", role=SECTIONS)


SECTIONS = """\
sections:
  purpose: Keeps pavements safe.
person_specification:
  - category: Skills
    criteria:
      - {text: Lays slabs level., importance: essential, assessed_by: [A, T]}
"""


@pytest.mark.parametrize("said", FIELDS)
def test_a_draft_takes_and_prints_it_and_nothing_else_does(said: str, example: Example) -> None:
    vacancy(example, said)
    refused = run("build", "one", folder=example.root)
    assert refused.returncode == 1
    assert 'there is still a place to fill in: "this or that"' in refused.stderr
    file = example.file("vacancy")
    assert refused.stderr.startswith(f"{file}:{example.line('vacancy', 'this or that')}:")
    drawn = run("show", "one", "--format", "json", folder=example.root)
    assert drawn.returncode == 0, drawn.stderr
    built = run("build", "one", "--draft", folder=example.root)
    assert built.returncode == 0, built.stderr
    explained = run("explain", "one", "--format", "json", folder=example.root)
    assert explained.returncode == 0, explained.stderr
    assert "[this or that]" in explained.stdout


@pytest.mark.parametrize("entry", ENTRIES)
def test_criteria_may_be_open_in_a_draft(entry: str, example: Example) -> None:
    criteria = "person_specification:\n  - category: Skills\n    criteria:\n"
    example.says(role=f"sections: {{purpose: P.}}\n{criteria}      - {entry.replace('%s', OPEN)}\n")
    refused = run("build", "one", folder=example.root)
    assert refused.returncode == 1
    assert 'there is still a place to fill in: "this or that"' in refused.stderr
    built = run("build", "one", "--draft", folder=example.root)
    assert built.returncode == 0, built.stderr


@pytest.mark.parametrize("field", ["family", "level"])
def test_what_a_role_can_t_be_without_may_not_be_open(field: str, example: Example) -> None:
    role = example.root / example.file("role")
    lines = role.read_text("utf-8").splitlines()
    kept = [f"{field}: {OPEN}" if line.startswith(f"{field}:") else line for line in lines]
    role.write_text("\n".join(kept) + "\n", "utf-8")
    refused = run("build", "one", "--draft", folder=example.root)
    assert refused.returncode == 1
    assert "is still open, and nothing can be made without it; write its text" in refused.stderr
