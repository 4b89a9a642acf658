"""What the tests of this room are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rendering import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)
