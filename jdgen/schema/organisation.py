"""The shape of `families/organisation.yaml`: name, pay, clauses, methods, scales, behaviours."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from jdgen.model.job import Behaviour, Framework, Organisation, ScaleStep
from jdgen.model.text import OwnField, Setting
from jdgen.model.working_time import FullTime
from jdgen.names import folded
from jdgen.problems import Problems
from jdgen.reading.lists import ListOf, MapOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Context, Converted
from jdgen.reading.texts import WORDS, text_of
from jdgen.reading.values import (
    CURRENCY,
    ID_KEY,
    ID_LINE,
    LANGUAGE,
    NAME,
    NAMELESS,
    THOUSANDTHS,
    one_of,
)
from jdgen.reading.yaml import Mapping, Node, Sequence, Text
from jdgen.schema.clauses import CLAUSES, clauses_by_id
from jdgen.schema.entries import MARKED_WORDS, text_fields
from jdgen.schema.facts import VALUES
from jdgen.schema.layout import CHANGES
from jdgen.schema.layout_changes import changes_of
from jdgen.schema.pay import PAY
from jdgen.schema.post import ROLE, VACANCY
from jdgen.schema.rules import RULES
from jdgen.schema.sections import CONTENT_FIELDS, layer
from jdgen.schema.wording import WORDING, check_languages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jdgen.model.text import Passage


def setting_of(node: Mapping | None, wanted: str = "") -> Setting:
    """Return the languages and the currency that the organisation's file says, if it can be read.

    The file's own texts are read by it. `wanted` is the language to be read, the main one if empty.
    """
    fields: dict[str, Any] = {str(key): child for key, child in (node or {}).items()}
    defaults = Setting()
    main = fields.get("language", defaults.main)
    translations = fields.get("translations", ())
    currency = fields.get("currency", defaults.currency)
    main = main.strip() if isinstance(main, Text) and main.strip() else defaults.main
    setting = Setting(
        main,
        wanted or main,
        tuple(tag.strip() for tag in translations if isinstance(tag, Text))
        if isinstance(translations, Sequence)
        else (),
        currency.strip() if isinstance(currency, Text) and currency.strip() else defaults.currency,
    )
    if own := fields.get("fields"):
        setting = setting._replace(fields=_own_fields(own, setting))
    if said := fields.get("wording"):
        read = WORDING.read(said, '"wording"', Context("organisation", Problems(), setting))
        setting = setting._replace(changes=read or {})
    return setting


def _own_fields(node: Node, setting: Setting) -> dict[str, OwnField]:
    """Return the organisation's own fields; one that can't be read may say any text."""
    names = [str(name) for name in node] if isinstance(node, Mapping) else []
    read = _OWN_FIELDS.read(node, '"fields"', Context("organisation", Problems(), setting)) or {}
    return {name: OwnField() for name in names} | read


def _fact_name(name: str, node: Node, context: Context) -> str | None:
    if name != "name":
        return name
    context.problems.refuse(
        node,
        'the fact "organisation.name" is said by the field name',
        "call this fact something else",
        "bad-name",
    )
    return None


def _refuse_twice(
    named: Iterable[ScaleStep] | Iterable[Behaviour], what: str, context: Context
) -> None:
    first: dict[str, Passage] = {}
    for each in named:
        earlier = first.setdefault(each.id, each.title)
        if earlier is not each.title:
            context.problems.refuse(
                each.title,
                f'two {what} are called "{each.id}", the other at {earlier.place}',
                "give each an id of its own, by which it can be named",
                "duplicate-id",
            )


def _organisation(values: Values, node: Mapping, context: Context) -> Organisation:
    facts = {f"organisation.{key}": fact for key, fact in (values["facts"] or {}).items()}
    scales: dict[str, tuple[ScaleStep, ...]] = values["scales"] or {}
    steps = (step for scale in scales.values() for step in scale)
    _refuse_twice(steps, "steps of the scales", context)
    frameworks: dict[str, Framework] = {
        key: framework._replace(
            id=key,
            behaviours=tuple(
                behaviour._replace(framework=key) for behaviour in framework.behaviours
            ),
        )
        for key, framework in (values["frameworks"] or {}).items()
    }
    behaviours = (each for framework in frameworks.values() for each in framework.behaviours)
    _refuse_twice(behaviours, "behaviours", context)
    check_languages(values, node, context)
    return values.make(
        Organisation,
        layer=layer(values, facts),
        setting=context.setting,
        frameworks=frameworks,
        clauses=clauses_by_id(values["clauses"]),
    )


_TAKEN: Final = frozenset({*ROLE.fields, *VACANCY.fields, "number"})
"""What roles and vacancies say anyway, in a field or as a fact."""


def _field_name(name: str, node: Node, context: Context) -> str | None:
    if name not in _TAKEN:
        return name
    context.problems.refuse(
        node,
        f'"{name}" is a field that every role or vacancy has',
        "use that field, or call this one something else",
        "bad-name",
    )
    return None


def _own_field(values: Values, node: Mapping, context: Context) -> OwnField | None:
    choices: tuple[Passage, ...] = values["choices"] or ()
    if choices and values["kind"]:
        context.problems.refuse(
            node, '"kind" and "choices" are both given', "keep the one you mean", "two-wordings"
        )
        return None
    for again, uses in Counter(folded(choice.in_main) for choice in choices).items():
        if uses > 1:
            context.problems.refuse(
                node, f'the choice "{again}" stands twice', "keep one of the two", "named-twice"
            )
            return None
    return values.make(OwnField)


_OWN_FIELDS: Final = MapOf(
    Record(
        {
            "label": Field(NAMELESS, "What is printed beside it.", required=True),
            "kind": Field(
                one_of("text", "date", "money", "number"),
                "What it says: text if not given.",
            ),
            "choices": Field(
                ListOf(WORDS, least=1, hint="write it in square brackets, with commas"),
                "All that it can say, where that is a closed list.",
            ),
        },
        _own_field,
    ),
    keys=Converted(NAME, _field_name),
)
_STEP: Final = Record(
    {
        "id": Field(
            text_of(ID_LINE), "The step's id, which criteria name as their standard.", required=True
        ),
        "title": Field(NAMELESS, "The step's name.", required=True),
        "text": Field(
            MARKED_WORDS, "What someone at this step can do.", required=True, to="passage"
        ),
    },
    ScaleStep,
)
_BEHAVIOUR: Final = Record(
    {
        "id": Field(
            text_of(ID_LINE), "The behaviour's id, by which posts ask for it.", required=True
        ),
        "title": Field(WORDS, "The behaviour's name.", required=True),
        **text_fields(),
        "levels": Field(MapOf(MARKED_WORDS), "What the behaviour means at each level, by level."),
    },
    Behaviour,
)
_FRAMEWORK: Final = Record(
    {
        "title": Field(WORDS, "The framework's name.", required=True),
        **text_fields("lead_in", required=False),
        "behaviours": Field(ListOf(_BEHAVIOUR, least=1), "Its behaviours.", required=True),
    },
    Framework,
)


def _full_time(values: Values, node: Mapping, context: Context) -> FullTime | None:
    made = values.make(FullTime)
    if made.leave_weeks < made.weeks:
        return made
    context.problems.refuse(
        node,
        "there are more days of leave than full-time weeks have",
        "correct leave_days, or weeks",
        "figures-order",
    )
    return None


_FULL_TIME: Final = Record(
    {
        "hours": Field(THOUSANDTHS, "Full-time hours a week, such as 37.", required=True),
        "weeks": Field(THOUSANDTHS, "The weeks of a year that are paid: 52.143 if not given."),
        "leave_days": Field(
            THOUSANDTHS,
            "A full-time employee's days of leave a year, public holidays included, at five days a"
            " week: of them the paid weeks of term-time posts are worked out.",
        ),
    },
    _full_time,
)
ORGANISATION: Final = Record(
    {
        "name": Field(WORDS, "The organisation's name.", required=True, to="organisation.name"),
        "language": Field(
            LANGUAGE, "The main language, in which everything is said, as en-GB.", required=True
        ),
        "translations": Field(
            ListOf(LANGUAGE, hint="write it in square brackets, such as [cy-GB]"),
            "Other languages in which texts can be said, as [cy-GB].",
        ),
        "currency": Field(CURRENCY, "The currency of all amounts: GBP if not given."),
        "facts": Field(
            MapOf(VALUES, keys=Converted(NAME, _fact_name)),
            "Facts that texts can name: a fact called website is {{ organisation.website }}.",
        ),
        "fields": Field(
            _OWN_FIELDS,
            "Fields of the organisation's own, which roles and vacancies then have: one called flsa"
            " is written flsa: …, and known to texts and layouts as post.flsa.",
        ),
        "wording": Field(
            WORDING,
            "Words that jdgen puts into texts, where the organisation's are others: dates, pay,"
            " ranges. In several languages, under each language's tag.",
        ),
        "layouts": Field(
            Record(CHANGES, lambda values, _, __: changes_of(values)),
            "Changes to the documents of every layout that has them, such as a section to add.",
            to="in_layouts",
        ),
        "assessment_methods": Field(
            MapOf(NAMELESS),
            "How criteria can be assessed: a code and its meaning each.",
            to="methods",
        ),
        "scales": Field(
            MapOf(ListOf(_STEP, least=1), keys=ID_KEY),
            "Proficiency scales: how well a skill is needed, in steps, the lowest first.",
        ),
        "frameworks": Field(
            MapOf(_FRAMEWORK, keys=ID_KEY), "Behaviour or competency frameworks, by id."
        ),
        "full_time": Field(
            _FULL_TIME,
            "What full time is. Of it, and of a vacancy's hours and weeks, the pay of part-time or"
            " term-time posts is worked out.",
        ),
        "rules": Field(
            RULES,
            "How findings of a rule are told here, by its id, such as EQ01: as a warning, as"
            " advice, or not at all (off); or as fields, with its number and words of your own.",
        ),
        "pay": Field(PAY, "Pay tables, one for each day from which pay changes."),
        "clauses": Field(CLAUSES, "Standard statements, each written once, by id."),
        **CONTENT_FIELDS,
    },
    _organisation,
    instead={
        **dict.fromkeys(
            ("grades", "salaries", "salary", "spine", "allowances"),
            "write it in a table of pay:, which says from which day it holds",
        ),
        **dict.fromkeys(
            ("logo", "colours", "font", "branding", "address"),
            "what documents look like is said by their house style, a Word file; other facts go"
            " under facts:",
        ),
        **dict.fromkeys(("methods", "assessment"), "write assessment_methods:"),
        **dict.fromkeys(
            ("levels", "roles", "families"), "these are files of their own, in folders"
        ),
        "behaviours": "write them under frameworks:",
        "values": "write them under frameworks:, or in a section",
    },
)
