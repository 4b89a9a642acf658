"""A new role: at a level, or like another role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.authoring.copying import copied
from jdgen.authoring.lines import NewFile, field, head, ids, note, open_place
from jdgen.authoring.naming import TakenNames, legal_name
from jdgen.authoring.offers import is_list, is_said, offered
from jdgen.authoring.places import chosen, family_for, grade_for, included, level_for
from jdgen.authoring.questions import Question, one_of
from jdgen.formats.escaping import one_line
from jdgen.problems import InvalidInput
from jdgen.reading.yaml_text import bracketed, scalar
from jdgen.workspace.files import family_of, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from jdgen.authoring.offers import Offers
    from jdgen.authoring.questions import Ask
    from jdgen.model.job import Role
    from jdgen.workspace.inheritance import Library

_NOT_KEPT: Final = ("record", "evaluation", "role_code", "master_record", "unplaced")
_CHANGES: Final = ("include", "omit", "choose", "replace", "order")
_DRAFT: Final = "record: {status: Draft}   # once the service has agreed it: Approved"
_CATEGORIES: Final = ("Qualifications", "Experience", "Knowledge", "Skills and abilities")
_FEWEST: Final = 2
"""How many of the organisation's assessment methods a criterion of a new role names at most."""


def new_role(library: Library, name: str, ask: Ask) -> NewFile:
    """Return the file of a new role at a level; raise `WrongAnswer` or `InvalidInput`."""
    names = _names(library)
    if name:
        names.free(name)  # before anything is asked
    title = _title(name, ask)
    family = family_for(library, ask)
    level = level_for(library, family, ask)
    grade = grade_for(library, family, level, ask)
    offers = _offers(library, family, level, grade)
    manager = one_of(ask, Question("--reports-to", "Title of the line manager"))
    include, choose = included(offers, ask), chosen(offers, ask)
    key = names.ask(ask, title or level)
    place = library.family_path(family).parent / "roles" / f"{key}.yaml"
    about = (
        f"A role: one kind of post at level {level}. What the level says need not be written again"
        f" (jdgen show {level}). What stands in {{{{ ? … }}}} is still to be filled in; a line that"
        " you don't need, you delete."
    )
    lines = [
        *head(place, library.root, "role", about),
        "",
        field("title", title, "What the post is called"),
        f"family: {scalar(family)}",
        f"level: {scalar(level)}",
        *([f"grade: {scalar(grade)}"] if grade else []),
        "",
        field("reports_to", manager, "Title of the line manager"),
        "# responsible_for: whom the post manages",
        "# service: the service that the post belongs to",
        _DRAFT,
        "",
        *_taken_from_level(offers, include, choose),
        *_sections(offers),
        *_criteria(library, family),
    ]
    return NewFile(place, "\n".join(lines) + "\n", key)


def role_like(library: Library, other: Path, name: str, ask: Ask) -> NewFile:
    """Return the file of a role that starts as another, in its family or elsewhere.

    Its duties and criteria are those of the other; what was agreed of that, such as its evaluation,
    is not. At another level, what the other changed of its own is left out. Raises `WrongAnswer`,
    and `InvalidInput` where the other can't be read.
    """
    names = _names(library)
    if name:
        names.free(name)
    role = library.role(other)
    title = _title(name, ask)
    before = role.classification
    family = family_for(library, ask, before.family.text)
    level = level_for(library, family, ask, before.level.text)
    is_moved = (family, level) != (before.family.text, before.level.text)
    grade = grade_for(library, family, level, ask, before.grade.text if before.grade else "")
    fields = {"title": field("title", title, "What the post is called")}
    fields |= {"family": f"family: {scalar(family)}", "level": f"level: {scalar(level)}"}
    dropped = [*_NOT_KEPT, *(["grade"] if before.grade and not grade else [])]
    fields |= {"grade": f"grade: {scalar(grade)}"} if grade else {}
    if is_moved:
        offers = _offers(library, family, level, grade)
        taken = {"include": included(offers, ask), "choose": chosen(offers, ask)}
        fields |= {verb: ids(verb, named)[0] for verb, named in taken.items() if named}
        dropped += [verb for verb in _CHANGES if verb not in fields]
    told = _manager(role)
    question = Question("--reports-to", "Title of the line manager", usual=told, certain=bool(told))
    if (manager := ask(question)) != told:
        fields["reports_to"] = field("reports_to", "".join(manager), question.text)
    key = names.ask(ask, title or role.id)
    place = library.family_path(family).parent / "roles" / f"{key}.yaml"
    about = (
        f"Made from the role {role.id}: say in its duties and criteria what is different here."
        " Nobody has agreed or evaluated it yet."
    )
    if is_moved:
        about += f" What {role.id} changed of {before.level.text} is left out."
    fields["record"] = _DRAFT
    dropped.remove("record")
    top = head(place, library.root, "role", about)
    return NewFile(place, copied(library, other, top, fields, dropped), key)


def _title(name: str, ask: Ask) -> str:
    """Return a new role's title, which its name may be already."""
    usual = name if name and name != legal_name(name) else ""
    question = Question("--title", "What is the post called?", usual=(usual,) if usual else ())
    return one_of(ask, question._replace(certain=bool(usual)))


def _manager(role: Role) -> tuple[str, ...]:
    fact = role.layer.facts.get("post.reports_to")
    return (one_line(fact.text),) if fact and "{{" not in fact.text else ()


def _offers(library: Library, family: str, level: str, grade: str) -> Offers:
    lineage = library.lineage_of_level(family, level, grade or None)
    band = lineage.level.bands.get(grade)
    return offered(
        [
            lineage.organisation.layer,
            lineage.family.layer,
            lineage.level.layer,
            *([band] if band else []),
        ]
    )


def _taken_from_level(
    offers: Offers, include: tuple[str, ...], choose: tuple[str, ...]
) -> list[str]:
    """Return what a role takes of what its level offers, and notes of what it could take."""
    lines = [*ids("include", include), *ids("choose", choose)]
    for choice in offers.optional:
        if choice.id not in include:
            lines += note(f"include: [{choice.id}]   would add: {choice.about}")
    for section, choices in offers.alternatives.items():
        for choice in choices:
            if choice.id not in choose:
                lines += note(f"choose: [{choice.id}]   would be its {section}: {choice.about}")
    return [*lines, ""] if lines else []


def _sections(offers: Offers) -> list[str]:
    """Return the sections that a role writes itself: purpose and duties."""
    lines = ["sections:"]
    purpose = "What this role is for, in a sentence or two"
    if is_list(offers.sections.get("purpose")):
        lines += ["  purpose:", f"    - {open_place(purpose)}"]
    elif is_said(offers.sections.get("purpose")):
        lines += note("purpose: the level says it; written here, it takes the place of that", "  ")
    else:
        lines.append(f"  purpose: {open_place(purpose)}")
    if is_said(offers.sections.get("duties")):
        return [*lines, f"  duties: {open_place('What this role does')}", ""]
    return [
        *lines,
        "  duties:   # one thing that this role does to each; an id lets a vacancy change it",
        "    - id: first-duty",
        f"      text: {open_place('What this role does, and what comes of it')}",
        "    - id: second-duty",
        f"      text: {open_place('What else it does')}",
        "",
    ]


def _criteria(library: Library, family: str) -> list[str]:
    methods = list(library.organisation().methods)[:_FEWEST]
    lines = ["person_specification:"]
    for category in _categories(library, family):
        what = f"{_words(category)}: what somebody needs, so that it can be assessed"
        lines += [
            f"  - category: {scalar(category)}",
            "    criteria:",
            f"      - text: {open_place(what)}",
            "        importance: essential   # or desirable",
        ]
        lines += [f"        assessed_by: {bracketed(methods)}"] if methods else []
    return lines


def _categories(library: Library, family: str) -> list[str]:
    """Return the categories that a role of the family has already, or else usual ones."""
    paths = sorted(library.roles(), key=lambda path: (family_of(path) != family, name_of(path)))
    for path in paths:
        try:
            sections = library.role(path).layer.sections
        except InvalidInput:
            continue
        found = [one for one in sections if one.id == "person-specification"]
        groups = found[0].content.groups if found else ()  # type: ignore[union-attr] # it is a list
        names = [group.heading.text for group in groups if group.heading.text]
        if names and not any("{{" in each for each in names):
            return list(dict.fromkeys(names))
    if library.setting.main.startswith("en"):
        return [*_CATEGORIES]
    return [f"{{{{ ? Category, such as {each} }}}}" for each in _CATEGORIES]


def _words(category: str) -> str:
    return category.strip("{}? ")


def _names(library: Library) -> TakenNames:
    return TakenNames(tuple(map(name_of, library.roles())), "the role")
