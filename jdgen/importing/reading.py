"""What is being read of a document, under which title, and where it goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from jdgen.importing.criteria import DESIRABLE, ESSENTIAL, Methods, importance_of
from jdgen.importing.found import (
    FactReading,
    ReadDocument,
    ReadEntry,
    ReadGroup,
    ReadPart,
    Unplaced,
)
from jdgen.importing.grouping import add, facts_in
from jdgen.importing.labels import field_of
from jdgen.importing.settling import UNKNOWN, HeadedFact, is_of_file, is_prose
from jdgen.importing.specification import Specification, Title
from jdgen.importing.titles import (
    AFTER_ALL,
    AFTER_CRITERIA,
    ANY_SECTION,
    KIND_OF_DOCUMENT,
    LISTS,
    MOST_QUIET_WORDS,
    MOST_WORDS_OF_JOB,
    NO_JOB,
    OF_A_TERM,
    OF_MANAGERS,
    OF_TERMS,
    PARTS_OF_DUTIES,
    SHARE,
    SIGNED,
    SOFT,
    SPECIFICATION,
    STATEMENTS,
    TO_FILL_IN,
    UNITS,
    WHOLE,
    without_kind,
)
from jdgen.importing.vocabulary import Glossary, WordMeaning, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from jdgen.importing.source import Block, SourceLine

State = Literal["top", "section", "criteria", "fact", "unknown"]


class Reading:
    """Knows under which title it is, and puts what is read where it belongs."""

    def __init__(
        self,
        file: str,
        vocabulary: Glossary,
        methods: Methods,
        names: frozenset[str],
        is_inherited: Callable[[str], bool],
    ) -> None:
        self.found = ReadDocument(file)
        self._vocabulary = vocabulary
        self._names = names
        self._is_inherited = is_inherited
        self._criteria = Specification(self.found, methods)
        self._state: State = "top"
        self._level = 0  # of the heading of the section that is read
        self._section = ""
        self._part = ReadPart("", "")
        self._pending = ("", "")  # a label that was met, and its field, whose value is to come
        self._following: Block | None = None
        self._heading_title = ""
        self._intro = ReadPart("", "")
        self._details = ReadPart("", "")
        self._fact = HeadedFact("", "", "")  # whose lines are being read
        self._parent = ("", "", 0)  # a section with nothing but other titles under it

    def _set_aside(self, text: str) -> None:
        self.found.set_aside += text.split()

    def _say(self, name: str, value: str, at: str, label: str) -> None:
        value = value.strip().replace("\t", " ")
        if name in OF_TERMS and OF_A_TERM.search(value):
            name = "contract"
        name = self._unit(name, label, value)
        self._set_aside(label)
        if name == "title" and (kind := KIND_OF_DOCUMENT.search(value)):
            self._set_aside(kind[0])
            value = without_kind(value) or value
        if not re.search(r"\w", value) or self._vocabulary.is_empty(label, value):
            self._set_aside(value)
        elif name == "details":
            self._say_other(label, value, at)
        else:
            self.found.say(name, FactReading(value, at, label))

    def _unit(self, name: str, label: str, value: str) -> str:
        """Return which part of the organisation a label names, where another names one like it.

        What is one part too many stands among the details.
        """
        before = self.found.facts.get(name, [])
        if name not in UNITS or not before or plain(before[-1].value) == plain(value):
            return name
        if plain(before[-1].label) == plain(label):
            return name
        free = next((unit for unit in UNITS if unit not in self.found.facts), "")
        if plain(label) != name:
            return free or "details"
        said = self.found.facts.pop(name)  # by another label, where this one says it best
        if free:
            self.found.facts[free] = said
        for one in () if free else said:
            self._say_other(one.label, one.value, one.at)
        return name

    def _say_other(self, label: str, value: str, at: str) -> None:
        """Keep a fact for which there is no field among the details, and one of the file apart."""
        text = f"{label}: {value}"
        if is_of_file(label):
            self.found.unplaced.append(Unplaced(text, at, "no field is known by this label"))
            return
        meaning = self._vocabulary.title_like(label)
        if meaning and meaning.name in AFTER_CRITERIA:
            self._set_aside(label)
            part = ReadPart(label, at, [ReadGroup("", at, [value])])
            self.found.sections.setdefault(meaning.name, []).append(part)
            return
        if not self._details.groups:
            self._details = ReadPart("", at, [ReadGroup()])
        self._details.groups[0].entries.append(ReadEntry(text, at, f"{label}:"))

    def _title(self, text: str, line: SourceLine) -> bool:
        """Take the job's title; always true."""
        if plain(text) == plain(self._heading_title):
            self._set_aside(text)
            return True
        self._heading_title = self._heading_title or text
        self.found.say("title in heading", FactReading(text, line.at))
        return True

    def _is_of_job(self, text: str, line: SourceLine) -> bool:
        """Take the first title of a document, where it is the job's."""
        if self._state != "top" or self._heading_title or field_of(text, self._vocabulary):
            return False
        if importance_of(text)[0] or (NO_JOB.match(text) and self._vocabulary.title_like(text)):
            return False
        is_later = line.heading > 1 or self._vocabulary.title_like(text) is not None
        if "title" in self.found.facts and is_later:
            return plain(text) == plain(self.found.title) and self._title(text, line)
        if TO_FILL_IN.fullmatch(text):
            self.found.unplaced.append(Unplaced(text, line.at, "something to fill in"))
        else:
            self._title(text, line)
        return True

    def _is_below(self, line: SourceLine) -> bool:
        """Return whether a title stands below that of what is being read."""
        return not line.heading or not self._level or line.heading > self._level

    def _enter(self, meaning: WordMeaning, title: str, line: SourceLine) -> None:
        """Begin what stands under a title."""
        self._pending = ("", "")
        if self._is_of_parent(meaning, line):
            self._enter_unknown(title, line)
            return
        is_sentence = len(re.sub(r"\([^()]*\)", "", title).split()) > MOST_QUIET_WORDS
        if meaning.kind == "signature":
            self._enter_unknown(title, line, SIGNED)
            return
        if not is_sentence:
            self._set_aside(title)
        if meaning.kind == "fact":
            self._enter_fact(title, meaning.name, line)
        elif meaning.kind == "section":
            self._close_fact()
            self._enter_section(meaning.name, title, line, is_sentence=is_sentence)
        elif meaning.kind in {ESSENTIAL, DESIRABLE}:
            begins = self._state != "criteria"
            self._enter_criteria(line)
            self._criteria.weigh(meaning.kind, begins=begins)
            if is_sentence:
                self._criteria.open(line.at).lead_in.append(f"{title}:")
        else:
            self._enter_criteria(line)
            self._level = min(self._level or line.heading, line.heading or self._level)
            if plain(title) in WHOLE or SPECIFICATION in plain(title):
                self._level = line.heading or self._level
            else:
                self._start(title, line)

    def _start(self, title: str, line: SourceLine, importance: str = "") -> None:
        """Begin a category of criteria."""
        known = self._vocabulary.title(title)
        is_known = known is not None and known.kind == "criteria"
        self._criteria.start(
            Title(title, line.at, line.heading, is_known=is_known), importance=importance
        )

    def _enter_section(self, name: str, title: str, line: SourceLine, *, is_sentence: bool) -> None:
        is_category = self._state == "criteria" and (
            line.heading > self._level if line.heading and self._level else name in SOFT
        )
        if name in AFTER_ALL or (name in STATEMENTS and is_prose(self._following)):
            is_category = False
        if is_category:
            self._start(title, line)
            return
        self._parent = (name, title, line.heading)
        self._state, self._section, self._level = "section", name, line.heading
        self._part = ReadPart("" if is_sentence else title, line.at, [ReadGroup()])
        self._part.groups[0].lead_in += [f"{title}:"] * is_sentence
        self.found.sections.setdefault(name, []).append(self._part)

    def _is_of_parent(self, meaning: WordMeaning, line: SourceLine) -> bool:
        """Return whether a title stands right under one of duties, and so over some of them."""
        name, _, level = self._parent
        is_empty = all(group.is_empty() for group in self._part.groups)
        return (
            bool(level)
            and line.heading == level
            and meaning.name in PARTS_OF_DUTIES
            and name in LISTS
            and self._section == name
            and (is_empty or len(self._part.groups) > 1)
            and all(group.heading for group in self._part.groups[1:])
            and self._part.groups[0].is_empty()
        )

    def _enter_fact(self, title: str, field: str, line: SourceLine) -> None:
        """Begin what a heading says a fact about, be it in several lines; or wait for its value."""
        self._close_fact()
        if not line.heading:
            self._pending = (title, field)
            return
        self._state, self._section, self._level = "fact", "", line.heading
        self._fact = HeadedFact(title, field, line.at)

    def _close_fact(self) -> None:
        """Say what was read under a heading: a fact, or more than a field takes."""
        said, self._fact = self._fact, HeadedFact("", "", "")
        if said.is_short:
            self._say(said.name, said.text, said.at, said.title)
        elif said.lines:
            self.found.sections.setdefault(said.section, []).append(said.part)

    def _enter_criteria(self, line: SourceLine) -> None:
        self._close_fact()
        if self._state != "criteria":
            self._state, self._section, self._level = "criteria", "", line.heading
            self._criteria.begin()

    def _enter_unknown(self, title: str, line: SourceLine, remark: str = UNKNOWN) -> None:
        self._close_fact()
        if line.heading and plain(title) == plain(self.found.title):
            self._enter_section("purpose", title, line, is_sentence=False)
            return
        if remark == SIGNED:
            self._state, self._level = "unknown", line.heading
            self.found.unplaced.append(Unplaced(title, line.at, remark))
            return
        is_share = bool(SHARE.search(title))
        if is_share and not (self._state == "section" and self._section in LISTS):
            self._enter_section("duties", "", line, is_sentence=False)
            self._level = line.heading - 1 if line.heading else 0
        is_of_parent = self._state == "section" and self._is_of_parent(ANY_SECTION, line)
        if is_of_parent:
            self._part.groups.append(ReadGroup(title, line.at))
            return
        if self._state == "criteria" and self._is_below(line):
            self._start(title, line)
        elif self._state == "section" and self._is_below(line):
            self._part.groups.append(ReadGroup(title, line.at))
        else:
            self._state, self._level = "unknown", line.heading
            self.found.unplaced.append(Unplaced(title, line.at, remark))

    def _content(self, line: SourceLine, following: Block | None) -> None:
        if self._state == "top":
            self._introduce(line, following)
        elif self._state == "section":
            for field, value in facts_in(line.text) if self._section in OF_MANAGERS else ():
                self.found.say(f"{field} in text", FactReading(value, line.at))
            add(self._part.groups, line, following)
        elif self._state == "criteria":
            self._criteria.take(line, following)
        elif self._state == "fact":
            self._fact.lines.append(line)
        else:
            last = self.found.unplaced[-1]
            last.text = f"{last.text}\n\n{line.text}".replace("\t", " ")
            last.lines.append(line)

    def _introduce(self, line: SourceLine, following: Block | None) -> None:
        """Take what stands before any title: the job's own title, or what introduces the job."""
        is_first = not self._heading_title and not self._intro.groups
        is_short = len(line.text.split()) <= MOST_WORDS_OF_JOB and not line.text.endswith(".")
        if is_first and is_short and not line.depth:
            self._is_of_job(line.text, line)
            return
        if not self._intro.groups:
            self._intro = ReadPart("", line.at, [ReadGroup()])
        add(self._intro.groups, line, following)
