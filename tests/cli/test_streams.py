"""Consoles of the real world: what may be printed, in which encoding, and where nobody reads it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from hypothesis import example as with_example
from hypothesis import given
from hypothesis import strategies as st
from repositories import git
from running import run_here, run_on_terminal, run_process, words

from jdgen.formats.blocks import plain
from jdgen.formats.markdown import parse
from jdgen.process.streams import Guarded, harmless, visible

if TYPE_CHECKING:
    from example import Example

PYTHON = (sys.executable, "-m", "jdgen")
# Of each, what it says is told from it, as one who commits to a repository can write it.
COMMANDS = ("::error::x", "  ::add-mask::x", "##[error]x", "in ##[add-mask]it", "##vso[task.x]y")
TITLE = f"Tŷ {COMMANDS[2]}"
FORMATS = {
    "list": ("terminal", "markdown", "json"),
    "list clauses": ("terminal", "markdown", "json"),
    "show one": ("terminal", "markdown", "json"),
    "show W1 --layout ours": ("terminal", "markdown", "json"),
    "explain one": ("terminal", "json"),
    "where-used notice": ("terminal", "json"),
    "diff one W1": ("terminal", "markdown", "html", "json"),
    "diff one W1 --summary": ("terminal", "markdown", "html", "json"),
    "diff --ladder works": ("terminal", "markdown", "html", "json"),
    "diff --ladder works --theme accountabilities": ("terminal", "markdown", "html", "json"),
    "diff --since HEAD": ("terminal", "markdown", "html", "json"),
    "impact --since HEAD": ("terminal", "markdown", "json"),
    "check": ("terminal", "json"),
}
RUNS = [(command, format_) for command, formats in FORMATS.items() for format_ in formats]


def is_command(line: str) -> bool:
    """Tell whether GitHub's runner, or Azure's, would do what a line says."""
    return bool(re.match(r"[\s\ufeff]*::", line) or re.search(r"##\w*\[", line))


def lines(data: bytes) -> list[str]:
    """Return the lines of what a command prints, as a runner reads them."""
    return re.split("\r\n|\r|\n", data.decode("utf-8"))


def hidden(text: str) -> set[str]:
    """Return the characters of a text that a reader doesn't see, and a terminal may obey."""
    bidirectional = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return {
        sign
        for sign in set(text) - {"\n", "\t"}
        if unicodedata.category(sign) == "Cc" or unicodedata.bidirectional(sign) in bidirectional
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace whose texts and titles are commands to a CI service, and what is new."""
    from example import Example  # noqa: PLC0415 - as the fixture of that name

    made = Example(tmp_path_factory.mktemp("hostile"))
    duties = "".join(f"    - {json.dumps(each)}\n" for each in COMMANDS)
    title = json.dumps(TITLE)
    made.organisation(
        f"clauses: {{notice: {{title: {title}, text: '{COMMANDS[0]}'}}}}\n"
        "rules: {ST02: off}\n"  # which asks whether "[add-mask]" is still to be filled in
    )
    made.layout(f"labels: {{draft: {title}}}\n")
    made.level("sections: {accountabilities: [Before.]}\n")
    git(made.root, "init", "-q")
    git(made.root, "add", ".")
    git(made.root, "commit", "-qm", COMMANDS[0])
    made.level(f"sections:\n  accountabilities:\n{duties}")
    made.level(f"sections:\n  accountabilities:\n{duties}", key="W2")
    text = (made.root / "families/works/levels/W2.yaml").read_text(encoding="utf-8")
    made.write(
        "families/works/levels/W2.yaml", text.replace("rank: 1", "rank: 2").replace("Crew", "Lead")
    )
    made.role("", sections=f"sections:\n  purpose: {json.dumps(COMMANDS[0])}\n  duties:\n{duties}")
    made.vacancy(f"title: {title}\n")
    return made.root


# --- what is printed ------------------------------------------------------------------------------


@pytest.mark.parametrize(("command", "format_"), RUNS, ids=" ".join)
def test_every_format_is_utf_8_and_no_line_of_it_a_command(
    command: str, format_: str, hostile: Path
) -> None:
    encoding = "utf-8" if format_ == "terminal" else "cp1252"
    arguments = (*command.split(), "--format", format_)
    code, printed, notes = run_here(*arguments, folder=hostile, encoding=encoding)
    assert (code, notes.decode()) == (0, "")
    said = lines(printed)
    assert [line for line in said if is_command(line)] == []
    text = "\n".join(said)
    assert hidden(text) == set()
    if format_ == "json":
        assert json.loads(printed)
    if command not in {"check", "list clauses", "where-used notice"}:
        assert "ŷ" in text or "::" in text


def test_what_would_be_a_command_is_read_as_it_was_written(hostile: Path) -> None:
    def run_well(*arguments: str) -> str:
        done = run_process(*arguments, folder=hostile)
        assert done.returncode == 0, done.stderr
        return done.stdout

    said = [each.strip() for each in COMMANDS]
    [purpose] = [
        plain(block.spans)
        for block in parse(run_well("show", "one", "--format", "markdown"))
        if getattr(block, "spans", ()) and plain(block.spans) == said[0]
    ]
    assert purpose == said[0]
    explained = {
        each["text"] for each in json.loads(run_well("explain", "one", "--format", "json"))
    }
    assert {said[0], said[2], said[4]} <= explained
    page = lxml.html.fromstring(run_well("diff", "one", "W1", "--format", "html"))
    shown = page.text_content()
    assert [each for each in said if each not in shown] == []


def test_what_check_tells_github_are_the_only_commands(example: Example) -> None:
    example.vacancy("titel: '%0A::add-mask::x'\n")
    example.write("vacancies/b ,::c.yaml", "role: '::stop-commands::x'\n")
    said = run_process("check", "--format", "github", folder=example.root).stdout.splitlines()
    assert len(said) > 1
    for line in said:
        head, _, data = line.removeprefix("::error ").partition("::")
        assert line.startswith("::error file=")
        assert re.fullmatch(r"file=[^:,]+,line=\d+,col=\d+,title=[a-z-]+", head)
        assert "\r" not in data
    plain_said = run_process("check", folder=example.root).stderr.splitlines()
    assert [line for line in plain_said if is_command(line)] == []


@given(st.lists(st.text(st.sampled_from(":#[ax \t\n\r\ufeff\x1b\u202e\xa0"), max_size=8)))
@with_example(["::error::x"])
@with_example([" ", "\n", ":", ":error::x"])
@with_example(["a\n::error::x"])
@with_example(["\ufeff::error::x\n", "a##[error]x"])
def test_whatever_is_printed_in_whatever_pieces_is_no_command(pieces: list[str]) -> None:
    held = io.BytesIO()
    stream = Guarded(held, "utf-8", "backslashreplace", "\n")
    for piece in pieces:
        stream.write(piece)
    stream.flush()
    said = held.getvalue().decode("utf-8")
    assert [line for line in re.split("\r\n|\r|\n", said) if re.match(r"[\s\ufeff]*::", line)] == []
    assert hidden(said) == set()
    if len(pieces) == 1:
        assert not re.search(r"##\w*\[", said)


@given(st.text())
def test_what_hides_nothing_and_is_no_command_is_printed_as_it_is(text: str) -> None:
    text = re.sub("[\u061c\u200e\u200f]", "", text)
    if not hidden(text) and "::" not in text and not text.endswith(":"):
        assert harmless(visible(text)) == re.sub(r"##(?=\w*\[)", r"#\#", text)


# --- names and options ----------------------------------------------------------------------------

PAYLOAD = "\x1b]0;owned\x07\x1b[2J\x1b[31m\x9b31m\u202e\x7f"


def named(example: Example) -> list[list[str]]:
    """Return commands that quote names which would command a terminal, all wrong."""
    example.write(f"vacancies/{PAYLOAD}.yaml", "role: nobody\n")
    example.write(f"families/works/roles/{PAYLOAD}.yml", "title: x\n")
    return [
        ["check"],
        ["list", "vacancies"],
        ["build", "--all"],
        ["build", PAYLOAD],
        ["build", "one", "--layout", PAYLOAD],
        ["build", "one", "--output", f"vacancies/{PAYLOAD}"],
        ["show", PAYLOAD],
        ["show", f"one\n::error::{PAYLOAD}"],
        ["explain", "one", "--item", PAYLOAD],
        ["list", PAYLOAD],
        [PAYLOAD],
        [f"--{PAYLOAD}"],
        ["where-used", PAYLOAD],
        ["diff", f"one@{PAYLOAD}", "one"],
        ["impact", "--since", PAYLOAD],
    ]


def test_names_and_options_reach_no_terminal_with_what_it_would_obey(example: Example) -> None:
    for arguments in named(example):
        for encoding in ("utf-8", "ascii"):
            code, *printed = run_here(*arguments, folder=example.root, encoding=encoding)
            said = b"".join(printed).decode()
            assert hidden(said) == set(), arguments
            assert [line for line in said.splitlines() if is_command(line)] == [], arguments
            assert code != 3, said


@pytest.mark.parametrize("number", [0, 1, 2, 6, 8, 10])
def test_names_and_options_reach_no_terminal_drawn_either(number: int, example: Example) -> None:
    _, shown = run_on_terminal(*named(example)[number], folder=example.root)
    drawn = re.sub("\x1b\\[[0-9;]*m|\x1b\\]8;[^\x1b]*\x1b\\\\|\r\n", "", shown)
    assert hidden(drawn) == set()
    assert "\x1b[31m\\x9b" not in shown  # the colour that the name would set
    assert "\\x1b]0;owned" in words(drawn)


def test_a_link_to_a_file_leads_to_that_file_whatever_its_name(example: Example) -> None:
    (example.root / "vacancies/one.yaml").rename(example.root / f"vacancies/{PAYLOAD[-2:]}.yaml")
    code, shown = run_on_terminal("explain", f"vacancies/{PAYLOAD[-2:]}.yaml", folder=example.root)
    if code == 0:  # such a name may itself be refused
        assert "%E2%80%AE%7F.yaml#" in shown
    assert hidden(re.sub("\x1b\\[[0-9;]*m|\x1b\\]8;[^\x1b]*\x1b\\\\|\r\n", "", shown)) == set()


@pytest.mark.parametrize("format_", ["terminal", "markdown", "json"])
def test_a_name_that_is_no_unicode_is_printed(format_: str, example: Example) -> None:
    Path("vacancies/one.yaml").rename(os.fsdecode(b"vacancies/on\xe9.yaml"))
    done = run_process("list", "vacancies", "--format", format_, folder=example.root)
    assert "Traceback" not in done.stderr
    if done.returncode == 0:  # such a name may itself be refused
        assert "on\\udce9" in done.stdout


# --- where it goes --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_what_is_redirected_is_utf_8_whatever_the_console_is(encoding: str, hostile: Path) -> None:
    arguments = ("list", "vacancies", "--format", "json")
    expected = subprocess.run([*PYTHON, *arguments], cwd=hostile, capture_output=True, check=True)
    environment = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [*PYTHON, *arguments], cwd=hostile, env=environment, capture_output=True, check=True
    )
    assert done.stdout == expected.stdout
    assert "Tŷ" in done.stdout.decode("utf-8")


def test_plain_text_is_utf_8_where_nobody_asks_for_another_encoding(hostile: Path) -> None:
    environment = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    environment.pop("PYTHONIOENCODING", None)
    done = subprocess.run(
        [*PYTHON, "list", "vacancies"],
        cwd=hostile,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert "Tŷ" in done.stdout.decode("utf-8")


NO_SPACE = "standard output: No space left on device"
# How a command ends whose output goes nowhere, and what it says of it on standard error, if it can.
NOWHERE = [
    ("--version", ">/dev/full", 1, f"{NO_SPACE}.\n"),
    ("--help", ">/dev/full", 1, f"{NO_SPACE}.\n"),
    ("show one --format json", ">/dev/full", 1, f"{NO_SPACE}.\n"),
    ("build one", ">/dev/full", 1, f"{NO_SPACE}, after all 4 files were written.\n"),
    ("schema", ">/dev/full", 1, f"{NO_SPACE}, after all 6 files were written.\n"),
    ("init new", ">/dev/full", 1, f"{NO_SPACE}, after all [0-9]+ files were written.\n"),
    ("check --format json wrong.yaml", ">/dev/full", 1, f"{NO_SPACE}.\n"),
    ("show nobody", ">/dev/full", 2, "Usage: (.|\n)*"),
    ("build one", ">&-", 0, ""),
    ("list", ">&- 2>&- <&-", 0, ""),
    ("build one", ">&- 2>&- <&-", 0, ""),
    ("check wrong.yaml", "2>&-", 1, ""),
    ("check wrong.yaml", ">/dev/full 2>/dev/full", 1, ""),
    ("show nobody", ">&- 2>&- <&-", 2, ""),
    ("build one", "| true", 0, ""),
    ("list", "2>&1 | true", 0, ""),
    ("check wrong.yaml", "2>&1 | true", 1, ""),
    ("show nobody", "2>&1 | true", 2, ""),
]


@pytest.mark.parametrize(("command", "to", "code", "said"), NOWHERE)
def test_where_output_goes_nowhere_the_exit_code_is_true(
    command: str, to: str, code: int, said: str, example: Example
) -> None:
    example.write("wrong.yaml", "role: nobody\n")
    redirected, pipe, reader = to.partition("|")
    program = f"{{ {' '.join(PYTHON)} {command} {redirected}; echo $? >code; }} {pipe} {reader}"
    done = subprocess.run(
        ["sh", "-c", program], cwd=example.root, capture_output=True, text=True, check=True
    )
    assert re.fullmatch(said, done.stderr)
    assert (example.root / "code").read_text().strip() == str(code)
    if command == "build one":
        made = {path.name for path in (example.root / "build").rglob("*") if path.is_file()}
        documents = ("job-description", "person-specification")
        assert made == {f"{name}.{ending}" for name in documents for ending in ("docx", "md")}


def test_a_file_that_is_opened_where_output_is_closed_gets_none_of_it(example: Example) -> None:
    program = f"{' '.join(PYTHON)} build one >&- 2>&- <&-"
    subprocess.run(["sh", "-c", program], cwd=example.root, check=True)
    closed = (example.root / "build/one/job-description.md").read_bytes()
    run_process("build", "one", folder=example.root)
    assert (example.root / "build/one/job-description.md").read_bytes() == closed


def test_a_full_disk_leaves_what_was_there(example: Example) -> None:
    run_process("build", "one", folder=example.root)
    before = {path: path.read_bytes() for path in (example.root / "build").rglob("*.*")}
    example.role("title: Another\n".replace("title", "reports_to"))
    program = f"ulimit -f 8; {' '.join(PYTHON)} build one"
    done = subprocess.run(
        ["sh", "-c", program], cwd=example.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert re.fullmatch(
        r"build/one/[a-z-]+\.docx: File too large; nothing was written\.\n", done.stderr
    )
    after = {path: path.read_bytes() for path in (example.root / "build").rglob("*.*")}
    assert after == before
