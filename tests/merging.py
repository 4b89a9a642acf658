"""A workspace of one file of each layer, and what its layers come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from jdgen.compose.job import compose
from jdgen.model.section import (
    Entry,
    Listing,
    Prose,
)
from jdgen.problems import InvalidInput, Problem
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from pathlib import Path

    from jdgen.model.job import Job, Layer


FILES = {
    "organisation": "families/organisation.yaml",
    "family": "families/works/family.yaml",
    "level": "families/works/levels/W1.yaml",
    "role": "families/works/roles/clerk.yaml",
    "vacancy": "vacancies/one.yaml",
}


STARTS = {
    "organisation": "name: Northmere Council\nlanguage: en-GB\n"
    "assessment_methods: {A: Application form, I: Interview}\n",
    "family": "title: Works\ndescription: Jobs that build things.\n",
    "level": 'title: Support\ncode: W1\nrank: 1\ngrades: ["4"]\n',
    "role": "title: Clerk\nfamily: works\nlevel: W1\n",
    "vacancy": "role: clerk\n",
}


class Workspace:
    """A small workspace, each file of which goes on as a test says."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, **said: str) -> Library:
        for name, file in FILES.items():
            path = self.root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            start = "" if said.get(name, "").startswith("title:") else STARTS[name]
            path.write_text(start + said.get(name, ""), encoding="utf-8")
        return Library(self.root)

    def vacancy(self, **said: str) -> Job:
        library = self.write(**said)
        return compose(library.lineage_of_vacancy(self.root / FILES["vacancy"]))

    def role(self, **said: str) -> Job:
        library = self.write(**said)
        return compose(library.lineage_of_role(self.root / FILES["role"]))

    def level(self, **said: str) -> Job:
        return compose(self.write(**said).lineage_of_level("works", "W1"))

    def problems(self, **said: str) -> list[Problem]:
        with pytest.raises(InvalidInput) as caught:
            self.vacancy(**said)
        return list(caught.value.problems)

    def line(self, name: str, text: str) -> int:
        """Return the line of a file on which a text stands."""
        lines = (self.root / FILES[name]).read_text(encoding="utf-8").splitlines()
        [found] = [number for number, line in enumerate(lines, start=1) if text in line]
        return found


def listed(job: Job, section: str) -> dict[str, list[str]]:
    """Return a section's texts by the heading that they stand under."""
    content = job.sections[section].content
    assert isinstance(content, Listing)
    return {
        group.heading.text: [item.passage.text for item in group.entries]
        for group in content.groups
    }


def items(job: Job, section: str) -> list[Entry]:
    content = job.sections[section].content
    assert isinstance(content, Listing)
    return [item for group in content.groups for item in group.entries]


def prose(job: Job, section: str) -> list[str]:
    content = job.sections[section].content
    assert isinstance(content, Prose)
    return [passage.text for passage in content.passages]


PAY = """\
pay:
  - effective: 2027-04-01
    grades: {"4": {title: Grade 4, minimum: 30000, maximum: 32500}}
  - effective: 2026-04-01
    grades: {"4": {title: Old grade 4, minimum: 1, maximum: 2}}
"""


OPTIONAL = """\
sections:
  duties:
    - First
    - {id: money, optional: true, text: Pay invoices}
    - {id: people, text: Lead people}
    - Last
"""


ANY_OF = """\
sections:
  purpose:
    any_of:
      - {id: one, text: First purpose}
      - {id: two, text: Second purpose}
      - {id: three, text: Third purpose}
"""


@dataclass
class Plan:
    """Layers, and what a reader of the rules expects of them, worked out on its own."""

    layers: list[Layer] = field(default_factory=list)
    order: list[tuple[str, str, str]] = field(default_factory=list)  # section, heading, text
    out: dict[str, str] = field(default_factory=dict)  # id: reason
    text: dict[str, str] = field(default_factory=dict)  # id: text as it is now
    section: dict[str, str] = field(default_factory=dict)  # id: section
