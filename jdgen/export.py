"""Jobs, and lists of what a workspace holds, as plain data for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jdgen.model import Alternatives, Listing, Prose

if TYPE_CHECKING:
    from jdgen.model import Criterion, Entry, Group, Item, Job, Passage, Section, Source


def job_data(job: Job) -> dict[str, Any]:
    """Return a job as dicts and lists; each text names who said it."""
    return {
        "title": job.title,
        "language": job.language,
        "facts": {name: _passage(fact) for name, fact in sorted(job.facts.items())},
        "sections": {key: _section(section) for key, section in job.sections.items()},
        "person_specification": [
            {
                "category": group.heading.text,
                "criteria": [_criterion(criterion) for criterion in group.entries],
            }
            for group in job.criteria
        ],
        "left_out": [
            {
                "section": left.section,
                "text": left.passage.text,
                "source": _source(left.passage.source),
                "reason": left.reason,
                "by": _source(left.by) if left.by else None,
            }
            for left in job.left_out
        ],
    }


def _section(section: Section) -> dict[str, Any]:
    match section.content:
        case Prose(passages):
            return {"paragraphs": [_passage(passage) for passage in passages]}
        case Listing(groups):
            return {"groups": [_group(group) for group in groups]}
        case Alternatives(options):
            return {"any_of": [_item(option) for option in options]}


def _group(group: Group[Item]) -> dict[str, Any]:
    return {
        "heading": group.heading.text or None,
        "items": [_item(entry) for entry in group.entries],
    }


def _item(item: Entry) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": item.id or None,
        "label": item.label or None,
        "optional": item.optional,
    }
    for name, source in (
        ("replaced_by", item.replaced_by),
        ("included_by", item.included_by),
        ("used_by", item.used_by),
    ):
        if source:
            data[name] = _source(source)
    if item.replaced:
        data["replaces"] = _passage(item.replaced.passage)
    return data | _passage(item.passage)


def _criterion(criterion: Criterion) -> dict[str, Any]:
    return _item(criterion) | {
        "importance": criterion.importance,
        "assessed_by": [method.text for method in criterion.methods],
        "standard": criterion.standard.text if criterion.standard else None,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    wording = "markdown" if passage.markdown else "text"
    return {wording: passage.text, "source": _source(passage.source)}


def _source(source: Source) -> dict[str, Any]:
    return {
        "layer": source.layer,
        "file": source.file,
        "line": source.line,
        "column": source.column,
    }
