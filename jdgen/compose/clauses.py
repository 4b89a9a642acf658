"""Looks up the standard clauses that texts name, and says why one is not printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.model.job import LeftOut
from jdgen.nearest import suggest

if TYPE_CHECKING:
    from jdgen.compose.conditions import Conditions
    from jdgen.model.job import Clause, ClausesInForce
    from jdgen.model.text import ClauseUse, Passage
    from jdgen.problems import Problems


def clause_named(
    use: ClauseUse,
    clauses: ClausesInForce,
    section: str,
    left_out: list[LeftOut],
    problems: Problems,
) -> Clause | None:
    """Return the clause that is named; None where it isn't in force yet, or there is none."""
    clause = clauses.current.get(use.clause)
    if clause:
        return clause
    if dormant := clauses.dormant.get(use.clause):
        left_out.append(LeftOut(section, dormant.passage, "not in force", use.source, dormant.id))
        return None
    candidates = [*clauses.current, *clauses.dormant]
    hint = suggest(use.clause, candidates, what="the clauses are")
    problems.refuse(use.source, f'unknown clause "{use.clause}"', hint, "unknown-clause")
    return None


class ClauseTexts:
    """Puts a clause's text where a text names it."""

    def __init__(self, clauses: ClausesInForce, conditions: Conditions, problems: Problems) -> None:
        self._clauses = clauses
        self._conditions = conditions
        self._problems = problems

    def text(self, passage: Passage, use: ClauseUse, section: str) -> Passage:
        """Return the clause's text; the passage as it is, without one, where it isn't printed."""
        left_out = self._conditions.left_out
        clause = clause_named(use, self._clauses, section, left_out, self._problems)
        if clause is None:
            return passage
        said, when = clause.passage, clause.when
        is_printed = self._conditions.hold(section, said, when, clause.id)
        return said._replace(use=use) if is_printed else passage
