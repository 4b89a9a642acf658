"""Jobs of which all is known, in the bad habits of real documents: is each thing in its field?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from example import REPOSITORY
from habits import HABITS, WITH_METHODS, Criterion, Job, bare_workspace, write

from jdgen.importing.importing import imported
from jdgen.importing.vocabulary import plain
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from pathlib import Path

    from jdgen.importing.importing import Outcome

ROLES = (
    "project-delivery/roles/project-support-officer",
    "ict/roles/infrastructure-engineer",
    "grounds-maintenance/roles/parks-team-leader",
    "project-delivery/roles/project-manager",
    "ict/roles/ict-service-manager",
    "grounds-maintenance/roles/grounds-maintenance-operative",
)


def texts(text: str) -> dict[str, Any]:
    """Return YAML as plain texts, which it is to jdgen."""
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506


def job_of(role: str, number: int) -> Job:
    said = texts((REPOSITORY / "families" / f"{role}.yaml").read_text("utf-8"))
    manager = said.get("reports_to", "Head of Service")
    facts = {
        "title": said["title"],
        "grade": f"Grade {number + 4}",
        "reports_to": manager if isinstance(manager, str) else "Head of Service",
        "directorate": said["directorate"],
        "location": "Town Hall, Northmere",
        "hours": "37 hours a week",
        "contract": "Permanent",
        "post_number": f"SR-04{number:02}",
    }
    duties = [
        f"{one['label']}: {one['text']}" for one in said["sections"]["duties"] if "label" in one
    ]
    criteria = [
        Criterion(
            one["text"], category["category"], one["importance"], tuple(one.get("assessed_by", ()))
        )
        for category in said["person_specification"]
        for one in category["criteria"]
        if "text" in one
    ]
    purpose = said["sections"].get("purpose", "") if isinstance(said["sections"], dict) else ""
    first = (purpose if isinstance(purpose, str) else "").strip().split("\n\n")[0]
    return Job(facts, first or "Keep what residents use safe, clean and open.", duties, criteria)


JOBS = [job_of(role, number) for number, role in enumerate(ROLES)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A workspace that says nothing of jobs, but grades and assessment methods."""
    return Library(bare_workspace(tmp_path_factory.mktemp("workspace")), draft=True)


def read(library: Library, path: Path) -> Outcome:
    [outcome] = imported(library, [path], "found").outcomes
    return outcome


def fields_wrong(job: Job, outcome: Outcome, habit: str) -> tuple[list[str], int]:
    """Return what is not in its field, and how many things were looked for."""
    role, vacancy = texts(outcome.made.role), texts(outcome.made.vacancy or "{}")
    wanted: list[tuple[str, object, object]] = []
    for name, value in job.facts.items():
        said = (vacancy if name == "post_number" else role).get(name)
        wanted.append((name, said, value.removeprefix("Grade ") if name == "grade" else value))
    sections = role.get("sections", {})
    wanted.append(("purpose", sections.get("purpose"), job.purpose))
    duties = sections.get("duties", [])
    said_duties = [_text(one) for one in duties] if isinstance(duties, list) else []
    wanted += (
        (f"duty {at}", said_duties[at] if at < len(said_duties) else None, duty)
        for at, duty in enumerate(job.duties)
    )
    found = {}
    for category in role.get("person_specification", ()):
        for one in category["criteria"]:
            fields = {"text": one} if isinstance(one, str) else one
            importance = fields.get("importance", category.get("importance"))
            text = plain(_text(fields))
            found[text] = (category["category"], importance, tuple(fields.get("assessed_by", ())))
    for one in job.criteria:
        category, importance, methods = found.get(plain(one.text), ("", "", ()))
        wanted.append((one.text, plain(category), plain(one.category)))
        wanted.append((one.text, importance, one.importance))
        if habit in WITH_METHODS:
            wanted.append((one.text, methods, one.methods))
    wrong = [
        f"{name}: {said!r} is not {value!r}"
        for name, said, value in wanted
        if not _same(said, value)
    ]
    return wrong, len(wanted)


def _same(said: object, wanted: object) -> bool:
    if isinstance(said, str) and isinstance(wanted, str):
        return plain(said) == plain(wanted)
    return said == wanted


def _text(entry: object) -> str:
    if isinstance(entry, str):
        return entry
    assert isinstance(entry, dict)
    label = f"{entry['label']}: " if "label" in entry else ""
    return f"{label}{entry.get('text', '')}"


@pytest.mark.parametrize("habit", HABITS)
def test_facts_duties_and_criteria_of_each_habit_are_in_their_fields(
    habit: str, library: Library, tmp_path: Path
) -> None:
    wrong: list[str] = []
    number = 0
    for job in JOBS:
        faults, of = fields_wrong(job, read(library, write(habit, job, tmp_path)), habit)
        wrong += (f"{job.facts['title']}: {fault}" for fault in faults)
        number += of
    assert number > 200
    assert len(wrong) <= 0.02 * number, "\n".join(wrong)


@pytest.mark.parametrize("habit", HABITS)
def test_no_word_of_a_duty_or_criterion_is_lost(
    habit: str, library: Library, tmp_path: Path
) -> None:
    for job in JOBS:
        outcome = read(library, write(habit, job, tmp_path))
        made = plain(outcome.made.role)
        for text in (job.purpose, *job.duties, *(one.text for one in job.criteria)):
            for word in re.findall(r"\w+", plain(text)):
                assert word in made, (habit, job.facts["title"], word)
        assert not outcome.found.unplaced, (habit, [one.text for one in outcome.found.unplaced])
