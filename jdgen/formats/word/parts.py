"""The XML parts of a Word file as bytes with the places of their elements, to splice text into.

Expat tells at which byte each element starts and ends, so a part is changed only where it must be:
every namespace prefix and every extension that Word wrote stays as it is.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{MAIN} "
_DEEPEST: Final = 200  # Word nests a few dozen
_MOST: Final = 100_000  # elements: a document of some 300 pages
_TAG: Final = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_DECLARED: Final = re.compile(rb"""(<\?xml[^>]*?encoding\s*=\s*["'])([A-Za-z0-9._-]+)""")
_USUAL_PREFIX: Final = re.compile(rb"""xmlns:w\s*=\s*["']([^"']*)["']""")
_OLD_ENCODINGS: Final = frozenset({"ascii", "us-ascii", "iso-8859-1", "windows-1252"})
_ENCODINGS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}


class UnreadablePart(Exception):
    """A part is not XML that can be spliced."""


class Element:
    """An element: its name with its namespace before a space, and where it stands in the bytes."""

    __slots__ = (
        "attributes",
        "children",
        "end",
        "inner_end",
        "inner_start",
        "name",
        "parent",
        "start",
    )

    def __init__(
        self,
        name: str,
        attributes: dict[str, str],
        parent: Element | None,
        start: int,
        inner_start: int,
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.start = start
        self.inner_start = inner_start
        self.inner_end = 0
        self.end = 0
        self.children: list[Element] = []

    def find(self, *names: str) -> Element | None:
        """Return the first descendant along a path of names of the main namespace."""
        element: Element | None = self
        for name in names:
            if element is None:
                return None
            element = next((child for child in element.children if child.name == W + name), None)
        return element

    def each(self, name: str) -> Iterator[Element]:
        """Yield the children of a name of the main namespace, in order."""
        wanted = W + name
        return (child for child in self.children if child.name == wanted)

    def all(self, name: str) -> Iterator[Element]:
        """Yield all descendants of a name of the main namespace, in order."""
        for child in self.children:
            if child.name == W + name:
                yield child
            yield from child.all(name)

    def walk(self) -> Iterator[Element]:
        """Yield all descendants, in order."""
        for child in self.children:
            yield child
            yield from child.walk()

    def value(self, name: str = "val") -> str:
        """Return an attribute of the main namespace; empty where it isn't there."""
        return self.attributes.get(W + name, "")


def as_utf8(xml: bytes) -> bytes:
    """Return a part as UTF-8 without a byte order mark; raise `UnreadablePart`."""
    declared = _DECLARED.match(xml)
    encoding = declared[2].decode().lower() if declared else "utf-8"
    for mark, other in _ENCODINGS.items():
        if xml.startswith(mark):
            encoding = other
            break
    if encoding == "utf-8":
        return xml
    text = b""
    if encoding in {*_OLD_ENCODINGS, *_ENCODINGS.values()}:
        with suppress(ValueError):
            text = xml.decode(encoding).encode()
    if not text:
        raise UnreadablePart("it is in an encoding that Word never writes")
    return _DECLARED.sub(rb"\1UTF-8", text, count=1)


def parse(xml: bytes) -> Element:
    """Return the root element of a part; raise `UnreadablePart`."""
    if b"<!DOCTYPE" in xml:
        raise UnreadablePart("it holds a document type, which Word never writes")
    parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
    roots: list[Element] = []
    open_elements: list[Element] = []
    number = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal number
        number += 1
        if number > _MOST:
            raise UnreadablePart(f"it holds more than {_MOST} elements")
        at = parser.CurrentByteIndex
        tag = _TAG.match(xml, at)
        if tag is None:
            raise UnreadablePart("its tags are not UTF-8")
        if len(open_elements) == _DEEPEST:
            raise UnreadablePart("its tags are nested too deep")
        parent = open_elements[-1] if open_elements else None
        element = Element(name, attributes, parent, at, tag.end())
        (parent.children if parent else roots).append(element)
        open_elements.append(element)

    def end(_name: str) -> None:
        element = open_elements.pop()
        at = parser.CurrentByteIndex
        if xml[element.inner_start - 2 : element.inner_start] == b"/>":  # it has no inside
            element.inner_end = element.end = element.inner_start
        else:
            element.inner_end = at
            element.end = xml.index(b">", at) + 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    _read_through(parser, xml, "it is not XML")
    return roots[0]


def _read_through(parser: expat.XMLParserType, xml: bytes, fault: str) -> None:
    """Read a part to its end; raise `UnreadablePart` where it is not well-formed."""
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        raise UnreadablePart(f"{fault}: {error}") from None


class IfFilled(NamedTuple):
    """What is left out where nothing is written in the place of a name: that of a fact."""

    name: str
    segments: tuple[Segment, ...]


Segment = bytes | str | IfFilled
"""Bytes to write as they are, the name of what to write there, or both where there is any."""


class Splice(NamedTuple):
    """What to put in place of the bytes from `start` to `end`."""

    start: int
    end: int
    segments: tuple[Segment, ...]


def check_well_formed(xml: bytes) -> None:
    """Raise `UnreadablePart` where a part is not XML, or leaves a prefix unexplained."""
    parser = expat.ParserCreate(namespace_separator=" ")
    _read_through(parser, xml, "it is not XML any more when it is filled")


def explained(xml: bytes, root: Element) -> list[Splice]:
    """Return what makes the prefix w mean the main namespace in the whole part.

    Raises `UnreadablePart` where it means another.
    """
    if any(meant != MAIN.encode() for meant in _USUAL_PREFIX.findall(xml)):
        raise UnreadablePart("it uses the prefix w for something else than Word does")
    tag = xml[root.start : root.inner_start]
    if _USUAL_PREFIX.search(tag):
        return []
    at = root.start + 1 + len(_name_in(tag))
    return [Splice(at, at, (f' xmlns:w="{MAIN}"'.encode(),))]


def _name_in(tag: bytes) -> bytes:
    """Return the name of a tag with its prefix."""
    return re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]


def put_in(xml: bytes, parent: Element, before: Container[str], *segments: Segment) -> Splice:
    """Return how to put something into an element, before the first child of one of the names."""
    if parent.inner_start == parent.end:  # it has no inside yet
        tag = xml[parent.start : parent.end]
        name = _name_in(tag)
        opening = tag[:-2].rstrip() + b">"
        return Splice(parent.start, parent.end, (opening, *segments, b"</" + name + b">"))
    later = (child.start for child in parent.children if child.name.partition(" ")[2] in before)
    at = next(later, parent.inner_end)
    return Splice(at, at, segments)


def splice(
    xml: bytes, splices: Iterable[Splice], start: int = 0, end: int | None = None
) -> tuple[Segment, ...]:
    """Return the part cut at the splices, which must not overlap, with their segments in place.

    Of a stretch of the part alone where it is given.
    """
    segments: list[Segment] = []
    at = start
    for cut in sorted(splices, key=lambda cut: (cut.start, cut.end)):
        if cut.start < at:
            raise UnreadablePart("what is to be filled in it overlaps")
        segments += (xml[at : cut.start], *cut.segments)
        at = cut.end
    segments.append(xml[at:end])
    return tuple(segments)


def names_in(segments: Iterable[Segment]) -> Iterator[str]:
    """Yield the names of what is to be written among segments."""
    for one in segments:
        if isinstance(one, str):
            yield one
        elif isinstance(one, IfFilled):
            yield one.name


def join(segments: Iterable[Segment], named: dict[str, Any]) -> bytes:
    """Return the segments as bytes, with each name's value, which is XML, in its place."""
    return b"".join(
        segment
        if isinstance(segment, bytes)
        else named[segment].encode()
        if isinstance(segment, str)
        else join(segment.segments, named)
        if named[segment.name]
        else b""
        for segment in segments
    )


def escaped(text: str) -> str:
    """Return text for the inside of an XML element or a quoted attribute."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
