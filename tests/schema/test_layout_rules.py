"""What a layout may say: what it takes from another, and what it may ask of a document."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from example import facts, outline, section
from typer.testing import CliRunner

from jdgen.build.files import Order, files
from jdgen.cli import app
from jdgen.formats.blocks import Heading, plain
from jdgen.model.facts import GROUPS, POST_PARTICULARS, RECORD, VACANCY_PARTICULARS, Particular
from jdgen.model.languages import wording_in
from jdgen.workspace.targets import find

if TYPE_CHECKING:
    from example import Example


# --- what a layout takes from the one that it extends ---------------------------------------------


def test_a_layout_that_names_no_documents_has_those_of_the_one_that_it_extends(
    example: Example,
) -> None:
    example.layout("labels: {criterion: What we ask}\n")
    ours, standard = example.documents(layout="ours"), example.documents()
    assert list(ours) == list(standard) == ["job-description", "person-specification"]
    assert "| What we ask | Category |" in ours["person-specification"].markdown
    assert list(example.documents("works", "ours")) == ["family-guide"]


def test_a_layout_that_names_documents_has_these_alone_as_it_says_them(example: Example) -> None:
    example.layout(
        "documents:\n  job-description:\n    title: Job sheet\n    sections:\n"
        "      - {id: purpose, title: Why}\n      - {id: person-specification, title: Who}\n"
    )
    [document] = example.documents(layout="ours").values()
    assert [line for line in outline(document) if line.startswith("## ")] == ["## Why", "## Who"]


def test_what_a_layout_leaves_out_its_heirs_leave_out_too(example: Example) -> None:
    example.layout(
        "leaves_out: [post.contact]\ndocuments:\n  sheet:\n    title: Sheet\n    sections:\n"
        "      - {id: purpose, title: Purpose}\n      - {id: person-specification, title: Who}\n"
    )
    example.write("templates/theirs/layout.yaml", "title: Theirs\nextends: ours\n")
    example.vacancy("contact: The yard\nteam: Streets\n")
    [problem] = example.problems(layout="theirs")
    assert problem.message == 'the layout "theirs" does not show the fact "post.team"'


def test_a_template_may_stand_in_a_folder_of_the_layout(example: Example) -> None:
    example.layout(
        "documents:\n  sheet:\n    title: Sheet\n    template: sub/sheet.md.j2\n    sections:\n"
        "      - {id: purpose, title: Purpose}\n      - {id: person-specification, title: Who}\n"
    )
    example.write(
        "templates/ours/sub/sheet.md.j2",
        '{% extends "standard/document.md.j2" %}{% block title %}# A sheet\n\n{% endblock %}',
    )
    assert outline(example.documents(layout="ours")["sheet"])[0] == "# A sheet"


# --- job evaluation -------------------------------------------------------------------------------


def test_a_sentence_of_a_panel_s_copy_may_name_what_job_evaluation_says(example: Example) -> None:
    example.level("evaluation: {total: 455}\n")
    example.layout(
        "documents:\n  panel:\n    title: Panel copy\n    audience: evaluation\n    sections:\n"
        "      - id: purpose\n        title: Purpose\n        facts:\n"
        '          - {fact: evaluation.total, sentence: "Scored {{ evaluation.total }}."}\n'
        "      - {id: person-specification, title: Who}\n"
    )
    panel = example.documents(layout="ours", audience="evaluation")["panel"]
    assert section(panel, "Purpose")[-1] == "Scored 455."


def test_a_header_of_a_panel_s_copy_holds_the_score(example: Example) -> None:
    example.level("evaluation: {total: 455}\n")
    panel = example.documents(audience="evaluation")["evaluation"]
    assert facts(panel)["Total score"] == "455"


# --- who may see a document, and drafts -----------------------------------------------------------


def test_a_post_s_marking_stands_in_every_document_of_it(example: Example) -> None:
    example.vacancy("marking: For internal use\n")
    made = example.documents()
    assert facts(made["job-description"])["Marking"] == "For internal use"
    assert "Distribution" not in made["job-description"].markdown
    assert outline(made["person-specification"])[2] == "Distribution: For internal use"
    for document in example.documents(audience="advert").values():
        assert outline(document)[2] == "Distribution: For internal use"
    panel = outline(example.documents(audience="evaluation")["evaluation"])
    assert panel[2] == "Distribution: for the job-evaluation panel only; For internal use"


def test_a_draft_says_so_at_its_top_and_what_is_shown_does_not(example: Example) -> None:
    example.role("location: '{{ ? which depot }}'\n")
    runner = CliRunner()
    built = runner.invoke(app, ["build", "one", "--draft", "--audience", "advert"])
    assert built.exit_code == 0, built.stderr
    for kind in ("advert", "candidate-pack"):
        text = (example.root / f"build/one/{kind}.md").read_text("utf-8")
        assert text.count("**Draft: not for publication**") == 1
    shown = runner.invoke(app, ["show", "one"])
    assert shown.exit_code == 0, shown.stderr
    assert "[which depot" in shown.stdout
    assert "Draft" not in shown.stdout


# --- what nobody has translated -------------------------------------------------------------------


def test_titles_markings_and_labels_that_nobody_has_translated_are_listed(
    example: Example,
) -> None:
    example.organisation("translations: [cy-GB]\n")
    example.level("sections: {duties: [{text: {en: Digs., cy: Cloddio.}, id: a, optional: true}]}")
    example.layout(
        "documents:\n  sheet:\n    title: Sheet\n    marking: Our own\n    contents: true\n"
        "    heading: A heading\n    subject: level\n    sections:\n"
        "      - {id: duties, title: {en: Duties, cy: Dyletswyddau}}\n"
    )
    sheet = example.documents("W1", "ours", language="cy")["sheet"]
    assert {text.text for text in sheet.foreign} == {
        "Sheet",
        "Our own",
        "A heading",
        "Distribution",
        "Contents",
        "In some roles",
    }
    assert '\n## <span lang="en-GB">Contents</span>\n' in sheet.markdown


def test_what_stands_for_a_fact_and_says_a_limit_is_in_the_language_that_it_is_in(
    example: Example,
) -> None:
    example.organisation("translations: [cy-GB]\n")
    example.role("", sections="sections:\n  purpose: {en: Digs., cy: Cloddio.}\n")
    example.layout(
        "documents:\n  sheet:\n    title: Sheet\n    header:\n"
        "      - {fact: post.team, label: Team, empty: No team}\n    sections:\n"
        "      - {id: purpose, title: Purpose, words: {maximum: 9, printed: true}}\n"
        "      - {id: person-specification, title: Criteria}\n"
    )
    sheet = example.documents("one", "ours", language="cy")["sheet"]
    assert '<span lang="en-GB">Team</span> | <span lang="en-GB">No team</span>' in sheet.markdown
    assert '(<span lang="en-GB">9 words at most</span>)' in sheet.markdown
    assert "No team" in {text.text for text in sheet.foreign}


def test_a_text_that_jdgen_makes_of_untranslated_ones_lists_them(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n")
    example.level("bands: {'5': {title: Upper, sections: {scope: Digs.}}}\n", '["4", "5"]')
    foreign = example.documents("W1", language="cy")["level-profile"].foreign
    assert "Upper" in {text.text for text in foreign}


def test_words_on_every_page_that_nobody_has_translated_are_listed(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n")
    example.role("record: {version: '2'}\n")
    library = example.library(language="cy")
    made = files(library, find(library, "one").target, Order(["standard"], ["docx"]))
    foreign = {text.text for text in made.foreign}
    assert {"Page", "of", "Version", "Hale District Council"} <= foreign


def test_a_fact_in_a_translated_text_that_is_not_translated_is_listed(example: Example) -> None:
    example.organisation(
        "translations: [cy-GB]\nfacts: {motto: Onward}\n"
        "clauses:\n  motto: {markdown: {en: '**Say** {{ organisation.motto }}.',"
        " cy: '**Dweud** {{ organisation.motto }}.'}}\n"
    )
    example.role(
        "",
        sections="sections:\n  purpose: {en: 'We say {{ organisation.motto }}.',"
        " cy: 'Dywedwn {{ organisation.motto }}.'}\n  scope: '{{ organisation.motto }}'\n"
        "  duties: [{clause: motto}]\n",
    )
    document = example.documents(language="cy")["job-description"]
    assert section(document, "Purpose of the job") == ["Dywedwn Onward."]
    assert [text.source.file for text in document.foreign if text.text == "Onward"]
    assert '**Dweud** <span lang="en-GB">Onward</span>.' in document.markdown


def test_the_words_of_the_law_are_welsh_in_welsh_documents(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n")
    example.vacancy(
        "checks: {dbs: Enhanced, workforce: Children and adults, reason: Visits.,"
        " political_restriction: Sensitive, political_restriction_reason: Advises.}\n"
        "languages: {welsh: not necessary}\n"
    )
    document = example.documents(language="cy")["job-description"]
    table = facts(document)
    assert table["DBS check"] == "Manylach"
    assert table["Political restriction"] == "Swydd sensitif"
    assert table["Welsh"] == "Ddim yn angenrheidiol"
    assert "- Workforce of the DBS check: Plant ac oedolion" in outline(document)
    fields = [field for _, group in GROUPS.values() for field in group]
    choices = {choice for field in (*fields, *RECORD) for choice in field.choices}
    assert choices <= set(wording_in("cy").words)


# --- numbers --------------------------------------------------------------------------------------

TWO_CATEGORIES = """\
person_specification:
  - category: Skills
    criteria:
      - {text: Lays slabs., importance: essential}
      - {text: Mixes mortar., importance: essential}
  - category: Training
    criteria:
      - {text: Holds a card., importance: essential}
"""


def numbered_criteria(example: Example, numbering: str) -> list[str]:
    example.role(
        "",
        sections="sections: {purpose: Mends., duties: [One, Two]}\n",
        criteria=TWO_CATEGORIES,
    )
    example.layout(
        "documents:\n  sheet:\n    title: Sheet\n    sections:\n"
        "      - {id: purpose, title: Purpose}\n"
        "      - {id: duties, title: Duties, numbering: numbers}\n"
        "      - id: person-specification\n        title: Who\n"
        f"        numbering: {numbering}\n"
        "        criteria: {as: list, methods: none, group_by: [category, importance]}\n"
    )
    lines = section(example.documents(layout="ours")["sheet"], "Who")
    return [line.partition(" ")[0] for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(
    ("numbering", "marks"),
    [
        ("bullets", ["-", "-", "-"]),
        ("numbers", ["1.", "2.", "3."]),
        ("restart", ["1.", "2.", "1."]),
        ("run-on", ["3.", "4.", "5."]),
    ],
)
def test_criteria_are_numbered_as_lists_are(
    example: Example, numbering: str, marks: list[str]
) -> None:
    assert numbered_criteria(example, numbering) == marks


def test_numbers_go_on_through_the_bands_of_a_level(example: Example) -> None:
    example.level(
        'bands:\n  "5": {title: Upper, sections: {duties: [Leads]}}\n'
        '  "4": {title: Lower, sections: {duties: [Helps, Digs]}}\n'
        "sections: {duties: [Mends]}\n",
        grades='["4", "5"]',
    )
    example.layout(
        "documents:\n  sheet:\n    title: Sheet\n    subject: level\n    sections:\n"
        "      - {id: duties, title: Duties, numbering: numbers}\n"
    )
    lines = section(example.documents("W1", "ours")["sheet"], "Duties")
    marks = [line for line in lines if not line.startswith("#")]
    assert marks == ["1. Mends", "2. Leads", "3. Helps", "4. Digs"]


# --- what every layout shows ----------------------------------------------------------------------

POST_LAYOUTS = ["standard", "capability", "numbered", "role-profile"]
SAMPLES = {"date": "2027-02-14", "money": "1234", "count": "3", "figure": "39"}


def everything_said(*, but: str = "") -> str:
    """Return a vacancy that says every fact of a post, each in words of its own."""
    fields = [
        f"{field.field}: {SAMPLES.get(field.kind, f'a {field.field} said')}"
        for field in (*POST_PARTICULARS, *VACANCY_PARTICULARS)
        if field.field not in {"title", but}
    ]
    for group, (_, particulars) in GROUPS.items():
        fields.append(f"{group}:")
        fields += [f"  {field.field}: {_sample(field, group)}" for field in particulars]
    return "\n".join(fields) + "\n"


def _sample(field: Particular, group: str) -> str:
    if field.choices:
        return field.choices[-1]
    return SAMPLES.get(field.kind, f"a {group} {field.field} said")


@pytest.mark.parametrize("layout", POST_LAYOUTS)
def test_every_layout_prints_every_fact_of_a_post(example: Example, layout: str) -> None:
    said = everything_said(but="responsible_for")
    example.vacancy(said)
    example.take(layout)
    audiences = ("job-description", "advert")
    made = [example.documents(layout=layout, audience=audience) for audience in audiences]
    printed = "\n".join("\n".join(outline(one)) for each in made for one in each.values())
    values = [line.partition(": ")[2] for line in said.splitlines() if line.endswith("said")]
    internal = {f"a {field.field} said" for field in POST_PARTICULARS if field.internal}
    assert [value for value in values if value not in printed and value not in internal] == []
    for choice in ("Enhanced with Barred List(s)", "Sensitive", "Not necessary", "£1,234"):
        assert choice in printed


@pytest.mark.parametrize("layout", POST_LAYOUTS)
def test_what_nobody_says_has_no_row(example: Example, layout: str) -> None:
    example.take(layout)
    lines = [line for made in example.documents(layout=layout).values() for line in outline(made)]
    assert not [line for line in lines if line.endswith((" |", ": ")) or "None" in line]
    assert "## Checks and restrictions" not in lines


def test_an_advert_names_checks_languages_allowances_and_progression(example: Example) -> None:
    example.organisation(
        "pay:\n  - effective: 2026-04-01\n    grades:\n"
        "      '4': {title: Grade 4, minimum: 24000}\n      '5': {title: Grade 5, minimum: 26000}\n"
        "    allowances: {standby: {title: Standby, amount: 30, per: week}}\n"
    )
    example.role(
        "allowances: [standby]\nlinked_grades:\n"
        "  - {grade: '4', text: Starts here.}\n  - {grade: '5', text: Has passed.}\n"
    )
    example.vacancy(
        "checks: {dbs: Basic, political_restriction: Sensitive,"
        " political_restriction_reason: Advises.}\n"
        "languages: {fluency: Speaks fluent English., welsh: desirable}\n"
    )
    advert = example.documents(audience="advert")["advert"]
    table = facts(advert)
    assert (table["DBS check"], table["Welsh"]) == ("Basic", "Desirable")
    assert table["Political restriction"] == "Sensitive"
    assert section(advert, "Allowances")[0].startswith("- Standby")
    assert section(advert, "Progression")[0].startswith("- Grade 4: Starts here.")
    assert section(advert, "Checks and languages") == ["- Spoken language: Speaks fluent English."]


def test_a_panel_s_copy_holds_what_a_panel_scores(example: Example) -> None:
    example.level(
        "sections: {scope: A, decisions: B, autonomy: C, challenges: D, resources: E, overall: F}\n"
    )
    example.vacancy(
        "relationships: [{who: Engineers, where: inside, why: Plans}]\n"
        "demands: {physical: Lifting}\ndimensions: {volumes: Many}\n"
    )
    panel = example.documents(audience="evaluation")["evaluation"]
    titles = [line[3:] for line in outline(panel) if line.startswith("## ")]
    assert titles == [
        "Purpose of the job",
        "Scope of the work",
        "The work at this level",
        "Dimensions",
        "Decisions",
        "Challenges",
        "Resources",
        "Freedom to act",
        "Working relationships",
        "Person specification",
        "Working conditions",
        "Agreement",
    ]


def test_a_fact_that_another_says_in_words_is_not_said_again(example: Example) -> None:
    example.take("numbered")
    example.role("dimensions: {staff_direct: 0}\n")
    purpose = section(
        example.documents(layout="numbered")["role-description"], "Purpose of the job"
    )
    assert purpose[-1] == "Employees managed directly: 0."
    example.role("dimensions: {staff_direct: 0}\nresponsible_for: No employees\n")
    purpose = section(
        example.documents(layout="numbered")["role-description"], "Purpose of the job"
    )
    assert purpose[-1] == "Responsible for: No employees."
    assert not [line for line in purpose if "directly" in line]


# --- pages ----------------------------------------------------------------------------------------


def test_each_part_starts_on_a_page_of_its_own(example: Example) -> None:
    example.level("sections: {purpose: Mends.}\n")
    example.write(
        "families/works/levels/W2.yaml",
        'title: Gang\nrank: 2\ngrades: ["4"]\nsections: {purpose: Leads.}\n',
    )
    guide = example.documents("works")["family-guide"]
    starts = [
        plain(block.spans)
        for block in guide.blocks
        if isinstance(block, Heading) and block.starts_page
    ]
    assert starts == ["W1: Crew", "W2: Gang"]
    xml = example.word("candidate-pack", audience="advert")
    assert xml.count("<w:pageBreakBefore/>") == 2
    assert example.word().count("<w:pageBreakBefore/>") == 0


def test_every_page_names_the_post_s_number_where_there_is_one(example: Example) -> None:
    assert "SR-7" not in footer(example)
    example.vacancy("post_number: SR-7\n")
    assert "SR-7 · " in footer(example)


def footer(example: Example) -> str:
    library = example.library()
    made = files(library, find(library, "one").target, Order(["standard"], ["docx"])).files
    data = made["one/person-specification.docx"]
    return zipfile.ZipFile(io.BytesIO(data)).read("word/footer1.xml").decode()


@pytest.mark.parametrize("style", ["{as: table}", "{as: list, methods_in: text}"])
def test_the_methods_of_a_criterion_are_in_the_language_that_they_are_in(
    example: Example, style: str
) -> None:
    example.organisation("translations: [cy-GB]\n")
    example.layout(
        "documents:\n  sheet:\n    title: Sheet\n    sections:\n"
        "      - {id: purpose, title: Purpose}\n"
        f"      - {{id: person-specification, title: Who, criteria: {style}}}\n"
    )
    markdown = example.documents(layout="ours", language="cy")["sheet"].markdown
    methods = '<span lang="en-GB">Application form</span>, <span lang="en-GB">Test</span>'
    assert methods in markdown


def test_a_line_of_dots_needs_no_translation(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n")
    layout = example.root / "templates/standard/layout.yaml"
    signed = "  signed_by: Who\n  name: Name\n  signature: Signature\n  date: Date\n"
    signed += '  blank: "...."\n  blank_signature: "......."\n'
    layout.write_text(
        layout.read_text("utf-8").replace("  to_sign: name, signature and date\n", signed), "utf-8"
    )
    panel = example.documents(audience="evaluation", language="cy")["evaluation"]
    assert [text for text in panel.foreign if text.text.startswith(".")] == []
    assert "Signature" in {text.text for text in panel.foreign}


def test_a_layout_has_the_house_style_that_the_one_it_extends_names(example: Example) -> None:
    style = (example.root / "templates/standard/house-style.docx").read_bytes()
    (example.root / "templates/ours").mkdir()
    (example.root / "templates/ours/brand.docx").write_bytes(style)
    example.layout("house_style: brand.docx\n")
    example.write("templates/theirs/layout.yaml", "title: Theirs\nextends: ours\n")
    for name in ("ours", "theirs"):
        place = example.library().layout(name).look()
        assert place == example.root / "templates/ours/brand.docx"
