"""The one merge rule for every layer, from the most general to the most local.

- A section's paragraphs said lower down win over those inherited.
- A list grows: inherited entries first, in order, then the lower layer's own. A group, or a
  category of criteria, met again under the same heading goes on where it stood; entries without a
  heading stand before every group, as after one they would read as part of it.
- A lower layer changes what it inherits by id: `omit`, `include` (what is optional or was omitted),
  `replace`, `choose` where a section is written as alternatives, and `order`.
- A clause that a family says wins over the organisation's clause of the same id.
- An id means one thing in a job; naming one that isn't there is a problem.
- Every entry keeps its source, and what isn't printed is listed with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jdgen.compose.merge_state import Draft, Place, Placed
from jdgen.compose.overrides import apply_changes, apply_order
from jdgen.compose.placeholders import location
from jdgen.model.job import LeftOut
from jdgen.model.section import (
    Alternatives,
    ClauseUse,
    Entry,
    Group,
    Listing,
    Prose,
    Section,
    criteria_last,
)
from jdgen.names import composed
from jdgen.problems import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jdgen.model.job import Clause, Layer
    from jdgen.model.section import AuthoredSection, Content
    from jdgen.model.text import Passage, Source
    from jdgen.problems import Problem


class Merged(NamedTuple):
    """What the layers say together."""

    sections: dict[str, Section]
    left_out: tuple[LeftOut, ...]


def merge(
    layers: Iterable[Layer],
    clauses: Mapping[str, Clause],
    problems: list[Problem],
    *,
    dormant: Mapping[str, Clause] | None = None,
    chooser: Source | None = None,
) -> Merged:
    """Merge the layers; `chooser` is the place that must choose where a level offers alternatives.

    Without a chooser, as in a level's own profile, alternatives stay alternatives and optional
    entries are printed. A clause that is dormant is left out where it is named.
    """
    draft = Draft(clauses, dormant or {}, problems)
    for layer in layers:
        apply_changes(draft, layer)
        for section in layer.sections:
            _add(draft, section)
        apply_order(draft, layer)
    return _result(draft, chooser)


def _add(draft: Draft, section: AuthoredSection) -> None:
    """Add a layer's own section to what it inherits."""
    place, content = draft.place(section.id, section.source), section.content
    is_list = bool(place.groups) and not place.is_alternatives
    is_written = bool(place.groups) or place.prose is not None
    if is_written and is_list != isinstance(content, Listing):
        was, now = ("a list", "text") if is_list else ("text", "a list")
        draft.refuse(
            section.source,
            f'"{section.id}" is {now} here and {was} at {location(place.source)}',
            f"write {was} here too, or choose another section",
            "list-or-text",
        )
        return
    if isinstance(content, Listing):
        place.lead_in = _lower(draft, place, place.lead_in, content.lead_in)
        for group in content.groups:
            _grow(draft, place, group)
        return
    _override(draft, place, section.source)
    if isinstance(content, Alternatives):
        place.is_alternatives = True
        place.groups[""] = [
            placed
            for option in content.options
            if (placed := _placed(draft, option, place, option.passage.source))
        ]
        for placed in place.groups[""]:
            placed.is_alternative = True
    elif isinstance(content, ClauseUse):
        place.prose = _clause(draft, content, place)
    else:
        place.prose = Entry(content.passages[0])


def _lower(
    draft: Draft, place: Place, inherited: Passage | None, said: Passage | None
) -> Passage | None:
    """Return which of two lead-ins is printed: the lower one, where there is one."""
    if inherited and said:
        draft.left_out.append(LeftOut(place.id, inherited, "overridden", said.source))
    return said or inherited


def _override(draft: Draft, place: Place, by: Source) -> None:
    said = [placed.entry for placed in place.groups.get("", ())]
    if place.prose:
        said.append(place.prose)
    draft.left_out += (
        LeftOut(place.id, entry.passage, "overridden", by, entry.id) for entry in said
    )
    for placed in place.groups.pop("", ()):
        del draft.by_id[placed.entry.id]
    place.prose = None
    place.is_alternatives = False


def _grow(draft: Draft, place: Place, group: Group[Entry | ClauseUse]) -> None:
    key = composed(group.heading.in_main)  # it may be translated in one of the layers only
    if not key and group.lead_in:
        key = f"\0{group.lead_in.in_main}"  # no heading can be
    if place.headings.setdefault(key, group.heading).language:
        place.headings[key] = group.heading
    if lead_in := _lower(draft, place, place.lead_ins.get(key), group.lead_in):
        place.lead_ins[key] = lead_in
    entries = place.groups.setdefault(key, [])
    for entry in group.entries:
        if isinstance(entry, ClauseUse):
            clause = _clause(draft, entry, place)
            placed = clause and _placed(draft, clause, place, entry.clause.source)
        else:
            placed = _placed(draft, entry, place, entry.passage.source)
        if placed:
            entries.append(placed)


def _clause(draft: Draft, use: ClauseUse, place: Place) -> Entry | None:
    clause = draft.clauses.get(use.clause.text)
    if clause is None and (dormant := draft.dormant.get(use.clause.text)):
        draft.left_out.append(
            LeftOut(place.id, dormant.passage, "not in force", use.clause.source, dormant.id)
        )
        return None
    if clause is None:
        known = [*draft.clauses, *draft.dormant]
        draft.refuse(
            use.clause.source,
            f'unknown clause "{use.clause.text}"',
            suggest(use.clause.text, known, what="the clauses are"),
            "unknown-clause",
        )
        return None
    return Entry(
        clause.passage,
        id=clause.id,
        label=clause.title,
        when=clause.when,
        used_by=use.clause.source,
    )


def _placed(draft: Draft, entry: Entry, place: Place, said: Source) -> Placed | None:
    placed = Placed(entry, place.id, said, "not included" if entry.optional else None)
    first = draft.by_id.setdefault(entry.id, placed) if entry.id else placed
    if first is placed:
        return placed
    if first.entry.passage == entry.passage:
        draft.refuse(
            said,
            f'the clause "{entry.id}" is printed already, at {location(first.said)}',
            "delete one of the two",
            "duplicate-id",
        )
    else:
        draft.refuse(
            said,
            f'the id "{entry.id}" is used already, at {location(first.said)}',
            "give this entry another id, or replace the other one by its id",
            "duplicate-id",
        )
    return None


def _result(draft: Draft, chooser: Source | None) -> Merged:
    """Return what is printed, and what is left out and why."""
    sections = {
        place.id: Section(place.id, place.source, content)
        for place in draft.places.values()
        if (content := _content(draft, place, chooser))
    }
    return Merged(criteria_last(sections), tuple(draft.left_out))


def _content(draft: Draft, place: Place, chooser: Source | None) -> Content | None:
    if place.prose:
        said = place.prose
        return Prose((said.passage,), said.used_by, said.when, (said.id,) if said.id else ())
    if not place.is_alternatives:
        groups = _printed(draft, place, chooser)
        return Listing(groups, place.lead_in) if groups else None
    options = place.groups[""]
    is_chosen = any(placed.by for placed in options)
    if chooser and not is_chosen:
        ids = [placed.entry.id for placed in options]
        draft.refuse(
            chooser,
            f'this level writes "{place.id}" as alternatives, and none is chosen',
            f"add choose: [{ids[0]}] or another of {', '.join(ids)}",
            "choose-one",
        )
    if not is_chosen:
        return Alternatives(tuple(placed.entry for placed in options))
    draft.leave_out(options)
    chosen = [placed for placed in options if not placed.out]
    return Prose(
        tuple(placed.entry.passage for placed in chosen),
        ids=tuple(placed.entry.id for placed in chosen),
        chosen_by=tuple(placed.by for placed in chosen if placed.by),
    )


def _printed(draft: Draft, place: Place, chooser: Source | None) -> tuple[Group[Entry], ...]:
    groups: list[Group[Entry]] = []
    for heading, entries in sorted(place.groups.items(), key=lambda group: group[0] != ""):
        if chooser:
            draft.leave_out(entries)
        kept = {None} if chooser else {None, "not included"}
        printed = tuple(
            placed.entry._replace(included_by=placed.by) if placed.by else placed.entry
            for placed in entries
            if placed.out in kept
        )
        if printed:
            groups.append(Group(place.headings[heading], printed, place.lead_ins.get(heading)))
    return tuple(groups)
