"""The shape of each file of `families/`, and of a vacancy."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from jdgen.model import (
    Clause,
    Family,
    Grade,
    Layer,
    Level,
    Organisation,
    Passage,
    PayTable,
    Placing,
    Role,
    Step,
    Vacancy,
)
from jdgen.schema.layers import CHANGE_FIELDS, CLAUSE, CONTENT_FIELDS, layer
from jdgen.schema.shapes import (
    DATE,
    ID_LINE,
    LANGUAGE,
    LINE,
    NAME,
    WHOLE_NUMBER,
    Context,
    Field,
    InLayer,
    ListOf,
    Made,
    MapOf,
    Record,
    Values,
)

if TYPE_CHECKING:
    from jdgen.yamltext import Mapping, Node

PARTICULARS: Final = (
    "reports_to",
    "responsible_for",
    "directorate",
    "service",
    "location",
    "working_style",
    "hours",
    "contract",
    "salary",
    "contact",
)
"""What a role or a vacancy may say of the post; each is known to texts as `post.<name>`."""

_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def long_date(day: date) -> str:
    """Return the date as British English writes it: 5 March 2027."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _date_fact(day: date, node: Node, context: Context) -> Passage:
    return Passage(long_date(day), context.source(node))


# --- organisation ---------------------------------------------------------------------------------


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
        _with_ids(values["clauses"]),
    )


def _with_ids(clauses: dict[str, Clause] | None) -> dict[str, Clause]:
    return {key: clause._replace(id=key) for key, clause in (clauses or {}).items()}


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


# --- family and level -----------------------------------------------------------------------------


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
        _with_ids(values["clauses"]),
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


# --- role and vacancy -----------------------------------------------------------------------------


def _post_facts(values: Values) -> dict[str, Passage]:
    names = {name: name for name in PARTICULARS} | {
        "title": "title",
        "post_number": "number",
        "closing_date": "closing_date",
        "interview_date": "interview_date",
    }
    return {f"post.{fact}": values[name] for name, fact in names.items() if values[name]}


def _role(values: Values, node: Mapping, context: Context) -> Role:
    placing = Placing(values["family"], values["level"], values["grade"])
    return Role(
        "", layer(values, node, context, _post_facts(values)), values["title"].text, placing
    )


def _vacancy(values: Values, node: Mapping, context: Context) -> Vacancy | None:
    placing = None
    if values["role"]:
        for name in ("family", "level"):
            if values[name]:
                context.refuse(
                    values[name].source,
                    f'"{name}" is given beside "role"',
                    f"delete {name}: the role says it",
                    "role-and-level",
                )
    else:
        missing = [name for name in ("title", "family", "level") if not values[name]]
        if missing:
            context.refuse(
                node,
                f"the vacancy names no role, and {' and '.join(missing)} {_is(missing)} missing",
                "add role: …, or title, family and level where there is no role file",
                "missing-field",
            )
            return None
        placing = Placing(values["family"], values["level"], values["grade"])
    dates = {name: _iso(node, name) for name in ("closing_date", "interview_date")}
    closing, interviews = dates.values()
    if closing and interviews and interviews < closing:
        context.refuse(
            values["interview_date"].source,
            f"the interviews ({interviews}) are before the closing date ({closing})",
            "correct one of the two dates",
            "dates-order",
        )
    stated = layer(values, node, context, _post_facts(values))
    return Vacancy("", stated, values["role"], placing, values["grade"], closing)


def _iso(node: Mapping, name: str) -> date | None:
    text = node.get(name)  # type: ignore[call-overload] # a Text is found by its str
    return date.fromisoformat(text.strip()) if text else None


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


_POST_FIELDS: Final = {name: Field(LINE) for name in PARTICULARS} | CHANGE_FIELDS | CONTENT_FIELDS
ROLE: Final = Record(
    {
        "title": Field(LINE, required=True),
        "family": Field(LINE, required=True),
        "level": Field(LINE, required=True),
        "grade": Field(LINE),
        **_POST_FIELDS,
    },
    _role,
)
VACANCY: Final = Record(
    {
        "role": Field(LINE),
        "title": Field(LINE),
        "family": Field(LINE),
        "level": Field(LINE),
        "grade": Field(LINE),
        "post_number": Field(LINE),
        "closing_date": Field(Made(DATE, _date_fact)),
        "interview_date": Field(Made(DATE, _date_fact)),
        **_POST_FIELDS,
    },
    _vacancy,
)
