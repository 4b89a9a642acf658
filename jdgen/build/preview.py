"""A target's documents as they would be written, to be read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.documents.document import documents
from jdgen.documents.render import as_advertised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jdgen.model.job import Job
    from jdgen.workspace.inheritance import Library


def preview(library: Library, job: Job, layouts: Sequence[str]) -> str:
    """Return the documents of a job in Markdown, one after the other; raise `InvalidInput`."""
    looks = map(library.layout, layouts)
    return "\n".join(
        document.markdown
        for layout in looks
        for document in documents(as_advertised(job, layout), layout)
    )
