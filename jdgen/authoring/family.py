"""A new job family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdgen.authoring.lines import NewFile, field, head
from jdgen.authoring.naming import TakenNames
from jdgen.authoring.questions import Question, one_of

if TYPE_CHECKING:
    from jdgen.authoring.questions import Ask
    from jdgen.workspace.inheritance import Library


def new_family(library: Library, name: str, ask: Ask) -> NewFile:
    """Return the file of a new family; raise `WrongAnswer` or `InvalidInput`."""
    names = _names(library)
    usual = (name,) if name and name != names.free(name) else ()
    question = Question("--title", "What is the family called?", usual=usual, certain=bool(usual))
    title = one_of(ask, question._replace(required=not name))
    key = names.ask(ask, title or name)
    description = one_of(ask, Question("--description", "What work do its jobs do?"))
    lead = one_of(ask, Question("--lead", "Title of its professional lead"))
    place = library.root / "families" / key / "family.yaml"
    about = (
        "A job family: jobs of the same kind of work, split into levels. What is said here is true"
        " of all of them. Next come its levels, from the lowest up"
        f" (jdgen new level --family {key}), then its roles (jdgen new role)."
    )
    lines = [
        *head(place, library.root, "family", about),
        "",
        field("title", title, "What the family is called"),
        field(
            "description",
            description,
            "What work its jobs do, and what makes one level higher than another",
        ),
        field("lead", lead, "Who leads the family professionally; or delete this line"),
        "",
        "# What rises from level to level, as data, which each level says once: horizon: a month",
        "# axes:",
        "#   horizon: {title: Plans ahead, kind: time}",
        "#   people: {title: Directs, kind: number}",
    ]
    return NewFile(place, "\n".join(lines) + "\n", key)


def _names(library: Library) -> TakenNames:
    return TakenNames(tuple(library.families()), "the family")
