"""A council's own Word template, taken in and built with."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

import docx
import pytest
from running import run
from word_files import DOCUMENT, TYPES, rewritten

if TYPE_CHECKING:
    from pathlib import Path

HOUSE: Final = "templates/standard/house-style.docx"
AUTHOR: Final = "tracked by Jo"


def _letter(path: Path, *, is_template: bool = False) -> Path:
    """Write a letterhead as councils have them: words, a table, a tracked change."""
    document = docx.Document()
    document.add_paragraph("Cyngor Rhosyn")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Our reference"
    document.add_paragraph("[Text]")
    document.sections[0].header.paragraphs[0].text = "Letterhead"
    document.save(str(path))

    def change(parts: dict[str, bytes]) -> None:
        new = f'<w:p><w:ins w:id="9" w:author="{AUTHOR}"><w:r><w:t>New</w:t></w:r></w:ins></w:p>'
        parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:sectPr", f"{new}<w:sectPr".encode(), 1)
        if is_template:
            parts[TYPES] = parts[TYPES].replace(b"document.main", b"template.main")

    return rewritten(path, change, of=path)


@pytest.mark.parametrize("is_template", [False, True], ids=["document", "template"])
def test_a_letterhead_is_adopted_and_every_example_built_with_it(
    own: Path, *, is_template: bool
) -> None:
    letter = _letter(own / "letter.docx", is_template=is_template)
    (own / HOUSE).write_bytes(letter.read_bytes())
    before = run("build", "--all", folder=own)
    assert before.returncode == 1
    assert "run jdgen house-style adopt" in before.stderr
    checked = run("check", folder=own)
    assert checked.returncode == 1
    assert "run jdgen house-style adopt" in checked.stderr

    done = run("house-style", "adopt", "letter.docx", folder=own)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == f"{HOUSE}, in place of the one that was there"
    assert "  tracked changes, which are taken as accepted" in lines[lines.index("Removed:") :]
    assert "  style Document Table, in the colour" in done.stdout
    assert ("Changed:\n  the template (*.dotx) is" in done.stdout) == is_template
    assert sorted(path.name for path in (own / "templates/standard").iterdir()) == [
        "document.md.j2",
        "house-style.docx",
        "layout.yaml",
    ]

    built = run("build", "--all", folder=own)
    assert built.returncode == 0, built.stderr
    documents = [own / one for one in built.stdout.splitlines() if one.endswith(".docx")]
    assert len(documents) > 6
    for path in documents:
        document = docx.Document(str(path))
        said = [one.text for one in document.paragraphs]
        assert {"Cyngor Rhosyn", "[Text]", "New"} <= set(said[:4])
        assert document.tables[0].cell(0, 0).text == "Our reference"
        assert document.sections[0].header.paragraphs[0].text == "Letterhead"
        with zipfile.ZipFile(path) as package:
            assert not any(AUTHOR.encode() in package.read(one) for one in package.namelist())


def test_the_text_can_go_in_place_of_a_paragraph(own: Path) -> None:
    _letter(own / "letter.docx")
    done = run("house-style", "adopt", "letter.docx", "--body", "[Text]", folder=own)
    assert 'the text goes where "[Text]" stood' in done.stdout
    run("build", "project-support-officer", "--format", "docx", folder=own)
    paths = list((own / "build").rglob("*.docx"))
    assert paths
    for path in paths:
        said = [one.text for one in docx.Document(str(path)).paragraphs]
        assert said[0] == "Cyngor Rhosyn"
        assert said[-1] == "New"
        assert "[Text]" not in said


def test_a_layout_that_has_none_of_its_own_gets_one(own: Path) -> None:
    _letter(own / "letter.docx")
    before = (own / HOUSE).read_bytes()
    done = run("house-style", "adopt", "letter.docx", "--layout", "numbered", folder=own)
    assert done.stdout.splitlines()[0] == "templates/numbered/house-style.docx"
    assert (own / HOUSE).read_bytes() == before
    assert (
        run("build", "project-support-officer", "--layout", "numbered", folder=own).returncode == 0
    )


def test_a_house_style_of_another_name_is_replaced_by_its_name(own: Path) -> None:
    layout = own / "templates/standard/layout.yaml"
    said = layout.read_text("utf-8")
    assert "house_style: house-style.docx" in said
    layout.write_text(said.replace("house_style: house-style.docx", "house_style: ours.docx"))
    _letter(own / "letter.docx")
    done = run("house-style", "adopt", "letter.docx", folder=own)
    assert done.stdout.splitlines()[0] == "templates/standard/ours.docx"
    assert run("build", "project-support-officer", folder=own).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["notes.txt"], 1, "no house style can be made of this file: it is not a Word document"),
        (["missing.docx"], 1, "missing.docx: No such file or directory; nothing was written."),
        (["templates"], 1, "nothing was written"),
        (["letter.docx", "--layout", "none"], 2, 'there is no layout "none"'),
        (["letter.docx", "--layout", "all"], 2, "it can become one layout's only"),
        (["letter.docx", "--body", "Nowhere"], 1, 'it has no paragraph "Nowhere"'),
        ([], 2, "Missing argument"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    own: Path, arguments: list[str], code: int, said: str
) -> None:
    _letter(own / "letter.docx")
    (own / "notes.txt").write_text("notes", encoding="utf-8")
    before = (own / HOUSE).read_bytes()
    done = run("house-style", "adopt", *arguments, folder=own)
    assert done.returncode == code
    assert said in done.stderr
    assert (own / HOUSE).read_bytes() == before
