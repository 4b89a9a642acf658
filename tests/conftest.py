"""What several tests start from."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from example import Example
from repositories import commit, git
from stored import base_copied

if TYPE_CHECKING:
    from pathlib import Path


# Where the tests run in the background, as in some CI, a shell has set these aside for them, and
# what they start would never be interrupted.
for _number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.SIG_DFL)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Example:
    """Return a fresh small workspace, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return Example(tmp_path)


@pytest.fixture
def history(example: Example) -> Example:
    """Return a workspace with two commits and a change that is in none."""
    example.organisation("clauses:\n  safe: {text: Work safely.}\n")
    example.level(
        "sections:\n  accountabilities:\n    - {id: log, text: Keep the risk log.}\n"
        "    - clause: safe\n"
    )
    git(example.root, "init", "-q", "-b", "main")
    commit(example, "Start")
    example.level(
        "sections:\n  accountabilities:\n    - {id: log, text: Own the risk log.}\n"
        "    - clause: safe\n"
    )
    commit(example, "Raise the log")
    example.role("reports_to: Head of Works\n")
    return example


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a fresh workspace with a file of each kind, in the current folder."""
    folder = base_copied(tmp_path / "workspace")
    monkeypatch.chdir(folder)
    return folder
