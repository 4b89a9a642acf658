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
    in_body,
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
        parts[NUMBERING] = parts[NUMBERING].replace(
            b"<w:rPr><w:rFonts ", b'<w:rPr><w:rFonts w:cs="Symbol"/><w:rFonts '
        )
        parts[STYLES] = parts[STYLES].replace(b"List Number", b"Steps")

    house, report = adopted(rewritten(tmp_path / "letter.docx", change))
    assert "style List Number, for lists of 3 levels" in report.added
    with zipfile.ZipFile(house) as package:
        lists = package.read(NUMBERING).decode()
    assert lists.count("<w:lvlRestart") > 1
    assert "<w:pStyle" in lists
    assert not re.search(r"<w:pStyle [^>]*><w:lvlRestart", lists)
    copied = lists.rpartition("<w:abstractNum ")[2]
    assert copied.count("<w:rFonts") == copied.count("<w:lvl ") >= 3


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
        in_body(CELL + BOX)(parts)

    path = rewritten(tmp_path / "letter.docx", change)
    with pytest.raises(BadHouseStyle) as bad:
        adopted(path, where)
    said = f'it has no paragraph "{where}" that the text could stand in place of{place}'
    assert str(bad.value) == said


def test_what_a_replaced_paragraph_shows_besides_its_words_stays(tmp_path: Path) -> None:
    logo = BOX.replace("<w:p>", "<w:p><w:r><w:t>Dear reader</w:t></w:r>", 1)
    house, _ = adopted(rewritten(tmp_path / "letter.docx", in_body(logo)), "Dear reader")
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
