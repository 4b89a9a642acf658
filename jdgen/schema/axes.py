"""The shapes of the axes that a family declares, and of what its levels and bands say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jdgen.model.axes import AXIS, Axis, AxisValue, magnitude
from jdgen.reading.lists import MapOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Choice, Context, Converted, Shape
from jdgen.reading.texts import WORDS, Line, is_translated
from jdgen.reading.values import NAME, NAMELESS, one_of
from jdgen.reading.yaml import Mapping, Node

if TYPE_CHECKING:
    from collections.abc import Container

    from jdgen.model.text import Passage, Setting

_PREFIX: Final = "axis "
"""What the model calls the value of an axis, before the axis's id, until a layer is made of it."""


def _axis(values: Values, node: Mapping, context: Context) -> Axis | None:
    if bool(values["kind"]) == bool(values["scale"]):
        context.problems.refuse(
            node,
            '"kind" and "scale" are both given'
            if values["kind"]
            else "nothing says how values of this axis are compared",
            "write kind: time, money or number, or scale: with the id of one of the organisation's",
            "two-wordings" if values["kind"] else "missing-field",
        )
        return None
    return values.make(Axis)


_AXIS: Final = Record(
    {
        "title": Field(NAMELESS, "What rises, in a word or two.", required=True),
        "kind": Field(
            one_of("time", "money", "number"), "What its values are: a time, money or a number."
        ),
        "scale": Field(
            Line("scale"), "A scale of the organisation's, whose steps are its values, by id."
        ),
    },
    _axis,
)


def axes_field(taken: Container[str]) -> Field:
    """Return the field by which a family declares axes, none of them called as what is taken."""

    def name(key: str, node: Node, context: Context) -> str | None:
        if key not in taken:
            return key
        context.problems.refuse(
            node,
            f'"{key}" is a field that every level has',
            "call this axis something else",
            "bad-name",
        )
        return None

    return Field(
        MapOf(_AXIS, keys=Converted(NAME, name)),
        "What rises from level to level: each of its levels, or of their bands, then says it in a"
        " field of that name, and sentences name it as {{ level.<name> }}.",
    )


_SAID: Final = Record(
    {
        "text": Field(WORDS, "The value.", required=True, to="passage"),
        "because": Field(WORDS, "Why it is less than the level below says."),
    },
    AxisValue,
)
_PLAIN: Final = Converted(WORDS, lambda passage, _, __: AxisValue(passage))


def _pick(node: Node, setting: Setting) -> Shape[AxisValue]:
    return _SAID if isinstance(node, Mapping) and not is_translated(node, setting) else _PLAIN


_VALUE: Final = Choice(_pick, (_PLAIN, _SAID))
_SUCH_AS: Final = {"time": "three months", "money": "£50,000", "number": "four"}


def axis_field(name: str, axis: Axis) -> Field:
    """Return the field of a level or a band that says an axis."""

    def read(value: AxisValue, node: Node, context: Context) -> AxisValue | None:
        if axis.kind == "scale" or magnitude(axis.kind, value.passage.in_main) is not None:
            return value
        what = {"time": "no length of time", "money": "no amount", "number": "no number"}[axis.kind]
        context.problems.refuse(
            node,
            f'"{value.passage.text}" says {what}, by which levels could be compared',
            f"write it in figures or words, such as {_SUCH_AS[axis.kind]}",
            "no-magnitude",
        )
        return None

    about = f"{axis.title.in_main} (an axis of the family's)."
    return Field(Converted(_VALUE, read), about, to=f"{_PREFIX}{name}")


def unread_axes(family: Mapping | None) -> dict[str, Field]:
    """Return the fields of a family's axes, of any value, where its file can't be read as one."""
    axes = next((child for key, child in (family or {}).items() if key == "axes"), None)
    names = map(str, axes) if isinstance(axes, Mapping) else ()
    return {
        name: Field(_VALUE, "An axis of the family's.", to=f"{_PREFIX}{name}") for name in names
    }


def axes_said(values: Values) -> tuple[dict[str, AxisValue], dict[str, Passage]]:
    """Return what a level or band says of its axes, by name, and the facts that these become."""
    said: dict[str, Any] = {
        name.removeprefix(_PREFIX): value
        for name, value in values.items()
        if name.startswith(_PREFIX)
    }
    return said, {f"{AXIS}{name}": value.passage for name, value in said.items()}
