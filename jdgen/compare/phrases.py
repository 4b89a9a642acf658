"""What reports of comparisons say in words, the same in a terminal, Markdown and HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from jdgen.compare.comparison import KINDS
from jdgen.compare.words import mark_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jdgen.compare.comparison import Comparison, Row, RowKind, SectionChange
    from jdgen.compare.positions import Change
    from jdgen.compare.words import MarkedWords

UNSAID: Final = "(none)"
SIGNS: Final = {"same": "=", "changed": "~", "only first": "-", "only second": "+", "moved": ">"}
"""What stands before a row, so that no colour is needed to tell what it is."""

_COUNTED: Final = ("dimensions.", "evaluation.", "post.posts", "post.salary", "weight", "score")
"""Facts and details that may say a plain number which counts something."""
_AROUND: Final = 4
"""How many words around a difference make an excerpt."""
_PROSE: Final = 80
"""A fact of more letters than this is prose, whose words are marked."""
_AMOUNT: Final = re.compile(r"(?P<sign>[£€$])?(?P<figure>\d[\d,]*(?:\.\d+)?)")


class Other(NamedTuple):
    """A target that can't be compared: what became of it, and where it stands or what is wrong."""

    name: str
    state: Literal["new", "gone", "unreadable"]
    where: str


def other_text(other: Other, revision: str) -> str:
    """Return what became of a target that can't be compared, in a line."""
    match other.state:
        case "new":
            return f"{other.name} is new since {revision}: {other.where}"
        case "gone":
            return f"{other.name} is gone since {revision}"
    return f"{other.name} could not be read at {revision}: {other.where}"


class Review(NamedTuple):
    """Comparisons that belong together, and what is to be said of them as a whole.

    `also` names, for each comparison, other targets in which exactly the same differs; `others` are
    targets that can't be compared, as they are new, gone, or could not be read then.
    """

    title: str
    comparisons: tuple[Comparison, ...]
    also: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    revision: str = ""

    @property
    def differs(self) -> bool:
        """Return whether anything differs, is new, is gone, or isn't known to be the same."""
        return bool(self.others) or any(comparison.differs for comparison in self.comparisons)

    @property
    def remarked(self) -> tuple[str, ...]:
        """Return all that is said before the comparisons."""
        return (*(other_text(other, self.revision) for other in self.others), *self.remarks)


def heading(comparison: Comparison) -> str:
    """Return what is compared: PRO9 → PRO10."""
    return f"{comparison.first.name} → {comparison.second.name}"


def jobs_compared(comparison: Comparison) -> str:
    """Return the titles of both jobs, once where they are the same."""
    first, second = comparison.first.title, comparison.second.title
    return first if first == second else f"{first} → {second}"


def kind_name(kind: RowKind, comparison: Comparison) -> str:
    """Return what a kind of row is called in this comparison: only in PRO9."""
    if kind == "only first":
        return f"only in {comparison.first.name}"
    if kind == "only second":
        return f"only in {comparison.second.name}"
    return "the same" if kind == "same" else kind


def tally(rows: Iterable[Row], comparison: Comparison) -> str:
    """Return how many rows there are of each kind: 3 changed, 1 only in PRO9, 5 the same."""
    counts: dict[RowKind, int] = {}
    for row in rows:
        counts[row.kind] = counts.get(row.kind, 0) + 1
    said = [f"{counts[kind]} {kind_name(kind, comparison)}" for kind in KINDS if kind in counts]
    return ", ".join(said) or "nothing said"


def words(before: int, after: int) -> str:
    """Return two numbers of words: 222 → 203 words (-19)."""
    if before == after:
        return f"{after} words"
    return f"{before} → {after} words ({after - before:+})"


def section_summary(section: SectionChange, comparison: Comparison) -> str:
    """Return what differs in a section, in a line."""
    moved = [
        row
        for row in comparison.moved
        if section.id in {statement.section for statement in (row.first, row.second) if statement}
    ]
    return f"{tally([*section.rows, *moved], comparison)}; {words(*section.words)}"


def summary(comparison: Comparison) -> str:
    """Return what differs on the whole, in a line."""
    if not comparison.differs:
        number = sum(1 for _ in comparison.rows)
        return f"No difference: {number} lines the same, {words(*comparison.words)}"
    facts = len(comparison.facts)
    said = [f"{facts} fact{'s' * (facts != 1)} differ{'s' * (facts == 1)}"] if facts else []
    return "; ".join([*said, tally(comparison.rows, comparison), words(*comparison.words)])


def marked_text(marked: Iterable[MarkedWords]) -> str:
    """Return spans as text: what is removed as [-…-], what is added as {+…+}."""
    return "".join(
        f"[-{part.text}-]"
        if part.mark == "removed"
        else f"{{+{part.text}+}}"
        if part.mark == "added"
        else part.text
        for part in marked
    )


def excerpt(marked: Sequence[MarkedWords]) -> str:
    """Return what differs between two texts, with a few words around it."""
    said = []
    last = len(marked) - 1
    for at, part in enumerate(marked):
        words_ = part.text.split(" ")
        if part.mark != "kept" or len(words_) <= 2 * _AROUND + 1:
            said.append(part)
            continue
        before = [] if at == 0 else words_[:_AROUND]
        after = [] if at == last else words_[-_AROUND:]
        said.append(part._replace(text=" ".join([*before, "…", *after])))
    return marked_text(said)


def change_text(change: Change) -> str:
    """Return what a fact or detail says on both sides, and the difference of amounts."""
    if min(len(change.first), len(change.second)) > _PROSE:
        return marked_text(mark_words(change.first, change.second))
    said = f"{change.first or UNSAID} → {change.second or UNSAID}"
    difference = difference_of(change)
    return f"{said} ({difference})" if difference else said


def difference_of(change: Change) -> str:
    """Return by how much two amounts differ; what only names a number is none."""
    is_amount = "£" in change.first or change.name.startswith(_COUNTED)
    return differences(change.first, change.second) if is_amount else ""


def differences(first: str, second: str) -> str:
    """Return by how much amounts differ, where both texts are alike but for their figures.

    Years of dates and figures inside names are no amounts: only what has a sign of currency, or is
    all that the text says, counts.
    """
    mine, others = list(_AMOUNT.finditer(first)), list(_AMOUNT.finditer(second))
    if not mine or len(mine) != len(others) or _AMOUNT.sub("#", first) != _AMOUNT.sub("#", second):
        return ""
    is_number = len(mine) == 1 and mine[0][0] == first
    if not (is_number or all(found["sign"] for found in (*mine, *others))):
        return ""
    return " and ".join(
        _difference(found["sign"] or "", found["figure"], other["figure"])
        for found, other in zip(mine, others, strict=True)
    )


def _difference(sign: str, first: str, second: str) -> str:
    amount = float(second.replace(",", "")) - float(first.replace(",", ""))
    figures = f"{abs(amount):,.2f}".removesuffix(".00")
    return f"{'-' if amount < 0 else '+'}{sign}{figures}"


def said_once(row: Row) -> str:
    """Return what only one side says; of a heading, that it is one."""
    statement = row.statement
    return f"(heading) {statement.text}" if statement.form == "heading" else statement.text


def moved_text(row: Row, sections: dict[str, str]) -> str:
    """Return between which sections a row moved."""
    first, second = row.first, row.second
    if first is None or second is None:
        raise AssertionError("what moved is on both sides")
    return f"{sections[first.section]} → {sections[second.section]}"


def section_titles(comparison: Comparison) -> dict[str, str]:
    """Return the titles of the sections by id."""
    return {section.id: section.title for section in comparison.sections}
