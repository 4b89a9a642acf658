"""Dates that are not one day, wherever a date may be said."""

from __future__ import annotations

from datetime import date

import pytest
from example import CRITERIA, PAY, SECTIONS, Example
from hypothesis import given
from hypothesis import strategies as st
from texts import glued

from jdgen.model.dates import Moment, Period, text_of
from jdgen.model.languages import wording_in

FORMS = {
    "2027-03-09": "9 March 2027",
    "2027-03-09 14:00": "2pm on 9 March 2027",
    "2027-03-09 9:05": "9:05am on 9 March 2027",
    "2027-03-09 12:00": "midday on 9 March 2027",
    "2027-03-09 23:59": "11:59pm on 9 March 2027",
    "[2027-03-09]": "9 March 2027",
    "[2027-03-09, 2027-03-10]": "9 and 10 March 2027",
    "[2027-03-09, 2027-03-10, 2027-03-11]": "9, 10 and 11 March 2027",
    "[2027-03-09, 2027-04-10]": "9 March 2027 and 10 April 2027",
    "[2027-03-09, 2027-03-10, 2027-04-01]": "9 and 10 March 2027; 1 April 2027",
    "[2027-03-09 10:00, 2027-03-09 11:00]": "10am on 9 March 2027 and 11am on 9 March 2027",
    "[2027-03-01, {from: 2027-03-09, to: 2027-03-12}]": "1 March 2027 and 9 to 12 March 2027",
    "{from: 2027-03-09, to: 2027-03-12}": "9 to 12 March 2027",
    "{from: 2027-03-30, to: 2027-04-02}": "30 March 2027 to 2 April 2027",
    "{from: 2027-03-09 09:00, to: 2027-03-09 16:30}": "9am to 4:30pm on 9 March 2027",
    "{text: Open until filled}": "Open until filled",
    "9 March 2027": "9 March 2027",
    "9th March 2027": "9 March 2027",
    "the 9th of March, 2027": "9 March 2027",
    "Tuesday the 9th March 2027": "9 March 2027",
    "9-Mar-2027": "9 March 2027",
    "9 March 2027 at midnight": "",
    "9th March 2027 by 5pm": "",
    "Tuesday, 9 Mar. 2027": "9 March 2027",
    "March 9, 2027": "9 March 2027",
    "Tues March 9th 2027": "9 March 2027",
    "9th of MARCH 2027 at 5.30pm": "5:30pm on 9 March 2027",
    "12 noon on Tuesday 9 March 2027": "midday on 9 March 2027",
    "5 p.m., 9 March 2027": "",
    "5 p.m. on 9 March 2027": "5pm on 9 March 2027",
    "9 March 2027, 17:00": "5pm on 9 March 2027",
    "23:59 hrs on 9 March 2027": "11:59pm on 9 March 2027",
    "[9 March 2027, 2027-03-10]": "9 and 10 March 2027",
    "{from: 9 March 2027, to: 12th March 2027}": "9 to 12 March 2027",
}
FIELDS = {
    "closing_date": "post.closing_date",
    "interview_date": "post.interview_date",
    "start_of_post": "post.start_of_post",
    "record: {{approved: {}}}": "record.approved",
    "record: {{review_by: {}}}": "record.review_by",
    "evaluation: {{date: {}}}": "evaluation.date",
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("form", FORMS)
def test_each_date_may_be_said_in_each_form(example: Example, field: str, form: str) -> None:
    example.organisation("fields: {start_of_post: {label: Starts, kind: date}}\n")
    typed = form if form[0] in "[{" else f'"{form}"'
    said = field.format(typed) if "{" in field else f"{field}: {typed}"
    example.vacancy(f"{said}\n")
    if FORMS[form]:
        assert example.job("one").facts[FIELDS[field]].text == glued(FORMS[form])
    else:
        assert "is not a date" in str(example.problems()[0])


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("9 and 10 March 2027", "is not a date"),
        ("Continuous", "is not a date"),
        ("2027-02-30", "there is no day"),
        ("30 February 2027", "there is no day"),
        ("Monday 9 March 2027", "9 March 2027 is a Tuesday, and no Monday"),
        ("9 March", "is not a date"),
        ("9 March 27", "is not a date"),
        ("09/03/2027", "is not a date"),
        ("Ma 9 2027", "is not a date"),
        ("9 Marsh 2027", "is not a date"),
        ("14pm on 9 March 2027", "is not a date"),
        ("5 9 March 2027", "is not a date"),
        ("2027-03-09 25:00", "there is no time"),
        ("[]", "needs at least one entry"),
        ("[2027-03-10, 2027-03-09]", "not in order"),
        ("[2027-03-10, 2027-03-10]", "not in order"),
        ("{from: 2027-03-10, to: 2027-03-09}", "before"),
        ("{from: 2027-03-10 09:00, to: 2027-03-11}", "a time stands at one"),
        ("{from: 2027-03-10}", '"to" is missing'),
        ("{text: ''}", "is empty"),
    ],
)
@pytest.mark.parametrize("field", ["closing_date", "interview_date"])
def test_what_is_no_date_is_told_at_its_place(
    example: Example, field: str, form: str, message: str
) -> None:
    example.vacancy(f"{field}: {form}\n")
    problem = example.problems()[0]
    assert message in problem.message
    assert problem.place.line == 2


@pytest.mark.parametrize("typed", ["9 Mawrth 2027", "9 March 2027", "9 mars 2027"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_dates_are_typed_in_the_organisations_languages(
    example: Example, typed: str, language: str
) -> None:
    example.organisation("translations: [cy-GB, fr]\n")
    example.vacancy(f"interview_date: {typed}\n")
    month = {"en": "March", "cy": "Mawrth"}[language]
    said = example.job("one", language=language).facts["post.interview_date"].text
    assert said == glued(f"9 {month} 2027")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{month2}/{day2}/{year}", "03/09/2027 to 03/12/2027; 04/01/2027 and 04/02/2027"),
        ("{day2}.{month2}.{year}", "09.03.2027 to 12.03.2027; 01.04.2027 and 02.04.2027"),
        ("{year}-{month2}-{day2}", "2027-03-09 to 2027-03-12; 2027-04-01 and 2027-04-02"),
        ("{month} {day}, {year}", "March 9 to 12, 2027; April 1 and 2, 2027"),
    ],
)
def test_days_in_figures_are_each_written_whole(example: Example, pattern: str, text: str) -> None:
    example.organisation(f"wording: {{date: '{pattern}'}}\n")
    days = "[{from: 2027-03-09, to: 2027-03-12}, 2027-04-01, 2027-04-02]"
    example.vacancy(f"interview_date: {days}\n")
    assert glued(example.job("one").facts["post.interview_date"].text) == glued(text)


@pytest.mark.parametrize("day", ["4 December 2026", "Friday 4th December 2026", "2026-12-04"])
def test_days_of_every_file_and_option_are_typed_so(example: Example, day: str) -> None:
    example.organisation(
        f"pay: [{{effective: {day}, grades: {{'4': {{title: G, minimum: 1}}}}}}]\n"
    )
    example.vacancy(f"closing_date: {day}\nwaive: [{{rule: EQ01, reason: R, until: {day}}}]\n")
    assert example.run("check").exit_code == 0
    assert example.run("show", "one", "--as-of", day).exit_code == 0


def test_words_in_place_of_a_date_are_shown_how(example: Example) -> None:
    example.vacancy("closing_date: Continuous\n")
    [problem] = example.problems()
    assert "{text: …}" in problem.hint


@pytest.mark.parametrize(
    ("closing", "pay"),
    [
        ("2027-03-31 17:00", "£24,000"),
        ("[2027-02-01, 2027-04-02]", "£25,000"),
        ("{from: 2027-03-01, to: 2027-03-31}", "£24,000"),
        ("{text: Open until filled}", "£25,000"),
    ],
)
def test_pay_is_that_of_the_last_day_for_applications(
    example: Example, closing: str, pay: str
) -> None:
    example.organisation(PAY)
    example.vacancy(f"closing_date: {closing}\n")
    assert example.job("one").facts["post.salary"].text.startswith(pay)


@pytest.mark.parametrize(
    ("closing", "interviews", "rules"),
    [
        ("2027-03-09 17:00", "2027-03-09 09:00", ["dates-order"]),
        ("2027-03-09 09:00", "2027-03-09 17:00", []),
        ("2027-03-09", "2027-03-09 09:00", []),
        ("[2027-03-01, 2027-03-09]", "[2027-03-08, 2027-03-20]", ["dates-order"]),
        ("{from: 2027-03-01, to: 2027-03-09}", "{from: 2027-03-10, to: 2027-03-11}", []),
        ("{text: Open until filled}", "2020-01-01", []),
    ],
)
def test_interviews_are_not_before_the_closing_date(
    example: Example, closing: str, interviews: str, rules: list[str]
) -> None:
    example.vacancy(f"closing_date: {closing}\ninterview_date: {interviews}\n")
    done = example.run("list", "vacancies")
    assert done.exit_code == bool(rules)
    if rules:
        assert [problem.rule for problem in example.problems()] == rules


def test_check_says_that_words_are_not_checked(example: Example) -> None:
    example.role("location: Wick\n")
    example.write(
        "vacancies/one.yaml", f"title: P\nclosing_date: {{text: Now}}\n{SECTIONS}{CRITERIA}"
    )
    example.layout("documents:\n  sheet:\n    title: S\n    header: []\n    sections: []\n")
    said = example.run("check", "one").stderr
    assert "vacancies/one.yaml:2:22: this date is said in words, which nothing checks" in said


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(
    days=st.lists(DAYS, min_size=1, max_size=6, unique=True),
    language=st.sampled_from(["en-GB", "en-US", "cy-GB", "fr-FR"]),
)
def test_no_day_of_a_list_is_lost_in_any_language(days: list[date], language: str) -> None:
    wording = wording_in(language)
    text = text_of([Period(Moment(day), Moment(day)) for day in sorted(days)], wording)
    for day in days:
        assert (wording.first_day if day.day == 1 else str(day.day)) in text
        assert wording.months[day.month - 1] in text
        assert str(day.year) in text


# --- weekdays and ordinals ------------------------------------------------------------------------

LONG = {
    ("en-GB", "2026-12-04"): "Friday 4th December 2026",
    ("en-GB", "2026-12-01 17:00"): "5pm on Tuesday 1st December 2026",
    ("en-GB", "[2026-12-03, 2026-12-04]"): (
        "Thursday 3rd December 2026 and Friday 4th December 2026"
    ),
    ("en-GB", "{from: 2026-12-21, to: 2026-12-22}"): (
        "Monday 21st December 2026 to Tuesday 22nd December 2026"
    ),
    ("cy-GB", "2026-12-04"): "dydd Gwener 4ydd Rhagfyr 2026",
    ("fr-FR", "2026-12-04"): "vendredi 4 décembre 2026",
    ("fr-FR", "2027-03-01"): "lundi 1er mars 2027",
}


@pytest.mark.parametrize(("language", "form"), LONG)
def test_dates_are_written_with_weekday_and_ordinal(
    example: Example, language: str, form: str
) -> None:
    example.write(
        "families/organisation.yaml",
        f"name: Hale\nlanguage: {language}\n"
        "assessment_methods: {A: a, I: i, T: t}\n"
        'wording: {date: "{weekday} {ordinal} {month} {year}"}\n',
    )
    example.vacancy(f"closing_date: {form}\n")
    assert example.job("one").facts["post.closing_date"].text == LONG[language, form]
    assert LONG[language, form] in example.documents(audience="advert")["advert"].markdown


def test_ordinals_share_a_month_without_weekdays(example: Example) -> None:
    example.organisation('wording: {date: "{ordinal} {month} {year}"}\n')
    example.vacancy("interview_date: [2027-03-01, 2027-03-02, 2027-03-03]\n")
    assert example.job("one").facts["post.interview_date"].text == "1st, 2nd and 3rd March 2027"


@given(
    days=st.lists(DAYS, min_size=1, max_size=4, unique=True),
    language=st.sampled_from(["en-GB", "en-US", "cy-GB", "fr-FR"]),
)
def test_each_day_of_a_list_has_its_weekday_and_ordinal(days: list[date], language: str) -> None:
    wording = wording_in(language, {"date": "{weekday} {ordinal} {month} {year}"})
    text = text_of([Period(Moment(day), Moment(day)) for day in sorted(days)], wording)
    for day in days:
        weekday, ordinal = wording.weekdays[day.weekday()], wording.ordinals[day.day - 1]
        assert f"{weekday} {ordinal} {wording.months[day.month - 1]} {day.year}" in text
    assert len({*wording.ordinals}) == 31
    assert len({*wording.weekdays}) == 7
