"""The commands that answer questions about a workspace: list, show, explain, where-used."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    AsOf,
    Audience,
    Audiences,
    Kind,
    Language,
    Layouts,
    Root,
    ShowFormat,
    edition_of,
    guarded,
    layouts_of,
    library_of,
    order_of,
)


class AnswerFormat(StrEnum):
    """How an answer is shown."""

    terminal = "terminal"
    json = "json"


@guarded
def list_(
    what: Annotated[
        Kind | None,
        typer.Argument(
            help="What to list; all but clauses and layouts if not given.", show_default=False
        ),
    ] = None,
    format_: Annotated[
        ShowFormat, typer.Option("--format", help="A table, Markdown or JSON.")
    ] = ShowFormat.terminal,
    root: Root = None,
) -> None:
    """List families, levels, roles, vacancies, clauses or layouts."""
    from jdgen.workspace.listing import listed

    library = library_of(root)
    kinds = [what] if what else [kind for kind in Kind if kind not in (Kind.clauses, Kind.layouts)]
    lists = {kind: listed(library, kind) for kind in kinds}
    if format_ is ShowFormat.json:
        data = {kind: found.data() for kind, found in lists.items()}
        console.say_json(data[what] if what else data)
        return
    for number, (kind, found) in enumerate(lists.items()):
        if not what:
            console.say(f"{chr(10) * bool(number)}{kind.capitalize()}")
        if format_ is ShowFormat.markdown:
            console.say_markdown_table(found.columns, found.rows)
        else:
            console.say_table(found.columns, found.rows, found.narrow)


@guarded
def show(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="A level (PRO9, or TRA6-8:7 at one of its grades), a role (likewise), a vacancy"
            " or a family, by name or as a file.",
        ),
    ],
    format_: Annotated[
        ShowFormat, typer.Option("--format", help="For reading, as Markdown, or as JSON.")
    ] = ShowFormat.terminal,
    layout: Layouts = None,
    audience: Audiences = Audience.job_description,
    language: Language = None,
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """Show a level, role, vacancy or family with all that it inherits.

    As JSON, each text names the file and line that said it.
    """
    from jdgen.workspace.targets import NotFound, find, jobs

    library = library_of(root, target, language=language, as_of=as_of)
    order = order_of(library, layout, audience=audience, draft=True)
    try:
        found = find(library, target)
    except NotFound as error:
        raise typer.BadParameter(str(error), param_hint="TARGET") from None
    job, inner = jobs(library, found.target, order.edition)
    if found.remark:
        console.note(found.remark)
    if format_ is ShowFormat.json:
        from jdgen.reports.job import job_data

        console.say_json(job_data(job))
        return
    from jdgen.documents.document import documents

    made = [
        document.markdown
        for name in order.layouts
        for document in documents(job, library.layout(name), inner)
    ]
    text = "\n".join(made)
    if format_ is ShowFormat.markdown:
        console.say_document(text.rstrip("\n"))
    else:
        console.say_markdown(text)


@guarded
def explain(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="A level (PRO9, or TRA6-8:7 at one of its grades), a role (likewise), a vacancy"
            " or a family, by name or as a file.",
        ),
    ],
    item: Annotated[
        str | None,
        typer.Option(
            "--item",
            metavar="ID|TEXT",
            help="Only the item of this id, or what says this text.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        AnswerFormat, typer.Option("--format", help="For reading, or as JSON.")
    ] = AnswerFormat.terminal,
    layout: Layouts = None,
    audience: Audiences = Audience.job_description,
    language: Language = None,
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """Tell who said each line: layer, file and line, and what was left out or replaced by whom."""
    from jdgen.compare.titles import titles
    from jdgen.trace import explain as explaining
    from jdgen.workspace.targets import NotFound, find, jobs, lineage

    library = library_of(root, target, language=language, as_of=as_of)
    [name, *more] = layouts_of(library, layout)
    if more:
        raise typer.BadParameter("titles can be those of one layout only.", param_hint="--layout")
    try:
        found = find(library, target)
    except NotFound as error:
        raise typer.BadParameter(str(error), param_hint="TARGET") from None
    job, _ = jobs(library, found.target, edition_of(audience)._replace(draft=True))
    if found.remark:
        console.note(found.remark)
    is_family = found.target.kind == "family"
    of_job = None if is_family else lineage(library, found.target)
    explained = explaining.explain(job, titles(library.layout(name), job), of_job)
    if item is not None:
        matching = explaining.matching(explained, item)
        if not matching:
            hint = explaining.suggestion(explained, item)
            raise typer.BadParameter(f'{target} says no "{item}"; {hint}', param_hint="--item")
        explained = matching
    if format_ is AnswerFormat.json:
        console.say_json([explaining.explained_data(each) for each in explained])
    elif sys.stdout.isatty():
        from jdgen.reports.terminal.explained import draw_explained

        draw_explained(f"{job.title}: {job.source.file}", explained)
    else:
        console.say("\n".join(explaining.plain_explained(explained)))


@guarded
def where_used(
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A clause, level, item, scale, method, grade, layout, role or family.",
        ),
    ],
    format_: Annotated[
        AnswerFormat, typer.Option("--format", help="For reading, or as JSON.")
    ] = AnswerFormat.terminal,
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """List every role and vacancy whose documents an id reaches, and how."""
    from jdgen.trace.where_used import Unknown, plain_uses, uses_data, where_used

    library = library_of(root, as_of=as_of)
    try:
        found = where_used(library, wanted)
    except Unknown as error:
        raise typer.BadParameter(str(error), param_hint="ID") from None
    if format_ is AnswerFormat.json:
        console.say_json(uses_data(found))
    else:
        console.say_lines(plain_uses(found))
