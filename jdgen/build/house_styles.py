"""Taking somebody's Word file in as the house style of a layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jdgen.build.output import write_files
from jdgen.formats.word.faults import BadHouseStyle
from jdgen.problems import InvalidInput, Place, Problem, shown
from jdgen.schema.layout import HOUSE_STYLE

if TYPE_CHECKING:
    from pathlib import Path

    from jdgen.formats.word.adoption.report import Report
    from jdgen.workspace.inheritance import Library


class Placed(NamedTuple):
    """Where a house style was written, whether in place of another one, and what was done to it."""

    path: Path
    is_another: bool
    report: Report


def adopt_into(library: Library, layout: str, file: Path, where: str) -> Placed:
    """Write the house style that a Word file makes into a layout, and return what was done.

    `where` is empty, end, replace or the text of a paragraph. Raises `InvalidInput` where no house
    style can be made of the file, and `OSError`.
    """
    from jdgen.formats.word.adoption.adopt import adopt  # noqa: PLC0415 - lxml takes long to import

    said = library.layout(layout)
    folder, name = said.folders[0], said.files[HOUSE_STYLE]
    try:
        adopted = adopt(file, where, library.setting.wanted)
    except BadHouseStyle as bad:
        message = f"no house style can be made of this file: {bad}"
        problem = Problem(Place(shown(file)), message, bad.hint, "house-style")
        raise InvalidInput([problem]) from None
    own = name.name if name.parent == folder else HOUSE_STYLE
    before = folder / own
    is_another = before.is_file() and before.read_bytes() != adopted.data
    [path] = write_files(folder, {own: adopted.data})
    return Placed(path, is_another, adopted.report)
