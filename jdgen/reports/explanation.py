"""Who said each line of a job, as plain text and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jdgen.reports import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.model.text import Source
    from jdgen.trace.explain import Event, ExplainedText, Explanation


def text(explanation: Explanation) -> Iterator[str]:
    """Yield the lines of an explanation as plain text: each text, and below it who said it."""
    section = ""
    for explained in explanation.texts:
        if explained.title != section:
            if section:
                yield ""
            section = explained.title
            yield section
        yield f"  {words(explained)}"
        yield f"    {_place(explained.source)}{f', id {explained.id}' if explained.id else ''}"
        yield from (f"    {name}: {detail}" for name, detail in explained.details)
        yield from (f"    {_event(event)}" for event in explained.events)


def words(explained: ExplainedText) -> str:
    """Return what an explained text says, and whether it is a heading or isn't printed."""
    if not explained.is_printed:
        return f"(not printed) {explained.text}"
    return f"(heading) {explained.text}" if explained.is_heading else explained.text


def _place(source: Source) -> str:
    """Return the layer that said a text, and the file and line."""
    return f"{source.layer}, {source.place}"


def because(source: Source) -> str:
    """Return the reason that a change gives for itself, if any."""
    return f", because: {source.reason}" if source.reason else ""


def _event(event: Event) -> str:
    """Return what was done to a text, and where, in a line."""
    what = f"{event.what}, set" if event.what == "condition not met" else event.what
    if event.by:
        what = f"{what} by {_place(event.by)}{because(event.by)}"
    if not event.before_at:
        return what
    return f"{what}{'; before:' * bool(event.by)} “{event.before}” ({_place(event.before_at)})"


def as_json(explanation: Explanation) -> list[dict[str, Any]]:
    """Return the explained texts as dicts and lists."""
    return [
        {
            "section": explained.section,
            "title": explained.title,
            "id": explained.id or None,
            "heading": explained.heading or None,
            "text": explained.text,
            "printed": explained.is_printed,
            "details": dict(explained.details),
            "source": sources.as_json(explained.source),
            "events": [_event_json(event) for event in explained.events],
        }
        for explained in explanation.texts
    ]


def _event_json(event: Event) -> dict[str, Any]:
    return {
        "what": event.what,
        "by": sources.as_json(event.by),
        **({"reason": event.by.reason} if event.by and event.by.reason else {}),
        "before": event.before or None,
        "before_at": sources.as_json(event.before_at),
    }
