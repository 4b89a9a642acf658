"""House styles as councils edit them, and of other makers."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

import docx
import docx.text.paragraph
import pytest
from docx.oxml.ns import qn
from word_files import (
    BODY_CONTROL,
    DOCUMENT,
    HEADER,
    LINKS,
    NUMBERING,
    RUN_CONTROL,
    STANDARD,
    STYLES,
    TEXT_WIDTH,
    Edit,
    control,
    opened,
    part,
    rewritten,
    style_of,
    texts,
    written,
    written_table,
    written_text,
    written_widths,
)

from jdgen.formats.word.faults import ADOPT, BadHouseStyle
from jdgen.formats.word.relationships import BROKEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document


BODY: Final = "# A title\n\nText.\n\n| A | B |\n| - | - |\n| 1 | 2 |\n"


HELD: Final = ["A title", "Text."]


def _table_of(*cells: str) -> str:
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="4706" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells
    )
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="9412" w:type="dxa"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="4706"/><w:gridCol w:w="4706"/></w:tblGrid><w:tr>{row}</w:tr>'
        "</w:tbl>"
    )


def test_without_a_body_control_an_empty_body_is_replaced(house: Callable[..., Path]) -> None:
    path = house((DOCUMENT, BODY_CONTROL, "<w:p><w:pPr><w:keepNext/></w:pPr></w:p>"))
    document = opened(written(BODY, path))
    assert texts(document) == HELD
    assert document.sections[0].page_width is not None
    assert document.sections[0].page_width.twips == 11906


@pytest.mark.parametrize(
    "held",
    [
        "<w:p><w:r><w:t>Letterhead</w:t></w:r></w:p>",
        "<w:p><w:r><w:drawing/></w:r></w:p>",
        '<w:p><w:fldSimple w:instr="PAGE"/></w:p>',
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    ],
    ids=["words", "a picture", "a field", "a table"],
)
def test_without_a_body_control_what_the_body_shows_is_not_lost_in_silence(
    house: Callable[..., Path], held: str
) -> None:
    with pytest.raises(BadHouseStyle, match="the words and pictures of its body would be") as bad:
        written(BODY, house((DOCUMENT, BODY_CONTROL, held)))
    assert bad.value.hint == ADOPT


def test_a_cover_stays_around_the_body_control(house: Callable[..., Path]) -> None:
    cover = "<w:p><w:r><w:t>Cover</w:t></w:r></w:p>"
    back = "<w:p><w:r><w:t>Back</w:t></w:r></w:p>"
    path = house((DOCUMENT, BODY_CONTROL, f"{cover}{BODY_CONTROL}{back}"))
    assert texts(opened(written(BODY, path))) == ["Cover", *HELD, "Back"]


def _made_or_refused(markdown: str, path: Path) -> Document | None:
    """Return the document; None where the house style is refused in words that name the control."""
    refused = ""
    try:
        return opened(written(markdown, path))
    except BadHouseStyle as bad:
        refused = str(bad)
    assert "jdgen-body" in refused
    return None


@pytest.mark.parametrize("markdown", ["# A title\n\nText.\n", BODY, f"{BODY}\nMore.\n"])
def test_the_body_can_stand_in_a_cell_of_a_form_or_is_refused_there(
    house: Callable[..., Path], markdown: str
) -> None:
    path = house((DOCUMENT, BODY_CONTROL, _table_of("<w:p/>", BODY_CONTROL)))
    if document := _made_or_refused(markdown, path):
        cell = document.tables[0].rows[0].cells[1]
        assert [one.text for one in cell.paragraphs][:2] == HELD
        assert cell._tc[-1].tag == qn("w:p"), "Word calls a cell that ends in a table corrupt"
        assert all(sum(written_widths(table)[0]) <= 4706 for table in cell.tables), "it is too wide"


@pytest.mark.parametrize("level", ["cell", "row"])
def test_a_body_control_around_a_cell_or_a_row_gives_no_broken_file(
    house: Callable[..., Path], level: str
) -> None:
    cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    held = cell if level == "cell" else f"<w:tr>{cell}</w:tr>"
    around = (
        '<w:sdt><w:sdtPr><w:alias w:val="Text"/><w:tag w:val="jdgen-body"/></w:sdtPr>'
        f"<w:sdtContent>{held}</w:sdtContent></w:sdt>"
    )
    row = f"<w:tr>{around}</w:tr>" if level == "cell" else around
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9412"/></w:tblGrid>{row}</w:tbl>'
    path = house((DOCUMENT, BODY_CONTROL, table))
    if document := _made_or_refused("# A title\n\nText.\n", path):
        parents = {one.getparent().tag for one in document.element.iter(qn("w:p"))}
        assert parents <= {qn("w:tc"), qn("w:body")}, "a paragraph stands where Word allows none"


def test_words_beside_the_body_control_are_not_lost_in_silence(house: Callable[..., Path]) -> None:
    around = f"<w:p><w:pPr/><w:r><w:t>x</w:t></w:r>{RUN_CONTROL}</w:p>"
    with pytest.raises(BadHouseStyle, match="words stand beside its content control") as bad:
        written(BODY, house((DOCUMENT, BODY_CONTROL, around)))
    assert bad.value.hint == "put the control on a line of its own"


def test_the_body_control_can_stand_inside_a_paragraph(house: Callable[..., Path]) -> None:
    path = house((DOCUMENT, BODY_CONTROL, f"<w:p>{RUN_CONTROL}</w:p>"))
    document = opened(written(BODY, path))
    assert texts(document) == HELD
    assert [one.tag for one in document.element.body][-1] == qn("w:sectPr")


def test_the_body_control_can_be_known_by_its_title_alone(house: Callable[..., Path]) -> None:
    cover = "<w:p><w:r><w:t>Cover</w:t></w:r></w:p>"
    no_tag = BODY_CONTROL.replace('<w:tag w:val="jdgen-body"/>', "")
    path = house((DOCUMENT, BODY_CONTROL, cover + no_tag))
    assert texts(opened(written(BODY, path))) == ["Cover", *HELD]


def test_facts_fill_controls_in_header_footer_and_cover(house: Callable[..., Path]) -> None:
    cover = f"<w:p>{control('post.number', 'No.')}</w:p>"
    path = house((DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL))
    data = written(
        BODY,
        path,
        organisation__name="A & B <Council>",
        document__title="A title",
        post__number="SR-1",
    )
    assert "SR-1" in part(data, DOCUMENT)
    assert "No." not in part(data, DOCUMENT)
    assert ">A &amp; B &lt;Council&gt;</w:t>" in part(data, HEADER)
    assert ">A title</w:t>" in part(data, "word/footer1.xml")
    assert "Document title" not in part(data, "word/footer1.xml")


def _filled(path: Path, **facts: str) -> Any:  # noqa: ANN401 - lxml's element
    """Return the only content control of the document."""
    (found,) = opened(written(BODY, path, **facts)).element.iter(qn("w:sdt"))
    return found


def test_a_fact_replaces_all_runs_of_its_control_in_the_look_of_the_first(
    house: Callable[..., Path],
) -> None:
    cover = f"<w:p>{control('post.number', 'Po', 'st', ' number')}</w:p>"
    path = house((DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL))
    filled = _filled(path, post__number=" SR 1 ")
    assert written_text(filled) == " SR 1 "
    assert filled.find(f".//{qn('w:r')}/{qn('w:rPr')}/{qn('w:b')}") is not None


def test_a_control_can_name_its_fact_by_its_title_alone(house: Callable[..., Path]) -> None:
    cover = f"<w:p>{control('', 'x', alias='post.number', tag=False)}</w:p>"
    path = house((DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL))
    assert written_text(_filled(path, post__number="SR-1")) == "SR-1"


def test_a_control_of_another_name_is_left_alone(house: Callable[..., Path]) -> None:
    cover = f"<w:p>{control('logo', 'Keep me')}</w:p>"
    path = house((DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL))
    assert written_text(_filled(path, logo="x")) == "Keep me"


def test_a_fact_that_nobody_said_is_left_blank(house: Callable[..., Path]) -> None:
    number = control("post.number", "No.")
    line = f'<w:p>{number}<w:hyperlink w:anchor="top">{number}</w:hyperlink></w:p>'
    path = house((DOCUMENT, BODY_CONTROL, line + BODY_CONTROL))
    made = opened(written(BODY, path))
    assert made.paragraphs[0].text == ""
    # An empty control right before another would make LibreOffice 7 write a broken file.
    assert not list(made.element.iter(qn("w:sdt")))


def test_a_control_around_a_paragraph_stays_where_its_fact_is_blank(
    house: Callable[..., Path],
) -> None:
    number = control("post.number", "No.").replace("<w:r>", "<w:p><w:r>", 1)
    around = number.replace("</w:r></w:sdtContent>", "</w:r></w:p></w:sdtContent>")
    assert around != number
    path = house((DOCUMENT, BODY_CONTROL, around + BODY_CONTROL))
    assert written_text(_filled(path)) == ""


def test_a_filled_control_is_no_placeholder_any_more_nor_looks_like_one(
    house: Callable[..., Path],
) -> None:
    cover = (
        f"<w:p>{control('post.number', 'Click to enter text.', more='<w:showingPlcHdr/>')}</w:p>"
    )
    grey = cover.replace("<w:b/>", '<w:rStyle w:val="PlaceholderText"/>')
    path = house((DOCUMENT, BODY_CONTROL, grey + BODY_CONTROL))
    filled = _filled(path, post__number="SR-1")
    assert written_text(filled) == "SR-1"
    assert filled.find(f".//{qn('w:showingPlcHdr')}") is None
    assert filled.find(f".//{qn('w:rStyle')}") is None, "the fact is printed in a hint's grey"


def test_an_empty_control_for_a_fact_is_refused(house: Callable[..., Path]) -> None:
    path = house((DOCUMENT, BODY_CONTROL, f"<w:p>{control('post.number')}</w:p>{BODY_CONTROL}"))
    with pytest.raises(BadHouseStyle, match=r'the content control "post\.number" is empty') as bad:
        written(BODY, path)
    assert bad.value.hint == "type a word into it in Word"


def test_every_header_and_footer_is_filled(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/header2.xml"] = parts[HEADER]
        parts[LINKS] = parts[LINKS].replace(
            b"</Relationships>",
            b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/header" Target="header2.xml"/></Relationships>',
        )
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-'
            b'officedocument.wordprocessingml.header+xml"/></Types>',
        )
        parts[DOCUMENT] = parts[DOCUMENT].replace(
            b"<w:footerReference",
            b'<w:headerReference w:type="first" r:id="rId9"/><w:footerReference',
        )

    data = written(BODY, rewritten(tmp_path / "h.docx", change), organisation__name="A council")
    section = opened(data).sections[0]
    assert written_text(section.header._element).strip() == "A council"  # after the emblem
    assert written_text(section.first_page_header._element).strip() == "A council"


def test_a_landscape_page_has_wider_tables(house: Callable[..., Path]) -> None:
    path = house(
        (
            DOCUMENT,
            '<w:pgSz w:w="11906" w:h="16838"/>',
            '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
        )
    )
    assert sum(written_widths(written_table(BODY, path))[0]) == 16838 - 2 * 1247


def test_the_gutter_for_binding_is_no_room_for_text(house: Callable[..., Path]) -> None:
    path = house((DOCUMENT, 'w:gutter="0"', 'w:gutter="567"'))
    assert sum(written_widths(written_table(BODY, path))[0]) == TEXT_WIDTH - 567


@pytest.mark.parametrize(
    ("kind", "name", "edit"),
    [
        ("paragraph", "heading 2", (STYLES, "heading 2", "Our heading")),
        ("paragraph", "Table Text", (STYLES, '"Table Text"', '"Cell"')),
        ("paragraph", "Table Heading", (STYLES, "Table Heading", "Head")),
        ("table", "Document Table", (STYLES, "Document Table", "Our table")),
        ("character", "Hyperlink", (STYLES, 'w:val="Hyperlink"', 'w:val="Our link"')),
    ],
)
def test_a_missing_style_is_named(
    house: Callable[..., Path], kind: str, name: str, edit: Edit
) -> None:
    markdown = "# A\n\n## B\n\n[c](https://a.example)\n\n| D | E |\n| - | - |\n| 1 | 2 |\n"
    path = house(edit)
    with pytest.raises(BadHouseStyle, match=f'it has no {kind} style called "{name}"') as bad:
        written(markdown, path)
    assert bad.value.hint == f"add the style in Word, or {ADOPT}"


@pytest.mark.parametrize("name", ["List Bullet", "List Number"])
def test_a_list_style_that_is_missing_or_no_list_is_named(
    house: Callable[..., Path], name: str
) -> None:
    number = {"List Bullet": "1", "List Number": "2"}[name]
    for edit in (
        (STYLES, f'"{name}"', '"Our list"'),
        (STYLES, f'<w:numPr><w:numId w:val="{number}"/></w:numPr>', ""),
    ):
        with pytest.raises(BadHouseStyle, match=f'style "{name}" is missing, or is no list'):
            written("# A\n", house(edit))


def test_styles_are_known_by_name_whatever_their_ids(house: Callable[..., Path]) -> None:
    path = house(
        (STYLES, '"Heading1"', '"berschrift1"'),
        (STYLES, '"DocumentTable"', '"a1"'),
        (STYLES, '"TableText"', '"a2"'),
    )
    document = opened(written(BODY, path))
    assert style_of(document.paragraphs[0]).name == "Heading 1"
    assert style_of(document.paragraphs[0]).style_id == "berschrift1"


def _without(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        del parts[name]

    return change


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        (NUMBERING, ADOPT),
        (STYLES, ADOPT),
        (HEADER, ADOPT),
        (DOCUMENT, BROKEN),
        (LINKS, BROKEN),
        ("_rels/.rels", BROKEN),
        ("[Content_Types].xml", BROKEN),
    ],
)
def test_a_missing_part_is_named(tmp_path: Path, name: str, hint: str) -> None:
    path = rewritten(tmp_path / "h.docx", _without(name))
    with pytest.raises(BadHouseStyle, match=re.escape(f'it has no part "{name}"')) as bad:
        written(BODY, path)
    assert bad.value.hint == hint


@pytest.mark.parametrize(
    ("kind", "message", "hint"),
    [
        (
            "application/vnd.ms-word.document.macroEnabled.main+xml",
            "it may hold macros",
            ADOPT,
        ),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
            "it is a Word template",
            ADOPT,
        ),
        (
            "application/vnd.openxmlformats-officedocument.theme+xml",
            "it is not a Word document, but application/vnd",
            "save it in Word as a Word Document (*.docx)",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused(
    house: Callable[..., Path], kind: str, message: str, hint: str
) -> None:
    usual = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    path = house(("[Content_Types].xml", usual, kind))
    with pytest.raises(BadHouseStyle, match=message) as bad:
        written(BODY, path)
    assert bad.value.hint == hint


def test_a_strict_document_is_refused(house: Callable[..., Path]) -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    path = house((DOCUMENT, usual, "http://purl.oclc.org/ooxml/wordprocessingml/main"))
    with pytest.raises(BadHouseStyle, match="not a Word document of the usual kind") as bad:
        written(BODY, path)
    assert "not as a Strict Open XML Document" in bad.value.hint


def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house-style.docx"
    for held in (b"", b"plain text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)):
        path.write_bytes(held)  # the last is how Word starts a file with a password
        with pytest.raises(BadHouseStyle, match="it is not a Word document") as bad:
            written(BODY, path)
        assert bad.value.hint == "save it in Word as a Word Document (*.docx)"


def test_another_zip_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house-style.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("notes.txt", "notes")
    with pytest.raises(BadHouseStyle, match=r'it has no part "\[Content_Types\]\.xml"'):
        written(BODY, path)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house-style.docx"
    whole = STANDARD.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadHouseStyle, match="it is not a Word document"):
        written(BODY, path)
    at = whole.index(b"word/styles.xml") + 200
    path.write_bytes(
        whole[:at] + bytes(byte ^ 255 for byte in whole[at : at + 20]) + whole[at + 20 :]
    )
    with pytest.raises(BadHouseStyle, match="it is not a Word document"):
        written(BODY, path)


def test_an_encrypted_zip_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house-style.docx"
    whole = bytearray(STANDARD.read_bytes())
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = whole.index(mark)
        whole[at + flags] |= 1
    path.write_bytes(bytes(whole))
    with pytest.raises(BadHouseStyle, match="it is encrypted, or compressed as Word never does"):
        written(BODY, path)


def test_a_file_compressed_otherwise_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house-style.docx"
    with (
        zipfile.ZipFile(STANDARD) as standard,
        zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as package,
    ):
        for name in standard.namelist():
            package.writestr(name, standard.read(name))
    with pytest.raises(BadHouseStyle, match="compressed as Word never does"):
        written(BODY, path)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ((DOCUMENT, "</w:body>", ""), "a part of it can't be read: it is not XML"),
        ((STYLES, "<w:styles ", "<!DOCTYPE a><w:styles "), "a part of it can't be read"),
        ((DOCUMENT, "w:sectPr", "w:other"), "it says no page size"),
        ((DOCUMENT, '<w:pgSz w:w="11906" w:h="16838"/>', ""), "it says no page size or margins"),
        ((NUMBERING, '<w:num w:numId="2"', '<w:num w:numId="9"'), "its list 2 is not defined"),
    ],
)
def test_a_part_that_lacks_something_is_explained(
    house: Callable[..., Path], edit: Edit, message: str
) -> None:
    with pytest.raises(BadHouseStyle, match=message):
        written(BODY, house(edit))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<w:pgSz w:w="11906" ', "<w:pgSz "),
        ('w:w="11906"', 'w:w="wide"'),
        ('w:left="1247" ', ""),
        ('w:left="1247"', 'w:left="11000"'),
    ],
    ids=["no width", "no number", "no margin", "no room between the margins"],
)
def test_a_page_without_a_usable_width_is_explained(
    house: Callable[..., Path], old: str, new: str
) -> None:
    with pytest.raises(BadHouseStyle, match=r"page size|margins"):
        written(BODY, house((DOCUMENT, old, new)))


def test_a_heading_deeper_than_the_house_style_knows_looks_like_its_deepest() -> None:
    document = opened(written("# A\n\n##### B\n"))
    deep = document.paragraphs[1]
    assert style_of(deep).name == "Heading 4"
    [outline] = deep._p.pPr.findall(qn("w:outlineLvl"))
    assert outline.get(qn("w:val")) == "4"


def test_a_house_style_saved_by_python_docx_works(tmp_path: Path) -> None:
    document = docx.Document(str(STANDARD))
    document.styles["Heading 1"].font.name = "Verdana"
    path = tmp_path / "house-style.docx"
    document.save(str(path))
    made = opened(written(BODY, path))
    assert texts(made) == HELD
    assert style_of(made.paragraphs[0]).font.name == "Verdana"


def test_the_default_style_is_in_the_documents_language_too(house: Callable[..., Path]) -> None:
    name = '<w:name w:val="Normal"/>'
    with zipfile.ZipFile(STANDARD) as package:
        styles = package.read(STYLES).decode()
    at = styles.index("</w:style>", styles.index(name))
    normal = styles[styles.index(name) : at]
    path = house((STYLES, normal, f'{normal}<w:rPr><w:lang w:val="en-US"/></w:rPr>'))
    said = opened(written("# A\n", path)).styles.element.findall(".//" + qn("w:lang"))
    assert [lang.get(qn("w:val")) for lang in said] == ["en-GB", "en-GB"]


def test_tables_are_as_wide_as_the_page_that_the_body_stands_on(
    house: Callable[..., Path],
) -> None:
    page = '<w:pgSz w:w="7000" w:h="9000"/><w:pgMar w:left="1000" w:right="1000"/>'
    ends = f"<w:p><w:pPr><w:sectPr>{page}</w:sectPr></w:pPr></w:p>"
    path = house((DOCUMENT, BODY_CONTROL, BODY_CONTROL + ends))
    assert {sum(row) for row in written_widths(written_table(house_style=path))} == {5000}


def test_links_get_ids_that_no_other_link_has(house: Callable[..., Path]) -> None:
    cover = '<w:p><w:hyperlink r:id="rIdJdgen1"><w:r><w:t>One</w:t></w:r></w:hyperlink></w:p>'
    link = (
        '<Relationship Id="rIdJdgen1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/hyperlink" Target="https://one.example" TargetMode="External"/>'
    )
    path = house(
        (DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL),
        (LINKS, "</Relationships>", f"{link}</Relationships>"),
    )
    second = written("# A\n\n[two](https://two.example)\n", path)
    ids = re.findall(r' Id="([^"]+)"', part(second, "word/_rels/document.xml.rels"))
    assert len(ids) == len(set(ids))
    assert "https://two.example" in part(second, "word/_rels/document.xml.rels")


def test_a_filled_control_is_no_longer_bound_to_a_value_kept_elsewhere(
    house: Callable[..., Path],
) -> None:
    bound = '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>'
    cover = f"<w:p>{control('post.number', 'No.', more=bound)}</w:p>"
    path = house((DOCUMENT, BODY_CONTROL, cover + BODY_CONTROL))
    filled = _filled(path, post__number="SR-1")
    assert filled.find(f".//{qn('w:dataBinding')}") is None
    assert written_text(filled) == "SR-1"
