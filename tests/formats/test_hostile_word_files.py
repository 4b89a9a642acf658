"""Word files that are damaged, or made to hurt: refused in words, in little time and memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

import pytest
from word_files import DOCUMENT, HEADER, LINKS, NUMBERING, STANDARD, STYLES, TYPES, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Parts = dict[str, bytes]
    Change = Callable[[Parts], None]

SECONDS: Final = 2
MEGABYTES: Final = 200
PROGRAM: Final = """
import json, resource, sys, time
from pathlib import Path
from jdgen.formats.word.adoption.adopt import adopt
from jdgen.formats.word.body import EVERY_BLOCK
from jdgen.formats.word.document import write_document
from jdgen.formats.word.faults import BadHouseStyle
from jdgen.formats.word.house_style import read_house_style

def build(path):
    style = read_house_style(path, "en-GB")
    write_document(EVERY_BLOCK, style, title="", author="", language="en-GB", facts={})

pages = int(Path("/proc/self/statm").read_text().split()[0])
most = pages * resource.getpagesize() + int(sys.argv[1]) * 2**20
resource.setrlimit(resource.RLIMIT_AS, (most, most))
for name in sys.argv[3:]:
    said = []
    for do in (build, lambda path: adopt(path, "", "en-GB")):
        soft = int(time.process_time()) + int(sys.argv[2]) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
        try:
            do(Path(name))
            said.append("made")
        except BadHouseStyle as bad:
            said.append(f"{bad}. {bad.hint}")
    print(json.dumps(said), flush=True)
"""


def _replaced(name: str, old: str, new: str) -> Change:
    def change(parts: Parts) -> None:
        text = parts[name].decode()
        assert old in text, f"{name} has changed: {old} is not in it"
        parts[name] = text.replace(old, new).encode()

    return change


def _before_body(xml: str) -> Change:
    return _replaced(DOCUMENT, "<w:body>", f"<w:body>{xml}")


def _dropped(name: str) -> Change:
    return lambda parts: parts.pop(name) and None


def _broken(name: str) -> Change:
    return lambda parts: parts.update({name: parts[name][: len(parts[name]) * 2 // 3]})


KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
BASED: Final = "".join(
    f'<w:style w:type="paragraph" w:styleId="s{at}"><w:name w:val="n{at}"/>'
    f'<w:basedOn w:val="s{at + 1}"/></w:style>'
    for at in range(9000)
)
MARK: Final = '<w:fldChar w:fldCharType="{}"/>'
FIELD: Final = (
    f"<w:p><w:r>{MARK.format('begin')}<w:instrText>TOC</w:instrText>{MARK.format('separate')}"
    f"<w:t>x</w:t>{MARK.format('end')}</w:r></w:p>"
)
FACT: Final = (
    '<w:sdt><w:sdtPr><w:tag w:val="post.title"/></w:sdtPr><w:sdtContent><w:p>'
    '<w:fldSimple w:instr="DATE"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p></w:sdtContent></w:sdt>'
)
COLUMNS: Final = '<w:cols w:space="708"/>'


def _links(number: int) -> Change:
    links = (
        f'<Relationship Id="x{at}" Type="{KIND}" Target="header{at}.xml"/>'
        for at in range(9, number + 9)
    )
    return _replaced(LINKS, "</Relationships>", "".join(links) + "</Relationships>")


CHANGES: Final[dict[str, Change]] = {
    "a list of no number": _replaced(STYLES, 'numId w:val="1"', 'numId w:val="one"'),
    "a list of no number in the lists": _replaced(NUMBERING, 'w:numId="1"', 'w:numId="one"'),
    "a pattern of no number": _replaced(NUMBERING, 'NumId w:val="0"', 'NumId w:val="x"'),
    "an endless page": _replaced(DOCUMENT, 'w:w="11906"', 'w:w="inf"'),
    "a page of no number": _replaced(DOCUMENT, 'w:w="11906"', 'w:w="nan"'),
    "a page of a thousand digits": _replaced(DOCUMENT, 'w:w="11906"', f'w:w="{"9" * 1000}"'),
    "columns of no number": _replaced(DOCUMENT, COLUMNS, '<w:cols w:num="two"/>'),
    "endless columns": _replaced(DOCUMENT, COLUMNS, f'<w:cols w:num="{"9" * 999}"/>'),
    "a size of no number": _replaced(STYLES, '<w:sz w:val="24"/>', '<w:sz w:val="big"/>'),
    "elements in each other": _before_body("<w:sdt>" * 3000 + "</w:sdt>" * 3000),
    "many elements": _before_body("<w:p/>" * 500_000),
    "many styles, each based on the next": _replaced(STYLES, "</w:styles>", f"{BASED}</w:styles>"),
    "many tables of contents": _before_body(FIELD * 5000),
    "many facts": _before_body(FACT * 5000),
    "many changes": _before_body(f"<w:p>{'<w:ins><w:r/></w:ins>' * 30_000}</w:p>"),
    "many links that lead nowhere": _links(4000),
    "too many links": _links(20_000),
    "a document type": _replaced(STYLES, "<w:styles ", '<!DOCTYPE a [<!ENTITY b "c">]><w:styles '),
    "one in UTF-16": lambda parts: parts.update(
        {
            STYLES: parts[STYLES]
            .decode()
            .replace("<w:styles ", '<!DOCTYPE a [<!ENTITY b "c">]><w:styles ')
            .replace("UTF-8", "UTF-16")
            .encode("utf-16")
        }
    ),
    "an encoding that there is not": _replaced(STYLES, '"UTF-8"', '"x-none"'),
    "a codec that is no encoding": _replaced(STYLES, '"UTF-8"', '"zip"'),
    "no UTF-8": lambda parts: parts.update({STYLES: parts[STYLES].replace(b"Normal", b"Norm\xff")}),
    **{
        f"{what} {name}": way(name)
        for name in (DOCUMENT, STYLES, NUMBERING, HEADER, LINKS, TYPES, "_rels/.rels")
        for what, way in (("no", _dropped), ("a broken", _broken))
    },
    "no body": _replaced(DOCUMENT, "w:body", "w:other"),
    "another root": _replaced(STYLES, "w:styles", "w:other"),
}  # fmt: skip


def _claims_much(path: Path) -> None:
    rewritten(path, lambda parts: parts.update({DOCUMENT: b" " * (100 << 20)}))


def _many_claim_some(path: Path) -> None:
    rewritten(
        path,
        lambda parts: parts.update({f"word/media/{at}.png": bytes(30 << 20) for at in range(5)}),
    )


def _holds_more_than_it_claims(path: Path) -> None:
    """Let a part claim 100 bytes, with their checksum, and inflate to much."""
    path.write_bytes(STANDARD.read_bytes())
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/big.xml", b" " * (100 << 20), zipfile.ZIP_DEFLATED)
    raw = path.read_bytes()
    size, crc = (100 << 20).to_bytes(4, "little"), zlib.crc32(b" " * (100 << 20))
    raw = raw.replace(size, (100).to_bytes(4, "little"))
    wrong = zlib.crc32(b" " * 100).to_bytes(4, "little")
    path.write_bytes(raw.replace(crc.to_bytes(4, "little"), wrong))


def _cut(path: Path) -> None:
    whole = STANDARD.read_bytes()
    path.write_bytes(whole[: len(whole) * 3 // 4])


def _flipped(path: Path) -> None:
    whole = bytearray(STANDARD.read_bytes())
    at = whole.index(b"word/styles.xml") + 60
    whole[at : at + 40] = bytes(byte ^ 255 for byte in whole[at : at + 40])
    path.write_bytes(bytes(whole))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def _twice(path: Path) -> None:
    path.write_bytes(STANDARD.read_bytes())
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/Document.xml", "<w:document/>")


def _old_word(path: Path) -> None:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    )


def _with_password(path: Path) -> None:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )


FILES: Final[dict[str, tuple[Callable[[Path], object], str]]] = {
    "a part that claims much": (_claims_much, "is larger than 8 MB"),
    "many parts that claim some": (_many_claim_some, "it holds more than 2000 parts or 64 MB"),
    "a part that holds more than it claims": (_holds_more_than_it_claims, "is not what it says"),
    "a file that is cut": (_cut, "it is not a Word document"),
    "a file with bytes flipped": (_flipped, "it is not a Word document|it is damaged"),
    "a part twice": (_twice, 'it holds two parts called "word/Document.xml"'),
    "Word 97": (_old_word, "one of Word 97 to 2003"),
    "a password": (_with_password, "encrypted with a password"),
    "Rich Text": (lambda path: path.write_bytes(rb"{\rtf1 x}"), "but Rich Text"),
    "a pointer of Git LFS": (
        lambda path: path.write_bytes(b"version https://git-lfs.github.com/spec/v1\noid x\n"),
        "Git LFS has not fetched this file",
    ),
    "nothing": (lambda path: path.write_bytes(b""), "it is not a Word document"),
}


def _tried(paths: list[Path]) -> list[list[str]]:
    """Return what building with each file, and adopting it, says within the limits."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(MEGABYTES), str(SECONDS), *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (paths[len(said)].stem, done.stderr[-2000:])
    return said


@pytest.mark.skipif(sys.platform != "linux", reason="limits are those of Linux")
def test_hostile_files_end_in_words_within_limits(tmp_path: Path) -> None:
    paths = []
    for name, (write, _) in FILES.items():
        paths.append(tmp_path / f"{name}.docx")
        write(paths[-1])
    for path, said in zip(paths, _tried(paths), strict=True):
        for one in said:
            assert re.search(FILES[path.stem][1], one), (path.stem, one)


@pytest.mark.skipif(sys.platform != "linux", reason="limits are those of Linux")
def test_hostile_parts_end_in_words_or_a_document_within_limits(tmp_path: Path) -> None:
    paths = [
        rewritten(tmp_path / f"{at}.docx", change) for at, change in enumerate(CHANGES.values())
    ]
    for name, (built, adopted) in zip(CHANGES, _tried(paths), strict=True):
        assert built == "made" or len(built) > 20, name
        assert adopted == "made" or len(adopted) > 20, name
