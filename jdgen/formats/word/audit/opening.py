"""Opens any Word file to its XML parts, within limits, however it was made or is broken."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, cast

from jdgen.problems import FETCH_IT, LFS_POINTER, NOT_FETCHED
from jdgen.reading import disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{MAIN}}}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/"
_MOST_IN_FILE: Final = 256 << 20  # bytes, pictures and all
_MOST_IN_DIRECTORY: Final = 4 << 20  # of names: some 40,000
_MOST_IN_PART: Final = 32 << 20  # of XML: a document of some 2,000 pages
_MOST_TAGS: Final = 2_000_000  # each takes some hundred bytes of memory
_END: Final = struct.Struct("<4s4H2IH")
_LEFT: Final = 22 + 65_535  # how far from the end of a zip file its last record can begin
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    RuntimeError,  # and so `NotImplementedError`
)
_OLD: Final = b"\xd0\xcf\x11\xe0"
_SAVE_AS_DOCX: Final = "save it in Word as a Word Document (*.docx)"
_SAVE_AGAIN: Final = "open it in Word, which can mend much, and save it again"


class UnreadableWord(Exception):
    """The file can't be read as a Word file: says why, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        self.hint = hint
        super().__init__(message)


class Package:
    """The parts of a Word file, each parsed when it is asked for, and once.

    `read` returns the bytes of a part by its name, None where there is none; `parse` returns the
    root of an XML part, and raises `SyntaxError` where it is none.
    """

    def __init__(
        self, read: Callable[[str], bytes | None], parse: Callable[[bytes], Element]
    ) -> None:
        self._read = read
        self._parse = parse
        self._roots: dict[str, Element | None] = {}
        self._tags = 0
        self._refuse_macros()
        self.main = next(self.related("", "officeDocument"), "")
        document = self.root(self.main) if self.main else None
        if document is None:
            raise UnreadableWord("it is not a Word document", _SAVE_AS_DOCX)
        if document.tag.startswith(_STRICT):
            raise UnreadableWord(
                "it is a Strict Open XML Document, which few programs can read",
                _SAVE_AS_DOCX,
            )
        if document.tag != f"{W}document":
            raise UnreadableWord("it is not a Word document", _SAVE_AS_DOCX)
        self.document = document

    def root(self, name: str) -> Element | None:
        """Return the root of a part; None where there is no such part."""
        if name not in self._roots:
            data = self._read(name)
            self._roots[name] = None if data is None else self._parsed(name, data)
        return self._roots[name]

    def related(self, source: str, kind: str) -> Iterator[str]:
        """Yield the names of the parts of a kind that a part, or for "" the file, leads to."""
        for found, _, target, is_external in self.relations(source):
            if found == kind and not is_external:
                yield target

    def relations(self, source: str) -> Iterator[tuple[str, str, str, bool]]:
        """Yield what a part leads to: its kind, id and target, and whether that lies outside."""
        folder, base = posixpath.split(source)
        root = self.root(posixpath.join(folder, "_rels", f"{base}.rels"))
        for link in () if root is None else root:
            kind = link.get("Type", "").rpartition("/")[2]
            target = link.get("Target", "")
            is_external = link.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield kind, link.get("Id", ""), target, is_external

    def _refuse_macros(self) -> None:
        types = self.root("[Content_Types].xml")
        said = [] if types is None else [kind.get("ContentType", "") for kind in types]
        if any("ms-word" in kind and "macroEnabled" in kind for kind in said):
            raise UnreadableWord(
                "it holds macros, which no reader should have to run", _SAVE_AS_DOCX
            )

    def _parsed(self, name: str, data: bytes) -> Element:
        self._tags += data.count(b"<")
        if self._tags > _MOST_TAGS:
            raise UnreadableWord("it is larger than any document people read", "split it")
        if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data:
            message = f'its part "{name}" holds a document type, which Word never writes'
            raise UnreadableWord(message, _SAVE_AGAIN)
        try:
            return self._parse(data)
        except (SyntaxError, ValueError) as error:
            raise UnreadableWord(f'its part "{name}" is not XML: {error}', _SAVE_AGAIN) from None


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Yield the parts of a Word file while it is open; raise `UnreadableWord` and `OSError`."""
    start = disk.read(path, max(len(LFS_POINTER), len(_OLD)))
    if start.startswith(LFS_POINTER):
        raise UnreadableWord(NOT_FETCHED, FETCH_IT)
    if path.stat().st_size > _MOST_IN_FILE:
        raise UnreadableWord(
            f"it is larger than {_MOST_IN_FILE >> 20} MB", "make its pictures smaller in Word"
        )
    if start.startswith(_OLD):
        raise _old(path)
    _check_directory(path)
    try:
        package = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise UnreadableWord(f"it is not a Word document: {error}", _SAVE_AS_DOCX) from None
    with package:
        yield Package(_reader(package), _parsed)


def _old(path: Path) -> UnreadableWord:
    """Return what is wrong with a file of the kind that Word wrote before 2007.

    Of this kind is what a password is needed for too, whatever is inside.
    """
    if "EncryptedPackage".encode("utf-16-le") in disk.read(path):
        return UnreadableWord(
            "it can't be opened without a password",
            "take the password off in Word: File, Info, Protect Document, Encrypt with Password",
        )
    return UnreadableWord("it is of the kind that Word wrote before 2007 (*.doc)", _SAVE_AS_DOCX)


def _reader(package: zipfile.ZipFile) -> Callable[[str], bytes | None]:
    """Return a function that reads the parts of a zip file by name, whatever its capitals."""
    names = {_folded(info.filename): info for info in package.infolist()}

    def read(name: str) -> bytes | None:
        info = names.get(_folded(name))
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableWord("it is encrypted", "save it in Word without a password")
        try:
            with package.open(info) as part:
                data = part.read(_MOST_IN_PART + 1)
        except _BROKEN as error:
            message = f'its part "{name}" is damaged: {error}'
            raise UnreadableWord(message, _SAVE_AGAIN) from None
        if len(data) > _MOST_IN_PART:
            message = f'its part "{name}" is larger than {_MOST_IN_PART >> 20} MB'
            raise UnreadableWord(message, "split the document")
        return data

    return read


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _check_directory(path: Path) -> None:
    """Refuse a zip file of so many parts that their names alone would fill the memory."""
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - _LEFT))
        tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) < at + _END.size:
        raise UnreadableWord("it is not a Word document: it is no zip file", _SAVE_AS_DOCX)
    directory = _END.unpack_from(tail, at)[5]
    if directory > _MOST_IN_DIRECTORY:
        raise UnreadableWord("it holds more parts than any Word document", _SAVE_AGAIN)


def _parsed(data: bytes) -> Element:
    """Return the root of an XML part as lxml reads it, which loads nothing and expands nothing."""
    from lxml import etree  # noqa: PLC0415 - only where a Word file is read

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it holds a document type, which Word never writes")
    return cast("Element", root)
