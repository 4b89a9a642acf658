"""Word's own ways of saying something, read as Word shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from jdgen.importing.word import read_word

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f", "\u2003", "\u3000"])
def test_a_space_that_word_keeps_at_the_end_of_a_run_parts_words(
    space: str, tmp_path: Path
) -> None:
    """Without `xml:space`, Word takes away only what XML calls white space."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text in (f"Read our{space}", f"notice{space}", f"{space}board."):
        paragraph.add_run(text)._r.t_lst[0].attrib.clear()
    document.save(str(tmp_path / "a.docx"))
    (line,) = read_word(tmp_path / "a.docx")
    assert line.text.split() == ["Read", "our", "notice", "board."]
