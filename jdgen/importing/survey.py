"""What many documents say in common: sentences that are repeated, and in how many wordings.

Two sentences are wordings of one where of all the words of both at least eight in ten are in both:
the measure by which 225 pairs were found among 59 job descriptions of one council.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from jdgen.compare.words import MarkedWords, mark_words
from jdgen.importing.vocabulary import plain
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jdgen.importing.found import FactReading, ReadDocument, ReadEntry
    from jdgen.importing.importing import Outcome

LIKENESS: Final = 0.8
OFTEN: Final = 3
"""In so many documents a sentence is told of."""
_FEWEST_WORDS: Final = 5
_WORST: Final = 10
_MOST: Final = 0.5
_FEWEST_OF_GRADE: Final = 3
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])|\n+")
_PERSONAL: Final = re.compile(
    r"\w@\w|\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllr)\.? [A-Z]|\b\d{3,5}[ -]\d{3,}|\+\d{2}[ \d]{8,}"
)


class SentenceWording(NamedTuple):
    """One wording of a sentence, and the documents that have it."""

    text: str
    files: tuple[str, ...]


class SharedSentence(NamedTuple):
    """A sentence that several documents say, in one wording or several, the most frequent first.

    `part` is where it stands: duties, criteria, or the section's id.
    """

    part: str
    wordings: tuple[SentenceWording, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """Return all the documents that say it."""
        return tuple(dict.fromkeys(file for wording in self.wordings for file in wording.files))

    @property
    def text(self) -> str:
        """Return the most frequent wording."""
        return self.wordings[0].text

    @property
    def saved(self) -> int:
        """Return how many words need not be said, where it is said once."""
        words = sum(len(wording.text.split()) * len(wording.files) for wording in self.wordings)
        return words - len(self.text.split())


class Drift(NamedTuple):
    """Two wordings of one sentence, with what only one of them says marked."""

    statement: SharedSentence
    other: SentenceWording
    marked: tuple[MarkedWords, ...]


class DocumentCount(NamedTuple):
    """How much of a document was read, and where it went."""

    file: str
    title: str
    read: int
    placed: int
    unplaced: int


class Survey(NamedTuple):
    """What many documents say in common; `contradictions` are by document and field.

    `lacking` are statements that most documents have, with those that haven't; `of_grades` what
    most jobs of a grade say, by grade.
    """

    documents: tuple[DocumentCount, ...]
    statements: tuple[SharedSentence, ...]
    contradictions: Mapping[str, Mapping[str, Sequence[FactReading]]]
    drifts: tuple[Drift, ...]
    lacking: tuple[tuple[SharedSentence, tuple[str, ...]], ...]
    of_grades: Mapping[str, tuple[SharedSentence, ...]]

    @property
    def often(self) -> list[SharedSentence]:
        """Return the sentences in three documents or more."""
        return [one for one in self.statements if len(one.files) >= OFTEN]

    @property
    def differing(self) -> list[SharedSentence]:
        """Return those of them that are worded differently."""
        return [one for one in self.often if len(one.wordings) > 1]

    @property
    def saved(self) -> int:
        """Return how many words need not be said, where each of them is said once."""
        return sum(one.saved for one in self.often)


def survey(outcomes: Sequence[Outcome]) -> Survey:
    """Return what documents say in common, without names of people as far as they are seen."""
    said: dict[tuple[str, str], dict[str, list[str]]] = {}
    for outcome in outcomes:
        for part, sentence in sentences(outcome.found):
            if not _PERSONAL.search(sentence):
                by_text = said.setdefault((part, plain(sentence)), {})
                by_text.setdefault(sentence, []).append(outcome.file)
    statements = tuple(joined_wordings(said))
    often = [one for one in statements if len(one.files) >= OFTEN]
    number = len(outcomes)
    common = [one for one in often if _MOST * number < len(one.files) < number]
    files = [outcome.file for outcome in outcomes]
    return Survey(
        tuple(map(_document, outcomes)),
        statements,
        {
            outcome.file: outcome.made.contradictions
            for outcome in outcomes
            if outcome.made.contradictions
        },
        tuple(_drifts(often)),
        tuple((one, tuple(file for file in files if file not in one.files)) for one in common),
        dict(_of_grades(outcomes, statements)),
    )


def sentences(found: ReadDocument) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a document, each with where it stands, once each."""
    seen: set[tuple[str, str]] = set()
    for part, text in _texts(found):
        for sentence in _SENTENCE_END.split(text):
            one = (part, sentence.strip())
            if len(one[1].split()) >= _FEWEST_WORDS and one not in seen:
                seen.add(one)
                yield one


def _texts(found: ReadDocument) -> Iterator[tuple[str, str]]:
    for name, parts in found.sections.items():
        for part in parts:
            for group in part.groups:
                yield from ((name, text) for text in (*group.lead_in, *group.closing))
                yield from ((name, text) for entry in group.entries for text in _flat(entry))
    for part in found.criteria:
        for group in part.groups:
            yield from (("criteria", text) for entry in group.entries for text in _flat(entry))
    yield from (("unplaced", one.text) for one in found.unplaced)
    yield from (("inherited", text) for text in found.inherited)


def _flat(entry: ReadEntry) -> Iterator[str]:
    yield entry.text
    for item in entry.items:
        yield from _flat(item)


def _document(outcome: Outcome) -> DocumentCount:
    found = outcome.found
    unplaced = sum(len(one["text"].split()) for one in outcome.made.fields.get("unplaced", ()))
    return DocumentCount(
        outcome.file, outcome.made.title, found.words, found.words - unplaced, unplaced
    )


# --- wordings of one sentence ---------------------------------------------------------------------


def joined_wordings(
    said: Mapping[tuple[str, str], Mapping[str, Sequence[str]]], *, exact: bool = False
) -> Iterator[SharedSentence]:
    """Yield sentences with their wordings, those in most documents first.

    What is `said` are the documents of each text, by where it stands and its words. A sentence
    joins the most frequent one that it is a wording of; where it is to be `exact`, other signs and
    capitals are another wording.
    """
    found: list[tuple[str, SentenceWording, frozenset[str]]] = []
    for (part, form), by_text in said.items():
        words = frozenset(form.split())
        if exact:
            texts = sorted(by_text, key=lambda text: (-len(by_text[text]), text))
            found += (
                (part, SentenceWording(text, tuple(dict.fromkeys(by_text[text]))), words)
                for text in texts
            )
            continue
        text = max(by_text, key=lambda text: (len(by_text[text]), text))
        files = tuple(dict.fromkeys(file for files in by_text.values() for file in files))
        found.append((part, SentenceWording(text, files), words))
    found.sort(key=lambda one: (-len(one[1].files), one[0], one[1].text))
    centres: list[tuple[str, list[SentenceWording], frozenset[str]]] = []
    by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
    frequency = Counter(word for _, _, words in found for word in words)
    for part, wording, words in found:
        rarest = sorted(words, key=lambda word: (frequency[word], word))
        prefix = rarest[: len(words) - int(LIKENESS * len(words)) + 1]
        near = {at for word in prefix for at in by_word[part, word]}
        likest = max(((_likeness(words, centres[at][2]), -at) for at in near), default=(0.0, 0))
        if likest[0] >= LIKENESS:
            centres[-likest[1]][1].append(wording)
            continue
        for word in prefix:
            by_word[part, word].append(len(centres))
        centres.append((part, [wording], words))
    statements = (SharedSentence(part, tuple(wordings)) for part, wordings, _ in centres)
    yield from sorted(
        (one for one in statements if len(one.files) > 1),
        key=lambda one: (-len(one.files), one.text),
    )


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _drifts(often: Iterable[SharedSentence]) -> Iterator[Drift]:
    """Yield the statements whose wordings differ most, each with the one that differs most."""
    differing = [one for one in often if len(one.wordings) > 1]
    differing.sort(key=lambda one: (-len(one.wordings), -len(one.files), one.text))
    for one in differing[:_WORST]:
        form = frozenset(plain(one.text).split())
        other = min(
            one.wordings[1:],
            key=lambda wording: (
                _likeness(form, frozenset(plain(wording.text).split())),
                wording.text,
            ),
        )
        yield Drift(one, other, mark_words(one.text, other.text))


def _of_grades(
    outcomes: Sequence[Outcome], statements: Iterable[SharedSentence]
) -> Iterator[tuple[str, tuple[SharedSentence, ...]]]:
    """Yield what most jobs of a grade say as duties or criteria: candidates for a level."""
    by_grade: dict[str, list[str]] = {}
    for outcome in outcomes:
        if (grade := outcome.made.grade) and not grade.startswith("{{"):
            by_grade.setdefault(grade, []).append(outcome.file)
    told = [one for one in statements if one.part in {"duties", "accountabilities", "criteria"}]
    for grade, files in sorted(by_grade.items()):
        if len(files) < _FEWEST_OF_GRADE:
            continue
        shared = tuple(one for one in told if len({*one.files} & {*files}) > _MOST * len(files))
        if shared:
            yield grade, shared
