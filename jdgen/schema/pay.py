"""The shape of pay tables: spine points, grades and allowances, from one date on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from jdgen.model.pay import Allowance, Grade, PayTable, Range
from jdgen.reading.lists import ListOf, MapOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Context, Converted, Described
from jdgen.reading.texts import LINE, WORDS, Line
from jdgen.reading.values import AMOUNT, DATE, ID_KEY, finder
from jdgen.schema.entries import MARKED_WORDS
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from jdgen.model.text import Passage
    from jdgen.reading.yaml import Mapping, Node


class _Written(NamedTuple):
    """A grade as it is written, before the points of the spine are looked up."""

    title: Passage
    ranges: tuple[Range, ...]
    points: tuple[Passage, ...]
    node: Mapping


def _range(values: Values, node: Mapping, context: Context) -> Range | None:
    steps: tuple[int, ...] = values["steps"] or ()
    low, high, middle = values["minimum"], values["maximum"], values["midpoint"]
    if steps and (low is not None or high is not None):
        context.problems.refuse(
            node,
            '"steps" is given beside "minimum" or "maximum"',
            "keep the steps: the first is the minimum and the last the maximum",
            "pay-order",
        )
        return None
    if steps:
        low, high = steps[0], steps[-1]
    if low is None and high is None:
        context.problems.refuse(
            node,
            "there is no pay here",
            "add minimum: and maximum:, or only one of them, or steps:",
            "missing-field",
        )
        return None
    in_order = [amount for amount in (low, *steps, middle, high) if amount is not None]
    if middle is not None:
        in_order = [amount for amount in (low, middle, high) if amount is not None]
    for lower, higher in pairwise(in_order):
        if lower > higher:
            lower_text, higher_text = (_figures(amount) for amount in (lower, higher))
            context.problems.refuse(
                node,
                f"the minimum {lower_text} is above the maximum {higher_text}"
                if len(in_order) == _BOTH_ENDS and not steps
                else f"{lower_text} stands before {higher_text}, which is less",
                "put the lower figure first",
                "pay-order",
            )
            return None
    return values.make(Range, minimum=low, maximum=high)


def _figures(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)


def _unit(passage: Passage, node: Node, context: Context) -> str | None:
    units = context.setting.wording.per
    if unit := finder(units)(passage.text):
        return unit
    context.problems.refuse(
        node,
        f'"{passage.text}" is nothing that pay is known to be for',
        f"write {', '.join(units)}, or say how texts have it, under wording: per: in"
        " families/organisation.yaml",
        "unknown-word",
    )
    return None


_BOTH_ENDS: Final = 2
_PER: Final = Described(
    Converted(LINE, _unit),
    {
        "anyOf": [
            {"enum": ["year", "month", "two weeks", "week", "day", "session", "hour"]},
            {"type": "string"},
        ]
    },
)
_RANGE_FIELDS: Final = {
    "minimum": Field(AMOUNT, "The least that is paid; without it, pay is up to the maximum."),
    "maximum": Field(AMOUNT, "The most that is paid; without it, pay is from the minimum."),
    "midpoint": Field(AMOUNT, "The rate for the competent holder, where there is one."),
    "steps": Field(
        ListOf(AMOUNT, least=2, hint="write it in square brackets, the lowest first"),
        "The increments, the lowest first, in place of minimum and maximum.",
    ),
    "per": Field(_PER, "What the pay is for: a year if not given."),
}
_NAMED_RANGE: Final = Record(
    {"title": Field(WORDS, "What the range is called.", required=True), **_RANGE_FIELDS}, _range
)


def _grade(values: Values, node: Mapping, context: Context) -> _Written | None:
    title: Passage = values["title"]
    ways = [name for name in ("points", "ranges") if values[name]]
    own = [name for name in _RANGE_FIELDS if values[name] is not None]
    if ways and (len(ways) > 1 or own):
        context.problems.refuse(
            node,
            f'"{ways[0]}" is given beside "{[*ways[1:], *own][0]}"',
            "say a grade's pay in one way",
            "pay-order",
        )
        return None
    if values["points"]:
        return _Written(title, (), values["points"], node)
    if values["ranges"]:
        return _Written(title, values["ranges"], (), node)
    values.pop("title")  # which is the grade's, and no range's
    only = _range(values, node, context)
    return only and _Written(title, (only,), (), node)


def _spanned(
    written: _Written, spine: dict[str, int], context: Context
) -> tuple[tuple[Range, ...], tuple[str, ...]] | None:
    """Look the grade's points up in the spine: its first and its last."""
    first, *rest = written.points
    last = rest[-1] if rest else first
    unknown = [point for point in written.points if point.text not in spine]
    for point in unknown:
        context.problems.refuse(
            point.source,
            f'the spine has no point "{point.text}"',
            f"the points are {_some(spine)}" if spine else "add spine: with the points' pay",
            "unknown-point",
        )
    if unknown:
        return None
    low, high = spine[first.text], spine[last.text]
    if low > high:
        context.problems.refuse(
            written.node, "the first point pays more than the last", "put it last", "pay-order"
        )
        return None
    return (Range(low, high),), tuple(dict.fromkeys((first.text, last.text)))


def _some(spine: dict[str, int]) -> str:
    names = list(spine)
    return f"{names[0]} to {names[-1]}" if len(names) > 1 else names[0]


def _pay_table(values: Values, _node: Mapping, context: Context) -> PayTable:
    spine: dict[str, int] = values["spine"] or {}
    grades: dict[str, Grade] = {}
    written: _Written
    for key, written in values["grades"].items():
        ranges = written.ranges
        points: tuple[str, ...] = ()
        if written.points:
            spanned = _spanned(written, spine, context)
            if spanned is None:
                continue
            ranges, points = spanned
        grades[key] = Grade(
            id=key,
            title=written.title,
            ranges=ranges,
            source=context.source(written.node),
            points=points,
        )
    allowances: dict[str, Allowance] = values["allowances"] or {}
    named = {key: allowance._replace(id=key) for key, allowance in allowances.items()}
    return values.make(PayTable, grades=grades, allowances=named)


def _in_order(tables: tuple[PayTable, ...], node: Node, context: Context) -> tuple[PayTable, ...]:
    in_order = sorted(tables, key=lambda table: table.effective)
    for earlier, later in pairwise(in_order):
        if earlier.effective == later.effective:
            context.problems.refuse(
                node,
                f"two pay tables are effective from {later.effective}",
                "keep one pay table a date",
                "pay-date",
            )
    return tuple(in_order)


_GRADE: Final = Record(
    {
        "title": Field(WORDS, "What the grade is called.", required=True),
        **_RANGE_FIELDS,
        "points": Field(
            ListOf(
                Line("point"), least=1, hint="write the first and the last point in square brackets"
            ),
            "The first and the last point of the spine, in place of minimum and maximum.",
        ),
        "ranges": Field(
            ListOf(_NAMED_RANGE, least=2),
            "Several ranges side by side, such as one for each place, each with a title.",
        ),
    },
    _grade,
)
_ALLOWANCE: Final = Record(
    {
        "title": Field(WORDS, "What the allowance is called.", required=True),
        "amount": Field(AMOUNT, "How much it is.", required=True),
        "per": Field(_PER, "What it is paid for: a year if not given."),
        "text": Field(MARKED_WORDS, "When it is paid.", to="passage"),
    },
    Allowance,
)
_PAY_TABLE: Final = Record(
    {
        "effective": Field(
            DATE, "The day from which this table is in force, as 2027-04-01.", required=True
        ),
        "spine": Field(
            MapOf(AMOUNT, least=1), "The points of the pay spine, and their pay a year."
        ),
        "grades": Field(MapOf(_GRADE, least=1), "The grades' pay, by grade.", required=True),
        "allowances": Field(
            MapOf(_ALLOWANCE, keys=ID_KEY), "Payments on top of the grade's, by id."
        ),
    },
    _pay_table,
)
PAY: Final = Converted(ListOf(_PAY_TABLE), _in_order)
