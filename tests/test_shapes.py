"""What each kind of file may say, and what of the model it becomes, with the place of each part."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml_files import read

from jdgen.model.facts import POST_PARTICULARS
from jdgen.model.job import (
    Classification,
    Clause,
    Family,
    Layer,
    Level,
    Organisation,
    Role,
    Step,
    Vacancy,
)
from jdgen.model.layout import FactRow, Layout, SectionStyle
from jdgen.model.pay import Grade, Range
from jdgen.model.section import (
    Alternatives,
    AuthoredSection,
    ClauseUse,
    Entry,
    Group,
    Listing,
    Prose,
    Replacement,
    Scoring,
)
from jdgen.model.text import Passage, Setting, Source
from jdgen.problems import Place
from jdgen.reading.shapes import Context, Record
from jdgen.schema.family import FAMILY, LEVEL
from jdgen.schema.layout import LAYOUT
from jdgen.schema.organisation import ORGANISATION, setting_of
from jdgen.schema.post import ROLE, VACANCY
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from jdgen.problems import Problem

T = TypeVar("T")

TEXTS = [
    known.field
    for known in POST_PARTICULARS
    if known.kind in {"words", "line"} and known.field != "title"
]

FILE = "the/file.yaml"
LAYER = "layer"


def problems_of(text: str, shape: Record[Any]) -> tuple[Any, list[Problem]]:
    mapping, problems = read(text.encode(), FILE)
    context = Context(LAYER, problems, setting_of(mapping))
    value = shape.read(mapping, FILE, context) if mapping is not None else None
    return value, context.problems


def made(text: str, shape: Record[T]) -> T:
    value, problems = problems_of(text, shape)
    assert problems == []
    assert value is not None
    return value  # type: ignore[no-any-return]


class Written:
    """Finds where something stands in a file's text, apart from how jdgen finds it."""

    def __init__(self, text: str, layer: str = LAYER) -> None:
        self._text = text
        self._layer = layer

    def source(self, wanted: str) -> Source:
        """Return who said what is written from here on: to the end of what is indented with it."""
        assert self._text.count(wanted) == 1, f"{wanted!r} should stand in the example once"
        before, _, after = self._text.partition(wanted)
        number, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
        line, *following = f"{before.rpartition(chr(10))[2]}{wanted}{after}".splitlines()
        is_first = not line[: column - 1].strip(" -")
        indent = column - 1 if is_first else len(line) - len(line.lstrip(" -")) + 1
        end = number
        is_name = is_first and f"{wanted}{after}"[len(wanted.rstrip(":")) :].startswith(":")
        if is_name or {*line[: column - 1]} & {*"{["}:
            following = []
        for at, other in enumerate(following, start=number + 1):
            if other.strip() and len(other) - len(other.lstrip()) < indent:
                break
            end = at if other.strip() else end
        return Source(self._layer, Place(FILE, number, column), end)

    def passage(self, text: str, wanted: str = "") -> Passage:
        """Return the text as a passage from where it, or else what is wanted, is written."""
        return Passage(text, self.source(wanted or text))


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
            Step("working", written.passage("Working"), written.passage("Uses the skill alone.")),
            Step("expert", written.passage("Expert"), written.passage("Shows others.")),
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
                        (ClauseUse(Passage("fire", written.source("fire\n"))),),
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


def test_an_organisation_needs_only_a_name_and_a_language() -> None:
    organisation = made("name: Little Wick Council\nlanguage: en-GB\n", ORGANISATION)

    assert organisation == Organisation(organisation.layer, Setting(), {})
    assert organisation.layer.sections == ()


@pytest.mark.parametrize("language", ["en", "en-GB", "cy-GB", "gd", "sr-Latn-RS", "zh-Hant", "haw"])
def test_a_language_is_written_as_bcp_47_has_it(language: str) -> None:
    organisation = made(f"name: A\nlanguage: {language}\n", ORGANISATION)
    assert organisation.setting.main == language


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
                    ClauseUse(written.passage("fire")),
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


def particulars() -> str:
    return "".join(f"{name}: The {name}.\n" for name in TEXTS)


CHANGES = """\
include: [cash, keys]
omit:
  - complaints
choose: [desk]
replace:
  scope-note: Works with one colleague.
  plain-words: {label: Words, text: Explains forms., importance: desirable, assessed_by: [I], standard: expert}
  only-label: {label: New}
"""  # noqa: E501 - one entry in flow style


def test_a_role_has_every_field() -> None:
    text = f'title: Adviser\nfamily: enquiries\nlevel: ENQ2\ngrade: "5"\n{particulars()}{CHANGES}'
    written = Written(text)
    role = made(text, ROLE)

    assert role == Role(
        role.layer,
        Classification(
            written.passage("enquiries"),
            written.passage("ENQ2"),
            Passage("5", written.source('"5"')),
        ),
    )
    assert role.layer.facts == {
        "post.title": written.passage("Adviser"),
        **{f"post.{name}": written.passage(f"The {name}.") for name in TEXTS},
    }
    assert role.layer.include == (written.passage("cash"), written.passage("keys"))
    assert role.layer.omit == (written.passage("complaints"),)
    assert role.layer.choose == (written.passage("desk"),)
    scope = written.passage("Works with one colleague.")
    assert role.layer.replace == (
        (written.passage("scope-note"), Replacement(scope)),
        (
            written.passage("plain-words"),
            Replacement(
                written.passage("Explains forms."),
                written.passage("Words"),
                importance="desirable",
                methods=(Passage("I", written.source("I], standard")),),
                standard=written.passage("expert"),
            ),
        ),
        (written.passage("only-label"), Replacement(label=written.passage("New"))),
    )


def test_a_role_may_be_small() -> None:
    role = made("title: Adviser\nfamily: enquiries\nlevel: ENQ1\n", ROLE)

    assert role.classification.grade is None
    assert list(role.layer.facts) == ["post.title"]
    assert role.layer == Layer(Source(LAYER, Place(FILE), 3), role.layer.facts)


def test_a_vacancy_of_a_role_has_every_field() -> None:
    text = (
        'role: adviser\ntitle: Senior Adviser\ngrade: "5"\npost_number: 0012\n'
        f"closing_date: 2027-02-04\ninterview_date: 2027-03-12\n{particulars()}{CHANGES}"
        "sections: {duties: [Open the desk.]}\n"
    )
    written = Written(text)
    vacancy = made(text, VACANCY)

    assert vacancy == Vacancy(
        vacancy.layer,
        role=written.passage("adviser"),
        grade=Passage("5", written.source('"5"')),
        closing=date(2027, 2, 4),
    )
    assert vacancy.layer.facts == {
        "post.title": written.passage("Senior Adviser"),
        "post.number": written.passage("0012"),
        "post.closing_date": written.passage("4 February 2027", "2027-02-04"),
        "post.interview_date": written.passage("12 March 2027", "2027-03-12"),
        **{f"post.{name}": written.passage(f"The {name}.") for name in TEXTS},
    }
    assert [passage.text for passage in vacancy.layer.include] == ["cash", "keys"]
    assert [name.text for name, _ in vacancy.layer.replace] == [
        "scope-note",
        "plain-words",
        "only-label",
    ]
    assert [section.id for section in vacancy.layer.sections] == ["duties"]


def test_a_vacancy_without_a_role_names_its_place_itself() -> None:
    text = "title: Porter\nfamily: enquiries\nlevel: ENQ1\n"
    written = Written(text)
    vacancy = made(text, VACANCY)

    assert vacancy.role is None
    assert vacancy.classification == Classification(
        written.passage("enquiries"), written.passage("ENQ1"), None
    )
    assert vacancy.layer.facts == {"post.title": written.passage("Porter")}


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("title", "family: enquiries\nlevel: ENQ1\n"),
        ("family", "title: Porter\nlevel: ENQ1\n"),
        ("level", "title: Porter\nfamily: enquiries\n"),
        ("title and family", "level: ENQ1\n"),
        ("title, family and level", "location: Little Wick\n"),
    ],
)
def test_a_vacancy_without_a_role_is_told_what_is_missing(missing: str, said: str) -> None:
    value, [problem] = problems_of(said, VACANCY)

    assert value is None
    assert problem.rule == "missing-field"
    assert all(name in problem.message for name in missing.replace(" and ", ", ").split(", "))


def test_a_layout_has_every_field() -> None:
    text = """\
title: Plain
house_style: brand/house-style.docx
labels: {detail: Manylyn, this_post: Y swydd hon}
documents:
  job-description:
    title: Job description
    template: job.md.j2
    header:
      - {fact: post.title, label: Job title}
    sections:
      - {id: purpose, title: "Purpose of {{ post.title }}", required: true}
      - {id: duties, title: Duties, lead_in: You will, numbering: numbers}
  profile:
    title: Level profile
    template: level.md.j2
    subject: level
    sections:
      - {id: scope, title: Scope, required: false, numbering: bullets}
"""
    written = Written(text)
    layout = made(text, LAYOUT)

    assert isinstance(layout, Layout)
    assert (layout.title, layout.place) == (written.passage("Plain"), Place(FILE))
    assert layout.house_style == written.passage("brand/house-style.docx")
    assert layout.labels == {
        "detail": written.passage("Manylyn"),
        "this_post": written.passage("Y swydd hon"),
    }
    post, level = layout.documents
    assert (post.id, post.title.text, post.subject) == (
        "job-description",
        "Job description",
        "post",
    )
    assert post.template == written.passage("job.md.j2")
    assert post.header == (
        FactRow(written.passage("post.title", "post.title,"), written.passage("Job title")),
    )
    assert post.sections == (
        SectionStyle(
            Passage("purpose", written.source("purpose,")),
            written.passage("Purpose of {{ post.title }}", '"Purpose of'),
            required=True,
        ),
        SectionStyle(
            Passage("duties", written.source("duties,")),
            Passage("Duties", written.source("Duties")),
            numbering="numbers",
            lead_in=written.passage("You will"),
        ),
    )
    assert (level.id, level.subject, level.header) == ("profile", "level", ())
    assert level.sections == (
        SectionStyle(
            Passage("scope", written.source("scope,")), Passage("Scope", written.source("Scope"))
        ),
    )


def test_a_document_needs_only_a_title_and_sections() -> None:
    text = "title: Plain\ndocuments: {job: {title: Job, sections: [{id: a, title: A}]}}\n"
    layout = made(text, LAYOUT)

    assert layout.house_style is None
    assert [kind.template.text for kind in layout.documents] == ["document.md.j2"]


@pytest.mark.parametrize(
    "path", ["../x.docx", "a/../../x.docx", "/x.docx", "C:/x.docx", "a\\x.docx", "C:x.docx"]
)
def test_a_layout_names_no_file_outside(path: str) -> None:
    text = f"title: Plain\nhouse_style: '{path}'\ndocuments: {{}}\n"
    value, [problem] = problems_of(text, LAYOUT)

    assert value is None
    assert (problem.rule, problem.place.line, problem.place.column) == ("path-outside", 2, 14)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2027-01-01", "1 January 2027"),
        ("2028-02-29", "29 February 2028"),
        ("2027-12-31", "31 December 2027"),
    ],
)
def test_dates_are_shown_in_words(written: str, shown: str) -> None:
    vacancy = made(f"role: adviser\nclosing_date: {written}\n", VACANCY)
    assert vacancy.layer.facts["post.closing_date"].text == shown


@pytest.mark.parametrize(
    "written",
    [
        "2027-2-1",
        "20270201",
        "2027-W05-1",
        "2027-02-01T09:00",
        "01-02-2027",
        "2027/02/01",
        "2027-13-01",
        "2027-02-29",
        "0000-01-01",
        "\u0662\u0660\u0662\u0667-\u0660\u0662-\u0660\u0661",
    ],
)
def test_no_other_date_is_read(written: str) -> None:
    value, [problem] = problems_of(f"role: adviser\nclosing_date: {written}\n", VACANCY)

    assert value is None
    assert problem.rule == "not-a-date"


@pytest.mark.parametrize(
    "number", ["-1", "+1", "1.0", "1e3", "1_000", "1,000", "0x1F", "\u0663", "\u00b2"]
)
def test_a_whole_number_is_written_in_digits_only(number: str) -> None:
    value, [problem] = problems_of(f'title: A\nrank: "{number}"\ngrades: ["3"]\n', LEVEL)

    assert value is None
    assert problem.rule == "not-a-number"


@pytest.mark.parametrize("key", ["a", "risk-log", "a1-b2", "x-1", "3d-skills"])
def test_an_id_is_lower_case_letters_digits_and_hyphens(key: str) -> None:
    role = made(f"title: A\nfamily: f\nlevel: l\nomit: [{key}]\n", ROLE)

    assert [passage.text for passage in role.layer.omit] == [key]


@pytest.mark.parametrize(
    "key", ["A", "a_b", "a b", "a--b", "-a", "a-", "é", "a.b", "a/b", "a\\n", " a"]
)
def test_nothing_else_is_an_id(key: str) -> None:
    value, [problem] = problems_of(f'title: A\nfamily: f\nlevel: l\nomit: ["{key}"]\n', ROLE)

    assert value is None
    assert problem.rule == "bad-id"


@pytest.mark.parametrize("address", ["https://a.b", "http://a.b/c?d=1", "mailto:a@b.c", "tel:+441"])
def test_markdown_may_hold_bold_italics_and_links(address: str) -> None:
    markdown = f"**Bold**, *italics* and [a link]({address})."
    role = made(
        f"title: A\nfamily: f\nlevel: l\nsections: {{duties: [{{markdown: '{markdown}'}}]}}\n", ROLE
    )

    [section] = role.layer.sections
    assert isinstance(section.content, Listing)
    [group] = section.content.groups
    [entry] = group.entries
    assert isinstance(entry, Entry)
    assert entry.passage.text == markdown
    assert entry.passage.markdown


def test_all_problems_of_a_file_are_found_at_once() -> None:
    text = """\
title: Level 1
rank: one
colour: blue
sections:
  Purpose: Answers.
  scope: ""
  accountabilities:
    - {id: A, text: Answer., optional: perhaps}
    - {label: [x]}
"""
    value, problems = problems_of(text, LEVEL)

    assert value is None
    assert sorted((place.line, place.column, rule) for place, _, _, rule in problems) == [
        (1, 1, "missing-field"),
        (2, 7, "not-a-number"),
        (3, 1, "unknown-field"),
        (5, 3, "bad-id"),
        (6, 10, "empty-text"),
        (8, 12, "bad-id"),
        (8, 40, "not-true-or-false"),
        (9, 15, "wrong-type"),
    ]


# --- the repository's own files -------------------------------------------------------------------

REPOSITORY = Path(__file__).parent.parent
SHAPES: list[tuple[str, Record[Any]]] = [
    ("families/organisation.yaml", ORGANISATION),
    ("families/*/family.yaml", FAMILY),
    ("families/*/levels/*.yaml", LEVEL),
    ("families/*/roles/*.yaml", ROLE),
    ("examples/vacancies/*.yaml", VACANCY),
    ("templates/*/layout.yaml", LAYOUT),
]


@pytest.mark.parametrize(("pattern", "shape"), SHAPES, ids=[pattern for pattern, _ in SHAPES])
def test_every_file_of_the_repository_has_its_shape(pattern: str, shape: Record[Any]) -> None:
    files = sorted(REPOSITORY.glob(pattern))

    assert files
    for file in files:
        made(file.read_text(encoding="utf-8"), shape)


# --- invariants -----------------------------------------------------------------------------------

NAMES = sorted(
    {name for _, shape in SHAPES for name in shape.fields}
    | {"id", "text", "markdown", "label", "optional", "clause", "heading", "items", "any_of"}
    | {"category", "criteria", "importance", "assessed_by", "standard", "effective", "minimum"}
    | {"fact", "template", "required", "purpose", "duties", "unknown"}
)
names = st.sampled_from(NAMES)
texts = st.sampled_from(
    ["", " ", "text", "a-b", "12", "2027-01-01", "true", "**b**", "<b>", "{{ x"]
)
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=15,
)


@settings(max_examples=200, deadline=None)
@given(data=st.dictionaries(names, trees, max_size=8))
@pytest.mark.parametrize("shape", [shape for _, shape in SHAPES], ids=[path for path, _ in SHAPES])
def test_any_fields_are_read_or_refused_within_the_file(
    shape: Record[Any], data: dict[str, Any]
) -> None:
    text = yaml.safe_dump(data, default_style='"', sort_keys=False)
    value, problems = problems_of(text, shape)

    assert (value is None) == bool(problems)
    lines = text.count("\n")
    for place, message, hint, rule in problems:
        assert place.file == FILE
        assert 1 <= place.line <= lines
        assert place.column >= 1
        assert message
        assert hint
        assert rule
