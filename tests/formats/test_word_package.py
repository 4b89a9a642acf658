"""The Word file around the text: its properties, parts and bytes."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Final

import pytest
from docx.oxml.ns import qn
from example import standing
from word_files import (
    DOCUMENT,
    HEADER,
    LINKS,
    NUMBERING,
    STANDARD,
    STYLES,
    TABLE,
    opened,
    part,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


CORE: Final = "docProps/core.xml"


def test_properties_say_title_author_and_language_and_no_date() -> None:
    data = written("# A\n", language="cy-GB")
    core = opened(data).core_properties
    assert core.title == "R&D <lead>"
    assert core.author == 'The "A & B" Council'
    assert core.language == "cy-GB"
    assert "dcterms" not in part(data, CORE)
    assert (core.created, core.modified, core.last_printed) == (None, None, None)
    assert core.last_modified_by == ""


@pytest.mark.parametrize("language", ["en-GB", "cy-GB", "gd-GB"])
def test_every_style_is_in_the_documents_language(language: str) -> None:
    styles = opened(written("# A\n", language=language)).styles.element
    (said,) = styles.findall(".//" + qn("w:lang"))
    assert said.get(qn("w:val")) == language


@pytest.mark.parametrize("language", ["en-GB", "cy-GB"])
def test_the_settings_say_the_documents_language(language: str) -> None:
    settings = opened(written("# A\n", language=language)).settings.element
    assert settings.find(qn("w:themeFontLang")).get(qn("w:val")) == language


def test_a_house_style_without_a_language_gets_one(house: Callable[..., Path]) -> None:
    path = house((STYLES, '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>', ""))
    (said,) = opened(written("# A\n", path)).styles.element.findall(".//" + qn("w:lang"))
    assert said.get(qn("w:val")) == "en-GB"


ORDER: Final = {
    "pPr": "pStyle keepNext keepLines numPr spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b i color sz u",
    "tblPr": "tblStyle tblW tblLayout tblLook tblCaption tblDescription",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
}


def test_properties_stand_in_the_order_of_the_schema() -> None:
    everything = (
        "# A\n\nLead-in:\n\n1. **a**\n2. *b*\n   - [***c***](https://a.example)\n\n     d\n3. e\n\n"
        "Lead-in:\n\n| A | B |\n| - | - |\n| 1 | 2 |\n\nLead-in:\n\n- f\n- g\n"
    )
    root = opened(written(everything)).element
    for name, wanted in ORDER.items():
        order = wanted.split()
        found = list(root.iter(qn(f"w:{name}")))
        assert found
        for element in found:
            places = [order.index(str(child.tag).partition("}")[2]) for child in element]
            assert places == sorted(places)


def test_the_package_is_sound_and_in_the_house_styles_order_without_dates() -> None:
    with (
        zipfile.ZipFile(io.BytesIO(written(TABLE))) as package,
        zipfile.ZipFile(STANDARD) as standard,
    ):
        assert package.testzip() is None
        assert package.namelist() == standard.namelist()
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(info.extra, info.comment) for info in package.infolist()} == {(b"", b"")}


def _raw(data: bytes) -> dict[str, bytes]:
    """Return the bytes of each part as the package holds them, compressed or not."""
    held = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in package.infolist():
            at = info.header_offset
            sizes = (
                int.from_bytes(data[at + 26 : at + 28], "little"),
                int.from_bytes(data[at + 28 : at + 30], "little"),
            )
            start = at + 30 + sum(sizes)
            held[info.filename] = data[start : start + info.compress_size]
    return held


def test_parts_that_nothing_changes_are_copied_as_they_are_compressed() -> None:
    was, now = _raw(STANDARD.read_bytes()), _raw(written(TABLE))
    changed = {name for name in was if was[name] != now[name]}
    assert changed <= {DOCUMENT, NUMBERING, LINKS, CORE, HEADER, "word/footer1.xml"}
    assert {"[Content_Types].xml", "_rels/.rels", STYLES, "word/settings.xml"} <= set(was) - changed


def test_only_the_language_of_the_styles_changes_for_another_language() -> None:
    was = part(STANDARD.read_bytes(), STYLES)
    now = part(written("# A\n", language="cy-GB"), STYLES)
    assert re.sub(r"<w:lang [^>]*>", "", now) == re.sub(r"<w:lang [^>]*>", "", was)


def test_the_same_blocks_give_the_same_bytes() -> None:
    assert written(TABLE) == written(TABLE)


LATER: Final = """\
import datetime, time
time.time = lambda: 4_000_000_000.5
time.time_ns = lambda: 4_000_000_000_500_000_000
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(4_000_000_000, tz)
    @classmethod
    def today(cls): return cls.fromtimestamp(4_000_000_000)
class LaterDay(datetime.date):
    @classmethod
    def today(cls): return cls.fromtimestamp(4_000_000_000)
datetime.datetime, datetime.date = Later, LaterDay
"""


def _run_elsewhere(folder: Path, **environment: str) -> dict[str, bytes]:
    """Copy the repository's workspace, build every vacancy there, and return the files."""
    for name in ("families", "templates", "examples"):
        shutil.copytree(STANDARD.parents[2] / name, folder / name, copy_function=shutil.copyfile)
    run = subprocess.run(
        [sys.executable, "-m", "jdgen", "build", "--all"],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return standing(folder / "build")


def test_every_build_gives_the_same_bytes(tmp_path: Path) -> None:
    late = tmp_path / "late"
    late.mkdir()
    (late / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    here = _run_elsewhere(tmp_path / "here", PYTHONHASHSEED="1", TZ="UTC")
    there = _run_elsewhere(
        tmp_path / "another place",
        PYTHONHASHSEED="2",
        TZ="Pacific/Auckland",
        LC_ALL="C",
        PYTHONPATH=os.pathsep.join([str(late), os.environ.get("PYTHONPATH", "")]),
        USER="another",
    )
    assert len(here) >= 20
    assert here == there


def test_the_other_dates_process_does_live_at_another_date(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", "import datetime; print(datetime.date.today().year)"],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "2096\n"
