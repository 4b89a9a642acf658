"""Documents that are kept, held against what would be built: missing, stale, left over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result
    from example import Example


def built(example: Example, *arguments: str) -> Path:
    done = example.run("build", "--all", *arguments, "--output", "out")
    assert done.exit_code == 0, done.stderr
    return example.root / "out"


def checked(example: Example, *arguments: str) -> Result:
    before = {path: path.stat().st_mtime_ns for path in example.root.rglob("*")}
    done = example.run("build", "--all", "--check", *arguments, "--output", "out")
    assert {path: path.stat().st_mtime_ns for path in example.root.rglob("*")} == before
    return done


def told(done: Result) -> set[tuple[str, str]]:
    return {(each["file"], each["rule"]) for each in json.loads(done.stdout)["problems"]}


@pytest.mark.parametrize("form", ["docx", "md", "docx,md"])
def test_what_was_just_built_is_up_to_date(example: Example, form: str) -> None:
    built(example, "--format", form)
    done = checked(example, "--format", form)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "up to date" in done.stdout


def test_each_document_that_a_change_reaches_is_stale(example: Example) -> None:
    built(example, "--format", "md")
    example.vacancy("location: Wick\n")
    done = checked(example, "--format", "md", "--report", "json")
    assert done.exit_code == 1
    assert told(done) == {("out/one/job-description.md", "stale-document")}
    told_ = checked(example, "--format", "md").stderr
    assert "out/one/job-description.md:1:1: this document is not what its files say now" in told_


def test_edited_deleted_and_left_over_documents_are_told(example: Example) -> None:
    folder = built(example, "--format", "docx")
    (folder / "one/job-description.docx").write_bytes(b"edited")
    (folder / "one/person-specification.docx").unlink()
    (folder / "two").mkdir()
    (folder / "two/job-description.docx").write_text("A vacancy that is no more.", "utf-8")
    for others in ("notes.docx", "job-description.cy.docx", "job-description.md", "advert.docx"):
        (folder / "two" / others).write_text("Of another run, or somebody's own.", "utf-8")
    done = checked(example, "--format", "docx", "--report", "json")
    assert told(done) == {
        ("out/one/job-description.docx", "stale-document"),
        ("out/one/person-specification.docx", "missing-document"),
        ("out/two/job-description.docx", "left-over-document"),
    }


def test_documents_of_other_layouts_are_not_left_over(example: Example) -> None:
    example.take("capability")
    built(example)
    built(example, "--layout", "all")
    assert checked(example).exit_code == 0
    assert checked(example, "--layout", "all").exit_code == 0
    (example.root / "vacancies/one.yaml").rename(example.root / "vacancies/uno.yaml")
    done = checked(example, "--layout", "all", "--report", "json")
    over = {file for file, rule in told(done) if rule == "left-over-document"}
    assert "out/capability/one/job-description.docx" in over
    assert "out/one/job-description.docx" not in over


def test_of_some_nothing_is_left_over(example: Example) -> None:
    built(example)
    done = example.run("build", "one", "--check", "--output", "out")
    assert (done.exit_code, done.stderr) == (0, "")


def test_ci_services_are_told_in_their_own_forms(example: Example) -> None:
    done = checked(example, "--report", "github")
    assert done.exit_code == 1
    assert done.stdout.startswith("::error file=out/")
    report = json.loads(checked(example, "--report", "gitlab").stdout)
    assert {each["check_name"] for each in report} == {"missing-document"}


def test_wrong_input_is_told_first(example: Example) -> None:
    example.vacancy("closing_date: soon\n")
    done = checked(example)
    assert done.exit_code == 1
    assert "is not a date" in done.stderr
    assert "missing" not in done.stderr


def test_a_pdf_is_only_looked_for(example: Example) -> None:
    folder = built(example, "--format", "md")
    for path in folder.rglob("*.md"):
        path.with_suffix(".pdf").write_bytes(b"%PDF")
    assert checked(example, "--format", "md,pdf").exit_code == 0
    next(folder.rglob("*.pdf")).unlink()
    assert "is missing" in checked(example, "--format", "md,pdf").stderr
