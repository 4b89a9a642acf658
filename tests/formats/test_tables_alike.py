"""Tables of one document have label columns of one width, and small ones stay on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import docx
import pytest
from word_files import DOCUMENT, opened, rewritten, written, written_widths

from jdgen.build.files import Order, files
from jdgen.workspace.targets import find

if TYPE_CHECKING:
    from pathlib import Path

    from docx.table import Table
    from example import Example

FAMILY = """\
documents:
  guide:
    title: Guide
    subject: family
    parts: [profile]
    header: [{fact: family.title, label: Family}]
    sections: [{id: levels, title: Levels}]
  profile:
    title: Profile
    subject: level
    header:
      - {fact: level.title, label: What it is called}
      - {fact: level.code, label: Code}
      - {fact: level.grades, label: Grades}
    sections: [{id: purpose, title: Purpose}]
"""


def tables(example: Example, tmp_path: Path) -> list[Table]:
    example.layout(FAMILY)
    for number in (9, 10):
        example.write(
            f"families/works/levels/MACB{number:02}.yaml",
            f"title: A level of work with a long name\nrank: {number}\ngrades: ['{number}']\n"
            "sections: {purpose: Digs.}\n",
        )
    (example.root / "families/works/levels/W1.yaml").unlink()
    (example.root / "families/works/roles/paviour.yaml").unlink()
    (example.root / "vacancies/one.yaml").unlink()
    library = example.library()
    built = files(library, find(library, "works").target, Order(["ours"], ["docx"])).files
    path = tmp_path / "guide.docx"
    path.write_bytes(next(iter(built.values())))
    return docx.Document(str(path)).tables


def test_label_columns_are_alike_throughout_a_document(example: Example, tmp_path: Path) -> None:
    grids = [written_widths(table)[0] for table in tables(example, tmp_path)]
    two = [grid for grid in grids if len(grid) == 2]
    assert len(two) == 3  # the family's own facts, and those of each level
    assert len({grid[0] for grid in two}) == 1
    assert len({sum(grid) for grid in grids}) == 1


def test_a_small_table_stays_on_one_page(example: Example, tmp_path: Path) -> None:
    for table in tables(example, tmp_path):
        rows = [row.cells[0].paragraphs[0] for row in table.rows]
        kept = [bool(row.paragraph_format.keep_with_next) for row in rows[1:]]
        assert kept == [True] * (len(kept) - 1) + [False]


@pytest.mark.parametrize(("times", "is_kept"), [(90, True), (280, None), (400, None)])
def test_a_table_of_more_than_half_a_page_may_go_on_on_the_next(
    example: Example, tmp_path: Path, times: int, *, is_kept: bool | None
) -> None:
    example.role(
        "", sections=f"sections:\n  duties: ['Digs. {'Fills. ' * times}', Mends., Lays.]\n"
    )
    example.layout(
        "documents:\n  jd:\n    title: JD\n    sections:\n"
        "      - {id: duties, title: D, columns: {text: T}}\n"
        "      - {id: person-specification, title: P}\n"
    )
    path = tmp_path / "jd.docx"
    order = Order(["ours"], ["docx"])
    library = example.library()
    path.write_bytes(next(iter(files(library, find(library, "one").target, order).files.values())))
    rows = docx.Document(str(path)).tables[0].rows
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in rows]
    assert kept[1:] == [is_kept, True, None]  # but its last two rows stay together


CRITERIA: Final = (
    "# A\n\n## Criteria\n\n| Criterion | Category | Essential or desirable | How assessed |\n"
    "| --- | --- | --- | --- |\n"
    "| Has kept registers | Qualifications | Essential | Application form |\n"
    "| Plans work | Experience | Desirable |  |\n"
)


@pytest.mark.parametrize(("width", "is_list"), [(4000, True), (6600, False), (9400, False)])
def test_a_table_in_a_column_too_narrow_for_its_words_is_a_list(
    tmp_path: Path, width: int, *, is_list: bool
) -> None:
    def narrow(parts: dict[str, bytes]) -> None:
        page = f'w:w="{width + 2 * 1247}"'.encode()
        parts[DOCUMENT] = parts[DOCUMENT].replace(b'w:w="11906"', page)

    path = rewritten(tmp_path / "narrow.docx", narrow)
    document = opened(written(CRITERIA, path))
    assert bool(document.tables) != is_list
    if is_list:
        assert [one.text for one in document.paragraphs][2:] == [
            "Has kept registers",
            "Category: Qualifications",
            "Essential or desirable: Essential",
            "How assessed: Application form",
            "Plans work",
            "Category: Experience",
            "Essential or desirable: Desirable",
        ]
