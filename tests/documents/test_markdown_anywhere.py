"""Bold, italics and links may stand in any text: `{markdown: …}` in place of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from jdgen.model.job import Edition
from jdgen.problems import InvalidInput

if TYPE_CHECKING:
    from example import Example

MARKED: Final = "{markdown: 'See **our** [site](https://a.example) & *more*.'}"
SHOWN: Final = "See **our** [site](https://a.example) & *more*."


class Kind(NamedTuple):
    vacancy: str = ""
    layout: str = "sections: [{id: purpose, title: Purpose}]"
    organisation: str = ""


KINDS: Final = {
    "prose": Kind(f"sections: {{purpose: {MARKED}}}"),
    "prose in a second language": Kind(
        "sections: {purpose: {markdown: {en: 'See **our** [site](https://a.example) & *more*.'}}}"
    ),
    "a list's lead-in": Kind(
        f"sections: {{duties: {{lead_in: {MARKED}, items: [One.]}}}}",
        "sections: [{id: duties, title: Duties}]",
    ),
    "a group's lead-in": Kind(
        f"sections: {{duties: [{{lead_in: {MARKED}, items: [One.]}}]}}",
        "sections: [{id: duties, title: Duties}]",
    ),
    "an entry": Kind(
        f"sections: {{duties: [{MARKED}]}}", "sections: [{id: duties, title: Duties}]"
    ),
    "a cell": Kind(
        f"sections: {{duties: [{MARKED}]}}",
        "sections: [{id: duties, title: Duties, columns: {text: What}}]",
    ),
    "a relationship": Kind(
        f"relationships: [{{who: Suppliers, where: outside, why: {MARKED}}}]",
        "sections: [{id: relationships, title: Who}]",
    ),
    "a level of a behaviour": Kind(
        "behaviours: [{behaviour: care, level: high}]",
        "sections: [{id: behaviours, title: How}]",
        "frameworks: {way: {title: Way, behaviours: [{id: care, title: Care, text: Cares., "
        f"levels: {{high: {MARKED}}}}}]}}}}",
    ),
    "an outcome": Kind(
        f"sections: {{duties: [{{text: Digs., outcome: {MARKED}}}]}}",
        "sections: [{id: duties, title: Duties}]",
    ),
    "how often, in a column": Kind(
        f"sections: {{duties: [{{text: Digs., frequency: {MARKED}}}]}}",
        "sections: [{id: duties, title: Duties, columns: {text: What, frequency: When}}]",
    ),
    "what is accepted instead": Kind(
        f"sections: {{duties: [{{text: A degree, or_instead: {MARKED}}}]}}",
        "sections: [{id: duties, title: Duties}]",
    ),
    "a category's lead-in": Kind(
        f"person_specification: [{{category: C, lead_in: {MARKED}, importance: essential, "
        "criteria: [Digs.]}]",
        "sections: [{id: person-specification, title: Criteria}]",
    ),
    "a layout's lead-in": Kind(
        "sections: {purpose: Digs.}",
        f"sections: [{{id: purpose, title: Purpose, lead_in: {MARKED}}}]",
    ),
    "what a layout says of an empty section": Kind(
        "", f"sections: [{{id: purpose, title: Purpose, empty: {MARKED}}}]"
    ),
    "a layout's sentence of a fact": Kind(
        "location: Hale",
        "sections: [{id: where, title: Where, facts: [{fact: post.location, "
        "sentence: {markdown: 'See **our** [site](https://a.example) & *more*. "
        "{{ post.location }}'}}]}]",
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_markdown_may_stand_wherever_a_text_may(name: str, example: Example) -> None:
    kind = KINDS[name]
    example.organisation(kind.organisation + "\n")
    example.role("", sections="", criteria="")
    example.vacancy(kind.vacancy + "\n")
    example.layout(f"documents:\n  jd:\n    title: Job description\n    {kind.layout}\n")
    assert SHOWN.rstrip(".") in example.documents(layout="ours")["jd"].markdown
    word = example.word("jd", "ours")
    assert '<w:rStyle w:val="Strong"/>' in word or "<w:b/>" in word
    assert "<w:hyperlink " in word
    assert example.job("one", Edition())  # and is shown, compared and explained


@pytest.mark.parametrize("name", KINDS)
def test_what_is_no_inline_markdown_is_refused_wherever_it_stands(
    name: str, example: Example
) -> None:
    kind = KINDS[name]
    wrong = "a `piece` of code"
    text = "See **our** [site](https://a.example) & *more*."
    example.organisation(kind.organisation.replace(text, wrong) + "\n")
    example.role("", sections="", criteria="")
    example.vacancy(kind.vacancy.replace(text, wrong) + "\n")
    layout = kind.layout.replace(text, wrong)
    example.layout(f"documents:\n  jd:\n    title: Job description\n    {layout}\n")
    with pytest.raises(InvalidInput) as caught:
        example.documents(layout="ours")
    assert "this Markdown holds code" in [problem.message for problem in caught.value.problems]
