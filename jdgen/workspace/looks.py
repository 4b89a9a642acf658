"""Which Word files give a layout's documents their look: its own, or shared ones by name."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING

from jdgen.names import spoken
from jdgen.nearest import suggest
from jdgen.problems import refused
from jdgen.schema.layout import HOUSE_STYLE
from jdgen.workspace.files import existing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from jdgen.model.layout import DocumentKind
    from jdgen.model.text import Passage
    from jdgen.problems import Problems


def looks_of(
    documents: Iterable[DocumentKind],
    folders: Sequence[Path],
    named: Sequence[Passage | None],
    shared: Mapping[str, Path],
    problems: Problems,
) -> tuple[dict[str, Path], Passage | None]:
    """Return the house styles of a layout, by the documents that have their own, and its name.

    `folders` and `named` are those of the layout and of the ones that it extends, the nearest
    first: the first that names a house style, or holds one, gives it to all documents, as "".
    A name that no Word file has is refused.
    """
    looks = {"": folders[0] / HOUSE_STYLE}
    style = None
    for folder, name in zip(folders, named, strict=True):
        if name:
            with problems.catching():
                looks[""] = _look(name, [folder], shared)
            style = name
            break
        if os.path.lexists(folder / HOUSE_STYLE):
            looks[""] = folder / HOUSE_STYLE
            break
    for kind in documents:
        if kind.house_style:
            with problems.catching():
                looks[kind.id] = _look(kind.house_style, folders, shared)
    return looks, style


def _look(name: Passage, folders: Sequence[Path], shared: Mapping[str, Path]) -> Path:
    """Return the Word file that a name means, the nearest first; raise `InvalidInput`.

    One of a layout that isn't there is told where it is needed, as documents in Markdown need none.
    """
    places = [existing(folder / name.text) for folder in folders]
    for place in places:
        if os.path.lexists(place):
            return place
    if name.text in shared:
        return shared[name.text]
    message = f'unknown house style "{spoken(name.text)}"'
    stem = PurePath(name.text).stem
    if not name.text.lower().endswith(".docx"):
        hint = suggest(name.text, [*shared, *_own(folders)], what="there are")
        if not shared:
            hint = f"put {stem}.docx into templates/house-styles, or correct the name"
    elif stem in shared:
        hint = f"write {stem} for the one in templates/house-styles"
    else:
        return places[0]
    raise refused(name, message, hint, "unknown-house-style")


def _own(folders: Sequence[Path]) -> list[str]:
    """Return the Word files of layouts' folders, by name."""
    paths = (path for folder in folders for path in sorted(folder.glob("*.docx")))
    return list(dict.fromkeys(path.name for path in paths if not path.name.startswith((".", "~$"))))
