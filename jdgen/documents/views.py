"""What a template sees of a document: sections made of parts, in the words that are printed.

A template decides about markup alone. What stands where, under which heading, with which number, is
decided here, by the layout.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from jdgen.formats.escaping import (
    PARAGRAPH_END,
    escape,
    escape_pipes,
    in_cell,
    in_language,
    one_line,
    paragraphs,
    without_colon,
)
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jdgen.model.text import Passage


class InLanguage(str):
    """A text for a template, in another language than the document's."""

    __slots__ = ("language",)
    language: str


def printed(passage: Passage) -> str:
    """Return a text as templates print it: in its language, where that isn't the document's."""
    if passage.runs:
        return _of_runs(passage.runs)
    return _in_language(passage.text, passage.language) if passage.language else passage.text


def _of_runs(runs: Iterable[tuple[str, str]]) -> Markup:
    """Return the Markdown of parts in different languages, whose paragraphs stay paragraphs."""
    markdown = ""
    for run, language in runs:
        for at, part in enumerate(PARAGRAPH_END.split(run)):
            line = escape(part)
            if language and any(map(str.isalpha, part)):
                line = in_language(line, language)
            start = " " if part[:1].isspace() else ""
            end = " " if line and part[-1:].isspace() else ""
            markdown += "\n\n" * bool(at) + start + line + end
    return Markup("\n\n".join(part.strip() for part in markdown.split("\n\n")))


def _in_language(text: str, language: str) -> InLanguage:
    marked = InLanguage(text)
    marked.language = language
    return marked


def like(original: str, text: str) -> str:
    """Return the text in the language of the one that it was made from."""
    return _in_language(text, original.language) if isinstance(original, InLanguage) else text


class EntryView(NamedTuple):
    """One entry of a list: its mark (a hyphen or a number), indented in a list inside, and text.

    An entry of a level's profile may hold in some roles only.
    """

    mark: Markup
    label: str
    text: str
    in_some_roles: bool = False


class CellView(NamedTuple):
    """One cell of a table; the label comes first."""

    label: str
    text: str


def uncoloned(label: str) -> str:
    """Return a label without a colon of its own, for templates write one, in its language."""
    return like(label, without_colon(label)) if ":" in label else label


def cell(text: str, label: str = "") -> CellView:
    """Return a cell of a table; its paragraphs are parted as cells can."""
    text = Markup(in_cell(text)) if isinstance(text, Markup) else text
    return CellView(uncoloned(label) if label else "", text)


def numbered_by(number: str, label: str, text: str) -> tuple[str, str]:
    """Return an entry's label and text after its number, where that is no list's own.

    What ends in a mark of its own, such as (a), stands right before the text; E1 is a label.
    """
    if label:
        return together([number, label]), text
    return (number, text) if number[-1].isalnum() else ("", together([number, text]))


def with_list(text: str, items: Sequence[str]) -> str:
    """Return a text of a cell with a list below it."""
    if not items:
        return text
    listed_items = "".join(f"<li>{markup(item)}</li>" for item in items)
    return Markup(f"{markup(text)}<ul>{listed_items}</ul>")


class PartView(NamedTuple):
    """A part of a section: a heading, paragraphs, a list and a table, each of which may be empty.

    `marks` are those of the heading: ### or ####.
    """

    heading: str = ""
    marks: Markup = Markup("###")
    paragraphs: Sequence[str] = ()
    entries: Sequence[EntryView] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[CellView]] = ()

    def is_empty(self) -> bool:
        """Return whether the part has nothing to say."""
        return not (self.heading or self.paragraphs or self.entries or self.rows)

    def texts(self) -> list[str]:
        """Return all texts of the part."""
        texts = [self.heading, *self.paragraphs, *self.columns]
        for entry in self.entries:
            texts += (entry.label, entry.text)
        for row in self.rows:
            for cell in row:
                texts += cell
        return [text for text in texts if text]


class SectionView(NamedTuple):
    """A section: its title, its number where sections are numbered, its limit, and its parts."""

    id: str
    number: str
    title: str
    limit: str
    parts: Sequence[PartView]


VIEWS = (SectionView, PartView, EntryView, CellView)

H3 = Markup("###")
H4 = Markup("####")
RAISED = {H3: Markup("##"), H4: H3}
"""The marks of headings in a section that has no title of its own."""
LOWERED = {H3: H4, H4: Markup("#####")}
"""The marks of headings in a section that stands below another heading."""
PLACE = "zqpartzq"
"""What stands, with a number between, where a document's parts stand among its sections."""
LATER = Markup("zqnumberzq.")
"""The number of a section, where numbers go on through several documents."""
BULLET = Markup("-")
SENTENCE_ENDS = (".", "!", "?")


def markup(text: str) -> Markup:
    """Return a text as Markdown, in the language that it is in."""
    if isinstance(text, InLanguage):
        return Markup(in_language(escape(text), text.language))
    return text if isinstance(text, Markup) else Markup(escape(text))


def has_lines(text: str) -> bool:
    """Return whether a text is written on several lines, which may be paragraphs."""
    return "\n" in text or "\r" in text


def written(text: str, *, markdown: bool) -> str:
    """Return a text as it is, or as the Markdown that it is; its paragraphs as Markdown's are."""
    if has_lines(text) and len(lines := paragraphs(text)) > 1:
        return Markup("\n\n").join(
            markup(written(like(text, line), markdown=markdown)) for line in lines
        )
    line = one_line(text)
    if not markdown:
        return like(text, line)
    markdown_line = escape_pipes(line)
    if isinstance(text, InLanguage):
        markdown_line = in_language(markdown_line, text.language)
    return Markup(markdown_line)


def sentence(text: str) -> str:
    """Return a text with a full stop, where it has no such end."""
    return text if text.rstrip().endswith((*SENTENCE_ENDS, ":")) else ended(text, ".")


def ended(text: str, mark: str) -> str:
    """Return a text with a mark right after it, in its language and as the markup it is."""
    return text + as_mark(mark) if isinstance(text, Markup) else like(text, f"{text}{mark}")


def as_mark(mark: str) -> Markup:
    """Return a mark as Markdown that stands right after a text, with the space it starts with."""
    return Markup(escape(f"x{mark}")[1:])


def together(texts: Sequence[str]) -> str:
    """Return texts with a space between them, each in its language and as the markup it is."""
    if len(texts) == 1:
        return texts[0]
    if all(text.__class__ is str for text in texts):
        return " ".join(texts)
    return Markup(" ").join(map(markup, texts))


def unstopped(text: str) -> str:
    """Return a text without the full stop at its end, in its language and as the markup it is."""
    return like(text, text[:-1]) if text.endswith(".") and not text.endswith("..") else text


def listed(texts: Sequence[str], separator: str = ", ") -> str:
    """Return texts with commas between them, each in its language and as the markup it is."""
    if all(text.__class__ is str for text in texts):
        return separator.join(texts)
    return Markup(separator).join(map(markup, texts))


def bracketed(text: str) -> str:
    """Return a text in round brackets, in its language and as the markup it is."""
    if text.__class__ is str:
        return f"({text})"
    return Markup("(") + markup(text) + Markup(")")


def qualified(text: str, phrases: Sequence[str]) -> str:
    """Return a text with phrases at the end of its last sentence, after commas."""
    if not phrases:
        return text
    end = "." if text.endswith(".") else ""
    stem = text[: len(text) - len(end)]
    ending = listed(["", *phrases])
    if text.__class__ is str and ending.__class__ is str:
        return f"{stem}{ending}{end}"
    kept = Markup(stem) if isinstance(text, Markup) else like(text, stem)
    return markup(kept) + markup(ending) + Markup(end)


@lru_cache(maxsize=256)
def number_mark(number: int) -> Markup:
    """Return the mark of a number, which is no text to be escaped."""
    return Markup(f"{number}.")


def other_mark(entry: EntryView) -> EntryView:
    """Return an entry with the other mark that Markdown knows for its kind of list."""
    mark = entry.mark.replace("-", "*") if "-" in entry.mark else entry.mark.replace(".", ")")
    return entry._replace(mark=mark)


def entry_views(
    label: str, text: str, *, depth: int = 0, number: int = 0, width: int = 0
) -> tuple[EntryView, int]:
    """Return an entry as it is printed, and how wide its mark is, for a list inside it.

    `number` 0 is a bullet; `width` is that of the marks around it.
    """
    mark = number_mark(number) if number else BULLET
    if label and not text:
        label, text = "", label
    if label:
        label = uncoloned(label)
    inside = width + len(mark) + 1
    if depth:
        mark = Markup(" " * width + mark)
    if isinstance(text, Markup) and "\n\n" in text:
        text = Markup(text.replace("\n\n", f"\n\n{' ' * inside}"))
    return EntryView(mark, label, text), inside
