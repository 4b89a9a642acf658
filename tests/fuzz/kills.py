"""Interrupt and kill what writes, at random moments, and tell whether all that is said of it holds.

    python tests/fuzz/kills.py [--builds N] [--writes N] [--seed N]

A build is the whole command, as a process of its own; a write is the writing alone, which is where
the moments are that matter. Each is interrupted (SIGINT, SIGTERM, SIGHUP, maybe twice) or killed.
Interrupted, all is new or all is old, what it says is so, and nothing of it is left. Killed, the
next build into that folder leaves nothing of it, and all that it doesn't write itself new or old.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from jdgen.build.output import STAGING, write_files
from jdgen.process import ending

REPOSITORY = Path(__file__).parent.parent.parent
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
NAMES = [f"{folder}/{name}" for folder in ("one", "two/deep", "three") for name in "abcdefgh"]
OLD = {name: f"old {name}".encode() for name in NAMES[::2]} | {"mine.txt": b"mine"}
NEW = {name: f"new {name}".encode() * 5_000 for name in NAMES}
OTHER = {"four/other": b"other"}

State = dict[str, bytes | None]


class Ended(NamedTuple):
    """How what was interrupted has ended."""

    signal: signal.Signals
    code: int
    said: str


def standing(folder: Path) -> State:
    """Return all that stands below a folder; a folder has no bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def faults(ended: Ended, before: State, new: State, after: State) -> list[str]:
    """Go through what is untrue of the end of what was interrupted."""
    found = []
    is_new = after == new
    if not is_new and after != before:
        found.append(f"neither old nor new: {sorted(set(after) ^ set(before))}")
    if ended.code not in {0, -ended.signal}:
        found.append(f"exit code {ended.code} after {ended.signal.name}")
    if "Traceback" in ended.said or "Exception" in ended.said:
        found.append(f"a traceback: {ended.said}")
    if is_new != ("after all" in ended.said or ended.code == 0) and before != new:
        found.append(f"all is {'new' if is_new else 'old'}, and it says: {ended.said!r}")
    if is_new and "nothing was written" in ended.said:
        found.append(f"all was written, and it says: {ended.said!r}")
    return found


def faults_after_kill(before: State, new: State, after: State, other: State) -> list[str]:
    """Go through what is left of what was killed, after another wrote into the same folder."""
    found = [f"left behind: {name}" for name in after if STAGING in name]
    if after not in ({**before, **other}, {**new, **other}):
        found.append(f"neither old nor new: {sorted(set(after) ^ {*before, *other})}")
    return found


def interrupt(process: int, chosen: signal.Signals, dice: random.Random) -> None:
    """Send a signal to a process, maybe twice."""
    for _ in range(1 if chosen == signal.SIGKILL else dice.choice((1, 1, 2))):
        os.kill(process, chosen)
        time.sleep(dice.random() / 1_000)


# --- the writing alone ----------------------------------------------------------------------------


def writing(folder: Path, log: Path) -> int:
    """Start to write in a process of its own; return its number as soon as it is being watched."""
    begun, begin = os.pipe()
    process = os.fork()
    if process:
        os.read(begun, 1)
        os.close(begun)
        os.close(begin)
        return process
    try:
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        ending.set_outcome("; nothing was written")
        ending.watch()
        os.write(begin, b".")
        write_files(folder, NEW)
        os._exit(0)
    finally:
        os._exit(3)


def try_write(folder: Path, dice: random.Random, took: float) -> tuple[str, list[str]]:
    """Interrupt one writing; return how it ended, and what is wrong with that."""
    output, log = folder / "output", folder / "log"
    shutil.rmtree(output, ignore_errors=True)
    if dice.random() < 0.8:
        write_files(output, OLD)
    before = standing(output)
    new = {**before, **_with_folders(NEW)}
    chosen = dice.choice(SIGNALS)
    process = writing(output, log)
    time.sleep(dice.random() * took)
    interrupt(process, chosen, dice)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    ended = Ended(chosen, code, log.read_text())
    if chosen != signal.SIGKILL:
        return _kind(ended), faults(ended, before, new, standing(output))
    kind = "killed with a journal" if (output / STAGING / "journal").exists() else "killed"
    write_files(output, OTHER)
    return kind, faults_after_kill(before, new, standing(output), _with_folders(OTHER))


def _with_folders(files: dict[str, bytes]) -> State:
    parents = {str(parent): None for name in files for parent in Path(name).parents}
    del parents["."]
    return {**parents, **files}


# --- the whole command ----------------------------------------------------------------------------


class Builds:
    """Builds of a workspace that has changed since its documents were made."""

    def __init__(self, folder: Path) -> None:
        self.output, self.log, self.temporary = (folder / each for each in ("out", "log", "tmp"))
        self.root = folder / "workspace"
        for name in ("families", "templates", "examples"):
            shutil.copytree(REPOSITORY / name, self.root / name)
        self.temporary.mkdir()
        vacancy = self.root / "examples/vacancies/project-support-officer.yaml"
        said = vacancy.read_bytes()
        vacancy.unlink()
        self.run("--all")
        shutil.copytree(self.output, folder / "old")
        self.old = folder / "old"
        vacancy.write_bytes(said)
        organisation = self.root / "families/organisation.yaml"
        changed = organisation.read_bytes().replace(b"Northmere", b"Southmere")
        organisation.write_bytes(changed)
        started = time.monotonic()
        self.run("--all")
        self.took = time.monotonic() - started
        self.new = standing(self.output)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a build."""
        with self.log.open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "jdgen", "build", *arguments, "-o", str(self.output)],
                cwd=self.root,
                env={**os.environ, "TMPDIR": str(self.temporary)},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    def run(self, *arguments: str) -> None:
        """Build."""
        if code := self.start(*arguments).wait():
            sys.exit(f"{code}: {self.log.read_text()}")

    def left_behind(self, *, killed: bool) -> list[str]:
        """Go through temporary files that are left, but for what is meant to stay in a cache."""
        found = [path for path in self.temporary.rglob("*") if path.is_file()]
        ending = (".cache", ".tmp") if killed else ".cache"
        for path in found:
            if path.suffix == ".tmp":
                path.unlink()
        return [f"left behind: {path}" for path in found if not path.name.endswith(ending)]

    def try_build(self, dice: random.Random) -> tuple[str, list[str]]:
        """Interrupt one build; return how it ended, and what is wrong with that."""
        shutil.rmtree(self.output, ignore_errors=True)
        if dice.random() < 0.7:
            shutil.copytree(self.old, self.output)
        before = standing(self.output)
        chosen = dice.choice(SIGNALS)
        process = self.start("--all")
        if dice.random() < 0.5:  # anywhere
            time.sleep(dice.random() * self.took)
        else:  # as it writes
            while process.poll() is None and not (self.output / STAGING).exists():
                time.sleep(0.0005)
            time.sleep(dice.random() * 0.03)
        if process.poll() is None:
            interrupt(process.pid, chosen, dice)
        ended = Ended(chosen, process.wait(), self.log.read_text())
        left = self.left_behind(killed=chosen == signal.SIGKILL)
        if chosen != signal.SIGKILL:
            after = standing(self.output)
            if ended.code < 0 and not ended.said and after == before:
                return "before main()", left
            if "KeyboardInterrupt" in ended.said and "in main\n" not in ended.said:
                return "before main()", left  # in Python's own start
            return _kind(ended), left + faults(ended, before, self.new, after)
        kind = "killed with a journal" if (self.output / STAGING / "journal").exists() else "killed"
        name = "pmo-analyst-part-time"
        self.run(name, "--format", "md")
        other = {key: data for key, data in self.new.items() if key.startswith(name)}
        other = {key: data for key, data in other.items() if not key.endswith(".docx")}
        return kind, left + faults_after_kill(before, self.new, standing(self.output), other)


def _kind(ended: Ended) -> str:
    if not ended.code:
        return "done before it came"
    return "interrupted after all was written" if "after all" in ended.said else "interrupted"


def main() -> None:
    """Try as often as asked, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--builds", type=int, default=250)
    parser.add_argument("--writes", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where it is in the background
    dice = random.Random(asked.seed)
    wrong = 0
    folder = Path(tempfile.mkdtemp())  # which no process that is forked deletes at its end
    try:
        started = time.monotonic()
        write_files(folder / "output", NEW)
        took = 2 * (time.monotonic() - started)
        tries = [("write", lambda: try_write(folder, dice, took))] * asked.writes
        if asked.builds:
            builds = Builds(folder)
            tries += [("build", lambda: builds.try_build(dice))] * asked.builds
        kinds: Counter[str] = Counter()
        for number, (what, attempt) in enumerate(tries):
            kind, found = attempt()
            kinds[f"{what}: {kind}"] += 1
            wrong += bool(found)
            for fault in found:
                print(f"{what} {number}, {kind}: {fault}")
    finally:
        shutil.rmtree(folder)
    for kind, count in sorted(kinds.items()):
        print(f"{count:6} {kind}")
    print(f"{sum(kinds.values()):6} in all, {wrong} of them wrong")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
