"""Tables with nothing between, which Word would join: one table, or the layout is told."""

from __future__ import annotations

import pytest
from accessibility import faults
from example import Example, outline

BANDS = "bands: {'4': {sections: {duties: [a], scope: [b]}}, '5': {sections: {scope: [c]}}}\n"
COLUMNS = "columns: {label: L, text: T}"


def lay(sections: str, bands: str = "by-section") -> str:
    """Return a layout of one document of a level and one of a post, with the same sections."""
    documents = [
        f"  {kind}:\n    title: {kind}\n    subject: {subject}\n    bands: {bands}\n    sections:\n"
        f"      - {{id: purpose, title: P}}\n{sections}"
        "      - {id: person-specification, title: C}\n"
        for kind, subject in (("profile", "level"), ("sheet", "post"))
    ]
    return f"documents:\n{''.join(documents)}"


def rows(example: Example, target: str, kind: str) -> list[str]:
    lines = outline(example.documents(target, "ours")[kind])
    return [line for line in lines if line.startswith(("#", "L |", "Not stated |"))]


def test_bands_of_sections_without_titles_go_on_in_one_table(example: Example) -> None:
    example.level(BANDS, grades='["4", "5"]')
    sections = f"      - {{id: duties, {COLUMNS}}}\n      - {{id: scope, {COLUMNS}}}\n"
    example.layout(lay(sections, "by-band"))
    assert rows(example, "W1", "profile")[1:] == [
        "## 4", "L | T", "Not stated | a", "Not stated | b", "## 5", "L | T", "Not stated | c",
    ]  # fmt: skip


def test_what_the_organisation_says_goes_on_with_the_last_group(example: Example) -> None:
    example.organisation("sections: {duties: [o]}\n")
    example.level("sections: {duties: [{heading: H, items: [x]}]}\n")
    example.layout(lay(f"      - {{id: duties, title: D, standing: last, {COLUMNS}}}\n"))
    for target, kind in (("W1", "profile"), ("one", "sheet")):
        lines = rows(example, target, kind)
        assert lines[lines.index("### H") :][:3] == ["### H", "L | T", "Not stated | x"]
    assert "Not stated | o" in rows(example, "one", "sheet")
    example.run("build", "one", "--layout", "ours")
    [word] = example.root.glob("build/**/*.docx")
    assert faults(word) == []


def test_a_section_that_only_bands_say_has_its_lead_in_there(example: Example) -> None:
    example.level("sections: {duties: [x]}\n" + BANDS, grades='["4", "5"]')
    sections = "".join(
        f"      - {{id: {key}, title: {key}, lead_in: You do.}}\n" for key in ("duties", "scope")
    )
    example.layout(lay(sections, "by-band"))
    lines = outline(example.documents("W1", "ours")["profile"])
    assert lines[1:] == [
        *("## duties", "You do.", "- x"),
        *("## 4", "### duties", "- a", "### scope", "You do.", "- b"),
        *("## 5", "### scope", "You do.", "- c"),
    ]


@pytest.mark.parametrize("bands", ["by-band", "by-section"])
def test_tables_of_other_columns_are_refused_at_their_section(example: Example, bands: str) -> None:
    example.level(BANDS, grades='["4", "5"]')
    example.role("grade: '4'\n")
    other = "      - {id: scope, columns: {label: L, text: T, group: G}}\n"
    example.layout(lay(f"      - {{id: duties, {COLUMNS}}}\n{other}", bands))
    target = "W1" if bands == "by-band" else "one"
    problem = example.problems(target, "ours")[0]
    assert problem.rule == "two-tables"
    assert problem.place.file == "templates/ours/layout.yaml"
    assert "add title:" in problem.hint
