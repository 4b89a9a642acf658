"""A target's documents as they would be written, to be read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.documents.document import documents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jdgen.model.job import Job
    from jdgen.workspace.inheritance import Library


def preview(library: Library, job: Job, layouts: Sequence[str]) -> str:
    """Return the documents of a job in Markdown, one after the other; raise `InvalidInput`."""
    return "\n".join(
        document.markdown for name in layouts for document in documents(job, library.layout(name))
    )
