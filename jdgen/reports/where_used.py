"""What an id is of and what it reaches, as plain text and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.trace.where_used import Usage


def text(usages: Sequence[Usage]) -> Iterator[str]:
    """Yield the lines of an answer as plain text."""
    for number, usage in enumerate(usages):
        if number:
            yield ""
        [first, *more] = usage.said_at or ("",)
        yield f"{usage.kind} {usage.id}{f', said at {first}' if first else ''}"
        yield from (f"  and at {place}" for place in more)
        yield _reach(usage)
        for kind, uses in usage.uses.items():
            for use in uses:
                yield f"  {kind} {use.target}, {use.title} ({use.file}): {use.how}"


def _reach(usage: Usage) -> str:
    reached = f"It reaches {_posts(usage, is_left_out=False) or 'no level, role or vacancy'}"
    left_out = _posts(usage, is_left_out=True)
    verb = "leaves" if left_out.startswith("1 ") and " and " not in left_out else "leave"
    return f"{reached}; {left_out} {verb} it out." if left_out else f"{reached}."


def _posts(usage: Usage, *, is_left_out: bool) -> str:
    """Return how many levels, roles and vacancies print a thing, or leave it out."""
    numbers = {
        kind: len({use.file for use in uses if use.is_left_out == is_left_out})
        for kind, uses in usage.uses.items()
    }
    *most, last = [counted(number, kind) for kind, number in numbers.items() if number] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def as_json(usages: Sequence[Usage]) -> list[dict[str, Any]]:
    """Return an answer as dicts and lists."""
    return [
        {
            "kind": usage.kind,
            "id": usage.id,
            "said_at": list(usage.said_at),
            "levels": [use._asdict() for use in usage.uses["level"]],
            "roles": [use._asdict() for use in usage.uses["role"]],
            "vacancies": [use._asdict() for use in usage.uses["vacancy"]],
        }
        for usage in usages
    ]
