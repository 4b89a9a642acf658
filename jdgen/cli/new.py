"""The commands for new files: new vacancy, new role, new level, new family."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from jdgen.cli import console
from jdgen.cli.options import Root, guarded, library_of, naming, order_of, value_option
from jdgen.problems import shown
from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jdgen.authoring.lines import NewFile
    from jdgen.authoring.questions import Ask
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Kind


Name = Annotated[
    str | None,
    typer.Argument(metavar="[NAME]", help="What its file is called, in any spelling."),
]
Code = Annotated[str | None, typer.Argument(metavar="NAME", help="The level's name, such as PRO9.")]
FamilyName = Annotated[
    str | None, value_option("--family", "NAME", "The family that it belongs to.")
]
Grade = Annotated[
    str | None, value_option("--grade", "GRADE", "Its grade, where its level has several.")
]
Grades = Annotated[
    str | None, value_option("--grade", "LIST", "The grades that it spans, with commas.")
]
Title = Annotated[str | None, value_option("--title", "TEXT", "What it is called.")]
Include = Annotated[
    str | None,
    value_option("--include", "LIST", "Optional entries that it has too: ids, with commas."),
]
Choose = Annotated[
    str | None,
    value_option("--choose", "LIST", "Which of the alternatives it takes: ids, with commas."),
]


@guarded
def vacancy(
    name: Name = None,
    role: Annotated[
        str | None, value_option("--role", "NAME", "The role that is to be filled.")
    ] = None,
    last: Annotated[
        str | None, value_option("--from", "VACANCY", "An earlier vacancy to start from.")
    ] = None,
    grade: Grade = None,
    post_number: Annotated[
        str | None, value_option("--post-number", "TEXT", "The post's number.")
    ] = None,
    location: Annotated[
        str | None, value_option("--location", "TEXT", "The place of work.")
    ] = None,
    hours: Annotated[
        str | None, value_option("--hours", "TEXT", "Such as 37 hours a week.")
    ] = None,
    contract: Annotated[
        str | None, value_option("--contract", "TEXT", "Such as Permanent.")
    ] = None,
    closing_date: Annotated[
        str | None, value_option("--closing-date", "DATE", "Such as 2027-02-14.")
    ] = None,
    interview_date: Annotated[
        str | None, value_option("--interview-date", "DATE", "Such as 2027-03-02.")
    ] = None,
    contact: Annotated[
        str | None, value_option("--contact", "TEXT", "Whom to ask about it.")
    ] = None,
    include: Include = None,
    choose: Choose = None,
    root: Root = None,
) -> None:
    """Write the file of a new vacancy.

    On a terminal it asks for what no option says. Elsewhere that is left to be filled in. With
    --from it is like an earlier one, but for its post number and dates.
    """
    from jdgen.authoring.vacancy import new_vacancy, vacancy_from

    library = library_of(root)
    said = {
        "NAME": name,
        "--role": role,
        "--grade": grade,
        "--post-number": post_number,
        "--location": location,
        "--hours": hours,
        "--contract": contract,
        "--closing-date": closing_date,
        "--interview-date": interview_date,
        "--contact": contact,
        "--include": include,
        "--choose": choose,
    }
    if last is None:
        _write(library, said, partial(new_vacancy, library, name or ""))
        return
    path = _found(library, last, "vacancy", "--from")
    _write(library, said, partial(vacancy_from, library, path, name or ""))


@guarded
def role(
    name: Name = None,
    like: Annotated[str | None, value_option("--like", "ROLE", "A role to start from.")] = None,
    title: Title = None,
    family: FamilyName = None,
    level: Annotated[
        str | None, value_option("--level", "LEVEL", "The level that it is at.")
    ] = None,
    grade: Grade = None,
    reports_to: Annotated[
        str | None, value_option("--reports-to", "TEXT", "The line manager's title.")
    ] = None,
    include: Include = None,
    choose: Choose = None,
    root: Root = None,
) -> None:
    """Write the file of a new role.

    On a terminal it asks for what no option says. Elsewhere that is left to be filled in. With
    --like it starts with the duties and criteria of another role.
    """
    from jdgen.authoring.role import new_role, role_like

    library = library_of(root)
    said = {
        "NAME": name,
        "--title": title,
        "--family": family,
        "--level": level,
        "--grade": grade,
        "--reports-to": reports_to,
        "--include": include,
        "--choose": choose,
    }
    if like is None:
        _write(library, said, partial(new_role, library, name or ""))
        return
    path = _found(library, like, "role", "--like")
    _write(library, said, partial(role_like, library, path, name or ""))


@guarded
def level(
    name: Code = None,
    family: FamilyName = None,
    title: Title = None,
    like: Annotated[
        str | None,
        value_option(
            "--like", "LEVEL", "To whose plan it is written. The family's highest if not given."
        ),
    ] = None,
    rank: Annotated[
        str | None,
        value_option("--rank", "NUMBER", "Its place, 1 being the lowest. The next if not given."),
    ] = None,
    grade: Grades = None,
    root: Root = None,
) -> None:
    """Write the file of a new level.

    On a terminal it asks for what no option says. Elsewhere that is left to be filled in. It has
    the sections and ids of another level of the family, and what that one says as notes.
    """
    from jdgen.authoring.level import new_level

    library = library_of(root)
    said = {
        "NAME": name,
        "--family": family,
        "--title": title,
        "--like": like,
        "--rank": rank,
        "--grade": grade,
    }
    _write(library, said, partial(new_level, library))


@guarded
def family(
    name: Name = None,
    title: Title = None,
    description: Annotated[
        str | None, value_option("--description", "TEXT", "What work its jobs do.")
    ] = None,
    lead: Annotated[
        str | None, value_option("--lead", "TEXT", "The title of its professional lead.")
    ] = None,
    root: Root = None,
) -> None:
    """Write the file of a new family.

    On a terminal it asks for what no option says. Elsewhere that is left to be filled in.
    """
    from jdgen.authoring.family import new_family

    library = library_of(root)
    said = {"NAME": name, "--title": title, "--description": description, "--lead": lead}
    _write(library, said, partial(new_family, library, name or ""))


def _found(library: Library, word: str, kind: Kind, option: str) -> Path:
    """Return the file of what a word or a file means."""
    from jdgen.workspace.targets import find

    with naming(option):
        return find(library, word, (kind,)).target.path


def _write(library: Library, said: dict[str, str | None], make: Callable[[Ask], NewFile]) -> None:
    """Ask, write what comes of it, and say what is next."""
    from jdgen.authoring.questions import WrongAnswer
    from jdgen.build.output import write_files
    from jdgen.cli.asking import Asker

    ask = Asker(said)
    try:
        new = make(ask)
    except WrongAnswer as wrong:
        raise typer.BadParameter(f"{wrong}.") from None
    ask.check_all_used()
    name = new.path.relative_to(library.root).as_posix()
    write_files(library.root, {name: new.text.encode()}, replace=False)
    console.say(shown(new.path))
    lines = [line for line in new.text.splitlines() if not line.lstrip().startswith("#")]
    places = "\n".join(lines).count("{{ ? ")
    if places:
        console.note(f"{counted(places, 'place')} in it to fill in: look for {{{{ ?")
    _say_what_is_next(new, library_of(library.root))


def _say_what_is_next(new: NewFile, library: Library) -> None:
    """Say how a new file is built as a draft, and what keeps it from that, if anything does."""
    from jdgen.build.check import check
    from jdgen.workspace.targets import of_file, open_grades

    layouts = library.layouts()
    usual = None if "standard" in layouts else next(iter(layouts), "all")
    order = order_of(library, usual, draft=True, where_fit=True)
    problems = check(library, order, [new.path]).problems
    if problems:
        console.note_problems(problems, "It is written all the same: correct this first.")
    is_role = of_file(library, new.path).kind == "role"
    grade = open_grades(library, new.path)[0] if is_role else ""
    console.note(f"Next: jdgen build {new.word}{f':{grade}' if grade else ''} --draft")
