"""Making a place for the text in a Word file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.adoption.package import element, value, w
from jdgen.formats.word.controls import BODY_TAG
from jdgen.formats.word.faults import BadHouseStyle

if TYPE_CHECKING:
    from jdgen.formats.word.adoption.package import AdoptedFile, Xml
    from jdgen.formats.word.adoption.report import Report

END: Final = "end"
REPLACE: Final = "replace"
_HINT: Final = "The document's text goes here."
_BLOCKS: Final = frozenset(map(w, ("body", "sdt", "sdtContent")))
_LONGEST: Final = 60
_PICTURES: Final = tuple(map(w, ("drawing", "pict", "object")))
_PAGE: Final = '<w:pgSz w:w="11906" w:h="16838"/>'
_MARGINS: Final = (
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708"'
    ' w:footer="708" w:gutter="0"/>'
)
_BEFORE_PAGE: Final = tuple(
    map(w, ("headerReference", "footerReference", "footnotePr", "endnotePr", "type"))
)


def place_body(taken: AdoptedFile, where: str, report: Report) -> None:
    """Put the body's content control where it is wanted; raise `BadHouseStyle`.

    That is where it stands already or, for "end", after all that is there; for "replace" in place
    of that; or else in place of the paragraph of a text.
    """
    _place(taken, where, report)
    _drop_lone_marks(taken.root(taken.main))


def show_sample(taken: AdoptedFile, sample: str) -> None:
    """Put a page of all styles, as XML, where the text goes: no document has it."""
    root = taken.root(taken.main)
    for control in root.iter(w("sdt")):
        if BODY_TAG in names_of(control):
            old = control.find(w("sdtContent"))
            control.replace(old, element(f"<w:sdtContent>{sample}</w:sdtContent>"))


def _place(taken: AdoptedFile, where: str, report: Report) -> None:
    root = taken.root(taken.main)
    body = root.find(w("body"))
    if body is None:
        raise BadHouseStyle("it has no body", "open it in Word, and save it again")
    page = _last_page(body, report)
    old = [one for one in root.iter(w("sdt")) if BODY_TAG in names_of(one)]
    control = element(
        f'<w:sdt><w:sdtPr><w:alias w:val="{BODY_TAG}"/><w:tag w:val="{BODY_TAG}"/>'
        f'<w:id w:val="{_free_id(root)}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t'
        f' xml:space="preserve">{_HINT}</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    )
    if not where and old:
        _keep_place(old, control)
        return
    for one in old:
        one.getparent().remove(one)
    where = where or END
    if where == END:
        page.addprevious(control)
        report.added.append("the place of the text, after all that is there")
    elif where == REPLACE:
        _replace(body, page, control, report)
    else:
        stood = _replace_paragraph(taken, body, where, control)
        report.changed.append(f'the text goes where "{stood[:_LONGEST]}" stood')


def names_of(control: Xml) -> list[str]:
    """Return a control's tag and title."""
    properties = control.find(w("sdtPr"))
    if properties is None:
        return []
    return [value(one) for one in properties if one.tag in {w("tag"), w("alias")}]


def _free_id(root: Xml) -> int:
    used = {value(one) for one in root.iter(w("id"))}
    return next(number for number in range(1001, 1002 + len(used)) if str(number) not in used)


def _last_page(body: Xml, report: Report) -> Xml:
    """Return what says the last section's page, which is made if need be."""
    page = body.find(w("sectPr"))
    if page is None:
        page = element("<w:sectPr/>")
        body.append(page)
    elif body[-1] is not page:
        body.append(page)
    for name, xml in (("pgSz", _PAGE), ("pgMar", _MARGINS)):
        if page.find(w(name)) is None:
            at = sum(1 for one in page if one.tag in (*_BEFORE_PAGE, w("pgSz")))
            page.insert(at, element(xml))
            what = "a page: A4" if name == "pgSz" else "margins: 2.54 cm on each side"
            report.added.append(what)
    return page


def _keep_place(old: list[Xml], control: Xml) -> None:
    """Put the control anew where it stands, on a line of its own."""
    if len(old) > 1 and not all(_stands_in(one, "txbxContent") for one in old):
        raise BadHouseStyle(
            f'it has {len(old)} content controls called "{BODY_TAG}"', "keep one of them"
        )
    if _stands_in(old[0], "txbxContent"):
        raise BadHouseStyle(
            f'its content control "{BODY_TAG}" stands in a text box, which grows over no page',
            "move it out of the text box, or give --body end",
        )
    place = old[0]
    while place.getparent().tag not in _BLOCKS:
        place = place.getparent()
        if place.tag == w("tbl"):
            raise BadHouseStyle(
                f'its content control "{BODY_TAG}" is part of a table',
                "move it below the table, or give --body end",
            )
    place.addnext(control)
    old[0].getparent().remove(old[0])
    is_empty = place.tag == w("p") and _is_bare(place)
    if is_empty and place.find(f"{w('pPr')}/{w('sectPr')}") is None:
        place.getparent().remove(place)


def _stands_in(one: Xml, name: str) -> bool:
    return next(one.iterancestors(w(name)), None) is not None


def _drop_lone_marks(root: Xml) -> None:
    """Take out the ends of bookmarks and other ranges of which only one end is left."""
    for kind in ("bookmark", "perm"):
        starts, ends = (list(root.iter(w(f"{kind}{end}"))) for end in ("Start", "End"))
        both = {value(one, "id") for one in starts} & {value(one, "id") for one in ends}
        for one in (*starts, *ends):
            if value(one, "id") not in both:
                one.getparent().remove(one)


def _replace(body: Xml, page: Xml, control: Xml, report: Report) -> None:
    """Put the control in place of the whole body, and keep the headers that its page shows."""
    for sections in list(body.iter(w("sectPr")))[-2::-1]:
        _inherit(page, sections)
    gone = [one for one in body if one is not page]
    held = Counter(one.tag for one in body.iter(w("p"), w("tbl"), w("drawing"), w("pict")))
    for one in gone:
        body.remove(one)
    page.addprevious(control)
    report.removed.append(
        f"all of the body: paragraphs {held[w('p')]}, tables {held[w('tbl')]}, pictures"
        f" {held[w('drawing')] + held[w('pict')]}"
    )


def _inherit(page: Xml, before: Xml) -> None:
    """Let a section say itself the headers and footers that it has from the one before."""
    kinds = {(one.tag, value(one, "type")) for one in page}
    for one in reversed(
        before.findall(w("footerReference")) + before.findall(w("headerReference"))
    ):
        if (one.tag, value(one, "type")) not in kinds:
            page.insert(0, one)
    if page.find(w("titlePg")) is None and not kinds and before.find(w("titlePg")) is not None:
        page.append(before.find(w("titlePg")))


def _replace_paragraph(taken: AdoptedFile, body: Xml, text: str, control: Xml) -> str:
    """Put the control in place of the one paragraph of a text; return all that it said."""
    wanted = _plain(text)
    paragraphs = [one for one in body.iter(w("p")) if not _inside(one)]
    found = [one for one in paragraphs if _text_of(one) == wanted]
    found = found or [one for one in paragraphs if wanted in _text_of(one)]
    if len(found) != 1:
        texts = [_text_of(one) for one in (found or paragraphs) if _text_of(one)]
        said = f"{len(found)} paragraphs" if found else "no paragraph"
        places = "" if found else _places_of(taken, wanted)
        raise BadHouseStyle(
            f'it has {said} "{text}" that the text could stand in place of{places}',
            "name one whole, or give end or replace: "
            + "; ".join(f'"{one[:_LONGEST]}"' for one in texts[:5]),
        )
    [place] = found
    stood = _text_of(place)
    place.addprevious(control)
    for child in [one for one in place if one.tag != w("pPr") and not _shows(one)]:
        place.remove(child)
    if len(place) == 0 or (_is_bare(place) and place.find(f"{w('pPr')}/{w('sectPr')}") is None):
        place.getparent().remove(place)
    return stood


def _shows(one: Xml) -> bool:
    """Return whether a part of a paragraph holds a picture or the like, which stays."""
    return next(one.iter(*_PICTURES), None) is not None


def _is_bare(paragraph: Xml) -> bool:
    return all(child.tag == w("pPr") for child in paragraph)


def _inside(paragraph: Xml) -> str:
    """Return in what a paragraph stands where no document's text can go; empty for nothing."""
    around = {one.tag for one in paragraph.iterancestors()}
    for name, what in (("txbxContent", "a text box"), ("tbl", "a table")):
        if w(name) in around:
            return what
    return ""


def _places_of(taken: AdoptedFile, wanted: str) -> str:
    """Return where else a text stands, as the end of a sentence."""
    places = [
        _inside(one)
        for one in taken.root(taken.main).iter(w("p"))
        if _inside(one) and wanted in _text_of(one)
    ]
    for kind in ("header", "footer"):
        roots = map(taken.root, taken.parts_of(kind))
        texts = (_text_of(one) for root in roots for one in root.iter(w("p")))
        places += [f"a {kind}"] * any(wanted in text for text in texts)
    return f": there is one in {' and '.join(dict.fromkeys(places))}" if places else ""


def _text_of(paragraph: Xml) -> str:
    own = (one for one in paragraph.iter(w("t")) if next(one.iterancestors(w("p"))) is paragraph)
    return _plain("".join(one.text or "" for one in own))


def _plain(text: str) -> str:
    return " ".join(text.split())
