"""A document's lines and tables to what a role says: facts, sections, duties and criteria."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from jdgen.importing.criteria import DESIRABLE, ESSENTIAL, criterion, importance_of, of_table
from jdgen.importing.found import Entry, Found, Group, Part, Said, Unplaced
from jdgen.importing.outline import is_headed, outlined, unnumbered
from jdgen.importing.source import Grid, Line, words_in
from jdgen.importing.tables import as_criteria, is_pair, text_of
from jdgen.importing.vocabulary import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jdgen.importing.criteria import Methods
    from jdgen.importing.source import Block
    from jdgen.importing.vocabulary import Meaning, Vocabulary

State = Literal["top", "section", "criteria", "unknown"]
_LISTS: Final = frozenset({"duties", "accountabilities"})
_MOST_LABEL_WORDS: Final = 7
_MOST_TITLE_WORDS: Final = 12
_MOST_OPEN_WORDS: Final = 20
_MOST_QUIET_WORDS: Final = 6
"""A title of more words is a sentence, which is printed."""
_AFTER_CRITERIA: Final = frozenset(
    {"how-to-apply", "what-we-offer", "details", "working-conditions", "checks"}
)
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
_KIND_IN_TITLE: Final = re.compile(
    r"\s*[-–—:|,(]*\s*\b(?:job description(?: (?:and|&) person(?:nel)? specification)?|person specification|role profile|"
    r"job profile|role description|position description|job specification|post description)\b\s*[-–—:|,)]*\s*(?:for\s+|of\s+)?",
    re.IGNORECASE,
)
_REPORTS: Final = re.compile(
    r"\b(?:is |are |be )?(?:directly )?(?:responsible|accountable|reports?|reporting|report) (?:directly )?to (?:the |a |an )?"
    r"([A-Z][\w&'/,-]*(?: (?:and |of |for |the |&)?\(?[A-Z][\w&'/-]*\)?)*)"
)
_MANAGES: Final = re.compile(
    r"\b(?:manages?|managing|supervis(?:es|ing)|line manages?|responsible for)\s+(up to |over |at least )?(\d+|one|two|three|four|"
    r"five|six|seven|eight|nine|ten)(?: to (\d+))? (?:directly managed |direct |line managed |members of )?"
    r"(?:staff|employees|people|direct reports|reports|posts)\b",
    re.IGNORECASE,
)
_INDIRECT: Final = re.compile(
    r"\b(?:manages?|managing)\s+(up to |over |at least )?(\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?: to (\d+))?"
    r" (?:indirect(?:ly managed)?)\b",
    re.IGNORECASE,
)
_NUMBERS: Final = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        range(1, 11),
        strict=True,
    )
)


def interpret(
    file: str,
    blocks: Sequence[Block],
    vocabulary: Vocabulary,
    methods: Methods,
    names: frozenset[str] = frozenset(),
    is_inherited: Callable[[str], bool] = lambda _: False,
) -> Found:
    """Return what a document says of a job.

    `names` are those of the organisation, which say nothing; a text that `is_inherited` is no fact.
    """
    reader = _Interpreter(file, vocabulary, methods, names, is_inherited)
    reader.found.words = words_in(tuple(blocks))
    reader.read(list(outlined(blocks)))
    return reader.found


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
        self._methods = methods
        self._names = names
        self._is_inherited = is_inherited
        self._state: State = "top"
        self._level = 0  # of the heading of the section that is read
        self._section = ""
        self._part = Part("", "")
        self._pending = ""  # the fact whose label was met, and not its value
        self._pending_label = ""
        self._importance = ""
        self._is_over = False  # essential or desirable stands over categories, and not below them
        self._has_items = False
        self._category: Part | None = None
        self._heading_title = ""
        self._intro = Part("", "")

    # --- blocks -----------------------------------------------------------------------------------

    def read(self, blocks: list[Block]) -> None:
        """Read all blocks, and then put right what only the end can tell."""
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            if isinstance(block, Grid):
                self._grid(block)
            else:
                self._line(block, following)
        self._finish()

    def _line(self, line: Line, following: Block | None) -> None:
        if self._is_lone_label(line, following):
            return
        if self._state == "top" and self._says_nothing(line.text):
            self.found.set_aside += line.text.split()
            return
        if self._state == "section" and not is_headed(line) and self._is_inherited(line.text):
            self._content(line, following)
            return
        if said := self._vocabulary.in_sentence(line.text):
            self._say(*said, line.at, "")
            return
        if self._is_fact(line):
            return
        if self._is_title(line, following):
            return
        if self._pending and not is_headed(line):
            self._say(self._pending, line.text, line.at, self._pending_label)
            self._pending = ""
            return
        self._pending = ""
        self._content(line, following)

    def _says_nothing(self, text: str) -> bool:
        """Return whether a line at the top says but the kind of document and whose it is."""
        said = plain(text)
        for name in self._names:
            said = said.replace(name, " ")
        meaning = self._vocabulary.title(said) if said.strip() else None
        is_kind = bool(meaning and meaning.kind == "document") or (
            said != plain(text) and "person specification" in said
        )
        if not said.strip() or is_kind:
            self.found.kinds.add(said.strip())
            return True
        return False

    # --- facts ------------------------------------------------------------------------------------

    def _is_fact(self, line: Line) -> bool:
        """Take a line that says a label and its value; return whether it was one."""
        if self._state == "criteria" and self._has_items:
            return False
        if (
            line.depth
            and self._state == "section"
            and self._section not in {"details", "checks", "dimensions", "working-conditions"}
        ):
            return False
        pairs = self._pairs(line)
        if not pairs:
            return False
        for label, value, meaning in pairs:
            if value:
                self._pending = ""
                self._say(meaning.name, value, line.at, label)
            else:
                self._pending, self._pending_label = meaning.name, label
        return True

    def _pairs(self, line: Line) -> list[tuple[str, str, Meaning]]:
        text = line.text
        segments = [segment.strip() for segment in text.split("\t") if segment.strip()]
        if len(segments) > 1:
            if all(is_pair(segment, self._vocabulary) for segment in segments):
                return [
                    pair
                    for segment in segments
                    for pair in self._pairs(line._replace(text=segment, lead=""))
                ]
            if len(segments) % 2 == 0:
                found = [
                    (segments[at].rstrip(": "), segments[at + 1], self._label(segments[at]))
                    for at in range(0, len(segments), 2)
                ]
                if all(meaning for _, _, meaning in found):
                    return [(label, value, meaning) for label, value, meaning in found if meaning]
            if meaning := self._label(segments[0]):
                return [(segments[0].rstrip(": "), " ".join(segments[1:]).lstrip(": "), meaning)]
            text = " ".join(segments)
        label, colon, value = text.partition(":")
        if colon and len(label.split()) <= _MOST_LABEL_WORDS and (meaning := self._label(label)):
            if not value.strip() and self._vocabulary.title(label) and self._state != "top":
                return []
            return [(label.strip(), value.strip(), meaning)]
        if line.lead and (meaning := self._label(line.lead)):
            value = text.removeprefix(line.lead).strip().lstrip(":–- ").strip()
            return [(line.lead.rstrip(": "), value, meaning)] if value else []
        if self._state == "top" and not line.depth:
            return self._unmarked(text)
        return []

    def _is_lone_label(self, line: Line, following: Block | None) -> bool:
        """Take a label of the top that stands on a line of its own, with its value below it."""
        if (
            self._state != "top"
            or self._pending
            or line.depth
            or line.heading
            or not isinstance(following, Line)
            or len(following.text.split()) > _MOST_TITLE_WORDS
            or following.text.rstrip().endswith(":")
            or not self._vocabulary.is_label(line.text)
            or self._vocabulary.is_label(following.text)
        ):
            return False
        meaning = self._label(line.text)
        self._pending = meaning.name if meaning else ""
        self._pending_label = line.text
        return bool(meaning)

    def _label(self, text: str) -> Meaning | None:
        return self._vocabulary.label(text.strip().rstrip(":").strip())

    def _unmarked(self, text: str) -> list[tuple[str, str, Meaning]]:
        """Return a label and its value where nothing but a space parts them."""
        words = text.split()
        for length in range(min(5, len(words) - 1), 0, -1):
            label, value = " ".join(words[:length]), " ".join(words[length:])
            meaning = self._label(label)
            if (
                meaning
                and plain(label) != plain(value)
                and (length > 1 or re.match(r"[£$€\d]|Grade|Band|PO", value))
                and value[:1] not in "–-&/("
                and not value[:1].islower()
                and len(words) < 16
            ):
                return [(label, value, meaning)]
        return []

    def _say(self, name: str, value: str, at: str, label: str) -> None:
        value = value.strip().replace("\t", " ")
        self.found.set_aside += label.split()
        if name == "title" and (kind := _KIND_IN_TITLE.search(value)):
            rest = _KIND_IN_TITLE.sub(" ", value).strip(" -–—:|,()")
            self.found.set_aside += kind[0].split()
            value = rest or value
        if not re.search(r"\w", value) or self._vocabulary.is_empty(label, value):
            self.found.set_aside += value.split()
            return
        self.found.say(name, Said(value, at, label))

    # --- titles -----------------------------------------------------------------------------------

    def _is_title(self, line: Line, following: Block | None) -> bool:
        """Take a line that stands over what follows; return whether it was one."""
        bare = unnumbered(line.text)[0].strip().rstrip(":").strip()
        headed = is_headed(line)
        ends_open = line.text.rstrip().endswith(":")
        if len(bare.split()) > (_MOST_OPEN_WORDS if ends_open else _MOST_TITLE_WORDS):
            return self._is_led(line)
        if headed and self._is_of_document(bare, line):
            return True
        if (headed or ends_open) and self._is_weighted(bare, line):
            return True
        meaning = self._vocabulary.title(bare)
        if meaning and (headed or ends_open or self._stands_over(line, bare, following)):
            self._enter(meaning, bare, line)
            return True
        if self._is_led(line):
            return True
        if not (headed or (ends_open and not line.depth)):
            return False
        return self._is_title_like(bare, line, following, headed=headed)

    def _is_weighted(self, bare: str, line: Line) -> bool:
        """Take a title that says an importance and a category: essential qualifications."""
        said, rest = importance_of(bare)
        known = self._vocabulary.title(rest) if said else None
        if not said or plain(rest) in _WHOLE | {"criteria", "requirements", "skills required"}:
            return False
        if (known and known.kind != "criteria") or not (known or self._state == "criteria"):
            return False
        self._enter_criteria(line)
        self._start_category(f"{rest[:1].upper()}{rest[1:]}", line.at)
        self._importance, self._is_over = said, False
        return True

    def _stands_over(self, line: Line, bare: str, following: Block | None) -> bool:
        """Return whether a line that is set as any other is a title all the same."""
        if line.depth or bare.endswith(".") or following is None:
            return False
        return len(bare.split()) > 1 or isinstance(following, Grid) or bare[:1].isupper()

    def _is_title_like(
        self, bare: str, line: Line, following: Block | None, *, headed: bool
    ) -> bool:
        """Take a title whose words no list has; return whether it was one."""
        if (label := self._label(bare)) and self._state != "criteria" and following and headed:
            self._pending, self._pending_label = label.name, bare
            return True
        if (meaning := self._vocabulary.title_like(bare)) and self._takes(meaning, line):
            self._enter(meaning, bare, line)
            return True
        if headed:
            self._unknown_title(bare, line)
        return headed

    def _takes(self, meaning: Meaning, line: Line) -> bool:
        """Return whether a title that is only like others ends what is being read."""
        is_below = not line.heading or not self._level or line.heading > self._level
        if self._state == "criteria" and is_below:
            return meaning.kind in {ESSENTIAL, DESIRABLE} or meaning.name in _AFTER_CRITERIA
        if self._state == "section" and is_below and self._section in _LISTS:
            return meaning.kind != "section" or meaning.name in _AFTER_DUTIES
        return True

    def _is_led(self, line: Line) -> bool:
        """Take a line that starts with a title of its own: "Purpose of job: to run …"."""
        label, colon, value = line.text.partition(":")
        if line.lead and not colon:
            label, value = line.lead, line.text.removeprefix(line.lead)
        if (
            line.depth
            or not value.strip()
            or len(label.split()) > _MOST_LABEL_WORDS
            or (self._state == "criteria" and self._has_items and not line.lead)
        ):
            return False
        meaning = self._vocabulary.title(unnumbered(label)[0])
        if (
            not meaning
            or meaning.kind in {"document", "signature"}
            or not _is_known_exactly(self._vocabulary, label)
        ):
            return False
        if meaning.kind in {"essential", "desirable"} and self._state != "criteria":
            return False
        self._enter(meaning, label.strip(), line)
        self._content(line._replace(text=value.strip().lstrip(":–- "), lead=""), None)
        return True

    def _is_of_document(self, text: str, line: Line) -> bool:
        """Take a title that says what kind of document this is, maybe with the job's title."""
        if plain(text) in self._names:
            self.found.set_aside += text.split()
            return True
        meaning = self._vocabulary.title(text)
        if meaning and meaning.kind == "document":
            self.found.kinds.add(plain(text))
            self.found.set_aside += text.split()
            if "person spec" in plain(text) and "job description" not in plain(text):
                self._enter_criteria(line)
            return True
        if meaning:
            return False
        if _KIND_IN_TITLE.search(text):
            rest = _KIND_IN_TITLE.sub(" ", text).strip(" -–—:|,()")
            self.found.kinds.add(plain(text))
            self.found.set_aside += _KIND_IN_TITLE.search(text)[0].split()  # type: ignore[index]
            if rest and (meaning := self._vocabulary.title(rest)):
                self._enter(meaning, rest, line)
                return True
            if rest and plain(rest) not in self._names:
                self._title(rest, line)
            if (
                "person spec" in plain(text)
                and "description" not in plain(text)
                and "profile" not in plain(text)
            ):
                self._enter_criteria(line)
            return True
        if (
            self._state == "top"
            and not self._heading_title
            and not self._label(text)
            and not importance_of(text)[0]
        ):
            self._title(text, line)
            return True
        return False

    def _title(self, text: str, line: Line) -> None:
        if not self._heading_title:
            self._heading_title = text
            self.found.facts.setdefault("title in heading", []).append(Said(text, line.at))
        elif plain(text) == plain(self._heading_title):
            self.found.set_aside += text.split()
        else:
            self.found.facts["title in heading"].append(Said(text, line.at))

    def _enter(self, meaning: Meaning, title: str, line: Line) -> None:
        self._pending = ""
        is_sentence = len(re.sub(r"\([^()]*\)", "", title).split()) > _MOST_QUIET_WORDS
        if not is_sentence:
            self.found.set_aside += title.split()
        if meaning.kind == "fact":
            self._pending, self._pending_label = meaning.name, title
            return
        if meaning.kind == "section":
            if self._state == "criteria" and self._is_category(meaning, line):
                self._start_category(title, line.at)
                return
            self._state, self._section = "section", meaning.name
            self._level = line.heading
            self._part = Part("" if is_sentence else title, line.at, [Group()])
            self._part.groups[0].lead_in += [f"{title}:"] * is_sentence
            self.found.sections.setdefault(meaning.name, []).append(self._part)
        elif meaning.kind in {ESSENTIAL, DESIRABLE}:
            self._enter_importance(meaning.kind, line)
            if is_sentence:
                self._open_category(line).groups[0].lead_in.append(f"{title}:")
        elif meaning.kind == "criteria":
            self._enter_criteria(line)
            if plain(title) in _WHOLE or "person spec" in plain(title):
                self._level = line.heading or self._level
            else:
                self._start_category(title, line.at)
        elif meaning.kind == "document":
            self.found.kinds.add(plain(title))
            if "person spec" in plain(title):
                self._enter_criteria(line)
        else:
            self._state = "unknown"
            self.found.unplaced.append(Unplaced(title, line.at, "a block to sign"))
            if not is_sentence:
                self.found.set_aside = self.found.set_aside[: -len(title.split())]

    def _is_category(self, meaning: Meaning, line: Line) -> bool:
        """Return whether a title that could be a section's is a category of criteria here."""
        if line.heading and self._level:
            return line.heading > self._level
        return meaning.name in _SOFT

    def _enter_criteria(self, line: Line) -> None:
        if self._state != "criteria":
            self._state, self._section = "criteria", ""
            self._category, self._importance, self._is_over = None, "", False
            self._has_items = False
            self._level = line.heading

    def _enter_importance(self, importance: str, line: Line) -> None:
        """Take that what follows is essential, or desirable: in a category, or in those to come."""
        is_in_criteria = self._state == "criteria"
        self._enter_criteria(line)
        category = self._category
        is_below = (
            is_in_criteria
            and category is not None
            and category.title
            and (not self._has_items or (bool(self._importance) and not self._is_over))
        )
        self._importance, self._is_over = importance, not is_below
        if not is_below:
            self._category = None

    def _start_category(self, title: str, at: str) -> None:
        stood_alone = self._category is not None and not self._category.title
        if not self._is_over or (stood_alone and self._has_items):
            self._importance, self._is_over = "", False
        before = self._category
        if (
            before
            and before.groups[0].is_empty()
            and before.title
            and before in self.found.criteria
        ):
            self.found.criteria.remove(before)
            title = f"{before.title}: {title}"
        self._category = Part(title, at, [Group()])
        self.found.criteria.append(self._category)
        self._has_items = False

    def _open_category(self, line: Line) -> Part:
        """Return the category that is read, one without a title where there is none."""
        if self._category is None:
            self._category = Part("", line.at, [Group()])
            self.found.criteria.append(self._category)
            self._has_items = False
        return self._category

    def _unknown_title(self, title: str, line: Line) -> None:
        is_below = not line.heading or not self._level or line.heading > self._level
        if self._state == "criteria" and is_below:
            self._start_category(title, line.at)
        elif self._state == "section" and is_below and self._section:
            self._part.groups.append(Group(title, line.at))
        else:
            self._state, self._level = "unknown", line.heading
            remark = "no section is known by this title"
            self.found.unplaced.append(Unplaced(title, line.at, remark))

    # --- texts ------------------------------------------------------------------------------------

    def _content(self, line: Line, following: Block | None) -> None:
        if self._state == "top":
            if (
                not self._heading_title
                and not self._intro.groups
                and len(line.text.split()) <= 8
                and not line.depth
                and not line.text.endswith(".")
            ):
                self._title(line.text, line)
                return
            if not self._intro.groups:
                self._intro = Part("", line.at, [Group()])
            _add(self._intro.groups, line, following)
        elif self._state == "section":
            self._sentence(line)
            _add(self._part.groups, line, following)
        elif self._state == "criteria":
            self._criterion(line, following)
        else:
            last = self.found.unplaced[-1]
            last.text = f"{last.text}\n\n{line.text}".replace("\t", " ")

    def _sentence(self, line: Line) -> None:
        """Take a manager and numbers of staff out of the sentences that usually say them."""
        if self._section not in {
            "purpose",
            "people-management",
            "dimensions",
            "context",
            "scope",
            "resources",
        }:
            return
        if (found := _REPORTS.search(line.text)) and "reports_to" not in self.found.facts:
            self.found.say("reports_to in text", Said(found[1].strip(" ,"), line.at))
        for name, pattern in (
            ("dimensions.staff_direct", _MANAGES),
            ("dimensions.staff_indirect", _INDIRECT),
        ):
            if found := pattern.search(line.text):
                low = str(_NUMBERS.get(found[2].casefold(), found[2]))
                figure = (
                    f"{low} to {found[3]}" if found[3] else f"{(found[1] or '').casefold()}{low}"
                )
                self.found.say(f"{name} in text", Said(figure, line.at))

    def _criterion(self, line: Line, following: Block | None) -> None:
        group = self._open_category(line).groups[0]
        text, _ = unnumbered(line.text)
        leads = not line.depth and (
            text.endswith(":")
            or (not group.entries and isinstance(following, Line) and bool(following.depth))
            or isinstance(following, Grid)
        )
        if leads and not self._has_items:
            group.lead_in.append(text)
            return
        entry = criterion(text.replace("\t", " "), line.at, self._methods, self._importance)
        entry.label = line.lead if entry.text.startswith(line.lead) else ""
        if line.depth > 1 and group.entries:
            group.entries[-1].items.append(entry)
        else:
            group.entries.append(entry)
        self._has_items = True

    # --- tables -----------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> None:
        table = as_criteria(grid, self._vocabulary, within=self._state == "criteria")
        if table:
            for row in grid.rows[: table.head]:
                self._row([cell for cell in row if cell], grid)
            for cell in grid.rows[table.head]:
                self.found.set_aside += text_of(cell).split()
            self._enter_criteria(Line("", grid.at))
            category = (
                self._category.title
                if self._category and not self._category.groups[0].entries
                else ""
            )
            parts = of_table(grid, table, self._methods, category, self._importance)
            if category and self._category in self.found.criteria and parts:
                self.found.criteria.remove(self._category)
                parts[0].groups[0].lead_in = (
                    self._category.groups[0].lead_in if self._category else []
                )
            self.found.criteria += parts
            self._category, self._has_items = None, bool(parts)
            return
        self._pending = ""
        for row in grid.rows:
            cells = [cell for cell in row if cell]
            if cells:
                self._row(cells, grid)
                self._pending = ""

    def _row(self, cells: list[tuple[Line, ...]], grid: Grid) -> None:
        """Read a row of a table that is no table of criteria."""
        if len(cells) > 1 and all(self._vocabulary.is_head(text_of(cell)) for cell in cells):
            self.found.set_aside += " ".join(map(text_of, cells)).split()
            return
        firsts = [text_of(cell).rstrip(": ") for cell in cells]
        if (
            len(cells) > 1
            and len(cells) % 2 == 0
            and all(
                len(firsts[at].split()) <= _MOST_LABEL_WORDS and self._label(firsts[at])
                for at in range(0, len(cells), 2)
            )
            and not (self._state == "criteria" and self._has_items)
        ):
            for at in range(0, len(cells), 2):
                meaning = self._label(firsts[at])
                if meaning:
                    self._say(meaning.name, text_of(cells[at + 1]), cells[at][0].at, firsts[at])
            return
        if (
            len(cells) > 1
            and (meaning := self._vocabulary.title(unnumbered(firsts[0])[0]))
            and meaning.kind in {"section", "criteria", "essential", "desirable"}
        ):
            self._enter(meaning, firsts[0], cells[0][0])
            for cell in cells[1:]:
                self._lines(cell)
            return
        if (
            len(cells) > 1
            and self._state == "top"
            and len(firsts[0].split()) <= _MOST_LABEL_WORDS
            and len(cells) == 2
            and (cells[0][0].is_bold or cells[0][0].text.endswith(":"))
        ):
            label = self._label(firsts[0])
            if label:
                self._say(label.name, text_of(cells[1]), cells[0][0].at, firsts[0])
            else:
                self.found.unplaced.append(
                    Unplaced(
                        f"{firsts[0]}: {text_of(cells[1])}",
                        cells[0][0].at,
                        "no field is known by this label",
                    )
                )
            return
        if (
            len(cells) > 1
            and self._state == "section"
            and all(len(cell) == 1 for cell in cells)
            and not is_headed(cells[0][0]._replace(is_bold=False))
        ):
            first, *others = cells
            text = "; ".join(text_of(cell) for cell in others)
            self._content(
                Line(
                    f"{text_of(first)}: {text}" if text else text_of(first),
                    first[0].at,
                    depth=1,
                    lead="",
                ),
                None,
            )
            return
        for cell in cells:
            self._lines(cell)

    def _lines(self, cell: tuple[Line, ...]) -> None:
        for at, line in enumerate(cell):
            self._line(line, cell[at + 1] if at + 1 < len(cell) else None)

    # --- the end ----------------------------------------------------------------------------------

    def _finish(self) -> None:
        for part in (part for parts in self.found.sections.values() for part in parts):
            part.groups = _headed(part.groups)
        if self._intro.groups:
            name = "context" if "purpose" in self.found.sections else "purpose"
            self.found.sections.setdefault(name, []).insert(0, self._intro)
        for name in _LISTS & self.found.sections.keys():
            for part in self.found.sections[name]:
                for group in part.groups:
                    if not group.entries and len(group.lead_in) > 1:
                        texts, group.lead_in = group.lead_in, []
                        group.entries = [Entry(unnumbered(text)[0], part.at) for text in texts]
        self.found.criteria = [
            part for part in self.found.criteria if not part.groups[0].is_empty()
        ]


def _headed(groups: list[Group]) -> list[Group]:
    """Return groups whose headings stand over something; another heading is a text."""
    kept: list[Group] = []
    for group in groups:
        if not group.is_empty() or not group.heading:
            kept.append(group)
        elif kept and kept[-1].entries:
            kept[-1].closing.append(group.heading)
        elif kept:
            kept[-1].lead_in.append(group.heading)
        else:
            kept.append(Group("", group.at, [group.heading]))
    return kept


_WHOLE: Final = frozenset(
    {
        "person specification",
        "person spec",
        "criteria",
        "selection criteria",
        "requirements",
        "job requirements",
        "specification",
        "person profile",
        "employee specification",
        "candidate profile",
        "what we look for",
        "person requirements",
    }
)


def _is_known_exactly(vocabulary: Vocabulary, text: str) -> bool:
    meaning = vocabulary.title(text)
    return meaning is not None and len(text.split()) <= _MOST_LABEL_WORDS


def _add(groups: list[Group], line: Line, following: Block | None) -> None:
    """Add a paragraph or an entry to what stands under the last heading."""
    group = groups[-1]
    text, number = unnumbered(line.text)
    text = text.replace("\t", " ")
    depth = line.depth or (1 if number else 0)
    if not depth:
        leads = isinstance(following, Line) and (
            bool(following.depth) or bool(unnumbered(following.text)[1])
        )
        if not group.entries:
            group.lead_in.append(text)
        elif leads:
            groups.append(Group("", line.at, [text]))
        else:
            group.closing.append(text)
        return
    if group.closing:
        groups.append(Group("", line.at, group.closing[-1:]))
        group.closing = group.closing[:-1]
        group = groups[-1]
    entry = Entry(text, line.at)
    if line.lead and text.startswith(line.lead):
        entry.label = line.lead
    entries = group.entries
    for _ in range(min(depth, 3) - 1):
        if not entries:
            break
        entries = entries[-1].items
    entries.append(entry)
