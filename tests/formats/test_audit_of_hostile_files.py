"""The audit of Word files that are broken, hostile, large or deep: refused, or read in time."""

from __future__ import annotations

import io
import resource
import struct
import time
import zipfile
from typing import TYPE_CHECKING, Final

import pytest
from written_word import (
    GRADE,
    HEAD,
    HEADING,
    LINK,
    NAMES,
    OFFICE,
    document,
    paragraph,
    relationships,
    table,
)

from jdgen.formats.word.audit.audit import audit, audit_files
from jdgen.formats.word.audit.contents import WordContents
from jdgen.formats.word.audit.opening import UnreadableWord, opened
from jdgen.problems import LFS_POINTER, Problems

if TYPE_CHECKING:
    from pathlib import Path

_PROLOGUE: Final = f"<w:document {NAMES}>"
_BOMB: Final = (
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    f"{_PROLOGUE}<w:body>&c;</w:body></w:document>"
)


_MAIN: Final = "text/main.xml"
_TYPES: Final = "[Content_Types].xml"


def _with(path: Path, part: str = "", data: bytes | str = b"") -> bytes:
    """Return a good file with a part changed."""
    document(path, HEADING)
    held = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        assert not part or part in old.namelist()
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return held.getvalue()


def _encrypted(data: bytes) -> bytes:
    at = data.index(b"PK\1\2")
    flagged = bytearray(data)
    while at >= 0:
        flagged[at + 8] |= 1
        at = data.find(b"PK\1\2", at + 1)
    return bytes(flagged)


def _many_parts() -> bytes:
    return b"PK\5\6" + struct.pack("<4H2IH", 0, 0, 9, 9, 300 << 20, 0, 0)


HOSTILE: Final = {
    "empty": (lambda _: b"", "it is not a Word document"),
    "no zip file": (lambda _: b"Dear Sir or Madam", "it is not a Word document: it is no zip file"),
    "half a file": (lambda path: _with(path)[:900], "it is not a Word document"),
    "a pointer of Git LFS": (lambda _: LFS_POINTER + b"v1\n", "Git LFS has not fetched this file"),
    "an old document": (lambda _: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "before 2007"),
    "a password": (
        lambda _: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "without a password",
    ),
    "an encrypted part": (lambda path: _encrypted(_with(path)), "it is encrypted"),
    "macros": (
        lambda path: _with(
            path,
            _TYPES,
            '<Types><Override ContentType="application/vnd.ms-word.document.'
            'macroEnabled.main+xml"/></Types>',
        ),
        "it holds macros",
    ),
    "Strict Open XML": (
        lambda path: _with(path, _MAIN, '<document xmlns="http://purl.oclc.org/ooxml/w/main"/>'),
        "Strict Open XML",
    ),
    "a spreadsheet": (lambda path: _with(path, _MAIN, "<workbook/>"), "it is not a Word document"),
    "no document": (lambda path: _with(path, "_rels/.rels", "<a/>"), "not a Word document"),
    "broken XML": (
        lambda path: _with(path, "text/styles1.xml", "<w:styles"),
        'its part "text/styles1.xml" is not XML',
    ),
    "no XML": (lambda path: _with(path, _MAIN, b"\xff\xfe\x00"), "is not XML"),
    "entities": (lambda path: _with(path, _MAIN, _BOMB), "holds a document type"),
    "entities in UTF-16": (
        lambda path: _with(path, _MAIN, _BOMB.encode("utf-16")),
        "holds a document type",
    ),
    "a zip bomb": (lambda path: _with(path, _MAIN, b" " * (40 << 20)), "is larger than 32 MB"),
    "many tags": (
        lambda path: _with(path, _MAIN, f"{_PROLOGUE}{'<a/>' * 2_000_001}</w:document>"),
        "larger than any",
    ),
    "deep nesting": (
        lambda path: _with(
            path, _MAIN, f"{_PROLOGUE}{'<w:p>' * 5000}{'</w:p>' * 5000}</w:document>"
        ),
        "is not XML",
    ),
    "a long text": (
        lambda path: _with(path, _MAIN, f"{_PROLOGUE}{'a' * (11 << 20)}</w:document>"),
        "is not XML",
    ),
    "many parts": (lambda _: _many_parts(), "more parts than any"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_read_is_told_quickly_and_in_little_memory(
    case: str, tmp_path: Path
) -> None:
    make, message = HOSTILE[case]
    path = tmp_path / "bad.docx"
    path.write_bytes(make(path))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    with pytest.raises(UnreadableWord) as raised, opened(path) as package:
        WordContents(package)
    assert message in str(raised.value)
    assert raised.value.hint
    assert time.process_time() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 << 10
    problems = Problems()
    assert list(audit_files([path], "", problems)) == []
    assert [problem.rule for problem in problems] == ["unreadable-word"]


def test_a_part_that_leads_out_of_the_file_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    out = f'<Relationship Id="s" Type="{OFFICE}/styles" Target="../../../../../etc/passwd"/>'
    path.write_bytes(_with(path, "text/_rels/main.xml.rels", relationships(out)))
    assert "language" in {one.rule.id for one in audit(path)}


_MANY: Final = 20_000
_BEGUN: Final = '<w:r><w:fldChar w:fldCharType="begin"/><w:t>a</w:t></w:r>'
LARGE: Final = {
    "runs": f"<w:p>{'<w:r><w:t>a b </w:t></w:r>' * _MANY}</w:p>",
    "links": f"<w:p>{LINK * _MANY}<w:r><w:t>a</w:t></w:r></w:p>",
    "open fields": f"<w:p>{_BEGUN * _MANY}</w:p>",
    "entries": paragraph("a", properties='<w:numPr><w:numId w:val="1"/></w:numPr>') * _MANY,
    "tables": table(HEAD, GRADE) * (_MANY // 10),
    "one row": f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * _MANY}</w:tr></w:tbl>{paragraph('a')}",
}


@pytest.mark.parametrize("case", LARGE)
def test_a_large_file_takes_no_more_than_its_share(case: str, tmp_path: Path) -> None:
    path = document(tmp_path / "large.docx", HEADING + LARGE[case])
    started = time.process_time()
    audit(path)
    assert time.process_time() - started < 10


def test_deep_but_lawful_nesting_is_read(tmp_path: Path) -> None:
    inside = paragraph("Text.")
    opening = '<w:sdt><w:sdtPr><w:alias w:val="a"/></w:sdtPr><w:sdtContent>'
    for _ in range(60):
        inside = f"{opening}{inside}</w:sdtContent></w:sdt>"
    assert audit(document(tmp_path / "a.docx", HEADING + inside)) == []
