"""What the tests of this room are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example import REPOSITORY
from merging import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)


@pytest.fixture(scope="module")
def lines() -> dict[str, list[str]]:
    return {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8").splitlines()
        for folder in ("families", "examples")
        for path in (REPOSITORY / folder).rglob("*.yaml")
    }
