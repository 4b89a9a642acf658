"""The commands for house styles: house-style adopt."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jdgen.cli import console
from jdgen.cli.options import Root, guarded, layouts_of, library_of, value_option
from jdgen.problems import shown

WordFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="A Word document, template or letterhead (*.docx, *.dotx)."
    ),
]


@guarded
def adopt(
    file: WordFile,
    layout: Annotated[
        str | None,
        value_option(
            "--layout",
            "NAME",
            "Whose house style it becomes: a folder of templates/. The only one, or standard,"
            " if not given.",
        ),
    ] = None,
    body: Annotated[
        str,
        value_option(
            "--body",
            "PLACE",
            "Where the text goes: end, after all that is there; replace, in place of it; or"
            " the words of the paragraph whose place it takes. Where its content control stands,"
            " or end, if not given.",
        ),
    ] = "",
    root: Root = None,
) -> None:
    """Make a layout's house style of a Word template as it is.

    What documents need is added in the template's own look. Comments, tracked changes and the like
    are removed. It says what it did, and what to look at.
    """
    from jdgen.build.house_styles import adopt_into

    library = library_of(root)
    name, *more = layouts_of(library, layout)
    if more:
        raise typer.BadParameter("it can become one layout's only.", param_hint="--layout")
    placed = adopt_into(library, name, file, body.strip())
    report, replaces = placed.report, ", in place of the one that was there" * placed.is_another
    console.say(f"{shown(placed.path)}{replaces}")
    if placed.others:
        console.say(f"Documents of these layouts look so too: {', '.join(placed.others)}.")
    if placed.not_these:
        console.say(f"These have a house_style of their own: {', '.join(placed.not_these)}.")
    if not any(report):
        console.say("Nothing had to be added, changed or removed.")
    for title, said in (
        ("Added", report.added),
        ("Changed", report.changed),
        ("Removed", report.removed),
        ("Look at", report.look),
    ):
        if said:
            console.say(f"{title}:")
        for one in said:
            console.say(f"  {one}")
