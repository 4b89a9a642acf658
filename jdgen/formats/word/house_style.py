"""A house style, read once: its styles, lists and page, and the places where facts go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.formats.word.faults import BadHouseStyle
from jdgen.formats.word.package import Part, UnreadablePackage, content, load
from jdgen.formats.word.parts import (
    MAIN,
    Element,
    Segment,
    Splice,
    UnreadablePart,
    W,
    escaped,
    parse,
    splice,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

BODY_TAG: Final = "jdgen-body"
BODY: Final = "\0body"
NUMBERS: Final = "\0numbers"
LINKS: Final = "\0links"

_DOCUMENT: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_SETTINGS: Final = "word/settings.xml"
_NUMBERING: Final = "word/numbering.xml"
_LINKS: Final = "word/_rels/document.xml.rels"
_CORE: Final = "docProps/core.xml"
# What makes Word show something else than what is filled in: a hint, or a value kept elsewhere.
_UNFILLED: Final = (" showingPlcHdr", " dataBinding")
_LEAST_WIDTH: Final = 1440  # an inch
_MOST_WIDTH: Final = 31680  # 22 inches, the widest page that Word knows
_FACT: Final = re.compile(
    r"(?:organisation|family|level|grade|band|post|dimensions|checks|languages|demands|record"
    r"|evaluation|document|labels)\.[a-z0-9_ ]+",
    re.IGNORECASE,
)
_DOCX_TYPE: Final = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)


class HouseStyle(NamedTuple):
    """A house style ready to be filled; widths are in twentieths of a point."""

    parts: Mapping[str, Part]
    cut: Mapping[str, tuple[Segment, ...]]
    facts: frozenset[str]
    styles: Mapping[tuple[str, str], str]
    text_width: int
    bullet_list: str
    number_pattern: str
    first_number: int
    link_prefix: str
    first_bookmark: int

    def has(self, kind: str, name: str) -> bool:
        """Return whether there is a style of a kind and name."""
        return (kind, name.casefold()) in self.styles

    def style(self, kind: str, name: str) -> str:
        """Return the id of a style by its kind and the name that Word shows."""
        try:
            return self.styles[kind, name.casefold()]
        except KeyError:
            raise BadHouseStyle(
                f'it has no {kind} style called "{name}"',
                "add the style in Word, or copy it from the standard layout's house style",
            ) from None


def read_house_style(path: Path, language: str) -> HouseStyle:
    """Read a house style for documents in a language; raise `BadHouseStyle` or `OSError`."""
    try:
        parts = load(path)
        return _read(parts, language)
    except UnreadablePackage as error:
        raise BadHouseStyle(str(error), "save it in Word as a Word Document (*.docx)") from None
    except UnreadablePart as error:
        raise BadHouseStyle(
            f"a part of it can't be read: {error}", "save it again in Word"
        ) from None


def _read(parts: dict[str, Part], language: str) -> HouseStyle:
    for name in ("[Content_Types].xml", _DOCUMENT, _STYLES, _NUMBERING, _LINKS, _CORE):
        if name not in parts:
            raise BadHouseStyle(
                f'it has no part "{name}"', "start from the standard layout's house style"
            )
    if _DOCX_TYPE not in content(parts["[Content_Types].xml"]):
        raise BadHouseStyle(
            "it is a template or holds macros", "save it in Word as a Word Document (*.docx)"
        )
    cut: dict[str, tuple[Segment, ...]] = {}
    document_xml = content(parts[_DOCUMENT])
    document = parse(document_xml)
    prefix = f"xmlns:w=[\"']{re.escape(MAIN)}[\"']".encode()
    if document.name != W + "document" or not re.search(prefix, document_xml):
        raise BadHouseStyle(
            "it is not a Word document of the usual kind",
            "save it in Word as a Word Document (*.docx), not as a Strict Open XML Document",
        )
    _check_braces(document, document_xml)
    body_at, width = _body(document)
    cut[_DOCUMENT] = splice(document_xml, [body_at, *_fact_splices(document, body_at)])
    for name, part in parts.items():
        if re.fullmatch(r"word/(header|footer)\d*\.xml", name):
            xml = content(part)
            root = parse(xml)
            _check_braces(root, xml)
            splices = _fact_splices(root)
            if splices:
                cut[name] = splice(xml, splices)
    facts = {
        segment
        for segments in cut.values()
        for segment in segments
        if isinstance(segment, str) and segment != BODY
    }
    styles = parse(content(parts[_STYLES]))
    for name, changes in (
        (_STYLES, _language(styles, language)),
        (_SETTINGS, _settings(parts, language)),
    ):
        if changes:
            cut[name] = splice(content(parts[name]), changes)
    numbering_xml = content(parts[_NUMBERING])
    numbering = parse(numbering_xml)
    cut[_NUMBERING] = splice(numbering_xml, [_numbers_at(numbering)])
    links_xml = content(parts[_LINKS])
    links_end = parse(links_xml).inner_end
    cut[_LINKS] = splice(links_xml, [Splice(links_end, links_end, (LINKS,))])
    used = _numbers(number.value("numId") for number in numbering.all("num"))
    marks = _numbers(mark.value("id") for mark in document.all("bookmarkStart"))
    return HouseStyle(
        parts,
        cut,
        frozenset(facts),
        _style_ids(styles),
        width,
        _list_number(styles, "list bullet"),
        _abstract(numbering, _list_number(styles, "list number")),
        max(used, default=0) + 1,
        _free_prefix(links_xml.decode()),
        max(marks, default=0) + 1,
    )


def _numbers(texts: Iterable[str]) -> list[int]:
    """Return those of the texts that are numbers such as Word gives."""
    return [int(text) for text in texts if re.fullmatch("[0-9]{1,9}", text)]


def _free_prefix(links: str) -> str:
    """Return what the ids of our links begin with, and no other's does."""
    prefix = "rIdJdgen"
    while f'"{prefix}' in links:
        prefix += "x"
    return prefix


def _body(document: Element) -> tuple[Splice, int]:
    """Return where the body goes, and the width of its text.

    That is in place of the content control tagged `jdgen-body`, or of the whole body but its last
    section's page.
    """
    body = document.find("body")
    pages = [child for child in body.children if child.name == W + "sectPr"] if body else []
    if body is None or not pages:
        raise BadHouseStyle("it says no page size", "save it again in Word")
    controls = [control for control in document.all("sdt") if BODY_TAG in _names(control)]
    if len(controls) > 1:
        raise BadHouseStyle(
            f'it has {len(controls)} content controls called "{BODY_TAG}"', "keep one of them"
        )
    for control in controls:
        place = control
        while place.parent and place.parent.name == W + "p":  # LibreOffice puts it in a paragraph
            place = place.parent
        if not _is_block(place):
            raise BadHouseStyle(
                f'its content control "{BODY_TAG}" is part of a table',
                "move it below the table: tables inside tables can't be read aloud",
            )
        after = [page for page in document.all("sectPr") if page.start >= place.end]
        return Splice(place.start, place.end, (BODY,)), _text_width(after[0])
    return Splice(body.inner_start, pages[-1].start, (BODY,)), _text_width(pages[-1])


def _is_block(place: Element) -> bool:
    """Return whether an element stands where paragraphs and tables may, outside any table."""
    while place.parent and place.parent.name != W + "body":
        place = place.parent
        if place.name not in {W + "sdt", W + "sdtContent"}:
            return False
    return True


def _text_width(page: Element) -> int:
    """Return the width between a page's margins, in twentieths of a point."""
    size, margins = page.find("pgSz"), page.find("pgMar")
    try:
        taken = (margins.value(side) if margins else "" for side in ("left", "right"))
        gutter = margins.value("gutter") if margins else ""
        width = float(size.value("w") if size else "") - sum(map(float, taken))
        width -= float(gutter or 0)
    except ValueError:
        width = 0
    if not _LEAST_WIDTH <= width <= _MOST_WIDTH:
        raise BadHouseStyle(
            "it says no page size or margins that leave room for text", "set them in Word"
        )
    return round(width)


def _check_braces(root: Element, xml: bytes) -> None:
    typed = "".join(xml[text.inner_start : text.inner_end].decode() for text in root.all("t"))
    if "{{" in typed:
        raise BadHouseStyle(
            'it holds "{{", which is not filled in Word',
            "put in a plain text content control, with the fact's name as its tag",
        )


def _names(control: Element) -> list[str]:
    """Return a control's tag and title; LibreOffice 7 keeps only the title."""
    properties = control.find("sdtPr")
    if properties is None:
        return []
    return [
        child.value() for child in properties.children if child.name in {W + "tag", W + "alias"}
    ]


def _fact_splices(root: Element, body: Splice | None = None) -> list[Splice]:
    """Return where the facts go that content controls are tagged with, outside the body."""
    splices: list[Splice] = []
    filled_to = 0
    for control in root.all("sdt"):
        fact = next(filter(_FACT.fullmatch, _names(control)), None)
        in_body = body is not None and body.start <= control.start < body.end
        if fact and body and control.start <= body.start < control.end and not in_body:
            raise BadHouseStyle(
                f'its content control "{fact}" is around "{BODY_TAG}"', "move one out of the other"
            )
        if fact is None or in_body or control.start < filled_to:
            continue
        filled_to = control.end  # a control inside this one goes with what this one held
        inside = control.find("sdtContent")
        texts = list(inside.all("t")) if inside else []
        if not texts:
            raise BadHouseStyle(
                f'the content control "{fact}" is empty', "type a word into it in Word"
            )
        opening = b'<w:t xml:space="preserve">'
        splices.append(Splice(texts[0].start, texts[0].end, (opening, fact, b"</w:t>")))
        splices += (Splice(text.start, text.end, ()) for text in texts[1:])
        properties = control.find("sdtPr")
        kept = properties.children if properties else ()
        gone = [child for child in kept if child.name.endswith(_UNFILLED)]
        if control.find("sdtPr", "showingPlcHdr") and inside:
            gone += inside.all("rStyle")
        splices += (Splice(element.start, element.end, ()) for element in gone)
    return splices


def _language(styles: Element, language: str) -> list[Splice]:
    """Return how to make the language that of the defaults and of the default styles."""
    properties = styles.find("docDefaults", "rPrDefault", "rPr")
    if properties is None:
        raise BadHouseStyle(
            "its styles say no default font", "start from the standard layout's house style"
        )
    tag = f'<w:lang w:val="{escaped(language)}"/>'.encode()
    elements = [properties.find("lang")]
    if elements == [None]:
        return [Splice(properties.inner_end, properties.inner_end, (tag,))]
    elements += (
        style.find("rPr", "lang") for style in styles.all("style") if style.value("default") == "1"
    )
    return [
        Splice(lang.start, lang.end, (tag,))
        for lang in elements
        if lang and lang.value() != language
    ]


def _settings(parts: Mapping[str, Part], language: str) -> list[Splice]:
    """Return how to make the language that of the settings too."""
    element = None
    if _SETTINGS in parts:
        element = parse(content(parts[_SETTINGS])).find("themeFontLang")
    if element is None or element.value() == language:
        return []
    tag = f'<w:themeFontLang w:val="{escaped(language)}"/>'.encode()
    return [Splice(element.start, element.end, (tag,))]


def _style_ids(styles: Element) -> dict[tuple[str, str], str]:
    ids = {}
    for style in styles.all("style"):
        if name := style.find("name"):
            ids[style.value("type"), name.value().casefold()] = style.value("styleId")
    return ids


def _list_number(styles: Element, wanted: str) -> str:
    """Return the number of the list that a paragraph style belongs to."""
    for style in styles.all("style"):
        name = style.find("name")
        number = style.find("pPr", "numPr", "numId")
        if name and number and name.value().casefold() == wanted:
            return number.value()
    raise BadHouseStyle(
        f'its paragraph style "{wanted.title()}" is missing, or is no list',
        "start from the standard layout's house style",
    )


def _abstract(numbering: Element, number: str) -> str:
    for element in numbering.all("num"):
        abstract = element.find("abstractNumId")
        if abstract and element.value("numId") == number:
            return abstract.value()
    raise BadHouseStyle(f"its list {number} is not defined", "save it again in Word")


def _numbers_at(numbering: Element) -> Splice:
    """Return the place after the last list, where the schema wants the next one."""
    ends = [child.end for child in numbering.children if child.name == W + "num"]
    if not ends:
        raise BadHouseStyle("it defines no lists", "start from the standard layout's house style")
    return Splice(ends[-1], ends[-1], (NUMBERS,))
