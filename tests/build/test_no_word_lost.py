"""No word is lost: each text stands in a document, in what is left out, or is refused."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final, get_args

import pytest
from example import Example
from hypothesis import HealthCheck, event, given, settings
from wordy import WORD, FullMaker, full_workspaces, in_language, words_in, workspaces, write

from jdgen.documents.document import documents
from jdgen.documents.render import BAND_TITLE, has_documents
from jdgen.formats.blocks import plain, spans_of
from jdgen.model.job import Audience, Edition
from jdgen.model.section import Listing
from jdgen.problems import InvalidInput
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import find, job_of

if TYPE_CHECKING:
    from pathlib import Path

    from wordy import Data

    from jdgen.model.job import Job
    from jdgen.model.layout import Layout
    from jdgen.model.section import Scoring


def printed_of(job: Job, layout: Layout) -> set[str]:
    """Return the words of a job's documents, which are the same in Markdown and Word."""
    printed: set[str] = set()
    for document in documents(job, layout):
        in_word = " ".join(plain(tuple(spans_of([block]))) for block in document.blocks)
        assert {*WORD.findall(document.markdown)} == {*WORD.findall(in_word)}
        printed |= {*WORD.findall(in_word)}
    return printed


def kept_of(job: Job) -> set[str]:
    """Return the words that a job leaves out and says so: what each reworded entry was before."""
    kept = words_in([[left.passage.text, repr(left.entry)] for left in job.left_out])
    groups = [group for section in job.sections.values() for group in section.groups]
    groups += [
        group
        for section in job.sections.values()
        for _, content in section.bands
        if isinstance(content, Listing)
        for group in content.groups
    ]
    return kept | words_in([repr(entry.replaced) for group in groups for entry in group.entries])


def asked_of(kind: Data, job: Job) -> set[str]:
    """Return the words of a layout's document that it prints of a job which says so much."""
    subjects = kind.get("subject", "post")
    is_for = kind.get("audience", "job-description") == job.edition.audience
    if not is_for or job.subject not in ([subjects] if isinstance(subjects, str) else subjects):
        return set()
    expected = words_in([kind["title"], kind.get("marking")])
    rows = list(kind.get("header", ()))
    for style in kind["sections"]:
        key = style.get("id")
        said = [row for row in style.get("facts", ()) if is_said(row, job)]
        rows += said
        has_content = key in job.sections or said or (key == "levels" and job.levels)
        if has_content:
            expected |= words_in([style.get("title"), style.get("lead_in")])
            expected |= heads_of(style, kind, job)
        elif key:
            expected |= words_in(style.get("empty"))
    return expected | words_in([row for row in rows if is_said(row, job)])


def heads_of(style: Data, kind: Data, job: Job) -> set[str]:
    """Return the words over a section's columns and over what its bands say, where it has any."""
    section = job.sections.get(style.get("id", ""))
    if section is None:
        return set()
    expected: set[str] = set()
    of_bands = [content for _, content in section.bands]
    if isinstance(kind.get("bands"), dict) and of_bands:
        expected |= words_in(kind["bands"]["heading"])
    lists = [one for one in (section.content, *of_bands) if isinstance(one, Listing)]
    if any(group.entries for one in lists for group in one.groups):
        expected |= words_in([*style.get("columns", {}).values()])
    return expected


def is_said(row: Data, job: Job) -> bool:
    return row.get("fact", "post.title") in job.facts


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Example(tmp_path_factory.mktemp("made")).root


@given(made=workspaces())
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_each_word_is_in_a_document_or_left_out_or_the_workspace_is_refused(
    made: dict[str, Data], place: Path
) -> None:
    write(place, made)
    library = Library(place)
    printed: set[str] = set()
    kept: set[str] = set()
    asked: set[str] = set()
    kinds = made["templates/ours/layout.yaml"]["documents"].values()
    try:
        layout = library.layout("ours")
        for word, audience in product(("one", "W1", "works"), get_args(Audience)):
            job = job_of(library, find(library, word).target, Edition(audience))
            if has_documents(layout, job.subject, audience):
                kept |= kept_of(job)
                printed |= printed_of(job, layout)
                asked |= set().union(*(asked_of(kind, job) for kind in kinds))
    except InvalidInput as invalid:
        event(f"refused: {invalid.problems[0].rule}")
        return
    event("built")
    said = set().union(
        *(words_in(data) for name, data in made.items() if not name.startswith("templates"))
    )
    assert said - printed - kept == set()
    assert asked - printed == set()


SHARED: Final = {"assessment_methods", "scales", "frameworks", "pay", "wording", "fields"}
"""What the organisation says that is printed only where a job has it."""


def shared_of(job: Job, organisation: Data, labels: Data) -> set[str]:
    """Return the words that are printed since a post names them, or has them."""
    wanted = words_in(
        [job.methods[method.text].text for scoring in scorings(job) for method in scoring.methods]
    )
    wanted |= words_in([labels[scoring.importance] for scoring in scorings(job)])
    named = {scoring.standard.text for scoring in scorings(job) if scoring.standard}
    wanted |= words_in([step for step in organisation["scales"]["skill"] if step["id"] in named])
    if "relationships" in job.sections:
        wanted |= words_in(organisation["wording"])
    fields = organisation["fields"]
    wanted |= words_in([fields[name] for name in fields if f"post.{name}" in job.facts])
    return wanted


def scorings(job: Job) -> list[Scoring]:
    return [entry.scoring for entry in job.criteria if entry.scoring]


@given(made=full_workspaces())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_word_of_all_that_can_be_said_comes_out(
    made: tuple[FullMaker, dict[str, Data]], place: Path
) -> None:
    make, files = made
    write(place, files)
    layout_data = files["templates/ours/layout.yaml"]
    for language in (make.main, *make.translations):
        said = in_language(files, language)
        organisation = said["families/organisation.yaml"]
        library = Library(place, language, draft=make.draft)
        printed: set[str] = set()
        kept: set[str] = set()
        asked: set[str] = set()
        try:
            layout = library.layout("ours")
            for word, audience in product(("one", "paviour", "W1", "works"), get_args(Audience)):
                edition = Edition(audience, draft=make.draft, marked=make.draft)
                job = job_of(library, find(library, word).target, edition)
                if not has_documents(layout, job.subject, audience):
                    continue
                printed_here = printed_of(job, layout)
                kept |= kept_of(job)
                printed |= printed_here
                if job.subject in {"post", "role"} and audience == "job-description":
                    asked |= shared_of(job, organisation, layout_data["labels"]) - printed_here
                    shown = [
                        repr(section)
                        for key, section in job.sections.items()
                        if key not in edition.hidden
                    ]
                    # A layout's headings of bands may leave their names to another document.
                    named = [said_of.get(BAND_TITLE) for said_of in job.bands.values()]
                    bands = words_in([title.text for title in named if title])
                    asked |= (words_in(shown) & words_in(said)) - kept - printed_here - bands
                for kind in said["templates/ours/layout.yaml"]["documents"].values():
                    asked |= asked_of(kind, job) - printed_here
        except InvalidInput as invalid:
            event(f"refused: {invalid.problems[0].rule}")
            return
        event("built")
        own = [data for name, data in said.items() if not name.startswith("templates")]
        own[0] = {key: value for key, value in organisation.items() if key not in SHARED}
        lost = words_in(own) - printed - kept | asked
        assert not lost, lost
