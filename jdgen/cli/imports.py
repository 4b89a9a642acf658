"""The command that reads job descriptions of others: import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    Root,
    SurveyFormat,
    guarded,
    layout_of,
    library_of,
    value_option,
)
from jdgen.problems import shown
from jdgen.reading import disk
from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jdgen.importing.importing import Outcome


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE",
        help="Job descriptions in Word (*.docx) or Markdown (*.md), or folders of them.",
    ),
]


@guarded
def import_(
    file: Files,
    family: Annotated[
        str,
        typer.Option(
            "--family",
            metavar="NAME",
            help="The family that the roles go to. It is made where it isn't there.",
        ),
    ],
    level: Annotated[
        str,
        value_option(
            "--level",
            "LEVEL",
            "The family's level that all the roles get. An empty one for each grade, if not given.",
        ),
    ] = "",
    layout: Annotated[
        str | None,
        value_option(
            "--layout",
            "NAME",
            "Whose sections and labels are looked for first: a folder of templates/. The only"
            " one, or standard, if not given.",
        ),
    ] = None,
    vocabulary: Annotated[
        Path | None,
        value_option(
            "--vocabulary",
            "FILE",
            "More words for fields and sections, in YAML.",
        ),
    ] = None,
    skip: Annotated[
        bool, typer.Option("--skip-unreadable", help="Pass over files that can't be read.")
    ] = False,
    share: Annotated[
        int,
        typer.Option(
            "--share",
            metavar="N",
            min=0,
            help="Make a clause of what is word for word the same in so many documents, from 2.",
            show_default=False,
        ),
    ] = 0,
    choices: Annotated[
        Path | None,
        value_option(
            "--choices",
            "FILE",
            "The list of what is worded nearly the same. It is written where it isn't there;"
            " what is marked in it becomes a clause too.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write no roles: only report what was found.")
    ] = False,
    report: Annotated[
        SurveyFormat,
        typer.Option(
            "--report",
            metavar="FORMAT",
            help="How it reports what the documents say in common: terminal, html, csv or json.",
        ),
    ] = SurveyFormat.terminal,
    root: Root = None,
) -> None:
    """Make roles of job descriptions in Word and Markdown, each a file of its own.

    What belongs to no field or section stands under unplaced:, and what a document says in two ways
    is a place to fill in. Nothing that is there is changed.
    """
    from jdgen.importing.importing import imported, write, write_choices
    from jdgen.importing.own_words import own_words
    from jdgen.importing.share import choices_in, choices_text
    from jdgen.importing.survey import survey

    if share == 1:
        raise typer.BadParameter("what one document says is not shared.", param_hint="--share")
    library = library_of(root)
    name = layout_of(library, layout)
    result = imported(
        library,
        file,
        family,
        level=level,
        layout=name,
        vocabulary=own_words(vocabulary) if vocabulary else None,
        skip=skip or dry_run,
        share=share,
        chosen=choices_in(disk.read(choices), shown(choices))
        if choices and choices.exists()
        else (),
    )
    if passed_over := result.passed_over:
        console.note_problems(passed_over, f"{counted(len(passed_over), 'file')} passed over.")
    tell = console.say if report is SurveyFormat.terminal else console.note
    if choices and not choices.exists():
        write_choices(choices, choices_text(result.shared.near))
        what = "what is worded differently, to choose from; no role was written"
        tell(f"{shown(choices)}: {what}")
        dry_run = True
    if not dry_run:
        for path in write(library, result):
            tell(shown(path))
    for outcome in result.outcomes:
        if outcome.differences is not None:
            _tell_differences(outcome, tell)
    if not dry_run and result.files:
        _tell_next(result.outcomes, tell)
    found = survey(result.outcomes)
    if report is SurveyFormat.csv:
        from jdgen.reports.survey import csv

        console.say_document(csv(found))
    else:
        console.say_report("survey", report, found)


def _tell_next(outcomes: Sequence[Outcome], tell: Callable[[str], None]) -> None:
    """Say what is still to be done with the roles."""
    open_ = [one.path for one in outcomes if one.made.unplaced and one.differences is None]
    if open_:
        tell(
            f"{counted(len(open_), 'role')} with text to place, under unplaced: {', '.join(open_)}"
        )
    tell("Next: jdgen check --draft")
    tell("")


def _tell_differences(outcome: Outcome, tell: Callable[[str], None]) -> None:
    """Say how a role that is there differs from what its document says now."""
    changes = outcome.differences or ()
    tell(
        f"{outcome.path} is there already, and was not changed;"
        f" {outcome.file} says {'the same' if not changes else 'otherwise'}"
    )
    for line in changes:
        tell(f"  {line}")
