"""The shape of `families/organisation.yaml`: name, pay, clauses, methods and scales."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from jdgen.model import (
    Grade,
    Organisation,
    Passage,
    PayTable,
    Step,
)
from jdgen.schema.layers import CLAUSE, CONTENT_FIELDS, clauses_by_id, layer
from jdgen.schema.shapes import (
    DATE,
    ID_LINE,
    LANGUAGE,
    LINE,
    NAME,
    WHOLE_NUMBER,
    Context,
    Field,
    ListOf,
    Made,
    MapOf,
    Record,
    Values,
)

if TYPE_CHECKING:
    from jdgen.yamltext import Mapping, Node


def _grade(values: Values, node: Mapping, context: Context) -> Grade | None:
    if values["minimum"] > values["maximum"]:
        context.refuse(
            node,
            f"the minimum {values['minimum']} is above the maximum {values['maximum']}",
            "put the lower figure first",
            "pay-order",
        )
        return None
    title: Passage = values["title"]
    return Grade("", title.text, values["minimum"], values["maximum"], context.source(node))


def _pay_table(values: Values, _node: Mapping, _context: Context) -> PayTable:
    grades: dict[str, Grade] = values["grades"]
    return PayTable(
        values["effective"], {key: grade._replace(id=key) for key, grade in grades.items()}
    )


def _pay(tables: tuple[PayTable, ...], node: Node, context: Context) -> tuple[PayTable, ...]:
    in_order = sorted(tables, key=lambda table: table.effective)
    for earlier, later in pairwise(in_order):
        if earlier.effective == later.effective:
            context.refuse(
                node,
                f"two pay tables are effective from {later.effective}",
                "keep one pay table a date",
                "pay-date",
            )
    return tuple(in_order)


def _fact_name(name: str, node: Node, context: Context) -> str | None:
    if name != "name":
        return name
    context.refuse(
        node,
        'the fact "organisation.name" is said by the field name',
        "call this fact something else",
        "bad-name",
    )
    return None


def _step(values: Values, _node: Mapping, _context: Context) -> Step:
    return Step(values["id"].text, values["title"].text, values["text"])


def _organisation(values: Values, node: Mapping, context: Context) -> Organisation:
    name: Passage = values["name"]
    facts = {"organisation.name": name}
    facts |= {f"organisation.{key}": fact for key, fact in (values["facts"] or {}).items()}
    scales: dict[str, tuple[Step, ...]] = values["scales"] or {}
    steps = Counter(step.id for scale in scales.values() for step in scale)
    for step_id in (step_id for step_id, uses in steps.items() if uses > 1):
        context.refuse(
            node,
            f'two steps of the scales are called "{step_id}"',
            "give each step an id of its own, so that a criterion can name it",
            "duplicate-id",
        )
    return Organisation(
        layer(values, node, context, facts),
        name.text,
        values["language"],
        {code: meaning.text for code, meaning in (values["assessment_methods"] or {}).items()},
        scales,
        values["pay"] or (),
        clauses_by_id(values["clauses"]),
    )


_GRADE: Final = Record(
    {
        "title": Field(LINE, required=True),
        "minimum": Field(WHOLE_NUMBER, required=True),
        "maximum": Field(WHOLE_NUMBER, required=True),
    },
    _grade,
)
_PAY_TABLE: Final = Record(
    {
        "effective": Field(DATE, required=True),
        "grades": Field(MapOf(_GRADE, least=1), required=True),
    },
    _pay_table,
)
_STEP: Final = Record(
    {
        "id": Field(ID_LINE, required=True),
        "title": Field(LINE, required=True),
        "text": Field(LINE, required=True),
    },
    _step,
)
ORGANISATION: Final = Record(
    {
        "name": Field(LINE, required=True),
        "language": Field(LANGUAGE, required=True),
        "facts": Field(MapOf(LINE, keys=Made(NAME, _fact_name))),
        "assessment_methods": Field(MapOf(LINE)),
        "scales": Field(MapOf(ListOf(_STEP, least=1), keys=ID_LINE)),
        "pay": Field(Made(ListOf(_PAY_TABLE), _pay)),
        "clauses": Field(MapOf(CLAUSE, keys=ID_LINE)),
        **CONTENT_FIELDS,
    },
    _organisation,
)
