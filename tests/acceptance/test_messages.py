"""Wrong input, one small workspace a folder of `cases/invalid/`, beside exactly what jdgen says.

A case holds only the files that differ from the valid workspace in `cases/base/`, and

- `expected.txt`: what the command writes to standard error, byte for byte;
- `command.txt`, where the command is not `jdgen check`;
- `recipe.toml`, where a file can't well be stored: `[[repeat]]` adds a text to a file many times,
  `[[part]]` replaces a text in one part of a Word file.
"""

from __future__ import annotations

import difflib
import re
import shutil
import tempfile
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest
from example import REPOSITORY, standing
from running import REMEMBERED
from stored import base_copied
from typer.testing import CliRunner, Result

from jdgen.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CASES = REPOSITORY / "tests" / "cases"
NO_INPUT = ("expected.txt", "command.txt", "recipe.toml")
NAMES = sorted(folder.name for folder in (CASES / "invalid").iterdir() if folder.is_dir())

PROBLEM = re.compile(
    r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<message>.+); (?P<hint>.+)"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return where all cases lie, one after the other, so that no template is compiled twice."""
    folder = tmp_path_factory.mktemp("cases")
    with pytest.MonkeyPatch.context() as patch:
        (folder / "compiled").mkdir()
        patch.setattr(tempfile, "tempdir", str(folder / "compiled"))
        yield folder / "workspace"


@pytest.fixture
def workspace(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a fresh workspace with a file of each kind, in the current folder."""
    for remembered in REMEMBERED:
        remembered.cache_clear()
    monkeypatch.chdir(base_copied(place))
    yield place
    shutil.rmtree(place)


def lay_over(case: Path, folder: Path) -> None:
    shutil.copytree(case, folder, ignore=shutil.ignore_patterns(*NO_INPUT), dirs_exist_ok=True)
    recipe_file = case / "recipe.toml"
    if recipe_file.exists():
        recipe = tomllib.loads(recipe_file.read_text(encoding="utf-8"))
        for step in recipe.get("repeat", ()):
            with (folder / step["file"]).open("a", encoding="utf-8", newline="") as opened:
                opened.write(step["text"] * step["times"])
        for step in recipe.get("part", ()):
            replace_in_part(folder / step["file"], step["name"], step["old"], step["new"])


def replace_in_part(word_file: Path, name: str, old: str, new: str) -> None:
    with zipfile.ZipFile(word_file) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    assert old.encode() in parts[name], f"the recipe finds no {old!r} in {name}"
    parts[name] = parts[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(word_file, "w") as package:
        for part, data in parts.items():
            package.writestr(part, data)


def command_of(case: Path) -> list[str]:
    command_file = case / "command.txt"
    return command_file.read_text(encoding="utf-8").split() if command_file.exists() else ["check"]


def expected_of(case: Path) -> str:
    """Return what the command of a case says, as is shown for each of them."""
    return (case / "expected.txt").read_text(encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def difference(expected: str, actual: str) -> str:
    lines = difflib.unified_diff(
        expected.splitlines(), actual.splitlines(), "expected.txt", "standard error", lineterm=""
    )
    return "\n".join(lines)


def test_the_base_workspace_is_valid(workspace: Path) -> None:
    checked = run("check")

    assert (checked.exit_code, checked.stderr) == (0, "")
    assert checked.stdout == "7 files checked, no problems.\n"

    built = run("build", "--all")

    assert (built.exit_code, built.stderr) == (0, "")
    assert sorted(standing(workspace / "build")) == [
        "adviser-west/job-description.docx",
        "adviser-west/job-description.md",
        "adviser-west/person-specification.docx",
        "adviser-west/person-specification.md",
        "families/enquiries/ENQ1/level-profile.docx",
        "families/enquiries/ENQ1/level-profile.md",
        "families/enquiries/ENQ2/level-profile.docx",
        "families/enquiries/ENQ2/level-profile.md",
        "families/enquiries/family-guide.docx",
        "families/enquiries/family-guide.md",
    ]


def test_there_are_many_cases() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_wrong_input_is_refused_in_these_words(name: str, workspace: Path) -> None:
    case = CASES / "invalid" / name
    lay_over(case, workspace)
    before = standing(workspace)

    result = run(*command_of(case))

    expected = expected_of(case)
    if result.stderr != expected:
        pytest.fail(f"{name}:\n{difference(expected, result.stderr)}", pytrace=False)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert standing(workspace) == before, "something was written"


@pytest.mark.parametrize("name", NAMES)
def test_every_problem_names_a_place_that_exists_in_order(name: str, workspace: Path) -> None:
    case = CASES / "invalid" / name
    lay_over(case, workspace)
    *problems, conclusion = expected_of(case).splitlines()

    places = []
    for problem in problems:
        found = PROBLEM.fullmatch(problem)
        assert found, f"not file:line:column: message; remedy: {problem}"
        place = (found["file"], int(found["line"]), int(found["column"]))
        path = workspace / place[0]
        lines = path.read_bytes().splitlines() if path.is_file() else []
        assert path.exists(), problem
        assert 1 <= place[1] <= max(1, len(lines)), problem
        assert place[2] >= 1, problem
        places.append(place)

    assert places == sorted(places)
    counted = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    assert re.fullmatch(rf"{counted}( in \d+ files\.|; nothing was written\.)", conclusion)


@pytest.mark.parametrize("name", NAMES)
def test_check_finds_all_that_build_finds(name: str, workspace: Path) -> None:
    lay_over(CASES / "invalid" / name, workspace)

    built = run("build", "--all")

    if built.exit_code == 0:  # the mistake is in what no vacancy uses
        assert built.stderr == ""
        return
    assert built.exit_code == 1
    assert not (workspace / "build").exists()
    *found_by_build, _ = built.stderr.splitlines()
    case = CASES / "invalid" / name
    told = run("check").stderr if command_of(case) != ["check"] else expected_of(case)
    *found_by_check, _ = told.splitlines() or [""]
    assert found_by_build
    assert [problem for problem in found_by_build if problem not in found_by_check] == []
