"""The zip file that a Word document is: parts copied as they are compressed, others stored.

Changed parts are stored and not compressed, because different builds of zlib compress the same
bytes differently, and a document's bytes are the same on every machine.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.formats.word.faults import BadHouseStyle
from jdgen.problems import FETCH_IT, LFS_POINTER, NOT_FETCHED
from jdgen.reading import disk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_VERSION: Final = 20  # folders and deflate, the least that every reader knows
_UTF8_NAME: Final = 0x800
_DATE: Final = 0x0021  # 1 January 1980, the first day that a zip file can name


class UnreadablePackage(Exception):
    """The file is not a zip file of the kind that Word writes."""


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


def content(part: Part) -> bytes:
    """Return a part's data uncompressed."""
    if part.method == zipfile.ZIP_STORED:
        return part.data
    return zlib.decompress(part.data, -zlib.MAX_WBITS)


def load(path: Path) -> dict[str, Part]:
    """Return the parts of a Word file by name.

    Raises `UnreadablePackage`, `OSError`, and `BadHouseStyle` where it is a pointer of Git LFS.
    """
    raw = disk.read(path)
    if raw.startswith(LFS_POINTER):
        raise BadHouseStyle(NOT_FETCHED, FETCH_IT)
    parts: dict[str, Part] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            for info in package.infolist():
                if info.is_dir():
                    continue
                if ".." in info.filename.split("/") or info.filename.startswith("/"):
                    raise UnreadablePackage("a part of it leads out of the file")
                if info.flag_bits & 1 or info.compress_type not in {
                    zipfile.ZIP_STORED,
                    zipfile.ZIP_DEFLATED,
                }:
                    raise UnreadablePackage("it is encrypted, or compressed as Word never does")
                package.read(info)  # checks header and checksum
                *_, name_size, extra_size = _LOCAL.unpack_from(raw, info.header_offset)
                at = info.header_offset + _LOCAL.size + name_size + extra_size
                data = raw[at : at + info.compress_size]
                parts[info.filename] = Part(
                    info.filename, info.compress_type, info.CRC, info.file_size, data
                )
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError) as error:
        raise UnreadablePackage(f"it is not a Word document: {error}") from None
    return parts


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
