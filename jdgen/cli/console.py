"""What a command prints: its result, remarks beside it, problems, and how far it is."""

from __future__ import annotations

import os
import re
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from jdgen.process.ending import undoing
from jdgen.process.streams import HIDDEN, harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jdgen.problems import Problem

_UNSEEN: Final = f"{HIDDEN}|[\ud800-\udfff]"
"""What a JSON text names by its number, with half of a name that is no Unicode."""
_NOW_AND_THEN: Final = 10.0
"""Seconds between two lines that say how far a run is."""
_MANY: Final = 20
"""Fewer steps than these are done in a blink."""
_BLINK: Final = 0.1
"""Seconds between two drawings of it."""
_PROSE: Final = ("impact", "review", "survey", "where_used")
"""Reports that are lines of prose on a terminal too."""


def say(text: str = "") -> None:
    """Print a line of the command's result."""
    sys.stdout.write(f"{text}\n")


def note(text: str) -> None:
    """Print a remark that is no part of the result."""
    sys.stderr.write(f"{text}\n")


def say_report(report: str, form: str, value: object, **options: object) -> None:
    """Print a value as a report of `jdgen.reports`: a module a report, a function a form.

    On a terminal it is drawn by the module of the same name in `jdgen.reports.terminal` or, where
    it is prose, broken between words.
    """
    from importlib import import_module

    if form == "html":
        page = getattr(import_module("jdgen.reports.html"), report)
        say_page(page(value, **options))
        return
    is_drawn = form == "terminal" and sys.stdout.isatty()
    if is_drawn and report not in _PROSE:
        import_module(f"jdgen.reports.terminal.{report}").draw(value, **options)
        return
    module = import_module(f"jdgen.reports.{report}")
    if form == "json":
        say_json(module.as_json(value, **options))
        return
    if form == "markdown":
        say_document("\n".join(module.markdown(value, **options)))
        return
    lines = module.text(value, **options)
    if is_drawn:
        from jdgen.reports.terminal.wrapped import wrapped

        lines = wrapped(lines)
    say("\n".join(lines))


def say_problems(form: str, problems: Iterable[Problem], findings: Iterable[Problem] = ()) -> None:
    """Print what is wrong, and what rules find, as a program reads it: JSON, or a CI service."""
    from jdgen.reports.problems import github, gitlab

    if form == "gitlab":
        say_json(gitlab(problems, findings))
    elif form == "github":
        say_commands([*github(problems), *github(findings, "warning")])
    else:
        say_report("problems", form, problems, findings=findings)


def say_json(data: object) -> None:
    """Print data as JSON."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=2)
    text = re.sub(_UNSEEN, lambda match: f"\\u{ord(match[0]):04x}", text)
    say_document(harmless(text, signs=r"#\u0023"))


def say_page(html: str) -> None:
    """Print a page."""
    say_document(harmless(html.rstrip("\n"), "&#58;", "#&#35;"))


def say_document(text: str) -> None:
    """Print Markdown, or what else is always UTF-8 with plain line feeds, on every system."""
    _write_utf8()
    say(text)


def say_commands(lines: Iterable[str]) -> None:
    """Print lines that are meant as commands to a CI service, which no others can be."""
    _write_utf8()
    command = getattr(sys.stdout, "command", sys.stdout.write)
    for line in lines:
        command(f"{line}\n")


def _write_utf8() -> None:
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]


def note_problems(problems: Sequence[Problem], conclusion: str) -> None:
    """Print problems and a conclusion as a remark, with the remedy below each on a terminal."""
    if sys.stderr.isatty():
        from jdgen.reports.terminal.problems import draw

        draw(problems, conclusion)
        return
    for problem in problems:
        note(str(problem))
    note(conclusion)


@contextmanager
def progress(total: int, noun: str) -> Iterator[Callable[[object], None]]:
    """Show how far a long run is; yield what to call after each step.

    On a terminal it is drawn, with how many are done in a second and how long the rest will take.
    Where CI runs it, a line says so now and then.
    """
    if total < _MANY:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _drawn(total, noun) as advance:
            yield advance
    elif os.environ.get("CI", "").lower() not in {"", "0", "false"}:
        yield _Lines(total, noun).advance
    else:
        yield lambda _: None


class _Lines:
    """How far a run is, as a line now and then."""

    def __init__(self, total: int, noun: str) -> None:
        self._total = total
        self._noun = noun
        self._done = 0
        self._began = self._told = time.monotonic()

    def advance(self, _: object) -> None:
        """Count a step, and say how far it is if that was not said lately."""
        self._done += 1
        now = time.monotonic()
        if now - self._told > _NOW_AND_THEN and self._done < self._total:
            self._told = now
            rate = self._done / (now - self._began)
            left = (self._total - self._done) / rate
            note(
                f"{self._noun}: {self._done:,} of {self._total:,}, {rate:,.0f} a second, about"
                f" {left:,.0f} seconds left"
            )


@contextmanager
def _drawn(total: int, noun: str) -> Iterator[Callable[[object], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    # Only what it draws itself may hold escape sequences: nothing else is printed through it.
    console = Console(file=sys.stderr)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    # Nor does it draw in a thread of its own: this process may be copied meanwhile.
    bar = Progress(
        *columns,
        console=console,
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with undoing(bar.stop), bar:
        task = bar.add_task(noun, total=total, rate="")
        drawn = 0.0

        def advance(_: object) -> None:
            nonlocal drawn
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:,.0f} a second" if speed else "")
            if (now := time.monotonic()) - drawn > _BLINK:
                drawn = now
                bar.refresh()

        yield advance
        bar.refresh()
