"""The commands that make and check documents: init, build, check, schema."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    WRONG_INPUT,
    AsOf,
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
    from jdgen.rules.findings import Findings
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
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where a rule warns, too.")
    ] = False,
    advice: Annotated[
        bool, typer.Option("--advice", help="Tell what could be better, too.")
    ] = False,
    waivers: Annotated[
        bool, typer.Option("--waivers", help="List what rules are waived, where and why.")
    ] = False,
    root: Root = None,
) -> None:
    """Find every mistake, and write nothing.

    Exit code 1 where there is one. With --language, a text that is not translated is one too. Rules
    warn of what is likely wrong: jdgen list rules.
    """
    from jdgen.reports.problems import github, gitlab
    from jdgen.rules.findings import Findings

    library = library_of(root, *(file or ()), language=language, as_of=as_of, draft=draft)
    try:
        looked = Findings(library, ("warning", "advice") if advice else ("warning",))
        number, problems, remarks = _checked(library, file or (), layout, looked, draft=draft)
        found = looked.all(told_of_waivers=True)
        if waivers:
            _say_waivers(looked)
    except InvalidInput as invalid:  # of what would say what there is to check
        if format_ is CheckFormat.terminal:
            raise
        number, problems, remarks, found = 0, [*invalid.problems], [], []
    match format_:
        case CheckFormat.json:
            console.say_report("problems", format_, problems, findings=found)
        case CheckFormat.gitlab:
            console.say_json(gitlab(problems, found))
        case CheckFormat.github:
            console.say_commands([*github(problems), *github(found, "warning")])
        case CheckFormat.terminal:
            _say_checked(problems, found, number, remarks)
    if problems or (strict and found):
        raise typer.Exit(WRONG_INPUT)


def _say_checked(
    problems: list[Problem], found: list[Problem], number: int, remarks: list[str]
) -> None:
    """Say on a terminal what is wrong, and what rules find."""
    from jdgen.reports.problems import concluded, conclusion

    if problems:
        console.note_problems(problems, conclusion(problems, number))
    else:
        console.say(conclusion(problems, number))
    for remark in remarks:
        console.note(remark)
    if found:
        console.note_problems(found, concluded(found))


def _say_waivers(found: Findings) -> None:
    for each in sorted(found.waived, key=lambda waived: waived.place):
        rule, reason, until = each.waiver
        ends = f", until {until}" if until else ""
        console.note(f"{each.place}: {rule.text} is waived{ends}: {reason.text}")


def _checked(
    library: Library, words: Sequence[str], layout: str | None, looked: Findings, *, draft: bool
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
    checked = check_files(library, order, paths, looked.look_at)
    return *checked, list(unchecked(library, paths))


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
