"""What a Word file leaves behind where a house style is made of it, and what is said to stay."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

import docx
import pytest
from adopted_files import (
    TEXT,
    adopted,
    bare,
    in_body,
    setting,
)
from word_files import (
    DOCUMENT,
    STANDARD,
    led_to,
    rewritten,
    texts,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Parts = dict[str, bytes]
    Change = Callable[[Parts], None]


BY_JO: Final = 'w:id="900" w:author="Jo Secret" w:date="2020-01-01T00:00:00Z"'
GONE: Final = f"<w:del {BY_JO}><w:r><w:delText>Secret</w:delText></w:r></w:del>"
NEW: Final = f"<w:ins {BY_JO}><w:r><w:t>Kept</w:t></w:r></w:ins>"


def _statistics(parts: Parts) -> None:
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(
        b"<Application>", b"<Company>Secret</Company><Application>"
    )


REMOVED: Final[dict[str, tuple[Change, str]]] = {
    "comments": (
        led_to("comments", f"<w:comments><w:comment {BY_JO}/></w:comments>"),
        "comments and the names of their authors",
    ),
    "changes": (
        in_body(f"<w:p>{GONE}{NEW}</w:p>"),
        "tracked changes, which are taken as accepted",
    ),
    "a mail merge": (
        setting('<w:mailMerge><w:query w:val="Secret"/></w:mailMerge>'),
        "settings of a mail merge",
    ),
    "protection": (
        setting('<w:documentProtection w:edit="readOnly" w:hash="Secret"/>'),
        "protection against editing",
    ),
    "a thumbnail": (
        led_to("thumbnail", "<Secret/>", package=True),
        "a thumbnail of its first page",
    ),
    "a signature": (
        led_to("digital-signature/origin", "<Secret/>", package=True),
        "a signature, which no document made from it could bear",
    ),
    "building blocks": (led_to("glossaryDocument", "<w:Secret/>"), "building blocks (AutoText)"),
    "properties": (
        led_to("custom-properties", "<Secret/>", package=True),
        "the file's own properties, which nothing shows",
    ),
    "a lost footnote": (
        led_to(
            "footnotes",
            '<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>Secret</w:t></w:r></w:p></w:footnote>'
            "</w:footnotes>",
        ),
        "notes to text that is gone",
    ),
    "a stray part": (
        lambda parts: parts.update({"word/media/old.png": b"Secret"}),
        "parts that nothing uses: word/media/old.png",
    ),
    "a lost picture": (led_to("image", "<Secret/>"), "parts that nothing uses: word/image9.xml"),
    "statistics": (_statistics, "what the file says of its old document: its author, statistics"),
}


@pytest.mark.parametrize("kind", REMOVED)
def test_what_would_leak_is_removed_and_said(tmp_path: Path, kind: str) -> None:
    change, said = REMOVED[kind]
    path = rewritten(tmp_path / "letter.docx", change)
    house, report = adopted(path)
    assert said in report.removed
    for data in (house.read_bytes(), written(TEXT, house)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                assert b"Secret" not in package.read(name), name


BOUND: Final = (
    '<w:sdt><w:sdtPr><w:dataBinding w:storeItemID="{1}"/></w:sdtPr><w:sdtContent><w:p/>'
    "</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("change", "shown", "said"),
    [
        (
            led_to("customXml", "<Secret/>"),
            BOUND,
            "data kept for other programs",
        ),
        (
            led_to("custom-properties", "<Secret/>", package=True),
            '<w:p><w:fldSimple w:instr=" DOCPROPERTY Secret "/></w:p>',
            "the file's own properties, which nothing shows",
        ),
        (
            setting('<w:docVars><w:docVar w:name="a" w:val="Secret"/></w:docVars>'),
            '<w:p><w:fldSimple w:instr=" DOCVARIABLE a "/></w:p>',
            "variables, which nothing shows",
        ),
    ],
)
def test_what_only_the_replaced_body_showed_goes_with_it(
    tmp_path: Path, change: Change, shown: str, said: str
) -> None:
    def both(parts: Parts) -> None:
        change(parts)
        in_body(shown)(parts)

    path = rewritten(tmp_path / "letter.docx", both)
    kept, report = adopted(path)
    assert said not in report.removed
    assert written(TEXT, kept)
    house, report = adopted(path, "replace")
    assert said in report.removed
    with zipfile.ZipFile(io.BytesIO(written(TEXT, house))) as package:
        assert not any(b"Secret" in package.read(name) for name in package.namelist())


def test_changes_are_accepted_as_word_accepts_them(tmp_path: Path) -> None:
    mark = f"<w:pPr><w:rPr><w:del {BY_JO}/></w:rPr></w:pPr>"
    rows = (
        f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:del {BY_JO}/></w:trPr><w:tc>"
        f"<w:p>{GONE}</w:p></w:tc></w:tr><w:tr><w:trPr><w:ins {BY_JO}/></w:trPr>"
        f"<w:tc><w:p>{NEW}</w:p></w:tc></w:tr></w:tbl>"
    )
    body = (
        f"<w:p><w:r><w:t>Some </w:t></w:r>{GONE}{NEW}</w:p>"
        f"<w:p>{mark}<w:r><w:t>First half, </w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>second</w:t></w:r></w:p>{rows}"
    )
    house, _ = adopted(bare(tmp_path / "l.docx", body))
    document = docx.Document(str(house))
    assert texts(document)[:2] == ["Some Kept", "First half, second"]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["Kept"]]


def _with_file(kind: str, target: str) -> Change:
    def change(parts: Parts) -> None:
        parts[f"word/{target}"] = b"Secret"
        parts["word/_rels/footer1.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/{kind}" Target="{target}"/></Relationships>'
        ).encode()
        parts["word/footer1.xml"] = parts["word/footer1.xml"].replace(
            b"</w:ftr>",
            b'<w:p><w:r><w:object xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships" r:id="rId1"/></w:r></w:p></w:ftr>',
        )

    return change


PAY: Final = "this file too: word/embeddings/pay.bin"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            _with_file("oleObject", "embeddings/pay.bin"),
            f"every document will hold {PAY}. Put a picture of it in its place",
        ),
        (
            in_body("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>For HR only</w:t></w:r></w:p>"),
            'it holds hidden text, which anyone can make Word show: "For HR only"',
        ),
    ],
)
def test_what_stays_in_every_document_is_said(tmp_path: Path, change: Change, said: str) -> None:
    _, report = adopted(rewritten(tmp_path / "letter.docx", change))
    assert said in report.look


FIELD_OF_TITLE: Final = (
    '<w:p><w:r><w:rPr><w:b/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
    ' TITLE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Old</w:t>'
    '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


@pytest.mark.parametrize(
    "field",
    [
        FIELD_OF_TITLE,
        FIELD_OF_TITLE.replace(" TITLE ", ' DOCPROPERTY "Title" \\* MERGEFORMAT '),
        '<w:p><w:fldSimple w:instr=" TITLE "><w:r><w:t>Old</w:t></w:r></w:fldSimple></w:p>',
    ],
)
def test_a_field_of_the_title_shows_that_of_each_document(tmp_path: Path, field: str) -> None:
    house, report = adopted(rewritten(tmp_path / "letter.docx", in_body(field)))
    assert any("place for the title" in one for one in report.changed)
    data = written(TEXT, house, **{"document.title": "The new title"})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read(DOCUMENT).decode()
    assert "The new title" in text
    assert "Old" not in text
    assert "TITLE" not in text


def test_what_a_field_brought_in_stays_as_it_was_shown_last(tmp_path: Path) -> None:
    field = FIELD_OF_TITLE.replace(" TITLE ", " INCLUDETEXT here.docx ").replace("Old", "Kept")
    house, report = adopted(rewritten(tmp_path / "letter.docx", in_body(field)))
    assert "fields that bring in another file (INCLUDETEXT)" in report.removed
    with zipfile.ZipFile(house) as package:
        text = package.read(DOCUMENT).decode()
    assert "Kept" in text
    assert "here.docx" not in text


def test_names_of_parts_with_backslashes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(STANDARD.read_bytes().replace(b"word/styles.xml", b"word\\styles.xml"))
    _, report = adopted(path)
    assert report == ([], [], [], [])
