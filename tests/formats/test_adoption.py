"""Word files as they are, made house styles: every word kept, nothing leaked, nothing new wrong."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

import docx
import pytest
from adopted_files import (
    GERMAN,
    KINDS,
    LINE,
    LISTED,
    NORMAL,
    ONE_LEVEL,
    PAGE,
    TEXT,
    WORDS,
    adopted,
    bare,
    style,
    words_of,
)
from docx.oxml.ns import qn
from word_files import (
    BODY_CONTROL,
    DOCUMENT,
    HEADER,
    LINKS,
    NUMBERING,
    STANDARD,
    STYLES,
    TYPES,
    led_to,
    opened,
    part,
    rewritten,
    texts,
    written,
    written_text,
)

from jdgen.formats.word.adoption.adopt import adopt
from jdgen.formats.word.faults import BadHouseStyle
from jdgen.formats.word.house_style import read_house_style

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Parts = dict[str, bytes]
    Change = Callable[[Parts], None]


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_file_becomes_a_house_style_that_keeps_its_words(tmp_path: Path, kind: str) -> None:
    path = KINDS[kind](tmp_path / "letter.docx")
    house, _ = adopted(path)
    data = written(TEXT, house)
    document = opened(data)
    assert texts(document)[-1] == "d"
    assert set(WORDS.split()) & set(words_of(path.read_bytes())) <= set(words_of(data))
    names = {(one.type, one.name) for one in document.styles}
    known = {one.style_id for one in document.styles}
    used = {
        one.get(qn("w:val"))
        for kind_of in ("pStyle", "rStyle", "tblStyle")
        for one in document.element.iter(qn(f"w:{kind_of}"))
    }
    assert len({name for _, name in names}) == len(list(document.styles)), "a name is used twice"
    assert used <= known
    headings = [one.style.name for one in document.paragraphs if one.style.name.startswith("Head")]
    assert headings[-4:] == [f"Heading {level}" for level in range(1, 5)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_adopted_already_is_left_alone(tmp_path: Path, kind: str) -> None:
    house, _ = adopted(KINDS[kind](tmp_path / "letter.docx"))
    _, again = adopted(house)
    assert (again.added, again.changed, again.removed) == ([], [], [])


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_makes_the_same_house_style(tmp_path: Path, kind: str) -> None:
    path = KINDS[kind](tmp_path / "letter.docx")
    assert adopt(path, "", "en-GB") == adopt(path, "", "en-GB")


def _levels(path: Path, name: str) -> list[tuple[str, str]]:
    """Return how each level of a style's list is marked."""
    style = read_house_style(path, "en-GB")
    known = style.bullets if name == "List Bullet" else style.numbers
    lists = docx.Document(str(path)).part.numbering_part.element
    (pattern,) = (
        one
        for one in lists.iter(qn("w:abstractNum"))
        if one.get(qn("w:abstractNumId")) == known.pattern
    )
    return [
        (level.find(qn("w:numFmt")).get(qn("w:val")), level.find(qn("w:lvlText")).get(qn("w:val")))
        for level in pattern.iter(qn("w:lvl"))
    ]


def test_a_list_of_one_level_gets_three_and_keeps_its_mark(tmp_path: Path) -> None:
    house, report = adopted(bare(tmp_path / "l.docx", styles=LISTED, numbering=ONE_LEVEL))
    assert _levels(house, "List Bullet") == [("bullet", "→"), ("bullet", "\u2013"), ("bullet", "▪")]
    assert "style List Bullet, for lists of 3 levels now" in report.changed
    assert "style List Number, for lists of 3 levels" in report.added


def test_a_list_of_the_templates_own_belongs_to_its_style_in_the_order_of_the_schema(
    tmp_path: Path,
) -> None:
    def change(parts: Parts) -> None:
        parts[NUMBERING] = parts[NUMBERING].replace(
            b'<w:numFmt w:val="decimal"/>', b'<w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/>'
        )
        parts[STYLES] = parts[STYLES].replace(b"List Number", b"Steps")

    house, report = adopted(rewritten(tmp_path / "letter.docx", change))
    assert "style List Number, for lists of 3 levels" in report.added
    with zipfile.ZipFile(house) as package:
        lists = package.read(NUMBERING).decode()
    assert lists.count("<w:lvlRestart") > 1
    assert "<w:pStyle" in lists
    assert not re.search(r"<w:pStyle [^>]*><w:lvlRestart", lists)


def test_headings_take_the_look_of_the_templates_own(tmp_path: Path) -> None:
    house, report = adopted(bare(tmp_path / "l.docx", styles=NORMAL + GERMAN))
    styles = docx.Document(str(house)).styles
    for level in range(1, 5):
        base = styles[f"Heading {level}"].base_style
        assert base is not None
        assert base.name == f"Überschrift {level}"
    assert "style Document Table, in the colour 7A1F3D" in report.added
    assert any("10.5 point" in one for one in report.look)


def test_a_heading_that_is_lacking_is_smaller_than_the_one_above(tmp_path: Path) -> None:
    big = style("heading 1", "H1", '<w:rPr><w:color w:val="FFE000"/><w:sz w:val="40"/></w:rPr>')
    house, report = adopted(bare(tmp_path / "l.docx", styles=NORMAL + big))
    styles = docx.Document(str(house)).styles
    sizes = [styles[f"Heading {level}"].font.size.pt for level in range(1, 5)]
    assert sizes == [20, 18, 16, 14]
    assert not any("FFE000" in one for one in report.added), "nobody can read it"
    said = "Heading {} is too pale for many to read on white: make its colour darker"
    assert report.look[:4] == [said.format(level) for level in range(1, 5)]


BY_JO: Final = 'w:id="900" w:author="Jo Secret" w:date="2020-01-01T00:00:00Z"'
GONE: Final = f"<w:del {BY_JO}><w:r><w:delText>Secret</w:delText></w:r></w:del>"
NEW: Final = f"<w:ins {BY_JO}><w:r><w:t>Kept</w:t></w:r></w:ins>"


def _in_body(xml: str) -> Change:
    def change(parts: Parts) -> None:
        body = parts[DOCUMENT].decode()
        assert BODY_CONTROL in body
        parts[DOCUMENT] = body.replace(BODY_CONTROL, xml + BODY_CONTROL).encode()

    return change


def _setting(xml: str) -> Change:
    def change(parts: Parts) -> None:
        parts["word/settings.xml"] = parts["word/settings.xml"].replace(
            b"<w:defaultTabStop", f"{xml}<w:defaultTabStop".encode()
        )

    return change


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
        _in_body(f"<w:p>{GONE}{NEW}</w:p>"),
        "tracked changes, which are taken as accepted",
    ),
    "a mail merge": (
        _setting('<w:mailMerge><w:query w:val="Secret"/></w:mailMerge>'),
        "settings of a mail merge",
    ),
    "protection": (
        _setting('<w:documentProtection w:edit="readOnly" w:hash="Secret"/>'),
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


@pytest.mark.parametrize(
    ("change", "shown", "said"),
    [
        (
            led_to("customXml", "<Secret/>"),
            '<w:sdt><w:sdtPr><w:dataBinding w:storeItemID="{1}"/></w:sdtPr><w:sdtContent><w:p/>'
            "</w:sdtContent></w:sdt>",
            "data kept for other programs",
        ),
        (
            led_to("custom-properties", "<Secret/>", package=True),
            '<w:p><w:fldSimple w:instr=" DOCPROPERTY Secret "/></w:p>',
            "the file's own properties, which nothing shows",
        ),
        (
            _setting('<w:docVars><w:docVar w:name="a" w:val="Secret"/></w:docVars>'),
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
        _in_body(shown)(parts)

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


def test_an_old_table_of_contents_is_emptied_to_be_made_anew(tmp_path: Path) -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    line = (
        '<w:p><w:hyperlink w:anchor="_Toc1"><w:r><w:t>Old line</w:t></w:r>'
        f"{field.format('begin')}<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>"
        f"{field.format('separate')}<w:r><w:t>7</w:t></w:r>{field.format('end')}</w:hyperlink></w:p>"
    )
    body = (
        f"<w:p>{field.format('begin')}<w:r><w:instrText> TOC \\o</w:instrText></w:r>"
        f"{field.format('separate')}<w:r><w:t>Old first</w:t></w:r></w:p>"
        f"{line * 3}<w:p>{field.format('end')}</w:p>{LINE}"
    )
    house, report = adopted(bare(tmp_path / "l.docx", body))
    document = docx.Document(str(house))
    assert "Old" not in written_text(document.element)
    assert [text for text in texts(document) if text] == [WORDS]
    assert len(document.paragraphs) == 2, "blank lines are left of the old contents"
    (begin,) = (
        one
        for paragraph in document.paragraphs  # and so not on the page of all styles
        for one in paragraph._element.iter(qn("w:fldChar"))
        if one.get(qn("w:fldCharType")) == "begin"
    )
    assert begin.get(qn("w:dirty")) == "true"
    assert any("update the fields" in one for one in report.look)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("", ["Top", "Put it here", "Foot", "A title"]),
        ("end", ["Top", "Put it here", "Foot", "A title"]),
        ("replace", ["A title"]),
        ("Put it here", ["Top", "A title", "Foot"]),
        ("put it", None),
        ("o", None),
        ("Nowhere", None),
    ],
)
def test_the_text_goes_where_it_is_wanted(
    tmp_path: Path, where: str, expected: list[str] | None
) -> None:
    line = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    body = "".join(map(line.format, ("Top", "Put it here", "Foot")))
    path = bare(tmp_path / "l.docx", body)
    if expected is None:
        with pytest.raises(BadHouseStyle, match="paragraph") as bad:
            adopted(path, where)
        assert '"Put it here"' in bad.value.hint or where == "o"
        return
    house, _ = adopted(path, where)
    assert texts(opened(written("# A title\n", house))) == expected


BOX: Final = (
    '<w:p><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:r>'
    "<w:t>Boxed</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>"
)
CELL: Final = (
    "<w:tbl><w:tr><w:tc><w:sdt><w:sdtContent><w:p><w:r><w:t>In a cell</w:t></w:r></w:p>"
    "</w:sdtContent></w:sdt></w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("In a cell", ": there is one in a table"),
        ("Boxed", ": there is one in a text box"),
        ("At the top", ": there is one in a header"),
        ("Nowhere", ""),
    ],
)
def test_a_paragraph_whose_place_no_text_can_take_is_said_to_be_there(
    tmp_path: Path, where: str, place: str
) -> None:
    def change(parts: Parts) -> None:
        parts[HEADER] = parts[HEADER].replace(
            b"</w:hdr>", b"<w:p><w:r><w:t>At the top</w:t></w:r></w:p></w:hdr>"
        )
        _in_body(CELL + BOX)(parts)

    path = rewritten(tmp_path / "letter.docx", change)
    with pytest.raises(BadHouseStyle) as bad:
        adopted(path, where)
    said = f'it has no paragraph "{where}" that the text could stand in place of{place}'
    assert str(bad.value) == said


def test_what_a_replaced_paragraph_shows_besides_its_words_stays(tmp_path: Path) -> None:
    logo = BOX.replace("<w:p>", "<w:p><w:r><w:t>Dear reader</w:t></w:r>", 1)
    house, _ = adopted(rewritten(tmp_path / "letter.docx", _in_body(logo)), "Dear reader")
    text = written_text(opened(written("# A title\n", house)).element)
    assert "Boxed" in text
    assert "Dear reader" not in text


def test_replacing_the_body_keeps_the_headers_that_it_had_from_earlier_sections(
    tmp_path: Path,
) -> None:
    def change(parts: Parts) -> None:
        body = parts[DOCUMENT].decode()
        last = re.search(r"<w:headerReference[^>]*/><w:footerReference[^>]*/>", body)
        assert last
        first = f"<w:p><w:pPr><w:sectPr>{last[0]}{PAGE}</w:sectPr></w:pPr></w:p>"
        body = body.replace(last[0], "").replace(BODY_CONTROL, LINE + first)
        parts[DOCUMENT] = body.encode()

    house, report = adopted(rewritten(tmp_path / "l.docx", change), "replace")
    document = opened(written("# A title\n", house, organisation__name="A council"))
    assert written_text(document.sections[0].header._element).strip() == "A council"
    assert len(document.sections) == 1
    assert report.removed == ["all of the body: paragraphs 2, tables 0, pictures 0"]


def test_the_control_is_kept_where_it_stands_and_holds_nothing_else(tmp_path: Path) -> None:
    held = BODY_CONTROL.replace("<w:p>", '<w:p><w:bookmarkStart w:id="3" w:name="a"/>', 1)
    after = '<w:p><w:bookmarkEnd w:id="3"/><w:r><w:t>After</w:t></w:r></w:p>'
    path = rewritten(
        tmp_path / "l.docx",
        lambda parts: parts.update(
            {
                DOCUMENT: parts[DOCUMENT].replace(
                    BODY_CONTROL.encode(),
                    f"{LINE}{held}{after}".encode(),
                )
            }
        ),
    )
    house, _ = adopted(path)
    made = written("# A title\n", house)
    assert texts(opened(made)) == [WORDS, "A title", "After"]
    assert "bookmarkEnd" not in part(made, DOCUMENT)


def test_what_cannot_be_adopted_is_refused_with_its_reason(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{BODY_CONTROL}<w:p/></w:tc></w:tr></w:tbl>"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{BODY_CONTROL}</w:txbxContent></w:pict></w:r></w:p>"
    for body, message in ((table, "is part of a table"), (box, "stands in a text box")):
        path = bare(tmp_path / "l.docx", body)
        with pytest.raises(BadHouseStyle, match=message) as bad:
            adopted(path)
        assert bad.value.hint.endswith("or give --body end")
        house, _ = adopted(path, "end")
        assert texts(opened(written("# A title\n", house)))[-1] == "A title"


def test_what_a_person_should_look_at_is_said(tmp_path: Path) -> None:
    body = (
        '<w:sdt><w:sdtPr><w:tag w:val="Client"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent>'
        '</w:sdt><w:p><w:fldSimple w:instr=" MERGEFIELD Surname "><w:r><w:t>x</w:t></w:r>'
        "</w:fldSimple></w:p>"
    )
    _, report = adopted(bare(tmp_path / "l.docx", body))
    assert any('"Client"' in one for one in report.look)
    assert "fields of a mail merge stay as they are: Surname" in report.look


def test_the_standard_house_style_needs_nothing(tmp_path: Path) -> None:
    path = rewritten(tmp_path / "l.docx", lambda _: None)
    house, report = adopted(path)
    assert [*report.added, *report.changed, *report.removed, *report.look] == []
    assert part(written(TEXT, house), STYLES) == part(written(TEXT, STANDARD), STYLES)
    assert part(written(TEXT, house), NUMBERING) == part(written(TEXT, STANDARD), NUMBERING)


def test_what_a_file_says_stays_on_one_line_of_what_is_said_of_it(tmp_path: Path) -> None:
    body = (
        '<w:sdt><w:sdtPr><w:tag w:val="A&#10;::error::B"/></w:sdtPr><w:sdtContent><w:p/>'
        "</w:sdtContent></w:sdt>"
    )
    _, report = adopted(bare(tmp_path / "l.docx", body))
    assert [one for said in report for one in said if "\n" in one] == []
    by_two = 'w:author="Jo&#10;::error::B"'
    path = rewritten(
        tmp_path / "m.docx",
        led_to("comments", f'<w:comments><w:comment w:id="1" {by_two}/></w:comments>'),
    )
    with pytest.raises(BadHouseStyle, match="comments by Jo ::error::B") as bad:
        written(TEXT, path)
    assert "\n" not in str(bad.value)


@pytest.mark.parametrize("kind", ["document.macroEnabled", "template.macroEnabledTemplate"])
def test_macros_are_taken_out_and_the_rest_is_kept(tmp_path: Path, kind: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[TYPES] = re.sub(
            rb"application/[a-z.-]*wordprocessingml.document.main\+xml",
            f"application/vnd.ms-word.{kind}.main+xml".encode(),
            parts[TYPES],
        ).replace(
            b"<Override ",
            b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            b"<Override ",
            1,
        )
        parts["word/vbaProject.bin"] = b"AutoOpen"
        parts["word/vbaData.xml"] = b"<wne:vbaSuppData xmlns:wne='http://example.org/wne'/>"
        to = "http://schemas.microsoft.com/office/2006/relationships"
        parts["word/_rels/vbaProject.bin.rels"] = (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{to}/wordVbaData" Target="vbaData.xml"/>'
            "</Relationships>"
        ).encode()
        link = f'<Relationship Id="rId98" Type="{to}/vbaProject" Target="vbaProject.bin"/>'
        parts[LINKS] = parts[LINKS].replace(b"</Relationships>", f"{link}</Relationships>".encode())

    path = rewritten(tmp_path / "with.docm", change)
    data, report = adopt(path, "", "en-GB")
    assert "macros" in report.removed
    assert "the file that may hold macros is a document (*.docx) now" in report.changed
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "vba" in name.lower()]
        assert b"macroEnabled" not in package.read(TYPES)
        assert b"AutoOpen" not in b"".join(map(package.read, package.namelist()))
    house = tmp_path / "house.docx"
    house.write_bytes(data)
    assert texts(opened(written("# T\n\nText.\n", house)))[-2:] == ["T", "Text."]


def test_an_adopted_house_style_has_lines_that_end_at_the_edge_of_its_text(tmp_path: Path) -> None:
    house, report = adopted(bare(tmp_path / "l.docx", LINE))
    assert {"style toc 1", "style Signature Line", "style Strong", "style Emphasis"} <= {
        *report.added
    }
    width = read_house_style(house, "en-GB").text_width
    document = docx.Document(str(house))
    for name in ("toc 1", "Signature Line"):
        [stop] = document.styles[name].paragraph_format.tab_stops
        assert stop.position is not None
        assert stop.position.twips == width
    _, second = adopted(house)
    assert not [said for said in second.added if said.startswith("style ")]


def test_an_adopted_house_style_shows_every_style_on_a_page_that_no_document_has(
    tmp_path: Path,
) -> None:
    house, _ = adopted(bare(tmp_path / "l.docx", LINE))
    shown = part(house.read_bytes(), DOCUMENT)
    for words in ("Heading 4: a group", "Signature Line", "toc 1: a line", "Table Heading"):
        assert words in shown
    made = part(written("# A title\n", house), DOCUMENT)
    assert "Heading 4: a group" not in made
    assert WORDS in made


@pytest.mark.parametrize("said", ["", '<w:keepNext w:val="0"/>'])
def test_an_adopted_heading_stands_alone_at_the_foot_of_no_page(tmp_path: Path, said: str) -> None:
    def change(parts: Parts) -> None:
        parts[STYLES] = parts[STYLES].replace(b"<w:keepNext/><w:keepLines/>", said.encode())

    house, report = adopted(rewritten(tmp_path / "l.docx", change))
    document = docx.Document(str(house))
    for level in range(1, 5):
        assert document.styles[f"Heading {level}"].paragraph_format.keep_with_next
    assert "Heading 1, 2, 3, 4 stays on one page with what follows now" in report.changed
    _, again = adopted(house)
    assert not [one for one in again.changed if "stays on one page" in one]


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
            _in_body("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>For HR only</w:t></w:r></w:p>"),
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
    house, report = adopted(rewritten(tmp_path / "letter.docx", _in_body(field)))
    assert any("place for the title" in one for one in report.changed)
    data = written(TEXT, house, **{"document.title": "The new title"})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = package.read(DOCUMENT).decode()
    assert "The new title" in text
    assert "Old" not in text
    assert "TITLE" not in text


def test_what_a_field_brought_in_stays_as_it_was_shown_last(tmp_path: Path) -> None:
    field = FIELD_OF_TITLE.replace(" TITLE ", " INCLUDETEXT here.docx ").replace("Old", "Kept")
    house, report = adopted(rewritten(tmp_path / "letter.docx", _in_body(field)))
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
