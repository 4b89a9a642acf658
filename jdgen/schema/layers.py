"""The shape of what every layer may say: sections, criteria and changes to inherited items."""

from __future__ import annotations

import operator
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from jdgen.markdown import inline_fault
from jdgen.model import (
    Alternatives,
    AuthoredSection,
    Clause,
    ClauseUse,
    Criterion,
    Group,
    Item,
    Layer,
    Listing,
    Passage,
    Prose,
    Replacement,
)
from jdgen.schema.shapes import (
    ID_LINE,
    LINE,
    TRUE_OR_FALSE,
    Choice,
    Context,
    Field,
    Keyed,
    ListOf,
    Made,
    Record,
    Refused,
    Shape,
    Values,
    one_of,
)
from jdgen.yamltext import Mapping, Node, Sequence

if TYPE_CHECKING:
    from jdgen.model import AuthoredContent


def _markdown(passage: Passage, node: Node, context: Context) -> Passage | None:
    if fault := inline_fault(passage.text):
        context.refuse(
            node,
            f"this Markdown holds {fault}",
            "use bold, italics and links only, or write text: for plain text",
            "bad-markdown",
        )
        return None
    return passage._replace(markdown=True)


WORDING: Final = {"text": Field(LINE), "markdown": Field(Made(LINE, _markdown))}
IMPORTANCE: Final = one_of("essential", "desirable")
IN_BRACKETS: Final = "write it in square brackets, with commas, such as [A, I]"
ASSESSMENT: Final = {
    "assessed_by": Field(ListOf(LINE, hint=IN_BRACKETS)),
    "standard": Field(ID_LINE),
}


def wording(values: Values, node: Mapping, context: Context) -> Passage | None:
    """Return what `text` or `markdown` says; exactly one of them must be there."""
    if values["text"] and values["markdown"]:
        context.refuse(
            node, '"text" and "markdown" are both given', "keep the one you mean", "two-wordings"
        )
        return None
    passage: Passage | None = values["text"] or values["markdown"]
    if passage is None:
        context.refuse(node, 'the field "text" is missing', "add text: …", "missing-field")
    return passage


def _text_of(passage: Passage | None) -> str:
    return passage.text if passage else ""


def _item(values: Values, node: Mapping, context: Context) -> Item | None:
    passage = wording(values, node, context)
    if passage is None:
        return None
    if values["optional"] and not values["id"]:
        context.refuse(
            node,
            "an optional entry needs an id",
            "add id: …, for roles to include it by",
            "missing-id",
        )
    return Item(
        passage,
        id=_text_of(values["id"]),
        label=_text_of(values["label"]),
        optional=bool(values["optional"]),
    )


def _criterion(values: Values, node: Mapping, context: Context) -> Criterion | None:
    item = _item(values, node, context)
    if item is None:
        return None
    return Criterion(
        item.passage,
        id=item.id,
        label=item.label,
        optional=item.optional,
        importance=values["importance"],
        methods=values["assessed_by"] or (),
        standard=values["standard"],
    )


PLAIN_ITEM: Final = Made(LINE, lambda passage, _, __: Item(passage))
ITEM_FIELDS: Final = {
    "id": Field(ID_LINE),
    "label": Field(LINE),
    **WORDING,
    "optional": Field(TRUE_OR_FALSE),
}
ITEM: Final = Record(ITEM_FIELDS, _item)
CLAUSE_USE: Final = Record(
    {"clause": Field(ID_LINE, required=True)}, lambda values, _, __: ClauseUse(values["clause"])
)


class UnquotedText(Shape[Any]):
    """Text with ": " in it that its author forgot to quote, so that YAML made it a field."""

    def read(self, node: Node, name: str, context: Context) -> None:  # noqa: ARG002 - as in `Shape`
        """Say what happened."""
        key = next(iter(node)) if isinstance(node, Mapping) else ""
        context.refuse(
            node,
            f'this reads as a field called "{key}"',
            f'put quotes around the whole text, or write {{label: "{key}", text: "…"}}',
            "unquoted-text",
        )


UNQUOTED_TEXT: Final = UnquotedText()


GROUP_IN_GROUP: Final = Refused(
    "a group can't stand in a group", "move it out, beside the other", "group-in-group"
)


def _pick_entry(node: Node) -> Shape[Any]:
    if not isinstance(node, Mapping):
        return PLAIN_ITEM
    if "clause" in node:
        return CLAUSE_USE
    if "heading" in node or "items" in node:
        return GROUP_IN_GROUP
    if len(node) == 1 and not (node.keys() & ITEM_FIELDS.keys()):
        return UNQUOTED_TEXT
    return ITEM


def _pick_entry_or_group(node: Node) -> Shape[Any]:
    if isinstance(node, Mapping) and ("heading" in node or "items" in node):
        return GROUP
    return _pick_entry(node)


ENTRY: Final[Shape[Item | ClauseUse]] = Choice(_pick_entry)
GROUP: Final = Record(
    {"heading": Field(LINE, required=True), "items": Field(ListOf(ENTRY, least=1), required=True)},
    lambda values, _, __: Group(values["heading"], values["items"]),
)


def _listing(
    entries: tuple[Any, ...],
    node: Any,  # noqa: ANN401 - it is a list, as it was read as one
    context: Context,
) -> Listing[Any]:
    """Put the entries that stand alone in a group without heading, before the titled groups."""
    alone = tuple(entry for entry in entries if not isinstance(entry, Group))
    groups = [entry for entry in entries if isinstance(entry, Group)]
    is_group = [isinstance(child, Mapping) and "heading" in child for child in node]
    for child, follows in zip(node, accumulate(is_group, operator.or_), strict=True):
        if follows and not (isinstance(child, Mapping) and "heading" in child):
            context.refuse(
                child,
                "this entry stands after a group and would read as part of it",
                "move it above the first heading, or into a group",
                "entry-after-group",
            )
    if alone:
        groups.insert(0, Group(Passage("", context.source(node)), alone))
    return Listing(tuple(groups))


_ONE_ALTERNATIVE: Final = "add another alternative, or write the text without any_of"
ALTERNATIVE: Final = Record({"id": Field(ID_LINE, required=True), **WORDING}, _item)
ALTERNATIVES: Final = Record(
    {"any_of": Field(ListOf(ALTERNATIVE, least=2, hint=_ONE_ALTERNATIVE), required=True)},
    lambda values, _, __: Alternatives(values["any_of"]),
)


_ENTRIES: Final = Made(ListOf(Choice(_pick_entry_or_group), least=1), _listing)
_PROSE: Final = Made(LINE, lambda passage, _, __: Prose((passage,)))


def _pick_content(node: Node) -> Shape[AuthoredContent]:
    if isinstance(node, Mapping):
        return ALTERNATIVES
    return _ENTRIES if isinstance(node, Sequence) else _PROSE


CRITERION: Final = Record(
    {**ITEM_FIELDS, "importance": Field(IMPORTANCE, required=True), **ASSESSMENT}, _criterion
)
CATEGORY: Final = Record(
    {
        "category": Field(LINE, required=True),
        "criteria": Field(ListOf(CRITERION, least=1), required=True),
    },
    lambda values, _, __: Group(values["category"], values["criteria"]),
)
CONTENT_FIELDS: Final = {
    "sections": Field(Keyed(Choice(_pick_content))),
    "person_specification": Field(ListOf(CATEGORY)),
}


def _replacement(values: Values, node: Mapping, context: Context) -> Replacement | None:
    passage = wording(values, node, context) if values["text"] or values["markdown"] else None
    return Replacement(
        Passage("", context.source(node)),
        passage,
        values["label"].text if values["label"] else None,
        values["importance"],
        values["assessed_by"],
        values["standard"],
    )


REPLACEMENT: Final = Record(
    {"label": Field(LINE), **WORDING, "importance": Field(IMPORTANCE), **ASSESSMENT}, _replacement
)


_PLAIN_REPLACEMENT: Final = Made(LINE, lambda passage, _, __: Replacement(passage, passage))


def _pick_replacement(node: Node) -> Shape[Any]:
    return REPLACEMENT if isinstance(node, Mapping) else _PLAIN_REPLACEMENT


_IDS_IN_BRACKETS: Final = "write it in square brackets, with commas, such as [money, people]"
CHANGE_FIELDS: Final = {
    "include": Field(ListOf(ID_LINE, hint=_IDS_IN_BRACKETS)),
    "omit": Field(ListOf(ID_LINE, hint=_IDS_IN_BRACKETS)),
    "choose": Field(ListOf(ID_LINE, hint=_IDS_IN_BRACKETS)),
    "replace": Field(Keyed(Choice(_pick_replacement))),
}


def layer(values: Values, node: Mapping, context: Context, facts: dict[str, Passage]) -> Layer:
    """Return what the layer says of a job, from its fields and the facts found among them."""
    return Layer(
        context.layer,
        context.source(node),
        facts,
        tuple(
            AuthoredSection(key.text, key.source, content)
            for key, content in values["sections"] or ()
        ),
        values["person_specification"] or (),
        values["include"] or (),
        values["omit"] or (),
        values["choose"] or (),
        tuple(what._replace(id=key) for key, what in values["replace"] or ()),
    )


def _clause(values: Values, node: Mapping, context: Context) -> Clause | None:
    passage = wording(values, node, context)
    return None if passage is None else Clause("", passage, _text_of(values["title"]))


CLAUSE: Final = Record({"title": Field(LINE), **WORDING}, _clause)


def clauses_by_id(clauses: dict[str, Clause] | None) -> dict[str, Clause]:
    """Return the clauses, each with the id that it stands under."""
    return {key: clause._replace(id=key) for key, clause in (clauses or {}).items()}
