"""A target's documents as they would be written, to be read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.documents.document import documents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import TargetJobs


def preview(library: Library, jobs: TargetJobs, layouts: Sequence[str]) -> str:
    """Return the documents of a target in Markdown, one after the other; raise `InvalidInput`."""
    return "\n".join(
        document.markdown
        for name in layouts
        for document in documents(jobs.job, library.layout(name), list(jobs.levels))
    )
