"""Comparisons as one HTML page that needs no network, for browsers and screen readers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2

from jdgen.compare.ladder import MEANINGS, SIGNS, repeated
from jdgen.compare.phrases import (
    UNSAID,
    difference_of,
    heading,
    jobs_compared,
    kind_name,
    moved_text,
    section_summary,
    section_titles,
    summary,
)
from jdgen.model.text import Foreign
from jdgen.reports.ladder import LEGEND, is_shown, levels_text, progression_text, resemblance_text
from jdgen.reports.ladder import title as ladder_title

if TYPE_CHECKING:
    from jdgen.compare.comparison import Comparison, Row
    from jdgen.compare.ladder import Ladder
    from jdgen.compare.phrases import Review
    from jdgen.compare.statements import Statement

_PAGES: Final = Path(__file__).with_name("pages")


def html_review(review: Review, language: str, *, same: bool) -> str:
    """Return a review as a page; `same` shows too what is the same.

    The language (BCP 47) is that of the jobs; the page itself is in English.
    """
    also = review.also or ((),) * len(review.comparisons)
    title = review.title
    if not title:
        title = heading(review.comparisons[0]) if review.comparisons else "No difference"
    return page(
        "comparison.html.j2",
        title=title,
        remarks=review.remarked,
        comparisons=list(zip(review.comparisons, also, strict=True)),
        same=same,
        unsaid=UNSAID,
        language=language,
    )


def html_ladder(ladder: Ladder, language: str, *, same: bool) -> str:
    """Return a ladder as a page, with the words of each line at each level."""
    return page(
        "ladder.html.j2",
        title=ladder_title(ladder),
        legend=LEGEND,
        language=language,
        ladder=ladder,
        sections=[
            (section, [each for each in section.strands if is_shown(each, same=same)])
            for section in ladder.sections
        ],
        signs=SIGNS,
        meanings=MEANINGS,
        repeats=[
            (f"{levels_text(names)}, {section.title}", statement.text)
            for section, statement, names in repeated(ladder)
        ],
    )


def page(template: str, **said: Any) -> str:  # noqa: ANN401 - whatever a template is told
    """Return a page made by a template, in which every value is text."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_PAGES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "heading": heading,
        "jobs": jobs_compared,
        "summary": summary,
        "section_summary": section_summary,
        "kind_name": kind_name,
        "moved": _moved,
        "difference": difference_of,
        "capitalised": _capitalised,
        "percent": _percent,
        "language": _language,
        "progression_text": progression_text,
        "resemblance_text": resemblance_text,
    }
    return environment.get_template(template).render(said)


def _moved(row: Row, comparison: Comparison) -> str:
    return moved_text(row, section_titles(comparison))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"


def _language(statement: Statement, wanted: str) -> str:
    """Return the language of a line, which nobody may have translated."""
    text = statement.passage.text
    return text.language if isinstance(text, Foreign) else wanted
