"""What the tests of this room are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from word_files import Edit, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def house(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that edits the standard house style's parts."""

    def edited(*edits: Edit) -> Path:
        def change(parts: dict[str, bytes]) -> None:
            for name, old, new in edits:
                was = parts[name].decode()
                assert old in was, f"{name} has changed: {old} is not in it"
                parts[name] = was.replace(old, new).encode()

        return rewritten(tmp_path / "house-style.docx", change)

    return edited
