"""The themes of two jobs: entries of lists that rise, fall, are new, gone, moved or reworded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from jdgen.compare.degrees import degrees
from jdgen.compare.statements import sentences
from jdgen.compare.titles import in_words
from jdgen.compare.words import count, is_rewritten, mark_words
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.compare.comparison import AxisChange, Comparison, Row
    from jdgen.compare.degrees import Degree
    from jdgen.compare.statements import Statement
    from jdgen.compare.words import MarkedWords

ThemeWay = Literal["rises", "falls", "reworded", "new", "gone", "exchanged", "moved", "same"]
"""What becomes of a theme. An alternative is exchanged where the other side says something else in
that section: what a job is for, say, in one text or in others."""
_CLOSE: Final = 1
"""Differences with no more words than this between them are told as one phrase, unless a comma or
a full stop parts them."""
_STOP: Final = re.compile(r"[.,;:](?!\w)")
_LAST: Final = re.compile(r"(?:[^\s.,;:]+\s*){0,2}$")
_LAST_THREE: Final = re.compile(r"(?:\s+[^\s.,;:]+){0,3}")
"""The last words of a text that is read from its end."""
_EMPTY: Final = (
    r"(?:about|and|but|for|from|nor|not|that|the|their|them|these|this|those|what|which|who|with)"
)
_OPEN: Final = re.compile(rf"(?<!\S)(?:\w{{1,2}}|one|two|{_EMPTY})$")
"""Words at which no phrase ends, as they say nothing by themselves."""
_LAST_LONG: Final = re.compile(rf"(?:(?<!\S)(?!{_EMPTY}\s)[^\s.,;:]{{3,}}\s+)?$")
_SIGN: Final = re.compile(r"[£$€]$")
_NEXT: Final = re.compile(
    r"(?:\s*\w{1,3}(?!\S)){0,2}\s*[^\s.,;:]{4,}|(?:\s*\w{1,3}(?!\S))?(?:\s*[^\s.,;:]+)?"
)
"""The words beside a phrase: before it one that means something, after it the next such."""
_PLACE: Final = "valueofanaxis{}"
"""What stands for what both sides say of an axis, while the rest of their words are compared."""
_ALONE: Final[dict[str, ThemeWay]] = {"only first": "gone", "only second": "new"}


class Theme(NamedTuple):
    """An entry of a list, how the second side differs in it, and the axes that it follows.

    `phrases` are the words that differ, of the first and the second side, but for what the axes
    say; where the two share little, they are the whole texts. `degrees` are what its words of
    degree tell.
    """

    name: str
    way: ThemeWay
    row: Row
    axes: tuple[AxisChange, ...] = ()
    phrases: tuple[tuple[str, str], ...] = ()
    degrees: tuple[Degree, ...] = ()

    @property
    def is_rewritten(self) -> bool:
        """Return whether both sides say it, and share little of their words."""
        return not self.row.is_alone and is_rewritten(self.row.marked) and bool(self.phrases)

    @property
    def is_told_by_axes(self) -> bool:
        """Return whether it differs in nothing but what the axes say."""
        return bool(self.axes) and not self.phrases and not self.row.changes


def themes(comparison: Comparison) -> Iterator[Theme]:
    """Yield the themes, those that moved to another section last.

    A theme rises where it names what rises and nothing that falls, or where its words of degree do;
    a theme whose words differ otherwise is reworded.
    """
    axes = [axis for axis in comparison.axes if axis.way != "same"]
    said = [
        {side.section for side in sides if side and side.form != "heading"}
        for sides in zip(*((row.first, row.second) for row in comparison.rows), strict=True)
    ]
    for row in comparison.rows:
        if is_theme(row.statement):
            theme = _theme(row, axes)
            is_one_of = row.statement.form == "alternative" and row.is_alone
            if is_one_of and row.statement.section in said[row.second is None]:
                theme = theme._replace(way="exchanged")
            yield theme


def is_theme(statement: Statement) -> bool:
    """Return whether a statement is a theme; headings and prose are none."""
    return statement.form in {"entry", "criterion", "alternative"}


def theme_name(statement: Statement) -> str:
    """Return what a theme is called: its label, or its id in words; "" where it has neither."""
    return statement.label or in_words(statement.id)


def said(statement: Statement) -> str:
    """Return what a theme says below its label."""
    return statement.text.removeprefix(f"{statement.label}: ")


def cut(text: str, room: int) -> str:
    """Return as many whole words of a text as there is room for."""
    if len(text) <= room:
        return text
    begun = text[: max(room - 2, 1)]
    if not text[len(begun)].isspace():
        begun = begun.rsplit(" ", 1)[0]
    return f"{begun.rstrip(' ,;:')} …"


def _theme(row: Row, axes: Iterable[AxisChange]) -> Theme:
    name = theme_name(row.statement)
    if row.kind in _ALONE:
        return Theme(name, _ALONE[row.kind], row)
    if row.first is None or row.second is None or row.first.text == row.second.text:
        way: ThemeWay = "moved" if row.kind == "moved" else "reworded" if row.changes else "same"
        return Theme(name, way, row)
    first, second = row.first.text, row.second.text
    if row.first.label == row.second.label:
        first, second = said(row.first), said(row.second)
    follows: list[AxisChange] = []
    for axis in axes:
        mine, other = _whole(axis.first), _whole(axis.second)
        if mine.search(first) and other.search(second):
            place = _PLACE.format(len(follows))
            first, second = mine.sub(place, first, 1), other.sub(place, second, 1)
            follows.append(axis)
    phrases = tuple(
        (
            _filled(was, [axis.first for axis in follows]),
            _filled(now, [axis.second for axis in follows]),
        )
        for was, now in _differing(first, second)
    )
    told = tuple(
        degree for degree in degrees(first, second) if _PLACE.format("") not in degree.first
    )
    ways = {axis.way for axis in follows} | {degree.way for degree in told}
    way = "rises" if ways == {"rises"} else "falls" if ways == {"falls"} else "reworded"
    return Theme(name, "moved" if row.kind == "moved" else way, row, tuple(follows), phrases, told)


def _differing(first: str, second: str) -> Iterator[tuple[str, str]]:
    """Yield the phrases that differ, none of which goes on into another sentence.

    Each sentence stands for the one of the other side that comes as far down, where both have as
    many.
    """
    mine, others = sentences(first), sentences(second)
    if len(mine) == len(others) > 1:
        for one, other in zip(mine, others, strict=True):
            yield from differing(mark_words(one, other))
    else:
        yield from differing(mark_words(first, second))


def differing(marked: Sequence[MarkedWords]) -> Iterator[tuple[str, str]]:
    """Yield the phrases that differ, as the first and the second text say them.

    What stands close together is one phrase. The words beside it are told with it, so that a phrase
    means something by itself; where only one of both says something, always one at least.
    """
    kept = [""]
    changes: list[tuple[str, str]] = []
    for part in marked:
        if part.mark == "kept":
            kept[-1] += part.text
            continue
        was, now = (part.text, "") if part.mark == "removed" else ("", part.text)
        if changes and count(kept[-1]) <= _CLOSE and not _STOP.search(kept[-1]):
            between = kept.pop()
            before, after = changes.pop()
            was, now = before + between + was, after + between + now
        changes.append((was, now))
        kept.append("")
    for at, (was, now) in enumerate(changes):
        is_whole = bool(was.strip() and now.strip())
        # Each of these patterns fits any text.
        before = (_LAST_LONG if is_whole else _LAST).search(kept[at])[0]  # type: ignore[index]
        after = _NEXT.match(kept[at + 1])[0]  # type: ignore[index]
        if is_whole and _OPEN.search(after):
            after = ""
        sign = _SIGN.search(kept[at])
        if not before and sign:
            before = sign[0]
        elif not before and not after.strip() and all(_begins_alone(side) for side in (was, now)):
            before = _LAST_THREE.match(kept[at][::-1])[0][::-1]  # type: ignore[index]
        yield (before + was + after).strip(), (before + now + after).strip()


def _begins_alone(text: str) -> bool:
    """Return whether a text is one word up to its first comma, which says little by itself."""
    return count(text.partition(",")[0]) == 1


def _whole(text: str) -> re.Pattern[str]:
    """Return a pattern of a value as whole words."""
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)" if text else r"(?!)")


def _filled(text: str, values: Sequence[str]) -> str:
    """Return a phrase with the values of axes in their places again."""
    for at, value in enumerate(values):
        text = text.replace(_PLACE.format(at), value)
    return text
