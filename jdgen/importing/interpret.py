"""A document's lines and tables to what a role says: facts, sections, duties and criteria."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from jdgen.importing.contents import without_contents
from jdgen.importing.criteria import DESIRABLE, ESSENTIAL, importance_of, is_key
from jdgen.importing.found import Entry, Found, Group, Part, Said, Unplaced
from jdgen.importing.grouping import add, as_list, facts_in, headed
from jdgen.importing.jobs import jobs_in
from jdgen.importing.labels import MOST_WORDS, field_of, pairs_in, stands_alone
from jdgen.importing.outline import is_headed, outlined, unnumbered
from jdgen.importing.settling import (
    UNKNOWN,
    HeadedFact,
    is_of_file,
    is_prose,
    other_fact,
    place_unknown,
    settle_lists,
)
from jdgen.importing.source import EDGES, NOTES, Grid, Line, words_in
from jdgen.importing.specification import Specification, Title
from jdgen.importing.tables import as_criteria, text_of
from jdgen.importing.vocabulary import Meaning, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jdgen.importing.criteria import Methods
    from jdgen.importing.source import Block
    from jdgen.importing.tables import Cell
    from jdgen.importing.vocabulary import Vocabulary

State = Literal["top", "section", "criteria", "fact", "unknown"]
_LISTS: Final = frozenset({"duties", "accountabilities"})
_OF_FACTS: Final = frozenset({"details", "checks", "dimensions", "working-conditions"})
_OF_POSTS: Final = frozenset(
    {"salary", "location", "closing_date", "interview_date", "post_number", "contact"}
)
"""Fields that are told after the criteria too, where a label says so."""
_OF_SIZES: Final = frozenset({"people-management", "resources"})
_OF_MANAGERS: Final = frozenset(
    {"purpose", "people-management", "dimensions", "context", "scope", "resources"}
)
_PARTS: Final = frozenset({"", "scope"})
"""What else stands over some of the duties, where their own title has nothing under it."""
_ANY: Final = Meaning("section", "")
_SIGNED: Final = "a block to sign"
_OUTSIDE: Final = frozenset({*EDGES.values(), *NOTES.values()})
_MOST_AT_EDGE: Final = 8
_PAGE: Final = re.compile(r"\bpage\b|\u00a9|\bversion\b", re.IGNORECASE)
_SIGNING: Final = re.compile(
    r"(?:signed|signature|print name"
    r"|(?:post ?holder|employee|manager|supervisor)(?:['\u2019]s)? signature)\b"
    r"(?!.*\b(?:off|up|by all)\b)",
    re.IGNORECASE,
)
_PAIR: Final = 2
_MOST_WORDS: Final = 12
_MOST_OPEN_WORDS: Final = 20
_MOST_QUIET_WORDS: Final = 6
"""A title of more words is a sentence, which is printed."""
_MOST_WORDS_OF_JOB: Final = 8
_AFTER_CRITERIA: Final = frozenset(
    {"how-to-apply", "what-we-offer", "details", "working-conditions", "checks"}
)
_STATEMENTS: Final = frozenset({"corporate-responsibilities", "equality-and-diversity"})
_AFTER_ALL: Final = frozenset({"how-to-apply", "what-we-offer", "details"})
_BROAD: Final = frozenset(
    {
        *("corporate-responsibilities", "relationships", "decisions", "people-management"),
        *("resources", "checks", "context", "working-conditions"),
    }
)
"""What a sentence with a word in it seldom stands over."""
_FIRST: Final = frozenset({"duties", "accountabilities", "purpose"})
_AFTER_DUTIES: Final = _AFTER_CRITERIA | {"context"}
_SOFT: Final = frozenset(
    {
        "equality-and-diversity",
        "relationships",
        "people-management",
        "decisions",
        "resources",
        "health-and-safety",
        "corporate-responsibilities",
        "autonomy",
        "challenges",
        "overall",
        "risk-management",
    }
)
"""Sections whose titles are categories too, where they stand among criteria."""
_SPECIFICATION: Final = "person spec"
_WHOLE: Final = frozenset(
    {
        "candidate profile",
        "criteria",
        "employee specification",
        "job requirements",
        "person profile",
        "person requirements",
        "requirements",
        "selection criteria",
        *(
            "key selection criteria",
            "role requirements",
            "position requirements",
            "key requirements",
        ),
        "skills required",
        "specification",
        "what we look for",
        *("about you", "how do i qualify", "who you are", "your profile", "what you bring"),
        *("what you ll bring", "what you'll bring", "what you will bring", "you bring"),
    }
)
"""Titles over all criteria, which are no category."""
_GENERAL: Final = frozenset({"qualifications", "skills", "experience", "knowledge"})
"""What is said with an importance below a category, and is then none."""
_ABOUT: Final = re.compile(r"(?:about|our|your|who|what|why|how|join|welcome)\b", re.IGNORECASE)
"""How a heading starts that is no job's title."""
_OF_A_TERM: Final = re.compile(
    r"\b(?:permanent|temporary|fixed|full|part|casual|term)\b", re.IGNORECASE
)
_OF_TERMS: Final = frozenset({"record.status", "working_style", "marking"})
_UNITS: Final = ("directorate", "service", "team")
_SHARE: Final = re.compile(r"\b\d{1,3} ?%")
"""How much of the time a duty takes."""
_PLACE: Final = re.compile(r"[\[<(\u2039].*[\]>)\u203a]")
"""What somebody was to fill in, such as [Department logo]."""
_KIND: Final = re.compile(
    r"\b(?:job description(?: (?:and|&) person(?:nel)? specification)?|person specification"
    r"|role profile|job profile|role description|position description|job specification"
    r"|post description)\b",
    re.IGNORECASE,
)
_SIGNS: Final = " -\u2013\u2014:|,()"


def interpret(
    file: str,
    blocks: Sequence[Block],
    vocabulary: Vocabulary,
    methods: Methods,
    names: frozenset[str] = frozenset(),
    is_inherited: Callable[[str], bool] = lambda _: False,
) -> list[Found]:
    """Return what a document says of a job, or of each of several that stand one after another.

    `names` are those of the organisation, which say nothing; a text that `is_inherited` is no fact.
    """
    told, contents = without_contents(list(outlined(blocks)))
    jobs = jobs_in(told, vocabulary)
    founds: list[Found] = []
    for number, part in enumerate(jobs, 1):
        name = file if len(jobs) == 1 else f"{file}, job {number}"
        reader = _Interpreter(name, vocabulary, methods, names, is_inherited)
        reader.found.words = words_in(tuple(part if len(jobs) > 1 else blocks))
        reader.read(list(part))
        reader.found.set_aside += contents if number == 1 else []
        founds.append(reader.found)
    return founds


def _bare(line: Line) -> str:
    return unnumbered(line.text)[0].strip().rstrip(":").strip()


class _Interpreter:
    """Goes through a document once, and knows under which title it is."""

    def __init__(
        self,
        file: str,
        vocabulary: Vocabulary,
        methods: Methods,
        names: frozenset[str],
        is_inherited: Callable[[str], bool],
    ) -> None:
        self.found = Found(file)
        self._vocabulary = vocabulary
        self._names = names
        self._is_inherited = is_inherited
        self._criteria = Specification(self.found, methods)
        self._state: State = "top"
        self._level = 0  # of the heading of the section that is read
        self._section = ""
        self._part = Part("", "")
        self._pending = ("", "")  # a label that was met, and its field, whose value is to come
        self._following: Block | None = None
        self._heading_title = ""
        self._intro = Part("", "")
        self._details = Part("", "")
        self._fact = HeadedFact("", "", "")  # whose lines are being read
        self._parent = ("", "", 0)  # a section with nothing but other titles under it
        self._takers = (
            self._take_lone_label,
            self._take_nothing,
            self._take_key,
            self._take_signature,
            self._take_inherited,
            self._take_sentence,
            self._take_facts,
            self._take_other_fact,
            self._take_title,
            self._take_value,
        )

    # --- blocks -----------------------------------------------------------------------------------

    def read(self, blocks: list[Block]) -> None:
        """Read all blocks, and then put right what only the end can tell."""
        inside = [block for block in blocks if block.at not in _OUTSIDE]
        for at, block in enumerate(inside):
            if isinstance(block, Grid):
                self._grid(block)
            else:
                self._line(block, inside[at + 1] if at + 1 < len(inside) else None)
        outside = {block.text: block for block in blocks if isinstance(block, Line)}
        for line in outside.values():
            if line.at in _OUTSIDE:
                self._take_outside(line)
        self._finish()

    def _take_outside(self, line: Line) -> None:
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
        kind = None if pairs else _KIND.search(line.text)
        title = _without_kind(line.text) if kind else ""
        if title and not self.found.title and plain(title) not in self._names:
            self._title(title, line)
        elif not pairs:
            is_named = kind is not None or bool(_PAGE.search(line.text))
            is_text = len(line.text.split()) > _MOST_AT_EDGE and not is_named
            if is_text and not self._is_inherited(line.text):
                self.found.unplaced.append(Unplaced(line.text, line.at, "at the edge of each page"))
            else:
                self._set_aside(line.text)

    def _line(self, line: Line, following: Block | None) -> None:
        self._following = following
        if not any(take(line, following) for take in self._takers):
            self._pending = ("", "")
            self._content(line, following)

    def _set_aside(self, text: str) -> None:
        self.found.set_aside += text.split()

    def _take_nothing(self, line: Line, _: Block | None) -> bool:
        """Take a line at the top that says but the kind of document and whose it is."""
        if self._state != "top":
            return False
        whole = said = plain(line.text)
        for name in self._names:
            said = said.replace(name, " ")
        said = said.strip()
        meaning = self._vocabulary.title(said) if said else None
        is_named = said != whole and _SPECIFICATION in said
        is_mark = self._vocabulary.is_head(whole)
        is_kind = is_named or is_mark or (meaning is not None and meaning.kind == "document")
        if said and not is_kind:
            return False
        self.found.kinds.add(said)
        self._set_aside(line.text)
        return True

    def _take_key(self, line: Line, _: Block | None) -> bool:
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

    def _take_inherited(self, line: Line, following: Block | None) -> bool:
        if self._state != "section" or is_headed(line) or not self._is_inherited(line.text):
            return False
        self._content(line, following)
        return True

    # --- facts ------------------------------------------------------------------------------------

    def _take_lone_label(self, line: Line, following: Block | None) -> bool:
        if self._state != "top" or self._pending[1]:
            return False
        if not stands_alone(line, following, self._vocabulary):
            return False
        self._pending = (line.text, field_of(line.text, self._vocabulary))
        return True

    def _take_sentence(self, line: Line, _: Block | None) -> bool:
        said = self._vocabulary.in_sentence(line.text)
        if said:
            self._say(*said, line.at, "")
        return bool(said)

    def _take_facts(self, line: Line, _: Block | None) -> bool:
        """Take a line that says labels and their values."""
        if self._state == "criteria" and self._criteria.has_items:
            return self._take_other_title(line)
        pairs = pairs_in(line, self._vocabulary, at_top=self._state == "top")
        if line.depth and self._state == "section" and self._section not in _OF_FACTS:
            is_size = self._section in _OF_SIZES and all(
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

    def _unit(self, name: str, label: str, value: str) -> str:
        """Return which part of the organisation a label names, where another names one like it."""
        before = self.found.facts.get(name, [])
        if name not in _UNITS or not before or plain(before[-1].value) == plain(value):
            return name
        free = next((unit for unit in _UNITS if unit not in self.found.facts), name)
        if free == name or plain(before[-1].label) == plain(label):
            return name
        if plain(label) == name:  # which says so best
            self.found.facts[free] = self.found.facts.pop(name)
            return name
        return free

    def _take_other_fact(self, line: Line, _: Block | None) -> bool:
        """Take a line at the top that says a fact for which there is no field."""
        pair = other_fact(line) if self._state == "top" and not self._pending[1] else None
        if not pair or self._vocabulary.title(pair[0]):
            return False
        self._say_other(*pair, line.at)
        return True

    def _say_other(self, label: str, value: str, at: str) -> None:
        """Keep a fact for which there is no field among the details, and one of the file apart."""
        text = f"{label}: {value}"
        if is_of_file(label):
            self.found.unplaced.append(Unplaced(text, at, "no field is known by this label"))
            return
        meaning = self._vocabulary.title_like(label)
        if meaning and meaning.name in _AFTER_CRITERIA:
            self._set_aside(label)
            part = Part(label, at, [Group("", at, [value])])
            self.found.sections.setdefault(meaning.name, []).append(part)
            return
        if not self._details.groups:
            self._details = Part("", at, [Group()])
        self._details.groups[0].entries.append(Entry(text, at, f"{label}:"))

    def _take_other_title(self, line: Line) -> bool:
        """Take a line among criteria that says where the post is, or the title of another job."""
        label, colon, value = line.text.partition(":")
        is_title = bool(colon and value.strip()) and self._vocabulary.is_label(label)
        field = field_of(label, self._vocabulary) if is_title and not line.depth else ""
        if field in _OF_POSTS:
            self._say(field, value, line.at, label)
            return True
        if field != "title":
            return False
        if len(label.split()) < _PAIR:  # such as "Role: …", which may be a criterion
            return False
        self._say("title", value, line.at, label)
        self._state = "top"
        return True

    def _take_signature(self, line: Line, _: Block | None) -> bool:
        """Take a line to sign on."""
        is_short = len(line.text.split()) <= _MOST_WORDS and not line.depth
        if self._state == "top" or not is_short or not _SIGNING.match(line.text):
            return False
        self._enter_unknown(line.text, line, _SIGNED)
        return True

    def _take_value(self, line: Line, following: Block | None) -> bool:
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

    def _say(self, name: str, value: str, at: str, label: str) -> None:
        value = value.strip().replace("\t", " ")
        if name in _OF_TERMS and _OF_A_TERM.search(value):
            name = "contract"
        name = self._unit(name, label, value)
        self._set_aside(label)
        if name == "title" and (kind := _KIND.search(value)):
            self._set_aside(kind[0])
            value = _without_kind(value) or value
        if not re.search(r"\w", value) or self._vocabulary.is_empty(label, value):
            self._set_aside(value)
        else:
            self.found.say(name, Said(value, at, label))

    # --- titles -----------------------------------------------------------------------------------

    def _take_title(self, line: Line, following: Block | None) -> bool:
        """Take a line that stands over what follows."""
        bare = _bare(line)
        is_set = is_headed(line)
        is_open = line.text.rstrip().endswith(":") or _is_over_list(line, following)
        if len(bare.split()) > (_MOST_OPEN_WORDS if is_open else _MOST_WORDS):
            return self._is_led(line)
        if is_set and self._is_of_document(bare, line):
            return True
        if (is_set or is_open) and self._is_weighted(bare, line):
            return True
        meaning = self._vocabulary.title(bare)
        if meaning and (is_set or is_open or _stands_over(line, bare, following)):
            self._enter(meaning, bare, line)
            return True
        is_like = is_set or (is_open and not line.depth)
        return self._is_led(line) or (is_like and self._is_title_like(bare, line, following))

    def _is_weighted(self, bare: str, line: Line) -> bool:
        """Take a title that says an importance and a category: essential qualifications."""
        said, rest = importance_of(bare)
        known = self._vocabulary.title(rest) if said else None
        if not said or plain(rest) in _WHOLE:
            return False
        if self._state == "criteria" and plain(rest) in _GENERAL and self._criteria.is_named(rest):
            self._criteria.weigh(said, begins=False)
            self._set_aside(bare)
            return True
        if (known and known.kind != "criteria") or not (known or self._state == "criteria"):
            return False
        self._enter_criteria(line)
        self._start(f"{rest[:1].upper()}{rest[1:]}", line, said)
        return True

    def _is_title_like(self, bare: str, line: Line, following: Block | None) -> bool:
        """Take a title whose words no list has."""
        is_set = is_headed(line)
        field = field_of(bare, self._vocabulary)
        is_ended = self._state != "criteria" or (line.heading and not self._is_below(line))
        if field and is_ended and following and is_set:
            self._enter_fact(bare, field, line)
            return True
        if not is_set and (":" in bare or len(bare.split()) > _MOST_WORDS):
            return False  # which leads to a list, and is no title
        meaning = self._vocabulary.title_like(bare)
        if not is_set and meaning:
            is_sentence = len(bare.split()) > _MOST_QUIET_WORDS
            if meaning.name == self._section != "" or (is_sentence and meaning.name in _BROAD):
                return False
        if meaning and self._ends_with(meaning, line):
            self._enter(meaning, bare, line)
            return True
        if is_set:
            self._enter_unknown(bare, line)
        return is_set

    def _is_below(self, line: Line) -> bool:
        """Return whether a title stands below that of what is being read."""
        return not line.heading or not self._level or line.heading > self._level

    def _ends_with(self, meaning: Meaning, line: Line) -> bool:
        """Return whether a title that is only like others ends what is being read."""
        if self._state == "criteria" and self._is_below(line):
            is_new = meaning.name in _FIRST and meaning.name not in self.found.sections
            is_later = meaning.name in _AFTER_CRITERIA or (
                meaning.name in _STATEMENTS and is_prose(self._following)
            )
            return is_new or is_later or meaning.kind in {ESSENTIAL, DESIRABLE}
        if self._state == "section" and self._is_below(line) and self._section in _LISTS:
            return meaning.kind != "section" or meaning.name in _AFTER_DUTIES
        return True

    def _is_led(self, line: Line) -> bool:
        """Take a line that starts with a title of its own: "Purpose of job: to run …"."""
        label, colon, value = line.text.partition(":")
        if line.lead and not colon:
            label, value = line.lead, line.text.removeprefix(line.lead)
        is_criterion = self._state == "criteria" and self._criteria.has_items and not line.lead
        if line.depth or is_criterion or not value.strip() or len(label.split()) > MOST_WORDS:
            return False
        label, number = unnumbered(label)
        if number and self._state == "section" and self._section in _LISTS and not line.lead:
            return False
        meaning = self._vocabulary.title(label)
        if not meaning or meaning.kind in {"document", "signature"}:
            return False
        if meaning.kind in {ESSENTIAL, DESIRABLE} and self._state != "criteria":
            return False
        is_of_list = self._section in _LISTS and line.text.rstrip().endswith(":")
        if is_of_list and meaning.kind == "section" and meaning.name not in _AFTER_DUTIES:
            return False
        self._enter(meaning, label.strip(), line)
        self._content(line._replace(text=value.strip().lstrip(":\u2013- "), lead=""), None)
        return True

    def _is_of_document(self, text: str, line: Line) -> bool:
        """Take a title that says what kind of document this is, maybe with the job's title."""
        if plain(text) in self._names:
            self._set_aside(text)
            return True
        meaning = self._vocabulary.title(text)
        if meaning and meaning.kind != "document":
            return False
        kind = _KIND.search(text)
        if not meaning and not kind:
            return self._is_of_job(text, line)
        self.found.kinds.add(plain(text))
        self._set_aside(kind[0] if kind and not meaning else text)
        rest = "" if meaning else _without_kind(text)
        is_criteria = _is_of_specification(plain(text))
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

    def _is_of_job(self, text: str, line: Line) -> bool:
        """Take the first title of a document, where it is the job's."""
        if self._state != "top" or self._heading_title or field_of(text, self._vocabulary):
            return False
        if importance_of(text)[0] or (_ABOUT.match(text) and self._vocabulary.title_like(text)):
            return False
        is_later = line.heading > 1 or self._vocabulary.title_like(text) is not None
        if "title" in self.found.facts and is_later:
            return plain(text) == plain(self.found.title) and self._title(text, line)
        if _PLACE.fullmatch(text):
            self.found.unplaced.append(Unplaced(text, line.at, "something to fill in"))
        else:
            self._title(text, line)
        return True

    def _title(self, text: str, line: Line) -> bool:
        """Take the job's title; always true."""
        if plain(text) == plain(self._heading_title):
            self._set_aside(text)
            return True
        self._heading_title = self._heading_title or text
        self.found.say("title in heading", Said(text, line.at))
        return True

    def _enter(self, meaning: Meaning, title: str, line: Line) -> None:
        """Begin what stands under a title."""
        self._pending = ("", "")
        if self._is_of_parent(meaning, line):
            self._enter_unknown(title, line)
            return
        is_sentence = len(re.sub(r"\([^()]*\)", "", title).split()) > _MOST_QUIET_WORDS
        if meaning.kind == "signature":
            self._enter_unknown(title, line, _SIGNED)
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
            if plain(title) in _WHOLE or _SPECIFICATION in plain(title):
                self._level = line.heading or self._level
            else:
                self._start(title, line)

    def _start(self, title: str, line: Line, importance: str = "") -> None:
        """Begin a category of criteria."""
        known = self._vocabulary.title(title)
        is_known = known is not None and known.kind == "criteria"
        self._criteria.start(
            Title(title, line.at, line.heading, is_known=is_known), importance=importance
        )

    def _enter_section(self, name: str, title: str, line: Line, *, is_sentence: bool) -> None:
        is_category = self._state == "criteria" and (
            line.heading > self._level if line.heading and self._level else name in _SOFT
        )
        if name in _AFTER_ALL or (name in _STATEMENTS and is_prose(self._following)):
            is_category = False
        if is_category:
            self._start(title, line)
            return
        self._parent = (name, title, line.heading)
        self._state, self._section, self._level = "section", name, line.heading
        self._part = Part("" if is_sentence else title, line.at, [Group()])
        self._part.groups[0].lead_in += [f"{title}:"] * is_sentence
        self.found.sections.setdefault(name, []).append(self._part)

    def _is_of_parent(self, meaning: Meaning, line: Line) -> bool:
        """Return whether a title stands right under one of duties, and so over some of them."""
        name, _, level = self._parent
        is_empty = all(group.is_empty() for group in self._part.groups)
        return (
            bool(level)
            and line.heading == level
            and meaning.name in _PARTS
            and name in _LISTS
            and self._section == name
            and (is_empty or len(self._part.groups) > 1)
            and all(group.heading for group in self._part.groups[1:])
            and self._part.groups[0].is_empty()
        )

    def _enter_fact(self, title: str, field: str, line: Line) -> None:
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

    def _enter_criteria(self, line: Line) -> None:
        self._close_fact()
        if self._state != "criteria":
            self._state, self._section, self._level = "criteria", "", line.heading
            self._criteria.begin()

    def _enter_unknown(self, title: str, line: Line, remark: str = UNKNOWN) -> None:
        self._close_fact()
        if line.heading and plain(title) == plain(self.found.title):
            self._enter_section("purpose", title, line, is_sentence=False)
            return
        if remark == _SIGNED:
            self._state, self._level = "unknown", line.heading
            self.found.unplaced.append(Unplaced(title, line.at, remark))
            return
        is_share = bool(_SHARE.search(title))
        if is_share and not (self._state == "section" and self._section in _LISTS):
            self._enter_section("duties", "", line, is_sentence=False)
            self._level = line.heading - 1 if line.heading else 0
        is_of_parent = self._state == "section" and self._is_of_parent(_ANY, line)
        if is_of_parent:
            self._part.groups.append(Group(title, line.at))
            return
        if self._state == "criteria" and self._is_below(line):
            self._start(title, line)
        elif self._state == "section" and self._is_below(line):
            self._part.groups.append(Group(title, line.at))
        else:
            self._state, self._level = "unknown", line.heading
            self.found.unplaced.append(Unplaced(title, line.at, remark))

    # --- texts ------------------------------------------------------------------------------------

    def _content(self, line: Line, following: Block | None) -> None:
        if self._state == "top":
            self._introduce(line, following)
        elif self._state == "section":
            for field, value in facts_in(line.text) if self._section in _OF_MANAGERS else ():
                self.found.say(f"{field} in text", Said(value, line.at))
            add(self._part.groups, line, following)
        elif self._state == "criteria":
            self._criteria.take(line, following)
        elif self._state == "fact":
            self._fact.lines.append(line)
        else:
            last = self.found.unplaced[-1]
            last.text = f"{last.text}\n\n{line.text}".replace("\t", " ")
            last.lines.append(line)

    def _introduce(self, line: Line, following: Block | None) -> None:
        """Take what stands before any title: the job's own title, or what introduces the job."""
        is_first = not self._heading_title and not self._intro.groups
        is_short = len(line.text.split()) <= _MOST_WORDS_OF_JOB and not line.text.endswith(".")
        if is_first and is_short and not line.depth:
            self._is_of_job(line.text, line)
            return
        if not self._intro.groups:
            self._intro = Part("", line.at, [Group()])
        add(self._intro.groups, line, following)

    # --- tables -----------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> None:
        methods = self._criteria.methods
        table = as_criteria(grid, self._vocabulary, methods, within=self._state == "criteria")
        rows = [
            [cell for cell in row if cell] for row in grid.rows[: table.head if table else None]
        ]
        for at, row in enumerate(rows):
            self._pending = ("", "")
            after = next((cell[0] for later in rows[at + 1 :] for cell in later), None)
            self._row(row, after)
        self._pending = ("", "")
        if table:
            for cell in grid.rows[table.head]:
                self._set_aside(text_of(cell))
            self._enter_criteria(Line("", grid.at))
            self._criteria.take_table(grid, table)

    def _row(self, cells: list[Cell], after: Line | None) -> None:
        """Read a row of a table that is none of criteria; `after` is what the next begins with."""
        texts = list(map(text_of, cells))
        is_signed = any(map(_SIGNING.match, texts))
        if is_signed and all(_SIGNING.match(text) or is_of_file(text) for text in texts):
            self._enter_unknown(" | ".join(texts), cells[0][0], _SIGNED)
            return
        if len(cells) > 1 and all(map(self._vocabulary.is_column_head, texts)):
            for cell in cells:
                self._set_aside(text_of(cell))
            return
        if len(cells) > 1 and (self._is_row_of_facts(cells) or self._is_row_of_entry(cells)):
            return
        first = unnumbered(text_of(cells[0]))[0].rstrip(": ") if cells else ""
        meaning = self._vocabulary.title(first) if len(cells) > 1 else None
        if meaning and meaning.kind in {"section", "criteria", ESSENTIAL, DESIRABLE}:
            self._enter(meaning, first, cells[0][0])
            cells = cells[1:]
        for cell in cells:
            for at, line in enumerate(cell):
                is_last = at + 1 == len(cell)
                alone = after if len(cells) == 1 else None
                self._line(line, alone if is_last else cell[at + 1])

    def _is_row_of_facts(self, cells: list[Cell]) -> bool:
        """Take a row of labels and values; at the top also one whose label nobody knows."""
        if len(cells) % 2 or (self._state == "criteria" and self._criteria.has_items):
            return False
        labels = [text_of(cell).rstrip(": ") for cell in cells[::2]]
        fields = [
            field_of(label, self._vocabulary) if len(label.split()) <= MOST_WORDS else ""
            for label in labels
        ]
        if all(fields):
            for label, field, cell in zip(labels, fields, cells[1::2], strict=True):
                self._say(field, text_of(cell), cell[0].at, label)
            return True
        first = cells[0][0]
        is_label = first.is_bold or first.text.endswith(":")
        is_known = self._vocabulary.title(labels[0]) is not None
        if self._state != "top" or len(cells) != _PAIR or not is_label or is_known:
            return False
        self._say_other(labels[0], text_of(cells[1]), first.at)
        return True

    def _is_row_of_entry(self, cells: list[Cell]) -> bool:
        """Take a row of a section's table as an entry: what is in the first cell, then the rest."""
        first, *others = map(text_of, cells)
        is_title = is_headed(cells[0][0]._replace(is_bold=False))
        if self._state != "section" or is_title or any(len(cell) > 1 for cell in cells):
            return False
        if self._vocabulary.title(first.rstrip(": ")):
            return False
        is_share = all(_SHARE.match(other) for other in others)
        text = f"{first} ({'; '.join(others)})" if is_share else f"{first}: {'; '.join(others)}"
        self._content(Line(text, cells[0][0].at, depth=1), None)
        return True

    # --- the end ----------------------------------------------------------------------------------

    def _finish(self) -> None:
        self._close_fact()
        for part in (part for parts in self.found.sections.values() for part in parts):
            part.groups = headed(part.groups)
        if self._intro.groups:
            name = "context" if "purpose" in self.found.sections else "purpose"
            self.found.sections.setdefault(name, []).insert(0, self._intro)
        if self._details.groups:
            self.found.sections.setdefault("details", []).insert(0, self._details)
        self._criteria.end()
        place_unknown(self.found, self._criteria.methods)
        settle_lists(self.found)
        for name in _LISTS & self.found.sections.keys():
            for part in self.found.sections[name]:
                for group in part.groups:
                    as_list(group, part.at)


def _stands_over(line: Line, bare: str, following: Block | None) -> bool:
    """Return whether a line that is set as any other is a title all the same."""
    if plain(line.text) in {ESSENTIAL, DESIRABLE}:  # even in a list
        return True
    if line.depth or bare.endswith(".") or following is None:
        return False
    return len(bare.split()) > 1 or isinstance(following, Grid) or bare[:1].isupper()


def _is_over_list(line: Line, following: Block | None) -> bool:
    """Return whether a short line without a full stop stands right over a list."""
    is_short = 1 < len(line.text.split()) <= _MOST_QUIET_WORDS and line.text[-1].isalnum()
    is_over = isinstance(following, Line) and following.depth > 0 and not line.depth
    return is_short and is_over and line.text[0].isupper()


def _without_kind(text: str) -> str:
    """Return a title without the kind of document that it names, which stays where that is all."""
    found = _KIND.search(text)
    if not found:
        return text
    before, after = text[: found.start()].strip(_SIGNS), text[found.end() :].strip(_SIGNS)
    for word in ("for ", "of "):
        after = after.removeprefix(word)
    return f"{before} {after}".strip()


def _is_of_specification(title: str) -> bool:
    return _SPECIFICATION in title and "description" not in title and "profile" not in title
