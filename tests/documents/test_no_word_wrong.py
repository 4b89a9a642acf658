"""What stands round an author's words: colons, marks, headings, notes; and empty documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example import outline, section
from running import run

from jdgen.build.check import check
from jdgen.build.files import Order, files
from jdgen.model.job import Edition
from jdgen.problems import InvalidInput
from jdgen.workspace.targets import find

if TYPE_CHECKING:
    from example import Example

JOB = "documents:\n  job-description:\n    title: {title}\n    {heading}sections:\n"
DUTIES = JOB.format(title="Job description", heading="") + "      - {id: duties, title: Duties"


def duties(example: Example, text: str, style: str = "") -> str:
    """Return the section of duties as Markdown."""
    example.role("", sections=f"sections:\n  duties:\n{text}", criteria="")
    example.layout(f"{DUTIES}{style}}}\n")
    return example.markdown(layout="ours").split("## Duties\n\n")[1]


# --- what else is said of an entry ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "last", "first"),
    [
        (
            "{text: Plan the works, weight: 100}",
            "Plan the works (Share of time: 100%)",
            "(Share of time: 100%) Plan the works",
        ),
        (
            "{text: Plan the works., weight: 100}",
            "Plan the works. Share of time: 100%.",
            "(Share of time: 100%) Plan the works.",
        ),
        (
            "{label: Works, text: Plan, weight: 100, frequency: Weekly., outcome: No delays}",
            "**Works:** Plan (Share of time: 100%; How often: Weekly; Result: No delays)",
            "**Works:** (Share of time: 100%; How often: Weekly; Result: No delays) Plan",
        ),
        (
            "{markdown: 'Plan *all* works', weight: 100}",
            "Plan *all* works (Share of time: 100%)",
            "(Share of time: 100%) Plan *all* works",
        ),
        (
            "{text: 'This includes:', weight: 100, items: [Kerbs.]}",
            "(Share of time: 100%) This includes:\n  - Kerbs.",
            "(Share of time: 100%) This includes:\n  - Kerbs.",
        ),
    ],
)
def test_what_else_is_said_stands_apart_from_the_sentence(
    entry: str, last: str, first: str, example: Example
) -> None:
    shown = duties(example, f"    - {entry}\n").strip()
    labels = example.library().layout("ours").labels
    for name, said in (("frequency", "How often"), ("outcome", "Result")):
        last = last.replace(said, labels[name].text)
        first = first.replace(said, labels[name].text)
    assert shown == f"- {last}"
    assert duties(example, f"    - {entry}\n", ", details: first").strip() == f"- {first}"


# --- colons ---------------------------------------------------------------------------------------


def test_no_colon_follows_a_colon(example: Example) -> None:
    money = "    - {label: 'Money:', text: Pays.}\n"
    assert duties(example, money).splitlines() == ["- **Money:** Pays."]
    assert "| Money: | Pays. |" in duties(example, money, ", columns: {label: 'L:', text: T}")
    example.write("vacancies/one.yaml", "role: paviour\ntitle: 'Paviour:'\n")
    assert outline(example.documents(layout="ours")["job-description"])[0] == (
        "# Paviour: job description"
    )


@pytest.mark.parametrize("format_", ["terminal", "markdown", "html"])
def test_a_title_that_ends_in_a_colon_is_shown_with_one(format_: str, example: Example) -> None:
    example.level("sections: {purpose: Digs.}\n")
    example.write(
        "families/works/levels/W2.yaml",
        "title: Crew\nrank: 2\ngrades: ['5']\nsections: {purpose: Fills.}\n",
    )
    layout = (example.root / "templates/standard/layout.yaml").read_text("utf-8")
    layout = layout.replace("title: Purpose of the job", 'title: "Purpose:"')
    (example.root / "templates/standard/layout.yaml").write_text(layout, "utf-8")
    done = run("diff", "W1", "W2", "--format", format_, folder=example.root)
    assert done.returncode == 0
    assert "Purpose" in done.stdout
    assert "::" not in done.stdout.replace("::before", "").replace("::after", "")


# --- headings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "in_heading", "heading"),
    [
        ("Job description", "", "job description"),
        ("Role Profile", "", "role profile"),
        ("Agenda for Change job description", "", "Agenda for Change job description"),
        ("Welsh-language profile", "", "Welsh-language profile"),
        ("NHS role profile", "", "NHS role profile"),
        ("Civil Service Role Profile", "", "Civil Service role profile"),
        ("Swydd-ddisgrifiad", "swydd-ddisgrifiad", "swydd-ddisgrifiad"),
    ],
)
def test_a_heading_changes_no_name(
    title: str, in_heading: str, heading: str, example: Example
) -> None:
    example.role("", criteria="")
    said = f"in_heading: {in_heading}\n    " if in_heading else ""
    example.layout(JOB.format(title=title, heading=said) + "      - {id: purpose, title: Why}\n")
    [document] = example.documents(layout="ours").values()
    assert document.title == f"Paviour: {heading}"


# --- lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("numbering", ["bullets", "numbers"])
def test_two_lists_in_a_row_stay_two(numbering: str, example: Example) -> None:
    example.vacancy("location: Hale\nhours: 37\n")
    text = "    - text: One.\n      items: [Inner.]\n    - Two.\n"
    facts = "[{fact: post.location, label: Where}, {fact: post.hours, label: Hours}]"
    markdown = duties(example, text, f", numbering: {numbering}, facts: {facts}")
    [document] = example.documents(layout="ours").values()
    shown = [type(block).__name__ for block in document.blocks[2:]]
    assert shown == ["Bullets" if numbering == "bullets" else "Numbered", "Bullets"]
    assert section(document, "Duties")[-2:] == ["- Where: Hale", "- Hours: 37"]
    assert ("* **Where:** Hale" in markdown) == (numbering == "bullets")
    gap = '<w:spacing w:before="200"/><w:contextualSpacing w:val="0"/>'
    assert example.word(layout="ours").count(gap) == 1


# --- documents with nothing in them ---------------------------------------------------------------

EMPTY = """\
documents:
  profile:
    title: Level profile
    subject: level
    sections: [{id: purpose, title: Purpose}]
"""


def test_a_document_with_nothing_but_its_title_is_refused(example: Example) -> None:
    example.layout(EMPTY)
    [problem] = example.problems("W1", layout="ours")
    assert problem.message == (
        'the document "profile" of the layout "ours" would hold nothing but its title'
    )
    assert problem.place.file == "families/works/levels/W1.yaml"


def test_a_layout_may_say_that_an_empty_document_is_left_out(example: Example) -> None:
    other = EMPTY.split("\n", 1)[1].replace("profile:", "other:").replace("purpose", "duties")
    example.layout(EMPTY.replace("level\n", "level\n    optional: true\n", 1) + other)
    example.level("sections:\n  duties: [Digs.]\n")
    assert [*example.documents("W1", layout="ours")] == ["other"]
    assert [*example.documents("W1", layout="ours", draft=True)] == ["other"]
    example.level("")
    assert len(example.problems("W1", layout="ours")) == 2
    assert len(example.documents("W1", layout="ours", draft=True)) == 2


# --- settings without effect ----------------------------------------------------------------------


@pytest.mark.parametrize("section_id", ["levels", "assessment-methods", "scale"])
@pytest.mark.parametrize("setting", ["columns: {text: T}", "numbering: numbers", "details: first"])
def test_a_setting_of_lists_is_refused_where_no_list_is(
    section_id: str, setting: str, example: Example
) -> None:
    subject = "family" if section_id == "levels" else "post"
    example.layout(
        f"documents:\n  one:\n    title: One\n    subject: {subject}\n"
        f"    sections: [{{id: {section_id}, title: S, {setting}}}]\n"
    )
    with pytest.raises(InvalidInput) as caught:
        example.library().layout("ours")
    name = setting.partition(":")[0]
    [problem] = [problem for problem in caught.value.problems if problem.rule != "unknown-id"]
    assert problem.message.startswith(f'"{name}" has no effect on the section "{section_id}"')


@pytest.mark.parametrize(
    ("setting", "document"),
    [
        ("levels", "levels: highest-first\n    sections: [{id: purpose, title: P}]"),
        ("number_sections", "number_sections: true\n    parts: [two]"),
        ("in_heading", "in_heading: x\n    heading: y\n    sections: [{id: purpose, title: P}]"),
    ],
)
def test_a_setting_of_a_document_is_refused_where_it_has_no_effect(
    setting: str, document: str, example: Example
) -> None:
    example.layout(
        f"documents:\n  one:\n    title: One\n    {document}\n"
        "  two:\n    title: Two\n    sections: [{id: duties, title: D}]\n"
    )
    with pytest.raises(InvalidInput) as caught:
        example.library().layout("ours")
    [problem] = caught.value.problems
    assert problem.message.startswith(f'"{setting}" has no effect on the document "one"')


# --- what is not agreed ---------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["Draft", "Retired"])
@pytest.mark.parametrize("layer", ["level", "role", "vacancy"])
def test_no_final_document_is_made_of_what_is_not_agreed(
    layer: str, status: str, example: Example
) -> None:
    getattr(example, layer)(f"record: {{status: {status}}}\n")
    library = example.library()
    target = find(library, "one").target
    order = Order(["standard"], ["md"])
    with pytest.raises(InvalidInput) as caught:
        files(library, target, order)
    [problem] = caught.value.problems
    assert problem.message == f'the {layer} is "{status}", and these documents would be final'
    assert "--draft" in problem.hint
    assert problem in check(library, order)[1]
    done = run("build", "one", "--draft", folder=example.root)
    assert done.returncode == 0
    assert f"the {layer} is not agreed: {status}" in done.stderr
    draft = Order(["standard"], ["md"], Edition(draft=True))
    assert check(example.library(), draft)[1] == []


@pytest.mark.parametrize("status", ["Agreed", "Evaluated", "Approved"])
def test_what_is_agreed_is_built(status: str, example: Example) -> None:
    example.level(f"record: {{status: {status}}}\n")
    library = example.library()
    assert files(library, find(library, "one").target, Order(["standard"], ["md"])).files


def test_a_level_that_is_a_draft_has_no_final_profile(example: Example) -> None:
    example.take("job-family")
    example.level("record: {status: Draft}\nsections: {purpose: Digs.}\n")
    for target in ("W1", "works"):
        done = run("build", target, "--layout", "job-family", folder=example.root)
        assert done.returncode == 1, target
        assert 'the level is "Draft"' in done.stderr


# --- marks of lists that authors type -------------------------------------------------------------


@pytest.mark.parametrize("mark", ["•\t", "· ", "o ", "1. ", "a) ", "(iv) ", "\u2013 "])
@pytest.mark.parametrize(
    "place",
    [
        "sections: {{duties: [{}]}}",
        "sections: {{duties: [{{text: {}}}]}}",
        "sections: {{duties: [{{markdown: {}}}]}}",
        "sections: {{duties: [{{text: One., items: [{}]}}]}}",
        "sections: {{duties: [{{heading: H, items: [{}]}}]}}",
        "replace: {{log: {}}}",
        "replace: {{log: {{text: {}}}}}",
        "person_specification: [{{category: C, criteria: [{{text: {}, importance: essential}}]}}]",
        "person_specification: [{{category: C, importance: essential, criteria: [{}]}}]",
    ],
)
def test_a_mark_before_an_entry_is_refused(place: str, mark: str, example: Example) -> None:
    example.level("sections: {accountabilities: [{id: log, text: Keeps a log.}]}\n")
    typed = f"{mark}Third thing".replace("\t", "\\t")
    example.vacancy(place.format(f'"{typed}"') + "\n")
    [problem] = example.problems()
    assert problem.message == f'this entry starts with a mark of its own, "{mark.strip()}"'


@pytest.mark.parametrize(
    "text",
    ["-5 degrees outdoors.", "A) plan", "e.g. kerbs", "3.5 tonnes", "o fewn y sir", "*Own*? words"],
)
def test_a_text_that_only_looks_like_one_is_an_entry(text: str, example: Example) -> None:
    example.vacancy(f"sections: {{duties: ['{text}']}}\n")
    assert section(example.documents()["job-description"], "Main duties") == [f"1. {text}"]


@pytest.mark.parametrize(
    ("purpose", "is_list"),
    [
        ("1. The holder leads\n    the team.", False),
        ("• The holder leads\n    the team.", False),
        ("• Leads\n    • Mends", True),
        ("1. Leads\n    2. Mends", True),
    ],
)
def test_pasted_lists_are_told_from_texts_of_several_lines(
    purpose: str, *, is_list: bool, example: Example
) -> None:
    example.vacancy(f"sections:\n  purpose:\n    {purpose}\n")
    if not is_list:
        assert example.documents()
        return
    [problem] = example.problems()
    assert problem.message.startswith("these lines start with")
    assert problem.hint.endswith('with a dash and a space: "- "')
