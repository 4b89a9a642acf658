"""Word documents to PDF, which LibreOffice makes of them where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from jdgen.problems import refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jdgen.problems import Place

_PROGRAMS: Final = ("soffice", "libreoffice")
_ELSEWHERE: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
"""Where LibreOffice stands on systems whose search path does not have it."""
# https://help.libreoffice.org/latest/en-US/text/shared/guide/pdf_params.html: PDF/UA asks for tags,
# for bookmarks and for the title in place of the file's name in the window.
_OPTIONS: Final = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"DisplayPDFDocumentTitle":{"type":"boolean","value":"true"}}'
)
_START: Final = 90
"""Seconds that LibreOffice is given for its start, the first of which sets up a profile."""
_EACH: Final = 20
"""Seconds that it is given for each document."""
_INSTALL: Final = "install LibreOffice from https://www.libreoffice.org, or leave out pdf"


def pdfs(documents: Mapping[str, bytes], place: Place) -> dict[str, bytes]:
    """Return the PDF of each Word document, by the same names.

    They are tagged as PDF/UA asks (ISO 14289-1), with title, language and bookmarks. LibreOffice
    has a profile of its own, so that one that is open on the desk is left alone. Raises
    `InvalidInput`, at the place given, where LibreOffice isn't there, fails, or takes too long.
    """
    if not documents:
        return {}
    try:
        return _converted(documents)
    except _NoPdfError as error:
        raise refused(place, str(error), error.hint, "no-pdf") from None


class _NoPdfError(Exception):
    """Why there is no PDF, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _converted(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    program = _program()
    with TemporaryDirectory(prefix="jdgen-pdf-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        words = [work / f"{number}.docx" for number in range(len(documents))]
        for path, data in zip(words, documents.values(), strict=True):
            path.write_bytes(data)
        profile = (work / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--convert-to", _OPTIONS, "--outdir", str(work), *map(str, words)]
        _run(command, work, _START + _EACH * len(words))
        return {
            name: _made(path.with_suffix(".pdf"), name)
            for name, path in zip(documents, words, strict=True)
        }


def _program() -> str:
    found = next(filter(None, map(shutil.which, (*_PROGRAMS, *_ELSEWHERE))), None)
    if found is None:
        raise _NoPdfError("PDF is made by LibreOffice, which isn't installed here", _INSTALL)
    return found


def _run(command: Sequence[str], folder: Path, seconds: int) -> None:
    """Run LibreOffice to its end, and end all that it has started where it is cut short."""
    own_group = sys.platform != "win32"
    try:
        process = subprocess.Popen(  # noqa: S603 - a program that was looked for, our own arguments
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=own_group,
        )
    except OSError as error:
        message = f"LibreOffice can't be started: {error.strerror}"
        raise _NoPdfError(message, _INSTALL) from None
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        message = f"LibreOffice has not ended within {seconds} seconds"
        raise _NoPdfError(message, "try again, or build fewer documents at once") from None
    finally:
        if process.poll() is None:
            with suppress(OSError):
                if own_group:
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
            process.wait()


def _made(path: Path, name: str) -> bytes:
    try:
        made = path.read_bytes()
    except OSError:
        made = b""
    if not made.startswith(b"%PDF-"):
        message = f"LibreOffice has made no PDF of {name}"
        raise _NoPdfError(message, "open its Word document in LibreOffice to see why")
    return made
