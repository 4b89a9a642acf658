"""Everyone can read every document of the examples, and the audit sees what they couldn't."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final, get_args

import accessibility
import pytest
from example import REPOSITORY

from jdgen.build.files import Order
from jdgen.build.making import Making, build
from jdgen.formats.markdown import parse
from jdgen.formats.word.audit.audit import audit
from jdgen.formats.word.audit.rules.all_rules import RULES
from jdgen.formats.word.contrast import contrast
from jdgen.formats.word.document import write_document
from jdgen.formats.word.house_style import read_house_style
from jdgen.model.job import Audience, Edition
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import units

if TYPE_CHECKING:
    from pathlib import Path

VACANCIES: Final = sorted((REPOSITORY / "examples" / "vacancies").glob("*.yaml"))
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
HOUSE_STYLE: Final = REPOSITORY / "templates" / "standard" / "house-style.docx"
DOCUMENT: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
SETTINGS: Final = "word/settings.xml"
CORE: Final = "docProps/core.xml"

GOOD: Final = """\
# A title

| Detail | This post |
| --- | --- |
| Grade | Grade 8 |
| Hours | 37 |

## Duties

Read the [guide to duties](https://a.example/duties).

- **Plans:** Keep the plan.
- Keep the log.

## Contacts

Read the [guide to contacts](https://a.example/contacts).

1. First
2. Second
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build everything that the repository holds, in every layout and for everyone, once."""
    folder = tmp_path_factory.mktemp("examples")
    library = Library(REPOSITORY)
    for audience in AUDIENCES:
        order = Order(library.layouts(), ["docx"], Edition(audience), where_fit=True)
        build(Making(library, order, folder / audience), list(units(library)))
    return folder


@pytest.fixture(scope="module")
def good() -> dict[str, bytes]:
    """Return the parts of a small document without a fault."""
    document = write_document(
        parse(GOOD),
        read_house_style(HOUSE_STYLE, "en-GB"),
        title="A title",
        author="A council",
        language="en-GB",
        facts={
            "organisation.name": "A council",
            "document.title": "A title",
            "labels.page": "Page",
            "labels.of": "of",
        },
    )
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _zipped(parts: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def _broken(path: Path) -> set[str]:
    """Return the rules that a Word file breaks which is to be in English."""
    return {finding.rule.id for finding in audit(path, "en-GB")}


@pytest.mark.parametrize("layout", Library(REPOSITORY).layouts())
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_document_of_the_repository_is_accessible(
    built: Path, audience: str, layout: str
) -> None:
    documents = sorted((built / audience / layout).rglob("*.docx"))
    kinds = Library(REPOSITORY).layout(layout).documents
    assert bool(documents) == any(kind.audience == audience for kind in kinds)
    found = {str(path): accessibility.faults(path) for path in documents}
    assert found == {str(path): [] for path in documents}


def test_no_example_is_left_out() -> None:
    assert len(VACANCIES) >= 5


def test_a_good_document_has_no_fault(good: dict[str, bytes], tmp_path: Path) -> None:
    path = _zipped(good, tmp_path / "good.docx")
    assert accessibility.faults(path) == []
    assert audit(path, "en-GB") == audit(path) == []


PICTURE: Final = (
    '<w:p><w:r><w:drawing><wp:{kind} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="1" name="Picture 1" descr="{text}"/></wp:{kind}>'
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"/></w:drawing></w:r></w:p><w:sectPr>'
)
_FIRST: Final = "<w:r><w:t>First</w:t></w:r>"
_GRADE: Final = "<w:r><w:t>Grade</w:t></w:r>"
_NUMBER: Final = '<w:pStyle w:val="ListNumber"/>'


def _looking(properties: str, run: str) -> str:
    """Return a run with properties."""
    return run.replace("<w:r>", f"<w:r><w:rPr>{properties}</w:rPr>")


_WELSH: Final = "Mae gofyn i chi gadw cofnod o'r gwaith a'r cynllun, ac anfon copi gyda'r gwaith."
_BULLET: Final = '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>'
_LOCK: Final = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
_BOX: Final = (
    "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Grade</w:t></w:r></w:p></w:txbxContent></w:pict>"
    "</w:r>"
)
_LINK: Final = '<w:rStyle w:val="Hyperlink"/>'
_FIELD: Final = '<w:fldSimple w:instr=" MERGEFIELD Post "><w:r><w:t>Post</w:t></w:r></w:fldSimple>'

_TEXT_FACE: Final = '<a:minorFont><a:latin typeface="Arial"/>'
THEME: Final = "word/theme/theme1.xml"
_ACCENT: Final = 'w:val="1D4E5F" w:themeColor="accent1"'
SPOILT: Final = [
    ("title", CORE, "<dc:title>A title</dc:title>", "<dc:title> </dc:title>"),
    ("title", CORE, "<dc:title>A title<", "<dc:title>bad<"),
    ("title", CORE, "<dc:title>A title<", "<dc:title>bad.docx<"),
    ("language", STYLES, 'w:lang w:val="en-GB"', 'w:lang w:val=""'),
    ("language", SETTINGS, 'themeFontLang w:val="en-GB"', 'themeFontLang w:val="en-US"'),
    ("language", CORE, "<dc:language>en-GB</dc:language>", "<dc:language>fr</dc:language>"),
    ("language-of-parts", DOCUMENT, "<w:t>Keep the log.", f"<w:t>{_WELSH}"),
    ("headings", DOCUMENT, "Heading1", "Normal"),
    ("headings", DOCUMENT, "Heading2", "Heading3"),
    ("headings", DOCUMENT, "<w:t>Duties</w:t>", "<w:t></w:t>"),
    ("headings", DOCUMENT, _FIRST, _looking("<w:b/>", _FIRST)),
    ("lists", DOCUMENT, "<w:t>Keep the log.", "<w:t>• Keep the log."),
    ("lists", DOCUMENT, "<w:t>Keep the log.", "<w:t>- Keep the log."),
    ("lists", DOCUMENT, "<w:t>Second", "<w:t>2. Second"),
    ("lists", DOCUMENT, '<w:numId w:val="3"/>', '<w:numId w:val="99"/>'),
    ("lists", "word/numbering.xml", _BULLET, _BULLET.replace("bullet", "none").replace("•", "")),
    ("table-header", DOCUMENT, "<w:tblHeader/>", ""),
    ("table-header", DOCUMENT, "<w:cantSplit/></w:trPr>", "<w:tblHeader/><w:cantSplit/></w:trPr>"),
    ("table-header", DOCUMENT, "<w:cantSplit/></w:trPr>", "</w:trPr>"),
    ("table-header", DOCUMENT, 'w:firstRow="1"', 'w:firstRow="0"'),
    ("simple-tables", DOCUMENT, "<w:t>Grade 8</w:t>", "<w:t> </w:t>"),
    ("simple-tables", DOCUMENT, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>'),
    ("simple-tables", DOCUMENT, "<w:tcPr>", "<w:tcPr><w:vMerge/>"),
    ("simple-tables", DOCUMENT, "<w:gridCol ", "<w:gridCol/><w:gridCol "),
    ("table-description", DOCUMENT, "<w:tblCaption", "<w:tblNoCaption"),
    ("table-description", DOCUMENT, "<w:tblDescription", "<w:tblNoDescription"),
    ("pictures", DOCUMENT, "<w:sectPr>", PICTURE.format(kind="inline", text="")),
    ("pictures", DOCUMENT, "<w:sectPr>", PICTURE.format(kind="inline", text="logo.png")),
    ("pictures", DOCUMENT, "<w:sectPr>", PICTURE.format(kind="anchor", text="Our logo")),
    ("links", DOCUMENT, "<w:t>guide to duties</w:t>", "<w:t>click here</w:t>"),
    ("links", DOCUMENT, "<w:t>guide to duties</w:t>", "<w:t>Here.</w:t>"),
    ("links", DOCUMENT, "<w:t>guide to duties</w:t>", "<w:t>https://a.example</w:t>"),
    ("links", DOCUMENT, "<w:t>guide to duties</w:t>", "<w:t>guide to contacts</w:t>"),
    ("links", DOCUMENT, 'r:id="rIdJdgen1"', 'r:id="rIdNone"'),
    ("size", DOCUMENT, _FIRST, _looking('<w:sz w:val="22"/>', _FIRST)),
    ("size", STYLES, '<w:sz w:val="24"/>', '<w:sz w:val="20"/>'),
    ("size", STYLES, '<w:sz w:val="22"/>', '<w:sz w:val="18"/>'),
    ("face", THEME, _TEXT_FACE, _TEXT_FACE.replace("Arial", "Times New Roman")),
    ("face", DOCUMENT, _FIRST, _looking('<w:rFonts w:ascii="Georgia"/>', _FIRST)),
    ("contrast", DOCUMENT, _FIRST, _looking('<w:color w:val="808080"/>', _FIRST)),
    ("contrast", STYLES, f'{_ACCENT}/><w:sz w:val="32"', 'w:val="AACCDD"/><w:sz w:val="32"'),
    ("contrast", THEME, '<a:accent1><a:srgbClr val="1D4E5F"', '<a:accent1><a:srgbClr val="AACCDD"'),
    ("contrast", STYLES, 'w:themeFillTint="1E"', 'w:themeFillTint="B0"'),
    ("contrast", THEME, 'val="0B5394"', 'val="7FB5E6"'),
    ("colour-alone", STYLES, '<w:u w:val="single"/>', ""),
    ("colour-alone", DOCUMENT, _LINK, f'{_LINK}<w:u w:val="none"/>'),
    ("alignment", STYLES, "<w:pPrDefault><w:pPr>", '<w:pPrDefault><w:pPr><w:jc w:val="both"/>'),
    ("alignment", DOCUMENT, _NUMBER, f'{_NUMBER}<w:jc w:val="both"/>'),
    ("emphasis", DOCUMENT, _GRADE, _looking("<w:caps/>", _GRADE)),
    ("emphasis", DOCUMENT, _GRADE, _looking('<w:u w:val="single"/>', _GRADE)),
    ("emphasis", DOCUMENT, _GRADE, _looking("<w:smallCaps/>", _GRADE)),
    ("reading-order", DOCUMENT, "<w:cols ", '<w:cols w:num="2" '),
    ("reading-order", DOCUMENT, _GRADE, f"{_GRADE}{_BOX}"),
    ("reading-order", DOCUMENT, _NUMBER, f"{_NUMBER}<w:framePr/>"),
    ("spacing", DOCUMENT, "<w:sectPr>", "<w:p/><w:sectPr>"),
    ("spacing", DOCUMENT, "<w:t>Keep the log.", "<w:t>Keep  the log."),
    ("spacing", DOCUMENT, _FIRST, "<w:r><w:tab/><w:t>First</w:t></w:r>"),
    ("controls", "word/footer1.xml", '<w:alias w:val="document.title"/>', ""),
    ("controls", "word/header1.xml", '<w:alias w:val="organisation.name"/>', '<w:alias w:val=""/>'),
    ("protection", SETTINGS, "<w:compat>", f"{_LOCK}<w:compat>"),
    ("changes", DOCUMENT, _GRADE, f'<w:ins w:id="9" w:author="A">{_GRADE}</w:ins>'),
    ("changes", DOCUMENT, _GRADE, f'{_GRADE}<w:del w:id="9" w:author="A"/>'),
    ("changes", DOCUMENT, _GRADE, f'{_GRADE}<w:r><w:commentReference w:id="1"/></w:r>'),
    ("current-format", SETTINGS, 'word" w:val="15"', 'word" w:val="11"'),
    ("current-format", SETTINGS, "compatibilityMode", "otherMode"),
    ("unfilled", DOCUMENT, "<w:t>Keep the log.", "<w:t>Keep the [insert name of log]."),
    ("unfilled", DOCUMENT, "<w:t>Keep the log.", "<w:t>Keep the {{ log }}."),
    ("unfilled", DOCUMENT, _GRADE, f"{_GRADE}{_FIELD}"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "part", "old", "new"), SPOILT)
def test_each_rule_can_fail(
    good: dict[str, bytes], rule: str, part: str, old: str, new: str, tmp_path: Path
) -> None:
    was = good[part].decode()
    assert old in was, "the document to spoil has changed"
    bad = good | {part: was.replace(old, new, 1).encode()}
    assert _broken(_zipped(bad, tmp_path / "bad.docx")) == {rule}


# What jdgen promises of its own documents, though it breaks no rule.
WORSE: Final = [
    ("language", CORE, "<dc:language>en-GB</dc:language>", ""),
    ("headings", DOCUMENT, "Heading2", "Heading1"),
    ("face", THEME, _TEXT_FACE, _TEXT_FACE.replace("Arial", "Verdana")),
    ("contrast", STYLES, f'{_ACCENT}/><w:sz w:val="32"', 'w:val="808080"/><w:sz w:val="32"'),
    ("spacing", DOCUMENT, "<w:t>Keep the log.", "<w:tab/><w:t>Keep the log."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "part", "old", "new"), WORSE)
def test_each_promise_can_be_broken(
    good: dict[str, bytes], rule: str, part: str, old: str, new: str, tmp_path: Path
) -> None:
    was = good[part].decode()
    assert old in was, "the document to spoil has changed"
    bad = good | {part: was.replace(old, new, 1).encode()}
    found = accessibility.faults(_zipped(bad, tmp_path / "bad.docx"))
    assert {fault.rule for fault in found} == {rule}


def test_a_nested_table_is_a_fault(good: dict[str, bytes], tmp_path: Path) -> None:
    was = good[DOCUMENT].decode()
    table = was[was.index("<w:tbl>") : was.index("</w:tbl>") + len("</w:tbl>")]
    bad = good | {DOCUMENT: was.replace(f"{_GRADE}</w:p>", f"{_GRADE}</w:p>{table}", 1).encode()}
    assert _broken(_zipped(bad, tmp_path / "bad.docx")) >= {"simple-tables"}


def test_a_document_without_any_heading_is_a_fault(good: dict[str, bytes], tmp_path: Path) -> None:
    was = good[DOCUMENT].decode()
    bad = good | {
        DOCUMENT: was.replace("Heading1", "Normal").replace("Heading2", "Normal").encode()
    }
    found = audit(_zipped(bad, tmp_path / "bad.docx"))
    assert [one.message for one in found if one.rule.id == "headings"] == ["there is no heading"]


def test_every_rule_has_a_test_that_it_can_fail() -> None:
    assert {rule for rule, *_ in SPOILT} == set(RULES)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("000000", "FFFFFF", 21.0), ("FFFFFF", "FFFFFF", 1.0), ("767676", "FFFFFF", 4.54)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == pytest.approx(ratio, abs=0.01)
