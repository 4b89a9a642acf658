"""A target's documents as they are and were, drawn as far as it takes to tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from jdgen.build.files import SUBJECTS, Order, fits, folder_of
from jdgen.build.record import name_in
from jdgen.build.word_files import house_style, word_file
from jdgen.documents.document import documents
from jdgen.documents.render import as_advertised
from jdgen.problems import InvalidInput
from jdgen.tuples import NamedTuple
from jdgen.workspace.targets import job_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from jdgen.compare.since import Pair
    from jdgen.documents.document import Document
    from jdgen.model.job import Audience, Job
    from jdgen.model.layout import Layout
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.revisions import Workspaces
    from jdgen.workspace.targets import Target

Difference = Literal["", "in Word", "in words"]
"""How a document differs: not at all, in its Word file alone, or in its text too."""


class Drawn(NamedTuple):
    """A document, the job that it is of, and the layout that it is drawn in."""

    document: Document
    job: Job
    layout: Layout


class Drawing:
    """Draws a target's documents in all layouts, for all audiences."""

    def __init__(
        self,
        workspaces: Workspaces,
        layouts: Sequence[str],
        audiences: Sequence[Audience],
        changed: Collection[str],
    ) -> None:
        edition = workspaces.edition
        self._workspaces = workspaces
        self._orders = [
            Order([layout], edition=edition._replace(audience=audience), where_fit=True)
            for layout in layouts
            for audience in audiences
        ]
        self._is_named = len(layouts) > 1
        self._is_look_changed = any(file.startswith("templates/") for file in changed)

    def documents(
        self, library: Library, target: Target | None, called: Target | None = None
    ) -> dict[str, Drawn]:
        """Return the documents of a target by their names, which may be those of another target.

        Raises `InvalidInput`.
        """
        drawn: dict[str, Drawn] = {}
        if target is None:
            return drawn
        folder = folder_of(called or target)
        for order, name in self._fitting(library, target):
            layout = library.layout(name)
            job = job_of(library, target, order.edition)
            for document in documents(as_advertised(job, layout), layout):
                house_style(layout, job.setting, job.facts, document.kind)
                path = f"{folder}/{name_in(job.setting, document.kind)}"
                drawn[f"{name}/{path}" if self._is_named else path] = Drawn(document, job, layout)
        return drawn

    def _fitting(self, library: Library, target: Target) -> Iterator[tuple[Order, str]]:
        layouts = library.layouts()
        for order in self._orders:
            [layout] = order.layouts
            if layout in layouts and fits(library, target, order, layout):
                yield order, layout

    def number(self, pair: Pair) -> int:
        """Return how many documents there are of what no change reaches."""
        number, library = 0, self._workspaces.now
        for order, name in self._fitting(library, pair.target):
            try:
                kinds = library.layout(name).documents
            except InvalidInput:  # whoever draws in it is told
                continue
            audience, subject = order.edition.audience, SUBJECTS[pair.target.kind]
            number += sum(subject in kind.subjects and kind.audience == audience for kind in kinds)
        return number

    def differ(self, old: Drawn | None, now: Drawn | None) -> Difference:
        """Return how a document differs from what it was; Word is written only where it may."""
        if old is None or now is None or old.document.markdown != now.document.markdown:
            return "in words"
        if not self._is_look_changed and _said_in_word(old) == _said_in_word(now):
            return ""
        return "in Word" if word_file(*old) != word_file(*now) else ""


def _said_in_word(drawn: Drawn) -> object:
    """Return all that a Word file is made of, beside the layout and the house style."""
    document, job, _ = drawn
    facts = {name: (fact.text, fact.day) for name, fact in job.facts.items()}
    return document.title, document.blocks, facts, job.setting, job.edition.marked
