"""A few hundred spoilt workspaces and command lines; run.py tries as many as one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mutations import KINDS
from trial import trial

if TYPE_CHECKING:
    from pathlib import Path

_CASES = {"yaml": 40, "layout": 25, "template": 25, "house style": 15, "files": 20, "command": 75}


def test_there_are_cases_of_every_kind() -> None:
    assert [*_CASES] == [*KINDS]


@pytest.mark.parametrize("kind", KINDS)
def test_spoilt_input_is_a_message_with_a_place_and_nothing_is_written(
    kind: str, tmp_path: Path
) -> None:
    for number in range(_CASES[kind]):
        found = trial(1, number, kind, tmp_path, may_be_whole=False)
        assert not found.faults, f"case {number}: {found.spoilt}"
