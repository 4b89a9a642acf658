"""The documents kept in examples/documents are those that the repository's files now make."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from example import REPOSITORY, standing

KEPT = REPOSITORY / "examples" / "documents"


def test_the_kept_documents_are_up_to_date(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        ["sh", REPOSITORY / ".ci" / "examples", tmp_path / "made"],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    kept, made = standing(KEPT), standing(tmp_path / "made")
    assert sorted(kept) == sorted(made), "run .ci/examples"
    stale = [name for name, data in made.items() if kept[name] != data]
    assert stale == [], "run .ci/examples"


def test_every_layout_has_word_documents_and_markdown_for_all() -> None:
    kept = standing(KEPT)
    layouts = sorted(path.parent.name for path in REPOSITORY.glob("templates/*/layout.yaml"))
    for layout in layouts:
        assert [name for name in kept if name.startswith(f"{layout}/") and name.endswith(".docx")]
    vacancies = [path.stem for path in (REPOSITORY / "examples/vacancies").glob("*.yaml")]
    for layout in set(layouts) - {"job-family"}:
        made = {name.split("/")[1] for name in kept if name.startswith(f"{layout}/")}
        assert set(vacancies) <= made
