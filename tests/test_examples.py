"""The example content: Northmere's families, roles and vacancies, as HR would judge them."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jdgen.build import documents
from jdgen.check import check, everything
from jdgen.compose import compose
from jdgen.escaping import one_line, paragraphs
from jdgen.library import Library
from jdgen.model import Alternatives, Criterion, Group, Listing, Passage, Prose
from jdgen.yamltext import Mapping, Sequence, Text, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.model import Job, Lineage

REPOSITORY = Path(__file__).parent.parent
LIBRARY = Library(REPOSITORY)
FAMILY = "project-delivery"
LEVELS = [f"PRO{number}" for number in range(8, 15)]
ROLES = LIBRARY.roles()
VACANCIES = LIBRARY.vacancies()
CONTENT = [path for path in everything(LIBRARY) if "templates" not in path.parts]

# Gendered words, abbreviations, and words that say nothing a reader could test or picture.
BANNED = re.compile(
    r"\b(he|she|his|her|him|hers|himself|herself|s/he|chairman|manpower|manned|"
    r"eg|ie|etc|e\.g\.|i\.e\.|liais\w*|stakeholder\w*|leverag\w*|synerg\w*|utilis\w*|"
    r"proactiv\w*|dynamic|energetic|young|youthful|mature|recent graduate|passionate|"
    r"rockstar|ninja|world[- ]class|cutting[- ]edge|fast[- ]paced|robust|holistic|"
    r"going forward|best of breed|blue[- ]sky|facilitat\w*|impactful|empower\w*|"
    r"commensurate|aforementioned|hereinafter|driving licence|native speaker)(?!\w)",
    re.IGNORECASE,
)


def lineages() -> Iterator[tuple[str, Lineage]]:
    """Go through every role and vacancy, with what it inherits."""
    for path in ROLES:
        yield f"role {path.stem}", LIBRARY.lineage_of_role(path)
    for path in VACANCIES:
        yield f"vacancy {path.stem}", LIBRARY.lineage_of_vacancy(path)


JOBS = dict(lineages())


def all_criteria(job: Job) -> list[Criterion]:
    return [entry for group in job.criteria for entry in group.entries]


def texts(path: Path) -> Iterator[tuple[str, Text]]:
    """Go through every text of a file, with the name of its field."""
    node, problems = read(path.read_bytes(), path.name)
    assert problems == []
    yield from _texts("", node)


def _texts(name: str, node: Any) -> Iterator[tuple[str, Text]]:  # noqa: ANN401 - any node
    if isinstance(node, Mapping):
        for key, child in node.items():
            yield from _texts(key, child)
    elif isinstance(node, Sequence):
        for child in node:
            yield from _texts(name, child)
    elif isinstance(node, Text):
        yield name, node


def sentences(text: str) -> list[str]:
    """Split a text after each full stop, question mark or exclamation mark before a capital."""
    return [
        sentence
        for paragraph in paragraphs(text)
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“{])", paragraph)
    ]


def said(path: Path, passages: Iterator[Passage]) -> list[str]:
    return [one_line(passage.text) for passage in passages if path.name in passage.source.file]


# --- what there is --------------------------------------------------------------------------------


def test_the_whole_workspace_has_no_problems() -> None:
    number, problems = check(LIBRARY, "standard")
    assert problems == []
    assert number == len(list(everything(LIBRARY)))


def test_there_are_enough_examples_of_each_kind() -> None:
    assert len(VACANCIES) >= 5
    assert len(ROLES) >= 4
    without_role = [path.stem for path in VACANCIES if LIBRARY.vacancy(path).role is None]
    assert without_role == ["digital-project-officer"]


def test_the_levels_rise_from_pro8_to_pro14() -> None:
    assert LIBRARY.by_rank(FAMILY) == LEVELS
    levels = [LIBRARY.level(FAMILY, key) for key in LEVELS]
    assert [level.rank for level in levels] == list(range(1, 8))
    assert [level.code for level in levels] == LEVELS
    assert [[grade.text for grade in level.grades] for level in levels] == [
        [str(number)] for number in range(8, 15)
    ]


def test_pay_rises_from_grade_to_grade_without_overlap_and_from_year_to_year() -> None:
    tables = LIBRARY.organisation().pay
    assert len(tables) >= 2
    for table in tables:
        grades = sorted(table.grades.values(), key=lambda grade: int(grade.id))
        assert all(grade.minimum < grade.maximum for grade in grades)
        assert all(lower.maximum < higher.minimum for lower, higher in pairwise(grades))
    for earlier, later in pairwise(tables):
        assert earlier.grades.keys() == later.grades.keys()
        assert all(
            later.grades[key].minimum > grade.minimum for key, grade in earlier.grades.items()
        )


def test_every_kind_of_change_is_shown_by_an_example() -> None:
    layers = [layer for lineage in JOBS.values() for layer in lineage.layers()]
    for change in ("include", "omit", "replace", "choose"):
        assert [layer for layer in layers if getattr(layer, change)] != [], change


# --- every role and vacancy -----------------------------------------------------------------------


@pytest.mark.parametrize("name", JOBS)
def test_a_job_has_what_a_reader_looks_for(name: str) -> None:
    job = compose(JOBS[name])
    assert {
        "purpose",
        "scope",
        "duties",
        "accountabilities",
        "knowledge-skills-experience",
        "corporate-responsibilities",
        "how-to-apply",
        "how-we-assess",
        "guaranteed-interview",
    } <= job.sections.keys()
    made = documents(job, LIBRARY.layout("standard"))
    assert [document.kind for document in made] == ["job-description", "person-specification"]
    assert [document.title for document in made] == [
        f"{job.title}: job description",
        f"{job.title}: person specification",
    ]
    assert [document.kind for document in made if "{{" in document.markdown] == []


@pytest.mark.parametrize("path", VACANCIES, ids=lambda path: path.stem)
def test_a_vacancy_says_all_that_an_applicant_asks(path: Path) -> None:
    job = compose(LIBRARY.lineage_of_vacancy(path))
    wanted = (
        "number reports_to directorate service location working_style hours contract salary"
        " closing_date interview_date contact"
    )
    assert {f"post.{name}" for name in wanted.split()} <= job.facts.keys()


def test_no_two_vacancies_have_one_post_number() -> None:
    numbers = [
        compose(LIBRARY.lineage_of_vacancy(path)).facts["post.number"].text for path in VACANCIES
    ]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("name", JOBS)
def test_every_criterion_has_a_method_and_no_two_say_the_same(name: str) -> None:
    criteria = all_criteria(compose(JOBS[name]))
    assert [criterion.id for criterion in criteria if not criterion.methods] == []
    essential = [criterion for criterion in criteria if criterion.importance == "essential"]
    desirable = [criterion for criterion in criteria if criterion.importance == "desirable"]
    assert 5 <= len(essential) <= 10
    assert 2 <= len(desirable) <= 6
    words = [one_line(criterion.passage.text).casefold() for criterion in criteria]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("name", JOBS)
def test_every_essential_criterion_can_be_shortlisted_on(name: str) -> None:
    essential = [
        criterion
        for criterion in all_criteria(compose(JOBS[name]))
        if criterion.importance == "essential"
    ]
    without_form = [
        criterion.id
        for criterion in essential
        if "A" not in {method.text for method in criterion.methods}
    ]
    assert without_form == []


@pytest.mark.parametrize("name", JOBS)
def test_no_criterion_asks_for_years_or_for_a_degree_alone(name: str) -> None:
    criteria = [one_line(entry.passage.text) for entry in all_criteria(compose(JOBS[name]))]
    assert [text for text in criteria if re.search(r"\byears?\b", text)] == []
    degrees = [text for text in criteria if re.search(r"\b[Dd]egree\b|\bqualification\b", text)]
    assert [text for text in degrees if "equivalent" not in text] == []


# --- levels ---------------------------------------------------------------------------------------


def level_entries(key: str) -> dict[str, list[str]]:
    """Return what a level's own file lists, by section, without its clauses."""
    path = LIBRARY.level_path(FAMILY, key)
    job = compose(LIBRARY.lineage_of_level(FAMILY, key))
    entries: dict[str, list[str]] = {}
    for name, section in job.sections.items():
        match section.content:
            case Listing(groups):
                every: list[Group[Any]] = list(groups)
                passages = [entry.passage for group in every for entry in group.entries]
            case Prose(prose):
                passages = list(prose)
            case Alternatives(options):
                passages = [option.passage for option in options]
        entries[name] = said(path, iter(passages))
    return entries


def test_every_level_is_as_full_as_the_next() -> None:
    for key in LEVELS:
        entries = level_entries(key)
        assert 6 <= len(entries["accountabilities"]) <= 11, key
        assert 8 <= len(entries["knowledge-skills-experience"]) <= 11, key
        assert len(entries["purpose"]) + len(entries["scope"]) >= 2, key


def test_nothing_is_repeated_word_for_word_at_another_level() -> None:
    places = defaultdict(set)
    for key in LEVELS:
        for found in level_entries(key).values():
            for text in found:
                for sentence in sentences(text):
                    places[sentence.casefold()].add(key)
    assert len(places) > 150
    assert {text: keys for text, keys in places.items() if len(keys) > 1} == {}


def test_neighbouring_levels_hold_the_same_themes_under_the_same_ids() -> None:
    ids = {key: _ids(key) for key in LEVELS}
    for lower, higher in pairwise(LEVELS):
        assert len(ids[lower] & ids[higher]) >= 10, (lower, higher)


def _ids(key: str) -> set[str]:
    job = compose(LIBRARY.lineage_of_level(FAMILY, key))
    listings = [part.content for part in job.sections.values() if isinstance(part.content, Listing)]
    return {
        entry.id
        for listing in listings
        for group in listing.groups
        for entry in group.entries
        if entry.passage.source.layer == "level" and entry.id
    }


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_sentences_are_short(path: Path) -> None:
    long = [
        (text.line, len(sentence.split()), sentence)
        for _, text in texts(path)
        for sentence in sentences(text)
        if len(sentence.split()) > 30
    ]
    assert long == []


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_no_word_excludes_abbreviates_or_fills(path: Path) -> None:
    found = [
        (text.line, match[0]) for _, text in texts(path) for match in BANNED.finditer(str(text))
    ]
    assert found == []


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_text_has_no_doubled_spaces_or_words(path: Path) -> None:
    doubled = [
        (text.line, match[0])
        for _, text in texts(path)
        for match in re.finditer(r"\b(\w+) \1\b|\S  +\S", one_line(text))
    ]
    assert doubled == []


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_whole_sentences_end_with_a_full_stop(path: Path) -> None:
    unended = [
        (text.line, text)
        for name, text in texts(path)
        if name in {"text", "markdown", "purpose", "scope", "description"}
        and text.strip()[-1] not in ".?!"
    ]
    assert unended == []


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_a_file_says_at_its_top_what_it_is_for(path: Path) -> None:
    if path.parent.name == "levels" and path.stem != "PRO8":
        return  # the family's first level speaks for the others
    assert path.read_text(encoding="utf-8").startswith("# ")
