"""How long comparing takes, against what Python alone takes to start; and of 2,000 items a side.

    python benchmarks/comparing.py [--runs N]

Whole processes, in turn A B C A B C …, so that the ratios hold on a noisy machine: their medians
are what is to be kept. "On a terminal" is a pseudo-terminal of 120 columns.
"""

from __future__ import annotations

import argparse
import os
import pty
import random
import statistics
import struct
import subprocess
import sys
import time
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

from jdgen.compare.pairing import Piece, pair

ROOT = Path(__file__).parent.parent
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or every run would compile jdgen anew
JDGEN = [str(Path(sys.executable).with_name("jdgen"))]
COMMANDS = {
    "bare Python": ([sys.executable, "-c", "pass"], False, 1),
    "diff PRO9 PRO10, piped": ([*JDGEN, "diff", "PRO9", "PRO10"], False, 12),
    "diff PRO9 PRO10, on a terminal": ([*JDGEN, "diff", "PRO9", "PRO10"], True, 15),
    "diff --ladder, seven levels, piped": (
        [*JDGEN, "diff", "--ladder", "project-delivery"],
        False,
        20,
    ),
    "diff --ladder, seven levels, on a terminal": (
        [*JDGEN, "diff", "--ladder", "project-delivery"],
        True,
        20,
    ),
}
"""Each with whether it's on a terminal, and how many times bare Python it may take."""


def piped(command: list[str]) -> float:
    """Return how long a command takes whose output is thrown away, in seconds."""
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def on_terminal(command: list[str]) -> float:
    """Return how long a command takes on a pseudo-terminal, in seconds."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ["TERM"] = "xterm-256color"
        os.environ.pop("COLUMNS", None)
        ioctl(1, TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
        os.execvp(command[0], command)
    shown = 0
    while True:
        try:
            read = os.read(terminal, 65536)
        except OSError:
            break
        if not read:
            break
        shown += len(read)
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    took = time.perf_counter() - started
    if status or not shown:
        sys.exit(f"{' '.join(command)} failed: {status}")
    return took


def pieces(number: int, seed: int) -> list[Piece]:
    """Return items of some ten to twenty words, every second one reworded with another seed."""
    words = random.Random("words")
    vocabulary = [f"word{at}" for at in range(4000)]
    made = []
    for at in range(number):
        text = words.choices(vocabulary, k=words.randint(10, 20))
        changes = random.Random(f"{seed} {at}")
        if at % 2:
            for _ in range(4):
                text[changes.randrange(len(text))] = changes.choice(vocabulary)
        made.append(Piece("duties", "", "", "", " ".join(text)))
    random.Random(seed).shuffle(made)
    return made


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=21)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, (command, is_terminal, _) in COMMANDS.items():
            times[name].append((on_terminal if is_terminal else piped)(command))
    bare = times["bare Python"]
    for name, took in times.items():
        ratio = statistics.median(a / b for a, b in zip(took, bare, strict=True))
        limit = COMMANDS[name][2]
        print(
            f"{name:44} {1000 * statistics.median(took):7.1f} ms"
            f"  {ratio:5.2f} times bare Python (at most {limit})"
        )
    first, second = pieces(2000, 1), pieces(2000, 2)
    started = time.perf_counter()
    found = pair(first, second)
    print(
        f"{'2,000 items a side':44} {1000 * (time.perf_counter() - started):7.1f} ms"
        f"  {len(found.pairs)} pairs"
    )


if __name__ == "__main__":
    main()
