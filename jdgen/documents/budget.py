"""How much work a template may be, and how much it may write: counted, so the same everywhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sized
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STEPS: Final = 1_000_000
"""How many times a template may go round its loops, call and compare, all in all."""
CHARACTERS: Final = 40_000_000
"""How many characters it may write, what it keeps to write later included."""
LARGEST: Final = 1_000_000
"""How long a text or list may be that it makes of others."""
_PER_STEP: Final = 100
"""How many characters are read in about the time of a step."""
_BITS: Final = 10_000


class TooMuch(Exception):
    """A template takes more than its budget allows."""


class Budget:
    """What is left for one run of a template."""

    def __init__(self) -> None:
        self.steps = STEPS
        self.characters = CHARACTERS

    def renew(self) -> None:
        """Begin a run."""
        self.steps, self.characters = STEPS, CHARACTERS

    def spend(self, steps: int) -> None:
        """Take some steps; raise `TooMuch` where none are left."""
        self.steps -= steps
        if self.steps < 0:
            raise TooMuch(
                f"it takes more than {STEPS:,} steps, in loops or in what names itself again"
            )

    def write(self, characters: int) -> None:
        """Write some characters; raise `TooMuch` where there is no room left."""
        self.characters -= characters
        if self.characters < 0:
            raise TooMuch(f"it writes more than {CHARACTERS:,} characters")

    def counted(self, values: Iterable[Any]) -> Iterable[Any]:
        """Return values to go through, each of which is a step."""
        try:
            number = len(values)  # type: ignore[arg-type] # what has no length is gone through
        except TypeError:
            return self._each(values)
        self.spend(number)
        return values

    def _each(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.spend(1)
            yield value

    def weighed(self, value: Any) -> Any:
        """Return a value that is about to be read to its end, lists inside lists included."""
        waiting = [value]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                self.spend(1 + len(one) // _PER_STEP)
            elif isinstance(one, Mapping):
                self.spend(1 + len(one))
                waiting += (part for pair in one.items() for part in pair)
            elif isinstance(one, Collection):
                self.spend(1 + len(one))
                waiting += () if isinstance(one, range) else one
        return value

    def concat(self, parts: Iterable[str]) -> str:
        """Return texts as one; raise `TooMuch` before it takes all memory."""
        joined: list[str] = []
        through = iter(parts)
        while some := list(islice(through, 1_000)):
            joined.append("".join(some))
            self.write(len(joined[-1]))
        return "".join(joined)


def check_made(operator: str, left: Any, right: Any) -> None:
    """Raise `TooMuch` where an operator would make something huge of two values."""
    if operator == "+" and isinstance(left, Sized) and isinstance(right, Sized):
        _check_size(len(left) + len(right))
    elif operator == "*":
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Sized) and isinstance(other, int):
                _check_size(len(one) * other)
        if isinstance(left, int) and isinstance(right, int):
            _check_bits(left.bit_length() + right.bit_length())
    elif operator == "**" and isinstance(left, int) and isinstance(right, int):
        _check_bits(left.bit_length() * right)


def check_text_method(text: str, method: str, arguments: Sequence[Any]) -> None:
    """Raise `TooMuch` where a text's own method would make a huge one."""
    texts = [value for value in arguments if isinstance(value, str)]
    if method == "replace":
        replaced = text.count(texts[0]) if texts else 0
        _check_size(len(text) + replaced * max(map(len, texts), default=0))
    elif method == "join" and arguments and isinstance(arguments[0], Collection):
        sizes = (len(value) for value in arguments[0] if isinstance(value, str))
        _check_size(len(text) * len(arguments[0]) + sum(sizes))


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise TooMuch(f"it makes a text or list that is more than {LARGEST:,} long")


def _check_bits(bits: int) -> None:
    if bits > _BITS:
        raise TooMuch("it makes a number too large to be any")
