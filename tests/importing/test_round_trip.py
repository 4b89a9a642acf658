"""Documents that jdgen made, read and built again: the same words in the same order."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
import yaml
from example import REPOSITORY
from running import run

from jdgen.importing.importing import imported, write
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from pathlib import Path

LAYOUTS = ("standard", "capability", "numbered", "role-profile")
VACANCIES = (
    "project-support-officer",
    "pmo-analyst-part-time",
    "parks-team-leader-west",
    "digital-project-officer",
    "programme-manager-harbour-quarter",
    "grounds-operatives-seasonal",
    "infrastructure-engineer",
    "ict-support-analyst-career-grade",
)


def texts(path: Path) -> dict[str, str]:
    return dict(yaml.load(path.read_bytes(), Loader=yaml.BaseLoader))  # noqa: S506


def words(paths: list[Path]) -> dict[str, list[str]]:
    return {path.name: re.findall(r"\w+", path.read_text("utf-8")) for path in paths}


def workspace(folder: Path) -> Path:
    for name in ("families", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copytree(REPOSITORY / "examples/vacancies", folder / "vacancies")
    return folder


def built(root: Path, target: str, layout: str, forms: str, folder: Path) -> list[Path]:
    words = ("--layout", layout, "--format", forms, "--output", str(folder), "--draft")
    done = run("build", target, *words, folder=root)
    assert done.returncode == 0, done.stderr
    return [root / line for line in done.stdout.splitlines()]


@pytest.mark.parametrize("vacancy", VACANCIES)
def test_every_fact_duty_and_criterion_comes_back(vacancy: str, tmp_path: Path) -> None:
    root = workspace(tmp_path / "workspace")
    path = root / f"vacancies/{vacancy}.yaml"
    said = texts(path)
    role = next(root.glob(f"families/*/roles/{said.get('role', 'none')}.yaml"), path)
    family, level = (texts(role)[name] for name in ("family", "level"))
    for at, layout in enumerate(LAYOUTS):
        target = f"vacancies/{vacancy}.yaml"
        first = built(root, target, layout, "docx,md", tmp_path / layout)
        again = workspace(tmp_path / f"again-{layout}")
        (again / target).unlink()
        form = (".docx", ".md")[at % 2]
        documents = [each for each in first if each.suffix == form]
        result = imported(Library(again), documents, family, level=level, layout=layout)
        [outcome] = result.outcomes
        assert not outcome.found.unplaced, [one.text for one in outcome.found.unplaced]
        write(Library(again), result)
        made = f"vacancies/{outcome.made.name}.yaml"
        found = made if (again / made).exists() else outcome.made.name
        second = built(again, found, layout, "md", tmp_path / f"{layout}-again")
        assert words(second) == words([each for each in first if each.suffix == ".md"])
