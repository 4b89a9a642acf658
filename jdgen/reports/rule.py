"""A rule: what it looks for, why, who says so, and what to do, as text and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.rules.catalogue import Rule

_KINDS: Final = {
    "warning": "A warning: shown by jdgen check and after jdgen build; check --strict fails on it.",
    "advice": "Advice: shown by jdgen check --advice.",
}
_NOT_READ: Final = "not read again for this rule"


def text(rule: Rule) -> Iterator[str]:
    """Yield what a rule is in paragraphs."""
    yield f"{rule.id}: {rule.title}"
    yield ""
    yield _KINDS[rule.kind]
    yield ""
    yield f"Why: {rule.why}"
    yield f"What to do: {rule.remedy}."
    for authority in rule.authority:
        read = f"read {authority.read}" if authority.read else _NOT_READ
        yield f"Who says so: {authority.name}. {authority.address} ({read})"
    if rule.fails:
        yield f"It finds: {rule.fails}"
        yield f"It does not find: {rule.passes}"
    waiver = f'waive: [{{rule: {rule.id}, reason: "…"}}]'
    yield f"Where it does not hold, write in the entry, or at the top of its file: {waiver}"
    yield ""
    yield "This is a prompt for whoever agrees the job. It is no advice in law."


def as_json(rule: Rule) -> dict[str, Any]:
    """Return what a rule is as dicts and lists."""
    return {
        "id": rule.id,
        "kind": rule.kind,
        "title": rule.title,
        "in": rule.where,
        "why": rule.why,
        "remedy": rule.remedy,
        "authority": [
            {"name": each.name, "address": each.address, "read": each.read or None}
            for each in rule.authority
        ],
        "fails": rule.fails or None,
        "passes": rule.passes or None,
    }
