"""The styles and lists that documents need, added to a Word file in its own look."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.adoption.colours import colour_of, is_pale, lighter, theme_colours
from jdgen.formats.word.adoption.package import element, value, w
from jdgen.formats.word.controls import body_place
from jdgen.formats.word.faults import BadHouseStyle
from jdgen.formats.word.parts import MAIN, escaped
from jdgen.formats.word.styles import (
    LEAST_LEVELS,
    MOST_BASED,
    ListStyle,
    also_called,
    list_style,
    style_ids,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.adoption.package import Taken, Xml
    from jdgen.formats.word.adoption.report import Report

_HEADINGS: Final = 4
_USUAL_SIZE: Final = 20  # half points: Word's own where a file says none
_SIZES: Final = (1.8, 1.35, 1.1, 1.0)  # of headings, of the size of the text
_LEGIBLE: Final = 24  # half points
_INDENT: Final = 425
_FACT_INDENT: Final = 2835  # where the values of key facts start
_FACT_INSET: Final = 170  # for the borders around them
_BULLETS: Final = ("•", "\u2013", "▪")
_NUMBERS: Final = (("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3."))
_BEFORE_NUMBERS: Final = tuple(
    map(w, ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"))
)
_AFTER_PARAGRAPH: Final = tuple(map(w, ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")))
_EMPTY: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{0} xmlns:w="' + MAIN + '"/>'
)
_BUILT_IN: Final = frozenset({"Normal", "Hyperlink", "Subtitle", "Strong", "Emphasis", "toc 1"})
_BORDER: Final = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="{}"/>'


def add_styles(taken: Taken, report: Report) -> None:
    """Add the styles and lists that documents need and the file lacks."""
    if not taken.part("styles"):
        taken.add("styles", _EMPTY.format("styles"))
    if not taken.part("numbering"):
        taken.add("numbering", _EMPTY.format("numbering"))
    _Styles(taken, report).add_all()


class _Styles:
    def __init__(self, taken: Taken, report: Report) -> None:
        self._taken = taken
        self._report = report
        self._root = taken.root(taken.part("styles"))
        self._numbering = taken.root(taken.part("numbering"))
        self._colours = theme_colours(taken)

    def add_all(self) -> None:
        """Add what is lacking, and say what."""
        self._give_ids()
        self._normal()
        self._headings()
        for name, kind in (("List Bullet", "bullet"), ("List Number", "number")):
            self._list(name, kind)
        self._top()
        self._lines()
        self._words()
        self._tables()
        self._hyperlink()
        if self._size(self._default("paragraph")) < _LEGIBLE:
            size = self._size(self._default("paragraph")) / 2
            self._report.look.append(
                f"the text is {size:g} point; 12 point is what most can read: style Normal, in Word"
            )

    # --- what there is ----------------------------------------------------------------------------

    def _all(self, kind: str) -> Iterator[Xml]:
        return (one for one in self._root.iter(w("style")) if value(one, "type") == kind)

    def _find(self, kind: str, name: str) -> Xml:
        """Return the style of a kind and name; None where there is none."""
        wanted = name.casefold()
        there = list(self._all(kind))
        called = (one for one in there if value(one.find(w("name"))).casefold() == wanted)
        also = (
            one
            for one in there
            if wanted in also_called(value(one.find(w("name"))), value(one.find(w("aliases"))))
        )
        return next(called, next(also, None))

    def _default(self, kind: str) -> Xml:
        return next(
            (one for one in self._all(kind) if value(one, "default") in {"1", "true"}), None
        )

    def _by_id(self, key: str) -> Xml:
        return next(
            (one for one in self._root.iter(w("style")) if value(one, "styleId") == key), None
        )

    def _chain(self, style: Xml) -> Iterator[Xml]:
        """Yield a style and those that it is based on."""
        for _ in range(MOST_BASED):
            if style is None:
                break
            yield style
            base = value(style.find(w("basedOn")))
            style = self._by_id(base) if base else None

    def _inherited(self, style: Xml, *path: str) -> Xml:
        """Return what a style, or one that it is based on, says somewhere; None for nothing."""
        names = "/".join(map(w, path))
        for one in self._chain(style):
            if (found := one.find(names)) is not None:
                return found
        return self._root.find("/".join(map(w, ("docDefaults", f"{path[0]}Default", *path))))

    def _size(self, style: Xml) -> int:
        said = value(self._inherited(style, "rPr", "sz"))
        return int(said) if re.fullmatch("[1-9][0-9]{0,3}", said) else _USUAL_SIZE

    # --- adding -----------------------------------------------------------------------------------

    def _add(self, kind: str, name: str, inside: str, base: Xml = None, key: str = "") -> Xml:
        """Add a style of a kind and name, based on another; return it."""
        used = {value(one, "styleId").casefold() for one in self._root.iter(w("style"))}
        wanted = key or name.title().replace(" ", "")
        while wanted.casefold() in used:
            wanted += "J"
        self._free_name(name)
        on = f'<w:basedOn w:val="{escaped(value(base, "styleId"))}"/>' if base is not None else ""
        custom = (
            "" if name in _BUILT_IN or "ing " in name or "List" in name else ' w:customStyle="1"'
        )
        style = element(
            f'<w:style w:type="{kind}"{custom} w:styleId="{wanted}"><w:name w:val="{name}"/>{on}'
            f"{inside}</w:style>"
        )
        self._root.append(style)
        return style

    def _free_name(self, name: str) -> None:
        """Give another name to a style of another kind that has the name already."""
        for one in self._root.iter(w("style")):
            said = one.find(w("name"))
            if value(said).casefold() == name.casefold():
                said.set(w("val"), f"{value(said)} ({value(one, 'type')})")
                self._report.changed.append(
                    f'the {value(one, "type")} style "{name}" is called "{value(said)}" now'
                )

    def _give_ids(self) -> None:
        """Give styles the id, name or type that they lack."""
        for at, one in enumerate(list(self._root.iter(w("style")))):
            if one.find(w("name")) is None:
                one.insert(
                    0,
                    element(f'<w:name w:val="{escaped(value(one, "styleId") or f"Style {at}")}"/>'),
                )
            if not value(one, "type"):
                one.set(w("type"), "paragraph")
            if not value(one, "styleId"):
                one.set(w("styleId"), f"Style{at}")

    def _normal(self) -> None:
        """Make sure that paragraphs without a style have one."""
        if self._default("paragraph") is None:
            style = self._find("paragraph", "Normal")
            if style is None:
                style = self._add("paragraph", "Normal", "<w:qFormat/>")
                self._report.added.append("style Normal")
            style.set(w("default"), "1")

    def _headings(self) -> None:
        added = []
        for level in range(1, _HEADINGS + 1):
            if self._find("paragraph", f"heading {level}") is None:
                self._heading(level)
                added.append(str(level))
        if added:
            self._report.added.append(f"style Heading {', '.join(added)}")
        for level in range(1, _HEADINGS + 1):
            style = self._find("paragraph", f"heading {level}")
            if is_pale(self._inherited(style, "rPr", "color"), self._colours):
                self._report.look.append(
                    f"Heading {level} is too pale for many to read on white: make its colour darker"
                )
        self._keep_headings()
        first = self._find("paragraph", "heading 1")
        number = value(self._inherited(first, "pPr", "numPr", "numId"))
        if number not in {"", "0"}:
            self._report.look.append(
                "the template numbers its headings: leave out number: in layout.yaml, or take the"
                " numbers off the heading styles in Word"
            )

    def _keep_headings(self) -> None:
        """Let no heading stand alone at the foot of a page."""
        kept = []
        for level in range(1, _HEADINGS + 1):
            style = self._find("paragraph", f"heading {level}")
            said = self._inherited(style, "pPr", "keepNext")
            if said is None or value(said) in {"0", "false", "off"}:
                properties = self._properties(style)
                for old in properties.findall(w("keepNext")):
                    properties.remove(old)
                properties.insert(0, element("<w:keepNext/>"))
                kept.append(str(level))
        if kept:
            self._report.changed.append(
                f"Heading {', '.join(kept)} stays on one page with what follows now"
            )

    def _heading(self, level: int) -> None:
        """Add a heading that looks like the template's own, or like the one above it."""
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        keep = "<w:keepNext/><w:keepLines/>"
        lead = '<w:next w:val="{}"/><w:uiPriority w:val="9"/><w:qFormat/>'.format(
            escaped(value(self._default("paragraph"), "styleId"))
        )
        own = self._own_heading(level)
        above = self._find("paragraph", f"heading {level - 1}")
        if own is not None:
            inside = f"<w:pPr>{keep}{outline}</w:pPr>"
            self._add("paragraph", f"heading {level}", f"{lead}{inside}", own)
            return
        text = self._size(self._default("paragraph"))
        if above is not None:
            size = max(text, self._size(above) - 4)
            inside = (
                f"<w:pPr>{keep}{self._next_number(above, level)}{outline}</w:pPr>"
                f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
            )
            self._add("paragraph", f"heading {level}", f"{lead}{inside}", above)
            return
        size = round(text * _SIZES[level - 1])
        inside = (
            f'<w:pPr>{keep}<w:spacing w:before="240" w:after="120"/><w:ind w:left="0" w:right="0"'
            f' w:firstLine="0"/><w:jc w:val="left"/>{outline}</w:pPr><w:rPr>{self._heading_font()}'
            f'<w:b/><w:bCs/><w:color w:val="{self._accent()}"/>'
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        )
        self._add("paragraph", f"heading {level}", f"{lead}{inside}", self._default("paragraph"))

    def _own_heading(self, level: int) -> Xml:
        """Return a style of another name, or in another language, for headings of a level."""
        return next(
            (
                one
                for one in self._all("paragraph")
                if value(one.find(f"{w('pPr')}/{w('outlineLvl')}")) == str(level - 1)
                and not value(one.find(w("name")))
                .casefold()
                .startswith(("heading", "toc", "title"))
            ),
            None,
        )

    def _next_number(self, above: Xml, level: int) -> str:
        """Return what numbers a heading as its template numbers those above it."""
        number = value(self._inherited(above, "pPr", "numPr", "numId"))
        if number in {"", "0"}:
            return ""
        return (
            f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{escaped(number)}"/></w:numPr>'
        )

    def _heading_font(self) -> str:
        if not self._colours:  # there is no theme
            return ""
        return '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>'

    def _accent(self) -> str:
        """Return the colour of the template's headings, or of its theme, that can be read."""
        said = []
        for name in ("heading 1", "heading 2", "Title"):
            style = self._find("paragraph", name)
            if style is not None:
                said.append(self._inherited(style, "rPr", "color"))
        return colour_of([one for one in said if one is not None], self._colours)

    # --- lists ------------------------------------------------------------------------------------

    def _known(self, name: str) -> ListStyle | None:
        """Return the list that a style belongs to; None where it is no list."""
        styles = self._taken.parsed(self._taken.part("styles"))
        numbering = self._taken.parsed(self._taken.part("numbering"))
        try:
            return list_style(styles, style_ids(styles), numbering, name.casefold())
        except BadHouseStyle:
            return None

    def _list(self, name: str, kind: str) -> None:
        known = self._known(name)
        if known and known.levels >= LEAST_LEVELS:
            return
        style = self._find("paragraph", name)
        first = self._pattern(known.pattern) if known and known.levels else None
        said = f"style {name}, for lists of {LEAST_LEVELS} levels"
        (self._report.added if style is None else self._report.changed).append(
            said if style is None else f"{said} now"
        )
        if style is None:
            base = self._find("paragraph", "List Paragraph")
            base = self._default("paragraph") if base is None else base
            inside = (
                '<w:uiPriority w:val="10"/><w:qFormat/><w:pPr><w:spacing w:after="80"/></w:pPr>'
            )
            style = self._add("paragraph", name, inside, base)
        self._leave_lists(style)
        number = self._new_list(kind, value(style, "styleId"), first)
        self._number(style, number)

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

    def _properties(self, style: Xml) -> Xml:
        """Return the properties of a style's paragraphs, which are added where there are none."""
        properties = style.find(w("pPr"))
        if properties is None:
            properties = element("<w:pPr/>")
            after = next((one for one in style if one.tag in _AFTER_PARAGRAPH), None)
            if after is None:
                style.append(properties)
            else:
                after.addprevious(properties)
        return properties

    def _number(self, style: Xml, number: int) -> None:
        """Make a style that of a list."""
        properties = self._properties(style)
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
        start = levels[0].find(w("numFmt"))
        start.addnext(element(f'<w:pStyle w:val="{escaped(key)}"/>'))
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
        roots = (self._root, self._taken.root(self._taken.main))
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

    # --- a document's top -------------------------------------------------------------------------

    def _top(self) -> None:
        """Add what a document opens with: a subtitle, and a panel of key facts."""
        text = self._default("paragraph")
        if self._find("paragraph", "Subtitle") is None:
            size = round(self._size(text) * 1.1)
            inside = (
                '<w:uiPriority w:val="11"/><w:qFormat/><w:pPr><w:keepNext/>'
                '<w:spacing w:before="0" w:after="240"/><w:ind w:left="0" w:right="0"'
                ' w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
                f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
            )
            self._add("paragraph", "Subtitle", inside, text)
            self._report.added.append("style Subtitle")
        if self._find("paragraph", "Fact") is None:
            self._add("paragraph", "Fact", _panel(self._accent()), text)
            self._report.added.append("style Fact")
        if self._find("character", "Fact Label") is None:
            inside = (
                '<w:uiPriority w:val="12"/><w:qFormat/><w:rPr><w:b/><w:bCs/>'
                f'<w:color w:val="{self._accent()}"/></w:rPr>'
            )
            self._add("character", "Fact Label", inside, self._default("character"))
            self._report.added.append("style Fact Label")

    def _lines(self) -> None:
        """Add lines of contents, and lines to sign on, which end at the edge of the text."""
        text = self._default("paragraph")
        _, width = body_place(self._taken.parsed(self._taken.main))
        for name, priority, leader, space, key in (
            ("toc 1", 39, "dot", '<w:spacing w:before="0" w:after="80"/>', "TOC1"),
            ("Signature Line", 21, "underscore", '<w:spacing w:before="360" w:after="120"/>', ""),
        ):
            if self._find("paragraph", name) is None:
                inside = (
                    f'<w:uiPriority w:val="{priority}"/><w:qFormat/><w:pPr><w:keepLines/><w:tabs>'
                    f'<w:tab w:val="right" w:leader="{leader}" w:pos="{width}"/></w:tabs>{space}'
                    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
                )
                self._add("paragraph", name, inside, text, key)
                self._report.added.append(f"style {name}")

    def _words(self) -> None:
        """Add styles of words that are strong or emphasised."""
        for name, look in (("Strong", "<w:b/><w:bCs/>"), ("Emphasis", "<w:i/><w:iCs/>")):
            if self._find("character", name) is None:
                inside = f'<w:uiPriority w:val="20"/><w:qFormat/><w:rPr>{look}</w:rPr>'
                self._add("character", name, inside, self._default("character"))
                self._report.added.append(f"style {name}")

    # --- tables and links -------------------------------------------------------------------------

    def _tables(self) -> None:
        text = self._find("paragraph", "Table Text")
        if text is None:
            inside = (
                '<w:uiPriority w:val="20"/><w:qFormat/>'
                '<w:pPr><w:spacing w:before="60" w:after="60"/>'
                '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
            )
            text = self._add("paragraph", "Table Text", inside, self._default("paragraph"))
            self._report.added.append("style Table Text")
        if self._find("paragraph", "Table Heading") is None:
            inside = (
                '<w:uiPriority w:val="20"/><w:qFormat/><w:pPr><w:keepNext/></w:pPr>'
                "<w:rPr><w:b/><w:bCs/></w:rPr>"
            )
            self._add("paragraph", "Table Heading", inside, text)
            self._report.added.append("style Table Heading")
        if self._find("table", "Document Table") is None:
            colour = self._accent()
            self._add("table", "Document Table", _table(colour), self._default("table"))
            self._report.added.append(f"style Document Table, in the colour {colour}")

    def _hyperlink(self) -> None:
        if self._find("character", "Hyperlink") is None:
            colour = colour_of([], self._colours, "hlink", usual="0B5394")
            inside = (
                f'<w:uiPriority w:val="99"/><w:rPr><w:color w:val="{colour}"/><w:u w:val="single"/>'
                "</w:rPr>"
            )
            self._add("character", "Hyperlink", inside, self._default("character"))
            self._report.added.append("style Hyperlink")


def _whole(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def _copied(level: Xml) -> Xml:
    """Return a level of a list that belongs to no style yet."""
    copy = deepcopy(level)
    for mark in copy.findall(w("pStyle")):
        copy.remove(mark)
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


def _panel(colour: str) -> str:
    """Return the look of key facts, which stand one below another, in a colour."""
    shade = lighter(colour, 0.92)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{thick}" w:space="5" w:color="{edge}"/>'
        for side, thick, edge in (
            ("top", 4, shade),
            ("left", 36, colour),
            ("bottom", 4, shade),
            ("right", 4, shade),
        )
    )
    left, inset = _FACT_INDENT, _FACT_INSET
    return (
        f'<w:uiPriority w:val="12"/><w:qFormat/><w:pPr><w:keepLines/><w:pBdr>{edges}</w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>'
        f'<w:tabs><w:tab w:val="left" w:pos="{left + inset}"/></w:tabs>'
        '<w:spacing w:before="0" w:after="60"/>'
        f'<w:ind w:left="{left + inset}" w:right="{inset}" w:hanging="{left}"/>'
        '<w:jc w:val="left"/></w:pPr>'
    )


def _table(colour: str) -> str:
    """Return the look of a table in a colour."""
    faint, shade = lighter(colour, 0.65), lighter(colour, 0.9)
    return (
        '<w:uiPriority w:val="40"/><w:qFormat/><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>'
        f"<w:tblPr><w:tblBorders>{_BORDER.format('top', 12, colour)}"
        f"{_BORDER.format('bottom', 8, colour)}{_BORDER.format('insideH', 4, faint)}"
        '</w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="113"'
        ' w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="113" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr><w:trPr><w:cantSplit/></w:trPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="{colour}"/></w:rPr><w:trPr>'
        f"<w:tblHeader/></w:trPr><w:tcPr><w:tcBorders>{_BORDER.format('bottom', 8, colour)}"
        f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{shade}"/><w:vAlign'
        ' w:val="bottom"/></w:tcPr></w:tblStylePr><w:tblStylePr w:type="firstCol"><w:rPr><w:b/>'
        f'<w:bCs/><w:color w:val="{colour}"/></w:rPr></w:tblStylePr>'
    )
