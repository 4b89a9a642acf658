"""The fields of the particulars: what each kind of them may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jdgen.model.facts import FACT_OF_FIELD, GROUPS, Particular
from jdgen.reading.shapes import LINE, WORDS, Field, Record, Shape, Values
from jdgen.reading.values import COUNT_FACT, DATE_FACT, MONEY_FACT, word_fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jdgen.model.text import Passage

_SHAPES: Final[dict[str, Shape[Any]]] = {
    "words": WORDS,
    "line": LINE,
    "date": DATE_FACT,
    "money": MONEY_FACT,
    "count": COUNT_FACT,
}


def _shape(known: Particular) -> Shape[Any]:
    if known.kind != "word":
        return _SHAPES[known.kind]
    what = known.field.replace("_", " ")
    what = {"welsh": "category of Welsh", "dbs": "level of DBS check"}.get(known.field, what)
    return word_fact(
        *known.choices,
        message=f"is no {what}",
        hint=f"write {', '.join(known.choices[:-1])} or {known.choices[-1]}",
    )


def fields_of(particulars: Iterable[Particular]) -> dict[str, Field]:
    """Return the fields of particulars, by name."""
    return {known.field: Field(_shape(known), known.about) for known in particulars}


def _group_fields() -> dict[str, Field]:
    """Return the fields that hold fields; each gives the facts that it says."""
    made = {}
    for group, (about, particulars) in GROUPS.items():

        def build(values: Values, _node: object, _context: object) -> dict[str, Passage]:
            return {name: fact for name, fact in values.items() if fact}

        made[group] = Field(Record(fields_of(particulars), build), about)
    return made


GROUP_FIELDS: Final = _group_fields()


def facts_said(values: Values, fields: Iterable[Particular]) -> dict[str, Passage]:
    """Return the facts that a role or vacancy says, by name."""
    said = {
        FACT_OF_FIELD[known.field]: values[known.field] for known in fields if values[known.field]
    }
    for group in GROUPS:
        said |= {f"{group}.{name}": fact for name, fact in (values[group] or {}).items()}
    return said
