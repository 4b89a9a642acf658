"""Asks for what a new file says: by options and, where there is a terminal, by questions."""

from __future__ import annotations

import shutil
import sys
import textwrap
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

import typer

from jdgen.authoring.questions import NAME, WrongAnswer, answers_of, is_numbered
from jdgen.cli import console
from jdgen.cli.options import WRONG_INPUT
from jdgen.nearest import suggest
from jdgen.process import ending

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jdgen.authoring.questions import Offer, Question

_OPEN: Final = "?"
"""What is typed to leave a place to fill in where an answer is offered."""
_SHARED: Final = "--choose"
"""An option whose words answer several questions."""


class Asker:
    """Answers questions by what a command line says; what it doesn't say, on a terminal."""

    def __init__(self, said: Mapping[str, str | None]) -> None:
        self._said = {option: text for option, text in said.items() if text is not None}
        self._unused = set(self._said)
        self._used: set[str] = set()
        self._asks = sys.stdin.isatty() and sys.stdout.isatty()
        self._has_begun = False

    def __call__(self, question: Question) -> tuple[str, ...]:
        """Return the answers to a question."""
        said = self._said.get(question.option)
        if said is not None:
            self._unused.discard(question.option)
            answers = self._by_option(question, said)
            if answers or not (question.required or question.option == _SHARED):
                return answers
        if self._asks:
            return self._by_hand(question)
        if question.certain:
            return question.usual
        if question.required:
            raise _missing(question)
        return ()

    def _by_option(self, question: Question, said: str) -> tuple[str, ...]:
        if question.option == _SHARED:
            names = {choice.id for choice in question.choices}
            mine = [word for word in said.split(",") if word.strip() in names]
            self._used |= {word.strip() for word in mine}
            said = ",".join(mine)
        is_open = said.strip() == _OPEN and not question.required
        try:
            return () if is_open else answers_of(question, said)
        except WrongAnswer as wrong:
            raise typer.BadParameter(_ended(str(wrong)), param_hint=question.option) from None

    def check_all_used(self) -> None:
        """Raise where an option answers nothing that was asked."""
        for option in sorted(self._unused):
            raise typer.BadParameter("there is nothing here that it could say.", param_hint=option)
        words = [word.strip() for word in self._said.get(_SHARED, "").split(",") if word.strip()]
        for word in words:
            if word not in self._used:
                hint = suggest(word, sorted(self._used), what="taken are")
                message = _ended(f'"{word}" is nothing to choose here; {hint}')
                raise typer.BadParameter(message, param_hint=_SHARED)

    # --- on a terminal ----------------------------------------------------------------------------

    def _by_hand(self, question: Question) -> tuple[str, ...]:
        if not self._has_begun:
            self._has_begun = True
            if isinstance(sys.stdin, TextIOWrapper):
                sys.stdin.reconfigure(errors="surrogateescape")  # what is no text is told of
            _say(f"Enter takes what stands in [brackets]; {_OPEN} leaves it to be filled in later.")
            _say("Ctrl-C stops, and nothing is written.")
        console.say()
        for line in _shown(question):
            console.say(line)
        while True:
            typed = _typed(_prompt(question))
            if not typed and question.usual:
                return question.usual
            if typed in {"", _OPEN}:
                if not question.required:
                    return ()
                console.say("This has to be answered.")
                continue
            try:
                return answers_of(question, typed)
            except WrongAnswer as wrong:
                _say(_sentence(wrong))


def _missing(question: Question) -> typer.BadParameter:
    """Return what is said where nobody can be asked."""
    ids = [choice.id for choice in question.choices]
    known = f"; {suggest('', ids, what='there are')}" if ids else ""
    example = "NAME" if question.option == NAME else f"{question.option} …"
    message = f"{question.text} Write {example}{known}."
    return typer.BadParameter(message, param_hint=question.option)


def _sentence(wrong: WrongAnswer) -> str:
    text = _ended(str(wrong))
    return text[0].upper() + text[1:]


def _ended(text: str) -> str:
    return text if text.endswith("?") else f"{text}."


def _shown(question: Question) -> list[str]:
    """Return a question's lines: what is asked, unless it fits before the answer, and choices."""
    lines = _wrapped(question.text) if question.choices else []
    numbered = is_numbered(question.choices)
    widest = max((len(choice.id) for choice in question.choices), default=0)
    for number, choice in enumerate(question.choices, start=1):
        before = f"{number:>4}  " if numbered else "  "
        lines += _choice_lines(choice, before, widest)
    return lines


def _choice_lines(choice: Offer, before: str, widest: int) -> list[str]:
    start = f"{before}{choice.id:<{widest}}  "
    if len(start) > _columns() // 2:
        return [f"{before}{choice.id}", *_wrapped(choice.about, " " * (len(before) + 2))]
    return _wrapped(choice.about, start, " " * len(start)) or [start.rstrip()]


def _prompt(question: Question) -> str:
    if question.choices:
        text = "Number or name" if is_numbered(question.choices) else "Which"
    else:
        text = question.text
    usual = f" [{', '.join(question.usual)}]" if question.usual else ""
    *lines, last = _wrapped(f"{text}{usual}") or [""]
    for line in lines:
        console.say(line)
    return last if last.endswith("?") else f"{last}:"


def _typed(prompt: str) -> str:
    """Return the line that is typed after a prompt; end the command where there is none."""
    sys.stdout.write(f"{prompt} ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        console.say()
        console.note(f"The input ended{ending.outcome()}.")
        raise typer.Exit(WRONG_INPUT)
    return line.strip()


def _say(text: str) -> None:
    for line in _wrapped(text):
        console.say(line)


def _wrapped(text: str, first: str = "", further: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _columns(),
        initial_indent=first,
        subsequent_indent=first if further is None else further,
        break_on_hyphens=False,
    )


def _columns() -> int:
    return max(40, shutil.get_terminal_size().columns - 1)
