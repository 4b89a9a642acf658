"""What a change to files does to documents: as text, Markdown for a pull request, and data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jdgen.problems import either
from jdgen.reports.markup import escape, headed
from jdgen.reports.phrases import base_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.trace.blame import Reason
    from jdgen.trace.impact import Affected, Impact

_HAPPENED: Final = {
    "changed": ("has changed", "have changed"),
    "new": ("is new", "are new"),
    "gone": ("is gone", "are gone"),
    "not known": ("could not be made then", "could not be made then"),
}
_MANY: Final = 20
"""How many of those that change alike are named; the data name all."""
_FEW: Final = 8
"""How many reasons a comment on a pull request gives for one target."""


def summary(impact: Impact) -> str:
    """Return what changes on the whole, in a line."""
    if not impact.affected:
        return f"None of {impact.documents} documents has changed since {impact.revision}."
    counts: dict[str, int] = {}
    for affected in impact.affected:
        counts[affected.state] = counts.get(affected.state, 0) + len(affected.documents)
    happened = [
        f"{counts[state]} {words[counts[state] != 1]}"
        for state, words in _HAPPENED.items()
        if counts.get(state)
    ]
    *most, last = happened or ["none has changed"]
    changes = f"{', '.join(most)} and {last}" if most else last
    things = len(impact.sensitive)
    s = "s" * (things != 1)
    rests = (
        f"{things or 'no'} job{s}, level{s} or guide{s} in a part on which job evaluation depends"
    )
    return f"Of {impact.documents} documents, {changes} since {impact.revision}; {rests}."


def as_json(impact: Impact) -> dict[str, Any]:
    """Return an impact as dicts and lists."""
    return {
        "since": impact.revision,
        "summary": summary(impact),
        "documents": impact.documents,
        "remark": _remark(impact) or None,
        "commits": [commit._asdict() for commit in impact.commits],
        "affected": [
            {
                "name": affected.name,
                "title": affected.title,
                "state": affected.state,
                "documents": list(affected.documents),
                "evaluation_parts": list(affected.parts),
                "reasons": [reason._asdict() for reason in affected.reasons],
                "vacancies": list(affected.vacancies),
                "salary_typed_at": affected.typed or None,
            }
            for affected in impact.affected
        ],
    }


def text(impact: Impact) -> Iterator[str]:
    """Yield the lines of an impact as plain text."""
    yield summary(impact)
    if remark := _remark(impact):
        yield remark
    for heading, group in _groups(impact):
        yield ""
        yield heading
        for affected, *alike in _alike(group):
            yield f"  {_name(affected)}: {_documents(affected)}"
            if alike:
                yield f"    The same in: {_listed([other.name for other in alike])}"
            for reason in affected.reasons:
                yield f"    {_reason(reason)}"


def markdown(impact: Impact) -> Iterator[str]:
    """Yield the lines of an impact as Markdown for a pull request."""
    yield "## What these changes do to the documents"
    yield ""
    yield escape(summary(impact))
    if remark := _remark(impact):
        yield ""
        yield escape(remark)
    for heading, group in _groups(impact):
        yield from headed(f"### {heading}")
        for affected, *alike in _alike(group):
            yield f"- **{escape(_name(affected))}**: {escape(_documents(affected))}"
            if alike:
                yield f"  - The same in: {escape(_listed([other.name for other in alike]))}"
            for reason in affected.reasons[:_FEW]:
                yield f"  - {_markdown_reason(reason)}"
            if len(affected.reasons) > _FEW:
                yield f"  - and {len(affected.reasons) - _FEW} more"


def _remark(impact: Impact) -> str:
    remarks = [base_text(impact.base, impact.revision)]
    if impact.others:
        others = either(impact.others)
        remarks.append(f"Documents in one language are compared; add --language {others}.")
    return " ".join(filter(None, remarks))


def _groups(impact: Impact) -> Iterator[tuple[str, list[Affected]]]:
    others = [affected for affected in impact.affected if not affected.parts]
    groups = (
        ("Parts on which job evaluation depends: consider re-evaluating", list(impact.sensitive)),
        (
            "New, gone, or not readable then: nothing to compare with",
            [affected for affected in others if affected.state != "changed"],
        ),
        (
            "Other changes, such as those to a role's own purpose and duties",
            [affected for affected in others if affected.state == "changed"],
        ),
    )
    yield from ((heading, group) for heading, group in groups if group)


def _alike(group: Iterable[Affected]) -> list[list[Affected]]:
    """Return what is affected, together where all the reasons are the same."""
    by_reasons: dict[object, list[Affected]] = {}
    for affected in group:
        why_none = "" if affected.documents else _documents(affected)
        by_reasons.setdefault((affected.state, affected.reasons, why_none), []).append(affected)
    return list(by_reasons.values())


def _listed(names: Sequence[str]) -> str:
    named = ", ".join(names[:_MANY])
    more = len(names) - _MANY
    return f"{named} and {more} more" if more > 0 else named


def _name(affected: Affected) -> str:
    state = "" if affected.state == "changed" else f" ({affected.state})"
    return (
        f"{affected.name}, {affected.title}{state}"
        if affected.title != affected.name
        else f"{affected.name}{state}"
    )


def _documents(affected: Affected) -> str:
    if affected.documents:
        return ", ".join(affected.documents)
    if affected.typed:
        return f"no document changes, as its salary is typed at {affected.typed}"
    if affected.vacancies:
        are = "are those of its vacancies" if len(affected.vacancies) > 1 else "are its vacancy's,"
        return f"its documents {are} {_listed(affected.vacancies)}"
    return "no documents now, as there is no vacancy"


def _reason(reason: Reason) -> str:
    part = f"[{reason.part}] " if reason.part else ""
    where = "; ".join(filter(None, (reason.place, ", ".join(reason.commits))))
    return f"{part}{reason.text}{f' ({where})' if where else ''}"


def _markdown_reason(reason: Reason) -> str:
    """Return a reason with its commits as code, in which no name or number becomes a link."""
    text = escape(_reason(reason._replace(commits=())))
    codes = [f"`{commit.replace('`', chr(39))}`" for commit in reason.commits]
    return f"{text}, {', '.join(codes)}" if codes else text
