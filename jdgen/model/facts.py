"""What a role or a vacancy may say of its post in a word or a line, and the fact that each becomes.

The schema reads these fields, layouts place the facts, texts may name them, and editors show what
each is about; this is the one list of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container

Kind = Literal["words", "line", "date", "money", "count", "figure", "word"]


class Particular(NamedTuple):
    """A field of a role or vacancy, what kind of value it takes and what it is about.

    `words` are texts for readers, which can be translated; a `line` is the same in every language;
    a `word` is one of `choices`. Of an `internal` one no document need say anything.
    """

    field: str
    about: str
    kind: Kind = "words"
    choices: tuple[str, ...] = ()
    internal: bool = False


POST_PARTICULARS: Final = (
    Particular("title", "The post's official title."),
    Particular("working_title", "What the post is called day to day, where that differs."),
    Particular("also_known_as", "Other titles by which people may look for the post."),
    Particular(
        "reports_to", "The line manager's title, or {role: …} where it is one of the roles."
    ),
    Particular("accountable_to", "Who is answered to above the line manager."),
    Particular("professional_lead", "Who leads the post professionally, beside its line manager."),
    Particular("countersignatory", "The second manager who reviews appraisals."),
    Particular("responsible_for", "Whom the post manages, in words."),
    Particular("directorate", "The directorate that the post belongs to."),
    Particular("service", "The service that the post belongs to."),
    Particular("team", "The team or section that the post belongs to."),
    Particular("location", "The place or places of work."),
    Particular("working_style", "Office-based, hybrid, home-based or mobile, and how often."),
    Particular(
        "hours",
        "The hours of work. Pay is worked out of a figure: 30, 18.5 to 22 or 30 hours a week.",
    ),
    Particular(
        "weeks",
        "How many weeks of a year the post works, where that is not all: 39 for term time, say.",
        "figure",
        internal=True,
    ),
    Particular(
        "paid_weeks",
        "How many weeks of a year are paid, leave included, where they are not to be worked out.",
        "figure",
        internal=True,
    ),
    Particular("working_pattern", "When the hours are worked: shifts, term time, weekends."),
    Particular("contract", "Permanent, fixed-term, secondment or casual."),
    Particular("contract_reason", "Why the contract is not permanent."),
    Particular("job_share", "Whether, and how, the post can be shared."),
    Particular("salary", "Pay as advertised, where it is not simply the grade's."),
    Particular("contact", "Whom to ask about the post."),
    Particular("marking", "Who may see the documents, such as: For internal use."),
    Particular("behaviour_level", "The level of the behaviour framework that the post works at."),
    Particular("posts", "How many posts there are.", "count"),
    Particular("role_code", "The role's code in the HR system.", "line", internal=True),
    Particular("master_record", "Where the agreed original is kept.", "line", internal=True),
)
"""Fields of their own; each is known to texts as `post.<field>`."""

VACANCY_PARTICULARS: Final = (
    Particular("post_number", "The post's number in the establishment.", "line"),
    Particular("closing_date", "The last day for applications, as 2027-02-14.", "date"),
    Particular("interview_date", "The day of the interviews, as 2027-03-02.", "date"),
)
"""Fields that only a vacancy has."""

GROUPS: Final[dict[str, tuple[str, tuple[Particular, ...]]]] = {
    "dimensions": (
        "Figures that say how large the job is.",
        (
            Particular("budget_managed", "The budget that the post answers for.", "money"),
            Particular("budget_influenced", "Money that it spends or advises on.", "money"),
            Particular("staff_direct", "How many people it manages: 4, or up to 4.", "count"),
            Particular("staff_indirect", "How many people its own managers manage.", "count"),
            Particular("assets", "Buildings, vehicles, systems and the like in its care."),
            Particular("volumes", "How much work there is, in numbers."),
        ),
    ),
    "checks": (
        "Checks before and during employment, and restrictions by law.",
        (
            Particular(
                "dbs",
                "The level of check by the Disclosure and Barring Service.",
                "word",
                ("None", "Basic", "Standard", "Enhanced", "Enhanced with Barred List(s)"),
            ),
            Particular(
                "workforce",
                "The workforce that the check is for.",
                "word",
                ("Children", "Adults", "Children and adults", "Other"),
            ),
            Particular("regulated_activity", "The regulated activity that the post includes."),
            Particular("reason", "Why the post is eligible for the check."),
            Particular("pvg", "Membership of the Protecting Vulnerable Groups scheme (Scotland)."),
            Particular("accessni", "The check by AccessNI (Northern Ireland)."),
            Particular("vetting", "Police vetting."),
            Particular("national_security", "National security vetting."),
            Particular(
                "rehabilitation", "Exemption from the Rehabilitation of Offenders Act 1974."
            ),
            Particular("medical", "A medical examination or health surveillance."),
            Particular("drug_test", "Tests for drugs or alcohol."),
            Particular(
                "political_restriction",
                "Whether the post is politically restricted, by the Local Government and Housing"
                " Act 1989: as a specified or as a sensitive post.",
                "word",
                ("None", "Specified", "Sensitive"),
            ),
            Particular("political_restriction_reason", "Why the post is politically restricted."),
        ),
    ),
    "languages": (
        "Languages that the post needs.",
        (
            Particular(
                "fluency",
                "The fluency duty of customer-facing posts, Immigration Act 2016, Part 7.",
            ),
            Particular(
                "welsh",
                "The category of Welsh, by the Welsh language standards.",
                "word",
                (
                    "essential",
                    "to be learnt on appointment",
                    "desirable",
                    "not necessary",
                ),
            ),
            Particular("welsh_level", "The level of Welsh, for each skill."),
        ),
    ),
    "demands": (
        "Demands of the work, and its conditions.",
        (
            Particular("physical", "Physical demands."),
            Particular("mental", "Mental demands, such as long concentration."),
            Particular("emotional", "Emotional demands, such as work with people in distress."),
            Particular("environment", "Noise, weather, dirt, heights and other conditions."),
            Particular("travel", "Travel at work."),
            Particular("on_call", "Standby and call-out."),
            Particular("lone_working", "Work alone or out of sight."),
            Particular("unsocial_hours", "Work at night, at weekends and on holidays."),
        ),
    ),
}
"""Fields that hold fields, by name, with what each is about; texts know them by both names."""

RECORD: Final = (
    Particular(
        "status",
        "How far the text has come.",
        "word",
        ("Draft", "Agreed", "Evaluated", "Approved", "Retired"),
    ),
    Particular("version", "The version's number or name.", "line"),
    Particular("effective", "The day from which it holds.", "date"),
    Particular("approved", "The day on which it was approved.", "date"),
    Particular("review_by", "The day by which it is to be reviewed.", "date"),
    Particular("author", "Who keeps it.", "line"),
    Particular("change_note", "What changed in this version, and why."),
)
"""What a file may keep of itself: `record.<field>` of a post's, `level.<field>` of a level's."""

UNAGREED: Final = frozenset({"Draft", "Retired"})
"""Statuses of files that no final document is made of."""

EVALUATION: Final = (
    Particular("scheme", "The scheme of job evaluation, such as NJC, GLPC or Hay.", "line"),
    Particular("reference", "The evaluation's reference.", "line"),
    Particular("date", "The day of the evaluation.", "date"),
    Particular("panel", "Who evaluated the job."),
    Particular("total", "The total score.", "line"),
)
"""What job evaluation says in a line; no document says it unless its layout asks."""

_POST_NAMES: Final = {"post_number": "number"}


def _registered() -> dict[str, str]:
    """Return the field of each fact that a role or vacancy may say."""
    facts = {
        f"post.{_POST_NAMES.get(particular.field, particular.field)}": particular.field
        for particular in (*POST_PARTICULARS, *VACANCY_PARTICULARS)
    }
    for group, (_, fields) in GROUPS.items():
        facts |= {
            f"{group}.{particular.field}": f"{group}.{particular.field}" for particular in fields
        }
    return facts


FIELD_OF_FACT: Final = _registered()
"""The field, with its group, that says each fact of a post."""

FACT_OF_FIELD: Final = {field: fact for fact, field in FIELD_OF_FACT.items()}

AUDIENCES: Final = ("advert", "job-description", "evaluation")
"""Those for whom documents are: what `document.audience` says."""


def _choices() -> dict[str, tuple[str, ...]]:
    """Return what each fact of a closed list can say."""
    choices: dict[str, tuple[str, ...]] = {"document.audience": AUDIENCES}
    fields_of = {topic: fields for topic, (_, fields) in GROUPS.items()}
    for topic, fields in (fields_of | {"record": RECORD, "level": RECORD}).items():
        choices |= {
            f"{topic}.{particular.field}": particular.choices
            for particular in fields
            if particular.choices
        }
    return choices


CHOICES: Final = _choices()
"""All that each fact of a closed list can say."""

KIND_OF_FACT: Final[dict[str, Kind]] = {
    FACT_OF_FIELD[particular.field]: particular.kind
    for particular in (*POST_PARTICULARS, *VACANCY_PARTICULARS)
} | {
    f"{group}.{particular.field}": particular.kind
    for group, fields in (
        *((group, fields) for group, (_, fields) in GROUPS.items()),
        ("record", RECORD),
        ("level", RECORD),
    )
    for particular in fields
}
"""What kind of value each fact of a post is."""

NONE: Final = "None"
"""What a fact of a closed list says where it is as good as not said."""

OF_VACANCIES: Final = frozenset(
    FACT_OF_FIELD[particular.field] for particular in VACANCY_PARTICULARS
)
"""Facts that no role has."""

INTERNAL: Final = frozenset(
    f"post.{particular.field}" for particular in POST_PARTICULARS if particular.internal
)
"""Facts of a post about which no document need say anything."""

RECORD_FACTS: Final = tuple(f"record.{particular.field}" for particular in RECORD)
EVALUATION_FACTS: Final = frozenset(f"evaluation.{particular.field}" for particular in EVALUATION)
JOB_FACTS: Final = (
    "family.title",
    "family.description",
    "family.code",
    "family.lead",
    "family.sub_family",
    "level.code",
    "level.title",
    "level.grades",
    *(f"level.{particular.field}" for particular in RECORD),
    "grade.title",
    "grade.pay",
    "grade.points",
    "grade.minimum",
    "grade.maximum",
    "grade.midpoint",
    "grade.steps",
    "pay.actual",
    "pay.full_time",
    "pay.share",
    "pay.weeks",
    "pay.hour",
    "band.title",
)
"""Facts that job evaluation and HR policy say of a job."""

OF_LEVELS: Final = frozenset(
    fact for fact in JOB_FACTS if fact.startswith(("family.", "level."))
) - {"family.sub_family"} | {"band.title"}
"""Facts that a level and its family say, of which a level's own documents may print any."""

CODES: Final = "codes."
"""What the facts start with that are codes in outside frameworks: SOC 2020's is codes.soc_2020."""


def code_fact(framework: str) -> str:
    """Return the fact that a code in a framework is known by."""
    return f"{CODES}{re.sub(r'[^a-z0-9]+', '_', framework.casefold()).strip('_')}"


def is_known(fact: str, names: Container[str]) -> bool:
    """Return whether a fact is one of those known, or a code: of frameworks there are any."""
    return fact in names or fact.startswith(CODES)


KNOWN_FACTS: Final = frozenset(
    (*FIELD_OF_FACT, *JOB_FACTS, *RECORD_FACTS, *EVALUATION_FACTS, "document.audience")
)
"""The facts that every job may have; an organisation adds its own, and fields of its own."""
