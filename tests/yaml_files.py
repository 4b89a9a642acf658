"""Reading the text of a YAML file, with all that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.problems import Problems
from jdgen.reading import yaml

if TYPE_CHECKING:
    from jdgen.reading.yaml import Mapping


def read(raw: bytes, file: str) -> tuple[Mapping | None, Problems]:
    """Return what a file's bytes hold, and the problems that they have."""
    problems = Problems()
    return yaml.read(raw, file, problems), problems
