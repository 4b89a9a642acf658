"""Settings of a layout that can change nothing where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.model.section import (
    ALLOWANCES,
    CODES,
    EVALUATION,
    PERSON_SPECIFICATION,
    PROGRESSION,
    SIGN_OFF,
    STRUCTURE,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from jdgen.model.layout import DocumentKind, FactRow
    from jdgen.model.text import Passage
    from jdgen.reading.records import Values
    from jdgen.reading.shapes import Context
    from jdgen.reading.yaml import Node

_NEVER_STANDING: Final = frozenset({ALLOWANCES, CODES, EVALUATION, PROGRESSION, STRUCTURE})
"""Sections of which the organisation says no entries of every post."""


def refuse_vain_of_section(values: Values, node: Node, context: Context) -> bool:
    """Refuse what a section says in vain, seen by itself; return whether all is well."""
    before = len(context.problems)
    for message, hint in _vain_of_section(values, values["id"].text):
        context.problems.refuse(node, message, hint, "setting-without-effect")
    return len(context.problems) == before


def _vain_of_section(values: Values, section: str) -> Iterator[tuple[str, str]]:
    limit, criteria = values["limit"], values["criteria"]
    if limit and not limit.minimum and limit.maximum is None:
        yield f'the limit of words of "{section}" limits nothing', "add maximum: or minimum:"
    if values["standing_last"] is not None and section in _NEVER_STANDING:
        yield (
            f'"standing" has no effect on the section "{section}": nobody says it of every post',
            "delete standing:",
        )
    if section == SIGN_OFF and values["signatories"] and values["empty"]:
        yield '"empty" has no effect where signatories sign', "delete empty:"
    if section == PERSON_SPECIFICATION and criteria and criteria.group_by == ():
        patterns = (values["number_as"] or {}).values()
        if values["numbering"] == "restart" or any("{group}" in pattern for pattern in patterns):
            message = "criteria in one flat table (group_by: []) have no groups to be numbered"
            hint = "delete group_by:, or write numbering: numbers, and number_as: without {group}"
            yield message, hint


def refuse_vain_of_documents(
    documents: Iterable[DocumentKind],
    said: Mapping[str, Collection[str]],
    leaves_out: Iterable[Passage],
    context: Context,
) -> None:
    """Refuse what documents say in vain; `said` are the fields of each, by id."""
    shown: set[str] = set()
    for kind in documents:
        rows = [*kind.header, *(row for style in kind.sections for row in style.facts)]
        shown |= {fact.text for row in rows for fact in row.facts}
        for at, message, hint in (
            *_vain_of_document(kind, said.get(kind.id, ())),
            *_vain(rows, kind),
        ):
            context.problems.refuse(at.source, message, hint, "setting-without-effect")
    for fact in leaves_out:
        if fact.text in shown:
            message = f'"{fact.text}" is left out, and a document of this layout shows it'
            hint = "delete it from leaves_out:, or the row that shows it"
            context.problems.refuse(fact.source, message, hint, "setting-without-effect")


def _vain_of_document(
    kind: DocumentKind, said: Collection[str]
) -> Iterator[tuple[Passage, str, str]]:
    has_titles = any(style.title for style in kind.sections)
    for setting, is_vain, holds_for in (
        (
            "number_sections",
            kind.number_sections not in {"no", "through"} and kind.sections and not has_titles,
            "a document whose sections have titles",
        ),
        (
            "contents",
            kind.contents and not (has_titles or kind.parts),
            "a document whose sections have titles, or with parts",
        ),
        ("bands", kind.bands.by_band and not kind.sections, "a document with sections"),
        (
            "levels",
            "levels" in said and "family" not in kind.subjects,
            "a document with subject: family",
        ),
        ("header_as", "header_as" in said and not kind.header, "a document with header:"),
    ):
        if is_vain:
            message = (
                f'"{setting}" has no effect on the document "{kind.id}": it is for {holds_for}'
            )
            yield kind.title, message, f"delete {setting}:"
    is_numbered = False
    for style in kind.sections:
        if style.numbering == "run-on" and not is_numbered:
            message = f'no numbers stand before "{style.id.text}" that its own could run on from'
            yield style.id, message, "write numbering: numbers"
        is_numbered |= style.counts != "bullets"


def _vain(rows: Iterable[FactRow], kind: DocumentKind) -> Iterator[tuple[Passage, str, str]]:
    for row in rows:
        at = row.fact or row.label or row.sentence or kind.title
        if row.required and row.empty:
            yield (
                at,
                '"required" has no effect on a row that says what stands there (empty)',
                "delete required: or empty:",
            )
        elif row.required and not {"post", "role"} & {*kind.subjects}:
            message = f'"required" has no effect on "{kind.id}": it is for posts and roles'
            yield at, message, "delete required:"
