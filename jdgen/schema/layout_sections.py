"""What a layout may say of a section: its title, lists, tables, criteria and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.model.layout import (
    COLUMNS,
    UNTITLED,
    Column,
    CriteriaStyle,
    DocumentPart,
    Limit,
    SectionStyle,
    untitled,
)
from jdgen.nearest import closest
from jdgen.reading.lists import Keyed, ListOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Choice, Context, Converted, Shape
from jdgen.reading.values import (
    ID_LINE,
    NAME,
    NAMELESS,
    TRUE_OR_FALSE,
    WHOLE_NUMBER,
    one_of,
)
from jdgen.reading.yaml import Mapping, Sequence
from jdgen.schema.entries import MARKED_WORDS
from jdgen.schema.layout_effects import refuse_vain_of_section
from jdgen.schema.layout_rows import FACT_ROW, LABEL, SMALL_LABEL
from jdgen.schema.layout_rules import check_settings, check_tables
from jdgen.schema.wording import COUNTED, pattern_with

if TYPE_CHECKING:
    from jdgen.model.text import Passage, Setting
    from jdgen.reading.yaml import Node


def _limit(values: Values, node: Mapping, context: Context) -> Limit | None:
    low, high = values["minimum"] or 0, values["maximum"]
    if high is not None and low > high:
        context.problems.refuse(
            node,
            f"the minimum {low} is above the maximum {high}",
            "put the lower figure first",
            "limit-order",
        )
        return None
    return values.make(Limit)


def _criteria(values: Values, node: Mapping, context: Context) -> CriteriaStyle | None:
    group_by = values["group_by"]
    if len(group_by or ()) > len(set(group_by or ())):
        context.problems.refuse(
            node,
            f'"{group_by[0]}" stands twice in group_by',
            f"write group_by: [{group_by[0]}]",
            "setting-without-effect",
        )
        return None
    if values["methods"] == "none" and values["methods_in"]:
        context.problems.refuse(
            node,
            '"methods_in" has no effect where no methods are said (methods: none)',
            "delete methods_in: or methods:",
            "setting-without-effect",
        )
        return None
    if values["shown_as"] == "side-by-side" and (group_by is not None or values["methods_in"]):
        context.problems.refuse(
            node,
            "criteria that stand side by side have a row for each category and their methods in"
            " the text",
            "delete group_by: and methods_in:",
            "setting-without-effect",
        )
        return None
    return values.make(CriteriaStyle)


def _section(values: Values, node: Mapping, context: Context) -> SectionStyle | None:
    is_right = check_settings(values, node, context)
    is_right &= refuse_vain_of_section(values, node, context)
    if values["title"] and not values["title"].text:
        values.pop("title")
    if not values["title"] and values["limit"] and values["limit"].printed:
        context.problems.refuse(
            node,
            "the limit of a section without a title can't be printed",
            "add title: …, or delete printed:",
            "setting-without-effect",
        )
        is_right = False
    style = values.make(SectionStyle)
    return style if check_tables(style, node, context) and is_right else None


_LIMIT: Final = Record(
    {
        "minimum": Field(WHOLE_NUMBER, "The fewest words it may have."),
        "maximum": Field(WHOLE_NUMBER, "The most words it may have."),
        "printed": Field(TRUE_OR_FALSE, "Whether the limit is printed after the title."),
    },
    _limit,
)


def _columns(
    pairs: tuple[tuple[Passage, Passage], ...], _node: Node, context: Context
) -> tuple[Column, ...] | None:
    lacking = untitled([title.text for _, title in pairs])
    if lacking is not None:
        name, title = pairs[lacking]
        what, hint = UNTITLED
        context.problems.refuse(title.source, f'"{name.text}" {what}', hint, "untitled-column")
        return None
    return tuple(Column(name=name, title=title) for name, title in pairs)


def _column(name: str, node: Node, context: Context) -> str | None:
    near = None if name in COLUMNS else closest(name, COLUMNS, 0.8)
    if near is None:
        return name
    context.problems.refuse(
        node,
        f'"{name}" is no column that jdgen knows, and is nearly "{near}"',
        f"write {near}, or give a column of your own another name",
        "unknown-word",
    )
    return None


_COLUMN: Final = Converted(NAME, _column)
_BRACKETS: Final = "write it in square brackets, such as [category]"
_NUMBER: Final = pattern_with(optional=("group",), either=(COUNTED,))
_ALIKE: Final = Converted(_NUMBER, lambda pattern, _, __: {"": pattern})
_DEPTH: Final = 3
"""How deep lists go: in a section, in an entry, and in an entry of that."""


def _by_depth(patterns: tuple[str, ...], node: Node, context: Context) -> dict[str, str] | None:
    if len(patterns) <= _DEPTH:
        return {str(at or ""): pattern for at, pattern in enumerate(patterns)}
    message = f"there are {len(patterns)} ways to write numbers, and lists are {_DEPTH} deep"
    context.problems.refuse(node, message, "delete the last", "setting-without-effect")
    return None


_BY_DEPTH: Final = Converted(
    ListOf(_NUMBER, least=1, hint='write ["({letter})", "({roman})"]'), _by_depth
)
_BY_IMPORTANCE: Final = Record(
    {
        "essential": Field(_NUMBER, "Of essential criteria, such as E{number}."),
        "desirable": Field(_NUMBER, "Of desirable criteria, such as D{number}."),
        "unspecified": Field(_NUMBER, "Of criteria that are neither."),
    },
    lambda values, _, __: dict(values),
)


def _pick_numbers(node: Node, _: Setting) -> Shape[dict[str, str]]:
    if isinstance(node, Sequence):
        return _BY_DEPTH
    return _BY_IMPORTANCE if isinstance(node, Mapping) else _ALIKE


_CRITERIA: Final = Record(
    {
        "group_by": Field(
            ListOf(one_of("category", "importance"), hint=_BRACKETS),
            "What the criteria are grouped by, the outer first; [] is one flat table.",
        ),
        "as": Field(
            one_of("table", "list", "side-by-side"),
            "A table; a list, in which categories are headings only; or side-by-side, one table"
            " with a row for each category and a column for each importance.",
            to="shown_as",
        ),
        "methods": Field(
            one_of("words", "codes", "none"),
            "How the assessment methods are said: words if not given.",
        ),
        "methods_in": Field(
            one_of("column", "text"), "In a column of their own, or after the criterion."
        ),
    },
    _criteria,
)
SECTION: Final = Record(
    {
        "id": Field(ID_LINE, "The section, as the families and vacancies call it.", required=True),
        "title": Field(
            LABEL, "The heading over it, which may name facts; it has none where it says none."
        ),
        "lead_in": Field(
            MARKED_WORDS, "A sentence before its text, as text or {markdown: …}; it may name facts."
        ),
        "numbering": Field(
            one_of("bullets", "numbers", "restart", "run-on"),
            "How its list is marked: bullets; numbers, through all its groups; restart, numbers"
            " from 1 in each group; run-on, numbers that go on from the section before. A table has"
            " them in a column: of criteria the first, of other lists the one called number.",
        ),
        "number_as": Field(
            Choice(_pick_numbers, (_ALIKE, _BY_DEPTH, _BY_IMPORTANCE)),
            'How its numbers are written, such as "{group}.{number}" with that of the group, or'
            ' "({letter})"; with those of lists inside entries: ["({letter})", "({roman})"]; of'
            ' criteria also by importance, each counted by itself: {essential: "E{number}",'
            ' desirable: "D{number}"}. {LETTER} and {ROMAN} are capitals.',
        ),
        "required": Field(TRUE_OR_FALSE, "Whether a vacancy's documents have to have it."),
        "words": Field(
            _LIMIT,
            "How many words it may have. A word is what spaces separate, as Word counts them, in"
            " all that stands below the title.",
            to="limit",
        ),
        "facts": Field(ListOf(FACT_ROW), "Facts to print in it, after its text."),
        "facts_as": Field(one_of("list", "table"), "How the facts are set out."),
        "columns": Field(
            Converted(Keyed(SMALL_LABEL, keys=_COLUMN), _columns),
            "To show its list as a table: what each column holds (number, label, text, group, a"
            " detail such as weight, or one of the entries' own cells) and its title. The first"
            " column may have none, as may both of two, such as label and text: the table then has"
            " no head row.",
        ),
        "details": Field(
            Converted(one_of("first", "last"), lambda word, _, __: word == "first"),
            "Where an entry's weight, frequency and the like stand: first, after its label, or"
            " last, after its text, as they do if not given.",
            to="details_first",
        ),
        "standing": Field(
            Converted(one_of("first", "last"), lambda word, _, __: word == "last"),
            "Where its list has what the organisation says of every post: first, as if not given,"
            " or last, after all that is the post's own.",
            to="standing_last",
        ),
        "criteria": Field(_CRITERIA, "How the criteria are set out."),
        "empty": Field(
            MARKED_WORDS,
            "What it says where there is no text, as text or {markdown: …}. Without it it is left"
            " out.",
        ),
        "show": Field(
            Converted(one_of("used", "all"), lambda word, _, __: word == "used"),
            "Of the assessment methods or the scale: all, or those that a criterion names.",
            to="only_used",
        ),
        "signatories": Field(ListOf(NAMELESS, least=1), "Who signs, for the section sign-off."),
    },
    _section,
)

_PART: Final = Record(
    {
        "part": Field(
            ID_LINE,
            "Another document of this layout, which is put here.",
            required=True,
            to="document",
        ),
        "new_page": Field(TRUE_OR_FALSE, "Whether it starts a page: true if not given."),
    },
    DocumentPart,
)
SECTION_OR_PART: Final = Choice[SectionStyle | DocumentPart](
    lambda node, _: _PART if isinstance(node, Mapping) and "part" in node else SECTION,
    (SECTION, _PART),
)
