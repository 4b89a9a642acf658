"""A new vacancy: of a role, or like an earlier one."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from jdgen.authoring.copying import copied
from jdgen.authoring.lines import NewFile, field, head, ids, note
from jdgen.authoring.naming import TakenNames
from jdgen.authoring.offers import offered
from jdgen.authoring.places import chosen, grade_for, included, role_for
from jdgen.authoring.questions import Question, WrongAnswer, day, one_of
from jdgen.formats.escaping import one_line
from jdgen.model.working_time import Hours
from jdgen.problems import InvalidInput
from jdgen.reading.yaml_text import scalar
from jdgen.workspace.files import name_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jdgen.authoring.questions import Ask
    from jdgen.model.job import Role, Vacancy
    from jdgen.model.text import Passage
    from jdgen.workspace.inheritance import Library

FACTS: Final = {
    "post_number": "Post number",
    "location": "Place of work",
    "hours": "Hours, such as 37 hours a week",
    "contract": "Contract, such as Permanent",
    "closing_date": "Closing date, as 2027-02-14",
    "interview_date": "Day of the interviews, as 2027-03-02",
    "contact": "Whom to ask about the post",
}
"""The facts of a vacancy that are asked for, by their fields."""

_OF_ONE_VACANCY: Final = ("post_number", "closing_date", "interview_date")
"""What no vacancy has in common with the one before."""
_NOT_KEPT: Final = ("record", "master_record", "evaluation")
_OTHERS: Final = ("reports_to", "responsible_for", "service", "team", "working_style")


def new_vacancy(library: Library, name: str, ask: Ask) -> NewFile:
    """Return the file of a new vacancy of a role; raise `WrongAnswer` or `InvalidInput`."""
    names = _names(library)
    if name:
        names.free(name)  # before anything is asked
    path = role_for(library, ask)
    role = library.role(path)
    classification = role.classification
    family, level = classification.family.text, classification.level.text
    grade = "" if classification.grade else grade_for(library, family, level, ask, required=True)
    graded = classification.grade or (classification.level._replace(text=grade) if grade else None)
    offers = offered(library.lineage_of_role(path, graded).layers())
    answers = _facts(library, _last_of(library, role), ask)
    include, choose = included(offers, ask), chosen(offers, ask)
    key = names.ask(ask, role.id)
    place = _folder(library) / f"{key}.yaml"
    title = one_line(role.title.text)
    about = (
        f"One vacancy: {title}, level {level}. The role says the rest (jdgen show {role.id})."
        " What stands in {{ ? … }} is still to be filled in; a line that you don't need, you"
        " delete."
    )
    lines = [*head(place, library.root, "vacancy", about), "", f"role: {_named(library, path)}"]
    lines += [field("grade", grade, "")] if grade else []
    lines += [field(one, answers[one], what) for one, what in FACTS.items()]
    lines += [*ids("include", include), *ids("choose", choose)]
    for choice in offers.optional:
        if choice.id not in include:
            lines += note(f"include: [{choice.id}]   would add: {choice.about}")
    lines += ["", *_for_this_post_alone(role)]
    return NewFile(place, "\n".join(lines) + "\n", key)


def vacancy_from(library: Library, last: Path, name: str, ask: Ask) -> NewFile:
    """Return the file of a vacancy like an earlier one, but for what is true of that one alone.

    Raises `WrongAnswer`, and `InvalidInput` where the earlier one can't be read.
    """
    names = _names(library)
    if name:
        names.free(name)
    vacancy = library.vacancy(last)
    answers = _facts(library, vacancy, ask, is_kept=True)
    key = names.ask(ask, name_of(last))
    place = _folder(library) / f"{key}.yaml"
    about = (
        f"Made from the vacancy {name_of(last)}. What was true of that one alone stands in"
        " {{ ? … }}, to be filled in."
    )
    lines = {
        one: field(one, answers[one], what)
        for one, what in FACTS.items()
        if one in _OF_ONE_VACANCY or answers[one] != _said(vacancy, one)
    }
    top = head(place, library.root, "vacancy", about)
    return NewFile(place, copied(library, last, top, lines, _NOT_KEPT), key)


def _facts(
    library: Library, last: Vacancy | None, ask: Ask, *, is_kept: bool = False
) -> dict[str, str]:
    """Return the answer to each fact; what the last vacancy said is offered, or kept."""
    answers: dict[str, str] = {}
    for one, what in FACTS.items():
        check: Callable[[str], str] = one_line
        if one == "closing_date":
            check = day
        elif one == "interview_date":
            check = partial(_after, answers["closing_date"])
        offer = "" if one in _OF_ONE_VACANCY else _said(last, one)
        if one == "hours" and not offer and not is_kept:
            offer = _full_time(library)
        option = f"--{one.replace('_', '-')}"
        usual = (offer,) if offer else ()
        question = Question(option, what, usual=usual, certain=is_kept and bool(offer))
        answers[one] = one_of(ask, question._replace(check=check))
    return answers


def _after(closing: str, answer: str) -> str:
    if closing and day(answer) < closing:
        raise WrongAnswer(f"the interviews ({answer}) are before the closing date ({closing})")
    return day(answer)


def _said(vacancy: Vacancy | None, name: str) -> str:
    fact: Passage | None = vacancy.layer.facts.get(f"post.{name}") if vacancy else None
    is_offered = fact is not None and "{{" not in fact.text and "\n" not in fact.text.strip()
    return one_line(fact.text) if fact and is_offered else ""


def _full_time(library: Library) -> str:
    full_time = library.organisation().full_time
    if full_time is None:
        return ""
    hours = Hours(full_time.hours, full_time.hours).text(library.setting.wording)
    return " ".join(hours.split())  # a file needs no spaces at which no line is broken


def _last_of(library: Library, role: Role) -> Vacancy | None:
    """Return the latest vacancy of a role, by its closing date."""
    same: list[Vacancy] = []
    for path in library.vacancies():
        with suppress(InvalidInput):  # whoever checks the other vacancy is told
            one = library.vacancy(path)
            if one.role and one.role.text.rpartition("/")[2] == role.id:
                same.append(one)
    return max(same, key=lambda one: (str(one.closing or ""), one.id), default=None)


def _for_this_post_alone(role: Role) -> list[str]:
    names = [one for one in _OTHERS if f"post.{one}" in role.layer.facts]
    lines = note("Where this post differs from the role, say so here, for example:")
    lines += [f"# {one}: {scalar(one_line(role.layer.facts[f'post.{one}'].text))}" for one in names]
    return [
        *lines,
        "# sections:",
        "#   advert: What the advertisement opens with.",
    ]


# --- names ----------------------------------------------------------------------------------------


def _folder(library: Library) -> Path:
    """Return where vacancies go: among those of the examples where there are no others."""
    folder, examples = library.root / "vacancies", library.root / "examples/vacancies"
    return examples if examples.is_dir() and not folder.is_dir() else folder


def _names(library: Library) -> TakenNames:
    return TakenNames(tuple(map(name_of, library.vacancies())), "the vacancy")


def _named(library: Library, path: Path) -> str:
    """Return how a file names a role: with its family where another has one of the same name."""
    name = name_of(path)
    several = [other for other in library.roles() if name_of(other) == name]
    return name if len(several) == 1 else f"{path.parent.parent.name}/{name}"
