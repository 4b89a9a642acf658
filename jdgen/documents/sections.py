"""Sections as templates see them: what the layout's style of each makes of a job's content."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from jdgen.documents.criteria import CriteriaSetting, CriterionView, Items
from jdgen.documents.fact_rows import FactRows
from jdgen.documents.joining import apart, is_table, joined, led
from jdgen.documents.numbers import Numbers, written_as
from jdgen.documents.views import (
    H3,
    H4,
    LATER,
    LOWERED,
    PLACE,
    RAISED,
    CellView,
    EntryView,
    PartView,
    SectionView,
    bracketed,
    cell,
    entry_views,
    listed,
    number_mark,
    numbered_by,
    together,
    with_list,
)
from jdgen.documents.word_limits import limit_label, limit_text
from jdgen.model.layout import NUMBER, BandStyle
from jdgen.model.section import (
    AXES,
    LEVELS,
    METHODS,
    PERSON_SPECIFICATION,
    SCALE,
    SIGN_OFF,
    Alternatives,
    Listing,
    Prose,
)
from jdgen.model.text import Passage, made_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from markupsafe import Markup

    from jdgen.compose.placeholders import Facts
    from jdgen.model.job import Job
    from jdgen.model.layout import DocumentKind, Layout, SectionStyle
    from jdgen.model.section import Content, Entry, Group, Scoring, Section
    from jdgen.problems import Problems


T = TypeVar("T")
TO_SIGN = "to_sign"
"""The label of what those who sign write on their lines; without it they sign in a table."""


class Sections(FactRows):
    """Makes the sections of one document of a job, and keeps what is wrong with them."""

    def __init__(self, job: Job, layout: Layout, facts: Facts, problems: Problems) -> None:
        super().__init__(job, layout, facts, problems)
        self._numbers = Numbers()
        self._levels: Sequence[Job] = ()
        self._bands = BandStyle()
        self._numbered = self._through = False
        self._number_as = ""
        self._count = 0
        self._last_mark = ""
        self._ends_in_table = False

    def views(self, kind: DocumentKind, *, through: bool = False) -> list[SectionView]:
        """Return the sections of a document that have something to say.

        Where parts stand among them, a section without content holds their place. With `through`
        the numbers are put in later, as they go on through other documents.
        """
        section_views: list[SectionView] = []
        self._numbers = Numbers()
        self._numbered = through or kind.number_sections != "no"
        self._through = through or kind.number_sections == "through"
        self._number_as = kind.number_sections if "{" in kind.number_sections else ""
        self._count = 0
        self._levels = levels_of(self._job, kind)
        self._bands = kind.bands
        self._last_mark = ""
        self._ends_in_table = kind.header_as == "table" and any(map(self._fact, kind.header))
        places = {part.after for part in kind.parts}
        for at, style in enumerate(kind.sections):
            if at in places:
                section_views.append(SectionView("", "", f"{PLACE}{at}{PLACE}", "", ()))
            if view := self._view(style):
                section_views.append(view)
        if kind.bands.by_band:
            section_views += self._by_band(kind, {view.id for view in section_views})
        if len(kind.sections) in places:
            place = f"{PLACE}{len(kind.sections)}{PLACE}"
            section_views.append(SectionView("", "", place, "", ()))
        return section_views

    def _view(self, style: SectionStyle) -> SectionView | None:
        parts = [part for part in self._parts(style) if not part.is_empty()]
        if not parts and style.empty:
            parts = [PartView(paragraphs=self.lines(self._facts.fill(style.empty)))]
        if not parts:
            if style.required and self._job.is_whole:
                self._refuse_missing(style)
            return None
        parts = self._led(style, parts)
        title = self.noted(self._facts.fill(style.title)) if style.title else ""
        if title:
            self._last_mark = ""
        else:
            parts = [part._replace(marks=RAISED[part.marks]) for part in parts]
        parts, self._last_mark = apart(joined(parts), self._last_mark)
        if self._ends_in_table and not title and is_table(parts[0]):
            self._refuse_table(style, "add title: or lead_in: to the section")
        self._ends_in_table = bool(parts[-1].rows)
        return SectionView(style.id.text, self._mark(title), title, self._limit(style), parts)

    def _refuse_table(self, style: SectionStyle, hint: str) -> None:
        self.problems.refuse(
            style.id,
            f'the table of "{style.id.text}" follows another without anything between, and Word'
            " would join the two",
            hint,
            "two-tables",
        )

    def _mark(self, title: str) -> str:
        """Return the number of a section, if sections have one."""
        if not (self._numbered and title):
            return ""
        self._count += 1
        if self._number_as:
            return written_as(self._number_as, self._count)
        return number_mark(self._count) if not self._through else LATER

    def _by_band(self, kind: DocumentKind, shown: Container[str]) -> Iterator[SectionView]:
        """Yield what each band says, in the order of the document's sections; some are `shown`."""
        for band in self._in_order(self._job.bands):
            title = self._band_heading(band)
            parts: list[PartView] = []
            for style in kind.sections:
                own = [part for part in self._of_band(band, style) if not part.is_empty()]
                if not own:
                    continue
                if style.id.text not in shown:  # or its lead-in stands in the section itself
                    own = self._led(style, own)
                heading = self.noted(self._facts.fill(style.title)) if style.title else ""
                if heading:
                    own = [part._replace(marks=LOWERED[part.marks]) for part in own]
                    own.insert(0, PartView(heading))
                parts = joined([*parts, *own])
                if any(before.rows and is_table(part) for before, part in pairwise(parts)):
                    self._refuse_table(style, "add title: to the section")
                    parts = []
            if parts:
                parts, _ = apart(parts, "")
                yield SectionView("", self._mark(title), title, "", parts)

    def _led(self, style: SectionStyle, parts: list[PartView]) -> list[PartView]:
        """Return the parts with the section's lead-in before them, where it has one."""
        return led(parts, self.lines(self._facts.fill(style.lead_in))) if style.lead_in else parts

    def _of_band(self, band: str, style: SectionStyle) -> Iterator[PartView]:
        section = self._job.sections.get(style.id.text)
        if section and style.id.text == PERSON_SPECIFICATION:
            groups = [
                group._replace(heading=group.band[1])
                for group in section.groups
                if group.band and group.band[0].text == band
            ]
            yield from self._criteria_of(groups, style)
        self._numbers.begin(style, has_list=bool(section and section.bands))
        for heading, content in section.bands if section else ():
            if heading.text == band:
                yield from self._content(content, style, H3)

    def _in_order(self, bands: Iterable[T]) -> list[T]:
        return [*bands][::-1] if self._bands.highest_first else [*bands]

    def _band_heading(self, band: str) -> str:
        """Return what stands over a band, as the layout words it."""
        said, pattern = self._job.bands[band], self._bands.heading
        if not pattern:
            return band
        return self.noted(self._facts.beside(said).fill(pattern))

    def _limit(self, style: SectionStyle) -> str:
        limit = style.limit
        if limit is None or not limit.printed:
            return ""
        return limit_text(limit, self.label(limit_label(limit)))

    # --- what a section says ----------------------------------------------------------------------

    def _parts(self, style: SectionStyle) -> Iterator[PartView]:
        key = style.id.text
        if key == PERSON_SPECIFICATION:
            yield from self._criteria(style)
        elif key == METHODS:
            yield self._methods(style)
        elif key == SCALE:
            yield self._scale(style)
        elif key == SIGN_OFF and style.signatories:
            yield self._sign_off(style)
        elif key == LEVELS and self._levels:
            yield self._level_table()
        elif key == AXES and self._job.axes:
            yield self._axes()
        elif section := self._job.sections.get(key):
            yield from self._section(section, style)
        if style.facts:
            yield from self._fact_parts(style)

    def _section(self, section: Section, style: SectionStyle) -> Iterator[PartView]:
        self._numbers.begin(style, has_list=_has_list(section))
        if section.content:
            yield from self._content(section.content, style, H3)
        for heading, content in self._in_order(() if self._bands.by_band else section.bands):
            yield PartView(
                self._band_heading(heading.text) if self._bands.heading else self.noted(heading)
            )
            yield from self._content(content, style, H4)

    def _content(self, content: Content, style: SectionStyle, marks: Markup) -> Iterator[PartView]:
        match content:
            case Prose(passages):
                yield PartView(
                    paragraphs=[line for passage in passages for line in self.lines(passage)]
                )
            case Alternatives(options):
                yield PartView(paragraphs=list(self._alternatives(options)))
            case Listing(groups, lead_in, closing):
                if lead_in:
                    yield PartView(paragraphs=self.lines(lead_in))
                in_order = _standing_last(groups) if style.standing_last else groups
                if style.columns:
                    yield from self._tables(in_order, style, marks)
                else:
                    yield from self._lists(in_order, style, marks)
                if closing:
                    yield PartView(paragraphs=self.lines(closing))

    def _alternatives(self, options: Iterable[Entry]) -> Iterator[str]:
        for at, option in enumerate(options):
            if at:
                yield self.label("or")
            yield from self.lines(option.passage)

    def _lists(
        self, groups: Iterable[Group], style: SectionStyle, marks: Markup
    ) -> Iterator[PartView]:
        for group in groups:
            self._numbers.begin_group()
            entries: list[EntryView] = []
            for entry in group.entries:
                self._add_entry(
                    entries, entry, *self._numbers.next(), details_first=style.details_first
                )
            yield self._group(group, marks)._replace(entries=entries)
            if group.closing:
                yield PartView(paragraphs=self.lines(group.closing))

    def _group(self, group: Group, marks: Markup) -> PartView:
        lead_in = self.lines(group.lead_in) if group.lead_in else ()
        return PartView(self._heading(group), marks, lead_in)

    def _heading(self, group: Group) -> str:
        heading = self.noted(group.heading)
        return together([heading, bracketed(self.share(group.weight))]) if group.weight else heading

    def _add_entry(
        self,
        entries: list[EntryView],
        item: Entry,
        number: int = 0,
        mark: str = "",
        depth: int = 0,
        width: int = 0,
        *,
        details_first: bool = False,
    ) -> None:
        label = self.noted(item.label)
        text = self.entry_text(item, notes_first=details_first)
        if self._numbers.has_marks and mark:
            label, text = numbered_by(mark, label, text)
            number = 0
        view, inside = entry_views(label, text, depth=depth, number=number, width=width)
        if item.optional and not self._job.is_post:
            view = view._replace(in_some_roles=True)
            self.label("in_some_roles")
        entries.append(view)
        for at, inner in enumerate(item.items, start=1):
            mark = self._numbers.inside(depth + 1, at)
            self._add_entry(entries, inner, 0, mark, depth + 1, inside)

    def _inner(self, items: Iterable[Entry], width: int) -> list[EntryView]:
        """Return the entries of a list below an entry whose mark is so wide."""
        entries: list[EntryView] = []
        for at, item in enumerate(items, start=1):
            self._add_entry(entries, item, 0, self._numbers.inside(1, at), 1, width)
        return entries

    def _tables(
        self, groups: Iterable[Group], style: SectionStyle, marks: Markup
    ) -> Iterator[PartView]:
        titles = [self.noted(column.title) for column in style.columns]
        names = [column.name.text for column in style.columns]
        rows: list[list[CellView]] = []
        after: list[PartView] = []
        for group in groups:
            for item in group.entries:
                self._check_columns(item, style)
            self._numbers.begin_group()
            rows_of_group = [
                [self._cell(item, name, group, mark) for name in names]
                for item in group.entries
                for _, mark in [self._numbers.next()]
            ]
            if "group" not in names:
                columns = titles if rows_of_group else ()
                yield self._group(group, marks)._replace(columns=columns, rows=rows_of_group)
            elif rows_of_group:
                rows += rows_of_group
                yield PartView(paragraphs=self.lines(group.lead_in) if group.lead_in else ())
            else:
                after.append(self._group(group, marks))
            if group.closing:
                closing = PartView(paragraphs=self.lines(group.closing))
                if "group" in names:
                    after.insert(0, closing)
                else:
                    yield closing
        if rows:
            yield PartView(columns=titles, rows=rows)
        yield from after

    def _check_columns(self, item: Entry, style: SectionStyle) -> None:
        """Refuse a table that has no column for something that an entry says."""
        names = [*self.details(item)]
        names += [
            name for name, text in (("label", item.label), ("text", item.passage.text)) if text
        ]
        columns = {column.name.text for column in style.columns}
        missing = [name for name in names if name not in columns]
        if item.items and "text" not in columns:
            missing.append("text")
        if missing:
            what = f"no column for {' and '.join(missing)}"
            name, section = self.layout.name, style.id.text
            message = f'the layout "{name}" shows "{section}" as a table with {what} of this entry'
            hint = f"add one to columns: in {self.layout.place.file}, or show the section as a list"
            said_by = item.used_by or item.passage.source
            self.problems.refuse(said_by, message, hint, "undeclared-column")

    def _cell(self, item: Entry, name: str, group: Group, mark: str) -> CellView:
        if name == NUMBER:
            return cell(mark)
        if name == "group":
            text: str = self._heading(group)
        elif name == "label":
            text = self.noted(item.label)
        elif name == "text":
            text = self.bare_text(item) if item.passage.text else ""
            text = with_list(text, self._items(item.items))
        else:
            text = self.details(item).get(name, "")
        return cell(text or self.label("nothing_said"))

    def _items(self, items: Sequence[Entry], depth: int = 1) -> list[str]:
        """Return the entries of a list that stands in a cell."""
        texts = []
        for at, item in enumerate(items, start=1):
            label, text = self.noted(item.label), self.entry_text(item)
            if mark := self._numbers.inside(depth, at):
                label, text = numbered_by(mark, label, text)
            texts.append(with_list(self.labelled(label, text), self._items(item.items, depth + 1)))
        return texts

    # --- criteria, and what explains them ---------------------------------------------------------

    def _criteria(self, style: SectionStyle) -> Iterator[PartView]:
        section = self._job.sections.get(PERSON_SPECIFICATION)
        groups = list(section.groups) if section else []
        of_bands = [self._named(group) for group in groups if group.band]
        alone = [group for group in groups if not group.band]
        if self._bands.by_band:
            of_bands = []
        yield from self._criteria_of([*alone, *self._in_order(of_bands)], style)

    def _named(self, group: Group) -> Group:
        """Return a category of a band's under the band's heading, as the layout words that."""
        if not (group.band and self._bands.heading):
            return group
        band, category = group.band
        pattern = self._facts.beside(self._job.bands[band.text]).fill(self._bands.heading)
        text = self.wording.labelled(pattern.text, category.text)
        heading = made_of(text, category.source, pattern, category)
        return group._replace(heading=heading)

    def _criteria_of(self, groups: Sequence[Group], style: SectionStyle) -> Iterator[PartView]:
        titles = {step.id: step.title for step in self._job.scale}
        if not any(scoring.methods for scoring in self._scorings()):  # of which nothing is said
            style = style._replace(criteria=style.criteria._replace(methods="none"))
        criteria = [
            self._criterion(entry, entry.scoring, group, style, titles)
            for group in groups
            for entry in group.entries
            if entry.scoring
        ]
        if criteria:
            self._numbers.begin(style)
            lead_ins, closings = (
                {
                    self.noted(group.heading): self.lines(text)
                    for group, text in zip(groups, texts, strict=True)
                    if text
                }
                for texts in (
                    [group.lead_in for group in groups],
                    [group.closing for group in groups],
                )
            )
            yield from CriteriaSetting(
                style.criteria,
                self,
                self._numbers,
                lead_ins,
                closings,
                Items(self._inner, self._items),
            ).parts(criteria)

    def _criterion(
        self,
        criterion: Entry,
        scoring: Scoring,
        group: Group,
        style: SectionStyle,
        titles: dict[str, Passage],
    ) -> CriterionView:
        in_style, methods = style.criteria, self._job.methods
        details = [
            method.text if in_style.methods == "codes" else self.noted(methods[method.text])
            for method in scoring.methods
        ]
        notes, more = [], []
        if scoring.standard:
            notes.append((self.label("standard"), self.noted(titles[scoring.standard.text])))
        if details and in_style.methods != "none" and in_style.methods_in == "text":
            more.append(bracketed(listed(details)))
        if not (details or in_style.methods == "none"):
            details = [self.label("not_assessed")]
        return CriterionView(
            self.noted(criterion.label),
            self.entry_text(criterion, notes, *more, notes_first=style.details_first),
            self.noted(group.heading),
            scoring.importance,
            listed(details),
            criterion.items,
        )

    def _scorings(self) -> list[Scoring]:
        return [entry.scoring for entry in self._job.criteria if entry.scoring]

    def _methods(self, style: SectionStyle) -> PartView:
        scorings = self._scorings()
        named = {method.text for scoring in scorings for method in scoring.methods}
        entries = [
            entry_views(code, self.line(meaning))[0]
            for code, meaning in self._job.methods.items()
            if code in named or not style.only_used
        ]
        return PartView(entries=entries if scorings else ())

    def _scale(self, style: SectionStyle) -> PartView:
        scorings = [entry.scoring for entry in self._job.criteria if entry.scoring]
        named = {scoring.standard.text for scoring in scorings if scoring.standard}
        entries = [
            entry_views(self.noted(step.title), self.line(self._facts.fill(step.passage)))[0]
            for step in self._job.scale
            if step.id in named or not style.only_used
        ]
        return PartView(entries=entries)

    def _sign_off(self, style: SectionStyle) -> PartView:
        if TO_SIGN in self.layout.labels:
            to_sign = self.label(TO_SIGN)
            return PartView(
                entries=[entry_views(self.line(name), to_sign)[0] for name in style.signatories]
            )
        blank, wide = self.label("blank"), self.label("blank_signature")
        columns = self.heads("signed_by", "name", "signature", "date")
        rows = [
            [cell(text) for text in (self.line(name), blank, wide, blank)]
            for name in style.signatories
        ]
        return PartView(columns=columns, rows=rows)

    def _level_table(self) -> PartView:
        names = {"level.code": "code", "level.title": "level", "level.grades": "grades"}
        said = [name for name in names if any(name in level.facts for level in self._levels)]
        columns = self.heads(*(names[name] for name in said))
        rows = [
            [cell(self.line(fact) if (fact := level.facts.get(name)) else "") for name in said]
            for level in self._levels
        ]
        return PartView(columns=columns, rows=rows)

    def _axes(self) -> PartView:
        """Return what rises: of a level or a post its own, of a family each level's in a row."""
        if self._job.subject != "family":
            entries = [
                entry_views(self.noted(axis.title), self.line(said))[0]
                for name, axis in self._job.axes.items()
                if (said := self._job.value_of(name))
            ]
            return PartView(entries=entries)
        titles = [self.noted(axis.title) for axis in self._job.axes.values()]
        rows = [
            [
                cell(self.line(level.facts["level.code"])),
                *(
                    cell(self.line(said) if said else self.label("nothing_said"))
                    for said in (level.value_of(name) for name in self._job.axes)
                ),
            ]
            for level in self._levels
        ]
        return PartView(columns=[self.label("level"), *titles], rows=rows)

    def _refuse_missing(self, style: SectionStyle) -> None:
        is_criteria = style.id.text == PERSON_SPECIFICATION
        self.problems.refuse(
            self._job.source,
            f'the layout "{self.layout.name}" needs the section "{style.id.text}"',
            "add person_specification: to the vacancy or its role"
            if is_criteria
            else "add it to the vacancy, its role or its level",
            "missing-section",
        )


def levels_of(job: Job, kind: DocumentKind) -> Sequence[Job]:
    """Return the jobs of a family's levels in the order of a kind of document."""
    return job.levels[::-1] if kind.highest_first else job.levels


def _standing_last(groups: Sequence[Group]) -> list[Group]:
    """Return groups with what the organisation says of every post after all else."""
    sorted_groups = [
        group._replace(entries=tuple(sorted(group.entries, key=_is_standing))) for group in groups
    ]
    return sorted(
        sorted_groups,
        key=lambda group: bool(group.entries) and all(map(_is_standing, group.entries)),
    )


def _is_standing(entry: Entry) -> bool:
    while entry.replaced:
        entry = entry.replaced
    return (entry.used_by or entry.passage.source).layer == "organisation"


def _has_list(section: Section) -> bool:
    """Return whether a section, or what a band adds to it, is a list."""
    contents = (section.content, *(content for _, content in section.bands))
    return any(isinstance(content, Listing) for content in contents)
