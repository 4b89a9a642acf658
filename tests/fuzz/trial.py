"""One trial: a spoilt workspace, the commands given in it, and what must hold whatever they say."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from mutations import KINDS, command_line
from typer.main import get_command

from jdgen.build import word_files
from jdgen.cli import app
from jdgen.documents import render

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY: Final = Path(__file__).parents[2]
SECONDS: Final = 10
_COMMAND: Final = get_command(app)  # to make it anew for each command would take half of the time
_PLACE: Final = re.compile(
    r"(?P<file>.*?):(?P<line>\d+):(?P<column>\d+): (?P<message>.+); (?P<hint>.+)"
)
_REMARK: Final = re.compile("These are all its bands; .*|This is the role; .*")
_OUTPUT: Final = re.compile(r".+: [A-Z][a-z ]+; nothing was written\.")
_END: Final = re.compile(r"\d+ problems?( in \d+ files?|; nothing was written)?\.")
_OURS: Final = """\
title: Ours
extends: standard
documents:
  job-description:
    title: Job description
    template: ours.md.j2
    header: [{fact: post.location, label: Location}]
    sections:
      - {id: purpose, title: Purpose, words: {minimum: 1, maximum: 900}}
      - {id: duties, title: Duties, numbering: numbers}
      - {id: person-specification, title: Person specification, criteria: {as: list}}
      - {id: corporate-responsibilities, title: Everyone}
"""
_OURS_TEMPLATE: Final = (
    '{% extends "standard/document.md.j2" %}\n'
    "{% block title %}\n# {{ heading }}\n\n{% include 'part.md.j2' %}\n{% endblock %}\n"
)


class Done(NamedTuple):
    """What a command did."""

    words: list[str]
    code: int | None
    out: str
    err: str
    seconds: float
    trace: str = ""


class Trial(NamedTuple):
    """What was spoilt, and what went wrong, if anything."""

    kind: str
    spoilt: str
    faults: list[str]
    codes: list[int | None]
    seconds: float


class TooLong(BaseException):
    """A command is not done after `SECONDS`."""


def make_base(folder: Path, *, whole: bool) -> None:
    """Write the workspace that is spoilt: a small one, or the repository's own."""
    if whole:
        for part in ("families", "templates", "examples/vacancies"):
            shutil.copytree(REPOSITORY / part, folder / part)
    else:
        shutil.copytree(REPOSITORY / "tests/cases/base", folder)
        shutil.copytree(REPOSITORY / "templates/standard", folder / "templates/standard")
    ours = folder / "templates/ours"
    ours.mkdir()
    (ours / "layout.yaml").write_text(_OURS, encoding="utf-8")
    (ours / "ours.md.j2").write_text(_OURS_TEMPLATE, encoding="utf-8")
    (ours / "part.md.j2").write_text("{{ title }} ({{ kind }})\n", encoding="utf-8")


class _Stream(io.TextIOWrapper):
    """What a command prints into: a pipe, or a terminal."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def run(words: list[str], *, is_terminal: bool = False) -> Done:
    """Run a command in this process, as `jdgen` would with its output in pipes."""
    out, err = (_Stream(is_terminal=is_terminal) for _ in range(2))
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    start, trace, code = time.perf_counter(), "", None
    signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        _COMMAND(words, prog_name="jdgen")
        code = 0
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else int(done.code is not None)
    except TooLong:
        trace = "".join(traceback.format_exc().splitlines(keepends=True)[-12:])
    except BaseException:  # noqa: BLE001 - it is what is looked for
        trace = traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        seconds = time.perf_counter() - start
        sys.stdout, sys.stderr = before
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8", "replace"))  # type: ignore[attr-defined]
        stream.detach()
    return Done(words, code, *texts, seconds, trace)


def _ring(*_: object) -> None:
    raise TooLong


def _written(folder: Path) -> dict[str, float]:
    """Return when each file was written; a folder in which a file came and went is the same."""
    return {
        str(path): 0 if path.is_dir() and not path.is_symlink() else path.lstat().st_mtime_ns
        for path in sorted(folder.rglob("*"))
    }


def faults_of(done: Done, *, is_same: bool, is_drawn: bool) -> Iterator[str]:
    """Go through what must not be: tracebacks, messages without a place, files after a mistake."""
    if done.trace or done.code not in {0, 1, 2}:
        last = (done.trace or done.err).strip()
        yield f"traceback, exit code {done.code}, {done.seconds:.0f} s: {last[-2500:]}"
        return
    if "Traceback" in done.err and "Traceback" not in " ".join(done.words):
        yield f"traceback beside exit code {done.code}: {done.err[-2000:]}"
    if done.code and not is_same:
        yield "something was written beside exit code 1 or 2"
    if done.code == 2 and not done.err.strip():
        yield "a wrong command line without a message"
    if done.code == 1 and not is_drawn:
        yield from _unplaced(done)


def _unplaced(done: Done) -> Iterator[str]:
    """Go through the messages without a place, or with one that isn't there."""
    command = done.words[0]
    if command == "check" and "json" in done.words:
        try:
            problems = json.loads(done.out)["problems"]
        except ValueError:
            yield f"no JSON: {done.out[:100]!r} {done.err[:200]!r}"
            return
        for problem in problems:
            yield from _misplaced(**{key: problem[key] for key in ("file", "line", "column")})
            if not (problem["hint"].strip() and problem["message"].strip()):
                yield f"a message without a remedy: {problem}"
        return
    if (command == "check" and "github" in done.words) or "--exit-code" in done.words:
        return
    *lines, end = done.err.rstrip("\n").split("\n")
    if command in {"build", "init", "schema"} and _OUTPUT.fullmatch(end):
        return  # of a folder that the command line names
    if not _END.fullmatch(end):
        yield f"no place: {done.err[-600:]}"
        return
    for line in lines:
        if _REMARK.fullmatch(line):
            continue
        found = _PLACE.fullmatch(line)
        if found is None:
            yield f"no place: {line[-600:]}"
        else:
            yield from _misplaced(found["file"], int(found["line"]), int(found["column"]))


def _misplaced(file: str, line: int, column: int) -> Iterator[str]:
    if line < 1 or column < 1:
        yield f"a place before the file: {file}:{line}:{column}"
        return
    try:
        path = Path(file.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape"))
        if (line, column) == (1, 1) or not path.is_file() or path.suffix == ".docx":
            return
        lines = re.split("\r\n|\r|\n", path.read_bytes().decode("utf-8", "replace"))
    except (OSError, ValueError):
        return
    if line > len(lines) or column > len(lines[line - 1]) + 2:
        yield f"a place after the file's end: {file}:{line}:{column}"


def _commit(folder: Path) -> None:
    """Make the workspace a repository of one commit."""
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "All"]):
        somebody = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *somebody, *words], cwd=folder, check=True, capture_output=True)


def commands(
    chance: Random, kind: str, spoilt: str, folder: Path, *, whole: bool
) -> list[list[str]]:
    """Return the commands to give."""
    if kind == "command":
        return [command_line(chance, folder)]
    layout = ["--layout", chance.choice(["standard", "ours", "ours", "all"])]
    target = chance.choice(["adviser", "ENQ2", "ENQ1", "enquiries", "adviser-west"])
    if whole:
        target = chance.choice(["pmo-analyst", "PRO9", "TRA9-10:10", "project-delivery"])
    asking = chance.choice(
        [
            ["list", "--format", chance.choice(["json", "markdown", "terminal"])],
            ["list", "layouts"],
            ["list", "clauses"],
            ["show", target, *layout[:2] * (layout[1] != "all")],
            ["show", target, "--format", "json"],
            ["explain", target],
            ["explain", target, "--format", "json"],
            ["where-used", chance.choice(["health-and-safety", "standard", "working", target])],
            ["schema", "-o", "out"],
            ["diff", "--ladder", "project-delivery" if whole else "enquiries"],
            ["diff", target, chance.choice(["adviser", "ENQ1", "ENQ2"]), "--format", "html"],
        ]
    )
    if whole:
        checked = spoilt if spoilt.endswith(".yaml") and Path(spoilt).is_file() else "pmo-analyst"
        if chance.random() < 0.8:
            return [["check", checked, "--format", "json", *layout]]
        return [asking]
    building = ["build", *chance.choice([["--all"], ["adviser-west"], ["ENQ2"], ["enquiries"]])]
    building += [
        *layout,
        *chance.choice([[], ["--draft"], ["--format", "md"], ["--as-of", "2027-01-01"]]),
    ]
    other = chance.choice([[*building, "-o", "out"], asking])
    return [["check", "--format", "json", *layout], other]


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    here = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)


def trial(seed: int, number: int, kind: str, room: Path, *, may_be_whole: bool = True) -> Trial:
    """Spoil a workspace, give it commands and return what went wrong; the same for a seed."""
    chance = Random(f"{seed} {number} {kind}")
    whole = may_be_whole and chance.random() < 0.2
    folder = room / "workspace"  # the same for each, so that templates are compiled once
    shutil.rmtree(folder, ignore_errors=True)
    make_base(folder, whole=whole)
    start = time.perf_counter()
    faults: list[str] = []
    codes: list[int | None] = []
    with _inside(folder):
        spoilt = KINDS[kind](chance, Path())
        (folder / "out").mkdir()
        (folder / "out/kept.md").write_text("Kept.\n", encoding="utf-8")
        if kind == "command" and chance.random() < 0.2:
            _commit(folder)
        for words in commands(chance, kind, spoilt, Path(), whole=whole):
            before = _written(folder)
            is_terminal = chance.random() < 0.15
            done = run(words, is_terminal=is_terminal)
            codes.append(done.code)
            found = faults_of(done, is_same=_written(folder) == before, is_drawn=is_terminal)
            faults += (f"{' '.join(map(ascii, words))[:300]}\n    {fault}" for fault in found)
    render._environment.cache_clear()
    word_files._house_style.cache_clear()
    if faults:
        folder.rename(room / f"{number}-{kind.replace(' ', '-')}")
    return Trial(kind, spoilt, faults, codes, time.perf_counter() - start)


def said(*words: str) -> tuple[int, list[str]]:
    """Run a command; return its exit code and the problems that it names, a line each."""
    done = run(list(words))
    assert not done.trace
    assert done.code in {0, 1, 2}, done.err
    return done.code, done.err.splitlines()[:-1]
