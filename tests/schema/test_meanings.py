"""What people call fields and sections leads to their names, and other words to no wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jdgen.model.meanings import _meanings, meant_by
from jdgen.schema.post import VACANCY

if TYPE_CHECKING:
    from example import Example


def test_every_field_that_is_meant_is_one_of_a_vacancy() -> None:
    names = {meaning.name for meaning in _meanings().values() if meaning.kind == "fields"}
    assert names <= VACANCY.fields.keys()


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("department", "directorate"),
        ("Departmnet", "directorate"),
        ("line_manager", "reports_to"),
        ("Line Manager", "reports_to"),
        ("job-title", "title"),
        ("duty", "duties"),
        ("key responsibilities", "duties"),
        ("job purpose", "purpose"),
    ],
)
def test_a_word_leads_to_what_it_means(word: str, name: str) -> None:
    meaning = meant_by(word, spelling=True)
    assert meaning is not None
    assert meaning.name == name


@pytest.mark.parametrize(
    "word", ["bargaining_unit", "corporate-responsibilities", "flsa", "note", "car_allowance"]
)
def test_another_word_leads_nowhere(word: str) -> None:
    assert meant_by(word, spelling=True) is None


def test_a_section_that_a_layout_lacks_is_taken_for_no_other(example: Example) -> None:
    example.role("", criteria="")
    example.vacancy("sections: {corporate-responsibilities: Text.}\n")
    example.layout(
        "documents:\n  jd:\n    title: JD\n    sections: [{id: purpose, title: P}, "
        "{id: duties, title: D}]\n"
    )
    [problem] = example.problems(layout="ours")
    assert problem.hint == "add it to a document of templates/ours/layout.yaml"
