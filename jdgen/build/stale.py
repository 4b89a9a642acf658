"""What differs between the documents of a folder and those that would be built into it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jdgen.build.record import name_in
from jdgen.problems import Place, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jdgen.build.files import Order
    from jdgen.build.record import Output, State
    from jdgen.workspace.inheritance import Library

    LookAlikes = Sequence[tuple[str, tuple[str, ...]]]

_REMEDY = "build it again, and commit it where documents are kept"


def stale(
    state: State,
    outputs: Mapping[str, Output],
    alike: LookAlikes = (),
    others: Sequence[str] = (),
) -> Iterator[Problem]:
    """Yield the documents below a folder that are missing, not up to date, or left over.

    `outputs` are those that would be built, by their paths; PDF is not the same bytes each time, so
    that it is only looked for. A file is left over that is called as such a document, of the same
    layouts, audience, language and formats, and would not be built; see `look_alikes`.
    """
    for path, made in outputs.items():
        place = state.folder / path
        if state.holds(path) == made.digest:
            continue
        if not state.holds(path):
            yield _problem(place, "this document is missing", _REMEDY, "missing-document")
        elif not path.endswith(".pdf"):
            message = "this document is not what its files say now"
            yield _problem(place, message, _REMEDY, "stale-document")
    for place in _left_over(state.folder, alike, others, outputs):
        message = "this document is left over: nothing of the workspace makes it"
        yield _problem(place, message, "delete it", "left-over-document")


def _problem(place: Path, message: str, hint: str, rule: str) -> Problem:
    return Problem(Place(shown(place)), message, hint, rule)


def look_alikes(
    library: Library, order: Order, outputs: Mapping[str, Output]
) -> tuple[LookAlikes, Sequence[str]]:
    """Return names that documents of an order have, by folder, and folders of other layouts.

    By these one tells what is left over of others that were made in the same way.
    """
    several = len(order.layouts) > 1
    others = {*library.layouts()} - {path.split("/", 1)[0] for path in outputs}
    alike = []
    for layout in order.layouts:
        names = {
            f"{name_in(library.setting, kind.id)}.{ending}"
            for kind in library.layout(layout).documents
            if kind.audience == order.edition.audience
            for ending in order.formats
        }
        alike.append((layout if several else "", tuple(sorted(names))))
    return alike, sorted(others)


def _left_over(
    folder: Path, alike: LookAlikes, others: Sequence[str], outputs: Mapping[str, Output]
) -> Iterator[Path]:
    """Yield files that have a document's name, and are none of those that would be built."""
    for below, names in alike:
        for parent, folders, there in os.walk(folder / below):
            if Path(parent) == folder:  # documents of other layouts are nobody's to judge here
                folders[:] = [name for name in folders if name not in others]
            folders.sort()
            for name in sorted({*names}.intersection(there)):
                place = Path(parent, name)
                if place.relative_to(folder).as_posix() not in outputs:
                    yield place
