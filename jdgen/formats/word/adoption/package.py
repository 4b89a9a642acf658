"""A Word file taken apart with lxml, to be changed part by part and put together again."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from lxml import etree

from jdgen.formats.word.package import content, deflated, stored, write
from jdgen.formats.word.parts import MAIN, UnreadablePart, as_utf8, parse
from jdgen.formats.word.relationships import (
    TYPES,
    Relationship,
    links_name,
    links_of,
    named_root,
    part_called,
    unnamed,
    used_parts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.package import Part
    from jdgen.formats.word.parts import Element

Xml: TypeAlias = Any
"""An element as lxml has it, which says no types."""
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_XML_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def w(name: str) -> str:
    """Return a name of the main namespace as lxml writes it."""
    return f"{{{MAIN}}}{name}"


def element(xml: str) -> Xml:
    """Return an element of the main namespace, written with the prefix w."""
    return etree.fromstring(f'<x xmlns:w="{MAIN}">{xml}</x>')[0]


def value(found: Xml, name: str = "val") -> str:
    """Return an attribute of the main namespace; empty where it, or the element, isn't there."""
    return "" if found is None else str(found.get(w(name), ""))


_SHOWING: Final = frozenset(
    map(
        w,
        (
            "drawing", "pict", "object", "headerReference", "footerReference", "control",
            "altChunk", "subDoc", "frameset",
        ),
    )
)  # fmt: skip


class AdoptedFile:
    """The parts of a Word file; what is asked for as XML is written anew at the end."""

    def __init__(self, parts: dict[str, Part], main: str) -> None:
        self.parts = parts
        self.main = main
        self._roots: dict[str, Xml] = {}
        self.types = self._tree(part_called(parts, TYPES))

    def _tree(self, name: str) -> Xml:
        if name not in self._roots:
            data = as_utf8(content(self.parts[name]))
            named_root(
                data, name
            )  # refuses what is nested too deep or too much, and document types
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
            )
            try:
                self._roots[name] = etree.fromstring(data, parser)
            except etree.XMLSyntaxError as error:
                raise UnreadablePart(f'"{name}" is not XML: {error}') from None
        return self._roots[name]

    def root(self, name: str) -> Xml:
        """Return the root element of a part, whose changes are written."""
        return self._tree(name)

    def links(self, name: str) -> list[Relationship]:
        """Return what a part leads to, as it stood in the file."""
        return links_of(self.parts, name)

    def part(self, kind: str) -> str:
        """Return the name of the part of a kind that the document leads to; empty for none."""
        return next(self.parts_of(kind), "")

    def parts_of(self, *kinds: str) -> Iterator[str]:
        """Yield the names of the parts of some kinds that the document leads to."""
        for link in self.links(self.main):
            name = part_called(self.parts, link.target)
            if link.kind in kinds and name and not link.is_external:
                yield name

    def unlink(self, name: str, *kinds: str, keys: frozenset[str] = frozenset()) -> int:
        """Take out what a part leads to of some kinds, or by some ids; return how many."""
        links = part_called(self.parts, links_name(name))
        if not links:
            return 0
        root = self._tree(links)
        gone = [
            one
            for one in root
            if one.get("Type", "").rpartition("/")[2] in kinds or one.get("Id") in keys
        ]
        for one in gone:
            root.remove(one)
        self._store(links)
        return len(gone)

    def unlink_all(self, *kinds: str) -> int:
        """Take out what any part leads to of some kinds, and what shows it; return how many."""
        number = self.unlink("", *kinds)
        for name in [name for name in self.parts if not name.endswith(".rels")]:
            number += self.drop_links(
                name, {link.key for link in self.links(name) if link.kind in kinds}
            )
        return number

    def drop_links(self, name: str, keys: set[str]) -> int:
        """Take out what a part leads to by some ids, and what shows it; return how many."""
        if not keys:
            return 0
        self._drop_mentions(name, keys)
        return self.unlink(name, keys=frozenset(keys))

    def add(self, kind: str, xml: str) -> str:
        """Add a part of a kind that the document leads to; return its name."""
        folder = posixpath.dirname(self.main)
        name, number = posixpath.join(folder, f"{kind}.xml"), 1
        while part_called(self.parts, name):
            number += 1
            name = posixpath.join(folder, f"{kind}{number}.xml")
        self.parts[name] = stored(name, xml.encode())
        self.set_type(name, _XML_TYPE.format(kind))
        links = part_called(self.parts, links_name(self.main))
        if not links:
            links = links_name(self.main)
            self.parts[links] = stored(links, f'<Relationships xmlns="{_LINKS}"/>'.encode())
        root = self._tree(links)
        keys = {one.get("Id") for one in root}
        key = next(key for at in range(1, len(keys) + 2) if (key := f"rIdJ{at}") not in keys)
        target = posixpath.relpath(name, folder or ".")
        etree.SubElement(
            root, f"{{{_LINKS}}}Relationship", Id=key, Type=f"{OFFICE}/{kind}", Target=target
        )
        self._store(links)
        return name

    def set_type(self, name: str, kind: str) -> None:
        """Say of what content type a part is."""
        for one in self.types:
            if one.get("PartName", "").casefold() == f"/{name}".casefold():
                one.set("ContentType", kind)
                return
        etree.SubElement(self.types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)

    def _store(self, name: str) -> None:
        """Write a part that was changed, so that it is read as it is now."""
        xml = etree.tostring(self._roots[name], encoding="UTF-8")
        self.parts[name] = stored(name, _DECLARATION + xml)

    def parsed(self, name: str) -> Element:
        """Return the root of a part as it is now, as those have it who only read."""
        if name in self._roots:
            self._store(name)
        return parse(as_utf8(content(self.parts[name])))

    def store(self) -> None:
        """Write every part that was asked for."""
        for name in list(self._roots):
            if name in self.parts:
                self._store(name)

    def drop_unused(self) -> None:
        """Take out what nothing uses, and what leads to nothing."""
        self.store()
        self._drop_dead_links()
        self.store()
        used = used_parts(self.parts, {})
        gone = [name for name in self.parts if name not in used]
        for name in gone:
            del self.parts[name]
            self._roots.pop(name, None)
        named = {f"/{name}".casefold() for name in self.parts}
        for one in list(self.types):
            if one.get("PartName") is not None and one.get("PartName").casefold() not in named:
                self.types.remove(one)
        self.store()

    def _drop_dead_links(self) -> None:
        """Take out what leads to no part, and what a part leads to and doesn't name."""
        for name in ["", *(name for name in self.parts if not name.endswith(".rels"))]:
            links = self.links(name)
            xml = as_utf8(content(self.parts[name])) if name and links else b""
            lost = {
                link.key
                for link in links
                if not link.is_external and not part_called(self.parts, link.target)
            }
            idle = {link.key for link in unnamed(xml, links)} if name else set()
            if name and lost - idle:
                self._drop_mentions(name, lost - idle)
            if lost or idle:
                self.unlink(name, keys=frozenset(lost | idle))

    def _drop_mentions(self, name: str, keys: set[str]) -> None:
        """Take out what shows a part that isn't there."""
        if not as_utf8(content(self.parts[name])).lstrip().startswith(b"<"):
            return  # it is no XML, and names nothing
        for one in list(self._tree(name).iter()):
            mentions = [at for at, said in one.attrib.items() if said in keys and OFFICE in at]
            if not mentions:
                continue
            shown = [one, *one.iterancestors()]
            if any(OFFICE in at and at not in mentions for at in one.attrib):
                shown = []  # it shows what the file holds too
            around = next((up for up in shown if up.tag in _SHOWING), None)
            if around is not None and around.getparent() is not None:
                around.getparent().remove(around)
            else:
                for at in mentions:
                    del one.attrib[at]

    def bytes(self) -> bytes:
        """Return the file, with what says its parts' types first."""
        self.store()
        first = part_called(self.parts, TYPES)
        ordered = [first, *(name for name in self.parts if name != first)]
        return write(deflated(self.parts[name]) for name in ordered)
