"""The commands that compare: diff and impact."""

from __future__ import annotations

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
    TextFormat,
    audience_option,
    edition_of,
    format_option,
    guarded,
    layout_of,
    layouts_of,
    library_of,
    naming,
    value_option,
)

if TYPE_CHECKING:
    from jdgen.compare.ladder import Ladder
    from jdgen.compare.review import Review


class DiffFormat(StrEnum):
    """How a comparison is shown."""

    terminal = "terminal"
    markdown = "markdown"
    html = "html"
    json = "json"


Formats = Annotated[
    DiffFormat,
    format_option(DiffFormat, "For reading, a pull request, a browser or a script"),
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
        value_option("--since", "REV", "Compare everything with what it was at a git revision."),
    ] = None,
    ladder: Annotated[
        str | None,
        value_option("--ladder", "FAMILY", "Compare all levels of a family, step by step."),
    ] = None,
    theme: Annotated[
        str | None,
        value_option("--theme", "ID", "Of a ladder, only this theme, axis or section."),
    ] = None,
    brief: Annotated[
        bool,
        typer.Option("--summary", help="Only what rises, the pay, and which themes differ."),
    ] = False,
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
    ways = [first is not None or second is not None, since is not None, ladder is not None]
    if sum(ways) != 1:
        raise typer.BadParameter("give two things to compare, or --since, or --ladder.")
    if first is not None and second is None:
        raise typer.BadParameter(
            "give two things to compare, such as PRO9 PRO10 or PRO9@main PRO9; everything that"
            " differs since a revision is --since main."
        )
    if theme is not None and ladder is None:
        raise typer.BadParameter("--theme shows a theme of a ladder: add --ladder FAMILY.")
    if brief and (ladder is not None or same):
        other = "--ladder" if ladder is not None else "--same"
        raise typer.BadParameter(f"--summary and {other} can't go together.")
    words = [word for word in (first, second) if word is not None]
    library = library_of(root, *words, language=language, as_of=as_of)
    titles, edition = layout_of(library, layout), edition_of(audience)
    result: Ladder | Review
    if ladder is not None:
        from jdgen.compare.diff import family_ladder

        with naming("--ladder"):
            result = family_ladder(library, ladder, titles, edition)
        if theme is not None:
            with naming("--theme"):
                result = result.of_theme(theme)
    elif since is not None:
        from jdgen.compare.since import diff_since

        with naming("--since"):
            result = diff_since(library, since, titles, edition)
    else:
        from jdgen.compare.diff import diff as diff_words

        with naming("A B"):
            result = diff_words(library, words[0], words[1], titles, edition)
    if ladder is not None:
        console.say_report("ladder", format_, result, same=same or theme is not None)
    else:
        console.say_report("comparison", format_, result, same=same, brief=brief)
    if exit_code and result.differs:
        raise typer.Exit(1)


@guarded
def impact(
    since: Annotated[
        str,
        typer.Option("--since", metavar="REV", help="The git revision to compare with."),
    ],
    format_: Annotated[
        TextFormat,
        format_option(TextFormat, "For reading, a pull request or a script"),
    ] = TextFormat.terminal,
    layout: Layouts = None,
    audience: Annotated[
        Audience | None,
        audience_option("Only documents for these readers; all if not given", show_default=False),
    ] = None,
    language: Language = None,
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """Tell which documents change since a git revision, and which need evaluating anew.

    Neither the files nor git's index are touched.
    """
    from jdgen.trace.impact import impact as impact_of

    library = library_of(root, language=language, as_of=as_of)
    layouts = layouts_of(library, layout)
    readers = edition_of(audience).audience if audience else None
    with naming("--since"):
        result = impact_of(library, since, layouts, readers, is_every=layout == "all")
    console.say_report("impact", format_, result)
