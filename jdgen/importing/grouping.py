"""Paragraphs and entries under their headings, and what sentences say that is a fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.importing.found import ReadEntry, ReadGroup
from jdgen.importing.outline import unnumbered
from jdgen.importing.source import SourceLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.importing.source import Block

_DEEPEST: Final = 3
_NUMBER_WORDS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
_NUMBERS: Final = {word: str(number) for number, word in enumerate(_NUMBER_WORDS, 1)}
_REPORTS: Final = re.compile(
    r"\b(?:is |are |be )?(?:directly )?(?:responsible|accountable|reports?|reporting) "
    r"(?:directly )?to (?:the |a |an )?"
    r"([A-Z][\w&'/,-]*(?: (?:and |of |for |the |&)?\(?[A-Z][\w&'/-]*\)?)*)"
)
_HOW_MANY: Final = rf"(up to |over |at least )?(\d+|{'|'.join(_NUMBER_WORDS)})(?: to (\d+))?"
_MANAGES: Final = re.compile(
    r"\b(?:manages?|managing|supervis(?:es|ing)|line manages?|responsible for)\s+"
    rf"{_HOW_MANY} (?:directly managed |direct |line managed |members of )?"
    r"(?:staff|employees|people|direct reports|reports|posts)\b",
    re.IGNORECASE,
)
_INDIRECT: Final = re.compile(
    rf"\b(?:manages?|managing)\s+{_HOW_MANY} indirect(?:ly managed)?\b", re.IGNORECASE
)


def facts_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the manager and the numbers of staff that a sentence says in the usual words."""
    if found := _REPORTS.search(text):
        yield "reports_to", found[1].strip(" ,")
    for field, pattern in (
        ("dimensions.staff_direct", _MANAGES),
        ("dimensions.staff_indirect", _INDIRECT),
    ):
        if found := pattern.search(text):
            low = _NUMBERS.get(found[2].casefold(), found[2])
            before = (found[1] or "").casefold()
            yield field, f"{low} to {found[3]}" if found[3] else f"{before}{low}"


def add(groups: list[ReadGroup], line: SourceLine, following: Block | None) -> None:
    """Add a paragraph or an entry to what stands under the last heading."""
    text, number = unnumbered(line.text)
    text = text.replace("\t", " ")
    depth = line.depth or (1 if number else 0)
    if depth:
        _add_entry(groups, line, text, depth)
        return
    group = groups[-1]
    if not group.entries:
        group.lead_in.append(text)
    elif isinstance(following, SourceLine) and (following.depth or unnumbered(following.text)[1]):
        groups.append(ReadGroup("", line.at, [text]))
    else:
        group.closing.append(text)


def _add_entry(groups: list[ReadGroup], line: SourceLine, text: str, depth: int) -> None:
    group = groups[-1]
    if group.closing:  # which leads to this list, and closes none
        groups.append(ReadGroup("", line.at, [group.closing.pop()]))
        group = groups[-1]
    entry = ReadEntry(text, line.at, line.lead if text.startswith(line.lead) else "")
    entries = group.entries
    for _ in range(min(depth, _DEEPEST) - 1):
        entries = entries[-1].items if entries else entries
    entries.append(entry)


def headed(groups: list[ReadGroup]) -> list[ReadGroup]:
    """Return groups whose headings stand over something; another heading is a text."""
    kept: list[ReadGroup] = []
    for group in groups:
        if not group.is_empty() or not group.heading:
            kept.append(group)
        elif kept and kept[-1].entries:
            kept[-1].closing.append(group.heading)
        elif kept:
            kept[-1].lead_in.append(group.heading)
        else:
            kept.append(ReadGroup("", group.at, [group.heading]))
    return kept


def as_list(group: ReadGroup, at: str) -> None:
    """Make entries of the paragraphs of a group that is to be a list, where it holds no list."""
    if not group.entries and len(group.lead_in) > 1:
        texts, group.lead_in = group.lead_in, []
        group.entries = [ReadEntry(unnumbered(text)[0], at) for text in texts]
