"""Where a new post stands: its family, level and grade, each asked for from what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec

from jdgen.authoring.questions import Offer, Question, WrongAnswer, one_of
from jdgen.problems import InvalidInput
from jdgen.workspace.files import family_of, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from jdgen.authoring.offers import Offers
    from jdgen.authoring.questions import Ask
    from jdgen.model.job import Family, Level
    from jdgen.workspace.inheritance import Library

P = ParamSpec("P")


def family_for(library: Library, ask: Ask, usual: str = "") -> str:
    """Return the family of something new; raise `WrongAnswer` where there is none."""
    keys = library.families()
    if not keys:
        raise WrongAnswer("there is no family yet; first make one: jdgen new family")
    choices = tuple(Offer(key, title_of(library.family, key)) for key in keys)
    return one_of(ask, _only("--family", "Which family does it belong to?", choices, usual))


def level_for(library: Library, family: str, ask: Ask, usual: str = "") -> str:
    """Return the level of a new post in a family; raise `WrongAnswer` where that has none."""
    keys = library.by_rank(family)
    if not keys:
        raise WrongAnswer(
            f"the family {family} has no level yet; first make one:"
            f" jdgen new level --family {family}"
        )
    choices = level_choices(library, family)
    return one_of(ask, _only("--level", "At which level is it?", choices, usual))


def level_choices(library: Library, family: str) -> tuple[Offer, ...]:
    """Return the levels of a family as choices, from the lowest up."""
    keys = library.by_rank(family)
    return tuple(Offer(key, title_of(library.level, family, key)) for key in keys)


def title_of(read: Callable[P, Family | Level], *args: P.args, **kwargs: P.kwargs) -> str:
    """Return the title of what is read; empty where that has mistakes, which are told later."""
    try:
        return read(*args, **kwargs).title.text
    except InvalidInput:
        return ""


def grade_for(
    library: Library, family: str, level: str, ask: Ask, usual: str = "", *, required: bool = False
) -> str:
    """Return the grade that a post names; empty where its level says it, or none is named."""
    read = library.level(family, level)
    spanned = [grade.text for grade in read.grades]
    if len(spanned) == 1:
        return ""
    choices = _titled(library, spanned) if spanned else grades_of(library)
    if not choices:
        return ""
    text = "At which grade is it?" if required else "At which grade is it? (vacancies say, if none)"
    kept = (usual,) if usual in {choice.id for choice in choices} else ()
    is_required = required and bool(spanned)
    question = Question(
        "--grade", text, choices, usual=kept, certain=bool(kept), required=is_required
    )
    return one_of(ask, question)


def grades_of(library: Library) -> tuple[Offer, ...]:
    """Return the grades of the latest pay table."""
    tables = library.organisation().pay
    return _titled(library, list(tables[-1].grades)) if tables else ()


def _titled(library: Library, grades: Sequence[str]) -> tuple[Offer, ...]:
    tables = library.organisation().pay
    known = tables[-1].grades if tables else {}
    return tuple(Offer(key, known[key].title.text if key in known else "") for key in grades)


def role_for(library: Library, ask: Ask, text: str = "Of which role is it?") -> Path:
    """Return the file of the role that an answer names; raise `WrongAnswer` where there is none."""
    paths = library.roles()
    names = [name_of(path) for path in paths]
    keys = {
        name if names.count(name) == 1 else f"{family_of(path)}/{name}": path
        for name, path in zip(names, paths, strict=True)
    }
    if not keys:
        raise WrongAnswer("there is no role yet; first make one: jdgen new role")
    choices = tuple(Offer(key, _role_title(library, path)) for key, path in keys.items())
    return keys[one_of(ask, _only("--role", text, choices))]


def _role_title(library: Library, path: Path) -> str:
    try:
        role = library.role(path)
    except InvalidInput:
        return ""
    return f"{role.title.text} ({role.classification.level.text})"


def _only(option: str, text: str, choices: tuple[Offer, ...], usual: str = "") -> Question:
    """Return a question that has to be answered; where there is only one choice, it is certain."""
    if usual not in {choice.id for choice in choices}:
        usual = ""
    if len(choices) == 1:
        usual = choices[0].id
    certain = bool(usual)
    return Question(
        option, text, choices, usual=(usual,) if usual else (), certain=certain, required=True
    )


# --- what the level leaves open -------------------------------------------------------------------


def included(offers: Offers, ask: Ask) -> tuple[str, ...]:
    """Return the optional entries that a post takes."""
    if not offers.optional:
        return ()
    text = "Which of these does it have too? (several with commas)"
    return ask(Question("--include", text, offers.optional, several=True))


def chosen(offers: Offers, ask: Ask) -> tuple[str, ...]:
    """Return what a post chooses of each section that offers alternatives."""
    names: list[str] = []
    for section, choices in offers.alternatives.items():
        text = f'Which of these is its "{section}"?'
        usual = tuple(choice.id for choice in choices[:1])
        names += ask(Question("--choose", text, choices, several=True, usual=usual, required=True))
    return tuple(names)
