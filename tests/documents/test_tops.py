"""What a document opens with: its subtitle and key facts; and lines of contents and signatures."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import docx
import pytest
from example import outline
from word_files import STYLES, rewritten, style_of, written_text

from jdgen.build.files import Order, files
from jdgen.model.job import Edition
from jdgen.workspace.targets import find

if TYPE_CHECKING:
    from docx.document import Document
    from example import Example

    from jdgen.model.job import Audience

ROWS: Final = """\
    header:
      - {fact: post.location, label: Where}
      - {fact: grade.title, label: Grade}
"""
SHEET: Final = f"""\
documents:
  sheet:
    title: Sheet
    subtitle: "Sheet for {{{{ grade.title }}}} · {{{{ organisation.name }}}}"
    header_as: list
{ROWS}\
    sections:
      - {{id: purpose, title: Why}}
      - {{id: person-specification, title: Who}}
"""
FACTS: Final = (
    *("title", "team", "service", "location", "hours", "contract", "salary", "contact"),
    *("number", "posts", "directorate"),
)
HOUSE: Final = "templates/standard/house-style.docx"


def word(
    example: Example, layout: str = "ours", audience: Audience = "job-description"
) -> Document:
    library = example.library()
    order = Order([layout], ["docx"], Edition(audience))
    made = files(library, find(library, "one").target, order).files
    return docx.Document(io.BytesIO(list(made.values())[-1]))


def look(document: Document) -> list[tuple[str, str]]:
    return [(style_of(paragraph).name, paragraph.text) for paragraph in document.paragraphs]


def without_styles(example: Example, *names: str) -> None:
    """Take styles out of the house style, as one that was made before has none of them."""

    def change(parts: dict[str, bytes]) -> None:
        for name in names:
            pattern = rf'<w:style [^>]*w:styleId="{name}">.*?</w:style>'.encode()
            parts[STYLES], number = re.subn(pattern, b"", parts[STYLES], flags=re.DOTALL)
            assert number == 1

    rewritten(example.root / HOUSE, change)


def test_the_title_is_the_job_s_alone_above_a_subtitle(example: Example) -> None:
    example.layout(SHEET)
    document = example.documents(layout="ours")["sheet"]
    assert document.markdown.startswith(
        "# Paviour\n\nSheet for Grade 4 · Hale District Council\n\n- **Grade:** Grade 4\n\n## Why\n"
    )
    assert document.title == "Paviour: Sheet"  # in the file's properties, and in its footer
    assert look(word(example))[:3] == [
        ("Heading 1", "Paviour"),
        ("Subtitle", "Sheet for Grade 4 · Hale District Council"),
        ("Fact", "Grade\tGrade 4"),
    ]


def test_a_heading_of_the_layout_s_own_stays_above_a_subtitle(example: Example) -> None:
    example.layout(SHEET.replace("    subtitle", '    heading: "{{ post.title }}s"\n    subtitle'))
    document = example.documents(layout="ours")["sheet"]
    assert outline(document)[0] == "# Paviours"
    assert document.title == "Paviours"


def test_several_values_stand_in_a_line_each(example: Example) -> None:
    example.vacancy("location: [Wick, 'A*b\n\n\n  C']\n")
    example.layout(SHEET)
    document = example.documents(layout="ours")["sheet"]
    assert "\n- **Where:**\n  - Wick\n" in document.markdown
    assert look(word(example))[2] == ("Fact", "Where\tWick\nA*b\nC")


def test_a_label_ends_without_its_colon_in_word_in_every_language(example: Example) -> None:
    example.write(
        "families/organisation.yaml",
        "name: Ville\nlanguage: fr-FR\nassessment_methods: {A: Dossier, T: Essai}\n",
    )
    example.layout(SHEET.replace("grade.title", "family.title"))
    assert "- **Grade\u00a0:** Works\n" in example.documents(layout="ours")["sheet"].markdown
    assert ("Fact", "Grade\tWorks") in look(word(example))


def test_a_subtitle_is_in_the_language_that_it_is_in(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n")
    example.layout(SHEET)
    document = example.documents(layout="ours", language="cy")["sheet"]
    assert outline(document)[1] == "Sheet for Grade 4 · Hale District Council"
    assert '<span lang="en-GB">Sheet for' in document.markdown
    assert any(text.text.startswith("Sheet for") for text in document.foreign)


def test_a_house_style_that_lacks_the_styles_has_paragraphs_and_lists(example: Example) -> None:
    example.layout(SHEET)
    without_styles(example, "Subtitle", "Fact", "FactLabel")
    assert look(word(example))[1:3] == [
        ("Normal", "Sheet for Grade 4 · Hale District Council"),
        ("List Bullet", "Grade: Grade 4"),
    ]


def test_a_layout_that_asks_for_neither_looks_as_before(example: Example) -> None:
    example.layout(re.sub("    (subtitle|header_as).*\n", "", SHEET))
    document = example.documents(layout="ours")["sheet"]
    assert document.markdown.startswith(
        "# Paviour: Sheet\n\n| Detail | This post |\n| --- | --- |\n| Grade | Grade 4 |\n"
    )


def test_a_template_without_them_prints_the_facts_in_its_own_way(example: Example) -> None:
    example.layout(SHEET)
    example.write(
        "templates/ours/document.md.j2",
        "# {{ heading }}\n\nNot the subtitle.\n\n- A list.\n\n{% for section in sections %}\n"
        "## {{ section.title }}\n\n{% for part in section.parts %}{% for one in part.paragraphs %}"
        "{{ one }}\n\n{% endfor %}{% endfor %}{% endfor %}",
    )
    assert look(word(example))[1] == ("Normal", "Not the subtitle.")


@pytest.mark.parametrize(
    ("layout", "place", "message"),
    [
        (
            SHEET.replace(ROWS, ""),
            "templates/ours/layout.yaml:5:12",
            '"header_as" has no effect on the document "sheet": it is for a document with header:',
        ),
        (
            SHEET.replace("    subtitle", "    in_heading: sheet\n    subtitle"),
            "templates/ours/layout.yaml:5:12",
            '"in_heading" has no effect on the document "sheet"',
        ),
        (
            SHEET.replace(
                ROWS,
                "    header:\n"
                + "".join(
                    f"      - {{fact: post.{name}, label: {name}}}\n"
                    for name in [
                        "title",
                        "team",
                        "service",
                        "location",
                        "hours",
                        "contract",
                        "salary",
                        "contact",
                        "number",
                        "posts",
                        "directorate",
                    ]
                ),
            ),
            "templates/ours/layout.yaml:19:41",
            'the list of facts at the top of "sheet" has 11 rows, which is more than 10',
        ),
    ],
    ids=["no rows", "a kind nobody sees", "too many"],
)
def test_settings_that_do_nothing_good_are_refused(
    example: Example, layout: str, place: str, message: str
) -> None:
    example.layout(layout)
    done = example.run("check", "--layout", "ours")
    assert done.exit_code == 1
    assert message in done.stderr
    assert place.rpartition(":")[0] in done.stderr


def test_a_draft_says_so_on_every_page(example: Example) -> None:
    for draft, words in ((True, "Draft: not for publication"), (False, "")):
        done = example.run("build", "one", *["--draft"] * draft, "--output", f"out-{draft}")
        assert done.exit_code == 0, done.stderr
        [path] = (example.root / f"out-{draft}").rglob("job-description.docx")
        header = docx.Document(str(path)).sections[0].header
        assert written_text(header.paragraphs[0]._p) == f" Hale District Council{words}"


def test_places_to_fill_in_are_shaded_in_a_draft_alone(example: Example) -> None:
    example.role(
        "location: '{{ ? which depot }}'\n",
        sections="sections:\n  purpose: 'Keeps {{ ? which }} [sic] safe.'\n  duties:\n"
        "    - {label: '{{ ? who }}', markdown: '**Mends** {{ ? what }}.'}\n",
    )
    done = example.run("build", "one", "--draft", "--output", "out")
    assert done.exit_code == 0, done.stderr
    [path] = (example.root / "out").rglob("job-description.docx")
    xml = docx.Document(str(path)).element.xml
    shaded = re.findall(r'w:fill="FFF2CC"/>\s*</w:rPr>\s*<w:t>([^<]*)</w:t>', xml)
    assert shaded == ["[which depot]", "[which]", "[sic]", "[who]", "[what]"]
    example.role("location: '[depot]'\n")
    assert "FFF2CC" not in example.word()


def test_parts_have_no_subtitle_and_repeat_no_fact(example: Example) -> None:
    example.vacancy("location: Wick\npost_number: P9\n")
    pack = example.documents(audience="advert")["candidate-pack"]
    lines = outline(pack)
    assert [line for line in lines if "Hale District Council" in line] == [
        "Candidate pack · Hale District Council"
    ]
    for once in ("- Location: Wick", "- Post number: P9", "- Grade: Grade 4"):
        assert lines.count(once) == 1
    styles = look(word(example, "standard", "advert"))
    assert ("Fact", "Level\tWorks, W1 (Crew)") in styles  # below the title of a part


def test_contents_tell_pages_where_the_house_style_has_a_style_for_them(example: Example) -> None:
    document = word(example, "standard", "advert")
    lines = [(style, text) for style, text in look(document) if style == "toc 1"]
    assert [text for _, text in lines] == ["Job description\t", "Person specification\t"]
    xml = document.element.xml
    named = re.findall(r"PAGEREF (\w+) ", xml)
    assert len(named) == 2
    assert all(f'w:name="{name}"' in xml for name in named)


def test_contents_are_a_list_where_the_house_style_has_none(example: Example) -> None:
    without_styles(example, "TOC1")
    document = word(example, "standard", "advert")
    assert "PAGEREF" not in document.element.xml
    assert ("List Bullet", "Job description") in look(document)


SIGNED: Final = SHEET + "      - {id: sign-off, title: Agreed, signatories: [Holder, The *lead*]}\n"


@pytest.mark.parametrize("numbered", ["", "    number_sections: true\n"])
def test_those_who_sign_have_a_line_each(example: Example, numbered: str) -> None:
    example.layout(SIGNED.replace("    header_as", f"{numbered}    header_as"))
    assert look(word(example))[-2:] == [
        ("Signature Line", "Holder: name, signature and date\t"),
        ("Signature Line", "The *lead*: name, signature and date\t"),
    ]


def test_those_who_sign_stand_in_a_list_where_the_house_style_has_no_lines(
    example: Example,
) -> None:
    example.layout(SIGNED)
    without_styles(example, "SignatureLine")
    assert look(word(example))[-1] == ("List Bullet", "The *lead*: name, signature and date")


def test_labels_of_before_make_the_table_of_before(example: Example) -> None:
    labels = "labels: {signed_by: Who, name: Name, signature: Signed, date: Day, blank: '...',"
    labels += " blank_signature: '......'}\n"
    standard = example.root / "templates/standard/layout.yaml"
    text = standard.read_text("utf-8")
    standard.write_text(text.replace("  to_sign: name, signature and date\n", ""), "utf-8")
    example.layout(labels + SIGNED)
    assert outline(example.documents(layout="ours")["sheet"])[-2:] == [
        "Holder | ... | ...... | ...",
        "The *lead* | ... | ...... | ...",
    ]


def test_a_template_that_is_adopted_gets_the_styles(example: Example) -> None:
    letter = docx.Document()
    letter.add_paragraph("Our reference")
    letter.save(str(example.root / "letter.docx"))
    done = example.run("house-style", "adopt", "letter.docx")
    assert done.exit_code == 0, done.stderr
    for name in ("Fact", "Fact Label"):
        assert f"style {name}" in done.stdout
    example.layout(SHEET)
    assert ("Fact", "Grade\tGrade 4") in look(word(example))
