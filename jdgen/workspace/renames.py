"""Which files of a workspace are those of another that were renamed, moved or parted since."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from jdgen.problems import InvalidInput
from jdgen.workspace.loading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Target

_ALIKE: Final = 0.5
"""What part of its lines a file must have kept, as git takes it for the same one renamed."""
_MOST: Final = 10_000
"""How many files are compared with each other, where nothing else tells which was which."""


def renamed(
    then: Library, now: Library, gone: Sequence[Target], new: Sequence[Target]
) -> dict[Path, Path]:
    """Return the files of what was renamed or moved, each with the file that it was.

    A vacancy is the same one only where its file or its post number is: those of one role are
    alike. All else is the same where half of its lines are, the likest first.
    """
    texts = {
        target.path: _text(library, target)
        for library, targets in ((then, gone), (now, new))
        for target in targets
    }
    found: dict[Path, Path] = {}
    taken: set[Path] = set()
    likely = sorted(
        _likely(then, now, gone, new, texts),
        key=lambda each: (-each[0], each[1].path, each[2].path),
    )
    for _, target, old in likely:
        if target.path not in found and old.path not in taken:
            found[target.path] = old.path
            taken.add(old.path)
    return found


def _likely(
    then: Library,
    now: Library,
    gone: Sequence[Target],
    new: Sequence[Target],
    texts: dict[Path, str],
) -> Iterator[tuple[float, Target, Target]]:
    """Yield what may be the same, and how alike the two are: more than 1 where nothing differs."""
    is_few = len(gone) * len(new) <= _MOST
    by_text: dict[tuple[str, str], list[Target]] = {}
    by_key: dict[tuple[str, str], list[Target]] = {}
    for old in gone:
        by_text.setdefault((old.kind, texts[old.path]), []).append(old)
        by_key.setdefault((old.kind, old.key), []).append(old)
    for target in new:
        same = by_text.get((target.kind, texts[target.path]), [])
        yield from ((2.0 + (old.key == target.key), target, old) for old in same)
        others = gone if is_few else by_key.get((target.kind, target.key), [])
        for old in others:
            if old.kind != target.kind or old in same:
                continue
            if target.kind == "vacancy":
                number = _number(now, target)
                if number and number == _number(then, old):
                    yield 1.0, target, old
                continue
            alike = _likeness(texts[old.path], texts[target.path])
            if alike >= _ALIKE:
                yield alike + (old.key == target.key), target, old


def _text(library: Library, target: Target) -> str:
    try:
        return read_text(target.path, library.naming)
    except InvalidInput:  # whoever composes it is told
        return str(target.path)


def _number(library: Library, target: Target) -> str:
    """Return the number that a vacancy gives its post; "" where it gives none."""
    try:
        number = library.vacancy(target.path).layer.facts.get("post.number")
    except InvalidInput:
        return ""
    return number.text if number else ""


def _likeness(one: str, other: str) -> float:
    """Return what part of the lines of two texts both have."""
    first, second = (
        Counter(line.strip() for line in text.splitlines() if line.strip()) for text in (one, other)
    )
    return 2 * (first & second).total() / max(1, first.total() + second.total())
