"""What is no file, and names, numbers and days that none can have."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trial
from running import run
from stored import FAMILY, FILES, LAYOUT, LEVEL, ORGANISATION, ROLE, VACANCY
from trial import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from example import Example


def add(file: str, text: str) -> None:
    with Path(file).open("a", encoding="utf-8") as opened:
        opened.write(text)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(path))


def _dead_link(path: Path) -> None:
    path.symlink_to("nothing")


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("file", "way"),
    [
        *((kind, _pipe) for kind in FILES if kind != ORGANISATION),
        *((kind, _dead_link) for kind in FILES if kind != ORGANISATION),
        *((VACANCY, way) for way in (_socket, _link_to_itself, _device, _folder)),
    ],
)
def test_what_is_no_file_is_named_and_the_others_are_read(
    file: str, way: Callable[[Path], None], workspace: Path
) -> None:
    if file != LAYOUT:
        add(LAYOUT, "colour: blue\n")
    else:
        add(ROLE, "colour: blue\n")
    other = ROLE if file == LAYOUT else LAYOUT
    (workspace / file).unlink()
    os.chdir((workspace / file).parent)  # a socket's name is short
    way(Path(Path(file).name))
    os.chdir(workspace)
    code, problems = said("check", "--layout", "all")

    assert code == 1
    assert any(problem.startswith(f"{other}:") and "colour" in problem for problem in problems)
    wanted = "this link leads out" if way is _device else "the file can't be read: "
    assert any(problem.startswith(f"{file}:1:1: {wanted}") for problem in problems), problems


def test_a_name_that_means_a_link_to_itself_is_named_as_one(workspace: Path) -> None:
    (workspace / ROLE).unlink()
    _link_to_itself(workspace / ROLE)
    code, problems = said("check", "adviser")

    assert code == 1
    assert any(problem.startswith(f"{ROLE}:1:1: the file can't be read: ") for problem in problems)


@pytest.mark.parametrize("file", ["house-style.docx", "document.md.j2"])
@pytest.mark.parametrize("way", [_pipe, _socket, _dead_link, _link_to_itself, _device])
def test_a_layouts_own_files_that_are_none_are_named(
    file: str, way: Callable[[Path], None], workspace: Path
) -> None:
    path = workspace / "templates" / "standard" / file
    path.unlink()
    os.chdir(path.parent)
    way(Path(file))
    os.chdir(workspace)
    code, problems = said("check")

    assert code == 1
    wanted = "this link leads out" if way is _device else "can't be read: "
    assert any(file in problem and wanted in problem for problem in problems)


FOLDERS = {
    "families/enquiries/levels": "families/enquiries/levels",
    "families/enquiries/roles": "families/enquiries/roles",
    "families/enquiries": "families/enquiries",
    "templates/other": "templates/other",
    "vacancies/other": "vacancies/other",
    "vacancies": "vacancies",
}


@pytest.mark.parametrize("folder", [each for each in FOLDERS if each != "vacancies/other"])
def test_a_folder_that_cannot_be_listed_is_named_and_the_others_are_read(
    folder: str, workspace: Path
) -> None:
    shutil.rmtree(workspace / folder, ignore_errors=True)
    _link_to_itself(workspace / folder)
    add(LAYOUT, "colour: blue\n")
    code, problems = said("check")

    assert code == 1
    assert any(problem.startswith(f"{LAYOUT}:") and "colour" in problem for problem in problems)
    assert any(
        problem.startswith(f"{folder}:1:1: the folder can't be read: ") for problem in problems
    ), problems


@pytest.fixture
def nobody() -> Iterator[None]:
    """Be somebody whom permissions bind, if the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_workspace(workspace: Path) -> Path:
    """Return the workspace, in which anyone may read everything."""
    assert said("check")[0] == 0  # and all that it needs is loaded
    assert said("build", "--all")[0] == 0
    shutil.rmtree("build")
    for folder in (workspace, *workspace.parents):
        if folder.owner() == workspace.owner() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    return workspace


@pytest.mark.parametrize("path", [LEVEL, ROLE, VACANCY, LAYOUT, *FOLDERS])
def test_what_nobody_may_read_is_named_and_the_others_are_read(
    path: str, open_workspace: Path, request: pytest.FixtureRequest
) -> None:
    other = FAMILY if path != "families/enquiries" else ORGANISATION
    add(other, "colour: blue\n")
    hidden = open_workspace / path
    if not hidden.exists():
        hidden.mkdir()
    mode = hidden.stat().st_mode
    hidden.chmod(0)
    request.addfinalizer(lambda: hidden.chmod(mode))
    request.getfixturevalue("nobody")
    code, problems = said("check")

    assert code == 1
    assert any(problem.startswith(f"{other}:") and "colour" in problem for problem in problems)
    assert any(
        problem.startswith(f"{path}:1:1: the ") and "can't be read: Permission denied" in problem
        for problem in problems
    ), problems
    code, problems = said("build", "--all")
    assert code == 1
    assert any("Permission denied" in problem for problem in problems)


@pytest.mark.parametrize("format_", ["json", "github"])
def test_what_a_check_cannot_even_begin_with_has_the_format_that_was_asked_for(
    format_: str, workspace: Path
) -> None:
    (workspace / "templates/ours").symlink_to("nowhere")
    done = trial.run(["check", "--layout", "ours", "--format", format_])

    assert (done.code, done.err) == (1, "")
    if format_ == "json":
        [problem] = json.loads(done.out)["problems"]
        assert problem["file"] == "templates/ours"
    else:
        assert done.out.startswith("::error file=templates/ours,line=1,")


LATIN = os.fsdecode(b"caf\xe9")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (FAMILY, "families/{0}/family.yaml"),
        (LEVEL, "families/enquiries/levels/{0}.yaml"),
        (ROLE, "families/enquiries/roles/{0}.yaml"),
        (VACANCY, "vacancies/{0}.yaml"),
        (VACANCY, "vacancies/{0}/west.yaml"),
        (LAYOUT, "templates/{0}/layout.yaml"),
    ],
)
def test_a_name_that_is_no_unicode_is_refused_wherever_it_stands(
    path: str, name: str, workspace: Path
) -> None:
    copy = workspace / name.format(LATIN)
    copy.parent.mkdir(exist_ok=True)
    try:
        shutil.copy(path, copy)
    except OSError:
        pytest.skip("this file system has no such names")
    code, problems = said("check", "--layout", "standard")
    assert code == 1
    assert any("\\udce9" in each and "not in Unicode" in each for each in problems), problems
    for words in (["list"], ["show", LATIN], ["build", "--all"], ["schema"], ["explain", LATIN]):
        assert said(*words)[0] in {0, 1, 2}


def test_a_command_line_that_is_no_unicode_is_refused_or_done(workspace: Path) -> None:
    for words in (["build", LATIN], ["build", "adviser-west", "--layout", LATIN], ["show", LATIN]):
        assert said(*words)[0] == 2
    assert said("check", "--root", LATIN)[0] == 2
    done = run("build", "adviser-west", "--output", LATIN, folder=workspace)
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(LATIN, "adviser-west", "job-description.md").is_file()


LONG = "a" * 5000
ODD_WORDS = [
    *(LONG, f"{LONG}.yaml", f"{LONG}:9", f"{LONG}@main", f"{LONG}.yaml@main", "a/" * 2500),
    *("", " ", ":", ":9", "@", "@main", "ENQ2@", "ENQ2:9", "ENQ2:5:5", "/:"),
    *(".", "..", "/", "//", "vacancies", "vacancies/", "families/enquiries", "/dev/null"),
    *("/dev/zero", "/dev/stdin", "\u202e", "[red]", "%s", "{}", "*", "a\nb"),
]


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    "words",
    [
        *(["build"], ["check"], ["show"], ["explain"], ["where-used"], ["diff", "ENQ2"]),
        *(["list"], ["explain", "ENQ2", "--item"], ["show", "ENQ2", "--layout"]),
        *(["build", "--all", "--format"], ["show", "ENQ2", "--language"], ["list", "--root"]),
        *(["show", "ENQ2", "--as-of"], ["show", "ENQ2", "--audience"], ["diff", "--ladder"]),
        *(["diff", "--since"], ["impact", "--since"]),
    ],
    ids=" ".join,
)
def test_an_odd_word_on_the_command_line_is_a_wrong_command_line(words: list[str]) -> None:
    for odd in ODD_WORDS[len(" ".join(words)) % 3 :: 3]:
        code, problems = said(*words, odd)
        may_be_right = words[-1] in {"list", "--item", "--root"} or not odd.strip()
        assert code == 2 or (code == 0 and may_be_right), (odd, problems)


NUMBERS = ["9" * 5000, "1e400", "-1", "²", "٣", "0x10", "inf", "nan", "1_000"]


@pytest.mark.parametrize("number", NUMBERS, ids=ascii)
@pytest.mark.usefixtures("workspace")
def test_a_number_that_is_none_or_too_large_is_refused_in_every_field(number: str) -> None:
    for file, old, new in (
        (LEVEL, "rank: 2", "rank: {0}"),
        (ORGANISATION, "minimum: 24000", "minimum: {0}"),
        (VACANCY, "role: adviser", "role: adviser\nposts: {0}"),
        (VACANCY, "role: adviser", "role: adviser\nclosing_date: {0}"),
        (ROLE, "{id: opening, ", "{{id: opening, weight: {0}, "),
        (LAYOUT, "title: ", "{{0}: "),
    ):
        source = Path(file).read_text(encoding="utf-8")
        if file == LAYOUT:
            continue
        spoilt = source.replace("closing_date: 2027-02-14\n", "") if "closing" in new else source
        Path(file).write_text(spoilt.replace(old, new.format(f'"{number}"'), 1), encoding="utf-8")
        code, problems = said("check")
        assert code == 1, (file, new)
        assert any(problem.startswith(f"{file}:") for problem in problems), problems
        Path(file).write_text(source, encoding="utf-8")


@pytest.mark.parametrize("number", NUMBERS, ids=ascii)
def test_scores_that_are_no_figures_are_not_added_up(number: str, example: Example) -> None:
    factors = f'  factors:\n    - {{factor: Knowledge, level: "3", score: "{number}"}}\n'
    example.level(f'evaluation:\n  scheme: NJC\n  total: "{number}"\n{factors}')

    assert said("check")[1] == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_that_there_are_break_nothing(day: str, workspace: Path) -> None:
    shutil.copy(LEVEL, workspace / LEVEL.replace(".yaml", f".{day}.yaml"))
    codes = {said(*words)[0] for words in (["check"], ["check", "--as-of", day], ["list"])}
    assert codes <= {0, 1}


@pytest.mark.usefixtures("workspace")
def test_a_file_that_ends_in_the_midst_of_an_entry_is_wrong_at_its_end() -> None:
    lines = Path(LEVEL).read_text(encoding="utf-8").split("\n")
    Path(LEVEL).write_text(f"{lines[0]}\nsections:\n  duties:\n    - {{id: a, te", encoding="utf-8")
    code, [problem, *_] = said("check", LEVEL)

    assert code == 1
    assert problem.startswith(f"{LEVEL}:4:17: ")


@pytest.mark.usefixtures("workspace")
def test_a_ladder_without_a_level_is_a_wrong_command_line() -> None:
    shutil.rmtree("families/enquiries/levels")

    assert said("diff", "--ladder", "enquiries")[0] == 2


def _spoil_style(part: str, old: bytes, new: bytes) -> None:
    path = Path("templates/standard/house-style.docx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert re.search(old, parts[part])
    parts[part] = re.sub(old, lambda _: new, parts[part], count=1)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        ("word/document.xml", rb'<w:pgSz w:w="\d+"', b'<w:pgSz w:w="inf"', 1),
        ("word/document.xml", rb'<w:pgSz w:w="\d+"', b'<w:pgSz w:w="nan"', 1),
        ("word/document.xml", rb"<w:body>", b"<w:body>" + b"<w:p>" * 3000 + b"</w:p>" * 3000, 1),
        ("word/numbering.xml", rb"</w:numbering>", b'<w:num w:numId="one"/></w:numbering>', 0),
        ("word/document.xml", rb"<w:body>", '<w:body><w:bookmarkStart w:id="²"/>'.encode(), 0),
    ],
    ids=["page-inf", "page-nan", "deep", "list-one", "bookmark-superscript"],
)
@pytest.mark.usefixtures("workspace")
def test_a_house_style_that_no_word_processor_wrote_is_refused_or_used(
    part: str, old: bytes, new: bytes, code: int
) -> None:
    _spoil_style(part, old, new)
    got, problems = said("build", "adviser-west")

    assert (got, bool(problems)) == (code, bool(code))
    assert all("house-style.docx:1:1: this house style can't be used" in each for each in problems)


@pytest.mark.usefixtures("workspace")
def test_a_house_style_whose_directory_lies_is_refused() -> None:
    path = Path("templates/standard/house-style.docx")
    data = path.read_bytes()
    path.write_bytes(data[5:])
    code, [problem] = said("check")

    assert code == 1
    assert "this house style can't be used: it is not a Word document" in problem
