"""The documents that are given: which they are, what each is called, and what it holds."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen.importing.markdown import read_lines, read_markdown
from jdgen.importing.source import Unreadable
from jdgen.importing.word import read_word
from jdgen.problems import Place, Problems, refused, shown
from jdgen.reading import disk
from jdgen.reading.yaml import MAXIMUM_BYTES
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.importing.source import Block

_WORD: Final = frozenset({".docx", ".dotx", ".docm", ".dotm"})
_MARKDOWN: Final = frozenset({".md", ".markdown", ".mdown"})
_TEXT: Final = frozenset({".txt", ".text"})
_SAVE: Final = "open it in Word and save it as a Word Document (*.docx)"
_OTHERS: Final = {
    ".doc": ("it is of the kind that Word wrote before 2007", _SAVE),
    ".odt": ("it is a document of LibreOffice", "save it there as Word 2010-365 Document (.docx)"),
    ".rtf": ("it is Rich Text", _SAVE),
    ".pdf": (
        "it is a PDF, which says how a page looks and not what its words are",
        "import the Word document that it was made of, or open it in Word and save it as one",
    ),
    ".pages": ("it is a document of Pages", "export it there as Word (.docx)"),
    ".html": ("it is a web page", _SAVE),
    ".htm": ("it is a web page", _SAVE),
    ".wps": ("it is a document of Works", _SAVE),
}
_MOST_FILES: Final = 5_000
_LOCK: Final = "~$"


class DocumentFile(NamedTuple):
    """A document that was given: its path, and what it is called in reports.

    That is its path below the folder that was given; where two are called so, as many of the
    folders around them come before it as tell them apart.
    """

    path: Path
    name: str

    @property
    def origin(self) -> str:
        """Return where it is, with the folder that was given, as the role made of it says."""
        return "/".join(self.path.parts[-(self.name.count("/") + 2) :]).lstrip("/")


def documents_in(paths: Iterable[Path], problems: Problems) -> list[DocumentFile]:
    """Return the documents that are given, and those in the folders given, each once."""
    names: dict[Path, str] = {}
    for path in paths:
        whole = Path(os.path.normpath(path.absolute()))
        for file in _files(path, whole, problems):
            below = file.relative_to(whole) if file != whole else whole.name
            names.setdefault(file, str(below).replace("\\", "/"))
    return [DocumentFile(path, name) for path, name in _told_apart(names).items()]


def _told_apart(names: dict[Path, str]) -> dict[Path, str]:
    """Return names of which no two are one, by the folders around the files."""
    while True:
        times = Counter(names.values())
        longer = {
            path: "/".join(path.parts[-(name.count("/") + 2) :])
            for path, name in names.items()
            if times[name] > 1
        }
        if not longer:
            return names
        names = names | longer


def _files(path: Path, whole: Path, problems: Problems) -> Iterator[Path]:
    """Yield the documents of a path that was given."""
    if not path.exists():
        message, hint = "there is no such file or folder", "check its name, and where it is"
        problems.refuse(Place(shown(path)), message, hint, "no-document")
        return
    if not path.is_dir():
        yield whole
        return
    inside = sorted(
        file for file in whole.rglob("*") if file.is_file() and not _is_hidden(file, whole)
    )
    known = [
        file for file in inside if file.suffix.lower() in _WORD | _MARKDOWN | _TEXT | _OTHERS.keys()
    ]
    if not known:
        problems.refuse(
            Place(shown(path)),
            "there is no document in this folder",
            "give one with *.docx or *.md files",
            "no-document",
        )
    yield from known[:_MOST_FILES]


def _is_hidden(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    return any(part.startswith((".", _LOCK)) for part in parts)


def read_document(path: Path) -> tuple[Block, ...]:
    """Return what a document holds; raise `InvalidInput` where it can't be read."""
    try:
        blocks = _read(path, path.suffix.lower())
    except Unreadable as error:
        raise refused(Place(shown(path)), str(error), error.hint, "unreadable-document") from None
    except OSError as error:
        message = f"the file can't be read: {error.strerror}"
        hint = "check its name and who may read it"
        raise refused(Place(shown(path)), message, hint, "unreadable-file") from None
    if not blocks:
        message, hint = (
            "there are no words in it",
            "where it is a picture of a page, type its words",
        )
        raise refused(Place(shown(path)), message, hint, "unreadable-document")
    return blocks


def _read(path: Path, ending: str) -> tuple[Block, ...]:
    if ending in _OTHERS:
        raise Unreadable(*_OTHERS[ending])
    if ending in _WORD:
        return read_word(path)
    if ending not in _MARKDOWN | _TEXT:
        message = "it is no document that can be read"
        raise Unreadable(message, "give a Word document (*.docx) or Markdown (*.md)")
    text = _decoded(disk.read(path, MAXIMUM_BYTES + 1))
    return read_markdown(text) if ending in _MARKDOWN else read_lines(text)


def _decoded(raw: bytes) -> str:
    if len(raw) > MAXIMUM_BYTES:
        raise Unreadable(f"it is larger than {MAXIMUM_BYTES >> 20} MB", "split it")
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("it is no text", "give a Word document (*.docx) or Markdown (*.md)")
    for encoding in (
        ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    ):
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1").replace("\r\n", "\n")
