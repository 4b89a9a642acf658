"""The pages that people read, their headings and links, and doing what they say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml
from repositories import git
from stored import copied
from texts import read
from typer.testing import CliRunner

from jdgen.build.starter import start, starter_files
from jdgen.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).parent.parent
README = REPOSITORY / "README.md"
DOCS = REPOSITORY / "docs"
MANUAL = sorted(DOCS.glob("*.md"))
PAGES = [README, *MANUAL, *sorted((REPOSITORY / ".github").glob("*.md"))]

# What installs jdgen is for the test of the wheel to try.
_NOT_TYPED = re.compile(r"\bpip\b|-m venv\b")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(
    r"(?:# |\{# |<!-- )(?P<name>[\w.-]+(?:/[\w.-]+)*\.[\w.-]+)(?P<part>, in part)?(?: #\}| -->)?\n"
)


class Block(NamedTuple):
    """A block of code of a page: its language and its text."""

    kind: str
    text: str


def blocks(page: Path) -> list[Block]:
    """Return a page's blocks of code."""
    return [Block(found[1], found[2]) for found in _BLOCK.finditer(page.read_text("utf-8"))]


def commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Yield each line that a block of a console tells to type, and the output shown below it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        line, *output = part.splitlines()
        yield line, output


def prose(page: Path) -> str:
    """Return a page without its blocks of code."""
    return _BLOCK.sub("", page.read_text("utf-8"))


def slugs(page: Path) -> list[str]:
    """Return what GitHub calls the page's headings in links."""
    times: dict[str, int] = {}
    for title in re.findall(r"^#{1,6} +(.+?)\s*$", prose(page), re.MULTILINE):
        text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", title).lower()
        first = slug = re.sub(r"[^\w\- ]", "", text).replace(" ", "-")
        while slug in times:
            times[first] += 1
            slug = f"{first}-{times[first]}"
        times[slug] = 0
    return list(times)


def links(page: Path) -> list[str]:
    """Return the targets of a page's links and pictures, but for those in code."""
    text = re.sub(r"`[^`\n]*`", "", prose(page))
    return re.findall(r"\]\(([^)\s]+)\)", text)


def repository_workspace(folder: Path) -> None:
    """Make a folder hold what a copy of the repository does, under git."""
    copied(folder)
    _commit(folder)


def new_workspace(folder: Path) -> None:
    """Make a folder hold what `jdgen init` writes, under git."""
    start(folder, starter_files())
    _commit(folder)


def _commit(folder: Path) -> None:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Start")
    git(folder, "update-ref", "refs/remotes/origin/main", "main")


def follow(page: Path, folder: Path) -> None:
    """Do all that a page says, in its order: write its files, type its lines, compare results."""
    for block in blocks(page):
        if block.kind == "console":
            for line, output in commands(block):
                if not _NOT_TYPED.search(line):
                    type_in(line, output, folder)
        elif block.kind in {"yaml", "jinja", "markdown"}:
            found = _FILE.match(block.text)
            assert found, f"{page.name}: this block doesn't say which file it is:\n{block.text}"
            path = folder / found["name"]
            if block.kind == "markdown":
                assert block.text[found.end() :] in path.read_text("utf-8"), path
            else:
                write(path, block.text, is_part=bool(found["part"]))


def write(path: Path, text: str, *, is_part: bool) -> None:
    """Write a file that a page shows; one that is there already must say the same."""
    if is_part:
        whole = path.read_text("utf-8").splitlines()
        text = "\n".join(with_part(whole, text.splitlines()[1:])) + "\n"
    elif path.exists():
        assert read(path.read_bytes(), path.name)[0] == read(text.encode(), path.name)[0], path
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def with_part(whole: list[str], part: list[str], indent: int = 0) -> list[str]:
    """Return a YAML file's lines with a part put where it belongs.

    Fields go into fields of the same name, and entries to the end of a list; else what was there is
    replaced.
    """
    for key, start_at, end in _fields(part, indent):
        there = {name: (at, to) for name, at, to in _fields(whole, indent)}
        head, inside = part[start_at], part[start_at + 1 : end]
        at, to = there.get(key, (len(whole), len(whole)))
        old = whole[at + 1 : to]
        holds = _holds([head, *inside])
        if not holds or holds != _holds(whole[at:to]):
            new = [head, *inside]
        elif holds == "list":
            new = [head, *old, *inside]
        else:
            new = [head, *with_part(old, inside, indent + 2)]
        whole = [*whole[:at], *new, *whole[to:]]
    return whole


def _holds(lines: list[str]) -> str:
    """Return whether what a field's lines hold is a list or fields; empty where it is neither."""
    if not lines or not lines[0].endswith(":"):
        return ""
    first = next(line for line in lines[1:] if line.strip() and not line.lstrip().startswith("#"))
    return "list" if first.lstrip().startswith("- ") else "fields"


def _fields(lines: list[str], indent: int) -> Iterator[tuple[str, int, int]]:
    """Yield each field at an indentation, with the lines where it starts and ends."""
    starts = [
        (found[1], at)
        for at, line in enumerate(lines)
        if (found := re.match(rf" {{{indent}}}([^\s#-][^:]*):", line))
    ]
    for (key, at), (_, end) in zip(starts, [*starts[1:], ("", len(lines))], strict=True):
        yield key, at, end


def type_in(line: str, output: list[str], folder: Path) -> None:
    """Type a line in a folder; it must work, and say what the page shows below it.

    jdgen runs in this process, all else in a shell. A page shows a mistake by its place in a file.
    """
    words = shlex.split(line)
    if words[0] == "jdgen" and not {"|", ">>"} & {*words}:
        words, target = (words[:-2], words[-1]) if ">" in words else (words, "")
        done = CliRunner().invoke(app, words[1:])
        code, said = done.exit_code, done.output
        if target:
            (folder / target).write_text(done.stdout, encoding="utf-8")
    else:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        shell = subprocess.run(
            ["sh", "-c", line],
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        code, said = shell.returncode, shell.stdout + shell.stderr
    is_mistake = any(re.match(r"\S+:\d+:\d+: ", shown) for shown in output)
    assert code == (1 if is_mistake else 0), f"$ {line}\n{said}"
    lines = iter(said.splitlines())
    for shown in output:
        assert shown == "…" or shown in lines, (
            f"$ {line}\n{shown}\nis not said, or not here:\n{said}"
        )


def workflow_commands(block: Block) -> list[str]:
    """Return the lines that a workflow of GitHub's runs."""
    jobs = yaml.safe_load(block.text)["jobs"].values()
    return [step["run"] for job in jobs for step in job["steps"] if "run" in step]
