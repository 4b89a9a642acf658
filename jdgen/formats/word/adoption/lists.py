"""Lists of bullets and numbers for an adopted Word file, as it has them where it has any."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.adoption.package import element, value, w
from jdgen.formats.word.faults import BadHouseStyle
from jdgen.formats.word.parts import escaped
from jdgen.formats.word.styles import LEAST_LEVELS, list_style, style_ids

if TYPE_CHECKING:
    from jdgen.formats.word.adoption.package import Xml
    from jdgen.formats.word.adoption.stylesheet import Stylesheet
    from jdgen.formats.word.styles import ListStyle

_INDENT: Final = 425
_BULLETS: Final = ("•", "\u2013", "▪")
_NUMBERS: Final = (("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3."))
_BEFORE_NUMBERS: Final = tuple(
    map(w, ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"))
)
_BEFORE_STYLE: Final = frozenset(map(w, ("start", "numFmt", "lvlRestart")))


class ListStyles:
    """The lists of a file."""

    def __init__(self, sheet: Stylesheet) -> None:
        self._sheet = sheet
        self._numbering = sheet.taken.root(sheet.taken.part("numbering"))

    def add(self, name: str, kind: str) -> None:
        """Make sure of a style of lists of enough levels, which are bullets or numbers."""
        known = self._known(name)
        if known and known.levels >= LEAST_LEVELS:
            return
        style = self._sheet.find("paragraph", name)
        first = self._pattern(known.pattern) if known and known.levels else None
        said = f"style {name}, for lists of {LEAST_LEVELS} levels"
        (self._sheet.report.added if style is None else self._sheet.report.changed).append(
            said if style is None else f"{said} now"
        )
        if style is None:
            base = self._sheet.find("paragraph", "List Paragraph")
            base = self._sheet.default("paragraph") if base is None else base
            inside = (
                '<w:uiPriority w:val="10"/><w:qFormat/><w:pPr><w:spacing w:after="80"/></w:pPr>'
            )
            style = self._sheet.add("paragraph", name, inside, base)
        self._leave_lists(style)
        number = self._new_list(kind, value(style, "styleId"), first)
        self._number(style, number)

    def _known(self, name: str) -> ListStyle | None:
        """Return the list that a style belongs to; None where it is no list."""
        styles = self._sheet.taken.parsed(self._sheet.taken.part("styles"))
        numbering = self._sheet.taken.parsed(self._sheet.taken.part("numbering"))
        try:
            return list_style(styles, style_ids(styles), numbering, name.casefold())
        except BadHouseStyle:
            return None

    def _pattern(self, key: str) -> Xml:
        return next(
            (
                one
                for one in self._numbering.iter(w("abstractNum"))
                if value(one, "abstractNumId") == key
            ),
            None,
        )

    def _leave_lists(self, style: Xml) -> None:
        """Take a style out of the lists that say it is theirs."""
        for mark in list(self._numbering.iter(w("pStyle"))):
            if value(mark) == value(style, "styleId"):
                mark.getparent().remove(mark)

    def _number(self, style: Xml, number: int) -> None:
        """Make a style that of a list."""
        properties = self._sheet.properties(style)
        for old in properties.findall(w("numPr")):
            properties.remove(old)
        at = sum(1 for one in properties if one.tag in _BEFORE_NUMBERS)
        properties.insert(at, element(f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'))

    def _new_list(self, kind: str, key: str, first: Xml) -> int:
        """Define a list of three levels; return its number."""
        patterns = list(self._numbering.iter(w("abstractNum")))
        pattern = 1 + max((_whole(value(one, "abstractNumId")) for one in patterns), default=-1)
        lists = list(self._numbering.iter(w("num")))
        number = 1 + max((_whole(value(one, "numId")) for one in lists), default=0)
        levels = self._levels(kind, first)
        defined = element(
            f'<w:abstractNum w:abstractNumId="{pattern}"><w:multiLevelType w:val="multilevel"/>'
            "</w:abstractNum>"
        )
        defined.extend(levels)
        before = [one for one in levels[0] if one.tag in _BEFORE_STYLE]
        before[-1].addnext(element(f'<w:pStyle w:val="{escaped(key)}"/>'))
        if patterns:
            patterns[-1].addnext(defined)
        else:
            pictures = self._numbering.findall(w("numPicBullet"))
            self._numbering.insert(len(pictures), defined)
        meant = element(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{pattern}"/></w:num>')
        (lists[-1] if lists else list(self._numbering.iter(w("abstractNum")))[-1]).addnext(meant)
        return number

    def _levels(self, kind: str, first: Xml) -> list[Xml]:
        """Return the levels of a list, the first as the template has it."""
        own = self._own_levels(kind)
        if first is None and own:
            return own
        levels = [element(_level(kind, level, _INDENT)) for level in range(LEAST_LEVELS)]
        said = next(first.iter(w("lvl")), None) if first is not None else None
        if said is not None:
            levels[0] = _copied(said)
            if levels[0].find(w("start")) is None:
                levels[0].insert(0, element('<w:start w:val="1"/>'))
            indent = said.find(f"{w('pPr')}/{w('ind')}")
            left = _whole(value(indent, "left") or value(indent, "start"))
            for level in range(1, LEAST_LEVELS):
                at = max(left, _INDENT) + _INDENT * level
                inner = levels[level].find(f"{w('pPr')}/{w('ind')}")
                inner.set(w("left"), str(at))
        return levels

    def _own_levels(self, kind: str) -> list[Xml]:
        """Return the levels of the list of the kind that the template's styles or text use most."""
        uses: dict[str, int] = {}
        roots = (self._sheet.root, self._sheet.taken.root(self._sheet.taken.main))
        for weight, root in zip((5, 1), roots, strict=True):
            for one in root.iter(w("numId")):
                uses[value(one)] = uses.get(value(one), 0) + weight
        best: list[Xml] = []
        most = 0
        patterns = {
            value(one, "abstractNumId"): one for one in self._numbering.iter(w("abstractNum"))
        }
        for one in self._numbering.iter(w("num")):
            pattern = patterns.get(value(one.find(w("abstractNumId"))))
            levels = list(pattern.iter(w("lvl"))) if pattern is not None else []
            times = uses.get(value(one, "numId"), 0)
            if times > most and _is_usable(levels, kind):
                best, most = [_copied(level) for level in levels], times
        return best


def _whole(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def _copied(level: Xml) -> Xml:
    """Return a level of a list that belongs to no style yet, with each thing said of it once."""
    copy = deepcopy(level)
    for mark in copy.findall(w("pStyle")):
        copy.remove(mark)
    for look in copy.iter(w("rPr")):
        said = {w("highlight")}  # which a mark can't have
        for one in list(look):
            if one.tag in said:
                look.remove(one)
            said.add(one.tag)
    return copy


def _is_usable(levels: list[Xml], kind: str) -> bool:
    """Return whether the first levels of a list are all bullets, or all numbers."""
    formats = [value(level.find(w("numFmt"))) for level in levels[:LEAST_LEVELS]]
    in_order = [value(level, "ilvl") for level in levels] == [str(at) for at in range(len(levels))]
    if len(formats) < LEAST_LEVELS or not in_order:
        return False
    if kind == "bullet":
        return set(formats) == {"bullet"}
    starts = [value(level.find(w("lvlText"))) for level in levels[:LEAST_LEVELS]]
    each_its_own = all(text.count("%") == 1 for text in starts)
    return each_its_own and not {"bullet", "none", ""}.intersection(formats)


def _level(kind: str, level: int, step: int) -> str:
    """Return a level of a list."""
    form, text = ("bullet", _BULLETS[level]) if kind == "bullet" else _NUMBERS[level]
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind'
        f' w:left="{step * (level + 1)}" w:hanging="{step}"/></w:pPr></w:lvl>'
    )
