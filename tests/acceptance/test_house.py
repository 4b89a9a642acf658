"""What the house has agreed on: few modules beside the rooms, short ones, and few exceptions."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).parent.parent.parent
PACKAGE: Final = REPOSITORY / "jdgen"
_MOST_MODULES: Final = 6
_MOST_LINES_OF_A_TEST: Final = 600
_MOST_EXCEPTIONS: Final = 60


def test_few_modules_stand_beside_the_rooms() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= _MOST_MODULES


def test_every_room_says_in_a_sentence_what_it_is() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        sentence = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        if path.parent.parent == PACKAGE and path.parent.name != "cli":
            assert re.fullmatch(r"[A-Z][^\n]*\.", sentence), path


def test_no_module_of_tests_is_long() -> None:
    for path in (REPOSITORY / "tests").rglob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= _MOST_LINES_OF_A_TEST, path


def test_few_lines_are_excepted_from_the_linters_rules() -> None:
    lines = (
        line for path in PACKAGE.rglob("*.py") for line in path.read_text("utf-8").splitlines()
    )
    assert sum("# noqa" in line for line in lines) <= _MOST_EXCEPTIONS
