"""What Word accepts is read; what would leak, or lose something, is refused by its name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

import pytest
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
    control,
    led_to,
    opened,
    part,
    rewritten,
    texts,
    written,
    written_table,
    written_text,
    written_widths,
)

from jdgen.formats.word.adoption.adopt import adopt
from jdgen.formats.word.body import EVERY_BLOCK
from jdgen.formats.word.document import write_document
from jdgen.formats.word.faults import ADOPT, BadHouseStyle
from jdgen.formats.word.house_style import read_house_style
from jdgen.formats.word.parts import as_utf8, parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Parts = dict[str, bytes]
    Change = Callable[[Parts], None]

NESTED: Final = "# A\n\n- one\n  - two\n    - three\n      - four\n\n1. one\n   1. two\n"


def _edit(name: str, old: str, new: str) -> Change:
    def change(parts: Parts) -> None:
        text = parts[name].decode()
        assert old in text, f"{name} has changed: {old} is not in it"
        parts[name] = text.replace(old, new).encode()

    return change


def _all_in(encoding: str) -> Change:
    def change(parts: Parts) -> None:
        for name, data in parts.items():
            if name.endswith((".xml", ".rels")):
                text = data.decode().replace('encoding="UTF-8"', f'encoding="{encoding}"')
                parts[name] = text.encode(encoding)

    return change


def _other_prefix(parts: Parts) -> None:
    for name in (DOCUMENT, STYLES, NUMBERING, HEADER, "word/footer1.xml", "word/settings.xml"):
        text = parts[name].decode().replace("xmlns:w=", "xmlns:ns0=")
        parts[name] = re.sub(r"([</ ])w:", r"\1ns0:", text).encode()
    for name in (LINKS, "_rels/.rels"):
        text = parts[name].decode().replace("xmlns=", "xmlns:p=")
        parts[name] = re.sub(r"(</?)Rel", r"\1p:Rel", text).encode()
    text = parts[TYPES].decode().replace("xmlns=", "xmlns:t=")
    parts[TYPES] = re.sub(r"(</?)(Types|Override|Default)", r"\1t:\2", text).encode()


def _other_main_part(parts: Parts) -> None:
    parts["word/document22.xml"] = parts.pop(DOCUMENT)
    parts["word/_rels/document22.xml.rels"] = parts.pop(LINKS)
    for name in (TYPES, "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document22.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b'"word/', b'"/word/')


def _no_core(parts: Parts) -> None:
    del parts["docProps/core.xml"]
    for name in (TYPES, "_rels/.rels"):
        kept = re.sub(r"<[^<>]*core[.-][^<>]*/>", "", parts[name].decode())
        parts[name] = kept.encode()


def _through_list_style(parts: Parts) -> None:
    """Let the list be one of a list style, as Word's own multilevel lists are."""
    _edit(
        STYLES,
        "</w:styles>",
        '<w:style w:type="numbering" w:customStyle="1" w:styleId="Points"><w:name w:val="Points"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>',
    )(parts)
    _edit(STYLES, '<w:name w:val="List Bullet"/>', '<w:name w:val="List Bullet"/><w:rsid/>')(parts)
    at = parts[STYLES].index(b'"List Bullet"')
    end = parts[STYLES].index(b"</w:style>", at)
    own = parts[STYLES][at:end].replace(b'<w:numId w:val="1"/>', b'<w:numId w:val="7"/>')
    parts[STYLES] = parts[STYLES][:at] + own.replace(b"<w:rsid/>", b"") + parts[STYLES][end:]
    _edit(
        NUMBERING,
        "</w:abstractNum><w:num ",
        '</w:abstractNum><w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Points"/>'
        "</w:abstractNum><w:num ",
    )(parts)
    _edit(
        NUMBERING,
        "</w:numbering>",
        '<w:num w:numId="7"><w:abstractNumId w:val="9"/></w:num></w:numbering>',
    )(parts)


def _inherited_list(parts: Parts) -> None:
    at = parts[STYLES].index(b'<w:style w:type="paragraph" w:styleId="ListBullet"')
    end = parts[STYLES].index(b"</w:style>", at) + len(b"</w:style>")
    base = parts[STYLES][at:end]
    own = (
        b'<w:style w:type="paragraph" w:styleId="LB2"><w:name w:val="List Bullet"/>'
        b'<w:basedOn w:val="ListBullet"/></w:style>'
    )
    other = base.replace(b'<w:name w:val="List Bullet"/>', b'<w:name w:val="Bullets of ours"/>')
    parts[STYLES] = parts[STYLES].replace(base, other + own)


def _without_settings(parts: Parts) -> None:
    del parts["word/settings.xml"]
    for name in (TYPES, LINKS):
        parts[name] = re.sub(rb"<[^<>]*settings[^<>]*/>", b"", parts[name])


ACCEPTED: Final[dict[str, Change]] = {
    "another name of the document's part": _other_main_part,
    "a byte order mark": _all_in("utf-8-sig"),
    "UTF-16": _all_in("utf-16"),
    "other prefixes": _other_prefix,
    "no core properties": _no_core,
    "no default look": lambda parts: parts.update(
        {STYLES: re.sub(rb"<w:docDefaults>.*</w:docDefaults>", b"", parts[STYLES])}
    ),
    "an empty default look": lambda parts: parts.update(
        {
            STYLES: re.sub(
                rb"<w:rPrDefault>.*</w:rPrDefault>",
                b"<w:rPrDefault><w:rPr/></w:rPrDefault>",
                parts[STYLES],
            )
        }
    ),
    "defaults that are empty themselves": lambda parts: parts.update(
        {
            STYLES: re.sub(
                rb"<w:rPrDefault>.*</w:rPrDefault>", b"<w:rPrDefault/>", parts[STYLES]
            )
        }
    ),
    "what follows the language": _edit(
        STYLES, "</w:rPr></w:rPrDefault>", "<w:specVanish/></w:rPr></w:rPrDefault>"
    ),
    "an inherited list": _inherited_list,
    "a list of a list style": _through_list_style,
    "an alias after the name": _edit(STYLES, '"Document Table"', '"Document Table,DT"'),
    "another name, and the usual as alias": _edit(
        STYLES,
        '<w:name w:val="Table Text"/>',
        '<w:name w:val="Cell"/><w:aliases w:val="Table Text,TT"/>',
    ),
    "an id with an ampersand": _edit(STYLES, '"TableText"', '"R&amp;D"'),
    "no settings": _without_settings,
    "lists that end in what Word for Mac adds": _edit(
        NUMBERING, "</w:numbering>", '<w:numIdMacAtCleanup w:val="2"/></w:numbering>'
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ACCEPTED)
def test_what_word_accepts_is_read(tmp_path: Path, kind: str) -> None:
    path = rewritten(tmp_path / "house-style.docx", ACCEPTED[kind])
    style = read_house_style(path, "en-GB")
    made = write_document(EVERY_BLOCK, style, title="A & B", author="C", language="en-GB", facts={})
    document = opened(made)
    (links,) = (name for name in style.cut if "word/_rels" in name)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        for name in (TYPES, "_rels/.rels", links):
            root = parse(as_utf8(package.read(name)))
            assert {one.name.split()[0] for one in root.children} == {root.name.split()[0]}
    assert document.core_properties.title == "A & B"
    assert document.paragraphs[0].text == "text"
    known = {style.style_id for style in document.styles}
    used = {one.get(qn("w:val")) for one in document.element.iter(qn("w:pStyle"))}
    assert used <= known
    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/*")
    names = [one.tag.partition("}")[2] for one in properties]
    assert names.count("lang") == 1
    assert names.index("lang") in {len(names) - 1, len(names) - 2}
    lists = document.part.numbering_part.element
    kinds = [one.tag.partition("}")[2] for one in lists]
    assert kinds == sorted(kinds, key=["abstractNum", "num", "numIdMacAtCleanup"].index)


def _mark(inside: str) -> Change:
    """Let a cover hold something."""
    return _edit(DOCUMENT, BODY_CONTROL, f"<w:p>{inside}</w:p>{BODY_CONTROL}")


def _setting(xml: str) -> Change:
    return _edit("word/settings.xml", "<w:defaultTabStop", f"{xml}<w:defaultTabStop")


def _lead(kind: str, target: str, *, outside: bool = False) -> bytes:
    """Return what a part leads to: one other, or a place outside the file."""
    mode = ' TargetMode="External"' if outside else ""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}"{mode}/>'
        "</Relationships>"
    ).encode()


MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARK: Final = '<w:fldChar w:fldCharType="{}"/>'
RUN: Final = "<w:r><w:t>Secret</w:t></w:r>"
BY: Final = 'w:id="900" w:author="Jo Secret" w:date="2020-01-01T00:00:00Z"'
LEAKS: Final[dict[str, tuple[Change, str]]] = {
    "comments": (
        led_to(
            "comments",
            f"<w:comments><w:comment {BY}><w:p>{RUN}</w:p></w:comment></w:comments>",
        ),
        "comments by Jo Secret",
    ),
    "the people of comments": (led_to("people", "<w:people/>"), "comments"),
    "the place of a comment": (_mark('<w:commentRangeStart w:id="1"/>'), "comments"),
    "an insertion": (_mark(f"<w:ins {BY}>{RUN}</w:ins>"), "tracked changes"),
    "a deletion": (
        _mark(f"<w:del {BY}><w:r><w:delText>Secret</w:delText></w:r></w:del>"),
        "tracked changes",
    ),
    "an old look": (
        _mark(f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr></w:r>"),
        "tracked changes",
    ),
    "a change in a header": (
        _edit(HEADER, "</w:hdr>", f"<w:p><w:ins {BY}>{RUN}</w:ins></w:p></w:hdr>"),
        "tracked changes",
    ),
    "a mail merge": (
        _setting('<w:mailMerge><w:query w:val="Secret"/></w:mailMerge>'),
        "settings of a mail merge",
    ),
    "the template's path": (
        _setting('<w:attachedTemplate r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/'
                 'officeDocument/2006/relationships"/>'),
        "the path of the template that it was made from",
    ),
    "protection": (
        _setting('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
        "protection against editing",
    ),
    "recording": (_setting("<w:trackRevisions/>"), "the setting that records every change"),
    "a thumbnail": (
        led_to("thumbnail", "<Secret/>", package=True),
        "a thumbnail of its first page",
    ),
    "a signature": (
        led_to("digital-signature/origin", "<Secret/>", package=True),
        "a signature, which no document made from it could bear",
    ),
    "properties": (
        led_to("custom-properties", "<Secret/>", package=True),
        "properties of its own, which nothing shows",
    ),
    "a footnote of the replaced body": (
        led_to(
            "footnotes",
            '<w:footnotes><w:footnote w:id="-1" w:type="separator"/><w:footnote w:id="2">'
            f"<w:p>{RUN}</w:p></w:footnote></w:footnotes>",
        ),
        "footnotes to text that is replaced",
    ),
    "a stray part": (
        lambda parts: parts.update({"word/media/old.png": b"Secret"}),
        'a part that nothing uses, "word/media/old.png"',
    ),
    "comments that a footer leads to": (
        lambda parts: parts.update(
            {
                "word/comments.xml": f'<w:comments xmlns:w="{MAIN}"><w:comment {BY}/></w:comments>'
                .encode(),
                "word/_rels/footer1.xml.rels": _lead("comments", "comments.xml"),
            }
        ),
        "comments by Jo Secret",
    ),
    "a change of a style": (
        _edit(
            STYLES,
            "</w:styles>",
            '<w:style w:type="paragraph" w:styleId="Zz"><w:name w:val="Zz"/><w:rPr>'
            f"<w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr></w:style></w:styles>",
        ),
        "tracked changes",
    ),
    "a range that one person may edit": (
        _mark(f'<w:permStart w:id="5" w:ed="jo@secret.example"/>{RUN}<w:permEnd w:id="5"/>'),
        "protection against editing",
    ),
    "variables": (
        _setting('<w:docVars><w:docVar w:name="Pay" w:val="Secret"/></w:docVars>'),
        "variables, which nothing shows",
    ),
    "data of other programs": (
        led_to("customXml", "<Secret/>"),
        "data kept for other programs",
    ),
    "a part of another maker": (
        led_to("secrets", "<Secret/>"),
        'a part that nothing uses, "word/secrets.xml"',
    ),
    "a label of the organisation": (
        led_to("classificationlabels", "<Secret/>", package=True),
        'a part that nothing uses, "classificationlabels.xml"',
    ),
    "a picture that is fetched": (
        lambda parts: parts.update(
            {"word/_rels/footer1.xml.rels": _lead("image", "http://secret.example", outside=True)}
        ),
        "what Word would fetch or run, http://secret.example",
    ),
    "a link that runs a program": (
        lambda parts: parts.update(
            {"word/_rels/footer1.xml.rels": _lead("hyperlink", "javascript:a()", outside=True)}
        ),
        "what Word would fetch or run, javascript:a()",
    ),
    "a template that nothing names": (
        lambda parts: parts.update(
            {
                "word/_rels/settings.xml.rels": _lead(
                    "attachedTemplate", "file:///C:/Users/Secret.dotm", outside=True
                )
            }
        ),
        "the path of the template that it was made from",
    ),
    "fields that bring in other files": (
        _mark(
            f"<w:r>{MARK.format('begin')}<w:instrText> DDE</w:instrText></w:r><w:r>"
            f"<w:instrText>AUTO Secret</w:instrText>{MARK.format('end')}</w:r>"
            '<w:fldSimple w:instr=" includepicture Secret "/>'
        ),
        "fields that bring in another file (DDEAUTO, INCLUDEPICTURE)",
    ),
    "a field that shows its author": (
        _mark(f'<w:fldSimple w:instr=" AUTHOR ">{RUN}</w:fldSimple>'),
        "fields that show who kept the file, or where (AUTHOR)",
    ),
    "a remark in its XML": (_mark("<!-- Secret -->"), "remarks in its XML"),
    "a picture of the replaced body": (
        led_to("image", "<Secret/>"),
        'a part that nothing uses, "word/image9.xml"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LEAKS)
def test_what_would_leak_is_refused_by_name(tmp_path: Path, kind: str) -> None:
    change, message = LEAKS[kind]
    path = rewritten(tmp_path / "house-style.docx", change)
    with pytest.raises(BadHouseStyle, match=f"^it holds {re.escape(message)}$") as bad:
        written("# A\n", path)
    assert bad.value.hint == ADOPT


WORDS_STAY: Final = {"an insertion", "a change in a header", "a range that one person may edit"}


@pytest.mark.parametrize("kind", LEAKS)
def test_adopting_takes_out_what_building_refuses(tmp_path: Path, kind: str) -> None:
    change, _ = LEAKS[kind]
    path = tmp_path / "house-style.docx"
    done = adopt(rewritten(tmp_path / "council.docx", change), "", "en-GB")
    path.write_bytes(done.data)
    assert done.report.removed
    secret = b"Jo Secret" if kind in WORDS_STAY else b"ecret"
    with zipfile.ZipFile(io.BytesIO(written("# A\n", path))) as package:
        assert not [name for name in package.namelist() if secret in package.read(name)]


def test_a_property_that_a_field_prints_may_stay(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        led_to("custom-properties", "<Properties/>", package=True)(parts)
        field = b'<w:p><w:fldSimple w:instr=" DOCPROPERTY Service "/></w:p></w:hdr>'
        parts[HEADER] = parts[HEADER].replace(b"</w:hdr>", field)

    assert written("# A\n", rewritten(tmp_path / "house-style.docx", change))


def test_several_leaks_are_all_named(tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        LEAKS["comments"][0](parts)
        LEAKS["an insertion"][0](parts)
        LEAKS["protection"][0](parts)

    path = rewritten(tmp_path / "house-style.docx", change)
    said = "it holds tracked changes, protection against editing and comments by Jo Secret"
    with pytest.raises(BadHouseStyle, match=f"^{said}$"):
        written("# A\n", path)


def test_the_statistics_of_the_old_document_are_left_out(house: Callable[..., Path]) -> None:
    old = "<TotalTime>9</TotalTime><Company>Secret</Company>"
    path = house(("docProps/app.xml", "<Application>", f"{old}<Application>"))
    assert "Secret" not in part(written("# A\n", path), "docProps/app.xml")
    assert part(written("# A\n"), "docProps/app.xml") == part(
        STANDARD.read_bytes(), "docProps/app.xml"
    ), "today's house style says nothing to leave out"


BEGIN: Final = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
)
END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
IN_BODY: Final = "<w:p><w:r><w:t"
OPEN_MARK: Final = '<w:bookmarkStart w:id="5" w:name="a"/>'
CLOSE_MARK: Final = '<w:bookmarkEnd w:id="5"/>'


@pytest.mark.parametrize(
    ("before", "inside", "after", "message"),
    [
        (BEGIN, END, "", "a field reaches across the edge"),
        ("", BEGIN, END, "a field reaches across the edge"),
        (BEGIN, "", END, "a field reaches across the edge"),
        (OPEN_MARK, CLOSE_MARK, "", "a bookmark reaches across the edge"),
        ("", OPEN_MARK, CLOSE_MARK, "a bookmark reaches across the edge"),
        (END, "", "", "a field ends that never began"),
        (BEGIN, "", "", "a field begins that never ends"),
        ("", "<w:pPr><w:sectPr/></w:pPr>", "", "a section ends where the body goes"),
    ],
)
def test_what_reaches_across_the_edge_of_the_body_is_refused(
    house: Callable[..., Path], before: str, inside: str, after: str, message: str
) -> None:
    held = BODY_CONTROL.replace("<w:p>", f"<w:p>{inside}", 1)
    around = f"<w:p>{before}</w:p>{held}<w:p>{after}</w:p>"
    with pytest.raises(BadHouseStyle, match=message):
        written("# A\n", house((DOCUMENT, BODY_CONTROL, around)))


def test_what_stands_on_one_side_of_the_edge_is_kept(house: Callable[..., Path]) -> None:
    cover = f"<w:p>{OPEN_MARK}{BEGIN}{END}</w:p>{BODY_CONTROL}<w:p>{CLOSE_MARK}</w:p>"
    made = opened(written("# A\n", house((DOCUMENT, BODY_CONTROL, cover)))).element
    assert len(list(made.iter(qn("w:fldChar")))) == 2
    assert len(list(made.iter(qn("w:bookmarkStart")))) == 1


def test_a_body_in_a_text_box_is_refused_for_what_it_is(house: Callable[..., Path]) -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{BODY_CONTROL}</w:txbxContent></w:pict></w:r></w:p>"
    with pytest.raises(BadHouseStyle, match="stands in a text box"):
        written("# A\n", house((DOCUMENT, BODY_CONTROL, box)))


@pytest.mark.parametrize(
    "contents",
    [
        f"<w:p>{BEGIN.replace('PAGE', ' TOC x')}<w:r><w:t>Old</w:t></w:r></w:p><w:p>{END}</w:p>",
        '<w:p><w:fldSimple w:instr=" TOC \\h "><w:r><w:t>Old</w:t></w:r></w:fldSimple></w:p>',
    ],
    ids=["of several lines", "of one"],
)
def test_an_old_table_of_contents_is_refused(house: Callable[..., Path], contents: str) -> None:
    path = house((DOCUMENT, BODY_CONTROL, contents + BODY_CONTROL))
    with pytest.raises(BadHouseStyle, match="it holds a table of contents") as bad:
        written("# A\n", path)
    assert bad.value.hint == ADOPT


@pytest.mark.parametrize(
    "field",
    [
        f'{BEGIN}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1 May</w:t></w:r>{END}',
        '<w:fldSimple w:instr="DATE"><w:r><w:t>1 May</w:t></w:r></w:fldSimple>',
        "<w:r><w:t>1</w:t><w:br/><w:t>May</w:t></w:r>",
    ],
    ids=["a field", "a simple field", "two lines"],
)
def test_a_filled_control_holds_the_fact_alone(house: Callable[..., Path], field: str) -> None:
    held = control("post.number", "x").replace(
        "<w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r>", f"<w:sdtContent>{field}"
    )
    assert field in held
    path = house((DOCUMENT, BODY_CONTROL, f"<w:p>{held}</w:p>{BODY_CONTROL}"))
    made = opened(written("# A\n", path, post__number="SR-1")).element
    (filled,) = made.iter(qn("w:sdt"))
    assert written_text(filled) == "SR-1"
    for name in ("fldChar", "instrText", "fldSimple", "br"):
        assert not list(filled.iter(qn(f"w:{name}"))), name


def test_a_filled_control_of_several_paragraphs_keeps_one(house: Callable[..., Path]) -> None:
    block = (
        '<w:sdt><w:sdtPr><w:tag w:val="post.number"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>One'
        "</w:t></w:r></w:p><w:p><w:r><w:t>Two</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    made = opened(
        written("# A\n", house((DOCUMENT, BODY_CONTROL, block + BODY_CONTROL)), post__number="SR")
    )
    (filled,) = made.element.iter(qn("w:sdt"))
    assert [written_text(one) for one in filled.iter(qn("w:p"))] == ["SR"]


ONE_LEVEL: Final = re.compile(r"(</w:lvl>)<w:lvl w:ilvl=\"1\">.*?(?=</w:abstractNum>)")


@pytest.mark.parametrize("kind", ["one level", "levels of another kind"])
@pytest.mark.parametrize(
    ("markdown", "name"),
    [("# A\n\n- one\n  - two\n", "List Bullet"), ("# A\n\n1. one\n   1. two\n", "List Number")],
)
def test_a_list_never_shows_marks_of_another_kind(
    tmp_path: Path, kind: str, markdown: str, name: str
) -> None:
    def change(parts: Parts) -> None:
        lists = parts[NUMBERING].decode()
        if kind == "one level":
            lists = ONE_LEVEL.sub(r"\1", lists)
        else:
            lists = re.sub(r'"(bullet|lowerLetter)"(?=/><w:lvlText)', '"none"', lists)
            lists = re.sub(r'"none"(/><w:lvlText w:val="%)', r'"bullet"\1', lists)
            lists = re.sub(r'"none"(/><w:lvlText)', r'"decimal"\1', lists)
        parts[NUMBERING] = lists.encode()

    path = rewritten(tmp_path / "house-style.docx", change)
    with pytest.raises(BadHouseStyle, match=f'the list of its style "{name}" is defined') as bad:
        written(markdown, path)
    assert bad.value.hint == ADOPT


def test_lists_deeper_than_the_house_style_knows_look_like_its_deepest() -> None:
    made = opened(written(NESTED))
    levels = [int(one.get(qn("w:val"))) for one in made.element.iter(qn("w:ilvl"))]
    assert levels == [1, 2, 2, 0, 1]


def test_two_columns_leave_tables_half_the_room(house: Callable[..., Path]) -> None:
    path = house((DOCUMENT, '<w:cols w:space="708"/>', '<w:cols w:num="2" w:space="708"/>'))
    assert {sum(row) for row in written_widths(written_table(house_style=path))} == {
        (9412 - 708) // 2
    }
    own = (
        '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="5000" w:space="400"/><w:col w:w="4012"/>'
        "</w:cols>"
    )
    path = house((DOCUMENT, '<w:cols w:space="708"/>', own))
    assert {sum(row) for row in written_widths(written_table(house_style=path))} == {4012}


def test_what_stands_in_a_list_item_is_written() -> None:
    made = opened(
        written("# A\n\n- one\n\n  | B | C |\n  | - | - |\n  | 1 | 2 |\n\n  ## D\n\n  [d](#d)\n")
    )
    assert texts(made) == ["A", "one", "D", "d"]
    assert [cell.text for row in made.tables[0].rows for cell in row.cells] == ["B", "C", "1", "2"]
    marks = {one.get(qn("w:name")) for one in made.element.iter(qn("w:bookmarkStart"))}
    leads = {one.get(qn("w:anchor")) for one in made.element.iter(qn("w:hyperlink"))}
    assert marks == leads


def test_every_part_that_is_filled_is_xml(house: Callable[..., Path]) -> None:
    made = written(NESTED, house())
    for name in (DOCUMENT, STYLES, NUMBERING, LINKS, HEADER):
        assert parse(part(made, name).encode()).children
