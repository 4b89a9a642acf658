"""A job while its layers are being merged: what stands where, and what is printed so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.model.job import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jdgen.model.job import ClausesInForce, Reason
    from jdgen.model.section import Entry
    from jdgen.model.text import Number, Passage, Source
    from jdgen.problems import Problems


class MergedEntry:
    """An entry in its section, and where a layer put it there.

    `out` is why it is not printed so far, and `by` who said so.
    """

    __slots__ = ("by", "entry", "is_alternative", "out", "said", "section")

    def __init__(self, entry: Entry, section: str, source: Source, out: Reason | None) -> None:
        self.entry = entry
        self.section = section
        self.said = source
        self.out = out
        self.by: Source | None = None
        self.is_alternative = False


class MergedSection:
    """A section so far: paragraphs, or entries by heading; alternatives stand under no heading.

    A group without a heading of its own, but with a lead-in, is kept under that. `lead_ins` and
    `closings` and `weights` are by group; those of the whole list are `lead_in` and `closing`.
    """

    __slots__ = (
        "closing",
        "closings",
        "groups",
        "headings",
        "id",
        "is_alternatives",
        "lead_in",
        "lead_ins",
        "prose",
        "source",
        "weights",
    )

    def __init__(self, section_id: str, source: Source) -> None:
        self.id = section_id
        self.source = source
        self.prose: Entry | None = None
        self.lead_in: Passage | None = None
        self.lead_ins: dict[str, Passage] = {}
        self.closing: Passage | None = None
        self.closings: dict[str, Passage] = {}
        self.weights: dict[str, Number] = {}
        self.groups: dict[str, list[MergedEntry]] = {}
        self.headings: dict[str, Passage] = {}
        self.is_alternatives = False


class Merging:
    """All sections so far, the entries by id, what was left out, and the problems met."""

    __slots__ = ("by_id", "clauses", "left_out", "problems", "sections")

    def __init__(self, clauses: ClausesInForce, problems: Problems) -> None:
        self.clauses = clauses
        self.problems = problems
        self.sections: dict[str, MergedSection] = {}
        self.by_id: dict[str, MergedEntry] = {}
        self.left_out: list[LeftOut] = []

    def section(self, id_: str, source: Source) -> MergedSection:
        """Return a section so far, which the first layer to name it makes."""
        return self.sections.setdefault(id_, MergedSection(id_, source))

    def leave_out(self, entries: Iterable[MergedEntry]) -> None:
        """List those of the entries that are not printed."""
        self.left_out += (
            LeftOut(merged.section, entry.passage, merged.out, merged.by, entry.id, entry)
            for merged in entries
            if merged.out and (entry := merged.entry)
        )
