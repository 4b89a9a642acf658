"""What a Word document's properties say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.formats.escaping import one_line
from jdgen.formats.word.document import About
from jdgen.model.text import facts_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jdgen.documents.document import Document
    from jdgen.model.job import Job
    from jdgen.model.layout import Layout


def properties(document: Document, job: Job, layout: Layout) -> About:
    """Return a document's properties, for whoever looks for it or sorts it by them."""
    version = job.facts.get("record.version")
    return About(
        _subject(document, layout),
        list(dict.fromkeys(_keywords(job))),
        one_line(version.text) if version else "",
        _day_of_record(job),
    )


def _subject(document: Document, layout: Layout) -> str:
    """Return what kind of document it is, where that names no fact."""
    titles = (kind.title.text for kind in layout.documents if kind.id == document.kind)
    return one_line(next((title for title in titles if not facts_in(title)), ""))


def _keywords(job: Job) -> Iterator[str]:
    """Yield what is looked for to find a document: the job, its family, its number."""
    yield one_line(job.title.text)
    for name in ("family.title", "post.number"):
        if fact := job.facts.get(name):
            yield one_line(fact.text)


def _day_of_record(job: Job) -> date | None:
    """Return the day of a document's version: from which it holds, or on which it was approved."""
    said = (job.facts.get(f"record.{name}") for name in ("effective", "approved"))
    return next((fact.day for fact in said if fact and fact.day), None)
