"""The content controls of a Word file: where the body goes, and the facts around it."""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.faults import ADOPT, BadHouseStyle
from jdgen.formats.word.parts import IfFilled, Splice, W, splice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.parts import Element

BODY_TAG: Final = "jdgen-body"
BODY: Final = "\0body"
PART: Final = "document.part"
"""What is filled in with the part of the document to which a page belongs."""
FACT: Final = re.compile(
    r"(?:organisation|family|level|grade|band|post|dimensions|checks|languages|demands|record"
    r"|pay|evaluation|document|labels)\.[a-z0-9_ ]+",
    re.IGNORECASE,
)
# What makes Word show something else than what is filled in: a hint, or a value kept elsewhere.
_UNFILLED: Final = (" showingPlcHdr", " dataBinding")
_LEAST_WIDTH: Final = 1440  # an inch
_MOST_WIDTH: Final = 31680  # 22 inches, the widest page that Word knows
# What readers see of a paragraph: words, pictures, what a field works out.
_SHOWN: Final = frozenset(
    W + name
    for name in (
        "t", "drawing", "pict", "object", "sym", "fldChar", "fldSimple", "footnoteReference",
        "endnoteReference", "altChunk", "tbl", "subDoc",
    )
)  # fmt: skip
_IN_RUNS: Final = frozenset(
    W + name
    for name in (
        "t", "br", "cr", "tab", "ptab", "sym", "noBreakHyphen", "fldChar", "instrText",
        "delInstrText",
    )
)  # fmt: skip
_BLOCKS: Final = frozenset(W + name for name in ("p", "tbl", "tr", "tc", "sdt"))
_RANGES: Final = {"bookmark": "bookmark", "perm": "protected range"}
_CONTENTS: Final = re.compile(rb"\s*TOC\b")
_OLD_CONTENTS: Final = "it holds a table of contents, which would show another document's"
_YES: Final = {"1", "true", "on"}


def body_place(document: Element) -> tuple[Splice, int]:
    """Return where the body goes, and the width of its text.

    That is in place of the content control tagged `jdgen-body`, or of the whole body but its last
    section's page, where there is nothing else to see in it.
    """
    body = document.find("body")
    pages = [child for child in body.children if child.name == W + "sectPr"] if body else []
    if body is None or not pages:
        raise BadHouseStyle("it says no page size", ADOPT)
    controls = [control for control in document.all("sdt") if BODY_TAG in names_of(control)]
    if len(controls) > 1 and not _are_one_text_box(controls):
        raise BadHouseStyle(
            f'it has {len(controls)} content controls called "{BODY_TAG}"', "keep one of them"
        )
    if controls:
        place = _block_of(controls[0])
        at = Splice(place.start, place.end, (BODY,))
        after = [page for page in document.all("sectPr") if page.start >= place.end]
        page = after[0] if after else pages[-1]
    else:
        page = pages[-1]
        at = Splice(body.inner_start, page.start, (BODY,))
        if any(one.start < page.start and one.name in _SHOWN for one in body.walk()):
            raise BadHouseStyle(
                f'it has no content control called "{BODY_TAG}", and the words and pictures of its'
                " body would be lost",
                ADOPT,
            )
    _check_whole(document, at)
    return at, _text_width(page)


def names_of(control: Element) -> list[str]:
    """Return a control's tag and title; LibreOffice 7 keeps only the title."""
    properties = control.find("sdtPr")
    if properties is None:
        return []
    return [
        child.value() for child in properties.children if child.name in {W + "tag", W + "alias"}
    ]


def _are_one_text_box(controls: list[Element]) -> bool:
    """Return whether controls are of text boxes, which Word writes once more for old versions."""
    return all(_text_box(control) for control in controls)


def _text_box(place: Element) -> bool:
    while place.parent:
        place = place.parent
        if place.name == W + "txbxContent":
            return True
    return False


def _block_of(control: Element) -> Element:
    """Return the control, or the paragraph that it alone stands in, as LibreOffice puts it."""
    if _text_box(control):
        raise BadHouseStyle(
            f'its content control "{BODY_TAG}" stands in a text box, which grows over no page',
            "move it out of the text box, to a line of its own",
        )
    place = control
    while place.parent and place.parent.name == W + "p":
        place = place.parent
    if any(
        one.name in _SHOWN for one in place.walk() if not control.start < one.start < control.end
    ):
        raise BadHouseStyle(
            f'words stand beside its content control "{BODY_TAG}", and would be lost',
            "put the control on a line of its own",
        )
    if not _is_block(place):
        raise BadHouseStyle(
            f'its content control "{BODY_TAG}" is part of a table',
            "move it below the table: tables inside tables can't be read aloud",
        )
    return place


def _is_block(place: Element) -> bool:
    """Return whether an element stands where paragraphs and tables may, outside any table."""
    while place.parent and place.parent.name != W + "body":
        place = place.parent
        if place.name not in {W + "sdt", W + "sdtContent"}:
            return False
    return True


def _check_whole(document: Element, at: Splice) -> None:
    """Refuse what begins in the body and ends outside, or the other way round."""

    def is_inside(element: Element) -> bool:
        return at.start <= element.start < at.end

    for page in document.all("sectPr"):
        if is_inside(page):
            raise BadHouseStyle(
                "a section ends where the body goes, and its page would be lost",
                f'move the section break out of the content control "{BODY_TAG}"',
            )
    for start, end in fields(document):
        if is_inside(start) != is_inside(end) or start.start < at.start < end.start:
            raise BadHouseStyle(
                f'a field reaches across the edge of its content control "{BODY_TAG}"',
                "delete the field in Word, or move it away from the control",
            )
    for kind, what in _RANGES.items():
        starts = {mark.value("id"): mark for mark in document.all(f"{kind}Start")}
        for mark in document.all(f"{kind}End"):
            begun = starts.get(mark.value("id"))
            if begun and is_inside(begun) != is_inside(mark):
                raise BadHouseStyle(
                    f'a {what} reaches across the edge of its content control "{BODY_TAG}"',
                    f"delete the {what} in Word, or move it away from the control",
                )


def fields(root: Element) -> Iterator[tuple[Element, Element]]:
    """Yield where each field begins and ends; raise `BadHouseStyle` where one does not."""
    begun: list[Element] = []
    for mark in root.all("fldChar"):
        kind = mark.value("fldCharType")
        if kind == "begin":
            begun.append(mark)
        elif kind == "end":
            if not begun:
                raise BadHouseStyle("a field ends that never began", ADOPT)
            yield begun.pop(), mark
    if begun:
        raise BadHouseStyle("a field begins that never ends", ADOPT)


def check_contents(root: Element, xml: bytes, body: Splice | None = None) -> None:
    """Refuse a table of contents that shows another document's, outside the body."""
    codes = [
        code.start
        for code in root.all("instrText")
        if _CONTENTS.match(xml[code.inner_start : code.inner_end])
        and not (body and body.start <= code.start < body.end)
    ]
    shown = [text.start for text in root.all("t") if text.inner_end > text.inner_start]
    for start, end in fields(root) if codes else ():
        is_old = start.value("dirty") not in _YES or _between(shown, start.start, end.start)
        if is_old and _between(codes, start.start, end.start):
            raise BadHouseStyle(_OLD_CONTENTS, ADOPT)
    for simple in root.all("fldSimple"):
        is_new = simple.value("dirty") in _YES and next(simple.all("t"), None) is None
        if simple.value("instr").strip().startswith("TOC") and not is_new:
            raise BadHouseStyle(_OLD_CONTENTS, ADOPT)


def _between(places: list[int], start: int, end: int) -> bool:
    """Return whether one of places, which are in order, lies between two others."""
    return bisect(places, start) < bisect(places, end)


def _text_width(page: Element) -> int:
    """Return the width of a column of a page's text, in twentieths of a point."""
    size, margins = page.find("pgSz"), page.find("pgMar")
    try:
        taken = (margins.value(side) if margins else "" for side in ("left", "right"))
        gutter = margins.value("gutter") if margins else ""
        width = float(size.value("w") if size else "") - sum(map(float, taken))
        width = _column(page, width - float(gutter or 0))
    except (ValueError, OverflowError):
        width = 0
    if not _LEAST_WIDTH <= width <= _MOST_WIDTH:
        raise BadHouseStyle(
            "it says no page size or margins that leave room for text", "set them in Word"
        )
    return round(width)


def _column(page: Element, width: float) -> float:
    """Return the width of the narrowest column of text on a page of a width."""
    columns = page.find("cols")
    if columns is None:
        return width
    own = [float(column.value("w") or 0) for column in columns.all("col")]
    if own and columns.value("equalWidth") in {"0", "false", "off"}:
        return min(own)
    number = int(columns.value("num") or 1)
    return (width - (number - 1) * float(columns.value("space") or 720)) / max(number, 1)


def check_braces(root: Element, xml: bytes) -> None:
    """Refuse what looks as if a fact were to be filled in."""
    typed = "".join(xml[text.inner_start : text.inner_end].decode() for text in root.all("t"))
    if "{{" in typed:
        raise BadHouseStyle(
            'it holds "{{", which is not filled in Word',
            "put in a plain text content control, with the fact's name as its tag",
        )


def fact_places(root: Element, xml: bytes, body: Splice | None = None) -> list[Splice]:
    """Return where the facts go that content controls are tagged with, outside the body.

    A control in a line goes where its fact is blank: LibreOffice 7 writes a broken file where an
    empty one stands right before another.
    """
    splices: list[Splice] = []
    filled_to = 0
    edges: list[tuple[Element, Element]] | None = None
    for control in root.all("sdt"):
        fact = next(filter(FACT.fullmatch, names_of(control)), None)
        in_body = body is not None and body.start <= control.start < body.end
        if fact and body and control.start <= body.start < control.end and not in_body:
            raise BadHouseStyle(
                f'its content control "{fact}" is around "{BODY_TAG}"', "move one out of the other"
            )
        if fact is None or in_body or control.start < filled_to:
            continue
        filled_to = control.end  # a control inside this one goes with what this one held
        edges = list(fields(root)) if edges is None else edges
        filled = _filled(control, fact)
        if _stands_in_line(control):
            cut = splice(xml, filled, control.start, control.end)
            filled = [Splice(control.start, control.end, (IfFilled(fact, cut),))]
        splices += filled
        for start, end in edges:
            inside = [control.start < edge.start < control.end for edge in (start, end)]
            if inside[0] != inside[1]:
                raise BadHouseStyle(
                    f'a field reaches across the edge of the content control "{fact}"',
                    "delete the field in Word",
                )
    return splices


def _stands_in_line(control: Element) -> bool:
    """Return whether a control is part of a line, and holds no paragraphs, rows or cells."""
    inside = control.find("sdtContent")
    return inside is not None and not any(child.name in _BLOCKS for child in inside.children)


def _filled(control: Element, fact: str) -> list[Splice]:
    """Return how to put a fact in place of all that a control holds, in the look of its start."""
    inside = control.find("sdtContent")
    texts = list(inside.all("t")) if inside else []
    if inside is None or not texts:
        raise BadHouseStyle(f'the content control "{fact}" is empty', "type a word into it in Word")
    opening = b'<w:t xml:space="preserve">'
    splices = [Splice(texts[0].start, texts[0].end, (opening, fact, b"</w:t>"))]
    gone = [
        block
        for block in inside.children
        if block.name in {W + "p", W + "tbl"} and block.start > texts[0].start
    ]
    gone += (
        one
        for one in inside.walk()
        if (one.name in _IN_RUNS and one.parent and one.parent.name == W + "r")
    )
    gone.remove(texts[0])
    properties = control.find("sdtPr")
    kept = properties.children if properties else ()
    gone += (child for child in kept if child.name.endswith(_UNFILLED))
    if fact == PART:  # a control for plain text alone holds no field
        gone += (child for child in kept if child.name == W + "text")
    if control.find("sdtPr", "showingPlcHdr"):
        gone += inside.all("rStyle")
    out = _outermost(gone)
    starts = [one.start for one in out]
    splices += out
    for field in inside.all("fldSimple"):
        at = bisect(starts, field.start) - 1
        if at < 0 or field.start >= out[at].end:
            tags = (field.start, field.inner_start), (field.inner_end, field.end)
            splices += (Splice(start, end, ()) for start, end in tags if start < end)
    return splices


def _outermost(gone: list[Element]) -> list[Splice]:
    """Return how to take elements out, each once, of which some may stand in others."""
    splices: list[Splice] = []
    for element in sorted(gone, key=lambda one: (one.start, -one.end)):
        if not splices or element.start >= splices[-1].end:
            splices.append(Splice(element.start, element.end, ()))
    return splices
