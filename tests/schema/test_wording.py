"""The words that jdgen puts into texts, of each language, and an organisation's changes to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from texts import glued

from jdgen.model.facts import CHOICES
from jdgen.model.languages import FOLDER, Wording, lacking, wording_in
from jdgen.model.text import Setting
from jdgen.problems import Problems
from jdgen.reading.shapes import Context
from jdgen.reading.yaml import read
from jdgen.schema.wording import WORDING

if TYPE_CHECKING:
    from example import Example

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_all_words_as_an_organisation_may_say_them(language: str) -> None:
    text = (FOLDER / f"{language}.yaml").read_text("utf-8")
    said = yaml.safe_load(text)
    like = said.pop("like", "")
    problems = Problems()
    own = "\n".join(line for line in text.splitlines() if not line.startswith("like:"))
    node = read(own.encode(), language, problems)
    assert node
    WORDING.read(node, language, Context("organisation", problems, Setting(main=language)))
    assert not problems
    assert not lacking(language, {})
    assert set(said) == set(Wording._fields) or like
    choices = {word for fact, words in CHOICES.items() if fact[:8] != "document" for word in words}
    assert choices <= set(wording_in(language).words)


@pytest.mark.parametrize(
    ("tag", "month"), [("en-AU", "March"), ("en", "March"), ("cy-GB", "Mawrth"), ("fr-CA", "mars")]
)
def test_a_language_is_that_of_its_first_part(tag: str, month: str) -> None:
    assert wording_in(tag).months[2] == month


ORGANISATION = """\
name: Hale
language: {}
currency: {}
pay:
  - effective: 2026-04-01
    grades: {{"4": {{title: G, minimum: 2400, maximum: 2600.50, per: {}}}}}
"""


@pytest.mark.parametrize(
    ("language", "currency", "per", "pay", "day"),
    [
        ("en-GB", "GBP", "month", "£2,400.00 to £2,600.50 a month", "2pm on 1 March 2027"),
        ("en-GB", "GBP", "two weeks", "£2,400.00 to £2,600.50 every two weeks", ""),
        ("en-GB", "GBP", "session", "£2,400.00 to £2,600.50 a session", ""),
        ("en-GB", "GBP", "day", "£2,400.00 to £2,600.50 a day", ""),
        ("en-US", "USD", "two-weeks", "$2,400.00 to $2,600.50 every two weeks",
         "2 p.m. on March 1, 2027"),
        ("cy-GB", "GBP", "month", "£2,400.00 i £2,600.50 y mis", "2pm ar 1 Mawrth 2027"),
        ("fr-FR", "EUR", "month", "2\u202f400,00\u00a0€ à 2\u202f600,50\u00a0€ par mois",
         "1er mars 2027, 14\u00a0h"),
        ("fr-CH", "CHF", "year", "2\u202f400,00\u00a0CHF à 2\u202f600,50\u00a0CHF par an", ""),
    ],
)  # fmt: skip
def test_pay_and_dates_are_in_the_words_of_the_language(
    example: Example, language: str, currency: str, per: str, pay: str, day: str
) -> None:
    example.write("families/organisation.yaml", ORGANISATION.format(language, currency, per))
    example.role("", criteria="")
    example.vacancy("closing_date: 2027-03-01 14:00\n")
    facts = example.job("one").facts
    assert facts["post.salary"].text == glued(pay)
    assert facts["post.closing_date"].text == glued(day) or not day


def test_a_language_without_words_is_refused_until_they_are_given(example: Example) -> None:
    example.write("families/organisation.yaml", "name: Hale\nlanguage: de-DE\n")
    problem = example.problems()[0]
    assert problem.rule == "no-wording"
    assert (problem.place.line, problem.place.column) == (2, 11)
    assert "months" in problem.message
    german = yaml.safe_load((FOLDER / "fr.yaml").read_text("utf-8")) | {"several": "und"}
    words = yaml.safe_dump(german, allow_unicode=True).replace("\n", "\n  ")
    example.write(
        "families/organisation.yaml",
        f"name: Hale\nlanguage: de-DE\nwording:\n  {words}\n"
        "assessment_methods: {A: a, I: i, T: t}\n",
    )
    example.vacancy("interview_date: [2027-03-08, 2027-03-09]\n")
    assert example.job("one").facts["post.interview_date"].text == glued("8 und 9 mars 2027")


def test_a_translation_without_words_is_refused_too(example: Example) -> None:
    example.write(
        "families/organisation.yaml", "name: Hale\nlanguage: en-GB\ntranslations: [gd-GB]\n"
    )
    problem = example.problems()[0]
    assert (problem.rule, problem.place.line) == ("no-wording", 3)


def test_an_organisation_changes_words_and_adds_units_of_pay(example: Example) -> None:
    example.organisation(
        "translations: [cy-GB]\n"
        "wording:\n"
        '  en: {per: {year: "{pay} per annum", tide: "{pay} a tide"},'
        ' date: "{month} {day} {year}"}\n'
        '  cy: {per: {tide: "{pay} y llanw"}}\n'
        "pay:\n  - effective: 2026-04-01\n"
        '    grades: {"4": {title: G, minimum: 10, per: tide}}\n'
        "    allowances: {boots: {title: Boots, amount: 50}}\n"
    )
    example.vacancy("closing_date: 2027-03-01\nallowances: [boots]\n")
    job = example.job("one")
    assert job.facts["post.salary"].text == "from £10 a tide"
    assert job.facts["post.closing_date"].text == "March 1 2027"
    assert "£50 per annum" in repr(job.sections["allowances"])
    assert example.job("one", language="cy").facts["post.salary"].text == "o £10 y llanw"


@pytest.mark.parametrize(
    ("wording", "message"),
    [
        ("{months: [A, B]}", "there are 2 of 12"),
        ('{date: "{day} {year}"}', "doesn't say where"),
        ('{date: "{day} {month} {year} {x}"}', "doesn't say where"),
        ('{date: "{day!r} {month} {year}"}', "doesn't say where"),
        ('{span: "{low} to"}', "doesn't say where"),
        ('{up_to: "{"}', "doesn't say where"),
        ('{full_hour: "{minute}"}', "write {hour} or {hour12}, and maybe {minute}"),
        ("{seperal: x}", "unknown field"),
        ("{cy: {several: a}}", "unknown field"),
        ("[x]", "should be fields"),
    ],
)  # fmt: skip
def test_wrong_wording_is_told(example: Example, wording: str, message: str) -> None:
    example.organisation(f"wording: {wording}\n")
    problem = example.problems()[0]
    assert message in f"{problem.message}; {problem.hint}"
    assert problem.place.file == "families/organisation.yaml"


def test_full_hours_may_have_minutes(example: Example) -> None:
    example.organisation('wording: {full_hour: "{hour}:{minute}", midday: ""}\n')
    example.vacancy("interview_date: [2027-03-01 16:00, 2027-03-02 12:00]\n")
    said = example.job("one").facts["post.interview_date"].text
    assert "16:00" in said
    assert "12:00" in said


def test_pay_for_what_has_no_words_is_told_how_to_add_them(example: Example) -> None:
    example.organisation(
        "pay:\n  - effective: 2026-04-01\n"
        '    grades: {"4": {title: G, minimum: 10, per: fortnight}}\n'
    )
    [problem] = example.problems()
    assert "two weeks" in problem.hint
    assert "wording: per:" in problem.hint


FIGURES = {
    "4": "4",
    "0.5": "0.5",
    "1200": "1,200",
    "up to 4": "up to 4",
    "over 1200": "over 1,200",
    "at least 4": "from 4",
    "2 to 4": "2 to 4",
    "2-4": "2 to 4",
    "2\u20134": "2 to 4",
}


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("field", ["budget_managed", "staff_direct", "budget_influenced"])
def test_figures_may_be_ranges(example: Example, figure: str, field: str) -> None:
    if field != "staff_direct" and "." in figure:
        return
    example.vacancy(f"dimensions: {{{field}: {figure}}}\n")
    text = example.job("one").facts[f"dimensions.{field}"].text
    assert text.replace("£", "") == FIGURES[figure]
    assert ("£" in text) == field.startswith("budget")


@pytest.mark.parametrize("figure", ["4 to 2", "lots", "over", "1,200", "-4", "2 to", "4 to 5 to 6"])
@pytest.mark.parametrize("field", ["budget_managed", "staff_direct"])
def test_what_is_no_figure_is_told(example: Example, figure: str, field: str) -> None:
    example.vacancy(f"dimensions: {{{field}: '{figure}'}}\n")
    [problem] = example.problems()
    assert problem.rule in {"not-an-amount", "not-a-count", "figures-order"}


# --- a language that starts from another ----------------------------------------------------------

IRISH = """\
name: Hale
language: {}
wording:
  ga:
    like: en-GB
    months: [Eanáir, Feabhra, Márta, Aibreán, Bealtaine, Meitheamh, Iúil, Lúnasa, Meán Fómhair,
      Deireadh Fómhair, Samhain, Nollaig]
    per: {{year: "{{pay}} sa bhliain"}}
assessment_methods: {{A: a, I: i, T: t}}
pay:
  - effective: 2026-04-01
    grades: {{"4": {{title: G, minimum: 24000, maximum: 26000}}}}
"""


@pytest.mark.parametrize("language", ["ga-IE", "en-GB\ntranslations: [ga-IE]"])
def test_a_language_may_start_from_another_and_says_what_it_borrows(
    example: Example, language: str
) -> None:
    example.write("families/organisation.yaml", IRISH.format(language))
    example.vacancy("closing_date: 2027-03-01 17:00\n")
    facts = example.job("one", language="ga").facts
    assert facts["post.closing_date"].text == glued("5pm on 1 Márta 2027")
    assert facts["post.salary"].text == "£24,000 to £26,000 sa bhliain"
    done = example.run("check")
    assert "no-wording" not in done.stderr
    assert done.exit_code == ("translations" not in language)  # for the layout is in English
    line = 6 if "translations" in language else 5
    remark = f'families/organisation.yaml:{line}:11: "ga-IE" has no words of its own for '
    for command in (done, example.run("build", "one", "--language", "ga")):
        said = " ".join(command.stderr.split())
        assert remark in said
        remarked = said.partition(remark)[2].partition(': they are printed in "en-GB"')[0]
        names = remarked.split(", ")
        assert {"weekdays", "at", "halves", "span", "per: month", "words: essential"} <= {*names}
        assert {"months", "per: year", "colon", "date", "thousands", "signs: GBP"}.isdisjoint(names)


def test_words_of_another_language_are_mistakes_of_a_check_in_that_language(
    example: Example,
) -> None:
    example.write("families/organisation.yaml", IRISH.format("en-GB\ntranslations: [ga-IE]"))
    done = example.run("check", "--language", "ga")
    assert done.exit_code == 1
    assert 'organisation.yaml:6:11: "ga-IE" has no words of its own for ' in done.stderr
    assert '"ga-IE" has no words' not in example.run("build", "one", "--language", "en").stderr


def test_a_language_that_borrows_nothing_needs_no_remark(example: Example) -> None:
    french = yaml.safe_load((FOLDER / "fr.yaml").read_text("utf-8"))
    words = yaml.safe_dump(french, allow_unicode=True).replace("\n", "\n    ")
    text = "name: Hale\nlanguage: de-DE\nwording:\n  de:\n    like: en-GB\n    "
    methods = "\nassessment_methods: {A: a, I: i, T: t}\n"
    example.write("families/organisation.yaml", text + words + methods)
    assert "no words of its own" not in example.run("check").stderr


@pytest.mark.parametrize(
    ("language", "like", "rule"),
    [
        ("ga-IE", "de-DE", "unknown-language"),
        ("ga-IE", "ga-IE", "unknown-language"),
        ("cy-GB", "en-GB", "setting-without-effect"),
        ("ga-IE", "''", "empty-text"),
    ],
)
def test_what_a_language_can_not_start_from_is_told(
    example: Example, language: str, like: str, rule: str
) -> None:
    example.write(
        "families/organisation.yaml",
        f"name: Hale\nlanguage: {language}\nwording: {{like: {like}}}\n",
    )
    problem = example.problems()[0]
    assert problem.rule == rule
    assert problem.place.line == 3
