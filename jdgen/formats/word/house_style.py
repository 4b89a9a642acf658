"""A house style, read once: its styles, lists and page, and the places where facts go."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.controls import (
    BODY,
    body_place,
    check_braces,
    check_contents,
    fact_places,
)
from jdgen.formats.word.faults import ADOPT, BadHouseStyle
from jdgen.formats.word.leaks import in_words, leaks, lone_notes
from jdgen.formats.word.package import SAVE_AS_DOCX, Part, UnreadablePackage, load, stored
from jdgen.formats.word.parts import (
    Segment,
    Splice,
    UnreadablePart,
    W,
    check_well_formed,
    escaped,
    explained,
    join,
    names_in,
    put_in,
    splice,
)
from jdgen.formats.word.relationships import (
    BROKEN,
    DOCX_TYPE,
    ROOT_LINKS,
    TYPES,
    check_kind,
    links_name,
    links_of,
    main_part,
    named_root,
    part_called,
    root_of,
    type_of,
    xml_of,
)
from jdgen.formats.word.styles import ListStyle, in_language, list_style, size_of, style_ids
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from jdgen.formats.word.parts import Element
    from jdgen.formats.word.relationships import Relationship

NUMBERS: Final = "\0numbers"
LINKS: Final = "\0links"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE: Final = "docProps/core.xml"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_KIND: Final = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_STORIES: Final = {"header", "footer", "footnotes", "endnotes"}
_OF_PROGRAM: Final = {"Application", "AppVersion"}
_STATISTICS_NAMESPACE: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
)
STATISTICS: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{_STATISTICS_NAMESPACE}"><Application>Microsoft Office Word'
    "</Application></Properties>"
).encode()
"""What a file says of itself where it says nothing of another document."""


class HouseStyle(NamedTuple):
    """A house style ready to be filled; widths are in twentieths of a point.

    `table_size` is how large the text of tables is, in half points.
    """

    parts: Mapping[str, Part]
    cut: Mapping[str, tuple[Segment, ...]]
    core: str
    facts: frozenset[str]
    styles: Mapping[tuple[str, str], str]
    text_width: int
    table_size: int
    bullets: ListStyle
    numbers: ListStyle
    first_number: int
    link_prefix: str
    first_bookmark: int

    def has(self, kind: str, name: str) -> bool:
        """Return whether there is a style of a kind and name."""
        return (kind, name.casefold()) in self.styles

    def style(self, kind: str, name: str) -> str:
        """Return the id of a style, as XML, by its kind and the name that Word shows."""
        try:
            return self.styles[kind, name.casefold()]
        except KeyError:
            raise BadHouseStyle(
                f'it has no {kind} style called "{name}"', f"add the style in Word, or {ADOPT}"
            ) from None


def read_house_style(path: Path, language: str) -> HouseStyle:
    """Read a house style for documents in a language; raise `BadHouseStyle` or `OSError`."""
    try:
        return house_style_of(load(path), language)
    except UnreadablePackage as error:
        raise BadHouseStyle(str(error), SAVE_AS_DOCX) from None


def house_style_of(parts: dict[str, Part], language: str) -> HouseStyle:
    """Return the house style that a Word file's parts are; raise `BadHouseStyle`."""
    try:
        return _Reader(parts, language).read()
    except UnreadablePart as error:
        raise BadHouseStyle(
            f"a part of it can't be read: {error}", "save it again in Word"
        ) from None


class _Reader:
    """What is known of a house style while it is read."""

    def __init__(self, parts: dict[str, Part], language: str) -> None:
        self._parts = parts
        self._language = language
        self._main = main_part(parts)
        self._types = root_of(parts, part_called(parts, TYPES))
        self._links = self._checked_links()
        self._roots: dict[str, Element] = {}
        self._texts: dict[str, bytes] = {}
        self._splices: dict[str, list[Splice]] = {}
        self._new: dict[str, bytes] = {}

    def _checked_links(self) -> list[Relationship]:
        """Return what the document leads to, all of which has to be there."""
        name = links_name(self._main)
        if not part_called(self._parts, name):
            raise BadHouseStyle(f'it has no part "{name}"', BROKEN)
        links = links_of(self._parts, self._main)
        for link in links:
            gone = not (link.is_external or part_called(self._parts, link.target))
            if gone:
                raise BadHouseStyle(f'it has no part "{link.target}"', ADOPT)
        return links

    def _parts_of(self, *kinds: str) -> list[str]:
        """Return the names of the parts of some kinds that the document leads to, each once."""
        targets = dict.fromkeys(link.target for link in self._links if link.kind in kinds)
        return [part_called(self._parts, target) for target in targets]

    def _part(self, kind: str) -> str:
        """Return the name of the part of a kind; empty where the document leads to none."""
        return next(iter(self._parts_of(kind)), "")

    def _root(self, name: str) -> Element:
        """Return the root of a part of the file."""
        if name not in self._roots:
            self._texts[name] = xml_of(self._parts, name)
            self._roots[name] = named_root(self._texts[name], name)
        return self._roots[name]

    def _change(self, name: str, splices: Iterable[Splice]) -> None:
        """Cut a part where something is to be put into it, which may say the prefix w."""
        changes = list(splices)
        if changes:
            root = self._root(name)
            if root.name.startswith(W):
                changes += explained(self._texts[name], root)
            self._splices.setdefault(name, []).extend(changes)

    def read(self) -> HouseStyle:
        check_kind(type_of(self._types, self._main), DOCX_TYPE)
        document = self._root(self._main)
        if document.name != W + "document":
            raise BadHouseStyle(
                "it is not a Word document of the usual kind",
                "save it in Word as a Word Document (*.docx), not as a Strict Open XML Document",
            )
        width = self._fill_document(document)
        facts = self._fill_stories()
        styles_name = self._part("styles")
        if not styles_name:
            raise BadHouseStyle("it has no styles", ADOPT)
        styles = self._root(styles_name)
        self._change(styles_name, in_language(self._texts[styles_name], styles, self._language))
        self._say_language()
        numbering_name = self._part("numbering")
        numbering = self._root(numbering_name) if numbering_name else None
        ids = style_ids(styles)
        bullets, numbers = (
            list_style(styles, ids, numbering, name) for name in ("list bullet", "list number")
        )
        assert numbering is not None, "else there are no lists"  # noqa: S101 - for mypy
        self._change(numbering_name, [_numbers_at(self._texts[numbering_name], numbering)])
        prefix = self._lead_to_links()
        core = self._core()
        self._drop_statistics()
        used = _numbers(number.value("numId") for number in numbering.each("num"))
        marks = _numbers(mark.value("id") for mark in document.all("bookmarkStart"))
        return HouseStyle(
            self._parts,
            self._cut(),
            core,
            frozenset(facts),
            ids,
            width,
            size_of(styles, ids.get(("paragraph", "table text"), "")),
            bullets,
            numbers,
            max(used, default=0) + 1,
            prefix,
            max(marks, default=0) + 1,
        )

    def _fill_document(self, document: Element) -> int:
        """Cut the document where its body and the facts go; return how wide its text is."""
        xml = self._texts[self._main]
        check_braces(document, xml)
        at, width = body_place(document)
        check_contents(document, xml, at)
        places = fact_places(document, xml, at)
        segments = splice(xml, [at, *places])
        left = join(segments, dict.fromkeys(names_in(segments), " "))
        self._change(self._main, [at, *places])
        self._refuse_leaks(left, at)
        return width

    def _refuse_leaks(self, left: bytes, body: Splice) -> None:
        """Refuse what is to be in no document; `left` is what stays of this one."""
        names = [self._main, *self._parts_of(*_STORIES, "styles", "numbering")]
        stories = {name: (self._root(name), self._texts[name]) for name in names}
        found = list(leaks(self._parts, self._main, stories, left))
        for kind in ("footnote", "endnote"):
            for name in self._parts_of(f"{kind}s"):
                found += lone_notes(kind, self._root(name), self._root(self._main), body)
        if found:
            raise BadHouseStyle(f"it holds {in_words(found)}", ADOPT)

    def _fill_stories(self) -> set[str]:
        """Cut headers and footers where facts go; return the facts of the whole file."""
        for name in self._parts_of("header", "footer"):
            root = self._root(name)
            check_braces(root, self._texts[name])
            check_contents(root, self._texts[name])
            self._change(name, fact_places(root, self._texts[name]))
        segments = chain.from_iterable(
            one.segments for splices in self._splices.values() for one in splices
        )
        return set(names_in(segments)) - {BODY}

    def _say_language(self) -> None:
        """Make the language that of the settings too."""
        name = self._part("settings")
        element = self._root(name).find("themeFontLang") if name else None
        if element and element.value() != self._language:
            tag = f'<w:themeFontLang w:val="{escaped(self._language)}"/>'.encode()
            self._change(name, [Splice(element.start, element.end, (tag,))])

    def _lead_to_links(self) -> str:
        """Cut what the document leads to where links go; return what their ids begin with."""
        name = part_called(self._parts, links_name(self._main))
        self._put(name, LINKS)
        return _free_prefix(self._texts[name].decode())

    def _put(self, name: str, element: Segment) -> None:
        """Put an element without a prefix at the end of a part about parts."""
        root = self._root(name)
        places = self._splices.setdefault(name, [])
        tag = self._texts[name][root.start : root.inner_start].decode()
        if "xmlns=" not in tag:
            at = root.start + len(re.split(r"[\s>/]", tag, maxsplit=1)[0])
            meaning = f' xmlns="{root.name.partition(" ")[0]}"'.encode()
            places.append(Splice(at, at, (meaning,)))
        places.append(put_in(self._texts[name], root, (), element))

    def _core(self) -> str:
        """Return the name of the part that says a document's title, which is made if need be."""
        for link in links_of(self._parts, ""):
            if link.kind == "core-properties" and (name := part_called(self._parts, link.target)):
                return name
        self._parts[CORE] = stored(CORE, b"")
        added = (
            (
                part_called(self._parts, TYPES),
                f'<Override PartName="/{CORE}" ContentType="{_CORE_TYPE}"/>',
            ),
            (
                part_called(self._parts, ROOT_LINKS),
                f'<Relationship Id="rIdJdgenCore" Type="{_CORE_KIND}" Target="{CORE}"/>',
            ),
        )
        for name, element in added:
            self._put(name, element.encode())
        return CORE

    def _drop_statistics(self) -> None:
        """Leave out what Word says of the document that the house style was."""
        for link in links_of(self._parts, ""):
            name = part_called(self._parts, link.target)
            is_said = link.kind == "extended-properties" and name
            if is_said and has_statistics(self._root(name)):
                self._new[name] = STATISTICS

    def _cut(self) -> dict[str, tuple[Segment, ...]]:
        """Return the parts that differ from document to document, or from the house style."""
        cut = {name: splice(self._texts[name], cuts) for name, cuts in self._splices.items()}
        cut |= {name: (xml,) for name, xml in self._new.items()}
        for segments in cut.values():
            for filling in ("", "x"):
                names = dict.fromkeys(names_in(segments), filling)
                check_well_formed(join(segments, names))
        return cut


def has_statistics(root: Element) -> bool:
    """Return whether a file says more of itself than which program wrote it."""
    return not {child.name.rpartition(" ")[2] for child in root.children} <= _OF_PROGRAM


def _numbers(texts: Iterable[str]) -> list[int]:
    """Return those of the texts that are numbers such as Word gives."""
    return [int(text) for text in texts if re.fullmatch("[0-9]{1,9}", text)]


def _free_prefix(links: str) -> str:
    """Return what the ids of our links begin with, and no other's does."""
    prefix = "rIdJdgen"
    while f'"{prefix}' in links or f"'{prefix}" in links:
        prefix += "x"
    return prefix


def _numbers_at(xml: bytes, numbering: Element) -> Splice:
    """Return the place after the last list, where the schema wants the next one."""
    return put_in(xml, numbering, {"numIdMacAtCleanup"}, NUMBERS)
