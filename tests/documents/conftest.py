"""What the tests of this room are given."""

from __future__ import annotations

import pytest
from example import MOTTO, TWO_SECTIONS, Example


@pytest.fixture
def workspace(example: Example) -> Example:
    """Return a small workspace all of whose sections its vacancy says."""
    return example.says(organisation=MOTTO, vacancy=TWO_SECTIONS)
