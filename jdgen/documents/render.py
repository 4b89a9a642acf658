"""Layout and job to Markdown text, one text a document."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from jdgen.compose.clauses import ClauseTexts
from jdgen.compose.conditions import Conditions
from jdgen.compose.placeholders import Facts
from jdgen.documents.coverage import check_left_out, rows_of, texts_of
from jdgen.documents.sections import TO_SIGN, Sections
from jdgen.documents.template import TemplateFailure, environment, load_template, render_template
from jdgen.documents.views import VIEWS, as_mark, like, printed, together
from jdgen.documents.word_limits import check_limit
from jdgen.formats.escaping import one_line
from jdgen.model.facts import EVALUATION_FACTS, KNOWN_FACTS
from jdgen.model.layout import SectionStyle
from jdgen.model.meanings import meant_by
from jdgen.model.section import CODES, DERIVED, EVALUATION, SIGN_OFF, STRUCTURE, UNPLACED
from jdgen.model.text import Passage, facts_in
from jdgen.nearest import closest
from jdgen.problems import InvalidInput, Problems, refused
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    import jinja2

    from jdgen.documents.views import SectionView
    from jdgen.model.job import Audience, Job, Subject
    from jdgen.model.layout import DocumentKind, Layout
    from jdgen.problems import Naming


BAND_TITLE: Final = "band.title"
_SHOWN_OR_NOT: Final = DERIVED | {EVALUATION, CODES, UNPLACED}
"""Sections that no layout need show."""

MARKING: Final = "post.marking"


class Rendered(NamedTuple):
    """One document's Markdown, and the texts in it that nobody has translated.

    `name` is what it is called where its title is the job's alone, for which a `subtitle` stands;
    `signed` is the title of the section in which it is signed on lines.
    """

    kind: str
    markdown: str
    foreign: tuple[Passage, ...] = ()
    name: str = ""
    subtitle: str = ""
    has_key_facts: bool = False
    signed: str = ""


def render(
    job: Job,
    layout: Layout,
    *,
    only: frozenset[str] | None = None,
    through: bool = False,
    within: DocumentKind | None = None,
) -> list[Rendered]:
    """Render the job in every document that the layout has for it and for the edition's audience.

    `only` names the documents wanted, whatever their audience; the numbers of their sections may go
    on `through` several. Those `within` another have no subtitle where that has one, and repeat no
    facts of its top or of each other's. Raises `InvalidInput` where the
    layout doesn't show what the job says, or lacks what the job needs; nothing that a layer said is
    dropped in silence.
    """
    return [
        Rendered(
            kind.id,
            _markdown(layout, kind, view),
            tuple(foreign),
            view["name"],
            view["subtitle"],
            bool(view["key_facts"]),
            _signed(view["sections"], layout),
        )
        for kind, view, foreign in _views(
            job, layout, kinds_for(job, layout, only), through=through, within=within
        )
    ]


def _signed(sections: Iterable[SectionView], layout: Layout) -> str:
    """Return the title of the section in which a document is signed on lines."""
    if TO_SIGN not in layout.labels:
        return ""
    return next((section.title for section in sections if section.id == SIGN_OFF), "")


def views(job: Job, layout: Layout) -> list[dict[str, Any]]:
    """Return what the template of each document sees; raises as `render` does."""
    return [view for _, view, _ in _views(job, layout, kinds_for(job, layout))]


def has_documents(layout: Layout, subject: Subject, audience: Audience | None = None) -> bool:
    """Return whether a layout has any document of a subject, for an audience or for any."""
    return any(
        subject in kind.subjects and audience in {None, kind.audience} for kind in layout.documents
    )


def as_advertised(job: Job, layout: Layout) -> Job:
    """Return a role's job as one of a vacancy's, where a layout has no documents for roles."""
    if job.subject == "role" and not has_documents(layout, "role", job.edition.audience):
        return job._replace(subject="post")
    return job


def kinds_for(job: Job, layout: Layout, only: frozenset[str] | None = None) -> list[DocumentKind]:
    """Return the layout's documents for a job; raise `InvalidInput` where it has none."""
    about = [kind for kind in layout.documents if job.subject in kind.subjects]
    if only is not None:
        return [kind for kind in about if kind.id in only]
    kinds = [kind for kind in about if kind.audience == job.edition.audience]
    if not kinds:
        raise _no_document(job, layout, has_others=bool(about))
    return kinds


def _no_document(job: Job, layout: Layout, *, has_others: bool) -> InvalidInput:
    audience, subject = job.edition.audience, job.subject
    message = f'the layout "{layout.name}" has no document for a {subject}'
    hint = f"add one with subject: {subject}, or choose another layout"
    if subject == "role":
        hint = (
            "add --layout with one that has some, write subject: [post, role] for those that roles"
            " are to have too, or build a vacancy that names the role"
        )
    if has_others:
        message = f'{message} and the audience "{audience}"'
        hint = f"add one with audience: {audience}, or choose another audience or layout"
    return refused(layout, message, hint, "no-document")


def _views(
    job: Job,
    layout: Layout,
    kinds: Sequence[DocumentKind],
    *,
    through: bool = False,
    within: DocumentKind | None = None,
) -> list[tuple[DocumentKind, dict[str, Any], list[Passage]]]:
    problems = Problems()
    facts = Facts(
        {},
        problems,
        said_for=job.source.file if job.vacancy or not job.edition.draft else "",
        of_level=not job.is_post,
        draft=job.edition.draft,
        evaluation=EVALUATION_FACTS if job.edition.audience == "evaluation" else layout.public,
        filled=job.facts,
        own=job.setting.own_facts,
    )
    facts.clauses = ClauseTexts(job.clauses, Conditions(facts, problems), problems)
    check_shown(job, layout, problems)
    if within and within.subtitle:
        kinds = _untold(kinds, within) if job.is_post else kinds
        kinds = [kind._replace(subtitle=None) for kind in kinds]
    if kinds and UNPLACED in job.sections:
        kinds = [*kinds[:-1], _with_unplaced(kinds[-1], layout)]
    documents = [
        (kind, *_document(job, layout, kind, facts, problems, through=through)) for kind in kinds
    ]
    problems.raise_any()
    empty = {kind.id for kind, view, _ in documents if _is_empty(view, kind)}
    left_out = {kind.id for kind in kinds if kind.optional and len(empty) < len(kinds)} & empty
    if not job.edition.draft:
        for kind in kinds:
            if kind.id in empty - left_out:
                _refuse_empty(kind, job, layout, problems)
    problems.raise_any()
    return [document for document in documents if document[0].id not in left_out]


def _untold(kinds: Iterable[DocumentKind], within: DocumentKind) -> list[DocumentKind]:
    """Return kinds of document without the facts at their tops that were told above them."""
    told = {row.fact.text for row in within.header if row.fact}
    untold = []
    for kind in kinds:
        rows = tuple(row for row in kind.header if not (row.fact and row.fact.text in told))
        told |= {row.fact.text for row in rows if row.fact}
        untold.append(kind._replace(header=rows))
    return untold


def _with_unplaced(kind: DocumentKind, layout: Layout) -> DocumentKind:
    """Return a kind of document with what nobody has placed yet as its last section."""
    title = layout.labels.get(UNPLACED) or Passage("Still to be placed", kind.template.source)
    style = SectionStyle(Passage(UNPLACED, kind.template.source), title)
    return kind._replace(sections=(*kind.sections, style))


def _is_empty(view: dict[str, Any], kind: DocumentKind) -> bool:
    """Return whether a document would hold nothing but its title."""
    return not (view["sections"] or view["header"] or kind.parts)


def _refuse_empty(kind: DocumentKind, job: Job, layout: Layout, problems: Problems) -> None:
    problems.refuse(
        job.source,
        f'the document "{kind.id}" of the layout "{layout.name}" would hold nothing but its title',
        "write one of its sections, or add optional: true to the document in the layout",
        "empty-document",
    )


def check_shown(job: Job, layout: Layout, problems: Problems) -> None:
    """Refuse what a job says and no document of the layout shows."""
    kinds = [kind for kind in layout.documents if not {*kind.subjects}.isdisjoint(job.shown_as)]
    if job.subject == "level" and not kinds:
        return
    styles = [style for kind in kinds for style in kind.sections]
    sections = dict.fromkeys(style.id.text for style in styles)
    sources = {key: section.source for key, section in job.sections.items()}
    for key, source in sources.items():
        if key not in sections and key not in _SHOWN_OR_NOT:
            message = f'the layout "{layout.name}" does not show the section "{key}"'
            hint = _where_to_show(key, sections, layout)
            problems.refuse(source, message, hint, "undeclared-section")
    if layout.leaves_out:
        check_left_out(layout, KNOWN_FACTS.union(job.facts, job.setting.own_facts), problems)
    _refuse_unnamed_bands(job, layout, kinds, problems)
    for name in _unshown(job, layout, kinds, sections) if job.local else ():
        message = f'the layout "{layout.name}" does not show the fact "{name}"'
        hint = f"add it to a document of {layout.place.file}, or to the facts that it leaves_out"
        problems.refuse(job.facts[name].source, message, hint, "undeclared-fact")


def _refuse_unnamed_bands(
    job: Job, layout: Layout, kinds: Sequence[DocumentKind], problems: Problems
) -> None:
    """Refuse names of bands that stand over none, as every document words its headings without."""
    patterns = [kind.bands.heading for kind in kinds]
    are_shown = any(not text or BAND_TITLE in facts_in(text.text) for text in patterns)
    if are_shown or any(fact.text == BAND_TITLE for fact in layout.leaves_out):
        return
    for said in job.bands.values():
        if title := said.get(BAND_TITLE):
            message = f'the layout "{layout.name}" doesn\'t show the name of this band'
            hint = f"add {{{{ {BAND_TITLE} }}}} to the heading of bands: in {layout.place.file}"
            problems.refuse(title.source, message, hint, "undeclared-fact")
            return


def _unshown(
    job: Job, layout: Layout, kinds: Sequence[DocumentKind], sections: Container[str]
) -> list[str]:
    """Return the facts that a post says and that none of these documents shows."""
    facts = {row.fact.text for kind in kinds for row in rows_of(kind) if row.fact}
    facts |= {left_out.text for left_out in layout.leaves_out}
    facts |= {name for key, names in job.named.items() if key in sections for name in names}
    if STRUCTURE in sections and STRUCTURE in job.sections:
        facts |= {"post.reports_to", "post.responsible_for"}
    if kinds:
        facts.add(MARKING)  # it stands at the top of each
    unshown = job.local - facts
    if unshown:  # as few are, which their texts may still say
        unshown -= {
            name for kind in kinds for text in texts_of(kind) for name in facts_in(text.text)
        }
    return sorted(unshown)


def _where_to_show(section: str, shown_sections: Iterable[str], layout: Layout) -> str:
    sections = list(shown_sections)
    meaning = meant_by(section)
    if meaning and meaning.kind == "sections" and meaning.name in sections:
        meant: str | None = meaning.name
    else:
        meant = closest(section, sections)
    return (
        f'did you mean "{meant}"? If not, add it to {layout.place.file}'
        if meant
        else f"add it to a document of {layout.place.file}"
    )


def _document(
    job: Job,
    layout: Layout,
    kind: DocumentKind,
    facts: Facts,
    problems: Problems,
    *,
    through: bool,
) -> tuple[dict[str, Any], list[Passage]]:
    sections = Sections(job, layout, facts, problems)
    title, of_kind = printed(job.title), sections.noted(facts.fill(kind.title))
    subtitle = sections.line(facts.fill(kind.subtitle)) if kind.subtitle else ""
    name = ""
    if kind.heading:
        heading = sections.noted(facts.fill(kind.heading))
    else:
        in_heading = sections.noted(facts.fill(kind.in_heading)) if kind.in_heading else ""
        common = job.setting.wording.common
        job_title = sections.noted(job.title)
        title_before = sections.before(like(job_title, one_line(job_title)))
        heading = together([title_before, _in_heading(in_heading or of_kind, common)])
        if kind.subtitle:
            name, heading = heading, sections.noted(job.title)
    marking = sections.apart(map(sections.line, _markings(job, layout, kind, facts)))
    if marking:
        sections.label("marking")
    if kind.contents:
        sections.label("contents")
    section_views = sections.views(kind, through=through)
    by_id = {style.id.text: style for style in kind.sections}
    for section in section_views:
        if section.id not in by_id:  # a band, or a place for parts
            continue
        content = job.sections.get(section.id)
        source = content.source if content else job.source
        check_limit(section, by_id[section.id], layout, source, problems)
    header = sections.rows(kind.header)
    view = {
        "title": title,
        "kind": of_kind,
        "heading": heading,
        "name": name,
        "subtitle": subtitle,
        "marking": marking,
        "draft": sections.label("draft") if job.edition.marked else "",
        "header": header,
        "key_facts": sections.key_facts(kind.header) if kind.header_as == "list" else (),
        "this": sections.head() if header and kind.header_as == "table" else "",
        "sections": section_views,
        "colon": as_mark(job.setting.wording.colon),
        "labels": {
            name: label.text if not label.language else printed(label)  # a call for few of them
            for name, label in layout.labels.items()
        },
        "language": job.setting.wanted,
    }
    return view, sections.foreign


def _markings(job: Job, layout: Layout, kind: DocumentKind, facts: Facts) -> Iterator[Passage]:
    """Yield who may see a document: as the layout says, and the post, where that isn't shown."""
    if kind.marking:
        yield facts.fill(kind.marking)
    if MARKING in job.facts:
        elsewhere = {fact.text for fact in layout.leaves_out}
        elsewhere |= {fact.text for row in rows_of(kind) for fact in row.facts}
        elsewhere |= facts_in(kind.marking.text) if kind.marking else set()
        if MARKING not in elsewhere:
            yield job.facts[MARKING]


def _in_heading(kind: str, common: Container[str]) -> str:
    """Return a kind of document as it stands after the job's title: job description."""
    if isinstance(kind, Markup):
        return kind
    words = [word.lower() if word.lower() in common else word for word in kind.split(" ")]
    return like(kind, " ".join(words))


@lru_cache(maxsize=8)
def _environment(folder: Path, naming: Naming) -> jinja2.Environment:
    return environment(folder, VIEWS, naming)


def check_templates(layout: Layout) -> None:
    """Compile every template of the layout; raise `InvalidInput` where one can't be."""
    for kind in layout.documents:
        with _naming(layout, kind):
            load_template(
                _environment(layout.folders[0].parent, layout.naming), _name(layout, kind)
            )


def _markdown(layout: Layout, kind: DocumentKind, view: dict[str, Any]) -> str:
    """Render one document; however airy the template, one blank line stands between blocks."""
    with _naming(layout, kind):
        text = render_template(
            _environment(layout.folders[0].parent, layout.naming), _name(layout, kind), view
        )
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip() + "\n"


def _name(layout: Layout, kind: DocumentKind) -> str:
    templates = layout.folders[0].parent
    return layout.files[kind.template.text].relative_to(templates).as_posix()


@contextmanager
def _naming(layout: Layout, kind: DocumentKind) -> Iterator[None]:
    """Name the template's file and line where it fails, or the layout's where it isn't there."""
    try:
        yield
    except TemplateFailure as failure:
        place = kind.template.place
        if failure.file:
            place = layout.naming.place(Path(failure.file), failure.line)
        raise refused(
            place, f"the template fails: {failure}", "mend the template", "template"
        ) from None
