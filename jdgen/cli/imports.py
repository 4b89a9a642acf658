"""The command that reads job descriptions of others: import."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads it
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    WRONG_INPUT,
    Root,
    guarded,
    layout_of,
    library_of,
)
from jdgen.problems import Place, refused, shown
from jdgen.reading import disk
from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from jdgen.importing.importing import Imported


@guarded
def import_(
    file: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Job descriptions in Word (*.docx) or Markdown (*.md), or folders of them.",
        ),
    ],
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
        typer.Option(
            "--level",
            metavar="LEVEL",
            help="The family's level that all the roles get. An empty one for each grade, if not"
            " given.",
            show_default=False,
        ),
    ] = "",
    layout: Annotated[
        str | None,
        typer.Option(
            "--layout",
            metavar="NAME",
            help="Whose sections and labels are looked for first: a folder of templates/. The only"
            " one, or standard, if not given.",
            show_default=False,
        ),
    ] = None,
    vocabulary: Annotated[
        Path | None,
        typer.Option(
            "--vocabulary",
            metavar="FILE",
            help="More words for fields and sections, in YAML.",
            show_default=False,
        ),
    ] = None,
    skip: Annotated[
        bool, typer.Option("--skip-unreadable", help="Pass over files that can't be read.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write no roles: only tell what was found.")
    ] = False,
    root: Root = None,
) -> None:
    """Make roles of job descriptions in Word and Markdown, each a file of its own.

    What belongs to no field or section stands under unplaced:, and what a document says in two ways
    is a place to fill in. Nothing that is there is changed.
    """
    from jdgen.importing.importing import imported, write

    library = library_of(root)
    name = layout_of(library, layout)
    result = imported(
        library,
        file,
        family,
        level=level,
        layout=name,
        vocabulary=_vocabulary(vocabulary),
        skip=skip or dry_run,
    )
    console.note_problems(
        result.passed_over, f"{counted(len(result.passed_over), 'file')} passed over."
    ) if result.passed_over else None
    if not dry_run:
        for path in write(library, result):
            console.say(shown(path))
    _tell(result)


def _tell(result: Imported) -> None:
    """Say of each document what became of it."""
    for outcome in result.outcomes:
        console.say(f"{outcome.file}: {outcome.made.title}")


def _vocabulary(path: Path | None) -> dict[str, Any] | None:
    """Return the words of a file, as lists of texts; raise `InvalidInput`."""
    if path is None:
        return None
    import yaml

    place = Place(shown(path))
    try:
        said = yaml.load(disk.read(path), Loader=yaml.BaseLoader)  # noqa: S506 - plain texts
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise refused(
            place,
            f"the words can't be read: {error}",
            "write it like this: facts: {salary: [wage]}",
            "bad-vocabulary",
        ) from None
    return said if isinstance(said, dict) else {}


__all__ = ["WRONG_INPUT", "import_"]
