"""Pay that is worked out of hours and weeks: what is printed, explained, and found to disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from repositories import commit, git
from texts import glued

from jdgen.model.languages import wording_in
from jdgen.model.text import Source
from jdgen.model.working_time import FullTime, Hours, hours_in
from jdgen.problems import Place

if TYPE_CHECKING:
    from example import Example

FULL = "full_time: {hours: 37, weeks: 52.143, leave_days: 31}\n"
PAY = 'pay: [{effective: 2026-04-01, grades: {"4": {title: Grade 4, %s}}}]\n'
YEARLY = PAY % "minimum: 25987, maximum: 27316"


def pay(example: Example, table: str, hours: str, full: str = FULL) -> dict[str, str]:
    example.organisation(full + table)
    example.vacancy(hours)
    return {name: fact.text for name, fact in example.job().facts.items()}


@pytest.mark.parametrize(
    ("hours", "salary"),
    [
        ("30", "£21,071 to £22,148 a year"),
        ("30 hours a week", "£21,071 to £22,148 a year"),
        ("18.5 to 22 hours", "£12,994 to £16,242 a year"),
        ("18.5-22", "£12,994 to £16,242 a year"),
        (
            '["30", "18.5"]',
            (
                "£21,071 to £22,148 a year for 30 hours a week; £12,994 to £13,658"
                " a year for 18.5 hours a week"
            ),
        ),
    ],
)
def test_a_part_time_post_gets_its_share_of_the_year(
    example: Example, hours: str, salary: str
) -> None:
    facts = pay(example, YEARLY, f"hours: {hours}\n")
    full, salary = glued("£25,987 to £27,316 a year"), glued(salary)
    assert facts["post.salary"] == f"{salary} (full-time equivalent: {full})"
    assert (facts["pay.actual"], facts["pay.full_time"]) == (salary, full)
    assert facts["grade.pay"] == full


@pytest.mark.parametrize(
    "hours",
    [
        "37",
        "37 hours a week",
        "part-time",
        "30 hours a week over five days",
        "20 hours a week, 30 in summer",
        '["30", flexible]',
        "45",
        "22 to 18",
    ],
)
def test_of_full_time_and_of_hours_in_words_nothing_is_worked_out(
    example: Example, hours: str
) -> None:
    facts = pay(example, YEARLY, f"hours: {hours}\n")
    assert facts["post.salary"] == glued("£25,987 to £27,316 a year")
    assert "pay.actual" not in facts


@pytest.mark.parametrize(
    ("grade", "salary"),
    [
        ("minimum: 2000, per: month", "from £1,621.62 a month"),
        ("minimum: 500, maximum: 600, per: week", "£405.41 to £486.49 a week"),
        ("maximum: 1000, per: two weeks", "up to £810.81 every two weeks"),
        ("steps: [24000, 25000, 26000]", "£19,459 to £21,081 a year"),
        (
            "ranges: [{title: Inner, minimum: 30000}, {title: Outer, minimum: 28000}]",
            "from £24,324 a year (Inner); from £22,703 a year (Outer)",
        ),
    ],
)
def test_every_unit_in_which_hours_show_is_worked_out(
    example: Example, grade: str, salary: str
) -> None:
    facts = pay(example, PAY % grade, "hours: 30\n")
    assert facts["pay.actual"] == glued(salary)


@pytest.mark.parametrize("unit", ["day", "hour", "session"])
def test_what_an_hour_or_a_day_is_paid_is_the_same_at_any_hours(
    example: Example, unit: str
) -> None:
    facts = pay(example, PAY % f"minimum: 15.50, per: {unit}", "hours: 30\n")
    assert "pay.actual" not in facts
    assert facts["post.salary"] == facts["grade.pay"]


def test_a_spine_and_linked_grades_are_worked_out(example: Example) -> None:
    table = (
        "pay: [{effective: 2026-04-01, spine: {p1: 24000, p2: 25000, p3: 30000}, grades:"
        ' {"4": {title: Grade 4, points: [p1, p2]}, "5": {title: Grade 5, points: [p2, p3]}}}]\n'
    )
    facts = pay(example, table, "hours: 18.5\n")
    assert facts["pay.actual"] == glued("£12,000 to £12,500 a year")
    linked = 'linked_grades: [{grade: "4", text: Starts}, {grade: "5", text: Has learnt}]\n'
    facts = pay(example, table, f"hours: 18.5\n{linked}")
    assert facts["pay.actual"] == glued("£12,000 to £15,000 a year")


def test_term_time_is_paid_with_the_leave_it_earns(example: Example) -> None:
    facts = pay(example, YEARLY, "hours: 30\nweeks: 39\n")
    # 39 weeks earn 39 * 6.2 / (52.143 - 6.2) weeks of leave: Green Book, Part 4.12
    assert facts["pay.weeks"] == "44.26"
    assert facts["pay.actual"] == glued("£17,886 to £18,801 a year")
    assert facts["pay.share"] == "0.69"
    facts = pay(example, YEARLY, "hours: 37 hours a week\nweeks: 39\npaid_weeks: 45.5\n")
    assert facts["pay.actual"] == glued("£22,676 to £23,836 a year")
    assert "pay.actual" not in pay(example, YEARLY, "hours: 37\nweeks: 52\n")


def test_weeks_without_leave_are_told_and_nothing_is_guessed(example: Example) -> None:
    facts = pay(example, YEARLY, "hours: 30\nweeks: 39\n", "full_time: {hours: 37}\n")
    assert "pay.actual" not in facts
    assert "nobody says how many weeks are paid; add paid_weeks: …" in example.run("check").output


def test_without_full_time_nothing_changes(example: Example) -> None:
    facts = pay(example, YEARLY, "hours: 30\n", "")
    assert facts["post.hours"] == "30"
    assert facts["post.salary"] == glued("£25,987 to £27,316 a year")


@pytest.mark.parametrize(
    ("language", "hours", "read", "said"),
    [
        ("en-GB", "7.5 to 15 hours per week", Hours(7500, 15000), "7.5 to 15 hours a week"),
        ("en-US", "30 hours", Hours(30000, 30000), "30 hours a week"),
        ("cy", "18.5 i 22 awr yr wythnos", Hours(18500, 22000), "18.5 i 22 awr yr wythnos"),
        ("fr", "17,5 à 20 heures par semaine", Hours(17500, 20000), "17,5 à 20 heures par semaine"),
    ],
)
def test_hours_are_read_and_said_in_each_language(
    language: str, hours: str, read: Hours, said: str
) -> None:
    wording = wording_in(language)
    assert hours_in(hours, wording) == read
    assert read.text(wording) == glued(said)


def test_paid_weeks_follow_the_rule_of_the_green_book() -> None:
    source = Source("organisation", Place("x"), 1)
    assert FullTime(37000, source, 52143, 31000).paid(39000) == 44263
    assert FullTime(36500, source, 52000, 39000).paid(30000) == 35294  # 30 weeks and 17.65%


@pytest.mark.parametrize(
    "salary",
    [
        "£21,071 to £22,148 a year",
        "£25,987 to £27,316 a year pro rata",
        "£21,071 (FTE £25,987) plus a £1,000 market supplement",
        "Starting at £21,500",
        "£13.47 an hour",
        "By arrangement",
        "{{ pay.actual }}",
        "£21k",
    ],
)
def test_a_salary_that_agrees_is_no_fault(example: Example, salary: str) -> None:
    pay(example, YEARLY, f'hours: 30\nsalary: "{salary}"\n')
    assert "the salary" not in example.run("check").output


@pytest.mark.parametrize(
    ("salary", "fault"),
    [
        (
            "£20,000 to £21,000 a year",
            (
                "the salary says £20,000 and £21,000, and the pay table in"
                " force gives £21,071 to £22,148 a year"
            ),
        ),
        ("£25,987 to £27,316 a year", "the salary gives full-time pay alone"),
        (
            "£21,071 to £22,148 (full-time £24,000 to £25,200)",
            "the salary says £24,000 and £25,200",
        ),
    ],
)
def test_a_salary_that_disagrees_is_told_at_its_line(
    example: Example, salary: str, fault: str
) -> None:
    pay(example, YEARLY, f'hours: 30\nsalary: "{salary}"\n')
    ran = example.run("check")
    assert f"vacancies/one.yaml:3:9: {fault}" in " ".join(ran.output.split())
    assert ran.exit_code == 0


def test_explain_names_the_pay_table_the_hours_and_full_time(example: Example) -> None:
    pay(example, YEARLY, "hours: 30\n")
    lines = example.run("explain", "one").output.splitlines()
    at = next(n for n, line in enumerate(lines) if "Salary: £21,071" in line)
    said = "\n".join(lines[at : at + 6])
    assert "organisation, families/organisation.yaml:5:" in said
    assert "worked out of the hours by vacancy, vacancies/one.yaml:2:8" in said
    assert "worked out of full time by organisation, families/organisation.yaml:4:" in said


def test_texts_conditions_and_headers_can_name_it(example: Example) -> None:
    example.organisation(FULL + YEARLY)
    example.vacancy(
        "hours: 30\nsections:\n  duties:\n"
        "    - Is paid {{ pay.actual }}, which is {{ pay.share }} of {{ pay.full_time }}.\n"
        "    - {text: Shares a desk., when: {pay.share: [0.81]}}\n"
    )
    text = example.markdown()
    assert (
        glued("Is paid £21,071 to £22,148 a year, which is 0.81 of £25,987 to £27,316 a year.")
        in text
    )
    assert "Shares a desk." in text


@pytest.mark.parametrize(
    "full",
    ["{hours: lots}", "{weeks: 52}", "{hours: 0}", "{hours: 37, leave_days: 300}", "37"],
)
def test_full_time_that_can_not_be_is_refused_at_its_place(example: Example, full: str) -> None:
    example.organisation(f"full_time: {full}\n")
    ran = example.run("check")
    assert ran.exit_code == 1
    assert "families/organisation.yaml:4:" in ran.output


def test_hours_of_thousands_and_of_a_year_are_not_those_of_a_week() -> None:
    wording = wording_in("en-GB")
    for text in (
        "1,000 hours",
        "1,443 hours a year",
        "30 hours a month",
        "0 hours",
        "hours a week",
    ):
        assert hours_in(text, wording) is None


@pytest.mark.parametrize(
    ("language", "said", "hours"),
    [
        (
            "cy",
            "£21,071 i £22,148 y flwyddyn (cyfwerth ag amser llawn: £25,987 i £27,316 y flwyddyn)",
            "30 awr yr wythnos",
        ),
        (
            "fr",
            (
                "21\u202f071\xa0£ à 22\u202f148\xa0£ par an (équivalent"
                " temps plein\xa0: 25\u202f987\xa0£ à 27\u202f316\xa0£ par an)"
            ),
            "30 heures par semaine",
        ),
    ],
)
def test_it_is_said_in_the_language_that_is_asked_for(
    example: Example, language: str, said: str, hours: str
) -> None:
    example.organisation(f"translations: [{language}]\n{FULL}{YEARLY}")
    example.vacancy("hours: 30 hours a week\n")
    facts = example.job(language=language).facts
    assert facts["post.salary"].text == glued(said)
    assert facts["post.hours"].text == glued(hours)
    assert not facts["post.hours"].untranslated


def test_a_salary_in_another_currency_and_language_is_read(example: Example) -> None:
    example.organisation(
        f'currency: EUR\n{FULL}{YEARLY}wording: {{thousands: " ", money: "{{number}} {{sign}}"}}\n'
    )
    example.vacancy("hours: 30\nsalary: 20 000 € à 21 000 €\n")
    assert "the salary says 20 000 € and 21 000 €" in example.run("check").output
    example.vacancy("hours: 30\nsalary: 21 071 € à 22 148 €\n")
    assert "the salary says" not in example.run("check").output


def test_an_organisation_and_a_layout_can_say_it_in_their_own_words(example: Example) -> None:
    example.organisation(
        FULL + YEARLY + 'wording: {part_time_pay: "{pay}, pro rata of {full_time}"}\n'
    )
    example.layout(
        "omit: [job-description.header.post.contract]\ninclude:\n  job-description.header:\n"
        "    - {fact: pay.full_time, label: Full-time equivalent, after: post.salary}\n"
        "replace:\n  job-description.header.post.salary: {label: Actual salary}\n"
    )
    example.vacancy("hours: 30\n")
    text = example.markdown(layout="ours").replace("**", "").replace(": £", " | £")
    assert glued("Actual salary | £21,071 to £22,148 a year, pro rata of £25,987 to") in text
    assert glued("Full-time equivalent | £25,987 to £27,316 a year") in text


def test_a_change_to_the_pay_table_or_the_hours_reaches_the_documents(example: Example) -> None:
    example.organisation(FULL + YEARLY)
    example.vacancy("hours: 30\n")
    git(example.root, "init", "-q", "-b", "main")
    commit(example, "Start")
    example.organisation(FULL + YEARLY.replace("25987", "26400"))
    commit(example, "Raise pay")
    said = example.run("impact", "--since", "HEAD~1").output
    assert "Salary: £21,071 to" in said
    assert "families/organisation.yaml:5" in said
    example.vacancy("hours: 25\n")
    commit(example, "Fewer hours")
    said = example.run("impact", "--since", "HEAD~1").output
    assert "vacancies/one.yaml:2:8" in said
    lines = example.run("diff", "vacancies/one.yaml@HEAD~1", "vacancies/one.yaml").output
    assert "£21,405 to £22,148 a year (full-time equivalent:" in lines
    assert "→\n£17,838 to" in lines
    assert "Pay actual" not in lines


def test_a_fact_that_nothing_is_worked_out_for_says_why(example: Example) -> None:
    example.organisation(FULL + YEARLY)
    example.vacancy("hours: 37\nsections: {duties: ['Earns {{ pay.actual }}.']}\n")
    ran = example.run("check")
    assert ran.exit_code == 1
    assert "nobody says for vacancies/one.yaml; it is worked out where the organisation says" in (
        ran.output
    )


@pytest.mark.parametrize(
    ("vacancy", "said"),
    [
        ("hours: 41\n", "one.yaml:2:8: 41 hours are more than full time, which is 37"),
        (
            "hours: 30\nweeks: 39\npaid_weeks: 30\n",
            "one.yaml:4:13: fewer weeks are paid (30) than worked (39)",
        ),
        ("hours: 30\npaid_weeks: 53\n", "one.yaml:3:13: 53 paid weeks are more than full time"),
    ],
)
def test_hours_and_weeks_that_can_not_be_are_told_and_nothing_is_worked_out(
    example: Example, vacancy: str, said: str
) -> None:
    assert "pay.actual" not in pay(example, YEARLY, vacancy)
    ran = example.run("check")
    assert said in ran.output
    assert ran.exit_code == 0


@pytest.mark.parametrize("weeks", ["0", "39 to 40", "term time"])
def test_weeks_are_one_number(example: Example, weeks: str) -> None:
    example.vacancy(f"weeks: {weeks}\n")
    ran = example.run("check")
    assert ran.exit_code == 1
    assert f'vacancies/one.yaml:2:8: "{weeks}" is not a number above 0' in ran.output
