"""Problems, each with its remedy below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

from jdgen.reports.terminal.screen import ScreenText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jdgen.problems import Problem


def draw(problems: Iterable[Problem], conclusion: str) -> None:
    """Draw problems and a conclusion as remarks."""
    console = Console(stderr=True, highlight=False)
    for problem in problems:
        place = (str(problem.place), "bold")
        console.print(ScreenText.assemble(place, ": ", problem.message), soft_wrap=True)
        console.print(ScreenText.assemble(("    remedy: ", "green"), problem.hint), soft_wrap=True)
    console.print(ScreenText(conclusion, "bold red"))
