"""Blocks and facts to the bytes of a whole Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.formats.blocks import Heading
from jdgen.formats.word.body import write_body
from jdgen.formats.word.controls import BODY, PART
from jdgen.formats.word.house_style import LINKS, NUMBERS
from jdgen.formats.word.package import replaced, write
from jdgen.formats.word.parts import escaped, join
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from jdgen.formats.blocks import Block
from jdgen.formats.word.house_style import HouseStyle

_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title>{subject}<dc:creator>{author}</dc:creator>{keywords}"
    "<dc:language>{language}</dc:language>{version}{date}</cp:coreProperties>"
)
# The number is that of the level of heading, which is called otherwise in other languages. What is
# stored is for programs that don't work it out: it is right on any page.
_PART = (
    '</w:t></w:r><w:fldSimple w:instr=" STYLEREF 2 "><w:r><w:t>{}</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve">{}'
)
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


_DATE = (
    '<dcterms:created xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="dcterms:W3CDTF">'
    "{}T00:00:00Z</dcterms:created>"
)


class About(NamedTuple):
    """What a document's properties say of it; what is empty is left out.

    `subject` is what kind of document it is, `date` the day of its version.
    """

    subject: str = ""
    keywords: Sequence[str] = ()
    version: str = ""
    date: dt.date | None = None


_NOTHING = About()


def write_document(
    blocks: Sequence[Block],
    style: HouseStyle,
    *,
    title: str,
    author: str,
    language: str,
    facts: Mapping[str, str],
    is_draft: bool = False,
    about: About = _NOTHING,
) -> bytes:
    """Return the Word document of the blocks; the same input gives the same bytes.

    A fact that the house style names and nobody said is left blank; in a draft, what stands in
    square brackets is shaded, as it is to be filled in. Raises `BadHouseStyle` where
    the house style lacks a style that the blocks need.
    """
    body = write_body(blocks, style, shades_open_places=is_draft)
    named = {name: escaped(facts.get(name, "")) for name in style.facts}
    named[BODY] = body.xml
    named[PART] = _running_head(title, is_draft=is_draft) if _has_parts(blocks) else ""
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
        title=escaped(title),
        author=escaped(author),
        language=escaped(language),
        subject=_element("dc:subject", about.subject),
        keywords=_element("cp:keywords", ", ".join(about.keywords)),
        version=_element("cp:version", about.version),
        date=_DATE.format(about.date) if about.date else "",
    ).encode()
    return write(replaced(style.parts, new))


def _element(name: str, text: str) -> str:
    return f"<{name}>{escaped(text)}</{name}>" if text else ""


def _has_parts(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Heading) and block.starts_page for block in blocks)


def _running_head(title: str, *, is_draft: bool) -> str:
    """Return what names a page's part in the midst of a run, with room before the word Draft."""
    return _PART.format(escaped(title), " · " if is_draft else "")
