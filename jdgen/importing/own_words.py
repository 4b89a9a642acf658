"""An organisation's own words for fields and sections, which a file says beside the usual ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, get_args

from jdgen.importing.vocabulary import Kind
from jdgen.problems import Place, Problems, refused, shown
from jdgen.reading import disk
from jdgen.reading.lists import ListOf, MapOf
from jdgen.reading.records import Field, Record
from jdgen.reading.shapes import Context
from jdgen.reading.texts import LINE, text_of
from jdgen.reading.values import checked, one_of
from jdgen.reading.yaml import read

if TYPE_CHECKING:
    from pathlib import Path

    from jdgen.reading.records import Values
    from jdgen.reading.yaml import Mapping

_LIKE_THIS: Final = "write it like this: facts: {salary: [wage]}"
_WORDS: Final = ListOf(text_of(LINE), hint="write the words in square brackets: [wage, pay]")
_BY_NAME: Final = MapOf(_WORDS)


def _pattern(text: str) -> str | None:
    try:
        re.search(text, "")
    except (re.error, RecursionError, OverflowError):
        return None
    return text


def _as_said(values: Values, _node: Mapping, _context: Context) -> dict[str, Any]:
    return dict(values)


_PATTERN: Final = Record(
    {
        "words": Field(
            checked(_pattern, "is no regular expression", "correct it", "bad-pattern", {}),
            "What such a title holds, as a regular expression.",
            required=True,
        ),
        "kind": Field(one_of(*get_args(Kind)), "What it means, if not a section."),
        "section": Field(text_of(LINE), "The section that it means."),
    },
    _as_said,
)
_LISTS: Final = (
    "criteria",
    "essential",
    "desirable",
    "methods",
    "category",
    "standard",
    "importance",
    "criterion",
    "number",
    "heads",
    "documents",
    "signatures",
)
_OWN_WORDS: Final = Record(
    {
        "facts": Field(_BY_NAME, "Labels that mean a field."),
        "sections": Field(_BY_NAME, "Titles that mean a section."),
        **{name: Field(_WORDS, f"What else is called so: {name}.") for name in _LISTS},
        "patterns": Field(ListOf(_PATTERN), "Titles by words in them."),
    },
    _as_said,
    hint=_LIKE_THIS,
)


def own_words(path: Path) -> dict[str, Any]:
    """Return the words that a file holds, as the usual ones are kept; raise `InvalidInput`."""
    place = Place(shown(path))
    try:
        raw = disk.read(path)
    except OSError as error:
        message = f"the words can't be read: {error.strerror or error}"
        raise refused(place, message, _LIKE_THIS, "bad-vocabulary") from None
    problems = Problems()
    node = read(raw, place.file, problems)
    words = _OWN_WORDS.read(node, "the file", Context("vocabulary", problems)) if node else None
    problems.raise_any()
    return words or {}
