"""Sections as templates see them: what the layout's place for each makes of a job's content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.content import (
    LEVELS,
    METHODS,
    PERSON_SPECIFICATION,
    SCALE,
    SIGN_OFF,
    Alternatives,
    Criterion,
    Item,
    Listing,
    Prose,
)
from jdgen.criteria import CriteriaSetting, CriterionView
from jdgen.escaping import one_line, paragraphs
from jdgen.facts import Facts, fact_field, location
from jdgen.layout import DETAILS
from jdgen.layout_facts import unknown_fact
from jdgen.limits import limit_label, limit_text
from jdgen.particulars import KNOWN_FACTS
from jdgen.problems import Location, Problem
from jdgen.texts import Foreign, foreign_in, like
from jdgen.views import (
    H3,
    H4,
    CellView,
    EntryView,
    PartView,
    SectionView,
    bracketed,
    entry_views,
    listed,
    number_mark,
    qualified,
    sentence,
    together,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup

    from jdgen.content import Content, Entry, Group, Section
    from jdgen.layout import DocumentKind, FactRow, Layout, SectionPlace
    from jdgen.model import Job
    from jdgen.texts import Passage

_QUALIFYING = ("or_equivalent", "or_working_towards", "or_instead")


class Sections:
    """Makes the sections of one document of a job, and keeps what is wrong with them.

    `inner` are the jobs of a family's levels, for its own guide. `foreign` is every text met that
    isn't in the wanted language.
    """

    def __init__(
        self,
        job: Job,
        layout: Layout,
        facts: Facts,
        problems: list[Problem],
        inner: Sequence[Job] = (),
    ) -> None:
        self._job = job
        self._layout = layout
        self._facts = facts
        self._problems = problems
        self._inner = inner
        self._number = 0
        self.foreign: list[Foreign] = []

    def views(self, kind: DocumentKind) -> list[SectionView]:
        """Return the sections of a document that have something to say."""
        made: list[SectionView] = []
        self._number = 0
        for place in kind.sections:
            parts = [part for part in self._parts(place) if not part.is_empty()]
            if not parts and place.empty:
                parts = [PartView(paragraphs=self._lines(self._facts.fill(place.empty)))]
            if not parts:
                if place.required and self._job.vacancy:
                    self._refuse_missing(place)
                continue
            if place.lead_in:
                lead_in = self._lines(self._facts.fill(place.lead_in))
                parts = _led(parts, lead_in)
            title = self._plain(self._facts.fill(place.title).text)
            number = number_mark(len(made) + 1) if kind.number_sections else ""
            made.append(SectionView(place.id.text, number, title, self._limit(place), parts))
        return made

    def _limit(self, place: SectionPlace) -> str:
        limit = place.limit
        if limit is None or not limit.printed:
            return ""
        return limit_text(limit, self._label(limit_label(limit)))

    def rows(self, rows: Iterable[FactRow]) -> list[tuple[str, str]]:
        """Return the facts of a table under their labels."""
        return [(self._plain(row.label), value) for row in rows if (value := self._fact(row))]

    # --- what a section says ----------------------------------------------------------------------

    def _parts(self, place: SectionPlace) -> Iterator[PartView]:
        key = place.id.text
        if key == PERSON_SPECIFICATION:
            yield from self._criteria(place)
        elif key == METHODS:
            yield self._methods(place)
        elif key == SCALE:
            yield self._scale(place)
        elif key == SIGN_OFF and place.signatories:
            yield self._sign_off(place)
        elif key == LEVELS and self._inner:
            yield self._levels()
        elif section := self._job.sections.get(key):
            yield from self._section(section, place)
        if place.facts:
            yield from self._fact_parts(place)

    def _section(self, section: Section, place: SectionPlace) -> Iterator[PartView]:
        if place.numbering != "run-on" and _has_list(section):
            self._number = 0
        if section.content:
            yield from self._content(section.content, place, H3)
        for heading, content in section.bands:
            yield PartView(self._plain(heading))
            yield from self._content(content, place, H4)

    def _content(self, content: Content, place: SectionPlace, marks: Markup) -> Iterator[PartView]:
        match content:
            case Prose(passages):
                yield PartView(paragraphs=[line for each in passages for line in self._lines(each)])
            case Alternatives(options):
                yield PartView(paragraphs=list(self._alternatives(options)))
            case Listing(groups, lead_in):
                if lead_in:
                    yield PartView(paragraphs=self._lines(lead_in))
                if place.columns:
                    yield from self._tables(groups, place, marks)
                else:
                    yield from self._lists(groups, place, marks)

    def _alternatives(self, options: Iterable[Item]) -> Iterator[str]:
        for at, option in enumerate(options):
            if at:
                yield self._label("or")
            yield from self._lines(option.passage)

    def _lists(
        self, groups: Iterable[Group[Item]], place: SectionPlace, marks: Markup
    ) -> Iterator[PartView]:
        is_numbered = place.numbering != "bullets"
        for group in groups:
            if place.numbering == "restart":
                self._number = 0
            entries: list[EntryView] = []
            for entry in group.entries:
                self._number += is_numbered
                self._add_entry(entries, entry, self._number)
            yield self._group(group, marks)._replace(entries=entries)

    def _group(self, group: Group[Item], marks: Markup) -> PartView:
        lead_in = self._lines(group.lead_in) if group.lead_in else ()
        return PartView(self._plain(group.heading.text), marks, lead_in)

    def _add_entry(
        self, entries: list[EntryView], item: Item, number: int, depth: int = 0, width: int = 0
    ) -> None:
        label, text = self._plain(item.label), self._entry_text(item)
        view, inside = entry_views(label, text, depth=depth, number=number, width=width)
        if item.optional and not self._job.is_post:
            view = view._replace(in_some_roles=True)
            self._label("in_some_roles")
        entries.append(view)
        for inner in item.items:
            self._add_entry(entries, inner, 0, depth + 1, inside)

    def _tables(
        self, groups: Iterable[Group[Item]], place: SectionPlace, marks: Markup
    ) -> Iterator[PartView]:
        titles = [self._plain(column.title) for column in place.columns]
        names = [column.name.text for column in place.columns]
        rows: list[list[CellView]] = []
        for group in groups:
            for item in group.entries:
                self._check_columns(item, place)
            made = [[self._cell(item, name, group) for name in names] for item in group.entries]
            if "group" in names:
                rows += made
            else:
                yield self._group(group, marks)._replace(columns=titles, rows=made)
        if rows:
            yield PartView(columns=titles, rows=rows)

    def _check_columns(self, item: Item, place: SectionPlace) -> None:
        """Refuse a table that has no column for something that an entry says."""
        said = [name for name, _ in self._details(item)]
        said += [
            name for name, text in (("label", item.label), ("text", item.passage.text)) if text
        ]
        columns = {column.name.text for column in place.columns}
        missing = [name for name in said if name not in columns]
        if missing or item.items:
            what = (
                f"no column for {' and '.join(missing)}" if missing else "no room for a list inside"
            )
            name, section = self._layout.name, place.id.text
            message = f'the layout "{name}" shows "{section}" as a table with {what} of this entry'
            hint = f"add one to columns: in {self._layout.file}, or show the section as a list"
            place_said = location(item.used_by or item.passage.source)
            self._problems.append(Problem(place_said, message, hint, "undeclared-column"))

    def _cell(self, item: Item, name: str, group: Group[Item]) -> CellView:
        details = dict(item.details)
        if name == "group":
            said: str = self._plain(group.heading.text)
        elif name == "label":
            said = self._plain(item.label)
        elif name == "text":
            said = self._bare_text(item) if item.passage.text else ""
        else:
            said = self._detail(name, details[name]) if name in details else ""
        return CellView("", said or self._label("nothing_said"))

    # --- entries ----------------------------------------------------------------------------------

    def _entry_text(self, entry: Entry, *more: str) -> str:
        """Return an entry's text with all else that is said of it."""
        if not (entry.details or more):
            text, _, is_markdown = entry.passage
            is_plain = text.__class__ is str and not is_markdown  # as nearly all are
            return text if is_plain or not text else self._line(entry.passage)
        if not entry.passage.text:
            notes = [self._note(name, detail) for name, detail in self._details(entry)]
            return together([*notes, *more])
        notes = [self._note(name, detail) for name, detail in self._details(entry)]
        return together([self._bare_text(entry), *notes, *more])

    def _bare_text(self, entry: Entry) -> str:
        details = dict(entry.details)
        phrases = [
            self._line(details[name]) if name == "or_instead" else self._label(name)
            for name in _QUALIFYING
            if name in details
        ]
        return qualified(self._line(entry.passage), [phrase.rstrip(".") for phrase in phrases])

    def _details(self, entry: Entry) -> Iterator[tuple[str, Passage]]:
        details = dict(entry.details)
        return ((name, details[name]) for name in DETAILS if name in details)

    def _detail(self, name: str, detail: Passage) -> str:
        if name == "weight":
            return f"{detail.text}%"
        return self._label(detail.text) if name == "stage" else self._line(detail)

    def _note(self, name: str, detail: Passage) -> str:
        return together([f"{self._label(name)}:", sentence(self._detail(name, detail))])

    # --- criteria, and what explains them ---------------------------------------------------------

    def _criteria(self, place: SectionPlace) -> Iterator[PartView]:
        titles = {step.id: step.title for step in self._job.scale}
        criteria = [
            self._criterion(criterion, group, place, titles)
            for group in self._job.criteria
            for criterion in group.entries
        ]
        if criteria:
            if place.numbering != "run-on":
                self._number = 0
            setting = CriteriaSetting(place.criteria, self._label, place.numbering, self._number)
            yield from setting.parts(criteria)
            self._number = setting.number

    def _criterion(
        self,
        criterion: Criterion,
        group: Group[Criterion],
        place: SectionPlace,
        titles: dict[str, str],
    ) -> CriterionView:
        style, methods = place.criteria, self._job.methods
        said = [
            method.text if style.methods == "codes" else self._plain(methods[method.text])
            for method in criterion.methods
        ]
        more = []
        if criterion.standard:
            step = self._plain(titles[criterion.standard.text])
            more.append(together([f"{self._label('standard')}:", sentence(step)]))
        if said and style.methods != "none" and style.methods_in == "text":
            more.append(bracketed(listed(said)))
        return CriterionView(
            self._plain(criterion.label),
            self._entry_text(criterion, *more),
            self._plain(group.heading.text),
            criterion.importance,
            listed(said) if said else self._label("not_assessed"),
        )

    def _methods(self, place: SectionPlace) -> PartView:
        criteria = [entry for group in self._job.criteria for entry in group.entries]
        named = {method.text for criterion in criteria for method in criterion.methods}
        entries = [
            entry_views(code, self._plain(meaning))[0]
            for code, meaning in self._job.methods.items()
            if code in named or not place.only_used
        ]
        return PartView(entries=entries if criteria else ())

    def _scale(self, place: SectionPlace) -> PartView:
        criteria = [entry for group in self._job.criteria for entry in group.entries]
        named = {criterion.standard.text for criterion in criteria if criterion.standard}
        entries = [
            entry_views(self._plain(step.title), self._line(self._facts.fill(step.passage)))[0]
            for step in self._job.scale
            if step.id in named or not place.only_used
        ]
        return PartView(entries=entries)

    def _sign_off(self, place: SectionPlace) -> PartView:
        blank, wide = self._label("blank"), self._label("blank_signature")
        columns = [self._label(name) for name in ("signed_by", "name", "signature", "date")]
        rows = [
            [CellView("", text) for text in (self._plain(name), blank, wide, blank)]
            for name in place.signatories
        ]
        return PartView(columns=columns, rows=rows)

    def _levels(self) -> PartView:
        names = ("level.code", "level.title", "level.grades")
        columns = [self._label(name) for name in ("code", "level", "grades")]
        rows = [
            [CellView("", self._plain(level.facts[name].text)) for name in names]
            for level in self._inner
        ]
        return PartView(columns=columns, rows=rows)

    # --- facts ------------------------------------------------------------------------------------

    def _fact_parts(self, place: SectionPlace) -> Iterator[PartView]:
        rows, sentences = [], []
        for row in place.facts:
            if not (value := self._fact(row)):
                continue
            if row.sentence and row.fact.text in self._job.facts:
                sentences += self._lines(self._facts.fill(row.sentence))
            elif row.sentence:
                sentences.append(value)
            else:
                rows.append((self._plain(row.label), value))
        if sentences:
            yield PartView(paragraphs=sentences)
        if rows and place.facts_as == "table":
            columns = [self._label("detail"), self.this]
            cells = [[CellView("", label), CellView("", value)] for label, value in rows]
            yield PartView(columns=columns, rows=cells)
        elif rows:
            yield PartView(entries=[entry_views(label, value)[0] for label, value in rows])

    def _fact(self, row: FactRow) -> str:
        """Return what a fact says; what stands in its place, or nothing, where nobody says it."""
        name, job = row.fact.text, self._job
        if row.unless and row.unless.text in job.facts:
            return ""
        if name in job.facts:
            text = job.facts[name].text
            return self._plain(like(text, one_line(text)))
        if name not in KNOWN_FACTS:
            self._problems.append(unknown_fact(row.fact, KNOWN_FACTS.union(job.facts)))
        elif row.required and job.vacancy:
            message = f'the layout "{self._layout.name}" needs the fact "{name}", which nobody says'
            hint = f"add {fact_field(name)}: … to the vacancy or its role"
            self._problems.append(Problem(location(job.source), message, hint, "missing-fact"))
        elif row.empty:
            return self._plain(one_line(self._facts.fill(row.empty).text))
        return ""

    def _refuse_missing(self, place: SectionPlace) -> None:
        is_criteria = place.id.text == PERSON_SPECIFICATION
        self._problems.append(
            Problem(
                location(self._job.source),
                f'the layout "{self._layout.name}" needs the section "{place.id.text}"',
                "add person_specification: to the vacancy or its role"
                if is_criteria
                else "add it to the vacancy, its role or its level",
                "missing-section",
            )
        )

    # --- words ------------------------------------------------------------------------------------

    def noted(self, text: str) -> str:
        """Return a text that is printed, having noted what of it nobody has translated."""
        return self._plain(text)

    def label(self, name: str) -> str:
        """Return a label of the layout, having noted it as above."""
        return self._label(name)

    @property
    def this(self) -> str:
        """Return what heads a column of facts: this post, level or family."""
        return self._label(f"this_{self._job.subject}")

    def _label(self, name: str) -> str:
        labels = self._layout.labels
        if name not in labels:
            message = f'the layout "{self._layout.name}" has no label "{name}"'
            hint = f"add {name}: … to its labels, or extends: standard"
            place = Location(self._layout.file)
            self._problems.append(Problem(place, message, hint, "missing-label"))
        return self._plain(labels.get(name, name))

    def _plain(self, text: str) -> str:
        if text.__class__ is not str:
            self.foreign += foreign_in(text)
        return text

    def _line(self, passage: Passage) -> str:
        self._plain(passage.text)
        return written(passage.text, markdown=passage.markdown)

    def _lines(self, passage: Passage) -> list[str]:
        text, lines = self._plain(passage.text), paragraphs(passage.text)
        if text.__class__ is str and not passage.markdown:
            return lines
        return [written(like(text, line), markdown=passage.markdown) for line in lines]


def _has_list(section: Section) -> bool:
    """Tell whether a section, or what a band adds to it, is a list."""
    contents = (section.content, *(content for _, content in section.bands))
    return any(isinstance(content, Listing) for content in contents)


def _led(parts: list[PartView], lead_in: list[str]) -> list[PartView]:
    """Return the parts with a sentence before them: in the first, where that has no heading."""
    first, *rest = parts
    if first.heading:
        return [PartView(paragraphs=lead_in), *parts]
    return [first._replace(paragraphs=[*lead_in, *first.paragraphs]), *rest]
