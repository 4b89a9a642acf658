"""What holds of every merge."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jdgen.compose.merge import Merged, merge
from jdgen.model.job import Layer
from jdgen.model.section import (
    AuthoredSection,
    Entry,
    Group,
    Listing,
    Replacement,
    Scoring,
)
from jdgen.model.text import Passage, Source
from jdgen.problems import Place, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


SECTIONS = ("duties", "accountabilities")
HEADINGS = ("", "People", "Money")


@dataclass
class Plan:
    """Layers, and what a reader of the rules expects of them, worked out on its own."""

    layers: list[Layer] = field(default_factory=list)
    order: list[tuple[str, str, str]] = field(default_factory=list)  # section, heading, text
    out: dict[str, str] = field(default_factory=dict)  # id: reason
    text: dict[str, str] = field(default_factory=dict)  # id: text as it is now
    section: dict[str, str] = field(default_factory=dict)  # id: section


def source_at(layer: str, line: int) -> Source:
    return Source(layer, Place(f"{layer}.yaml", line), line)


@st.composite
def plans(draw: st.DrawFn, *, with_changes: bool = True) -> Plan:
    plan = Plan()
    number = count(1)
    for name in ("organisation", "family", "level", "role", "vacancy"):
        inherited = list(plan.text)
        kept = [key for key in inherited if key not in plan.out]
        gone = [key for key in inherited if key in plan.out]
        omit = draw(_some(kept)) if with_changes else []
        include = draw(_some(gone)) if with_changes else []
        for key in omit:
            plan.out[key] = "omitted"
        for key in include:
            del plan.out[key]
        printed = [key for key in inherited if key not in plan.out]
        replace = draw(_some(printed)) if with_changes else []
        for key in replace:
            plan.text[key] = f"{key} as {name} says"
        sections = []
        for section in draw(_some(SECTIONS)):
            headings = draw(_some(HEADINGS))
            groups = tuple(
                Group(
                    Passage(heading, source_at(name, 1)),
                    tuple(_entry(draw, plan, name, section, heading, number, with_changes)),
                )
                for heading in headings
            )
            if groups:
                sections.append(AuthoredSection(section, source_at(name, 1), Listing(groups)))
        categories = tuple(
            Group(
                Passage(heading, source_at(name, 1)),
                tuple(
                    entry._replace(scoring=Scoring("essential"))
                    for entry in _entry(
                        draw, plan, name, "person-specification", heading, number, with_changes
                    )
                ),
            )
            for heading in draw(_some(HEADINGS[1:]))
        )
        if categories:
            sections.append(
                AuthoredSection("person-specification", source_at(name, 1), Listing(categories))
            )
        plan.layers.append(
            Layer(
                source_at(name, 1),
                {},
                tuple(sections),
                include=tuple(Passage(key, source_at(name, 2)) for key in include),
                omit=tuple(Passage(key, source_at(name, 3)) for key in omit),
                replace=tuple(
                    (
                        Passage(key, source_at(name, 4)),
                        Replacement(Passage(plan.text[key], source_at(name, 4))),
                    )
                    for key in replace
                ),
            )
        )
    return plan


def _some(options: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(options), unique=True) if options else st.just([])


def _entry(
    draw: st.DrawFn,
    plan: Plan,
    layer: str,
    section: str,
    heading: str,
    number: Iterator[int],
    with_optional: bool,  # noqa: FBT001
) -> Iterator[Entry]:
    for _ in range(draw(st.integers(1, 3))):
        key = f"e{next(number)}"
        optional = with_optional and draw(st.booleans())
        if optional:
            plan.out[key] = "not included"
        plan.text[key] = f"{key} of {layer}"
        plan.section[key] = section
        plan.order.append((section, heading, key))
        yield Entry(Passage(plan.text[key], source_at(layer, 5)), id=key, optional=optional)


def merged_by(layers: Sequence[Layer]) -> Merged:
    problems = Problems()
    merged = merge(layers, {}, problems, chooser=source_at("role", 1))
    assert problems == []
    return merged


def printed(merged: Merged) -> dict[str, dict[str, list[Any]]]:
    """Return the entries by section and heading."""
    by_section: dict[str, dict[str, list[Any]]] = {}
    for key, section in merged.sections.items():
        assert isinstance(section.content, Listing)
        by_section[key] = {
            group.heading.text: list(group.entries) for group in section.content.groups
        }
    return by_section


def expected(plan: Plan) -> dict[str, dict[str, list[str]]]:
    """Return the ids in the order of the rules: by section, heading, layer."""
    by_section: dict[str, dict[str, list[str]]] = {}
    for section, heading, key in plan.order:
        by_section.setdefault(section, {}).setdefault(heading, [])
        if key not in plan.out:
            by_section[section][heading].append(key)
    kept = {
        section: {heading: ids for heading, ids in groups.items() if ids}
        for section, groups in by_section.items()
    }
    return {section: groups for section, groups in kept.items() if groups}


def ids_of(merged: Merged) -> dict[str, dict[str, list[str]]]:
    return {
        section: {heading: [entry.id for entry in entries] for heading, entries in groups.items()}
        for section, groups in printed(merged).items()
    }


@given(plans())
@settings(max_examples=120, deadline=None)
def test_merging_never_drops_duplicates_or_reorders(plan: Plan) -> None:
    merged = merged_by(plan.layers)
    assert ids_of(merged) == expected(plan)
    for groups in ids_of(merged).values():
        assert list(groups) == sorted(groups, key=lambda heading: heading != "")
    text_left = [(left.section, left.passage.text, left.reason) for left in merged.left_out]
    assert sorted(text_left) == sorted(
        (plan.section[key], plan.text[key], reason) for key, reason in plan.out.items()
    )


@given(plans())
@settings(max_examples=60, deadline=None)
def test_headings_stand_in_the_order_in_which_they_were_first_met(plan: Plan) -> None:
    for section, groups in ids_of(merged_by(plan.layers)).items():
        met = dict.fromkeys(heading for place, heading, _ in plan.order if place == section)
        titled = [heading for heading in met if heading in groups and heading]
        assert [heading for heading in groups if heading] == titled


@given(plans())
@settings(max_examples=60, deadline=None)
def test_every_entry_keeps_who_said_it_and_what_it_was(plan: Plan) -> None:
    authored = {
        key: (text, layer.source.layer) for layer in plan.layers for key, text in _authored(layer)
    }
    for groups in printed(merged_by(plan.layers)).values():
        for entry in (entry for entries in groups.values() for entry in entries):
            assert entry.passage.text == plan.text[entry.id]
            first = entry
            while first.replaced:
                first = first.replaced
            assert (first.passage.text, first.passage.source.layer) == authored[entry.id]


def _authored(layer: Layer) -> Iterator[tuple[str, str]]:
    listings = [part.content for part in layer.sections if isinstance(part.content, Listing)]
    groups: list[Any] = [group for listing in listings for group in listing.groups]
    for group in groups:
        for entry in group.entries:
            yield entry.id, entry.passage.text


@given(plans(with_changes=False))
@settings(max_examples=60, deadline=None)
def test_layers_without_changes_merge_to_their_concatenation(plan: Plan) -> None:
    merged = merged_by(plan.layers)
    assert ids_of(merged) == expected(plan)
    assert sorted(
        key for groups in ids_of(merged).values() for ids in groups.values() for key in ids
    ) == sorted(plan.text)
    assert merged.left_out == ()


@given(plans(), st.data())
@settings(max_examples=60, deadline=None)
def test_to_omit_and_then_to_include_restores(plan: Plan, data: st.DataObject) -> None:
    kept = [key for key in plan.text if key not in plan.out]
    omitted = [Passage(key, source_at("lower", 1)) for key in data.draw(_some(kept))]
    bare = Layer(source_at("lower", 1), {})
    merged = merged_by(plan.layers)
    without = merged_by([*plan.layers, bare._replace(omit=tuple(omitted))])
    assert len(without.left_out) == len(merged.left_out) + len(omitted)
    restored = merged_by(
        [
            *plan.layers,
            bare._replace(omit=tuple(omitted)),
            bare._replace(include=tuple(omitted)),
        ]
    )
    for key, entry in _entries(restored).items():
        says = source_at("lower", 1) if key in {name.text for name in omitted} else None
        assert entry == _entries(merged)[key]._replace(
            included_by=says or _entries(merged)[key].included_by
        )
    assert ids_of(restored) == ids_of(merged)
    assert restored.left_out == merged.left_out


def _entries(merged: Merged) -> dict[str, Any]:
    return {
        entry.id: entry
        for groups in printed(merged).values()
        for entries in groups.values()
        for entry in entries
    }


@given(plans(), st.data())
@settings(max_examples=60, deadline=None)
def test_to_replace_changes_no_entrys_place(plan: Plan, data: st.DataObject) -> None:
    place = source_at("lower", 1)
    replaced = data.draw(_some([key for key in plan.text if key not in plan.out]))
    lower = Layer(
        place,
        {},
        replace=tuple(
            (Passage(key, place), Replacement(Passage(f"new {key}", place))) for key in replaced
        ),
    )
    before = merged_by(plan.layers)
    after = merged_by([*plan.layers, lower])
    assert ids_of(after) == ids_of(before)
    texts = {
        entry.id: entry.passage.text
        for groups in printed(after).values()
        for entries in groups.values()
        for entry in entries
    }
    assert texts == {
        key: f"new {key}" if key in replaced else plan.text[key]
        for key in plan.text
        if key not in plan.out
    }
