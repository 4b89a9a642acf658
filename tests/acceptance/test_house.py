"""The tree as CONTRIBUTING and the import contracts describe it: each room, in its order."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).parent.parent.parent
PACKAGE: Final = REPOSITORY / "jdgen"
_STARTS: Final = {"__init__", "__main__"}
_MOST_MODULES: Final = 6
_MOST_LINES_OF_A_TEST: Final = 600
_MOST_EXCEPTIONS: Final = 60


def _rooms() -> set[str]:
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def _modules() -> set[str]:
    return {path.stem for path in PACKAGE.glob("*.py")} - _STARTS


def _map() -> list[str]:
    """Return what the map of CONTRIBUTING names, from the top."""
    text = (REPOSITORY / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    table = text.partition("| room |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `(\w+)(?:\.py)?` \|", table, re.MULTILINE)


def _layers() -> list[set[str]]:
    """Return the rooms of the import contract, each layer with what stands side by side in it."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    [contract, *_] = settings["tool"]["importlinter"]["contracts"]
    return [set(layer.split(" | ")) - _STARTS for layer in contract["layers"]]


def test_the_map_names_every_room_and_no_other() -> None:
    assert sorted(_map()) == sorted(_rooms() | _modules())


def test_the_map_has_the_order_of_the_import_contract() -> None:
    named = iter(_map())
    for layer in filter(None, _layers()):
        assert {next(named) for _ in layer} == layer
    assert list(named) == []


def test_few_modules_stand_beside_the_rooms() -> None:
    assert len(_modules() | _STARTS) <= _MOST_MODULES


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
