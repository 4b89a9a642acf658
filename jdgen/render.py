"""Layout and job to Markdown text, one text a document."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from jdgen.escaping import escape_pipes, one_line, paragraphs
from jdgen.facts import KNOWN_FACTS, Facts, fact_field, location, suggest_fact
from jdgen.model import PERSON_SPECIFICATION, Alternatives, Listing, Prose
from jdgen.problems import InvalidInput, Location, Problem, closest, shown
from jdgen.templating import TemplateFailure, environment, load_template, render_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import jinja2

    from jdgen.layout import DocumentKind, Layout, Numbering, SectionPlace, Subject
    from jdgen.model import Content, Criterion, Group, Item, Job, Passage


class ItemView(NamedTuple):
    """What a template sees of an entry, which has no number (0) in a bulleted list.

    An entry of a level's profile may hold in some roles only.
    """

    number: int
    label: str
    text: str
    in_some_roles: bool


class CriterionView(NamedTuple):
    """What a template sees of a criterion; the importance is `essential` or `desirable`."""

    label: str
    text: str
    importance: str
    methods: list[str]
    codes: list[str]
    standard: str


class GroupView(NamedTuple):
    """What a template sees of a group or category."""

    heading: str
    entries: list[Any]


class SectionView(NamedTuple):
    """What a template sees of a section; all but one of the last four are empty."""

    id: str
    title: str
    lead_in: str
    paragraphs: Sequence[str] = ()
    alternatives: Sequence[Sequence[str]] = ()
    groups: Sequence[GroupView] = ()
    categories: Sequence[GroupView] = ()


class Rendered(NamedTuple):
    """One document's Markdown."""

    kind: str
    markdown: str


def render(job: Job, layout: Layout) -> list[Rendered]:
    """Render the job in every document that the layout has for a post, or for a level.

    Raises `InvalidInput` where the layout doesn't show what the job says, or lacks what the job
    needs; nothing that a layer said is dropped in silence.
    """
    kinds = _kinds(job, layout)
    return [
        Rendered(kind.id, _markdown(layout, kind, view))
        for kind, view in zip(kinds, views(job, layout), strict=True)
    ]


def views(job: Job, layout: Layout) -> list[dict[str, Any]]:
    """Return what the template of each document sees; raises as `render` does."""
    kinds = _kinds(job, layout)
    if not kinds:
        return []
    problems: list[Problem] = []
    facts = Facts({}, problems, vacancy=job.vacancy, filled=job.facts)
    _check_shown(job, layout, kinds, problems)
    made = [_document(job, layout, kind, facts, problems) for kind in kinds]
    if problems:
        raise InvalidInput(problems)
    return made


def _kinds(job: Job, layout: Layout) -> list[DocumentKind]:
    subject: Subject = "post" if job.is_post else "level"
    kinds = [kind for kind in layout.documents if kind.subject == subject]
    if not kinds and job.is_post:
        raise InvalidInput(
            [
                Problem(
                    Location(layout.file),
                    f'the layout "{layout.name}" has no document for a post',
                    "add one without subject: level, or choose another layout",
                    "no-document",
                )
            ]
        )
    return kinds


def _check_shown(
    job: Job, layout: Layout, kinds: Sequence[DocumentKind], problems: list[Problem]
) -> None:
    shown = dict.fromkeys(place.id.text for kind in kinds for place in kind.sections)
    sources = {key: section.source for key, section in job.sections.items()}
    if job.criteria:
        sources[PERSON_SPECIFICATION] = job.criteria[0].heading.source
    problems += (
        Problem(
            location(source),
            f'the layout "{layout.name}" does not show the section "{key}"',
            _where_to_show(key, shown, layout),
            "undeclared-section",
        )
        for key, source in sources.items()
        if key not in shown
    )


def _where_to_show(section: str, shown: Iterable[str], layout: Layout) -> str:
    meant = closest(section, shown)
    return (
        f'did you mean "{meant}"? If not, add it to {layout.file}'
        if meant
        else f"add it to a document of {layout.file}"
    )


def _document(
    job: Job, layout: Layout, kind: DocumentKind, facts: Facts, problems: list[Problem]
) -> dict[str, Any]:
    header = []
    for row in kind.header:
        name = row.fact.text
        if name in job.facts:
            header.append((row.label, one_line(job.facts[name].text)))
        elif name not in KNOWN_FACTS:
            problems.append(
                Problem(
                    location(row.fact.source),
                    f'unknown fact "{name}"',
                    suggest_fact(name, KNOWN_FACTS.union(job.facts)),
                    "unknown-fact",
                )
            )
        elif row.required and job.vacancy:
            field = fact_field(name)
            problems.append(
                Problem(
                    location(job.source),
                    f'the layout "{layout.name}" needs the fact "{name}", which nobody says',
                    f"add {field}: … to the vacancy or its role",
                    "missing-fact",
                )
            )
    sections = []
    for place in kind.sections:
        content = job.sections.get(place.id.text)
        is_criteria = place.id.text == PERSON_SPECIFICATION
        if content or (is_criteria and job.criteria):
            sections.append(_section(place, content.content if content else None, job, facts))
        elif place.required and job.vacancy:
            problems.append(
                Problem(
                    location(job.source),
                    f'the layout "{layout.name}" needs the section "{place.id.text}"',
                    "add it to the vacancy, its role or its level"
                    if not is_criteria
                    else "add person_specification: to the vacancy or its role",
                    "missing-section",
                )
            )
    return {
        "title": job.title,
        "kind": kind.title,
        "header": header,
        "sections": sections,
        "scale": [(step.title, facts.fill(step.passage).text) for step in job.scale],
        "labels": layout.labels,
        "language": job.language,
    }


def _section(place: SectionPlace, content: Content | None, job: Job, facts: Facts) -> SectionView:
    view = SectionView(
        place.id.text,
        facts.fill(place.title).text,
        facts.fill(place.lead_in).text if place.lead_in else "",
    )
    match content:
        case Prose(passages):
            lines = [line for passage in passages for line in _paragraphs(passage)]
            return view._replace(paragraphs=lines)
        case Listing(groups):
            return view._replace(groups=list(_groups(groups, job, place.numbering)))
        case Alternatives(options):
            return view._replace(alternatives=[_paragraphs(option.passage) for option in options])
    return view._replace(categories=[_category(group, job) for group in job.criteria])


def _paragraphs(passage: Passage) -> list[str]:
    return [_text(passage._replace(text=line)) for line in paragraphs(passage.text)]


def _text(passage: Passage) -> str:
    if passage.markdown:
        return Markup(escape_pipes(one_line(passage.text)))  # noqa: S704 - checked when it was read
    return passage.text


def _groups(groups: Iterable[Group[Item]], job: Job, numbering: Numbering) -> Iterator[GroupView]:
    """Go through the groups; numbers run on from one group to the next, and are all different."""
    number = 0
    for group in groups:
        entries = []
        for entry in group.entries:
            number += numbering == "numbers"
            in_some_roles = entry.optional and not job.is_post
            entries.append(ItemView(number, entry.label, _text(entry.passage), in_some_roles))
        yield GroupView(group.heading.text, entries)


def _category(group: Group[Criterion], job: Job) -> GroupView:
    titles = {step.id: step.title for step in job.scale}
    rows = [
        CriterionView(
            criterion.label,
            _text(criterion.passage),
            criterion.importance,
            [job.methods[method.text] for method in criterion.methods],
            [method.text for method in criterion.methods],
            titles[criterion.standard.text] if criterion.standard else "",
        )
        for criterion in group.entries
    ]
    return GroupView(group.heading.text, rows)


@lru_cache(maxsize=8)
def _environment(folder: Path) -> jinja2.Environment:
    return environment(folder, (SectionView, GroupView, ItemView, CriterionView))


def check_templates(layout: Layout) -> None:
    """Compile every template of the layout; raise `InvalidInput` where one can't be."""
    for kind in layout.documents:
        with _naming(kind):
            load_template(_environment(layout.folder.parent), _name(layout, kind))


def _markdown(layout: Layout, kind: DocumentKind, view: dict[str, Any]) -> str:
    """Render one document; however airy the template, one blank line stands between blocks."""
    with _naming(kind):
        text = render_template(_environment(layout.folder.parent), _name(layout, kind), view)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _name(layout: Layout, kind: DocumentKind) -> str:
    return f"{layout.name}/{kind.template.text}"


@contextmanager
def _naming(kind: DocumentKind) -> Iterator[None]:
    """Name the template's file and line where it fails, or the layout's where it isn't there."""
    try:
        yield
    except TemplateFailure as failure:
        place = location(kind.template.source)
        if failure.file:
            place = Location(shown(Path(failure.file)), failure.line)
        message = f"the template fails: {failure}"
        problem = Problem(place, message, "mend the template", "template")
        raise InvalidInput([problem]) from None
