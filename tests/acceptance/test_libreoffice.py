"""The documents open in LibreOffice, a Word processor of other people's making."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import docx
import pytest
from example import REPOSITORY

from jdgen.build.files import Order
from jdgen.build.making import Making, build
from jdgen.build.pdf import pdfs
from jdgen.problems import Place
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import units

if TYPE_CHECKING:
    from pathlib import Path

TOOLS: Final = ("soffice", "pdfinfo", "pdftotext")


@pytest.fixture
def tools() -> None:
    """Skip where LibreOffice or poppler isn't installed; in CI that is a failure."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        why = f"not installed: {', '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)


def _run(*command: str | Path, timeout: int = 60) -> str:
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=timeout)
    return run.stdout


@pytest.mark.usefixtures("tools")
def test_a_document_of_every_example_becomes_a_pdf_with_its_text(tmp_path: Path) -> None:
    library = Library(REPOSITORY)
    order = Order(library.layouts(), ["docx"], where_fit=True)
    made = build(Making(library, order, tmp_path / "built"), list(units(library)))
    written = [tmp_path / "built" / path for path in made.outputs]
    # One of each layout's documents of each name: starting costs, files don't.
    first = {(path.relative_to(tmp_path).parts[1], path.name): path for path in written}
    documents = [
        path.rename(tmp_path / f"{layout}-{name}") for (layout, name), path in first.items()
    ]
    words = {document.stem: document.read_bytes() for document in documents}
    (tmp_path / "pdf").mkdir()
    for name, data in pdfs(words, Place("out")).items():
        (tmp_path / f"pdf/{name}.pdf").write_bytes(data)
    assert len(documents) == 10
    for document in documents:
        pdf = tmp_path / "pdf" / f"{document.stem}.pdf"
        assert pdf.is_file(), f"LibreOffice made no PDF of {document.name}"
        info = _run("pdfinfo", pdf)
        assert re.search(r"^Tagged:\s+yes$", info, re.MULTILINE)
        pages = re.search(r"^Pages:\s+(\d+)$", info, re.MULTILINE)
        assert pages
        assert 1 <= int(pages[1]) <= 25
        text = " ".join(_run("pdftotext", "-layout", pdf, "-").split())
        word = docx.Document(str(document))
        assert f"Title:           {word.core_properties.title}" in info
        raw = pdf.read_bytes()
        assert b"/Lang(en-GB)" in raw
        assert b"/Outlines" in raw
        assert b"/DisplayDocTitle true" in raw
        assert b"pdfuaid:part" in raw
        headings = [
            one.text
            for one in word.paragraphs
            if one.style is not None and (one.style.name or "").startswith("Heading")
        ]
        assert len(headings) >= 3
        assert [heading for heading in headings if heading not in text] == []
        assert f"Page {pages[1]} of {pages[1]}" in text
        assert "Error!" not in text
        assert "The document's text goes here" not in text
