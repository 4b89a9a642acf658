"""Roles, vacancies, layouts and single values: every field, as it is read."""

from __future__ import annotations

from datetime import date

import pytest
from texts import FILE, LAYER, Written, glued, made, problems_of

from jdgen.model.facts import POST_PARTICULARS
from jdgen.model.job import (
    Classification,
    Layer,
    Role,
    Vacancy,
)
from jdgen.model.layout import FactRow, Layout, SectionStyle
from jdgen.model.section import (
    Entry,
    Listing,
    Replacement,
)
from jdgen.model.text import Passage, Source
from jdgen.problems import Place
from jdgen.schema.family import LEVEL
from jdgen.schema.layout import LAYOUT
from jdgen.schema.post import ROLE, VACANCY

TEXTS = [
    known.field
    for known in POST_PARTICULARS
    if known.kind in {"words", "line"} and known.field != "title"
]


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
        "post.closing_date": written.passage(glued("4 February 2027"), "2027-02-04")._replace(
            day=date(2027, 2, 4)
        ),
        "post.interview_date": written.passage(glued("12 March 2027"), "2027-03-12")._replace(
            day=date(2027, 3, 12)
        ),
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
        ("title", "level: ENQ1\n"),
        ("title", "location: Little Wick\n"),
    ],
)
def test_a_vacancy_without_a_role_is_told_what_is_missing(missing: str, said: str) -> None:
    value, [problem] = problems_of(said, VACANCY)

    assert value is None
    assert problem.rule == "missing-field"
    assert missing in problem.message


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
    assert (post.id, post.title.text, post.subjects) == (
        "job-description",
        "Job description",
        ("post",),
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
    assert (level.id, level.subjects, level.header) == ("profile", ("level",), ())
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
    assert vacancy.layer.facts["post.closing_date"].text == glued(shown)


@pytest.mark.parametrize(
    "written",
    [
        "2027-2-1",
        "20270201",
        "2027-W05-1",
        "2027-02-01T09",
        "2027-02-01 9am",
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
        (2, 7, "not-a-number"),
        (3, 1, "unknown-field"),
        (5, 3, "bad-id"),
        (6, 10, "empty-text"),
        (8, 12, "bad-id"),
        (8, 40, "not-true-or-false"),
        (9, 15, "wrong-type"),
    ]
