"""Accepting the tracked changes of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from jdgen.formats.word.adoption.package import w
from jdgen.formats.word.leaks import CHANGE_MARKS, OLD_LOOKS

if TYPE_CHECKING:
    from jdgen.formats.word.adoption.package import Xml

_MARKERS: Final = frozenset(w(name) for name in ("rPr", "trPr", "tcPr", "numPr", "pPr"))


def accept_changes(root: Xml) -> int:
    """Make a part what it is when every change in it is accepted; return how many there were."""
    number = 0
    for name in (*OLD_LOOKS, *CHANGE_MARKS, "cellIns"):
        for one in list(root.iter(w(name))):
            take_out(one)
            number += 1
    joined = []
    for one in list(root.iter(w("ins"), w("moveTo"), w("del"), w("moveFrom"), w("cellDel"))):
        if one.getroottree().getroot() is not root:  # it stood in another that is gone
            continue
        number += 1
        parent = one.getparent()
        is_gone = etree.QName(one).localname in {"del", "moveFrom", "cellDel"}
        if is_gone and parent.tag in {w("trPr"), w("tcPr")}:
            take_out(parent.getparent())
        elif parent.tag in _MARKERS or parent.tag.endswith("ctrlPr"):
            if is_gone and parent.tag == w("rPr") and parent.getparent().tag == w("pPr"):
                joined.append(parent.getparent().getparent())
            take_out(one)
        elif is_gone:
            take_out(one)
        else:
            _unwrap(one)
    for paragraph in reversed(joined):
        _join_next(paragraph)
    _mend_tables(root)
    return number


def _join_next(paragraph: Xml) -> None:
    """Join a paragraph, whose end was deleted, with the next."""
    following = paragraph.getnext()
    if paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        return
    if following is None or following.tag != w("p"):
        return
    held = [child for child in paragraph if child.tag != w("pPr")]
    at = 1 if following.find(w("pPr")) is not None else 0
    following[at:at] = held
    take_out(paragraph)


def _mend_tables(root: Xml) -> None:
    """Take out rows and tables that hold nothing any more; let each cell end in a paragraph."""
    for kind, needed in (("tr", "tc"), ("tbl", "tr")):
        for one in list(root.iter(w(kind))):
            if next(one.iter(w(needed)), None) is None:
                take_out(one)
    for cell in root.iter(w("tc")):
        blocks = [child for child in cell if child.tag != w("tcPr")]
        if not blocks or blocks[-1].tag == w("tbl"):
            etree.SubElement(cell, w("p"))


def take_out(element: Xml) -> None:
    """Take an element out of the one that it stands in."""
    element.getparent().remove(element)


def _unwrap(element: Xml) -> None:
    for child in list(element):
        element.addprevious(child)
    take_out(element)
