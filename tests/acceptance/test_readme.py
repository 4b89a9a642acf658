"""The README, and the tables of CONTRIBUTING and the manual: they are whole, and right."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from pages import DOCS, PAGES, README, REPOSITORY, blocks
from running import run
from stored import copied

from jdgen.schema.post import ROLE, VACANCY

if TYPE_CHECKING:
    from pathlib import Path

    from jdgen.reading.records import Record

CONTRIBUTING = REPOSITORY / ".github" / "CONTRIBUTING.md"


def test_the_readme_is_short() -> None:
    assert len(README.read_text("utf-8").splitlines()) < 130


def test_the_first_screen_says_how_to_start_and_how_to_test() -> None:
    first_screen = "\n".join(README.read_text("utf-8").splitlines()[:45])
    starts = [
        line
        for kind, text in blocks(README)
        if kind in {"sh", "console"} and text in first_screen
        for line in text.splitlines()
        if line.removeprefix("$ ").startswith("python3 -m venv")
    ]
    assert len(starts) == 2
    assert "jdgen build --all" in starts[0]
    assert "pytest" in starts[1]


def test_the_mistake_that_the_readme_shows_is_told_in_these_words(tmp_path: Path) -> None:
    [told] = [text.strip() for kind, text in blocks(README) if kind == "text"]
    found = re.match(r'(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): "(?P<word>\w+)"', told)
    assert found
    copied(tmp_path)
    path = tmp_path / found["file"]
    lines = path.read_text("utf-8").splitlines(keepends=True)
    line, column = int(found["line"]) - 1, int(found["column"]) - 1
    lines[line] = f"{lines[line][:column]}{found['word']}\n"
    path.write_text("".join(lines), "utf-8")
    done = run("check", folder=tmp_path)
    assert done.stderr.splitlines()[0] == told


@pytest.mark.parametrize("record", [ROLE, VACANCY])
def test_every_field_of_a_role_and_a_vacancy_is_named(record: Record[object]) -> None:
    page = (DOCS / "vacancies.md").read_text("utf-8")
    assert [field for field in record.fields if f"`{field}`" not in page] == []


def test_nothing_is_installed_from_where_it_is_not_published() -> None:
    told = [
        page.name
        for page in PAGES
        if re.search(r"pip install (-\S+ )*jdgen\b", page.read_text("utf-8"))
    ]
    assert told == []


def test_the_table_of_features_names_every_one_and_its_test() -> None:
    text = (DOCS / "features.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (R\d+) \|.*`(test_\w+)` \|$", text, re.MULTILINE)
    assert [key for key, _ in rows] == [f"R{number}" for number in range(1, 49)]
    tests = {
        name
        for path in (REPOSITORY / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert {test for _, test in rows} <= tests
    assert [key for key, test in rows if not test.startswith(f"test_r{int(key[1:]):02}_")] == []


def test_the_map_shows_every_room_above_those_that_it_imports_from() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    rooms = next(each for each in project["tool"]["importlinter"]["contracts"] if "layers" in each)
    layers = [room for layer in rooms["layers"] for room in layer.split(" | ")]
    shown = CONTRIBUTING.read_text("utf-8").partition("## The map")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `(\w+)(?:\.py)?` \|", shown, re.MULTILINE)
    assert ["__main__", *told] == layers


@pytest.mark.parametrize("page", [CONTRIBUTING, DOCS / "decisions.md"], ids=lambda page: page.name)
def test_every_module_that_is_named_is_there(page: Path) -> None:
    named = re.findall(r"`([\w./]+/[\w.]+\.py|\w+\.py)`", page.read_text("utf-8"))
    folders = (REPOSITORY, REPOSITORY / "jdgen")
    assert named
    assert [name for name in named if not any((folder / name).exists() for folder in folders)] == []
