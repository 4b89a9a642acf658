"""The audit of Word files on the command line, and of house styles in `check`."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from running import DRAWN, run, run_on_terminal, run_well, words

if TYPE_CHECKING:
    from pathlib import Path


UNREADABLE = (
    "this file can't be audited: it is not a Word document: it is no zip file; save it in Word as a"
    " Word Document (*.docx)"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two Word files that other programs made, and of one that is none."""
    made = docx.Document()
    made.add_heading("Duties", 1)
    for number in range(5):
        made.add_paragraph(f"Text {number}")
    made.add_heading("Contacts", 3)
    made.core_properties.title = "Project Officer"
    made.save(str(tmp_path / "one.docx"))
    (tmp_path / "more").mkdir()
    made.save(str(tmp_path / "more" / "two.docx"))
    (tmp_path / "letter.docx").write_text("Dear Sir or Madam", "utf-8")
    (tmp_path / "~$one.docx").write_bytes(b"open in Word")
    return tmp_path


def test_a_finding_is_told_with_its_place_reason_and_remedy(folder: Path) -> None:
    done = run("audit", "one.docx", folder=folder)
    assert done.returncode == 1
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0].startswith("one.docx: ")
    at = lines.index("  headings: Headings are headings, in order")
    assert lines[at + 1].startswith(
        "    People who can't see the page move from heading to heading"
    )
    assert lines[at + 2 : at + 5] == [
        "    a heading of level 3 follows one of level 1",
        '      at Duties, paragraph 7 "Contacts"',
        "      remedy: give it the style Heading 2",
    ]
    assert "    text is 11 point, and should be 12 (5 places)" in lines
    assert "      and at 2 other places" in lines
    assert lines[-1].endswith(" in 1 file.")
    assert not DRAWN.search(done.stdout)


def test_as_json_every_place_is_said(folder: Path) -> None:
    done = run("audit", "one.docx", "more/two.docx", "--format", "json", folder=folder)
    assert done.returncode == 1
    data = json.loads(done.stdout)
    assert [one["file"] for one in data["files"]] == ["one.docx", "more/two.docx"]
    findings = data["files"][0]["findings"]
    [skipped] = [one for one in findings if one["rule"] == "headings"]
    assert skipped == {
        "rule": "headings",
        "name": "Headings are headings, in order",
        "message": "a heading of level 3 follows one of level 1",
        "why": skipped["why"],
        "remedy": "give it the style Heading 2",
        "authority": skipped["authority"],
        "place": {"part": "text", "headings": ["Duties"], "paragraph": 7, "text": "Contacts"},
    }
    assert "1.3.1" in skipped["authority"]
    assert len([one for one in findings if one["message"].startswith("text is 11 point")]) == 6


def test_on_a_terminal_it_is_drawn(folder: Path) -> None:
    code, shown = run_on_terminal("audit", "one.docx", folder=folder)
    assert code == 1
    assert "\x1b[" in shown
    said = words(shown)
    assert "a heading of level 3 follows one of level 1" in said
    assert "remedy: give it the style Heading 2" in said


def test_a_folder_stands_for_the_word_files_in_it(folder: Path) -> None:
    done = run("audit", ".", folder=folder)
    assert done.returncode == 1
    assert done.stdout.count(" findings of ") == 2
    assert done.stderr.splitlines() == [
        f"letter.docx:1:1: {UNREADABLE}",
        "1 file not audited.",
    ]


def test_what_cannot_be_read_stops_nothing_and_leaves_the_json_whole(folder: Path) -> None:
    done = run("audit", "letter.docx", "--format", "json", folder=folder)
    assert done.returncode == 1
    assert json.loads(done.stdout) == {"files": []}
    assert "letter.docx:1:1: this file can't be audited" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["on.docx"], 'there is no file "on.docx"; did you mean "one.docx"?'),
        (["nothing/at/all.docx"], 'there is no file "nothing/at/all.docx"'),
        (["empty"], "empty holds no Word files"),
        ([], "FILE"),
    ],
)
def test_a_file_that_is_not_there_is_a_wrong_command_line(
    arguments: list[str], message: str, folder: Path
) -> None:
    (folder / "empty").mkdir()
    done = run("audit", *arguments, folder=folder)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_what_jdgen_builds_has_no_finding(workspace: Path, tmp_path: Path) -> None:
    run_well("build", "project-support-officer", "--output", str(tmp_path / "b"), folder=workspace)
    said = run_well("audit", str(tmp_path / "b"), "--language", "en-GB", folder=workspace)
    assert said == "2 files audited, no findings.\n"
    done = run("audit", str(tmp_path / "b"), "--language", "cy", folder=workspace)
    assert done.returncode == 1
    assert "the language is en-GB here, not cy" in done.stdout


HOUSE_STYLE = "templates/standard/house-style.docx"


def spoilt(workspace: Path, part: str, old: str, new: str) -> None:
    """Change a part of the standard layout's house style."""
    path = workspace / HOUSE_STYLE
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    was = parts[part].decode()
    assert old in was
    parts[part] = was.replace(old, new, 1).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


SPOILT = [
    (
        "size",
        "word/styles.xml",
        '<w:sz w:val="24"/>',
        '<w:sz w:val="20"/>',
        'style "Normal": text is 10 point, and should be 12; change the style "Normal" to 12 point',
    ),
    (
        "contrast",
        "word/styles.xml",
        'w:val="404040" w:themeColor="text1" w:themeTint="BF"/>',
        'w:val="808080"/>',
        "has a contrast of 3.95:1, not 4.5:1",
    ),
    (
        "pictures",
        "word/header1.xml",
        'descr="Emblem: three waves in a circle"',
        "",
        'the picture "Emblem" has no description',
    ),
    (
        "current-format",
        "word/settings.xml",
        'w:val="15"/></w:compat>',
        'w:val="12"/></w:compat>',
        "Word opens it in compatibility mode (12, not 15)",
    ),
    (
        "language",
        "word/styles.xml",
        'w:val="Table Text"/>',
        'w:val="Table Text"/><w:rPr><w:lang w:val="en-US"/></w:rPr>',
        'style "Table Text": text in this style is marked as en-US',
    ),
    (
        "unfilled",
        "word/footer1.xml",
        "<w:r><w:br/></w:r>",
        "<w:r><w:t>[Insert address]</w:t></w:r>",
        '"[Insert address]" is left to be filled in',
    ),
    (
        "unfilled",
        "word/footer1.xml",
        "<w:r><w:br/></w:r>",
        '<w:fldSimple w:instr="MERGEFIELD Post"><w:r><w:t>Post</w:t></w:r></w:fldSimple>',
        'the merge field "Post" is left',
    ),
]


@pytest.mark.parametrize(("rule", "part", "old", "new", "message"), SPOILT)
def test_check_refuses_a_house_style_that_keeps_people_from_reading(
    rule: str, part: str, old: str, new: str, message: str, own: Path
) -> None:
    spoilt(own, part, old, new)
    done = run("check", "--format", "json", folder=own)
    assert done.returncode == 1
    problems = json.loads(done.stdout)["problems"]
    assert {(one["file"], one["rule"]) for one in problems} == {(HOUSE_STYLE, f"word-{rule}")}
    assert any(message in f"{one['message']}; {one['hint']}" for one in problems)


def test_check_says_once_that_a_house_style_is_protected(own: Path) -> None:
    """Who reads it refuses it already, as a document of it could not be filled in."""
    spoilt(
        own,
        "word/settings.xml",
        "<w:compat>",
        '<w:documentProtection w:enforcement="1"/><w:compat>',
    )
    done = run("check", "--format", "json", folder=own)
    assert done.returncode == 1
    [problem] = json.loads(done.stdout)["problems"]
    assert (problem["file"], problem["rule"]) == (HOUSE_STYLE, "house-style")
    assert "protection against editing" in problem["message"]


def test_findings_are_marked_on_github(folder: Path) -> None:
    done = run("audit", "one.docx", "letter.docx", "--format", "github", folder=folder)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert (
        "::error file=one.docx,line=1,col=1,title=word-headings::Duties, paragraph 7 "
        '"Contacts": a heading of level 3 follows one of level 1; give it the style Heading 2'
    ) in lines
    assert any(" and 4 other places: text is 11 point" in line for line in lines)
    assert lines[-1].startswith("::error file=letter.docx,line=1,col=1,title=unreadable-word::")
    assert all(line.startswith("::error ") for line in lines)
