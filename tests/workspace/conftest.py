"""What the tests of this room are given."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from base import BASE
from example import REPOSITORY
from revisions import save
from running import git

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example


@pytest.fixture
def history(example: Example) -> Example:
    """Return a workspace with one commit, and nothing changed since."""
    git(example.root, "init", "-q", "-b", "main")
    save(example)
    return example


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a fresh workspace with a file of each kind, in the current folder."""
    folder = tmp_path / "workspace"
    shutil.copytree(BASE, folder)
    shutil.copytree(REPOSITORY / "templates" / "standard", folder / "templates" / "standard")
    monkeypatch.chdir(folder)
    return folder
