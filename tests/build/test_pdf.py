"""PDF, which LibreOffice makes: what it is given, and what is said where it can't."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from example import CRITERIA, SECTIONS

from jdgen.build import pdf

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example

pytestmark = pytest.mark.skipif(os.name == "nt", reason="LibreOffice is played by a shell script")

CONVERTS = """\
while [ "$1" != --outdir ]; do shift; done
for file in "$@"; do
  case $file in *.docx) echo "%PDF-1.6 $(wc -c < "$file")" > "${file%.docx}.pdf";; esac
done
"""


@pytest.fixture
def plays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a test says what LibreOffice does; nothing else can be found."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for tool in ("wc", "sleep"):
        (programs / tool).symlink_to(f"/usr/bin/{tool}")
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(pdf, "_ELSEWHERE", ())
    return programs / "soffice"


def play(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}", "utf-8")
    program.chmod(0o755)


def built(example: Example) -> list[str]:
    folder = example.root / "out"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
def test_each_document_becomes_a_pdf_beside_the_formats_asked_for(
    example: Example, plays: Path, name: str
) -> None:
    play(plays.with_name(name), CONVERTS)
    done = example.run("build", "one", "W1", "works", "--format", "PDF, md", "--output", "out")
    assert done.exit_code == 0, done.stderr
    names = {path.rpartition(".")[0] for path in built(example)}
    assert len(names) >= 4  # of a vacancy, a level and a family
    assert built(example) == sorted(
        f"{name}.{ending}" for name in names for ending in ("md", "pdf")
    )
    for path in (example.root / "out").rglob("*.pdf"):
        mark, size = path.read_text("utf-8").split()
        assert mark == "%PDF-1.6"
        assert int(size) > 1000  # the Word document that it was made of


def test_a_pdf_in_another_language_is_called_by_it(example: Example, plays: Path) -> None:
    play(plays, CONVERTS)
    example.says(organisation="translations: [cy]\n", role=SECTIONS + CRITERIA)
    done = example.run(
        "build", "one", "--language", "cy", "--format", "pdf", "--output", "out", "--draft"
    )
    assert done.exit_code == 0, done.stderr
    assert built(example)
    assert all(path.endswith(".cy.pdf") for path in built(example))


@pytest.mark.parametrize(
    ("script", "message", "remedy"),
    [
        ("", "PDF is made by LibreOffice, which isn't installed here", "install LibreOffice"),
        ("exit 0\n", "LibreOffice has made no PDF of one/job-description.pdf", "to see why"),
        ("exit 77\n", "LibreOffice has made no PDF of one/job-description.pdf", "to see why"),
        (
            CONVERTS.replace("%PDF-1.6", "<html>"),
            "LibreOffice has made no PDF of one/job-description.pdf",
            "to see why",
        ),
        ("sleep 30\n", "LibreOffice has not ended within 0.2 seconds", "fewer documents"),
    ],
    ids=["missing", "silent", "failing", "something else", "hanging"],
)
def test_without_a_pdf_nothing_is_written_and_it_is_said_why(
    example: Example,
    plays: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    message: str,
    remedy: str,
) -> None:
    monkeypatch.setattr(pdf, "_START", 0.2)
    monkeypatch.setattr(pdf, "_EACH", 0)
    if "sleep" not in script:
        monkeypatch.setattr(pdf, "_START", 60)
    if script:
        play(plays, script)
    done = example.run("build", "one", "--format", "docx,md,pdf", "--output", "out")
    assert done.exit_code == 1
    assert message in done.stderr
    assert remedy in done.stderr
    assert "nothing was written" in done.stderr
    assert not (example.root / "out").exists()


def test_what_is_wrong_with_a_vacancy_is_said_before_libreoffice_is_looked_for(
    example: Example, plays: Path
) -> None:
    example.vacancy("closing_date: soon\n")
    done = example.run("build", "one", "--format", "pdf", "--output", "out")
    assert done.exit_code == 1
    assert '"soon" is not a date' in done.stderr
    assert "LibreOffice" not in done.stderr
    assert not plays.exists()


def test_other_formats_do_not_need_it(example: Example, plays: Path) -> None:
    assert not plays.exists()
    assert example.run("build", "one", "--output", "out").exit_code == 0
    done = example.run("build", "one", "--format", "pfd", "--output", "out")
    assert done.exit_code == 2
    assert "write docx, md or pdf" in done.stderr
