"""Sections that a role says in fields: people, behaviours, allowances, a career grade."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from jdgen.importing.vocabulary import plain
from jdgen.importing.writing import flat, parted
from jdgen.model.pay import table_in_force
from jdgen.model.section import ALLOWANCES, BEHAVIOURS, PROGRESSION, RELATIONSHIPS, STRUCTURE
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jdgen.importing.found import ReadDocument, ReadEntry, ReadPart
    from jdgen.workspace.inheritance import Library

_HOMES: Final = {
    RELATIONSHIPS: "context",
    STRUCTURE: "context",
    ALLOWANCES: "what-we-offer",
    PROGRESSION: "what-we-offer",
    BEHAVIOURS: "accountabilities",
}
"""Where what is said in sentences goes, for which a role has a field and the layout no section."""
_INSIDE: Final = "inside"
_OUTSIDE: Final = "outside"
_PAY: Final = re.compile(r"(?:Pay|Amount): [^:]*$")


class OrganisationIds(NamedTuple):
    """What the organisation has ids for, by their names, and how it says where people are."""

    behaviours: Mapping[str, str]
    allowances: Mapping[str, str]
    grades: Mapping[str, str]
    places: Mapping[str, str]


def known_in(library: Library) -> OrganisationIds:
    """Return what a workspace's organisation has ids for."""
    organisation, wording = library.organisation(), library.setting.wording
    table = table_in_force(organisation.pay, library.as_of)
    behaviours = {
        plain(behaviour.title.in_main): behaviour.id
        for framework in organisation.frameworks.values()
        for behaviour in framework.behaviours
    }
    allowances = (
        {plain(one.title.in_main): key for key, one in table.allowances.items()} if table else {}
    )
    grades = {plain(one.title.in_main): key for key, one in table.grades.items()} if table else {}
    places = {
        plain(wording.inside): _INSIDE,
        plain(wording.outside): _OUTSIDE,
        **dict.fromkeys(("internal", "internal contacts", "internally", "inside"), _INSIDE),
        **dict.fromkeys(("external", "external contacts", "externally", "outside"), _OUTSIDE),
    }
    return OrganisationIds(behaviours, allowances, grades, places)


def take_fields(found: ReadDocument, known: OrganisationIds) -> None:
    """Take the sections that a role says in fields out of those found, where all is known."""
    for name, read in (
        (RELATIONSHIPS, _relationships),
        (BEHAVIOURS, _behaviours),
        (ALLOWANCES, _allowances),
        (PROGRESSION, _grades),
    ):
        parts = found.sections.get(name)
        if parts and (said := read(parts, known)):
            found.fields["linked_grades" if name == PROGRESSION else name] = said
            found.set_aside += " ".join(_words(parts)).split()
            del found.sections[name]


def take_structure(found: ReadDocument, roles: Mapping[str, str]) -> None:
    """Take a list of who reports to whom for what it says, where the manager's role is known."""
    parts = found.sections.get(STRUCTURE, [])
    said = found.facts.get("reports_to", [])
    if parts and said and (role := roles.get(plain(said[0].value))):
        found.fields["reports_to"] = {"role": role}
        del found.facts["reports_to"]
        found.set_aside += " ".join(_words(parts)).split()
        del found.sections[STRUCTURE]


def take_home(found: ReadDocument) -> None:
    """Put what was not taken for the fields that say it where its words can stand."""
    for name, home in _HOMES.items():
        if parts := found.sections.pop(name, []):
            found.sections.setdefault(home, []).extend(parts)


def _words(parts: list[ReadPart]) -> Iterator[str]:
    for part in parts:
        for group in part.groups:
            yield from (group.heading, *group.lead_in, *group.closing)
            yield from (text for entry in group.entries for text in flat(entry))


def _entries(parts: list[ReadPart]) -> Iterator[ReadEntry]:
    for part in parts:
        for group in part.groups:
            yield from group.entries


def _labelled(parts: list[ReadPart], among: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the ids by which all entries start, each with its text; none where one isn't known."""
    said: list[tuple[str, str]] = []
    for entry in _entries(parts):
        label, text = parted(entry)
        key = among.get(plain(label)) or among.get(plain(text.partition(":")[0]))
        if key is None:
            return []
        said.append((key, text))
    return said


def _behaviours(parts: list[ReadPart], known: OrganisationIds) -> list[Any]:
    return [key for key, _ in _labelled(parts, known.behaviours)]


def _allowances(parts: list[ReadPart], known: OrganisationIds) -> list[Any]:
    return [key for key, _ in _labelled(parts, known.allowances)]


def _grades(parts: list[ReadPart], known: OrganisationIds) -> list[Any]:
    said = _labelled(parts, known.grades)
    if len(said) <= 1:  # one grade is no career
        return []
    return [{"grade": key, "text": _PAY.sub("", text).rstrip()} for key, text in said]


def _relationships(parts: list[ReadPart], known: OrganisationIds) -> list[Any]:
    """Return whom the post works with, where it is said of all who is inside and who is not."""
    people: list[Any] = []
    for part in parts:
        for group in part.groups:
            where = known.places.get(plain(group.heading)) or known.places.get(
                plain(part.title), ""
            )
            if group.lead_in and not where:
                return []
            people += ({"who": text, "where": where} for text in (*group.lead_in, *group.closing))
            for entry in group.entries:
                person = _person(entry, where, known)
                if not person:
                    return []
                people.append(person)
    return people


def _person(entry: ReadEntry, where: str, known: OrganisationIds) -> dict[str, str]:
    label, text = parted(entry)
    if not label and not where:
        label, _, text = (part.strip() for part in text.partition(":"))
    if not where:  # in a row of a table: who, where, what for
        place, _, text = (part.strip() for part in text.partition(";"))
        where = known.places.get(plain(place), "")
        if plain(label) == "who":
            return {}
    if not where or entry.items:
        return {}
    return {"who": label, "where": where, "why": text} if label else {"who": text, "where": where}
