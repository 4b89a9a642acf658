"""What differs between the documents of a folder and those that would be built into it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jdgen.build.files import PDF, name_in
from jdgen.problems import Place, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jdgen.build.files import Order
    from jdgen.workspace.inheritance import Library

_REMEDY = "build it again, and commit it where documents are kept"


def stale(
    library: Library, order: Order, folder: Path, files: Mapping[str, bytes], *, is_all: bool
) -> Iterator[Problem]:
    """Yield the documents below a folder that are missing, not up to date, or left over.

    `files` are those that would be built, by their paths; PDF is not the same bytes each time, so
    that it is only looked for. Where they are `is_all` of the workspace, a file is left over that
    is called as such a document, of the same layouts, audience, language and formats, and would not
    be built.
    """
    for path, data in files.items():
        place = folder / path
        kept = _content(place)
        if kept is None:
            yield _problem(place, "this document is missing", _REMEDY, "missing-document")
        elif kept != data and not path.endswith(f".{PDF}"):
            message = "this document is not what its files say now"
            yield _problem(place, message, _REMEDY, "stale-document")
    for place in _left_over(library, order, folder, files) if is_all else ():
        message = "this document is left over: nothing of the workspace makes it"
        yield _problem(place, message, "delete it", "left-over-document")


def _problem(place: Path, message: str, hint: str, rule: str) -> Problem:
    return Problem(Place(shown(place)), message, hint, rule)


def _content(place: Path) -> bytes | None:
    try:
        return place.read_bytes() if place.is_file() else None
    except OSError:
        return None


def _left_over(
    library: Library, order: Order, folder: Path, files: Mapping[str, bytes]
) -> Iterator[Path]:
    """Yield files that have a document's name, and are none of those that would be built."""
    several = len(order.layouts) > 1
    others = {*library.layouts()} - {path.split("/", 1)[0] for path in files}
    for layout in order.layouts:
        names = {
            f"{name_in(library.setting, kind.id)}.{ending}"
            for kind in library.layout(layout).documents
            if kind.audience == order.edition.audience
            for ending in order.formats
        }
        for parent, folders, there in os.walk(folder / layout if several else folder):
            if Path(parent) == folder:  # documents of other layouts are nobody's to judge here
                folders[:] = [name for name in folders if name not in others]
            folders.sort()
            for name in sorted(names.intersection(there)):
                place = Path(parent, name)
                if place.relative_to(folder).as_posix() not in files:
                    yield place
