"""Lines that stand over others: by how they are set, by their words, or by what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.importing.criteria import DESIRABLE, ESSENTIAL, importance_of
from jdgen.importing.fact_lines import FactLines
from jdgen.importing.labels import field_of
from jdgen.importing.outline import is_headed, unnumbered
from jdgen.importing.settling import is_prose
from jdgen.importing.titles import (
    AFTER_CRITERIA,
    AFTER_DUTIES,
    BROAD,
    FIRST_OF_ALL,
    GENERAL,
    KIND_OF_DOCUMENT,
    LISTS,
    MOST_OPEN_WORDS,
    MOST_QUIET_WORDS,
    MOST_WORDS,
    STATEMENTS,
    WHOLE,
    is_of_specification,
    is_over_list,
    stands_over,
    without_kind,
    without_number,
)
from jdgen.importing.vocabulary import WordMeaning, plain

if TYPE_CHECKING:
    from jdgen.importing.source import Block, SourceLine


class TitleLines(FactLines):
    """Takes the lines of a document that are titles."""

    def _take_title(self, line: SourceLine, following: Block | None) -> bool:
        """Take a line that stands over what follows."""
        bare = without_number(line)
        is_set = is_headed(line)
        is_open = line.text.rstrip().endswith(":") or is_over_list(line, following)
        if len(bare.split()) > (MOST_OPEN_WORDS if is_open else MOST_WORDS):
            return self._is_led(line)
        if is_set and self._is_of_document(bare, line):
            return True
        if (is_set or is_open) and self._is_weighted(bare, line):
            return True
        meaning = self._vocabulary.title(bare)
        if meaning and (is_set or is_open or stands_over(line, bare, following)):
            self._enter(meaning, bare, line)
            return True
        is_like = is_set or (is_open and not line.depth)
        return self._is_led(line) or (is_like and self._is_title_like(bare, line, following))

    def _is_weighted(self, bare: str, line: SourceLine) -> bool:
        """Take a title that says an importance and a category: essential qualifications."""
        said, rest = importance_of(bare)
        known = self._vocabulary.title(rest) if said else None
        if not said or plain(rest) in WHOLE:
            return False
        if self._state == "criteria" and plain(rest) in GENERAL and self._criteria.is_named(rest):
            self._criteria.weigh(said, begins=False)
            self._set_aside(bare)
            return True
        if (known and known.kind != "criteria") or not (known or self._state == "criteria"):
            return False
        self._enter_criteria(line)
        self._start(f"{rest[:1].upper()}{rest[1:]}", line, said)
        return True

    def _is_title_like(self, bare: str, line: SourceLine, following: Block | None) -> bool:
        """Take a title whose words no list has."""
        is_set = is_headed(line)
        field = field_of(bare, self._vocabulary)
        is_ended = self._state != "criteria" or (line.heading and not self._is_below(line))
        if field and is_ended and following and is_set:
            self._enter_fact(bare, field, line)
            return True
        if not is_set and (":" in bare or len(bare.split()) > MOST_WORDS):
            return False  # which leads to a list, and is no title
        meaning = self._vocabulary.title_like(bare)
        if not is_set and meaning:
            is_sentence = len(bare.split()) > MOST_QUIET_WORDS
            if meaning.name == self._section != "" or (is_sentence and meaning.name in BROAD):
                return False
        if meaning and self._ends_with(meaning, line):
            self._enter(meaning, bare, line)
            return True
        if is_set:
            self._enter_unknown(bare, line)
        return is_set

    def _ends_with(self, meaning: WordMeaning, line: SourceLine) -> bool:
        """Return whether a title that is only like others ends what is being read."""
        if self._state == "criteria" and self._is_below(line):
            is_new = meaning.name in FIRST_OF_ALL and meaning.name not in self.found.sections
            is_later = meaning.name in AFTER_CRITERIA or (
                meaning.name in STATEMENTS and is_prose(self._following)
            )
            return is_new or is_later or meaning.kind in {ESSENTIAL, DESIRABLE}
        if self._state == "section" and self._is_below(line) and self._section in LISTS:
            return meaning.kind != "section" or meaning.name in AFTER_DUTIES
        return True

    def _is_led(self, line: SourceLine) -> bool:
        """Take a line that starts with a title of its own: "Purpose of job: to run …"."""
        label, colon, value = line.text.partition(":")
        if line.lead and not colon:
            label, value = line.lead, line.text.removeprefix(line.lead)
        is_criterion = self._state == "criteria" and self._criteria.has_items and not line.lead
        if line.depth or is_criterion or not value.strip() or len(label.split()) > MOST_WORDS:
            return False
        label, number = unnumbered(label)
        if number and self._state == "section" and self._section in LISTS and not line.lead:
            return False
        meaning = self._vocabulary.title(label)
        if not meaning or meaning.kind in {"document", "signature"}:
            return False
        if meaning.kind in {ESSENTIAL, DESIRABLE} and self._state != "criteria":
            return False
        is_of_list = self._section in LISTS and line.text.rstrip().endswith(":")
        if is_of_list and meaning.kind == "section" and meaning.name not in AFTER_DUTIES:
            return False
        self._enter(meaning, label.strip(), line)
        self._content(line._replace(text=value.strip().lstrip(":\u2013- "), lead=""), None)
        return True

    def _is_of_document(self, text: str, line: SourceLine) -> bool:
        """Take a title that says what kind of document this is, maybe with the job's title."""
        if plain(text) in self._names:
            self._set_aside(text)
            return True
        meaning = self._vocabulary.title(text)
        if meaning and meaning.kind != "document":
            return False
        kind = KIND_OF_DOCUMENT.search(text)
        if not meaning and not kind:
            return self._is_of_job(text, line)
        self.found.kinds.add(plain(text))
        self._set_aside(kind[0] if kind and not meaning else text)
        rest = "" if meaning else without_kind(text)
        is_criteria = is_of_specification(plain(text))
        meant = self._vocabulary.title(rest) if rest else None
        if rest and not meant and is_criteria:
            meant = self._vocabulary.title_like(rest)
        if rest and meant:
            self._enter(meant, rest, line)
            return True
        if rest and plain(rest) not in self._names:
            self._title(rest, line)
        if is_criteria:
            self._enter_criteria(line)
        return True
