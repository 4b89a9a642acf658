"""What the tests of this room are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stored import copied

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the repository's workspace that no test changes."""
    return copied(tmp_path_factory.mktemp("workspace"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a copy of the repository's workspace for one test."""
    return copied(tmp_path)
