"""Doing many tasks in several processes, which start as copies of this one and share its memory.

What is to be done is told them as numbers, and their answers come back through pipes. Where the
system can't copy a process, as Windows, all is done in this one.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import traceback
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

from jdgen.process import ending
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")

_ENOUGH: Final = 40
"""For fewer tasks than this a process more takes longer than it saves."""
_CHUNK: Final = 8
"""How many tasks a process is given at a time."""


class Failed(Exception):
    """A process that worked came upon a bug; what it says is told as its own."""


def usual_jobs(tasks: int) -> int:
    """Return how many processes are of use for so many tasks: no more than there are cores."""
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return max(1, min(cores, tasks // _ENOUGH))


def each_done(
    tasks: int,
    jobs: int,
    work: Callable[[int], T],
    begin: Callable[[int, int], None],
    related: Callable[[T], Iterable[int]],
) -> Iterator[tuple[int, T]]:
    """Yield the number of each task, in any order, and the answer of `work`.

    Each process begins with its number, from 1 on, and how many there are with this one, which is
    0. An answer may name `related` tasks, which the same process then does. What is raised by one
    is raised here.
    """
    jobs = min(jobs, tasks)
    if jobs <= 1 or not hasattr(os, "fork"):
        queue = _Queue(tasks)
        own: deque[int] = deque()
        while chunk := queue.next(own, 1):
            answer = work(chunk[0])
            own.extend(related(answer))
            yield chunk[0], answer
        return
    gc.freeze()  # what stays is not looked through, and so not copied
    pool = _Pool()
    begin(0, jobs + 1)
    with ending.undoing(pool.stop):
        for worker in range(1, jobs + 1):
            pool.start(lambda worker=worker: begin(worker, jobs + 1), work)  # type: ignore[misc]
        yield from pool.answers(tasks, related)
        pool.stop()


class _Queue:
    """Tasks that nobody does yet."""

    def __init__(self, tasks: int) -> None:
        self._left = dict.fromkeys(range(tasks))

    def next(self, first: deque[int], most: int) -> list[int]:
        """Return the next tasks: some that come `first`, then any."""
        chunk: list[int] = []
        while len(chunk) < most and (first or self._left):
            number = first.popleft() if first else next(iter(self._left))
            if number in self._left:
                del self._left[number]
                chunk.append(number)
        return chunk


class _Worker(NamedTuple):
    """A process, and the ends of the pipes to and from it."""

    process: int
    tasks: int
    answers: int


class _Pool:
    """Processes that work."""

    def __init__(self) -> None:
        self._workers: dict[int, _Worker] = {}  # by the pipes of their answers

    def start(self, begin: Callable[[], None], work: Callable[[int], Any]) -> None:
        """Start a process."""
        theirs, tasks = os.pipe()
        answers, ours = os.pipe()
        with ending.held():
            process = os.fork()
            if process:
                self._workers[answers] = _Worker(process, tasks, answers)
            else:
                ending.forked()
        if not process:
            try:
                for other in self._workers.values():
                    os.close(other.tasks)
                    os.close(other.answers)
                os.close(tasks)
                os.close(answers)
                begin()
                _serve(theirs, ours, work)
            finally:
                os._exit(0)
        os.close(theirs)
        os.close(ours)

    def answers(
        self, tasks: int, related: Callable[[Any], Iterable[int]]
    ) -> Iterator[tuple[int, Any]]:
        """Yield the answers to tasks as they come; the tasks are handed out meanwhile."""
        queue = _Queue(tasks)
        own: dict[int, deque[int]] = {answers: deque() for answers in self._workers}

        def hand_out(worker: _Worker) -> None:
            if chunk := queue.next(own[worker.answers], _CHUNK):
                _send(worker.tasks, chunk)
                waiting.add(worker.answers)

        waiting: set[int] = set()
        for worker in self._workers.values():
            hand_out(worker)
        while waiting:
            ready, _, _ = select.select([*waiting], [], [])
            for answers in ready:
                waiting.discard(answers)
                made = _receive(answers)
                if isinstance(made, BaseException):
                    raise made
                for _, answer in made:
                    own[answers].extend(related(answer))
                hand_out(self._workers[answers])
                yield from made

    def stop(self) -> None:
        """End all processes."""
        while self._workers:
            _, worker = self._workers.popitem()
            with suppress(OSError):
                os.kill(worker.process, signal.SIGKILL)
            with suppress(OSError):
                os.waitpid(worker.process, 0)
            os.close(worker.tasks)
            os.close(worker.answers)


def _serve(tasks: int, answers: int, work: Callable[[int], Any]) -> None:
    """Do what is asked until nobody asks any more; answer what was raised, too."""
    with suppress(EOFError, OSError):
        while True:
            numbers = _receive(tasks, EOFError)
            try:
                _send(answers, [(number, work(number)) for number in numbers])
            except BrokenPipeError:
                return
            except (OSError, MemoryError) as error:
                _send(answers, error)
            except BaseException:  # noqa: BLE001 - it is raised where it is waited for
                _send(answers, Failed(traceback.format_exc()))


def _send(pipe: int, value: object) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    data = len(data).to_bytes(8, "big") + data
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]


def _receive(pipe: int, at_end: type[Exception] = MemoryError) -> Any:  # noqa: ANN401 - whatever was sent
    """Return what was sent; a process that ended without a word was ended for want of memory."""
    size = int.from_bytes(_read(pipe, 8, at_end), "big")
    return pickle.loads(_read(pipe, size, at_end))  # noqa: S301 - of a copy of this process


def _read(pipe: int, size: int, at_end: type[Exception]) -> bytes:
    parts: list[bytes] = []
    while size:
        part = os.read(pipe, min(size, 1 << 20))
        if not part:
            raise at_end
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
