"""The shape of what an organisation says of rules: how each is told, its number, its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.model.job import RuleSetting
from jdgen.reading.lists import Keyed, ListOf
from jdgen.reading.records import Field, Record
from jdgen.reading.shapes import Converted
from jdgen.reading.texts import LINE, plain_or
from jdgen.reading.values import WHOLE_NUMBER, one_of

if TYPE_CHECKING:
    from jdgen.model.text import Passage
    from jdgen.reading.shapes import Context
    from jdgen.reading.yaml import Node

_LEVEL: Final = one_of("warning", "advice", "off")
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?")


def _phrases(
    said: tuple[tuple[Passage, Passage], ...], _node: Node, context: Context
) -> tuple[tuple[str, Passage], ...]:
    """Return words in small letters, without marks, each with what to write instead."""
    phrases = []
    for words, instead in said:
        if found := _WORD.findall(words.text.casefold().replace("\u2019", "'")):
            phrases.append((" ".join(found), instead))
        else:
            message, hint = f'"{words.text}" holds no word', "write the words to avoid"
            context.problems.refuse(words.source, message, hint, "no-words")
    return tuple(phrases)


def _allowed(said: tuple[Passage, ...], _node: Node, _context: Context) -> tuple[str, ...]:
    return tuple(" ".join(_WORD.findall(words.text.casefold())) for words in said)


RULES: Final = Keyed(
    plain_or(
        Converted(_LEVEL, lambda level, _, __: RuleSetting(level)),
        Record(
            {
                "level": Field(_LEVEL, "How its findings are told: warning, advice or off."),
                "limit": Field(
                    WHOLE_NUMBER, "The number above which it finds something, where it has one."
                ),
                "words": Field(
                    Converted(Keyed(LINE, keys=LINE), _phrases),
                    "Words that it is to find, too, each with what to write instead; word* has any"
                    " ending.",
                ),
                "allowed": Field(
                    Converted(ListOf(LINE, least=1), _allowed),
                    "Words that it finds, and that are right here.",
                ),
            },
            lambda values, _, __: values.make(RuleSetting),
        ),
    ),
    keys=LINE,
)
