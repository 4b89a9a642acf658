"""Help, on terminals and in pipes of any width: whole words, whole choices, nothing cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import typer.main
from running import run, run_on_terminal, words

from jdgen.cli import app
from jdgen.formats.escaping import one_line

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM: Any = typer.main.get_command(app)
COMMANDS = {
    "": PROGRAM,
    **PROGRAM.commands,
    **{
        f"{group} {name}": command
        for group, of in PROGRAM.commands.items()
        for name, command in getattr(of, "commands", {}).items()
    },
}
CUT = re.compile(r"…|(?<!\])\.\.\.")


def said_of(name: str) -> list[str]:
    """Return each text of a command's help, and each name of what it takes."""
    command = COMMANDS[name]
    texts = command.help.split("\n\n")
    for param in command.params:
        names = [name for name in param.opts if name.startswith("--")]
        if names and not param.is_flag:
            names = [f"{names[-1]} {param.metavar}"]
        texts += [*(names or [param.metavar]), param.help]
    for inner in getattr(command, "commands", {}).values():
        texts.append(f"{inner.name} {inner.short_help}")
    return list(map(one_line, texts))


def assert_whole(command: str, shown: str, columns: int) -> None:
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r", "")
    assert max(map(len, bare.splitlines())) <= columns
    assert not CUT.search(bare)
    on_a_line = words(bare)
    texts = said_of(command)
    assert len(texts) > len(COMMANDS[command].params)
    assert [text for text in texts if text not in on_a_line] == []


@pytest.mark.parametrize("columns", [60, 80, 100, 120])
@pytest.mark.parametrize("command", COMMANDS)
def test_on_a_terminal_help_says_every_word_and_choice_whole(
    command: str, columns: int, tmp_path: Path
) -> None:
    arguments = [*command.split(), "--help"]
    code, shown = run_on_terminal(*arguments, folder=tmp_path, columns=columns)
    assert code == 0
    assert_whole(command, shown, columns)


@pytest.mark.parametrize("columns", [None, 60, 80, 100, 120])
@pytest.mark.parametrize("command", COMMANDS)
def test_in_a_pipe_help_says_every_word_and_choice_whole(
    command: str, columns: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns:
        monkeypatch.setenv("COLUMNS", str(columns))
    done = run(*command.split(), "--help", folder=tmp_path)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert_whole(command, done.stdout, columns or 80)


def test_every_word_that_an_option_chooses_from_stands_in_its_help() -> None:
    offered = [
        (param.help, item.value)
        for command in PROGRAM.commands.values()
        for param in command.params
        for item in param.shell_complete(typer.Context(command), "")
    ]
    assert {"axes", "html", "github", "job-description"} <= {word for _, word in offered}
    assert [word for text, word in offered if word not in text] == []
