"""Bare web and e-mail addresses lead somewhere in Word, as they do on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdgen.formats.addresses import is_address, linked
from jdgen.formats.blocks import Span

if TYPE_CHECKING:
    from example import Example


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Write to jobs@hale.example.", {"jobs@hale.example": "mailto:jobs@hale.example"}),
        ("(see www.hale.example)", {"www.hale.example": "https://www.hale.example"}),
        (
            "https://hale.example/a_(b), or https://hale.example/c?d=1&e=2!",
            {
                "https://hale.example/a_(b)": "https://hale.example/a_(b)",
                "https://hale.example/c?d=1&e=2": "https://hale.example/c?d=1&e=2",
            },
        ),
        ("“http://hale.example”", {"http://hale.example": "http://hale.example"}),
        (
            "a.b+c@x-y.example, d@e.example",
            {
                "a.b+c@x-y.example": "mailto:a.b+c@x-y.example",
                "d@e.example": "mailto:d@e.example",
            },
        ),
        ("a@b, @name, a@b@c.example, http://, www., 5@£3.50, x@y..z", {}),
        ("https://[bad and https://%zz", {}),
    ],
)
def test_bare_addresses_become_links(text: str, links: dict[str, str]) -> None:
    spans = [*linked(Span(text, bold=True))]
    assert {span.text: span.link for span in spans if span.link} == links
    assert "".join(span.text for span in spans) == text
    assert all(span.bold for span in spans)


def test_a_link_stays_the_link_that_it_is() -> None:
    span = Span("www.hale.example", link="https://jobs.example")
    assert [*linked(span)] == [span]


@given(st.text("ab.@:/w-_()!, \u00a3https", max_size=40))
@settings(max_examples=500, deadline=None)
def test_no_character_is_lost_and_each_link_leads_somewhere(text: str) -> None:
    spans = [*linked(Span(text))]
    assert "".join(span.text for span in spans) == text
    assert all(is_address(span.link) for span in spans if span.link)


def test_addresses_in_facts_and_texts_are_links_in_word(example: Example) -> None:
    example.vacancy(
        "reports_to: Ann, ann@hale.example\nsections:\n  purpose: See www.hale.example/jobs.\n"
        "  duties: [Answers https://hale.example/ask]\n"
    )
    document = example.word()
    assert document.count("<w:hyperlink r:id=") + document.count("<w:hyperlink xmlns:r=") == 3
    for text in ("ann@hale.example", "www.hale.example/jobs", "https://hale.example/ask"):
        assert f">{text}</w:t>" in document
