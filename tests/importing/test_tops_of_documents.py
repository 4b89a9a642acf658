"""The title of a job that no label says: a short line at the top, and no sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from running import run

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("Harbour porter", "Harbour porter"),
        ("We keep boats.", "Old file"),
        ("We keep boats.\n\n# Harbour porter", "Harbour porter"),
    ],
)
def test_a_short_line_at_the_top_is_the_title_and_a_sentence_is_not(
    top: str, title: str, example: Example, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    old.mkdir()
    (old / "old-file.md").write_text(f"{top}\n\n## Main duties\n\n- Carry boats.\n", "utf-8")
    assert run("import", str(old), "--family", "records", folder=example.root).returncode == 0
    titles = [
        path.read_text("utf-8").partition("title: ")[2].partition("\n")[0]
        for path in (example.root / "families/records/roles").iterdir()
    ]
    assert title in titles
