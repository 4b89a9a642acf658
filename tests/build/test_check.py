"""`jdgen check`: whole workspaces and single files, its three formats and its exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from example import REPOSITORY, standing
from stored import FAMILY, FILES, LAYOUT, LEVEL, ORGANISATION, ROLE, VACANCY
from typer.testing import CliRunner, Result

from jdgen.cli import app


def check(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", *arguments])


def add(file: str, text: str) -> None:
    path = Path(file)
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


# --- the repository itself ------------------------------------------------------------------------


def number_of_files(root: Path) -> int:
    patterns = ("families/**/*.yaml", "templates/*/layout.yaml", "examples/vacancies/*.yaml")
    return sum(len(list(root.glob(pattern))) for pattern in patterns)


def test_the_repository_has_no_problems() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jdgen", "check"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{number_of_files(REPOSITORY)} files checked, no problems.\n"


@pytest.mark.parametrize(
    ("format_", "said"), [("json", '{\n  "problems": [],\n  "findings": []\n}\n'), ("github", "")]
)
def test_the_repository_has_no_problems_in_any_format(
    format_: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    result = check("--format", format_)

    assert (result.exit_code, result.stdout, result.stderr) == (0, said, "")


# --- single files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES)
def test_a_single_file_of_each_kind_is_checked(file: str, workspace: Path) -> None:
    before = standing(workspace)
    result = check(file)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1 file checked, no problems.\n"
    assert standing(workspace) == before


@pytest.mark.parametrize("file", FILES)
@pytest.mark.usefixtures("workspace")
def test_a_mistake_in_a_single_file_of_each_kind_is_found(file: str) -> None:
    lines = Path(file).read_text(encoding="utf-8").count("\n")
    add(file, "colour: blue\n")
    result = check(file)

    problem, conclusion = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    assert problem.startswith(f'{file}:{lines + 1}:1: unknown field "colour"; ')
    assert conclusion == "1 problem in 1 file."


@pytest.mark.usefixtures("workspace")
def test_a_single_file_brings_in_what_it_names_and_nothing_else() -> None:
    add(ROLE, "colour: blue\n")

    assert check(ORGANISATION, FAMILY, LEVEL, LAYOUT).exit_code == 0
    by_vacancy, by_role = check(VACANCY), check(ROLE)
    assert by_vacancy.exit_code == by_role.exit_code == 1
    assert by_vacancy.stderr == by_role.stderr
    assert by_vacancy.stderr.startswith(f"{ROLE}:")


@pytest.mark.usefixtures("workspace")
def test_a_problem_that_several_files_show_is_said_once() -> None:
    add(ORGANISATION, "colour: blue\n")

    result = check()

    assert result.stderr.count("unknown field") == 1
    assert result.stderr.splitlines()[-1] == "1 problem in 7 files."


@pytest.mark.usefixtures("workspace")
def test_a_level_is_checked_in_each_of_its_grades() -> None:
    level = Path(LEVEL).read_text(encoding="utf-8")
    level = level.replace("Train new colleagues.", '"Train {{ post.colleagues }}."')
    assert "post.colleagues" in level
    Path(LEVEL).write_text(level, encoding="utf-8")

    result = check(LEVEL)

    problem, conclusion = result.stderr.splitlines()
    assert result.exit_code == 1
    assert problem.startswith(f'{LEVEL}:17:32: unknown fact "post.colleagues"; ')
    assert conclusion == "1 problem in 1 file."


@pytest.mark.usefixtures("workspace")
def test_a_role_and_a_level_may_leave_to_the_vacancy_what_only_it_can_say() -> None:
    role = Path(ROLE).read_text(encoding="utf-8")
    role = role.replace("Open the desk at nine.", '"Open {{ post.location }} at nine."')
    assert "post.location" in role
    Path(ROLE).write_text(role, encoding="utf-8")
    Path("vacancies/adviser-east.yaml").write_text("role: adviser\n", encoding="utf-8")

    assert check(ROLE).exit_code == 0
    assert check(VACANCY).exit_code == 0
    assert check("vacancies/adviser-east.yaml").exit_code == 1


def test_a_vacancy_may_stand_anywhere(workspace: Path) -> None:
    elsewhere = workspace.parent / "elsewhere.yaml"
    elsewhere.write_text("role: adviser\n", encoding="utf-8")

    assert check(str(elsewhere)).exit_code == 0

    elsewhere.write_text("role: advisor\n", encoding="utf-8")
    result = check(str(elsewhere))

    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        f'{elsewhere.as_posix()}:1:7: unknown role "advisor"; did you mean "adviser"?'
    )


@pytest.mark.usefixtures("workspace")
def test_names_and_ranks_are_compared_in_the_whole_workspace_only() -> None:
    level = Path("families/enquiries/levels/ENQ1.yaml")
    level.write_text(
        level.read_text(encoding="utf-8").replace("rank: 1", "rank: 2"), encoding="utf-8"
    )

    assert check(str(level)).exit_code == 0
    assert check().exit_code == 1


# --- where it is run ------------------------------------------------------------------------------


def test_places_are_said_from_the_current_folder(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ORGANISATION, "colour: blue\n")
    add(VACANCY, "colour: blue\n")
    monkeypatch.chdir(workspace / "families")

    places = [line.partition(": unknown")[0] for line in check().stderr.splitlines()[:-1]]

    assert places == [f"{workspace.as_posix()}/{VACANCY}:5:1", "organisation.yaml:23:1"]


def test_another_workspace_is_checked_by_its_root(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(FAMILY, "colour: blue\n")
    monkeypatch.chdir(REPOSITORY)

    result = check("--root", str(workspace))

    assert result.exit_code == 1
    assert result.stderr.startswith(f"{workspace.as_posix()}/{FAMILY}:3:1: ")


# --- formats --------------------------------------------------------------------------------------

ODD_FILE = "vacancies/50%, east.yaml"


@pytest.fixture
def odd(workspace: Path) -> Path:
    """Make a vacancy whose name, id and address hold what GitHub's commands must not."""
    path = workspace / ODD_FILE
    path.write_text(
        'role: adviser\nlocation: "{{ post.place::100%, or more }}"\nomit: ["a\\r\\nb"]\n',
        encoding="utf-8",
    )
    return path


@pytest.mark.usefixtures("workspace")
def test_json_says_every_problem_with_its_place() -> None:
    add(VACANCY, "closing_dat: 2027-02-14\n")
    add(FAMILY, 'titel: "£5"\n')

    result = check("--format", "json")

    assert (result.exit_code, result.stderr) == (1, "")
    assert json.loads(result.stdout) == {
        "problems": [
            {
                "file": FAMILY,
                "line": 3,
                "column": 1,
                "rule": "unknown-field",
                "message": 'unknown field "titel"',
                "hint": 'did you mean "title"?',
            },
            {
                "file": VACANCY,
                "line": 5,
                "column": 1,
                "rule": "unknown-field",
                "message": 'unknown field "closing_dat"',
                "hint": 'did you mean "closing_date"?',
            },
        ],
        "findings": [],
    }


@pytest.mark.usefixtures("odd")
def test_json_keeps_every_character() -> None:
    problems = json.loads(check("--format", "json", ODD_FILE).stdout)["problems"]

    assert [problem["file"] for problem in problems] == [ODD_FILE]
    assert '"a\r\nb"' in problems[0]["message"]


@pytest.mark.usefixtures("odd")
def test_github_gets_a_command_a_problem_with_special_characters_escaped() -> None:
    [problem] = json.loads(check("--format", "json", ODD_FILE).stdout)["problems"]
    result = check("--format", "github", ODD_FILE)

    assert (result.exit_code, result.stderr) == (1, "")
    message = f"{problem['message']}; {problem['hint']}"
    assert result.stdout == (
        "::error file=vacancies/50%25%2C east.yaml,line=3,col=8,title=bad-id::"
        f"{message.replace('%', '%25').replace(chr(13), '%0D').replace(chr(10), '%0A')}\n"
    )
    assert '"a%0D%0Ab"' in result.stdout


@pytest.mark.usefixtures("workspace")
def test_github_keeps_commas_and_colons_of_a_message_and_escapes_those_of_a_name() -> None:
    Path("vacancies/a:b,c%0A.yaml").write_text(
        'role: adviser\nsalary: "£5: 100%, {{ half"\n', encoding="utf-8"
    )
    Path(VACANCY).write_text("role: 'a: b, 100%'\n", encoding="utf-8")

    lines = check("--format", "github").stdout.splitlines()

    assert len(lines) == 2
    assert lines[0].startswith(
        "::error file=vacancies/a%3Ab%2Cc%250A.yaml,line=1,col=1,title=bad-file-name::"
        'the file\'s name "a:b,c%250A" '
    )
    assert lines[1].startswith(
        f'::error file={VACANCY},line=1,col=7,title=unknown-role::unknown role "a: b, 100%25"; '
    )


@pytest.mark.usefixtures("odd")
def test_a_problem_is_one_line_whatever_it_quotes() -> None:
    problem, conclusion = check(ODD_FILE).stderr.splitlines()

    assert problem.startswith(f"{ODD_FILE}:3:8: ")
    assert conclusion == "1 problem in 1 file."


@pytest.mark.usefixtures("workspace")
def test_every_format_says_the_same_problems() -> None:
    wrong = [file for file in FILES if file != LAYOUT]
    for file in wrong:
        add(file, "colour: blue\n")

    in_text = check().stderr.splitlines()[:-1]
    in_json = json.loads(check("--format", "json").stdout)["problems"]
    to_github = check("--format", "github").stdout.splitlines()

    assert in_text == [
        f"{found['file']}:{found['line']}:{found['column']}: {found['message']}; {found['hint']}"
        for found in in_json
    ]
    assert [found["file"] for found in in_json] == sorted(wrong)
    assert [line.split("file=")[1].split(",")[0] for line in to_github] == sorted(wrong)


@pytest.mark.usefixtures("workspace")
def test_a_wrong_layout_hides_no_other_problem() -> None:
    for file in FILES:
        add(file, "colour: blue\n")

    problems = json.loads(check("--format", "json").stdout)["problems"]

    assert [problem["file"] for problem in problems] == sorted(FILES)


def test_problems_come_in_the_same_order_every_time(workspace: Path) -> None:
    sections = "".join(f"  own-{name}: Text.\n" for name in "dacb")
    level = workspace / "families/enquiries/levels/ENQ1.yaml"
    level.write_text(level.read_text(encoding="utf-8") + sections, encoding="utf-8")
    add(FAMILY, "colour: blue\nabout: nothing\n")

    said = {
        subprocess.run(
            [sys.executable, "-m", "jdgen", "check"],
            cwd=workspace,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        ).stderr
        for seed in ("0", "1", "2")
    }

    assert len(said) == 1


# --- exit codes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "xml"],
        ["--layout", "standrad"],
        ["--root", "vacancies"],
        ["vacancies/nobody.yaml"],
        ["vacancies"],
        ["--colour"],
    ],
)
@pytest.mark.usefixtures("workspace")
def test_a_wrong_command_line_is_no_wrong_input(arguments: list[str]) -> None:
    result = check(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_outside_a_workspace_the_command_line_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = check()

    assert (result.exit_code, result.stdout) == (2, "")
    assert "jdgen init" in result.stderr


@pytest.mark.parametrize("format_", ["terminal", "json", "github"])
@pytest.mark.usefixtures("workspace")
def test_problems_set_the_exit_code_in_every_format(format_: str) -> None:
    assert check("--format", format_).exit_code == 0

    add(VACANCY, "colour: blue\n")

    assert check("--format", format_).exit_code == 1


def test_a_real_process_ends_with_the_exit_code(workspace: Path) -> None:
    (workspace / VACANCY).write_text("role: advisor\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "jdgen", "check"],
        cwd=workspace,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f'{VACANCY}:1:7: unknown role "advisor"; did you mean "adviser"?\n1 problem in 7 files.\n'
    )


# --- where files stand ----------------------------------------------------------------------------


@pytest.mark.usefixtures("workspace")
def test_a_role_that_leaves_its_grade_to_the_vacancy_is_checked_at_each() -> None:
    role = Path(ROLE)
    text = role.read_text(encoding="utf-8")
    assert 'grade: "5"\n' in text
    role.write_text(text.replace('grade: "5"\n', ""), encoding="utf-8")
    add(VACANCY, 'grade: "5"\n')

    assert check().stdout == "7 files checked, no problems.\n"


def test_folders_behind_links_are_checked_as_what_they_are(workspace: Path) -> None:
    (workspace / "shared").mkdir()
    for name in ("families/enquiries", "templates"):
        elsewhere = workspace / "shared" / Path(name).name
        (workspace / name).rename(elsewhere)
        (workspace / name).symlink_to(elsewhere)

    checked = check()

    assert (checked.stdout, checked.stderr) == ("7 files checked, no problems.\n", "")


@pytest.mark.usefixtures("workspace")
def test_hidden_files_are_no_vacancies() -> None:
    Path("vacancies/._adviser-west.yaml").write_bytes(b"\x00\x05\x16\x07")

    assert check().exit_code == 0


@pytest.mark.parametrize("name", ["2027-02-adviser", "SR-0417", "west_adviser"])
@pytest.mark.usefixtures("workspace")
def test_a_vacancy_may_be_named_by_its_date_or_post_number(name: str) -> None:
    Path(VACANCY).rename(f"vacancies/{name}.yaml")

    assert check().exit_code == 0


@pytest.mark.usefixtures("workspace")
def test_a_role_of_one_of_two_families_is_named_with_its_family() -> None:
    shutil.copytree("families/enquiries", "families/reception")
    add(VACANCY, "")
    text = Path(VACANCY).read_text(encoding="utf-8")
    Path(VACANCY).write_text(text.replace("role: adviser", "role: reception/adviser"), "utf-8")

    assert check().exit_code == 0


# --- every audience, every layout -----------------------------------------------------------------


@pytest.mark.usefixtures("workspace")
def test_what_is_wrong_with_an_advert_or_a_panel_copy_alone_is_found() -> None:
    layout = Path(LAYOUT)
    text = layout.read_text(encoding="utf-8")
    advert = "      - {id: advert, title: About this job, required: true}\n"
    text = text.replace("      - {id: advert, title: About this job}\n", advert, 1)
    panel = "{fact: evaluation.total, label: Total score, required: true}"
    layout.write_text(text.replace("{fact: evaluation.total, label: Total score}", panel), "utf-8")

    result = check()

    *problems, conclusion = result.stderr.splitlines()
    assert [problem.split(": ")[1].split("; ")[0] for problem in problems] == [
        'the layout "standard" needs the fact "evaluation.total", which nobody says',
        'the layout "standard" needs the section "advert"',
    ]
    assert all(problem.startswith(VACANCY) for problem in problems)
    assert conclusion == "2 problems in 7 files."


@pytest.mark.usefixtures("workspace")
def test_a_workspace_may_hold_what_a_layout_has_no_document_for_and_a_named_file_may_not() -> None:
    Path("templates/job-family").mkdir()
    shutil.copy(REPOSITORY / "templates/job-family/layout.yaml", "templates/job-family")

    assert check("--layout", "job-family").exit_code == 0
    assert check("--layout", "job-family", LEVEL).exit_code == 0
    named = check("--layout", "job-family", VACANCY)
    assert named.exit_code == 1
    assert 'the layout "job-family" has no document for a post; ' in named.stderr
