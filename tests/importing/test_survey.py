"""What many documents say in common: found with known truth, and said once where that is wanted."""

from __future__ import annotations

import csv
import io
import json
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
import yaml
from running import run

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example

# Planted: each line is one sentence in all its wordings. Nothing here is like anything else.
SENTENCES = (
    (
        "Report every accident and near miss to the safety team on the day it happens.",
        "To report every accident and near miss to the safety team on the day it happens.",
        "Report every accident and near miss to the safety team on the same day it happens.",
    ),
    (
        "Protect personal information as the council's data protection policy requires.",
        "Protect personal information as the council's own data protection policy requires.",
    ),
    ("Treat customers and colleagues with respect, whoever they are and wherever they come from.",),
    (
        "Keep to the budget of the service and warn the manager early when it is at risk.",
        "Keep to the budget of the service, and warn your manager early when it is at risk.",
    ),
    ("Take part in one-to-one meetings, appraisals and the training that the job needs.",),
    ("Use pool cars or public transport for journeys between offices wherever that is possible.",),
)
VERBS = "sort mend paint count water weigh draw sing carry teach price store"
THINGS = "parcels fences railings tickets beds lorries maps carols ladders swimmers stalls films"
PLACES = "depots parks piers museums farms quarries archives chapels sheds pools markets vaults"


def own(n: int) -> list[str]:
    """Return what only one description says."""
    verbs, things, places = (words.split() for words in (VERBS, THINGS, PLACES))
    verb, other = verbs[n].capitalize(), verbs[n - 1]
    return [
        f"{verb} the {things[n]} that arrive from {places[n]} each spring.",
        f"Show {places[n - 3]} how to {other} {things[n - 5]} without any waste.",
        f"Write letters about {things[n - 2]}, {things[n - 7]} and {places[n - 4]}.",
    ]


def write(folder: Path, number: int = 12) -> dict[str, set[str]]:
    """Write descriptions; return the files in which each planted sentence stands, by its first."""
    folder.mkdir()
    said: dict[str, set[str]] = {}
    for n in range(number):
        lines = own(n)
        for at, wordings in enumerate(SENTENCES):
            if (n + at) % 6 != 5 or at < 2:  # some lack some
                lines.append(wordings[(n * 5 + at) % len(wordings)])
                said.setdefault(wordings[0], set()).add(f"job-{n}.md")
        duties = "\n".join(f"- {line}" for line in lines)
        text = f"# Job {n + 1} of the council\n\nGrade: Grade 4\n\n## Main duties\n\n{duties}\n"
        (folder / f"job-{n}.md").write_text(text, "utf-8")
    return said


def report(example: Example, folder: Path, form: str = "json", *more: str) -> str:
    words = ("--family", "records", "--dry-run", "--report", form, *more)
    done = run("import", str(folder), *words, folder=example.root)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_planted_sentences_are_found_with_all_their_wordings_and_nothing_else(
    example: Example, tmp_path: Path
) -> None:
    truth = write(tmp_path / "old")
    found = json.loads(report(example, tmp_path / "old"))
    wanted = {frozenset(pair) for wordings in SENTENCES for pair in combinations(wordings, 2)}
    pairs = {
        frozenset(pair)
        for one in found["statements"]
        for pair in combinations([wording["text"] for wording in one["wordings"]], 2)
    }
    assert len(pairs & wanted) >= 0.95 * len(wanted)
    assert len(pairs & wanted) >= 0.95 * len(pairs)
    files = {
        wordings[0]: {
            file
            for one in found["statements"]
            if {wording["text"] for wording in one["wordings"]} & {*wordings}
            for file in one["files"]
        }
        for wordings in SENTENCES
    }
    assert files == truth
    assert found["headline"].startswith("12 descriptions; 6 sentences in three or more; 3 of them")


def test_who_lacks_a_statement_that_most_have_is_told(example: Example, tmp_path: Path) -> None:
    truth = write(tmp_path / "old")
    found = json.loads(report(example, tmp_path / "old"))
    lacking = {one["text"]: set(one["files"]) for one in found["lacking"]}
    everyone = {f"job-{n}.md" for n in range(12)}
    for wordings in SENTENCES:
        missing = everyone - truth[wordings[0]]
        said = next((lacking[text] for text in wordings if text in lacking), set())
        assert said == missing


def test_what_most_jobs_of_a_grade_say_is_listed_and_never_made(
    example: Example, tmp_path: Path
) -> None:
    write(tmp_path / "old")
    found = json.loads(report(example, tmp_path / "old"))
    told = set(found["of_grades"]["4"])
    assert all(told & {*wordings} for wordings in SENTENCES)
    assert len(told) == len(SENTENCES)


def test_people_are_left_out(example: Example, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    for n in range(4):
        text = (
            f"# Clerk {n}\n\nContact: Jo Bloggs\n\n## Main duties\n\n"
            "- Ask Mrs Bloggs about the keys first.\n- Lock the doors of the hall.\n"
            "- Write to jo.bloggs@northmere.example about the keys first.\n"
        )
        (folder / f"job-{n}.md").write_text(text, "utf-8")
    for form in ("json", "html", "csv", "terminal"):
        said = report(example, folder, form)
        assert "Bloggs" not in said
        assert "bloggs" not in said
        assert "Lock the doors of the hall." in said


def test_a_spreadsheet_has_a_row_a_wording_and_no_formula(example: Example, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    for n in range(3):
        text = f"# Clerk {n}\n\n## Main duties\n\n- =SUM(A1:A9) is how totals are made here.\n"
        (folder / f"job-{n}.md").write_text(text, "utf-8")
    rows = list(csv.DictReader(io.StringIO(report(example, folder, "csv"))))
    assert [row["wording of"] for row in rows] == ["'=SUM(A1:A9) is how totals are made here."]


def test_what_is_word_for_word_the_same_becomes_a_clause_and_no_word_is_lost(
    example: Example, tmp_path: Path
) -> None:
    write(tmp_path / "old")
    words = ("import", str(tmp_path / "old"), "--family", "records")
    done = run(*words, "--share", "3", folder=example.root)
    assert done.returncode == 0, done.stderr
    family = (example.root / "families/records/family.yaml").read_bytes()
    clauses = yaml.load(family, Loader=yaml.BaseLoader)["clauses"]  # noqa: S506
    said = {clause["text"] for clause in clauses.values()}
    assert {wordings[0] for wordings in SENTENCES if len(wordings) == 1} <= said
    assert not any("each spring" in text for text in said)
    checked = run("check", "--draft", folder=example.root)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    for n in range(12):
        role = f"job-{n + 1}-of-the-council"
        assert run("build", role, "--draft", folder=example.root).returncode == 0
        path = next(example.root.glob(f"build/**/{role}/job-description.md"))
        made = path.read_text("utf-8")
        for line in (tmp_path / "old" / f"job-{n}.md").read_text("utf-8").splitlines():
            if line.startswith("- "):
                assert line[2:] in made


def test_near_wordings_become_one_only_where_they_are_chosen(
    example: Example, tmp_path: Path
) -> None:
    write(tmp_path / "old")
    choices = tmp_path / "choices.yaml"
    words = ("import", str(tmp_path / "old"), "--family", "records", "--share", "3")
    first = run(*words, "--choices", str(choices), folder=example.root)
    assert "no role was written" in first.stdout
    assert not (example.root / "families/records").exists()
    listed = yaml.load(choices.read_bytes(), Loader=yaml.BaseLoader)["sentences"]  # noqa: S506
    assert len(listed) == 3
    text = choices.read_text("utf-8")
    assert text.count("choose: leave") == 3
    choices.write_text(text.replace("choose: leave", "choose: yes", 1), "utf-8")
    second = run(*words, "--choices", str(choices), folder=example.root)
    assert second.returncode == 0, second.stderr
    chosen = [wording["text"] for wording in listed[0]["wordings"]]
    roles = "".join(
        path.read_text("utf-8") for path in (example.root / "families/records").rglob("*.yaml")
    )
    whole = " ".join(roles.split())
    assert whole.count(chosen[0]) == 1
    assert not [text for text in chosen[1:] if text in whole]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sentences: [oops", "choices.yaml:1:"),
        (
            "sentences:\n  - {choose: yess, wordings: [{text: A b.}]}\n",
            'choices.yaml:2:14: "yess" is neither yes nor leave; write yes or leave',
        ),
        ("sentences:\n  - {wordings: [{text: A b.}]}\n", "choices.yaml:2:5: the field"),
    ],
)
def test_choices_that_cant_be_read_are_refused(
    text: str, said: str, example: Example, tmp_path: Path
) -> None:
    write(tmp_path / "old")
    choices = tmp_path / "choices.yaml"
    choices.write_text(text, "utf-8")
    words = ("import", str(tmp_path / "old"), "--family", "records", "--choices", str(choices))
    done = run(*words, folder=example.root)
    assert done.returncode == 1
    assert said in done.stderr


def test_sharing_into_a_family_that_is_there_is_refused(example: Example, tmp_path: Path) -> None:
    write(tmp_path / "old")
    family = next(path.parent.name for path in example.root.glob("families/*/family.yaml"))
    words = ("import", str(tmp_path / "old"), "--family", family, "--share", "3")
    done = run(*words, folder=example.root)
    assert done.returncode == 1
    assert "into a family that isn't there yet" in done.stderr
