"""What a terminal shows of each command."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from running import run_on_terminal, run_well, words
from stored import FIRST, KINDS, ROLES, VACANCIES, everything_built

from jdgen.reports.terminal.listing import _NARROW

if TYPE_CHECKING:
    from pathlib import Path

COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|38;|48;)[0-9;]*m")


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


@pytest.mark.parametrize("columns", [60, 80, 100, 120])
@pytest.mark.parametrize("kind", ["levels", "roles", "vacancies", "axes", "clauses", "layouts"])
def test_on_a_terminal_of_any_width_no_word_of_a_list_is_broken(
    kind: str, columns: int, workspace: Path
) -> None:
    listed = json.loads(run_well("list", kind, "--format", "json", folder=workspace))
    names = _NARROW.get(kind, tuple(listed[0]))
    code, shown = run_on_terminal("list", kind, folder=workspace, columns=columns)
    assert code == 0
    assert max(map(len, re.sub(r"\x1b\[[0-9;]*m", "", shown).split("\r\n"))) <= columns
    said = " ".join(str(row[name]) for row in listed for name in names)
    said = said.replace(" *", "*")  # as the star is never parted from what it marks
    assert {*said.split(), *" ".join(names).replace("_", " ").split()} <= {*words(shown).split()}


def test_on_a_terminal_a_job_is_laid_out(workspace: Path) -> None:
    code, shown = run_on_terminal("show", "PRO9", folder=workspace)
    assert code == 0
    assert "\x1b[" in shown
    assert "PRO9: Specialist project support" in words(shown)
    assert "## " not in shown
    plain = run_well("show", "PRO9", folder=workspace)
    sentence = re.findall(r"^- \*\*[^*]+\*\* ([^.*\n]+\.)", plain, re.MULTILINE)[0]
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
    assert f"remedy: the roles are: {', '.join(ROLES[:2])}," in words(shown)
    assert "Traceback" not in shown


def test_on_a_terminal_check_without_problems_says_so(workspace: Path) -> None:
    code, shown = run_on_terminal("check", folder=workspace)
    assert code == 0
    assert words(shown).endswith("files checked, no problems.")


def test_on_a_terminal_help_and_mistakes_are_drawn(workspace: Path) -> None:
    code, shown = run_on_terminal("--help", folder=workspace)
    assert code == 0
    assert COLOUR.search(shown)
    assert "Turn job families kept as YAML into Word and Markdown job descriptions." in words(shown)
    code, shown = run_on_terminal("show", "PRO99", folder=workspace)
    assert code == 2
    assert "╭" in shown
    assert COLOUR.search(shown)
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


def test_on_a_terminal_building_again_says_how_much_was_up_to_date(own: Path) -> None:
    run_well("build", "--all", folder=own)
    _, shown = run_on_terminal("build", "--all", folder=own)
    number = len(everything_built(VACANCIES))
    assert words(shown).endswith(f"0 files written, {number} that were up to date.")
    (own / "build/project-support-officer/job-description.md").unlink()
    _, shown = run_on_terminal("build", "--all", folder=own)
    assert words(shown).endswith(f"1 file written, {number - 1} that were up to date.")


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_progress_of_many_vacancies_leaves_the_list_of_files_whole(
    jobs: str, own: Path
) -> None:
    vacancies = own / "examples/vacancies"
    said = (vacancies / "project-support-officer.yaml").read_bytes()
    for number in range(20):
        (vacancies / f"post-{number:02}.yaml").write_bytes(said)
    code, shown = run_on_terminal("build", "--all", "--format", "md", "--jobs", jobs, folder=own)
    assert code == 0
    assert "100%" in shown
    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).replace("\r", "\n").splitlines()
    written = [line for line in lines if line.startswith("build/")]
    names = [path.stem for path in vacancies.glob("*.yaml")]
    assert len(names) > len(VACANCIES)
    expected = everything_built(names, ("md",))
    assert sorted(written) == sorted(f"build/{name}" for name in expected)
    assert f"{len(expected)} files written." in words(shown)
