"""Comparisons as one HTML page that needs no network, for browsers and screen readers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2

from jdgen.compare.phrases import UNSAID, difference_of, kind_name
from jdgen.compare.words import is_rewritten
from jdgen.reports import ladder as ladders
from jdgen.reports import phrases
from jdgen.reports import summary as summaries
from jdgen.reports import survey as surveys

if TYPE_CHECKING:
    from jdgen.compare.ladder import Ladder
    from jdgen.compare.review import Review
    from jdgen.compare.statements import Statement
    from jdgen.importing.survey import Survey

_PAGES: Final = Path(__file__).with_name("pages")


def comparison(review: Review, *, same: bool, brief: bool) -> str:
    """Return a review as a page in English.

    `same` shows too what is the same, `brief` shows the summaries alone.
    """
    title = phrases.title(review)
    if not title:
        title = "No difference"
        for difference in review.differences[:1]:
            title = phrases.heading(difference.comparison)
    return _page(
        "comparison.html.j2",
        title=title,
        remarks=phrases.remarked(review),
        comparisons=review.differences,
        same=same,
        brief=brief,
        unsaid=UNSAID,
        language=review.language,
    )


def ladder(ladder: Ladder, *, same: bool) -> str:
    """Return a ladder as a page in English, with the words of each theme at each level."""
    return _page(
        "ladder.html.j2",
        title=ladders.title(ladder),
        legend=ladders.LEGEND,
        unsaid=UNSAID,
        language=ladder.language,
        ladder=ladder,
        sections=[
            (
                section,
                ladders.shown(section, same=same),
                "" if same else ladders.hidden_note(section),
            )
            for section in ladder.sections
        ],
        signs=ladders.SIGNS,
        meanings=ladders.MEANINGS,
        repeats=ladders.repetitions(ladder),
    )


def survey(survey: Survey) -> str:
    """Return what was found in documents that were imported, as a page in English."""
    return _page(
        "survey.html.j2",
        title="What these job descriptions say",
        headline=surveys.headline(survey),
        survey=survey,
    )


def _page(template: str, **values: object) -> str:
    """Return a page made by a template, in which every value is text."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_PAGES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "heading": phrases.heading,
        "jobs": phrases.jobs_compared,
        "on_the_whole": phrases.on_the_whole,
        "section_summary": phrases.section_summary,
        "kind_name": kind_name,
        "rewritten": is_rewritten,
        "moved": phrases.moved_text,
        "difference": difference_of,
        "parts": summaries.parts,
        "capitalised": _capitalised,
        "part_name": surveys.part_name,
        "language": _language,
        "step_name": ladders.step_name,
        "step_text": ladders.step_text,
        "resemblance_text": ladders.resemblance_text,
    }
    return environment.get_template(template).render(values)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _language(statement: Statement, wanted: str) -> str:
    """Return the language of a statement, which nobody may have translated."""
    return statement.passage.language or wanted
