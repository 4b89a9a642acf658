"""Days, pay and hours that jdgen writes hold together; what people write is never changed."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Final

import pytest
from running import run, run_well

from jdgen.model.dates import Moment, Period, text_of
from jdgen.model.languages import languages, wording_in
from jdgen.model.pay import Range
from jdgen.model.working_time import Hours

if TYPE_CHECKING:
    from collections.abc import Callable

    from example import Example

    from jdgen.model.languages import Wording

DAY: Final = dt.date(2027, 3, 9)
LATER: Final = dt.date(2027, 3, 12)


def _day(day: dt.date, hour: int | None = None) -> Period:
    moment = Moment(day, None if hour is None else dt.time(hour, 30))
    return Period(moment, moment)


def _pay_per(unit: str) -> Callable[[Wording], str]:
    return lambda wording: Range(2_000_00, 2_500_00, unit).text("CHF", wording)


WRITTEN: Final[dict[str, Callable[[Wording], str]]] = {
    "a day": lambda wording: text_of([_day(DAY)], wording),
    "the first of a month": lambda wording: text_of([_day(dt.date(2027, 3, 1))], wording),
    "days": lambda wording: text_of([_day(DAY), _day(LATER)], wording),
    "a span": lambda wording: text_of([Period(Moment(DAY), Moment(LATER))], wording),
    "a time": lambda wording: text_of([_day(DAY, 14)], wording),
    "hours": lambda wording: Hours(37000, 37000).text(wording),
    "a range of hours": lambda wording: Hours(18500, 22000).text(wording),
    "another currency": lambda wording: wording.amount(12_345_00, "CHF"),
    **{
        f"pay per {unit}": _pay_per(unit)
        for unit in ("year", "month", "two weeks", "week", "day", "session", "hour")
    },
}
_MONTHS: Final = "|".join({wording_in(tag).months[2] for tag in languages()})
_LOOSE: Final = re.compile(
    rf"\d(?:er)? (?=(?:{_MONTHS}|hours|awr|heures)\b)|(?:{_MONTHS}) (?=\d{{1,2}}\b)"
    r"|CHF \d|\d CHF"
    r"|\b(?:an?|yr?|par|two|deux|bob) (?=(?:year|month|weeks?|day|session|hour|flwyddyn|mis"
    r"|wythnos|dydd|sesiwn|awr|an|mois|semaines?|jour|vacation|heure|pythefnos)\b)"
)
"""A space at which a line may break in a day, or between a figure and its unit."""


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("what", WRITTEN)
def test_no_line_breaks_in_a_day_or_before_a_unit(language: str, what: str) -> None:
    text = WRITTEN[what](wording_in(language))
    assert not _LOOSE.search(text), text
    assert _LOOSE.search(text.replace("\u00a0", " ")), "the test would not see it"


TYPED: Final = "Works 37 hours a week from 9 March 2027 for £20,000 a year."
FULL: Final = "full_time: {hours: 37}\n"


def test_what_people_write_is_never_changed(example: Example) -> None:
    example.vacancy(
        "closing_date: 2027-03-09\nhours: 37 hours a week\n"
        f"sections: {{duties: ['{TYPED}', 'Apply by {{{{ post.closing_date }}}}.']}}\n"
    )
    run_well("build", "one", folder=example.root)
    text = (example.root / "build/one/job-description.md").read_text(encoding="utf-8")
    for made in (text, example.word("job-description")):
        assert TYPED in made
        assert "37 hours a week" in made.replace(TYPED, "")
        assert "Apply by 9\u00a0March 2027." in made


def test_who_looks_for_it_finds_it_with_plain_spaces(example: Example) -> None:
    example.organisation(FULL)
    example.vacancy(
        "closing_date: 2027-03-09\nhours: 30\n"
        "sections: {duties: ['Apply by {{ post.closing_date }}.',"
        " {text: Covers evenings., when: {post.hours: 30 hours a week}}]}\n"
    )
    assert "Covers evenings." in example.markdown()
    for words in ("9 March 2027", "9\u00a0March 2027", "by 9 March"):
        assert "Apply by 9" in run_well("explain", "one", "--item", words, folder=example.root)
    data = json.loads(run_well("show", "one", "--format", "json", folder=example.root))
    assert data["facts"]["post.closing_date"]["text"] == "9 March 2027"
    assert data["facts"]["post.hours"]["text"] == "30 hours a week"
    assert "Closing date: 9 March 2027" in run_well("explain", "one", folder=example.root)


def test_hours_typed_and_hours_written_are_the_same(example: Example) -> None:
    example.organisation(FULL)
    example.vacancy("hours: 30\n")
    example.write("vacancies/two.yaml", "role: paviour\nhours: 30 hours a week\n")
    done = run("diff", "one", "two", "--exit-code", folder=example.root)
    assert done.returncode == 0, done.stdout
