"""What the labels and titles of job descriptions mean: a fact, a section, criteria, or no more."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import yaml

from jdgen.model.facts import FIELD_OF_FACT
from jdgen.model.section import PERSON_SPECIFICATION
from jdgen.model.text import BRACES
from jdgen.nearest import closest
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jdgen.model.layout import FactRow, Layout, SectionStyle

Kind = Literal[
    "fact",
    "section",
    "criteria",
    "essential",
    "desirable",
    "methods",
    "category",
    "standard",
    "importance",
    "criterion",
    "number",
    "document",
    "signature",
]
_LONGEST: Final = 70
_SHORTEST_MISSPELT: Final = 6
_LIKENESS: Final = 0.88
_CONTENT: Final = frozenset({"dimensions", "working-conditions", "checks", "details"})
_IMPORTANCES: Final[tuple[Kind, ...]] = ("essential", "desirable")
_COLUMNS: Final[tuple[Kind, ...]] = (
    "methods",
    "category",
    "standard",
    "importance",
    "criterion",
    "number",
)
_STARTING: Final = re.compile(
    r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-zA-Z]|[ivxIVX]{1,4})[.):]\s+|section \d+\W+"
)
_LIMIT: Final = re.compile(
    r"\(?\b\d+ words?( max(imum)?)?\)?|\((max|maximum)[^)]*\)", re.IGNORECASE
)
_BRACKETED: Final = re.compile(r"\([^()]*\)")
_FILLING: Final = frozenset({"the", "a", "an", "this", "your", "of", "s", "and", "post's"})


class WordMeaning(NamedTuple):
    """What some words mean: of what kind, and which field, section or category."""

    kind: Kind
    name: str


class Glossary:
    """What labels and titles mean: by the workspace's layouts first, then by what others write."""

    def __init__(
        self,
        layouts: Iterable[Layout],
        more: Mapping[str, Any] | None = None,
        own: Mapping[str, str] | None = None,
    ) -> None:
        self._labels: dict[str, WordMeaning] = {}
        self._titles: dict[str, WordMeaning] = {}
        self._columns: dict[str, WordMeaning] = {}
        self._heads: set[str] = {"who", "where", "what for"}
        self._column_heads: set[str] = set()
        self._empty: set[tuple[str, str]] = set()
        self._sentences: list[tuple[re.Pattern[str], str]] = []
        self._patterns: list[tuple[re.Pattern[str], WordMeaning]] = []
        for name, label in (own or {}).items():
            self._labels.setdefault(plain(label), WordMeaning("fact", name))
        for layout in layouts:
            self._add_layout(layout)
        for said in filter(None, (more, _said())):
            self._add(said)
        self._near: dict[str, dict[str, str]] = {}

    def label(self, text: str) -> WordMeaning | None:
        """Return what stands beside a value; None where the words are no label."""
        return self._find(text, self._labels)

    def is_label(self, text: str) -> bool:
        """Return whether words are a label exactly."""
        return plain(text) in self._labels

    def title(self, text: str) -> WordMeaning | None:
        """Return what stands over a text or a list; None where the words are no title."""
        return self._find(text, self._titles)

    def title_like(self, text: str) -> WordMeaning | None:
        """Return what a text means of which it is known that it is a title, by words in it."""
        said = plain(text)
        return next((means for pattern, means in self._patterns if pattern.search(said)), None)

    def is_empty(self, label: str, value: str) -> bool:
        """Return whether the layout prints this beside a label where nobody says anything."""
        return bool({(plain(label), plain(value)), ("", plain(value))} & self._empty)

    def in_sentence(self, text: str) -> tuple[str, str] | None:
        """Return the field and the value of the one fact that a sentence of the layout says."""
        for pattern, field in self._sentences:
            if found := pattern.fullmatch(text):
                return field, found[1]
        return None

    def _add_sentence(self, sentence: str) -> None:
        match BRACES.split(sentence):
            case [before, fact, after]:
                has_words = len(plain(f"{before} {after}").split()) > 1
                if has_words and (field := FIELD_OF_FACT.get(fact.strip())):
                    pattern = re.compile(f"{re.escape(before)}(.+?){re.escape(after)}")
                    self._sentences.append((pattern, field))

    def is_head(self, text: str) -> bool:
        """Return whether words stand but over the columns of a table, or mark a draft."""
        return plain(text) in self._heads

    def is_column_head(self, text: str) -> bool:
        """Return whether words stand but over the columns of a table, in a row of such."""
        return plain(text) in self._heads | self._column_heads

    def column(self, text: str) -> WordMeaning | None:
        """Return what the head of a table's column says of it."""
        return self._find(text, self._columns)

    def _find(self, text: str, among: dict[str, WordMeaning]) -> WordMeaning | None:
        if not text or len(text) > _LONGEST:
            return None
        for form in dict.fromkeys(_forms(text)):
            if form in among:
                return among[form]
        form = plain(text)
        if len(form) < _SHORTEST_MISSPELT:
            return None
        near = closest(form, among, _LIKENESS)
        return among[near] if near and near.count(" ") == form.count(" ") else None

    def _add_layout(self, layout: Layout) -> None:
        for label in ("detail", "this_post", "this_level", "draft"):
            if label in layout.labels:
                self._heads.add(plain(layout.labels[label].in_main))
        for kind in layout.documents:
            self._titles.setdefault(plain(kind.title.in_main), WordMeaning("document", ""))
            if kind.marking:
                self._empty.add(("", plain(kind.marking.in_main)))
            for row in (*kind.header, *(row for style in kind.sections for row in style.facts)):
                self._add_row(row)
            for style in kind.sections:
                heads = (column.title for column in style.columns if column.title)
                self._heads |= {plain(head.in_main) for head in heads}
                if style.title:
                    self._add_title(plain(style.title.in_main), style)

    def _add_row(self, row: FactRow) -> None:
        if row.fact and row.label:
            self._add_label(row.label.in_main, row.fact.text)
        if row.sentence and not row.label:
            self._add_sentence(row.sentence.in_main)
        if row.label and row.empty:
            self._empty.add((plain(row.label.in_main), plain(row.empty.in_main)))

    def _add_title(self, title: str, style: SectionStyle) -> None:
        """Add a section's title; over a fact alone, it means the fact."""
        meaning = WordMeaning("section", style.id.text)
        if style.id.text == PERSON_SPECIFICATION:
            meaning = WordMeaning("criteria", "")
        elif len(style.facts) == 1 and style.facts[0].fact and style.id.text not in _CONTENT:
            self._add_label(title, style.facts[0].fact.text)
            meaning = self._labels.get(title, meaning)
        self._titles.setdefault(title, meaning)

    def _add_label(self, label: str, fact: str) -> None:
        field = FIELD_OF_FACT.get(fact)
        if fact == "grade.title":
            field = "grade"
        elif fact.startswith(("record.", "evaluation.")):
            field = fact
        elif fact in {"family.title", "level.code", "level.title"}:
            field = fact.partition(".")[0]
        elif fact.startswith("post.") and field is None:
            field = fact.partition(".")[2]
        if field:
            self._labels.setdefault(plain(label), WordMeaning("fact", field))

    def _add(self, said: Mapping[str, Any]) -> None:
        for field, words in said.get("facts", {}).items():
            self._add_words(self._labels, words, WordMeaning("fact", field))
        for section, words in said.get("sections", {}).items():
            self._add_words(self._titles, (section, *words), WordMeaning("section", section))
        for kind in _IMPORTANCES:
            self._titles |= {plain(word): WordMeaning(kind, "") for word in said.get(kind, ())}
            self._add_words(self._columns, said.get(kind, ()), WordMeaning(kind, ""))
        for word in said.get("criteria", ()):
            self._titles.setdefault(plain(word), WordMeaning("criteria", word))
        for kind in _COLUMNS:
            self._add_words(self._columns, said.get(kind, ()), WordMeaning(kind, ""))
        self._column_heads |= {plain(word) for word in said.get("heads", ())}
        self._add_words(self._titles, said.get("documents", ()), WordMeaning("document", ""))
        self._add_words(self._titles, said.get("signatures", ()), WordMeaning("signature", ""))
        for one in said.get("patterns", ()):
            meaning = WordMeaning(one.get("kind", "section"), one.get("section", ""))
            self._patterns.append((re.compile(one["words"]), meaning))

    def _add_words(
        self, among: dict[str, WordMeaning], words: Iterable[str], meaning: WordMeaning
    ) -> None:
        for word in words:
            among.setdefault(plain(word), meaning)


@cache
def _said() -> dict[str, Any]:
    text = Path(__file__).with_name("vocabulary.yaml").read_text("utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # type: ignore[no-any-return]  # noqa: S506 - plain texts


def plain(text: str) -> str:
    """Return words as they are compared: without capitals, marks and brackets."""
    text = (
        unicodedata.normalize("NFKC", text).casefold().replace("&", " and ").replace("\u2019", "'")
    )
    text = re.sub(r"\(s\)|'s\b|s'(?=\s)", "s", text)
    return " ".join(re.sub(r"[^\w']+", " ", text).split())


def _forms(text: str) -> Iterable[str]:
    """Yield the forms in which a title or label may be known, the fullest first."""
    yield plain(text)
    text = text.strip()
    if start := _STARTING.match(text):
        text = text[start.end() :]
    yield plain(text)
    text = _LIMIT.sub("", _BRACKETED.sub("", text))
    bare = plain(text)
    yield bare
    kept = [word for word in bare.split() if word not in _FILLING]
    yield " ".join(kept)
    for before in ("the ", "your ", "our ", "job ", "post ", "role ", "key ", "main "):
        if bare.startswith(before):
            yield bare.removeprefix(before)
    for after in (
        " of the post",
        " of the role",
        " of the job",
        " of post",
        " of job",
        " of this post",
        " for the role",
        " required",
        " of the position",
        " for this role",
        " includes",
        " include",
    ):
        if bare.endswith(after):
            yield bare.removesuffix(after)
    if bare.endswith("s"):
        yield bare[:-1]
    else:
        yield f"{bare}s"
