"""Problems as plain text, as data, and as GitHub shows them beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.problems import Problem


def conclusion(problems: Sequence[Problem], files: int) -> str:
    """Return how many problems there are in how many files."""
    if not problems:
        return f"{counted(files, 'file')} checked, no problems."
    return f"{counted(len(problems), 'problem')} in {counted(files, 'file')}."


def as_json(problems: Iterable[Problem]) -> dict[str, Any]:
    """Return problems as dicts and lists."""
    return {
        "problems": [
            {
                "file": problem.place.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "rule": problem.rule,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in problems
        ]
    }


def github(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield problems as GitHub's workflow commands.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for problem in problems:
        place = problem.place
        yield (
            f"::error file={_value(place.file)},line={place.line},col={place.column},"
            f"title={_value(problem.rule)}::{_data(f'{problem.message}; {problem.hint}')}"
        )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
