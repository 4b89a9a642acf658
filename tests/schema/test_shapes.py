"""Organisations, families and levels: every field, as it is read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from texts import FILE, LAYER, Written, made, problems_of

from jdgen.model.job import (
    Clause,
    Family,
    Level,
    Organisation,
    ScaleStep,
)
from jdgen.model.pay import Grade, Range
from jdgen.model.section import (
    Alternatives,
    AuthoredSection,
    Entry,
    Group,
    Listing,
    Prose,
    Scoring,
)
from jdgen.model.text import ClauseUse, Passage, Setting, Source
from jdgen.problems import Place
from jdgen.schema.family import FAMILY, LEVEL
from jdgen.schema.organisation import ORGANISATION
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from pathlib import Path


ORGANISATION_TEXT = """\
name: Little Wick Council
language: cy-GB
facts:
  website: www.littlewick.example
  motto: "{{ organisation.name }}: small by design"
assessment_methods: {A: Application form, AC: Assessment centre}
scales:
  capability:
    - {id: working, title: Working, text: Uses the skill alone.}
    - {id: expert, title: Expert, text: Shows others.}
pay:
  - effective: 2027-04-01
    grades:
      "06": {title: Grade 6, minimum: 31000, maximum: 32000}
  - effective: 2026-04-01
    grades:
      "06": {title: Grade six, minimum: 30000, maximum: 30000}
clauses:
  fire: {title: Fire, text: Know the way out.}
  links: {markdown: "Read the [policy](https://littlewick.example)."}
sections:
  corporate-responsibilities:
    - clause: fire
  how-to-apply: Apply online.
person_specification:
  - category: Values
    criteria:
      - {text: Acts fairly., importance: essential}
"""


def test_an_organisation_has_every_field() -> None:
    written = Written(ORGANISATION_TEXT)
    organisation = made(ORGANISATION_TEXT, ORGANISATION)

    assert isinstance(organisation, Organisation)
    assert organisation.setting == Setting("cy-GB", "cy-GB", (), "GBP")
    assert organisation.layer.facts == {
        "organisation.name": written.passage("Little Wick Council"),
        "organisation.website": written.passage("www.littlewick.example"),
        "organisation.motto": written.passage(
            "{{ organisation.name }}: small by design", '"{{ organisation.name'
        ),
    }
    assert organisation.methods == {
        "A": written.passage("Application form"),
        "AC": written.passage("Assessment centre"),
    }
    assert organisation.scales == {
        "capability": (
            ScaleStep(
                "working", written.passage("Working"), written.passage("Uses the skill alone.")
            ),
            ScaleStep("expert", written.passage("Expert"), written.passage("Shows others.")),
        )
    }
    assert organisation.clauses == {
        "fire": (Clause(written.passage("Know the way out."), "fire", written.passage("Fire")),),
        "links": (
            Clause(
                Passage(
                    "Read the [policy](https://littlewick.example).",
                    written.source('"Read the'),
                    markdown=True,
                ),
                "links",
            ),
        ),
    }
    assert organisation.layer.sections == (
        AuthoredSection(
            "corporate-responsibilities",
            written.source("corporate-responsibilities"),
            Listing(
                (
                    Group(
                        Passage("", written.source("- clause: fire")),
                        (Entry(_use("fire", written.source("fire\n"))),),
                    ),
                )
            ),
        ),
        AuthoredSection(
            "how-to-apply",
            written.source("how-to-apply"),
            Prose((written.passage("Apply online."),)),
        ),
        AuthoredSection(
            "person-specification",
            written.source("Values"),
            Listing(
                (
                    Group(
                        written.passage("Values"),
                        (Entry(written.passage("Acts fairly."), scoring=Scoring("essential")),),
                    ),
                )
            ),
        ),
    )
    lines = len(ORGANISATION_TEXT.splitlines())
    assert organisation.layer.source == Source(LAYER, Place(FILE), lines)


def test_pay_tables_come_in_the_order_of_their_dates() -> None:
    written = Written(ORGANISATION_TEXT)
    earlier, later = made(ORGANISATION_TEXT, ORGANISATION).pay

    assert (earlier.effective, later.effective) == (date(2026, 4, 1), date(2027, 4, 1))
    assert earlier.grades == {
        "06": Grade(
            "06",
            written.passage("Grade six"),
            (Range(3_000_000, 3_000_000),),
            written.source("{title: Grade six"),
        )
    }
    assert later.grades == {
        "06": Grade(
            "06",
            written.passage("Grade 6"),
            (Range(3_100_000, 3_200_000),),
            written.source("{title: Grade 6"),
        )
    }


def _use(clause: str, source: Source) -> Passage:
    return Passage("", source, use=ClauseUse(clause, source))


def test_an_organisation_needs_only_a_name_and_a_language() -> None:
    organisation = made("name: Little Wick Council\nlanguage: en-GB\n", ORGANISATION)

    assert organisation == Organisation(organisation.layer, Setting(), {})
    assert organisation.layer.sections == ()


@pytest.mark.parametrize("language", ["en", "en-GB", "cy-GB", "gd", "sr-Latn-RS", "zh-Hant", "haw"])
def test_a_language_is_written_as_bcp_47_has_it(language: str) -> None:
    _, problems = problems_of(f"name: A\nlanguage: {language}\n", ORGANISATION)
    assert "bad-language" not in {problem.rule for problem in problems}


@pytest.mark.parametrize("language", ["en_GB", "EN-GB", "en-gb", "english", "e", "en-", "en-GB-x"])
def test_no_other_language_is_read(language: str) -> None:
    value, [problem] = problems_of(f"name: A\nlanguage: {language}\n", ORGANISATION)

    assert value is None
    assert (problem.rule, problem.place.line, problem.place.column) == ("bad-language", 2, 11)


def test_a_family_has_every_field() -> None:
    text = """\
title: Enquiries
description: >-
  Answers the public's
  questions.
clauses:
  till: {text: Balance the till daily.}
sections: {scope: Works with the public.}
person_specification: []
"""
    written = Written(text)
    family = made(text, FAMILY)

    assert family == Family(
        family.layer,
        {"till": (Clause(written.passage("Balance the till daily."), "till"),)},
    )
    assert family.layer.facts == {
        "family.title": written.passage("Enquiries"),
        "family.description": written.passage("Answers the public's questions.", ">-"),
    }
    assert [section.id for section in family.layer.sections] == ["scope"]


LEVEL_TEXT = """\
code: ENQ2
title: Level 2
rank: 02
grades: ["4", 05]
sections:
  purpose:
    any_of:
      - {id: desk, text: Answers in person.}
      - {id: letters, markdown: Answers in *writing*.}
  scope: |
    Works alone on most days.

    Sees people in distress.
  accountabilities:
    - Answer questions.
    - {id: cash, label: Till, optional: true, text: Take payments.}
    - heading: Supervisory
      items:
        - Show others how.
        - clause: fire
bands:
  05:
    title: Senior
    sections:
      accountabilities: [Train others.]
    person_specification:
      - category: Skills
        criteria:
          - {id: teaching, label: Teaching, markdown: Teaches **well**., importance: desirable,
             optional: false, assessed_by: [A, I], standard: expert}
"""


def test_a_level_has_every_field() -> None:
    written = Written(LEVEL_TEXT)
    level = made(LEVEL_TEXT, LEVEL)

    assert isinstance(level, Level)
    assert (level.code, level.title, level.rank) == ("ENQ2", written.passage("Level 2"), 2)
    assert level.grades == (
        Passage("4", written.source('"4"')),
        Passage("05", written.source("05]")),
    )
    assert level.layer.facts == {
        "level.code": written.passage("ENQ2"),
        "level.title": written.passage("Level 2"),
    }
    purpose, scope, accountabilities = level.layer.sections
    assert purpose == AuthoredSection(
        "purpose",
        written.source("purpose:"),
        Alternatives(
            (
                Entry(written.passage("Answers in person."), id="desk"),
                Entry(
                    Passage("Answers in *writing*.", written.source("Answers in *"), markdown=True),
                    id="letters",
                ),
            )
        ),
    )
    assert scope.content == Prose(
        (Passage("Works alone on most days.\n\nSees people in distress.\n", written.source("|\n")),)
    )
    assert accountabilities.content == Listing(
        (
            Group(
                Passage("", written.source("- Answer questions.")),
                (
                    Entry(written.passage("Answer questions.")),
                    Entry(
                        written.passage("Take payments."),
                        id="cash",
                        label=written.passage("Till"),
                        optional=True,
                    ),
                ),
            ),
            Group(
                written.passage("Supervisory"),
                (
                    Entry(written.passage("Show others how.")),
                    Entry(_use("fire", written.source("fire"))),
                ),
            ),
        )
    )


def test_a_band_is_a_layer_of_its_own() -> None:
    written = Written(LEVEL_TEXT, "band")
    [(grade, band)] = made(LEVEL_TEXT, LEVEL).bands.items()

    assert grade == "05"
    assert band.source.layer == "band"
    assert band.facts == {"band.title": written.passage("Senior")}
    accountabilities, specification = band.sections
    assert [accountabilities.id, specification.id] == ["accountabilities", "person-specification"]
    assert isinstance(specification.content, Listing)
    assert specification.content.groups == (
        Group(
            written.passage("Skills"),
            (
                Entry(
                    Passage("Teaches **well**.", written.source("Teaches **"), markdown=True),
                    id="teaching",
                    label=written.passage("Teaching"),
                    scoring=Scoring(
                        importance="desirable",
                        methods=(
                            Passage("A", written.source("A, I]")),
                            Passage("I", written.source("I], standard")),
                        ),
                        standard=written.passage("expert"),
                    ),
                ),
            ),
        ),
    )


def test_a_level_without_a_code_goes_by_its_files_name(tmp_path: Path) -> None:
    folder = tmp_path / "families" / "enquiries" / "levels"
    folder.mkdir(parents=True)
    (folder / "ENQ1.yaml").write_text('title: Level 1\nrank: 1\ngrades: ["3"]\n')

    level = Library(tmp_path).level("enquiries", "ENQ1")

    assert level.code == "ENQ1"
    assert level.layer.facts["level.code"].text == "ENQ1"
