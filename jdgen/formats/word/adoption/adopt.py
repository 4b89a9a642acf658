"""Making a house style of a Word file as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.escaping import one_line
from jdgen.formats.word.adoption.body import names_of, place_body, show_sample
from jdgen.formats.word.adoption.cleaning import clean, codes, drop_unshown, stories
from jdgen.formats.word.adoption.package import AdoptedFile, value, w
from jdgen.formats.word.adoption.report import Report
from jdgen.formats.word.adoption.styles import add_styles
from jdgen.formats.word.body import EVERY_BLOCK
from jdgen.formats.word.controls import BODY_TAG, FACT
from jdgen.formats.word.document import write_document
from jdgen.formats.word.faults import ADOPT, BadHouseStyle
from jdgen.formats.word.house_style import HouseStyle, house_style_of
from jdgen.formats.word.package import SAVE_AS_DOCX, UnreadablePackage, load
from jdgen.formats.word.parts import UnreadablePart
from jdgen.formats.word.relationships import (
    BROKEN,
    DOCX_TYPE,
    DOTX_TYPE,
    TYPES,
    WITH_MACROS,
    check_kind,
    main_part,
    part_called,
    root_of,
    type_of,
    used_parts,
)
from jdgen.formats.word.sample import sample_of
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jdgen.formats.word.adoption.package import Xml

_LONGEST: Final = 60
_IN_IT: Final = "every document will hold this file too: {}. Put a picture of it in its place"
_KEPT: Final = {
    "oleObject": _IN_IT,
    "package": _IN_IT,
    "aFChunk": "every document will hold this file too: {}. Copy its text into the template",
    "customXml": "every document will hold data kept for content controls: {}",
    "font": "every document will hold a typeface: {}. See that its licence allows that",
}


class Adopted(NamedTuple):
    """A house style, with what was done to the Word file that it was."""

    data: bytes
    report: Report


def adopt(path: Path, where: str, language: str) -> Adopted:
    """Return the house style that a Word file makes, with its text where it is wanted.

    `where` is empty, end, replace or the text of a paragraph. Raises `BadHouseStyle` where no house
    style can be made of the file, and `OSError`.
    """
    try:
        return _adopted(path, where, language)
    except UnreadablePackage as error:
        raise BadHouseStyle(str(error), SAVE_AS_DOCX) from None
    except UnreadablePart as error:
        raise BadHouseStyle(f"a part of it can't be read: {error}", BROKEN) from None


def _adopted(path: Path, where: str, language: str) -> Adopted:
    parts = load(path)
    main = main_part(parts)
    kind = type_of(root_of(parts, part_called(parts, TYPES)), main)
    check_kind(kind, DOCX_TYPE, DOTX_TYPE, *WITH_MACROS)
    report = Report([], [], [], [])
    taken = AdoptedFile(parts, main)
    if taken.root(main).tag != w("document"):
        raise BadHouseStyle("it is not a Word document of the usual kind", SAVE_AS_DOCX)
    if kind != DOCX_TYPE:
        taken.set_type(main, DOCX_TYPE)
        what = "the template (*.dotx)" if kind == DOTX_TYPE else "the file that may hold macros"
        report.changed.append(f"{what} is a document (*.docx) now")
    used = used_parts(parts, {})
    if stray := [name for name in parts if name not in used]:
        report.removed.append(f"parts that nothing uses: {', '.join(stray)}")
    clean(taken, report)
    place_body(taken, where, report)
    drop_unshown(taken, report)
    add_styles(taken, report)
    taken.drop_unused()
    _look(taken, report)
    taken.store()
    show_sample(taken, sample_of(_checked(taken, language)))
    return Adopted(
        taken.bytes(), Report(*(list(dict.fromkeys(map(one_line, said))) for said in report))
    )


def _checked(taken: AdoptedFile, language: str) -> HouseStyle:
    """Return the house style that a file is now; raise `BadHouseStyle`.

    A document with everything in it is made, as building does.
    """
    try:
        style = house_style_of(dict(taken.parts), language)
        write_document(EVERY_BLOCK, style, title="", author="", language=language, facts={})
    except BadHouseStyle as bad:
        if bad.hint.endswith(ADOPT):
            raise BadHouseStyle(str(bad), BROKEN) from None
        raise
    return style


def _look(taken: AdoptedFile, report: Report) -> None:
    """Say what in a file a person should look at."""
    if others := list(_other_controls(taken)):
        names = ", ".join(f'"{one}"' for one in dict.fromkeys(others))
        report.look.append(
            f"content controls print the same in every document: {names}. Give one a fact's name as"
            " its tag, such as post.title, and it is filled"
        )
    merged = [code.split()[1] for code in codes(taken) if re.match(r"\s*MERGEFIELD\s+\S", code)]
    if merged:
        names = ", ".join(dict.fromkeys(merged))
        report.look.append(f"fields of a mail merge stay as they are: {names}")
    hidden = list(_hidden_texts(taken))
    if hidden:
        report.look.append(
            f'it holds hidden text, which anyone can make Word show: "{hidden[0][:_LONGEST]}"'
        )
    holders = ["", *(name for name in taken.parts if not name.endswith(".rels"))]
    for link in (link for name in holders for link in taken.links(name)):
        if link.is_external and link.target.casefold().startswith(("file:", "\\\\")):
            report.look.append(f"it leads to a file on somebody's computer: {link.target}")
        elif link.kind in _KEPT and not link.is_external:
            report.look.append(_KEPT[link.kind].format(link.target))


def _other_controls(taken: AdoptedFile) -> Iterator[str]:
    """Yield the names of the content controls that are neither the body's nor a fact's."""
    for root in stories(taken):
        for control in root.iter(w("sdt")):
            names = names_of(control)
            if names and not any(FACT.fullmatch(one) or one == BODY_TAG for one in names):
                yield names[0]


def _hidden_texts(taken: AdoptedFile) -> Iterator[str]:
    """Yield the texts that Word doesn't show."""
    styles = taken.root(taken.part("styles"))
    hiding = {
        value(style, "styleId") for style in styles.iter(w("style")) if _hides(style.find(w("rPr")))
    }
    for run in (run for root in stories(taken) for run in root.iter(w("r"))):
        look = run.find(w("rPr"))
        text = "".join(one.text or "" for one in run.iter(w("t")))
        is_named = look is not None and value(look.find(w("rStyle"))) in hiding
        if text and (is_named or _hides(look)):
            yield text


def _hides(look: Xml) -> bool:
    said = look.find(w("vanish")) if look is not None else None
    return said is not None and value(said) not in {"0", "false", "off"}
