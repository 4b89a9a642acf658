"""Taking fields out of a Word file, and keeping what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.formats.word.adoption.package import element, value, w
from jdgen.formats.word.fields import FROM_OUTSIDE, OF_THE_OLD, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.adoption.package import Xml

_IN_RUNS: Final = tuple(
    map(w, ("fldChar", "instrText", "t", "tab", "br", "drawing", "pict", "object", "sym"))
)
_TITLES: Final = frozenset({"TITLE", "DOCPROPERTYTITLE"})
_TITLE: Final = (
    '<w:sdt><w:sdtPr><w:alias w:val="document.title"/><w:tag w:val="document.title"/><w:id'
    ' w:val="{}"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Title</w:t></w:r></w:sdtContent>'
    "</w:sdt>"
)


class _Field:
    """A field: its code, and where among the parts of runs it begins, shows and ends."""

    def __init__(self, begin: int) -> None:
        self.begin = begin
        self.code = ""
        self.shows = 0
        self.end = 0


def drop_fields(root: Xml) -> list[str]:
    """Take out the fields that no document is to have; return of what kinds they were.

    What they brought in stays as it was shown last; whom and what place they showed does not. One
    that shows the old document's title becomes a place for that of each new one.
    """
    names = list(_drop_simple(root))
    nodes = list(root.iter(*_IN_RUNS))
    gone: set[int] = set()
    for field in _fields(nodes):
        name = name_of(field.code)
        if name == "DOCPROPERTY" and field.code.split()[1:2] in (["Title"], ['"Title"']):
            name = "DOCPROPERTYTITLE"
        if name in FROM_OUTSIDE:
            gone |= {*range(field.begin, (field.shows or field.end) + 1), field.end}
        elif name in OF_THE_OLD or name in _TITLES:
            if name in _TITLES:
                _put_title(nodes[field.begin])
            gone |= set(range(field.begin, field.end + 1))
        else:
            continue
        names.append(name)
    for at in gone:
        run = nodes[at].getparent()
        run.remove(nodes[at])
        if len(run) == 0 and run.getparent() is not None:
            run.getparent().remove(run)
    return names


def _fields(nodes: list[Xml]) -> Iterator[_Field]:
    begun: list[_Field] = []
    for at, node in enumerate(nodes):
        kind = value(node, "fldCharType")
        if kind == "begin":
            begun.append(_Field(at))
        elif begun and kind == "separate":
            begun[-1].shows = at
        elif begun and kind == "end":
            begun[-1].end = at
            yield begun.pop()
        elif begun and node.tag == w("instrText") and not begun[-1].shows:
            begun[-1].code += node.text or ""


def _drop_simple(root: Xml) -> Iterator[str]:
    """Take out the fields that are written as one element; yield of what kinds they were."""
    for field in list(root.iter(w("fldSimple"))):
        code = value(field, "instr")
        name = name_of(code)
        is_title = name == "TITLE" or code.split()[:2] in (
            ["DOCPROPERTY", "Title"],
            ["DOCPROPERTY", '"Title"'],
        )
        if not (is_title or name in FROM_OUTSIDE or name in OF_THE_OLD):
            continue
        yield "TITLE" if is_title else name
        if is_title:
            field.addprevious(element(_TITLE.format(_free_id(field))))
        if name in FROM_OUTSIDE:
            for child in list(field):
                field.addprevious(child)
        field.getparent().remove(field)


def _put_title(begin: Xml) -> None:
    """Put a place for a document's title before the run in which a field begins."""
    run = begin.getparent()
    if run.tag == w("r") and run.getparent() is not None:
        control = element(_TITLE.format(_free_id(run)))
        look = run.find(w("rPr"))
        if look is not None:
            control.find(f"{w('sdtContent')}/{w('r')}").insert(0, _copied(look))
        run.addprevious(control)


def _copied(look: Xml) -> Xml:
    return look.__copy__()


def _free_id(near: Xml) -> int:
    root = near.getroottree().getroot()
    used = {value(one) for one in root.iter(w("id"))}
    return next(number for number in range(1101, 1102 + len(used)) if str(number) not in used)
