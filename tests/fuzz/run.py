"""Spoil workspaces by the thousand: python tests/fuzz/run.py --cases 20000 --seed 1 --jobs 2.

Prints what went wrong, with the command that tries it again, and ends with a count by kind.
"""

from __future__ import annotations

import argparse
import multiprocessing
import multiprocessing.connection
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mutations import KINDS
from trial import SECONDS, Trial, trial

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_BYTES: Final = 500_000_000
_SHARES: Final = {"yaml": 7, "layout": 4, "template": 4, "house style": 2, "files": 2, "command": 5}


def kind_of(number: int) -> str:
    """Return the kind of a case: each has its share of any few dozen in a row."""
    turn = number % sum(_SHARES.values())
    for kind, share in _SHARES.items():
        if turn < share:
            return kind
        turn -= share
    raise AssertionError("the turn is one of those that are shared out")


def _work(pipe: Connection, seed: int, room: Path) -> None:
    """Try each case whose number comes, with no more memory than a command may take."""
    with Path("/proc/self/statm").open(encoding="ascii") as sizes:
        mapped = int(sizes.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + _BYTES, mapped + _BYTES))
    while (number := pipe.recv()) is not None:
        pipe.send(trial(seed, number, kind_of(number), room))


class _Worker:
    """A process that tries cases; one that hangs or dies is replaced by another."""

    def __init__(self, seed: int, room: Path) -> None:
        self._seed, self._room = seed, room
        self._start()

    def _start(self) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("fork").Process(
            target=_work, args=(theirs, self._seed, self._room), daemon=True
        )
        self._process.start()
        theirs.close()
        self.number: int | None = None
        self.since = 0.0

    def give(self, number: int) -> None:
        self.number, self.since = number, time.monotonic()
        self.pipe.send(number)

    def take(self) -> Trial | None:
        """Return what came of the case; None while it is at it."""
        lost = "is not done after a minute"
        try:
            if self.pipe.poll():
                return self.pipe.recv()  # type: ignore[no-any-return]
        except (EOFError, OSError):
            lost = "ended the process"
        else:
            if time.monotonic() - self.since < 6 * SECONDS:
                return None
        self._process.kill()
        self._process.join()
        number = self.number or 0
        self._start()
        return Trial(kind_of(number), "", [f"case {number} {lost}"], [], 6.0 * SECONDS)

    def end(self) -> None:
        self._process.kill()


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=1000)
    asked.add_argument("--first", type=int, default=0, help="the number of the first case")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=1)
    asked.add_argument("--kind", choices=KINDS, help="cases of one kind only")
    asked.add_argument("--room", type=Path, help="where failing workspaces are kept")
    given = asked.parse_args()
    room = given.room or Path(tempfile.mkdtemp(prefix="jdgen-fuzz-"))
    room.mkdir(parents=True, exist_ok=True)
    numbers = iter(
        number
        for number in range(given.first, given.first + given.cases)
        if given.kind in {None, kind_of(number)}
    )
    tried: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    slowest: list[tuple[float, int]] = []
    workers = [_Worker(given.seed, room / str(job)) for job in range(given.jobs)]
    busy = [worker for worker in workers if _next(worker, numbers)]
    while busy:
        multiprocessing.connection.wait([worker.pipe for worker in busy], timeout=1)
        for worker in list(busy):
            number = worker.number
            found = worker.take()
            if found is None or number is None:
                continue
            tried[found.kind] += 1
            codes.update(f"{found.kind}: exit code {code}" for code in found.codes)
            slowest = sorted([*slowest, (found.seconds, number)], reverse=True)[:5]
            if sum(tried.values()) % 1000 == 0:
                print(f"{sum(tried.values())} tried", file=sys.stderr, flush=True)
            if found.faults:
                failed[found.kind] += 1
                again = f"python tests/fuzz/run.py --seed {given.seed} --first {number} --cases 1"
                print(f"\n=== {again}   ({found.kind}: {found.spoilt!a})")
                print("\n".join(f"  {fault}" for fault in found.faults), flush=True)
            if not _next(worker, numbers):
                busy.remove(worker)
    for worker in workers:
        worker.end()
    print()
    for kind in tried:
        print(f"{kind}: {tried[kind]} tried, {failed[kind]} went wrong")
    for line, count in sorted(codes.items()):
        print(f"  {line}: {count}")
    print("slowest:", ", ".join(f"case {number} {seconds:.1f} s" for seconds, number in slowest))
    if failed:
        print(f"The workspaces that went wrong are in {room}.")
    else:
        shutil.rmtree(room, ignore_errors=True)
    return int(bool(failed))


def _next(worker: _Worker, numbers: object) -> bool:
    number = next(numbers, None)  # type: ignore[call-overload]
    if number is None:
        return False
    worker.give(number)
    return True


if __name__ == "__main__":
    sys.exit(main())
