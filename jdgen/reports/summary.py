"""The answer first: what rises, the pay, and the themes that differ, each in a line."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jdgen.compare.phrases import UNSAID
from jdgen.compare.titles import in_words
from jdgen.reports.markup import escape
from jdgen.reports.phrases import heading, jobs_compared, remarked, summary, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.compare.comparison import AxisChange, Comparison, Row
    from jdgen.compare.review import Review

_WIDE: Final = 80
_ROOM: Final = 62
"""How much of a theme's text there is room for in a line of it."""
_FIRST_FACTS: Final = ("grade.title", "post.salary", "grade.pay")
_WAYS: Final = {"rises": "What rises", "falls": "What falls", "differs": "What differs"}


class Theme(NamedTuple):
    """A line of a list that differs: what it is called, and what the side says that has it."""

    kind: str
    name: str
    text: str


def themes(comparison: Comparison) -> Iterator[Theme]:
    """Yield the entries of lists that differ: reworded, new or gone."""
    kinds = {"changed": "reworded", "only first": "gone", "only second": "new", "moved": "moved"}
    for row in comparison.rows:
        if row.kind != "same" and row.statement.form in {"entry", "criterion", "alternative"}:
            yield Theme(kinds[row.kind], _name(row), row.statement.text)


def _name(row: Row) -> str:
    statement = row.statement
    return statement.label or in_words(statement.id) or _cut(statement.text, _ROOM // 2)


def _cut(text: str, room: int = _ROOM) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rsplit(' ', 1)[0]} …"


def axes_by_way(comparison: Comparison) -> Iterator[tuple[str, list[AxisChange]]]:
    """Yield the axes that rise, that fall and that differ otherwise, each under its title."""
    for way, name in _WAYS.items():
        if those := [axis for axis in comparison.axes if axis.way == way]:
            yield name, those


def axis_text(axis: AxisChange, wide: int = 0) -> str:
    """Return what both sides say of an axis."""
    return f"{f'{axis.label}:'.ljust(wide)} {axis.first or UNSAID} → {axis.second or UNSAID}"


def axes_lines(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of what rises, falls and is the same, where anything differs."""
    if all(axis.way == "same" for axis in comparison.axes):
        return
    for name, axes in axes_by_way(comparison):
        yield name
        wide = max(len(axis.label) for axis in axes) + 1
        yield from (f"  {axis_text(axis, wide)}" for axis in axes)
    if same := [f"{axis.label} ({axis.first})" for axis in comparison.axes if axis.way == "same"]:
        yield f"The same: {', '.join(same)}"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"{heading(comparison)}: {jobs_compared(comparison)}"
    for change in comparison.facts:
        if change.name in _FIRST_FACTS:
            yield f"{change.label}: {change.first or UNSAID} → {change.second or UNSAID}"
    rising = list(axes_lines(comparison))
    yield from ["", *rising] if rising else []
    by_kind: dict[str, list[Theme]] = {}
    for theme in themes(comparison):
        by_kind.setdefault(theme.kind, []).append(theme)
    yield from [""] * bool(by_kind)
    first, second = comparison.first.name, comparison.second.name
    for kind, name in (
        ("new", f"Only {second}"),
        ("gone", f"Only {first}"),
        ("moved", "Under another heading"),
    ):
        if those := by_kind.get(kind):
            yield name
            yield from (f"  {_cut(theme.text, _ROOM + 12)}" for theme in those)
    if those := by_kind.get("reworded"):
        yield f"Reworded: {', '.join(theme.name for theme in those)}"
    yield ""
    yield summary(comparison)


def blocks(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """Return the lines of a comparison below its heading, each with those that stand under it."""
    _, *lines = _lines(comparison)
    parted: list[tuple[str, list[str]]] = []
    for line in filter(None, lines):
        if line.startswith("  "):
            parted[-1][1].append(line.strip())
        else:
            parted.append((line, []))
    return parted


def text(review: Review) -> Iterator[str]:
    """Yield the lines of a summary."""
    opening = [*filter(None, [title(review)]), *remarked(review)]
    yield from opening
    for number, (comparison, _) in enumerate(review.differences):
        if number or opening:
            yield ""
        for line in _lines(comparison):
            yield from wrap(line, _WIDE, subsequent_indent="  ") if len(line) > _WIDE else [line]


def markdown(review: Review) -> Iterator[str]:
    """Yield the lines of a summary as Markdown."""
    yield from (f"- {escape(remark)}" for remark in remarked(review))
    for comparison, _ in review.differences:
        yield f"### {escape(heading(comparison))}: {escape(jobs_compared(comparison))}"
        for lead, items in blocks(comparison):
            yield from ("", escape(lead))
            yield from [""] * bool(items)
            yield from (f"- {escape(' '.join(item.split()))}" for item in items)


def as_json(review: Review) -> dict[str, Any]:
    """Return a summary as dicts and lists."""
    return {
        "title": title(review) or None,
        "comparisons": [
            {
                "first": comparison.first._asdict(),
                "second": comparison.second._asdict(),
                "axes": [axis._asdict() for axis in comparison.axes],
                "facts": [
                    change._asdict() for change in comparison.facts if change.name in _FIRST_FACTS
                ],
                "themes": [theme._asdict() for theme in themes(comparison)],
                "summary": summary(comparison),
            }
            for comparison, _ in review.differences
        ],
    }
