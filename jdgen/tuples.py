"""Named tuples without what `typing.NamedTuple` makes of each annotation, which nobody asks for.

It compiles them all, which takes most of the time in which a class is made.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any, Final

__all__ = ("NamedTuple",)

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Naming(type):
        """Makes a named tuple of what a class says, as `typing.NamedTuple` does."""

        def __new__(cls, name: str, _: object, said: dict[str, Any]) -> type[tuple[Any, ...]]:
            fields = said.get("__annotations__", {})
            defaults = [said[field] for field in fields if field in said]
            module = said["__module__"]
            made = namedtuple(name, fields, defaults=defaults, module=module)  # noqa: PYI024 - as above
            for key in said.keys() - fields.keys() - _OWN:
                setattr(made, key, said[key])
            made.__annotations__ = fields
            return made

    _OWN: Final = {"__module__", "__annotations__", "__classcell__"}
    NamedTuple = type.__new__(_Naming, "NamedTuple", (), {})
