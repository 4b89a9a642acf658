"""What a Word document's properties say of it."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import docx
import pytest
from example import CRITERIA, SECTIONS
from running import run_well

if TYPE_CHECKING:
    from docx.opc.coreprops import CoreProperties
    from example import Example

RECORD = """\
record: {version: "3", effective: 2027-04-01, approved: 2027-03-09}
"""


def _properties(example: Example, name: str = "one/job-description") -> CoreProperties:
    data = (example.root / f"build/{name}.docx").read_bytes()
    return docx.Document(io.BytesIO(data)).core_properties


def test_a_document_says_what_kind_it_is_of_what_and_which_version(example: Example) -> None:
    example.vacancy(f"post_number: R&D-7\n{RECORD}")
    run_well("build", "one", folder=example.root)
    said = _properties(example)
    assert (said.title, said.author) == ("Paviour: job description", "Hale District Council")
    assert (said.subject, said.keywords) == ("Job description", "Paviour, Works, R&D-7")
    assert (said.version, said.language) == ("3", "en-GB")
    assert said.created == dt.datetime(2027, 4, 1, tzinfo=dt.UTC)
    assert _properties(example, "one/person-specification").subject == "Person specification"


@pytest.mark.parametrize(
    ("record", "version", "day"),
    [
        ("", "", None),
        ('record: {version: "2 <b>"}\n', "2 <b>", None),
        ("record: {approved: 2027-03-09}\n", "", dt.datetime(2027, 3, 9, tzinfo=dt.UTC)),
    ],
)
def test_what_nobody_says_is_no_property(
    example: Example, record: str, version: str, day: dt.datetime | None
) -> None:
    example.vacancy(record)
    run_well("build", "one", folder=example.root)
    said = _properties(example)
    assert (said.version, said.created) == (version, day)
    assert said.keywords == "Paviour, Works"


def test_a_level_and_a_family_say_theirs_and_each_word_once(example: Example) -> None:
    example.level(RECORD)
    run_well("build", "W1", "works", folder=example.root)
    level = _properties(example, "families/works/W1/level-profile")
    assert (level.subject, level.version) == ("Level profile", "3")
    assert _properties(example, "families/works/family-guide").keywords == "Works"


def test_properties_are_in_the_language_of_the_document(example: Example) -> None:
    title = "title: {en: Paviour, cy: Palmentydd}\n"
    example.says(role=f"{title}family: works\nlevel: W1\n{SECTIONS}{CRITERIA}")
    example.organisation("translations: [cy]\n")
    run_well("build", "one", "--language", "cy", folder=example.root)
    said = _properties(example, "one/job-description.cy")
    assert (said.keywords.split(", ")[0], said.language) == ("Palmentydd", "cy")
