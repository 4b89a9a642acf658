"""What is asked for a new file, and which answers it takes; who asks is not known here."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from jdgen.formats.escaping import one_line
from jdgen.nearest import suggest
from jdgen.reading.invisible import described, hidden
from jdgen.reading.typed_dates import typed_day
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class WrongAnswer(Exception):
    """An answer can't be taken; says why, and what would be right."""


class Offer(NamedTuple):
    """One of what a question offers: how it is written in a file, and what it is."""

    id: str
    about: str = ""


class Question(NamedTuple):
    """A question, whose answer can also be given as an option.

    `usual` is offered to somebody who is asked; without anybody to ask it is not taken, but where
    it is `certain`. A `required` one has to be answered; any other may be left open.
    """

    option: str
    text: str
    choices: tuple[Offer, ...] = ()
    several: bool = False
    usual: tuple[str, ...] = ()
    certain: bool = False
    required: bool = False
    check: Callable[[str], str] = one_line


NAME: Final = "NAME"
"""The option that is no option, but the first word of the command."""

Ask = Callable[[Question], tuple[str, ...]]
"""Asks a question and returns its answers: none where it is left open."""


def answers_of(question: Question, said: str) -> tuple[str, ...]:
    """Return what an answer means; raise `WrongAnswer`.

    Several answers have commas between them. Choices can be said by their places in the list too,
    where none of them is a number itself.
    """
    if wrong := next(hidden(said), None):
        raise WrongAnswer(f"{described(wrong[0])}; type it anew")
    texts = said.split(",") if question.several else [said]
    answers = [one_line(text) for text in texts]
    checked = [_checked(question, answer) for answer in answers if answer]
    return tuple(dict.fromkeys(checked))


def _checked(question: Question, answer: str) -> str:
    if not question.choices:
        return question.check(answer)
    by_name = {choice.id.casefold(): choice.id for choice in question.choices}
    if is_numbered(question.choices) and re.fullmatch("[0-9]{1,4}", answer):
        if 0 < int(answer) <= len(question.choices):
            return question.choices[int(answer) - 1].id
        raise WrongAnswer(f"there is no {answer}; they go from 1 to {len(question.choices)}")
    if answer.casefold() not in by_name:
        ids = [choice.id for choice in question.choices]
        raise WrongAnswer(f'"{answer}" is none of them; {suggest(answer, ids, what="there are")}')
    return by_name[answer.casefold()]


def is_numbered(choices: Sequence[Offer]) -> bool:
    """Return whether choices can be said by number: grades, which are numbers, can't."""
    return not any(choice.id.isdigit() for choice in choices)


def day(answer: str) -> str:
    """Return a day as files say it; raise `WrongAnswer`."""
    try:
        return str(typed_day(answer))
    except ValueError as wrong:
        raise WrongAnswer(str(wrong)) from None


def whole_number(answer: str) -> str:
    """Return a whole number; raise `WrongAnswer`."""
    if not re.fullmatch("[0-9]{1,9}", answer):
        raise WrongAnswer(f'"{answer}" is not a whole number; write digits only')
    return str(int(answer))


def one_of(ask: Ask, question: Question) -> str:
    """Return the one answer to a question; empty where it is left open."""
    return next(iter(ask(question)), "")
