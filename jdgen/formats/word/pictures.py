"""A house style without its pictures and names, for an organisation that has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.formats.word.package import content, deflated, load, replaced, write
from jdgen.formats.word.parts import Splice, W, escaped, join, parse, splice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jdgen.formats.word.parts import Element


def without_pictures(path: Path, words: Mapping[str, str]) -> bytes:
    """Return a Word file without pictures, their files, and the space after each.

    In all its parts, words are replaced by others: the name of a theme, say.
    """
    parts = load(path)
    changed = {
        name: _reworded(join(splice(xml, list(_cuts(xml))), {}), words)
        for name, part in parts.items()
        if name.endswith((".xml", ".rels")) and (xml := content(part))
    }
    kept = {name: part for name, part in parts.items() if not name.startswith("word/media/")}
    changed = {name: xml for name, xml in changed.items() if xml != content(parts[name])}
    return write(map(deflated, replaced(kept, changed)))


def _reworded(xml: bytes, words: Mapping[str, str]) -> bytes:
    for word, other in words.items():
        xml = xml.replace(escaped(word).encode(), escaped(other).encode())
    return xml


def _cuts(xml: bytes) -> Iterator[Splice]:
    """Yield what to cut out of a part: runs with pictures, links to these, and their types."""
    root = parse(xml)
    after_picture = False
    for element in [root, *root.walk()]:
        is_picture = element.name == f"{W}r" and element.find("drawing") is not None
        if is_picture or (after_picture and _is_blank(element, xml)) or _is_of_pictures(element):
            yield Splice(element.start, element.end, ())
        if element.name == f"{W}r":
            after_picture = is_picture


def _is_blank(element: Element, xml: bytes) -> bool:
    text = element.find("t") if element.name == f"{W}r" else None
    return text is not None and not xml[text.inner_start : text.inner_end].strip()


def _is_of_pictures(element: Element) -> bool:
    """Return whether an element says where a picture is, or what kind of file a picture is."""
    said = element.attributes
    return said.get("Type", "").endswith("/image") or said.get("ContentType", "").startswith(
        "image/"
    )
