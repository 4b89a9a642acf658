"""The README: it names every command, and what it tells the reader to type works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from running import git
from typer.main import get_command

from jdgen.cli import app
from jdgen.reading.yaml import read
from jdgen.schema.post import ROLE, VACANCY

if TYPE_CHECKING:
    from jdgen.reading.shapes import Record

REPOSITORY = Path(__file__).parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(found[1], found[2]) for found in BLOCK.finditer(README)]
# What a reader types, but for what installs jdgen: that is the wheel's test.
TYPED = [
    line.removeprefix("$ ")
    for kind, text in BLOCKS
    if kind == "console"
    for line in text.splitlines()
    if line.startswith("$ ") and not re.search(r"\bpip\b|-m venv\b|\bgit\b", line)
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named(command: str) -> None:
    assert f"jdgen {command}" in README


def test_the_first_screen_says_how_to_start_and_how_to_test() -> None:
    first_screen = "\n".join(README.splitlines()[:45])
    starts = [
        line
        for kind, text in BLOCKS
        if kind in {"sh", "console"} and text in first_screen
        for line in text.splitlines()
        if line.removeprefix("$ ").startswith("python3 -m venv")
    ]
    assert len(starts) == 2
    assert "jdgen build --all" in starts[0]
    assert "pytest" in starts[1]


def test_everything_that_the_readme_types_works(tmp_path: Path) -> None:
    assert [line for line in TYPED if line.startswith("jdgen ")]
    for name in ("families", "templates", "examples"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Start")
    folder = tmp_path
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    for line in TYPED:
        if line.startswith("cd "):
            folder /= line.removeprefix("cd ")
            assert folder.is_dir()
            continue
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"$ {line}\n{done.stdout}{done.stderr}"


def test_the_files_that_the_readme_shows_are_right(tmp_path: Path) -> None:
    for name in ("families", "templates", "examples"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    shown = [
        (found[1], text)
        for kind, text in BLOCKS
        if kind == "yaml" and (found := re.match(r"# ((?:families|examples)/\S+\.yaml)\n", text))
    ]
    assert len(shown) >= 2
    for name, text in shown:
        path = tmp_path / name
        if path.exists():
            assert read(path.read_bytes(), name)[0] == read(text.encode(), name)[0]
        path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "jdgen", "check"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_mistake_that_the_readme_shows_is_told_in_these_words(tmp_path: Path) -> None:
    [told] = [text.strip() for kind, text in BLOCKS if kind == "text"]
    found = re.match(r'(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): "(?P<word>\w+)"', told)
    assert found
    for name in ("families", "templates", "examples"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    path = tmp_path / found["file"]
    lines = path.read_text("utf-8").splitlines(keepends=True)
    line, column = int(found["line"]) - 1, int(found["column"]) - 1
    lines[line] = f"{lines[line][:column]}{found['word']}\n"
    path.write_text("".join(lines), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "jdgen", "check"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr.splitlines()[0] == told


@pytest.mark.parametrize("record", [ROLE, VACANCY])
def test_every_field_of_a_role_and_a_vacancy_is_named(record: Record[object]) -> None:
    assert [field for field in record.fields if f"`{field}`" not in README] == []


def test_what_the_readme_points_to_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", README)
    assert targets
    assert [target for target in targets if not (REPOSITORY / target).exists()] == []


def test_the_table_of_features_names_every_one_and_its_test() -> None:
    text = (REPOSITORY / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (R\d+) \|.*`(test_\w+)` \|$", text, re.MULTILINE)
    assert [key for key, _ in rows] == [f"R{number}" for number in range(1, 48)]
    features = (REPOSITORY / "tests" / "test_features.py").read_text(encoding="utf-8")
    tests = set(re.findall(r"^def (test_\w+)", features, re.MULTILINE))
    assert {test for _, test in rows} <= tests
    assert [key for key, test in rows if not test.startswith(f"test_r{int(key[1:]):02}_")] == []
