"""Who said each sentence, and who changed it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from example import OLD_PAY_LAST, OPTIONAL, REPOSITORY, Example
from texts import glued

from jdgen.compose.job import compose
from jdgen.formats.escaping import one_line
from jdgen.model.facts import KNOWN_FACTS
from jdgen.model.languages import wording_in
from jdgen.model.section import (
    Alternatives,
    Entry,
    Group,
    Listing,
    Prose,
)
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jdgen.model.job import Job, LeftOut
    from jdgen.model.text import Passage, Source


VACANCIES = sorted((REPOSITORY / "examples" / "vacancies").glob("*.yaml"))
ENGLISH = wording_in("en-GB")
WORKED_OUT = {"pay.actual", "pay.hour", "pay.share"}
PAY_FACTS = {"grade.pay", "post.salary", "pay.full_time", "grade.minimum"} | WORKED_OUT
DATES = {
    fact
    for fact in KNOWN_FACTS
    if fact.rpartition(".")[2]
    in {"closing_date", "interview_date", "date", "effective", "approved", "review_by"}
}


def passages(job: Job) -> Iterator[Passage]:
    """Go through every passage that a job's documents print, but for its facts."""
    groups: list[Group[Entry]] = []
    for section in job.sections.values():
        match section.content:
            case Prose(said):
                yield from said
            case Listing(listed_groups):
                groups += listed_groups
            case Alternatives(options):
                yield from (option.passage for option in options)
    for group in groups:
        if group.heading.text:
            yield group.heading
        for entry in group.entries:
            yield entry.passage
            if entry.scoring:
                yield from entry.scoring.methods
                yield from [entry.scoring.standard] if entry.scoring.standard else []


def standing_at(source: Source, lines: Mapping[str, list[str]]) -> str:
    """Return what stands at a place, as far as a line goes; of a block scalar, its first line."""
    here = lines[source.file][source.place.line - 1][source.place.column - 1 :]
    if re.fullmatch(r"[|>][-+]?\s*", here):
        return lines[source.file][source.place.line].strip()
    return here.strip().strip("\"'")


@pytest.fixture(scope="module")
def lines() -> dict[str, list[str]]:
    return {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8").splitlines()
        for folder in ("families", "examples")
        for path in (REPOSITORY / folder).rglob("*.yaml")
    }


@pytest.mark.parametrize("vacancy", VACANCIES, ids=lambda path: path.stem)
def test_every_passage_stands_where_its_source_says(
    vacancy: Path, lines: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    library = Library(REPOSITORY)
    job = compose(library.lineage_of_vacancy(vacancy))
    printed_passages = [*passages(job), *(left.passage for left in job.left_out)]
    assert len(printed_passages) > 60
    for passage in printed_passages:
        there = standing_at(passage.source, lines)
        text = one_line(passage.text)
        if text in {ENGLISH.inside, ENGLISH.outside}:  # relationships are grouped by their "where"
            assert there.startswith("- {who: ")
            continue
        if there.startswith(text):  # all of it stands on this line
            assert there[len(text) : len(text) + 1] in {"", ",", "}", "]", '"', "'", " "}, passage
        else:  # it goes on, or names a fact
            beginning = there.split("{{")[0]
            assert beginning or there.startswith("{{"), passage
            assert text.startswith(one_line(beginning)), (passage, there)


def is_span(there: str) -> bool:
    """Tell whether what stands at a place is a date from one day to another, of one month."""
    return there.startswith("{from:")


def assert_of_grade(name: str, there: str, facts: dict[str, str]) -> None:
    """Assert that what is said of pay is that of the grade's line, or worked out of it."""
    assert there.startswith(f"{{title: {facts['grade.title'].split(' to ')[0]},")
    said = facts[name]
    if name == "post.salary" and "pay.actual" in facts:
        said = said.partition("equivalent: ")[2]
    if name not in WORKED_OUT:
        figures = [f"{int(figure):,}" for figure in re.findall(r"\d{5}", there)]
        assert re.findall(r"[\d,]{6}", said)[0] == figures[0]


@pytest.mark.parametrize("vacancy", VACANCIES, ids=lambda path: path.stem)
def test_every_fact_stands_where_its_source_says(
    vacancy: Path, lines: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    job = compose(Library(REPOSITORY).lineage_of_vacancy(vacancy))
    assert len(job.facts) > 15
    for name, fact in job.facts.items():
        there = standing_at(fact.source, lines).split("  #")[0]
        text = one_line(fact.text)
        if name in DATES:
            days = re.findall(r"\d{4}-\d\d-\d\d", there)
            first, last = map(date.fromisoformat, days if is_span(there) else days[:1] * 2)
            *start, day, month, year = text.split()
            assert [day, month, year] == [str(last.day), f"{last:%B}", str(last.year)]
            assert start == ([str(first.day), "to"] if is_span(there) else [])
        elif name in {"dimensions.budget_managed", "dimensions.budget_influenced"}:
            assert text == re.sub(r"\d+", lambda figure: f"£{int(figure[0]):,}", there)
        elif name == "level.grades":
            assert text.split()[1].rstrip(",") == there.split('"')[0]
        elif name == "grade.title":
            assert f"title: {text.split(' to ')[0]}," in there
        elif name == "grade.maximum":  # of several linked grades, that of the last
            assert re.fullmatch(r"£\d\d,\d{3}", text)
        elif name in PAY_FACTS and fact.source.layer == "organisation":
            assert_of_grade(
                name, there, {name: one_line(it.text) for name, it in job.facts.items()}
            )
        elif "{{" in there:  # it names another fact
            before, _, after = re.split(r"({{.*}})", there)
            assert text.startswith(before)
            assert text.endswith(after)
        elif name != "document.audience":  # which nobody writes
            # A flow mapping goes on after the fact, and a long text on the next line.
            assert there.startswith(text) or text.startswith(there), (name, there)


def test_what_is_left_out_of_the_examples_is_said_with_its_reason() -> None:
    library = Library(REPOSITORY)
    left: list[LeftOut] = []
    for vacancy in VACANCIES:
        left += compose(library.lineage_of_vacancy(vacancy)).left_out
    assert {entry.reason for entry in left} == {
        "omitted",
        "not included",
        "not chosen",
        "overridden",
        "condition not met",
    }
    assert all((entry.by is None) == (entry.reason == "not included") for entry in left)


def test_an_entry_names_who_included_reworded_or_used_it(example: Example) -> None:
    job = example.says(
        organisation="clauses:\n  safety: {text: Be safe.}\n",
        level=OPTIONAL,
        role="include: [money]\nsections:\n  terms:\n    - clause: safety\n",
        vacancy="replace:\n  people: {label: Team}\n",
    ).job()
    by_id = {item.id: item for section in ("duties", "terms") for item in _all(job, section)}
    included, reworded, used = by_id["money"], by_id["people"], by_id["safety"]
    assert included.included_by is not None
    assert included.included_by.place.line == example.line("role", "money]")
    assert reworded.replaced_by is not None
    assert reworded.replaced_by.place.line == example.line("vacancy", "people:")
    assert used.used_by is not None
    assert used.used_by.place.line == example.line("role", "clause: safety")


def _all(job: Job, section: str) -> list[Entry]:
    content = job.sections[section].content
    assert isinstance(content, Listing)
    return [entry for group in content.groups for entry in group.entries]


def test_pay_is_that_in_force_on_the_closing_date(example: Example) -> None:
    example.says(organisation=OLD_PAY_LAST, vacancy="closing_date: 2026-05-01\n")
    facts = example.job().facts
    assert facts["post.salary"].text == glued("£1 to £2 a year")
    assert facts["grade.title"].text == "Old grade 4"
