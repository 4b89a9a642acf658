"""Taking out of a Word file what belongs in no document that is made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from jdgen.formats.word.adoption.changes import accept_changes, take_out
from jdgen.formats.word.adoption.fields import drop_fields
from jdgen.formats.word.adoption.package import value, w
from jdgen.formats.word.faults import BadHouseStyle
from jdgen.formats.word.fields import said_of
from jdgen.formats.word.house_style import STATISTICS, has_statistics
from jdgen.formats.word.leaks import (
    COMMENT_KINDS,
    COMMENT_MARKS,
    KINDS,
    LINKS_OF_SETTINGS,
    SETTINGS,
    is_fetched,
    is_kept_data,
)
from jdgen.formats.word.package import content, stored
from jdgen.formats.word.parts import MAIN
from jdgen.formats.word.relationships import part_called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.adoption.package import AdoptedFile, Xml
    from jdgen.formats.word.adoption.report import Report

_STORIES: Final = ("header", "footer", "footnotes", "endnotes")
_OF_SETTINGS: Final = (*LINKS_OF_SETTINGS, "transform")
_OTHER_KINDS: Final = {
    "glossaryDocument": "building blocks (AutoText)",
    "stylesWithEffects": "a copy of the styles for Word 2010",
    "keyMapCustomizations": "keys and toolbars",
    "attachedToolbars": "keys and toolbars",
    "extensibility": "keys and toolbars",
    "webextensiontaskpanes": "add-ins",
    "classificationlabels": "sensitivity labels",
}
_MOST_CONTENTS: Final = 20
_NO_USE: Final = ("rsids", "revisionView", "saveThroughXslt")


def stories(taken: AdoptedFile) -> Iterator[Xml]:
    """Yield the root of the document, of its headers and footers, and of its notes."""
    yield taken.root(taken.main)
    for name in dict.fromkeys(taken.parts_of(*_STORIES)):
        yield taken.root(name)


def clean(taken: AdoptedFile, report: Report) -> None:
    """Take out comments, changes, settings and parts that no document is to have."""
    if _has_remarks(taken):
        report.removed.append("remarks in its XML")
    roots = [*stories(taken), *(taken.root(name) for name in taken.parts_of("styles", "numbering"))]
    if sum([accept_changes(root) for root in roots]):
        report.removed.append("tracked changes, which are taken as accepted")
    marks = sum([_remove_comments(root) for root in roots])
    marks += taken.unlink_all(*COMMENT_KINDS)
    if marks:
        report.removed.append("comments and the names of their authors")
    _clean_settings(taken, report)
    _clean_fields(roots, report)
    _clean_kinds(taken, report)
    _clean_links(taken, report)
    _clean_statistics(taken, report)
    if sum([_renew_contents(root) for root in roots]):
        report.changed.append(
            "the table of contents is empty now, and made anew when Word opens a document"
        )
        report.look.append(
            "Word asks whether to update the fields when it opens a document: answer Yes to see the"
            " table of contents"
        )
    if number := sum([_unbrace(root) for root in roots]):
        report.changed.append(
            f'"{{{{ }}}}" is "[ ]" now, {number} times: facts go into content controls only, each'
            " tagged with its fact's name"
        )


def _has_remarks(taken: AdoptedFile) -> bool:
    names = [taken.main, *taken.parts_of(*_STORIES, "styles", "numbering")]
    return any(b"<!--" in content(taken.parts[name]) for name in names)


def drop_unshown(taken: AdoptedFile, report: Report) -> None:
    """Take out what nothing shows that is left, now that the body has its place."""
    shown = "".join(codes(taken))
    if "DOCPROPERTY" not in shown and taken.unlink("", "custom-properties"):
        report.removed.append("the file's own properties, which nothing shows")
    for name in [] if "DOCVARIABLE" in shown else taken.parts_of("settings"):
        for variables in list(taken.root(name).iter(w("docVars"))):
            take_out(variables)
            report.removed.append(SETTINGS["docVars"])
    bound = [one for root in stories(taken) for one in root.iter(w("dataBinding"))]
    if not any(is_kept_data(value(one, "storeItemID")) for one in bound) and taken.unlink(
        taken.main, "customXml"
    ):
        report.removed.append("data kept for other programs")
    _drop_notes(taken, report)


def _drop_notes(taken: AdoptedFile, report: Report) -> None:
    """Take out the footnotes and endnotes that nothing refers to."""
    document = taken.root(taken.main)
    for kind, one in (("footnotes", "footnote"), ("endnotes", "endnote")):
        used = {value(mark, "id") for mark in document.iter(w(f"{one}Reference"))}
        for name in taken.parts_of(kind):
            for note in list(taken.root(name).iter(w(one))):
                if value(note, "type") in {"", "normal"} and value(note, "id") not in used:
                    note.getparent().remove(note)
                    report.removed.append("notes to text that is gone")


def _remove_comments(root: Xml) -> int:
    """Take out what marks the place of a comment; return how many there were."""
    marks = list(root.iter(*(w(name) for name in COMMENT_MARKS)))
    for mark in marks:
        run = mark.getparent()
        take_out(mark)
        if run.tag == w("r") and all(child.tag == w("rPr") for child in run):
            take_out(run)
    return len(marks)


def _clean_settings(taken: AdoptedFile, report: Report) -> None:
    for name in list(taken.parts_of("settings")):
        root = taken.root(name)
        for kind in _OF_SETTINGS:
            if taken.unlink(name, kind):
                report.removed.append(SETTINGS[LINKS_OF_SETTINGS[kind]])
        for child in list(root):
            if not isinstance(child.tag, str) or not child.tag.startswith(f"{{{MAIN}}}"):
                continue
            short = etree.QName(child).localname
            if short == "docVars":  # which go where nothing that stays shows them
                continue
            if short in SETTINGS:
                report.removed.append(SETTINGS[short])
            if short in SETTINGS or short in _NO_USE:
                root.remove(child)


def _clean_kinds(taken: AdoptedFile, report: Report) -> None:
    """Take out what the file leads to and no document is to have."""
    for kind, what in {**KINDS, **_OTHER_KINDS}.items():
        if kind not in COMMENT_KINDS and taken.unlink_all(kind):
            report.removed.append(what)
    for holder in [one for root in stories(taken) for one in root.iter(w("placeholder"))]:
        take_out(holder)


def _clean_fields(roots: list[Xml], report: Report) -> None:
    names = [name for root in roots for name in drop_fields(root)]
    report.removed.extend(said_of(names))
    if any(name.endswith("TITLE") for name in names):
        report.changed.append(
            "a field that shows the title is a place for the title of each document now"
        )
    ranges = [one for root in roots for one in root.iter(w("permStart"), w("permEnd"))]
    for one in ranges:
        take_out(one)
    if ranges:
        report.removed.append(SETTINGS["documentProtection"])


def _clean_links(taken: AdoptedFile, report: Report) -> None:
    """Take out what Word would fetch from elsewhere, or run."""
    for name in [name for name in taken.parts if not name.endswith(".rels")]:
        fetched = [link for link in taken.links(name) if is_fetched(link)]
        if fetched:
            taken.drop_links(name, {link.key for link in fetched})
            report.removed.extend(f"what Word would fetch or run: {one.target}" for one in fetched)


def codes(taken: AdoptedFile) -> Iterator[str]:
    """Yield the codes of all fields."""
    for root in stories(taken):
        yield from (one.text or "" for one in root.iter(w("instrText")))
        yield from (value(one, "instr") for one in root.iter(w("fldSimple")))


def _clean_statistics(taken: AdoptedFile, report: Report) -> None:
    """Forget what the file says of the document that it was."""
    for link in taken.links(""):
        name = part_called(taken.parts, link.target)
        if link.kind == "extended-properties" and name and has_statistics(taken.parsed(name)):
            taken.parts[name] = stored(name, STATISTICS)
            report.removed.append("what the file says of its old document: its author, statistics")
    taken.unlink("", "core-properties")


def _renew_contents(root: Xml) -> int:
    """Empty each table of contents, and let Word make it anew; return how many there were."""
    number = 0
    for field in root.iter(w("fldSimple")):
        if value(field, "instr").strip().startswith("TOC"):
            for child in list(field):
                field.remove(child)
            field.set(w("dirty"), "true")
            number += 1
    while (found := _old_contents(root)) is not None:
        begin, separate, end = found
        begin.set(w("dirty"), "true")
        _empty_field(root, separate, end)
        number += 1
        if number > _MOST_CONTENTS:
            message = f"it holds more than {_MOST_CONTENTS} tables of contents"
            raise BadHouseStyle(message, "delete them in Word")
    return number


def _old_contents(root: Xml) -> tuple[Xml, Xml, Xml] | None:
    """Return where a table of contents begins, shows and ends which isn't emptied yet."""
    begun: list[list[Xml]] = []  # for each field: its begin, its code, where its result starts
    for one in root.iter(w("fldChar"), w("instrText")):
        kind = value(one, "fldCharType")
        if kind == "begin":
            begun.append([one, "", None])
        elif begun and one.tag == w("instrText") and begun[-1][2] is None:
            begun[-1][1] += one.text or ""
        elif begun and kind == "separate":
            begun[-1][2] = one
        elif begun and kind == "end":
            begin, code, separate = begun.pop()
            is_new = value(begin, "dirty") == "true"
            if code.strip().startswith("TOC") and separate is not None and not is_new:
                return begin, separate, one
    return None


def _empty_field(root: Xml, separate: Xml, end: Xml) -> None:
    """Take out all that a field shows, with the paragraphs that hold nothing else."""
    last = end.getparent()
    order = {one: at for at, one in enumerate(root.iter())}
    first_at, last_at = order[separate], order[last]
    kept = {*end.iterancestors(), *separate.iterancestors()}
    between = [one for one in root.iter() if first_at < order[one] < last_at and one not in kept]
    ends = {value(one, "id") for one in between if one.tag == w("bookmarkStart")}
    for one in between:
        is_content = one.tag not in {w("pPr"), w("sdtPr")} and not any(
            up.tag in {w("pPr"), w("sdtPr"), w("sectPr")} for up in one.iterancestors()
        )
        parent = one.getparent()
        if is_content and parent is not None and _holds_no_page(one):
            parent.remove(one)
    run = separate.getparent()
    old = next(last.iterancestors(w("p")), None)
    run.addnext(last)
    for mark in [one for one in root.iter(w("bookmarkEnd")) if value(one, "id") in ends]:
        take_out(mark)
    if old is not None and all(child.tag == w("pPr") for child in old) and _holds_no_page(old):
        take_out(old)


def _holds_no_page(one: Xml) -> bool:
    return next(one.iter(w("sectPr")), None) is None


def _unbrace(root: Xml) -> int:
    """Write single square brackets for double braces; return how many were opened."""
    number = 0
    for old, new in (("{", "["), ("}", "]")):
        before: Xml = None  # the text that ends with the brace, and the brace's place in it
        for text in root.iter(w("t")):
            written = text.text or ""
            at = 0
            while at < len(written):
                if written[at] != old:
                    before = None
                elif before is None:
                    before = (text, at)
                else:
                    first, place = before
                    number += old == "{"
                    if first is text:
                        written = written[:place] + new + written[at + 1 :]
                        at = place
                    else:
                        first.text = first.text[:place] + new + first.text[place + 1 :]
                        written = written[:at] + written[at + 1 :]
                        at -= 1
                    before = None
                at += 1
            text.text = written
    return number
