"""Any text, wherever it stands, is read from Markdown and Word as it was typed.

Markdown is read by another parser than jdgen's own.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from example import Example
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import example as with_this
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jdgen.reading.yaml_errors import typed_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

PIECES: Final = [
    *"[]|\\`<>&{}#*_~+-=!()\"'.:;,/@%$^?",
    *("1.", "12)", "- ", "# ", "> ", "+ ", "    ", "\t", "a", "Z", "0", "é", " ", "  "),
    *("\u00a0", "\u202f", "e\u0301", "\U0001f600", "مرحبا", "漢", "ﬁ"),
    *("**a**", "*a*", "__a__", "`a`", "[a](b)", "![a](b)", "<br>", "<b>", "<!-- -->", "&amp;"),
    *("&#60;", "\\*", "www.a.example", "https://a.example/a_b", "a@b.example", "---", "===", "~~~"),
    *("```", "|", "||", "[^1]", "[a]: b", "</li>", "{% x %}", "]]>", "C_d", "R&D", "<5", "]("),
]
ANY: Final = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
PLACES: Final = (
    "title", "location", "team", "service", "purpose", "lead_in", "closing", "label", "duty",
    "inner", "cell", "group", "grouped", "category", "criterion", "method", "importance",
    "document", "subtitle", "fact_label", "section", "section_lead_in", "column", "own_column",
    "sentence", "relation", "own_field",
)  # fmt: skip
END: Final = "qz{}qz"
"""What each text ends with, so that it is known where it is met."""


def written(text: str) -> str:
    """Return a text as an author writes it who means no fact by two braces."""
    return text.replace("{{", "\\{{")


def workspace(said: dict[str, str]) -> dict[str, dict[str, Any]]:
    link = (
        "[see {{ post.location }} now](https://a.example) **{{ post.team }}** *{{ post.service }}*"
    )
    return {
        "families/organisation.yaml": {
            "name": "Hale",
            "language": "en-GB",
            "assessment_methods": {"A": said["method"]},
            "fields": {"own": {"label": said["own_field"]}},
        },
        "families/works/family.yaml": {"title": "Works", "description": "Jobs."},
        "families/works/levels/W1.yaml": {
            "title": "Crew", "rank": 1, "sections": {"duties": [{"text": said["grouped"]}]},
        },
        "families/works/levels/W2.yaml": {
            "title": "Crew", "rank": 2, "sections": {"duties": [{"text": said["duty"]}]},
        },
        "families/works/roles/paviour.yaml": {
            "title": said["title"],
            "family": "works",
            "level": "W1",
            "location": said["location"],
            "team": said["team"],
            "service": said["service"],
            "own": said["team"],
            "relationships": [{"who": said["relation"], "where": "inside", "why": "Why."}],
            "sections": {
                "purpose": said["purpose"],
                "context": {"markdown": link},
                "scope": {
                    "lead_in": said["lead_in"],
                    "closing": said["closing"],
                    "items": [
                        {
                            "label": said["label"],
                            "text": said["duty"],
                            "items": [said["inner"]],
                            "cells": {"example": said["cell"]},
                        },
                        {"heading": said["group"], "items": [said["grouped"]]},
                    ],
                },
            },
            "person_specification": [
                {
                    "category": said["category"],
                    "criteria": [
                        {"text": said["criterion"], "importance": "essential", "assessed_by": ["A"]}
                    ],
                }
            ],
        },
        "vacancies/one.yaml": {"role": "paviour"},
        "templates/ours/layout.yaml": {
            "title": "Ours",
            "extends": "standard",
            "labels": {"essential": said["importance"], "example": said["own_column"]},
            "documents": {
                kind: {
                    "title": said["document"],
                    "subtitle": said["subtitle"] + " {{ post.location }}",
                    "contents": kind == "list",
                    "header": [
                        {"fact": "post.location", "label": said["fact_label"]},
                        {"fact": "post.team", "label": "T"},
                        {"fact": "post.service", "label": "S"},
                        {"fact": "post.own"},
                        {"sentence": said["sentence"] + " {{ post.team }}", "label": "L"},
                    ],
                    "sections": [
                        {"id": "purpose", "title": said["section"],
                         "lead_in": said["section_lead_in"]},
                        {"id": "context", "title": "Context"},
                        {"id": "duties", "title": "Duties"},
                        {"id": "relationships", "title": "With"},
                        {"id": "scope", "title": "Scope"}
                        | (
                            {"columns": {"label": "A", "text": said["column"],
                                         "example": said["own_column"]}}
                            if kind == "table"
                            else {}
                        ),
                        {"id": "person-specification", "title": "C",
                         "criteria": {"as": kind, "group_by": ["category"]}},
                    ],
                }
                for kind in ("list", "table")
            },
        },
    }  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Example:
    return Example(tmp_path_factory.mktemp("any"))


def texts_of(tokens: list[Token]) -> Iterator[str]:
    """Yield the text of each block of Markdown, as another parser reads it."""
    for token in tokens:
        if token.type == "inline":
            yield "".join(
                " " if child.type in {"softbreak", "hardbreak", "html_inline"} else child.content
                for child in token.children or ()
            )
        elif token.content:
            yield f"{token.type}: {token.content}"


def even(text: str) -> str:
    """Return text with spaces and tabs in a row as one space, as readers see them."""
    return re.sub(r"[ \t\n]+", " ", text).strip()


def met(expected: dict[str, str], text: str) -> dict[str, str]:
    """Return the texts that are not found, by place."""
    return {name: said for name, said in expected.items() if even(said) not in text}


def any_texts() -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(dict.fromkeys(PLACES, ANY))


@given(drawn=any_texts())
@with_this(drawn=dict.fromkeys(PLACES, "# a | b"))
@with_this(drawn=dict.fromkeys(PLACES, "]("))
@with_this(drawn=dict.fromkeys(PLACES, "\\"))
@with_this(drawn=dict.fromkeys(PLACES, "<br>"))
@with_this(drawn=dict.fromkeys(PLACES, "_a_ ~~b~~ ==c=="))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_any_text_is_read_as_it_was_typed(place: Example, drawn: dict[str, str]) -> None:
    ends = {name: END.format(at) for at, name in enumerate(PLACES)}
    entries = ("duty", "inner", "grouped", "criterion", "relation")
    assume(not any(typed_mark(drawn[name].lstrip()) for name in entries))
    typed = {name: f"{drawn[name].lstrip()}{ends[name]}" for name in PLACES}
    for file, data in workspace({name: written(text) for name, text in typed.items()}).items():
        place.write(file, json.dumps(data, ensure_ascii=False))
    documents = place.documents(layout="ours")
    for kind, document in documents.items():
        expected = dict(typed)
        if kind == "list":
            del expected["column"], expected["own_column"]
            expected["own_label"] = typed["own_column"]
        assert even(expected.pop("document")) in even(document.title)
        tokens = (
            MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(document.markdown)
        )
        blocks = list(texts_of(tokens))
        assert not any(block.startswith(("html", "code", "fence")) for block in blocks), blocks
        read = even("\n".join(blocks))
        assert not (lost := met(expected, read)), (kind, lost, document.markdown)
        in_word = even("\n".join(paragraphs_of(place.word(kind, "ours"))))
        assert not (lost := met(expected, in_word)), (kind, lost)


def paragraphs_of(xml: str) -> Iterator[str]:
    """Yield the text of each paragraph of Word."""
    for paragraph in parse_xml(xml.encode()).iter(qn("w:p")):
        yield "".join(
            "\t" if node.tag.endswith("}tab") else node.text or ""
            for node in paragraph.iter()
            if node.tag.endswith(("}t", "}tab"))
        )


NAMING: Final = {
    "organisation": (
        "fields: {own: {label: '%s'}}\n",
        "scales: {s: [{id: a, title: '%s', text: T}]}\n",
    ),
    "family": ("axes: {horizon: {title: '%s', kind: time}}\n",),
    "layout": (
        "labels: {essential: '%s'}\n",
        "documents: {d: {title: D, header: [{fact: post.title, label: '%s'}], sections: []}}\n",
        "documents: {d: {title: D, sections: [{id: duties, columns: {text: '%s'}}]}}\n",
        "documents: {d: {title: D, sections: [{id: sign-off, signatories: ['%s']}]}}\n",
    ),
}


@pytest.mark.parametrize(
    ("file", "text"), [(file, text) for file, texts in NAMING.items() for text in texts]
)
def test_a_fact_in_what_is_printed_as_typed_is_told(example: Example, file: str, text: str) -> None:
    how = {"organisation": example.organisation, "family": example.family, "layout": example.layout}
    how[file](text % "{{ post.location }}")
    done = example.run("check", *(("--layout", "ours") if file == "layout" else ()))
    assert "a label can't name a fact" in done.stderr
