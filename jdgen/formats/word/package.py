"""The zip file that a Word document is: parts copied as they are compressed, others stored.

Changed parts are stored and not compressed, because different builds of zlib compress the same
bytes differently, and a document's bytes are the same on every machine.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.faults import BadHouseStyle
from jdgen.problems import FETCH_IT, LFS_POINTER, NOT_FETCHED
from jdgen.reading import disk
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_MOST_XML: Final = 8 << 20
_MOST_IN_PART: Final = 32 << 20
_MOST_AT_ONCE: Final = 64 << 20
_MOST_PARTS: Final = 2000
_SMALLER: Final = "make its pictures smaller in Word, and leave out what the template doesn't need"
_VERSION: Final = 20  # folders and deflate, the least that every reader knows
_UTF8_NAME: Final = 0x800
_DATE: Final = 0x0021  # 1 January 1980, the first day that a zip file can name


class UnreadablePackage(Exception):
    """The file is not a zip file of the kind that Word writes."""


class _Other(NamedTuple):
    """Another kind of file: the words inside that tell it, and what is said of it."""

    words: tuple[bytes, ...]
    message: str
    hint: str


SAVE_AS_DOCX: Final = "save it in Word as a Word Document (*.docx)"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS: Final = (
    (
        _OLE,
        _Other(
            ("EncryptedPackage".encode("utf-16-le"),),
            "it is encrypted with a password",
            "take the password off in Word (File, Info, Protect Document) and save it",
        ),
    ),
    (
        _OLE,
        _Other(
            ("WordDocument".encode("utf-16-le"),),
            "it is not a Word document of today's kind, but one of Word 97 to 2003 (*.doc)",
            SAVE_AS_DOCX,
        ),
    ),
    (b"{\\rtf", _Other((), "it is not a Word document, but Rich Text", SAVE_AS_DOCX)),
    (
        b"PK\3\4",
        _Other(
            (b"mimetypeapplication/vnd.oasis.opendocument.",),
            "it is not a Word document, but one of LibreOffice (*.odt)",
            "save it in LibreOffice as Word 2010-365 Document (.docx)",
        ),
    ),
)


class Part(NamedTuple):
    """One file in the package, as it is stored."""

    name: str
    method: int
    crc: int
    size: int
    data: bytes


def stored(name: str, data: bytes) -> Part:
    """Return a part that holds the data uncompressed."""
    return Part(name, zipfile.ZIP_STORED, zlib.crc32(data), len(data), data)


def deflated(part: Part) -> Part:
    """Return a part compressed, as Word writes it."""
    if part.method != zipfile.ZIP_STORED:
        return part
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = deflater.compress(part.data) + deflater.flush()
    return part._replace(method=zipfile.ZIP_DEFLATED, data=data)


def content(part: Part) -> bytes:
    """Return a part's data uncompressed; raise `UnreadablePackage` where it isn't what it claims.

    No more is read than the part claims to hold.
    """
    data = part.data
    if part.method != zipfile.ZIP_STORED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflater.decompress(part.data, part.size + 1)
        except zlib.error as error:
            raise UnreadablePackage(f"it is not a Word document: {error}") from None
        if not inflater.eof and len(data) <= part.size:
            raise UnreadablePackage(f'it is damaged: its part "{part.name}" breaks off')
    if len(data) != part.size or zlib.crc32(data) != part.crc:
        raise UnreadablePackage(f'it is damaged: its part "{part.name}" is not what it says')
    return data


def load(path: Path) -> dict[str, Part]:
    """Return the parts of a Word file by name.

    Raises `UnreadablePackage`, `OSError`, and `BadHouseStyle` where it is a pointer of Git LFS.
    """
    raw = disk.read(path, _MOST_AT_ONCE + 1)
    if raw.startswith(LFS_POINTER):
        raise BadHouseStyle(NOT_FETCHED, FETCH_IT)
    if len(raw) > _MOST_AT_ONCE:
        raise UnreadablePackage(f"it is larger than {_MOST_AT_ONCE >> 20} MB")
    for begins, what in _OTHERS:
        if raw.startswith(begins) and all(word in raw for word in what.words):
            raise BadHouseStyle(what.message, what.hint)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            return _parts(raw, [info for info in package.infolist() if not info.is_dir()])
    except (zipfile.BadZipFile, struct.error, EOFError, ValueError, NotImplementedError) as error:
        raise UnreadablePackage(f"it is not a Word document: {error}") from None


def _parts(raw: bytes, entries: list[zipfile.ZipInfo]) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    names: set[str] = set()
    _check_sizes(entries)
    for info in entries:
        name = info.filename.replace("\\", "/")  # as some programs on Windows write it
        if ".." in name.split("/") or name.startswith("/"):
            raise UnreadablePackage("a part of it leads out of the file")
        if name.casefold() in names:
            raise UnreadablePackage(f'it is damaged: it holds two parts called "{name}"')
        names.add(name.casefold())
        if info.flag_bits & 1 or info.compress_type not in _METHODS:
            raise UnreadablePackage("it is encrypted, or compressed as Word never does")
        mark, *_, name_size, extra_size = _LOCAL.unpack_from(raw, info.header_offset)
        if mark != b"PK\3\4":
            raise UnreadablePackage(f'it is damaged: its part "{name}" is not where it says')
        at = info.header_offset + _LOCAL.size + name_size + extra_size
        data = raw[at : at + info.compress_size]
        parts[name] = Part(name, info.compress_type, info.CRC, info.file_size, data)
        content(parts[name])  # is it what it says?
    return parts


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what would take long to read, or much memory, before any of it is read."""
    for info in entries:
        most = _MOST_XML if info.filename.endswith((".xml", ".rels")) else _MOST_IN_PART
        if max(info.file_size, info.compress_size) > most:
            message = f'its part "{info.filename}" is larger than {most >> 20} MB'
            raise BadHouseStyle(message, _SMALLER)
    if len(entries) > _MOST_PARTS or sum(info.file_size for info in entries) > _MOST_AT_ONCE:
        message = f"it holds more than {_MOST_PARTS} parts or {_MOST_AT_ONCE >> 20} MB"
        raise BadHouseStyle(message, _SMALLER)


def write(parts: Iterable[Part]) -> bytes:
    """Return the zip file of the parts, in their order; the same parts give the same bytes."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8_NAME
        common = (flags, part.method, 0, _DATE, part.crc, len(part.data), part.size, len(name), 0)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *common)
        body += (local, name, part.data)
        directory += (
            _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *common, 0, 0, 0, 0, offset),
            name,
        )
        offset += len(local) + len(name) + len(part.data)
    central = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(central), offset, 0)
    return b"".join((*body, central, end))


def replaced(parts: Mapping[str, Part], new: Mapping[str, bytes]) -> list[Part]:
    """Return the parts in their order, with those that are new stored."""
    return [stored(name, new[name]) if name in new else part for name, part in parts.items()]
