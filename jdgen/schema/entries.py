"""The shapes of what lists hold: entries, criteria, uses of clauses, and groups of them."""

from __future__ import annotations

import operator
from itertools import accumulate
from typing import Any, Final, cast

from jdgen.formats.markdown import inline_fault
from jdgen.model.layout import COLUMNS
from jdgen.model.section import Details, Entry, Group, Listing, Scoring, Waiver
from jdgen.model.text import ClauseUse, Number, Passage, Setting
from jdgen.reading.lists import Keyed, ListOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Choice, Context, Converted, Named, Refused, Shape
from jdgen.reading.texts import LINE, WORDS, Line, is_translated, plain_or, text_of
from jdgen.reading.values import (
    DATE,
    ID_LINE,
    NAME,
    SHARE,
    SHARE_OR_NUMBER,
    TRUE_OR_FALSE,
    WHOLE_NUMBER,
    id_of,
    one_of,
)
from jdgen.reading.yaml import Mapping, Node, Sequence
from jdgen.reading.yaml_errors import typed_mark
from jdgen.schema.conditions import WHEN_FIELD

# --- text -----------------------------------------------------------------------------------------


def _markdown(passage: Passage, node: Node, context: Context) -> Passage | None:
    if fault := inline_fault(passage.text):
        context.problems.refuse(
            node,
            f"this Markdown holds {fault}",
            "use bold, italics and links only, or write text: for plain text",
            "bad-markdown",
        )
        return None
    return passage._replace(markdown=True)


def _use(passage: Passage, _node: Node, _context: Context) -> Passage:
    return passage._replace(text="", use=ClauseUse(passage.text, passage.source))


_OF_CLAUSE: Final = Converted(id_of("clause"), _use)
_CLAUSE: Final = "The id of a standard clause, whose text stands here."
_TEXT: Final = "The text, as plain text: every character is printed as it is typed."
_MARKDOWN: Final = "The text, with bold, italics and links in Markdown."


def text_fields(
    to: str = "passage",
    *,
    required: bool = True,
    words: Shape[Passage] = WORDS,
    may_be_clause: bool = True,
) -> dict[str, Field]:
    """Return the fields of which one says a text: plain, in Markdown, or by naming a clause."""
    fields = {
        "text": Field(words, _TEXT, required, to),
        "markdown": Field(Converted(words, _markdown), _MARKDOWN, required, to),
    }
    return fields | ({"clause": Field(_OF_CLAUSE, _CLAUSE, required, to)} if may_be_clause else {})


_MARKED_WORDS: Final = plain_or(
    WORDS,
    Record(
        text_fields(),
        lambda values, _, __: values["passage"],
        hint='write one text, or {markdown: "…"}',
    ),
)
MARKED_WORDS: Final[Shape[Passage]] = Named("marked-words", lambda: _MARKED_WORDS)
"""A text that a reader sees, plain or, as fields of their own, in Markdown or by a clause."""


def _unmarked(passage: Passage, node: Node, context: Context) -> Passage | None:
    if mark := typed_mark(passage.text.lstrip()):
        context.problems.refuse(
            node,
            f'this entry starts with a mark of its own, "{mark}"',
            "start each entry with a dash and a space alone; layouts number lists by themselves",
            "typed-mark",
        )
        return None
    return passage


ENTRY_WORDS: Final = Converted(WORDS, _unmarked)
"""The text of an entry, before which documents print a mark."""
_ENTRY_TEXT: Final = text_fields(words=ENTRY_WORDS)


# --- items ----------------------------------------------------------------------------------------

IN_BRACKETS: Final = "write it in square brackets, with commas, such as [A, I]"


def _number(value: int, node: Node, context: Context) -> Number:
    return Number(value, context.source(node))


def _shared(share: tuple[float, float | None], node: Node, context: Context) -> Number:
    return Number(share[0], context.source(node), share[1])


QUALIFYING: Final = {
    "or_equivalent": Field(TRUE_OR_FALSE, 'Whether to add "or equivalent" to the text.'),
    "or_working_towards": Field(
        TRUE_OR_FALSE, 'Whether to add "or working towards it" to the text.'
    ),
    "or_instead": Field(MARKED_WORDS, "What is accepted instead, such as substantial experience."),
}
WEIGHT: Final = Field(
    Converted(SHARE_OR_NUMBER, _shared),
    "How much of the working time a duty takes, in per cent, or how much a criterion counts.",
)
DUTY_DETAILS: Final = {
    "weight": Field(
        Converted(SHARE, _shared),
        "How much of the working time it takes, in per cent: 40, 33.3, or 10 to 20. Where one duty"
        " says so all must, and they must add up to 100.",
    ),
    "frequency": Field(MARKED_WORDS, "How often it is done."),
    "outcome": Field(MARKED_WORDS, "What it is to achieve, or the standard that it must meet."),
}


def _cell_name(name: str, node: Node, context: Context) -> str | None:
    if name not in TAKEN:
        return name
    context.problems.refuse(
        node,
        f'"{name}" is what entries say anyway',
        f"write {name}: beside cells:, or call this one something else",
        "bad-name",
    )
    return None


TAKEN: Final = frozenset({*COLUMNS, "methods", "importance", "standard", "category", "criterion"})
"""Names that columns and labels have already."""
CELLS: Final = {
    "cells": Field(
        Keyed(MARKED_WORDS, keys=Converted(NAME, _cell_name)),
        "What else is said of it, in columns of your own: each by the name that the layout's"
        " columns or labels have for it.",
    )
}


def _entry(values: Values, node: Mapping, context: Context) -> Entry | None:
    if not values["passage"]:
        if not (values["label"] and values["items"]):
            message, hint = 'the field "text" is missing', "add text: …"
            context.problems.refuse(node, message, hint, "missing-field")
            return None
        values["passage"] = Passage("", values["label"].source)
    if values["optional"] and context.layer == "vacancy":
        context.problems.refuse(
            node,
            "an entry of a vacancy can't be optional, as nothing below could include it",
            "delete optional:, or the entry",
            "setting-without-effect",
        )
    elif values["optional"] and not values["id"]:
        context.problems.refuse(
            node,
            "an optional entry needs an id",
            "add id: …, for roles to include it by",
            "missing-id",
        )
    return values.make(Entry, details=values.made_if_said(Details))


PLAIN_ENTRY: Final = Converted(ENTRY_WORDS, lambda passage, _, __: Entry(passage))
LABEL: Final = Field(WORDS, "A word or two in bold before the text.")


def _list_inside(record: Record[Entry]) -> Shape[tuple[Entry, ...]]:
    """Return the shape of a list that stands inside an entry."""

    def pick(node: Node, setting: Setting) -> Shape[Entry]:
        if not isinstance(node, Mapping) or is_translated(node, setting):
            return PLAIN_ENTRY
        if len(node) == 1 and not (node.keys() & record.fields.keys() or node.keys() & _ELSEWHERE):
            return UNQUOTED_TEXT
        return record

    return ListOf(Choice(pick, (PLAIN_ENTRY, record)), least=1)


_ELSEWHERE: Final = frozenset({"id", "heading", "optional", "when"})
_INSIDE: Final = dict.fromkeys(
    sorted(_ELSEWHERE),
    "an entry inside an entry has label, text and items only; move it out, or change the whole"
    " entry by the id of the outer one",
)


UNQUOTED_TEXT: Final = Refused(
    'this reads as a field called "{key}"',
    'put quotes around the whole text, or write {{label: "{key}", text: "…"}}',
    "unquoted-text",
)
"""Text with ": " in it that its author forgot to quote, so that YAML made it a field."""

_INNERMOST: Final = Record({"label": LABEL, **_ENTRY_TEXT}, Entry, instead=_INSIDE)
_INNER: Final = Record(
    {
        "label": LABEL,
        **_ENTRY_TEXT,
        "items": Field(_list_inside(_INNERMOST), "A list inside this entry, the last that may be."),
    },
    Entry,
    instead=_INSIDE,
)
INNER_LIST: Final[Shape[tuple[Entry, ...]]] = Named("inner-list", lambda: _list_inside(_INNER))

WAIVE_FIELD: Final = Field(
    ListOf(
        Record(
            {
                "rule": Field(LINE, "The rule's id, such as EQ03.", required=True),
                "reason": Field(LINE, "Why it does not hold here.", required=True),
                "until": Field(DATE, "The last day on which that is so."),
            },
            lambda values, _, __: values.make(Waiver),
        ),
        least=1,
        hint='write it as a list: - {rule: EQ03, reason: "…"}',
    ),
    "Rules that are not to ask about this, each with a reason: jdgen check --waivers lists them.",
)
ID_FIELD: Final = Field(
    text_of(ID_LINE),
    "A name by which roles and vacancies include, omit, replace or order this: lower-case letters,"
    " digits and hyphens, once in a job.",
)
_COMMON: Final = {
    "id": ID_FIELD,
    "label": LABEL,
    **text_fields(words=ENTRY_WORDS, required=False),  # a label may head a list by itself
    "optional": Field(
        TRUE_OR_FALSE, "Whether it is printed only where a role or vacancy includes it."
    ),
    "when": WHEN_FIELD,
    "items": Field(INNER_LIST, "A list inside this entry."),
    "waive": WAIVE_FIELD,
    **QUALIFYING,
    **CELLS,
}
ITEM_FIELDS: Final = {**_COMMON, **DUTY_DETAILS}
_SAID: Final = {
    "anyOf": [*({"required": [name]} for name in _ENTRY_TEXT), {"required": ["label", "items"]}]
}
"""What an entry needs, as JSON Schema: a text, or a label and a list."""
_ITEM: Final = Record(ITEM_FIELDS, _entry, also=_SAID)
ITEM: Final[Shape[Entry]] = Named("item", lambda: _ITEM)


# --- groups ---------------------------------------------------------------------------------------

GROUP_IN_GROUP: Final = Refused(
    "a group can't stand in a group", "move it out, beside the other", "group-in-group"
)


def is_group(node: Node) -> bool:
    """Return whether an author means a group of entries, and no entry with a list inside."""
    return isinstance(node, Mapping) and (
        "heading" in node
        or "lead_in" in node
        or ("items" in node and not node.keys() & {"id", "label", "text", "markdown", "clause"})
    )


def _pick_entry(node: Node, setting: Setting) -> Shape[Any]:
    if not isinstance(node, Mapping) or is_translated(node, setting):
        return PLAIN_ENTRY
    if is_group(node):
        return GROUP_IN_GROUP
    if len(node) == 1 and not (node.keys() & ITEM_FIELDS.keys()):
        return UNQUOTED_TEXT
    return ITEM


ENTRY: Final[Shape[Entry]] = Named("entry", lambda: Choice(_pick_entry, (PLAIN_ENTRY, ITEM)))
LEAD_IN: Final = Field(
    MARKED_WORDS,
    "A sentence before the list, as text or as {markdown: …}; blank lines make paragraphs.",
)
CLOSING: Final = Field(MARKED_WORDS, "A sentence after the list, as text or as {markdown: …}.")


def _group(values: Values, node: Mapping, context: Context) -> Group | None:
    entries, text = values["entries"], values.pop("passage", None)
    if entries and text:
        context.problems.refuse(
            text.source,
            "a text stands beside the list of a group",
            "write lead_in: for a sentence before the list, or closing: for one after it",
            "two-wordings",
        )
        return None
    if values["closing"] and not entries:
        context.problems.refuse(
            values["closing"].source,
            "there is no list that this could close",
            "write text: for a group without a list",
            "setting-without-effect",
        )
        return None
    if not (values["heading"] or values["lead_in"]):
        context.problems.refuse(
            node,
            'the field "heading" is missing',
            "add heading: …, or lead_in: … for a group without one",
            "missing-field",
        )
        return None
    if values["weight"] and not (values["heading"] and entries):
        context.problems.refuse(
            values["weight"].source,
            "this weight has no heading and list that it could stand for",
            "add heading: and items:, or give each entry a weight",
            "setting-without-effect",
        )
        return None
    if not (entries or text or values["lead_in"]):
        message, hint = 'the field "items" is missing', "add items: …, or text: for a paragraph"
        context.problems.refuse(node, message, hint, "missing-field")
        return None
    heading = values["heading"] or Passage("", values.source)
    return values.make(Group, heading=heading, lead_in=values["lead_in"] or text)


_GROUP: Final = Record(
    {
        "heading": Field(WORDS, "The heading over the group."),
        "lead_in": LEAD_IN,
        "items": Field(ListOf(ENTRY, least=1), "The group's entries.", to="entries"),
        "closing": CLOSING,
        "weight": DUTY_DETAILS["weight"]._replace(
            about="How much of the working time its entries take together, in per cent."
        ),
        **text_fields(required=False),
    },
    _group,
)
GROUP: Final[Shape[Group]] = Named("group", lambda: _GROUP)


def listing(entries: tuple[Any, ...], node: Node, context: Context) -> Listing:
    """Put the entries that stand alone in a group without heading, before the titled groups."""
    alone = tuple(entry for entry in entries if not isinstance(entry, Group))
    groups = [entry for entry in entries if isinstance(entry, Group)]
    children = node if isinstance(node, Sequence) else ()
    groups_so_far = accumulate(map(is_group, children), operator.or_)
    for child, follows in zip(children, groups_so_far, strict=True):
        if follows and not is_group(child):
            context.problems.refuse(
                child,
                "this entry stands after a group and would read as part of it",
                "move it above the first heading, or into a group",
                "entry-after-group",
            )
    if alone:
        groups.insert(0, Group(Passage("", context.source(node)), alone))
    return Listing(tuple(groups))


def _pick_entry_or_group(node: Node, setting: Setting) -> Shape[Any]:
    return GROUP if is_group(node) else _pick_entry(node, setting)


ENTRIES: Final = Converted(
    ListOf(Choice(_pick_entry_or_group, (PLAIN_ENTRY, ITEM, GROUP)), least=1), listing
)


# --- criteria -------------------------------------------------------------------------------------

IMPORTANCE: Final = one_of("essential", "desirable", "unspecified")
ASSESSMENT: Final = {
    "assessed_by": Field(
        ListOf(Line("method"), hint=IN_BRACKETS),
        "The codes of the organisation's assessment methods, in square brackets.",
        to="methods",
    ),
    "standard": Field(
        id_of("step"),
        "How well it is needed: the id of a step of one of the organisation's scales.",
    ),
    "stage": Field(
        one_of("shortlisting", "interview", "appointment"),
        "When it is tested: shortlisting, interview or appointment.",
    ),
    "weight": Field(Converted(WHOLE_NUMBER, _number), "How much it counts in scoring."),
}


def _criterion(values: Values, node: Mapping, context: Context) -> Entry | None:
    values["scoring"] = values.make(Scoring)
    values.pop("weight", None)  # which is no duty's, and was its score's
    return _entry(values, node, context)


_CRITERION: Final = Record(
    {
        **_COMMON,
        "importance": Field(
            IMPORTANCE,
            "essential, desirable, or unspecified where the organisation does not say; once for all"
            " where the category says it.",
        ),
        **ASSESSMENT,
    },
    _criterion,
    also=_SAID,
    hint='write {text: "…", importance: essential}, or desirable',
    instead={
        "essential": "write importance: essential",
        "desirable": "write importance: desirable",
        "required": "write importance: essential",
    },
)
_PLAIN_CRITERION: Final = Converted(
    ENTRY_WORDS, lambda passage, _, __: Entry(passage, scoring=Scoring())
)


def _pick_criterion(node: Node, setting: Setting) -> Shape[Entry]:
    if isinstance(node, Mapping) and (
        node.keys() & _ENTRY_TEXT.keys() or not is_translated(node, setting)
    ):
        return _CRITERION
    return _PLAIN_CRITERION


CRITERION: Final[Shape[Entry]] = Named(
    "criterion", lambda: Choice(_pick_criterion, (_PLAIN_CRITERION, _CRITERION))
)


def _category(values: Values, node: Mapping, context: Context) -> Group:
    """Return a category, whose importance is that of each criterion that says none itself."""
    importance = values.pop("importance", None)
    has_all_own = importance is not None
    entries: list[Entry] = []
    children = next(child for key, child in node.items() if key == "criteria")
    for child, entry in zip(cast("Sequence", children), values["entries"], strict=True):
        if isinstance(child, Mapping) and "importance" in child:
            entries.append(entry)
        elif importance:
            has_all_own = False
            scoring = (entry.scoring or Scoring())._replace(importance=importance)
            entries.append(entry._replace(scoring=scoring))
        elif isinstance(child, Mapping):
            message, hint = 'the field "importance" is missing', "add importance: …"
            context.problems.refuse(child, message, hint, "missing-field")
        else:
            message = 'an entry of "criteria" should be fields, not text'
            context.problems.refuse(child, message, _FIELDS_OF_CRITERIA, "wrong-type")
    if has_all_own:
        context.problems.refuse(
            node,
            '"importance" of the category has no effect, as each of its criteria says its own',
            "delete it here, or at the criteria",
            "setting-without-effect",
        )
    return values.make(Group, entries=tuple(entries))


_FIELDS_OF_CRITERIA: Final = (
    'write {text: "…", importance: essential}, or desirable, or importance: once in the category'
)
CATEGORY: Final = Record(
    {
        "category": Field(
            WORDS, "The category's heading, such as Experience.", required=True, to="heading"
        ),
        "criteria": Field(
            ListOf(CRITERION, least=1), "The category's criteria.", required=True, to="entries"
        ),
        "lead_in": Field(MARKED_WORDS, "A sentence before the category's criteria."),
        "closing": Field(MARKED_WORDS, "A sentence after them."),
        "importance": Field(
            IMPORTANCE, "The importance of all its criteria that don't say their own."
        ),
    },
    _category,
)
