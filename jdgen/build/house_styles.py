"""Taking somebody's Word file in as the house style of a layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.build.output import write_files
from jdgen.formats.word.adoption.adopt import adopt
from jdgen.formats.word.faults import BadHouseStyle
from jdgen.problems import InvalidInput, Place, Problem, shown
from jdgen.schema.layout import HOUSE_STYLE
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from jdgen.formats.word.adoption.report import Report
    from jdgen.model.layout import Layout
    from jdgen.workspace.inheritance import Library


class AdoptedStyle(NamedTuple):
    """Where a house style was written, whether in place of another one, and what was done to it.

    `others` are the layouts and documents that look as it says too, `not_these` the layout's own
    documents that have another look.
    """

    path: Path
    is_another: bool
    report: Report
    others: tuple[str, ...] = ()
    not_these: tuple[str, ...] = ()


def adopt_into(library: Library, layout: str, file: Path, where: str) -> AdoptedStyle:
    """Write the house style that a Word file makes into a layout, and return what was done.

    `where` is empty, end, replace or the text of a paragraph. Raises `InvalidInput` where no house
    style can be made of the file, and `OSError`.
    """
    said = library.layout(layout)
    path = _written_to(said)
    try:
        adopted = adopt(file, where, library.setting.wanted)
    except BadHouseStyle as bad:
        message = f"no house style can be made of this file: {bad}"
        problem = Problem(Place(shown(file)), message, bad.hint, "house-style")
        raise InvalidInput([problem]) from None
    is_another = path.is_file() and path.read_bytes() != adopted.data
    write_files(path.parent, {path.name: adopted.data})
    looks = {name: library.layout(name) for name in library.layouts() if name != layout}
    others = tuple(name for name, other in looks.items() if other.in_look(path))
    here = library.layout(layout)
    not_these = tuple(kind.id for kind in here.documents if here.looks.get(kind.id, path) != path)
    return AdoptedStyle(path, is_another, adopted.report, others, not_these)


def _written_to(layout: Layout) -> Path:
    """Return where a layout's own house style stands: where it says, or in its folder."""
    folder, look = layout.folders[0], layout.look()
    is_said = layout.house_style and layout.house_style.source.file == layout.place.file
    return look if is_said or look.parent == folder else folder / HOUSE_STYLE
