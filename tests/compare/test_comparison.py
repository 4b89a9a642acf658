"""What differs between two jobs: everything that either says, once, the same from either side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from example import CRITERIA, REPOSITORY, Example
from hypothesis import given, settings
from hypothesis import strategies as st

from jdgen.compare.comparison import Subject, compare, mirrored_comparison, subject
from jdgen.compare.ladder import ladder
from jdgen.compare.phrases import change_text, differences
from jdgen.compare.statements import Statement, sentences, statements
from jdgen.compare.titles import Titles, titles
from jdgen.compose.job import compose
from jdgen.model.section import Entry
from jdgen.model.text import Passage, Source
from jdgen.problems import Place
from jdgen.reports.phrases import on_the_whole, section_summary
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import find, job_of

if TYPE_CHECKING:
    from jdgen.compare.comparison import Comparison
    from jdgen.model.job import Job

SOURCE = Source("level", Place("families/works/levels/W1.yaml"), 1)
PLAIN = Titles({}, {}, {})

WORDS = [
    "keep",
    "the",
    "risk",
    "log",
    "budget",
    "chair",
    "minutes",
    "of",
    "and",
    "plans",
    "team",
    "a",
    "council",
    "check",
]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)


def statement(section: str, form: str, text: str, key: str, importance: str) -> Statement:
    passage = Passage(text, SOURCE)
    if form in {"heading", "sentence"}:
        return Statement(section, form, passage, text)  # type: ignore[arg-type]
    details = (("importance", importance),) if importance else ()
    return Statement(section, "entry", passage, text, "", 0, details, Entry(passage, id=key))


@st.composite
def subjects(draw: st.DrawFn, name: str) -> Subject:
    made: list[Statement] = []
    known: set[str] = set()
    for _ in range(draw(st.integers(0, 8))):
        key = draw(st.sampled_from(["", "", "one", "two", "three"]))
        if key in known:
            key = ""
        known.add(key)
        made.append(
            statement(
                draw(st.sampled_from(["purpose", "duties"])),
                draw(st.sampled_from(["heading", "sentence", "entry", "entry"])),
                draw(texts),
                key,
                draw(st.sampled_from(["", "essential", "desirable"])),
            )
        )
    facts = draw(
        st.dictionaries(st.sampled_from(["post.title", "grade.title"]), st.sampled_from("AB"))
    )
    job = a_job()
    said = {key: Passage(text, SOURCE) for key, text in facts.items()}
    return Subject(subject(name, job).side, job._replace(facts=said), made)


def a_job() -> Job:
    library = Library(REPOSITORY)
    return compose(library.lineage_of_level("project-delivery", "PRO9"))


# --- invariants -----------------------------------------------------------------------------------


@given(subjects("A"))
@settings(max_examples=60, deadline=None)
def test_comparing_anything_with_itself_is_empty(one: Subject) -> None:
    found = compare(one, one, PLAIN)
    assert not found.differs
    assert not found.facts
    assert all(row.kind == "same" for row in found.rows)


@given(subjects("A"), subjects("B"))
@settings(max_examples=150, deadline=None)
def test_comparing_the_other_way_round_is_the_mirror_image(one: Subject, other: Subject) -> None:
    found = compare(one, other, PLAIN)
    assert compare(other, one, PLAIN) == mirrored_comparison(found)
    assert mirrored_comparison(mirrored_comparison(found)) == found


@given(subjects("A"), subjects("B"))
@settings(max_examples=150, deadline=None)
def test_every_word_of_both_sides_is_accounted_for_exactly_once(
    one: Subject, other: Subject
) -> None:
    found = compare(one, other, PLAIN)
    first, second = Counter[str](), Counter[str]()
    for row in found.rows:
        before = "".join(part.text for part in row.marked if part.mark != "added")
        after = "".join(part.text for part in row.marked if part.mark != "removed")
        if row.first:
            first[before] += 1
            assert before == row.first.text
        if row.second:
            second[after] += 1
            assert after == row.second.text
    assert first == Counter(each.text for each in one.statements)
    assert second == Counter(each.text for each in other.statements)
    assert found.words == (
        sum(len(each.text.split()) for each in one.statements),
        sum(len(each.text.split()) for each in other.statements),
    )


@pytest.mark.parametrize("family", ["ict", "project-delivery"])
def test_every_two_levels_of_ours_hold_to_the_same(family: str) -> None:
    library = Library(REPOSITORY)
    layout = library.layout("standard")
    levels = [
        subject(key, compose(library.lineage_of_level(family, key)))
        for key in library.by_rank(family)
    ]
    for first in levels:
        for second in levels:
            said = titles(layout, first.job, second.job)
            found = compare(first, second, said)
            assert found.differs == (first is not second)
            assert compare(second, first, said) == mirrored_comparison(found)
            rows = list(found.rows)
            for side, said in ((0, first), (1, second)):
                shown = [id(row[1 + side]) for row in rows if row[1 + side]]
                assert sorted(shown) == sorted(map(id, said.statements))


# --- what is said of it ---------------------------------------------------------------------------


def compared(example: Example, first: str, second: str) -> Comparison:
    library = Library(example.root)
    made = [job_of(library, find(library, word).target) for word in (first, second)]
    said = titles(library.layout("standard"), *made)
    return compare(subject(first, made[0]), subject(second, made[1]), said)


def two_levels(example: Example, first: str, second: str) -> Comparison:
    example.level(first)
    example.level(second.replace("rank: 1", "rank: 2"), grades='["5"]', key="W2")
    path = example.root / "families/works/levels/W2.yaml"
    path.write_text(path.read_text("utf-8").replace("rank: 1", "rank: 2"), "utf-8")
    return compared(example, "W1", "W2")


def test_rows_say_what_became_of_each_line(example: Example) -> None:
    found = two_levels(
        example,
        "sections:\n  accountabilities:\n    - Work safely.\n"
        "    - {id: log, text: Keep the risk log.}\n    - Sweep the yard each day.\n"
        "  scope: [Mend pavements of concrete slabs in the town.]\n",
        "sections:\n  accountabilities:\n    - Work safely.\n"
        "    - {id: log, text: Own the risk log.}\n"
        "    - Mend pavements of concrete slabs in the town.\n    - Order stone.\n",
    )
    by_kind = {
        kind: [row.statement.text for row in found.rows if row.kind == kind]
        for kind in ("same", "changed", "only first", "only second", "moved")
    }
    assert by_kind == {
        "same": ["Work safely."],
        "changed": ["Own the risk log."],
        "only first": ["Sweep the yard each day."],
        "only second": ["Order stone."],
        "moved": ["Mend pavements of concrete slabs in the town."],
    }
    [changed] = [row for row in found.rows if row.kind == "changed"]
    assert [tuple(part) for part in changed.marked] == [
        ("removed", "Keep"),
        ("added", "Own"),
        ("kept", " the risk log."),
    ]
    assert [(change.label, change.first, change.second) for change in found.facts] == [
        ("Grade", "Grade 4", "Grade 5"),
    ]
    [section] = [each for each in found.sections if each.id == "accountabilities"]
    assert section_summary(section, found) == (
        "1 changed, 1 only in W1, 1 only in W2, 1 moved, 1 the same; 11 → 16 words (+5)"
    )
    assert on_the_whole(found) == (
        "1 fact differs; 1 changed, 1 only in W1, 1 only in W2, 1 moved, 1 the same;"
        " 19 → 16 words (-3)"
    )


def test_criteria_are_compared_as_data(example: Example) -> None:
    scale = (
        "scales:\n  capability:\n    - {id: awareness, title: Awareness, text: Knows of it.}\n"
        "    - {id: proficiency, title: Proficiency, text: Does it well.}\n"
    )
    example.organisation(scale)
    example.role(
        "",
        criteria=CRITERIA.replace(
            "importance: essential, assessed_by: [A, T]",
            "id: slabs, importance: desirable, assessed_by: [A], standard: awareness",
        ),
    )
    example.vacancy(
        "replace:\n  slabs: {importance: essential, assessed_by: [A, T], standard: proficiency}\n"
    )
    found = compared(example, "paviour", "one")
    [row] = [row for row in found.rows if row.kind == "changed"]
    assert [(change.label, change_text(change)) for change in row.changes] == [
        ("Essential or desirable", "Desirable → Essential"),
        ("How assessed", "Application form → Application form, Test"),
        ("Standard needed", "Awareness → Proficiency"),
    ]


def test_a_role_against_its_level_says_which_line_left_a_text_out(example: Example) -> None:
    example.level(
        "sections:\n  accountabilities:\n    - {id: log, text: Keep the risk log.}\n"
        "    - {id: yard, optional: true, text: Sweep the yard.}\n"
    )
    example.role("omit: [log]\n")
    found = compared(example, "W1", "paviour")
    notes = {row.statement.text: row.note for row in found.rows if row.kind == "only first"}
    assert notes == {
        "Keep the risk log.": "omitted at families/works/roles/paviour.yaml:4:8",
        "Sweep the yard.": "not included",
    }


def test_a_line_that_could_be_either_of_two_is_alone_and_says_so_from_both_sides() -> None:
    one, other = (
        subject(name, a_job())._replace(
            statements=[statement("duties", "entry", text, "", "") for text in said]
        )
        for name, said in (
            ("A", ["Water the palms in the glasshouse.", "Sweep the yard."]),
            ("B", ["Water the orchids in the glasshouse.", "Water the lilies in the glasshouse."]),
        )
    )
    found = compare(one, other, PLAIN)
    assert all(row.is_alone for row in found.rows)
    for comparison in (found, compare(other, one, PLAIN)):
        notes = {row.statement.text: row.note for row in comparison.rows if row.note}
        assert notes == {
            "Water the palms in the glasshouse.": "could be either of: "
            "Water the orchids in the glasshouse. / Water the lilies in the glasshouse."
        }


def test_what_job_evaluation_says_is_compared_for_a_panel_only(example: Example) -> None:
    example.role("evaluation: {scheme: NJC, total: '412'}\n")
    example.vacancy("evaluation: {scheme: NJC, total: '430'}\n")
    assert not compared(example, "paviour", "one").facts


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("£30,000 a year", "£31,250 a year", "+£1,250"),
        ("£30,000 to £35,000", "£29,000 to £36,000.50", "-£1,000 and +£1,000.50"),
        ("4", "6", "+2"),
        ("£30,000 a year", "£15 an hour", ""),
        ("1 April 2026", "1 April 2027", ""),
        ("Grade 4", "Grade 5", ""),
        ("", "£1", ""),
    ],
)
def test_amounts_say_by_how_much_they_differ(first: str, second: str, expected: str) -> None:
    assert differences(first, second) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Works with e.g. Sue. Then rests.", ["Works with e.g. Sue.", "Then rests."]),
        ("Pay is £3.50 an hour. No more", ["Pay is £3.50 an hour.", "No more"]),
        ("Alone", ["Alone"]),
    ],
)
def test_prose_is_compared_by_sentence(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_prose_is_shown_by_paragraph_where_each_is_explained(example: Example) -> None:
    example.level("sections:\n  scope: |\n    One. Two.\n\n    Three.\n")
    job = example.job("W1")
    assert [each.text for each in statements(job)] == ["One.", "Two.", "Three."]
    assert [each.text for each in statements(job, by="paragraph")] == ["One. Two.", "Three."]


# --- ladders --------------------------------------------------------------------------------------


def test_a_ladder_follows_each_line_through_the_levels(example: Example) -> None:
    said = {
        "W1": ["{id: log, text: Keep the risk log.}", "Work safely.", "Sweep the yard."],
        "W2": ["{id: log, text: Keep the risk log up to date and in good order.}", "Work safely."],
        "W3": ["{id: log, text: Own all logs.}", "Work safely.", "Set the yard's budget."],
    }
    for rank, (key, items) in enumerate(said.items(), start=1):
        entries = "".join(f"    - {item}\n" for item in items)
        example.write(
            f"families/works/levels/{key}.yaml",
            f'title: Crew\nrank: {rank}\ngrades: ["4"]\nsections:\n  accountabilities:\n{entries}',
        )
    library = Library(example.root)
    levels = [subject(key, compose(library.lineage_of_level("works", key))) for key in said]
    made = ladder("Works", levels, titles(library.layout("standard"), levels[0].job))
    [section] = made.sections
    states = {
        strand.name: [cell.state if cell else "" for cell in strand.cells]
        for strand in section.strands
    }
    assert states == {
        "Log": ["new", "changed", "changed"],
        "Work safely.": ["new", "same", "same"],
        "Sweep the yard.": ["new", "dropped", ""],
        "Set the yard's budget.": ["", "", "new"],
    }
    assert section.words == (9, 13, 9)
    assert [[(theme.name, theme.way) for theme in step.themes] for step in made.steps] == [
        [("Log", "reworded"), ("", "same"), ("", "gone")],
        [("Log", "reworded"), ("", "same"), ("", "new")],
    ]
    [repetition] = made.repetitions
    assert repetition.statement.text == "Work safely."
    assert repetition.levels == ("W1", "W2", "W3")


def test_a_ladder_names_lines_of_far_levels_that_are_nearly_the_same(example: Example) -> None:
    text = "Inspect the slabs of every pavement in the town before the winter"
    for rank, items in enumerate(([f"{text}."], ["Rest."], [f"{text} frost."]), start=1):
        entries = "".join(f"    - {item}\n" for item in items)
        example.write(
            f"families/works/levels/W{rank}.yaml",
            f'title: Crew\nrank: {rank}\ngrades: ["4"]\nsections:\n  accountabilities:\n{entries}',
        )
    library = Library(example.root)
    keys = ("W1", "W2", "W3")
    levels = [subject(key, compose(library.lineage_of_level("works", key))) for key in keys]
    made = ladder("Works", levels, titles(library.layout("standard"), levels[0].job))
    [resemblance] = made.resemblances
    assert (resemblance.first, resemblance.second) == ("W1", "W3")
    assert [part.text for part in resemblance.marked if part.mark == "added"] == [" frost"]


@given(st.lists(subjects("A"), min_size=2, max_size=4))
@settings(max_examples=80, deadline=None)
def test_a_ladder_holds_every_line_of_every_level_once(levels: list[Subject]) -> None:
    named = [
        level._replace(side=level.side._replace(name=f"L{at}")) for at, level in enumerate(levels)
    ]
    made = ladder("Works", named, PLAIN)
    for at, level in enumerate(named):
        cells = [strand.cells[at] for section in made.sections for strand in section.strands]
        shown = [id(each) for cell in cells if cell for each in cell.statements]
        said = [each for each in level.statements if each.form != "heading"]
        assert sorted(shown) == sorted(map(id, said))
        for cell in filter(None, cells):
            assert cell.text == " ".join(each.text for each in cell.statements)


def test_a_ladder_loses_no_line_whose_id_is_given_to_another(example: Example) -> None:
    said = (
        ["{id: risk, text: Keep the risk log of the works.}"],
        ["{id: riskx, text: Keep the risk log of the works.}"],
        ["{id: riskx, text: Keep the risk log of the works.}", "{id: risk, text: Judge risks.}"],
    )
    for rank, items in enumerate(said, start=1):
        entries = "".join(f"    - {item}\n" for item in items)
        example.write(
            f"families/works/levels/W{rank}.yaml",
            f'title: Crew\nrank: {rank}\ngrades: ["4"]\nsections:\n  accountabilities:\n{entries}',
        )
    library = Library(example.root)
    keys = ("W1", "W2", "W3")
    levels = [subject(key, compose(library.lineage_of_level("works", key))) for key in keys]
    made = ladder("Works", levels, titles(library.layout("standard"), levels[0].job))
    [section] = made.sections
    states = [
        (strand.name, [cell.state if cell else "" for cell in strand.cells])
        for strand in section.strands
    ]
    assert states == [
        ("Risk", ["new", "same", "same"]),
        ("Risk", ["", "", "new"]),
    ]
