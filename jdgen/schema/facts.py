"""The fields of the particulars: what each kind of them may be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from jdgen.formats.escaping import in_sentence
from jdgen.model.facts import FACT_OF_FIELD, GROUPS, Particular
from jdgen.model.text import Passage, made_of
from jdgen.reading.dates import DATE_FACT
from jdgen.reading.lists import ListOf
from jdgen.reading.records import Field, Record, Values
from jdgen.reading.shapes import Choice, Context, Converted, Named, Shape
from jdgen.reading.texts import LINE, WORDS
from jdgen.reading.values import (
    COUNT_FACT,
    FIGURE_FACT,
    MONEY_FACT,
    checked,
    finder,
    word_fact,
)
from jdgen.reading.yaml import Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jdgen.model.text import OwnField


_LINE_END: Final = re.compile("[\r\n]+")


def _by_line(passage: Passage, *_: object) -> Passage:
    """Return a fact's text, whose lines, as those of an address, are paragraphs each."""
    return passage._replace(text=_parted(passage.text), main=_parted(passage.main))


def _parted(text: str) -> str:
    return "\n\n".join(filter(str.strip, _LINE_END.split(text))) if _LINE_END.search(text) else text


def _several(values: tuple[Passage, ...], node: Node, context: Context) -> Passage | None:
    """Return what a fact says in several values, as a list in a sentence."""
    if not values:  # whose own problems are told
        return None
    source, joined = context.source(node), context.setting.wording.joined
    listed = made_of(joined([in_sentence(value.text) for value in values]), source, *values)
    in_main = joined([in_sentence(value.in_main) for value in values])
    return listed._replace(values=values, main=in_main)


_FEWEST: Final = 2  # a single text in square brackets is one that is still open, say
LINES: Final = Converted(WORDS, _by_line)
_SEVERAL: Final = Converted(
    ListOf(LINES, least=_FEWEST),
    _several,
)
_LINES_OR_SEVERAL: Final = Choice[Passage](
    lambda node, _: _SEVERAL if isinstance(node, Sequence) and len(node) >= _FEWEST else LINES,
    (LINES, _SEVERAL),
)
VALUES: Final[Shape[Passage]] = Named("values", lambda: _LINES_OR_SEVERAL)
"""What a fact says in words: a text, or a list of several."""

_SHAPES: Final[dict[str, Shape[Any]]] = {
    "words": VALUES,
    "line": LINE,
    "date": DATE_FACT,
    "money": MONEY_FACT,
    "count": COUNT_FACT,
    "figure": FIGURE_FACT,
}


def _shape(particular: Particular) -> Shape[Any]:
    if particular.field == "title":  # of which a post has one
        return LINES
    if particular.kind != "word":
        return _SHAPES[particular.kind]
    what = particular.field.replace("_", " ")
    what = {"welsh": "category of Welsh", "dbs": "level of DBS check"}.get(particular.field, what)
    return word_fact(
        *particular.choices,
        message=f"is no {what}",
        hint=f"write {', '.join(particular.choices[:-1])} or {particular.choices[-1]}",
    )


def fields_of(particulars: Iterable[Particular], topic: str = "") -> dict[str, Field]:
    """Return the fields of particulars, by name; each says a fact of the topic."""
    return {
        particular.field: Field(
            _shape(particular),
            particular.about,
            to=_fact(topic, particular.field) if topic else "",
            is_printed=True,
        )
        for particular in particulars
    }


def _fact(topic: str, field: str) -> str:
    return FACT_OF_FIELD[field] if topic == "post" else f"{topic}.{field}"


_OWN_SHAPES: Final = {"text": VALUES, "date": DATE_FACT, "money": MONEY_FACT, "number": COUNT_FACT}


def own_field(name: str, field: OwnField) -> Field:
    """Return the field of a role or vacancy that an organisation has described."""
    label = field.label.in_main if field.label else name
    shape: Shape[Any] = _OWN_SHAPES[field.kind]
    if field.choices:
        shape = _chosen(label, {choice.in_main: choice for choice in field.choices})
    about = f"{label} (a field of the organisation's own)."
    return Field(shape, about, to=f"post.{name}", is_printed=True)


def _chosen(label: str, choices: dict[str, Passage]) -> Shape[Passage]:
    return Converted(
        checked(
            finder(choices),
            f"is no {label}",
            f"write {' or '.join(choices)}",
            "unknown-word",
            {"enum": list(choices)},
        ),
        lambda word, node, context: choices[word]._replace(source=context.source(node), main=word),
    )


def facts_in(values: Values, *_: object) -> dict[str, Passage]:
    """Return the facts that a record says, by name, its groups of them included."""
    facts = {name: fact for name, fact in values.items() if "." in name}
    for group in GROUPS:
        facts |= values[group] or {}
    return facts


GROUP_FIELDS: Final = {
    group: Field(Record(fields_of(particulars, group), facts_in), about)
    for group, (about, particulars) in GROUPS.items()
}
