"""Text as jdgen would write it in a house style, to look at before any document is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.formats.word.audit.paragraphs import Run, WordParagraph, behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.audit.contents import WordContents

_PARAGRAPHS: Final = (
    "normal",
    *(f"heading {level}" for level in range(1, 7)),
    "list bullet",
    "list number",
    "subtitle",
    "fact",
    "toc 1",
    "signature line",
)
_IN_TABLES: Final = (
    ("table heading", ("firstRow",)),
    ("table text", ()),
    ("table text", ("firstCol",)),
)
"""In which styles, and which parts of its table, jdgen writes."""
_TABLE: Final = "document table"
_LINK: Final = "hyperlink"
_LABELS: Final = {"fact": "fact label"}
"""Character styles in which some of a paragraph stands."""
_TEXT: Final = "Text"


def samples(contents: WordContents) -> Iterator[WordParagraph]:
    """Yield a paragraph in each style that jdgen writes, as far as the house style has it."""
    looks = contents.looks
    table = looks.named("table", _TABLE)
    link = looks.named("character", _LINK)
    wanted: list[tuple[str, tuple[str, ...] | None]] = [(name, None) for name in _PARAGRAPHS]
    wanted += _IN_TABLES if table else ()
    for name, parts in wanted:
        style = looks.named("paragraph", name)
        if not style:
            continue
        around = {} if parts is None else looks.of_table(table, parts)
        own = {**looks.paragraph_defaults, **around, **looks.of_paragraph_style(style)}
        paragraph = WordParagraph(f'style "{looks.name(style)}"', (), 0, own)
        paragraph.style = looks.name(style)
        paragraph.in_sample = True
        fill = around.get("cell_fill", "auto")
        background = contents.page_colour if fill == "auto" else fill
        label = looks.named("character", _LABELS.get(name, ""))
        for character in ("", *filter(None, [link, label])):
            look = looks.text(style, character, around, {})
            paragraph.runs.append(
                Run(_TEXT, look, behind(background, own, look), is_link=character == link != "")
            )
        yield paragraph
