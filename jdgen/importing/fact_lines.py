"""Lines that say facts, or nothing: labels with values, keys, signatures, edges of pages."""

from __future__ import annotations

import re

from jdgen.importing.criteria import is_key
from jdgen.importing.found import Unplaced
from jdgen.importing.labels import field_of, pairs_in, stands_alone
from jdgen.importing.outline import is_headed
from jdgen.importing.reading import Reading
from jdgen.importing.settling import HeadedFact, other_fact
from jdgen.importing.source import NOTES, Block, SourceLine
from jdgen.importing.titles import (
    KIND_OF_DOCUMENT,
    MOST_AT_EDGE,
    MOST_WORDS,
    OF_FACTS,
    OF_PAGE,
    OF_POSTS,
    OF_SIZES,
    PAIR,
    SIGNED,
    SIGNING,
    SPECIFICATION,
    without_kind,
)
from jdgen.importing.vocabulary import plain


class FactLines(Reading):
    """Takes the lines of a document that say facts, or nothing of the job."""

    def _take_outside(self, line: SourceLine) -> None:
        """Take what stands at the edges of pages, where the text doesn't say it, and notes."""
        if line.at in NOTES.values():
            self.found.unplaced.append(Unplaced(line.text, line.at, "a note"))
            return
        pairs = pairs_in(line, self._vocabulary, at_top=False)
        for label, value, field in pairs:
            if field not in self.found.facts and value:
                self._say(field, value, line.at, label)
            else:
                self._set_aside(f"{label} {value}")
        kind = None if pairs else KIND_OF_DOCUMENT.search(line.text)
        title = without_kind(line.text) if kind else ""
        if title and not self.found.title and plain(title) not in self._names:
            self._title(title, line)
        elif not pairs:
            is_named = kind is not None or bool(OF_PAGE.search(line.text))
            is_text = len(line.text.split()) > MOST_AT_EDGE and not is_named
            if is_text and not self._is_inherited(line.text):
                self.found.unplaced.append(Unplaced(line.text, line.at, "at the edge of each page"))
            else:
                self._set_aside(line.text)

    def _take_nothing(self, line: SourceLine, _: Block | None) -> bool:
        """Take a line at the top that says but the kind of document and whose it is."""
        if self._state != "top":
            return False
        whole = said = plain(line.text)
        for name in self._names:
            said = said.replace(name, " ")
        said = said.strip()
        meaning = self._vocabulary.title(said) if said else None
        is_named = said != whole and SPECIFICATION in said
        is_mark = self._vocabulary.is_head(whole)
        is_kind = is_named or is_mark or (meaning is not None and meaning.kind == "document")
        if said and not is_kind:
            return False
        self.found.kinds.add(said)
        self._set_aside(line.text)
        return True

    def _take_key(self, line: SourceLine, _: Block | None) -> bool:
        """Take a line that says what the codes of methods mean."""
        if not is_key(line.text):
            return False
        unknown = [
            part
            for part in re.split(r"[,;\t]", line.text)
            if self._criteria.methods.read(re.split(r"[=:\u2013-]", part)[-1].strip(" .")) is None
        ]
        if unknown:
            remark = "methods of assessment that the organisation hasn't"
            self.found.unplaced.append(Unplaced(line.text, line.at, remark))
        else:
            self._set_aside(line.text)
        return True

    def _take_inherited(self, line: SourceLine, following: Block | None) -> bool:
        if self._state != "section" or is_headed(line) or not self._is_inherited(line.text):
            return False
        self._content(line, following)
        return True

    def _take_lone_label(self, line: SourceLine, following: Block | None) -> bool:
        if self._state != "top" or self._pending[1]:
            return False
        if not stands_alone(line, following, self._vocabulary):
            return False
        self._pending = (line.text, field_of(line.text, self._vocabulary))
        return True

    def _take_sentence(self, line: SourceLine, _: Block | None) -> bool:
        said = self._vocabulary.in_sentence(line.text)
        if said:
            self._say(*said, line.at, "")
        return bool(said)

    def _take_facts(self, line: SourceLine, _: Block | None) -> bool:
        """Take a line that says labels and their values."""
        if self._state == "criteria" and self._criteria.has_items:
            return self._take_other_title(line)
        pairs = pairs_in(line, self._vocabulary, at_top=self._state == "top")
        if line.depth and self._state == "section" and self._section not in OF_FACTS:
            is_size = self._section in OF_SIZES and all(
                pair.field.startswith("dimensions.") for pair in pairs
            )
            if not is_size:
                return False
        is_late = self._state != "top" and bool(self._heading_title)
        if is_late and any(pair.field == "title" and " " not in pair.label for pair in pairs):
            return False  # as of whoever is to be asked
        for label, value, field in pairs:
            self._pending = ("", "") if value else (label, field)
            if value:
                self._say(field, value, line.at, label)
        return bool(pairs)

    def _take_other_fact(self, line: SourceLine, _: Block | None) -> bool:
        """Take a line at the top that says a fact for which there is no field."""
        pair = other_fact(line) if self._state == "top" and not self._pending[1] else None
        if not pair or self._vocabulary.title(pair[0]):
            return False
        self._say_other(*pair, line.at)
        return True

    def _take_other_title(self, line: SourceLine) -> bool:
        """Take a line among criteria that says where the post is, or the title of another job."""
        label, colon, value = line.text.partition(":")
        is_title = bool(colon and value.strip()) and self._vocabulary.is_label(label)
        field = field_of(label, self._vocabulary) if is_title and not line.depth else ""
        if field in OF_POSTS:
            self._say(field, value, line.at, label)
            return True
        if field != "title":
            return False
        if len(label.split()) < PAIR:  # such as "Role: …", which may be a criterion
            return False
        self._say("title", value, line.at, label)
        self._state = "top"
        return True

    def _take_signature(self, line: SourceLine, _: Block | None) -> bool:
        """Take a line to sign on."""
        is_short = len(line.text.split()) <= MOST_WORDS and not line.depth
        if self._state == "top" or not is_short or not SIGNING.match(line.text):
            return False
        self._enter_unknown(line.text, line, SIGNED)
        return True

    def _take_value(self, line: SourceLine, following: Block | None) -> bool:
        """Take the value of a label that was met before."""
        label, field = self._pending
        if not field or is_headed(line):
            return False
        self._pending = ("", "")
        said = HeadedFact(label, field, line.at, [line])
        if said.is_short:
            self._say(field, line.text, line.at, label)
            return True
        self._set_aside(label)
        self._enter_section(said.section, label, line, is_sentence=False)
        self._content(line, following)
        return True
