"""The shape of standard clauses: what they say, when they are printed, and in which versions."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from jdgen.model.job import Clause, Clauses
from jdgen.reading.lists import ListOf, MapOf
from jdgen.reading.records import Field, Record
from jdgen.reading.shapes import Choice, Context, Converted, Shape
from jdgen.reading.texts import LINE, WORDS, text_of
from jdgen.reading.values import DATE, ID_KEY
from jdgen.reading.yaml import Node, Sequence
from jdgen.schema.conditions import WHEN_FIELD
from jdgen.schema.entries import text_fields

if TYPE_CHECKING:
    from jdgen.model.text import Setting


def _versions(
    clauses: Clause | tuple[Clause, ...], node: Node, context: Context
) -> tuple[Clause, ...]:
    versions = (clauses,) if isinstance(clauses, Clause) else clauses
    in_order = sorted(versions, key=lambda clause: clause.effective or date.min)
    for earlier, later in pairwise(in_order):
        if earlier.effective == later.effective:
            when = f"effective from {later.effective}" if later.effective else "without a date"
            context.problems.refuse(
                node,
                f"two versions of this clause are {when}",
                "give each version a day of its own: effective: 2027-04-01, say",
                "clause-date",
            )
    return tuple(in_order)


_CLAUSE: Final = Record(
    {
        "title": Field(WORDS, "The clause's title, printed in bold before it in a list."),
        **text_fields(may_be_clause=False),
        "when": WHEN_FIELD,
        "version": Field(text_of(LINE), "The version's number or name."),
        "effective": Field(DATE, "The day from which this version is in force, as 2027-04-01."),
        "owner": Field(text_of(LINE), "Who keeps the clause and answers for it."),
    },
    Clause,
)
_SEVERAL: Final = ListOf(_CLAUSE, least=1)


def _pick(node: Node, _setting: Setting) -> Shape[Any]:
    return _SEVERAL if isinstance(node, Sequence) else _CLAUSE


CLAUSES: Final = MapOf(Converted(Choice(_pick, (_CLAUSE, _SEVERAL)), _versions), keys=ID_KEY)


def clauses_by_id(clauses: dict[str, tuple[Clause, ...]] | None) -> Clauses:
    """Return the clauses, each with the id that it stands under."""
    return {
        key: tuple(clause._replace(id=key) for clause in versions)
        for key, versions in (clauses or {}).items()
    }
