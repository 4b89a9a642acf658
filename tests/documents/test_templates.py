"""Templates: what they are given, and what no value becomes in them."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from example import TWO_SECTIONS, Example
from hypothesis import given, settings
from hypothesis import strategies as st

from jdgen.documents.template import environment
from jdgen.formats.blocks import Paragraph, plain
from jdgen.formats.escaping import one_line
from jdgen.formats.markdown import parse
from jdgen.problems import Naming
from jdgen.reading.invisible import FORBIDDEN

PLAIN = "    sections: [{id: purpose, title: Purpose}, {id: duties, title: Duties}]\n"


def test_a_layout_may_say_one_block_of_the_standard_one_anew(workspace: Example) -> None:
    standard = (workspace.root / "templates/standard/layout.yaml").read_text(encoding="utf-8")
    workspace.sheet(
        PLAIN,
        '{% extends "standard/document.md.j2" %}\n'
        "{% block title %}\n# {{ kind }} of {{ title }}\n\nMay we introduce you?\n{% endblock %}\n",
    )
    assert workspace.markdown(layout="ours") == (
        "# Job description of Paviour\n\nMay we introduce you?\n\n"
        "## Purpose\n\nWhy the job is there.\n\n## Duties\n\n- First\n- Second\n"
    )
    workspace.write("templates/ours/layout.yaml", standard)
    workspace.write("templates/ours/document.md.j2", '{% extends "standard/document.md.j2" %}\n')
    workspace.vacancy(
        TWO_SECTIONS + "person_specification: [{category: S, criteria: [{text: T, importance: "
        "essential, assessed_by: [A]}]}]\n"
    )
    ours, standard = (workspace.documents(layout=each) for each in ("ours", "standard"))
    assert [document.markdown for document in ours.values()] == [
        document.markdown for document in standard.values()
    ]


def test_blank_lines_in_a_template_do_not_matter(workspace: Example) -> None:
    workspace.sheet(PLAIN, "\n\n\n# {{ title }}\n\n\n\n\n{{ kind }}\n\n\n")
    assert workspace.markdown(layout="ours") == "# Paviour\n\nJob description\n"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("# {{ title.__class__ }}", "access to attribute '__class__' of 'str' object is unsafe"),
        ("# {{ sections.__init__.__globals__ }}", "is unsafe"),
        ("# {{ sections[0].__class__ }}", "is unsafe"),
        ("# {{ sections[0]['__class__'] }}", "is unsafe"),
        ("# {{ ''.format.__globals__ }}", "is unsafe"),
        ("# {{ title|safe }}", "No filter named 'safe'"),
        ("# {{ title|escape }}", "No filter named 'escape'"),
        ("# {{ title|attr('__class__') }}", "No filter named 'attr'"),
        ("# {{ title|replace('a', 'b') }}", "No filter named 'replace'"),
        ('# {{ title ~ "*" }}', '"~" joins texts before they are escaped'),
        ("# {{ title[:5] }}", '"[a:b]" cuts what may be markup already'),
        ("# {{ title }}{% for part in sections[1:] %}{% endfor %}", '"[a:b]" cuts what'),
        ("# {{ title }}{{ sections[0].parts[::2]|length }}", '"[a:b]" cuts what'),
        ("# {% autoescape false %}{{ title }}{% endautoescape %}", '"autoescape" can\'t be'),
        ("# {% autoescape true %}{{ title }}{% endautoescape %}", '"autoescape" can\'t be'),
        ("# {{ titel }}", "'titel' is undefined"),
        ("# {{ sections[0].titel }}", 'a section has no "titel"'),
        ("# {{ labels.nothing }}", "nothing"),
        ("# {{ sections.append(1) }}", "unsafe"),
        ("# {% include 'ours/absent.md.j2' %}", 'there is no template "ours/absent.md.j2"'),
        ("# {% include '../../families/organisation.yaml' %}", "there is no template"),
        ("# {% if %}", "Expected an expression"),
        ("# {% raise %}", "Encountered unknown tag 'raise'"),
        ("# {{ 1 / 0 }}", "division by zero"),
        ("# {{ lipsum() }}", "'lipsum' is undefined"),
    ],
)
def test_what_a_template_may_not_do_is_named_with_its_line(
    workspace: Example, template: str, message: str
) -> None:
    workspace.sheet(PLAIN, f"{{# a comment #}}\n\n{template}\n")
    [problem] = workspace.problems(layout="ours")
    assert problem.rule == "template"
    assert str(problem.place) == "templates/ours/document.md.j2:3:1"
    assert message in problem.message


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ title }}", "the document doesn't start with its title"),
        ("## {{ title }}", "the document doesn't start with its title"),
        ("# {{ title }}\n\n### Deep", 'the heading "Deep" of level 3 follows one of level 1'),
        ("# {{ title }}\n\n# Again", 'the heading "Again" of level 1 follows one of level 1'),
        ("# {{ title }}\n\n> said", "the template writes a quotation, on line 3 of its Markdown"),
        ("# {{ title }}\n\n<b>x</b>", "the template writes HTML, on line 3"),
        ("# {{ title }}\n\nx\n\n---\n", "the template writes a rule, on line 5"),
    ],
)
def test_a_template_that_writes_another_kind_of_document_is_refused(
    workspace: Example, template: str, message: str
) -> None:
    workspace.sheet(PLAIN, template + "\n")
    [problem] = workspace.problems(layout="ours")
    assert message in problem.message
    assert problem.place.file == "templates/ours/document.md.j2"


def test_a_layouts_missing_template_is_named_where_the_layout_names_it(
    workspace: Example,
) -> None:
    workspace.sheet(PLAIN)
    (workspace.root / "templates/ours/document.md.j2").unlink()
    [problem] = workspace.problems(layout="ours")
    assert str(problem.place) == "templates/ours/layout.yaml:5:15"
    assert 'there is no template "ours/document.md.j2"' in problem.message


MARKUP = "*b* _i_ `c` [l](u) ![i](u) <b>x</b> a | b &amp; # h"


WAYS = {
    "as it is": "{{ value }}",
    "lower": "{{ value|lower }}",
    "trim": "{{ value|trim }}",
    "default": "{{ nothing|default(value) }}",
    "first of a list": "{{ [value]|first }}",
    "last of a tuple": "{{ ('x', value)|last }}",
    "joined": "{{ [value]|join(', ') }}",
    "a separator": "{{ ['', '']|join(value) }}",
    "set": "{% set kept = value %}{{ kept }}",
    "a set block": "{% set kept %}{{ value }}{% endset %}{{ kept }}",
    "a set block, set again": "{% set a %}{{ value }}{% endset %}{% set b = a %}{{ b }}",
    "a macro": "{% macro say(x) %}{{ x }}{% endmacro %}{{ say(value) }}",
    "a macro of a set block": "{% macro say(x) %}{{ x }}{% endmacro %}"
    "{% set a %}{{ value }}{% endset %}{{ say(a) }}",
    "a call block": "{% macro say() %}{{ caller() }}{% endmacro %}"
    "{% call say() %}{{ value }}{% endcall %}",
    "a for loop": "{% for x in [value] %}{{ x }}{% endfor %}",
    "an if": "{{ value if true else '' }}",
    "or": "{{ '' or value }}",
    "with": "{% with x = value %}{{ x }}{% endwith %}",
    "include": "{% include 'piece.md.j2' %}",
    "import": "{% from 'macros.md.j2' import say %}{{ say(value) }}",
    "a sum": "{{ value + '' }}",
    "a product": "{{ value * 1 }}",
    "a per cent sign": "{{ '%s' % value }}",
    "format": "{{ '{}'.format(value) }}",
    "a method": "{{ value.strip() }}",
    "join of a string": "{{ ''.join([value]) }}",
    "replace of a string": "{{ 'x'.replace('x', value) }}",
    "a set block plus": "{% set a %}{% endset %}{{ a + value }}",
    "plus a set block": "{% set a %}{% endset %}{{ value + a }}",
    "a set block's format": "{% set a %}{}{% endset %}{{ a.format(value) }}",
    "a set block's per cent": "{% set a %}%s{% endset %}{{ a % value }}",
    "a set block's join": "{% set a %}{% endset %}{{ a.join([value]) }}",
    "a set block's replace": "{% set a %}x{% endset %}{{ a.replace('x', value) }}",
    "a filter block": "{% filter trim %}{{ value }}{% endfilter %}",
    "namespace": "{% set n = namespace(x=value) %}{{ n.x }}",
    "a dict": "{{ {'x': value}.x }}",
    "a dict's item": "{{ {'x': value}['x'] }}",
    "cycler": "{{ cycler(value).next() }}",
    "joiner": "{% set j = joiner(value) %}{{ j() }}{{ j() }}",
    "a set block, lower": "{% set a %}{{ value }}{% endset %}{{ a|lower }}",
}


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pieces")
    (folder / "piece.md.j2").write_text("{{ value }}", encoding="utf-8")
    macros = "{% macro say(x) %}{{ x }}{% endmacro %}"
    (folder / "macros.md.j2").write_text(macros, encoding="utf-8")
    return folder


@pytest.mark.parametrize("way", WAYS)
def test_no_value_becomes_markup_on_any_way_through_a_template(way: str, pieces: Path) -> None:
    made = environment(pieces, (), Naming(pieces))
    try:
        markdown = made.from_string(WAYS[way]).render(value=MARKUP)
    except jinja2.TemplateError:
        return  # a way that is closed is as good as one that escapes
    [paragraph] = parse(f"**start** {markdown} end")
    assert isinstance(paragraph, Paragraph)
    text = MARKUP.lower() if "lower" in way else MARKUP
    assert plain(paragraph.spans) == f"start {text} end"
    assert [span.text for span in paragraph.spans if span.bold or span.link] == ["start"]


CUTS = (
    "kept[1]",
    "kept.lstrip('\\\\')",
    "kept.strip('\\\\')",
    "kept.replace('\\\\', '')",
    "kept.translate({92: ''})",
    "kept.split('\\\\')[1]",
    "kept.split('\\\\')|join",
    "kept|trim('\\\\')",
    "kept|list|join",
    "kept|first",
    "kept.unescape()",
    "kept.striptags()",
)


@pytest.mark.parametrize("cut", CUTS)
def test_no_value_that_a_template_keeps_becomes_markup_by_cutting_it(cut: str) -> None:
    made = environment(Path(), (), Naming(Path()))
    value = "*b* [l](https://u.example)"
    template = f"{{% set kept %}}{{{{ value }}}}{{% endset %}}start {{{{ {cut} }}}} end"
    try:
        markdown = made.from_string(template).render(value=value)
    except jinja2.TemplateError:
        return  # as above
    [paragraph] = parse(markdown)
    assert isinstance(paragraph, Paragraph)
    assert not [span for span in paragraph.spans if span.bold or span.italic or span.link]


texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text("*_`[]()<>&!|\\#~ -+.1ab{}:/", min_size=1),
).filter(lambda text: one_line(text) != "" and not FORBIDDEN.search(text))


@given(texts)
@settings(max_examples=200, deadline=None)
def test_values_that_are_joined_stay_verbatim(value: str) -> None:
    made = environment(Path(), (), Naming(Path()))
    template = made.from_string("{{ [value, 'x', value]|join(', ') }}; {{ value }}")
    said = one_line(value)
    [paragraph] = parse("start " + template.render(value=value))
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.spans) == f"start {said}, x, {said}; {said}"
    assert not [span for span in paragraph.spans if span.bold or span.italic or span.link]


def test_what_a_template_writes_itself_stays_markup(pieces: Path) -> None:
    made = environment(pieces, (), Naming(pieces))
    text = made.from_string(
        "{% macro strong(x) %}**{{ x }}**{% endmacro %}"
        "{% set kept %}*{{ value }}*{% endset %}{{ strong(value) }} {{ kept }}"
    ).render(value="a*b")
    assert text == r"**a\*b** *a\*b*"


def test_a_level_says_which_of_its_entries_hold_in_some_roles_only(workspace: Example) -> None:
    workspace.level(
        "sections:\n  accountabilities:\n    - Always\n"
        "    - {id: money, optional: true, label: Money, text: Pays invoices}\n"
    )
    [profile] = workspace.documents("W1").values()
    assert "- Always\n- **In some roles:** **Money:** Pays invoices\n" in profile.markdown


def test_every_document_of_the_standard_layout_is_blocks_without_a_gap_in_its_headings(
    workspace: Example,
) -> None:
    workspace.vacancy(
        TWO_SECTIONS + "person_specification: [{category: S, criteria: [{text: T, importance: "
        "essential, assessed_by: [A]}]}]\n"
    )
    made = workspace.documents(layout="standard").values()
    assert [document.kind for document in made] == ["job-description", "person-specification"]
    assert [document.title for document in made] == [
        "Paviour: job description",
        "Paviour: person specification",
    ]


def test_a_chosen_alternative_keeps_its_paragraphs_in_a_levels_profile_too(
    workspace: Example,
) -> None:
    workspace.level(
        'sections: {purpose: {any_of: [{id: x, text: "One.\\n\\nMore."}, {id: y, text: Two.}]}}\n'
    )
    workspace.vacancy("choose: [x]\n")
    workspace.sheet("    sections: [{id: purpose, title: Purpose}]\n")
    assert workspace.markdown(layout="ours").endswith("## Purpose\n\nOne.\n\nMore.\n")
    [profile] = workspace.documents("W1").values()
    assert "## Purpose\n\nOne.\n\nMore.\n\nor\n\nTwo.\n" in profile.markdown


def test_a_text_that_a_template_quotes_is_text(workspace: Example) -> None:
    workspace.sheet(
        "    sections: [{id: purpose, title: Purpose}, {id: duties, title: Duties}]\n",
        '# {{ "R&D *x*" }}{{ " and " ~ 1 }}\n',
    )
    [problem] = workspace.problems(layout="ours")
    assert '"~" joins texts' in problem.message
    workspace.sheet(
        "    sections: [{id: purpose, title: Purpose}, {id: duties, title: Duties}]\n",
        '# {{ "R&D *x*" }} {{ title }}\n',
    )
    assert workspace.markdown(layout="ours").startswith("# R&D \\*x\\* ")


def test_a_template_may_begin_with_a_byte_order_mark(workspace: Example) -> None:
    workspace.sheet(
        "    sections: [{id: purpose, title: Purpose}, {id: duties, title: Duties}]\n",
        "\ufeff# {{ title }}\n",
    )
    assert workspace.markdown(layout="ours").startswith("# ")
