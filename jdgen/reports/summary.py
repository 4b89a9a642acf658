"""The summary that a comparison opens with: what rises, the facts, and each theme in a line."""

from __future__ import annotations

from collections import Counter
from textwrap import wrap
from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.compare.phrases import UNSAID, change_text, kind_name
from jdgen.compare.themes import cut, is_theme, said, themes
from jdgen.compare.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.compare.comparison import AxisChange, Comparison
    from jdgen.compare.positions import Change
    from jdgen.compare.themes import Theme, ThemeWay

WIDE: Final = 80
"""How wide its lines are where no terminal says it."""
FACTS: Final = "Facts"
_IN_HEADING: Final = frozenset({"grade.title", "grade.pay", "post.salary"})
THEMES: Final = "Themes"
_TELLING: Final = 5
"""Where a theme's first difference has no room, another with so many words is told instead."""
_SHORT: Final = 32
"""A theme without label and id is called by so much of its text."""
_AXES: Final = {"rises": "What rises", "falls": "What falls", "differs": "What differs"}
_ORDER: Final[tuple[ThemeWay, ...]] = ("rises", "falls", "new", "gone", "reworded", "moved", "same")


class Line(NamedTuple):
    """What is told in a line: of what, and in what words, or in which of both sides."""

    label: str
    text: str
    phrases: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Return the line as it is said."""
        return f"{self.label}: {self.text}" if self.text else self.label


class Part(NamedTuple):
    """A part of the summary: its title, what is said of it as a whole, and its lines."""

    title: str
    lines: tuple[Line, ...] = ()
    note: str = ""


def parts(comparison: Comparison) -> Iterator[Part]:
    """Yield what differs in the order in which a panel asks for it."""
    yield from _axes(comparison.axes)
    if comparison.facts:
        yield Part(FACTS, tuple(map(_fact, comparison.facts)))
    if any(is_theme(row.statement) and row.kind != "same" for row in comparison.rows):
        yield _themes(list(themes(comparison)), comparison)


def _axes(axes: Iterable[AxisChange]) -> Iterator[Part]:
    """Yield what rises, falls or differs otherwise, and what is the same; nothing where all is."""
    axes = list(axes)
    same = [f"{axis.label} ({axis.first})" for axis in axes if axis.way == "same"]
    if len(same) == len(axes):
        return
    for way, title in _AXES.items():
        if lines := [_axis(axis) for axis in axes if axis.way == way]:
            yield Part(title, tuple(lines))
    if same:
        yield Part("The same", note=", ".join(same))


def _fact(change: Change) -> Line:
    return Line(change.label, change_text(change))


def _axis(axis: AxisChange) -> Line:
    return Line(axis.label, f"{axis.first or UNSAID} → {axis.second or UNSAID}")


def _themes(all_: list[Theme], comparison: Comparison) -> Part:
    counts = Counter(theme.way for theme in all_)
    names: dict[ThemeWay, str] = {
        "rises": "where something above rises",
        "falls": "where something above falls",
        "new": kind_name("only second", comparison),
        "gone": kind_name("only first", comparison),
        "same": "the same",
    }
    tally = [f"{counts[way]} {names.get(way, way)}" for way in _ORDER if counts[way]]
    note = ", ".join(tally)
    if same := [theme.name for theme in all_ if theme.way == "same" and theme.name]:
        note = f"{note} ({', '.join(same)})"
    told = [theme.name for theme in all_ if theme.is_told_by_axes]
    lines = [Line("As told above", ", ".join(told))] if told else []
    for way in _ORDER[:-1]:
        lines += (
            _theme(theme, comparison)
            for theme in all_
            if theme.way == way and not theme.is_told_by_axes
        )
    return Part(THEMES, tuple(lines), note)


def _theme(theme: Theme, comparison: Comparison) -> Line:
    row, text = theme.row, said(theme.row.statement)
    if row.is_alone:
        kind = kind_name(row.kind, comparison)
        if row.statement.form == "alternative":
            kind = f"an alternative {kind}"
        label = ", ".join(filter(None, [theme.name, kind]))
        return Line(label[:1].upper() + label[1:], text)
    details = tuple(
        (f"{change.label.lower()} {change.first or UNSAID}", change.second or UNSAID)
        for change in row.changes
    )
    phrases = (*theme.phrases, *details)
    told = "; ".join(f"{was or UNSAID} → {now or UNSAID}" for was, now in phrases)
    return Line(theme.name or cut(text, _SHORT), told or "in another section", phrases)


def _fitted(line: Line, room: int) -> str:
    """Return what is told of a theme in one line: whole phrases, as many as there is room for."""
    if not line.phrases or len(line.text) <= room:
        return cut(line.text, room)
    told: list[str] = []
    first, *others = line.phrases
    for was, now in (first, *sorted(others, key=_words, reverse=True)):
        phrase = f"{was or UNSAID} → {now or UNSAID}"
        left = len(line.phrases) - len(told) - 1
        is_telling = told or (was, now) == first or _words((was, now)) >= _TELLING
        if is_telling and len("; ".join([*told, phrase])) + len(_more(left)) <= room:
            told.append(phrase)
    more = _more(len(line.phrases) - (len(told) or 1))
    if told:
        return f"{'; '.join(told)}{more}"
    was, now = first
    half = (room - len(f" → {more}")) // 2
    short = min(len(was), max(half, 2 * half - len(now)))
    return f"{cut(was, short)} → {cut(now, 2 * half - short)}{more}"


def _words(phrases: tuple[str, str]) -> int:
    return sum(map(count, phrases))


def _more(number: int) -> str:
    """Say how many differences of a theme the line has no room for."""
    return f"; and {number} {'other' if number == 1 else 'others'}" if number else ""


def lines(comparison: Comparison, width: int = WIDE) -> Iterator[tuple[str, str]]:
    """Yield the lines of the summary, each with what it is: "", title or line; none is too wide.

    What both sides' grade and pay are comes first, as in a heading.
    """
    first = [change for change in comparison.facts if change.name in _IN_HEADING]
    heading = " · ".join(f"{each.first or UNSAID} → {each.second or UNSAID}" for each in first)
    yield from (("line", line) for line in wrap(heading, width))
    yield "", ""
    for title, all_, note in parts(comparison):
        parted = [line for line in all_ if line not in map(_fact, first)]
        if not parted and not note:
            continue
        whole = f"{title}: {note}" if note else title
        yield from (("title", line) for line in wrap(whole, width, subsequent_indent="  "))
        is_aligned = title in _AXES.values()
        wide = max((len(line.label) for line in parted), default=0) + 1 if is_aligned else 0
        for line in parted:
            label = f"  {f'{line.label}:'.ljust(wide)} "
            if title == THEMES:
                yield "line", cut(label + _fitted(line, max(width - len(label), width // 2)), width)
            else:
                told = label + line.text
                indent = " " * min(max(wide + 3, 4), width // 2)
                yield from (("line", each) for each in wrap(told, width, subsequent_indent=indent))
