"""A fact that says several values: a list in rows, and a list in a sentence elsewhere."""

from __future__ import annotations

import pytest
from accessibility import faults
from example import CRITERIA, PLAIN_CRITERIA, SECTIONS, Example, facts, ours, outline, section

SAID = "[Wick, 'R&D *hub*', {en: Thurso}]"
FACTS = {
    "post.location": "location: {}",
    "post.contact": "contact: {}",
    "demands.travel": "demands: {{travel: {}}}",
    "checks.medical": "checks: {{medical: {}}}",
    "record.change_note": "record: {{change_note: {}}}",
    "post.ours": "ours: {}",
    "organisation.ours": "",
}
VALUES = ["Wick", "R&D *hub*", "Thurso"]
JOINED = "Wick, R&D *hub* and Thurso"


@pytest.fixture(params=FACTS)
def said(example: Example, request: pytest.FixtureRequest) -> Example:
    """Let each fact say several values, and every layout know where to print it."""
    fact = request.param
    example.organisation(
        "translations: [cy-GB]\nfields: {ours: {label: Ours}}\n" + f"facts: {{ours: {SAID}}}\n"
    )
    example.role(FACTS[fact].format(SAID) + "\n" if FACTS[fact] else "")
    example.names["fact"] = fact
    return example


def show(said: Example, header: str = "", section_of: str = "") -> None:
    header = f"    header: [{header}]\n" if header else ""
    fact = said.names["fact"]
    sections = f"      - {{id: facts, title: Facts, {section_of}}}\n" if section_of else ""
    said.layout(ours(sections.replace("FACT", fact) + PLAIN_CRITERIA, header.replace("FACT", fact)))


def word_faults(said: Example) -> list[object]:
    said.run("build", "one", "--layout", "ours")
    [word] = said.root.glob("build/**/*.docx")
    return list(faults(word))


def test_the_header_has_a_list(said: Example) -> None:
    show(said, "{fact: FACT, label: Here}")
    document = said.documents(layout="ours")["sheet"]
    assert facts(document) == {"Here": "".join(f"\n\t{value}" for value in VALUES)}
    assert "<ul><li>Wick</li><li>R&D \\*hub\\*</li><li>Thurso</li></ul> |" in document.markdown
    assert said.word("sheet", "ours").count("ListBullet") == len(VALUES)
    assert word_faults(said) == []


def test_facts_of_a_section_have_a_list_inside(said: Example) -> None:
    show(said, section_of="facts: [{fact: FACT, label: Here}]")
    document = said.documents(layout="ours")["sheet"]
    assert section(document, "Facts") == ["- Here:", *(f"  - {value}" for value in VALUES)]
    assert word_faults(said) == []


def test_a_table_of_facts_has_a_list(said: Example) -> None:
    show(said, section_of="facts_as: table, facts: [{fact: FACT, label: Here}]")
    rows = section(said.documents(layout="ours")["sheet"], "Facts")
    assert "\n".join(rows).endswith("Here | " + "".join(f"\n\t{value}" for value in VALUES))
    assert word_faults(said) == []


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("{sentence: 'At {{ FACT }}.'}", f"At {JOINED}."),
        ("{sentence: 'At {{ FACT }}.', label: Here}", f"- Here: At {JOINED}."),
        ("{sentence: '{{ FACT }}'}", JOINED),
    ],
)
def test_a_sentence_lists_them(said: Example, row: str, line: str) -> None:
    show(said, section_of=f"facts: [{row}]")
    assert section(said.documents(layout="ours")["sheet"], "Facts") == [line]


def test_a_row_that_is_all_the_fact_has_a_list_too(said: Example) -> None:
    show(said, section_of="facts: [{sentence: '{{ FACT }}', label: Here}]")
    assert section(said.documents(layout="ours")["sheet"], "Facts")[1] == "  - Wick"


def test_texts_and_conditions_name_each(said: Example) -> None:
    fact = said.names["fact"]
    show(said, "{fact: FACT, label: Here}")
    said.role(
        FACTS[fact].format(SAID) + "\n" if FACTS[fact] else "",
        sections="sections:\n  purpose:\n"
        f"    - At {{{{ {fact} }}}}.\n"
        f"    - {{text: In Thurso., when: {{{fact}: Thurso}}}}\n"
        f"    - {{text: In Alness., when: {{{fact}: [Alness, Tain]}}}}\n"
        f"    - {{text: Somewhere., when: {{{fact}: true}}}}\n",
    )
    document = said.documents(layout="ours")["sheet"]
    assert section(document, "Purpose") == [f"- At {JOINED}.", "- In Thurso.", "- Somewhere."]


def test_what_nobody_has_translated_is_marked(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n")
    example.vacancy("location: [{en: Wick, cy: Wic}, Thurso]\n")
    document = example.documents(language="cy")["job-description"]
    assert '\n  - Wic\n  - <span lang="en-GB">Thurso</span>\n' in document.markdown
    assert "Thurso" in [passage.text for passage in document.foreign]


def test_values_may_name_facts_and_have_paragraphs(example: Example) -> None:
    example.vacancy('team: Kerbs\nlocation: ["{{ post.team }} yard", "One\\nTwo"]\n')
    document = example.documents()["job-description"]
    lines = outline(document)
    at = lines.index("- Location:")
    assert lines[at + 1 : at + 4] == ["  - Kerbs yard", "  - One", "    Two"]
    assert "Kerbs yard and One, Two" in example.job("one").facts["post.location"].text


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("location: []\n", "wrong-type"),
        ("location: [to be confirmed]\n", "wrong-type"),
        ("location: [Wick, '']\n", "empty-text"),
        ("location: [[Wick]]\n", "wrong-type"),
        ("location: ['{{ post.location }}', x]\n", "circular-fact"),
        ("title: [A, B]\n", "wrong-type"),
    ],
)
def test_what_is_no_list_of_values_is_told(example: Example, text: str, rule: str) -> None:
    if text.startswith("title"):
        example.write("vacancies/one.yaml", f"{text}{SECTIONS}{CRITERIA}")
    else:
        example.vacancy(text)
    assert rule in [problem.rule for problem in example.problems()]


def test_commands_say_them_in_a_line(example: Example) -> None:
    example.vacancy("location: [Wick, Thurso]\n")
    assert "Wick and Thurso" in example.run("explain", "one").stdout
    assert "\n  - Wick\n  - Thurso\n" in example.run("show", "one").stdout
    example.write("vacancies/two.yaml", "role: paviour\nlocation: [Wick, Tain]\n")
    assert "Tain" in example.run("diff", "one", "two").stdout
    assert outline(example.documents()["job-description"])
