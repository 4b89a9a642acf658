"""All rules on Word documents, in the order in which they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.formats.word.audit.rules import (
    appearance,
    document,
    languages,
    pictures_and_links,
    structure,
    tables,
)

if TYPE_CHECKING:
    from jdgen.formats.word.audit.rules.rule import WordRule

RULES: Final[dict[str, WordRule]] = {
    rule.id: rule
    for rule in (
        document.title,
        languages.language,
        languages.language_of_parts,
        structure.headings,
        structure.lists,
        tables.table_header,
        tables.table_description,
        tables.simple_tables,
        pictures_and_links.pictures,
        pictures_and_links.links,
        appearance.size,
        appearance.face,
        appearance.contrast_of_text,
        appearance.colour_alone,
        appearance.alignment,
        appearance.emphasis,
        structure.reading_order,
        structure.spacing,
        document.controls,
        document.protection,
        document.changes,
        document.current_format,
        document.unfilled,
    )
}
