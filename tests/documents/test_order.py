"""In what order documents say things: bands, standing text, parts among sections, numbers."""

from __future__ import annotations

import re

import pytest
from example import Example, outline, section

from jdgen.formats.blocks import Heading, plain

LEVEL = """\
sections:
  purpose: Works.
  duties: [For all.]
person_specification:
  - category: Skills
    criteria: [{text: Lifts., importance: essential}]
bands:
  "4":
    title: First
    sections: {duties: [Four duty.]}
    person_specification:
      - {category: Skills, criteria: [{text: Fours., importance: essential}]}
  "5":
    title: Second
    sections: {duties: [Five duty.], scope: Five scope.}
"""


def of_levels(more: str) -> str:
    return (
        f"documents:\n  sheet:\n    title: Sheet\n    subject: level\n{more}    sections:\n"
        "      - {id: purpose, title: Purpose}\n      - {id: duties, title: Duties}\n"
        "      - {id: scope, title: Scope}\n"
        "      - {id: person-specification, title: Criteria, criteria: {as: list}}\n"
    )


@pytest.fixture
def banded(example: Example) -> Example:
    example.level(LEVEL, grades='["4", "5"]')
    return example


def test_bands_stand_in_each_section_lowest_first_if_nothing_is_said(banded: Example) -> None:
    banded.layout(of_levels(""))
    lines = section(banded.documents("W1", "ours")["sheet"], "Duties")
    assert lines == [
        "- For all.", "### 4 (First)", "- Four duty.", "### 5 (Second)", "- Five duty.",
    ]  # fmt: skip


def test_bands_may_stand_highest_first_under_a_heading_of_the_layouts(banded: Example) -> None:
    banded.layout(
        of_levels(
            "    bands: {order: highest-first, heading: '{{ band.title }}, at {{ grade.title }}'}\n"
        )
    )
    document = banded.documents("W1", "ours")["sheet"]
    assert section(document, "Duties") == [
        "- For all.", "### Second, at 5", "- Five duty.", "### First, at 4", "- Four duty.",
    ]  # fmt: skip
    assert "### First, at 4: Skills" in outline(document)


@pytest.mark.parametrize("order", ["lowest-first", "highest-first"])
def test_each_band_may_stand_by_itself(banded: Example, order: str) -> None:
    banded.layout(of_levels(f"    bands: {{as: by-band, order: {order}}}\n"))
    lines = outline(banded.documents("W1", "ours")["sheet"])
    common = [
        "## Purpose", "Works.", "## Duties", "- For all.", "## Criteria", "### Skills",
        "- Lifts. (Essential)",
    ]  # fmt: skip
    first = ["## 4 (First)", "### Duties", "- Four duty.", "### Criteria", "#### Skills",
             "- Fours. (Essential)"]  # fmt: skip
    second = ["## 5 (Second)", "### Duties", "- Five duty.", "### Scope", "Five scope."]
    bands = [second, first] if order == "highest-first" else [first, second]
    assert [line.replace(" (Not assessed on its own)", "") for line in lines[1:]] == [
        *common,
        *bands[0],
        *bands[1],
    ]
    assert banded.run("build", "W1", "--layout", "ours").exit_code == 0


def test_a_short_form_says_by_band_alone(banded: Example) -> None:
    banded.layout(of_levels("    bands: by-band\n"))
    assert "## 4 (First)" in outline(banded.documents("W1", "ours")["sheet"])


@pytest.mark.parametrize("as_", ["by-band", "by-section"])
def test_names_of_bands_that_no_heading_shows_are_told(banded: Example, as_: str) -> None:
    bands = f"    bands: {{as: {as_}, heading: 'At {{{{ grade.title }}}}'}}\n"
    banded.layout(of_levels(bands))
    [problem] = banded.problems("W1", "ours")
    assert "doesn't show the name of this band" in problem.message
    assert "{{ band.title }}" in problem.hint
    banded.layout(of_levels(bands) + "leaves_out: [band.title]\n")
    assert "## At 4" in banded.documents("W1", "ours")["sheet"].markdown


def test_check_finds_what_a_heading_of_bands_names_and_nobody_says(example: Example) -> None:
    example.layout(of_levels("    bands: {heading: '{{ band.titel }}'}\n"))
    done = example.run("check", "--layout", "ours")
    assert 'unknown fact "band.titel"' in done.stderr


def test_a_heading_that_names_what_a_band_does_not_say_is_told(banded: Example) -> None:
    banded.level(LEVEL.replace("    title: First\n", ""), grades='["4", "5"]')
    banded.layout(of_levels("    bands: {heading: '{{ band.title }}'}\n"))
    assert "[band.title]" not in banded.run("show", "W1", "--layout", "ours").stdout
    assert banded.problems("W1", "ours")[0].rule == "unsaid-fact"


def test_bands_have_no_effect_in_a_familys_guide(banded: Example) -> None:
    text = of_levels("    bands: by-band\n").replace("subject: level", "subject: family")
    banded.layout(text)
    assert banded.problems("works", "ours")[0].rule == "setting-without-effect"


# --- standing text --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("standing", "texts"),
    [
        ("", ["Standing.", "Level.", "Own.", "H", "In H.", "Clause."]),
        (", standing: first", ["Standing.", "Level.", "Own.", "H", "In H.", "Clause."]),
        (", standing: last", ["Level.", "Own.", "Clause.", "Standing.", "H", "In H."]),
    ],
)
@pytest.mark.parametrize("table", ["", ", columns: {label: L, text: T}"])
def test_standing_text_may_come_last(
    example: Example, standing: str, texts: list[str], table: str
) -> None:
    example.organisation("clauses: {c: {text: Clause.}}\nsections: {duties: [Standing.]}\n")
    example.level("sections: {duties: [Level.]}\n")
    example.role(
        "sections:\n  duties: [Own., {clause: c}, {heading: H, items: [In H.]}]\n",
        sections="",
        criteria="",
    )
    example.layout(
        "documents:\n  sheet:\n    title: S\n    sections:\n"
        f"      - {{id: duties, title: D{standing}{table}}}\n"
    )
    text = example.documents("one", "ours")["sheet"].markdown
    places = [text.index(words) for words in texts if words not in {"H", "Clause."}]
    assert places == sorted(places)
    assert text.index("Own.") < text.index("Clause.")


def test_a_group_of_standing_text_comes_last(example: Example) -> None:
    example.organisation("sections: {duties: [{heading: All, items: [Standing.]}]}\n")
    example.role("sections: {duties: [{heading: Own, items: [O.]}]}\n", sections="", criteria="")
    example.layout(
        "documents:\n  sheet:\n    title: S\n    sections:\n"
        "      - {id: duties, title: D, standing: last}\n"
    )
    lines = section(example.documents("one", "ours")["sheet"], "D")
    assert lines == ["### Own", "- O.", "### All", "- Standing."]


def test_standing_has_no_effect_on_criteria(example: Example) -> None:
    example.layout(
        "documents:\n  sheet:\n    title: S\n    sections:\n"
        "      - {id: person-specification, title: C, standing: last}\n"
    )
    assert example.problems("one", "ours")[0].rule == "setting-without-effect"


# --- parts ----------------------------------------------------------------------------------------

PACK = """\
documents:
  pack:
    title: Pack
    audience: advert
%s    sections:
      - {id: about, title: About us}
      - {part: description%s}
      - {id: apply, title: How to apply}
      - {part: criteria}
      - {id: nothing, title: Nothing}
      - {id: last, title: At the end}
  description:
    title: Description
    sections: [{id: purpose, title: Purpose}, {id: duties, title: Duties}]
  criteria:
    title: The criteria
    sections: [{id: person-specification, title: Wanted}]
"""
ROLE = """\
sections:
  about: We are.
  purpose: Why.
  duties: [Sweep.]
  apply: Write.
  last: Goodbye.
"""


def packed(example: Example, more: str = "", page: str = "") -> list[Heading]:
    example.role(ROLE, sections="")
    example.layout(PACK % (more, page))
    document = example.documents("one", "ours", audience="advert")["pack"]
    return [block for block in document.blocks if isinstance(block, Heading)]


def test_parts_may_stand_among_sections(example: Example) -> None:
    headings = packed(example)
    assert [(heading.level, plain(heading.spans)) for heading in headings] == [
        (1, "Paviour: pack"),
        (2, "About us"),
        (2, "Description"), (3, "Purpose"), (3, "Duties"),
        (2, "How to apply"),
        (2, "The criteria"), (3, "Wanted"), (4, "Skills"),
        (2, "At the end"),
    ]  # fmt: skip
    assert [plain(heading.spans) for heading in headings if heading.starts_page] == [
        "Description", "The criteria",
    ]  # fmt: skip


@pytest.mark.parametrize("contents", ["", "    contents: true\n"])
def test_a_part_starts_a_page_unless_it_says_not(example: Example, contents: str) -> None:
    headings = packed(example, contents, ", new_page: false")
    pages = [plain(heading.spans) for heading in headings if heading.starts_page]
    assert pages == ["The criteria"]
    xml = example.word("pack", "ours", audience="advert")
    assert xml.count("<w:pageBreakBefore/>") == 1


@pytest.mark.parametrize("contents", ["", "    contents: true\n"])
def test_numbers_go_on_through_parts(example: Example, contents: str) -> None:
    headings = packed(example, f"    number_sections: through\n{contents}")
    numbered = [text for heading in headings if re.match(r"\d", text := plain(heading.spans))]
    assert numbered == [
        "1. About us", "2. Purpose", "3. Duties", "4. How to apply", "5. Wanted", "6. At the end",
    ]  # fmt: skip


def test_numbers_of_a_pack_alone_pass_its_parts_over(example: Example) -> None:
    headings = packed(example, "    number_sections: true\n")
    numbered = [text for heading in headings if re.match(r"\d", text := plain(heading.spans))]
    assert numbered == ["1. About us", "2. How to apply", "3. At the end"]


def test_through_needs_parts(example: Example) -> None:
    example.layout(of_levels("    number_sections: through\n"))
    assert example.problems("one", "ours")[0].rule == "setting-without-effect"


def test_an_unknown_part_is_told(example: Example) -> None:
    example.layout(PACK.replace("part: criteria", "part: crit") % ("", ""))
    assert example.problems("one", "ours")[0].rule == "unknown-part"


def test_a_part_that_is_optional_and_empty_is_left_out(example: Example) -> None:
    example.role(ROLE, sections="", criteria="")
    text = PACK.replace(
        "    title: The criteria\n", "    title: The criteria\n    optional: true\n"
    )
    example.layout(text % ("", ""))
    document = example.documents("one", "ours", audience="advert")["pack"]
    assert "The criteria" not in document.markdown


@pytest.mark.parametrize("page", ["true", "false"])
def test_a_new_page_for_each_level_is_a_choice(example: Example, page: str) -> None:
    example.level("sections: {purpose: One.}\n")
    example.write(
        "families/works/levels/W2.yaml", "title: Gang\nrank: 2\nsections: {purpose: Two.}\n"
    )
    example.family("guide: {intro: Before., outro: After.}\n")
    example.layout(
        "documents:\n  guide:\n    title: Guide\n    subject: family\n    sections:\n"
        "      - {id: intro, title: Intro}\n"
        f"      - {{part: profile, new_page: {page}}}\n"
        "      - {id: outro, title: Outro}\n"
        "  profile:\n    title: Profile\n    subject: level\n    sections:\n"
        "      - {id: purpose, title: Purpose}\n"
    )
    document = example.documents("works", "ours")["guide"]
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [plain(heading.spans) for heading in headings if heading.level == 2] == [
        "Intro", "Crew: profile", "Gang: profile", "Outro",
    ]  # fmt: skip
    assert sum(heading.starts_page for heading in headings) == (2 if page == "true" else 0)
