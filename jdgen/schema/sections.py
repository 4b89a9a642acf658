"""The shape of what every layer may say: sections, criteria and changes to inherited entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.model.facts import EVALUATION, RECORD
from jdgen.model.job import Evaluation, Layer
from jdgen.model.section import (
    FIELD_OF,
    MADE_OF,
    PERSON_SPECIFICATION,
    RELATIONSHIPS,
    UNPLACED,
    Alternatives,
    AuthoredSection,
    Details,
    Entry,
    Group,
    Listing,
    Prose,
    Replacement,
)
from jdgen.model.text import Passage, Setting
from jdgen.reading.lists import Keyed, ListOf, MapOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Choice, Context, Converted, Named, Shape
from jdgen.reading.texts import LINE, WORDS, is_translated, plain_or, text_of
from jdgen.reading.values import ID_KEY, ID_LINE, because, one_of, with_reason
from jdgen.reading.yaml import Mapping, Node, Sequence
from jdgen.schema.entries import (
    ASSESSMENT,
    CATEGORY,
    CELLS,
    CLOSING,
    DUTY_DETAILS,
    ENTRIES,
    ENTRY_WORDS,
    ID_FIELD,
    IMPORTANCE,
    INNER_LIST,
    ITEM_FIELDS,
    LABEL,
    LEAD_IN,
    MARKED_WORDS,
    PLAIN_ENTRY,
    WAIVE_FIELD,
    WEIGHT,
    text_fields,
)
from jdgen.schema.facts import facts_in, fields_of

if TYPE_CHECKING:
    from jdgen.model.section import Content

# --- sections -------------------------------------------------------------------------------------

_ONE_ALTERNATIVE: Final = "add another alternative, or write the text without any_of"


_ALTERNATIVE: Final = Record({"id": ID_FIELD._replace(required=True), **text_fields()}, Entry)
_ALTERNATIVES: Final = Record(
    {
        "any_of": Field(
            ListOf(_ALTERNATIVE, least=2, hint=_ONE_ALTERNATIVE),
            'Alternatives ("or"), of which a role chooses one or several by id.',
            required=True,
            to="options",
        )
    },
    Alternatives,
)
_LED_LIST: Final = Record(
    {
        "lead_in": LEAD_IN,
        "items": Field(ENTRIES, "The list itself.", required=True),
        "closing": CLOSING,
    },
    lambda values, _, __: values["items"]._replace(
        lead_in=values["lead_in"], closing=values["closing"]
    ),
)
_PROSE: Final = Converted(MARKED_WORDS, lambda passage, _, __: Prose((passage,)))
_CONTENT_SHAPES: Final = (_PROSE, ENTRIES, _LED_LIST, _ALTERNATIVES)


def _pick_content(node: Node, setting: Setting) -> Shape[Content]:
    if isinstance(node, Sequence):
        return ENTRIES
    if not isinstance(node, Mapping) or is_translated(node, setting):
        return _PROSE
    if len(node) == 1 and node.keys() <= {"text", "markdown", "clause"}:
        return _PROSE
    if node.keys() & {"lead_in", "closing"} or node.keys() == {"items"}:
        return _LED_LIST
    if "any_of" not in node and node.keys() & {*ITEM_FIELDS, "heading"}:
        return ENTRIES  # the dash of an entry or of a group was forgotten
    return _ALTERNATIVES


def _check_ids(
    sections: tuple[tuple[Passage, Content], ...], _node: Node, context: Context
) -> tuple[AuthoredSection, ...]:
    for key, _ in sections:
        if key.text in FIELD_OF:
            context.problems.refuse(
                key.source,
                f'"{key.text}" can\'t be a section',
                f"write it as {FIELD_OF[key.text]}: beside sections:, and not inside it; a section"
                " of your own needs another name",
                "reserved-section",
            )
        elif key.text in MADE_OF:
            context.problems.refuse(
                key.source,
                f'"{key.text}" can\'t be written: jdgen makes it of {MADE_OF[key.text]}',
                "delete it, or give your section another name, which the layout shows",
                "reserved-section",
            )
    return tuple(AuthoredSection(key.text, key.source, content) for key, content in sections)


SECTIONS: Final[Shape[tuple[AuthoredSection, ...]]] = Named(
    "sections",
    lambda: Converted(Keyed(Choice(_pick_content, _CONTENT_SHAPES), keys=ID_KEY), _check_ids),
)

# --- relationships --------------------------------------------------------------------------------


def _relationship(values: Values, _node: Mapping, _context: Context) -> tuple[str, Entry]:
    passage = values["why"] or Passage("", values.source)
    return values["where"], values.make(Entry, passage=passage)


def _relationships(
    pairs: tuple[tuple[str, Entry], ...], node: Node, context: Context
) -> AuthoredSection:
    wording = context.setting.wording
    groups = tuple(
        Group(Passage(heading, context.source(node)), items)
        for where, heading in (("inside", wording.inside), ("outside", wording.outside))
        if (items := tuple(item for at, item in pairs if at == where))
    )
    return AuthoredSection(RELATIONSHIPS, context.source(node), Listing(groups))


_RELATIONSHIP: Final = Record(
    {
        "id": ID_FIELD,
        "who": Field(WORDS, "Whom the post works with.", required=True, to="label"),
        "where": Field(
            one_of("inside", "outside"), "Inside or outside the organisation.", required=True
        ),
        "why": Field(MARKED_WORDS, "What for."),
    },
    _relationship,
)

# --- what is still to be placed -------------------------------------------------------------------


def _unplaced(values: Values, _node: Mapping, _context: Context) -> Entry:
    remarks = (values["source"], values["remark"])
    return Entry(values["text"], items=tuple(Entry(remark) for remark in remarks if remark))


def _unplaced_section(entries: tuple[Entry, ...], node: Node, context: Context) -> AuthoredSection:
    group = Group(Passage("", context.source(node)), entries)
    return AuthoredSection(UNPLACED, context.source(node), Listing((group,)))


_UNPLACED: Final = Record(
    {
        "text": Field(WORDS, "The words, as they were.", required=True),
        "source": Field(LINE, "Where they stood: the file, and the place in it."),
        "remark": Field(LINE, "What is known of them."),
    },
    _unplaced,
)

# --- criteria, evaluation, record -----------------------------------------------------------------


def _person_specification(
    categories: tuple[Group, ...], _node: Node, _context: Context
) -> AuthoredSection | None:
    if not categories:
        return None
    source = categories[0].heading.source
    return AuthoredSection(PERSON_SPECIFICATION, source, Listing(categories))


def _factor(values: Values, _node: Mapping, _context: Context) -> Entry:
    passage = values["why"] or Passage("", values.source)
    return values.make(Entry, passage=passage, details=values.made_if_said(Details))


def _evaluation(values: Values, _node: Mapping, _context: Context) -> Evaluation:
    return values.make(Evaluation, facts=facts_in(values))


_FACTOR: Final = Record(
    {
        "factor": Field(WORDS, "The factor's name.", required=True, to="label"),
        "level": Field(LINE, "The level awarded, such as 2-3ab."),
        "score": Field(LINE, "The points awarded."),
        "why": Field(MARKED_WORDS, "Why this level."),
    },
    _factor,
)
EVALUATION_FIELD: Final = Field(
    Record(
        {
            **fields_of(EVALUATION, "evaluation"),
            "factors": Field(ListOf(_FACTOR), "The factors, with levels and scores."),
            "rests_on": Field(
                MapOf(text_of(LINE), keys=text_of(LINE)),
                "Digests of the texts that were evaluated, which jdgen evaluated writes.",
            ),
        },
        _evaluation,
    ),
    "What job evaluation decided. It is printed only where a layout or --audience asks for it.",
)
RECORD_FIELD: Final = Field(
    Record(
        fields_of(RECORD),
        lambda values, _, __: dict(values),
    ),
    "What is kept of this file: status, version, dates of approval and review.",
)
UNPLACED_FIELD: Final = Field(
    Converted(ListOf(_UNPLACED, least=1), _unplaced_section),
    "What was read in another document and belongs to none of the fields yet. Drafts print it last;"
    " nothing final is made until it is placed or deleted.",
)
_OF_CATEGORIES: Final = (
    "write each category as an entry: - category: Experience, with criteria: below it, indented"
)
CONTENT_FIELDS: Final = {
    "sections": Field(
        SECTIONS,
        "The text, by section. Each section's name is one that the layout shows; its content is"
        " paragraphs, a list, alternatives (any_of) or a clause.",
    ),
    "person_specification": Field(
        Converted(ListOf(CATEGORY, hint=_OF_CATEGORIES), _person_specification),
        "What the holder must show, by category.",
    ),
    "relationships": Field(
        Converted(ListOf(_RELATIONSHIP, least=1), _relationships),
        "Whom the post works with, inside or outside the organisation, and why.",
    ),
    "waive": WAIVE_FIELD,
}

# --- changes --------------------------------------------------------------------------------------


_REPLACEMENT: Final = Record(
    {
        "label": LABEL,
        **text_fields(required=False, words=ENTRY_WORDS),
        "items": Field(INNER_LIST, "The list inside the entry."),
        "importance": Field(IMPORTANCE, "A criterion's importance."),
        **DUTY_DETAILS,
        **ASSESSMENT,
        "weight": WEIGHT,
        **CELLS,
        "reason": Field(LINE, "Why it is worded anew, which jdgen explain shows."),
    },
    Replacement,
)
_PLAIN_REPLACEMENT: Final = Converted(
    PLAIN_ENTRY, lambda entry, _, __: Replacement(passage=entry.passage)
)


_IDS_IN_BRACKETS: Final = "write it in square brackets, with commas, such as [money, people]"
_NAMED_ID: Final = Named("changed", lambda: with_reason(ID_LINE))
_IDS: Final = ListOf(_NAMED_ID, hint=_IDS_IN_BRACKETS)


def _with_reason(pair: tuple[Passage, Replacement]) -> tuple[Passage, Replacement]:
    """Return what is replaced, and by what, with the reason where the change stands."""
    name, replacement = pair
    if replacement.reason is None:
        return pair
    return because(name, replacement.reason), replacement._replace(reason=None)


CHANGE_FIELDS: Final = {
    "include": Field(_IDS, "Inherited entries to print that are optional or were omitted, by id."),
    "omit": Field(_IDS, "Inherited entries not to print, by id."),
    "choose": Field(_IDS, "Which of a section's alternatives to print, by id."),
    "replace": Field(
        Converted(
            Keyed(plain_or(_PLAIN_REPLACEMENT, _REPLACEMENT), keys=ID_KEY),
            lambda pairs, _, __: tuple(map(_with_reason, pairs)),
        ),
        "Inherited entries to word anew, by id.",
    ),
    "order": Field(
        _IDS,
        "Inherited entries to print first in their list, by id, in the order they are to have.",
    ),
}


def layer(values: Values, facts: dict[str, Passage] | None = None) -> Layer:
    """Return what a layer says of a job; `facts` are said in other ways than by fields of facts."""
    made_of_fields = (
        values["relationships"],
        values["person_specification"],
        values["unplaced"],
    )
    return values.make(
        Layer,
        facts=facts_in(values) | (facts or {}),
        sections=(*(values["sections"] or ()), *filter(None, made_of_fields)),
    )
