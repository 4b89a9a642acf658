"""Blocks and facts to the bytes of a whole Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.formats.word.body import write_body
from jdgen.formats.word.controls import BODY
from jdgen.formats.word.house_style import LINKS, NUMBERS
from jdgen.formats.word.package import replaced, write
from jdgen.formats.word.parts import escaped, join

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jdgen.formats.blocks import Block
from jdgen.formats.word.house_style import HouseStyle

_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
    "<dc:language>{language}</dc:language></cp:coreProperties>"
)
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def write_document(
    blocks: Sequence[Block],
    style: HouseStyle,
    *,
    title: str,
    author: str,
    language: str,
    facts: Mapping[str, str],
    is_draft: bool = False,
) -> bytes:
    """Return the Word document of the blocks; the same input gives the same bytes.

    A fact that the house style names and nobody said is left blank; in a draft, what stands in
    square brackets is shaded, as it is to be filled in. Raises `BadHouseStyle` where
    the house style lacks a style that the blocks need.
    """
    body = write_body(blocks, style, shades_open_places=is_draft)
    named = {name: escaped(facts.get(name, "")) for name in style.facts}
    named[BODY] = body.xml
    named[NUMBERS] = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{style.numbers.pattern}"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        "</w:num>"
        for number, start, level in body.lists
    )
    named[LINKS] = "".join(
        f'<Relationship Id="{style.link_prefix}{number}" Type="{_HYPERLINK}"'
        f' Target="{escaped(link)}" TargetMode="External"/>'
        for link, number in body.links.items()
    )
    new = {name: join(segments, named) for name, segments in style.cut.items()}
    new[style.core] = _CORE.format(
        title=escaped(title), author=escaped(author), language=escaped(language)
    ).encode()
    return write(replaced(style.parts, new))
