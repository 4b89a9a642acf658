"""How many words a section has, and whether the layout's limit allows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from jdgen.documents.views import like
from jdgen.formats.blocks import plain, spans_of
from jdgen.formats.escaping import CELL_PARTS
from jdgen.formats.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jdgen.documents.views import SectionView
    from jdgen.model.layout import Layout, Limit, SectionStyle
    from jdgen.model.text import Passage, Source
    from jdgen.problems import Problems

COUNT_RULE: Final = (
    "a word is what spaces separate, as Word counts them, in all that stands below the title"
)


def count_words(view: SectionView, labels: Mapping[str, Passage]) -> int:
    """Return how many words are printed below a section's title, as Word counts them.

    A word is a run of characters without white space, in the text, labels, sub-headings and tables;
    of a link it is what the reader sees. Word counts no bullets or numbers of lists.
    """
    label = labels.get("in_some_roles")
    in_some_roles = len(label.text.split()) if label else 0
    return sum(
        sum(len(_printed(text).split()) for text in part.texts())
        + sum(in_some_roles for entry in part.entries if entry.in_some_roles)
        for part in view.parts
    )


def _printed(text: str) -> str:
    """Return what the reader sees of a text: of Markdown, what it renders as."""
    if not isinstance(text, Markup):
        return text
    blocks = parse(re.sub("\n +", "\n", re.sub(CELL_PARTS, "\n\n", text)))
    return " ".join(plain(tuple(spans_of([block]))) for block in blocks)


def check_limit(
    view: SectionView, style: SectionStyle, layout: Layout, source: Source, problems: Problems
) -> None:
    """Refuse a section of too many words, or too few; `source` is who said it."""
    limit = style.limit
    if limit is None:
        return
    words = count_words(view, layout.labels)
    length = f'"{view.id}" has {_words(words)}, and the layout "{layout.name}"'
    if limit.maximum is not None and words > limit.maximum:
        problems.refuse(
            source,
            f"{length} allows {limit.maximum}",
            f"cut {words - limit.maximum} ({COUNT_RULE})",
            "too-many-words",
        )
    if words < limit.minimum:
        problems.refuse(
            source,
            f"{length} wants {limit.minimum} at least",
            f"add {limit.minimum - words} ({COUNT_RULE})",
            "too-few-words",
        )


def _words(number: int) -> str:
    return "1 word" if number == 1 else f"{number} words"


def limit_label(limit: Limit) -> str:
    """Return the name of the label that says a limit."""
    if limit.maximum is None:
        return "limit_minimum"
    return "limit_range" if limit.minimum else "limit_maximum"


def limit_text(limit: Limit, label: str) -> str:
    """Return what a label says of a limit, with its figures."""
    figures = {"{minimum}": limit.minimum, "{maximum}": limit.maximum or 0}
    text: str = label
    for name, figure in figures.items():
        text = text.replace(name, str(figure))
    return like(label, text)
