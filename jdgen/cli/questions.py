"""The commands that answer questions about a workspace: list, show, explain, where-used."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    AnswerFormat,
    AsOf,
    Audience,
    Audiences,
    Kind,
    Language,
    Layouts,
    Root,
    Target,
    TextFormat,
    choice,
    edition_of,
    format_option,
    guarded,
    layout_of,
    layouts_of,
    library_of,
    naming,
    value_option,
)


@guarded
def list_(
    what: Annotated[
        Kind | None,
        typer.Argument(
            metavar="[KIND]",
            help="families, levels, roles, vacancies, axes, clauses, layouts, house-styles or"
            " rules; the first four if not given.",
            show_default=False,
            **choice(Kind, "a kind of thing"),
        ),
    ] = None,
    format_: Annotated[
        TextFormat, format_option(TextFormat, "A table, Markdown or JSON")
    ] = TextFormat.terminal,
    family: Annotated[
        str | None,
        value_option("--family", "FAMILY", "Only what is of a family."),
    ] = None,
    grade: Annotated[
        str | None,
        value_option("--grade", "GRADE", "Only what is of a grade."),
    ] = None,
    root: Root = None,
) -> None:
    """List families, levels, roles, vacancies, axes, clauses, layouts, house-styles or rules.

    Axes are what rises: a row for each level, those of one grade side by side. A star marks what
    differs there more than twofold, or by more than one step.
    """
    from jdgen.workspace.listing import inventories, only

    if what is Kind.rules:
        from jdgen.rules.catalogue import inventory

        console.say_report("listing", format_, {"rules": inventory()})
        return
    apart = (Kind.axes, Kind.clauses, Kind.layouts, Kind.house_styles, Kind.rules)
    kinds = [what] if what else [kind for kind in Kind if kind not in apart]
    library = library_of(root)
    listed = inventories(library, kinds)
    if family is not None:
        with naming("--family"):
            listed = only(library, listed, "family", family)
    if grade is not None:
        with naming("--grade"):
            listed = only(library, listed, "grade", grade)
    console.say_report("listing", format_, listed)


@guarded
def show(
    target: Target,
    format_: Annotated[
        TextFormat, format_option(TextFormat, "For reading, as Markdown or as JSON")
    ] = TextFormat.terminal,
    layout: Layouts = None,
    audience: Audiences = Audience.job_description,
    language: Language = None,
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """Show a level, role, vacancy or family with all that it inherits.

    As JSON, each text names the file and line that said it.
    """
    from jdgen.workspace.targets import find, job_of

    library = library_of(root, target, language=language, as_of=as_of)
    layouts = layouts_of(library, layout)
    with naming("TARGET"):
        meant, remark = find(library, target)
    job = job_of(library, meant, edition_of(audience, draft=True))
    if remark:
        console.note(remark)
    if format_ is TextFormat.json:
        console.say_report("job", format_, job)
        return
    from jdgen.build.preview import preview

    markdown = preview(library, job, layouts)
    if format_ is TextFormat.terminal and sys.stdout.isatty():
        from jdgen.reports.terminal.document import draw

        draw(markdown)
    elif format_ is TextFormat.markdown:
        console.say_document(markdown.rstrip("\n"))
    else:
        console.say(markdown.rstrip("\n"))


@guarded
def explain(
    target: Target,
    item: Annotated[
        str | None,
        value_option("--item", "ID|TEXT", "Only the item of this id, or what says this text."),
    ] = None,
    format_: Annotated[
        AnswerFormat, format_option(AnswerFormat, "For reading, or as JSON")
    ] = AnswerFormat.terminal,
    layout: Layouts = None,
    audience: Audiences = Audience.job_description,
    language: Language = None,
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """Tell who said each line: layer, file and line, and what was left out or replaced by whom."""
    from jdgen.trace.explain import explain as explain_target
    from jdgen.trace.explain import only

    library = library_of(root, target, language=language, as_of=as_of)
    with naming("TARGET"):
        explanation = explain_target(
            library, target, layout_of(library, layout), edition_of(audience)
        )
    if explanation.remark:
        console.note(explanation.remark)
    if item is not None:
        with naming("--item"):
            explanation = only(explanation, item)
    console.say_report("explanation", format_, explanation)


@guarded
def where_used(
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A clause, level, item, scale, method, grade, layout, role, family, framework,"
            " behaviour or allowance.",
        ),
    ],
    format_: Annotated[
        AnswerFormat, format_option(AnswerFormat, "For reading, or as JSON")
    ] = AnswerFormat.terminal,
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """List every family, level, role, vacancy and layout that an id reaches, and how."""
    from jdgen.trace.where_used import where_used as usages_of

    library = library_of(root, as_of=as_of)
    with naming("ID"):
        usages = usages_of(library, wanted)
    console.say_report("where_used", format_, usages)
