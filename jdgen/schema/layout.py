"""The shape of a layout's `layout.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen.model.facts import EVALUATION_FACTS
from jdgen.model.layout import (
    LABELS,
    BandStyle,
    DocumentKind,
    DocumentPart,
    Layout,
    SectionStyle,
)
from jdgen.model.section import Waiver
from jdgen.model.text import Passage
from jdgen.names import fault, split_ending, spoken, suggestion
from jdgen.nearest import closest
from jdgen.problems import Place
from jdgen.reading.lists import Keyed, ListOf, MapOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Choice, Context, Converted, Described
from jdgen.reading.texts import LINE, WORDS, Line, plain_or
from jdgen.reading.values import (
    ID_KEY,
    LANGUAGE,
    NAME,
    TRUE_OR_FALSE,
    ids,
    one_of,
    with_reason,
)
from jdgen.reading.yaml import Mapping, Sequence, Text
from jdgen.schema.layout_changes import changes_fields, changes_of
from jdgen.schema.layout_effects import refuse_vain_of_documents
from jdgen.schema.layout_rows import FACT_ROW, HEADER_ROW, SMALL_LABEL
from jdgen.schema.layout_rules import MOST_KEY_FACTS, check_documents
from jdgen.schema.layout_sections import SECTION, SECTION_OR_PART
from jdgen.schema.wording import COUNTED, pattern_with

if TYPE_CHECKING:
    from jdgen.reading.yaml import Node

TEMPLATE: Final = "document.md.j2"
HOUSE_STYLE: Final = "house-style.docx"
_LOOK: Final = (
    "a Word file of templates/house-styles by its name without .docx, or one of the layout's own"
    " folder"
)


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


HOUSE_STYLE_NAME: Final = Converted(Line("house_style"), _file_name)


# --- documents ------------------------------------------------------------------------------------


def _document(values: Values, node: Mapping, context: Context) -> DocumentKind | None:
    items: tuple[SectionStyle | DocumentPart, ...] = values["sections"] or ()
    parts = tuple(map(DocumentPart, values["parts"] or ()))
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
    among = [item._replace(after=0) if isinstance(item, DocumentPart) else item for item in items]
    return kind.holding([*among, *parts])


def _numbered(word: str, _node: Node, _context: Context) -> str:
    return {"true": "own", "false": "no"}.get(word, word)


_NUMBER: Final = pattern_with(either=(COUNTED,))
_WHETHER: Final = Described(
    Converted(one_of("true", "false", "through"), _numbered),
    {"enum": [True, False, "true", "false", "through"]},
)
_NUMBERED: Final = Choice(
    lambda node, _: _NUMBER if isinstance(node, Text) and "{" in node else _WHETHER,
    (_WHETHER, _NUMBER),
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
        "house_style": Field(
            HOUSE_STYLE_NAME,
            f"The look of this document: {_LOOK}. The layout's if not given; and of a document that"
            " is part of another, the other's.",
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
            "Whether its sections are numbered: true; through, where the numbers go on through the"
            ' sections of its parts; or how, such as "Part {LETTER}:" or "Section {number}.", with'
            " {letter} and {roman} too.",
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
        "header": Field(ListOf(HEADER_ROW), "The facts at its top."),
        "header_as": Field(
            one_of("table", "list"),
            f"How the facts at its top are set out: as a table if not given; or as a list of the"
            f" {MOST_KEY_FACTS} that matter most, which others follow in a section with facts:.",
        ),
        "sections": Field(
            ListOf(SECTION_OR_PART),
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
    instead={
        **dict.fromkeys(("fields", "facts", "details", "key_facts"), "write header:"),
        **dict.fromkeys(("format", "formats"), "say it on the command line, as --format docx"),
    },
)


CHANGES: Final = changes_fields(_DOCUMENT, SECTION, FACT_ROW)
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
        near = None if name in LABELS else closest(name, LABELS, 0.8)
        if near:
            message = f'"{name}" is no label that jdgen knows, and is nearly "{near}"'
            hint = f"write {near}, or give a column of your own another name"
            context.problems.refuse(label.source, message, hint, "unknown-word")
        if not label.text and name not in _MAY_BE_EMPTY:
            hint = "write its text, or delete it"
            context.problems.refuse(label.source, f'"{name}" is empty', hint, "empty-text")
    documents = tuple(kind._replace(id=key.text) for key, kind in values["documents"] or ())
    check_documents(documents, values["public"] or (), context)
    by_id = next((child for key, child in node.items() if key == "documents"), None)
    said = {
        str(key): {*map(str, child)}
        for key, child in (by_id.items() if isinstance(by_id, Mapping) else ())
        if isinstance(child, Mapping)
    }
    refuse_vain_of_documents(documents, said, values["leaves_out"] or (), context)
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
            HOUSE_STYLE_NAME,
            f"The look of its documents: {_LOOK}. {HOUSE_STYLE} if not given.",
        ),
        "waive": Field(
            ListOf(
                Record(
                    {
                        "rule": Field(LINE, "The rule's id, such as size.", required=True),
                        "reason": Field(LINE, "Why it does not hold here.", required=True),
                    },
                    lambda values, _, __: values.make(Waiver),
                ),
                least=1,
                hint='write it as a list: - {rule: size, reason: "…"}',
            ),
            "Rules of accessible documents (jdgen audit) that its house styles break knowingly,"
            " each with a reason.",
        ),
        "labels": Field(MapOf(SMALL_LABEL, keys=NAME), "The few words that the templates print."),
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
