"""Numbers that run on from list to list of a document."""

from __future__ import annotations

import pytest
from accessibility import faults
from example import PLAIN_CRITERIA, Example, ours, outline
from running import run_well
from word_files import opened

from jdgen.documents.numbers import written_as

BETWEEN = {
    "prose": ("", "{id: purpose, title: Purpose}"),
    "prose, numbered": ("", "{id: purpose, title: Purpose, numbering: numbers}"),
    "nothing": ("", "{id: context, title: Context}"),
    "facts": ("", "{id: context, title: Context, facts: [{fact: grade.title, label: Grade}]}"),
}


@pytest.mark.parametrize(("said", "style"), BETWEEN.values(), ids=BETWEEN)
def test_numbers_run_on_over_a_section_without_a_list(
    example: Example, said: str, style: str
) -> None:
    example.role("", sections=f"sections: {{purpose: P., duties: [a, b], scope: [c]{said}}}\n")
    purpose = "" if "purpose" in style else "      - {id: purpose, title: Purpose}\n"
    example.layout(
        ours(
            "      - {id: duties, title: Duties, numbering: numbers}\n"
            f"      - {style}\n"
            "      - {id: scope, title: Scope, numbering: run-on}\n"
            f"{purpose}{PLAIN_CRITERIA}"
        ).replace("      - {id: purpose, title: Purpose}\n", "", 1)
    )
    document = example.documents(layout="ours")["sheet"]
    assert "1. a\n2. b\n" in document.markdown
    assert "\n3. c\n" in document.markdown


def test_numbers_start_anew_after_a_list_of_another_section(example: Example) -> None:
    example.role("", sections="sections: {purpose: P., duties: [a, b], context: [x], scope: [c]}\n")
    example.layout(
        ours(
            "      - {id: duties, title: Duties, numbering: numbers}\n"
            "      - {id: context, title: Context}\n"
            "      - {id: scope, title: Scope, numbering: run-on}\n" + PLAIN_CRITERIA
        )
    )
    assert "\n1. c\n" in example.documents(layout="ours")["sheet"].markdown


def _lists(example: Example) -> list[tuple[str, str]]:
    """Return the numbered entries of a document in Word, each with the list that it is of."""
    document = opened((example.root / "build/one/sheet.docx").read_bytes())
    found = []
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "List Number":
            properties = paragraph._p.pPr
            assert properties is not None
            assert properties.numPr is not None
            assert properties.numPr.numId is not None
            found.append((paragraph.text, str(properties.numPr.numId.val)))
    return found


@pytest.mark.parametrize(
    ("scope", "are_one"), [("run-on", True), ("numbers", False), ("restart", False)]
)
def test_lists_whose_numbers_go_on_are_one_list_in_word(
    example: Example, scope: str, *, are_one: bool
) -> None:
    example.role(
        "",
        sections="sections: {purpose: P., duties: [a, {text: b, items: [x, y]},"
        " {heading: More, items: [c]}], scope: [d], context: [e]}\n",
    )
    example.layout(
        ours(
            "      - {id: duties, title: Duties, numbering: numbers}\n"
            f"      - {{id: scope, title: Scope, numbering: {scope}}}\n"
            "      - {id: context, title: Context, numbering: numbers}\n" + PLAIN_CRITERIA
        )
    )
    run_well("build", "one", "--layout", "ours", folder=example.root)
    lists = dict(_lists(example))
    assert [*lists] == ["a", "b", "c", "d", "e"]
    assert lists["a"] == lists["b"] == lists["c"]
    assert (lists["d"] == lists["a"]) == are_one
    assert lists["e"] not in {lists["a"], lists["d"]}


# --- tables, and numbers that are written ---------------------------------------------------------

GROUPED = """\
sections:
  purpose: P.
  duties: [Opens., {heading: Roads, items: [Lays., Sets.]}, {heading: Parks, items: [Mows.]}]
  scope: [All.]
"""
SKILLS = """\
person_specification:
  - category: Skills
    criteria:
      - {text: Lays., importance: essential, assessed_by: [A]}
      - {text: Sets., importance: desirable, assessed_by: [A]}
      - {label: Care, text: Cares., importance: essential, assessed_by: [I]}
  - category: Training
    criteria:
      - {text: Licence., importance: essential, assessed_by: [I]}
      - {text: Degree., importance: desirable, assessed_by: [I]}
"""
BY_IMPORTANCE = '{essential: "E{number}", desirable: "D{number}"}'


def printed(example: Example, duties: str, scope: str = "", criteria: str = "") -> str:
    example.role("", sections=GROUPED, criteria=SKILLS)
    example.layout(
        ours(
            f"      - {{id: duties, title: Duties, {duties}}}\n"
            f"      - {{id: scope, title: Scope{scope}}}\n"
            f"      - {{id: person-specification, title: Criteria{criteria}}}\n"
        )
    )
    document = example.documents(layout="ours")["sheet"]
    example.run("build", "one", "--layout", "ours")
    [word] = example.root.glob("build/**/*.docx")
    assert faults(word) == []
    return "\n".join(outline(document))


COUNTED = {
    "numbers": ("numbering: numbers", "1234"),
    "no numbering": ("details: first", "----"),
    "restart": ("numbering: restart", "1121"),
    "as": ('number_as: "§{number}"', ["§1", "§2", "§3", "§4"]),
    "by group": ('number_as: "{group}.{number}", numbering: restart', ["1.1", "2.1", "2.2", "3.1"]),
}
DUTIES = ("Opens.", "Lays.", "Sets.", "Mows.")


@pytest.mark.parametrize(("style", "numbers"), COUNTED.values(), ids=COUNTED)
@pytest.mark.parametrize(
    "columns",
    [
        "",
        "number: No., text: Duty",
        "number: '', text: Duty",
        "group: Area, number: No., text: Duty",
    ],
)
def test_lists_and_tables_have_the_same_numbers(
    example: Example, columns: str, style: str, numbers: list[str] | str
) -> None:
    if columns:
        style = style.replace("details: first", "numbering: numbers")
        style += f", columns: {{{columns}}}"
        numbers = "1234" if "-" in numbers else numbers
    text = printed(example, style)
    for duty, number in zip(DUTIES, numbers, strict=True):
        if columns:
            row = f"{number} | {duty}"
        else:
            row = f"- {number}: {duty}" if len(number) > 1 else f"{number}. {duty}"
        assert row.replace("-. ", "- ") in text


def test_numbers_of_tables_run_on_in_lists_and_the_other_way(example: Example) -> None:
    columns = "columns: {number: No., text: Duty}"
    assert "\n5. All." in printed(example, columns, ", numbering: run-on")
    text = printed(example, "numbering: numbers", f", numbering: run-on, {columns}")
    assert "\n5 | All." in text
    criteria = ", numbering: run-on, criteria: {group_by: []}"
    assert "\n6 | Lays. | Skills" in printed(example, columns, ", numbering: run-on", criteria)


ROWS = {
    "through": ("", "numbering: numbers", "12345"),
    "in each category": ("", "numbering: restart", "12312"),
    "by importance": ("", f"number_as: {BY_IMPORTANCE}", ["E1", "D1", "E2", "E3", "D2"]),
    "by importance, in each category": (
        "", f"number_as: {BY_IMPORTANCE}, numbering: restart", ["E1", "D1", "E2", "E1", "D1"]
    ),
    "by category": (
        "", 'number_as: "{group}.{number}", numbering: restart', ["1.1", "1.2", "1.3", "2.1", "2.2"]
    ),
    "by category, then importance": (
        "group_by: [category, importance]", 'number_as: "{group}.{number}", numbering: restart',
        ["1.1", "1.3", "1.2", "2.1", "2.2"],
    ),
    "by importance first": (
        "group_by: [importance]", f"number_as: {BY_IMPORTANCE}", ["E1", "D1", "E2", "E3", "D2"]
    ),
    "a flat table": ("group_by: []", f"number_as: {BY_IMPORTANCE}", ["E1", "D1", "E2", "E3", "D2"]),
}  # fmt: skip
CRITERIA_TEXTS = ("Lays.", "Sets.", "Cares.", "Licence.", "Degree.")


@pytest.mark.parametrize(("group_by", "style", "numbers"), ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("shown_as", ["table", "list"])
def test_criteria_are_numbered_in_tables_and_lists(
    example: Example, shown_as: str, group_by: str, style: str, numbers: list[str] | str
) -> None:
    both = ", ".join(filter(None, [f"as: {shown_as}", group_by]))
    text = printed(example, "numbering: bullets", "", f", {style}, criteria: {{{both}}}")
    for criterion, number in zip(CRITERIA_TEXTS, numbers, strict=True):
        label = "Care: " if criterion == "Cares." else ""
        if shown_as == "table":
            assert f"\n{number} | {label}{criterion}" in text
        elif len(number) == 1:
            assert f"\n{number}. {label}{criterion}" in text
        else:
            assert f"\n- {number}{' ' * bool(label)}{label or ': '}{criterion}" in text


@pytest.mark.parametrize(
    ("style", "cell"),
    [
        (f"number_as: {BY_IMPORTANCE}", "\n\tE1: Lays. (Application form)\n\tE2 Care: Cares."),
        ("numbering: restart", "\n\t1: Lays. (Application form)\n\t2 Care: Cares."),
    ],
)
def test_criteria_side_by_side_are_numbered(example: Example, style: str, cell: str) -> None:
    style += ", criteria: {as: side-by-side}"
    assert cell in printed(example, "numbering: bullets", "", f", {style}")


@pytest.mark.parametrize("bands", ["by-section", "by-band"])
def test_numbers_of_bands_start_where_their_section_does(example: Example, bands: str) -> None:
    example.role("grade: '4'\n")
    example.level(
        "sections: {duties: [a, b]}\n"
        "bands: {'4': {sections: {duties: [c]}}, '5': {sections: {duties: [d], scope: [e]}}}\n",
        grades="['4', '5']",
    )
    columns = "numbering: numbers, columns: {number: No., text: Duty}"
    example.layout(
        "documents:\n  profile:\n    title: Profile\n    subject: level\n"
        f"    bands: {bands}\n    sections:\n"
        f"      - {{id: duties, title: Duties, {columns}}}\n"
        f"      - {{id: scope, title: Scope, {columns}}}\n"
        "      - {id: person-specification, title: Criteria}\n"
    )
    text = "\n".join(outline(example.documents("W1", "ours")["profile"]))
    numbers = {"by-section": "12341", "by-band": "12111"}[bands]
    for number, duty in zip(numbers, "abcde", strict=True):
        assert f"\n{number} | {duty}" in text


NESTED = """\
sections:
  purpose: P.
  duties:
    - Opens.
    - {label: Roads, text: Lays., items: [{text: Slabs., items: [Wide., Long.]}, Kerbs.]}
"""


@pytest.mark.parametrize(
    ("number_as", "lines"),
    [
        ('"({letter})"', ["- (a) Opens.", "- (b) Roads: Lays.", "  - Slabs.", "    - Wide."]),
        (
            '["{LETTER}.", "({roman})", "{ROMAN})"]',
            [
                *("- A. Opens.", "- B. Roads: Lays.", "  - (i) Slabs."),
                *("    - I) Wide.", "  - (ii) Kerbs."),
            ],
        ),
        ('["{ROMAN}", "{letter}"]', ["- I: Opens.", "- II Roads: Lays.", "  - a: Slabs."]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("as_table", [False, True])
def test_lists_count_by_letters_too_and_lists_inside_have_numbers_of_their_own(
    example: Example, number_as: str, lines: list[str], *, as_table: bool
) -> None:
    example.role("", sections=NESTED)
    columns = ', columns: {number: "", label: Area, text: Duty}' if as_table else ""
    style = f"{{id: duties, title: Duties, number_as: {number_as}{columns}}}"
    example.layout(ours(f"      - {style}\n{PLAIN_CRITERIA}"))
    markdown = example.documents(layout="ours")["sheet"].markdown.replace("**", "")
    for line in lines:
        if not as_table:
            assert f"\n{line}\n" in markdown
        else:
            words = line.lstrip(" -").replace("Roads: ", "").split(": ")
            assert all(word in markdown for word in " ".join(words).split(" ")), line
    if as_table and "roman})" in number_as:
        assert "| B. | Roads | Lays.<ul><li>(i) Slabs.<ul><li>I) Wide.</li>" in markdown


def test_lists_inside_criteria_have_numbers_too(example: Example) -> None:
    example.role(
        "person_specification: [{category: S, criteria: [{text: Lays., importance: essential,"
        " items: [Slabs., Kerbs.]}]}]\n",
        criteria="",
    )
    style = 'number_as: ["({letter})", "{roman})"], criteria: {as: list, methods: none}'
    example.layout(ours(f"      - {{id: person-specification, title: Criteria, {style}}}\n"))
    assert "- (a) Lays. (Essential)\n  - i) Slabs.\n  - ii) Kerbs.\n" in (
        example.documents(layout="ours")["sheet"].markdown
    )


@pytest.mark.parametrize(
    ("pattern", "headings"),
    [
        ("ART. {number} -", ["ART. 1 - Purpose", "ART. 2 - Duties"]),
        ("Part {LETTER}:", ["Part A: Purpose", "Part B: Duties"]),
        ("*{roman}*", ["*i* Purpose", "*ii* Duties"]),
    ],
)
def test_sections_are_numbered_in_words_of_the_layout(
    example: Example, pattern: str, headings: list[str]
) -> None:
    example.role("", sections="sections: {purpose: P., duties: [a]}\n")
    example.layout(
        ours(f"      - {{id: duties, title: Duties}}\n{PLAIN_CRITERIA}").replace(
            "    sections:", f'    number_sections: "{pattern}"\n    sections:', 1
        )
    )
    text = outline(example.documents(layout="ours")["sheet"])
    for heading in headings:
        assert any(line.endswith(heading) for line in text), text


def test_what_counts_by_letters_goes_on_after_z() -> None:
    numbers = [(1, "a i"), (26, "z xxvi"), (27, "aa xxvii"), (52, "zz lii"), (1999, None)]
    for number, written in numbers:
        made = written_as("{letter} {roman}", number)
        assert made == (written or f"{'w' * 77} mcmxcix")


@pytest.mark.parametrize(
    ("style", "rule"),
    [
        ('number_as: ["{number}", "{letter}", "{roman}", "{number}"]', "setting-without-effect"),
        ("number_as: []", "too-few"),
        ('number_as: ["E"]', "bad-pattern"),
        ('number_as: "E"', "bad-pattern"),
        ('number_as: "{number}{x}"', "bad-pattern"),
        ('number_as: {essential: "{number"}', "bad-pattern"),
        ('number_as: {vital: "{number}"}', "unknown-field"),
    ],
)
def test_a_wrong_way_to_write_numbers_is_told(example: Example, style: str, rule: str) -> None:
    example.layout(ours(f"      - {{id: person-specification, title: Criteria, {style}}}\n"))
    assert [problem.rule for problem in example.problems(layout="ours")] == [rule]
