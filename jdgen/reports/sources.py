"""Who said a text, as data: the same in every report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jdgen.model.text import Source


def as_json(source: Source | None) -> dict[str, Any] | None:
    """Return the layer, the file and the place in it; None where nobody said it."""
    if source is None:
        return None
    return {
        "layer": source.layer,
        **source.place._asdict(),
    }
