"""What a document prints of labels, texts and entries, and which of it nobody has translated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.documents.views import qualified, sentence, together, written
from jdgen.formats.escaping import paragraphs
from jdgen.model.layout import DETAILS
from jdgen.model.text import foreign_in, like
from jdgen.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.model.layout import Layout
    from jdgen.model.section import Entry
    from jdgen.model.text import Foreign, Passage

_QUALIFYING: Final = ("or_equivalent", "or_working_towards", "or_instead")


class Printed:
    """Says labels, texts and entries in the words of one layout.

    `foreign` is every text met that isn't in the wanted language, and `problems` what is wrong.
    """

    def __init__(self, layout: Layout, problems: list[Problem]) -> None:
        self.layout = layout
        self.problems = problems
        self.foreign: list[Foreign] = []

    def noted(self, text: str) -> str:
        """Return a text that is printed, having noted what of it nobody has translated."""
        if text.__class__ is not str:
            self.foreign += foreign_in(text)
        return text

    def label(self, name: str) -> str:
        """Return a label of the layout; one that it doesn't have is a problem."""
        labels = self.layout.labels
        if name not in labels:
            message = f'the layout "{self.layout.name}" has no label "{name}"'
            hint = f"add {name}: … to its labels, or extends: standard"
            place = Location(self.layout.file)
            self.problems.append(Problem(place, message, hint, "missing-label"))
        return self.noted(labels.get(name, name))

    def line(self, passage: Passage) -> str:
        """Return a passage on one line, as the Markdown that it may be."""
        self.noted(passage.text)
        return written(passage.text, markdown=passage.markdown)

    def lines(self, passage: Passage) -> list[str]:
        """Return a passage's paragraphs."""
        text, lines = self.noted(passage.text), paragraphs(passage.text)
        if text.__class__ is str and not passage.markdown:
            return lines
        return [written(like(text, line), markdown=passage.markdown) for line in lines]

    def entry_text(self, entry: Entry, *more: str) -> str:
        """Return an entry's text with all else that is said of it."""
        if not (entry.details or more):
            text, _, is_markdown = entry.passage
            is_plain = text.__class__ is str and not is_markdown  # as nearly all are
            return text if is_plain or not text else self.line(entry.passage)
        if not entry.passage.text:
            notes = [self._note(name, detail) for name, detail in self.details(entry)]
            return together([*notes, *more])
        notes = [self._note(name, detail) for name, detail in self.details(entry)]
        return together([self.bare_text(entry), *notes, *more])

    def bare_text(self, entry: Entry) -> str:
        """Return an entry's text with what qualifies it: or equivalent, or working towards it."""
        details = dict(entry.details)
        phrases = [
            self.line(details[name]) if name == "or_instead" else self.label(name)
            for name in _QUALIFYING
            if name in details
        ]
        return qualified(self.line(entry.passage), [phrase.rstrip(".") for phrase in phrases])

    def details(self, entry: Entry) -> Iterator[tuple[str, Passage]]:
        """Go through what else is said of an entry, in the order in which it is printed."""
        details = dict(entry.details)
        return ((name, details[name]) for name in DETAILS if name in details)

    def detail(self, name: str, detail: Passage) -> str:
        """Return something else that is said of an entry, as it is printed."""
        if name == "weight":
            return f"{detail.text}%"
        return self.label(detail.text) if name == "stage" else self.line(detail)

    def _note(self, name: str, detail: Passage) -> str:
        return together([f"{self.label(name)}:", sentence(self.detail(name, detail))])
