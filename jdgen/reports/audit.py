"""What was found in Word files: as lines, rule by rule with the first places, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from jdgen.problems import Place, Problem
from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from jdgen.formats.word.audit.audit import Audited, Finding
    from jdgen.formats.word.audit.paragraphs import WordPlace
    from jdgen.formats.word.audit.rules.rule import WordRule

    Kind: TypeAlias = Literal["", "file", "rule", "fault", "place", "why", "remedy"]

_PLACES: Final = 3
"""So many places are told of each fault; as JSON, all."""


def lines(audits: Sequence[Audited]) -> Iterator[tuple[Kind, str]]:
    """Yield the lines of a report, each with what it is."""
    for file, findings in audits:
        if not findings:
            continue
        by_rule = _by_rule(findings)
        rules = counted(len(by_rule), "rule")
        yield "file", f"{file}: {counted(len(findings), 'finding')} of {rules}"
        for rule, faults in by_rule.items():
            yield "rule", f"{rule.id}: {rule.name}"
            yield "why", f"{rule.why} ({rule.authority})"
            for (message, remedy), places in faults.items():
                number = f" ({len(places)} places)" if len(places) > 1 else ""
                yield "fault", f"{message}{number}"
                yield from (("place", f"at {place}") for place in places[:_PLACES] if str(place))
                if len(places) > _PLACES:
                    yield "place", f"and at {counted(len(places) - _PLACES, 'other place')}"
                yield "remedy", f"remedy: {remedy}"
        yield "", ""


def as_problems(audits: Sequence[Audited]) -> Iterator[Problem]:
    """Yield each fault as a problem of its file, with how many places have it and the first."""
    for file, findings in audits:
        for rule, faults in _by_rule(findings).items():
            for (message, remedy), places in faults.items():
                more = f" and {counted(len(places) - 1, 'other place')}" if len(places) > 1 else ""
                at = f"{places[0]}{more}: " if str(places[0]) else ""
                yield Problem(Place(file), f"{at}{message}", remedy, f"word-{rule.id}")


def _by_rule(
    findings: Sequence[Finding],
) -> dict[WordRule, dict[tuple[str, str], list[WordPlace]]]:
    """Return the places of each fault, and the faults of each rule."""
    found: dict[WordRule, dict[tuple[str, str], list[WordPlace]]] = {}
    for rule, place, message, remedy in findings:
        found.setdefault(rule, {}).setdefault((message, remedy), []).append(place)
    return found


INDENTS: Final[dict[Kind, int]] = {"rule": 2, "fault": 4, "place": 6, "remedy": 6, "why": 4}


def text(audits: Sequence[Audited]) -> Iterator[str]:
    """Yield the lines of a report."""
    for kind, line in lines(audits):
        yield f"{' ' * INDENTS.get(kind, 0)}{line}"
    yield conclusion(audits)


def conclusion(audits: Sequence[Audited]) -> str:
    """Return how much was found in how many files."""
    number = sum(len(audited.findings) for audited in audits)
    if not number:
        return f"{counted(len(audits), 'file')} audited, no findings."
    return f"{counted(number, 'finding')} in {counted(len(audits), 'file')}."


def as_json(audits: Sequence[Audited]) -> dict[str, Any]:
    """Return every finding as dicts and lists."""
    return {
        "files": [
            {"file": file, "findings": [_finding(finding) for finding in findings]}
            for file, findings in audits
        ]
    }


def _finding(finding: Finding) -> dict[str, Any]:
    rule, place, message, remedy = finding
    return {
        "rule": rule.id,
        "name": rule.name,
        "message": message,
        "why": rule.why,
        "remedy": remedy,
        "authority": rule.authority,
        "place": {
            "part": place.part or "text",
            "headings": list(place.headings),
            "paragraph": place.paragraph or None,
            "text": place.text,
        },
    }
