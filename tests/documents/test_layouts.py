"""The five layouts: documents of the shape of five that real organisations published."""

from __future__ import annotations

import itertools
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from example import REPOSITORY, facts, outline, section
from texts import glued

from jdgen.build.files import Order, files
from jdgen.compose.job import compose
from jdgen.documents.document import Document, documents
from jdgen.formats.blocks import Bullets, Heading, Numbered
from jdgen.model.job import Edition
from jdgen.problems import InvalidInput
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import find, job_of

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = REPOSITORY / "tests" / "cases" / "shapes"
LIBRARY = Library(REPOSITORY)

CAPABILITY = [
    "# Programme Assistant",
    "## Job purpose",
    "## Directly responsible for",
    "## Directly responsible to",
    "## Main areas of responsibility",
    "## Managing people",
    "## Responsibility for money and assets",
    "## Social value responsibility",
    "## Demands of the job",
    "## Corporate responsibility",
    "## Competency framework",
    "## About this job description",
]
LIMITS = {
    "Role purpose": 250,
    "Key accountabilities": 600,
    "Knowledge, skills and experience": 500,
    "Problem solving and decision making": 300,
    "Management of resources": 250,
    "Autonomy": 250,
    "Key relationships and contacts": 300,
}


def drawn(root: Path, target: str, layout: str) -> dict[str, Document]:
    library = Library(root)
    job = job_of(library, find(library, target).target)
    return {made.kind: made for made in documents(job, library.layout(layout))}


def headings(document: Document) -> list[str]:
    return [line for line in outline(document) if line.startswith("#")]


@pytest.fixture
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a workspace of the shape that the test is about, with the repository's layouts."""
    shutil.copytree(SHAPES / request.param, tmp_path, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "templates", tmp_path / "templates")
    return tmp_path


@pytest.mark.parametrize(
    ("workspace", "layout"),
    [(path.name, path.name) for path in sorted(SHAPES.iterdir())],
    indirect=["workspace"],
)
def test_each_shape_is_made_to_the_letter(workspace: Path, layout: str) -> None:
    library = Library(workspace)
    made = files(library, find(library, "post").target, Order([layout], ["md"])).files
    expected = {path.name: path.read_bytes() for path in (workspace / "expected").iterdir()}
    assert {name.removeprefix("post/"): data for name, data in made.items()} == expected


# --- a header of facts, labelled responsibilities, standing sections, a scale of capability -------


@pytest.mark.parametrize("workspace", ["capability"], indirect=True)
def test_a_council_s_job_description_with_standing_sections(workspace: Path) -> None:
    made = drawn(workspace, "post", "capability")
    description = made["job-description"]
    assert headings(description) == CAPABILITY
    table = facts(description)
    assert list(table) == [
        "Directorate",
        "Service area",
        "Job family",
        "Grade",
        "Competency level",
        "Salary",
        "Job type",
        "Location",
        "Disclosure and Barring Service check",
    ]
    assert table["Disclosure and Barring Service check"] == "Not required"
    assert table["Salary"] == glued("£29,310 to £32,840 a year")
    duties = section(description, "Main areas of responsibility")
    assert len(duties) == 8
    assert all(line.startswith("- ") and ": " in line for line in duties)
    assert "- **Delivery:** Keep" in description.markdown


@pytest.mark.parametrize("workspace", ["capability"], indirect=True)
def test_a_person_specification_with_scale_key_and_levels(workspace: Path) -> None:
    made = drawn(workspace, "post", "capability")
    person = made["person-specification"]
    steps = [line.split(":")[0] for line in section(person, "Capability levels")]
    assert steps == ["- Awareness", "- Proficiency", "- Advanced", "- Mastery"]
    assert section(person, "Assessment methods used") == [
        "- A: Application",
        "- E: Exercise",
        "- I: Interview",
    ]
    criteria = section(person, "Criteria")
    assert [line for line in criteria if line.startswith("###")] == [
        "### Qualifications and training",
        "#### Essential",
        "#### Desirable",
        "### Experience",
        "#### Essential",
        "#### Desirable",
        "### Skills and abilities",
        "#### Essential",
        "#### Desirable",
        "### Commitment",
        "#### Desirable",
    ]
    assert "- English and mathematics to GCSE grade 4, or equivalent. (A)" in criteria
    assert "- Has worked with committees." in criteria
    [quality] = [line for line in criteria if line.startswith("- Quality")]
    assert quality.endswith(" Level needed: Advanced. (A, I, E)")


# --- prose and a numbered purpose, figures in sentences, duties numbered through groups -----------


@pytest.mark.parametrize("workspace", ["numbered"], indirect=True)
def test_a_borough_s_role_description_with_numbers_that_run_on(workspace: Path) -> None:
    document = drawn(workspace, "post", "numbered")["role-description"]
    assert list(facts(document)) == ["Department", "Grade", "Section"]
    purpose = section(document, "Purpose of the job")
    assert [line[:2] for line in purpose] == [
        "Th",
        "Te",
        "Th",
        "1.",
        "2.",
        "3.",
        "4.",
        "5.",
        "Th",
        "Em",
        "Pe",
    ]
    assert purpose[-2:] == [
        "Employees managed directly: up to 1.",
        "People managed through others: up to 1.",
    ]
    duties = section(document, "Main duties and responsibilities")
    groups = [line for line in duties if line.startswith("### ")]
    assert groups == [
        "### Strategic",
        "### Service delivery",
        "### People",
        "### Financial",
        "### Corporate",
    ]
    numbers = [line.split(".")[0] for line in duties if not line.startswith("#")]
    assert numbers == [str(number) for number in range(1, 11)]
    starts = [block.start for block in document.blocks if isinstance(block, Numbered)]
    assert starts == [1, 1, 2, 6, 8, 10]
    criteria = section(document, "Person specification")
    assert criteria[-3:] == [
        "### Equal opportunities",
        "- Understands the equality policy and acts on it.",
        "- Understands the borough's values and acts on them.",
    ]
    assert criteria[:5] == [
        "### Knowledge",
        "#### Essential",
        "- Some grasp of how money is managed.",
        "- How to plan work in steps.",
        "#### Desirable",
    ]


# --- a role profile with seven limited sections ---------------------------------------------------


@pytest.mark.parametrize("workspace", ["role-profile"], indirect=True)
def test_a_role_profile_with_seven_limits_that_are_printed_and_kept(workspace: Path) -> None:
    document = drawn(workspace, "post", "role-profile")["role-profile"]
    assert headings(document)[1:] == [
        "## Role purpose (250 words at most)",
        "## Key accountabilities (600 words at most)",
        "## Knowledge, skills and experience (500 words at most)",
        "### Desirable",
        "### Project management qualifications",
        "## Problem solving and decision making (300 words at most)",
        "## Management of resources (250 words at most)",
        "## Autonomy (250 words at most)",
        "## Key relationships and contacts (300 words at most)",
        "### Inside the organisation",
        "### Outside the organisation",
    ]
    assert outline(document)[1:3] == [
        "Role profile · Department of Harbours",
        "Distribution: for internal use",
    ]
    assert facts(document)["Status"] == "For internal use"
    role = workspace / "families/office/roles/programme-support.yaml"
    said = role.read_text(encoding="utf-8")
    sentence = "The role supports a project's manager and workstream leads so that the project runs"
    start = f"  purpose: {sentence} smoothly."
    assert start in said
    role.write_text(said.replace(start, f"  purpose: {'word ' * 250}"), encoding="utf-8")
    assert drawn(workspace, "post", "role-profile")
    role.write_text(said.replace(start, f"  purpose: {'word ' * 251}"), encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        drawn(workspace, "post", "role-profile")
    [problem] = caught.value.problems
    assert problem.rule == "too-many-words"
    assert '"purpose" has 251 words, and the layout "role-profile" allows 250' in problem.message


def test_the_role_profile_limits_are_those_of_its_seven_sections() -> None:
    layout = LIBRARY.layout("role-profile")
    [profile] = [kind for kind in layout.documents if kind.id == "role-profile"]
    limits = {place.title.text: place.limit.maximum for place in profile.sections if place.limit}
    assert limits == LIMITS
    assert all(place.limit.printed for place in profile.sections if place.limit)


# --- level profiles, and a family's guide ---------------------------------------------------------


@pytest.mark.parametrize(("family", "prefix"), [("project-delivery", "PRO"), ("ict", "TRA")])
def test_a_family_guide_holds_every_level_highest_first_with_contents(
    family: str, prefix: str
) -> None:
    guide = drawn(REPOSITORY, family, "job-family")["family-guide"]
    keys = LIBRARY.by_rank(family)
    second = [line for line in headings(guide) if line.startswith("## ")]
    codes = [LIBRARY.level(family, key).code for key in reversed(keys)]
    assert [line.rpartition("(")[2].rstrip(")") for line in second[-len(keys) :]] == codes
    assert all(code.startswith(prefix) for code in codes)
    listed = section(guide, "Contents")
    assert [f"## {line[2:]}" for line in listed] == [
        line for line in second if line != "## Contents"
    ]
    table = section(guide, "Levels and grades")
    assert [line.split(" | ")[0] for line in table[1:]] == codes


def test_a_guide_has_introduction_characteristics_and_members() -> None:
    guide = drawn(REPOSITORY, "ict", "job-family")["family-guide"]
    assert len(section(guide, "What this guide is for")) == 3
    assert 8 <= len(section(guide, "Key characteristics")) <= 10
    assert len(section(guide, "Members of the family")) >= 4


def test_project_levels_have_summary_scope_accountabilities_and_knowledge() -> None:
    for key in LIBRARY.by_rank("project-delivery"):
        profile = drawn(REPOSITORY, key, "job-family")["level-profile"]
        second = [line[3:] for line in headings(profile) if line.startswith("## ")]
        assert second == [
            "What rises with the level",
            "Level purpose",
            "Scope of work",
            "Representative accountabilities and responsibilities",
            "Typical knowledge, skills and experience",
        ]
        assert headings(profile)[0].endswith(f"({key})")
    upper = drawn(REPOSITORY, "PRO13", "job-family")["level-profile"]
    assert "or" in section(upper, "Level purpose")


def test_ict_levels_have_topics_and_text_for_each_band() -> None:
    topics = LIBRARY.family("ict").topics
    assert len(topics) == 4
    profile = drawn(REPOSITORY, "TRA6-8", "job-family")["level-profile"]
    assert facts(profile)["Grade"] == "Grade 6, Grade 7 and Grade 8"
    assert [line[3:] for line in headings(profile) if line.startswith("## ")] == [
        "What rises with the level",
        "Level purpose",
        "Overall",
        *(topic.text.replace("-", " ").capitalize() for topic in topics),
        "Representative accountabilities and responsibilities",
        "Typical knowledge, skills and experience",
        "Conditions",
    ]
    bands = ["### Grade 8 (Level 1)", "### Grade 7 (Level 2)", "### Grade 6 (Level 3)"]
    for title in ("People management", "Typical knowledge, skills and experience"):
        said = section(profile, title)
        assert [line for line in said if line.startswith("### ")] == bands
    assert not [line for line in section(profile, "People management") if line.startswith("- ")]


# --- all layouts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LIBRARY.layouts())
def test_every_layout_but_the_base_extends_it_and_has_no_template_of_its_own(layout: str) -> None:
    folder = REPOSITORY / "templates" / layout
    names = sorted(path.name for path in folder.iterdir())
    if layout == "standard":
        assert names == ["document.md.j2", "house-style.docx", "layout.yaml"]
    else:
        assert names == ["layout.yaml"]
        extends = LIBRARY.layout(layout).extends
        assert extends is not None
        assert extends.text == "standard"


def test_every_vacancy_can_be_made_in_every_layout_that_has_documents_for_posts() -> None:
    for vacancy in LIBRARY.vacancies():
        job = compose(LIBRARY.lineage_of_vacancy(vacancy))
        texts = {
            entry.passage.text.split("\n")[0]
            for key in ("duties", "accountabilities")
            for group in job.sections[key].content.groups  # type: ignore[union-attr]
            for entry in group.entries
        }
        for layout in ("standard", "capability", "numbered", "role-profile"):
            made = documents(job, LIBRARY.layout(layout))
            written = "\n".join("\n".join(outline(document)) for document in made)
            assert [text for text in texts if text not in written] == [], (vacancy, layout)


@pytest.mark.parametrize("layout", ["standard", "capability", "numbered", "role-profile"])
def test_what_expires_with_a_vacancy_stands_in_documents_for_applicants_alone(layout: str) -> None:
    for vacancy in LIBRARY.vacancies():
        lineage = LIBRARY.lineage_of_vacancy(vacancy)
        agreed, advertised = (
            documents(compose(lineage, Edition(audience=audience)), LIBRARY.layout(layout))
            for audience in ("job-description", "advert")
        )
        facts = compose(lineage).facts
        expiring = [
            facts[f"post.{name}"].text for name in ("closing_date", "interview_date", "contact")
        ]
        expiring += ["jobs page", "28 days of leave"]
        for made in agreed:
            assert [text for text in expiring if text in made.markdown] == []
        for made in advertised:
            for text in (*expiring, "Northmere Council", facts["post.location"].text):
                assert text in made.markdown


def test_standards_have_a_key_in_every_document_that_names_one() -> None:
    layout = LIBRARY.layout("standard")
    for vacancy in LIBRARY.vacancies():
        lineage = LIBRARY.lineage_of_vacancy(vacancy)
        for audience in ("job-description", "advert", "evaluation"):
            for made in documents(compose(lineage, Edition(audience=audience)), layout):
                said = set(re.findall(r"Standard needed: ([A-Z]\w+)", made.markdown))
                assert {step for step in said if f"- **{step}:**" not in made.markdown} == set()


def test_a_copy_for_a_panel_holds_the_person_specification() -> None:
    [vacancy] = [
        path for path in LIBRARY.vacancies() if path.stem == "project-manager-coastal-defence"
    ]
    job = compose(LIBRARY.lineage_of_vacancy(vacancy), Edition(audience="evaluation"))
    [made] = documents(job, LIBRARY.layout("standard"))
    rows = [entry.passage.text for entry in job.criteria]
    assert len(rows) > 10
    assert [text for text in rows if text not in made.markdown] == []


def test_lists_are_lists_and_headings_never_skip_in_any_layout() -> None:
    for layout in ("standard", "job-family"):
        for family in LIBRARY.families():
            for made in drawn(REPOSITORY, family, layout).values():
                levels = [block.level for block in made.blocks if isinstance(block, Heading)]
                assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
                assert any(isinstance(block, Bullets) for block in made.blocks)
