"""Interruptions: wherever they arrive, nothing of the command is left, and what it says is so."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from example import REPOSITORY
from repositories import git
from running import SENDING, run_sending, run_well

from jdgen.build.output import STAGING

if TYPE_CHECKING:
    from example import Example

KILLS = REPOSITORY / "tests" / "fuzz/kills.py"
NOTHING = "Interrupted; nothing was written.\n"
ALL = "Interrupted, after all 2 files were written.\n"
WRITING = "jdgen.build.output.Writing"
# When it is sent, and what a build of two files says then.
MOMENTS = {
    "as modules are imported": ("sys.meta_path.insert(0, Importing())", "Interrupted.\n"),
    "as documents are made": ("import jdgen.build.files as b; b.files = sending(b.files)", NOTHING),
    "as it waits for the folder": (f"{WRITING}._take = sending({WRITING}._take)", NOTHING),
    "as a folder is made": (
        "from pathlib import Path as P; P.mkdir = sending_after(P.mkdir)",
        NOTHING,
    ),
    "before files are written": (f"{WRITING}.stage = sending({WRITING}.stage)", NOTHING),
    "after files are written": (f"{WRITING}.stage = sending_after({WRITING}.stage)", NOTHING),
    "as files are moved": (
        "r = os.replace; os.replace = lambda *a: (str(a[0]).endswith('.new') and send(), r(*a))",
        ALL,
    ),
    "as it tidies up": (f"{WRITING}.leave = sending({WRITING}.leave)", ALL),
    "as it prints": ("import jdgen.cli.console as c; c.say = sending(c.say)", ALL),
    "as Python ends": ("import atexit; atexit.register(send)", ""),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_interruption_leaves_all_old_or_all_new_and_says_which(
    moment: str, example: Example
) -> None:
    (example.root / "temporary").mkdir()
    statement, said = MOMENTS[moment]
    done = run_sending(statement, "build", "one", "--format", "md", folder=example.root)
    assert done.stderr == said
    assert done.returncode == (-signal.SIGINT if said else 0)
    made = sorted(path.name for path in (example.root / "build").rglob("*.md"))
    is_new = said in {ALL, ""}
    assert made == (["job-description.md", "person-specification.md"] if is_new else [])
    assert (example.root / "build").exists() == is_new
    assert not list(example.root.rglob(STAGING))


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_cancelled_job_and_a_closed_terminal_are_interruptions(
    name: str, example: Example
) -> None:
    statement, said = MOMENTS["after files are written"]
    done = run_sending(statement, "build", "one", folder=example.root, name=name)
    assert (done.returncode, done.stderr) == (-getattr(signal, name), said)
    assert not (example.root / "build").exists()


def test_what_is_ignored_from_the_start_stays_ignored(example: Example) -> None:
    statement, _ = MOMENTS["after files are written"]
    ignored = f"signal.signal(signal.SIGHUP, signal.SIG_IGN); {statement}"
    done = run_sending(ignored, "build", "one", folder=example.root, name="SIGHUP")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [["init", "new"], ["schema"], ["schema", "-o", "new"]])
def test_whatever_writes_leaves_nothing_where_it_is_interrupted(
    arguments: list[str], example: Example
) -> None:
    before = sorted(example.root.rglob("*"))
    statement, said = MOMENTS["after files are written"]
    done = run_sending(statement, *arguments, folder=example.root)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, said)
    assert sorted(example.root.rglob("*")) == before


@pytest.mark.parametrize(
    "statement",
    [
        "import jdgen.compare.since as s; s.pairs_since = sending_after(s.pairs_since)",
        "import shutil; os.rmdir = sending(os.rmdir)",
    ],
    ids=["as it compares", "as it tidies up"],
)
def test_the_folder_of_a_revision_is_deleted_where_a_comparison_is_interrupted(
    statement: str, example: Example
) -> None:
    git(example.root, "init", "-q")
    git(example.root, "add", ".")
    git(example.root, "commit", "-qm", "first")
    temporary = example.root / "temporary"
    temporary.mkdir()
    done = run_sending(statement, "diff", "--since", "HEAD", folder=example.root)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "Interrupted.\n")
    assert [path.name for path in temporary.iterdir() if not path.match("_jinja2*")] == []


def test_a_shell_sees_130(example: Example) -> None:
    statement, _ = MOMENTS["as it prints"]
    program = SENDING.format(name="SIGINT", moment=statement)
    done = subprocess.run(
        ["sh", "-c", '"$0" -c "$1" list; echo $?', sys.executable, program],
        cwd=example.root,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "130"


def test_interruptions_and_kills_at_random_moments_leave_nothing_and_nothing_untrue() -> None:
    arguments = ("--writes", "60", "--builds", "0", "--seed", "8")
    done = subprocess.run(
        [sys.executable, str(KILLS), *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "    60 in all, 0 of them wrong" in done.stdout


def test_after_an_interruption_the_next_build_is_like_any_other(example: Example) -> None:
    statement, _ = MOMENTS["as files are moved"]
    run_sending(statement, "build", "one", folder=example.root)
    said = run_well("build", "one", folder=example.root)
    assert len(said.splitlines()) == 4
