"""A job as data; each text names who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jdgen.model.section import PERSON_SPECIFICATION, Alternatives, Listing, Prose
from jdgen.reports import sources

if TYPE_CHECKING:
    from jdgen.model.job import Job
    from jdgen.model.section import Content, Entry, Group, Section
    from jdgen.model.text import Passage


def as_json(job: Job) -> dict[str, Any]:
    """Return a job as dicts and lists; each text names who said it.

    What job evaluation says is for those readers only.
    """
    hidden = job.edition.hidden | {PERSON_SPECIFICATION}  # which stands by itself
    criteria = job.sections.get(PERSON_SPECIFICATION)
    return {
        "title": job.title.text,
        "subject": job.subject,
        "language": job.setting.wanted,
        "facts": {
            name: _passage(fact._replace(text=_plain(fact.text)))
            for name, fact in sorted(job.facts.items())
            if name not in hidden
        },
        "sections": {
            key: _section(section) for key, section in job.sections.items() if key not in hidden
        },
        "person_specification": [
            {
                "category": group.heading.text,
                **_around(lead_in=group.lead_in, closing=group.closing),
                "criteria": [_item(criterion) for criterion in group.entries],
            }
            for group in (criteria.groups if criteria else ())
        ],
        "left_out": [
            {
                "section": left.section,
                "text": left.passage.text,
                "source": sources.as_json(left.passage.source),
                **_more(left.entry),
                "reason": left.reason,
                "by": sources.as_json(left.by),
            }
            for left in job.left_out
        ],
    }


def _more(entry: Entry | None) -> dict[str, Any]:
    """Return what an entry says besides its text, as far as it says anything."""
    said = _item(entry) if entry else {}
    return {name: said[name] for name in ("label", "items", "details") if said.get(name)}


def _section(section: Section) -> dict[str, Any]:
    data = _content(section.content) if section.content else {}
    if section.bands:
        data["bands"] = [
            {"heading": heading.text, **_content(content)} for heading, content in section.bands
        ]
    return data


def _content(content: Content) -> dict[str, Any]:
    match content:
        case Prose(passages, used_by):
            used = {"used_by": sources.as_json(used_by)} if used_by else {}
            return {"paragraphs": [_passage(passage) for passage in passages], **used}
        case Listing(groups, lead_in, closing):
            return {
                **_around(lead_in=lead_in),
                "groups": [_group(group) for group in groups],
                **_around(closing=closing),
            }
        case Alternatives(options):
            return {"any_of": [_item(option) for option in options]}


def _group(group: Group) -> dict[str, Any]:
    return {
        "heading": group.heading.text or None,
        **({"weight": " to ".join(group.weight.figures)} if group.weight else {}),
        **_around(lead_in=group.lead_in),
        "items": [_item(entry) for entry in group.entries],
        **_around(closing=group.closing),
    }


def _around(**passages: Passage | None) -> dict[str, Any]:
    """Return what stands before or after a list, where anything does."""
    return {name: _passage(passage) for name, passage in passages.items() if passage}


def _item(item: Entry) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": item.id or None,
        "label": item.label.text if item.label else None,
        "optional": item.optional,
    }
    for name, source in (
        ("replaced_by", item.replaced_by),
        ("included_by", item.included_by),
        ("used_by", item.used_by),
    ):
        if source:
            data[name] = sources.as_json(source)
    if item.replaced:
        data["replaces"] = _passage(item.replaced.passage)
    if details := item.details_data():
        data["details"] = details
    if item.items:
        data["items"] = [_item(inner) for inner in item.items]
    data |= _passage(item.passage)
    if scoring := item.scoring:
        data |= {
            "importance": scoring.importance,
            "assessed_by": [method.text for method in scoring.methods],
            "standard": scoring.standard.text if scoring.standard else None,
        }
    return data


def _plain(text: str) -> str:
    """Return a fact's text as people type it, for whoever looks for it."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _passage(passage: Passage) -> dict[str, Any]:
    wording = "markdown" if passage.markdown else "text"
    return {wording: passage.text, "source": sources.as_json(passage.source)}
