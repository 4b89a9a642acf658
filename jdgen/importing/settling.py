"""What can only be told when more was read: facts of several lines, and lists without a title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from jdgen.importing.criteria import criterion
from jdgen.importing.found import ReadEntry, ReadGroup, ReadPart
from jdgen.importing.grouping import add
from jdgen.importing.source import SourceLine
from jdgen.importing.vocabulary import plain

if TYPE_CHECKING:
    from jdgen.importing.criteria import Methods
    from jdgen.importing.found import ReadDocument, Unplaced
    from jdgen.importing.source import Block

_MOST_OF_CRITERION: Final = 25
_MOST_OF_TITLE: Final = 12
_MOST_LINES: Final = 3
_MOST_WORDS: Final = 40
_MOST_LABEL_WORDS: Final = 4
_MOST_VALUE_WORDS: Final = 12
_FEWEST_ENTRIES: Final = 3
_HOMES: Final = {
    "title": "purpose",
    "salary": "what-we-offer",
    "contact": "how-to-apply",
    "closing_date": "how-to-apply",
}
_OF_FILE: Final = re.compile(
    r"\b(?:(?<!start )(?<!end )date|dated|version|author|updated|published|posted|posting|prepared"
    r"|written|completed|created|revised|revision|draft|issued?|layout|slug|permalink|category|tags?)\b"
)
UNKNOWN: Final = "no section is known by this title"
CRITERIA: Final = "criteria"
_DUTIES: Final = "duties"
_OFFER: Final = "what-we-offer"
_FEWEST_WORDS: Final = 2
_HAS: Final = re.compile(
    r"(?:you(?:'re| are| have|'ve| can| know| think| care)\b|an?\b|\d|at least|minimum|must\b"
    r"|ha(?:s|ve|ving)\b|is\b|are\b|be(?:ing)?\b|able\b|abilit|strong|excellent|good|great|proven"
    r"|demonstrat|experience|knowledge|understand|familiar|degree|bachelor|master|comfort|passion"
    r"|willing|proficien|skill|fluen|self-|track record|success|desire|interest|commit|can\b|know\b"
    r"|think\b|expert|advanced|basic|solid|deep)",
    re.IGNORECASE,
)
"""How an entry starts that says what somebody has, is or knows."""
_OF_PEOPLE: Final = re.compile(
    r"\b(?:experience|knowledge of|ability to|skills?|degree|qualification|qualified|proficien\w+"
    r"|familiarity|understanding of)\b",
    re.IGNORECASE,
)
_ABOUT: Final = {
    "corporate-responsibilities": re.compile(
        r"\b(?:equal|diversity|diverse|inclusi\w+|discriminat\w+|race|religion|disabilit\w+|gender"
        r"|orientation|safeguarding|confidential\w*)\b"
    ),
    "how-to-apply": re.compile(
        r"\b(?:apply|applications?|applicants?|resume|cv|cover letter|email|e mail|interviews?"
        r"|closing|deadline|portal)\b"
    ),
    "what-we-offer": re.compile(
        r"\b(?:salary|benefits?|pension|holidays?|vacation|leave|insurance|allowance|perks|bonus"
        r"|paid|relocation|discounts?|we offer|you will receive)\b"
    ),
    "context": re.compile(r"\b(?:founded|mission|organi[sz]ation|company|headquarter\w*|our|we)\b"),
}
"""Words by which a paragraph is known for what it is about."""
_LABEL: Final = re.compile(r"[A-Z][\w&/' ()-]*$")
_SEEKS: Final = re.compile(
    r"looking for|seek|candidate|applicant|someone|who$|you (?:are|have|should|must)|you'(?:re|ll)"
    r"|must (?:have|be)|ideal|require"
)


@dataclass
class HeadedFact:
    """A fact whose label is a heading, and the lines under it."""

    title: str
    name: str
    at: str
    lines: list[SourceLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return its lines as one."""
        return ", ".join(line.text.rstrip(" ,;") for line in self.lines)

    @property
    def is_short(self) -> bool:
        """Return whether a field takes it: a few lines, and no more words than a line has."""
        if len(self.lines) > 1 and any(line.depth for line in self.lines):
            return False
        most = _MOST_OF_TITLE if self.name == "title" else _MOST_WORDS
        return 0 < len(self.lines) <= _MOST_LINES and len(self.text.split()) <= most

    @property
    def section(self) -> str:
        """Return the section that takes what is longer."""
        return _HOMES.get(self.name, "details")

    @property
    def part(self) -> ReadPart:
        """Return it as what stands in a section."""
        part = ReadPart(self.title, self.at, [ReadGroup()])
        for at, line in enumerate(self.lines):
            add(part.groups, line, self.lines[at + 1] if at + 1 < len(self.lines) else None)
        return part


def other_fact(line: SourceLine) -> tuple[str, str] | None:
    """Return a label and a value that a line says; None where it is no such line."""
    label, colon, value = (part.strip() for part in line.text.partition(":"))
    is_label = bool(colon and value and _LABEL.match(label)) and not line.heading
    is_short = len(label.split()) <= _MOST_LABEL_WORDS and len(value.split()) <= _MOST_VALUE_WORDS
    return (label, value) if is_label and is_short and value[-1] not in ".:" else None


def is_prose(block: Block | None) -> bool:
    """Return whether a block is a paragraph of some length, as statements are and no criteria."""
    return (
        isinstance(block, SourceLine)
        and not block.depth
        and len(block.text.split()) > _MOST_OF_CRITERION
    )


def is_of_file(label: str) -> bool:
    """Return whether a label says something of the file, and nothing of the job."""
    return bool(_OF_FILE.search(plain(label)))


def place_unknown(found: ReadDocument, methods: Methods) -> None:
    """Put what stands under titles that nobody knows where its own words tell that it belongs.

    That are lists of what somebody has or does, and paragraphs on what only one section is about.
    """
    kept: list[Unplaced] = []
    for one in found.unplaced:
        title = one.text.partition("\n\n")[0]
        lines = one.lines if one.remark == UNKNOWN else []
        texts = [line.text for line in lines]
        entries = [line for line in lines if line.depth]
        name = ""
        if len(entries) * 2 > len(lines) and _section_of(" ".join(texts)) == _OFFER:
            name = _OFFER
        elif len(entries) * 2 > len(lines):
            name = CRITERIA if are_criteria([line.text for line in entries], title) else _DUTIES
        elif lines:
            name = _section_of(" ".join(texts))
        if not name:
            kept.append(one)
        elif name == CRITERIA:
            found.criteria.append(ReadPart(title, one.at, [_criteria_of(lines, methods)]))
            found.set_aside += title.split()
        else:
            part = HeadedFact(title, "", one.at, lines).part
            found.sections.setdefault(name, []).append(part)
    found.unplaced = kept


def are_criteria(texts: list[str], lead: str = "") -> bool:
    """Return whether the entries of a list say what somebody has, is or knows."""
    number = sum(bool(_HAS.match(text) or _OF_PEOPLE.search(text)) for text in texts)
    return number * 2 > len(texts) or (bool(_SEEKS.search(plain(lead))) and number * 4 > len(texts))


def _section_of(text: str) -> str:
    """Return the section that a text is about by its words; empty where it can't be told."""
    said = plain(text)
    times = {name: len(pattern.findall(said)) for name, pattern in _ABOUT.items()}
    best = max(times, key=lambda name: times[name])
    return best if times[best] >= _FEWEST_WORDS else ""


def _criteria_of(lines: list[SourceLine], methods: Methods) -> ReadGroup:
    """Return lines as criteria, the last paragraph before the first as what leads to them."""
    group = ReadGroup("", lines[0].at)
    for line in lines:
        if not group.entries and not line.depth:
            group.lead_in.append(line.text)
        elif line.depth > 1 and group.entries:
            group.entries[-1].items.append(ReadEntry(line.text, line.at))
        else:
            group.entries.append(criterion(line.text, line.at, methods, ""))
    return group


def settle_lists(found: ReadDocument) -> None:
    """Make duties and criteria of the lists that stand in what introduces a job, if it has none."""
    has_duties, has_criteria = _has_duties(found), bool(found.criteria)
    for part in found.sections.get("purpose", []):
        kept: list[ReadGroup] = []
        for group in part.groups:
            is_list = len(group.entries) >= _FEWEST_ENTRIES
            lead = plain(group.lead_in[-1]) if group.lead_in else ""
            seeks = bool(_SEEKS.search(lead)) and "responsib" not in lead
            texts = [entry.text for entry in group.entries]
            is_of_people = seeks and are_criteria(texts, lead)
            if is_list and is_of_people and not has_criteria:
                _to_criteria(group, part, found)
            elif is_list and not is_of_people and not has_duties:
                _to_duties(group, part, found)
            if not group.is_empty() or group.heading:
                kept.append(group)
        part.groups = kept
    if "purpose" in found.sections:
        found.sections["purpose"] = [part for part in found.sections["purpose"] if part.groups]
        if not found.sections["purpose"]:
            del found.sections["purpose"]


def _has_duties(found: ReadDocument) -> bool:
    return bool({"duties", "accountabilities"} & found.sections.keys())


def _to_duties(group: ReadGroup, part: ReadPart, found: ReadDocument) -> None:
    lead = [group.lead_in.pop()] if group.lead_in else []
    moved = ReadGroup(group.heading, group.at, lead, group.entries)
    group.entries, group.heading = [], "" if not group.lead_in else group.heading
    [into, *_] = found.sections.setdefault("duties", [ReadPart("", part.at)])
    into.groups.append(moved)


def _to_criteria(group: ReadGroup, part: ReadPart, found: ReadDocument) -> None:
    lead = [group.lead_in.pop()]
    found.criteria.append(ReadPart("", part.at, [ReadGroup("", group.at, lead, group.entries)]))
    group.entries = []
