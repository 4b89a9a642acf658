"""The command itself: its help, its exit codes, and what it loads."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from example import REPOSITORY, standing
from running import DRAWN, run, run_process, run_well
from stored import LAYOUTS
from typer.main import get_command
from typer.testing import CliRunner

import jdgen.build.check
import jdgen.build.making
import jdgen.workspace.listing
from jdgen import __version__
from jdgen.cli import app
from jdgen.formats.escaping import one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


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
    (["build", "--all", "--output", "families/organisation.yaml"], "is a file; give a folder."),
    (["build", "--al"], "No such option"),
    (["build", "project-suport-officer"], 'did you mean "project-support-officer"?'),
    (
        ["build", "examples/vacancies/project-suport-officer.yaml"],
        'did you mean "examples/vacancies/project-support-officer.yaml"?',
    ),
    (["build", "--all", "--format", "odt"], '"odt" is not a format; write docx, md or pdf'),
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
    (["init", "new", "--name", "Ours"], "add --empty"),
    (["init", "new", "--language", "fr"], "add --empty"),
    (["init", "new", "--empty"], "What is your organisation called? Write --name"),
    (["init", "new", "--empty", "--name", " "], "organisation called? Write --name"),
    (["init", "new", "--empty", "--name", "A\u200bB"], "U+200B"),
    (
        ["init", "new", "--empty", "--name", "A", "--language", "de"],
        'no words of the language "de"',
    ),
    (["init", "new", "--empty", "--name", "A", "--language", "français"], "write cy, en-GB"),
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
        (["build", "--all"], jdgen.build.making, "build_all"),
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
    assert r"\xa338,996 to \xa341,911 a\xa0year" in done.stdout
    assert done.stderr == ""


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


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "project-support-officer", "--format", "json"],
        ["explain", "project-support-officer"],
        ["explain", "project-support-officer", "--format", "json"],
        ["list"],
        ["list", "--format", "json"],
        ["where-used", "PRO9"],
        ["where-used", "PRO9", "--format", "json"],
        ["diff", "PRO9", "PRO10"],
        ["diff", "PRO9", "PRO10", "--format", "markdown"],
        ["diff", "PRO9", "PRO10", "--format", "json"],
        ["schema"],
        ["init", "another"],
    ],
    ids=" ".join,
)
def test_what_renders_nothing_loads_no_jinja(arguments: list[str], own: Path) -> None:
    loaded = loaded_by(*arguments, folder=own)
    assert "jdgen" in loaded
    assert loaded & {"jinja2", "markupsafe", "docx", "lxml"} == set()


def test_a_build_in_a_pipe_loads_neither_rich_nor_pydantic_nor_docx(own: Path) -> None:
    loaded = loaded_by("build", "project-support-officer", folder=own)
    assert {"jinja2", "yaml", "pyromark"} <= loaded
    assert loaded & {"rich", "pydantic", "docx", "lxml"} == set()


def test_only_the_audit_loads_lxml_and_it_loads_little_else(own: Path) -> None:
    assert loaded_by("check", folder=own) & {"lxml", "docx", "rich"} == set()
    house_style = "templates/standard/house-style.docx"
    loaded = loaded_by("audit", house_style, folder=own)
    assert "lxml" in loaded
    assert loaded & (HEAVY - {"lxml"}) == set()


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
    made = tmp_path / "ours/build/project-support-officer/person-specification.md"
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
