"""Values of the model as JSON, each distinct one once, and back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


class Packed:
    """Named tuples of given kinds as lists, in a pool in which each stands once.

    They hold texts, numbers, days, tuples and each other: a text stands as it is, what stands
    elsewhere in the pool as a list of its number. Raises `TypeError` of anything else.
    """

    def __init__(self, kinds: Iterable[type[Any]], pool: list[Any] | None = None) -> None:
        self._kinds = {kind.__name__: kind for kind in kinds}
        self.pool: list[Any] = [] if pool is None else pool
        self._numbers: dict[Any, int] = {}
        self._values: dict[int, Any] = {}

    def put(self, value: object) -> int:
        """Return the number of a value in the pool."""
        key = type(value), value  # a place equals the tuple of what it says
        number = self._numbers.get(key)
        if number is None:
            packed = self._packed(value)
            number = self._numbers[key] = len(self.pool)
            self.pool.append(packed)
            self._values[number] = value
        return number

    def _part(self, value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
        if value is None or isinstance(value, str | int | float):
            return value
        return [self.put(value)] if value != () else []

    def _packed(self, value: object) -> Any:  # noqa: ANN401 - as above
        if value is None or isinstance(value, str | int | float):
            return value
        if isinstance(value, date):
            return {"day": value.isoformat()}
        if isinstance(value, tuple):
            name = "" if type(value) is tuple else type(value).__name__
            if not name or self._kinds.get(name) is type(value):
                return {name: [self._part(part) for part in value]}
        raise TypeError(f"{type(value)} can't be packed")

    def take(self, number: int) -> Any:  # noqa: ANN401 - whatever was put
        """Return a value by its number; raise where there is none: the pool is not one of ours."""
        if number not in self._values:
            self._values[number] = self._unpacked(self.pool[number])
        return self._values[number]

    def _unpacked(self, packed: Any) -> Any:  # noqa: ANN401 - as above
        if not isinstance(packed, dict):
            return packed
        [(name, said)] = packed.items()
        if name == "day":
            return date.fromisoformat(said)
        take = self.take
        parts = [
            (take(part[0]) if part else ()) if isinstance(part, list) else part for part in said
        ]
        return self._kinds[name](*parts) if name else tuple(parts)
