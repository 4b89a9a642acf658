"""The shape of a layout's `layout.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen.model.facts import CHOICES, EVALUATION_FACTS, NONE
from jdgen.model.layout import (
    COLUMNS,
    UNTITLED,
    BandStyle,
    Column,
    CriteriaStyle,
    DocumentKind,
    FactRow,
    Layout,
    Limit,
    Part,
    SectionStyle,
    untitled,
)
from jdgen.model.text import Passage, facts_in
from jdgen.names import fault, split_ending, spoken, suggestion
from jdgen.problems import Place, closest
from jdgen.reading.shapes import (
    LINE,
    NOTHING,
    WORDS,
    Choice,
    Context,
    Converted,
    Described,
    Field,
    Keyed,
    Line,
    ListOf,
    MapOf,
    Record,
    Values,
    plain_or,
)
from jdgen.reading.values import (
    ID_KEY,
    ID_LINE,
    LANGUAGE,
    NAME,
    TRUE_OR_FALSE,
    WHOLE_NUMBER,
    ids,
    one_of,
    with_reason,
)
from jdgen.reading.yaml import Mapping, Sequence
from jdgen.schema.entries import MARKED_WORDS
from jdgen.schema.layout_changes import changes_fields, changes_of
from jdgen.schema.layout_rules import MOST_KEY_FACTS, check_documents, check_settings, check_tables
from jdgen.schema.wording import pattern_with

if TYPE_CHECKING:
    from jdgen.reading.yaml import Node

TEMPLATE: Final = "document.md.j2"
HOUSE_STYLE: Final = "house-style.docx"


def _file_name(passage: Passage, node: Node, context: Context) -> Passage | None:
    path = Path(passage.text)
    if path.is_absolute() or ".." in path.parts or "\\" in passage.text or ":" in passage.text:
        context.problems.refuse(
            node,
            f'"{passage.text}" leads out of the folder',
            "name a file in the layout's own folder",
            "path-outside",
        )
        return None
    for part in path.parts:
        stem, ending = split_ending(part)
        if wrong := fault(stem):
            message = f'"{spoken(part)}" can\'t be a file\'s name: "{spoken(stem)}" {wrong}'
            hint = f"rename the file {suggestion(stem)}{ending}"
            context.problems.refuse(node, message, hint, "bad-file-name")
            return None
    return passage


def _kind_id(passage: Passage, node: Node, context: Context) -> Passage | None:
    if wrong := fault(passage.text):
        message = f'the document\'s files would be called "{passage.text}", which {wrong}'
        hint = f"call the document {suggestion(passage.text)}, say"
        context.problems.refuse(node, message, hint, "bad-file-name")
        return None
    return passage


# --- facts ----------------------------------------------------------------------------------------


def _with_label(values: Values, context: Context) -> None:
    """Take the label that the organisation gives a field of its own, where the row has none."""
    own = context.setting.own_facts.get(values["fact"].text) if values["fact"] else None
    if own and own.label and not (values["label"] or values["sentence"]):
        values["label"] = own.label


def _header_row(values: Values, node: Mapping, context: Context) -> FactRow | None:
    _with_label(values, context)
    if not values["label"]:
        context.problems.refuse(
            node, 'the field "label" is missing', "add label: …", "missing-field"
        )
        return None
    return _row(values, node, context)


def _row_or_sentence(values: Values, node: Mapping, context: Context) -> FactRow | None:
    _with_label(values, context)
    if not (values["label"] or values["sentence"]):
        context.problems.refuse(
            node,
            'the field "label" is missing',
            "write label: for a row, or sentence: for a sentence that names the fact",
            "missing-field",
        )
        return None
    return _row(values, node, context)


def _row(values: Values, node: Mapping, context: Context) -> FactRow | None:
    fact, sentence = values["fact"], values["sentence"]
    named = facts_in(sentence.text) if sentence else set()
    if not (fact or named):
        context.problems.refuse(
            sentence.source if sentence else node,
            "this sentence names no fact" if sentence else 'the field "fact" is missing',
            "write {{ post.location }} in it, say" if sentence else "add fact: …, or a sentence:",
            "sentence-without-fact" if sentence else "missing-field",
        )
        return None
    if fact and sentence and fact.text not in named:
        context.problems.refuse(
            sentence.source,
            f'this sentence doesn\'t name its fact, "{fact.text}", which would not be printed',
            f"write {{{{ {fact.text} }}}} in it, or label: in place of sentence:",
            "sentence-without-fact",
        )
        return None
    if values["none"] and not (fact and NONE in CHOICES.get(fact.text, ())):
        context.problems.refuse(
            values["none"].source,
            f'"none" has no effect here: it is for facts that can be "{NONE}", as checks.dbs can',
            "delete none:",
            "setting-without-effect",
        )
        return None
    return values.make(FactRow)


_LABEL: Final = Choice(lambda node, _: NOTHING if node == "" else WORDS, (WORDS, NOTHING))
_ROW_FIELDS: Final = {
    "fact": Field(LINE, "The name of a fact, such as post.location."),
    "label": Field(
        WORDS, "What stands beside it; a field of the organisation's own has one already."
    ),
    "sentence": Field(
        MARKED_WORDS,
        "What is said of the fact, or of several that it names: with a label in a row, and in a"
        " section without one as a sentence. It is left out where one of them is not said.",
    ),
    "required": Field(TRUE_OR_FALSE, "Whether a vacancy, or its role, has to say it."),
    "empty": Field(WORDS, "What to print where nobody says the fact. Without it there is no row."),
    "unless": Field(LINE, "Another fact: where that is said, it says this one too, so no row."),
    "none": Field(
        _LABEL,
        f'What to print of a check that is not needed ("{NONE}"); nothing where it is empty.',
    ),
}
_HEADER_ROW: Final = Record(_ROW_FIELDS, _header_row)
_FACT_ROW: Final = Record(_ROW_FIELDS, _row_or_sentence)

# --- sections -------------------------------------------------------------------------------------


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
_NUMBER: Final = pattern_with("number", optional=("group",))
_ALIKE: Final = Converted(_NUMBER, lambda pattern, _, __: {"": pattern})
_BY_IMPORTANCE: Final = Record(
    {
        "essential": Field(_NUMBER, "Of essential criteria, such as E{number}."),
        "desirable": Field(_NUMBER, "Of desirable criteria, such as D{number}."),
        "unspecified": Field(_NUMBER, "Of criteria that are neither."),
    },
    lambda values, _, __: dict(values),
)
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
_SECTION: Final = Record(
    {
        "id": Field(ID_LINE, "The section, as the families and vacancies call it.", required=True),
        "title": Field(
            _LABEL, "The heading over it, which may name facts; it has none where it says none."
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
            Choice(
                lambda node, _: _BY_IMPORTANCE if isinstance(node, Mapping) else _ALIKE,
                (_ALIKE, _BY_IMPORTANCE),
            ),
            'How its numbers are written, such as "{group}.{number}" with that of the group; of'
            ' criteria also by importance, each counted by itself: {essential: "E{number}",'
            ' desirable: "D{number}"}. In a list they stand in bold before the text.',
        ),
        "required": Field(TRUE_OR_FALSE, "Whether a vacancy's documents have to have it."),
        "words": Field(
            _LIMIT,
            "How many words it may have. A word is what spaces separate, as Word counts them, in"
            " all that stands below the title.",
            to="limit",
        ),
        "facts": Field(ListOf(_FACT_ROW), "Facts to print in it, after its text."),
        "facts_as": Field(one_of("list", "table"), "How the facts are set out."),
        "columns": Field(
            Converted(Keyed(_LABEL, keys=_COLUMN), _columns),
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
        "signatories": Field(ListOf(WORDS, least=1), "Who signs, for the section sign-off."),
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
    Part,
)
_SECTION_OR_PART: Final = Choice[SectionStyle | Part](
    lambda node, _: _PART if isinstance(node, Mapping) and "part" in node else _SECTION,
    (_SECTION, _PART),
)

# --- documents ------------------------------------------------------------------------------------


def _document(values: Values, node: Mapping, context: Context) -> DocumentKind | None:
    items: tuple[SectionStyle | Part, ...] = values["sections"] or ()
    parts = tuple(map(Part, values["parts"] or ()))
    if not (items or parts):
        context.problems.refuse(
            node,
            'the field "sections" is missing',
            "add sections:, or parts: for a document made of others",
            "missing-field",
        )
        return None
    template = values["template"] or Passage(TEMPLATE, values.source)
    kind = values.make(DocumentKind, template=template)
    among = [item._replace(after=0) if isinstance(item, Part) else item for item in items]
    return kind.holding([*among, *parts])


def _numbered(word: str, _node: Node, _context: Context) -> str:
    return {"true": "own", "false": "no"}.get(word, word)


_NUMBERED: Final = Described(
    Converted(one_of("true", "false", "through"), _numbered),
    {"enum": [True, False, "true", "false", "through"]},
)
_BY: Final = Converted(one_of("by-section", "by-band"), lambda word, _, __: word == "by-band")
_HIGHEST: Final = Converted(
    one_of("lowest-first", "highest-first"), lambda word, _, __: word == "highest-first"
)
_BANDS_SHOWN: Final = Converted(_BY, lambda by_band, _, __: BandStyle(by_band))
_BANDS: Final = Record(
    {
        "as": Field(_BY, "by-section or by-band.", to="by_band"),
        "order": Field(_HIGHEST, "Which band comes first.", to="highest_first"),
        "heading": Field(
            WORDS,
            "What stands over each; it may name grade.title and band.title, which are the band's.",
        ),
    },
    BandStyle,
)
_SUBJECT: Final = one_of("post", "role", "level", "family")
_SEVERAL: Final = ListOf(
    one_of("post", "role", "level"),
    least=1,
    hint="write it in square brackets, such as [post, role]",
)
_ONE_SUBJECT: Final = Converted(_SUBJECT, lambda subject, _, __: (subject,))
_SUBJECTS: Final = Choice(
    lambda node, _: _SEVERAL if isinstance(node, Sequence) else _ONE_SUBJECT,
    (_ONE_SUBJECT, _SEVERAL),
)
_DOCUMENT: Final = Record(
    {
        "title": Field(
            WORDS, "What kind of document it is, such as Job description.", required=True
        ),
        "heading": Field(
            WORDS,
            "The title at its top; it may name facts. The job's title and the kind's if not given.",
        ),
        "in_heading": Field(
            WORDS,
            "The kind as it stands after the job's title at the top. If not given, it stands"
            " as title: says it, with job, description and the like in lower case.",
        ),
        "subtitle": Field(
            WORDS,
            "What stands in one line below its title, such as Job description · {{"
            " organisation.name }}; the title at its top is then the job's alone.",
        ),
        "template": Field(
            Converted(LINE, _file_name),
            f"A Jinja template in this folder: {TEMPLATE} if not given.",
        ),
        "subject": Field(
            _SUBJECTS,
            "What it is about: a post if not given. [post, role] makes it of each vacancy, and of"
            " each role by itself.",
            to="subjects",
        ),
        "audience": Field(
            one_of("advert", "job-description", "evaluation"),
            "For whom it is, so for which --audience it is built: job-description if not said.",
        ),
        "marking": Field(WORDS, "Who may see it, printed below its title; it may name facts."),
        "number_sections": Field(
            _NUMBERED,
            "Whether its sections are numbered: true, or through, where the numbers go on through"
            " the sections of its parts.",
        ),
        "bands": Field(
            plain_or(_BANDS_SHOWN, _BANDS),
            "How what differs from one band of a level to another is shown: by-section, in each"
            " section; or by-band, each band's by itself after the sections.",
        ),
        "contents": Field(TRUE_OR_FALSE, "Whether it starts with a list of its contents."),
        "optional": Field(
            TRUE_OR_FALSE,
            "Whether it is left out where it would hold nothing but its title; else that is an"
            " error.",
        ),
        "header": Field(ListOf(_HEADER_ROW), "The facts at its top."),
        "header_as": Field(
            one_of("table", "list"),
            f"How the facts at its top are set out: as a table if not given; or as a list of the"
            f" {MOST_KEY_FACTS} that matter most, which others follow in a section with facts:.",
        ),
        "sections": Field(
            ListOf(_SECTION_OR_PART),
            "Its sections, in order, and its parts as {part: …}, where they stand among them.",
        ),
        "parts": Field(
            ids("", "write it in square brackets, with commas"),
            "Documents of this layout that it holds after its sections, each on a page of its own:"
            " of the same post, or of each of the levels.",
        ),
        "levels": Field(
            _HIGHEST,
            "In which order it holds the levels.",
            to="highest_first",
        ),
    },
    _document,
)


CHANGES: Final = changes_fields(_DOCUMENT, _SECTION, _FACT_ROW)
_KIND_ID: Final = Converted(ID_KEY, _kind_id)


def _layout(values: Values, node: Mapping, context: Context) -> Layout | None:
    if not (values["documents"] or values["extends"]):
        context.problems.refuse(
            node,
            'the field "documents" is missing',
            "add documents:, or extends: for those of another layout",
            "missing-field",
        )
        return None
    for name, label in (values["labels"] or {}).items():
        if not label.text and name not in _MAY_BE_EMPTY:
            hint = "write its text, or delete it"
            context.problems.refuse(label.source, f'"{name}" is empty', hint, "empty-text")
        if facts_in(label.text):
            context.problems.refuse(
                label.source,
                "a label can't name a fact, which would be printed as it is typed",
                "write it without braces; titles, headings and sentences may name facts",
                "bad-fact",
            )
    documents = tuple(kind._replace(id=key.text) for key, kind in values["documents"] or ())
    check_documents(documents, values["public"] or (), context)
    place = Place(node.place.file)
    return values.make(Layout, place=place, documents=documents, changes=changes_of(values))


_MAY_BE_EMPTY: Final = frozenset(
    {
        *("essential", "desirable", "unspecified", "not_assessed"),
        *("detail", "this_post", "this_level", "this_family"),
        *("category", "code", "criterion", "signed_by"),
    }
)
"""Labels that an organisation may not want to print, and titles of columns that may have none."""


LAYOUT: Final = Record(
    {
        "title": Field(WORDS, "The layout's name, for jdgen list layouts.", required=True),
        "language": Field(
            LANGUAGE,
            "The language in which the layout is written, as a BCP 47 tag: the organisation's main"
            " one if not given. What is in no other language here is marked as being in this one.",
        ),
        "extends": Field(
            Line("layout"),
            "A layout whose labels, templates, house style and leaves_out hold here too, unless"
            " said anew, and its documents where this one names none.",
        ),
        "house_style": Field(
            Converted(LINE, _file_name),
            f"A Word file with the branding: {HOUSE_STYLE} if not given.",
        ),
        "labels": Field(MapOf(_LABEL, keys=NAME), "The few words that the templates print."),
        "public": Field(
            ListOf(one_of(*sorted(EVALUATION_FACTS)), hint="write it in square brackets"),
            "Facts of job evaluation that documents for others than a panel may show, by name.",
        ),
        "leaves_out": Field(
            ListOf(
                with_reason(LINE, "fact"),
                hint="write it in square brackets, such as [post.contact]",
            ),
            "Facts of a post that this layout deliberately does not print.",
        ),
        "documents": Field(
            Keyed(_DOCUMENT, keys=_KIND_ID),
            "The documents, by id: these alone. Without it, those of the layout that it extends.",
        ),
        **CHANGES,
    },
    _layout,
)
