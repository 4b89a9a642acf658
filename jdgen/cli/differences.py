"""The commands that compare: diff and impact."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    AsOf,
    Audience,
    Audiences,
    Language,
    Layouts,
    Root,
    edition_of,
    guarded,
    layouts_of,
    library_of,
)
from jdgen.ending import Tidying

if TYPE_CHECKING:
    from jdgen.compare.ladder import Ladder
    from jdgen.compare.phrases import Review
    from jdgen.trace.sides import Workspaces


class DiffFormat(StrEnum):
    """How a comparison is shown."""

    terminal = "terminal"
    markdown = "markdown"
    html = "html"
    json = "json"


Formats = Annotated[
    DiffFormat,
    typer.Option("--format", help="For reading, or for a pull request, a browser or a script."),
]


@guarded
def diff(
    first: Annotated[
        str | None,
        typer.Argument(
            metavar="[A]",
            help="A level (PRO9), a band of one (TRA9-10:10), a role, a vacancy or a family, by"
            " name or as a file; at a git revision with @ (PRO9@main).",
            show_default=False,
        ),
    ] = None,
    second: Annotated[
        str | None,
        typer.Argument(metavar="[B]", help="What to compare it with.", show_default=False),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REV",
            help="Compare everything with what it was at a git revision.",
            show_default=False,
        ),
    ] = None,
    ladder: Annotated[
        str | None,
        typer.Option(
            "--ladder",
            metavar="FAMILY",
            help="Compare all levels of a family, step by step.",
            show_default=False,
        ),
    ] = None,
    same: Annotated[bool, typer.Option("--same", help="Show too what is the same.")] = False,
    format_: Formats = DiffFormat.terminal,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where anything differs.")
    ] = False,
    layout: Layouts = None,
    audience: Audiences = Audience.job_description,
    language: Language = None,
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """Show what differs between two levels, roles or vacancies, word by word.

    What is compared is what each says with all that it inherits. Titles are those of the layout.
    """
    from jdgen.trace.sides import Workspaces, reading

    ways = [first is not None or second is not None, since is not None, ladder is not None]
    if sum(ways) != 1:
        raise typer.BadParameter("give two things to compare, or --since, or --ladder.")
    if first is not None and second is None:
        raise typer.BadParameter(
            "give two things to compare, such as PRO9 PRO10 or PRO9@main PRO9; everything that"
            " differs since a revision is --since main."
        )
    words = [word for word in (first, second) if word is not None]
    library = library_of(root, *words, language=language, as_of=as_of)
    [name, *more] = layouts_of(library, layout)
    if more:
        raise typer.BadParameter("titles can be those of one layout only.", param_hint="--layout")
    language_read = library.setting.wanted
    with Tidying() as stack:
        workspaces = Workspaces(library, reading(library, edition_of(audience)), stack)
        if ladder is not None:
            made = _ladder_of(workspaces, ladder, name)
            differ = _show_ladder(made, format_, language_read, same=same)
        else:
            review = _review(workspaces, words, since, name)
            differ = _show_review(review, format_, language_read, same=same)
    if exit_code and differ:
        raise typer.Exit(1)


def _review(workspaces: Workspaces, words: list[str], since: str | None, layout: str) -> Review:
    from jdgen.compare.phrases import Review
    from jdgen.trace import sides
    from jdgen.workspace.git import NoRevision
    from jdgen.workspace.targets import NotFound

    titles_of = workspaces.now.layout(layout)
    try:
        if since is not None:
            from jdgen.trace import revisions as everything

            return everything.since(workspaces, since, titles_of)
        return Review("", (sides.compared(workspaces, words[0], words[1], titles_of),))
    except (NotFound, NoRevision) as error:
        hint = "--since" if since is not None else "A B"
        raise typer.BadParameter(str(error), param_hint=hint) from None


def _show_review(review: Review, format_: DiffFormat, language: str, *, same: bool) -> bool:
    """Print a review; return whether anything differs."""
    if format_ is DiffFormat.json:
        from jdgen.reports.comparison_json import review_data

        console.say_json(review_data(review))
    elif format_ is DiffFormat.html:
        from jdgen.reports.html import html_review

        console.say_page(html_review(review, language, same=same))
    elif format_ is DiffFormat.markdown:
        from jdgen.reports.comparison_markdown import markdown_review

        console.say_document("\n".join(markdown_review(review, same=same)))
    elif sys.stdout.isatty():
        from jdgen.reports.terminal.review import draw_review

        draw_review(review, same=same)
    else:
        from jdgen.reports.comparison_text import plain_review

        console.say("\n".join(plain_review(review, same=same)))
    return review.differs


def _ladder_of(workspaces: Workspaces, family: str, layout: str) -> Ladder:
    from jdgen.trace.sides import ladder_of
    from jdgen.workspace.targets import NotFound

    try:
        return ladder_of(workspaces, family, workspaces.now.layout(layout))
    except NotFound as error:
        raise typer.BadParameter(str(error), param_hint="--ladder") from None


def _show_ladder(ladder: Ladder, format_: DiffFormat, language: str, *, same: bool) -> bool:
    """Print a ladder; return whether its levels differ."""
    from jdgen.compare.ladder import differs

    if format_ is DiffFormat.json:
        from jdgen.reports.ladder import ladder_data

        console.say_json(ladder_data(ladder))
    elif format_ is DiffFormat.html:
        from jdgen.reports.html import html_ladder

        console.say_page(html_ladder(ladder, language, same=same))
    elif format_ is DiffFormat.markdown:
        from jdgen.reports.ladder import markdown_ladder

        console.say_document("\n".join(markdown_ladder(ladder, same=same)))
    elif sys.stdout.isatty():
        from jdgen.reports.terminal.ladder import draw_ladder

        draw_ladder(ladder, same=same)
    else:
        from jdgen.reports.ladder import plain_ladder

        console.say("\n".join(plain_ladder(ladder, same=same)))
    return differs(ladder)


class ImpactFormat(StrEnum):
    """How an impact is shown."""

    terminal = "terminal"
    markdown = "markdown"
    json = "json"


@guarded
def impact(
    since: Annotated[
        str,
        typer.Option("--since", metavar="REV", help="The git revision to compare with."),
    ],
    format_: Annotated[
        ImpactFormat,
        typer.Option("--format", help="For reading, or for a pull request or a script."),
    ] = ImpactFormat.terminal,
    layout: Layouts = None,
    audience: Annotated[
        Audience | None,
        typer.Option(
            "--audience",
            help="Only documents for these readers; for all if not given.",
            show_default=False,
        ),
    ] = None,
    language: Language = None,
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """Tell which documents change since a git revision, and which need evaluating anew.

    Neither the files nor git's index are touched.
    """
    from jdgen.reports import impact as impact_report
    from jdgen.trace import impact as impacts
    from jdgen.trace.sides import Workspaces, reading
    from jdgen.workspace.git import NoRevision

    library = library_of(root, language=language, as_of=as_of)
    layouts = layouts_of(library, layout)
    with Tidying() as stack:
        first = audience or Audience.job_description
        workspaces = Workspaces(library, reading(library, edition_of(first)), stack)
        audiences = [edition_of(each).audience for each in ([audience] if audience else Audience)]
        try:
            found = impacts.impact(workspaces, since, layouts, audiences, is_every=layout == "all")
        except NoRevision as error:
            raise typer.BadParameter(str(error), param_hint="--since") from None
    if format_ is ImpactFormat.json:
        console.say_json(impact_report.impact_data(found))
    elif format_ is ImpactFormat.markdown:
        console.say_document("\n".join(impact_report.markdown_impact(found)))
    else:
        console.say_lines(impact_report.plain_impact(found))
