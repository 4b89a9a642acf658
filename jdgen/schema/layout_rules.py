"""What must hold of a layout's sections and documents together, beyond the shape of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.model.facts import EVALUATION_FACTS
from jdgen.model.layout import NUMBER, BandStyle
from jdgen.model.section import (
    AXES,
    EVALUATION,
    LEVELS,
    METHODS,
    PERSON_SPECIFICATION,
    SCALE,
    SIGN_OFF,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from jdgen.model.layout import DocumentKind, SectionStyle
    from jdgen.model.text import Passage
    from jdgen.problems import Placed
    from jdgen.reading.records import Values
    from jdgen.reading.shapes import Context
    from jdgen.reading.yaml import Node

MOST_KEY_FACTS: Final = 10
"""How many facts a list of them at a document's top has at most."""

_MADE: Final = (PERSON_SPECIFICATION, METHODS, SCALE, LEVELS, AXES)
"""Sections that are made of criteria or levels, and of no list that an author wrote."""

_OF_LISTS: Final = ("columns", "numbering", "number_as", "details", "standing")
"""Settings of lists that an author wrote."""
_OF_CRITERIA: Final = frozenset({"numbering", "number_as", "details"})
"""Those that hold for criteria too."""

_IMPORTANCES: Final = {"essential", "desirable", "unspecified"}
_ONLY_FOR: Final = {
    "criteria": (PERSON_SPECIFICATION,),
    "signatories": (SIGN_OFF,),
    "show": (METHODS, SCALE),
}
"""Settings of a section that hold for some sections only."""


def check_settings(values: Values, node: Node, context: Context) -> bool:
    """Refuse what a section says and that has no effect on it; return whether all is well."""
    section = values["id"].text
    before = len(context.problems)
    for setting, sections in _ONLY_FOR.items():
        if setting in node and section not in sections:
            _refuse_setting(node, context, setting, section, f"{' and '.join(sections)} only")
    is_made = section in _MADE or (section == SIGN_OFF and values["signatories"])
    for setting in _OF_LISTS:
        if (
            setting in node
            and is_made
            and not (
                section == PERSON_SPECIFICATION and setting in {"numbering", "number_as", "details"}
            )
        ):
            _refuse_setting(node, context, setting, section, "lists that an author wrote")
    if "details" in node and values["columns"]:
        _refuse_setting(node, context, "details", section, "lists, and columns: makes a table")
    _check_numbers(values, node, context, section)
    if values["required"] and values["empty"]:
        context.problems.refuse(
            node,
            f'"required" has no effect on "{section}", which says what stands there (empty)',
            "delete required: or empty:",
            "setting-without-effect",
        )
    if values["facts_as"] and not values["facts"] and "id" in node:  # or the section has them
        _refuse_setting(node, context, "facts_as", section, "sections with facts")
    return len(context.problems) == before


def _check_numbers(values: Values, node: Node, context: Context, section: str) -> None:
    """Refuse numbers that would be printed nowhere, and ways to write none."""
    numbering = values["numbering"]
    has_column = any(column.name.text == NUMBER for column in values["columns"] or ())
    has_numbers = values["number_as"] or numbering not in {None, "bullets"}
    if has_numbers and values["columns"] and not has_column:
        context.problems.refuse(
            node,
            f'"{section}" is a table (columns) that has no column for its numbers',
            f"add {NUMBER}: No. to columns:, or delete numbering: and number_as:",
            "setting-without-effect",
        )
    if numbering == "bullets" and (has_column or values["number_as"]):
        what = f"the column {NUMBER}" if has_column else "number_as"
        _refuse_setting(node, context, "numbering: bullets", section, f"lists without {what}")
    if section != PERSON_SPECIFICATION and {*(values["number_as"] or ())} & _IMPORTANCES:
        context.problems.refuse(
            node,
            f'"number_as" by importance has no effect on the section "{section}": only criteria'
            " have one",
            'write one text, such as "{number}"',
            "setting-without-effect",
        )


def _refuse_setting(
    node: Node, context: Context, setting: str, section: str, holds_for: str
) -> None:
    context.problems.refuse(
        node,
        f'"{setting}" has no effect on the section "{section}": it is for {holds_for}',
        f"delete {setting}:",
        "setting-without-effect",
    )


def check_tables(style: SectionStyle, node: Placed, context: Context) -> bool:
    """Refuse what can't be set out as the layout asks; return whether all is well."""
    key = style.id.text
    is_criteria = key == PERSON_SPECIFICATION and style.criteria.is_table
    is_table = is_criteria or style.columns or style.signatories or key in {LEVELS, AXES}
    if is_table and style.facts and style.facts_as == "table":
        context.problems.refuse(
            node,
            "a table of facts would follow the table of this section without anything between",
            "write facts_as: list",
            "two-tables",
        )
        return False
    return True


# --- documents ------------------------------------------------------------------------------------


def check_documents(
    documents: tuple[DocumentKind, ...], public: Iterable[str], context: Context
) -> None:
    """Refuse what is said twice, parts that can't be, and job evaluation in public documents.

    `public` are the facts of job evaluation that may stand there.
    """
    allowed = {*public}
    by_id = {kind.id: kind for kind in documents}
    for kind in documents:
        _check_twice(kind, context)
        _check_document(kind, context)
        _check_key_facts(kind, context)
        _check_parts(kind, documents, context)
        if kind.audience != "evaluation":
            _check_public(kind, by_id, allowed, context)


def _check_document(kind: DocumentKind, context: Context) -> None:
    """Refuse what a document says and that has no effect on it."""
    for setting, is_said, holds_for in (
        (
            "number_sections",
            kind.number_sections not in {"no", "through"} and not kind.sections,
            "a document with sections",
        ),
        (
            "number_sections: through",
            kind.number_sections == "through" and not kind.parts,
            "a document with parts",
        ),
        (
            "bands",
            kind.bands != BandStyle() and "family" in kind.subjects,
            "documents of levels and of posts",
        ),
        (
            "in_heading",
            kind.in_heading and (kind.heading or kind.subtitle),
            "a document without heading: and subtitle:",
        ),
    ):
        if is_said:
            context.problems.refuse(
                kind.title.source,
                f'"{setting}" has no effect on the document "{kind.id}": it is for {holds_for}',
                f"delete {setting}:",
                "setting-without-effect",
            )


def _check_key_facts(kind: DocumentKind, context: Context) -> None:
    """Refuse a list of facts at a document's top that nobody takes in at a glance."""
    if kind.header_as == "list" and len(kind.header) > MOST_KEY_FACTS:
        row = kind.header[MOST_KEY_FACTS]
        context.problems.refuse(
            row.label or kind.title,
            f'the list of facts at the top of "{kind.id}" has {len(kind.header)} rows, which is'
            f" more than {MOST_KEY_FACTS}",
            "move those that matter less into a section with facts:, or write header_as: table",
            "too-many-facts",
        )


def _check_twice(kind: DocumentKind, context: Context) -> None:
    sections = [section.id for section in kind.sections]
    for again in _repeated(sections):
        message = f'"{again.text}" stands twice in the document "{kind.id}"'
        context.problems.refuse(again.source, message, "keep one of the two", "duplicate-section")
    for row in (*kind.header, *(row for section in kind.sections for row in section.facts)):
        if row.unless and row.unless.text in {fact.text for fact in row.facts}:
            message = f'"{row.unless.text}" is never printed unless itself is not said'
            context.problems.refuse(row.unless.source, message, "name another fact", "in-vain")
    for again in _repeated([row.fact for row in kind.header if row.fact]):
        message = f'"{again.text}" stands twice in the header of the document "{kind.id}"'
        context.problems.refuse(again.source, message, "keep one of the two", "duplicate-fact")


def _repeated(passages: Iterable[Passage]) -> Iterator[Passage]:
    seen: set[str] = set()
    for passage in passages:
        if passage.text in seen:
            yield passage
        seen.add(passage.text)


def _check_parts(kind: DocumentKind, documents: Sequence[DocumentKind], context: Context) -> None:
    subjects = {"level" if subject == "family" else subject for subject in kind.subjects}
    fit = [
        document.id
        for document in documents
        if subjects <= {*document.subjects} and not document.parts and document is not kind
    ]
    for part in (part.document for part in kind.parts):
        if part.text not in fit:
            context.problems.refuse(
                part.source,
                f'"{part.text}" can\'t be a part of the document "{kind.id}"',
                f"it can hold {', '.join(fit)}"
                if fit
                else f"add a document of subject {' and '.join(sorted(subjects))}, without parts of"
                " its own",
                "unknown-part",
            )


def _check_public(
    kind: DocumentKind, by_id: dict[str, DocumentKind], public: AbstractSet[str], context: Context
) -> None:
    """Keep what job evaluation says out of documents that others than a panel read."""
    rows = (*kind.header, *(row for section in kind.sections for row in section.facts))
    facts = [fact for row in rows for fact in (*row.facts, row.unless) if fact]
    named = [fact for fact in facts if fact.text in EVALUATION_FACTS - public]
    named += [section.id for section in kind.sections if section.id.text == EVALUATION]
    named += [
        part
        for part in (part.document for part in kind.parts)
        if (document := by_id.get(part.text)) and document.audience == "evaluation"
    ]
    for passage in named:
        context.problems.refuse(
            passage.source,
            f'"{passage.text}" is for job evaluation, and the document "{kind.id}" is not',
            "delete it here, add audience: evaluation to the document, or name the fact under the"
            " layout's public:"
            if passage.text in EVALUATION_FACTS
            else "delete it here, or add audience: evaluation to the document",
            "evaluation-in-public",
        )
