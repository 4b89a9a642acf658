"""The styles and lists that a Word file defines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.faults import ADOPT, BadHouseStyle
from jdgen.formats.word.parts import Splice, escaped, put_in
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jdgen.formats.word.parts import Element

LEAST_LEVELS: Final = 3
MOST_BASED: Final = 20  # styles based on each other: Word allows some ten
_USUAL_SIZE: Final = 20  # half points: Word's own where a file says none
_LEAST_SIZE: Final = 12
_MOST_SIZE: Final = 72
_AFTER_LANGUAGE: Final = frozenset({"eastAsianLayout", "specVanish", "oMath"})


class ListStyle(NamedTuple):
    """The list that a paragraph style belongs to: its number, its pattern, and how deep it goes."""

    number: str
    pattern: str
    levels: int


def style_ids(styles: Element) -> dict[tuple[str, str], str]:
    """Return the ids of styles, as XML, by kind and by every name they have."""
    ids: dict[tuple[str, str], str] = {}
    others: dict[tuple[str, str], str] = {}
    for style in styles.each("style"):
        if name := style.find("name"):
            kind, key = style.value("type") or "paragraph", escaped(style.value("styleId"))
            aliases = style.find("aliases")
            ids[kind, name.value().casefold()] = key
            for other in also_called(name.value(), aliases.value() if aliases else ""):
                others.setdefault((kind, other), key)
    return others | ids


def also_called(name: str, aliases: str) -> list[str]:
    """Return by what other names a style is known, of which Word writes each after a comma."""
    return [one.strip().casefold() for one in f"{name},{aliases}".split(",") if one.strip()]


def list_style(
    styles: Element, ids: Mapping[tuple[str, str], str], numbering: Element | None, name: str
) -> ListStyle:
    """Return the list of a paragraph style of a name; raise `BadHouseStyle`."""
    key = ids.get(("paragraph", name))
    number = _inherited_number(styles, key) if key else ""
    if not number:
        raise BadHouseStyle(
            f'its paragraph style "{name.title()}" is missing, or is no list', ADOPT
        )
    pattern = _pattern(styles, numbering, number)
    if numbering is None or pattern is None or not _is_number(pattern.value("abstractNumId")):
        raise BadHouseStyle(f"its list {number} is not defined", ADOPT)
    levels = _levels(pattern, are_bullets=name == "list bullet")
    return ListStyle(number, pattern.value("abstractNumId"), levels)


def _is_number(text: str) -> bool:
    return re.fullmatch("[0-9]{1,9}", text) is not None


def _inherited_number(styles: Element, key: str) -> str:
    """Return the number of the list of a style, or of the style that it is based on."""
    by_id = {escaped(style.value("styleId")): style for style in styles.each("style")}
    for _ in range(MOST_BASED):
        style = by_id.get(key)
        if style is None:
            break
        if number := style.find("pPr", "numPr", "numId"):
            text = number.value()
            return text if _is_number(text) and int(text) else ""
        base = style.find("basedOn")
        key = escaped(base.value()) if base else ""
    return ""


def size_of(styles: Element, key: str) -> int:
    """Return how large the text of a style is, in half points."""
    by_id = {escaped(style.value("styleId")): style for style in styles.each("style")}
    sizes = []
    for _ in range(MOST_BASED):
        style = by_id.get(key)
        if style is None:
            break
        sizes.append(style.find("rPr", "sz"))
        base = style.find("basedOn")
        key = escaped(base.value()) if base else ""
    sizes.append(styles.find("docDefaults", "rPrDefault", "rPr", "sz"))
    said = next((size.value() for size in sizes if size), "")
    return min(max(int(said), _LEAST_SIZE), _MOST_SIZE) if _is_number(said) else _USUAL_SIZE


def _pattern(styles: Element, numbering: Element | None, number: str) -> Element | None:
    """Return the definition of a list, which may be that of a list style."""
    for _ in range(MOST_BASED):
        pattern = _defined(numbering, number) if numbering else None
        link = pattern.find("numStyleLink") if pattern else None
        if pattern is None or link is None:
            return pattern
        number = next(
            (
                said.value()
                for style in styles.each("style")
                if style.value("styleId") == link.value()
                and (said := style.find("pPr", "numPr", "numId"))
            ),
            "",
        )
    return None


def _defined(numbering: Element, number: str) -> Element | None:
    keys = {
        abstract.value()
        for element in numbering.each("num")
        if element.value("numId") == number and (abstract := element.find("abstractNumId"))
    }
    return next(
        (one for one in numbering.each("abstractNum") if one.value("abstractNumId") in keys), None
    )


def _levels(pattern: Element, *, are_bullets: bool) -> int:
    """Return how many levels of a list are defined, and are of one kind."""
    formats = {
        level.value("ilvl"): said.value()
        for level in pattern.each("lvl")
        if (said := level.find("numFmt"))
    }
    levels = 0
    while (formats.get(str(levels), "none") in {"bullet", "none"}) == are_bullets:
        if str(levels) not in formats:
            break
        levels += 1
    return levels


def in_language(xml: bytes, styles: Element, language: str) -> list[Splice]:
    """Return how to make the language that of the defaults and of the default styles."""
    tag = f'<w:lang w:val="{escaped(language)}"/>'.encode()
    properties = styles.find("docDefaults", "rPrDefault", "rPr")
    if properties is None:
        return [_new_default(xml, styles, tag)]
    elements = [properties.find("lang")]
    if elements == [None]:
        return [put_in(xml, properties, _AFTER_LANGUAGE, tag)]
    elements += (
        style.find("rPr", "lang") for style in styles.each("style") if style.value("default") == "1"
    )
    return [
        Splice(lang.start, lang.end, (tag,))
        for lang in elements
        if lang and lang.value() != language
    ]


def _new_default(xml: bytes, styles: Element, tag: bytes) -> Splice:
    """Return how to say the default language where the styles say no default look."""
    wanted = b"<w:rPr>" + tag + b"</w:rPr>"
    around = styles.find("docDefaults", "rPrDefault")
    if around:
        return put_in(xml, around, (), wanted)
    wanted = b"<w:rPrDefault>" + wanted + b"</w:rPrDefault>"
    defaults = styles.find("docDefaults")
    if defaults:
        return put_in(xml, defaults, {"pPrDefault"}, wanted)
    wanted = b"<w:docDefaults>" + wanted + b"</w:docDefaults>"
    return put_in(xml, styles, {child.name.partition(" ")[2] for child in styles.children}, wanted)
