"""jdgen import: what roles, levels and families are called, and which document each is of."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from running import run

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from example import Example

DUTIES = "## Main duties\n\n- File papers on the day they arrive.\n- Answer other services.\n"


def document(title: str, grade: str = "Grade 4", more: str = "") -> str:
    return f"# Job description\n\nJob title: {title}\nGrade: {grade}\n\n{DUTIES}{more}"


def put(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def bring(
    example: Example, *words: str, family: str = "records"
) -> subprocess.CompletedProcess[str]:
    return run("import", *words, "--family", family, folder=example.root)


def roles(example: Example, family: str = "records") -> list[str]:
    return sorted(path.stem for path in (example.root / f"families/{family}/roles").iterdir())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Café Manager", "café-manager"),
        ("Cafe\u0301 Manager", "café-manager"),
        ("Swyddog Tŷ a Chŵn", "swyddog-tŷ-a-chŵn"),
        ("Children's Officer (R&D)", "childrens-officer-r-and-d"),
        ("Clerk(s)", "clerks"),
        ("Größe/Maß-Prüfer", "größe-maß-prüfer"),
        ("Менеджер", "менеджер"),
        ("!!!", "jd"),
        ("CON", "con-1"),
        ("Officer " * 30, "officer-officer-officer-officer-officer-officer-officer"),
        ("Copy Editor", "copy-editor"),
    ],
)
def test_a_role_is_called_by_its_title_whatever_its_letters(
    example: Example, tmp_path: Path, title: str, name: str
) -> None:
    put(tmp_path / "old", {"jd.md": document(title)})
    done = bring(example, str(tmp_path / "old"))
    assert done.returncode == 0, done.stderr
    assert roles(example) == [name]
    checked = run("check", "--draft", folder=example.root)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_titles_that_are_one_name_on_some_system_become_two_roles(
    example: Example, tmp_path: Path
) -> None:
    put(
        tmp_path / "old",
        {"1.md": document("Straße"), "2.md": document("Strasse"), "3.md": document("Cafe\u0301")},
    )
    done = bring(example, str(tmp_path / "old"))
    assert done.returncode == 0, done.stderr
    assert roles(example) == ["café", "strasse-2", "straße"]
    checked = run("check", "--draft", folder=example.root)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("title", ["Editor - copy", "Editor copy", "Editor (copy)"])
def test_no_role_looks_like_a_copy_of_another(example: Example, tmp_path: Path, title: str) -> None:
    put(tmp_path / "old", {"1.md": document("Editor"), "2.md": document(title)})
    done = bring(example, str(tmp_path / "old"))
    assert done.returncode == 0, done.stderr
    assert len(roles(example)) == 2
    checked = run("check", "--draft", folder=example.root)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_level_is_called_by_its_grade_whatever_its_letters(
    example: Example, tmp_path: Path
) -> None:
    put(tmp_path / "old", {"1.md": document("Clerk", "Gradd Ŷ"), "2.md": document("Chef", "É1")})
    done = bring(example, str(tmp_path / "old"))
    assert done.returncode == 0, done.stderr
    levels = sorted(path.stem for path in (example.root / "families/records/levels").iterdir())
    assert levels == ["grade-gradd-ŷ", "grade-é1"]
    checked = run("check", "--draft", folder=example.root)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    "family", ["café", "cafe\u0301", "tŷ-a-chartref", "менеджеры", "front-of-house"]
)
def test_a_family_may_have_any_letters(example: Example, tmp_path: Path, family: str) -> None:
    put(tmp_path / "old", {"jd.md": document("Clerk")})
    done = bring(example, str(tmp_path / "old"), family=family)
    assert done.returncode == 0, done.stderr
    checked = run("check", "--draft", folder=example.root)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    again = bring(example, str(tmp_path / "old"), family=family)
    assert "jd.md says the same" in again.stdout


@pytest.mark.parametrize(
    ("family", "like"),
    [
        ("Café & Bar", "café-and-bar"),
        ("Front of House", "front-of-house"),
        ("a/b", "a-b"),
        ("!!", "customer-service"),
        ("../up", "up"),
        ("con", "con-1"),
        ("Children's", "childrens"),
    ],
)
def test_another_spelling_of_a_family_is_refused_with_one_that_is_right(
    example: Example, tmp_path: Path, family: str, like: str
) -> None:
    put(tmp_path / "old", {"jd.md": document("Clerk")})
    done = bring(example, str(tmp_path / "old"), family=family)
    assert done.returncode == 1
    assert f"small letters, digits and hyphens, such as {like}\n" in done.stderr
    right = bring(example, str(tmp_path / "old"), family=like)
    assert right.returncode == 0, right.stderr


SAME = {"1/jd.md": document("Clerk"), "2/jd.md": document("Archivist", more="\n## Odd\n\nTorch.\n")}


def test_documents_of_one_name_in_several_folders_are_told_apart(
    example: Example, tmp_path: Path
) -> None:
    put(tmp_path / "old", SAME)
    first = bring(example, str(tmp_path / "old"))
    assert first.returncode == 0, first.stderr
    assert roles(example) == ["archivist", "clerk"]
    assert "1/jd.md: Clerk:" in first.stdout
    text = (example.root / "families/records/roles/archivist.yaml").read_text("utf-8")
    assert "source: 2/jd.md, line" in text
    again = bring(example, str(tmp_path / "old"))
    assert (
        "roles/clerk.yaml is there already, and was not changed; 1/jd.md says the same"
        in again.stdout
    )
    assert (
        "archivist.yaml is there already, and was not changed; 2/jd.md says the same"
        in again.stdout
    )
    assert roles(example) == ["archivist", "clerk"]


def test_every_report_tells_documents_of_one_name_apart(example: Example, tmp_path: Path) -> None:
    put(tmp_path / "old", SAME)
    told = [
        bring(example, str(tmp_path / "old"), "--dry-run", "--report", form).stdout
        for form in ("json", "csv", "html", "terminal")
    ]
    assert [one["file"] for one in json.loads(told[0])["documents"]] == ["1/jd.md", "2/jd.md"]
    assert {row["files"] for row in csv.DictReader(io.StringIO(told[1]))} == {"1/jd.md; 2/jd.md"}
    for page in told[2:]:
        assert "1/jd.md" in page
        assert "2/jd.md" in page


@pytest.mark.parametrize(
    "given", [("1", "2"), ("1/jd.md", "2/jd.md"), ("1", "2/jd.md"), ("1", "1/jd.md", "2", "2/")]
)
def test_they_are_told_apart_however_they_are_given(
    example: Example, tmp_path: Path, given: tuple[str, ...]
) -> None:
    put(tmp_path / "old", SAME)
    words = [str(tmp_path / "old" / one) for one in given]
    first = bring(example, *words)
    assert first.returncode == 0, first.stderr
    assert roles(example) == ["archivist", "clerk"]
    assert "1/jd.md: Clerk:" in first.stdout
    again = bring(example, str(tmp_path / "old"))
    assert again.stdout.count("says the same") == 2


def test_one_folder_after_the_other_makes_a_role_of_each(example: Example, tmp_path: Path) -> None:
    put(tmp_path / "old", SAME)
    bring(example, str(tmp_path / "old/1"))
    second = bring(example, str(tmp_path / "old/2"))
    assert "families/records/roles/archivist.yaml" in second.stdout.splitlines()
    assert roles(example) == ["archivist", "clerk"]
    again = bring(example, str(tmp_path / "old/1"))
    assert "jd.md says the same" in again.stdout


def test_a_document_that_was_moved_is_known_by_its_name_and_its_title(
    example: Example, tmp_path: Path
) -> None:
    put(tmp_path / "old", SAME)
    bring(example, str(tmp_path / "old"))
    shutil.move(tmp_path / "old", tmp_path / "now")
    again = bring(example, str(tmp_path / "now"))
    assert again.stdout.count("says the same") == 2
    assert roles(example) == ["archivist", "clerk"]


def test_two_documents_of_one_name_and_title_are_two_roles_for_good(
    example: Example, tmp_path: Path
) -> None:
    put(tmp_path / "old", {"1/jd.md": document("Clerk")})
    bring(example, str(tmp_path / "old"))
    put(tmp_path / "old", {"2/jd.md": document("Clerk", "Grade 5")})
    bring(example, str(tmp_path / "old"))
    assert roles(example) == ["clerk", "clerk-2"]
    again = bring(example, str(tmp_path / "old"))
    assert again.stdout.count("says the same") == 2


def test_a_job_description_and_a_specification_beside_it_are_one_role_again(
    example: Example, tmp_path: Path
) -> None:
    specification = (
        "# Clerk: person specification\n\n## Experience\n\n### Essential\n\n- Has filed.\n"
    )
    put(tmp_path / "old", {"a/jd.md": document("Clerk"), "a/ps.md": specification})
    bring(example, str(tmp_path / "old"))
    assert roles(example) == ["clerk"]
    for folder in ("old", "old/a"):
        again = bring(example, str(tmp_path / folder))
        assert "says the same" in again.stdout
        assert roles(example) == ["clerk"]
