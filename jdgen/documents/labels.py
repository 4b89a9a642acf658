"""What a document prints of labels, texts and entries, and which of it nobody has translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from jdgen.documents.views import (
    SENTENCE_ENDS,
    bracketed,
    ended,
    has_lines,
    like,
    markup,
    printed,
    qualified,
    sentence,
    together,
    uncoloned,
    unstopped,
    written,
)
from jdgen.formats.escaping import paragraphs
from jdgen.model.layout import DETAILS, UNTITLED, untitled
from jdgen.model.text import Number, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jdgen.model.languages import Wording
    from jdgen.model.layout import Layout
    from jdgen.model.section import Detail, Entry
    from jdgen.problems import Problems


class Printed:
    """Says labels, texts and entries in the words of one layout and one language.

    `foreign` is every text met that isn't in the wanted language, and `problems` what is wrong.
    """

    def __init__(self, layout: Layout, wording: Wording, problems: Problems) -> None:
        self.layout = layout
        self.wording = wording
        self.problems = problems
        self.foreign: list[Passage] = []

    def noted(self, passage: Passage | None) -> str:
        """Return a text as it is printed, having noted what of it nobody has translated."""
        if passage is None:
            return ""
        if not (passage.language or passage.holds or passage.runs):  # as nearly all are
            return passage.text
        self.foreign += passage.untranslated
        return printed(passage)

    def label(self, name: str) -> str:
        """Return a label of the layout; one that it doesn't have is a problem."""
        label = self.layout.labels.get(name)
        if label is None:
            message = f'the layout "{self.layout.name}" has no label "{name}"'
            hint = f"add {name}: … to its labels, or extends: standard"
            self.problems.refuse(self.layout, message, hint, "missing-label")
            return name
        return self.noted(label)

    def heads(self, *names: str) -> list[str]:
        """Return labels as titles of a table's columns; one that can't be empty is a problem."""
        titles = [self.label(name) for name in names]
        lacking = untitled(titles)
        if lacking is not None:
            what, hint = UNTITLED
            name = names[lacking]
            message = f'the column of the label "{name}" {what}'
            source = self.layout.labels[name].source
            self.problems.refuse(source, message, hint, "untitled-column")
        return titles

    def before(self, label: str) -> str:
        """Return a label as it stands before what it is about: with a colon, in its language."""
        return ended(uncoloned(label), self.wording.colon)

    def apart(self, texts: Iterable[str]) -> str:
        """Return texts with semicolons between them, each in its language."""
        *most, last = [*texts] or [""]
        return together([*(ended(text, self.wording.semicolon) for text in most), last])

    def labelled(self, label: str, text: str) -> str:
        """Return a text after its label in bold, as lists print them."""
        if not (label and text):
            return label or text
        return together([Markup("**") + markup(self.before(label)) + Markup("**"), text])

    def line(self, passage: Passage) -> str:
        """Return a passage as the Markdown that it may be, several paragraphs as that."""
        if passage.runs:
            return self.noted(passage)
        return written(self.noted(passage), markdown=passage.markdown)

    def lines(self, passage: Passage) -> list[str]:
        """Return a passage's paragraphs."""
        text, lines = self.noted(passage), paragraphs(passage.text)
        if passage.runs:
            return text.split("\n\n")
        if text.__class__ is str and not passage.markdown:
            return lines
        return [written(like(text, line), markdown=passage.markdown) for line in lines]

    def entry_text(
        self,
        entry: Entry,
        notes: Sequence[tuple[str, str]] = (),
        *more: str,
        notes_first: bool = False,
    ) -> str:
        """Return an entry's text with all else that is said of it, each under its label.

        After a whole sentence that stands in sentences; elsewhere, and at the start, in brackets.
        """
        details = self.details(entry) if entry.details or entry.scoring else {}
        if not (details or notes or more or entry.details):
            passage = entry.passage
            text = passage.text
            if not (passage.markdown or passage.language or passage.holds or has_lines(text)):
                return text  # as nearly all are
            return self.line(passage) if text else text
        text = self.bare_text(entry) if entry.passage.text else ""
        labelled = [(self.before(self.label(name)), detail) for name, detail in details.items()]
        labelled += [(self.before(label), note) for label, note in notes]
        first = notes_first or text.rstrip().endswith(":")  # it leads into a list
        if labelled and text and (first or not text.endswith(SENTENCE_ENDS)):
            said = [together([label, unstopped(detail)]) for label, detail in labelled]
            aside = bracketed(self.apart(said))
            return together([aside, text, *more] if first else [text, aside, *more])
        sentences = [together([label, sentence(detail)]) for label, detail in labelled]
        return together([*([text] if text else ()), *sentences, *more])

    def bare_text(self, entry: Entry) -> str:
        """Return an entry's text with what qualifies it: or equivalent, or working towards it."""
        details, phrases = entry.details, []
        if details and details.or_equivalent:
            phrases.append(self.label("or_equivalent"))
        if details and details.or_working_towards:
            phrases.append(self.label("or_working_towards"))
        if details and details.or_instead:
            instead, word = self.line(details.or_instead), self.label("or")
            is_led = instead.casefold().startswith(f"{word.casefold()} ")
            phrases.append(instead if is_led else together([word, instead]))
        return qualified(self.line(entry.passage), [phrase.rstrip(".") for phrase in phrases])

    def details(self, entry: Entry) -> dict[str, str]:
        """Return what else is said of an entry, as it is printed and in that order."""
        if not (details := entry.said_besides()):
            return {}
        names: list[str] = [name for name in DETAILS if name in details]
        names += (name.text for name, _ in (entry.details.cells if entry.details else ()))
        return {name: self._detail(name, details[name]) for name in names}

    def share(self, share: Number) -> str:
        """Return a share of the time as texts say it: 40%, or 10% to 20%."""
        texts = [
            self.wording.percentage.format(number=self.wording.figure(figure))
            for figure in share.figures
        ]
        return self.wording.between(texts[0], texts[-1])

    def _detail(self, name: str, detail: Detail) -> str:
        if isinstance(detail, Passage):
            return self.line(detail)
        if isinstance(detail, Number):
            if name == "weight":
                return self.share(detail)
            return detail.figures[0]
        return self.label(str(detail))
