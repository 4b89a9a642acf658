"""How a command that is cut short ends: what it has begun is undone, and what it says is true.

An interruption (Ctrl-C, a cancelled CI job, a closed terminal) does its work where it arrives: it
undoes, says so, and ends the process by the signal itself, so that a shell sees 130 and no line of
the command runs after it. An exception in its place could come up inside a `finally`, or be lost.
"""

from __future__ import annotations

import atexit
import os
import signal
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the last is Windows's own


class _Command:
    """The command that runs in this process."""

    def __init__(self) -> None:
        self.outcome = ""
        self.undoing: list[Callable[[], None]] = []
        self.held = 0
        self.waiting = 0  # the signal that came while it was held


_command: Final = _Command()


def outcome() -> str:
    """Return what a message on the end of this command says of what it wrote, up to its full stop.

    That is "; nothing was written", or ", after all 36 files were written"; nothing is said of a
    command that never writes.
    """
    return _command.outcome


def set_outcome(outcome: str) -> None:
    """Set what a message on the end of this command says of what it wrote."""
    _command.outcome = outcome


def watch() -> None:
    """Let an interruption undo what was begun, say what was written, and end the process."""
    for name in _NAMES:
        number = getattr(signal, name, None)
        # What is ignored from the start, as by nohup, stays so.
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _interrupt)


def close() -> None:
    """Let nothing interrupt what is left to do when a command is done, all said and written."""
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is _interrupt:
            signal.signal(number, signal.SIG_IGN)


def forked() -> None:
    """Leave all that is to be undone or said to the process that this one was forked from."""
    _command.undoing.clear()
    _command.waiting = 0
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is _interrupt:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def held() -> Iterator[None]:
    """Let an interruption wait until this block is done."""
    _command.held += 1
    try:
        yield
    finally:
        _command.held -= 1
        if _command.waiting and not _command.held:
            _interrupt(_command.waiting)


@contextmanager
def undoing(undo: Callable[[], None]) -> Iterator[None]:
    """Undo where this block is interrupted, or left by an exception; maybe more than once."""
    _command.undoing.append(undo)
    try:
        yield
    except BaseException:
        with held():
            undo()
            _command.undoing.remove(undo)
        raise
    with held():
        _command.undoing.remove(undo)


class Tidying(ExitStack):
    """What is closed and deleted in the end: all of it, before an interruption counts."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        at: TracebackType | None,
    ) -> bool | None:
        """Close and delete all."""
        with held():
            return super().__exit__(kind, raised, at)


def _interrupt(number: int, _frame: object = None) -> None:
    if _command.held:
        _command.waiting = number
        return
    _command.held = 1  # a second Ctrl-C changes nothing
    for undo in reversed(_command.undoing):
        with suppress(Exception):
            undo()
    with suppress(OSError):  # its terminal may be gone; its own buffer may be what was interrupted
        os.write(2, f"Interrupted{_command.outcome}.\n".encode(errors="backslashreplace"))
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    # Temporary folders are deleted at exit, which a signal knows nothing of.
    atexit._run_exitfuncs()  # noqa: SLF001 - there is no other way to ask for it
    if os.name != "nt":
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    os._exit(128 + number)
