"""Several paragraphs of one text stay paragraphs, wherever it stands and however it is laid out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, NamedTuple

import docx
import docx.text.paragraph
import pytest

from jdgen.build.files import Order, files
from jdgen.formats.blocks import Span, Table, parted, plain
from jdgen.formats.markdown import UnknownMarkup, parse
from jdgen.model.job import Edition
from jdgen.workspace.targets import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from example import Example

    from jdgen.model.job import Audience

ONE, TWO, THREE = "Lays 1 * slab.", "Mends | a <br> kerb.", "Sweeps up."
TEXTS: Final = {
    "literal": f"|\n  {ONE}\n\n  {TWO}\n\n  {THREE}\n",
    "folded": f">\n  {ONE}\n\n  {TWO}\n\n  {THREE}\n",
    "plain": f"\n  {ONE}\n\n  {TWO}\n\n  {THREE}\n",
    "quoted once": f"'{ONE}\n\n  {TWO}\n\n  {THREE}'\n",
    "quoted": f'"{ONE}\\n\\n{TWO}\\n{THREE}"\n',
}


class Kind(NamedTuple):
    """A text of a kind: what a vacancy says, and how the layout's document shows it."""

    vacancy: str
    document: str
    organisation: str = ""
    in_cells: bool = False


_DUTIES: Final = "sections: [{id: duties, title: Duties%s}]\n"
_SPECIFICATION: Final = (
    "sections: [{id: person-specification, title: Criteria, criteria: {as: %s}}]\n"
)
_CRITERIA: Final = (
    "person_specification:\n  - category: Skills\n    criteria:\n"
    "      - importance: essential\n        text: {}"
)
KINDS: Final = {
    "an entry": Kind("sections:\n  duties:\n    - {}", _DUTIES % ""),
    "an entry with a label": Kind(
        "sections:\n  duties:\n    - label: Slabs\n      text: {}", _DUTIES % ""
    ),
    "a numbered entry": Kind("sections:\n  duties:\n    - {}", _DUTIES % ", numbering: numbers"),
    "an entry inside an entry": Kind(
        "sections:\n  duties:\n    - text: Outer.\n      items:\n        - {}", _DUTIES % ""
    ),
    "a cell": Kind(
        "sections:\n  duties:\n    - {}",
        _DUTIES % ", columns: {text: What}",
        in_cells=True,
    ),
    "a detail in a cell": Kind(
        "sections:\n  duties:\n    - text: Outer.\n      outcome: {}",
        _DUTIES % ", columns: {text: What, outcome: Outcome}",
        in_cells=True,
    ),
    "a relationship": Kind(
        "relationships:\n  - who: Suppliers\n    where: outside\n    why: {}",
        "sections: [{id: relationships, title: Who}]\n",
    ),
    "a behaviour": Kind(
        "behaviours: [care]",
        "sections: [{id: behaviours, title: How}]\n",
        "frameworks:\n  way:\n    title: Way\n    behaviours:\n      - id: care\n"
        "        title: Care\n        text: {}",
    ),
    "a level of a behaviour": Kind(
        "behaviours: [{{behaviour: care, level: high}}]",
        "sections: [{id: behaviours, title: How}]\n",
        "frameworks:\n  way:\n    title: Way\n    behaviours:\n      - id: care\n"
        "        title: Care\n        text: Cares.\n        levels:\n          high: {}",
    ),
    "a factor": Kind(
        "evaluation:\n  reference: JE-1\n  factors:\n    - factor: Skill\n      why: {}",
        "audience: evaluation\n    header: [{fact: evaluation.reference, label: R}]\n"
        "    sections: [{id: evaluation, title: Factors}]\n",
    ),
    "a clause": Kind(
        "sections:\n  duties:\n    - clause: slabs\n",
        _DUTIES % "",
        "clauses:\n  slabs:\n    text: {}",
    ),
    "a criterion in a table": Kind(_CRITERIA, _SPECIFICATION % "table", in_cells=True),
    "a criterion in a list": Kind(_CRITERIA, _SPECIFICATION % "list"),
    "prose": Kind("sections:\n  purpose: {}", "sections: [{id: purpose, title: Purpose}]\n"),
    "a fact at the top": Kind(
        "location: {}",
        "header: [{fact: post.location, label: Where}]\n    sections: [{id: purpose, title: P}]\n",
        in_cells=True,
    ),
    "a fact in a table": Kind(
        "location: {}",
        "sections: [{id: where, title: Where, facts_as: table, facts:"
        " [{fact: post.location, label: Where}]}]\n",
        in_cells=True,
    ),
    "a fact in a list": Kind(
        "location: {}",
        "sections: [{id: where, title: Where, facts: [{fact: post.location, label: Where}]}]\n",
    ),
    "a fact as a text": Kind(
        "location: {}\nsections:\n  purpose: '{{{{ post.location }}}}'",
        "header: [{fact: post.location, label: L}]\n    sections: [{id: purpose, title: Why}]\n",
    ),
}


def _indented(text: str, by: int) -> str:
    first, *lines = text.rstrip("\n").split("\n")
    return "\n".join([first, *(f"{' ' * by}{line}" if line else "" for line in lines)])


def _filled(template: str, text: str) -> str:
    line = next((line for line in template.splitlines() if "{}" in line), "")
    indent = len(line) - len(line.lstrip(" -"))
    return template.format(_indented(text, indent)) + "\n"


def _paragraphs(data: bytes) -> Iterator[str]:
    """Yield each paragraph of a Word document, those of cells included."""
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, docx.text.paragraph.Paragraph):
            yield block.text
        else:
            yield from (
                paragraph.text
                for row in block.rows
                for cell in row.cells
                for paragraph in cell.paragraphs
            )


def _layout(kind: Kind) -> str:
    return f"documents:\n  job-description:\n    title: Job description\n    {kind.document}"


@pytest.mark.parametrize("style", TEXTS)
@pytest.mark.parametrize("name", KINDS)
def test_paragraphs_stay_paragraphs(name: str, style: str, example: Example) -> None:
    kind = KINDS[name]
    example.role("", sections="", criteria="")
    example.organisation(_filled(kind.organisation, TEXTS[style]))
    example.vacancy(_filled(kind.vacancy, TEXTS[style]))
    example.layout(_layout(kind))
    audience: Audience = "evaluation" if "audience" in kind.document else "job-description"
    [document] = example.documents(layout="ours", audience=audience).values()
    escaped = [r"Lays 1 \* slab.", r"Mends \| a \<br> kerb.", "Sweeps up."]
    if kind.in_cells:
        assert "<br>".join(escaped) in document.markdown
    else:
        lines = [line.strip() for line in document.markdown.splitlines()]
        start = next(at for at, line in enumerate(lines) if line.endswith(escaped[0]))
        assert lines[start + 1 : start + 4] == ["", escaped[1], ""]
        assert lines[start + 4].startswith(escaped[2])  # then what else is said of it
    order = Order(["ours"], ["docx"], Edition(audience))
    library = example.library()
    [data] = files(library, find(library, "one").target, order).files.values()
    texts = [*_paragraphs(data)]
    start = next(at for at, text in enumerate(texts) if text.endswith(ONE))
    assert texts[start + 1] == TWO
    assert texts[start + 2].startswith(THREE)


def test_a_fact_in_a_sentence_stands_on_one_line_with_commas(example: Example) -> None:
    example.vacancy(
        "location: |\n  Town Hall\n  High Street.\n  Hale\n"
        "sections:\n  purpose: Come to {{ post.location }} by nine.\n"
    )
    [_, purpose, *_] = example.markdown().split("## Purpose of the job\n\n")
    assert purpose.startswith("Come to Town Hall, High Street. Hale by nine.\n")


def test_paragraphs_of_a_cell_and_of_an_entry_count_as_words(example: Example) -> None:
    example.role("", sections="sections:\n  duties: ['One two.\n\n\n  Three.']\n", criteria="")
    for columns in ("", ", columns: {text: What}"):
        example.layout(
            "documents:\n  job-description:\n    title: Job description\n"
            f"    sections: [{{id: duties, title: Duties, words: {{maximum: 3}}{columns}}}]\n"
        )
        if columns:  # the column's title is a word too
            assert '"duties" has 4 words' in example.problems(layout="ours")[0].message
        else:
            assert example.documents(layout="ours")


@pytest.mark.parametrize("text", ["a<br>b", "- a<br>b", "# a<br>b", "a <br/> b", "a <BR> b"])
def test_a_break_is_known_in_cells_alone(text: str) -> None:
    with pytest.raises(UnknownMarkup):
        parse(f"{text}\n")


def test_a_break_in_a_cell_parts_paragraphs_and_no_other_tag_does() -> None:
    [table] = parse("| **a**<br>b | c |\n| --- | --- |\n| d | *e<br>f* |\n")
    assert isinstance(table, Table)
    assert parted(table.header[0]) == [(Span("a", bold=True),), (Span("b"),)]
    assert [plain(spans) for spans in parted(table.rows[0][1])] == ["e", "f"]
    with pytest.raises(UnknownMarkup):
        parse("| a <br/> | b |\n| --- | --- |\n| c | d |\n")


def test_a_typed_break_in_markdown_is_refused(example: Example) -> None:
    example.vacancy("sections:\n  duties:\n    - markdown: One<br>two.\n")
    [problem] = example.problems()
    assert problem.message == "this Markdown holds HTML"
