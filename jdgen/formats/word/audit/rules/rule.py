"""What a rule on Word documents is: what holds where it is kept, why, who says so, what breaks it.

The rules are those of WCAG 2.2 as far as a Word file can meet them, of GOV.UK's guidance on
accessible documents, and of what Microsoft's own checker looks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from jdgen.formats.word.audit.contents import WordContents
    from jdgen.formats.word.audit.paragraphs import WordPlace

    Fault: TypeAlias = tuple[WordPlace, str, str]
    """Where something is wrong, what, and what to do about it."""

GOV_UK: Final = "GOV.UK, Publishing accessible documents"
MICROSOFT: Final = "Microsoft, Make your Word documents accessible"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"


class WordRule(NamedTuple):
    """A rule: its id, what holds where it is kept, why, who says so, and what finds it broken."""

    id: str
    name: str
    why: str
    authority: str
    find: Callable[[WordContents], Iterator[Fault]]


def rule(
    id_: str, name: str, *authority: str, why: str
) -> Callable[[Callable[[WordContents], Iterator[Fault]]], WordRule]:
    """Make a rule of the function that finds it broken."""

    def make(find: Callable[[WordContents], Iterator[Fault]]) -> WordRule:
        return WordRule(id_, name, why, "; ".join(authority), find)

    return make


def core_property(contents: WordContents, name: str) -> str:
    """Return a property of a document, such as its title; empty where it says none."""
    root = contents.core
    return "" if root is None else (root.findtext(_DC + name) or "").strip()
