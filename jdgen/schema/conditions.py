"""The shape of conditions: facts, each with what it must say for a text to be printed."""

from __future__ import annotations

import re
from typing import Any, Final

from jdgen.model.facts import CHOICES, KIND_OF_FACT
from jdgen.model.section import Condition
from jdgen.model.text import Passage
from jdgen.nearest import suggest
from jdgen.reading.lists import Keyed, ListOf
from jdgen.reading.records import Field
from jdgen.reading.shapes import Choice, Context, Converted, Described, Named, Shape
from jdgen.reading.texts import LINE
from jdgen.reading.values import finder
from jdgen.reading.yaml import Node, Sequence

_FACT: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


def _fact_name(passage: Passage, node: Node, context: Context) -> Passage | None:
    if _FACT.fullmatch(passage.text):
        return passage
    context.problems.refuse(
        node,
        f'"{passage.text}" is not the name of a fact',
        "write a name such as checks.dbs or level.code",
        "bad-fact",
    )
    return None


def _conditions(
    pairs: tuple[tuple[Passage, Passage | tuple[Passage, ...]], ...],
    _node: Node,
    context: Context,
) -> tuple[Condition, ...]:
    return tuple(Condition(fact, _values(fact.text, values, context)) for fact, values in pairs)


def _values(
    fact: str, values: Passage | tuple[Passage, ...], context: Context
) -> tuple[Passage, ...] | bool:
    if isinstance(values, Passage):
        only = _TRUE_OR_FALSE.get(values.text.strip().lower())
        if only is not None:
            return only
        values = (values,)
    values = tuple(_as_chosen(fact, value, context) for value in values)
    own = context.setting.own_facts.get(fact)
    if (own.kind if own else KIND_OF_FACT.get(fact)) in {"date", "money"}:
        context.problems.refuse(
            values[0].source,
            f'"{fact}" is a date or an amount, which a text can\'t hang on',
            "write true where it must be said, or false where it must not",
            "unknown-word",
        )
    return values


def _as_chosen(fact: str, value: Passage, context: Context) -> Passage:
    """Return a value of a fact of a closed list as that says it; refuse what it can never say."""
    own = context.setting.own_facts.get(fact)
    choices = [choice.in_main for choice in own.choices] if own else CHOICES.get(fact)
    if not choices:
        return value
    if choice := finder(choices)(value.text):
        return value._replace(text=choice)
    context.problems.refuse(
        value.source,
        f'"{fact}" never says "{value.text}"',
        suggest(value.text, choices, what="it can say"),
        "unknown-word",
    )
    return value


_TRUE_OR_FALSE: Final = {"true": True, "false": False}
_FACT_NAME: Final = Described(
    Converted(LINE, _fact_name), {"type": "string", "pattern": f"^{_FACT.pattern}$"}
)
_SEVERAL: Final = ListOf(LINE, least=1, hint="write it in square brackets, with commas")
_VALUE: Final = Choice(
    lambda node, _: _SEVERAL if isinstance(node, Sequence) else LINE, (LINE, _SEVERAL)
)
WHEN: Final[Shape[tuple[Condition, ...]]] = Named(
    "when", lambda: Converted(Keyed[Any](_VALUE, keys=_FACT_NAME), _conditions)
)
WHEN_FIELD: Final = Field(
    WHEN,
    "When this is printed: facts, each with what it must say (a text, several in square brackets,"
    " or true where it need only be said and false where it must not be). All must hold.",
)
