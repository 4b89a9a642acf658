"""The shape of a layout's `layout.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from jdgen.layout import DocumentKind, HeaderField, Layout, SectionPlace
from jdgen.model import Passage
from jdgen.schema.shapes import (
    ID_LINE,
    LINE,
    NAME,
    TRUE_OR_FALSE,
    Context,
    Field,
    Keyed,
    ListOf,
    Made,
    MapOf,
    Record,
    Values,
    one_of,
)

if TYPE_CHECKING:
    from jdgen.yamltext import Mapping, Node


def _file_name(passage: Passage, node: Node, context: Context) -> Passage | None:
    path = Path(passage.text)
    if path.is_absolute() or ".." in path.parts or "\\" in passage.text or ":" in passage.text:
        context.refuse(
            node,
            f'"{passage.text}" leads out of the folder',
            "name a file in the layout's own folder",
            "path-outside",
        )
        return None
    return passage


def _section(values: Values, _node: Mapping, _context: Context) -> SectionPlace:
    return SectionPlace(
        values["id"],
        values["title"],
        values["numbering"] or "bullets",
        bool(values["required"]),
        values["lead_in"],
    )


def _document(values: Values, _node: Mapping, _context: Context) -> DocumentKind:
    return DocumentKind(
        "",
        values["title"].text,
        values["template"],
        values["subject"] or "post",
        values["header"] or (),
        values["sections"],
    )


def _layout(values: Values, node: Mapping, context: Context) -> Layout:
    documents = tuple(kind._replace(id=key.text) for key, kind in values["documents"])
    for kind in documents:
        seen: set[str] = set()
        for section in kind.sections:
            if section.id.text in seen:
                context.refuse(
                    section.id.source,
                    f'"{section.id.text}" stands twice in the document "{kind.id}"',
                    "keep one of the two",
                    "duplicate-section",
                )
            seen.add(section.id.text)
    house_style = values["house_style"] or Passage("house-style.docx", context.source(node))
    labels = {key: text.text for key, text in (values["labels"] or {}).items()}
    return Layout("", values["title"].text, context.file, Path(), house_style, labels, documents)


_FILE: Final = Made(LINE, _file_name)
_SECTION: Final = Record(
    {
        "id": Field(ID_LINE, required=True),
        "title": Field(LINE, required=True),
        "lead_in": Field(LINE),
        "numbering": Field(one_of("bullets", "numbers")),
        "required": Field(TRUE_OR_FALSE),
    },
    _section,
)
_HEADER_FIELD: Final = Record(
    {
        "fact": Field(LINE, required=True),
        "label": Field(LINE, required=True),
        "required": Field(TRUE_OR_FALSE),
    },
    lambda values, _, __: HeaderField(
        values["fact"], values["label"].text, bool(values["required"])
    ),
)
_DOCUMENT: Final = Record(
    {
        "title": Field(LINE, required=True),
        "template": Field(_FILE, required=True),
        "subject": Field(one_of("post", "level")),
        "header": Field(ListOf(_HEADER_FIELD)),
        "sections": Field(ListOf(_SECTION, least=1), required=True),
    },
    _document,
)
LAYOUT: Final = Record(
    {
        "title": Field(LINE, required=True),
        "house_style": Field(_FILE),
        "labels": Field(MapOf(LINE, keys=NAME)),
        "documents": Field(Keyed(_DOCUMENT), required=True),
    },
    _layout,
)
