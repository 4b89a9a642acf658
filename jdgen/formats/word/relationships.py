"""Which part of a Word file leads to which, and what kind each is."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from jdgen.formats.word.faults import ADOPT, BadHouseStyle
from jdgen.formats.word.package import content
from jdgen.formats.word.parts import Element, UnreadablePart, as_utf8, parse
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jdgen.formats.word.package import Part

TYPES: Final = "[Content_Types].xml"
ROOT_LINKS: Final = "_rels/.rels"
BROKEN: Final = "open it in Word, which can mend much, and save it again"
_MOST_LINKS: Final = 5000
_QUOTED: Final = re.compile(rb"""["']([^"'<>]{1,99})(?=["'])""")
_MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
DOCX_TYPE: Final = _MAIN_TYPE.format("document")
DOTX_TYPE: Final = _MAIN_TYPE.format("template")
UNNAMED_KINDS: Final = frozenset(
    {
        "attachedToolbars", "chartColorStyle", "chartStyle", "comments", "commentsExtended",
        "commentsExtensible", "commentsIds", "customXml", "customXmlProps", "endnotes",
        "fontTable", "footnotes", "glossaryDocument", "keyMapCustomizations", "numbering",
        "people", "settings", "signature", "styles", "stylesWithEffects", "theme",
        "themeOverride",
        "vbaProject", "webSettings", "wordVbaData",
    }
)  # fmt: skip
"""The kinds of parts that a part leads to without naming them in its text."""
_OF_PACKAGE: Final = frozenset(
    {"officeDocument", "core-properties", "extended-properties", "custom-properties"}
    | {"thumbnail", "origin", "extensibility"}
)
"""The kinds of parts that a file leads to as a whole."""


class Relationship(NamedTuple):
    """What a part leads to: another part, or a place outside the file."""

    key: str
    kind: str
    kind_in_full: str
    target: str
    is_external: bool


def links_name(name: str) -> str:
    """Return the name of the part that says what a part leads to; of the whole file for none."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def links_of(parts: Mapping[str, Part], name: str) -> list[Relationship]:
    """Return what a part leads to; of the whole file for no name."""
    links = part_called(parts, links_name(name))
    found = _links(parts[links], name) if links else ()
    if len(found) > _MOST_LINKS:
        raise BadHouseStyle(f'its part "{name}" leads to more than {_MOST_LINKS} others', BROKEN)
    return list(found)


@lru_cache(maxsize=256)  # it is asked for often while one file is read
def _links(part: Part, name: str) -> tuple[Relationship, ...]:
    return tuple(_links_in(root_of({part.name: part}, part.name), name))


def _links_in(root: Element, name: str) -> Iterator[Relationship]:
    for element in root.children:
        said = element.attributes
        kind, target = said.get("Type", ""), said.get("Target", "")
        is_external = said.get("TargetMode") == "External" or target.startswith("#")
        if not is_external:
            target = resolved(name, target)
        yield Relationship(said.get("Id", ""), kind.rpartition("/")[2], kind, target, is_external)


def resolved(name: str, target: str) -> str:
    """Return the name of the part that a target means which a part of a name leads to."""
    path = posixpath.join("/", posixpath.dirname(name), unquote(target))
    return posixpath.normpath(path).lstrip("/")


def part_called(parts: Mapping[str, Part], name: str) -> str:
    """Return a part's name as it is written in the file, in any capitals; empty for none."""
    if name in parts:
        return name
    return _folded(tuple(parts)).get(name.casefold(), "")


@lru_cache(maxsize=16)
def _folded(names: tuple[str, ...]) -> dict[str, str]:
    return {name.casefold(): name for name in names}


def xml_of(parts: Mapping[str, Part], name: str) -> bytes:
    """Return the XML of a part as UTF-8; raise `UnreadablePart`."""
    return as_utf8(content(parts[name]))


def root_of(parts: Mapping[str, Part], name: str) -> Element:
    """Return the root of a part; raise `UnreadablePart`, which names the part."""
    return named_root(xml_of(parts, name), name)


def named_root(xml: bytes, name: str) -> Element:
    """Return the root of the XML of a part of a name; raise `UnreadablePart`, which says it."""
    try:
        return parse(xml)
    except UnreadablePart as error:
        raise UnreadablePart(f'{error}, in "{name}"') from None


def type_of(types: Element, name: str) -> str:
    """Return the content type of a part."""
    ending = name.rpartition(".")[2].casefold()
    usual = ""
    for element in types.children:
        said = element.attributes
        if said.get("PartName", "").casefold() == f"/{name}".casefold():
            return said.get("ContentType", "")
        if said.get("Extension", "").casefold() == ending:
            usual = said.get("ContentType", "")
    return usual


def main_part(parts: Mapping[str, Part]) -> str:
    """Return the name of the part that holds the document; raise `BadHouseStyle`."""
    for needed in (TYPES, ROOT_LINKS):
        if not part_called(parts, needed):
            raise BadHouseStyle(f'it has no part "{needed}"', BROKEN)
    for link in links_of(parts, ""):
        if link.kind == "officeDocument" and not link.is_external:
            if "purl.oclc.org" in link.kind_in_full:
                raise BadHouseStyle(
                    "it is a Strict Open XML Document, and not a Word document of the usual kind",
                    "save it in Word as a Word Document (*.docx), not as a Strict Open XML"
                    " Document",
                )
            if name := part_called(parts, link.target):
                return name
            raise BadHouseStyle(f'it has no part "{link.target}"', BROKEN)
    raise BadHouseStyle("it does not say which part of it is the document", BROKEN)


WITH_MACROS: Final = frozenset(
    f"application/vnd.ms-word.{kind}.main+xml"
    for kind in ("document.macroEnabled", "template.macroEnabledTemplate")
)
"""The types of documents and templates that may hold macros (*.docm, *.dotm)."""


def check_kind(kind: str, *kinds: str) -> None:
    """Refuse a document that is not of one of the kinds; raise `BadHouseStyle`."""
    if kind in kinds:
        return
    if kind == DOTX_TYPE:
        raise BadHouseStyle("it is a Word template (*.dotx)", ADOPT)
    if "macroEnabled" in kind:
        raise BadHouseStyle("it may hold macros, which no job description needs", ADOPT)
    raise BadHouseStyle(
        f"it is not a Word document, but {kind or 'of no kind that it says'}",
        "save it in Word as a Word Document (*.docx)",
    )


def used_parts(parts: Mapping[str, Part], texts: Mapping[str, bytes]) -> set[str]:
    """Return the names of the parts that the file as a whole leads to, and what says so.

    `texts` are of parts that differ from what they hold in the file. What a part leads to and
    nowhere names, though it would have to, is not used.
    """
    used = {part_called(parts, TYPES), part_called(parts, ROOT_LINKS)}
    ahead = [""]
    while ahead:
        name = ahead.pop()
        links = links_of(parts, name)
        if not name:
            links = [link for link in links if link.kind in _OF_PACKAGE]
        elif links:
            xml = texts[name] if name in texts else xml_of(parts, name)
            lost = unnamed(xml, links)
            links = [link for link in links if link not in lost]
        for link in links:
            found = "" if link.is_external else part_called(parts, link.target)
            if found and found not in used:
                used |= {found, part_called(parts, links_name(found))}
                ahead.append(found)
    return used


def unnamed(xml: bytes, links: Iterable[Relationship]) -> set[Relationship]:
    """Return those of the places a part leads to that it would have to name, and doesn't."""
    wanted = {link.key.encode(): link for link in links if link.kind not in UNNAMED_KINDS}
    if wanted:
        for quoted in _QUOTED.finditer(xml):
            wanted.pop(quoted[1], None)
    return set(wanted.values())
