"""Facts as a document prints them: in rows, in lists, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.compose.placeholders import Facts, fact_field
from jdgen.documents.coverage import refuse_fact
from jdgen.documents.labels import Printed
from jdgen.documents.views import (
    BULLET,
    CellView,
    EntryView,
    PartView,
    cell,
    entry_views,
    uncoloned,
    with_list,
)
from jdgen.model.facts import NONE, OF_VACANCIES, is_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.model.job import Job
    from jdgen.model.layout import FactRow, Layout, SectionStyle
    from jdgen.model.text import Passage
    from jdgen.problems import Problems


class FactRows(Printed):
    """Makes what a document says of a job's facts: rows of tables, entries of lists, sentences."""

    def __init__(self, job: Job, layout: Layout, facts: Facts, problems: Problems) -> None:
        super().__init__(layout, job.setting.wording, problems)
        self._job = job
        self._facts = facts

    def rows(self, rows: Iterable[FactRow]) -> list[tuple[str, str]]:
        """Return the facts of a table under their labels."""
        return [
            (self.noted(row.label), self._fact_cell(said).text)
            for row in rows
            if (said := self._fact(row))
        ]

    def key_facts(self, rows: Iterable[FactRow]) -> list[EntryView]:
        """Return the facts of a list under their labels."""
        entries: list[EntryView] = []
        for row in rows:
            if said := self._fact(row):
                first, *values = self._fact_entries(self.noted(row.label), said)
                if values:
                    first = EntryView(BULLET, uncoloned(self.noted(row.label)), "")
                entries += (first, *values)
        return entries

    def _fact_parts(self, style: SectionStyle) -> Iterator[PartView]:
        rows, sentences = [], []
        for row in style.facts:
            if not (said := self._fact(row)):
                continue
            if row.label:
                rows.append((self.noted(row.label), said))
            else:
                sentences += self.lines(said)
        if sentences:
            yield PartView(paragraphs=sentences)
        if rows and style.facts_as == "table":
            columns = self.heads("detail", self.this_label)
            cells = [[cell(label), self._fact_cell(said)] for label, said in rows]
            yield PartView(columns=columns, rows=cells)
        elif rows:
            yield PartView(entries=[view for row in rows for view in self._fact_entries(*row)])

    def _fact_cell(self, said: Passage) -> CellView:
        """Return what a fact says as a cell has it: several values as a list."""
        if said.values:
            return cell(with_list("", [self.line(value) for value in said.values]))
        return cell(self.line(said))

    def _fact_entries(self, label: str, said: Passage) -> Iterator[EntryView]:
        """Yield a fact under its label: several values as a list inside."""
        if not said.values:
            yield entry_views(label, self.line(said))[0]
            return
        yield EntryView(BULLET, "", self.before(label))
        for value in said.values:
            yield entry_views("", self.line(value), depth=1, width=len(BULLET) + 1)[0]

    def _fact(self, row: FactRow) -> Passage | None:
        """Return what a row says; what stands in its place, or nothing, where nobody says it."""
        job = self._job
        if row.unless and row.unless.text in job.facts:
            return None
        if row.fact and row.fact.text in job.facts:  # as of most
            return self._said(row)
        unsaid = [fact for fact in row.facts if fact.text not in job.facts]
        if not unsaid:
            return self._said(row)
        for fact in unsaid:
            if fact.text in OF_VACANCIES and job.subject == "role":
                return None
            if not is_known(fact.text, self._facts.known):
                refuse_fact(fact, self._facts.names, self.problems)
            elif row.required and job.is_whole:
                name = fact.text
                message = (
                    f'the layout "{self.layout.name}" needs the fact "{name}", which nobody says'
                )
                hint = f"add {fact_field(name)}: … to the vacancy or its role"
                self.problems.refuse(job.source, message, hint, "missing-fact")
        return self._facts.fill(row.empty) if row.empty else None

    def _said(self, row: FactRow) -> Passage | None:
        """Return what a row says of facts that are said."""
        fact = self._job.facts[row.fact.text] if row.fact else None
        if row.none and fact and fact.in_main == NONE:
            return self._facts.fill(row.none) if row.none.text else None
        return self._facts.fill(row.sentence) if row.sentence else fact

    def head(self) -> str:
        """Return what heads the facts at the top; a template may have no title for their names."""
        names = ["detail", self.this_label] if "detail" in self.layout.labels else [self.this_label]
        return self.heads(*names)[-1]

    @property
    def this_label(self) -> str:
        """Return the label that heads a column of facts: this post, level or family."""
        return "this_post" if self._job.is_post else f"this_{self._job.subject}"
