"""A house style without its pictures and names is whole, and can be filled as before."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from docx import Document
from example import REPOSITORY

from jdgen.formats.word.house_style import read_house_style
from jdgen.formats.word.pictures import without_pictures

if TYPE_CHECKING:
    from pathlib import Path

STANDARD = REPOSITORY / "templates/standard/house-style.docx"


def test_no_picture_is_left_and_all_else_is(tmp_path: Path) -> None:
    path = tmp_path / "bare.docx"
    path.write_bytes(without_pictures(STANDARD, {"Organisation name": "R&D <x>"}))
    before, after = (zipfile.ZipFile(each) for each in (STANDARD, path))
    gone = {*before.namelist()} - {*after.namelist()}
    assert gone
    assert all(name.startswith("word/media/") for name in gone)
    for name in after.namelist():
        text = after.read(name).decode()
        assert "<w:drawing" not in text, name
        assert "/image" not in text, name
        assert "image/" not in text, name
    header = Document(str(path)).sections[0].header.part.element
    assert "R&D <x>" in "".join(header.itertext())
    assert read_house_style(path, "fr").facts == read_house_style(STANDARD, "fr").facts


def test_the_same_file_makes_the_same_bytes() -> None:
    first = without_pictures(STANDARD, {})
    assert first == without_pictures(STANDARD, {})
    assert zipfile.ZipFile(io.BytesIO(first)).testzip() is None
