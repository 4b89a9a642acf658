"""What the benchmarks share: commands that are timed by themselves, and tables of what they took.

Other work on a machine makes times by the clock worthless, and changes those of the processor too:
so what is compared is run in turn, and ratios are those of runs beside each other.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class Spent(NamedTuple):
    """What a command took: seconds of processor and by the clock, and its largest memory in MB.

    The memory is that of the largest process, be it the command's own or one that it started.
    """

    cpu: float
    wall: float
    memory: float


def spent(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Spent:
    """Run a command, and return what it took; leave with what it says where it fails."""
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        said = process.stderr.read() if process.stderr else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))}: {said}")
    wall = time.perf_counter() - start
    return Spent(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def middle(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the quartiles of some values: the middle half of them, and their median."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, median, high


def ratios(values: Sequence[float], others: Sequence[float]) -> list[float]:
    """Return the ratios of runs beside each other; of a different number, those to the median."""
    if len(values) == len(others):
        return [one / other for one, other in zip(values, others, strict=True)]
    return [one / statistics.median(others) for one in values]
