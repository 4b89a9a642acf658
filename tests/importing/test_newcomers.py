"""What a newcomer meets after an import: all problems at once, and nothing that nobody said."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import yaml
from running import run

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example

CLERK = """\
# Job description

Job title: Records Clerk
Grade: Grade 4
Reports to: Records Manager
{more}
## Purpose of the job

Keep the council's records.

## Main duties

- File papers on the day they arrive.

## Person specification

### Experience

**Essential**

- Has kept records{methods}.
"""


def bring(example: Example, tmp_path: Path, *texts: str, words: tuple[str, ...] = ()) -> str:
    old = tmp_path / "old"
    old.mkdir()
    for number, text in enumerate(texts):
        (old / f"{number}.md").write_text(text, "utf-8")
    done = run("import", str(old), "--family", "records", *words, folder=example.root)
    assert done.returncode == 0, done.stderr
    return done.stdout


def clerk(more: str = "", methods: str = "") -> str:
    return CLERK.format(more=more, methods=methods)


def test_criteria_of_which_no_method_is_said_print_none(example: Example, tmp_path: Path) -> None:
    bring(example, tmp_path, clerk("Post number: RC-1\n"))
    built = run("build", "vacancies/records-clerk.yaml", "--draft", folder=example.root)
    assert built.returncode == 0, built.stderr
    made = example.root / "build/records-clerk/person-specification.md"
    text = made.read_text("utf-8")
    assert "Has kept records." in text
    assert "Not assessed on its own" not in text
    assert "How assessed" not in text


def test_where_some_say_a_method_the_others_say_that_they_have_none(
    example: Example, tmp_path: Path
) -> None:
    text = clerk("Post number: RC-1\n", " (A, I)") + "- Has led a team.\n"
    bring(example, tmp_path, text)
    run("build", "vacancies/records-clerk.yaml", "--draft", folder=example.root)
    made = example.root / "build/records-clerk/person-specification.md"
    assert "Not assessed on its own" in made.read_text("utf-8")


def test_what_is_to_be_placed_is_told_of_a_role_without_a_vacancy(
    example: Example, tmp_path: Path
) -> None:
    text = clerk().replace("## Main duties", "## Quizzical matters\n\nA torch.\n\n## Main duties")
    bring(example, tmp_path, text)
    assert not (example.root / "vacancies/records-clerk.yaml").exists()
    as_draft = run("check", "--draft", folder=example.root)
    assert as_draft.returncode == 0, as_draft.stdout
    final = run("check", folder=example.root)
    assert final.returncode == 1
    assert final.stderr.count("is still to be placed") == 1, final.stderr


def test_all_that_keeps_a_document_from_being_final_is_told_at_once(
    example: Example, tmp_path: Path
) -> None:
    text = clerk(
        "Job title: Records Officer\nPost number: RC-1\nClosing date: soon or 1 May 2027\n"
        "Closing date: 2 May 2027\n"
    ).replace("## Main duties", "## Quizzical matters\n\nA torch.\n\n## Main duties")
    bring(example, tmp_path, text)
    built = run("build", "vacancies/records-clerk.yaml", folder=example.root)
    assert built.returncode == 1
    for said in (
        '"Records Clerk or Records Officer"',
        "is still to be placed",
        'the level is "Draft"',
        '"soon or 1 May 2027 or 2 May 2027"',
    ):
        assert said in built.stderr, said
    places = [line.partition(": ")[0] for line in built.stderr.splitlines() if ".yaml:" in line]
    assert len(places) == len({*places})


@pytest.mark.parametrize(
    "contents",
    [
        "Contents\n\nPurpose of the job ........ 2\n\nMain duties ........ 2\n\n",
        "# Contents\n\n- Purpose of the job\n- Main duties\n- Person specification\n\n",
        "**Table of contents**\n\n1. Purpose of the job\n2. Main duties\n\n",
        "Purpose of the job .......... 2\n\nMain duties .......... 3\n\n",
    ],
)
def test_a_typed_page_of_contents_is_no_title(
    example: Example, tmp_path: Path, contents: str
) -> None:
    bring(example, tmp_path, contents + clerk())
    [path] = (example.root / "families/records/roles").iterdir()
    role = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 - plain texts
    assert role["title"] == "Records Clerk"
    assert role["sections"]["purpose"] == "Keep the council's records."
    assert role["sections"]["duties"] == ["File papers on the day they arrive."]
    assert "unplaced" not in role


DUTY = "File papers on the day they arrive."
WORDINGS = [
    ("{} report to the {} each week in writing and in time", "CDO", "COO", "names: CDO, COO"),
    ("{} keep the {} boxes of papers in the cold store", "37", "35", "figures: 35, 37"),
    ("{} must {} wear a helmet in the store on each day", "always", "not", "what must be: not"),
    ("{} file papers in the cold store on {} day they arrive", "the", "that", ""),
]


@pytest.mark.parametrize(("text", "first", "other", "warning"), WORDINGS)
def test_wordings_that_seldom_mean_the_same_are_offered_with_a_warning(
    example: Example, tmp_path: Path, text: str, first: str, other: str, warning: str
) -> None:
    texts = [clerk().replace(DUTY, text.format("You", word)) for word in (first, first, other)]
    choices = tmp_path / "choices.yaml"
    bring(example, tmp_path, *texts, words=("--share", "3", "--choices", str(choices)))
    said = choices.read_text("utf-8")
    assert "wordings:" in said
    assert (f"# Mind: these differ in {warning}" in said) == bool(warning)
    assert ("# Mind:" in said) == bool(warning)


@pytest.mark.parametrize(
    "text", ["." * 200_000, ("." * 300 + " 1\n\n") * 500, "_ " * 50_000, "A = B, " * 20_000]
)
def test_no_line_takes_longer_than_it_is(example: Example, tmp_path: Path, text: str) -> None:
    begun = time.process_time()
    bring(example, tmp_path, f"{clerk()}\n{text}\n")
    assert time.process_time() - begun < 5
