"""What an id is of and what it reaches, as plain text and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.trace.where_used import Usage, Use


def text(usages: Sequence[Usage]) -> Iterator[str]:
    """Yield the lines of an answer as plain text."""
    for number, usage in enumerate(usages):
        if number:
            yield ""
        [first, *more] = usage.said_at or ("",)
        yield f"{usage.kind} {usage.id}{f', said at {first}' if first else ''}"
        yield from (f"  and at {place}" for place in more)
        yield _reach(usage)
        every = [use for uses in usage.uses.values() for use in uses]
        every.sort(key=lambda use: use.is_left_out)
        ways = dict.fromkeys(use.how for use in every)
        for how in ways:
            yield f"  {how}"
            for kind, uses in usage.uses.items():
                if names := _names([use for use in uses if use.how == how], uses):
                    yield f"      {counted(len(names), kind)}: {', '.join(names)}"
        for place in usage.named_at:
            if not any(f"{place}," in f"{how}," for how in ways):
                yield f"  named at {place}, which reaches nothing"


def _names(wanted: Iterable[Use], uses: Iterable[Use]) -> list[str]:
    """Return what uses are of, with its file where something else is called the same."""
    files: dict[str, set[str]] = {}
    for use in uses:
        files.setdefault(use.target, set()).add(use.file)
    named = (
        f"{use.target} ({use.file})" if len(files[use.target]) > 1 else use.target for use in wanted
    )
    return list(dict.fromkeys(named))


def _reach(usage: Usage) -> str:
    reached = f"It reaches {_posts(usage, is_left_out=False) or 'nothing'}"
    left_out = _posts(usage, is_left_out=True)
    verb = "leaves" if left_out.startswith("1 ") and " and " not in left_out else "leave"
    return f"{reached}; {left_out} {verb} it out." if left_out else f"{reached}."


def _posts(usage: Usage, *, is_left_out: bool) -> str:
    """Return how many families, levels, roles, vacancies and layouts print or leave out a thing."""
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
            "named_at": list(usage.named_at),
            "families": [use._asdict() for use in usage.uses["family"]],
            "levels": [use._asdict() for use in usage.uses["level"]],
            "roles": [use._asdict() for use in usage.uses["role"]],
            "vacancies": [use._asdict() for use in usage.uses["vacancy"]],
            "layouts": [use._asdict() for use in usage.uses["layout"]],
        }
        for usage in usages
    ]
