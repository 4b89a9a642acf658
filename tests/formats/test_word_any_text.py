"""Any text reaches Word as it was typed."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import docx
import docx.text.paragraph
import pytest
import yaml
from docx.oxml.ns import qn
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from word_files import (
    DOCUMENT,
    HEADER,
    STANDARD,
    control,
    rewritten,
    style_of,
    written_text,
)

from jdgen.build.files import Order
from jdgen.build.making import Making, build
from jdgen.formats.escaping import in_sentence, one_line, paragraphs, without_colon
from jdgen.problems import InvalidInput
from jdgen.reading.invisible import FORBIDDEN
from jdgen.reading.yaml_errors import typed_mark
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import Target, unit_of

if TYPE_CHECKING:
    from pathlib import Path


ISSUE: Final = "A* & <B> | C_d {x} {% y %} [y](z) #1. -"


TEMPLATES: Final = STANDARD.parents[1]
SPECIALS: Final = "`*_\\|<>&;#[]()!+-.=~:\"'{}%@$019aZé \t\n\r\u00a0\U0001f600"


# These are refused, as no list comes of them.
LISTED: Final = re.compile(r"[\r\n\x85][ \t]*([-*]([ \t\r\n]|$)|•|\d{1,2}[.)][ \t])")


texts_of_any_kind = st.one_of(
    st.text(st.characters().filter(lambda one: not FORBIDDEN.match(one)), max_size=30),
    st.text(st.sampled_from(SPECIALS), max_size=12),
    st.sampled_from(
        [ISSUE, "R&D <lead>", "1. -", "\\{{", "{{{", "No", "06", "# x #", "~", "- a: b"]
    ),
).filter(lambda text: one_line(text) != "" and not LISTED.search(text))


FIELDS: Final = (
    "title", "location", "family", "purpose", "label", "duty", "item", "group", "grouped",
    "category", "criterion_label", "criterion",
)  # fmt: skip


jobs = st.fixed_dictionaries(dict.fromkeys(FIELDS, texts_of_any_kind))


ENTRIES: Final = ("duty", "item", "grouped", "criterion")
PLAIN_JOB: Final = {name: f"The {name}" for name in FIELDS}


def _literal(text: str) -> str:
    """Return text as an author writes it who means no fact by two braces."""
    return text.replace("{{", "\\{{")


def _save(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def write_workspace(root: Path, job: dict[str, str], sections: dict[str, Any]) -> None:
    """Write a workspace of one vacancy whose every text is given."""
    said = {name: _literal(text) for name, text in job.items()}
    _save(
        root / "families" / "organisation.yaml",
        {
            "name": "Northmere Council",
            "language": "en-GB",
            "assessment_methods": {"A": "Application form"},
            "pay": [
                {
                    "effective": "2026-04-01",
                    "grades": {"8": {"title": "Grade 8", "minimum": 30000, "maximum": 35000}},
                }
            ],
        },
    )
    family = root / "families" / "projects"
    _save(family / "family.yaml", {"title": said["family"], "description": "Projects."})
    _save(
        family / "levels" / "P1.yaml",
        {"code": "P1", "title": "Level 1", "rank": "1", "grades": ["8"], "sections": {}}
        | {"sections": {"scope": "The scope."}},
    )
    _save(
        root / "vacancies" / "job.yaml",
        {
            "title": said["title"],
            "family": "projects",
            "level": "P1",
            "location": said["location"],
            "sections": {"purpose": said["purpose"]} | sections,
            "person_specification": [
                {
                    "category": said["category"],
                    "criteria": [
                        {
                            "label": said["criterion_label"],
                            "text": said["criterion"],
                            "importance": "essential",
                            "assessed_by": ["A"],
                        }
                    ],
                }
            ],
        },
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the repository's templates, and no families yet."""
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(TEMPLATES, root / "templates")
    return root


def _built(root: Path) -> dict[str, Path]:
    vacancy = Target("vacancy", root / "vacancies" / "job.yaml", key="job")
    how = Making(Library(root), Order(["standard"]), root / "out")
    paths = [root / "out" / path for path in build(how, [unit_of(vacancy)]).outputs]
    return {path.name: path for path in paths}


def _all_texts(path: Path) -> list[tuple[str, str]]:
    """Return each paragraph and each table's row of a document, in order, with its style."""
    found: list[tuple[str, str]] = []
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, docx.text.paragraph.Paragraph):
            found.append((style_of(block).name, block.text))
        else:
            found += (("row", "\n".join(cell.text for cell in row.cells)) for row in block.rows)
    return found


@given(job=jobs)
@example(job=dict.fromkeys(FIELDS, ISSUE))
@example(job=dict.fromkeys(FIELDS, "0\r\r"))
@example(job=dict.fromkeys(FIELDS, "One *a*.\n\nTwo | <br> b.\nThree"))
@settings(max_examples=100, deadline=None)
def test_any_text_reaches_word_as_it_was_typed(workspace: Path, job: dict[str, str]) -> None:
    said = {name: _literal(text) for name, text in job.items()}
    assume(not any(typed_mark(said[name].lstrip()) for name in ENTRIES))  # which are refused
    write_workspace(
        workspace,
        job,
        {
            "duties": [{"label": said["label"], "text": said["duty"]}],
            "accountabilities": [
                said["item"],
                {"heading": said["group"], "items": [said["grouped"]]},
            ],
        },
    )
    files = _built(workspace)
    line = {name: one_line(text) for name, text in job.items()}
    # YAML writes each line end as a blank line, which parts paragraphs.
    parts = {name: paragraphs(text.replace("\n", "\n\n")) for name, text in job.items()}
    heading = without_colon(line["title"])
    label = without_colon(line["label"])
    criterion_label = without_colon(line["criterion_label"])
    family = in_sentence("\n\n".join(parts["family"]))
    title, location = (
        paragraphs(re.sub(r"[\r\n]+", "\n\n", job[name])) for name in ("title", "location")
    )
    assert _all_texts(files["job-description.docx"]) == [
        ("Heading 1", line["title"]),
        ("Subtitle", "Job description · Northmere Council"),
        ("Fact", "Grade\tGrade 8"),
        ("Fact", "Salary\t£30,000 to £35,000 a\u00a0year"),
        ("Fact", "Location\t" + "\n".join(location)),
        ("Fact", f"Level\t{family}, P1 (Level 1)"),
        ("Heading 2", "Purpose of the job"),
        *(("Normal", paragraph) for paragraph in parts["purpose"]),
        ("Heading 2", "Scope of the work"),
        ("Normal", "The scope."),
        ("Heading 2", "Main duties"),
        ("List Number", f"{label}: {parts['duty'][0]}"),
        *(("List Number", paragraph) for paragraph in parts["duty"][1:]),
        ("Heading 2", "Accountabilities"),
        ("Normal", f"These come with every job at this level of the {family} family."),
        *(("List Bullet", paragraph) for paragraph in parts["item"]),
        ("Heading 3", line["group"]),
        *(("List Bullet", paragraph) for paragraph in parts["grouped"]),
    ]
    assert _all_texts(files["person-specification.docx"]) == [
        ("Heading 1", line["title"]),
        ("Subtitle", "Person specification · Northmere Council"),
        ("Fact", "Grade\tGrade 8"),
        ("Heading 2", "Criteria"),
        ("row", "Criterion\nCategory\nEssential or desirable\nHow assessed"),
        (
            "row",
            f"{criterion_label}: "
            + "\n".join([*parts["criterion"], line["category"], "Essential", "Application form"]),
        ),
    ]
    title = f"{heading}: job description"
    assert docx.Document(str(files["job-description.docx"])).core_properties.title == title
    _, front_matter, _ = files["job-description.md"].read_text("utf-8").split("---\n", 2)
    assert yaml.safe_load(front_matter) == {"title": title, "lang": "en-GB"}


def test_a_fact_of_several_lines_stands_on_one_in_a_content_control(
    workspace: Path, tmp_path: Path
) -> None:
    root = tmp_path / "workspace"
    shutil.copytree(workspace / "templates", root / "templates")

    def change(parts: dict[str, bytes]) -> None:
        cover = f"<w:p>{control('post.location', 'x')}</w:p><w:sdt>"
        parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:sdt>", cover.encode(), 1)

    rewritten(root / "templates" / "standard" / "house-style.docx", change)
    write_workspace(root, PLAIN_JOB | {"location": "Town Hall\n\n  Northmere\n"}, {})
    document = docx.Document(str(_built(root)["job-description.docx"]))
    first = document.element.body.find(f"{qn('w:p')}/{qn('w:sdt')}")
    assert written_text(first) == "Town Hall, Northmere"


def test_an_unknown_fact_in_a_content_control_is_named(workspace: Path, tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    shutil.copytree(workspace / "templates", root / "templates")

    def change(parts: dict[str, bytes]) -> None:
        parts[HEADER] = parts[HEADER].replace(b"organisation.name", b"organisation.nam")

    path = rewritten(root / "templates" / "standard" / "house-style.docx", change)
    write_workspace(root, PLAIN_JOB, {})
    with pytest.raises(InvalidInput) as invalid:
        _built(root)
    (problem,) = invalid.value.problems
    assert problem.place.file.endswith("templates/standard/house-style.docx")
    assert problem.message.endswith('its content control "organisation.nam" names no fact')
    assert problem.hint == 'did you mean "organisation.name"?'
    assert path.is_file()
    assert not (root / "out").exists()


OPTIONAL_SECTIONS: Final[dict[str, Any]] = {
    "dimensions": "Some text.",
    "duties": ["A duty.", {"heading": "A group", "items": ["Another duty."]}],
    "accountabilities": [{"heading": "Supervisory", "items": ["An item."]}],
    "knowledge-skills-experience": ["An item.", {"label": "Label", "text": "An item."}],
    "working-conditions": "One.\n\nTwo.",
    "corporate-responsibilities": [{"heading": "All", "items": ["An item."]}],
    "how-to-apply": "Apply.",
    "how-we-assess": "We assess.",
    "guaranteed-interview": "An interview.",
}


@given(kept=st.sets(st.sampled_from(sorted(OPTIONAL_SECTIONS))))
@settings(max_examples=40, deadline=None)
def test_heading_levels_never_skip_whatever_the_sections(workspace: Path, kept: set[str]) -> None:
    write_workspace(workspace, PLAIN_JOB, {name: OPTIONAL_SECTIONS[name] for name in sorted(kept)})
    for name, path in _built(workspace).items():
        if name.endswith(".docx"):
            levels = [
                int(style.removeprefix("Heading "))
                for style, _ in _all_texts(path)
                if style.startswith("Heading ")
            ]
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
