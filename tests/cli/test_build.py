"""What `jdgen build` writes, and what it says of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from example import standing
from running import DRAWN, run, run_here, run_well
from stored import DOCUMENTS, EVERY_LEVEL, ROLES, VACANCIES, copied, everything_built

from jdgen.formats.escaping import one_line

if TYPE_CHECKING:
    from pathlib import Path


def test_build_all_writes_every_document_and_names_each_on_a_line(own: Path) -> None:
    text = run_well("build", "--all", folder=own)
    expected = [f"build/{name}" for name in everything_built(VACANCIES)]
    assert text.splitlines() == expected
    assert sorted(standing(own / "build")) == sorted(
        name.removeprefix("build/") for name in expected
    )
    assert not DRAWN.search(text)


def test_build_takes_vacancies_by_path_and_by_name_once_each(own: Path) -> None:
    path = "examples/vacancies/pmo-analyst-part-time.yaml"
    text = run_well(
        "build", path, "project-support-officer", "pmo-analyst-part-time", "--format=md", folder=own
    )
    assert text.splitlines() == [
        f"build/{vacancy}/{document}.md"
        for vacancy in ("pmo-analyst-part-time", "project-support-officer")
        for document in DOCUMENTS
    ]


@pytest.mark.parametrize(
    ("given", "endings"),
    [("docx", ["docx"]), ("md", ["md"]), ("docx,md", ["docx", "md"]), ("md, docx", ["docx", "md"])],
)
def test_build_writes_the_formats_that_are_asked_for(
    own: Path, given: str, endings: list[str]
) -> None:
    run_well("build", "project-support-officer", "--format", given, folder=own)
    assert sorted(standing(own / "build/project-support-officer")) == [
        f"{document}.{ending}" for document in DOCUMENTS for ending in endings
    ]


def test_build_writes_into_the_folder_that_is_given(own: Path) -> None:
    elsewhere = own / "a new" / "place"
    text = run_well("build", "project-support-officer", "-o", str(elsewhere), folder=own)
    assert len(standing(elsewhere)) == 4
    assert not (own / "build").exists()
    assert text.splitlines()[0] == "a new/place/project-support-officer/job-description.docx"
    run_well("build", "project-support-officer", "--output", str(own / "second"), folder=own)
    assert standing(own / "second") == standing(elsewhere)


def test_build_in_another_layout(own: Path) -> None:
    shutil.copytree(own / "templates/standard", own / "templates/ours")
    layout = own / "templates/ours/layout.yaml"
    said = layout.read_text(encoding="utf-8").replace("title: Job description", "title: Job advert")
    layout.write_text(said, encoding="utf-8")
    run_well("build", "project-support-officer", "--layout", "ours", "--format", "md", folder=own)
    made = own / "build/project-support-officer/job-description.md"
    assert 'title: "Project Support Officer: job advert"\n' in made.read_text(encoding="utf-8")


def test_a_workspace_is_found_from_a_folder_below_it(own: Path) -> None:
    below = own / "families" / "project-delivery"
    text = run_well("build", "project-support-officer", "--format", "md", folder=below)
    assert [(below / line).is_file() for line in text.splitlines()] == [True, True]
    listed = run_well("list", "levels", folder=below)
    assert [line.split("\t")[0] for line in listed.splitlines()[1:]] == EVERY_LEVEL


def test_a_workspace_may_be_named_and_the_vacancy_stand_outside_it(
    workspace: Path, tmp_path: Path
) -> None:
    vacancy = tmp_path / "harbour-clerk.yaml"
    shutil.copy(workspace / "examples/vacancies/project-support-officer.yaml", vacancy)
    options = ("--root", str(workspace), "--format", "md")
    text = run_well("build", "harbour-clerk.yaml", *options, folder=tmp_path)
    assert text.splitlines() == [f"build/harbour-clerk/{document}.md" for document in DOCUMENTS]
    by_path = run_well("build", str(vacancy), "--format", "md", folder=copied(tmp_path / "ws"))
    assert by_path.splitlines() == text.splitlines()
    assert standing(tmp_path / "ws/build") == standing(tmp_path / "build")


AMONG_WHAT_IS_READ = [
    ".",
    "families",
    "families/project-delivery/levels",
    "templates/standard/new",
    "examples/vacancies",
    "examples/vacancies/new",
    "vacancies",
    "Vacancies/new",
    "TEMPLATES",
    "build/../families",
    "to-families",
    "to-here",
    "families/out",
    ".git/new",
    "{root}",
    "{root}/templates",
    "../theirs",
    "../theirs/vacancies/new",
]


ELSEWHERE = ["build", "families-made", "examples", "examples/documents", "build/families", ".."]


@pytest.fixture(scope="module")
def surrounded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace beside another, with links in it, that no test changes."""
    around = tmp_path_factory.mktemp("around")
    root = copied(around / "ours")
    copied(around / "theirs")
    (around / "outside").mkdir()
    (root / "to-families").symlink_to("families", target_is_directory=True)
    (root / "to-here").symlink_to(root, target_is_directory=True)
    (root / "families/out").symlink_to(around / "outside", target_is_directory=True)
    return root


@pytest.mark.parametrize("output", AMONG_WHAT_IS_READ)
@pytest.mark.parametrize("command", [["build", "PRO9"], ["schema"]], ids=" ".join)
def test_nothing_is_written_among_what_is_read(
    command: list[str], output: str, surrounded: Path
) -> None:
    before = standing(surrounded.parent)
    code, printed, said = run_here(
        *command, "-o", output.format(root=surrounded), folder=surrounded
    )
    assert (code, printed) == (2, b"")
    assert "give a" in one_line(said.decode())
    assert standing(surrounded.parent) == before


@pytest.mark.parametrize("output", ELSEWHERE)
def test_documents_may_go_to_any_other_folder(output: str, tmp_path: Path) -> None:
    root = copied(tmp_path / "ours")
    code, _, said = run_here("build", "PRO9", "-o", output, folder=root)
    assert (code, said) == (0, b"")
    assert (root / output / "families/project-delivery/PRO9/level-profile.md").is_file()


def test_no_document_is_written_into_a_workspace_below_the_output_folder(tmp_path: Path) -> None:
    root = copied(tmp_path / "standard")
    before = standing(tmp_path)
    arguments = ("build", "--all", "--layout", "all", "--format", "md", "--output", "..")
    code, printed, said = run_here(*arguments, folder=root)
    assert (code, printed) == (1, b"")
    assert b"/standard:1:1: documents would be written into this workspace" in said
    assert standing(tmp_path) == before


def test_a_folder_that_is_read_from_elsewhere_by_a_link_is_kept_clean_too(tmp_path: Path) -> None:
    root = copied(tmp_path / "ours")
    (root / "templates").rename(tmp_path / "shared")
    (root / "templates").symlink_to(tmp_path / "shared", target_is_directory=True)
    code, _, said = run_here("build", "PRO9", "-o", str(tmp_path / "shared/new"), folder=root)
    assert code == 2
    assert "holds what documents are made from" in one_line(said.decode())


def test_without_an_output_folder_documents_never_go_among_what_is_read(own: Path) -> None:
    for folder in ("families", "templates/standard", "examples/vacancies", "examples"):
        code, _, _ = run_here("build", "PRO9", folder=own / folder)
        assert code == 0
        made = own / ("examples" if folder == "examples" else "") / "build"
        assert (made / "families/project-delivery/PRO9/level-profile.md").is_file()
        shutil.rmtree(made)


def test_the_usual_folder_is_refused_too_where_it_is_none_or_leads_to_what_is_read(
    own: Path,
) -> None:
    (own / "build").symlink_to("families", target_is_directory=True)
    before = standing(own)
    for folder in (own, own / "families"):
        code, _, said = run_here("build", "PRO9", folder=folder)
        assert (code, b"holds what documents are made from" in said) == (2, True)
    assert standing(own) == before
    (own / "build").unlink()
    (own / "build").write_bytes(b"a file")
    code, _, said = run_here("build", "PRO9", folder=own)
    assert (code, b"build is a file; give a folder." in said) == (2, True)


def test_no_workspace_is_made_among_what_another_reads(own: Path) -> None:
    code, _, said = run_here("init", "families/new", folder=own)
    assert code == 2
    assert "lies in families, which holds what documents are made from" in one_line(said.decode())
    assert not (own / "families/new").exists()


def test_two_that_are_made_at_once_are_made_once(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "jdgen", "init", "council"],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    ended = [(process.communicate(timeout=60)[1], process.returncode) for process in processes]
    assert sorted(code for _, code in ended) == [0, 1, 1]
    for said, code in ended:
        assert ("are there already" in said) == (code == 1)


def test_builds_at_once_into_a_folder_that_is_not_there_yet_all_succeed(own: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "jdgen", "build", "PRO9", "--output", "new/build"],
            cwd=own,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    ended = [(process.communicate(timeout=60)[1], process.returncode) for process in processes]
    assert ended == [("", 0)] * 3
    made = [f"families/project-delivery/PRO9/level-profile.{ending}" for ending in ("docx", "md")]
    assert sorted(standing(own / "new/build")) == made


def test_nothing_is_written_where_one_vacancy_is_wrong(own: Path) -> None:
    (own / "examples/vacancies/wrong.yaml").write_text("role: nobody\n", encoding="utf-8")
    done = run("build", "--all", folder=own)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        'examples/vacancies/wrong.yaml:1:7: unknown role "nobody"; the roles are: '
        + ", ".join(ROLES),
        "1 problem; nothing was written.",
    ]
    assert not (own / "build").exists()


def test_a_name_that_two_vacancies_bear_is_refused_and_both_are_named(own: Path) -> None:
    (own / "vacancies").mkdir()
    shutil.copy(own / "examples/vacancies/project-support-officer.yaml", own / "vacancies")
    done = run("build", "project-support-officer", folder=own)
    assert done.returncode == 2
    said = one_line(done.stderr)
    assert "examples/vacancies/project-support-officer.yaml" in said
    assert " vacancies/project-support-officer.yaml" in said
    assert not (own / "build").exists()


def test_a_workspace_without_vacancies_builds_without_a_remark(own: Path) -> None:
    shutil.rmtree(own / "examples")
    done = run("build", "--all", folder=own)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [f"build/{name}" for name in everything_built([])]
    assert done.stderr == ""


def test_where_nothing_is_built_it_is_said_why(own: Path) -> None:
    shutil.rmtree(own / "examples")
    done = run("build", "--all", "--layout", "numbered", folder=own)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing is built" in done.stderr
    assert "Vacancies go into its folder vacancies/." in one_line(done.stderr)


def test_what_cannot_be_written_is_a_message_and_no_traceback(own: Path) -> None:
    (own / "build").mkdir()
    (own / "build/project-support-officer").write_bytes(b"a file where the folder should be")
    done = run("build", "project-support-officer", folder=own)
    assert done.returncode == 1
    assert "nothing was written" in done.stderr
    assert "Traceback" not in done.stderr


def test_building_again_changes_nothing(own: Path) -> None:
    run_well("build", "--all", folder=own)
    first = standing(own / "build")
    run_well("build", "--all", folder=own)
    assert standing(own / "build") == first
