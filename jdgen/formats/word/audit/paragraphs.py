"""What a reader of a Word file meets: paragraphs, and runs, links and pictures in them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from jdgen.formats.word.audit.looks import Look

_SNIPPET: Final = 60


class WordPlace(NamedTuple):
    """Where something is in a Word file, by what its reader can find: words, and headings above.

    `part` is where it is outside the text, as "header"; `paragraph` counts from 1 in the text.
    """

    part: str = ""
    headings: tuple[str, ...] = ()
    paragraph: int = 0
    text: str = ""

    def __str__(self) -> str:
        """Return the place in a line."""
        where = [self.part] if self.part else []
        where += [" > ".join(self.headings)] if self.headings else []
        where += [f"paragraph {self.paragraph}"] if self.paragraph else []
        said = ", ".join(where)
        return " ".join(filter(None, [said, f'"{self.text}"' if self.text else ""]))


class Run(NamedTuple):
    """Some text that looks the same; `background` is None where nobody can tell.

    `is_filled` says that it stands in a control for a fact, whose text jdgen replaces.
    """

    text: str
    look: dict[str, Any]
    background: str | None
    is_link: bool = False
    is_filled: bool = False


class WordParagraph:
    """A paragraph: its text, what it looks like, and what else it holds."""

    def __init__(self, part: str, headings: tuple[str, ...], number: int, look: Look) -> None:
        self.part = part
        self.headings = headings
        self.number = number
        self.look = look
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self.style = ""
        self.level = 0
        self.mark: str | None = None
        self.changes: set[str] = set()
        self.merged: list[str] = []
        self.in_table = False
        self.in_box = False
        self.in_contents = False
        self.in_sample = False
        self.is_needed = False
        self.holds_more = False

    @cached_property
    def text(self) -> str:
        """Return its text, once it is read."""
        return "".join(self.pieces)

    @cached_property
    def place(self) -> WordPlace:
        """Return where it is, once it is read."""
        text = "" if self.in_sample else snippet(self.text)
        return WordPlace(self.part, self.headings, self.number, text)

    @property
    def unread_place(self) -> WordPlace:
        """Return where it is, without its text."""
        return WordPlace(self.part, self.headings, self.number)

    @property
    def in_body(self) -> bool:
        """Return whether it is part of the text, and not of a page's edge or a note."""
        return not self.part


class Picture(NamedTuple):
    """A picture, drawing or object."""

    paragraph: WordParagraph
    name: str
    description: str
    is_decorative: bool
    is_floating: bool


class Link:
    """A link: its words, and where it leads."""

    def __init__(self, paragraph: WordParagraph, target: str) -> None:
        self.paragraph = paragraph
        self.target = target
        self.pieces: list[str] = []

    @cached_property
    def text(self) -> str:
        """Return its words, once they are read."""
        return "".join(self.pieces)


class Control(NamedTuple):
    """A content control in which something can be typed or chosen."""

    place: WordPlace
    title: str


def behind(background: str | None, paragraph: Look, run: Look) -> str | None:
    """Return the colour behind text, which its paragraph or it itself may have of its own."""
    for fill in (paragraph.get("paragraph_fill"), run.get("fill"), run.get("highlight")):
        if fill and fill != "auto":
            background = fill
    return background


def snippet(text: str) -> str:
    """Return the beginning of a text, in a line."""
    words = " ".join(text.split())
    return words if len(words) <= _SNIPPET else f"{words[: _SNIPPET - 1].rstrip()}…"
