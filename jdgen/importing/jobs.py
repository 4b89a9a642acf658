"""How many jobs a document describes, one after another, and where each begins."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from jdgen.importing.labels import field_of, pairs_in
from jdgen.importing.outline import is_headed, unnumbered
from jdgen.importing.source import Grid, SourceLine
from jdgen.importing.tables import text_of
from jdgen.importing.vocabulary import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.importing.source import Block
    from jdgen.importing.vocabulary import Glossary

_DUTIES: Final = frozenset({"duties", "accountabilities"})
_KIND: Final = re.compile(r"^(?:job|role|position|post) (?:description|profile)\b", re.IGNORECASE)


def jobs_in(blocks: Sequence[Block], vocabulary: Glossary) -> list[Sequence[Block]]:
    """Return the parts of a document that describe a job each.

    A part begins where another title of a job is said, if duties stand before it and after it.
    """
    titled = list(_titles(blocks, vocabulary))
    with_duties = {at for at, block in enumerate(blocks) if _has_duties(block, vocabulary)}
    starts = [0]
    said = titled[0][1] if titled else ""
    for number, (at, title) in enumerate(titled[1:], 1):
        end = titled[number + 1][0] if number + 1 < len(titled) else len(blocks)
        begins = _beginning(blocks, at, vocabulary)
        is_other = title != said and with_duties & {*range(at, end)}
        if is_other and with_duties & {*range(starts[-1], begins)}:
            starts.append(begins)
            said = title
    return [blocks[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def _titles(blocks: Sequence[Block], vocabulary: Glossary) -> Iterator[tuple[int, str]]:
    """Yield where a label says a job's title, and that title."""
    for at, block in enumerate(blocks):
        if isinstance(block, Grid):
            for row in block.rows:
                cells = [text_of(cell) for cell in row if cell]
                yield from (
                    (at, plain(value))
                    for label, value in pairwise(cells)
                    if _is_of_title(label, vocabulary)
                )
        elif block.text.count(":") == 1 or "\t" in block.text:
            for pair in pairs_in(block, vocabulary, at_top=False):
                if pair.value and _is_of_title(pair.label, vocabulary):
                    yield at, plain(pair.value)


def _is_of_title(label: str, vocabulary: Glossary) -> bool:
    """Return whether a label says "job title" in so many words."""
    return len(label.split()) > 1 and field_of(label, vocabulary) == "title"


def _beginning(blocks: Sequence[Block], at: int, vocabulary: Glossary) -> int:
    """Return where a job begins: at what says the kind of document over its title, if any."""
    while at > 0:
        before = blocks[at - 1]
        meaning = vocabulary.title(before.text) if isinstance(before, SourceLine) else None
        is_kind = isinstance(before, SourceLine) and _KIND.match(before.text) and is_headed(before)
        if not is_kind and (meaning is None or meaning.kind != "document"):
            break
        at -= 1
    return at


def _has_duties(block: Block, vocabulary: Glossary) -> bool:
    """Return whether a block is, or holds, a title of duties."""
    lines: Iterable[SourceLine] = block.lines() if isinstance(block, Grid) else (block,)
    for line in lines:
        bare = unnumbered(line.text)[0].rstrip(": ")
        meaning = vocabulary.title(bare)
        if meaning and meaning.name in _DUTIES and not line.depth:
            return True
    return False
