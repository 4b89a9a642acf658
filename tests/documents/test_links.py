"""Links inside a document: each leads to a heading that is there."""

from __future__ import annotations

import pytest
from example import PLAIN_CRITERIA, Example, ours

from jdgen.formats.blocks import spans_of


def link_to(example: Example, place: str) -> None:
    """Let the layout's template link to a place in its document."""
    example.role("", sections="sections: {purpose: P.}\n")
    example.layout(ours(PLAIN_CRITERIA))
    example.write(
        "templates/ours/document.md.j2",
        f"# {{{{ heading }}}}\n\n[See](#{place}) below.\n\n## What it is for\n\nText.\n",
    )


def test_a_link_to_a_heading_of_the_document_is_kept(example: Example) -> None:
    link_to(example, "what-it-is-for")
    document = example.documents(layout="ours")["sheet"]
    assert [span.link for span in spans_of(document.blocks) if span.link] == ["#what-it-is-for"]


@pytest.mark.parametrize("place", ["what-is-it-for", "What-it-is-for", "what-it-is-for-1"])
def test_a_link_to_no_heading_is_refused_in_its_template(example: Example, place: str) -> None:
    link_to(example, place)
    [problem] = example.problems(layout="ours")
    assert problem.place.file == "templates/ours/document.md.j2"
    assert problem.message == f'a link leads to "#{place}", which is no heading'
    assert problem.hint == "correct the link"
