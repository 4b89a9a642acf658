"""What standard output and standard error let through, whatever is printed, and where it ends up.

No control character of a file's name or text reaches a terminal, no line is a command to the CI
service that reads it, and a full or closed stream never stops a command in the middle.
"""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from typing import TYPE_CHECKING, Final, TextIO, cast

if TYPE_CHECKING:
    from collections.abc import Callable

# Patterns are compiled when a text may need them, which few do.
HIDDEN: Final = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
"""What commands a terminal, or changes the order in which signs are shown."""
# GitHub trims a line before it looks for "::", and finds "##[" anywhere in it; Azure "##vso[".
# https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
_AT_START: Final = r"(?m)^((?:[^\S\n]|\ufeff)*):(?=:|\Z)"
_ANYWHERE: Final = r"##(?=\w*\[)"
_CLOSED: Final = {errno.EPIPE, errno.EBADF, *([errno.EINVAL] if os.name == "nt" else ())}
"""What is wrong where nobody reads on, as behind `head`, or where nobody could write."""


def visible(text: str) -> str:
    r"""Return the text with control characters as Python writes them: `\x1b`, `\u202e`."""
    if text.replace("\n", "").isprintable():
        return text
    return re.sub(HIDDEN, lambda match: ascii(match[0])[1:-1], text)


def harmless(text: str, colon: str = r"\:", signs: str = r"#\#") -> str:
    """Return lines none of which is a command to a CI service; as Markdown they mean the same."""
    if "::" in text or text.endswith(":"):
        text = re.sub(_AT_START, lambda match: match[1] + colon, text)
    if "##" in text and "[" in text:
        text = re.sub(_ANYWHERE, lambda _: signs, text)
    return text


class Guarded(io.TextIOWrapper):
    """A standard stream that lets through only what can be seen, and never raises."""

    fault: OSError | None = None
    """What is wrong with it, if anything is: nothing that is printed since gets anywhere."""
    _is_inside = False  # of a line: something of it that isn't white space has been printed

    def write(self, text: str, /) -> int:
        """Write text, with nothing hidden in it and no line that is a command."""
        self.draw(visible(text))
        return len(text)

    def draw(self, text: str) -> None:
        """Write what was drawn of texts in which nothing is hidden, and no line is a command."""
        begun, newline, lines = text.partition("\n") if self._is_inside else ("", "", text)
        self.command(f"{begun and harmless(f'.{begun}')[1:]}{newline}{harmless(lines)}")

    def command(self, text: str) -> None:
        """Write lines that are meant as commands to a CI service."""
        *ended, last = text.rsplit("\n", 1)
        begun = last.replace("\ufeff", "").strip()
        self._is_inside = bool(begun) or (self._is_inside and not ended)
        self._try(lambda: io.TextIOWrapper.write(self, text))

    def flush(self) -> None:
        """Send on what is still held in memory."""
        self._try(super().flush)

    @property
    def rich_proxied_file(self) -> _RichStream:
        """Return where rich draws, which asks every stream for this: with colours and links."""
        return _RichStream(self)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError as error:
            self.fault = self.fault or error
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())


class _RichStream:
    """A stream as rich sees it."""

    def __init__(self, stream: Guarded) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.draw(text)
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def guard() -> None:
    """Put guarded streams in the place of standard output and standard error.

    Into a file or a pipe they write UTF-8 and plain line feeds on every system, as Python itself
    will from 3.15 on, unless PYTHONIOENCODING says otherwise.
    """
    if sys.stdin is None:
        os.open(os.devnull, os.O_RDWR)  # or the next file to be opened would be standard input
    sys.stdout = _guarded(sys.stdout)
    sys.stderr = _guarded(sys.stderr)
    sys.__stdout__ = sys.stdout  # type: ignore[misc] # of which `shutil` asks the width
    sys.__stderr__ = sys.stderr  # type: ignore[misc]


def _guarded(stream: TextIO | None) -> Guarded:
    if stream is None:
        nowhere = io.BufferedWriter(io.FileIO(os.devnull, "w"))
        return Guarded(nowhere, "utf-8", "backslashreplace")
    text = cast("io.TextIOWrapper", stream)
    is_drawn = stream.isatty()
    encoding = stream.encoding if is_drawn or os.environ.get("PYTHONIOENCODING") else "utf-8"
    return Guarded(
        text.detach(),
        encoding,
        "backslashreplace",
        None if is_drawn else "\n",
        line_buffering=text.line_buffering,
        write_through=text.write_through,
    )


def deliver(code: str | int | None, outcome: str) -> str | int | None:
    """Send on all that was printed; return the exit code, which is 1 where that can't be done.

    A reader that has seen enough, such as `head`, is no fault.
    """
    sys.stdout.flush()
    fault = getattr(sys.stdout, "fault", None)
    if fault is not None and fault.errno not in _CLOSED:
        sys.stderr.write(f"standard output: {fault.strerror or fault}{outcome}.\n")
        code = code or 1
    sys.stderr.flush()
    return code
