"""jdgen import: kinds of Word document as people write them, each read into its fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import docx
import pytest
import yaml
from habits import bare_workspace
from word_shapes_more import ALL_SHAPES

from jdgen.importing.importing import imported
from jdgen.importing.vocabulary import plain
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A workspace that says nothing of jobs."""
    return Library(bare_workspace(tmp_path_factory.mktemp("workspace")), draft=True)


def texts(said: Any) -> list[str]:  # noqa: ANN401 - text, list or fields
    """Return the texts of duties or criteria, with their labels."""
    if isinstance(said, str):
        return [said]
    if isinstance(said, list):
        return [text for one in said for text in texts(one)]
    if "items" in said:
        return texts(said["items"])
    return [f"{said['label']}: {said['text']}" if "label" in said else said.get("text", "")]


@pytest.mark.parametrize("name", ALL_SHAPES)
def test_each_kind_of_word_document_is_read_into_its_fields(
    name: str, library: Library, tmp_path: Path
) -> None:
    shape = ALL_SHAPES[name]
    document = docx.Document()
    shape.make(document)
    path = tmp_path / f"{name}.docx"
    document.save(str(path))
    [outcome] = imported(library, [path], "found").outcomes
    made = outcome.made
    role = yaml.load(made.role, Loader=yaml.BaseLoader)  # noqa: S506 - plain texts
    vacancy = yaml.load(made.vacancy or "{}", Loader=yaml.BaseLoader)  # noqa: S506
    said = role | vacancy
    facts = {field: said.get(field) for field in shape.facts}
    wanted = shape.facts | {"grade": shape.facts["grade"].removeprefix("Grade ")}
    assert facts == wanted
    sections = role["sections"]
    assert sections["purpose"] == shape.purpose
    found = [re.sub(r" \(\d+%\)$", "", text) for text in texts(sections["duties"])]
    assert tuple(map(plain, found)) == tuple(map(plain, shape.duties))
    criteria = [
        (
            plain(category["category"]),
            one.get("importance", category.get("importance")),
            plain(one["text"]),
            tuple(one.get("assessed_by", ())),
        )
        for category in role["person_specification"]
        for one in (
            {"text": each} if isinstance(each, str) else each for each in category["criteria"]
        )
    ]
    assert criteria == [
        (plain(category), importance, plain(text), *(methods or [()]))
        for category, importance, text, *methods in shape.criteria
    ]
    for text in shape.more:
        assert text in made.role
    for text in shape.never:
        assert text not in str([role.get("sections"), role["person_specification"]])
    kept = [one["text"] for one in role.get("unplaced", ())]
    assert [
        text for text in kept if text not in shape.unplaced and not text.startswith("Sign")
    ] == []


def test_two_whole_jobs_in_one_file_are_two_roles(library: Library, tmp_path: Path) -> None:
    document = docx.Document()
    for title in ("Parks Officer", "Parks Ranger"):
        document.add_heading("Job description", 1)
        document.add_paragraph(f"Post title: {title}")
        document.add_paragraph("Grade: Grade 6")
        document.add_heading("Main duties", 2)
        document.add_paragraph(f"Work as a {title}.", "List Bullet")
        document.add_heading("Person specification", 2)
        document.add_paragraph(f"Has been a {title}. (E)", "List Bullet")
    document.save(str(tmp_path / "jobs.docx"))
    first, second = imported(library, [tmp_path / "jobs.docx"], "found").outcomes
    assert [first.made.name, second.made.name] == ["parks-officer", "parks-ranger"]
    assert [first.file, second.file] == ["jobs.docx, job 1", "jobs.docx, job 2"]
    for one, title in ((first, "Parks Officer"), (second, "Parks Ranger")):
        assert f"Work as a {title}." in one.made.role
        assert f"Has been a {title}." in one.made.role
        assert not one.made.unplaced
