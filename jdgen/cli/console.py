"""All that is drawn in a terminal; into a file or a pipe goes plain text in the same words."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from jdgen.ending import undoing
from jdgen.streams import HIDDEN, harmless, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jdgen.problems import Problem

_UNSEEN: Final = f"{HIDDEN}|[\ud800-\udfff]"
"""What a JSON text names by its number, with half of a name that is no Unicode."""


def say(text: str = "") -> None:
    """Print a line of the command's result."""
    sys.stdout.write(f"{text}\n")


def note(text: str) -> None:
    """Print a remark that is no part of the result."""
    sys.stderr.write(f"{text}\n")


def say_lines(lines: Iterable[str]) -> None:
    """Print lines; a terminal breaks them between words, below where each begins."""
    if not sys.stdout.isatty():
        say("\n".join(lines))
        return
    import shutil
    import textwrap

    width = shutil.get_terminal_size().columns
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        wrapped = textwrap.wrap(
            line.lstrip(),
            width,
            initial_indent=indent,
            subsequent_indent=f"{indent}  ",
            break_on_hyphens=False,
        )
        say("\n".join(wrapped))


def say_json(data: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print data as JSON."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=2)
    text = re.sub(_UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", text)
    say_document(harmless(text, signs=r"#\u0023"))


def say_page(html: str) -> None:
    """Print a page."""
    say_document(harmless(html.rstrip("\n"), "&#58;", "#&#35;"))


def say_document(text: str) -> None:
    """Print Markdown, or what else is always UTF-8 with plain line feeds, on every system."""
    _write_utf8()
    say(text)


def _write_utf8() -> None:
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]


def count(number: int, noun: str) -> str:
    """Return a number with its noun in the right form: 1 file, 2 files, 2 vacancies."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def note_problems(problems: Sequence[Problem], conclusion: str) -> None:
    """Print problems and a conclusion as a remark, with the remedy below each on a terminal."""
    if not sys.stderr.isatty():
        for problem in problems:
            note(str(problem))
        note(conclusion)
        return
    from rich.console import Console

    from jdgen.reports.terminal.screen import Text

    console = Console(stderr=True, highlight=False)
    for problem in problems:
        console.print(
            Text.assemble((str(problem.location), "bold"), ": ", problem.message), soft_wrap=True
        )
        console.print(Text.assemble(("    remedy: ", "green"), problem.hint), soft_wrap=True)
    console.print(Text(conclusion, "bold red"))


def say_problems_as_json(problems: Iterable[Problem]) -> None:
    """Print problems as JSON."""
    say_json(
        {
            "problems": [
                {
                    "file": problem.location.file,
                    "line": problem.location.line,
                    "column": problem.location.column,
                    "rule": problem.rule,
                    "message": problem.message,
                    "hint": problem.hint,
                }
                for problem in problems
            ]
        }
    )


def say_problems_to_github(problems: Iterable[Problem]) -> None:
    """Print problems as GitHub's workflow commands, which show them beside the lines of a change.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    _write_utf8()
    command = getattr(sys.stdout, "command", sys.stdout.write)
    for problem in problems:
        place = problem.location
        command(
            f"::error file={value(place.file)},line={place.line},col={place.column},"
            f"title={value(problem.rule)}::{data(f'{problem.message}; {problem.hint}')}\n"
        )


def say_table(header: Sequence[str], rows: Sequence[Sequence[str]], narrow: Sequence[str]) -> None:
    """Print rows under a header: as a table on a terminal, else with tabs between the columns.

    A terminal of 80 columns has room for those that `narrow` names, of which it shows no others.
    """
    if not sys.stdout.isatty():
        for row in (header, *rows):
            say("\t".join(row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from jdgen.reports.terminal.screen import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for number, title in enumerate(narrow):
        table.add_column(title.replace("_", " "), no_wrap=number == 0, overflow="fold")
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        table.add_row(*(Text(cells[title]) for title in narrow))
    Console(highlight=False).print(table)


def say_markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a header as a Markdown table."""
    from jdgen.formats.escaping import escape

    _write_utf8()
    for row in (header, ["---"] * len(header), *([escape(cell) for cell in row] for row in rows)):
        say(f"| {' | '.join(row)} |")


def say_markdown(markdown: str) -> None:
    """Print a document: laid out on a terminal, else as the Markdown that it is."""
    if not sys.stdout.isatty():
        say(markdown.rstrip("\n"))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(highlight=False)
    console.print(Markdown(visible(markdown)), width=min(console.width, 100))


@contextmanager
def progress(total: int, noun: str) -> Iterator[Callable[[object], None]]:
    """Show how far a long run is, on a terminal only; yields what to call after each step."""
    if total < 20 or not sys.stderr.isatty():  # noqa: PLR2004 - fewer are done in a blink
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    # Only what it draws itself may hold escape sequences: nothing else is printed through it.
    console = Console(file=sys.stderr)
    bar = Progress(console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    with undoing(bar.stop), bar:
        task = bar.add_task(noun, total=total)
        yield lambda _: bar.advance(task)
