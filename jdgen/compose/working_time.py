"""Pay that is worked out: of a grade's pay, what full time is, and a post's hours and weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.model.pay import pay_text, spanning
from jdgen.model.text import Passage
from jdgen.model.working_time import Share, an_hour, decimal, hours_in, thousandths
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jdgen.model.job import Lineage
    from jdgen.model.languages import Wording
    from jdgen.model.pay import Grade, Range
    from jdgen.model.text import Setting, Source
    from jdgen.model.working_time import FullTime

    Reckoned = Callable[[Range], Range | None]

_OF_TIME: Final = {
    "the hours": "post.hours",
    "the weeks": "post.weeks",
    "the paid weeks": "post.paid_weeks",
}


class WorkingTime(NamedTuple):
    """What a post's files say of its hours and weeks: a share of full time for each of its hours.

    `fault` is why nothing is worked out although there are hours in figures, and where that stands.
    """

    full: FullTime
    shares: tuple[Share, ...] = ()
    fault: tuple[Passage, str, str] | None = None


def working_time(lineage: Lineage, facts: Mapping[str, Passage]) -> WorkingTime | None:
    """Return the working time of a post; None where the organisation doesn't say what full time is.

    Of hours in words there are no shares: nothing is guessed.
    """
    full = lineage.organisation.full_time
    said = facts.get("post.hours")
    if full is None or not lineage.is_post:
        return None
    wording = _main_wording(lineage.organisation.setting)
    texts = [value.in_main for value in said.values or (said,)] if said else []
    hours = [hours_in(text, wording) for text in texts]
    weeks, fault = _paid_weeks(full, facts)
    if not texts and weeks is not None:  # term time at full-time hours is said by the weeks alone
        hours = [hours_in(decimal(full.hours), wording)]
    of_figures = [each for each in hours if each]
    if not of_figures or len(of_figures) < len(hours):
        return WorkingTime(full)
    if said and any(each.most > full.hours for each in of_figures):
        most = max(each.most for each in of_figures)
        message = f"{decimal(most)} hours are more than full time, which is {decimal(full.hours)}"
        hint = "correct the hours, or full_time: in families/organisation.yaml"
        return WorkingTime(full, fault=(said, message, hint))
    if fault:
        return WorkingTime(full, fault=fault)
    return WorkingTime(full, tuple(Share(full, each, weeks) for each in of_figures))


def _main_wording(setting: Setting) -> Wording:
    return setting._replace(wanted=setting.main).wording


def _paid_weeks(
    full: FullTime, facts: Mapping[str, Passage]
) -> tuple[int | None, tuple[Passage, str, str] | None]:
    """Return the paid weeks of a post that doesn't work all year, or why they can't be known."""
    worked, paid = (
        thousandths(fact.in_main) if (fact := facts.get(f"post.{name}")) else None
        for name in ("weeks", "paid_weeks")
    )
    weeks = facts.get("post.weeks")
    if paid is not None:
        said = facts["post.paid_weeks"]
        if worked is not None and paid < worked:
            message = f"fewer weeks are paid ({decimal(paid)}) than worked ({decimal(worked)})"
            return None, (said, message, "correct one of the two")
        if paid > full.weeks:
            message = f"{decimal(paid)} paid weeks are more than full time has"
            return None, (said, message, f"write {decimal(full.weeks)} at most")
        return (None if full.is_all_year(paid) else paid), None
    if weeks is None or worked is None or full.is_all_year(worked):
        return None, None
    if not full.leave_days:
        message = "the post works part of the year, and nobody says how many weeks are paid"
        hint = "add paid_weeks: …, or leave_days: … to full_time: in families/organisation.yaml"
        return None, (weeks, message, hint)
    reckoned = full.paid(worked)
    return (None if reckoned >= full.weeks else reckoned), None


def worked_out(
    lineage: Lineage, linked_grades: Sequence[Grade], facts: Mapping[str, Passage]
) -> dict[str, Passage]:
    """Return the facts of a post's pay that are worked out, and its salary where none is typed.

    Hours that are a figure alone are said as the language has them.
    """
    time = working_time(lineage, facts)
    if time is None:
        return {}
    setting = lineage.organisation.setting
    more = _hours_said(facts.get("post.hours"), setting)
    grades = list(linked_grades) or ([lineage.grade] if lineage.grade else [])
    if not any(grade.ranges for grade in grades):
        return more
    source = grades[0].source
    wording = setting.wording
    if hourly := _said(grades, setting, lambda part: an_hour(part, time.full)):
        more["pay.hour"] = Passage(hourly, source)
    shares = time.shares
    if not shares or all(share.is_whole for share in shares):
        return more
    actual = _each_said(grades, shares, setting)
    if not actual:
        return more
    full_pay = facts["grade.pay"].text
    more["pay.actual"] = Passage(actual, source)
    more["pay.full_time"] = Passage(full_pay, source)
    main = _main_wording(setting)
    of_full, in_main = (
        said.joined([share.text(said) for share in shares]) for said in (wording, main)
    )
    more["pay.share"] = Passage(of_full, source, main=in_main)
    if shares[0].weeks is not None:
        weeks = decimal(round(shares[0].weeks, -1))
        more["pay.weeks"] = Passage(wording.figure(weeks), source, main=main.figure(weeks))
    salary = facts.get("post.salary")
    if salary is None or salary.source.layer == "organisation":
        text = wording.part_time_pay.format(pay=actual, full_time=full_pay)
        more["post.salary"] = Passage(text, source)
    return more


def _hours_said(said: Passage | None, setting: Setting) -> dict[str, Passage]:
    """Return the hours in words where they are figures alone."""
    if said is None:
        return {}
    main, wording = _main_wording(setting), setting.wording
    values = [_in_words(value, main, wording) for value in said.values or (said,)]
    if values == [*(said.values or (said,))]:
        return {}
    if not said.values:
        return {"post.hours": values[0]}
    joined = wording.joined([value.text for value in values])
    in_main = main.joined([value.in_main for value in values])
    return {"post.hours": said._replace(text=joined, main=in_main, values=tuple(values))}


def _in_words(value: Passage, main: Wording, wording: Wording) -> Passage:
    hours = hours_in(value.text, main)
    is_said = any(map(str.isalpha, value.text)) and not value.language  # nobody need translate it
    if hours is None or is_said or hours.most <= _ONE:
        return value
    return value._replace(text=hours.text(wording), main=hours.text(main), language="")


_ONE: Final = 1000


def _each_said(grades: Sequence[Grade], shares: Sequence[Share], setting: Setting) -> str:
    wording = setting.wording
    said = [_said(grades, setting, share.of) for share in shares]
    if not all(said):
        return ""
    if len(said) == 1:
        return said[0]
    return wording.apart(
        wording.pay_for_hours.format(pay=pay, hours=share.hours.text(wording))
        for pay, share in zip(said, shares, strict=True)
    )


def _said(grades: Sequence[Grade], setting: Setting, reckoned: Reckoned) -> str:
    """Return pay that is worked out of that of grades; "" where of a part there is none."""
    wording, currency = setting.wording, setting.currency
    ranges = spanning(grades) if len(grades) > 1 else grades[0].ranges
    if ranges:
        parts = [reckoned(part) for part in ranges]
        kept = [part for part in parts if part]
        return pay_text(kept, currency, wording) if len(kept) == len(parts) else ""
    texts = []
    for grade in grades:
        parts = [reckoned(part) for part in grade.ranges]
        kept = [part for part in parts if part]
        if not kept or len(kept) < len(parts):
            return ""
        texts.append(wording.labelled(grade.title.text, pay_text(kept, currency, wording)))
    return wording.apart(texts)


def reckoned_of(lineage: Lineage) -> Iterator[tuple[str, Source]]:
    """Yield what a post's pay is worked out of, and where each is said."""
    full = lineage.organisation.full_time
    facts = {name: fact for layer in lineage.layers() for name, fact in layer.facts.items()}
    time = working_time(lineage, facts)
    if full is None or time is None or not time.shares:
        return
    yield from ((what, facts[name].source) for what, name in _OF_TIME.items() if name in facts)
    yield "full time", full.source
