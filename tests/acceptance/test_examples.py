"""The example content: Northmere's families, roles and vacancies, as HR would judge them."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from example import REPOSITORY
from texts import read

from jdgen.build.check import check, everything
from jdgen.build.files import Order
from jdgen.compose.axes import axes_of, said_of
from jdgen.compose.job import compose
from jdgen.documents.document import documents
from jdgen.documents.render import as_advertised
from jdgen.formats.escaping import one_line, paragraphs
from jdgen.model.section import Alternatives, Entry, Group, Listing, Prose, Scoring
from jdgen.reading.yaml import Mapping, Sequence, Text
from jdgen.workspace.inheritance import Library
from jdgen.workspace.listing import inventory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jdgen.model.job import Job, Lineage
    from jdgen.model.pay import Grade
    from jdgen.model.text import Passage

LIBRARY = Library(REPOSITORY)
LEVELS = {
    "project-delivery": [f"PRO{number}" for number in range(8, 15)],
    "ict": ["TRA6-8", "TRA9-10", "TRA11", "TRA12", "TRA13", "TRA14"],
    "grounds-maintenance": ["GRM3", "GRM4", "GRM5", "GRM7"],
}
GRADES = {
    "project-delivery": [[str(number)] for number in range(8, 15)],
    "ict": [["6", "7", "8"], ["9", "10"], ["11"], ["12"], ["13"], ["14"]],
    "grounds-maintenance": [["3"], ["4"], ["5"], ["7"]],
}
ON_THE_SAME_AXES = ["project-delivery", "ict"]
EVERY_LEVEL = [(family, key) for family, keys in LEVELS.items() for key in keys]
NEIGHBOURS = [(family, *pair) for family, keys in LEVELS.items() for pair in pairwise(keys)]
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
    r"commensurate|aforementioned|hereinafter|native speaker)(?!\w)",
    re.IGNORECASE,
)
LICENCE = re.compile(r"driving licen[cs]e|licen[cs]e to drive", re.IGNORECASE)
DRIVES = re.compile(r"\bdriv(e|es|ing)\b", re.IGNORECASE)


def lineages() -> Iterator[tuple[str, Lineage]]:
    """Go through every role and vacancy, with what it inherits."""
    for path in ROLES:
        classification = LIBRARY.role(path).classification
        grades = LIBRARY.level(classification.family.text, classification.level.text).grades
        for grade in grades if len(grades) > 1 and not classification.grade else (None,):
            name = f"role {path.stem} {grade.text}" if grade else f"role {path.stem}"
            yield name, LIBRARY.lineage_of_role(path, grade)
    for path in VACANCIES:
        yield f"vacancy {path.stem}", LIBRARY.lineage_of_vacancy(path)


JOBS = dict(lineages())


def all_criteria(job: Job) -> list[tuple[Entry, Scoring]]:
    return [(entry, entry.scoring) for entry in job.criteria if entry.scoring]


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
    number, problems = check(LIBRARY, Order(LIBRARY.layouts(), where_fit=True))[:2]
    assert problems == []
    assert number == len(list(everything(LIBRARY)))


def test_there_are_enough_examples_of_each_kind() -> None:
    assert len(VACANCIES) >= 5
    assert len(ROLES) >= 4
    without_role = [path.stem for path in VACANCIES if LIBRARY.vacancy(path).role is None]
    assert without_role == ["digital-project-officer"]


@pytest.mark.parametrize("family", LEVELS)
def test_the_levels_rise_by_rank_and_by_grade(family: str) -> None:
    assert LIBRARY.by_rank(family) == LEVELS[family]
    levels = [LIBRARY.level(family, key) for key in LEVELS[family]]
    assert [level.rank for level in levels] == list(range(1, len(levels) + 1))
    assert [[grade.text for grade in level.grades] for level in levels] == GRADES[family]


def test_sub_levels_run_the_other_way_than_the_grades() -> None:
    bands = {key: LIBRARY.level("ict", key).bands for key in ("TRA6-8", "TRA9-10")}
    assert {
        key: {grade: layer.facts["band.title"].text for grade, layer in of_level.items()}
        for key, of_level in bands.items()
    } == {
        "TRA6-8": {"8": "Level 1", "7": "Level 2", "6": "Level 3"},
        "TRA9-10": {"10": "Level 1", "9": "Level 2"},
    }


def test_what_several_levels_share_is_said_once() -> None:
    uses: defaultdict[str, set[str]] = defaultdict(set)
    for key in LEVELS["ict"]:
        text = LIBRARY.level_path("ict", key).read_text(encoding="utf-8")
        for clause in re.findall(r"clause: ([a-z-]+)", text):
            uses[clause].add(key)
    family = LIBRARY.family("ict")
    assert uses.keys() == family.clauses.keys()
    assert len(uses) >= 8
    assert {clause for clause, keys in uses.items() if len(keys) < 2} == set()


def test_pay_rises_from_grade_to_grade_without_overlap_and_from_year_to_year() -> None:
    tables = LIBRARY.organisation().pay
    assert len(tables) >= 2
    for table in tables:
        ends = [pay_of(table.grades[key]) for key in sorted(table.grades, key=int)]
        assert all(minimum < maximum for minimum, maximum in ends)
        assert all(lower[1] < higher[0] for lower, higher in pairwise(ends))
    for earlier, later in pairwise(tables):
        assert earlier.grades.keys() == later.grades.keys()
        assert all(
            pay_of(later.grades[key])[0] > pay_of(grade)[0] for key, grade in earlier.grades.items()
        )


def pay_of(grade: Grade) -> tuple[int, int]:
    [only] = grade.ranges
    assert only.minimum is not None
    assert only.maximum is not None
    return only.minimum, only.maximum


def test_every_kind_of_change_is_shown_by_an_example() -> None:
    layers = [layer for lineage in JOBS.values() for layer in lineage.layers()]
    for change in ("include", "omit", "replace", "choose"):
        assert [layer for layer in layers if getattr(layer, change)] != [], change


# --- every role and vacancy -----------------------------------------------------------------------


@pytest.mark.parametrize("name", JOBS)
def test_a_job_has_what_a_reader_looks_for(name: str) -> None:
    job = compose(JOBS[name])
    assert job.sections.keys() & {"scope", "overall"}
    assert {
        "purpose",
        "duties",
        "accountabilities",
        "knowledge-skills-experience",
        "corporate-responsibilities",
        "how-to-apply",
        "how-we-assess",
        "guaranteed-interview",
    } <= job.sections.keys()
    layout = LIBRARY.layout("standard")
    made = documents(as_advertised(job, layout), layout)
    assert [document.kind for document in made] == ["job-description", "person-specification"]
    assert [document.title for document in made] == [
        f"{job.title.text}: job description",
        f"{job.title.text}: person specification",
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
    assert [entry.id for entry, scoring in criteria if not scoring.methods] == []
    essential = [entry for entry, scoring in criteria if scoring.importance == "essential"]
    desirable = [entry for entry, scoring in criteria if scoring.importance == "desirable"]
    assert 5 <= len(essential) <= 10
    assert 2 <= len(desirable) <= 6
    words = [one_line(entry.passage.text).casefold() for entry, _ in criteria]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("name", JOBS)
def test_five_or_six_essential_criteria_decide_the_shortlist(name: str) -> None:
    """Each that is assessed from the form is an example that every applicant has to write."""
    from_form = [
        scoring.importance
        for _, scoring in all_criteria(compose(JOBS[name]))
        if "A" in {method.text for method in scoring.methods}
    ]
    assert from_form in (["essential"] * 5, ["essential"] * 6)


@pytest.mark.parametrize(
    "name", [name for name, each in JOBS.items() if each.family.id in ON_THE_SAME_AXES]
)
def test_a_job_asks_for_the_qualification_of_its_level(name: str) -> None:
    lineage = JOBS[name]
    job = compose(lineage)
    [asked] = [
        one_line(entry.passage.text)
        for group in job.sections["person-specification"].content.groups  # type: ignore[union-attr]
        if group.heading.text == "Qualifications"
        for entry in group.entries
        if entry.scoring.importance == "essential"
    ]
    grade = lineage.grade.id if lineage.grade and lineage.level.bands else None
    level = compose(LIBRARY.lineage_of_level(lineage.family.id, lineage.level.id, grade))
    [wanted] = [entry for entry in entries_of(level, KNOWLEDGE) if entry.id == "qualifications"]
    told = re.compile(r"qualified to (level \d)")
    assert told.findall(asked) == told.findall(wanted.passage.text) != []
    assert "shows that standard through" in asked


EVALUATED = [path for path in VACANCIES if "coastal" in path.stem]


@pytest.mark.parametrize("path", EVALUATED, ids=lambda path: path.stem)
def test_a_vacancy_keeps_within_what_was_evaluated_of_its_role(path: Path) -> None:
    lineage = LIBRARY.lineage_of_vacancy(path)
    assert lineage.role
    [of_role] = [each for each in ROLES if each.stem == lineage.role.id]
    role, post = compose(LIBRARY.lineage_of_role(of_role)), compose(lineage)
    assert "evaluation.total" in role.facts
    assert [entry.id for entry in entries_of(post, "duties")] == [
        entry.id for entry in entries_of(role, "duties")
    ]
    sizes = ("post.responsible_for", "dimensions.staff_direct", "dimensions.budget_managed")
    assert {name: post.facts[name].text for name in sizes} == {
        name: role.facts[name].text for name in sizes
    }


def entries_of(job: Job, section: str) -> list[Entry]:
    content = job.sections[section].content
    assert isinstance(content, Listing)
    every: list[Group[Any]] = list(content.groups)
    return [entry for group in every for entry in group.entries]


def test_the_two_documents_of_a_support_post_are_short() -> None:
    [path] = [each for each in VACANCIES if each.stem == "project-support-officer"]
    made = documents(compose(LIBRARY.lineage_of_vacancy(path)), LIBRARY.layout("standard"))
    assert sum(len(document.markdown.split()) for document in made) < 1500


@pytest.mark.parametrize("name", JOBS)
def test_no_criterion_asks_for_years_or_for_a_degree_alone(name: str) -> None:
    criteria = [one_line(entry.passage.text) for entry, _ in all_criteria(compose(JOBS[name]))]
    assert [text for text in criteria if re.search(r"\byears?\b", text)] == []
    degrees = [text for text in criteria if re.search(r"\b[Dd]egree\b|\bqualification\b", text)]
    assert [text for text in degrees if "equivalent" not in text] == []


def licences(job: Job) -> dict[str, str]:
    """Return the criteria of a job that name a driving licence, by id."""
    return {
        entry.id: one_line(entry.passage.text)
        for entry, _ in all_criteria(job)
        if LICENCE.search(one_line(entry.passage.text))
    }


@pytest.mark.parametrize("name", JOBS)
def test_a_driving_licence_is_asked_only_of_those_who_drive(name: str) -> None:
    job = compose(JOBS[name])
    duties = job.sections["duties"].content
    assert isinstance(duties, Listing)
    every: list[Group[Any]] = list(duties.groups)
    drives = any(DRIVES.search(entry.passage.text) for group in every for entry in group.entries)
    others = [text for text in licences(job).values() if "can travel by other means" not in text]
    assert drives or others == []


def test_a_licence_is_asked_for_once_where_it_is_needed_and_once_where_it_is_not() -> None:
    asked = {name: [*licences(compose(lineage))] for name, lineage in JOBS.items()}
    assert {name: criteria for name, criteria in asked.items() if criteria} == {
        "role grounds-maintenance-operative": ["reaching-parks"],
        "vacancy grounds-operatives-seasonal": ["reaching-parks"],
        "role parks-team-leader": ["driving-licence"],
        "vacancy parks-team-leader-west": ["driving-licence"],
    }


@pytest.mark.parametrize(
    "path", sorted({*CONTENT} - {*ROLES, *VACANCIES}), ids=lambda path: path.stem
)
def test_what_is_said_of_many_posts_names_no_licence(path: Path) -> None:
    assert [text.place.line for _, text in texts(path) if LICENCE.search(text)] == []


# --- levels ---------------------------------------------------------------------------------------

KNOWLEDGE = "knowledge-skills-experience"


def sizes_of(family: str) -> Iterator[tuple[str, str | None]]:
    """Go through a family's levels, and through the bands of those that have some, lowest first."""
    for key in LEVELS[family]:
        bands = LIBRARY.level(family, key).bands
        yield from ((key, grade) for grade in sorted(bands, key=int) or (None,))


@pytest.mark.parametrize("section", ["accountabilities", KNOWLEDGE])
@pytest.mark.parametrize("family", LEVELS)
def test_each_level_has_the_same_few_themes_in_the_same_order(family: str, section: str) -> None:
    themes = {
        size: [
            (entry.id, entry.label and entry.label.text)
            for entry in entries_of(compose(LIBRARY.lineage_of_level(family, *size)), section)
        ]
        for size in sizes_of(family)
    }
    [first, *others] = themes.values()
    assert [each for each in others if each != first] == []
    assert 5 <= len(first) <= 7
    assert [name for name, label in first if not label and name != "project-method"] == []


@pytest.mark.parametrize("section", ["accountabilities", KNOWLEDGE])
@pytest.mark.parametrize("family", ON_THE_SAME_AXES)
def test_about_half_of_the_words_of_the_themes_are_those_of_the_next_level(
    family: str, section: str
) -> None:
    """What is said alike leaves what differs to be seen."""
    words = [
        [
            one_line(entry.passage.text).casefold().split()
            for entry in entries_of(compose(LIBRARY.lineage_of_level(family, *size)), section)
        ]
        for size in sizes_of(family)
    ]
    for lower, higher in pairwise(words):
        both = list(zip(lower, higher, strict=True))
        kept = sum(
            block.size
            for below, above in both
            for block in SequenceMatcher(None, below, above, autojunk=False).get_matching_blocks()
        )
        assert 2 * kept >= 0.45 * sum(len(below) + len(above) for below, above in both)


@pytest.mark.parametrize(
    ("family", "lower", "higher"), [pair for pair in NEIGHBOURS if pair[0] in ON_THE_SAME_AXES]
)
def test_all_axes_rise_from_level_to_level(family: str, lower: str, higher: str) -> None:
    axes = axes_of(LIBRARY.family(family), LIBRARY.organisation())
    assert len(axes) == 6
    for name, axis in axes.items():
        below, above = (
            [axis.size(value.passage.in_main) for value in said_of(level, name)]
            for level in (LIBRARY.level(family, lower), LIBRARY.level(family, higher))
        )
        assert None not in (*below, *above)
        assert max(below) < min(above), name  # type: ignore[type-var]


def test_levels_of_one_grade_are_of_one_size() -> None:
    columns, rows = inventory(LIBRARY, "axes")
    grade, family = columns.index("grade"), columns.index("family")
    families = defaultdict(set)
    for row in rows:
        families[row[grade]].add(row[family])
    shared = [
        row
        for row in rows
        if families[row[grade]] >= {*ON_THE_SAME_AXES} and row[family] in ON_THE_SAME_AXES
    ]
    assert len(shared) == 14
    assert [row for row in shared if any(value.endswith("*") for value in row)] == []


@pytest.mark.parametrize(("family", "key"), EVERY_LEVEL)
def test_a_panel_has_agreed_every_level(family: str, key: str) -> None:
    facts = LIBRARY.level(family, key).layer.facts
    assert facts["level.status"].text == "Evaluated"
    assert {"level.version", "level.effective", "level.review_by"} <= facts.keys()


def level_entries(family: str, key: str) -> dict[str, list[str]]:
    """Return what a level's own file says, by section, without its clauses."""
    path = LIBRARY.level_path(family, key)
    job = compose(LIBRARY.lineage_of_level(family, key))
    entries: dict[str, list[str]] = {}
    for name, section in job.sections.items():
        contents = [content for _, content in section.bands]
        passages: list[Passage] = []
        for content in [section.content, *contents] if section.content else contents:
            match content:
                case Listing(groups):
                    every: list[Group[Any]] = list(groups)
                    passages += [entry.passage for group in every for entry in group.entries]
                case Prose(prose):
                    passages += prose
                case Alternatives(options):
                    passages += [option.passage for option in options]
        entries[name] = said(path, iter(passages))
    return entries


@pytest.mark.parametrize("family", LEVELS)
def test_nothing_is_repeated_word_for_word_at_another_level(family: str) -> None:
    places = defaultdict(set)
    for key in LEVELS[family]:
        for found in level_entries(family, key).values():
            for text in found:
                for sentence in sentences(text):
                    places[sentence.casefold()].add(key)
    assert len(places) > 20 * len(LEVELS[family])
    assert {text: keys for text, keys in places.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("family", LEVELS)
def test_sentences_of_levels_have_about_20_words_at_most(family: str) -> None:
    lengths = [
        len(sentence.split())
        for key in LEVELS[family]
        for found in level_entries(family, key).values()
        for text in found
        for sentence in sentences(text)
    ]
    assert sum(lengths) / len(lengths) <= 20


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_sentences_are_short(path: Path) -> None:
    long = [
        (text.place.line, len(sentence.split()), sentence)
        for _, text in texts(path)
        for sentence in sentences(text)
        if len(sentence.split()) > 30
    ]
    assert long == []


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_sentences_have_20_words_on_average(path: Path) -> None:
    words = [
        len(sentence.split())
        for _, text in texts(path)
        for sentence in sentences(text)
        if sentence[-1] in ".?!"
    ]
    assert not words or sum(words) <= 20 * len(words)


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_no_word_excludes_abbreviates_or_fills(path: Path) -> None:
    found = [
        (text.place.line, match[0])
        for _, text in texts(path)
        for match in BANNED.finditer(str(text))
    ]
    assert found == []


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_text_has_no_doubled_spaces_or_words(path: Path) -> None:
    doubled = [
        (text.place.line, match[0])
        for _, text in texts(path)
        for match in re.finditer(r"\b(\w+) \1\b|\S  +\S", one_line(text))
    ]
    assert doubled == []


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_whole_sentences_end_with_a_full_stop(path: Path) -> None:
    unended = [
        (text.place.line, text)
        for name, text in texts(path)
        if name in {"text", "markdown", "purpose", "scope", "description"}
        and text.strip()[-1] not in ".?!"
    ]
    assert unended == []


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_facts_and_reasons_are_no_sentences_and_end_without_a_full_stop(path: Path) -> None:
    ended = [
        (text.place.line, text)
        for name, text in texts(path)
        if name in FRAGMENTS and text.strip()[-1] in ".;,"
    ]
    assert ended == []


FRAGMENTS = {
    "title", "label", "reports_to", "responsible_for", "working_style", "location", "hours",
    "contract", "volumes", "assets", "physical", "environment", "on_call", "unsocial_hours", "why",
    "member-roles", "political_restriction_reason",
}  # fmt: skip


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_a_file_says_at_its_top_what_it_is_for(path: Path) -> None:
    for_editors, *rest = path.read_text(encoding="utf-8").splitlines()
    assert for_editors.startswith("# yaml-language-server: $schema=")
    assert rest[0].startswith("# ")
