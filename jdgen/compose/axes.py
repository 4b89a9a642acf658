"""What must hold of the axes of a family: each level says them, and they rise with its rank."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jdgen.model.axes import AXIS, Axis, AxisValue
from jdgen.names import folded
from jdgen.nearest import suggest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from jdgen.model.job import Family, Level, Lineage, Organisation
    from jdgen.model.text import Passage
    from jdgen.problems import Problems


def said_of(level: Level, axis: str) -> Iterator[AxisValue]:
    """Yield what a level says of an axis itself, and then what its bands say."""
    layers = (level.layer, *level.bands.values())
    return (layer.axes[axis] for layer in layers if axis in layer.axes)


def axes_of(family: Family, organisation: Organisation) -> dict[str, Axis]:
    """Return a family's axes, with the steps of the scales that they name."""
    return {
        name: axis._replace(steps=_steps(axis, organisation)) for name, axis in family.axes.items()
    }


def _steps(axis: Axis, organisation: Organisation) -> tuple[frozenset[str], ...]:
    steps = organisation.scales.get(axis.scale.text, ()) if axis.scale else ()
    return tuple(frozenset({folded(step.title.in_main), folded(step.id)}) for step in steps)


def check_axes(lineage: Lineage, named: Mapping[str, Collection[str]], problems: Problems) -> None:
    """Refuse a level that doesn't say one of the family's axes, or says it and never in a sentence.

    `named` are the facts that its sentences name. Where a level has bands, each of them may say it.
    """
    level = lineage.level
    in_sentences = {name for names in named.values() for name in names}
    for name, axis in axes_of(lineage.family, lineage.organisation).items():
        said = list(said_of(level, name))
        bands_say = bool(level.bands) and all(name in band.axes for band in level.bands.values())
        if name not in level.layer.axes and not bands_say:
            problems.refuse(
                level.layer.source,
                f'{level.code} does not say "{name}" ({axis.title.text}), an axis of the family',
                f"add {name}: …, or say it in each of its bands",
                "missing-axis",
            )
        elif f"{AXIS}{name}" not in in_sentences:
            problems.refuse(
                said[0].passage,
                f"no sentence of {level.code} names this value, so that nobody reads it",
                f"write {{{{ {AXIS}{name} }}}} in one, where it says what the level answers for",
                "unused-axis",
            )
        if axis.scale:
            _check_steps(axis, axis.scale, said, lineage.organisation, problems)


def _check_steps(
    axis: Axis,
    scale: Passage,
    said: Sequence[AxisValue],
    organisation: Organisation,
    problems: Problems,
) -> None:
    """Refuse values that are no step of the scale that they are to be of."""
    steps = organisation.scales.get(scale.text)
    if steps is None:
        hint = suggest(scale.text, organisation.scales, what="the scales are")
        problems.refuse(scale, f'unknown scale "{scale.text}"', hint, "unknown-scale")
        return
    for value in said:
        if axis.size(value.passage.in_main) is None:
            titles = [step.title.in_main for step in steps]
            message = f'"{value.passage.text}" is no step of the scale "{scale.text}"'
            hint = suggest(value.passage.in_main, titles, what="the steps are")
            problems.refuse(value.passage, message, hint, "unknown-step")


def check_rising(
    family: Family, levels: Sequence[Level], organisation: Organisation, problems: Problems
) -> None:
    """Refuse a value that is less than the level below says, and that says no reason for it.

    The levels come in order of rank; of bands the highest counts against the level above, and the
    lowest against the level below.
    """
    for name, axis in axes_of(family, organisation).items():
        for lower, higher in pairwise(levels):
            below = [(axis.size(value.passage.in_main), value) for value in said_of(lower, name)]
            above = [(axis.size(value.passage.in_main), value) for value in said_of(higher, name)]
            most = max((size for size, _ in below if size is not None), default=None)
            for size, value in above:
                if size is None or most is None or size >= most or value.because:
                    continue
                was = next(other.passage.text for other_size, other in below if other_size == most)
                problems.refuse(
                    value.passage,
                    f'"{value.passage.text}" is less than {lower.code} says below it, "{was}"',
                    f"correct one of the two, or say why: {name}: {{text: …, because: …}}",
                    "falling-axis",
                )
