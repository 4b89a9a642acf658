"""Labels beside their values, however they are set: with a colon, a tab, in bold, or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.importing.source import SourceLine
from jdgen.importing.tables import is_pair
from jdgen.importing.vocabulary import plain
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from jdgen.importing.source import Block
    from jdgen.importing.vocabulary import Glossary

MOST_WORDS: Final = 7
"""A label has no more words than this."""
_MOST_UNMARKED: Final = 5
_LONGEST_LINE: Final = 15
_LONGEST_VALUE: Final = 12
_VALUE: Final = re.compile(r"[£$€\d]|Grade|Band|PO")
_SIGNS: Final = ": \u2013-"
_LANGUAGES: Final = re.compile(r" ?[/|] ?| [\u2013-] ")
"""What stands between a label in one language and in another."""


class LabelledValue(NamedTuple):
    """A label, the value beside it, and the field that it means."""

    label: str
    value: str
    field: str


def field_of(text: str, vocabulary: Glossary) -> str:
    """Return the field that a label means, be it in two languages; empty where it is none."""
    text = " ".join(text.split()).rstrip(":").rstrip()
    if meaning := vocabulary.label(text):
        return meaning.name
    parts = [part for part in _LANGUAGES.split(text) if vocabulary.is_label(part)]
    meant = {meaning.name for part in parts if (meaning := vocabulary.label(part))}
    return meant.pop() if len(meant) == 1 else ""


def pairs_in(line: SourceLine, vocabulary: Glossary, *, at_top: bool) -> list[LabelledValue]:
    """Return the labels and values that a line says; none where it is no such line.

    At the top of a document a label may stand before its value with nothing between.
    """
    parts = [part.strip() for part in line.text.split("\t") if part.strip()]
    if len(parts) > 1 and (pairs := _tabbed(parts, line, vocabulary, at_top=at_top)):
        return pairs
    text = " ".join(parts)
    label, colon, value = text.partition(":")
    if colon and len(label.split()) <= MOST_WORDS and (field := field_of(label, vocabulary)):
        is_title = not value.strip() and vocabulary.title(label) and not at_top
        return [] if is_title else [LabelledValue(label.strip(), value.strip(), field)]
    if line.lead and (field := field_of(line.lead, vocabulary)):
        value = text.removeprefix(line.lead).strip(_SIGNS)
        return [LabelledValue(line.lead.strip(_SIGNS), value, field)] if value else []
    return _unmarked(text.split(), vocabulary) if at_top and not line.depth else []


def _tabbed(
    parts: list[str], line: SourceLine, vocabulary: Glossary, *, at_top: bool
) -> list[LabelledValue]:
    """Return labels and values with tabs between them."""
    if all(is_pair(part, vocabulary) for part in parts):
        lines = (line._replace(text=part, lead="") for part in parts)
        return [pair for one in lines for pair in pairs_in(one, vocabulary, at_top=at_top)]
    if len(parts) % 2 == 0:
        pairs = [
            LabelledValue(label.rstrip(_SIGNS), value, field_of(label, vocabulary))
            for label, value in zip(parts[::2], parts[1::2], strict=True)
        ]
        if all(pair.field for pair in pairs):
            return pairs
    field = field_of(parts[0], vocabulary)
    value = " ".join(parts[1:]).lstrip(_SIGNS)
    return [LabelledValue(parts[0].rstrip(_SIGNS), value, field)] if field else []


def _unmarked(words: list[str], vocabulary: Glossary) -> list[LabelledValue]:
    """Return a label and its value where nothing but a space parts them."""
    if len(words) > _LONGEST_LINE:
        return []
    for length in range(min(_MOST_UNMARKED, len(words) - 1), 0, -1):
        label, value = " ".join(words[:length]), " ".join(words[length:])
        if (
            value[:1].islower()
            or value[:1] in "\u2013-&/(|"
            or label[-1] in "/|&"
            or plain(label) == plain(value)
        ):
            continue
        if (length > 1 or _VALUE.match(value)) and (field := field_of(label, vocabulary)):
            return [LabelledValue(label, value, field)]
    return []


def stands_alone(line: SourceLine, following: Block | None, vocabulary: Glossary) -> bool:
    """Return whether a line is a label whose value is the next line."""
    if line.depth or line.heading or not isinstance(following, SourceLine):
        return False
    is_value = (
        len(following.text.split()) <= _LONGEST_VALUE
        and not following.text.rstrip().endswith(":")
        and not vocabulary.is_label(following.text)
    )
    return is_value and vocabulary.is_label(line.text)
