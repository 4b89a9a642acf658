"""Organisation, family, level, role and vacancy to one job, with who said each sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.compose.axes import axes_of, check_axes
from jdgen.compose.clauses import ClauseTexts
from jdgen.compose.conditions import Conditions
from jdgen.compose.evaluated import basis_of, changes_since, in_words
from jdgen.compose.merge import merge
from jdgen.compose.overrides import changes_of, own_ids
from jdgen.compose.placeholders import Facts
from jdgen.compose.policy import evaluation_of, expanded, grade_facts, linked, whole_sections
from jdgen.compose.rules import (
    check_checks,
    check_methods,
    check_placed,
    check_topics,
    check_total,
    check_weights,
    scale_used,
)
from jdgen.compose.working_time import worked_out
from jdgen.model.axes import AXIS
from jdgen.model.facts import INTERNAL, UNAGREED, code_fact
from jdgen.model.job import (
    Clause,
    Clauses,
    ClausesInForce,
    Edition,
    Job,
    Layer,
    Lineage,
    Organisation,
    criteria_in,
)
from jdgen.model.section import (
    PERSON_SPECIFICATION,
    Alternatives,
    Content,
    Details,
    Entry,
    Group,
    Listing,
    Prose,
    Section,
    criteria_last,
)
from jdgen.model.text import Passage, made_of
from jdgen.nearest import suggest
from jdgen.problems import Problems, enough_memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from jdgen.compose.evaluated import Basis
    from jdgen.compose.merge import Merged
    from jdgen.model.job import Family, Unevaluated
    from jdgen.model.languages import Wording
    from jdgen.model.pay import Grade, PayTable

PLAIN = Edition()
AUDIENCE: Final = "document.audience"
"""The fact by which conditions ask for whom documents are."""


def compose(lineage: Lineage, edition: Edition = PLAIN) -> Job:
    """Merge a lineage into one job; raise `InvalidInput` with every problem that this shows.

    Of a level alone, without role or vacancy, alternatives and optional entries are all kept, and
    where no grade is chosen what each band adds.
    """
    with enough_memory(lambda: lineage.layers()[-1].source.file):
        return _composed(lineage, edition)


def _composed(lineage: Lineage, edition: Edition) -> Job:
    problems = Problems()
    organisation, layers = lineage.organisation, lineage.layers()
    clauses = in_force([organisation.clauses, lineage.family.clauses], lineage.on)
    chooser = lineage.classification and lineage.classification.level.source
    named_bands = lineage.named_bands
    inherited = expanded(lineage, problems)
    changing: list[Layer] = []  # what posts change by id in the bands that they go through
    if lineage.is_post and named_bands:
        in_bands = frozenset().union(*map(own_ids, named_bands.values()))
        inherited = [changes_of(layer, in_bands, among=False) for layer in inherited]
        changing = [post.layer._replace(sections=()) for post in lineage.posts]
    merged = merge(inherited, clauses, problems, chooser=chooser)
    vacancy = lineage.vacancy.layer.source.file if lineage.vacancy else ""
    said_for = vacancy  # the file of which each fact that a text names has to be said
    if not (vacancy or edition.draft):
        said_for = layers[-1].source.file
    facts_said = _facts_said(lineage, linked(lineage, problems), edition, problems)
    evaluation = evaluation_of(layers) if lineage.is_post else None
    basis: Basis = {}
    unevaluated: list[Unevaluated] = []
    changes = ""
    if evaluation:
        basis = basis_of(lineage, merged.sections, facts_said)
        if unevaluated := changes_since(evaluation, basis):
            changes = in_words(unevaluated, organisation.setting.wording)
            facts_said |= _of_another_text(facts_said, changes, organisation.setting.wording)
    facts = Facts(
        facts_said,
        problems,
        said_for=said_for,
        of_level=not lineage.is_post,
        draft=edition.draft,
        own=[*organisation.setting.own_facts, *(f"{AXIS}{name}" for name in lineage.family.axes)],
    )
    conditions = Conditions(facts, problems)
    facts.clauses = ClauseTexts(clauses, conditions, problems)
    sections = _sections(merged.sections, conditions, facts)
    facts.section = ""
    filled = facts.all()
    for whole in whole_sections(lineage, filled, changes):
        sections |= _sections({whole.id: whole}, conditions, facts)
    bands = {
        grade: merge(
            [band, *(changes_of(layer, own_ids(band), among=True) for layer in changing)],
            clauses,
            problems,
            chooser=chooser,
        )
        for grade, band in named_bands.items()
    }
    band_facts = _add_bands(lineage, bands, sections, conditions, facts)
    sections = criteria_last(sections)
    criteria = criteria_in(sections)
    scale = scale_used(criteria, organisation, problems)
    check_methods(criteria, organisation.methods, problems)
    for section in sections.values():
        check_weights(section, problems)
    _check_whole(lineage, edition, facts_said, facts.named, sections, problems)
    problems.raise_any()
    return Job(
        lineage.subject,
        vacancy,
        layers[-1].source,
        organisation.setting,
        edition,
        filled,
        sections,
        organisation.methods,
        scale,
        _local(lineage),
        (
            *merged.left_out,
            *(left for band in bands.values() for left in band.left_out),
            *conditions.left_out,
        ),
        unagreed=tuple(_unagreed(lineage)),
        named=facts.named,
        bands=band_facts,
        axes=axes_of(lineage.family, organisation),
        clauses=clauses,
        hangs_on_audience=AUDIENCE in facts.judged.union(*facts.named.values()),
        basis=basis,
        unevaluated=tuple(unevaluated),
    )


def _check_whole(
    lineage: Lineage,
    edition: Edition,
    facts_said: Mapping[str, Passage],
    named: Mapping[str, set[str]],
    sections: Mapping[str, Section],
    problems: Problems,
) -> None:
    """Refuse what is still to be said or placed, as far as a draft need not say it."""
    if not lineage.organisation.setting.draft:
        check_checks(facts_said, problems)
    if not edition.draft:
        check_placed(sections, problems)
    is_unfinished = edition.draft and any(_unagreed(lineage))
    if lineage.is_post or is_unfinished:
        return
    check_topics(lineage.family, lineage.level, sections, problems)
    if not lineage.grade or len(lineage.level.grades) <= 1:
        check_axes(lineage, named, problems)


def _of_another_text(
    facts: Mapping[str, Passage], changes: str, wording: Wording
) -> dict[str, Passage]:
    """Return a total score that was given to other texts, with what has changed since."""
    total = facts.get("evaluation.total")
    if total is None:
        return {}
    text = wording.evaluated["before"].format(score=total.text, changes=changes)
    return {"evaluation.total": total._replace(text=text)}


def compose_each(lineage: Lineage, editions: Iterable[Edition]) -> Iterator[Job]:
    """Yield the job in editions that differ in the audience alone; raises as `compose` does.

    Few jobs hang on the audience, so that nearly all are composed but once.
    """
    job: Job | None = None
    for edition in editions:
        job = (job and for_audience(job, edition)) or compose(lineage, edition)
        yield job


def for_audience(job: Job, edition: Edition) -> Job | None:
    """Return a job in an edition of another audience; None where it may say something else there.

    So may one that hangs on the audience, and one of an edition that differs in more.
    """
    if job.edition == edition:
        return job
    if job.hangs_on_audience or job.edition._replace(audience=edition.audience) != edition:
        return None
    audience = job.facts[AUDIENCE]._replace(text=edition.audience)
    return job._replace(edition=edition, facts={**job.facts, AUDIENCE: audience})


def compose_family(
    organisation: Organisation, family: Family, on: date | None, edition: Edition = PLAIN
) -> Job:
    """Return what a family's own guide says; raise `InvalidInput` with every problem of it."""
    problems = Problems()
    clauses = in_force([organisation.clauses, family.clauses], on)
    guide = Layer(source=family.layer.source, facts={}, sections=family.guide)
    merged = merge([guide], clauses, problems)
    facts_said = {**organisation.layer.facts, **family.layer.facts, **_record(family.layer)}
    facts_said[AUDIENCE] = Passage(edition.audience, family.layer.source)
    facts = Facts(
        facts_said,
        problems,
        said_for="" if edition.draft else family.layer.source.file,
        of_level=True,
        draft=edition.draft,
        own=organisation.setting.own_facts,
    )
    conditions = Conditions(facts, problems)
    facts.clauses = ClauseTexts(clauses, conditions, problems)
    sections = _sections(merged.sections, conditions, facts)
    filled = facts.all()
    problems.raise_any()
    return Job(
        "family",
        "",
        family.layer.source,
        organisation.setting,
        edition,
        filled,
        sections,
        organisation.methods,
        (),
        left_out=(*merged.left_out, *conditions.left_out),
        clauses=clauses,
        axes=axes_of(family, organisation),
    )


# --- what is in force on a day --------------------------------------------------------------------


def in_force(versions_by_id: Sequence[Clauses], on: date | None) -> ClausesInForce:
    """Return each clause's version in force on a day, or the latest; and those not in force yet.

    `said` is what each layer says, the most general first: a lower layer's clause wins over one of
    the same id from the day on which the lower is in force.
    """
    current: dict[str, Clause] = {}
    dormant: dict[str, Clause] = {}
    for key, versions in (clause for clauses in versions_by_id for clause in clauses.items()):
        started = [
            version
            for version in versions
            if on is None or version.effective is None or version.effective <= on
        ]
        if started:
            current[key] = started[-1]
        else:
            dormant[key] = versions[0]
    return ClausesInForce(current, dormant)


# --- facts ----------------------------------------------------------------------------------------


def _facts_said(
    lineage: Lineage, linked_grades: Sequence[Grade], edition: Edition, problems: Problems
) -> dict[str, Passage]:
    layers, posts = lineage.layers(), lineage.posts
    facts = grade_facts(lineage.grade, linked_grades, lineage.organisation)
    if lineage.level.grades:
        facts["level.grades"] = _level_grades(lineage)
    for layer in layers:
        facts |= layer.facts
    if lineage.managers:
        facts["post.reports_to"] = lineage.managers[0].layer.facts["post.title"]
    if name := next((post.sub_family for post in posts[::-1] if post.sub_family), None):
        facts["family.sub_family"] = _sub_family(lineage.family, name, problems)
    if lineage.is_post:
        facts |= _records([post.layer for post in posts])
    else:
        facts |= _record(lineage.level.layer)
    if evaluation := evaluation_of(layers):
        facts |= evaluation.facts
        check_total(evaluation, problems)
    facts |= worked_out(lineage, linked_grades, facts)
    facts |= {code_fact(name.text): code for layer in layers for name, code in layer.codes}
    facts[AUDIENCE] = Passage(edition.audience, layers[-1].source)
    return facts


def _records(layers: Iterable[Layer]) -> dict[str, Passage]:
    """Return what is kept of a post; a file that says its own status wasn't approved with another.

    A vacancy's draft is not approved because the role that it is made from was.
    """
    facts: dict[str, Passage] = {}
    for layer in layers:
        own = _record(layer)
        if "record.status" in own:
            facts.pop("record.approved", None)
        facts |= own
    return facts


def _unagreed(lineage: Lineage) -> Iterator[Passage]:
    """Yield the statuses of the level, the role and the vacancy by which they are not agreed."""
    for layer in (lineage.level.layer, *(post.layer for post in lineage.posts)):
        status = (layer.record or {}).get("status")
        if status and status.in_main in UNAGREED:
            yield status


def _record(layer: Layer) -> dict[str, Passage]:
    return {f"record.{name}": fact for name, fact in (layer.record or {}).items()}


def _level_grades(lineage: Lineage) -> Passage:
    """Return the titles of all the level's grades, as a list in a sentence."""
    organisation, level, table = lineage.organisation, lineage.level, lineage.table
    source = level.grades[0].source
    titles = [_grade_title(grade, table) for grade in level.grades]
    if len(titles) == 1:
        return titles[0].said_at(source)
    texts = [title.text for title in titles]
    return made_of(organisation.setting.wording.joined(texts), source, *titles)


def _grade_title(grade: Passage, table: PayTable | None) -> Passage:
    """Return what the pay table calls a grade; without one it is called by its id."""
    return table.grades[grade.text].title if table and grade.text in table.grades else grade


def _sub_family(family: Family, name: Passage, problems: Problems) -> Passage:
    sub_families = family.sub_families
    if name.text not in sub_families:
        hint = suggest(name.text, sub_families, what="this family has")
        message = f'unknown sub-family "{name.text}"'
        problems.refuse(name.source, message, hint, "unknown-sub-family")
    return sub_families.get(name.text, name).said_at(name.source)


def _local(lineage: Lineage) -> frozenset[str]:
    """Return the facts that a role or vacancy says, and that documents are to say too."""
    names = {name for post in lineage.posts for name in post.layer.facts}
    if lineage.managers:
        names.add("post.reports_to")
    return frozenset(names - INTERNAL - {"post.title"})


# --- texts ----------------------------------------------------------------------------------------


def _sections(
    merged: Mapping[str, Section], conditions: Conditions, facts: Facts
) -> dict[str, Section]:
    """Return the sections that are printed, with each fact that they name filled in."""
    printed_sections = {}
    for key, section in merged.items():
        facts.section = key
        printed = section.content and conditions.content(key, section.content)
        if printed and (filled := _filled(printed, facts)):
            printed_sections[key] = section._replace(content=filled)
    return printed_sections


def _add_bands(
    lineage: Lineage,
    bands: Mapping[str, Merged],
    sections: dict[str, Section],
    conditions: Conditions,
    facts: Facts,
) -> dict[str, dict[str, Passage]]:
    """Add what each band of a level says to the level's own sections, under the band's name.

    Of criteria it is the categories that say of which band they are. The facts of each band are
    returned, by that name.
    """
    facts_by_band: dict[str, dict[str, Passage]] = {}
    wording = lineage.organisation.setting.wording
    for grade, own in bands.items():
        layer = lineage.level.bands[grade]
        heading = _grade_title(Passage(grade, layer.source), lineage.table)
        said = {
            name: facts.fill(fact) for name, fact in layer.facts.items() if name.startswith(AXIS)
        }
        own_facts = facts.beside(said)
        said["grade.title"] = heading
        if band_title := layer.facts.get("band.title"):
            said["band.title"] = title = facts.fill(band_title)
            heading = made_of(f"{heading.text} ({title.text})", layer.source, heading, title)
        facts_by_band[heading.text] = said
        for key, section in _sections(own.sections, conditions, own_facts).items():
            section_so_far = sections.get(key) or Section(key, section.source, None)
            if key == PERSON_SPECIFICATION:
                groups = section_so_far.groups + tuple(
                    _of_band(heading, group, wording) for group in section.groups
                )
                sections[key] = section_so_far._replace(content=Listing(groups))
            elif section.content:
                sections[key] = section_so_far._replace(
                    bands=(*section_so_far.bands, (heading, section.content))
                )
    return facts_by_band


def _of_band(band: Passage, group: Group, wording: Wording) -> Group:
    category = group.heading
    text = wording.labelled(band.text, category.text)
    heading = made_of(text, category.source, band, category)
    return group._replace(heading=heading, band=(band, category))


def _filled(content: Content, facts: Facts) -> Content | None:
    """Return what is said with each fact and clause that it names; None where that is nothing."""
    if isinstance(content, Prose):
        passages = tuple(filter(None, (_text(passage, facts) for passage in content.passages)))
        return content._replace(passages=passages) if passages else None
    if isinstance(content, Alternatives):
        options = tuple(_entries(content.options, facts))
        return Alternatives(options) if options else None
    groups = (_filled_group(group, facts) for group in content.groups)
    kept = tuple(group for group in groups if group.entries or group.lead_in)
    lead_in, closing = _text(content.lead_in, facts), _text(content.closing, facts)
    return Listing(kept, lead_in, closing) if kept else None


def _text(passage: Passage | None, facts: Facts) -> Passage | None:
    """Return a text filled in; None where it is a clause that isn't printed."""
    if passage is None:
        return None
    filled = facts.fill(passage)
    return filled if filled.text else None


def _filled_group(group: Group, facts: Facts) -> Group:
    entries, lead_in, closing = group.entries, group.lead_in, group.closing
    if not any(map(_names_facts, entries)):  # as in most groups
        if not ("{{" in group.heading.text or lead_in or closing):
            return group
    else:
        entries = tuple(_entries(entries, facts))
    return group._replace(
        heading=facts.fill(group.heading),
        entries=entries,
        lead_in=_text(lead_in, facts),
        closing=_text(closing, facts),
    )


def _names_facts(entry: Entry) -> bool:
    """Return whether an entry might name a fact: details and lists inside are looked at later."""
    passage, label = entry.passage, entry.label
    is_named = "{{" in passage.text or passage.use or (label and "{{" in label.text)
    return bool(is_named or entry.details or entry.items)


def _entries(entries: Iterable[Entry], facts: Facts) -> Iterator[Entry]:
    """Yield entries filled in, without those that are a clause which isn't printed."""
    for entry in entries:
        passage, details = facts.fill(entry.passage), entry.details
        if passage.use and not passage.text:
            continue
        yield entry._replace(
            passage=passage,
            label=entry.label and facts.fill(entry.label),
            details=details and _filled_details(details, facts),
            items=tuple(_entries(entry.items, facts)),
        )


def _filled_details(details: Details, facts: Facts) -> Details:
    filled = Details._make(
        _text(detail, facts) if isinstance(detail, Passage) else detail for detail in details
    )
    cells = ((name, _text(text, facts)) for name, text in details.cells)
    return filled._replace(cells=tuple((name, text) for name, text in cells if text))
