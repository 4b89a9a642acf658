"""What people call fields and sections that jdgen calls otherwise, for messages to say which."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from jdgen.nearest import closest
from jdgen.tuples import NamedTuple


class Meaning(NamedTuple):
    """What a word means: a field or a section, by its name."""

    kind: Literal["fields", "sections"]
    name: str


@cache
def _meanings() -> dict[str, Meaning]:
    text = Path(__file__).with_name("meanings.yaml").read_text("utf-8")
    meanings: dict[str, Meaning] = {}
    for kind in ("fields", "sections"):
        for name, words in yaml.safe_load(text)[kind].items():
            for word in (name, *words):
                meanings.setdefault(_plain(word), Meaning(kind, name))
    return meanings


def _plain(word: str) -> str:
    return word.casefold().replace("_", " ").replace("-", " ").strip()


def meant_by(word: str, *, spelling: bool = False) -> Meaning | None:
    """Return what a word means, maybe one that is spelt like it; None where that can't be told."""
    meanings = _meanings()
    plain = _plain(word)
    if plain in meanings or not spelling:
        return meanings.get(plain)
    near = closest(plain, meanings, 0.85)  # of many words, some are a little like any other
    return meanings[near] if near else None
