"""What a role need not say, as the organisation, its family, its level or the layout says it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from jdgen.compose.job import compose
from jdgen.importing.found import FactReading
from jdgen.importing.vocabulary import plain
from jdgen.importing.writing import parted
from jdgen.model.job import Edition, Family, Layer, Level, Lineage, Vacancy
from jdgen.model.pay import table_in_force
from jdgen.model.section import Alternatives, Listing, Prose
from jdgen.model.text import BRACES, Passage
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.importing.found import ReadDocument, ReadEntry, ReadGroup
    from jdgen.model.job import Job, Organisation
    from jdgen.model.layout import Layout
    from jdgen.model.section import Content
    from jdgen.model.section import Entry as JobEntry
    from jdgen.workspace.inheritance import Library

_FACT: Final = "\0"


class Inherited:
    """The texts that documents print without the role: word for word, or with any facts in them."""

    def __init__(self, library: Library, family: str, level: str, layout: Layout) -> None:
        organisation = library.organisation()
        texts = set(_printed(_of_any_post(library, organisation)))
        for versions in organisation.clauses.values():
            texts |= {part for one in versions for part in one.passage.in_main.split("\n\n")}
        for section in organisation.layer.sections:  # whatever condition a text has
            texts |= set(_texts(section.content))
        for steps in organisation.scales.values():
            texts |= {f"{step.title.in_main} {step.passage.in_main}" for step in steps}
        for code, name in organisation.methods.items():
            texts |= {f"{code} {name.in_main}", f"{code} = {name.in_main}"}
        leads = [style.lead_in for kind in layout.documents for style in kind.sections]
        texts |= {lead.in_main for lead in leads if lead}
        grades: list[str | None] = []
        if level:
            of_level = library.level(family, level)
            grades = [None, *(grade.text for grade in of_level.grades if of_level.bands)]
        jobs = {
            grade or "": compose(
                library.lineage_of_level(family, level, grade), Edition(draft=True)
            )
            for grade in grades
        }
        self._views = {grade: _view(texts, job) for grade, job in jobs.items()}
        self._view = self._views.setdefault("", _view(texts, None))
        self._bands = _by_band(library, family, level)
        table = table_in_force(organisation.pay, library.as_of)
        self._names = {
            plain(name): key
            for key, grade in (table.grades.items() if table else ())
            for name in (key, grade.title.in_main)
        }

    def says(self, text: str) -> bool:
        """Return whether documents print a text without the role."""
        said = plain(text)
        return said in self._view.texts or any(one.fullmatch(said) for one in self._view.patterns)

    def _change(self, found: ReadDocument) -> None:
        """Replace, or else omit, what a document hasn't of a list that it has in part.

        An entry is replaced by one that the document says under the same label.
        """
        own = {
            plain(label): (group, entry, text)
            for parts in found.sections.values()
            for part in parts
            for group in part.groups
            for entry in group.entries
            for label, text in [parted(entry)]
            if label
        }
        omitted: list[str] = []
        replaced: dict[str, str] = {}
        for entries in self._view.lists:
            if not self._met & entries.keys():
                continue
            for said, key in entries.items():
                if said in self._met or said in self._view.optional:
                    continue
                if instead := own.pop(self._view.labels.get(key, ""), None):
                    group, entry, text = instead
                    group.entries.remove(entry)
                    replaced[key] = text
                else:
                    omitted.append(key)
        found.fields |= {"replace": replaced} if replaced else {}
        found.fields |= {"omit": omitted} if omitted else {}

    def knows(self, text: str) -> bool:
        """Return whether a text is inherited, be it that a role has to include or choose it."""
        said = plain(text)
        return said in self._view.optional or said in self._view.chosen or self.says(text)

    def _takes(self, text: str) -> bool:
        """Return whether a text is inherited, and note that it was met."""
        is_known = self.knows(text)
        if is_known:
            self._met.add(plain(text))
        return is_known

    def leave(self, found: ReadDocument) -> None:
        """Take out of what was found what is printed anyway; its words are set aside.

        What is printed only where a role chooses or includes it is so chosen; and of a list that a
        document has in part, the other entries are omitted.
        """
        self._met: set[str] = set()
        self._view = self._views.get(self._grade_of(found)) or self._views[""]
        for name, parts in list(found.sections.items()):
            for part in parts:
                for group in part.groups:
                    self._leave_in(group, found)
                part.groups = [group for group in part.groups if not group.is_empty()]
            found.sections[name] = [part for part in parts if part.groups]
            if not found.sections[name]:
                del found.sections[name]
        for field, among in (("include", self._view.optional), ("choose", self._view.chosen)):
            if named := [key for text, key in among.items() if text in self._met]:
                found.fields[field] = named
        self._change(found)
        kept = []
        for one in found.unplaced:
            paragraphs = one.text.split("\n\n")
            said = [paragraph for paragraph in paragraphs if self.says(paragraph)]
            self._set_aside(found, said)
            one.text = "\n\n".join(text for text in paragraphs if text not in said)
            if one.text:
                kept.append(one)
        found.unplaced = kept

    def _grade_of(self, found: ReadDocument) -> str:
        """Return the grade of a document, be it that only the texts of one band say it."""
        if said := found.facts.get("grade"):
            return self._names.get(plain(said[0].value), "")
        texts = {plain(text) for text in _said_in(found)}
        told = [grade for grade, own in self._bands.items() if own and own <= texts]
        if len(told) != 1:
            return ""
        found.say("grade", FactReading(told[0], "the text of its band"))
        return told[0]

    def _set_aside(self, found: ReadDocument, texts: Iterable[str]) -> None:
        for text in texts:
            found.inherited.append(text)
            found.set_aside += text.split()

    def _leave_in(self, group: ReadGroup, found: ReadDocument) -> None:
        for texts in (group.lead_in, group.closing):
            self._set_aside(found, filter(self._takes, texts))
            texts[:] = [text for text in texts if not self._takes(text)]
        kept: list[ReadEntry] = []
        for entry in group.entries:
            bare = entry.text.removeprefix(entry.label).lstrip(": ")
            if not entry.items and (self._takes(entry.text) or (entry.label and self.says(bare))):
                self._set_aside(found, [entry.text])
            else:
                kept.append(entry)
        group.entries = kept


_ById = dict[str, str]


class _View(NamedTuple):
    """What documents of a level or a grade print without a role.

    By their texts: a level's alternatives, its optional entries and each of its lists; and the
    labels of entries, by their ids.
    """

    texts: set[str]
    patterns: list[re.Pattern[str]]
    chosen: _ById
    optional: _ById
    lists: list[_ById]
    labels: _ById


def _by_band(library: Library, family: str, level: str) -> dict[str, set[str]]:
    """Return the texts that each band of a level says and no other, by its grade."""
    bands = library.level(family, level).bands if level else {}
    said = {
        grade: {plain(text) for section in layer.sections for text in _texts(section.content)}
        for grade, layer in bands.items()
    }
    times = Counter(text for texts in said.values() for text in texts)
    return {grade: {text for text in texts if times[text] == 1} for grade, texts in said.items()}


def _view(texts: Iterable[str], job: Job | None) -> _View:
    """Return what is printed without a role, of a level or of a grade of it."""
    chosen: _ById = {}
    optional: _ById = {}
    lists: list[_ById] = []
    labels: _ById = {}
    for section in job.sections.values() if job else ():
        if isinstance(section.content, Alternatives):
            chosen |= {plain(option.passage.text): option.id for option in section.content.options}
        entries = [entry for group in section.groups for entry in group.entries if entry.id]
        lists.append({plain(_said(entry)): entry.id for entry in entries})
        optional |= {plain(_said(entry)): entry.id for entry in entries if entry.optional}
        labels |= {entry.id: plain(entry.label.text) for entry in entries if entry.label}
    told = {*texts, *(_printed(job) if job else ())}
    return _View(
        {plain(text) for text in told if "{{" not in text},
        [
            re.compile(".+?".join(re.escape(plain(part)) for part in text.split(_FACT)))
            for text in (BRACES.sub(_FACT, text) for text in told if "{{" in text)
        ],
        chosen,
        optional,
        lists,
        labels,
    )


def _said_in(found: ReadDocument) -> Iterator[str]:
    """Yield the texts of a document's sections."""
    for part in (part for parts in found.sections.values() for part in parts):
        for group in part.groups:
            yield from (*group.lead_in, *group.closing)
            yield from (entry.text for entry in group.entries)


def _said(entry: JobEntry) -> str:
    label = f"{entry.label.text} " if entry.label else ""
    return f"{label}{entry.passage.text}"


def _of_any_post(library: Library, organisation: Organisation) -> Job:
    """Return a post about which nothing is said but what the organisation says of all."""
    source = organisation.layer.source
    nothing = Layer(source, facts={})
    title = Layer(source, facts={"post.title": Passage("", source)})
    vacancy = Vacancy(title)
    lineage = Lineage(
        organisation, Family(nothing, {}), Level(nothing), vacancy=vacancy, on=library.as_of
    )
    return compose(lineage, Edition(draft=True))


def _printed(job: Job) -> Iterator[str]:
    """Yield the texts of a job's sections that every role of its level prints."""
    for section in job.sections.values():
        for content in (section.content, *(content for _, content in section.bands)):
            if content:
                yield from _texts(content)


def _texts(content: Content) -> Iterator[str]:
    if isinstance(content, Prose):
        yield from (text for passage in content.passages for text in passage.text.split("\n\n"))
    elif isinstance(content, Listing):
        for lead in (content.lead_in, content.closing):
            yield from lead.text.split("\n\n") if lead else ()
        for group in content.groups:
            yield from (text.text for text in (group.lead_in, group.closing) if text)
            yield from _entries(group.entries)
    elif isinstance(content, Alternatives):
        return  # of which a role chooses


def _entries(entries: Iterable[JobEntry]) -> Iterator[str]:
    for entry in entries:
        if not (entry.optional or entry.items):
            yield _said(entry)
