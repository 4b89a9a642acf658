"""The shapes of single values: ids, dates, numbers, amounts, and words of a fixed few."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Protocol, Self, TypeVar

from jdgen.model.text import Passage, facts_in
from jdgen.model.working_time import decimal, thousandths
from jdgen.reading.lists import ListOf
from jdgen.reading.records import Field, Record
from jdgen.reading.shapes import Choice, Context, Converted, Described, Named, Shape
from jdgen.reading.texts import LINE, WORDS, Line
from jdgen.reading.typed_dates import ISO, WrongWeekday, iso_of
from jdgen.reading.yaml import Mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jdgen.model.text import Setting, Source
    from jdgen.reading.json_schema import Schema
    from jdgen.reading.yaml import Node

T = TypeVar("T")


class _Named(Protocol):
    @property
    def source(self) -> Source: ...
    def _replace(self, *, source: Source) -> Self: ...


NamedT = TypeVar("NamedT", bound=_Named)

ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE: Final = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"
_AMOUNT: Final = r"[0-9]{1,10}(?:\.[0-9]{2})?"
_DECIMAL: Final = r"[0-9]{1,6}(?:\.[0-9]{1,3})?"
_COUNT: Final = r"[0-9]{1,9}(?:\.[0-9]{1,2})?"


def checked(
    parse: Callable[[str], T | None],
    message: str,
    hint: str,
    rule: str,
    schema: Schema,
    *,
    text: Shape[Passage] = LINE,
) -> Shape[T]:
    """Return the shape of text that `parse` understands; the message follows the text quoted."""

    def make(passage: Passage, node: Node, context: Context) -> T | None:
        value = parse(passage.text.strip())
        if value is None:
            context.problems.refuse(node, f'"{passage.text}" {message}', hint, rule)
        return value

    if "pattern" in schema:  # what editors say in place of the pattern
        schema = {**schema, "patternErrorMessage": f"{hint[0].upper()}{hint[1:]}."}
    return Described(Converted(text, make), schema)


def _date(value: str) -> date | None:
    """Return the day that a text says, where its form is right; raise where there is no such."""
    return date.fromisoformat(value) if ISO.fullmatch(value) else None


def _day(passage: Passage, node: Node, context: Context) -> Passage | None:
    try:
        text = iso_of(passage.text, context.setting)
        _date(text)
    except WrongWeekday as wrong:
        hint = "correct the day or the weekday"
        context.problems.refuse(node, str(wrong), hint, "not-a-date")
        return None
    except ValueError:
        message, hint = f'there is no day "{passage.text}"', "correct its month or its day"
        context.problems.refuse(node, message, hint, "not-a-date")
        return None
    return passage if text == passage.text else passage._replace(text=text)


def _nameless(passage: Passage, node: Node, context: Context) -> Passage | None:
    if facts_in(passage.text):
        context.problems.refuse(
            node,
            "a label can't name a fact, which would be printed as it is typed",
            "write it without braces; titles, headings and sentences may name facts",
            "bad-fact",
        )
        return None
    if "\\{{" in passage.text:
        return passage._replace(text=passage.text.replace("\\{{", "{{"))
    return passage


NAMELESS: Final = Converted(WORDS, _nameless)
"""Words that are printed as they are typed, in which no fact is looked for: labels and the like."""


def _id(passage: Passage, node: Node, context: Context) -> Passage | None:
    if ID.fullmatch(passage.text):
        return passage
    meant = re.sub(r"[\s_-]+", "-", passage.text.strip().lower())
    context.problems.refuse(
        node,
        f'"{passage.text}" can\'t be an id',
        "use lower-case letters, digits and single hyphens, such as "
        + (meant if ID.fullmatch(meant) else "risk-log"),
        "bad-id",
    )
    return None


def _digits(minimum: int = 0) -> Schema:
    return {
        "anyOf": [
            {"type": "integer", "minimum": minimum},
            {"type": "string", "pattern": "^[0-9]{1,9}$"},
        ]
    }


_ID_SCHEMA: Final[Schema] = {
    "anyOf": [
        {"type": "string", "pattern": f"^{ID.pattern}$"},
        {"type": "integer", "minimum": 0},
    ],
}
ID_LINE: Final = Described(Converted(LINE, _id), _ID_SCHEMA)
# The names of a mapping are texts whatever YAML takes them for.
ID_KEY: Final = Described(ID_LINE, {"type": "string", "pattern": f"^{ID.pattern}$"})


def language_tag(said: str) -> str | None:
    """Return a language tag in BCP 47's capitals, en-GB of en-gb; None where it is none."""
    first, *others = said.strip().replace("_", "-").lower().split("-")
    sizes = {2: str.upper, 4: str.title}
    tag = "-".join((first, *(sizes.get(len(part), str)(part) for part in others)))
    return tag if re.fullmatch(_LANGUAGE, tag) else None


def id_of(kind: str) -> Shape[Passage]:
    """Return the shape of the id of something of a kind, which editors then complete."""
    return Converted(Line(kind), _id)


WHOLE_NUMBER: Final = checked(
    lambda value: int(value) if re.fullmatch("[0-9]{1,9}", value) else None,
    "is not a whole number",
    "write digits only, without signs, commas or points",
    "not-a-number",
    _digits(),
)
_SHARE: Final = r"(?:100(?:\.00?)?|[0-9]{1,2}(?:\.[0-9]{1,2})?)"
_SHARES: Final = rf"({_SHARE})(?:(?: +to +| *[-\u2013] *)({_SHARE}))?"


def _weight(value: str) -> tuple[float, float | None] | None:
    """Return a share, or the whole number that a criterion counts in scoring."""
    return _share(value) or ((int(value), None) if re.fullmatch("[0-9]{1,9}", value) else None)


def _share(value: str) -> tuple[float, float | None] | None:
    found = re.fullmatch(_SHARES, value)
    if not found or float(found[1]) <= 0:
        return None
    low, high = float(found[1]), float(found[2]) if found[2] else None
    return None if high is not None and high <= low else (low, high)


_SHARE_HINT: Final = "write a number from 1 to 100, without a sign, such as 33.3 or 10 to 20"
_SHARE_SHAPE: Final = checked(
    _share,
    "is not a share",
    _SHARE_HINT,
    "not-a-percentage",
    {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0, "maximum": 100},
            {"type": "string", "pattern": f"^{_SHARES}$"},
        ]
    },
)
SHARE: Final = Named("share", lambda: _SHARE_SHAPE)
"""A share in per cent, or the least and the most of it."""
SHARE_OR_NUMBER: Final = checked(
    _weight,
    "is not a weight",
    _SHARE_HINT,
    "not-a-percentage",
    {
        "anyOf": [
            {"type": "number", "minimum": 0},
            {"type": "string", "pattern": f"^({_SHARES}|[0-9]{{1,9}})$"},
        ]
    },
)
"""The weight of a duty, or of a criterion, where it isn't known of which."""
DATE: Final = checked(
    _date,
    "is not a date",
    "write it as 31 March 2027 or 2027-03-31",
    "not-a-date",
    {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|.*[A-Za-z]{3}.*)$"},
    text=Converted(LINE, _day),
)
TRUE_OR_FALSE: Final = checked(
    {"true": True, "false": False}.get,
    "is neither true nor false",
    "write true or false",
    "not-true-or-false",
    {"enum": [True, False, "true", "false"]},
)
LANGUAGE: Final = checked(
    lambda value: value if re.fullmatch(_LANGUAGE, value) else None,
    "is not a language tag",
    "write a code such as en-GB (BCP 47)",
    "bad-language",
    {"type": "string", "pattern": f"^{_LANGUAGE}$"},
)
CURRENCY: Final = checked(
    lambda value: value if re.fullmatch("[A-Z]{3}", value) else None,
    "is not a currency",
    "write its code of three letters, such as GBP (ISO 4217)",
    "bad-currency",
    {"type": "string", "pattern": "^[A-Z]{3}$"},
)
NAME: Final = checked(
    lambda value: value if re.fullmatch("[a-z][a-z0-9_]*", value) else None,
    "can't be a name here",
    "use lower-case letters, digits and underscores",
    "bad-name",
    {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
)


def _amount(value: str) -> int | None:
    if not re.fullmatch(_AMOUNT, value):
        return None
    whole, _, rest = value.partition(".")
    return int(whole) * 100 + int(rest or 0)


AMOUNT: Final = checked(
    _amount,
    "is not an amount",
    "write figures only, such as 33024 or 12.60, without a sign or commas",
    "not-an-amount",
    {
        "anyOf": [
            {"type": "number", "minimum": 0},
            {"type": "string", "pattern": f"^{_AMOUNT}$"},
        ]
    },
)
"""An amount of money, read as hundredths of the currency's unit."""


# Facts: read as they are printed, in the language that is wanted.

_RANGE: Final = (
    r"(?:(up to|over|at least|from) +)?({number})|({number})(?: +to +| *[-\u2013] *)({number})"
)


def _figures(
    name: str, number: str, say: Callable[[str, Setting], str], message: str, hint: str, rule: str
) -> Shape[Passage]:
    """Return the shape of one number, or of a range: up to 4, over 4, 2 to 4.

    `number` is the pattern of one, and `say` what texts say for it.
    """
    pattern = _RANGE.format(number=number)

    def form(value: str) -> re.Match[str] | None:  # compiled where a file says one
        return re.fullmatch(pattern, value, re.IGNORECASE)

    def text(found: re.Match[str], node: Node, context: Context) -> Passage | None:
        wording, source = context.setting.wording, context.source(node)
        word, one, low, high = found.groups()
        if one:
            said = say(one, context.setting)
            if not word:
                return Passage(said, source)
            if word.lower() == "up to":
                return Passage(wording.up_to.format(high=said), source)
            ranged = wording.over if word.lower() == "over" else wording.at_least
            return Passage(ranged.format(low=said), source)
        if float(low) > float(high):
            message, hint = f"{low} is more than {high}", "put the lower figure first"
            context.problems.refuse(node, message, hint, "figures-order")
            return None
        ends = (say(low, context.setting), say(high, context.setting))
        return Passage(wording.between(*ends), source)

    schema: Schema = {
        "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^({pattern})$"}]
    }
    shape = Converted(checked(form, message, hint, rule, schema), text)
    return Named(name, lambda: shape)


MONEY_FACT: Final = _figures(
    "amount",
    _AMOUNT,
    lambda number, setting: setting.wording.amount(_amount(number) or 0, setting.currency),
    "is not an amount",
    'write figures only, such as 33024 or 12.60, without a sign or commas, or "over 33024"',
    "not-an-amount",
)
COUNT_FACT: Final = _figures(
    "number",
    _COUNT,
    lambda number, setting: setting.wording.figure(number),
    "is not a number of people or things",
    'write figures, such as 4, 0.5, "up to 4" or "2 to 4"',
    "not-a-count",
)


THOUSANDTHS: Final = checked(
    lambda value: thousandths(value) or None,
    "is not a number above 0",
    "write figures, such as 37, 36.25 or 52.143",
    "not-a-number",
    {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0},
            {"type": "string", "pattern": f"^{_DECIMAL}$"},
        ]
    },
)
"""A number above nothing, read as its thousandths."""
FIGURE_FACT: Final = Converted(
    THOUSANDTHS,
    lambda number, node, context: Passage(
        context.setting.wording.figure(decimal(number)), context.source(node), main=decimal(number)
    ),
)
"""A number that texts can name, and that is reckoned with."""


def finder(words: Iterable[str]) -> Callable[[str], str | None]:
    """Return what finds one of a few words, whatever its capitals, hyphens and optional plural."""
    by_form: dict[str, str] = {}
    for word in words:
        singular = _plain(word)
        by_form[singular] = word
        if word.endswith("(s)"):
            by_form[f"{singular}s"] = word
    return lambda value: by_form.get(_plain(value))


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", " ", word.strip().casefold()).removesuffix("(s)")


_MOST_TOLD_TWICE: Final = 4  # as the remedy lists the words too


def one_of(*words: str) -> Shape[Any]:
    """Return the shape of text that is one of a few words, whatever its capitals."""
    wrong = f"is none of {', '.join(words)}"
    match words:
        case (one, other):
            wrong = f"is neither {one} nor {other}"
        case _ if len(words) > _MOST_TOLD_TWICE:
            wrong = "can't stand here"
    return checked(
        finder(words),
        wrong,
        f"write {', '.join(words[:-1])} or {words[-1]}",
        "unknown-word",
        {"enum": list(words)},
    )


def _word_text(word: str, node: Node, context: Context) -> Passage:
    return Passage(context.setting.wording.words[word], context.source(node), main=word)


def word_fact(*words: str, message: str, hint: str) -> Shape[Passage]:
    """Return the shape of a fact that is one of a few words, printed as the language says it."""
    return Converted(
        checked(
            finder(words),
            message,
            hint,
            "unknown-word",
            {"enum": list(words)},
        ),
        _word_text,
    )


def with_reason(named: Shape[NamedT], name: str = "id") -> Shape[NamedT]:
    """Return the shape of what a change names, by itself or in fields with the reason for it."""
    fields = Record(
        {
            name: Field(named, "What is changed.", required=True),
            "reason": Field(LINE, "Why, which jdgen explain shows.", required=True),
        },
        lambda values, _, __: because(values[name], values["reason"]),
    )
    return Choice(lambda node, _: fields if isinstance(node, Mapping) else named, (named, fields))


def because(named: NamedT, reason: Passage) -> NamedT:
    """Return what a change names, with the reason for it."""
    source = named.source._replace(reason=" ".join(reason.text.split()))
    return named._replace(source=source)


def ids(kind: str, hint: str) -> Shape[tuple[Passage, ...]]:
    """Return the shape of a list of ids in square brackets."""
    return ListOf(id_of(kind) if kind else ID_LINE, hint=hint)
