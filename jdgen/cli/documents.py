"""The commands that make and check documents: build, check, schema."""

from __future__ import annotations

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
)
from jdgen.problems import shown
from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from jdgen.build.files import Built
    from jdgen.problems import Problem
    from jdgen.workspace.inheritance import Library


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
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Write nothing; exit with 1 where documents are missing, stale or left over.",
        ),
    ] = False,
    report: Annotated[
        CheckFormat, format_option(CheckFormat, "How --check tells of documents", "--report")
    ] = CheckFormat.terminal,
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
    from jdgen.build.files import build as build_documents
    from jdgen.build.files import make
    from jdgen.build.stale import stale
    from jdgen.rules.findings import Findings
    from jdgen.workspace.targets import everything, find_each

    given = file or []
    if all_ and given:
        raise typer.BadParameter("give the vacancies to build or --all, not both.")
    if not (all_ or given):
        raise typer.BadParameter("name the vacancies to build, or give --all for every one.")
    library = library_of(root, *given, language=language, as_of=as_of, draft=draft)
    folder = output_of(output, Path("build"), library.root)
    order = order_of(library, layout, format_, audience, draft=draft, marked=draft, where_fit=all_)
    with naming("FILE"):
        targets = list(everything(library)) if all_ else find_each(library, given)
    if check:
        with console.progress(len(targets), "Checking") as advance:
            made = make(library, targets, order, folder, advance, is_all=all_)
        problems = list(stale(library, order, folder, made.files, is_all=all_))
        _say_stale(problems, len(made.files), report)
        return
    found = Findings(library)
    with console.progress(len(targets), "Building") as advance:
        built = build_documents(
            library, targets, order, folder, advance, is_all=all_, look_at=found.look_at
        )
    _say_built(built, library, found.all())


def _say_built(built: Built, library: Library, warnings: list[Problem]) -> None:
    """Say what is built, and what is to be said of it."""
    from jdgen.build.check import borrowed_words
    from jdgen.reports import untranslated
    from jdgen.reports.problems import concluded

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
    if warnings:
        console.note_problems(warnings, concluded(warnings))
    if sys.stdout.isatty():
        console.note(f"{counted(len(built.paths), 'file')} written.")


def _say_stale(problems: list[Problem], files: int, report: CheckFormat) -> None:
    """Say which documents are missing, stale or left over; exit with 1 where any is."""
    from jdgen.reports.problems import github, gitlab

    match report:
        case CheckFormat.json:
            console.say_report("problems", report, problems)
        case CheckFormat.gitlab:
            console.say_json(gitlab(problems))
        case CheckFormat.github:
            console.say_commands(github(problems))
        case CheckFormat.terminal if problems:
            told = (
                f"{len(problems)} of {counted(files, 'document')} to see to; nothing was written."
            )
            console.note_problems(problems, told)
        case CheckFormat.terminal:
            console.say(f"{counted(files, 'document')} up to date.")
    if problems:
        raise typer.Exit(WRONG_INPUT)


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
