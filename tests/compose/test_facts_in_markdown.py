"""What a fact says stays text, whatever Markdown stands around its name."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jdgen.compose.placeholders import Facts
from jdgen.formats.blocks import Paragraph, plain
from jdgen.formats.escaping import in_sentence, one_line
from jdgen.formats.markdown import parse
from jdgen.model.text import Passage, Source
from jdgen.problems import Place, Problems
from jdgen.reading.invisible import FORBIDDEN

SOURCE: Final = Source("vacancy", Place("vacancies/one.yaml"), 1)
AROUND: Final = (
    "[{}](https://a.example)",
    "See [how {} works](https://a.example) now",
    "[**{}**](https://a.example)",
    "**{}** first",
    "The **{}** of",
    "The ***{}*** of",
    "The _{}_ of",
    "The *post of {}*, now",
    "{}[here](https://a.example)",
    "[here](https://a.example){}",
    "Say “{}”.",
    "Write to {}",
    "[it](https://a.example/?post={})",
    "({}) [{}](https://a.example) **{}**",
    "A**{}**s",
    "\\{{{{ {} }}",
)
_LEFT_OUT: Final = re.compile(rf"{FORBIDDEN.pattern}|{{{{|\ue000")
texts: Final = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text("*_`[]()<>&!|\\#~ -+.1ab{}:/\n", min_size=1),
    st.sampled_from(
        ["Manager [cover]", "a [b", "b] a", "(HR)", "wow!", "*", "a_", "[x](y)", "a~b~"]
    ),
).filter(lambda text: one_line(text) != "" and not _LEFT_OUT.search(text))


def filled(markdown: str, text: str) -> tuple[str, Problems]:
    problems = Problems()
    facts = Facts({"post.title": Passage(text, SOURCE)}, problems)
    return facts.fill(Passage(markdown, SOURCE, markdown=True)).text, problems


@pytest.mark.parametrize("around", AROUND)
@given(text=texts)
@example(text="Project Manager [maternity cover]")
@example(text="a ] b")
@example(text="a [ b")
@example(text="(HR)")
@example(text="wow!")
@settings(max_examples=60, deadline=None)
def test_a_fact_is_printed_as_it_is_or_refused(around: str, text: str) -> None:
    name = "{{ post.title }}"
    markdown, problems = filled(around.format(*[name] * around.count("{}")), text)
    if problems:
        assert [problem.rule for problem in problems] == ["bad-markdown"]
        return
    (bare,) = parse(around.format(*["X"] * around.count("{}")))
    read = parse(markdown)
    assert isinstance(bare, Paragraph)
    assert [type(block) for block in read] == [Paragraph]
    wanted = plain(bare.spans).replace("X", in_sentence(text))
    assert plain(read[0].spans) == wanted  # type: ignore[union-attr] # as just said


@pytest.mark.parametrize("text", ["Manager [cover]", "a [ b", "a ] b", "wow!", "(HR)", "R&D *x*"])
@pytest.mark.parametrize(
    "around",
    [
        around
        for around in AROUND
        if "{}[" not in around and "){}" not in around and "A**" not in around
    ],
)
def test_usual_texts_are_never_refused_in_usual_markup(around: str, text: str) -> None:
    if "post={}" in around:
        text = text.split(" ", maxsplit=1)[0].strip("([])")
    markdown, problems = filled(around.format(*["{{ post.title }}"] * around.count("{}")), text)
    assert [str(problem) for problem in problems] == []
    assert parse(markdown)


def test_a_fact_that_would_change_the_markup_is_refused_with_its_remedy() -> None:
    _, [problem] = filled("A**{{ post.title }}**s", "(HR)")
    assert problem.message == (
        "what a fact says here would change the bold, italics or link beside it"
    )
    assert problem.hint.startswith("write the fact's name with spaces around it")


@pytest.mark.parametrize("word", ["zq0zq", "zq7zq", "zqq0zqq", "0", "post.title"])
def test_no_word_of_the_text_is_taken_for_a_fact(word: str) -> None:
    markdown, problems = filled(f"{word} [{{{{ post.title }}}}](https://a.example)", "(HR)")
    assert list(problems) == []
    assert markdown == f"{word} [(HR)](https://a.example)"
