"""What a layer changes in what it inherits, by id: omit, include, choose, replace, order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from jdgen.model.section import Details, Entry, Listing, Scoring
from jdgen.nearest import suggest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from jdgen.compose.merge_state import MergedEntry, Merging
    from jdgen.model.job import Layer
    from jdgen.model.section import Replacement
    from jdgen.model.text import Passage


RecordT = TypeVar("RecordT", Entry, Details, Scoring)


def apply_changes(merging: Merging, layer: Layer) -> None:
    """Apply the layer's omit, include, choose and replace to what it inherits."""
    named: dict[str, str] = {}
    in_both = {name.text for name in layer.omit} & {name.text for name in layer.include}
    for name in layer.include:
        if name.text in in_both:
            merging.problems.refuse(
                name.source,
                f'"{name.text}" is named by include and by omit',
                "delete it from one of the two",
                "named-twice",
            )
    for verb, ids in (("omit", layer.omit), ("include", layer.include)):
        for name in (name for name in ids if name.text not in in_both):
            if name.text in named:
                merging.problems.refuse(
                    name.source,
                    f'"{name.text}" is already named by {named[name.text]}',
                    "name it once",
                    "named-twice",
                )
                continue
            named[name.text] = verb
            _include_or_omit(merging, verb, name, layer)
    _choose(merging, layer)
    for name, replacement in layer.replace:
        _reword(merging, name, replacement, layer)


def changes_of(layer: Layer, ids: Collection[str], *, among: bool) -> Layer:
    """Return a layer whose changes name entries among the ids, or only others."""

    def is_wanted(name: Passage) -> bool:
        return (name.text in ids) == among

    return layer._replace(
        include=tuple(filter(is_wanted, layer.include)),
        omit=tuple(filter(is_wanted, layer.omit)),
        choose=tuple(filter(is_wanted, layer.choose)),
        replace=tuple(change for change in layer.replace if is_wanted(change[0])),
        order=tuple(filter(is_wanted, layer.order)),
    )


def _inherited(merging: Merging, name: Passage, layer: Layer, verb: str) -> MergedEntry | None:
    merged = merging.by_id.get(name.text)
    if merged:
        return merged
    if name.text in own_ids(layer):
        merging.problems.refuse(
            name.source,
            f'{verb} names "{name.text}", which this same file says',
            "change the entry where it stands",
            "own-id",
        )
    else:
        takes = _takes(merging, verb)
        merging.problems.refuse(
            name.source,
            f'{verb} names an unknown id "{name.text}"',
            suggest(name.text, takes, what=f"{verb} can take")
            if takes
            else f"there is nothing here to {verb}",
            "unknown-id",
        )
    return None


def _takes(merging: Merging, verb: str) -> list[str]:
    """Return the ids that a verb can take, the most local first."""
    return [
        key
        for key, merged in reversed(merging.by_id.items())
        if verb == "replace"
        or (
            merged.is_alternative == (verb == "choose")
            and (verb == "choose" or (merged.out is not None) == (verb == "include"))
        )
    ]


def _include_or_omit(merging: Merging, verb: str, name: Passage, layer: Layer) -> None:
    merged = _inherited(merging, name, layer, verb)
    if merged is None:
        return
    if merged.is_alternative:
        merging.problems.refuse(
            name.source,
            f'"{name.text}" is one of the alternatives of "{merged.section}"',
            f"write choose: [{name.text}]",
            "choose-it",
        )
    elif verb == "omit" and merged.out:
        merging.problems.refuse(
            name.source,
            f'"{name.text}" is omitted already'
            if merged.by
            else f'"{name.text}" is optional and nothing includes it, so it isn\'t printed',
            "delete it from omit",
            "already-out",
        )
    elif verb == "include" and not merged.out:
        merging.problems.refuse(
            name.source,
            f'"{name.text}" is printed already, as it is not optional',
            "delete it from include",
            "already-in",
        )
    else:
        merged.out = "omitted" if verb == "omit" else None
        merged.by = name.source


def _choose(merging: Merging, layer: Layer) -> None:
    chosen: dict[str, list[MergedEntry]] = {}
    for name in layer.choose:
        merged = _inherited(merging, name, layer, "choose")
        if merged and not merged.is_alternative:
            merging.problems.refuse(
                name.source,
                f'"{name.text}" is not one of several alternatives',
                f"to print an optional entry write include: [{name.text}]",
                "not-an-alternative",
            )
        elif merged:
            merged.by = name.source
            chosen.setdefault(merged.section, []).append(merged)
    for section, options in chosen.items():
        chosen_here = set(map(id, options))
        for merged in merging.sections[section].groups[""]:
            merged.out = None if id(merged) in chosen_here else "not chosen"
            merged.by = options[0].by


def _reword(merging: Merging, name: Passage, replacement: Replacement, layer: Layer) -> None:
    merged = _inherited(merging, name, layer, "replace")
    if merged is None:
        return
    entry = merged.entry
    if merged.out:
        verb = "choose" if merged.is_alternative else "include"
        merging.problems.refuse(
            name.source,
            f'replace rewords "{entry.id}", which is not printed',
            f"add {verb}: [{entry.id}], or delete this",
            "lost-text",
        )
        return
    changes = {field: value for field, value in replacement._asdict().items() if value is not None}
    misplaced = [
        field for field in (_OF_ITEMS if entry.scoring else _OF_CRITERIA) if field in changes
    ]
    if misplaced:
        what = "an item of a list" if entry.scoring else "a criterion"
        merging.problems.refuse(
            name.source,
            f'"{entry.id}" is not {what}, so it has no {" or ".join(misplaced)}',
            "replace its text or label only",
            "not-an-item" if entry.scoring else "not-a-criterion",
        )
        return
    anew = _with(entry, changes)._replace(replaced=entry, replaced_by=name.source)
    if entry.scoring:
        anew = anew._replace(scoring=_with(entry.scoring, changes))
        changes.pop("weight", None)  # which is its score's
    if changes.keys() & {*Details._fields}:
        details = entry.details or Details()
        if "cells" in changes:
            cells = {name.text: (name, text) for name, text in (*details.cells, *changes["cells"])}
            changes["cells"] = tuple(cells.values())
        anew = anew._replace(details=_with(details, changes))
    merged.entry = anew


_OF_ITEMS: Final = ("frequency", "outcome")
_OF_CRITERIA: Final = ("importance", "methods", "standard", "stage")
"""What only an item of a list can be given, and what only a criterion."""


def _with(record: RecordT, changes: Mapping[str, Any]) -> RecordT:
    """Return a record with those of its fields that are said anew."""
    return record._replace(**{name: changes[name] for name in record._fields if name in changes})


def apply_order(merging: Merging, layer: Layer) -> None:
    """Put the entries that the layer's order names first in their lists, in that order."""
    first: dict[str, int] = {}
    for name in layer.order:
        if name.text in first:
            merging.problems.refuse(
                name.source,
                f'"{name.text}" is already named by order',
                "name it once",
                "named-twice",
            )
        elif name.text not in merging.by_id:
            merging.problems.refuse(
                name.source,
                f'order names an unknown id "{name.text}"',
                suggest(name.text, list(merging.by_id), what="order can take")
                if merging.by_id
                else "there is nothing here to order",
                "unknown-id",
            )
        else:
            first[name.text] = len(first)
    for section in {merging.by_id[key].section for key in first}:
        for entries in merging.sections[section].groups.values():
            entries.sort(key=lambda merged: first.get(merged.entry.id, len(first)))


def own_ids(layer: Layer) -> set[str]:
    """Return the ids that a layer itself gives to entries."""
    listings = (section.content for section in layer.sections)
    groups = [
        group for content in listings if isinstance(content, Listing) for group in content.groups
    ]
    return {entry.id for group in groups for entry in group.entries if not entry.passage.use}
