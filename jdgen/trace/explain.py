"""Who said each line of a job, and what was left out, replaced, included or chosen, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jdgen.compare.statements import statements
from jdgen.compose.policy import linked_in
from jdgen.formats.escaping import one_line
from jdgen.model.facts import EVALUATION_FACTS
from jdgen.names import folded
from jdgen.problems import Location, closest
from jdgen.reports.comparison_json import source_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.compare.statements import Statement
    from jdgen.compare.titles import Titles
    from jdgen.model.job import Job, LeftOut, Lineage
    from jdgen.model.text import Source


class Event(NamedTuple):
    """Something that a line of a file did to a text, and the text that was there before, if any."""

    what: str
    by: Source | None
    before: str = ""
    before_at: Source | None = None


class Explained(NamedTuple):
    """One text of a job: where it stands, what it says, who said it, and what was done to it.

    One that is not printed was left out. `details` is what else is said of it, as data.
    """

    section: str
    title: str
    id: str
    heading: str
    text: str
    source: Source
    events: tuple[Event, ...] = ()
    is_printed: bool = True
    is_heading: bool = False
    details: tuple[tuple[str, str], ...] = ()


FACTS = "facts"
"""The section under which facts are explained."""


def explain(job: Job, titles: Titles, of_job: Lineage | None = None) -> list[Explained]:
    """Return every fact and line of a job, and after each section's what was left out of it.

    `of_job` is what the job inherits: what a lower layer says takes a fact's place, and its level
    and grade are those that somebody chose. A family's own guide inherits nothing.
    """
    made = list(_facts(job, titles, of_job))
    said: dict[str, list[Statement]] = {}
    for statement in statements(job, by="paragraph"):
        said.setdefault(statement.section, []).append(statement)
    left_out: dict[str, list[LeftOut]] = {}
    for left in job.left_out:
        left_out.setdefault(left.section, []).append(left)
    for key in titles.in_order([*said, *left_out]):
        title = titles.section(key)
        made += (_explained(statement, title, job, titles) for statement in said.get(key, ()))
        made += (
            Explained(
                key,
                title,
                left.id,
                "",
                one_line(left.passage.text),
                left.passage.source,
                (Event(left.reason, left.by),),
                is_printed=False,
            )
            for left in left_out.get(key, ())
        )
    return made


def matching(explained: Sequence[Explained], wanted: str) -> list[Explained]:
    """Return those that an id names or that say a text, however it is written."""
    by_id = [each for each in explained if each.id == wanted]
    if by_id:
        return by_id
    text = folded(one_line(wanted))
    return [each for each in explained if text in folded(each.text) or text == folded(each.title)]


def suggestion(explained: Sequence[Explained], wanted: str) -> str:
    """Say what was probably meant by an item that isn't there."""
    ids = list(dict.fromkeys(each.id for each in explained if each.id and "." not in each.id))
    if meant := closest(wanted, ids):
        return f'did you mean "{meant}"?'
    some = ", ".join(ids[:12])
    return (
        f"give some of its words, or one of its ids, such as {some}" if some else "give its words"
    )


def place(source: Source) -> str:
    """Return a source as text: the layer, and the file and line."""
    return f"{source.layer}, {Location(*source[1:])}"


def explained_data(explained: Explained) -> dict[str, Any]:
    """Return an explained text as dicts and lists."""
    return {
        "section": explained.section,
        "title": explained.title,
        "id": explained.id or None,
        "heading": explained.heading or None,
        "text": explained.text,
        "printed": explained.is_printed,
        "details": dict(explained.details),
        "source": source_data(explained.source),
        "events": [
            {
                "what": event.what,
                "by": source_data(event.by) if event.by else None,
                "before": event.before or None,
                "before_at": source_data(event.before_at) if event.before_at else None,
            }
            for event in explained.events
        ],
    }


def event_text(event: Event) -> str:
    """Return what was done to a text, and where, in a line."""
    what = f"{event.what}, set" if event.what == "condition not met" else event.what
    said = f"{what} by {place(event.by)}" if event.by else what
    if not event.before_at:
        return said
    joined = f"{said}; before:" if event.by else said
    return f"{joined} “{event.before}” ({place(event.before_at)})"


def _facts(job: Job, titles: Titles, of_job: Lineage | None) -> Iterator[Explained]:
    hidden = set() if job.edition.audience == "evaluation" else set(EVALUATION_FACTS)
    layers = of_job.layers() if of_job else ()
    for name in titles.facts_in_order({*job.facts} - hidden - {"document.audience"}):
        fact = job.facts[name]
        text = f"{titles.fact(name)}: {one_line(fact.text)}"
        above = [layer.facts[name] for layer in layers if name in layer.facts]
        events = [
            Event("in place of", None, one_line(other.text), other.source)
            for other in reversed(above)
            if other.source != fact.source
        ]
        if of_job:
            events += _choices(name, fact.source, of_job)
        yield Explained(FACTS, "Facts", name, "", text, fact.source, tuple(events))


def _choices(name: str, source: Source, of_job: Lineage) -> Iterator[Event]:
    """Go through the lines that decide of which level, grade or manager a fact is."""
    role, vacancy = of_job.role, of_job.vacancy
    placing = role.placing if role else vacancy.placing if vacancy else None
    topic = name.partition(".")[0]
    if topic == "grade" or (name == "post.salary" and source.layer == "organisation"):
        grade = (vacancy.grade if vacancy else None) or (placing.grade if placing else None)
        linked = [each.grade for each in linked_in(of_job.layers())]
        if linked:
            yield Event("linked grades said", linked[0].source)
        elif grade:
            yield Event("grade chosen", grade.source)
        elif placing:
            yield Event("level chosen", placing.level.source)
    if topic in {"level", "band"} and placing:
        yield Event("level chosen", placing.level.source)
    if name == "post.reports_to" and of_job.managers:
        local = next((post for post in (vacancy, role) if post and post.reports_to), None)
        if local and local.reports_to:
            yield Event("role named", local.reports_to.source)


def _explained(statement: Statement, title: str, job: Job, titles: Titles) -> Explained:
    details = tuple((titles.detail(name), titles.say(said)) for name, said in statement.details)
    return Explained(
        statement.section,
        title,
        statement.id,
        statement.group,
        statement.text,
        statement.passage.source,
        tuple(_events(statement, job)),
        is_heading=statement.form == "heading",
        details=details,
    )


def _events(statement: Statement, job: Job) -> Iterator[Event]:
    if statement.used_by:
        yield Event("clause named", statement.used_by)
    if statement.chosen_by:
        yield Event("chosen", statement.chosen_by)
    entry = statement.entry
    if entry is None:
        return
    if entry.used_by:
        yield Event("named", entry.used_by)
    if entry.included_by:
        yield Event("included", entry.included_by)
    for condition in entry.when:
        fact = job.facts.get(condition.fact.text)
        said = f"is “{one_line(fact.text)}”" if fact else "is not said"
        yield Event(f"its condition holds, as {condition.fact.text} {said},", condition.fact.source)
        if fact:
            yield Event(f"{condition.fact.text} said", fact.source)
    if entry.optional and not entry.included_by:
        yield Event("printed in some roles only, which include it", None)
    anew = entry
    while anew.replaced:
        was = anew.replaced
        before = ": ".join(one_line(text) for text in (was.label, was.passage.text) if text)
        yield Event("replaced", anew.replaced_by, before, was.passage.source)
        anew = was


def plain_explained(explained: Sequence[Explained]) -> Iterator[str]:
    """Go through the lines of an explanation as plain text: each text, and below it who said it."""
    section = ""
    for each in explained:
        if each.title != section:
            if section:
                yield ""
            section = each.title
            yield section
        yield f"  {text_of(each)}"
        yield f"    {place(each.source)}{f', id {each.id}' if each.id else ''}"
        yield from (f"    {name}: {said}" for name, said in each.details)
        yield from (f"    {event_text(event)}" for event in each.events)


def text_of(each: Explained) -> str:
    """Return what an explained text says, and whether it is a heading or isn't printed."""
    if not each.is_printed:
        return f"(not printed) {each.text}"
    return f"(heading) {each.text}" if each.is_heading else each.text
