"""Running the command as people do: with its output in a pipe, and on a terminal."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from contextlib import chdir
from typing import TYPE_CHECKING

import lxml.html
import pytest
from example import REPOSITORY

import jdgen.cli
from jdgen.build import word_files
from jdgen.documents import render
from jdgen.formats.escaping import one_line
from jdgen.process import ending
from jdgen.process.streams import Guarded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

REMEMBERED = (
    word_files._house_style,
    word_files._is_complete,
    word_files._faults_of_look,
    render._environment,
)

# What only a terminal should see: escape sequences, and the characters of boxes and rules.
DRAWN = re.compile("[\x1b─-▟⠀-⣿]")


SENDING = """\
import os, signal, sys
import jdgen.build.output
from jdgen.__main__ import main

def send():
    os.kill(os.getpid(), signal.{name})
    os.kill(os.getpid(), signal.{name})  # as one whose Ctrl-C isn't quick enough

def sending(what):
    def send_first(*args, **kwargs):
        send()
        return what(*args, **kwargs)
    return send_first

def sending_after(what):
    def send_last(*args, **kwargs):
        made = what(*args, **kwargs)
        send()
        return made
    return send_last

class Importing:
    def find_spec(self, name, *_):
        if name == "typer.core":
            send()

{moment}
sys.argv[0] = "jdgen"
main()
"""
"""A program that interrupts itself at a moment."""


def run_process(
    *arguments: str, folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command as a process with its output in pipes, where that is what is tested."""
    return subprocess.run(
        [sys.executable, "-m", "jdgen", *arguments],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def run(
    *arguments: str, folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, as one whose output is in pipes, and return what it says."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (environment or {}).items():
            patch.setenv(name, value)
        code, *printed = run_here(*arguments, folder=folder)
    output, errors = (each.decode("utf-8") for each in printed)
    return subprocess.CompletedProcess(arguments, code, output, errors)


def run_here(*arguments: str, folder: Path, encoding: str = "utf-8") -> tuple[int, bytes, bytes]:
    """Run the command in this process; return its exit code, and all that it prints as bytes."""
    held = io.BytesIO(), io.BytesIO()
    streams = [Guarded(each, encoding, "backslashreplace", "\n") for each in held]
    for remembered in REMEMBERED:  # files that a process reads once, and tests change between two
        remembered.cache_clear()
    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        patch.setattr(sys, "argv", ["jdgen", *arguments])
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        patch.setattr(ending._command, "outcome", "")
        with pytest.raises(SystemExit) as ended:
            jdgen.cli.run()
        for stream in streams:
            stream.flush()
    assert isinstance(ended.value.code, int)
    return ended.value.code, held[0].getvalue(), held[1].getvalue()


def run_well(*arguments: str, folder: Path) -> str:
    done = run(*arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_on_terminal(
    *arguments: str, folder: Path, environment: Mapping[str, str] | None = None, columns: int = 80
) -> tuple[int, str]:
    """Run the command on a terminal; return its exit code and all that the terminal shows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    dropped = {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "GITHUB_ACTIONS"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    with subprocess.Popen(
        [sys.executable, "-m", "jdgen", *arguments],
        cwd=folder,
        env={**kept, "TERM": "xterm-256color", **(environment or {})},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                some = os.read(ours, 65536)
            except OSError:  # on Linux, the end of what the other side wrote
                break
            if not some:
                break
            shown += some
        os.close(ours)
        code = process.wait(timeout=60)
    return code, shown.decode("utf-8")


def words(shown: str) -> str:
    """Return what a terminal shows without colours and boxes, with single spaces."""
    bare = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    return one_line(re.sub("[─-▟⠀-⣿]", " ", bare))


def shown(*arguments: str) -> list[str]:
    """Return the lines that a command about the repository prints into a pipe."""
    return run_well(*arguments, folder=REPOSITORY).splitlines()


def page(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


def run_sending(
    moment: str, *arguments: str, folder: Path, name: str = "SIGINT"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SENDING.format(name=name, moment=moment), *arguments],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "temporary")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def converse(
    *arguments: str, folder: Path, typed: Sequence[str], columns: int = 80
) -> tuple[int, list[str]]:
    """Run the command on a terminal and type a text at each prompt; return what is shown, by line.

    For Ctrl-C a text is \\x03, and for the end of input \\x04.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    dropped = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "GITHUB_ACTIONS"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    waiting = list(typed)
    with subprocess.Popen(
        [sys.executable, "-m", "jdgen", *arguments],
        cwd=folder,
        env={**kept, "TERM": "xterm-256color"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                some = os.read(ours, 65536)
            except OSError:
                break
            if not some:
                break
            shown += some
            if shown.endswith((b": ", b"? ")) and waiting:
                text = waiting.pop(0)
                if text == "\x03":  # as its terminal does
                    process.send_signal(signal.SIGINT)
                else:
                    os.write(ours, text.encode() if text == "\x04" else f"{text}\n".encode())
        os.close(ours)
        code = process.wait(timeout=60)
    assert not waiting, f"nothing asked for {waiting}:\n{shown.decode()}"
    return code, shown.decode("utf-8").replace("\r\n", "\n").splitlines()
