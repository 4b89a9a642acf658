"""How a difference is put into words, in reports of comparisons and in reasons for changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.compare.words import mark_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jdgen.compare.comparison import Comparison, RowKind
    from jdgen.compare.positions import Change
    from jdgen.compare.words import MarkedWords

UNSAID: Final = "(none)"
_COUNTED: Final = ("dimensions.", "evaluation.", "post.posts", "post.salary", "weight", "score")
"""Facts and details that may say a plain number which counts something."""
_AROUND: Final = 4
"""How many words around a difference make an excerpt."""
_PROSE: Final = 80
"""A fact of more letters than this is prose, whose words are marked."""
_AMOUNT: Final = re.compile(r"(?P<sign>[£€$])?(?P<figure>\d[\d,]*(?:\.\d+)?)")


def kind_name(kind: RowKind, comparison: Comparison) -> str:
    """Return what a kind of row is called in this comparison: only in PRO9."""
    if kind == "only first":
        return f"only in {comparison.first.name}"
    if kind == "only second":
        return f"only in {comparison.second.name}"
    return "the same" if kind == "same" else kind


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
    parts = []
    last = len(marked) - 1
    for at, part in enumerate(marked):
        words_ = part.text.split(" ")
        if part.mark != "kept" or len(words_) <= 2 * _AROUND + 1:
            parts.append(part)
            continue
        before = [] if at == 0 else words_[:_AROUND]
        after = [] if at == last else words_[-_AROUND:]
        parts.append(part._replace(text=" ".join([*before, "…", *after])))
    return marked_text(parts)


def change_text(change: Change) -> str:
    """Return what a fact or detail says on both sides, and the difference of amounts."""
    if min(len(change.first), len(change.second)) > _PROSE:
        return marked_text(mark_words(change.first, change.second))
    both = f"{change.first or UNSAID} → {change.second or UNSAID}"
    difference = difference_of(change)
    return f"{both} ({difference})" if difference else both


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
    if not (is_number or all(amount["sign"] for amount in (*mine, *others))):
        return ""
    return " and ".join(
        _difference(amount["sign"] or "", amount["figure"], other["figure"])
        for amount, other in zip(mine, others, strict=True)
    )


def _difference(sign: str, first: str, second: str) -> str:
    amount = float(second.replace(",", "")) - float(first.replace(",", ""))
    figures = f"{abs(amount):,.2f}".removesuffix(".00")
    return f"{'-' if amount < 0 else '+'}{sign}{figures}"
