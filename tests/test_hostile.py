"""Input that nobody should write: each is a message with its place, never a traceback or a wait."""

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
from base import BASE, FAMILY, KINDS, LAYOUT, LEVEL, ORGANISATION, ROLE, VACANCY
from running import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from example import Example

REPOSITORY = Path(__file__).parent.parent
TEMPLATE = "templates/standard/document.md.j2"


def said(*words: str) -> tuple[int, list[str]]:
    """Run a command; return its exit code and the problems that it names, a line each."""
    done = trial.run(list(words))
    assert not done.trace
    assert done.code in {0, 1, 2}, done.err
    return done.code, done.err.splitlines()[:-1]


def add(file: str, text: str) -> None:
    with Path(file).open("a", encoding="utf-8") as opened:
        opened.write(text)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a fresh workspace with a file of each kind, in the current folder."""
    folder = tmp_path / "workspace"
    shutil.copytree(BASE, folder)
    shutil.copytree(REPOSITORY / "templates" / "standard", folder / "templates" / "standard")
    monkeypatch.chdir(folder)
    return folder


# --- templates ------------------------------------------------------------------------------------

ENCODINGS = {
    "Windows-1252": (
        "# A\n\nCafé\n".encode("cp1252"),
        "3:4: this character is not saved as UTF-8 (byte 0xE9)",
    ),
    "UTF-16 LE": ("# A\n".encode("utf-16"), "1:1: the file is saved as UTF-16"),
    "UTF-16 BE": (b"\xfe\xff" + "# A\n".encode("utf-16-be"), "1:1: the file is saved as UTF-16"),
    "invisible": (b"# A\n\na \x07 b\n", "3:3: an invisible character (U+0007)"),
    "no text": (b"\0" * 40, "1:1: this is not a text file"),
}
NAMING = {
    "used": "{{% extends '{name}' %}}",
    "included": "{{% extends 'standard/document.md.j2' %}}\n"
    "{{% block title %}}{{{{ super() }}}}{{% include '{name}' %}}{{% endblock %}}",
    "imported": "{{% extends 'standard/document.md.j2' %}}\n"
    "{{% block title %}}{{{{ super() }}}}{{% import '{name}' as a %}}{{% endblock %}}",
}


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    ("encoding", "naming"),
    [*((each, "used") for each in ENCODINGS), *(("Windows-1252", each) for each in NAMING)],
)
def test_a_template_that_is_no_utf_8_is_named_with_its_place(
    encoding: str, naming: str, command: str, example: Example
) -> None:
    data, message = ENCODINGS[encoding]
    example.layout("")
    example.write("templates/ours/document.md.j2", NAMING[naming].format(name="other.md.j2"))
    (example.root / "templates/ours/other.md.j2").write_bytes(data)
    code, [problem] = said(command, "one", "--layout", "ours")

    assert code == 1
    assert problem.startswith(f"templates/ours/other.md.j2:{message}")
    assert "UTF-8" in problem or "type the words around it again" in problem


DEEP = {
    "parentheses": "{{ " + "(" * 100 + "1" + ")" * 100 + " }}",
    "many parentheses": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "lists": "{{ " + "[" * 150 + "]" * 150 + " }}",
    "loops": "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
    "many loops": "{% for a in [1] %}" * 200 + "{% endfor %}" * 200,
    "conditions": "{% if 1 %}" * 120 + "{% endif %}" * 120,
    "more conditions": "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "filters": "{{ a" + "|upper" * 3000 + " }}",
    "attributes": "{{ a" + ".a" * 3000 + " }}",
    "sums": "{{ 1" + " + 1" * 3000 + " }}",
    "signs": "{{ " + "- " * 3000 + "1 }}",
}
VAST = {
    "digits": "{{ " + "9" * 5000 + " }}",
    "hexadecimal": "{{ 0x" + "f" * 5000 + " }}",
    "power": "{{ 10 ** 10000 }}",
    "power of powers": "{{ 2 ** 2000 ** 2000 ** 2000 }}",
    "product": "{% set a = 9 ** 1000 %}{{ a * a * a * a }}",
    "range": "{% for a in range(10 ** 9) %}{% endfor %}",
    "long text": "{{ 'a' * 10 ** 9 }}",
    "long list": "{{ [1] * 10 ** 9 }}",
    "wide number": "{{ '%1000000000d' % 1 }}",
    "wide fraction": "{{ '%.100000000f' % 1 }}",
    "width as a value": "{{ '%*d' % (1000000000, 1) }}",
    "fraction": "{{ 1e308 ** 2 }}",
}
WRONG = {
    "divided": "{{ 1 / 0 }}",
    "added": "{{ none + 1 }}",
    "called": "{{ title() }}",
    "without end": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "surrogate": "{{ '\\ud800' }}",
    "a number as a template": "{% include 1 %}",
    "no template": "{% include 'nothing' %}",
    "itself": "{% include 'document.md.j2' %}",
    "a folder": "{% include '/standard' %}",
    "a Word file": "{% include 'standard/house-style.docx' %}",
}


def _in_template(text: str, name: str, example: Example) -> tuple[int, list[str]]:
    """Return the line of a text in the template of a name, and what is wrong with the documents."""
    source = (example.root / TEMPLATE).read_text(encoding="utf-8")
    layout = (example.root / LAYOUT).read_text(encoding="utf-8")
    kind = "\n  job-description:\n"
    assert layout.count(kind) == 1
    example.write(LAYOUT, layout.replace(kind, f"{kind}    template: {name}\n"))
    title = "# {{ heading }}"
    example.write(f"templates/standard/{name}", source.replace(title, f"\n\n{text}\n"))
    code, problems = said("show", "one", "--layout", "standard")
    assert code == 1
    return source[: source.index(title)].count("\n") + 3, problems


@pytest.mark.parametrize("case", [*DEEP, *VAST])
def test_what_is_too_deep_or_too_large_in_a_template_is_a_message_at_its_line(
    case: str, example: Example
) -> None:
    line, [problem, *_] = _in_template({**DEEP, **VAST}[case], "document.md.j2", example)

    assert problem.startswith(f"{TEMPLATE}:{line}:1: the template fails: ")
    wanted = ["nested too deep"] if case in DEEP else ["too large", "1,000,000 long", "as wide as"]
    assert any(words in problem for words in wanted), problem


@pytest.mark.parametrize("case", WRONG)
def test_whatever_is_wrong_in_a_template_of_any_name_is_a_message_at_its_line(
    case: str, example: Example
) -> None:
    name = "letter.txt"
    line, [problem] = _in_template(WRONG[case].replace("document.md.j2", name), name, example)

    if case == "a Word file":
        assert problem.startswith("templates/standard/house-style.docx:1:")
    elif case == "surrogate":
        assert problem.startswith(
            f"templates/standard/{name}:1:1: the template writes an invisible"
        )
    else:
        assert problem.startswith(f"templates/standard/{name}:{line}:1: the template fails: ")


def test_a_template_that_goes_on_without_end_in_many_lines_is_named_at_the_innermost(
    example: Example,
) -> None:
    example.layout("")
    deep = "{% for a in [1] %}\n" * 25 + "{% endfor %}\n" * 25
    example.write("templates/ours/document.md.j2", f"# A\n\n{deep}")
    code, [problem] = said("check", "--layout", "ours")

    assert code == 1
    found = re.match(r"templates/ours/document\.md\.j2:(\d+):1: the template fails: ", problem)
    assert found
    assert 20 <= int(found[1]) <= 28


@pytest.mark.parametrize("way", ["missing", "folder", "empty"])
def test_a_template_that_is_not_there_or_empty_is_named(way: str, example: Example) -> None:
    example.layout("")
    path = example.root / "templates/ours/document.md.j2"
    if way == "folder":
        path.mkdir()
    elif way == "empty":
        path.write_bytes(b"")
    else:
        (example.root / TEMPLATE).unlink()
    code, problems = said("build", "one", "--layout", "ours")

    assert code == 1
    assert problems
    assert all(re.match(r"templates/(ours|standard)/", problem) for problem in problems)


# --- addresses ------------------------------------------------------------------------------------

ADDRESSES = [
    r"\\fileserver\hr\form.docx",
    r"C:\form.docx",
    "<C:\\my forms\\form.docx>",
    "https://council.example/a\u00a0b",
    "https://council.example/Shared Documents/plan.pdf",
    "http://[bad",
    "https://x.example/%zz",
    "https://a|b.example",
    "mailto:a@b@c%20.example",
    "mailto:nobody",
    "a\\_b'\"c",
    "{}",
    "'",
    "\U0001f600",
]
WORDINGS = {
    ORGANISATION: ("clauses:", "  c{number}: {{markdown: {text}}}"),
    FAMILY: ("clauses:", "  c{number}: {{markdown: {text}}}"),
    LEVEL: ("  members:", "    - {{markdown: {text}}}"),
    ROLE: (
        "  - category: Knowledge\n    criteria:",
        "      - {{markdown: {text}, importance: essential, assessed_by: [A]}}",
    ),
    VACANCY: ("sections:\n  how-to-apply:", "    - {{markdown: {text}}}"),
}


@pytest.mark.parametrize("command", [["check"], ["list"], ["build", "--all"], ["where-used", "a"]])
@pytest.mark.parametrize("file", WORDINGS)
@pytest.mark.usefixtures("workspace")
def test_an_address_that_leads_nowhere_is_refused_at_its_place_in_every_file(
    file: str, command: list[str]
) -> None:
    opening, entry = WORDINGS[file]
    source = Path(file).read_text(encoding="utf-8")
    kept = source.partition("bands:" if file == LEVEL else "clauses:")[0]
    entries = [
        entry.format(number=number, text=json.dumps(f"See [it]({address}).", ensure_ascii=False))
        for number, address in enumerate(ADDRESSES)
    ]
    Path(file).write_text("\n".join([kept + opening, *entries, ""]), encoding="utf-8")
    code, problems = said(*command)

    first = (kept + opening).count("\n") + 2
    named = [problem for problem in problems if "this Markdown holds a link" in problem]
    assert code == 1
    assert [problem.split(":")[:2] for problem in named] == [
        [file, str(first + number)] for number in range(len(ADDRESSES))
    ]


@pytest.mark.parametrize("address", ADDRESSES[:4])
def test_an_address_that_leads_nowhere_is_refused_in_a_template(
    address: str, example: Example
) -> None:
    example.layout("")
    own = "{% extends 'standard/document.md.j2' %}\n{% block draft %}\n[a]({% raw %}"
    example.write(
        "templates/ours/document.md.j2", f"{own}{address}{{% endraw %}})\n{{% endblock %}}"
    )
    code, problems = said("build", "one", "--layout", "ours")

    assert code == 1
    assert all("the template writes a link to " in problem for problem in problems)


# --- what is no file ------------------------------------------------------------------------------


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
        *((kind, _pipe) for kind in KINDS if kind != ORGANISATION),
        *((kind, _dead_link) for kind in KINDS if kind != ORGANISATION),
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


# --- names ----------------------------------------------------------------------------------------

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


# --- numbers and days -----------------------------------------------------------------------------

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


# --- other faults that the fuzzer found -----------------------------------------------------------


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
        ("word/document.xml", rb'w:w="\d+"', b'w:w="inf"', 1),
        ("word/document.xml", rb'w:w="\d+"', b'w:w="nan"', 1),
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
