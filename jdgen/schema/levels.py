"""The shapes of a family's own file and of its levels, which job evaluation owns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.model import (
    Family,
    Layer,
    Level,
    Passage,
)
from jdgen.schema.layers import CLAUSE, CONTENT_FIELDS, clauses_by_id, layer
from jdgen.schema.shapes import (
    ID_LINE,
    LINE,
    WHOLE_NUMBER,
    Context,
    Field,
    InLayer,
    ListOf,
    MapOf,
    Record,
    Values,
)

if TYPE_CHECKING:
    from jdgen.yamltext import Mapping


def _family(values: Values, node: Mapping, context: Context) -> Family:
    title: Passage = values["title"]
    return Family(
        "",
        layer(
            values,
            node,
            context,
            {"family.title": title, "family.description": values["description"]},
        ),
        title.text,
        values["description"],
        clauses_by_id(values["clauses"]),
    )


def _band(values: Values, node: Mapping, context: Context) -> Layer:
    facts = {"band.title": values["title"]} if values["title"] else {}
    return layer(values, node, context, facts)


def _level(values: Values, node: Mapping, context: Context) -> Level:
    title: Passage = values["title"]
    code: Passage | None = values["code"]
    grades: tuple[Passage, ...] = values["grades"]
    facts = {"level.title": title} | ({"level.code": code} if code else {})
    known = [grade.text for grade in grades]
    for key in node.get("bands", ()):  # type: ignore[call-overload] # a Text is found by its str
        if key not in known:
            context.refuse(
                key,
                f'the band "{key}" is not among the level\'s grades',
                f"this level's grades are {', '.join(known)}",
                "unknown-grade",
            )
    return Level(
        "",
        "",
        layer(values, node, context, facts),
        code.text if code else "",
        title.text,
        values["rank"],
        grades,
        values["bands"] or {},
    )


FAMILY: Final = Record(
    {
        "title": Field(LINE, required=True),
        "description": Field(LINE, required=True),
        "clauses": Field(MapOf(CLAUSE, keys=ID_LINE)),
        **CONTENT_FIELDS,
    },
    _family,
)
_BAND: Final = Record({"title": Field(LINE), **CONTENT_FIELDS}, _band)
LEVEL: Final = Record(
    {
        "code": Field(LINE),
        "title": Field(LINE, required=True),
        "rank": Field(WHOLE_NUMBER, required=True),
        "grades": Field(
            ListOf(LINE, least=1, hint='write it in square brackets, such as ["9"]'), required=True
        ),
        "bands": Field(MapOf(InLayer("band", _BAND))),
        **CONTENT_FIELDS,
    },
    _level,
)
