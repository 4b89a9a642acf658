"""Who said each line of a job, and what was left out, replaced, included or chosen, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.compare.statements import statements
from jdgen.compare.titles import titles
from jdgen.compose.working_time import reckoned_of
from jdgen.formats.escaping import one_line, spaced
from jdgen.model.facts import CODES
from jdgen.names import folded
from jdgen.nearest import closest
from jdgen.problems import NotFound
from jdgen.tuples import NamedTuple
from jdgen.workspace.targets import find, job_of, lineage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.compare.statements import Statement
    from jdgen.compare.titles import Titles
    from jdgen.model.job import Edition, Job, LeftOut, Lineage
    from jdgen.model.text import Source
    from jdgen.workspace.inheritance import Library

FACTS = "facts"
"""The section under which facts are explained."""


class Event(NamedTuple):
    """Something that a line of a file did to a text, and the text that was there before, if any."""

    what: str
    by: Source | None
    before: str = ""
    before_at: Source | None = None


class ExplainedText(NamedTuple):
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


class Explanation(NamedTuple):
    """The texts of what a word names, and a remark where the word could mean something else too."""

    word: str
    title: str
    file: str
    texts: list[ExplainedText]
    remark: str = ""


def explain(library: Library, word: str, layout: str, edition: Edition) -> Explanation:
    """Return every text and then every fact of what a word names, under the titles of a layout.

    After each section's texts come those that were left out of it. Raises `NotFound` and
    `InvalidInput`.
    """
    target, remark = find(library, word)
    job = job_of(library, target, edition._replace(draft=True))
    of_job = None if target.kind == "family" else lineage(library, target)
    texts = list(_texts(job, titles(library.layout(layout), job), of_job))
    return Explanation(word, job.title.text, job.source.file, texts, remark)


def only(explanation: Explanation, wanted: str) -> Explanation:
    """Return the texts alone that an id names or that say a text, however it is written.

    Raises `NotFound`, which says what was probably meant.
    """
    text = folded(one_line(wanted))
    said = explanation.texts if text else []
    texts = [explained for explained in said if explained.id == wanted] or [
        explained
        for explained in said
        if text in folded(explained.text) or text == folded(explained.title)
    ]
    if texts:
        return explanation._replace(texts=texts)
    ids = list(dict.fromkeys(explained.id for explained in explanation.texts if explained.id))
    ids = [explained for explained in ids if "." not in explained]
    hint = "give its words"
    if meant := closest(wanted, ids):
        hint = f'did you mean "{meant}"?'
    elif ids:
        hint = f"give some of its words, or one of its ids, such as {', '.join(ids[:12])}"
    raise NotFound(f'{explanation.word} says no "{wanted}"; {hint}')


def _texts(job: Job, titles: Titles, of_job: Lineage | None) -> Iterator[ExplainedText]:
    """Yield the texts of a job; a family's own guide inherits nothing.

    What a lower layer says takes a fact's place, and level and grade are those that somebody chose.
    """
    printed: dict[str, list[Statement]] = {}
    for statement in statements(job, by="paragraph"):
        printed.setdefault(statement.section, []).append(statement)
    left_out: dict[str, list[LeftOut]] = {}
    for left in job.left_out:
        left_out.setdefault(left.section, []).append(left)
    for key in titles.in_order([*printed, *left_out]):
        for statement in printed.get(key, ()):
            yield _explained(statement, job, titles)
        for left in left_out.get(key, ()):
            yield ExplainedText(
                key,
                titles.section(key),
                left.id,
                "",
                one_line(left.passage.text),
                left.passage.source,
                (Event(left.reason, left.by),),
                is_printed=False,
            )
    yield from _facts(job, titles, of_job)


def _facts(job: Job, titles: Titles, of_job: Lineage | None) -> Iterator[ExplainedText]:
    layers = of_job.layers() if of_job else ()
    again = {"document.audience", "grade.minimum", "grade.maximum"} - {*titles.facts}
    again |= {name for name in job.facts if name.startswith(CODES)}  # its section says them
    for name in titles.facts_in_order({*job.facts} - job.edition.hidden - again):
        fact = job.facts[name]
        text = f"{titles.fact(name)}: {spaced(fact.text)}"
        above = [layer.facts[name] for layer in layers if name in layer.facts]
        events = [
            Event("in place of", None, spaced(other.text), other.source)
            for other in reversed(above)
            if other.source != fact.source
        ]
        if of_job:
            events += _choices(name, fact.source, of_job)
        yield ExplainedText(FACTS, "Facts", name, "", text, fact.source, tuple(events))


def _choices(name: str, source: Source, of_job: Lineage) -> Iterator[Event]:
    """Yield the lines that decide of which level, grade or manager a fact is."""
    role, vacancy = of_job.role, of_job.vacancy
    classification, grade = of_job.classification, of_job.own_grade
    topic = name.partition(".")[0]
    if topic in {"grade", "pay"} or (name == "post.salary" and source.layer == "organisation"):
        if linked := of_job.linked_grades:
            yield Event("linked grades said", linked[0].grade.source)
        elif grade:
            yield Event("grade chosen", grade.source)
        elif classification:
            yield Event("level chosen", classification.level.source)
    if topic == "pay" or (name == "post.salary" and source.layer == "organisation"):
        yield from (Event(f"worked out of {what}", said) for what, said in reckoned_of(of_job))
    if topic in {"level", "band"} and classification:
        yield Event("level chosen", classification.level.source)
    if name == "post.reports_to" and of_job.managers:
        local = next((post for post in (vacancy, role) if post and post.reports_to), None)
        if local and local.reports_to:
            yield Event("role named", local.reports_to.source)


def _explained(statement: Statement, job: Job, titles: Titles) -> ExplainedText:
    details = tuple((titles.detail(name), titles.say(word)) for name, word in statement.details)
    return ExplainedText(
        statement.section,
        titles.section(statement.section),
        statement.id,
        statement.group,
        statement.text,
        statement.passage.source,
        tuple(_events(statement, job)),
        is_heading=statement.form == "heading",
        details=details,
    )


def _events(statement: Statement, job: Job) -> Iterator[Event]:
    uses = [text.use.source for text in statement.passages if text.use]
    yield from (Event("clause named", at) for at in (statement.used_by, *uses) if at)
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
        state = f"is “{spaced(fact.text)}”" if fact else "is not said"
        yield Event(
            f"its condition holds, as {condition.fact.text} {state},", condition.fact.source
        )
        if fact:
            yield Event(f"{condition.fact.text} said", fact.source)
    if entry.optional and not entry.included_by:
        yield Event("printed in some roles only, which include it", None)
    anew = entry
    while anew.replaced:
        was = anew.replaced
        before = ": ".join(
            one_line(text)
            for text in (passage.text for passage in (was.label, was.passage) if passage)
            if text
        )
        yield Event("replaced", anew.replaced_by, before, was.passage.source)
        anew = was
