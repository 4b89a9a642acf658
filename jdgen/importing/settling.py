"""What can only be told when more was read: facts of several lines, and lists without a title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from jdgen.importing.found import Group, Part
from jdgen.importing.grouping import add
from jdgen.importing.source import Line
from jdgen.importing.vocabulary import plain

if TYPE_CHECKING:
    from jdgen.importing.found import Found
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
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return its lines as one."""
        return ", ".join(line.text.rstrip(" ,;") for line in self.lines)

    @property
    def is_short(self) -> bool:
        """Return whether a field takes it: a few lines, and no more words than a line has."""
        most = _MOST_OF_TITLE if self.name == "title" else _MOST_WORDS
        return 0 < len(self.lines) <= _MOST_LINES and len(self.text.split()) <= most

    @property
    def section(self) -> str:
        """Return the section that takes what is longer."""
        return _HOMES.get(self.name, "details")

    @property
    def part(self) -> Part:
        """Return it as what stands in a section."""
        part = Part(self.title, self.at, [Group()])
        for at, line in enumerate(self.lines):
            add(part.groups, line, self.lines[at + 1] if at + 1 < len(self.lines) else None)
        return part


def other_fact(line: Line) -> tuple[str, str] | None:
    """Return a label and a value that a line says; None where it is no such line."""
    label, colon, value = (part.strip() for part in line.text.partition(":"))
    is_label = bool(colon and value and _LABEL.match(label)) and not line.heading
    is_short = len(label.split()) <= _MOST_LABEL_WORDS and len(value.split()) <= _MOST_VALUE_WORDS
    return (label, value) if is_label and is_short and value[-1] not in ".:" else None


def is_prose(block: Block | None) -> bool:
    """Return whether a block is a paragraph of some length, as statements are and no criteria."""
    return (
        isinstance(block, Line) and not block.depth and len(block.text.split()) > _MOST_OF_CRITERION
    )


def is_of_file(label: str) -> bool:
    """Return whether a label says something of the file, and nothing of the job."""
    return bool(_OF_FILE.search(plain(label)))


def settle_lists(found: Found) -> None:
    """Make duties and criteria of the lists that stand in what introduces a job, if it has none."""
    for part in found.sections.get("purpose", []):
        kept: list[Group] = []
        for group in part.groups:
            is_list = len(group.entries) >= _FEWEST_ENTRIES
            lead = plain(group.lead_in[-1]) if group.lead_in else ""
            seeks = bool(_SEEKS.search(lead)) and "responsib" not in lead
            if is_list and seeks and not found.criteria:
                _to_criteria(group, part, found)
            elif is_list and not seeks and not _has_duties(found):
                _to_duties(group, part, found)
            if not group.is_empty() or group.heading:
                kept.append(group)
        part.groups = kept
    if "purpose" in found.sections:
        found.sections["purpose"] = [part for part in found.sections["purpose"] if part.groups]
        if not found.sections["purpose"]:
            del found.sections["purpose"]


def _has_duties(found: Found) -> bool:
    return bool({"duties", "accountabilities"} & found.sections.keys())


def _to_duties(group: Group, part: Part, found: Found) -> None:
    lead = [group.lead_in.pop()] if group.lead_in else []
    moved = Group(group.heading, group.at, lead, group.entries)
    group.entries, group.heading = [], "" if not group.lead_in else group.heading
    found.sections["duties"] = [Part("", part.at, [moved])]


def _to_criteria(group: Group, part: Part, found: Found) -> None:
    lead = [group.lead_in.pop()]
    found.criteria.append(Part("", part.at, [Group("", group.at, lead, group.entries)]))
    group.entries = []
