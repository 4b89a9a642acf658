"""The one merge rule for every layer, from the most general to the most local.

- A section's paragraphs said lower down win over those inherited.
- A list grows: inherited entries first, in order, then the lower layer's own. A group, or a
  category of criteria, met again under the same heading goes on where it stood; entries without a
  heading stand before every group, as after one they would read as part of it.
- A lower layer changes what it inherits by id: `omit`, `include` (what is optional or was omitted),
  `replace`, and `choose` where a section is written as alternatives.
- An id means one thing in a job; naming one that isn't there is a problem.
- Every entry keeps its source, and what isn't printed is listed with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from jdgen.facts import location
from jdgen.model import (
    PERSON_SPECIFICATION,
    Alternatives,
    AuthoredContent,
    ClauseUse,
    Content,
    Criterion,
    Entry,
    Group,
    Item,
    Layer,
    LeftOut,
    Listing,
    Passage,
    Prose,
    Reason,
    Replacement,
    Section,
    Source,
)
from jdgen.problems import Problem, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jdgen.model import Clause


@dataclass(slots=True)
class _Placed:
    """An entry in its section, and whether it is printed so far."""

    entry: Entry
    section: str
    layer: str
    out: Reason | None = None
    by: Source | None = None
    is_alternative: bool = False


@dataclass(slots=True)
class _Place:
    """A section so far: paragraphs, or entries by heading (alternatives have none)."""

    id: str
    source: Source
    prose: Passage | None = None
    groups: dict[str, list[_Placed]] = field(default_factory=dict)
    headings: dict[str, Passage] = field(default_factory=dict)
    is_alternatives: bool = False


class Merged(NamedTuple):
    """What the layers say together."""

    sections: dict[str, Section]
    criteria: tuple[Group[Criterion], ...]
    left_out: tuple[LeftOut, ...]


def merge(
    layers: Iterable[Layer],
    clauses: Mapping[str, Clause],
    problems: list[Problem],
    *,
    chooser: Source | None = None,
) -> Merged:
    """Merge the layers; `chooser` is the place that must choose where a level offers alternatives.

    Without a chooser, as in a level's own profile, alternatives stay alternatives and optional
    entries are printed.
    """
    merging = _Merging(clauses, problems)
    for layer in layers:
        merging.change(layer)
        merging.add(layer)
    return merging.result(chooser)


class _Merging:
    def __init__(self, clauses: Mapping[str, Clause], problems: list[Problem]) -> None:
        self._clauses = clauses
        self._problems = problems
        self._places: dict[str, _Place] = {}
        self._by_id: dict[str, _Placed] = {}
        self._left_out: list[LeftOut] = []

    # --- what a layer changes ---------------------------------------------------------------------

    def change(self, layer: Layer) -> None:
        """Apply the layer's omit, include, choose and replace to what it inherits."""
        named: dict[str, str] = {}
        for verb, ids in (("omit", layer.omit), ("include", layer.include)):
            for name in ids:
                if name.text in named:
                    self._refuse(
                        name.source,
                        f'"{name.text}" is already named by {named[name.text]}',
                        "name it once",
                        "named-twice",
                    )
                    continue
                named[name.text] = verb
                self._include_or_omit(verb, name, layer)
        self._choose(layer)
        for replacement in layer.replace:
            self._reword(replacement, layer)

    def _inherited(self, name: Passage, layer: Layer, verb: str) -> _Placed | None:
        placed = self._by_id.get(name.text)
        if placed:
            return placed
        if name.text in _own_ids(layer):
            self._refuse(
                name.source,
                f'{verb} names "{name.text}", which this same file says',
                "change the entry where it stands",
                "own-id",
            )
        else:
            self._refuse(
                name.source,
                f'{verb} names an unknown id "{name.text}"',
                suggest(name.text, self._by_id, what="the ids inherited here are"),
                "unknown-id",
            )
        return None

    def _include_or_omit(self, verb: str, name: Passage, layer: Layer) -> None:
        placed = self._inherited(name, layer, verb)
        if placed is None:
            return
        if placed.is_alternative:
            self._refuse(
                name.source,
                f'"{name.text}" is one of the alternatives of "{placed.section}"',
                f"write choose: [{name.text}]",
                "choose-it",
            )
        elif verb == "omit" and placed.out:
            self._refuse(
                name.source,
                f'"{name.text}" is {placed.out} already',
                "delete it from omit",
                "already-out",
            )
        elif verb == "include" and not placed.out:
            self._refuse(
                name.source,
                f'"{name.text}" is printed already, as it is not optional',
                "delete it from include",
                "already-in",
            )
        else:
            placed.out = "omitted" if verb == "omit" else None
            placed.by = name.source

    def _choose(self, layer: Layer) -> None:
        chosen: dict[str, list[_Placed]] = {}
        for name in layer.choose:
            placed = self._inherited(name, layer, "choose")
            if placed and not placed.is_alternative:
                self._refuse(
                    name.source,
                    f'"{name.text}" is not one of several alternatives',
                    f"to print an optional entry write include: [{name.text}]",
                    "not-an-alternative",
                )
            elif placed:
                placed.by = name.source
                chosen.setdefault(placed.section, []).append(placed)
        for section, options in chosen.items():
            for placed in self._places[section].groups[""]:
                placed.out = None if placed in options else "not chosen"
                placed.by = options[0].by

    def _reword(self, replacement: Replacement, layer: Layer) -> None:
        placed = self._inherited(replacement.id, layer, "replace")
        if placed is None:
            return
        entry = placed.entry
        criteria_only = {
            "importance": replacement.importance,
            "methods": replacement.methods,
            "standard": replacement.standard,
        }
        said: dict[str, Any] = {
            name: value for name, value in criteria_only.items() if value is not None
        }
        if said and isinstance(entry, Item):
            self._refuse(
                replacement.id.source,
                f'"{entry.id}" is not a criterion, so it has no {" or ".join(said)}',
                "replace its text or label only",
                "not-a-criterion",
            )
            return
        said["passage"] = replacement.passage or entry.passage
        said["label"] = entry.label if replacement.label is None else replacement.label
        said["replaced"] = entry
        placed.entry = entry._replace(**said)

    # --- what a layer adds ------------------------------------------------------------------------

    def add(self, layer: Layer) -> None:
        """Add the layer's own sections and criteria to what it inherits."""
        for section in layer.sections:
            if section.id == PERSON_SPECIFICATION:
                self._refuse(
                    section.source,
                    f'"{PERSON_SPECIFICATION}" can\'t be a section',
                    "write the criteria under person_specification:",
                    "reserved-section",
                )
                continue
            self._add_section(section.id, section.source, section.content, layer)
        for category in layer.criteria:
            place = self._place(PERSON_SPECIFICATION, category.heading.source)
            self._grow(place, category, layer)

    def _place(self, section: str, source: Source) -> _Place:
        return self._places.setdefault(section, _Place(section, source))

    def _add_section(
        self, section: str, source: Source, content: AuthoredContent, layer: Layer
    ) -> None:
        place = self._place(section, source)
        is_list = bool(place.groups) and not place.is_alternatives
        is_written = bool(place.groups) or place.prose is not None
        if is_written and is_list != isinstance(content, Listing):
            was, now = ("a list", "text") if is_list else ("text", "a list")
            self._refuse(
                source,
                f'"{section}" is {now} here and {was} at {location(place.source)}',
                f"write {was} here too, or choose another section",
                "list-or-text",
            )
            return
        if isinstance(content, Listing):
            for group in content.groups:
                self._grow(place, group, layer)
            return
        self._override(place, source)
        if isinstance(content, Prose):
            place.prose = content.passages[0]
        else:
            place.is_alternatives = True
            place.groups[""] = [
                placed
                for option in content.options
                if (placed := self._placed(option, place, layer))
            ]
            for placed in place.groups[""]:
                placed.is_alternative = True

    def _override(self, place: _Place, by: Source) -> None:
        said = [placed.entry.passage for placed in place.groups.get("", ())]
        if place.prose:
            said.append(place.prose)
        self._left_out += (LeftOut(place.id, passage, "overridden", by) for passage in said)
        for placed in place.groups.pop("", ()):
            del self._by_id[placed.entry.id]
        place.prose = None
        place.is_alternatives = False

    def _grow(
        self, place: _Place, group: Group[Item | ClauseUse] | Group[Criterion], layer: Layer
    ) -> None:
        heading = group.heading.text
        place.headings.setdefault(heading, group.heading)
        entries = place.groups.setdefault(heading, [])
        for entry in group.entries:
            item = self._clause(entry) if isinstance(entry, ClauseUse) else entry
            if item and (placed := self._placed(item, place, layer)):
                entries.append(placed)

    def _clause(self, use: ClauseUse) -> Item | None:
        clause = self._clauses.get(use.clause.text)
        if clause is None:
            self._refuse(
                use.clause.source,
                f'unknown clause "{use.clause.text}"',
                suggest(use.clause.text, self._clauses, what="the clauses are"),
                "unknown-clause",
            )
            return None
        return Item(clause.passage, id=clause.id, label=clause.title)

    def _placed(self, entry: Entry, place: _Place, layer: Layer) -> _Placed | None:
        placed = _Placed(entry, place.id, layer.name, "not included" if entry.optional else None)
        if entry.id:
            first = self._by_id.setdefault(entry.id, placed)
            if first is not placed:
                used = location(first.entry.passage.source)
                self._refuse(
                    entry.passage.source,
                    f'the id "{entry.id}" is used already, at {used}',
                    "give this entry another id, or replace the other one by its id",
                    "duplicate-id",
                )
                return None
        return placed

    # --- what comes of it -------------------------------------------------------------------------

    def result(self, chooser: Source | None) -> Merged:
        """Return what is printed, and what is left out and why."""
        sections: dict[str, Section] = {}
        criteria: tuple[Group[Criterion], ...] = ()
        for place in self._places.values():
            if place.id == PERSON_SPECIFICATION:
                criteria = self._printed(place, chooser)
            elif content := self._content(place, chooser):
                sections[place.id] = Section(place.id, place.source, content)
        return Merged(sections, criteria, tuple(self._left_out))

    def _content(self, place: _Place, chooser: Source | None) -> Content | None:
        if place.prose:
            return Prose((place.prose,))
        if not place.is_alternatives:
            groups = self._printed(place, chooser)
            return Listing(groups) if groups else None
        options = place.groups[""]
        is_chosen = any(placed.by for placed in options)
        if chooser and not is_chosen:
            ids = [placed.entry.id for placed in options]
            self._refuse(
                chooser,
                f'this level writes "{place.id}" as alternatives, and none is chosen',
                f"add choose: [{ids[0]}] or another of {', '.join(ids)}",
                "choose-one",
            )
        if not is_chosen:
            entries: list[Any] = [placed.entry for placed in options]
            return Alternatives(tuple(entries))
        self._leave_out(options)
        return Prose(tuple(placed.entry.passage for placed in options if not placed.out))

    def _printed(self, place: _Place, chooser: Source | None) -> tuple[Group[Any], ...]:
        groups: list[Group[Any]] = []
        for heading, entries in sorted(place.groups.items(), key=lambda group: group[0] != ""):
            if chooser:
                self._leave_out(entries)
            kept = {None} if chooser else {None, "not included"}
            printed: list[Any] = [placed.entry for placed in entries if placed.out in kept]
            if printed:
                groups.append(Group(place.headings[heading], tuple(printed)))
        return tuple(groups)

    def _leave_out(self, entries: Iterable[_Placed]) -> None:
        self._left_out += (
            LeftOut(placed.section, placed.entry.passage, placed.out, placed.by)
            for placed in entries
            if placed.out
        )

    def _refuse(self, source: Source, message: str, hint: str, rule: str) -> None:
        self._problems.append(Problem(location(source), message, hint, rule))


def _own_ids(layer: Layer) -> set[str]:
    listings = (section.content for section in layer.sections)
    groups = [
        group for content in listings if isinstance(content, Listing) for group in content.groups
    ]
    in_sections = {
        entry.id for group in groups for entry in group.entries if not isinstance(entry, ClauseUse)
    }
    return in_sections | {entry.id for group in layer.criteria for entry in group.entries}
