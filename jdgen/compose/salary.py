"""A salary that is typed by hand, against what the pay table in force gives for the hours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.compose.working_time import working_time
from jdgen.model.working_time import an_hour
from jdgen.problems import Problem
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jdgen.model.job import Lineage
    from jdgen.model.languages import Wording
    from jdgen.model.pay import Grade, Range
    from jdgen.model.text import Passage

_NEAR: Final = (2, 3)
"""An amount is taken for the post's pay where it is from 2/3 of it to 3/2."""
_WHOLE: Final = 100


class _Known(NamedTuple):
    """What a salary may say: the figures, in hundredths, and the ranges that hold others."""

    figures: frozenset[int]
    ranges: tuple[tuple[int, int], ...]

    def holds(self, amount: int) -> bool:
        """Return whether an amount is one of these, or lies between two ends of a range."""
        return any(abs(amount - figure) <= _slack(figure) for figure in self.figures) or any(
            low <= amount <= high for low, high in self.ranges
        )

    def is_near(self, amount: int) -> bool:
        """Return whether an amount is about as much as one of these, as an older one would be."""
        under, over = _NEAR
        return any(
            figure * under <= amount * over and amount * under <= figure * over
            for figure in self.figures
        )


def _slack(figure: int) -> int:
    """Return by how much a figure that was rounded otherwise may differ."""
    return _WHOLE if figure >= _WHOLE * _WHOLE * 10 else 1


def salary_faults(
    lineage: Lineage, grades: Sequence[Grade], facts: Mapping[str, Passage]
) -> Iterator[Problem]:
    """Yield what is wrong with a post's salary, hours and weeks, taken together.

    `facts` are as they are composed, with each fact that they name filled in. A salary that is
    typed is compared by its amounts in the organisation's currency: those about as much as the
    post's pay have to be figures of the pay table in force, or worked out of them. Of part-time
    pay one at least has to be there, or a word that the figures are those of full time.
    """
    time = working_time(lineage, facts)
    if time and time.fault:
        what, message, hint = time.fault
        yield Problem(what.place, message, hint, "working-time")
    salary = facts.get("post.salary")
    ranges = [part for grade in grades for part in grade.ranges]
    if salary is None or salary.source.layer == "organisation" or not ranges:
        return
    setting = lineage.organisation.setting
    wording = setting.wording
    amounts = amounts_in(salary.text, setting.currency, wording)
    shares = time.shares if time else ()
    actual = [
        part for share in shares if not share.is_whole for of in ranges if (part := share.of(of))
    ]
    hourly = [part for of in ranges if time and (part := an_hour(of, time.full))]
    full_time, known = _known(ranges), _known([*ranges, *actual, *hourly])
    wrong = [amount for amount in amounts if known.is_near(amount) and not known.holds(amount)]
    wanted = facts.get("pay.actual") or facts.get("grade.pay")
    names = "{{ pay.actual }}" if "pay.actual" in facts else "{{ grade.pay }}"
    hint = f"delete salary:, which jdgen then works out, or name {names} in it"
    if wrong and wanted:
        figures = wording.joined([wording.amount(each, setting.currency) for each in wrong])
        message = f"the salary says {figures}, and the pay table in force gives {wanted.text}"
        yield Problem(salary.place, message, hint, "salary")
    elif actual and wanted and amounts and not _says_pro_rata(salary.text, wording):
        of_actual = _known(actual)
        if not any(of_actual.holds(amount) for amount in amounts) and any(
            map(full_time.holds, amounts)
        ):
            message = f"the salary gives full-time pay alone, and the post is paid {wanted.text}"
            yield Problem(salary.place, message, hint, "salary")


def _known(ranges: Iterable[Range]) -> _Known:
    figures: set[int] = set()
    spans: list[tuple[int, int]] = []
    for part in ranges:
        ends = [part.minimum, part.maximum, part.midpoint, *part.steps]
        figures.update(end for end in ends if end is not None)
        if part.minimum is not None and part.maximum is not None:
            spans.append((part.minimum, part.maximum))
    return _Known(frozenset(figures), tuple(spans))


def _says_pro_rata(text: str, wording: Wording) -> bool:
    said = text.casefold()
    return any(
        re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", said) for word in wording.pro_rata
    )


def amounts_in(text: str, currency: str, wording: Wording) -> list[int]:
    """Return the amounts of a currency that a text says, in hundredths; others are passed over."""
    apart = f"(?:[{re.escape(wording.thousands)}\\s]|)" if wording.thousands else r"\s?"
    whole = rf"(\d{{1,3}}(?:{apart}\d{{3}})+|\d+)"
    number = rf"{whole}(?:{re.escape(wording.decimal)}(\d{{2}}))?(?![\w%])"
    sign = wording.signs.get(currency)
    pattern = wording.money if sign else wording.money_by_code
    mark = pattern.replace("{sign}", sign or "").replace("{code}", currency)
    before, after = (
        rf"\s*{re.escape(part.strip())}\s*" if part.strip() else ""
        for part in mark.split("{number}", 1)
    )
    return [
        int(re.sub(r"\D", "", said)) * _WHOLE + int(rest or 0)
        for said, rest in re.findall(f"{before}{number}{after}", text)
    ]
