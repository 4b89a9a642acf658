"""What LibreOffice reads of our Word files and writes again says the same: text and numbers."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import docx
import pytest
from example import REPOSITORY

from jdgen.build.files import Order, files
from jdgen.model.job import Edition
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import find

if TYPE_CHECKING:
    from pathlib import Path

    from jdgen.model.job import Audience

LOOKS: Final = ("plain", "banded", "formal")
TARGETS: Final[tuple[tuple[str, Audience], ...]] = (
    ("programme-manager-harbour-quarter", "job-description"),
    ("project-manager-coastal-defence", "advert"),
    ("project-manager-coastal-defence", "evaluation"),
    ("pmo-analyst", "job-description"),
    ("project-delivery", "job-description"),
)
"""What is built, for which audience: vacancies, a role, a family; of the layouts that have it."""
SECONDS: Final = 240


@pytest.fixture
def soffice(tmp_path: Path) -> tuple[str, ...]:
    """Return how LibreOffice is started; skip where it isn't there, which in CI is a failure."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")
    return (program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless")


def _documents(folder: Path) -> list[Path]:
    """Write each kind of document of every layout, in each of the three house styles."""
    workspace = folder / "workspace"
    for name in ("families", "templates", "examples"):
        shutil.copytree(
            REPOSITORY / name, workspace / name, ignore=shutil.ignore_patterns("documents")
        )
    written: dict[str, bytes] = {}
    layout = workspace / "templates/standard/layout.yaml"
    text = layout.read_text(encoding="utf-8")
    said = "house_style: house-style.docx "
    assert said in text
    for look in LOOKS:
        layout.write_text(text.replace(said, f"house_style: {look} "), encoding="utf-8")
        library = Library(workspace)
        for target, audience in TARGETS:
            edition = Edition(audience, marked=audience == "evaluation")
            order = Order(library.layouts(), ["docx"], edition, where_fit=True)
            made = files(library, find(library, target).target, order).files
            written |= {f"{look}-{name.replace('/', '-')}": data for name, data in made.items()}
    (folder / "ours").mkdir()
    for name, data in written.items():
        (folder / "ours" / name).write_bytes(data)
    return sorted((folder / "ours").iterdir())


def _converted(soffice: tuple[str, ...], to: str, files: list[Path], folder: Path) -> list[Path]:
    command = (*soffice, "--convert-to", to, "--outdir", str(folder), *map(str, files))
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return sorted(folder.iterdir())


def _headings(path: Path) -> list[tuple[str, str]]:
    return [
        (paragraph.style.name, paragraph.text)
        for paragraph in docx.Document(str(path)).paragraphs
        if paragraph.style is not None and (paragraph.style.name or "").startswith("Heading")
    ]


def _tables(path: Path) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(str(path)).tables
    ]


def test_every_kind_of_document_says_the_same_after_libreoffice(
    tmp_path: Path, soffice: tuple[str, ...]
) -> None:
    ours = _documents(tmp_path)
    again = _converted(soffice, "docx", ours, tmp_path / "again")
    odt = _converted(soffice, "odt", ours, tmp_path / "odt")
    back = _converted(soffice, "docx", odt, tmp_path / "back")
    assert len(ours) == len(again) == len(back) >= len(LOOKS) * 12
    named = {
        f"{place}-{path.name}": path
        for place, paths in (("ours", ours), ("again", again), ("back", back))
        for path in paths
    }
    for name, path in named.items():
        path.rename(tmp_path / name)
    every = [tmp_path / name for name in named]
    texts = {
        path.stem: path.read_text(encoding="utf-8-sig")
        for path in _converted(soffice, "txt:Text (encoded):UTF8", every, tmp_path / "txt")
    }
    for path in ours:
        text = texts[f"ours-{path.stem}"]
        assert len(text) > 300, path.name
        for place in ("again", "back"):
            assert texts[f"{place}-{path.stem}"] == text, (place, path.name)
            for what in (_headings, _tables):
                first, second = (what(tmp_path / f"{at}-{path.name}") for at in ("ours", place))
                assert first == second, (place, path.name)
