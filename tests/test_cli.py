"""The command line: every command and option, in a pipe and on a terminal."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from running import DRAWN, run, run_here, run_on_terminal, run_process, run_well, words
from typer.main import get_command
from typer.testing import CliRunner

import jdgen.build.check
import jdgen.build.files
import jdgen.workspace.listing
from jdgen import __version__
from jdgen.cli import app
from jdgen.cli.options import Kind
from jdgen.formats.escaping import one_line
from jdgen.formats.markdown import parse
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REPOSITORY = Path(__file__).parent.parent
KINDS = [kind.value for kind in Kind]
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
VACANCIES = sorted(path.stem for path in (REPOSITORY / "examples/vacancies").glob("*.yaml"))
LEVELS = {
    "ict": ["TRA6-8", "TRA9-10", "TRA11", "TRA12", "TRA13", "TRA14"],
    "project-delivery": [f"PRO{number}" for number in range(8, 15)],
}
EVERY_LEVEL = [key for keys in LEVELS.values() for key in keys]
ROLES = [
    "ict-service-manager",
    "ict-support-analyst",
    "infrastructure-engineer",
    "pmo-analyst",
    "programme-manager",
    "project-manager",
    "project-support-officer",
]
CLAUSES = [
    clause.id
    for clauses in (
        Library(REPOSITORY).organisation().clauses,
        *(Library(REPOSITORY).family(family).clauses for family in LEVELS),
    )
    for versions in clauses.values()
    for clause in versions
]
LAYOUTS = ["capability", "job-family", "numbered", "role-profile", "standard"]
DOCUMENTS = ["job-description", "person-specification"]
FORMATS = ["terminal", "markdown", "json"]
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|38;|48;)[0-9;]*m")


def standing(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def copied(folder: Path) -> Path:
    """Copy the repository's workspace into a folder."""
    for name in ("families", "templates", "examples"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the repository's workspace that no test changes."""
    return copied(tmp_path_factory.mktemp("workspace"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a copy of the repository's workspace for one test."""
    return copied(tmp_path)


# --- the command itself ---------------------------------------------------------------------------


def test_the_command_is_installed_under_its_name() -> None:
    [script] = importlib.metadata.entry_points(group="console_scripts", name="jdgen")
    assert script.value == "jdgen.__main__:main"


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert run_well("--version", folder=tmp_path) == f"jdgen {__version__}\n"
    assert importlib.metadata.version("jdgen") == __version__


def test_help_names_every_command_and_the_exit_codes(tmp_path: Path) -> None:
    text = run_well("--help", folder=tmp_path)
    assert run_well("-h", folder=tmp_path) == text
    listed = re.findall(r"^  ([a-z-]+) {2,}\S", text.split("Commands:")[1], re.MULTILINE)
    assert sorted(listed) == COMMANDS
    assert "Exit codes: 0 done, 1 wrong input, 2 wrong command line, 3 a bug in jdgen." in text
    assert not DRAWN.search(text)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_explains_each_option(command: str, tmp_path: Path) -> None:
    text = run_well(command, "--help", folder=tmp_path)
    assert text.startswith(f"Usage: jdgen {command} ") or f"jdgen {command} " in text.split("\n")[0]
    described = get_command(app).commands[command]  # type: ignore[attr-defined]
    for parameter in described.params:
        shown = parameter.opts[0] if parameter.param_type_name == "option" else "Arguments"
        assert shown in text
        assert parameter.help
        assert parameter.help.split()[0] in text
    assert not DRAWN.search(text)


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    done = run(folder=tmp_path)
    assert "Commands:" in done.stdout + done.stderr
    assert done.returncode == 2


MISTAKES = [
    (["bild"], "No such command"),
    (["build"], "name the vacancies to build, or give --all for every one."),
    (["build", "--all", "project-support-officer"], "the vacancies to build or --all, not both."),
    (["build", "pmo-analyst"], '"pmo-analyst" is a role: make a vacancy that names it'),
    (["build", "--all", "--output", "families/organisation.yaml"], "is a file; give a folder."),
    (["build", "--al"], "No such option"),
    (["build", "project-suport-officer"], 'did you mean "project-support-officer"?'),
    (
        ["build", "examples/vacancies/project-suport-officer.yaml"],
        'did you mean "examples/vacancies/project-support-officer.yaml"?',
    ),
    (["build", "--all", "--format", "pdf"], '"pdf" is not a format; write docx or md'),
    (["build", "--all", "--format", ""], "is not a format"),
    (["build", "--all", "--layout", "standrad"], 'did you mean "standard"?'),
    (["check", "--layout", "nothing"], f"there are: {', '.join(LAYOUTS)}"),
    (["check", "nothing.yaml"], "nothing.yaml"),
    (["check", "--format", "xml"], "xml"),
    (["list", "levles"], "levles"),
    (["list", "--format", "xml"], "xml"),
    (["show"], "TARGET"),
    (["show", "PRO99"], "there is no level, role, vacancy or family"),
    (["show", "pro9"], 'did you mean "PRO9"?'),
    (["show", "project-manger"], 'did you mean "project-manager"?'),
    (["show", "PRO9:8"], 'PRO9 has no grade "8"; PRO9 has: 9'),
    (["show", "nothing/PRO9"], "there is no level, role, vacancy or family"),
    (["show", "--layout", "nothing", "PRO9"], 'there is no layout "nothing"'),
    (["show", "--root", "templates", "PRO9"], "templates holds no families/organisation.yaml."),
    (["init"], "DIR"),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES, ids=str)
def test_a_wrong_command_line_is_explained_in_plain_text(
    arguments: list[str], message: str, workspace: Path
) -> None:
    before = standing(workspace)
    done = run(*arguments, folder=workspace)
    assert done.returncode == 2
    assert message in one_line(done.stderr)
    assert done.stdout == ""
    assert not DRAWN.search(done.stderr)
    assert "Traceback" not in done.stderr
    assert standing(workspace) == before


def test_outside_any_workspace_a_command_says_how_to_get_one(tmp_path: Path) -> None:
    done = run("list", folder=tmp_path)
    assert done.returncode == 2
    assert "Change to your workspace, or make one: jdgen init DIR" in one_line(done.stderr)


# --- build ----------------------------------------------------------------------------------------


def everything_built(vacancies: list[str], endings: tuple[str, ...] = ("docx", "md")) -> list[str]:
    """Return what `build --all` writes, in order."""
    documents = [f"{vacancy}/{document}" for vacancy in vacancies for document in DOCUMENTS]
    for family, keys in LEVELS.items():
        documents += (f"families/{family}/{key}/level-profile" for key in keys)
        documents.append(f"families/{family}/family-guide")
    return [f"{document}.{ending}" for document in documents for ending in endings]


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
    assert "# Project Support Officer: job advert\n" in made.read_text(encoding="utf-8")


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


def test_a_workspace_without_vacancies_is_told_where_they_go(own: Path) -> None:
    shutil.rmtree(own / "examples")
    done = run("build", "--all", folder=own)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [f"build/{name}" for name in everything_built([])]
    assert "holds no vacancies: add one to its folder vacancies/" in one_line(done.stderr)


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


# --- check ----------------------------------------------------------------------------------------


def test_check_says_how_many_files_were_right(workspace: Path) -> None:
    number = len(list((workspace / "families").rglob("*.yaml"))) + len(VACANCIES) + len(LAYOUTS)
    assert run_well("check", folder=workspace) == f"{number} files checked, no problems.\n"


def test_check_finds_what_is_wrong_and_writes_nothing(own: Path) -> None:
    role = own / "families/project-delivery/roles/pmo-analyst.yaml"
    role.write_text(role.read_text(encoding="utf-8").replace("omit: [planning]", "omit: [planing]"))
    before = standing(own)
    done = run("check", folder=own)
    assert done.returncode == 1
    assert done.stdout == ""
    problem, conclusion = done.stderr.splitlines()
    assert problem.endswith(': omit names an unknown id "planing"; did you mean "planning"?')
    assert re.fullmatch(r"1 problem in \d+ files\.", conclusion)
    data = json.loads(run("check", "--format", "json", folder=own).stdout)
    assert [found["rule"] for found in data["problems"]] == ["unknown-id"]
    assert run("check", "--format", "github", folder=own).stdout.startswith(
        "::error file=families/"
    )
    only = run("check", "families/organisation.yaml", folder=own)
    assert (only.returncode, only.stdout) == (0, "1 file checked, no problems.\n")
    assert standing(own) == before


# --- list -----------------------------------------------------------------------------------------

FIRST = {
    "families": list(LEVELS),
    "levels": EVERY_LEVEL,
    "roles": ROLES,
    "vacancies": VACANCIES,
    "clauses": CLAUSES,
    "layouts": LAYOUTS,
}


@pytest.mark.parametrize("kind", KINDS)
def test_list_in_a_pipe_is_a_header_and_a_line_each_with_tabs_between(
    kind: str, workspace: Path
) -> None:
    text = run_well("list", kind, folder=workspace)
    header, *rows = [line.split("\t") for line in text.splitlines()]
    assert [row[0] for row in rows] == FIRST[kind]
    assert {len(row) for row in rows} == {len(header)}
    assert header[-1] == "file"
    assert [(workspace / row[-1]).is_file() for row in rows] == [True] * len(rows)
    assert not DRAWN.search(text)


@pytest.mark.parametrize("kind", KINDS)
def test_list_as_json_and_as_markdown_says_the_same(kind: str, workspace: Path) -> None:
    header, *rows = [
        line.split("\t") for line in run_well("list", kind, folder=workspace).splitlines()
    ]
    data = json.loads(run_well("list", kind, "--format", "json", folder=workspace))
    assert [{name: str(cell) for name, cell in row.items()} for row in data] == [
        dict(zip(header, row, strict=True)) for row in rows
    ]
    numbers = {name for row in data for name, cell in row.items() if isinstance(cell, int)}
    assert numbers == {"families": {"levels"}, "levels": {"rank"}}.get(kind, set())
    markdown = run_well("list", kind, "--format", "markdown", folder=workspace)
    [table] = parse(markdown)
    cells = [[_text(cell) for cell in row] for row in (table.header, *table.rows)]  # type: ignore[union-attr]
    assert cells == [header, *rows]


def _text(cell: Sequence[Any]) -> str:
    return "".join(span.text for span in cell)


def test_list_without_a_kind_lists_all_but_clauses_and_layouts(workspace: Path) -> None:
    kinds = [kind for kind in KINDS if kind not in {"clauses", "layouts"}]
    parts = run_well("list", folder=workspace).split("\n\n")
    assert [part.splitlines()[0] for part in parts] == [kind.capitalize() for kind in kinds]
    for kind, part in zip(kinds, parts, strict=True):
        alone = run_well("list", kind, folder=workspace)
        assert part.split("\n", 1)[1].rstrip("\n") == alone.rstrip("\n")
    data = json.loads(run_well("list", "--format", "json", folder=workspace))
    assert list(data) == kinds
    assert [row["level"] for row in data["levels"]] == EVERY_LEVEL


def test_a_title_of_several_lines_is_listed_on_one(own: Path) -> None:
    role = own / "families/project-delivery/roles/pmo-analyst.yaml"
    said = role.read_text(encoding="utf-8")
    assert "title: Project Management Office Analyst\n" in said
    folded = "title: >\n  Project\tManagement\n  Office | Analyst\n"
    role.write_text(
        said.replace("title: Project Management Office Analyst\n", folded), encoding="utf-8"
    )
    rows = [row.split("\t") for row in run_well("list", "roles", folder=own).splitlines()]
    [row] = [row for row in rows if row[0] == "pmo-analyst"]
    assert row[:2] == ["pmo-analyst", "Project Management Office | Analyst"]
    markdown = run_well("list", "roles", "--format", "markdown", folder=own)
    assert r"| pmo-analyst | Project Management Office \| Analyst |" in markdown


def test_a_file_that_cannot_be_read_is_named_by_list(own: Path) -> None:
    (own / "families/project-delivery/roles/wrong.yaml").write_text("title: [\n", encoding="utf-8")
    done = run("list", "roles", folder=own)
    assert done.returncode == 1
    assert done.stderr.startswith("families/project-delivery/roles/wrong.yaml:")


@pytest.mark.parametrize(
    "arguments",
    [["list", "--format", "json"], ["show", "project-manager", "--format", "json"], ["list"]],
    ids=" ".join,
)
def test_the_order_of_what_is_printed_is_stable(arguments: list[str], workspace: Path) -> None:
    printed = {
        run(*arguments, folder=workspace, environment={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1


# --- show -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "title"),
    [
        ("PRO9", "PRO9: Specialist project support"),
        ("project-delivery/PRO9", "PRO9: Specialist project support"),
        ("PRO9:9", "PRO9: Specialist project support"),
        ("pmo-analyst", "Project Management Office Analyst: job description"),
        (
            "families/project-delivery/roles/pmo-analyst.yaml",
            "Project Management Office Analyst: job description",
        ),
        ("pmo-analyst-part-time", "Project Management Office Analyst: job description"),
        (
            "examples/vacancies/digital-project-officer.yaml",
            "Digital Project Officer: job description",
        ),
    ],
)
def test_show_prints_a_level_a_role_or_a_vacancy(target: str, title: str, workspace: Path) -> None:
    text = run_well("show", target, folder=workspace)
    assert text.startswith(f"# {title}\n")
    assert not DRAWN.search(text)
    assert run_well("show", target, "--format", "markdown", folder=workspace) == text
    data = json.loads(run_well("show", target, "--format", "json", folder=workspace))
    assert data["title"] in title


def test_show_prints_a_levels_own_file_too(workspace: Path) -> None:
    path = "families/project-delivery/levels/PRO9.yaml"
    assert run_well("show", path, folder=workspace) == run_well("show", "PRO9", folder=workspace)


def test_show_prints_what_build_writes(workspace: Path, tmp_path: Path) -> None:
    vacancy = "project-manager-coastal-defence"
    run_well("build", vacancy, "--format", "md", "-o", str(tmp_path), folder=workspace)
    written = [
        (tmp_path / vacancy / f"{document}.md").read_text(encoding="utf-8").split("---\n\n", 1)[1]
        for document in DOCUMENTS
    ]
    assert run_well("show", vacancy, folder=workspace) == "\n".join(written)


def test_as_json_each_text_names_the_file_and_line_that_said_it(workspace: Path) -> None:
    data = json.loads(run_well("show", "pmo-analyst", "--format", "json", folder=workspace))
    sources = list(_sources(data))
    assert len(sources) > 60
    for source in sources:
        lines = (workspace / source["file"]).read_text(encoding="utf-8").splitlines()
        assert 1 <= source["line"] <= len(lines)
    assert {source["layer"] for source in sources} == {"organisation", "family", "level", "role"}
    assert {left["reason"] for left in data["left_out"]} >= {"omitted", "overridden"}
    [omitted] = [left for left in data["left_out"] if left["reason"] == "omitted"]
    assert omitted["by"]["file"] == "families/project-delivery/roles/pmo-analyst.yaml"


def _sources(data: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(data, list):
        return [source for part in data for source in _sources(part)]
    if isinstance(data, dict):
        own = [data["source"]] if "source" in data else []
        return own + [source for part in data.values() for source in _sources(part)]
    return []


def test_a_name_of_a_role_and_of_a_vacancy_means_the_role_and_says_so(workspace: Path) -> None:
    done = run("show", "project-support-officer", folder=workspace)
    assert done.returncode == 0
    assert done.stderr == (
        "This is the role; for the vacancy of this name:"
        " jdgen show examples/vacancies/project-support-officer.yaml\n"
    )
    assert "SR-0417" not in done.stdout
    as_json = run("show", "project-support-officer", "--format", "json", folder=workspace)
    assert "post.number" not in json.loads(as_json.stdout)["facts"]


def test_a_level_of_two_families_has_to_be_named_with_its_family(own: Path) -> None:
    shutil.copytree(own / "families/project-delivery", own / "families/works")
    shutil.rmtree(own / "families/works/roles")
    done = run("show", "PRO9", folder=own)
    assert done.returncode == 2
    assert '"PRO9" is the name of several: write project-delivery/PRO9 or works/PRO9' in one_line(
        done.stderr
    )
    assert run_well("show", "works/PRO9", folder=own).startswith(
        "# PRO9: Specialist project support"
    )


def test_show_of_something_wrong_names_the_place(own: Path) -> None:
    (own / "wrong.yaml").write_text("role: pmo-analyst\nhourz: 37\n", encoding="utf-8")
    done = run("show", "wrong.yaml", folder=own)
    assert done.returncode == 1
    assert done.stderr.startswith('wrong.yaml:2:1: unknown field "hourz"; did you mean "hours"?')


# --- init -----------------------------------------------------------------------------------------


def test_init_makes_a_workspace_that_builds_at_once(tmp_path: Path) -> None:
    text = run_well("init", "council", folder=tmp_path)
    council = tmp_path / "council"
    number = len(standing(council))
    assert text.splitlines()[0] == f"{number} files written to council."
    assert "  cd council" in text.splitlines()
    assert run_well("check", folder=council).endswith(" files checked, no problems.\n")
    run_well("build", "--all", folder=council)
    assert sorted(standing(council / "build")) == sorted(everything_built(VACANCIES))
    assert (council / ".gitignore").read_text(encoding="utf-8").splitlines()[-1] == "build/"


def test_init_overwrites_nothing_and_then_writes_nothing(tmp_path: Path) -> None:
    council = tmp_path / "council"
    (council / "families").mkdir(parents=True)
    (council / "families/organisation.yaml").write_text("name: Ours\n", encoding="utf-8")
    before = standing(tmp_path)
    done = run("init", "council", folder=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(
        "council/families/organisation.yaml:1:1: 1 of the files to be written are there already"
    )
    assert done.stderr.endswith("1 problem; nothing was written.\n")
    assert standing(tmp_path) == before
    assert [path.name for path in council.iterdir()] == ["families"]


def test_init_twice_changes_nothing(tmp_path: Path) -> None:
    run_well("init", "council", folder=tmp_path)
    before = standing(tmp_path)
    assert run("init", "council", folder=tmp_path).returncode == 1
    assert standing(tmp_path) == before


def test_init_leaves_other_files_of_the_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Ours\n", encoding="utf-8")
    run_well("init", ".", folder=tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Ours\n"
    assert (tmp_path / "families/organisation.yaml").is_file()


def test_init_where_a_file_stands_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "council").write_text("a file\n", encoding="utf-8")
    done = run("init", "council", folder=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (tmp_path / "council").read_text(encoding="utf-8") == "a file\n"


# --- exit codes -----------------------------------------------------------------------------------


def raising(error: BaseException) -> Callable[..., Any]:
    def raise_it(*_: object, **__: object) -> None:
        raise error

    return raise_it


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (RuntimeError("a wheel came off"), 3, "This is a bug in jdgen, not a mistake of yours."),
        (KeyboardInterrupt(), 130, "Interrupted"),
        (PermissionError(13, "Permission denied", "a.docx"), 1, "a.docx: Permission denied"),
    ],
    ids=["bug", "interrupted", "unwritable"],
)
@pytest.mark.parametrize(
    ("arguments", "module", "name"),
    [
        (["build", "--all"], jdgen.build.files, "build"),
        (["check"], jdgen.build.check, "check"),
        (["list", "levels"], jdgen.workspace.listing, "inventories"),
    ],
    ids=["build", "check", "list"],
)
def test_what_a_command_raises_becomes_an_exit_code(
    arguments: list[str],
    module: object,
    name: str,
    error: BaseException,
    code: int,
    message: str,
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(workspace)
    monkeypatch.setattr(module, name, raising(error))
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stdout == ""
    assert ("Traceback" in result.stderr) == (code == 3)
    is_writer = arguments[0] == "build" and code != 3
    assert ("nothing was written" in result.stderr) == is_writer
    assert (f"the version: jdgen {__version__}" in one_line(result.stderr)) == (code == 3)


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["show", "PRO9"], ["check"], ["--version"], ["--help"], ["build", "--help"]],
    ids=" ".join,
)
def test_a_reader_that_stops_early_is_no_error(arguments: list[str], workspace: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "jdgen", *arguments],
            cwd=workspace,
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.stderr == ""
    assert done.returncode in {0, 1}


def test_the_first_line_of_a_list_can_be_cut_off_by_head(workspace: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m jdgen list | head -n 1"],
        cwd=workspace,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("Families\n", "")


def test_a_terminal_of_another_encoding_breaks_nothing(workspace: Path) -> None:
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = run_process("show", "pmo-analyst-part-time", folder=workspace, environment=environment)
    assert done.returncode == 0
    assert r"\xa331,618 to \xa333,982 a year" in done.stdout
    assert done.stderr == ""


# --- on a terminal --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_terminal_a_list_is_a_table_with_every_name_whole(kind: str, workspace: Path) -> None:
    code, shown = run_on_terminal("list", kind, folder=workspace)
    assert code == 0
    assert "─" in shown
    assert "\x1b[" in shown
    assert "…" not in shown
    shown_words = words(shown).split()
    assert [name for name in FIRST[kind] if name not in shown_words] == []
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).split("\r\n")
    assert max(map(len, lines)) <= 80


def test_on_a_terminal_a_job_is_laid_out(workspace: Path) -> None:
    code, shown = run_on_terminal("show", "PRO9", folder=workspace)
    assert code == 0
    assert "\x1b[" in shown
    assert "PRO9: Specialist project support" in words(shown)
    assert "## " not in shown
    plain = run_well("show", "PRO9", folder=workspace)
    sentence = re.findall(r"^- (?!\*)([^.*]+\.)", plain, re.MULTILINE)[0]
    assert sentence in words(shown)


def test_on_a_terminal_as_markdown_and_json_stay_plain(workspace: Path) -> None:
    for format_ in ("markdown", "json"):
        for command in (["list", "levels"], ["show", "PRO9"]):
            code, shown = run_on_terminal(*command, "--format", format_, folder=workspace)
            piped = run_well(*command, "--format", format_, folder=workspace)
            assert code == 0
            assert shown.replace("\r\n", "\n") == piped


def test_on_a_terminal_check_shows_each_remedy_in_colour(own: Path) -> None:
    (own / "examples/vacancies/wrong.yaml").write_text("role: nobody\n", encoding="utf-8")
    code, shown = run_on_terminal("check", folder=own)
    assert code == 1
    assert COLOUR.search(shown)
    assert 'examples/vacancies/wrong.yaml:1:7: unknown role "nobody"' in words(shown)
    assert "remedy: the roles are: ict-service-manager, ict-support-analyst," in words(shown)
    assert "Traceback" not in shown


def test_on_a_terminal_check_without_problems_says_so(workspace: Path) -> None:
    code, shown = run_on_terminal("check", folder=workspace)
    assert code == 0
    assert words(shown).endswith("files checked, no problems.")


def test_on_a_terminal_help_and_mistakes_are_drawn(workspace: Path) -> None:
    code, shown = run_on_terminal("--help", folder=workspace)
    assert code == 0
    assert "╭" in shown
    assert COLOUR.search(shown)
    assert "Turn job families kept as YAML into Word and Markdown job descriptions." in words(shown)
    code, shown = run_on_terminal("show", "PRO99", folder=workspace)
    assert code == 2
    assert 'there is no level, role, vacancy or family "PRO99"' in words(shown)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["list"], ["show", "PRO9"], ["show", "PRO99"], ["check", "wrong.yaml"]],
    ids=" ".join,
)
def test_no_colour_is_drawn_where_none_is_wanted(arguments: list[str], own: Path) -> None:
    (own / "wrong.yaml").write_text("role: nobody\n", encoding="utf-8")
    _, coloured = run_on_terminal(*arguments, folder=own)
    _, shown = run_on_terminal(*arguments, folder=own, environment={"NO_COLOR": "1"})
    assert not COLOUR.search(shown)
    assert words(shown) == words(coloured)


def test_on_a_terminal_building_says_how_much_was_written(own: Path) -> None:
    code, shown = run_on_terminal("build", "--all", folder=own)
    assert code == 0
    assert words(shown).endswith(f"{len(everything_built(VACANCIES))} files written.")


def test_the_progress_of_many_vacancies_leaves_the_list_of_files_whole(own: Path) -> None:
    vacancies = own / "examples/vacancies"
    said = (vacancies / "project-support-officer.yaml").read_bytes()
    for number in range(20):
        (vacancies / f"post-{number:02}.yaml").write_bytes(said)
    code, shown = run_on_terminal("build", "--all", "--format", "md", folder=own)
    assert code == 0
    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).replace("\r", "\n").splitlines()
    written = [line for line in lines if line.startswith("build/")]
    names = [path.stem for path in vacancies.glob("*.yaml")]
    assert len(names) > len(VACANCIES)
    expected = everything_built(names, ("md",))
    assert sorted(written) == sorted(f"build/{name}" for name in expected)
    assert f"{len(expected)} files written." in words(shown)


# --- what is loaded -------------------------------------------------------------------------------

HEAVY = {"jinja2", "pydantic", "lxml", "docx", "yaml", "rich", "pyromark", "markupsafe"}


def loaded_by(*arguments: str, folder: Path) -> set[str]:
    """Return the top-level modules that are loaded when the command ends."""
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: sys.stderr.write('LOADED ' + ' '.join(sys.modules)))\n"
        "from jdgen.__main__ import main\n"
        f"sys.argv = ['jdgen', *{list(arguments)!r}]\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stderr.split("LOADED ")[1].split()}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["build", "--help"]], ids=" ".join
)
def test_help_and_version_load_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    loaded = loaded_by(*arguments, folder=tmp_path)
    assert {"jdgen", "typer"} <= loaded
    assert loaded & HEAVY == set()


def test_a_build_in_a_pipe_loads_neither_rich_nor_pydantic_nor_docx(own: Path) -> None:
    loaded = loaded_by("build", "project-support-officer", folder=own)
    assert {"jinja2", "yaml", "pyromark"} <= loaded
    assert loaded & {"rich", "pydantic", "docx", "lxml"} == set()


@pytest.mark.parametrize("module", ["jdgen.model.job", "jdgen.compose.merge", "jdgen.compose.job"])
def test_the_model_loads_neither_jinja_nor_typer(module: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert "jdgen" in loaded
    assert loaded & {"jinja2", "markupsafe", "typer", "click", "rich", "yaml", "docx"} == set()


def test_a_file_is_built_in_the_workspace_that_it_lies_in(tmp_path: Path) -> None:
    for name in ("ours", "theirs"):
        run_well("init", name, folder=tmp_path)
    organisation = tmp_path / "theirs/families/organisation.yaml"
    text = organisation.read_text(encoding="utf-8")
    organisation.write_text(text.replace("Northmere Council", "Elsewhere Council"), "utf-8")
    run_well("build", "../theirs/vacancies/project-support-officer.yaml", folder=tmp_path / "ours")
    made = tmp_path / "ours/build/project-support-officer/job-description.md"
    assert "Elsewhere Council" in made.read_text(encoding="utf-8")


def test_init_leaves_a_repositorys_own_gitignore_alone(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("ours\n", encoding="utf-8")
    run_well("init", ".", folder=tmp_path)
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "ours\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["PRO9", "--audience", "advert"],
            'the layout "standard" has no document for a level and the audience "advert"',
        ),
        (["ict", "--layout", "numbered"], 'the layout "numbered" has no document for a family'),
    ],
)
def test_building_nothing_is_an_error(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    output = tmp_path / "build"

    result = CliRunner().invoke(app, ["build", *arguments, "--output", str(output)])

    assert result.exit_code == 1
    assert message in result.stderr
    assert not output.exists()
