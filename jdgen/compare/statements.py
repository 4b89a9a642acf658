"""A job as statements: sentences, entries, criteria and headings, each with who said it.

What two jobs say is compared by these, and each is what `explain` accounts for.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, Literal

from jdgen.formats.escaping import one_line, paragraphs
from jdgen.model.section import (
    DERIVED,
    Alternatives,
    Listing,
    Prose,
)
from jdgen.model.text import Passage
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.model.job import Job
    from jdgen.model.section import Content, Entry, Group
    from jdgen.model.text import Source

Form = Literal[
    "heading", "lead-in", "closing", "paragraph", "sentence", "entry", "alternative", "criterion"
]

_SENTENCE_END: Final = re.compile(  # quotes and brackets close and open as typographers set them
    r"[.!?][\"'\u201d\u2019)]*(\s+)(?=[\"'\u201c\u2018(]?[A-Z0-9])"
)
_ABBREVIATED: Final = re.compile(r"\b(?:e\.g|i\.e|etc|No|St|Dr|Mr|Mrs|Ms|cf|vs|approx|[A-Z])\.$")
_LONGEST: Final = len("approx.") + 1
"""How far back an abbreviation at a sentence's end can reach, and what stands before it."""


class Statement(NamedTuple):
    """One statement: its words, where it stands, and who said them.

    `group` is the heading that it stands under, `depth` how deep it stands in lists inside entries.
    `details` is what else is said of it as data, by name: importance, methods, standard, frequency.
    `entry` is the entry or criterion that it is, if any. Of prose, `key` is the id of the clause or
    the alternative that it is, `used_by` is where that clause is named and `chosen_by` where the
    alternative is chosen; and it may open a paragraph.
    """

    section: str
    form: Form
    passage: Passage
    text: str
    group: str = ""
    depth: int = 0
    details: tuple[tuple[str, str], ...] = ()
    entry: Entry | None = None
    used_by: Source | None = None
    key: str = ""
    chosen_by: Source | None = None
    opens: bool = False

    @property
    def id(self) -> str:
        """Return the id of the entry, clause or alternative, if it has one."""
        use = self.passage.use
        return self.entry.id if self.entry else self.key or (use.clause if use else "")

    @property
    def named_at(self) -> Source | None:
        """Return where the clause, behaviour or allowance that it is was named, if it is one."""
        named = self.entry.used_by if self.entry else self.used_by
        return named or (self.passage.use.source if self.passage.use else None)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return its text, and what else is said of it in texts."""
        details = self.entry.details if self.entry else None
        if not details:
            return (self.passage,)
        texts = (detail for detail in details if isinstance(detail, Passage))
        return (self.passage, *texts, *(text for _, text in details.cells))

    @property
    def label(self) -> str:
        """Return the entry's label, if it has one."""
        return self.entry.label.text if self.entry and self.entry.label else ""


def statements(job: Job, *, by: Literal["paragraph", "sentence"] = "sentence") -> list[Statement]:
    """Return all that a job's sections say, prose by paragraph or by sentence.

    Sections that repeat what is said elsewhere are left out, and so is what job evaluation says,
    unless the job is composed for it.
    """
    hidden = DERIVED | job.edition.hidden
    read: list[Statement] = []
    for key, section in job.sections.items():
        if key in hidden:
            continue
        reader = _StatementReader(key, job, is_split=by == "sentence")
        if section.content:
            read += reader.content(section.content)
        for heading, content in section.bands:
            source = _source(content)
            if source:
                passage = heading._replace(source=source.source)
                read.append(Statement(key, "heading", passage, one_line(heading.text)))
            read += (
                statement if statement.group else statement._replace(group=one_line(heading.text))
                for statement in reader.content(content)
            )
    return read


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph that is on one line."""
    ended: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        sentence_end = end.start(1)
        last = max(start, sentence_end - _LONGEST)
        if not _ABBREVIATED.search(text[last:sentence_end]):
            ended.append(text[start:sentence_end])
            start = end.end()
    ended.append(text[start:])
    return ended


class _StatementReader:
    """Reads the statements of one section."""

    def __init__(self, section: str, job: Job, *, is_split: bool) -> None:
        self._section = section
        self._methods = job.methods
        self._steps = {step.id: step.title.text for step in job.scale}
        self._is_split = is_split

    def content(self, content: Content) -> Iterator[Statement]:
        match content:
            case Prose(passages, used_by, _, ids, chosen_by):
                for passage, key, by in zip_longest(passages, ids, chosen_by):
                    yield from self._prose(passage, used_by, key or "", by)
            case Alternatives(options):
                for option in options:
                    yield self._statement("alternative", option)
            case Listing(groups, lead_in, closing):
                if lead_in:
                    yield from self._around(lead_in, "", "lead-in")
                yield from self.groups(groups)
                if closing:
                    yield from self._around(closing, "", "closing")

    def groups(self, groups: Iterable[Group]) -> Iterator[Statement]:
        for group in groups:
            heading = one_line(group.heading.text)
            if heading:
                weight = " to ".join(group.weight.figures) if group.weight else ""
                details = (("weight", weight),) if weight else ()
                passage = group.heading
                yield Statement(self._section, "heading", passage, heading, details=details)
            if group.lead_in:
                yield from self._around(group.lead_in, heading, "lead-in")
            for entry in group.entries:
                yield from self._entry(entry, heading, 0)
            if group.closing:
                yield from self._around(group.closing, heading, "closing")

    def _prose(
        self, passage: Passage, used_by: Source | None, key: str, chosen_by: Source | None
    ) -> Iterator[Statement]:
        form: Form = "sentence" if self._is_split else "paragraph"
        for paragraph in paragraphs(passage.text):
            for at, text in enumerate(sentences(paragraph) if self._is_split else [paragraph]):
                yield Statement(
                    self._section,
                    form,
                    passage,
                    text,
                    used_by=used_by,
                    key=key,
                    chosen_by=chosen_by,
                    opens=at == 0,
                )

    def _around(
        self, passage: Passage, group: str, form: Literal["lead-in", "closing"]
    ) -> Iterator[Statement]:
        for paragraph in paragraphs(passage.text):
            yield Statement(self._section, form, passage, paragraph, group)

    def _entry(self, entry: Entry, group: str, depth: int) -> Iterator[Statement]:
        form: Form = "criterion" if entry.scoring else "entry"
        yield self._statement(form, entry, group, depth)
        for inner in entry.items:
            yield from self._entry(inner, group, depth + 1)

    def _statement(self, form: Form, entry: Entry, group: str = "", depth: int = 0) -> Statement:
        text = one_line(entry.passage.text)
        if entry.label:
            text = ": ".join(part for part in (one_line(entry.label.text), text) if part)
        has_details = entry.scoring or entry.optional or entry.details
        details = tuple(self._details(entry)) if has_details else ()
        return Statement(self._section, form, entry.passage, text, group, depth, details, entry)

    def _details(self, entry: Entry) -> Iterator[tuple[str, str]]:
        if scoring := entry.scoring:
            yield "importance", scoring.importance
            if scoring.methods:
                methods = (
                    self._methods.get(method.text, method).text for method in scoring.methods
                )
                yield "methods", ", ".join(methods)
            if scoring.standard:
                yield "standard", self._steps.get(scoring.standard.text, scoring.standard.text)
        if entry.optional:
            yield "optional", "yes"
        for name, text in entry.details_data().items():
            yield name, one_line(text)


def _source(content: Content) -> Passage | None:
    """Return the first passage of a section's content."""
    match content:
        case Prose(passages):
            return passages[0]
        case Alternatives(options):
            return options[0].passage
        case Listing(groups, lead_in):
            first = groups[0]
            return lead_in or first.lead_in or first.entries[0].passage
    return None
