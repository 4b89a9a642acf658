"""Tables of contents that were typed, which only repeat the titles that follow."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from jdgen.importing.outline import unnumbered
from jdgen.importing.source import Grid, SourceLine
from jdgen.importing.vocabulary import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jdgen.importing.source import Block

_TITLES: Final = frozenset({"contents", "table of contents", "contents page", "list of contents"})
_LEADERS: Final = re.compile(r"(?:\.\s?){4,}|\u2026{2,}|_{4,}")
_FEWEST: Final = 2
_LEADING: Final = " \t.\u2026_"
_MOST_DIGITS: Final = 3


def without_contents(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """Return blocks without typed tables of contents, and the words of those."""
    times = Counter(
        _bare(line)
        for block in blocks
        for line in (block.lines() if isinstance(block, Grid) else (block,))
    )
    kept: list[Block] = []
    dropped: list[str] = []
    at = 0
    while at < len(blocks):
        end = _end(blocks, at, times)
        if end > at:
            dropped += (word for block in blocks[at:end] for word in _words(block))
        else:
            kept.append(blocks[at])
        at = max(end, at + 1)
    return kept, dropped


def _end(blocks: Sequence[Block], at: int, times: Counter[str]) -> int:
    """Return where a table of contents ends that begins here; the same place where none does."""
    block = blocks[at]
    is_titled = isinstance(block, SourceLine) and plain(block.text) in _TITLES
    end = first = at + is_titled
    while end < len(blocks) and _is_entry(blocks[end], times, is_titled=is_titled):
        end += 1
    is_table = end > first and isinstance(blocks[first], Grid)
    return end if end - first >= _FEWEST or (is_titled and is_table) else at


def _is_entry(block: Block, times: Counter[str], *, is_titled: bool) -> bool:
    """Return whether a block is an entry of contents: a title that stands again, or with a page."""
    if isinstance(block, Grid):
        lines = [line for line in block.lines() if re.search(r"[^\W\d]", line.text)]
        return is_titled and bool(lines) and all(times[_bare(line)] > 1 for line in lines)
    has_page = _without_page(block.text) != block.text
    if is_titled:
        return times[_bare(block)] > 1 or has_page
    return has_page and bool(_LEADERS.search(block.text)) and times[_bare(block)] > 1


def _bare(line: SourceLine) -> str:
    """Return a title as it is compared, without its number and its page."""
    return plain(unnumbered(_without_page(line.text))[0])


def _without_page(text: str) -> str:
    """Return a title without the number of its page, and what leads to that: dots, or a tab."""
    before = text.rstrip("0123456789")
    title = before.rstrip(_LEADING)
    leaders = before[len(title) :]
    is_page = 0 < len(text) - len(before) <= _MOST_DIGITS
    is_led = "\t" in leaders or len(leaders.replace(" ", "")) > 1
    return title if is_page and is_led and title else text


def _words(block: Block) -> list[str]:
    lines = block.lines() if isinstance(block, Grid) else (block,)
    return [word for line in lines for word in line.text.split()]
