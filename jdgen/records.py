"""`NamedTuple` as in `typing`, made in a quarter of its time.

That one looks at the type of every field, which nobody asks for while jdgen runs: with some seventy
of them it's a tenth of a short command. Type checkers see `typing`'s own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple

    class _Maker(type):
        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(  # noqa: PYI024 - this is to be that one
                name, fields, defaults=defaults, module=body["__module__"]
            )
            for key, value in body.items():
                if key not in fields and key != "__module__":
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """A tuple whose items have names: the annotations of the class made from this one."""
