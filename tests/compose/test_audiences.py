"""A job in several audiences' editions is composed once where it says the same in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from example import REPOSITORY

from jdgen.compose.job import compose, compose_each
from jdgen.model.job import Audience, Edition
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import everything, job_in, lineage

if TYPE_CHECKING:
    from example import Example

EDITIONS = [Edition(audience, draft=True) for audience in get_args(Audience)]
WHEN = "when: {document.audience: advert}"
HANGING = {
    "a clause": {
        "organisation": f"clauses:\n  come: {{text: Come here., {WHEN}}}\n",
        "level": "sections: {scope: [{clause: come}]}\n",
    },
    "a clause in place of a text": {
        "organisation": f"clauses:\n  come: {{text: Come here., {WHEN}}}\n",
        "level": "sections: {duties: {lead_in: {clause: come}, items: [Digs.]}}\n",
    },
    "an entry": {"level": f"sections: {{duties: [{{text: Digs., {WHEN}}}]}}\n"},
    "a text": {"level": "sections: {duties: ['Digs, says the {{ document.audience }}.']}\n"},
    "a fact": {"vacancy": "location: 'At the {{ document.audience }}'\n"},
    "a condition on a fact": {
        "level": "sections: {duties: [{text: Digs., when: {post.location: advert}}]}\n",
        "vacancy": "location: '{{ document.audience }}'\n",
    },
    "a band": {
        "level": f'bands: {{"4": {{sections: {{duties: [{{text: Digs., {WHEN}}}]}}}}}}\n',
    },
}


def assert_composed_alike(library: Library) -> set[bool]:
    """Compare with what is composed anew for each audience; return which jobs hang on it."""
    hanging = set()
    for target in everything(library):
        if target.kind in {"level", "role", "vacancy"}:
            of_job = lineage(library, target)
            jobs = list(compose_each(of_job, EDITIONS))
            assert jobs == [compose(of_job, edition) for edition in EDITIONS]
            assert jobs == [job_in(library, of_job, edition) for edition in EDITIONS]
            assert [list(job.facts) for job in jobs] == [list(jobs[0].facts)] * len(EDITIONS)
            hanging.add(jobs[0].hangs_on_audience)
    return hanging


@pytest.mark.parametrize("what", HANGING)
def test_what_hangs_on_the_audience_is_composed_for_each(what: str, example: Example) -> None:
    example.says(**HANGING[what])
    assert True in assert_composed_alike(Library(example.root))


def test_what_says_the_same_to_all_is_composed_once(example: Example) -> None:
    assert assert_composed_alike(Library(example.root)) == {False}


def test_the_repositorys_jobs_say_what_they_say_when_composed_for_each_audience() -> None:
    assert assert_composed_alike(Library(REPOSITORY))
