"""jdgen import: what it makes, what it refuses, and what it leaves alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import docx
import pytest
import yaml
from example import standing
from running import run

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example

CLERK = """\
# Job description

Job title: Records Clerk
Grade: Grade 4
Reporting to: Records Manager
Post number: RC-1

## Purpose of the job

Keep the council's records in order.

## Main duties

- File papers on the day they arrive.
- Answer questions from other services.

## Person specification

### Experience

**Essential**

- Has kept records that others relied on. (A, I)

**Desirable**

- Has used a records system. (I)
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "clerk.md").write_text(CLERK, "utf-8")
    return folder


def imports(example: Example, folder: Path, *words: str, family: str = "records") -> object:
    return run("import", str(folder), "--family", family, *words, folder=example.root)


def test_a_role_and_its_vacancy_pass_check_and_build_as_drafts(example: Example, old: Path) -> None:
    done = imports(example, old)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:4] == [
        "families/records/roles/records-clerk.yaml",
        "vacancies/records-clerk.yaml",
        "families/records/levels/grade-4.yaml",
        "families/records/family.yaml",
    ]
    checked = run(
        "check", "--draft", "families/records/roles/records-clerk.yaml", folder=example.root
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    built = run("build", "vacancies/records-clerk.yaml", "--draft", folder=example.root)
    assert built.returncode == 0, built.stderr
    text = (example.root / "build/records-clerk/job-description.md").read_text("utf-8")
    assert "File papers on the day they arrive." in text
    assert "RC-1" in text


def test_a_dry_run_writes_nothing(example: Example, old: Path) -> None:
    before = standing(example.root)
    done = imports(example, old, "--dry-run")
    assert done.returncode == 0
    assert done.stdout.startswith("1 description; 0 sentences in three or more;")
    assert standing(example.root) == before


def test_a_second_import_changes_nothing_and_says_what_differs(example: Example, old: Path) -> None:
    imports(example, old)
    role = example.root / "families/records/roles/records-clerk.yaml"
    before = role.read_bytes()
    same = imports(example, old)
    assert "was not changed; clerk.md says the same" in same.stdout
    (old / "clerk.md").write_text(CLERK.replace("on the day", "in the week"), "utf-8")
    changed = imports(example, old)
    assert "  -    - File papers on the day they arrive." in changed.stdout
    assert "  +    - File papers in the week they arrive." in changed.stdout
    assert role.read_bytes() == before


def test_two_readings_become_a_place_to_fill_in_with_both(example: Example, old: Path) -> None:
    (old / "clerk.md").write_text(f"Reports to: Head of Law\n\n{CLERK}", "utf-8")
    imports(example, old)
    text = (example.root / "families/records/roles/records-clerk.yaml").read_text("utf-8")
    assert 'reports_to: "{{ ? Head of Law or Records Manager }}"' in text
    assert "The document says it in two ways: line 1 says" in text
    refused = run("build", "vacancies/records-clerk.yaml", folder=example.root)
    assert 'there is still a place to fill in: "Head of Law or Records Manager"' in refused.stderr
    report = json.loads(
        imports(example, old, "--dry-run", "--report", "json", family="other").stdout
    )
    assert [one["field"] for one in report["contradictions"]] == ["reports_to"]


def test_what_belongs_nowhere_is_kept_and_refused_in_final_documents(
    example: Example, old: Path
) -> None:
    text = CLERK.replace(
        "## Person spec", "## Quizzical matters\n\nBring a torch.\n\n## Person spec"
    )
    (old / "clerk.md").write_text(text, "utf-8")
    imports(example, old)
    role = "families/records/roles/records-clerk.yaml"
    said = (example.root / role).read_text("utf-8")
    assert "Bring a torch." in said
    assert "source: clerk.md, line" in said
    drawn = run("build", "vacancies/records-clerk.yaml", "--draft", folder=example.root)
    assert drawn.returncode == 0, drawn.stderr
    made = example.root / "build/records-clerk/person-specification.md"
    assert made.read_text("utf-8").rstrip().splitlines()[-5].startswith("- Quizzical matters")
    final = run("build", "vacancies/records-clerk.yaml", folder=example.root)
    assert final.returncode == 1
    assert "is still to be placed; move it to the field or section" in final.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0",
            "the kind that Word wrote before 2007; open it in Word and save",
        ),
        ("a.odt", b"PK", "a document of LibreOffice; save it there as Word"),
        ("a.rtf", b"{\\rtf1 Hello}", "it is Rich Text; open it in Word"),
        ("a.pdf", b"%PDF-1.7", "it is a PDF, which says how a page looks"),
        ("a.docx", b"PK\3\4 cut", "it is not a Word document: it is no zip file; save it in Word"),
        ("a.docx", b"", "it is not a Word document"),
        ("a.md", b"", "there are no words in it"),
        ("a.md", b"\0\1\2\0", "it is no text"),
        ("a.xyz", b"words", "it is no document that can be read; give a Word document"),
    ],
)
def test_other_files_are_refused_by_name_with_a_remedy(
    example: Example, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = standing(example.root)
    done = imports(example, path)
    assert done.returncode == 1
    assert said in done.stderr
    assert name in done.stderr
    assert standing(example.root) == before


def test_a_folder_with_one_file_that_cant_be_read_writes_nothing_unless_asked(
    example: Example, old: Path
) -> None:
    (old / "scan.pdf").write_bytes(b"%PDF")
    before = standing(example.root)
    done = imports(example, old)
    assert done.returncode == 1
    assert standing(example.root) == before
    skipped = imports(example, old, "--skip-unreadable")
    assert skipped.returncode == 0
    assert "1 file passed over." in skipped.stderr
    assert (example.root / "families/records/roles/records-clerk.yaml").exists()


@pytest.mark.parametrize(
    ("family", "more", "said"),
    [
        ("Big Family", (), "small letters, digits and hyphens, such as big-family"),
        ("records", ("--level", "REC1"), 'there is no family "records" that could have the level'),
    ],
)
def test_a_place_that_cant_be_is_refused(
    example: Example, old: Path, family: str, more: tuple[str, ...], said: str
) -> None:
    done = imports(example, old, *more, family=family)
    assert done.returncode == 1
    assert said in done.stderr


def test_a_job_description_and_a_person_specification_of_one_title_are_one_role(
    example: Example, old: Path
) -> None:
    first, _, second = CLERK.partition("## Person specification")
    (old / "clerk.md").write_text(first, "utf-8")
    (old / "clerk ps.md").write_text(f"# Records Clerk: person specification\n\n{second}", "utf-8")
    done = imports(example, old)
    assert done.returncode == 0, done.stderr
    text = (example.root / "families/records/roles/records-clerk.yaml").read_text("utf-8")
    assert "Answer questions from other services." in text
    assert "Has used a records system." in text
    assert "clerk ps.md" in text.splitlines()[1]


def test_hidden_characters_and_braces_are_no_trouble(example: Example, old: Path) -> None:
    text = CLERK.replace(
        "File papers", "File {{ papers }}\u200b \u00ad<b>and</b> R&D: #1 - 'x'\u2028y"
    )
    (old / "clerk.md").write_text(text, "utf-8")
    assert imports(example, old).returncode == 0
    checked = run(
        "check", "--draft", "families/records/roles/records-clerk.yaml", folder=example.root
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    run("build", "vacancies/records-clerk.yaml", "--draft", folder=example.root)
    made = (example.root / "build/records-clerk/job-description.md").read_text("utf-8")
    assert "{{ papers }}" in made.replace("\\", "")


def test_a_vocabulary_of_ones_own_comes_first(example: Example, old: Path) -> None:
    (old / "clerk.md").write_text(CLERK.replace("Reporting to", "Boss"), "utf-8")
    words = old.parent / "words.yaml"
    words.write_text("facts:\n  reports_to: [Boss]\n", "utf-8")
    imports(example, old, "--vocabulary", str(words))
    text = (example.root / "families/records/roles/records-clerk.yaml").read_text("utf-8")
    assert "reports_to: Records Manager" in text


def test_r48_documents_in_word_and_markdown_become_roles(example: Example, old: Path) -> None:
    document = docx.Document()
    document.add_heading("Job description: Archivist", 1)
    document.add_paragraph("Grade: Grade 4")
    document.add_heading("Duties", 2)
    document.add_paragraph("Keep the archive.", "List Bullet")
    document.save(str(old / "archivist.docx"))
    assert imports(example, old).returncode == 0
    roles = sorted(path.stem for path in (example.root / "families/records/roles").iterdir())
    assert roles == ["archivist", "records-clerk"]


@pytest.mark.parametrize("text", ["Can cook", "Yes, and can bake", "Exam", "X-ray", "No"])
def test_a_short_criterion_beside_its_category_is_no_tick(
    text: str, example: Example, old: Path
) -> None:
    table = f"| | Essential | Desirable |\n|---|---|---|\n| Skills | {text} | Can sing |\n"
    head, _, _ = CLERK.partition("### Experience")
    (old / "clerk.md").write_text(f"{head}{table}", "utf-8")
    assert imports(example, old).returncode == 0
    said = (example.root / "families/records/roles/records-clerk.yaml").read_text("utf-8")
    assert "category: Skills" in said
    assert text in said
    assert "Can sing" in said


def test_what_stands_in_place_of_a_tick_is_not_lost(example: Example, old: Path) -> None:
    table = (
        "| Criterion | Essential | Desirable |\n|---|---|---|\n"
        "| Can file papers | X | |\n| Can lift boxes | X (with a trolley) | |\n| Can sing | | ✓ |\n"
    )
    head, _, _ = CLERK.partition("### Experience")
    (old / "clerk.md").write_text(f"{head}{table}", "utf-8")
    assert imports(example, old).returncode == 0
    said = (example.root / "families/records/roles/records-clerk.yaml").read_text("utf-8")
    for text in ("Can file papers", "Can lift boxes", "with a trolley", "Can sing"):
        assert text in said


@pytest.mark.parametrize("tick", ["✓", "✔", "x", "X", "*", "•", "☑", "\uf0fc", "Yes", "E", "√"])
def test_whatever_ticks_a_criterion_it_is_read(tick: str, example: Example, old: Path) -> None:
    table = (
        "| Criterion | Essential | Desirable |\n|---|---|---|\n"
        f"| Can file papers | {tick} | |\n| Can sing | | {tick} |\n| Can swim | | |\n"
        f"| **Bells** | | |\n| Can ring | {tick} | |\n| Can wait | | |\n"
    )
    head, _, _ = CLERK.partition("### Experience")
    (old / "clerk.md").write_text(f"{head}{table}", "utf-8")
    assert imports(example, old).returncode == 0
    role = example.root / "families/records/roles/records-clerk.yaml"
    said = yaml.load(role.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506
    found = {
        one["text"]: (category["category"], one["importance"])
        for category in said["person_specification"]
        for one in category["criteria"]
    }
    assert found == {
        "Can file papers": ("Criteria", "essential"),
        "Can sing": ("Criteria", "desirable"),
        "Can swim": ("Criteria", "unspecified"),
        "Can ring": ("Bells", "essential"),
        "Can wait": ("Bells", "unspecified"),
    }
