"""The shapes of a family's own file and of its levels, which job evaluation owns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.model.facts import RECORD
from jdgen.model.job import Family, Layer, Level
from jdgen.names import composed
from jdgen.reading.lists import ListOf, MapOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Context, InLayer
from jdgen.reading.texts import LINE, WORDS, Line
from jdgen.reading.values import ID_KEY, WHOLE_NUMBER, ids
from jdgen.schema.axes import axes_field, axes_said
from jdgen.schema.clauses import CLAUSES, clauses_by_id
from jdgen.schema.sections import (
    CONTENT_FIELDS,
    EVALUATION_FIELD,
    RECORD_FIELD,
    SECTIONS,
    layer,
)

if TYPE_CHECKING:
    from jdgen.model.text import Passage
    from jdgen.reading.yaml import Mapping


def _family(values: Values, _node: Mapping, _context: Context) -> Family:
    return values.make(Family, layer=layer(values), clauses=clauses_by_id(values["clauses"]))


def _level(values: Values, node: Mapping, context: Context) -> Level:
    grades = [grade.text for grade in values["grades"] or ()]
    for key in node.get("bands", ()):  # type: ignore[call-overload] # a Text is found by its str
        if composed(key) not in grades:
            context.problems.refuse(
                key,
                f'the band "{key}" is not among the level\'s grades',
                f"this level's grades are {', '.join(grades)}"
                if grades
                else f'add it to the level: grades: ["{composed(key)}"]',
                "unknown-grade",
            )
    record: dict[str, Passage] = values["record"] or {}
    facts = {f"level.{name}": fact for name, fact in record.items()}
    return values.make(Level, layer=_with_axes(values, facts))


def _with_axes(values: Values, facts: dict[str, Passage]) -> Layer:
    axes, axis_facts = axes_said(values)
    return layer(values, facts | axis_facts)._replace(axes=axes)


_BAND: Final = Record(
    {
        "title": Field(WORDS, "The band's own name, such as Level 1.", to="band.title"),
        **CONTENT_FIELDS,
    },
    lambda values, _, __: _with_axes(values, {}),
    is_open=True,
)
LEVEL: Final = Record(
    {
        "code": Field(LINE, "The level's code, where it isn't the file's name.", to="level.code"),
        "title": Field(WORDS, "The level's title.", to="level.title"),
        "rank": Field(
            WHOLE_NUMBER,
            "Its place in the family: 1 is the lowest. Levels without one follow, by name.",
        ),
        "grades": Field(
            ListOf(Line("grade"), least=1, hint='write it in square brackets, such as ["9"]'),
            "The grades that the level spans, as the pay table calls them. Without any, each of its"
            " posts may name one.",
        ),
        "bands": Field(
            MapOf(InLayer("band", _BAND), keys=Line("grade")),
            "Text that differs from one grade to another, by grade.",
        ),
        "evaluation": EVALUATION_FIELD,
        "record": RECORD_FIELD,
        **CONTENT_FIELDS,
    },
    _level,
    is_open=True,
)
_LEVEL_FACTS: Final = frozenset(particular.field for particular in RECORD)
"""What else is known of a level by name."""
FAMILY: Final = Record(
    {
        "title": Field(WORDS, "The family's name.", required=True, to="family.title"),
        "description": Field(
            WORDS,
            "What work the family is, in a paragraph.",
            to="family.description",
        ),
        "code": Field(LINE, "The family's code.", to="family.code"),
        "lead": Field(WORDS, "Who leads the family professionally.", to="family.lead"),
        "sub_families": Field(
            MapOf(WORDS, keys=ID_KEY), "Specialisms inside the family: an id and a title each."
        ),
        "topics": Field(
            ids("", "write it in square brackets, with commas, such as [people, safety]"),
            "Standing topics: sections that every level, or each of its bands, has to say.",
        ),
        "axes": axes_field({*LEVEL.fields, *_BAND.fields, *_LEVEL_FACTS}),
        "guide": Field(
            SECTIONS, "What the family's guide says beside its levels: sections of its own."
        ),
        "clauses": Field(CLAUSES, "Texts that several of the family's levels or roles share."),
        "record": RECORD_FIELD,
        **CONTENT_FIELDS,
    },
    _family,
    instead={
        "levels": "each level is a file of the folder levels/ beside this one",
        "roles": "each role is a file of the folder roles/ beside this one",
        "bands": "bands are said by the level that has them",
        "grades": "grades are said by each level",
    },
)
