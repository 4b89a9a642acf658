"""Each part of a text is marked as being in the language that it is in, and no other part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jdgen.compose.placeholders import Facts
from jdgen.documents.labels import Printed
from jdgen.documents.views import markup
from jdgen.formats.blocks import Span, spans_of
from jdgen.formats.markdown import parse
from jdgen.model.languages import wording_in
from jdgen.model.layout import Layout
from jdgen.model.text import Passage, Source
from jdgen.problems import Place, Problems

if TYPE_CHECKING:
    from example import Example

WELSH = "translations: [cy-GB]\n"
SOURCE = Source("layout", Place("layout.yaml"), 1)
TITLE = Passage("Palmantwr", SOURCE)
PLACE = Passage("Town Hall", SOURCE, language="en-GB")


def runs(text: str, *, markdown: bool = False, language: str = "en-GB") -> list[tuple[str, str]]:
    """Return the words and their languages of a text that names facts, as it is printed."""
    problems = Problems()
    facts = Facts({"post.title": TITLE, "post.location": PLACE}, problems)
    printed = Printed(Layout(TITLE, SOURCE.place), wording_in("en-GB"), problems)
    filled = facts.fill(Passage(text, SOURCE, markdown, language))
    assert list(problems) == []
    blocks = parse("\n\n".join(map(markup, printed.lines(filled))))
    spans = [span for span in spans_of(blocks) if span.text.strip()]
    return [(span.text.strip(), span.language) for span in spans]


@pytest.mark.parametrize("markdown", [False, True])
def test_a_fact_in_an_untranslated_text_is_in_its_own_language(*, markdown: bool) -> None:
    assert runs("{{ post.title }}", markdown=markdown) == [("Palmantwr", "")]
    assert runs("A {{ post.title }} here", markdown=markdown) == [
        ("A", "en-GB"),
        ("Palmantwr", ""),
        ("here", "en-GB"),
    ]
    assert runs("At {{ post.location }} now", markdown=markdown) == [("At Town Hall now", "en-GB")]


@pytest.mark.parametrize("markdown", [False, True])
def test_an_untranslated_fact_in_a_translated_text_is_in_its_own_language(
    *, markdown: bool
) -> None:
    assert runs("Yn {{ post.location }} nawr", markdown=markdown, language="") == [
        ("Yn", ""),
        ("Town Hall", "en-GB"),
        ("nawr", ""),
    ]


def test_marks_of_markdown_may_stand_round_a_fact() -> None:
    problems = Problems()
    facts = Facts({"post.title": TITLE}, problems)
    printed = Printed(Layout(TITLE, SOURCE.place), wording_in("en-GB"), problems)
    text = "**A {{ post.title }} here** and [a {{ post.title }}](https://a.example)"
    filled = facts.fill(Passage(text, SOURCE, markdown=True, language="en-GB"))
    [paragraph] = parse(markup(printed.line(filled)))
    assert list(problems) == []
    assert list(spans_of([paragraph])) == [
        Span("A ", bold=True, language="en-GB"),
        Span("Palmantwr", bold=True),
        Span(" here", bold=True, language="en-GB"),
        Span(" and ", language="en-GB"),
        Span("a ", link="https://a.example", language="en-GB"),
        Span("Palmantwr", link="https://a.example"),
    ]


def test_paragraphs_of_a_text_in_two_languages_stay_paragraphs() -> None:
    problems = Problems()
    facts = Facts({"post.title": TITLE}, problems)
    printed = Printed(Layout(TITLE, SOURCE.place), wording_in("en-GB"), problems)
    filled = facts.fill(Passage("One.\n\nA {{ post.title }}.", SOURCE, language="en-GB"))
    assert [markup(line) for line in printed.lines(filled)] == [
        '<span lang="en-GB">One.</span>',
        '<span lang="en-GB">A</span> Palmantwr.',
    ]


def test_a_heading_that_is_a_fact_is_in_the_documents_language(example: Example) -> None:
    example.organisation(WELSH)
    example.role("", criteria="")
    example.vacancy("title: {en: Paviour, cy: Palmantwr}\n")
    example.layout(
        "documents:\n  jd:\n    title: Job description\n    heading: '{{ post.title }}'\n"
        "    sections: [{id: purpose, title: 'Work of a {{ post.title }}', "
        "lead_in: 'The {{ post.title }}:'}]\n"
    )
    document = example.documents(layout="ours", language="cy")["jd"]
    assert document.markdown.startswith("# Palmantwr\n")
    assert '## <span lang="en-GB">Work of a</span> Palmantwr\n' in document.markdown
    assert '<span lang="en-GB">The</span> Palmantwr:\n' in document.markdown
    assert {"Work of a {{ post.title }}", "The {{ post.title }}:"} <= {
        passage.text for passage in document.foreign
    }
    word = example.word("jd", "ours", language="cy")
    assert '<w:lang w:val="en-GB"/></w:rPr><w:t>Palmantwr' not in word
    assert word.count("Palmantwr") >= 3


def test_a_layout_says_the_language_that_it_is_written_in(example: Example) -> None:
    organisation = (example.root / "families/organisation.yaml").read_text("utf-8")
    example.write("families/organisation.yaml", organisation.replace("en-GB", "fr-CA"))
    example.role("", criteria="")
    example.layout(
        "language: en-GB\ndocuments:\n  jd:\n    title: {en: Job description, fr: Description}\n"
        "    heading: '{{ post.title }}'\n"
        "    sections: [{id: purpose, title: {en: Purpose, fr: But}, lead_in: It serves us.}]\n"
    )
    document = example.documents(layout="ours")["jd"]
    assert "## But\n" in document.markdown
    assert '<span lang="en-GB">It serves us.</span>' in document.markdown
    assert "It serves us." in {passage.text for passage in document.foreign}
    example.layout(
        "language: en-GB\ndocuments:\n  jd:\n    title: Job description\n"
        "    sections: [{id: purpose, title: Purpose}]\n"
    )
    american = organisation.replace("en-GB", "en-US")
    example.write("families/organisation.yaml", american)
    assert "<span" not in example.documents(layout="ours")["jd"].markdown
