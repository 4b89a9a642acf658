"""What the tests of this room are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from repositories import commit, git

if TYPE_CHECKING:
    from example import Example


@pytest.fixture
def history(example: Example) -> Example:
    """Return a workspace with one commit, and nothing changed since."""
    git(example.root, "init", "-q", "-b", "main")
    commit(example)
    return example
