"""What a layout may say of a row of facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.model.facts import CHOICES, NONE
from jdgen.model.layout import (
    FactRow,
)
from jdgen.model.text import facts_in
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Choice, Context
from jdgen.reading.texts import LINE, NOTHING, WORDS
from jdgen.reading.values import NAMELESS, TRUE_OR_FALSE
from jdgen.schema.entries import MARKED_WORDS

if TYPE_CHECKING:
    from jdgen.reading.yaml import Mapping


def _with_label(values: Values, context: Context) -> None:
    """Take the label that the organisation gives a field of its own, where the row has none."""
    own = context.setting.own_facts.get(values["fact"].text) if values["fact"] else None
    if own and own.label and not (values["label"] or values["sentence"]):
        values["label"] = own.label


def _header_row(values: Values, node: Mapping, context: Context) -> FactRow | None:
    _with_label(values, context)
    if not values["label"]:
        context.problems.refuse(
            node, 'the field "label" is missing', "add label: …", "missing-field"
        )
        return None
    return _row(values, node, context)


def _row_or_sentence(values: Values, node: Mapping, context: Context) -> FactRow | None:
    _with_label(values, context)
    if not (values["label"] or values["sentence"]):
        context.problems.refuse(
            node,
            'the field "label" is missing',
            "write label: for a row, or sentence: for a sentence that names the fact",
            "missing-field",
        )
        return None
    return _row(values, node, context)


def _row(values: Values, node: Mapping, context: Context) -> FactRow | None:
    fact, sentence = values["fact"], values["sentence"]
    named = facts_in(sentence.text) if sentence else set()
    if not (fact or named):
        context.problems.refuse(
            sentence.source if sentence else node,
            "this sentence names no fact" if sentence else 'the field "fact" is missing',
            "write {{ post.location }} in it, say" if sentence else "add fact: …, or a sentence:",
            "sentence-without-fact" if sentence else "missing-field",
        )
        return None
    if fact and sentence and fact.text not in named:
        context.problems.refuse(
            sentence.source,
            f'this sentence doesn\'t name its fact, "{fact.text}", which would not be printed',
            f"write {{{{ {fact.text} }}}} in it, or label: in place of sentence:",
            "sentence-without-fact",
        )
        return None
    if values["none"] and not (fact and NONE in CHOICES.get(fact.text, ())):
        context.problems.refuse(
            values["none"].source,
            f'"none" has no effect here: it is for facts that can be "{NONE}", as checks.dbs can',
            "delete none:",
            "setting-without-effect",
        )
        return None
    return values.make(FactRow)


LABEL: Final = Choice(lambda node, _: NOTHING if node == "" else WORDS, (WORDS, NOTHING))
"""A title or a text, in which facts may be named; nothing where it is empty."""
SMALL_LABEL: Final = Choice(
    lambda node, _: NOTHING if node == "" else NAMELESS, (NAMELESS, NOTHING)
)
"""A label or the title of a column, which is printed as it is typed."""
_ROW_FIELDS: Final = {
    "fact": Field(LINE, "The name of a fact, such as post.location."),
    "label": Field(
        NAMELESS, "What stands beside it; a field of the organisation's own has one already."
    ),
    "sentence": Field(
        MARKED_WORDS,
        "What is said of the fact, or of several that it names: with a label in a row, and in a"
        " section without one as a sentence. It is left out where one of them is not said.",
    ),
    "required": Field(TRUE_OR_FALSE, "Whether a vacancy, or its role, has to say it."),
    "empty": Field(WORDS, "What to print where nobody says the fact. Without it there is no row."),
    "unless": Field(LINE, "Another fact: where that is said, it says this one too, so no row."),
    "none": Field(
        LABEL,
        f'What to print of a check that is not needed ("{NONE}"); nothing where it is empty.',
    ),
}
HEADER_ROW: Final = Record(_ROW_FIELDS, _header_row)
FACT_ROW: Final = Record(_ROW_FIELDS, _row_or_sentence)
