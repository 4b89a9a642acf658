"""What a layer changes in what it inherits, by id: omit, include, choose, replace, order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jdgen.model.section import ClauseUse, Item, Listing
from jdgen.problems import suggest

if TYPE_CHECKING:
    from jdgen.compose.merge_state import Draft, Placed
    from jdgen.model.job import Layer
    from jdgen.model.section import Replacement
    from jdgen.model.text import Passage


def apply_changes(draft: Draft, layer: Layer) -> None:
    """Apply the layer's omit, include, choose and replace to what it inherits."""
    named: dict[str, str] = {}
    in_both = {name.text for name in layer.omit} & {name.text for name in layer.include}
    for name in layer.include:
        if name.text in in_both:
            draft.refuse(
                name.source,
                f'"{name.text}" is named by include and by omit',
                "delete it from one of the two",
                "named-twice",
            )
    for verb, ids in (("omit", layer.omit), ("include", layer.include)):
        for name in (name for name in ids if name.text not in in_both):
            if name.text in named:
                draft.refuse(
                    name.source,
                    f'"{name.text}" is already named by {named[name.text]}',
                    "name it once",
                    "named-twice",
                )
                continue
            named[name.text] = verb
            _include_or_omit(draft, verb, name, layer)
    _choose(draft, layer)
    for replacement in layer.replace:
        _reword(draft, replacement, layer)


def _inherited(draft: Draft, name: Passage, layer: Layer, verb: str) -> Placed | None:
    placed = draft.by_id.get(name.text)
    if placed:
        return placed
    if name.text in _own_ids(layer):
        draft.refuse(
            name.source,
            f'{verb} names "{name.text}", which this same file says',
            "change the entry where it stands",
            "own-id",
        )
    else:
        takes = _takes(draft, verb)
        draft.refuse(
            name.source,
            f'{verb} names an unknown id "{name.text}"',
            suggest(name.text, takes, what=f"{verb} can take")
            if takes
            else f"there is nothing here to {verb}",
            "unknown-id",
        )
    return None


def _takes(draft: Draft, verb: str) -> list[str]:
    """Return the ids that a verb can take, the most local first."""
    return [
        key
        for key, placed in reversed(draft.by_id.items())
        if verb == "replace"
        or (
            placed.is_alternative == (verb == "choose")
            and (verb == "choose" or (placed.out is not None) == (verb == "include"))
        )
    ]


def _include_or_omit(draft: Draft, verb: str, name: Passage, layer: Layer) -> None:
    placed = _inherited(draft, name, layer, verb)
    if placed is None:
        return
    if placed.is_alternative:
        draft.refuse(
            name.source,
            f'"{name.text}" is one of the alternatives of "{placed.section}"',
            f"write choose: [{name.text}]",
            "choose-it",
        )
    elif verb == "omit" and placed.out:
        draft.refuse(
            name.source,
            f'"{name.text}" is omitted already'
            if placed.by
            else f'"{name.text}" is optional and nothing includes it, so it isn\'t printed',
            "delete it from omit",
            "already-out",
        )
    elif verb == "include" and not placed.out:
        draft.refuse(
            name.source,
            f'"{name.text}" is printed already, as it is not optional',
            "delete it from include",
            "already-in",
        )
    else:
        placed.out = "omitted" if verb == "omit" else None
        placed.by = name.source


def _choose(draft: Draft, layer: Layer) -> None:
    chosen: dict[str, list[Placed]] = {}
    for name in layer.choose:
        placed = _inherited(draft, name, layer, "choose")
        if placed and not placed.is_alternative:
            draft.refuse(
                name.source,
                f'"{name.text}" is not one of several alternatives',
                f"to print an optional entry write include: [{name.text}]",
                "not-an-alternative",
            )
        elif placed:
            placed.by = name.source
            chosen.setdefault(placed.section, []).append(placed)
    for section, options in chosen.items():
        chosen_here = set(map(id, options))
        for placed in draft.places[section].groups[""]:
            placed.out = None if id(placed) in chosen_here else "not chosen"
            placed.by = options[0].by


def _reword(draft: Draft, replacement: Replacement, layer: Layer) -> None:
    placed = _inherited(draft, replacement.id, layer, "replace")
    if placed is None:
        return
    entry = placed.entry
    if placed.out:
        verb = "choose" if placed.is_alternative else "include"
        draft.refuse(
            replacement.id.source,
            f'replace rewords "{entry.id}", which is not printed',
            f"add {verb}: [{entry.id}], or delete this",
            "lost-text",
        )
        return
    said, misplaced = _said_anew(replacement, is_item=isinstance(entry, Item))
    if misplaced:
        what = "a criterion" if isinstance(entry, Item) else "an item of a list"
        draft.refuse(
            replacement.id.source,
            f'"{entry.id}" is not {what}, so it has no {" or ".join(misplaced)}',
            "replace its text or label only",
            "not-a-criterion" if isinstance(entry, Item) else "not-an-item",
        )
        return
    anew = dict(replacement.details)
    if not isinstance(entry, Item) and "weight" in anew:  # how much it counts in scoring
        anew["scoring"] = anew.pop("weight")
    details = dict(entry.details) | anew
    said["passage"] = replacement.passage or entry.passage
    said["label"] = entry.label if replacement.label is None else replacement.label
    said["details"] = tuple(details.items())
    said |= {"replaced": entry, "replaced_by": replacement.id.source}
    placed.entry = entry._replace(**said)


def _said_anew(replacement: Replacement, *, is_item: bool) -> tuple[dict[str, Any], list[str]]:
    """Return what only a criterion, or only an item, has, and the names of what this one hasn't."""
    details: dict[str, Any] = dict(replacement.details)
    of_criteria: dict[str, Any] = {
        "importance": replacement.importance,
        "methods": replacement.methods,
        "standard": replacement.standard,
    }
    of_items: dict[str, Any] = {"items": replacement.items}
    if is_item:
        own, others = of_items, of_criteria | {"stage": details.get("stage")}
    else:
        named = ("frequency", "outcome")
        own, others = of_criteria, of_items | {name: details.get(name) for name in named}
    said = {name: value for name, value in own.items() if value is not None}
    return said, [name for name, value in others.items() if value is not None]


def apply_order(draft: Draft, layer: Layer) -> None:
    """Put the entries that the layer's order names first in their lists, in that order."""
    first: dict[str, int] = {}
    for name in layer.order:
        if name.text in first:
            draft.refuse(
                name.source,
                f'"{name.text}" is already named by order',
                "name it once",
                "named-twice",
            )
        elif name.text not in draft.by_id:
            draft.refuse(
                name.source,
                f'order names an unknown id "{name.text}"',
                suggest(name.text, list(draft.by_id), what="order can take")
                if draft.by_id
                else "there is nothing here to order",
                "unknown-id",
            )
        else:
            first[name.text] = len(first)
    for section in {draft.by_id[key].section for key in first}:
        for entries in draft.places[section].groups.values():
            entries.sort(key=lambda placed: first.get(placed.entry.id, len(first)))


def _own_ids(layer: Layer) -> set[str]:
    listings = (section.content for section in layer.sections)
    groups = [
        group for content in listings if isinstance(content, Listing) for group in content.groups
    ]
    in_sections = {
        entry.id for group in groups for entry in group.entries if not isinstance(entry, ClauseUse)
    }
    return in_sections | {entry.id for group in layer.criteria for entry in group.entries}
