"""What the layers above a post offer it: optional entries, and alternatives to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.authoring.questions import Offer
from jdgen.formats.escaping import one_line
from jdgen.model.section import Alternatives, Listing, Prose
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jdgen.model.job import Layer
    from jdgen.model.section import Content, Entry


class Offers(NamedTuple):
    """What may be included, and chosen by section; `sections` is all that is said so far."""

    optional: tuple[Offer, ...]
    alternatives: dict[str, tuple[Offer, ...]]
    sections: dict[str, Content]


def offered(layers: Iterable[Layer]) -> Offers:
    """Return what layers, from the most general to the most local, leave to the one below them."""
    optional: dict[str, Offer] = {}
    sections: dict[str, Content] = {}
    chosen: set[str] = set()
    for layer in layers:
        for section in layer.sections:
            said = sections.get(section.id)
            if not (isinstance(said, Listing) and isinstance(section.content, Listing)):
                sections[section.id] = section.content
            optional |= _optional(section.content)
        for name in layer.include:
            optional.pop(name.text, None)
        chosen |= {name.text for name in layer.choose}
    alternatives = {
        section: choices
        for section, content in sections.items()
        if isinstance(content, Alternatives)
        and not chosen & {option.id for option in content.options}
        and (choices := tuple(map(_choice, content.options)))
    }
    return Offers(tuple(optional.values()), alternatives, sections)


def _optional(content: Content) -> dict[str, Offer]:
    groups = content.groups if isinstance(content, Listing) else ()
    entries = [entry for group in groups for entry in group.entries if entry.optional]
    return {choice.id: choice for entry in entries if (choice := _choice(entry)).id}


def _choice(entry: Entry) -> Offer:
    use = entry.passage.use
    about = entry.passage.text or (f"the clause {use.clause}" if use else "")
    label = f"{entry.label.text}: " if entry.label else ""
    return Offer(entry.id or (use.clause if use else ""), one_line(label + about))


def is_list(content: Content | None) -> bool:
    """Return whether a section is written as a list, which those below then write too."""
    return isinstance(content, Listing)


def is_said(content: Content | None) -> bool:
    """Return whether a section that is no list has its text already."""
    return isinstance(content, Prose | Alternatives)
