"""The shapes of a role and of a vacancy."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from jdgen.model import (
    Passage,
    Placing,
    Role,
    Vacancy,
)
from jdgen.schema.layers import CHANGE_FIELDS, CONTENT_FIELDS, layer
from jdgen.schema.shapes import (
    DATE,
    LINE,
    Context,
    Field,
    Made,
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
