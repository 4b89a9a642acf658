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

from typing import TYPE_CHECKING

from jdgen.compose.clauses import clause_named
from jdgen.compose.merge_state import MergedEntry, MergedSection, Merging
from jdgen.compose.overrides import apply_changes, apply_order
from jdgen.model.job import LeftOut
from jdgen.model.section import (
    Alternatives,
    Entry,
    Group,
    Listing,
    Prose,
    Section,
    criteria_last,
)
from jdgen.names import composed
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jdgen.model.job import ClausesInForce, Layer
    from jdgen.model.section import AuthoredSection, Content
    from jdgen.model.text import Passage, Source
    from jdgen.problems import Problems


class Merged(NamedTuple):
    """What the layers say together."""

    sections: dict[str, Section]
    left_out: tuple[LeftOut, ...]


def merge(
    layers: Iterable[Layer],
    clauses: ClausesInForce,
    problems: Problems,
    *,
    chooser: Source | None = None,
) -> Merged:
    """Merge the layers; `chooser` is the place that must choose where a level offers alternatives.

    Without a chooser, as in a level's own profile, alternatives stay alternatives and optional
    entries are printed. A clause that is not in force is left out where it is named.
    """
    merging = Merging(clauses, problems)
    for layer in layers:
        apply_changes(merging, layer)
        for section in layer.sections:
            _add(merging, section)
        apply_order(merging, layer)
    return _result(merging, chooser)


def _add(merging: Merging, authored: AuthoredSection) -> None:
    """Add a layer's own section to what it inherits."""
    section, content = merging.section(authored.id, authored.source), authored.content
    is_list = bool(section.groups) and not section.is_alternatives
    is_written = bool(section.groups) or section.prose is not None
    if is_written and is_list != isinstance(content, Listing):
        was, now = ("a list", "text") if is_list else ("text", "a list")
        merging.problems.refuse(
            authored.source,
            f'"{authored.id}" is {now} here and {was} at {section.source.place}',
            f"write {was} here too, or choose another section",
            "list-or-text",
        )
        return
    if isinstance(content, Listing):
        section.lead_in = _lower(merging, section, section.lead_in, content.lead_in)
        section.closing = _lower(merging, section, section.closing, content.closing)
        for group in content.groups:
            _grow(merging, section, group)
        return
    _override(merging, section, authored.source)
    if isinstance(content, Alternatives):
        section.is_alternatives = True
        section.groups[""] = [
            merged
            for option in content.options
            if (merged := _registered(merging, option, section, option.passage.source))
        ]
        for merged in section.groups[""]:
            merged.is_alternative = True
    else:
        section.prose = _worded(merging, Entry(content.passages[0]), section)


def _lower(
    merging: Merging, section: MergedSection, inherited: Passage | None, own: Passage | None
) -> Passage | None:
    """Return which of two lead-ins is printed: the lower one, where there is one."""
    if inherited and own:
        if inherited.use and (clause := merging.clauses.current.get(inherited.use.clause)):
            inherited = clause.passage
        merging.left_out.append(LeftOut(section.id, inherited, "overridden", own.source))
    return own or inherited


def _override(merging: Merging, section: MergedSection, by: Source) -> None:
    entries = [merged.entry for merged in section.groups.get("", ())]
    if section.prose:
        entries.append(section.prose)
    merging.left_out += (
        LeftOut(section.id, entry.passage, "overridden", by, entry.id) for entry in entries
    )
    for merged in section.groups.pop("", ()):
        del merging.by_id[merged.entry.id]
    section.prose = None
    section.is_alternatives = False


def _grow(merging: Merging, section: MergedSection, group: Group) -> None:
    key = composed(group.heading.in_main)  # it may be translated in one of the layers only
    if not key and group.lead_in:
        key = f"\0{group.lead_in.in_main}"  # no heading can be
    if section.headings.setdefault(key, group.heading).language:
        section.headings[key] = group.heading
    if lead_in := _lower(merging, section, section.lead_ins.get(key), group.lead_in):
        section.lead_ins[key] = lead_in
    if closing := _lower(merging, section, section.closings.get(key), group.closing):
        section.closings[key] = closing
    if group.weight:
        section.weights[key] = group.weight
    entries = section.groups.setdefault(key, [])
    for entry in group.entries:
        if merged := _entered(merging, entry, section, entry.passage.source):
            entries.append(merged)


def _worded(merging: Merging, entry: Entry, section: MergedSection) -> Entry | None:
    """Return an entry with the text of the clause that it names, if it names one in force."""
    use = entry.passage.use
    if use is None:
        return entry
    clause = clause_named(use, merging.clauses, section.id, merging.left_out, merging.problems)
    if clause is None:
        return None
    return entry._replace(
        passage=clause.passage,
        id=entry.id or clause.id,
        label=entry.label or clause.title,
        when=(*clause.when, *entry.when),
        used_by=use.source,
    )


def _entered(
    merging: Merging, entry: Entry, section: MergedSection, source: Source
) -> MergedEntry | None:
    worded = _worded(merging, entry, section) if entry.passage.use else entry
    return worded and _registered(merging, worded, section, source)


def _registered(
    merging: Merging, entry: Entry, section: MergedSection, source: Source
) -> MergedEntry | None:
    merged = MergedEntry(entry, section.id, source, "not included" if entry.optional else None)
    first = merging.by_id.setdefault(entry.id, merged) if entry.id else merged
    if first is merged:
        return merged
    if first.entry.passage == entry.passage:
        merging.problems.refuse(
            source,
            f'the clause "{entry.id}" is printed already, at {first.said.place}',
            "delete one of the two",
            "duplicate-id",
        )
    else:
        merging.problems.refuse(
            source,
            f'the id "{entry.id}" is used already, at {first.said.place}',
            "give this entry another id, or replace the other one by its id",
            "duplicate-id",
        )
    return None


def _result(merging: Merging, chooser: Source | None) -> Merged:
    """Return what is printed, and what is left out and why."""
    sections = {
        section.id: Section(section.id, section.source, content)
        for section in merging.sections.values()
        if (content := _content(merging, section, chooser))
    }
    return Merged(criteria_last(sections), tuple(merging.left_out))


def _content(merging: Merging, section: MergedSection, chooser: Source | None) -> Content | None:
    if section.prose:
        prose = section.prose
        return Prose((prose.passage,), prose.used_by, prose.when, (prose.id,) if prose.id else ())
    if not section.is_alternatives:
        groups = _printed(merging, section, chooser)
        return Listing(groups, section.lead_in, section.closing) if groups else None
    options = section.groups[""]
    is_chosen = any(merged.by for merged in options)
    if chooser and not is_chosen:
        ids = [merged.entry.id for merged in options]
        merging.problems.refuse(
            chooser,
            f'this level writes "{section.id}" as alternatives, and none is chosen',
            f"add choose: [{ids[0]}] or another of {', '.join(ids)}",
            "choose-one",
        )
    if not is_chosen:
        return Alternatives(tuple(merged.entry for merged in options))
    merging.leave_out(options)
    chosen = [merged for merged in options if not merged.out]
    return Prose(
        tuple(merged.entry.passage for merged in chosen),
        ids=tuple(merged.entry.id for merged in chosen),
        chosen_by=tuple(merged.by for merged in chosen if merged.by),
    )


def _printed(merging: Merging, section: MergedSection, chooser: Source | None) -> tuple[Group, ...]:
    groups: list[Group] = []
    for heading, entries in sorted(section.groups.items(), key=lambda group: group[0] != ""):
        if chooser:
            merging.leave_out(entries)
        kept = {None} if chooser else {None, "not included"}
        printed = tuple(
            merged.entry._replace(included_by=merged.by) if merged.by else merged.entry
            for merged in entries
            if merged.out in kept
        )
        lead_in = section.lead_ins.get(heading)
        if printed or (lead_in and not entries):
            closing = section.closings.get(heading)
            weight = section.weights.get(heading)
            groups.append(Group(section.headings[heading], printed, lead_in, closing, weight))
    return tuple(groups)
