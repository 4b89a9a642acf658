"""Documents that jdgen made, read and built again: the same words in the same order."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
import yaml
from example import REPOSITORY

from jdgen.build.files import Order, build
from jdgen.importing.importing import imported, write
from jdgen.model.job import Edition
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import Target, find_each

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
)
DRAFT = Edition(draft=True)


def texts(path: Path) -> dict[str, str]:
    return dict(yaml.load(path.read_bytes(), Loader=yaml.BaseLoader))  # noqa: S506


def words(paths: list[Path]) -> dict[str, list[str]]:
    return {path.name: re.findall(r"\w+", path.read_text("utf-8")) for path in paths}


def workspace(folder: Path) -> Path:
    for name in ("families", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copytree(REPOSITORY / "examples/vacancies", folder / "vacancies")
    return folder


@pytest.mark.parametrize("vacancy", VACANCIES)
def test_every_fact_duty_and_criterion_comes_back(vacancy: str, tmp_path: Path) -> None:
    root = workspace(tmp_path / "workspace")
    path = root / f"vacancies/{vacancy}.yaml"
    said = texts(path)
    role = next(root.glob(f"families/*/roles/{said.get('role', 'none')}.yaml"), path)
    family, level = (texts(role)[name] for name in ("family", "level"))
    library = Library(root)
    [target] = find_each(library, [str(path)])
    for at, layout in enumerate(LAYOUTS):
        form = ("docx", "md")[at % 2]
        order = Order([layout], ["docx", "md"], DRAFT)
        first = build(library, [target], order, tmp_path / layout).paths
        again = workspace(tmp_path / f"again-{layout}")
        (again / f"vacancies/{vacancy}.yaml").unlink()
        documents = [each for each in first if each.suffix == f".{form}"]
        result = imported(Library(again), documents, family, level=level, layout=layout)
        [outcome] = result.outcomes
        assert not outcome.found.unplaced, [one.text for one in outcome.found.unplaced]
        write(Library(again), result)
        reread = Library(again, draft=True)
        made = again / f"vacancies/{outcome.made.name}.yaml"
        found: Target = (
            next(iter(find_each(reread, [str(made)])))
            if made.exists()
            else Target("role", again / outcome.path, family, outcome.made.name)
        )
        second = build(reread, [found], Order([layout], ["md"], DRAFT), tmp_path / f"{layout}-2")
        assert words(second.paths) == words([each for each in first if each.suffix == ".md"])
