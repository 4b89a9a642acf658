"""The shapes of a role and of a vacancy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jdgen.model.facts import POST_PARTICULARS, VACANCY_PARTICULARS
from jdgen.model.job import BehaviourUse, Classification, LinkedGrade, Role, Vacancy
from jdgen.model.section import Details, Entry
from jdgen.model.text import OPEN, Passage
from jdgen.reading.dates import DATES
from jdgen.reading.lists import Keyed, ListOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Choice, Context, Converted
from jdgen.reading.texts import LINE, WORDS, Line, plain_or
from jdgen.reading.values import id_of, ids
from jdgen.reading.yaml import Mapping, Text
from jdgen.schema.entries import ID_FIELD, MARKED_WORDS
from jdgen.schema.facts import GROUP_FIELDS, fields_of
from jdgen.schema.sections import (
    CHANGE_FIELDS,
    CONTENT_FIELDS,
    EVALUATION_FIELD,
    RECORD_FIELD,
    UNPLACED_FIELD,
    layer,
)

if TYPE_CHECKING:
    from jdgen.model.dates import Moment, Period

# --- what a post uses of what HR policy says ------------------------------------------------------

_BEHAVIOUR: Final = Record(
    {
        "behaviour": Field(id_of("behaviour"), "The behaviour's id.", required=True),
        "level": Field(Line("behaviour-level"), "The level of the behaviour that the post needs."),
    },
    BehaviourUse,
)
_PLAIN_BEHAVIOUR: Final = Converted(
    id_of("behaviour"), lambda passage, _, __: BehaviourUse(passage)
)


_BEHAVIOUR_USE: Final = Choice(
    lambda node, _: _BEHAVIOUR if isinstance(node, Mapping) else _PLAIN_BEHAVIOUR,
    (_PLAIN_BEHAVIOUR, _BEHAVIOUR),
)


def _linked_grade(values: Values, _node: Mapping, _context: Context) -> LinkedGrade:
    entry = values.make(Entry, details=values.made_if_said(Details))
    return values.make(LinkedGrade, entry=entry)


_LINKED_GRADE: Final = Record(
    {
        "id": ID_FIELD,
        "grade": Field(Line("grade"), "The grade, as the pay table calls it.", required=True),
        "text": Field(
            MARKED_WORDS,
            "What the holder shows to be placed on this grade.",
            required=True,
            to="passage",
        ),
        "contract": Field(WORDS, "The contract at this point, where it differs."),
    },
    _linked_grade,
)
_GRADES_RISE: Final = "write one grade to a line, the lowest first"

# --- reporting line -------------------------------------------------------------------------------

_MANAGER: Final = Record(
    {"role": Field(Line("role"), "The id of the manager's role.", required=True)},
    lambda values, _, __: values["role"],
)


_MANAGER_ROLE: Final = Converted(_MANAGER, lambda role, _, __: (True, role))
_MANAGER_TITLE: Final = Converted(WORDS, lambda title, _, __: (False, title))


def _reports_to(values: Values) -> Passage | None:
    """Take the manager's role out of the values, and leave there what is said in words."""
    is_role, passage = values.pop("reports_to", None) or (False, None)
    if not is_role and passage:
        values["post.reports_to"] = passage
    return passage if is_role else None


# --- roles and vacancies --------------------------------------------------------------------------


def _role(values: Values, _node: Mapping, _context: Context) -> Role:
    manager = _reports_to(values)
    classification = values.make(Classification)
    return values.make(Role, layer=layer(values), classification=classification, reports_to=manager)


def _vacancy(values: Values, node: Mapping, context: Context) -> Vacancy | None:
    placed = None
    if values["role"]:
        for name in _PLACED:
            if values[name]:
                context.problems.refuse(
                    values[name].source,
                    f'"{name}" is given beside "role"',
                    f"delete {name}: the role says it",
                    "role-and-level",
                )
    else:
        if "title" not in node:
            context.problems.refuse(
                node,
                "the vacancy names no role, and title is missing",
                "add role: …, or a title where there is no role file",
                "missing-field",
            )
            return None
        said, missing = sorted(_PLACED, key=lambda name: name not in node)
        if missing in node:
            placed = values.make(Classification)
        elif said in node:
            context.problems.refuse(
                values[said].source if values[said] else node,
                f"the vacancy says {said}, and no {missing}",
                f"add {missing}: …, or delete {said} where the vacancy says all itself",
                "missing-field",
            )
            return None
    closing, interviews = (
        _said(node, f"{what}_date", context) for what in ("closing", "interview")
    )
    if closing and interviews and _is_before(interviews[0].first, closing[-1].last):
        context.problems.refuse(
            values["post.interview_date"].source,
            f"the interviews ({interviews[0].first}) are before the closing date"
            f" ({closing[-1].last})",
            "correct one of the two dates",
            "dates-order",
        )
    manager = _reports_to(values)
    return values.make(
        Vacancy,
        layer=layer(values),
        classification=placed,
        closing=closing[-1].last.day if closing else None,
        unchecked=tuple(
            fact
            for fact, periods in (
                (values["post.closing_date"], closing),
                (values["post.interview_date"], interviews),
            )
            if fact and not periods
        ),
        reports_to=manager,
    )


def _said(node: Mapping, name: str, context: Context) -> tuple[Period, ...]:
    """Return the days that a field says; none where it says none, or words in their place."""
    child = node.get(name)  # type: ignore[call-overload] # a Text is found by its str
    if isinstance(child, Text) and OPEN.fullmatch(child):
        return ()
    said = DATES.read(child, name, context) if child else None
    return said if said and not isinstance(said, Passage) else ()


def _is_before(first: Moment, second: Moment) -> bool:
    """Return whether a moment is before another: by their days where one of them has no time."""
    if first.at is None or second.at is None:
        return first.day < second.day
    return first.order < second.order


_IN_BRACKETS: Final = "write it in square brackets, with commas"
_POST_FIELDS: Final[dict[str, Field]] = {
    **fields_of(POST_PARTICULARS, "post"),
    "reports_to": Field(
        plain_or(_MANAGER_TITLE, _MANAGER_ROLE),
        next(
            particular.about for particular in POST_PARTICULARS if particular.field == "reports_to"
        ),
    ),
    "sub_family": Field(Line("sub_family"), "The id of the family's sub-family."),
    **GROUP_FIELDS,
    "linked_grades": Field(
        ListOf(_LINKED_GRADE, least=2, hint=_GRADES_RISE),
        "A career grade: the grades that the post can progress through, the lowest first.",
    ),
    "allowances": Field(
        ids("allowance", _IN_BRACKETS), "Allowances of the pay table that the post gets, by id."
    ),
    "behaviours": Field(
        ListOf(_BEHAVIOUR_USE, least=1),
        "Behaviours that the post needs, by id, where needed with a level.",
    ),
    "codes": Field(
        Keyed(LINE),
        "Codes in outside frameworks, by the framework's name. Layouts and texts know that of SOC"
        " 2020 as codes.soc_2020.",
    ),
    "evaluation": EVALUATION_FIELD,
    "record": RECORD_FIELD,
    **CHANGE_FIELDS,
    **CONTENT_FIELDS,
    "unplaced": UNPLACED_FIELD,
}


def _required(field: Field) -> Field:
    return field._replace(required=True)


_FAMILY: Final = Field(Line("family"), "The id of the job family: its folder's name.")
_LEVEL: Final = Field(Line("level"), "The id of the level: its file's name.")
_GRADE: Final = Field(
    Line("grade"),
    "Which of the level's grades, where it has several; without a level, any of the pay table.",
    is_printed=True,
)
_PLACED: Final = ("family", "level")
ROLE: Final[Record[Any]] = Record(
    {
        "title": _required(_POST_FIELDS["title"]),
        "family": _required(_FAMILY),
        "level": _required(_LEVEL),
        "grade": _GRADE,
        **{name: field for name, field in _POST_FIELDS.items() if name != "title"},
    },
    _role,
    is_open=True,
    instead=dict.fromkeys(fields_of(VACANCY_PARTICULARS), "only a vacancy has one")
    | {"role": "a file that names a role is a vacancy: move it to vacancies/"},
)
VACANCY: Final[Record[Any]] = Record(
    {
        "role": Field(Line("role"), "The id of the role: its file's name."),
        "family": _FAMILY,
        "level": _LEVEL,
        "grade": _GRADE,
        **fields_of(VACANCY_PARTICULARS, "post"),
        **_POST_FIELDS,
    },
    _vacancy,
    is_open=True,
    also={
        "anyOf": [{"required": ["role"]}, {"required": ["title"]}],
        "dependencies": {"family": ["level"], "level": ["family"]},
    },
)
