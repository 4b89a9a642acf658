"""The facts that a layout names, whether or not any document is made in it: that each is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.compose.placeholders import Facts, suggest_fact
from jdgen.model.facts import EVALUATION_FACTS, KNOWN_FACTS, is_known

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from jdgen.model.layout import DocumentKind, FactRow, Layout
    from jdgen.model.text import Passage
    from jdgen.problems import Problems


def check_facts(
    layout: Layout, facts_said: Mapping[str, Passage], own: Iterable[str], problems: Problems
) -> None:
    """Refuse each fact that a layout names and that no job can have.

    `facts_said` are the facts that the organisation says, `own` those of its own fields.
    """
    names = KNOWN_FACTS.union(facts_said, own)
    for kind in layout.documents:
        is_evaluation = kind.audience == "evaluation"
        facts = Facts(
            facts_said,
            problems,
            draft=True,
            evaluation=EVALUATION_FACTS if is_evaluation else layout.public,
            own=own,
        )
        for passage in (*texts_of(kind), *filter(None, [kind.bands.heading])):
            facts.fill(passage)
        for fact in (fact for row in rows_of(kind) for fact in (*row.facts, row.unless) if fact):
            if not is_known(fact.text, names):
                refuse_fact(fact, names, problems)
    check_left_out(layout, names, problems)


def rows_of(kind: DocumentKind) -> Iterator[FactRow]:
    """Yield the facts that a document shows."""
    yield from kind.header
    yield from (row for style in kind.sections for row in style.facts)


def texts_of(kind: DocumentKind) -> Iterator[Passage]:
    """Yield the texts of a document's own in which facts may be named."""
    texts = [kind.title, kind.heading, kind.subtitle, kind.marking]
    for style in kind.sections:
        texts += (style.title, style.lead_in, style.empty)
    for row in rows_of(kind):
        texts += (row.sentence, row.empty, row.none)
    return (passage for passage in texts if passage)


def check_left_out(layout: Layout, names: Collection[str], problems: Problems) -> None:
    """Refuse what a layout leaves out and that is no fact."""
    for fact in layout.leaves_out:
        if is_known(fact.text, names):
            continue
        if "." in fact.text:
            refuse_fact(fact, names, problems)
            continue
        message = f'"{fact.text}" is no fact: leaves_out takes facts, such as post.contact'
        hint = "delete it; a section with text has to be shown by a document"
        problems.refuse(fact, message, hint, "unknown-fact")


def refuse_fact(fact: Passage, names: Collection[str], problems: Problems) -> None:
    """Refuse a fact that doesn't exist."""
    hint = suggest_fact(fact.text, names)
    problems.refuse(fact, f'unknown fact "{fact.text}"', hint, "unknown-fact")
