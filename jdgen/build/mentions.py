"""What clauses and conditions name, checked whether or not any job uses them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jdgen.compose.conditions import check_condition
from jdgen.compose.placeholders import Facts
from jdgen.documents.coverage import refuse_fact, rows_of
from jdgen.model.axes import AXIS
from jdgen.model.facts import CODES, code_fact
from jdgen.model.section import Listing
from jdgen.names import folded
from jdgen.nearest import suggest
from jdgen.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jdgen.model.job import Clause, Family, Layer, Level, Organisation
    from jdgen.model.section import AuthoredSection, Condition
    from jdgen.workspace.inheritance import Library


def check_mentions(library: Library, problems: Problems) -> None:
    """Refuse what is wrong with the facts that clauses and conditions of a workspace name.

    A condition on the code of a level that there isn't would never hold. A file that can't be read
    is passed over, and while a level can't, its code is not known: whoever reads it is told.
    """
    unread, levels_unread = Problems(), Problems()
    organisation = unread.catch(library.organisation)
    if organisation is None:
        return
    families = [unread.catch(partial(library.family, key)) for key in library.families()]
    levels = [levels_unread.catch(read) for read in _levels(library)]
    posts = [
        *(unread.catch(partial(library.role, path)) for path in library.roles()),
        *(unread.catch(partial(library.vacancy, path)) for path in library.vacancies()),
    ]
    known = [family for family in families if family]
    clauses = list(_versions([organisation, *known]))
    conditions = [condition for clause in clauses for condition in clause.when]
    layers = [organisation.layer, *(part.layer for part in (*known, *levels, *posts) if part)]
    layers += (band for level in levels if level for band in level.bands.values())
    for layer in layers:
        conditions += _conditions(layer.sections)
    for family in known:
        conditions += _conditions(family.guide)
    facts = _facts(organisation, (), problems)
    _check_texts(_versions([organisation]), facts)
    for family in known:
        _check_texts(_versions([family]), _facts(organisation, family.axes, problems))
    if not (unread or levels_unread):
        _check_frameworks(library, layers, problems)
    for condition in conditions:
        check_condition(condition, facts.names, problems)
    if not levels_unread:
        codes = dict.fromkeys(level.code for level in levels if level)
        _check_codes(conditions, codes, problems)


def _facts(organisation: Organisation, axes: Iterable[str], problems: Problems) -> Facts:
    """Return the facts that a clause may name: those of every job, and its family's axes."""
    own = [*organisation.setting.own_facts, *(f"{AXIS}{axis}" for axis in axes)]
    return Facts(organisation.layer.facts, problems, draft=True, own=own)


def _levels(library: Library) -> Iterator[partial[Level]]:
    for family in library.families():
        for key, versions in library.level_files(family).items():
            yield from (partial(library.level, family, key, day) for day, _ in versions)


def _versions(parts: Iterable[Organisation | Family]) -> Iterator[Clause]:
    for part in parts:
        for versions in part.clauses.values():
            yield from versions


def _conditions(sections: Iterable[AuthoredSection]) -> Iterator[Condition]:
    for section in sections:
        content = section.content
        for group in content.groups if isinstance(content, Listing) else ():
            for entry in group.entries:
                yield from entry.when


def _check_texts(clauses: Iterable[Clause], facts: Facts) -> None:
    """Refuse what is wrong with the facts that the clauses' texts and titles name."""
    for clause in clauses:
        facts.fill(clause.passage)
        if clause.title:
            facts.fill(clause.title)


def _check_frameworks(library: Library, layers: Iterable[Layer], problems: Problems) -> None:
    """Refuse the codes that a layout shows in a row and that no file of the workspace says."""
    said = {code_fact(name.text) for layer in layers for name, _ in layer.codes}
    for name in library.layouts():
        layout = Problems().catch(partial(library.layout, name))  # whoever reads it is told
        for kind in layout.documents if layout else ():
            for fact in (fact for row in rows_of(kind) for fact in row.facts):
                if fact.text.startswith(CODES) and fact.text not in said:
                    refuse_fact(fact, said, problems)


def _check_codes(conditions: Iterable[Condition], codes: Iterable[str], problems: Problems) -> None:
    """Refuse the codes of levels that a condition names, and that no level has."""
    spelt = {folded(code.strip()): code for code in codes}
    for condition in conditions:
        if condition.fact.text != "level.code" or isinstance(condition.values, bool):
            continue
        for value in condition.values:
            if folded(value.text.strip()) not in spelt:
                message = f'no level has the code "{value.text}", so that this never holds'
                hint = suggest(value.text, list(spelt.values()), what="the codes are")
                problems.refuse(value.source, message, hint, "unknown-level")
