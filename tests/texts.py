"""Texts of YAML: what they hold, the problems that they have, and where fields stand in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

from jdgen.model.text import Passage, Source
from jdgen.problems import Place, Problems
from jdgen.reading import yaml
from jdgen.reading.shapes import Context
from jdgen.schema.organisation import setting_of

if TYPE_CHECKING:
    from jdgen.problems import Problem
    from jdgen.reading.records import Record
    from jdgen.reading.yaml import Mapping


T = TypeVar("T")
FILE = "the/file.yaml"


LAYER = "layer"


def read(raw: bytes, file: str) -> tuple[Mapping | None, Problems]:
    """Return what a file's bytes hold, and the problems that they have."""
    problems = Problems()
    return yaml.read(raw, file, problems), problems


def problems_of(text: str, shape: Record[Any]) -> tuple[Any, list[Problem]]:
    mapping, problems = read(text.encode(), FILE)
    context = Context(LAYER, problems, setting_of(mapping))
    value = shape.read(mapping, FILE, context) if mapping is not None else None
    return value, context.problems


def made(text: str, shape: Record[T]) -> T:
    value, problems = problems_of(text, shape)
    assert problems == []
    assert value is not None
    return value  # type: ignore[no-any-return]


class Written:
    """Finds where something stands in a file's text, apart from how jdgen finds it."""

    def __init__(self, text: str, layer: str = LAYER) -> None:
        self._text = text
        self._layer = layer

    def source(self, wanted: str) -> Source:
        """Return who said what is written from here on: to the end of what is indented with it."""
        assert self._text.count(wanted) == 1, f"{wanted!r} should stand in the example once"
        before, _, after = self._text.partition(wanted)
        number, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
        line, *following = f"{before.rpartition(chr(10))[2]}{wanted}{after}".splitlines()
        is_first = not line[: column - 1].strip(" -")
        indent = column - 1 if is_first else len(line) - len(line.lstrip(" -")) + 1
        end = number
        is_name = is_first and f"{wanted}{after}"[len(wanted.rstrip(":")) :].startswith(":")
        if is_name or {*line[: column - 1]} & {*"{["}:
            following = []
        for at, other in enumerate(following, start=number + 1):
            if other.strip() and len(other) - len(other.lstrip()) < indent:
                break
            end = at if other.strip() else end
        return Source(self._layer, Place(FILE, number, column), end)

    def passage(self, text: str, wanted: str = "") -> Passage:
        """Return the text as a passage from where it, or else what is wanted, is written."""
        return Passage(text, self.source(wanted or text))


_GLUED: Final = re.compile(
    r"(?<=\d) (?=\w+ 20\d\d|hours\b|awr\b|heures\b)|(?<=\d\w\w) (?=\w+ 20\d\d)"
    r"|(?<=[a-z]) (?=\d+, 20\d\d)|(?<=\btwo) (?=weeks)|(?<=\bbob) (?=pythefnos)"
    r"|(?<=\b[ay]) (?=(?:year|month|week|day|session|flwyddyn|mis|dydd|sesiwn)\b)"
    r"|(?<=\b(?:an|yr)) (?=(?:hour|awr|wythnos)\b)|(?<=\bdeux) (?=semaines)"
    r"|(?<=\bpar) (?=an|mois|semaine|jour|vacation|heure)"
)


def glued(text: str) -> str:
    """Return a text as jdgen writes it: no line ends in a day, or between figure and unit."""
    return _GLUED.sub("\u00a0", text)
