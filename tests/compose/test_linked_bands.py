"""A post that progresses through bands of its level prints each band's texts under its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example import section

if TYPE_CHECKING:
    from example import Example

BANDS = """\
bands:
  "4":
    title: Entry
    sections:
      duties:
        - {id: helped, text: Lays slabs with help.}
        - Sweeps up.
  "5":
    sections:
      duties:
        - {id: trains, optional: true, text: Trains others.}
        - Sets out kerbs.
sections:
  duties: [Wears gloves.]
"""
PAY = """\
pay:
  - effective: 2026-04-01
    grades:
      "4": {title: Grade 4, minimum: 20000, maximum: 21000}
      "5": {title: Grade 5, minimum: 22000, maximum: 23000}
"""
LINKED = """\
linked_grades:
  - {grade: "4", text: Starts here.}
  - {grade: "5", text: Sets out kerbs alone.}
"""


@pytest.fixture
def banded(example: Example) -> Example:
    example.organisation(PAY)
    example.level(BANDS, grades='["4", "5"]')
    example.role('grade: "4"\n')
    return example


def duties(example: Example) -> list[str]:
    return section(example.documents()["job-description"], "Main duties")


def test_each_bands_texts_stand_under_its_name(banded: Example) -> None:
    banded.vacancy(LINKED)
    assert duties(banded) == [
        "1. Wears gloves.",
        "### Grade 4 (Entry)",
        "2. Lays slabs with help.",
        "3. Sweeps up.",
        "### Grade 5",
        "4. Sets out kerbs.",
    ]


def test_without_linked_grades_a_post_has_its_own_bands_texts_among_the_others(
    banded: Example,
) -> None:
    banded.vacancy("")
    assert duties(banded) == ["1. Wears gloves.", "2. Lays slabs with help.", "3. Sweeps up."]


def test_a_post_changes_what_its_bands_say_by_id(banded: Example) -> None:
    banded.vacancy(
        f"{LINKED}omit: [helped]\ninclude: [trains]\nreplace:\n  trains: {{text: Trains two.}}\n"
    )
    assert duties(banded)[1:] == [
        "### Grade 4 (Entry)",
        "2. Sweeps up.",
        "### Grade 5",
        "3. Trains two.",
        "4. Sets out kerbs.",
    ]
    banded.vacancy(f"{LINKED}omit: [helpt]\n")
    [problem] = banded.problems()
    assert problem.message == 'omit names an unknown id "helpt"'


def test_one_grade_may_have_several_steps_that_say_different_things(banded: Example) -> None:
    banded.vacancy(
        'linked_grades:\n  - {grade: "4", text: Newly qualified.}\n'
        '  - {grade: "4", text: After a year.}\n  - {grade: "5", text: Alone.}\n'
    )
    document = banded.documents()["job-description"]
    assert "- **Grade:** Grade 4 to Grade 5\n" in document.markdown
    starts = [line for line in document.markdown.splitlines() if line.startswith("- **Grade ")]
    assert [line.partition(".")[0] for line in starts] == [
        "- **Grade 4:** Newly qualified",
        "- **Grade 4:** After a year",
        "- **Grade 5:** Alone",
    ]


def test_one_banded_grade_on_several_steps_is_one_band(banded: Example) -> None:
    banded.vacancy(
        'linked_grades:\n  - {grade: "4", text: Newly qualified.}\n'
        '  - {grade: "4", text: After a year.}\n'
    )
    assert duties(banded) == ["1. Wears gloves.", "2. Lays slabs with help.", "3. Sweeps up."]


def test_a_step_that_says_the_same_again_is_refused(banded: Example) -> None:
    banded.vacancy(
        'linked_grades:\n  - {grade: "4", text: Starts.}\n  - {grade: "4", text: Starts.}\n'
    )
    assert [problem.message for problem in banded.problems()] == ['the grade "4" is linked twice']
