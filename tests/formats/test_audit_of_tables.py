"""Which parts of a table a cell is in, by which a table's style gives it a look of its own."""

from __future__ import annotations

import pytest
from lxml.etree import fromstring

from jdgen.formats.word.audit.tables import parts_of, table_look

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ROWS = {
    "firstRow": ["firstRow", "band1Horz", "band2Horz", "band1Horz"],
    "firstRow lastRow": ["firstRow", "band1Horz", "band2Horz", "lastRow"],
    "": ["band1Horz", "band2Horz", "band1Horz", "band2Horz"],
    "noHBand": ["", "", "", ""],
}
COLUMNS = {
    "firstColumn": ["firstCol", "band1Vert", "band2Vert", "band1Vert"],
    "firstColumn lastColumn": ["firstCol", "band1Vert", "band2Vert", "lastCol"],
    "": ["band1Vert", "band2Vert", "band1Vert", "band2Vert"],
    "noVBand": ["", "", "", ""],
}


@pytest.mark.parametrize("look", ROWS)
def test_bands_of_rows_are_counted_from_below_the_header(look: str) -> None:
    told = {*look.split(), "noVBand"}
    parts = [parts_of(told, (row, 4), (0, 1)) for row in range(4)]
    assert parts == [tuple(part.split()) for part in ROWS[look]]


@pytest.mark.parametrize("look", COLUMNS)
def test_bands_of_columns_are_counted_from_beside_the_first(look: str) -> None:
    told = {*look.split(), "noHBand"}
    parts = [parts_of(told, (0, 1), (column, 4)) for column in range(4)]
    assert parts == [tuple(part.split()) for part in COLUMNS[look]]


def test_a_header_is_the_last_to_say_what_its_cells_look_like() -> None:
    told = {"firstRow", "lastRow", "firstColumn", "lastColumn"}
    assert parts_of(told, (0, 1), (0, 1)) == ("lastCol", "firstCol", "lastRow", "firstRow")


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ('w:firstRow="1" w:noVBand="true" w:lastRow="0"', {"firstRow", "noVBand"}),
        ('w:val="04A0"', {"firstRow", "firstColumn", "noVBand"}),
        ('w:val="0740"', {"lastRow", "lastColumn", "noHBand", "noVBand"}),
        ('w:val="04A0" w:lastRow="on"', {"lastRow"}),
        ('w:val="none"', set()),
        ("", set()),
    ],
)
def test_what_a_table_tells_apart_is_read_in_both_spellings(
    attributes: str, told: set[str]
) -> None:
    look = fromstring(f'<w:tblLook xmlns:w="{WORD}" {attributes}/>')
    assert table_look(look) == told
    assert table_look(None) == set()
