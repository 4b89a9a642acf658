"""The pictures, drawings and objects of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.formats.word.audit.paragraphs import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from jdgen.formats.word.audit.paragraphs import WordParagraph

_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def pictures_in(
    element: Element, paragraph: WordParagraph, *, has_boxes: bool
) -> Iterator[Picture]:
    """Yield what can be seen in a drawing, but for text boxes where it has any."""
    for kind in ("inline", "anchor"):
        for holder in element.iterfind(_WP + kind):
            is_picture = not has_boxes or next(holder.iter(f"{_PIC}pic"), None) is not None
            properties = holder.find(f"{_WP}docPr")
            if is_picture and properties is not None:
                yield _picture(paragraph, properties, is_floating=kind == "anchor")
    for shape in _shapes(element):
        is_line = shape.get(f"{_O}hr", "") in {"t", "true"}
        if shape.find(f"{_V}imagedata") is not None and not is_line:
            look = shape.get("style", "").replace(" ", "")
            yield Picture(
                paragraph,
                shape.get("id", ""),
                shape.get("alt", "").strip(),
                is_decorative=False,
                is_floating="position:absolute" in look,
            )


def _picture(paragraph: WordParagraph, properties: Element, *, is_floating: bool) -> Picture:
    marks = (one.get("val", "") for one in properties.iter(_DECORATIVE))
    return Picture(
        paragraph,
        properties.get("name", ""),
        properties.get("descr", "").strip(),
        is_decorative=any(mark in {"1", "true"} for mark in marks),
        is_floating=is_floating,
    )


def _shapes(element: Element) -> Iterator[Element]:
    for name in ("shape", "rect"):
        yield from element.iter(_V + name)
