"""The commands that make and check documents: init, build, check, schema."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    WRONG_INPUT,
    AsOf,
    Audience,
    Audiences,
    CheckFormat,
    Language,
    Layouts,
    Root,
    format_option,
    guarded,
    library_of,
    naming,
    order_of,
    output_of,
    refuse_read,
)
from jdgen.problems import InvalidInput, Problems, shown
from jdgen.reading import disk
from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jdgen.problems import Problem
    from jdgen.workspace.inheritance import Library


@guarded
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new workspace's folder.")],
) -> None:
    """Make a workspace for a new organisation.

    Files that are there already are never overwritten.
    """
    from jdgen.build.starter import start

    refuse_read(folder, "DIR")
    written = start(folder)
    console.say(f"{counted(len(written), 'file')} written to {shown(folder)}.")
    console.say("Next:")
    console.say(f"  cd {pasteable(shown(folder))}")
    console.say("  jdgen build --all              the documents of the example vacancies")
    console.say("  families/organisation.yaml     your organisation: start editing here")
    console.say(
        "Search for Northmere, the invented council's name: these are the places to change."
    )


def pasteable(path: str) -> str:
    """Return a path as it can be pasted into a command line."""
    if os.name == "nt":
        return f'"{path}"' if " " in path else path
    import shlex

    return shlex.quote(path)


@guarded
def build(
    file: Annotated[
        list[str] | None,
        typer.Argument(
            help="Vacancies, roles, levels (PRO9) or families, by name or as files.",
            metavar="[FILE]...",
            show_default=False,
        ),
    ] = None,
    all_: Annotated[
        bool,
        typer.Option("--all", help="Build every vacancy, role, level and family of the workspace."),
    ] = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="LIST",
            help="docx, md and pdf, with commas; LibreOffice makes pdf.",
        ),
    ] = "docx,md",
    layout: Layouts = None,
    audience: Audiences = Audience.job_description,
    language: Language = None,
    as_of: AsOf = None,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft",
            help="Print places that are still to be filled in, and say that it is a draft.",
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="Where the documents go: build if not given.",
            show_default=False,
        ),
    ] = None,
    root: Root = None,
) -> None:
    """Write the documents of vacancies, roles, levels and families, in Word and Markdown.

    Each vacancy gets a folder of its own. Nothing is written unless everything is right.
    """
    from jdgen.build.check import borrowed_words
    from jdgen.build.files import build as build_documents
    from jdgen.reports import untranslated
    from jdgen.workspace.targets import everything, find_each

    given = file or []
    if all_ and given:
        raise typer.BadParameter("give the vacancies to build or --all, not both.")
    if not (all_ or given):
        raise typer.BadParameter("name the vacancies to build, or give --all for every one.")
    library = library_of(root, *given, language=language, as_of=as_of)
    folder = output_of(output, Path("build"), library.root)
    order = order_of(library, layout, format_, audience, draft=draft, marked=draft, where_fit=all_)
    with naming("FILE"):
        targets = list(everything(library)) if all_ else find_each(library, given)
    with console.progress(len(targets), "Building") as advance:
        built = build_documents(library, targets, order, folder, advance, is_all=all_)
    for path in built.paths:
        console.say(shown(path))
    if not built.paths:
        console.note(
            f"Nothing is built: {shown(library.root)} holds nothing of which the layout has"
            " documents for this audience. Vacancies go into its folder vacancies/."
        )
    for status in built.unagreed:
        console.note(f"{status.place}: the {status.source.layer} is not agreed: {status.text}")
    for line in untranslated.text(built.foreign, library.setting):
        console.note(line)
    for remark in borrowed_words(library, library.setting.wanted) if built.paths else ():
        console.note(remark)
    if sys.stdout.isatty():
        console.note(f"{counted(len(built.paths), 'file')} written.")


@guarded
def check(
    file: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files to check, or vacancies by name; all of the workspace if none is given.",
            metavar="[FILE]...",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        CheckFormat, format_option(CheckFormat, "How problems are reported")
    ] = CheckFormat.terminal,
    layout: Layouts = None,
    language: Language = None,
    as_of: AsOf = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Allow places that are still to be filled in.")
    ] = False,
    root: Root = None,
) -> None:
    """Find every mistake, and write nothing.

    Exit code 1 where there is one. With --language, a text that is not translated is one too.
    """
    from jdgen.reports.problems import conclusion, github

    library = library_of(root, *(file or ()), language=language, as_of=as_of)
    try:
        number, problems, remarks = _checked(library, file or (), layout, draft=draft)
    except InvalidInput as invalid:  # of what would say what there is to check
        if format_ is CheckFormat.terminal:
            raise
        number, problems, remarks = 0, [*invalid.problems], []
    if format_ is CheckFormat.json:
        console.say_report("problems", format_, problems)
    elif format_ is CheckFormat.github:
        console.say_commands(github(problems))
    elif problems:
        console.note_problems(problems, conclusion(problems, number))
    else:
        console.say(conclusion(problems, number))
    for remark in remarks if format_ is CheckFormat.terminal else ():
        console.note(remark)
    if problems:
        raise typer.Exit(WRONG_INPUT)


def _checked(
    library: Library, words: Sequence[str], layout: str | None, *, draft: bool
) -> tuple[int, list[Problem], list[str]]:
    """Return how many files were checked, every problem, and remarks; raise as `find_each` does."""
    from jdgen.build.check import check as check_files
    from jdgen.build.check import unchecked
    from jdgen.workspace.targets import find_each

    library.passed_over = Problems()  # what can't be read is one mistake among others
    paths = [Path(word) for word in words if disk.is_file(word)]
    named = [word for word in words if not disk.is_file(word)]
    with naming("FILE"):
        targets = find_each(library, named)
    paths += (target.path for target in targets)
    order = order_of(library, layout, draft=draft, where_fit=not paths)
    return *check_files(library, order, paths), list(unchecked(library, paths))


@guarded
def schema(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="Where the schemas go: .jdgen in the workspace if not given.",
            show_default=False,
        ),
    ] = None,
    root: Root = None,
) -> None:
    """Write JSON Schema for every kind of file, for editors to complete and check by.

    Write them anew when ids change: editors offer the workspace's own clauses, levels and roles.
    """
    from jdgen.build.editor_schemas import FOLDER, write_schemas

    library = library_of(root)
    folder = output_of(output, library.root / FOLDER, library.root)
    for path in write_schemas(library, folder):
        console.say(shown(path))
