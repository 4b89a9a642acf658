"""Fields of the organisation's own: said in roles and vacancies, known to texts, layouts, tools."""

from __future__ import annotations

import json
import zipfile

import pytest
from example import CRITERIA, SECTIONS, Example
from texts import glued

FIELDS = """\
translations: [cy-GB]
fields:
  flsa: {label: {en: FLSA status, cy: Statws FLSA}, choices: [{en: Exempt, cy: Esempt}, Non-exempt]}
  union: {label: Bargaining unit}
  opens: {label: Open from, kind: date}
  stipend: {label: Stipend, kind: money}
  desks: {label: Desks, kind: number}
"""
LAYOUT = """\
documents:
  sheet:
    title: Sheet
    subject: [post, role]
    header:
      - {fact: post.flsa}
      - {fact: post.union, label: Union}
      - {fact: post.opens}
    sections:
      - {id: purpose, title: Purpose}
      - id: figures
        title: Figures
        facts:
          - {fact: post.stipend}
          - {fact: post.desks, sentence: "It has {{ post.desks }} desks."}
      - {id: person-specification, title: Criteria}
"""
SAID = """\
flsa: exempt
union: Local 12
opens: 2027-03-05
stipend: 1200
desks: up to 4
"""


@pytest.fixture
def own(example: Example) -> Example:
    example.organisation(FIELDS)
    example.layout(LAYOUT)
    example.role(SAID, sections='sections:\n  purpose: "Is {{ post.flsa }} in {{ post.union }}."\n')
    return example


def test_each_kind_is_printed_as_facts_of_its_kind_are(own: Example) -> None:
    text = own.markdown("sheet", layout="ours")
    for line in (
        "| FLSA status | Exempt |",
        "| Union | Local 12 |",
        "| Open from | 5 March 2027 |",
        "- **Stipend:** £1,200",
        "It has up to 4 desks.",
        "Is Exempt in Local 12.",
    ):
        assert glued(line) in text


def test_a_vacancy_says_it_anew_and_explain_says_in_place_of_what(own: Example) -> None:
    own.vacancy("flsa: Non-exempt\n")
    assert "| FLSA status | Non-exempt |" in own.markdown("sheet", layout="ours")
    done = own.run("explain", "one", "--layout", "ours", "--item", "post.flsa")
    assert "FLSA status: Non-exempt" in done.stdout
    assert "in place of" in done.stdout
    assert "Exempt" in done.stdout


def test_choices_and_labels_are_translated(own: Example) -> None:
    text = own.documents(layout="ours", language="cy")["sheet"].markdown
    assert "Statws FLSA" in text
    assert "Esempt" in text
    assert glued("5 Mawrth 2027") in text


def test_a_text_can_hang_on_it_in_every_language(own: Example) -> None:
    own.organisation(
        FIELDS
        + "clauses:\n  pay: {text: Overtime is paid., when: {post.flsa: non-exempt}}\n"
        + "  none: {text: No overtime., when: {post.flsa: EXEMPT}}\n"
        + "sections: {overtime: [{clause: pay}, {clause: none}]}\n"
    )
    own.layout(LAYOUT + "      - {id: overtime, title: Overtime}\n")
    for language in ("", "cy"):
        text = own.documents(layout="ours", language=language)["sheet"].markdown
        assert "No overtime." in text
        assert "Overtime is paid." not in text


def test_it_is_in_data_diff_and_the_editors_schema(own: Example) -> None:
    data = json.loads(own.run("show", "one", "--format", "json").stdout)
    assert data["facts"]["post.flsa"]["text"] == "Exempt"
    own.write("vacancies/two.yaml", "role: paviour\nflsa: Non-exempt\n")
    done = own.run("diff", "one", "two", "--layout", "ours")
    assert "FLSA status" in done.stdout
    assert own.run("schema").exit_code == 0
    for kind in ("role", "vacancy"):
        schema = json.loads((own.root / f".jdgen/{kind}.schema.json").read_text("utf-8"))
        assert schema["properties"]["flsa"]["enum"] == ["Exempt", "Non-exempt"]
        assert "opens" in schema["properties"]


def test_a_layout_that_does_not_show_it_is_told(own: Example) -> None:
    own.layout(LAYOUT.replace("      - {fact: post.opens}\n", ""))
    [problem] = own.problems(layout="ours")
    assert problem.message == 'the layout "ours" does not show the fact "post.opens"'
    own.layout("leaves_out: [post.opens]\n" + LAYOUT.replace("      - {fact: post.opens}\n", ""))
    assert "5 March" not in own.markdown("sheet", layout="ours")


@pytest.mark.parametrize(
    ("organisation", "role", "said"),
    [
        ("fields: {title: {label: Title}}\n", "", '"title" is a field that every role'),
        ("fields: {number: {label: Number}}\n", "", '"number" is a field that every role'),
        ("fields: {closing_date: {label: Ends}}\n", "", '"closing_date" is a field that'),
        ("fields: {FLSA: {label: F}}\n", "", '"FLSA" can\'t be a name here'),
        ("fields: {flsa: {kind: date}}\n", "", 'the field "label" is missing'),
        ("fields: {flsa: {label: F, kind: colour}}\n", "", '"colour"'),
        ("fields: {flsa: {label: F, kind: date, choices: [A]}}\n", "", '"kind" and "choices"'),
        ("fields: {flsa: {label: F, choices: [A, a]}}\n", "", 'the choice "a" stands twice'),
        ("fields: {flsa: {label: FLSA, choices: [A, B]}}\n", "flsa: C\n", '"C" is no FLSA'),
        ("fields: {opens: {label: Opens, kind: date}}\n", "opens: soon\n", '"soon" is not a date'),
        ("fields: {pay2: {label: P, kind: money}}\n", "pay2: lots\n", '"lots" is not an amount'),
        ("fields: {union: {label: U}}\n", "unoin: x\n", 'did you mean "union"?'),
        ("", "bargaining_unit: x\n", "as bargaining_unit: {label: …}"),
        (
            "fields: {f: {label: F, choices: [A]}}\nclauses: {c: {text: x, when: {post.f: D}}}\n",
            "",
            '"post.f" never says "D"',
        ),
        (
            "fields: {f: {label: O, kind: date}}\nclauses: {c: {text: x, when: {post.f: 2}}}\n",
            "",
            '"post.f" is a date or an amount',
        ),
    ],
)
def test_what_is_wrong_with_one_is_said_at_its_place(
    example: Example, organisation: str, role: str, said: str
) -> None:
    example.organisation(organisation)
    example.role(role)
    done = example.run("check")
    assert done.exit_code == 1
    assert said in done.stderr


def test_a_field_that_is_wrongly_described_is_one_mistake_and_not_one_in_every_role(
    example: Example,
) -> None:
    example.organisation("fields: {flsa: {label: F, kind: colour}}\n")
    example.role("flsa: Exempt\n", sections=SECTIONS, criteria=CRITERIA)
    done = example.run("check")
    assert "1 problem" in done.stderr


def test_a_house_style_can_name_one(own: Example) -> None:
    path = own.root / "templates/standard/house-style.docx"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    named = [name for name, data in parts.items() if b"organisation.name" in data]
    assert named
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data.replace(b"organisation.name", b"post.flsa"))
    done = own.run("build", "one", "--layout", "ours", "--format", "docx")
    assert done.exit_code == 0, done.stderr
    with zipfile.ZipFile(own.root / "build/one/sheet.docx") as package:
        assert all(b"Exempt" in package.read(name) for name in named)
