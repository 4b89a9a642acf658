"""The commands that make and check documents: init, build, check, schema."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    WRONG_INPUT,
    AsOf,
    CheckFormat,
    Jobs,
    Language,
    Layouts,
    Root,
    format_option,
    guarded,
    layouts_of,
    library_of,
    naming,
    order_of,
    output_of,
    refuse_read,
    root_of,
)
from jdgen.problems import InvalidInput, Problems, shown
from jdgen.reading import disk
from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from datetime import date

    from jdgen.build.record import Asked, Said, State
    from jdgen.rules.findings import Findings
    from jdgen.workspace.files import Workspace


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
    jobs: Jobs = None,
    root: Root = None,
) -> None:
    """Find every mistake, and write no documents.

    Exit code 1 where there is one. With --language, a text that is not translated is one too. Rules
    warn of what is likely wrong: jdgen list rules.
    """
    from jdgen.reports.problems import github, gitlab

    how = _Checking(file or [], layout, language, as_of, draft, advice, jobs)
    said = None if waivers else _known(how, root)
    try:
        said = said or _check(how, root, waivers=waivers)
    except InvalidInput as invalid:  # of what would say what there is to check
        if format_ is CheckFormat.terminal:
            raise
        from jdgen.build.record import Said

        said = Said(problems=invalid.problems)
    match format_:
        case CheckFormat.json:
            console.say_report("problems", format_, said.problems, findings=said.findings)
        case CheckFormat.gitlab:
            console.say_json(gitlab(said.problems, said.findings))
        case CheckFormat.github:
            console.say_commands([*github(said.problems), *github(said.findings, "warning")])
        case CheckFormat.terminal:
            _say_checked(said)
    if said.problems or (strict and said.findings):
        raise typer.Exit(WRONG_INPUT)


class _Checking(NamedTuple):
    """What is to be checked, and how, as it was typed."""

    files: list[str]
    layout: str | None
    language: str | None
    as_of: date | None
    draft: bool
    advice: bool
    jobs: int | None

    def asked(self, workspace: Workspace) -> Asked:
        """Return what is asked, by which the record of an earlier check is known."""
        from jdgen.build.record import Asked

        return Asked(
            tuple(layouts_of(workspace, self.layout)),
            "check",
            (self.language or "").strip().lower(),
            ("advice",) if self.advice else (),
            str(self.as_of or ""),
            self.draft,
        )


def _records(workspace: Path) -> State | None:
    """Return where records of checks are kept: with those of builds, where there are any."""
    from jdgen.build.record import State

    with suppress(typer.BadParameter, OSError):
        state = State(workspace, output_of(None, Path("build"), workspace))
        if state.keeps_records:
            return state
    return None


def _known(how: _Checking, root: Path | None) -> Said | None:
    """Return what an earlier check of everything said, where nothing has changed since."""
    from jdgen.workspace.files import Workspace

    if not how.files:
        with suppress(typer.BadParameter, InvalidInput, OSError):
            workspace = root_of(root)
            state, asked = _records(workspace), how.asked(Workspace(workspace))
            record = state.record_of(asked) if state else None
            if state and record and state.is_true(record, asked):
                return record.said
    return None


def _check(how: _Checking, root: Path | None, *, waivers: bool) -> Said:
    """Check files; return what is to be said of them, and keep it where records are kept."""
    from jdgen.build.check import check as check_files
    from jdgen.build.making import keep_check
    from jdgen.build.recall import Recall
    from jdgen.build.record import Said
    from jdgen.rules.findings import KINDS, Findings, look
    from jdgen.workspace.targets import find_each

    library = library_of(root, *how.files, language=how.language, as_of=how.as_of, draft=how.draft)
    library.passed_over = Problems()  # what can't be read is one mistake among others
    paths = [Path(word) for word in how.files if disk.is_file(word)]
    named = [word for word in how.files if not disk.is_file(word)]
    with naming("FILE"):
        targets = find_each(library, named)
    paths += (target.path for target in targets)
    order = order_of(library, how.layout, draft=how.draft, where_fit=not paths)
    state = None if paths else _records(library.root)
    recall = Recall(library, state, how.asked(library), KINDS) if state else None
    progress = partial(console.progress, noun="Checking")
    checked = check_files(library, order, paths, look, recall, how.jobs, progress)
    found = Findings(library, ("warning", "advice") if how.advice else ("warning",))
    for target, looked in checked.looked:
        found.add(target, looked)
    told = tuple(found.all(told_of_waivers=True))
    said = Said(checked.remarks, told, tuple(checked.problems), checked.number)
    if waivers:
        _say_waivers(found)
    if recall:
        keep_check(recall, how.asked(library), said)
    return said


def _say_checked(said: Said) -> None:
    """Say on a terminal what is wrong, and what rules find."""
    from jdgen.reports.problems import concluded, conclusion

    if said.problems:
        console.note_problems(said.problems, conclusion(said.problems, said.number))
    else:
        console.say(conclusion(said.problems, said.number))
    for remark in said.remarks:
        console.note(remark)
    if said.findings:
        console.note_problems(said.findings, concluded(said.findings))


def _say_waivers(found: Findings) -> None:
    for each in sorted(found.waived, key=lambda waived: waived.place):
        rule, reason, until = each.waiver
        ends = f", until {until}" if until else ""
        console.note(f"{each.place}: {rule.text} is waived{ends}: {reason.text}")


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
