"""What several tests start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example import Example

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Example:
    """Return a fresh small workspace, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return Example(tmp_path)
