"""The command that finds what is wrong and what is likely wrong, and writes nothing: check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

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
    refuse_read,
)
from jdgen.problems import InvalidInput, Problems, shown
from jdgen.reading import disk
from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.problems import Problem
    from jdgen.rules.baseline import Known
    from jdgen.rules.catalogue import Kind
    from jdgen.rules.findings import Findings
    from jdgen.workspace.inheritance import Library

_POLICY: Final = ("families", "organisation.yaml")


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
    known: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help="Tell only of findings that this file does not hold.",
            show_default=False,
        ),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline",
            metavar="FILE",
            help="Write all that rules find to such a file.",
            show_default=False,
        ),
    ] = None,
    root: Root = None,
) -> None:
    """Find every mistake, and write nothing.

    Exit code 1 where there is one. With --language, a text that is not translated is one too. Rules
    warn of what is likely wrong: jdgen list rules.
    """
    from jdgen.rules.baseline import baseline, new
    from jdgen.rules.findings import Findings

    library = library_of(root, *(file or ()), language=language, as_of=as_of, draft=draft)
    _refuse_baseline(write_baseline, library, file, known)
    seen = baseline(known) if known else None
    told: list[Kind] = ["warning", "advice"] if advice or write_baseline else ["warning"]
    looked = Findings(library, told)
    found: list[Problem] = []
    number, remarks = 0, list[str]()
    try:
        number, problems, remarks = _checked(library, file or (), layout, looked, draft=draft)
        found = looked.all(told_of_waivers=True)
        if waivers:
            _say_waivers(looked)
    except InvalidInput as invalid:  # of what would say what there is to check
        if format_ is CheckFormat.terminal:
            raise
        problems = [*invalid.problems]
    if write_baseline and not problems:
        _write_baseline(write_baseline, found)
        return
    if known and seen is not None:
        found, left = new(found, seen)
        if not (file or problems):
            remarks += _gone(left, looked, shown(known))
    if format_ is CheckFormat.terminal:
        _say_checked(problems, found, number, remarks)
    else:
        _report(format_, problems, found)
    if problems or (strict and found):
        raise typer.Exit(WRONG_INPUT)


def _report(format_: CheckFormat, problems: list[Problem], found: list[Problem]) -> None:
    """Print what is wrong, and what rules find, for a program."""
    from jdgen.reports.problems import github, gitlab

    match format_:
        case CheckFormat.gitlab:
            console.say_json(gitlab(problems, found))
        case CheckFormat.github:
            console.say_commands([*github(problems), *github(found, "warning")])
        case _:
            console.say_report("problems", format_, problems, findings=found)


def _gone(left: list[Known], looked: Findings, known: str) -> Iterator[str]:
    """Yield how many known findings of the kinds told are not met any more."""
    if number := sum(looked.tells(each.rule) for each in left):
        are = "is" if number == 1 else "are"
        remedy = "write it anew with --write-baseline"
        yield f"{counted(number, 'finding')} of {known} {are} not met any more; {remedy}."


def _refuse_baseline(
    file: Path | None, library: Library, words: list[str] | None, known: Path | None
) -> None:
    """Refuse to write a baseline of a part, or over what is none."""
    from jdgen.rules.baseline import baseline

    option = "--write-baseline"
    if not file:
        return
    refuse_read(file.parent, option, library.root)
    if words or known:
        raise typer.BadParameter("it holds all that rules find: give no FILE and no --baseline.")
    try:
        baseline(file)
    except FileNotFoundError:
        return
    except InvalidInput:
        message = f"{shown(file)} is there, and is no baseline; give another file."
        raise typer.BadParameter(message, param_hint=option) from None


def _write_baseline(file: Path, found: list[Problem]) -> None:
    from jdgen.build.output import write_files
    from jdgen.rules.baseline import written

    write_files(file.parent, {file.name: written(found)})
    console.say(f"{counted(len(found), 'finding')} written to {shown(file)}.")


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
    for each in found.waivers:
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
    number, problems = check_files(library, order, paths, looked.look_at)
    if not paths or any(library.parts(path) == _POLICY for path in paths):
        problems = sorted({*problems, *looked.slips})
    if not paths:
        looked.look_at_whole()
    return number, problems, list(unchecked(library, paths))
