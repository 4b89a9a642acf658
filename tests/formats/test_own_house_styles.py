"""jdgen's own house styles: what makes them, what each holds, and what documents take from them."""

from __future__ import annotations

import re
import sys
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pytest
from example import REPOSITORY
from running import run_well
from word_files import DOCUMENT, HEADER, STYLES, opened, part, rewritten, style_of, written

from jdgen.formats.word.audit.audit import audit
from jdgen.formats.word.house_style import read_house_style
from jdgen.formats.word.sample import SAMPLE, sample_of

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example

HOUSE_STYLES: Final = (
    REPOSITORY / "templates/standard/house-style.docx",
    *sorted((REPOSITORY / "templates/house-styles").glob("*.docx")),
)
EACH: Final = pytest.mark.parametrize("path", HOUSE_STYLES, ids=lambda path: path.stem)
_COLOURED: Final = re.compile(
    r"<w:(?:color|top|left|bottom|right|insideH|insideV) [^>]*(?<!w:sz)=\"[0-9A-F]{6}\"[^>]*>"
    r"|<w:shd [^>]*>"
)
_OF_SAMPLE: Final = "No document has this page"


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def script() -> Any:  # noqa: ANN401 - a script
    """Return the script that makes them."""
    folder = str(REPOSITORY / ".github")
    sys.path.insert(0, folder)
    try:
        import make_house_style  # type: ignore[import-not-found]  # noqa: PLC0415 - a script

        return make_house_style
    finally:
        sys.path.remove(folder)


@EACH
def test_a_house_style_is_what_the_script_makes(script: Any, path: Path) -> None:  # noqa: ANN401
    [look] = [look for look in script.LOOKS if REPOSITORY / look.path == path]
    made = {
        name: data if isinstance(data, bytes) else data.encode()
        for name, data in script.complete(look).items()
    }
    assert made == _parts(path)


@EACH
def test_every_colour_and_typeface_of_a_house_style_is_the_themes(path: Path) -> None:
    parts = {name: data.decode() for name, data in _parts(path).items() if name.endswith(".xml")}
    for name in (STYLES, "word/numbering.xml", HEADER, "word/footer1.xml", DOCUMENT):
        coloured = _COLOURED.findall(parts[name])
        assert [one for one in coloured if "theme" not in one] == []
        assert not re.search(r"w:ascii=|w:hAnsi=", parts[name])
    assert len(_COLOURED.findall(parts[STYLES])) > 10


@EACH
def test_another_theme_gives_documents_another_colour(path: Path, tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        name = "word/theme/theme1.xml"
        parts[name] = re.sub(
            rb'(<a:accent1><a:srgbClr val=")[0-9A-F]{6}', rb"\g<1>FFE0E0", parts[name]
        )

    pale = rewritten(tmp_path / "pale.docx", change, of=path)
    found = {finding.rule.id for finding in audit(pale)}
    assert (audit(path), found) == ([], {"contrast"})


@EACH
def test_a_house_style_shows_each_of_its_styles_on_a_page_that_no_document_has(path: Path) -> None:
    document = opened(path.read_bytes())
    defined = {
        style.name
        for style in document.styles
        if style.type is not None and "Default" not in style.name and not style.hidden
    }
    xml = part(path.read_bytes(), DOCUMENT) + part(path.read_bytes(), HEADER)
    xml += part(path.read_bytes(), "word/footer1.xml")
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', xml)) | {"Normal"}
    assert {
        style_of_id.name for style_of_id in document.styles if style_of_id.style_id in used
    } >= (defined - {"Normal Table", "No List"})
    assert _OF_SAMPLE in xml
    made = written("# A\n\nText.\n", path)
    assert _OF_SAMPLE not in part(made, DOCUMENT)


@EACH
def test_nothing_stands_alone_at_the_foot_of_a_page(path: Path) -> None:
    styles = part(path.read_bytes(), STYLES)
    assert "<w:pPrDefault><w:pPr><w:widowControl/>" in styles
    document = opened(path.read_bytes())
    for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Subtitle", "Table Heading"):
        assert document.styles[name].paragraph_format.keep_with_next


def test_the_sample_uses_the_lists_that_a_house_style_has() -> None:
    style = read_house_style(HOUSE_STYLES[0], "en-GB")
    numbers = set(re.findall(r'<w:numId w:val="(\d+)"', sample_of(style)))
    assert numbers == {style.bullets.number, style.numbers.number}
    assert SAMPLE


def test_strong_words_have_a_style_but_where_headings_and_tables_are_bold() -> None:
    text = "# One **two**\n\n- **Label:** an *apt* word\n\n"
    text += "| **A** | B |\n| --- | --- |\n| **x** | y |\n"
    made = opened(written(text))
    heading, item = made.paragraphs[:2]
    assert [(run.text, run.bold) for run in heading.runs] == [("One ", None), ("two", True)]
    assert [
        (run.text, style_of(run).name)
        for run in item.runs
        if run.style.name != "Default Paragraph Font"
    ] == [
        ("Label:", "Strong"),
        ("apt", "Emphasis"),
    ]
    cells = [cell.paragraphs[0].runs[0] for row in made.tables[0].rows for cell in row.cells]
    assert [(run.text, run.bold) for run in cells] == [
        ("A", True), ("B", None), ("x", True), ("y", None)]  # fmt: skip


def test_a_house_style_without_these_styles_has_bold_and_italic_words_as_before(
    tmp_path: Path,
) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[STYLES] = parts[STYLES].replace(b'w:val="Strong"', b'w:val="Loud"')
        parts[STYLES] = parts[STYLES].replace(b'w:val="Emphasis"', b'w:val="Slanted"')

    path = rewritten(tmp_path / "old.docx", change)
    xml = part(written("**a** *b* ***c***\n", path), DOCUMENT)
    assert "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>" in xml
    assert "<w:r><w:rPr><w:i/></w:rPr><w:t>b</w:t></w:r>" in xml
    assert "<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>c</w:t></w:r>" in xml


@pytest.mark.parametrize(("draft", "after"), [(False, ""), (True, " · ")])
def test_the_head_of_a_pack_names_the_part_of_each_page(
    example: Example, after: str, *, draft: bool
) -> None:
    arguments = ["--draft"] if draft else []
    for audience in ("advert", "job-description"):
        run_well("build", "one", *arguments, "--audience", audience, folder=example.root)
    pack = (example.root / "build/one/candidate-pack.docx").read_bytes()
    title = "Paviour: candidate pack"
    assert (
        f'<w:fldSimple w:instr=" STYLEREF 2 "><w:r><w:t>{title}</w:t></w:r></w:fldSimple>'
        f'<w:r><w:t xml:space="preserve">{after}</w:t></w:r>' in part(pack, HEADER)
    )
    assert audit(example.root / "build/one/candidate-pack.docx") == []
    for one in ("job-description", "advert"):
        head = part((example.root / f"build/one/{one}.docx").read_bytes(), HEADER)
        assert "STYLEREF" not in head
        assert "Part" not in head


def test_a_place_for_the_part_that_holds_plain_text_alone_becomes_one_for_a_field(
    example: Example,
) -> None:
    def change(parts: dict[str, bytes]) -> None:
        tag = b'<w:tag w:val="document.part"/><w:id w:val="1009"/>'
        assert tag in parts[HEADER]
        parts[HEADER] = parts[HEADER].replace(tag, tag + b"<w:text/>")

    path = example.root / "templates/standard/house-style.docx"
    rewritten(path, change)
    run_well("build", "one", "--audience", "advert", folder=example.root)
    head = part((example.root / "build/one/candidate-pack.docx").read_bytes(), HEADER)
    [control] = re.findall(r"<w:sdt>(?:(?!</w:sdt>).)*STYLEREF.*?</w:sdt>", head)
    assert "<w:text/>" not in control
