"""The summary that a comparison opens with: what rises, the facts, and each theme in a line."""

from __future__ import annotations

from collections import Counter
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from jdgen.compare.phrases import UNSAID, change_text, kind_name
from jdgen.compare.positions import POSITIONS
from jdgen.compare.themes import cut, is_theme, said, theme_name, themes
from jdgen.compare.vocabulary import parted
from jdgen.compare.words import count
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.compare.comparison import AxisChange, Comparison
    from jdgen.compare.positions import Change
    from jdgen.compare.statements import Statement
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
_AND: Final = ", and "
_AROUND: Final = " ,;:/"
"""Signs with which no phrase begins or ends."""
_NUMBERS: Final = ("two", "three", "four")
_ORDER: Final[tuple[ThemeWay, ...]] = ("rises", "falls", "new", "gone", "reworded", "moved", "same")


class SummaryLine(NamedTuple):
    """What is told in a line: of what, and in what words, or in which of both sides.

    The first of `phrases` is told in any case where it `leads`.
    """

    label: str
    text: str
    phrases: tuple[tuple[str, str], ...] = ()
    leads: bool = False

    def __str__(self) -> str:
        """Return the line as it is said."""
        return f"{self.label}: {self.text}" if self.text else self.label


class SummaryPart(NamedTuple):
    """A part of the summary: its title, what is said of it as a whole, and its lines."""

    title: str
    lines: tuple[SummaryLine, ...] = ()
    note: str = ""


def parts(comparison: Comparison) -> Iterator[SummaryPart]:
    """Yield what differs in the order in which a panel asks for it."""
    yield from _axes(comparison.axes)
    if comparison.facts:
        yield SummaryPart(FACTS, tuple(map(_fact, comparison.facts)))
    if any(is_theme(row.statement) and row.kind != "same" for row in comparison.rows):
        yield _themes(list(themes(comparison)), comparison)


def _axes(axes: Iterable[AxisChange]) -> Iterator[SummaryPart]:
    """Yield what rises, falls or differs otherwise, and what is the same; nothing where all is."""
    axes = list(axes)
    same = [f"{axis.label} ({axis.first})" for axis in axes if axis.way == "same"]
    if len(same) == len(axes):
        return
    for way, title in _AXES.items():
        if lines := [_axis(axis) for axis in axes if axis.way == way]:
            yield SummaryPart(title, tuple(lines))
    if same:
        yield SummaryPart("The same", note=", ".join(same))


def _fact(change: Change) -> SummaryLine:
    return SummaryLine(change.label, change_text(change))


def _axis(axis: AxisChange) -> SummaryLine:
    return SummaryLine(axis.label, f"{axis.first or UNSAID} → {axis.second or UNSAID}")


def _themes(all_: list[Theme], comparison: Comparison) -> SummaryPart:
    tally = ", ".join(f"{number} {name}" for name, number in _tally(all_, comparison) if number)
    if same := [theme.name for theme in all_ if theme.way == "same" and theme.name]:
        tally = f"{tally} ({', '.join(same)})"
    told = [theme.name for theme in all_ if theme.is_told_by_axes]
    lines = [SummaryLine("As told above", ", ".join(told))] if told else []
    lines += _exchanged(all_, comparison)
    for way in _ORDER[:-1]:
        lines += (
            _theme(theme, comparison)
            for theme in all_
            if theme.way == way and not theme.is_told_by_axes
        )
    return SummaryPart(THEMES, tuple(lines), tally)


def _tally(themes: Sequence[Theme], comparison: Comparison) -> Iterator[tuple[str, int]]:
    """Yield how many themes there are of each kind, with what the kind is called."""
    ways = Counter(theme.way for theme in themes)
    names: dict[ThemeWay, str] = {
        "new": kind_name("only second", comparison),
        "gone": kind_name("only first", comparison),
        "same": "the same",
    }
    for way in _ORDER:
        verb = {"reworded": "differs"}.get(way, way)
        yield names.get(way, _verb(verb, ways[way])), ways[way]


def _verb(way: str, number: int) -> str:
    return way if number == 1 else way.removesuffix("s")


def _exchanged(all_: Sequence[Theme], comparison: Comparison) -> Iterator[SummaryLine]:
    """Yield, for sections of which a side has alternatives, what each side says in them."""
    exchanged = dict.fromkeys(
        theme.row.statement.section for theme in all_ if theme.way == "exchanged"
    )
    for section in comparison.sections:
        if section.id in exchanged:
            both = [
                _one_of([side for side in sides if side], named.name)
                for named, sides in zip(
                    (comparison.first, comparison.second),
                    zip(*((row.first, row.second) for row in section.rows), strict=True),
                    strict=True,
                )
            ]
            yield SummaryLine(section.title, " → ".join(both), ((both[0], both[1]),))


def _one_of(said: Sequence[Statement], name: str) -> str:
    """Return what one side says in a section: its alternatives by name, or its text."""
    alternatives = [theme_name(each) or each.text for each in said if each.form == "alternative"]
    if not alternatives:
        return f"one in {name}: {' '.join(each.text for each in said if each.form != 'heading')}"
    number = dict(enumerate(_NUMBERS, start=2)).get(len(alternatives), len(alternatives))
    return f"one of {number} in {name} ({', '.join(alternatives)})"


def _theme(theme: Theme, comparison: Comparison) -> SummaryLine:
    row, text = theme.row, said(theme.row.statement)
    if row.is_alone:
        kind = kind_name(row.kind, comparison)
        if row.statement.form == "alternative":
            kind = f"an alternative {kind}"
        label = ", ".join(filter(None, [theme.name, kind]))
        return SummaryLine(label[:1].upper() + label[1:], text)
    details = tuple(
        (f"{change.label.lower()} {change.first or UNSAID}", change.second or UNSAID)
        for change in row.changes
        if not (theme.phrases and change.name in POSITIONS)
    )
    phrases = (*_phrases(theme), *details)
    if len(phrases) > 1:  # a full stop would end the line before the others
        phrases = tuple((was.removesuffix("."), now.removesuffix(".")) for was, now in phrases)
    told = "; ".join(f"{was or UNSAID} → {now or UNSAID}" for was, now in phrases)
    is_by_words = theme.way in {"rises", "falls"} and not theme.axes
    name = theme.name
    if not name:
        name = "Reworded" if theme.is_rewritten and not is_by_words else cut(text, _SHORT)
    label = f"{name} ({theme.way})" if theme.way in {"rises", "falls"} else name
    return SummaryLine(label, told or "in another section", phrases, leads=is_by_words)


def _phrases(theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield the words that differ, those of degree first and once.

    Where both sides go on with "and" after a comma, what stands before and after it is told apart.
    """
    degrees = [] if theme.axes else [(degree.first, degree.second) for degree in theme.degrees]
    yield from degrees
    for phrases in (each for both in theme.phrases for each in _apart(theme, *both)):
        is_told = any(
            (
                (was in phrases[0] and now in phrases[1])
                and _words(phrases) <= _words((was, now)) + _TELLING
            )
            or (phrases[0] in was and phrases[1] in now)
            for was, now in degrees
        )
        if not is_told:
            yield phrases


def _apart(theme: Theme, first: str, second: str) -> Iterator[tuple[str, str]]:
    """Yield a phrase of both sides in parts where it has as many of them on either."""
    was, now = first.split(_AND), second.split(_AND)
    if len(was) != len(now) or theme.is_rewritten:
        was, now = [first], [second]
    for one, other in zip(was, now, strict=True):
        yield one.strip(_AROUND), other.strip(_AROUND)


def _brief(line: SummaryLine, room: int) -> str:
    """Return what is told of a theme: whole phrases, as many as there is room for in a line.

    Where none has room, the first is told all the same, and wraps.
    """
    if not line.phrases:
        return _main(line.text)
    if len(line.text) <= room:
        return line.text
    told: list[str] = []
    first, *others = line.phrases
    for was, now in (first, *sorted(others, key=_words, reverse=True)):
        phrase = f"{was or UNSAID} → {now or UNSAID}"
        left = len(line.phrases) - len(told) - 1
        if line.leads and not told:
            told.append(phrase)
            continue
        is_telling = told or (was, now) == first or _words((was, now)) >= _TELLING
        if is_telling and len("; ".join([*told, phrase])) + len(_more(left)) <= room:
            told.append(phrase)
    if not told:
        told = [_both(*first)]
    return f"{'; '.join(told)}{_more(len(line.phrases) - len(told))}"


def _main(text: str) -> str:
    """Return a text up to where it goes on to what it is for, or to examples."""
    main, rest = parted(text)
    if not rest or count(main) < _TELLING:
        return text
    return f"{main.rstrip(' ,;:(')} …"


def _both(first: str, second: str) -> str:
    """Return two texts as what was and what is; whole sentences without their full stops."""
    was, now = (_main(text or UNSAID).removesuffix(".") for text in (first, second))
    return f"{was} → {now}"


def _words(phrases: tuple[str, str]) -> int:
    return sum(map(count, phrases))


def _more(number: int) -> str:
    """Say how many differences of a theme the line has no room for."""
    return f"; +{number} {'change' if number == 1 else 'changes'}" if number else ""


def lines(comparison: Comparison, width: int = WIDE) -> Iterator[tuple[str, str]]:
    """Yield the lines of the summary, each with what it is: "", title or line; none is too wide.

    What both sides' grade and pay are comes first, as in a heading.
    """
    first = [change for change in comparison.facts if change.name in _IN_HEADING]
    heading = " · ".join(f"{each.first or UNSAID} → {each.second or UNSAID}" for each in first)
    yield from (("line", line) for line in _wrapped(heading, width))
    yield "", ""
    for title, all_, note in parts(comparison):
        parted = [line for line in all_ if line not in map(_fact, first)]
        if not parted and not note:
            continue
        whole = f"{title}: {note}" if note else title
        yield from (("title", line) for line in _wrapped(whole, width, "  "))
        is_aligned = title in _AXES.values()
        wide = max((len(line.label) for line in parted), default=0) + 1 if is_aligned else 0
        for line in parted:
            label = f"  {f'{line.label}:'.ljust(wide)} "
            room = width - len(label)
            told = label + (_brief(line, room) if title == THEMES else line.text)
            indent = " " * min(max(wide + 3, 4), width // 2)
            yield from (("line", each) for each in _wrapped(told, width, indent))


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return the lines of a text, broken between words alone."""
    return wrap(text, width, subsequent_indent=indent, break_on_hyphens=False)
